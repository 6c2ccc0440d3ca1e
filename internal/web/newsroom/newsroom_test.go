package newsroom_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/blob"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/front"
	"ilbo.press/internal/htmlcheck"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/search"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/newsroom"
)

// A house is a newsroom on a real store, behind a real server.
type house struct {
	t      testing.TB
	store  *store.Store
	desk   *desk.Desk
	search *search.Search
	url    string
	mu     sync.Mutex // guards now from what runs beside the pages
	now    time.Time
	stop   func() // ends what runs beside the pages

	digest string // of the password that everybody has
}

const secret = "correct horse battery"

type assets struct{}

func (assets) URL(name string) string { return "/assets/" + name }

func open(t testing.TB) *house {
	t.Helper()
	h := openAt(t, filepath.Join(t.TempDir(), "paper.db"))
	digest, err := account.Digest(secret)
	h.must(err)
	h.digest = digest
	for login, role := range map[string]ilbo.Role{"rahim": ilbo.ChiefEditor, "asha": ilbo.Reporter} {
		h.must(h.store.PutStaff(t.Context(), ilbo.Staff{Login: login, Name: "Name of " + login, Role: role, Password: digest, Added: h.now}))
	}
	h.must(h.store.PutStaff(t.Context(), ilbo.Staff{Login: "suji", Name: "Name of suji", Role: ilbo.SectionEditor, Sections: []ilbo.SectionID{"sports"}, Password: digest, Added: h.now}))
	h.must(h.store.PutSections(t.Context(), ilbo.StandardSections()))
	return h
}

// openAt opens a newsroom over the paper at an address, which others may have
// open as well.
func openAt(t testing.TB, address string) *house {
	t.Helper()
	s, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	h := &house{t: t, store: s, now: time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)}
	var handler *newsroom.Newsroom
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	t.Cleanup(func() {
		stop()
		<-ended
		server.Close()
	})
	h.url = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	clock := h.clock
	paper := &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Paper", ilbo.Korean: "신문"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}
	h.desk, h.search = desk.New(s, paper, clock).Finding(titles{s, clock}).Teaching(lesson.New(s, clock)), search.New(s, s, time.UTC)
	accounts, err := account.New(s, clock, account.Options{Base: h.url, Title: "The Paper"})
	blobs, blobErr := blob.OpenDir(t.TempDir())
	h.must(blobErr)
	t.Cleanup(func() { blobs.Close() })
	if err == nil {
		library := picture.NewLibrary(picture.New(s, blobs, clock), s)
		handler, err = newsroom.New(newsroom.Options{Paper: paper, Base: h.url, Accounts: accounts, Store: s, Desk: h.desk, Pictures: library, Assets: assets{}, Clock: clock,
			Fronts: front.New(s, clock), FrontProofs: proofs{}, Press: printers(s, paper, clock), Mailing: letters(s, paper, h.url, clock), Alerts: ringer(s, paper, clock), Search: h.search, Lessons: lesson.New(s, clock), Weekly: binders(s, paper, clock), IssueProofs: binding{}, Log: slog.New(slog.DiscardHandler)})
	}
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(ended)
		handler.Run(ctx)
	}()
	h.stop = stop
	return h
}

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

// sets sets the clock.
func (h *house) sets(now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = now
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// A browser keeps cookies, and does not follow where it is sent.
type browser struct {
	*house
	client   *http.Client
	language string
}

func (h *house) browser() *browser {
	h.t.Helper()
	jar, err := cookiejar.New(nil)
	h.must(err)
	return &browser{h, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, "en"}
}

// An answer is what came back.
type answer struct {
	status   int
	location string
	header   http.Header
	body     string
}

func (b *browser) do(method, path, body string, header ...string) answer {
	b.t.Helper()
	r, err := http.NewRequest(method, b.url+path, strings.NewReader(body))
	b.must(err)
	r.Header.Set("Accept-Language", b.language)
	r.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0")
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res, err := b.client.Do(r)
	b.must(err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	b.must(err)
	return answer{res.StatusCode, res.Header.Get("Location"), res.Header, string(text)}
}

func (b *browser) get(path string) answer { b.t.Helper(); return b.do("GET", path, "") }

// page reads a page that must be there.
func (b *browser) page(path string) *htmlcheck.Page {
	b.t.Helper()
	a := b.get(path)
	if a.status != http.StatusOK {
		b.t.Fatalf("%s answers %d, %s", path, a.status, a.location)
	}
	return htmlcheck.Parse(b.t, a.body)
}

func (b *browser) post(path string, fields ...string) answer {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return b.do("POST", path, form.Encode())
}

// signedIn is a browser in which somebody is.
func (h *house) signedIn(login string) *browser {
	h.t.Helper()
	b := h.browser()
	if a := b.post("/newsroom/sign-in", "login", login, "password", secret); a.status != http.StatusSeeOther {
		h.t.Fatalf("%s signs in: %d %s", login, a.status, a.body)
	}
	return b
}

func TestDoorLeadsBackWhereOneWasGoing(t *testing.T) {
	h := open(t)
	b := h.browser()
	a := b.get("/newsroom/log?who=asha")
	if want := "/newsroom/sign-in?to=%2Fnewsroom%2Flog%3Fwho%3Dasha"; a.status != http.StatusSeeOther || a.location != want {
		t.Fatalf("%d %s, want %s", a.status, a.location, want)
	}
	b.page(a.location).Attr("input[name=to]", "value", "/newsroom/log?who=asha")
	a = b.post("/newsroom/sign-in", "login", "rahim", "password", secret, "to", "/newsroom/log?who=asha")
	if a.status != http.StatusSeeOther || a.location != "/newsroom/log?who=asha" {
		t.Errorf("%d %s", a.status, a.location)
	}
	b.page(a.location)
	for _, to := range []string{"https://evil.example/", "//evil.example", "/\\evil.example", "/", "/newsroomx", "/newsroom/../x", "javascript:x", "\x00"} {
		a := h.browser().post("/newsroom/sign-in", "login", "rahim", "password", secret, "to", to)
		if a.location != "/newsroom" {
			t.Errorf("%q leads to %s", to, a.location)
		}
	}
}

func TestCookieIsKeptFromScriptsAndOtherSites(t *testing.T) {
	h := open(t)
	a := h.browser().post("/newsroom/sign-in", "login", "rahim", "password", secret)
	cookie := a.header.Get("Set-Cookie")
	for _, want := range []string{"ilbo-newsroom=", "Path=/newsroom", "HttpOnly", "SameSite=Lax"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("%s has no %s", cookie, want)
		}
	}
	if a.header.Get("Cache-Control") != "no-store" || a.header.Get("X-Robots-Tag") != "noindex" {
		t.Errorf("%v", a.header)
	}
	b := h.signedIn("rahim")
	for _, header := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "same-site"}} {
		if a := b.do("POST", "/newsroom/sign-out", "", header...); a.status != http.StatusForbidden {
			t.Errorf("%v: a form of another site answers %d", header, a.status)
		}
	}
	b.page("/newsroom/account")
}

func TestWrongPasswordIsSaidInTheReadersLanguage(t *testing.T) {
	h := open(t)
	for language, want := range map[string]string{"en": "do not belong together", "ko-KR,ko;q=0.9": "맞지 않습니다", "fr": "do not belong together"} {
		b := h.browser()
		b.language = language
		a := b.post("/newsroom/sign-in", "login", "rahim<b>", "password", "wrong password")
		if a.status != http.StatusForbidden || !strings.Contains(a.body, want) || strings.Contains(a.body, "<b>") {
			t.Errorf("%s: %d %s", language, a.status, a.body)
		}
	}
	b := h.browser()
	var last answer
	for range 12 {
		last = b.post("/newsroom/sign-in", "login", "nobody", "password", "wrong password")
	}
	if last.status != http.StatusServiceUnavailable || last.header.Get("Retry-After") == "" {
		t.Errorf("after many tries: %d", last.status)
	}
}

func TestAccountPage(t *testing.T) {
	h := open(t)
	here, there := h.signedIn("asha"), h.signedIn("asha")
	page := here.page("/newsroom/account")
	if rows := page.All(".rows li"); len(rows) != 2 {
		t.Errorf("%d sessions", len(rows))
	}
	if a := here.post("/newsroom/account/language", "language", "ko"); a.status != http.StatusSeeOther {
		t.Errorf("language: %d", a.status)
	}
	if a := here.get("/newsroom/account?done=language"); !strings.Contains(a.body, `lang="ko"`) || !strings.Contains(a.body, "이제 한국어로 보입니다") {
		t.Error("the page is not in Korean")
	}
	if a := here.post("/newsroom/account/password", "old", "wrong", "password", "another good one"); a.status != http.StatusForbidden {
		t.Errorf("a wrong old password: %d", a.status)
	}
	if a := here.post("/newsroom/account/password", "old", secret, "password", "short"); a.status != http.StatusBadRequest || !strings.Contains(a.body, "열 자") {
		t.Errorf("a short one: %d", a.status)
	}
	if a := here.post("/newsroom/account/password", "old", secret, "password", "another good one"); a.location != "/newsroom/account?done=password" {
		t.Errorf("%d %s", a.status, a.location)
	}
	if a := there.get("/newsroom/account"); a.status != http.StatusSeeOther {
		t.Errorf("the other browser is still in: %d", a.status)
	}
	for _, session := range []string{"", "x", "00", strings.Repeat("0", 64)} {
		if a := here.post("/newsroom/account/sessions/end", "session", session); a.status != http.StatusNotFound {
			t.Errorf("session %q: %d", session, a.status)
		}
	}
	if a := here.post("/newsroom/sign-out"); a.location != "/newsroom/sign-in" {
		t.Errorf("%d %s", a.status, a.location)
	}
	if a := here.get("/newsroom/account"); a.status != http.StatusSeeOther {
		t.Errorf("after signing out: %d", a.status)
	}
}

func TestInvitationByLink(t *testing.T) {
	h := open(t)
	chief := h.signedIn("rahim")
	a := chief.post("/newsroom/staff/invite", "login", "mina", "name", "이미나 <b>", "role", "section-editor", "section", "national", "section", "../x")
	if a.status != http.StatusOK || strings.Contains(a.body, "<b>") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	link := htmlcheck.Parse(t, a.body).Attrs("#link", "value")[0]
	path := strings.TrimPrefix(link, h.url)
	if path == link {
		t.Fatalf("the link is %s", link)
	}
	if a := chief.get("/newsroom/staff"); strings.Contains(a.body, link) || !strings.Contains(a.body, "mina") {
		t.Error("the link is shown again, or the invitation is not")
	}
	guest := h.browser()
	if a := guest.get(path); !strings.Contains(a.body, "mina") {
		t.Errorf("the link answers %d", a.status)
	}
	if a := guest.post(path, "password", "short"); a.status != http.StatusBadRequest {
		t.Errorf("a short password: %d", a.status)
	}
	if a := guest.post(path, "password", "a long enough one"); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	guest.page("/newsroom/account")
	if a := h.browser().get(path); a.status != http.StatusGone {
		t.Errorf("the link again: %d", a.status)
	}
	mina, err := h.store.StaffByLogin(t.Context(), "mina")
	h.must(err)
	if mina.Role != ilbo.SectionEditor || len(mina.Sections) != 1 {
		t.Errorf("came in as %+v", mina)
	}
	for _, bad := range [][]string{{"login", "asha", "name", "x", "role", "reporter"}, {"login", "A B", "name", "x", "role", "reporter"}, {"login", "new", "name", "", "role", "reporter"}, {"login", "new", "name", "x", "role", "king"}} {
		if a := chief.post("/newsroom/staff/invite", bad...); a.status < 400 || !strings.Contains(a.body, `role="alert"`) {
			t.Errorf("%v: %d", bad, a.status)
		}
	}
	if a := chief.post("/newsroom/staff/mina/leave"); a.location != "/newsroom/staff?done=left" {
		t.Errorf("%d %s", a.status, a.location)
	}
	if a := guest.get("/newsroom/account"); a.status != http.StatusSeeOther {
		t.Errorf("who has left is still in: %d", a.status)
	}
	if a := chief.post("/newsroom/staff/rahim/leave"); a.status != http.StatusConflict {
		t.Errorf("seeing oneself out: %d", a.status)
	}
}

// Who may open what is the same for pages and forms.
func TestPagesThatAreNotForEverybody(t *testing.T) {
	h := open(t)
	reporter, chief, nobody := h.signedIn("asha"), h.signedIn("rahim"), h.browser()
	for _, path := range []string{"/newsroom/staff", "/newsroom/log"} {
		if a := reporter.get(path); a.status != http.StatusForbidden {
			t.Errorf("a reporter opens %s: %d", path, a.status)
		}
		chief.page(path)
	}
	for _, path := range []string{"/newsroom/staff/invite", "/newsroom/staff/rahim", "/newsroom/staff/rahim/reset", "/newsroom/staff/rahim/leave"} {
		if a := reporter.post(path, "role", "reporter"); a.status != http.StatusForbidden {
			t.Errorf("a reporter sends %s: %d", path, a.status)
		}
		if a := nobody.post(path, "role", "reporter"); a.status != http.StatusForbidden {
			t.Errorf("nobody sends %s: %d", path, a.status)
		}
	}
	rahim, err := h.store.StaffByLogin(t.Context(), "rahim")
	h.must(err)
	if rahim.Role != ilbo.ChiefEditor || !rahim.Left.IsZero() {
		t.Errorf("rahim is %+v", rahim)
	}
	if a := chief.get("/newsroom/nowhere"); a.status != http.StatusNotFound {
		t.Errorf("a page that is not there: %d", a.status)
	}
	if links := reporter.page("/newsroom/account").Attrs(".bar__menu a", "href"); slices.Contains(links, "/newsroom/staff") || slices.Contains(links, "/newsroom/log") {
		t.Errorf("a reporter's menu has %v", links)
	}
}

func TestLogIsNarrowedAndLeafedThrough(t *testing.T) {
	h := open(t)
	for range 150 {
		h.must(h.store.Audit(t.Context(), ilbo.AuditEntry{At: h.now, Who: "asha", Deed: ilbo.DeedHold, On: "story:7", Detail: "<script>alert(1)</script>"}))
	}
	chief := h.signedIn("rahim")
	page := chief.page("/newsroom/log?on=story:7")
	if rows := page.All("tbody tr"); len(rows) != 100 {
		t.Errorf("%d lines", len(rows))
	}
	page.None("td script")
	next := page.Attrs("a[rel=next]", "href")[0]
	if rows := chief.page(next).All("tbody tr"); len(rows) != 50 {
		t.Errorf("%d lines on the second page", len(rows))
	}
	for query, want := range map[string]int{"who=rahim": 1, "deed=sign+in": 1, "who=nobody": 0, "from=2026-11-25": 0, "to=2026-11-24&who=rahim": 1, "from=x&to=y&before=z&who=rahim": 1} {
		if rows := chief.page("/newsroom/log?" + query).All("tbody tr"); len(rows) != want {
			t.Errorf("%s: %d lines, want %d", query, len(rows), want)
		}
	}
}

func TestPasskeyEndpointsTakeScriptsOnly(t *testing.T) {
	h := open(t)
	b := h.signedIn("asha")
	script := func(path, body string) answer { return b.do("POST", path, body, "Content-Type", "application/json") }
	for _, path := range []string{"/newsroom/passkey/ask", "/newsroom/account/passkeys/offer"} {
		if a := script(path, "{}"); a.status != http.StatusOK || !strings.Contains(a.body, `"challenge"`) {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	for _, path := range []string{"/newsroom/passkey/sign-in", "/newsroom/account/passkeys/add"} {
		for _, body := range []string{"", "{", `{"token":"x","answer":{}}`, `[]`, `{"answer":"` + strings.Repeat("x", 2<<20) + `"}`} {
			if a := script(path, body); a.status < 400 || a.status >= 500 || !strings.Contains(a.body, `"problem"`) {
				t.Errorf("%s with %.20q: %d %s", path, body, a.status, a.body)
			}
		}
		if a := b.post(path, "token", "x"); a.status != http.StatusBadRequest {
			t.Errorf("%s with a form: %d", path, a.status)
		}
	}
}
