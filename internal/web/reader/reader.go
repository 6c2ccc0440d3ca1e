package reader

import (
	"context"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/lesson/notebook"
	"ilbo.press/internal/mailing/alert"
	"ilbo.press/internal/web"
)

// Assets give the addresses of the site's own files.
type Assets interface{ URL(name string) string }

// Gifts are the stories that readers gave, the newest first.
type Gifts interface {
	Gifts(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.Gift, error)
}

// Options are what the room is made with.
type Options struct {
	Paper   *ilbo.Paper
	Base    string // scheme and host of its addresses
	Readers *account.Readers
	// Newsletters are what readers take by e-mail.
	Newsletters Newsletters
	Alerts      *alert.Desk
	Notebook    *notebook.Notebook
	Office      *circulation.Office
	Gifts       Gifts
	Feeds       *circulation.FeedKeys // nil: there are no private feeds
	// Went is told what a browser came to that may have met the meter; nil: nobody is.
	Went    func(w http.ResponseWriter, r *http.Request, step ilbo.MeterStep)
	Frame   web.Frame
	Assets  Assets
	Proxies []netip.Prefix // whose word on who asks is believed
	Clock   ilbo.Clock
	Log     *slog.Logger
}

// A Room answers at the addresses of [Room.Has].
type Room struct {
	Options
	pages   map[string]*template.Template
	handler http.Handler
}

// New makes the room.
func New(o Options) (*Room, error) {
	m := &Room{Options: o}
	var err error
	if m.pages, err = parse(); err != nil {
		return nil, err
	}
	m.handler = limited(http.NewCrossOriginProtection().Handler(m.mux()))
	return m, nil
}

// Roots are where the room's pages are, below the prefix of a language.
var Roots = []string{"/account", "/alerts", "/words"}

// Has reports whether an address is the room's.
func (m *Room) Has(path string) bool {
	for _, l := range m.Paper.Languages {
		for _, root := range Roots {
			if rest, ok := strings.CutPrefix(path, m.Paper.Prefix(l)+root); ok && (rest == "" || rest[0] == '/') {
				return true
			}
		}
	}
	return false
}

func (m *Room) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Referrer-Policy", "same-origin")
	m.handler.ServeHTTP(w, r)
}

// maxForm is the longest request of a form, in bytes.
const maxForm = 64 << 10

func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		next.ServeHTTP(w, r)
	})
}

// A visit is one request, with who makes it.
type visit struct {
	*Room
	w        http.ResponseWriter
	r        *http.Request
	from     account.Visitor
	language ilbo.Language
	prefix   string            // of the language's addresses
	path     string            // below it
	reader   *account.ReaderIn // nil: nobody is signed in
}

// handle makes a visit of each request in a language, and a page of its error.
func (m *Room) handle(l ilbo.Language, do func(*visit) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		prefix := m.Paper.Prefix(l)
		v := &visit{Room: m, w: w, r: r, language: l, prefix: prefix, path: strings.TrimPrefix(r.URL.Path, prefix),
			from: account.Visitor{Address: web.ClientAddress(r, m.Proxies), Agent: firstRunes(ilbo.Clean(r.UserAgent()), 300)}}
		err := v.recognise()
		if err == nil {
			err = do(v)
		}
		if err != nil {
			v.problem(err)
		}
	})
}

// recognise finds out who is signed in.
func (v *visit) recognise() error {
	c, err := v.r.Cookie(web.ReaderCookie(v.Base))
	if err != nil || c.Value == "" {
		return nil // nobody is, which is no error
	}
	who, err := v.Readers.Who(v.r.Context(), c.Value, v.from)
	if errors.Is(err, ilbo.NotFound) {
		v.keep("") // its companion must not go on saying that somebody is
		return nil
	}
	if err != nil {
		return err
	}
	v.reader = &who
	return v.companied(c.Value)
}

// signedIn sends whoever is not to the page where one signs in, and from there
// back.
func signedIn(do func(*visit) error) func(*visit) error {
	return func(v *visit) error {
		if v.reader != nil {
			return do(v)
		}
		if v.r.Method != http.MethodGet && v.r.Method != http.MethodHead || v.scripted() {
			return &ilbo.Error{Kind: ilbo.Forbidden, Say: "You have been signed out: sign in again.", Err: account.Over}
		}
		return v.see(v.prefix + "/account?to=" + v.prefix + v.path)
	}
}

// went counts a step of a browser that may have met the meter.
func (v *visit) went(step ilbo.MeterStep) {
	if v.Went != nil {
		v.Went(v.w, v.r, step)
	}
}

// see answers a form by the page to look at next.
func (v *visit) see(address string) error {
	http.Redirect(v.w, v.r, address, http.StatusSeeOther)
	return nil
}

// done leads to a page of the room that says what was done.
func (v *visit) done(path, what string) error { return v.see(v.prefix + path + "?done=" + what) }

// scripted reports whether a script asks, and not a form.
func (v *visit) scripted() bool { return v.r.Header.Get("Accept") == "application/json" }

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
