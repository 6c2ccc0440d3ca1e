package reader_test

import (
	"context"
	"encoding/hex"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/lesson/notebook"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/mailing/alert"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/reader"
)

// plain is a frame with nothing around.
type plain struct{}

func (plain) Enclose(_ context.Context, e web.Enclosed) ([]byte, error) {
	return []byte("<title>" + html.EscapeString(e.Title) + "</title>" + string(e.Main)), nil
}

func (plain) URL(name string) string { return "/assets/" + name }

// A box holds the letters that were sent.
type box struct{ letters []ilbo.Letter }

func (b *box) QueueLetter(_ context.Context, l ilbo.Letter) error {
	if err := l.Check(); err != nil {
		return err
	}
	b.letters = append(b.letters, l)
	return nil
}

var linkForm = regexp.MustCompile(`http://\S+/account/enter\?token=([\w-]+)`)

// link is that of the last letter to an address.
func (b *box) link(t *testing.T, to string) *url.URL {
	t.Helper()
	for i := len(b.letters) - 1; i >= 0; i-- {
		if l := b.letters[i]; l.To == to {
			u, err := url.Parse(linkForm.FindString(l.Text))
			if err != nil || u.Path == "" {
				t.Fatalf("the letter to %s has no link: %q", to, l.Text)
			}
			return u
		}
	}
	t.Fatalf("there is no letter to %s", to)
	return nil
}

// A room is one that is served, with its clock and its letters.
type room struct {
	t       *testing.T
	base    string
	now     time.Time
	box     *box
	store   *store.Store
	readers *account.Readers
	mailing *mailing.Desk
	alerts  *alert.Desk
	pushed  []ilbo.Push
	office  *circulation.Office
	words   *notebook.Notebook

	entitled ilbo.Entitlement // of every reader
}

func (m *room) Entitlements(context.Context, ilbo.ReaderID, time.Time) (ilbo.Entitlement, time.Time, error) {
	return m.entitled, time.Time{}, nil
}

func newRoom(t *testing.T, keepers ...account.Keeper) *room {
	t.Helper()
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "paper.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	m := &room{t: t, now: time.Date(2026, 11, 29, 3, 0, 0, 0, time.UTC), box: &box{}, store: s}
	if err := s.KeepCounts(context.Background(), time.UTC); err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return m.now }
	paper := &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Paper", ilbo.Korean: "신문"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}
	var served *reader.Room
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { served.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	m.base = strings.Replace(server.URL, "127.0.0.1", "localhost", 1) // passkeys want a name
	m.mailing = mailing.New(mailing.Options{Paper: paper, Base: m.base, Store: s, Clock: clock, Log: slog.New(slog.DiscardHandler)})
	m.alerts = alert.New(alert.Options{Paper: paper, Store: s, Key: "BKey", Icon: "/icon.png", Hour: 3, Day: 12, Clock: clock, Log: slog.New(slog.DiscardHandler),
		Push: func(_ context.Context, p ilbo.Push) (time.Duration, error) {
			m.pushed = append(m.pushed, p)
			return 0, nil
		}})
	if err := s.PutSections(context.Background(), ilbo.StandardSections()); err != nil {
		t.Fatal(err)
	}
	m.words = notebook.New(s, clock)
	m.office = circulation.NewOffice(circulation.OfficeOptions{Store: s, Letters: m.box, Paper: paper, Base: m.base, Bank: "Bank 1", Clock: clock})
	if m.readers, err = account.NewReaders(account.ReaderOptions{Store: s, Letters: m.box, Entitlements: m, Keepers: append(keepers, m.mailing, m.alerts, m.words), Movers: []account.Mover{m.mailing}, Paper: paper, Base: m.base, Clock: clock}); err != nil {
		t.Fatal(err)
	}
	if served, err = reader.New(reader.Options{Paper: paper, Base: m.base, Readers: m.readers, Newsletters: m.mailing, Alerts: m.alerts, Notebook: m.words, Office: m.office, Gifts: s, Feeds: &circulation.FeedKeys{Store: s, Entitled: m.office.Entitlements, Clock: clock}, Frame: plain{}, Assets: plain{}, Clock: clock, Log: slog.New(slog.DiscardHandler)}); err != nil {
		t.Fatal(err)
	}
	return m
}

// A browser keeps cookies, and comes from an address.
type browser struct {
	*room
	http.Client
	address string
}

func (m *room) browser(address string) *browser {
	jar, _ := cookiejar.New(nil)
	return &browser{m, http.Client{Jar: jar}, address}
}

// An answer is what a browser shows at last.
type answer struct {
	status int
	path   string
	body   string
	header http.Header
}

func (b *browser) send(method, path string, form url.Values, header ...string) answer {
	b.t.Helper()
	r, err := http.NewRequest(method, b.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return b.sent(r)
}

// sent sends a request as it is.
func (b *browser) sent(r *http.Request) answer {
	b.t.Helper()
	r.Header.Set("X-Forwarded-For", b.address)
	res, err := b.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Request.URL.Path, string(body), res.Header}
}

func (b *browser) get(path string) answer { b.t.Helper(); return b.send("GET", path, nil) }

func (b *browser) post(path string, pairs ...string) answer {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.send("POST", path, form)
}

// enters signs a browser in by a letter.
func (b *browser) enters(email string) {
	b.t.Helper()
	b.post("/account/ask", "email", email)
	u := b.box.link(b.t, email)
	if a := b.post(u.Path, "token", u.Query().Get("token")); a.status != http.StatusOK || !strings.Contains(a.body, html.EscapeString(email)) {
		b.t.Fatalf("signing in as %s answers %d: %s", email, a.status, a.body)
	}
}

// token is that of the browser's session, empty where it has none.
func (b *browser) token() string {
	u, _ := url.Parse(b.base)
	for _, c := range b.Jar.Cookies(u) {
		if c.Name == web.ReaderCookie(b.base) {
			return c.Value
		}
	}
	return ""
}

// companion is what the cookie says that scripts may see.
func (b *browser) companion() string {
	u, _ := url.Parse(b.base)
	for _, c := range b.Jar.Cookies(u) {
		if c.Name == "ilbo-signed-in" {
			return c.Value
		}
	}
	return ""
}

func (m *room) known(email string) bool {
	_, err := m.store.ReaderByEmail(context.Background(), email)
	return err == nil
}

func TestOpeningALinkIsNotUsingIt(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	b.post("/account/ask", "email", "Minji@Example.com")
	u := m.box.link(t, "minji@example.com")
	for range 2 { // a machine that looks through mail
		if a := b.get(u.RequestURI()); a.status != http.StatusOK || !strings.Contains(a.body, "minji@example.com") {
			t.Fatalf("the link shows %d: %s", a.status, a.body)
		}
	}
	if b.token() != "" || m.known("minji@example.com") {
		t.Fatal("opening the link let somebody in")
	}
	token := u.Query().Get("token")
	b.post(u.Path, "token", token)
	if b.token() == "" || !m.known("minji@example.com") {
		t.Fatal("its button lets nobody in")
	}
	if a := m.browser("192.0.2.1").post(u.Path, "token", token); a.status != http.StatusGone {
		t.Errorf("the second use answers %d", a.status)
	}
}

func TestLinksThatAreOldOrAlteredAreRefused(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	b.post("/account/ask", "email", "minji@example.com")
	u := m.box.link(t, "minji@example.com")
	token := u.Query().Get("token")
	if a := b.post(u.Path, "token", "A"+token[1:]+"B"); a.status != http.StatusGone {
		t.Errorf("an altered link answers %d", a.status)
	}
	m.now = m.now.Add(20 * time.Minute)
	for what, a := range map[string]answer{"shown": b.get(u.RequestURI()), "used": b.post(u.Path, "token", token)} {
		if a.status != http.StatusGone {
			t.Errorf("an old link, %s, answers %d", what, a.status)
		}
	}
}

func TestNobodyLearnsWhoHasAnAccount(t *testing.T) {
	m := newRoom(t)
	m.browser("192.0.2.1").enters("known@example.com")
	answers := map[string]answer{}
	for _, email := range []string{"known@example.com", "stranger@example.com"} {
		answers[email] = m.browser("192.0.2.9").post("/account/ask", "email", email)
		m.box.link(t, email)
	}
	known, stranger := answers["known@example.com"], answers["stranger@example.com"]
	if known.status != stranger.status || known.path != stranger.path || known.body != stranger.body {
		t.Errorf("a known address is answered %+v, an unknown one %+v", known, stranger)
	}
	if l := m.box.letters; l[len(l)-1].Subject != l[len(l)-2].Subject {
		t.Errorf("the letters are %q and %q", l[len(l)-2].Subject, l[len(l)-1].Subject)
	}
	if m.known("stranger@example.com") {
		t.Error("a form made a reader: nobody confirmed the address")
	}
}

func TestFloodsOfLettersAreSlowedDown(t *testing.T) {
	for name, flood := range map[string]func(i int) (email, from string){
		"to one address": func(i int) (string, string) { return "victim@example.com", "192.0.2." + string(rune('1'+i%9)) },
		"of one network": func(i int) (string, string) { return string(rune('a'+i)) + "@example.com", "192.0.2.1" },
	} {
		t.Run(name, func(t *testing.T) {
			m := newRoom(t)
			var last answer
			for i := range 25 {
				email, from := flood(i)
				if last = m.browser(from).post("/account/ask", "email", email); last.status != http.StatusOK {
					break
				}
			}
			if last.status != http.StatusTooManyRequests || last.header.Get("Retry-After") == "" || !strings.Contains(last.body, "Too many letters") {
				t.Fatalf("it ends with %d: %s", last.status, last.body)
			}
			sent := len(m.box.letters)
			if a := m.browser("198.51.100.7").post("/account/ask", "email", "other@example.com"); a.status != http.StatusOK || len(m.box.letters) != sent+1 {
				t.Errorf("somebody else is answered %d", a.status)
			}
			if name == "to one address" { // the reader has letters that let them in
				u := m.box.link(t, "victim@example.com")
				b := m.browser("203.0.113.5")
				if b.post(u.Path, "token", u.Query().Get("token")); b.token() == "" {
					t.Error("the reader is locked out")
				}
			}
			m.now = m.now.Add(4 * time.Minute)
			email, from := flood(0)
			if a := m.browser(from).post("/account/ask", "email", email); a.status != http.StatusOK {
				t.Errorf("minutes later it is %d", a.status)
			}
		})
	}
}

func TestSessionIsNewWithEachSignIn(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	u, _ := url.Parse(m.base)
	planted := strings.Repeat("A", 43)
	b.Jar.SetCookies(u, []*http.Cookie{{Name: web.ReaderCookie(m.base), Value: planted, Path: "/"}})
	b.enters("minji@example.com")
	first := b.token()
	if first == planted || first == "" {
		t.Fatal("the session is the one that somebody planted")
	}
	b.enters("jun@example.com")
	if s, err := m.readers.Standing(context.Background(), first); err != nil || s.Reader != 0 {
		t.Errorf("the session before still stands: %+v, %v", s, err)
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	b.enters("minji@example.com")
	for _, pattern := range reader.Patterns() {
		path, ok := strings.CutPrefix(pattern, "POST ")
		if !ok {
			continue
		}
		for _, prefix := range []string{"", "/ko"} {
			if a := b.send("POST", prefix+path, url.Values{}, "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"); a.status != http.StatusForbidden {
				t.Errorf("%s%s answers a stranger's form with %d", prefix, path, a.status)
			}
		}
	}
	if b.token() == "" {
		t.Error("a stranger's form signed the reader out")
	}
}

func TestPagesAreKeptNowhereAndListedNowhere(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	b.enters("minji@example.com")
	for _, pattern := range reader.Patterns() {
		path, ok := strings.CutPrefix(pattern, "GET ")
		if !ok {
			continue
		}
		a := b.get(strings.ReplaceAll(path, "{story}", "1"))
		if a.header.Get("Cache-Control") != "no-store" || a.header.Get("X-Robots-Tag") != "noindex" {
			t.Errorf("%s has %v", path, a.header)
		}
	}
}

func TestNamesThatWouldForgeAHeaderAreRefused(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	b.enters("minji@example.com")
	for _, name := range []string{"Minji\r\nBcc: all@example.com", "Minji\nX: y", "Min\x00ji", "Minji\u2028X", strings.Repeat("가", 81)} {
		if a := b.post("/account/profile", "name", name, "language", "ko"); a.status != http.StatusBadRequest {
			t.Errorf("%q is answered %d", name, a.status)
		}
	}
	for _, email := range []string{"a@example.com\r\nBcc: b@example.com", "a b@example.com", "<a@example.com>", "a@example.com,b@example.com"} {
		if a := b.post("/account/ask", "email", email); a.status != http.StatusBadRequest {
			t.Errorf("the address %q is answered %d", email, a.status)
		}
	}
	if a := b.post("/account/profile", "name", "김민지", "language", "ko", "zone", "Asia/Seoul"); a.status != http.StatusOK || !strings.Contains(a.body, "김민지") {
		t.Errorf("an honest name is answered %d", a.status)
	}
	if a := b.post("/account/profile", "name", "x", "language", "ko", "zone", "../etc/passwd"); a.status != http.StatusBadRequest {
		t.Errorf("a zone that is a path is answered %d", a.status)
	}
}

func TestNobodyIsSentElsewhere(t *testing.T) {
	for _, to := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "javascript:alert(1)", "/a/../../b", "/\r\nX: y"} {
		m := newRoom(t)
		b := m.browser("192.0.2.1")
		b.post("/account/ask", "email", "minji@example.com", "to", to)
		u := m.box.link(t, "minji@example.com")
		if a := b.post(u.Path, "token", u.Query().Get("token")); a.path != "/account" {
			t.Errorf("%q leads to %s", to, a.path)
		}
	}
}

func TestSessionOfSomebodyElseIsNotEnded(t *testing.T) {
	m := newRoom(t)
	minji, jun := m.browser("192.0.2.1"), m.browser("192.0.2.2")
	minji.enters("minji@example.com")
	jun.enters("jun@example.com")
	who, err := m.readers.Who(context.Background(), jun.token(), account.Visitor{})
	if err != nil {
		t.Fatal(err)
	}
	id := hex.EncodeToString(who.Session.Token[:])
	if a := minji.post("/account/sessions/end", "session", id); a.status != http.StatusNotFound {
		t.Errorf("it is answered %d", a.status)
	}
	phone := m.browser("192.0.2.3")
	phone.enters("jun@example.com")
	if s, _ := m.readers.Standing(context.Background(), jun.token()); s.Reader == 0 {
		t.Fatal("jun was signed out")
	}
	phone.post("/account/sessions/end", "session", id)
	if s, _ := m.readers.Standing(context.Background(), jun.token()); s.Reader != 0 {
		t.Error("a session that was ended stands for a while")
	}
	if a := jun.get("/account/sessions"); a.path != "/account" {
		t.Errorf("who was signed out sees %s", a.path)
	}
}

func TestAddressMovesByALetterToTheNewOne(t *testing.T) {
	m := newRoom(t)
	b, other := m.browser("192.0.2.1"), m.browser("192.0.2.2")
	b.enters("minji@example.com")
	other.enters("minji@example.com")
	b.post("/account/address", "email", "new@example.com")
	if m.known("new@example.com") {
		t.Fatal("the form alone moved the address")
	}
	u := m.box.link(t, "new@example.com")
	b.post(u.Path, "token", u.Query().Get("token"))
	if !m.known("new@example.com") || m.known("minji@example.com") {
		t.Fatal("the address did not move")
	}
	if l := m.box.letters[len(m.box.letters)-1]; l.To != "minji@example.com" || linkForm.MatchString(l.Text) {
		t.Errorf("the old address is told %+v", l)
	}
	if a := other.get("/account/sessions"); a.path != "/account" {
		t.Error("a session of before goes on")
	}
	m.browser("192.0.2.3").enters("taken@example.com")
	b.post("/account/address", "email", "taken@example.com")
	u = m.box.link(t, "taken@example.com")
	if a := b.post(u.Path, "token", u.Query().Get("token")); a.status != http.StatusConflict {
		t.Errorf("somebody else's address is answered %d", a.status)
	}
}

// A ledger is a department that keeps what the law wants kept.
type ledger struct{ held, released string }

func (l *ledger) Held(_ context.Context, r ilbo.Reader) (string, any, error) {
	l.held = r.Email
	return "invoices", []string{"No. 7"}, nil
}

func (l *ledger) Release(_ context.Context, r ilbo.Reader) error {
	l.released = r.Email
	return nil
}

func TestReaderLeavesWithEverything(t *testing.T) {
	l := &ledger{}
	m := newRoom(t, l)
	b := m.browser("192.0.2.1")
	b.enters("minji@example.com")
	var ids []string
	for headline, at := range map[string]time.Time{"Seen": m.now.Add(-time.Hour), "Hidden": m.now.Add(time.Hour)} {
		s := &ilbo.Story{Language: ilbo.English, Section: "national", Slug: ilbo.MakeSlug(headline), Headline: headline, Filed: at, Published: at,
			Path: ilbo.StoryPath("", "national", at, time.UTC, ilbo.MakeSlug(headline)), Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Copy.")}}}
		if err := m.store.PutStory(context.Background(), s); err != nil {
			t.Fatal(err)
		}
		if id := strconv.FormatInt(int64(s.ID), 10); headline == "Seen" {
			ids = append([]string{id}, ids...)
		} else {
			ids = append(ids, id)
		}
	}
	if a := b.send("POST", "/account/bookmarks/keep", url.Values{"story": {ids[0]}}, "Accept", "application/json"); a.status != http.StatusOK {
		t.Errorf("keeping a story is answered %d: %s", a.status, a.body)
	}
	for _, id := range []string{ids[1], "99", "-1", "x"} {
		if a := b.send("POST", "/account/bookmarks/keep", url.Values{"story": {id}}, "Accept", "application/json"); a.status != http.StatusNotFound {
			t.Errorf("keeping %s, which nobody sees, is answered %d", id, a.status)
		}
	}
	if a := b.get("/account/bookmarks"); !strings.Contains(a.body, "Seen") || strings.Contains(a.body, "Hidden") {
		t.Errorf("the list is %s", a.body)
	}
	if a := b.get("/account/data.json"); !strings.Contains(a.body, "minji@example.com") || !strings.Contains(a.body, "No. 7") || !strings.Contains(a.body, "Seen") || strings.Contains(a.body, b.token()) {
		t.Errorf("the file is %s", a.body)
	}
	b.post("/account/leave")
	if !m.known("minji@example.com") {
		t.Fatal("the form alone deleted the account")
	}
	u := m.box.link(t, "minji@example.com")
	if a := b.post(u.Path, "token", u.Query().Get("token")); !strings.Contains(a.body, "deleted") {
		t.Errorf("it is answered %d: %s", a.status, a.body)
	}
	if m.known("minji@example.com") || l.released != "minji@example.com" || b.token() != "" {
		t.Error("something of the reader is left")
	}
}

func TestScriptsAreToldWhetherSomebodySubscribes(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	if b.get("/account"); b.companion() != "" {
		t.Error("a stranger is called a reader")
	}
	b.enters("minji@example.com")
	for _, c := range []struct {
		entitled ilbo.Entitlement
		want     string
	}{{0, "1"}, {ilbo.ToWeekly, "2"}, {0, "1"}, {ilbo.ToStories | ilbo.ToEPaper, "2"}} {
		m.entitled = c.entitled
		m.now = m.now.Add(time.Hour)
		a := b.send("GET", "/account/bookmarks/7", nil, "Accept", "application/json") // as each story does
		if got := b.companion(); got != c.want {
			t.Errorf("entitled to %v, scripts are told %q: %d", c.entitled, got, a.status)
		}
		if again := b.get("/account/bookmarks"); again.header.Get("Set-Cookie") != "" {
			t.Errorf("what is known is said again: %q", again.header["Set-Cookie"])
		}
	}
	b.post("/account/sign-out")
	if b.token() != "" || b.companion() != "" {
		t.Errorf("signed out, the browser keeps %q and %q", b.token(), b.companion())
	}
}
