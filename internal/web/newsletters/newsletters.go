package newsletters

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"ilbo.press"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/web"
)

// Root is where newsletters are, below the prefix of a language.
const Root = "/newsletters"

// Options are what the pages are made with.
type Options struct {
	Paper   *ilbo.Paper
	Desk    *mailing.Desk
	Frame   web.Frame
	Style   string         // address of the sheet that readers' own pages have
	Proxies []netip.Prefix // whose word on who asks is believed
	Opens   Opens          // nil: nobody counts them
	Clock   ilbo.Clock
	Log     *slog.Logger
}

// Pages answer below [Root] in every language.
type Pages struct {
	Options
	handler http.Handler
	asked   crowd
	openers openers
}

// New makes the pages.
func New(o Options) *Pages {
	p := &Pages{Options: o, asked: crowd{now: o.Clock, times: map[string][]time.Time{}}}
	guard := http.NewCrossOriginProtection()
	// RFC 8058: mail companies' programs post to it from anywhere. See the package's
	// comment for why that is safe.
	guard.AddInsecureBypassPattern("POST " + mailing.UnsubscribePath + "{key}")
	m := http.NewServeMux()
	for _, l := range o.Paper.Languages {
		at := o.Paper.Prefix(l) + Root
		m.Handle("GET "+at, p.handle(l, p.list))
		m.Handle("POST "+at, p.handle(l, p.ask))
		m.Handle("GET "+at+"/confirm/{token}", p.handle(l, p.waiting))
		m.Handle("POST "+at+"/confirm/{token}", p.handle(l, p.confirm))
	}
	m.Handle("GET "+mailing.UnsubscribePath+"{key}", p.handle("", p.ending))
	m.Handle("POST "+mailing.UnsubscribePath+"{key}", p.handle("", p.end))
	m.HandleFunc("GET "+mailing.OpenedPath+"{name}", p.opened)
	p.handler = guard.Handler(m)
	return p
}

// Answers reports whether an address is one of the pages'.
func (p *Pages) Answers(path string) bool {
	for _, l := range p.Paper.Languages {
		at := p.Paper.Prefix(l) + Root
		if path == at || strings.HasPrefix(path, at+"/") {
			return true
		}
	}
	return false
}

// maxForm is the longest form, in bytes.
const maxForm = 16 << 10

func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Referrer-Policy", "no-referrer") // addresses hold keys
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	p.handler.ServeHTTP(w, r)
}

// A Page is what a page says: see page.html.
type Page struct {
	Title, Say, Wrong string
	Names             []string
	Offers            []Offer
	Choose            string
	EmailLabel, Email string
	ZoneLabel, Zone   string
	ZoneSay           string
	PaperZone         string
	Account           string // where readers choose who have an account
	ToAccount         string
	Action, Go        string
	status            int
}

// An Offer is a newsletter that can be chosen.
type Offer struct {
	ID          ilbo.NewsletterID
	Name, About string
	Counted     string // that opens are; empty: they are not
	Chosen      bool
}

// A visit is one request. Its language is the newsletter's where the address has none.
type visit struct {
	*http.Request
	l ilbo.Language
	w *words
}

func (p *Pages) handle(l ilbo.Language, do func(*visit) (*Page, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{r, l, wordsIn(l)}
		if l == "" {
			v.speak(p.Paper.Languages[0])
		}
		page, err := do(v)
		if err != nil {
			page = v.problem(err)
			if ilbo.KindOf(err) == ilbo.Internal {
				p.Log.ErrorContext(r.Context(), "a page of newsletters", "err", err)
			}
		}
		if err := p.show(w, v, page); err != nil {
			p.Log.ErrorContext(r.Context(), "a page of newsletters", "err", err)
			http.Error(w, v.w.Problem, http.StatusInternalServerError)
		}
	})
}

func (v *visit) speak(l ilbo.Language) { v.l, v.w = l, wordsIn(l) }

// problem says an error in the reader's language.
func (v *visit) problem(err error) *Page {
	kind := ilbo.KindOf(err)
	page := &Page{Title: v.w.WrongTitle, Say: v.w.Problem, status: web.Status(kind)}
	switch kind {
	case ilbo.Gone, ilbo.NotFound:
		page.Title, page.Say = v.w.GoneTitle, v.w.GoneSay
	case ilbo.Busy:
		page.Title, page.Say = v.w.BusyTitle, v.w.BusySay
	}
	return page
}

func (p *Pages) show(w http.ResponseWriter, v *visit, page *Page) error {
	var b bytes.Buffer
	if err := sheets.ExecuteTemplate(&b, "page.html", page); err != nil {
		return err
	}
	whole, err := p.Frame.Enclose(v.Context(), web.Enclosed{Language: v.l, Path: Root, Title: page.Title, Style: p.Style, Main: template.HTML(b.String())})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if page.status != 0 {
		w.WriteHeader(page.status)
	}
	_, _ = w.Write(whole) // whoever asked may have gone
	return nil
}

func (p *Pages) list(v *visit) (*Page, error) {
	running, err := p.Desk.Running(v.Context(), v.l)
	page := &Page{Title: v.w.Title, Say: v.w.Say, Choose: v.w.Choose, EmailLabel: v.w.Email, Go: v.w.Go, Action: p.Paper.Prefix(v.l) + Root}
	page.PaperZone = p.Paper.Zone.String()
	page.ZoneLabel, page.ZoneSay = v.w.Zone, fmt.Sprintf(v.w.ZoneSay, page.PaperZone)
	page.Account, page.ToAccount = p.Paper.Prefix(v.l)+"/account/newsletters", v.w.ToAccount
	for _, n := range running {
		page.Offers = append(page.Offers, Offer{n.ID, n.Name.In(v.l), n.About.In(v.l), v.w.counting(&n), len(running) == 1})
	}
	if len(running) == 0 {
		page.Say, page.Go = v.w.None, ""
	}
	return page, err
}

// ask has the owner of an address asked. Its answer is the same for every address.
func (p *Pages) ask(v *visit) (*Page, error) {
	if !p.asked.admit(web.ClientAddress(v.Request, p.Proxies)) {
		return nil, &ilbo.Error{Kind: ilbo.Busy, Say: english.BusySay}
	}
	if err := v.ParseForm(); err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: english.Problem, Err: err}
	}
	var ids []ilbo.NewsletterID
	for _, text := range v.PostForm["newsletter"] {
		if id, err := strconv.ParseInt(text, 10, 64); err == nil {
			ids = append(ids, ilbo.NewsletterID(id))
		}
	}
	email := v.PostFormValue("email")
	err := p.Desk.Ask(v.Context(), v.l, email, ids, v.PostFormValue("zone"))
	if !errors.Is(err, ilbo.Invalid) {
		return &Page{Title: v.w.SentTitle, Say: v.w.SentSay}, err
	}
	page, listErr := p.list(v)
	if listErr != nil {
		return nil, listErr
	}
	page.Email, page.Zone, page.Wrong, page.status = email, v.PostFormValue("zone"), v.w.NoEmail, http.StatusBadRequest
	if _, bad := ilbo.CleanEmail(email); bad == nil {
		page.Wrong = v.w.Choosing
	}
	for i := range page.Offers {
		page.Offers[i].Chosen = slices.Contains(ids, page.Offers[i].ID)
	}
	return page, nil
}

func (p *Pages) waiting(v *visit) (*Page, error) {
	c, err := p.Desk.Waiting(v.Context(), v.PathValue("token"))
	if err != nil {
		return nil, err
	}
	running, err := p.Desk.Running(v.Context(), "")
	page := &Page{Title: v.w.ConfirmTitle, Say: fmt.Sprintf(v.w.ConfirmSay, c.Address), Go: v.w.Confirm, Action: v.URL.Path}
	for _, n := range running {
		if slices.Contains(c.Newsletters, n.ID) {
			page.Names = append(page.Names, n.Name.In(v.l))
		}
	}
	return page, err
}

func (p *Pages) confirm(v *visit) (*Page, error) {
	c, err := p.Desk.Confirm(v.Context(), v.PathValue("token"))
	return &Page{Title: v.w.DoneTitle, Say: fmt.Sprintf(v.w.DoneSay, c.Address)}, err
}

func (p *Pages) ending(v *visit) (*Page, error) {
	r, n, err := p.Desk.Recipient(v.Context(), v.PathValue("key"))
	if err != nil {
		return nil, err
	}
	v.speak(n.Language)
	if !r.Ended.IsZero() {
		return v.ended(&r, &n), nil
	}
	return &Page{Title: fmt.Sprintf(v.w.EndTitle, n.Name.In(v.l)), Say: fmt.Sprintf(v.w.EndSay, r.Address), Go: v.w.End, Action: v.URL.Path}, nil
}

func (p *Pages) end(v *visit) (*Page, error) {
	r, n, err := p.Desk.Recipient(v.Context(), v.PathValue("key"))
	if err != nil {
		return nil, err
	}
	v.speak(n.Language)
	return v.ended(&r, &n), p.Desk.Unsubscribe(v.Context(), v.PathValue("key"))
}

func (v *visit) ended(r *ilbo.Recipient, n *ilbo.Newsletter) *Page {
	return &Page{Title: v.w.EndedTitle, Say: fmt.Sprintf(v.w.EndedSay, n.Name.In(v.l), r.Address)}
}

// How many letters one network may have sent in a while, and how many networks are
// remembered.
const (
	askedAtOnce = 10
	askedWithin = 10 * time.Minute
	askedKnown  = 50_000
)

// A crowd counts who asks. It is of one process, and gone with it.
type crowd struct {
	now   ilbo.Clock
	mu    sync.Mutex
	times map[string][]time.Time
}

// admit reports whether somebody may ask again, and counts that they did.
func (c *crowd) admit(address string) bool {
	if ip, err := netip.ParseAddr(address); err == nil && ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			address = p.String()
		}
	}
	now := c.now()
	c.mu.Lock()
	defer c.mu.Unlock()
	times := slices.DeleteFunc(c.times[address], func(t time.Time) bool { return now.Sub(t) >= askedWithin })
	if len(times) >= askedAtOnce {
		c.times[address] = times
		return false
	}
	if len(c.times) >= askedKnown {
		clear(c.times)
	}
	c.times[address] = append(times, now)
	return true
}
