package newsroom

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/front"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/mailing/alert"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/press/board"
	"ilbo.press/internal/web"
	"ilbo.press/internal/wire/basket"
)

// Root is where the newsroom is.
const Root = "/newsroom"

// Store is what the pages show beside what [account.Accounts] gives.
type Store interface {
	Signals
	Plans
	AllStaff(ctx context.Context) ([]ilbo.Staff, error)
	Passes(ctx context.Context) ([]ilbo.Pass, error)
	Sections(ctx context.Context) ([]ilbo.Section, error)
	AuditLog(ctx context.Context, q ilbo.AuditQuery) ([]ilbo.AuditEntry, error)
	Journalists(ctx context.Context) ([]ilbo.Journalist, error)
	Topics(ctx context.Context) ([]ilbo.Topic, error)
	Versions(ctx context.Context, id ilbo.StoryID, before, limit int) ([]ilbo.Version, error)
	HandOvers(ctx context.Context, id ilbo.StoryID) ([]ilbo.HandOver, error)
	Records(ctx context.Context, id ilbo.StoryID) ([]ilbo.Record, error)
	LessonPrints(ctx context.Context, id ilbo.StoryID) ([]ilbo.LessonPrint, error)
	Teasers(ctx context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error)
	TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error)
	StoryAt(ctx context.Context, path ilbo.Path) (*ilbo.Story, error)
	Fronts(ctx context.Context) ([]ilbo.Front, error)
	WorkingFronts(ctx context.Context) ([]ilbo.Front, error)
}

// Plans are what is planned, and what people are told.
type Plans interface {
	Assignment(ctx context.Context, id ilbo.AssignmentID) (*ilbo.Assignment, error)
	Assignments(ctx context.Context, q ilbo.AssignmentQuery, now time.Time) ([]ilbo.Assignment, error)
	AssignmentsOf(ctx context.Context, story ilbo.StoryID) ([]ilbo.Assignment, error)
	Notifications(ctx context.Context, q ilbo.NotificationQuery) ([]ilbo.Notification, error)
	// Unread counts what somebody has not read, most at most.
	Unread(ctx context.Context, login string, most int) (int, error)
}

// Assets are the newsroom's own styles and scripts.
type Assets interface{ URL(name string) string }

// Options are what a newsroom is made with.
type Options struct {
	Paper       *ilbo.Paper
	Base        string // scheme and host of its addresses
	Accounts    *account.Accounts
	Desk        *desk.Desk
	Proofs      Proofs
	Pictures    *picture.Library
	Wire        *basket.Basket
	Fronts      *front.Desk
	Office      *circulation.Office
	FrontProofs FrontProofs
	Press       *board.Board
	Mailing     *mailing.Desk
	Alerts      *alert.Desk
	Search      Search
	Lessons     *lesson.Desk
	Weekly      *lesson.Weekly
	IssueProofs IssueProofs
	Store       Store
	Assets      Assets
	Policy      web.Policy     // what pages may do
	Proxies     []netip.Prefix // whose word on who asks is believed
	Clock       ilbo.Clock
	Log         *slog.Logger
}

// A Newsroom answers below [Root].
type Newsroom struct {
	Options
	pages    map[string]reading
	patterns []string
	handler  http.Handler
	hub      *hub
}

// New makes a newsroom.
func New(o Options) (*Newsroom, error) {
	n := &Newsroom{Options: o, hub: newHub(o.Store, o.Clock, o.Log)}
	var err error
	if n.pages, err = parse(); err != nil {
		return nil, err
	}
	n.handler = limited(http.NewCrossOriginProtection().Handler(n.routes()))
	return n, nil
}

// Patterns are what the newsroom answers to, as [http.ServeMux] has them.
func (n *Newsroom) Patterns() []string { return n.patterns }

func (n *Newsroom) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Referrer-Policy", "same-origin")
	n.handler.ServeHTTP(w, r)
}

// maxForm is the longest request of a form, in bytes.
const maxForm = 1 << 20

func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := int64(maxForm)
		switch {
		case strings.HasPrefix(r.URL.Path, Root+"/stories/"):
			most = maxStory
		case uploads(r):
			most = maxUpload
		case r.URL.Path == Root+wordsPath:
			most = maxList
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

func (n *Newsroom) routes() http.Handler {
	m := http.NewServeMux()
	open := func(pattern string, do func(*visit) error) {
		m.Handle(pattern, n.handle(do))
		n.patterns = append(n.patterns, pattern)
	}
	// staff is for whoever is signed in, may for those of them who may do that.
	staff := func(pattern string, do func(*visit) error) { open(pattern, signedIn(do)) }
	may := func(p ilbo.Permission, pattern string, do func(*visit) error) { staff(pattern, permitted(p, do)) }

	open("GET "+Root+"/sign-in", n.signInPage)
	open("POST "+Root+"/sign-in", n.signIn)
	open("POST "+Root+"/passkey/ask", n.askPasskey)
	open("POST "+Root+"/passkey/sign-in", n.signInByPasskey)
	open("GET "+Root+"/enter/{token}", n.enterPage)
	open("POST "+Root+"/enter/{token}", n.enter)
	staff("POST "+Root+"/sign-out", n.signOut)
	staff("GET "+Root, n.front)
	staff("GET "+Root+"/stories", n.storiesPage)
	staff("POST "+Root+"/stories/act", n.actOnMany)
	staff("POST "+Root+"/stories/views", n.keepView)
	staff("POST "+Root+"/stories/views/drop", n.dropView)
	staff("GET "+Root+"/board", n.boardPage)
	staff("GET "+Root+"/board/baskets", n.boardBaskets)
	staff("GET "+Root+"/board/mark", n.boardMark)
	staff("POST "+Root+"/board/move", n.moveCard)
	staff("GET "+Root+"/account", n.accountPage)
	staff("POST "+Root+"/account/password", n.changePassword)
	staff("POST "+Root+"/account/language", n.changeLanguage)
	staff("POST "+Root+"/account/sessions/end", n.endSession)
	staff("POST "+Root+"/account/sessions/end-others", n.endOthers)
	staff("POST "+Root+"/account/passkeys/offer", n.offerPasskey)
	staff("POST "+Root+"/account/passkeys/add", n.addPasskey)
	staff("POST "+Root+"/account/passkeys/drop", n.dropPasskey)
	for _, s := range []struct {
		pattern string
		do      func(*visit) error
	}{
		{"GET ", n.figuresPage}, {"GET /figures.csv", n.figuresFile}, {"GET /plans.csv", n.plansFile},
		{"GET /meter", n.passagesPage}, {"GET /meter.csv", n.passagesFile}, {"GET /meter-stories.csv", n.sellersFile}, {"GET /letters", n.sentPage}, {"GET /letters.csv", n.sentFile},
		{"GET /plans", n.plansPage}, {"POST /plans", n.putPlan}, {"POST /plans/{id}", n.putPlan},
		{"GET /invoices", n.invoicesPage}, {"POST /invoices/{id}/paid", n.payInvoice}, {"POST /invoices/{id}/void", n.voidInvoice}, {"POST /invoices/{id}/refund", n.refundInvoice},
		{"GET /subscribers", n.subscribersPage}, {"GET /subscribers/{id}", n.subscriberPage}, {"POST /subscribers/{id}/end", n.endSubscription}, {"POST /subscribers/{id}/contract", n.putContract}, {"POST /contracts", n.putContract},
		{"GET /vouchers", n.vouchersPage}, {"POST /vouchers", n.makeVouchers}, {"POST /vouchers/{id}/close", n.closeVoucher},
	} {
		method, path, _ := strings.Cut(s.pattern, " ")
		may(ilbo.MaySell, method+" "+Root+"/circulation"+path, s.do)
	}
	may(ilbo.MayLetIn, "GET "+Root+"/staff", n.staffPage)
	may(ilbo.MayLetIn, "POST "+Root+"/staff/invite", n.invite)
	may(ilbo.MayLetIn, "POST "+Root+"/staff/{login}", n.changeStaff)
	may(ilbo.MayLetIn, "POST "+Root+"/staff/{login}/reset", n.reset)
	may(ilbo.MayLetIn, "POST "+Root+"/staff/{login}/leave", n.leave)
	may(ilbo.MayReadLog, "GET "+Root+"/log", n.logPage)
	n.storyRoutes(staff)
	n.pictureRoutes(may)
	n.frontRoutes(may)
	n.pressRoutes(may)
	n.issueRoutes(may)
	n.planned(staff, may)
	n.wireRoutes(staff)
	n.newsletterRoutes(may)
	n.readingRoutes(may)
	n.glossaryRoutes(staff)
	open(Root+"/", func(*visit) error { return ilbo.NotFound })
	return m
}

// A visit is one request, with who makes it.
type visit struct {
	*Newsroom
	w     http.ResponseWriter
	r     *http.Request
	from  account.Visitor
	staff *account.SignedIn // nil: nobody is signed in
}

// handle makes a visit of each request, and a page of its error.
func (n *Newsroom) handle(do func(*visit) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{Newsroom: n, w: w, r: r, from: account.Visitor{Address: web.ClientAddress(r, n.Proxies), Agent: firstRunes(ilbo.Clean(r.UserAgent()), 300)}}
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
	c, err := v.r.Cookie(v.cookieName())
	if err != nil || c.Value == "" {
		return nil // nobody is, which is no error
	}
	who, err := v.Accounts.Who(v.r.Context(), c.Value, v.from)
	if errors.Is(err, ilbo.NotFound) {
		return nil
	}
	if err == nil {
		v.staff = &who
	}
	return err
}

// signedIn sends whoever is not to the page where one signs in, and from there
// back.
func signedIn(do func(*visit) error) func(*visit) error {
	return func(v *visit) error {
		if v.staff != nil {
			return do(v)
		}
		if v.r.Method != http.MethodGet && v.r.Method != http.MethodHead {
			return &ilbo.Error{Kind: ilbo.Forbidden, Say: "You have been signed out: sign in again.", Err: account.Over}
		}
		return v.see(signInAddress(v.r.URL.RequestURI()))
	}
}

func permitted(p ilbo.Permission, do func(*visit) error) func(*visit) error {
	return func(v *visit) error {
		if !v.staff.Role.May(p) {
			return &ilbo.Error{Kind: ilbo.Forbidden, Say: "That is not yours to do: ask a chief editor or an administrator."}
		}
		return do(v)
	}
}

// see answers a form by the page to look at next.
func (v *visit) see(address string) error {
	http.Redirect(v.w, v.r, address, http.StatusSeeOther)
	return nil
}

// The cookie of a session. Browsers keep one of that beginning to HTTPS alone.
const cookieName = "ilbo-newsroom"

func (n *Newsroom) secure() bool { return strings.HasPrefix(n.Base, "https://") }

func (n *Newsroom) cookieName() string {
	if n.secure() {
		return "__Secure-" + cookieName
	}
	return cookieName
}

// keep gives the browser its token, or, where that is empty, takes it back.
func (v *visit) keep(token string) {
	c := &http.Cookie{Name: v.cookieName(), Value: token, Path: Root, HttpOnly: true, Secure: v.secure(), SameSite: http.SameSiteLaxMode, MaxAge: int(account.Lasts.Seconds())}
	if token == "" {
		c.MaxAge = -1
	}
	http.SetCookie(v.w, c)
}

// form is a field of what was sent, as one line.
func (v *visit) form(name string) string { return ilbo.Clean(v.r.PostFormValue(name)) }

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// under gives the answer another policy than all pages have.
func (v *visit) under(p web.Policy) {
	v.w.Header().Set("Content-Security-Policy", p.Header()["Content-Security-Policy"])
}
