package reader_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"ilbo.press/internal/testpasskey"
)

// asks sends what the page's script does, and reads what it is answered.
func (b *browser) asks(path string, what any, into any) answer {
	b.t.Helper()
	text, err := json.Marshal(what)
	if err != nil {
		b.t.Fatal(err)
	}
	r, err := http.NewRequest("POST", b.base+path, strings.NewReader(string(text)))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	a := b.sent(r)
	if err := json.Unmarshal([]byte(a.body), into); err != nil {
		b.t.Fatalf("%s answers %d: %s", path, a.status, a.body)
	}
	return a
}

// A said is any answer to the script.
type said struct {
	Token, To, Problem string
	Options            json.RawMessage
}

// keyed signs a reader in by a letter, and adds a passkey in a device.
func (b *browser) keyed(email, name string) *testpasskey.Device {
	b.t.Helper()
	b.enters(email)
	d := &testpasskey.Device{T: b.t, Origin: b.base}
	var asked, added said
	b.asks("/account/passkeys/offer", struct{}{}, &asked)
	b.asks("/account/passkeys/add", map[string]any{"token": asked.Token, "name": name, "answer": json.RawMessage(d.Create(asked.Options))}, &added)
	if added.To != "/account/sessions?done=passkey" {
		b.t.Fatalf("adding a passkey is answered %+v", added)
	}
	return d
}

// shows signs a browser in by a passkey.
func (b *browser) shows(d *testpasskey.Device, prefix, to string) (answer, said) {
	b.t.Helper()
	var asked, done said
	b.asks(prefix+"/account/passkey/ask", struct{}{}, &asked)
	a := b.asks(prefix+"/account/passkey/sign-in", map[string]any{"token": asked.Token, "to": to, "answer": json.RawMessage(d.Get(asked.Options))}, &done)
	return a, done
}

func TestReaderAddsAPasskeyAndTakesItAway(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	d := b.keyed("minji@example.com", "<b>내 전화")
	page := b.get("/account/sessions").body
	if !strings.Contains(page, "&lt;b&gt;내 전화") || !strings.Contains(page, "not used yet") || !strings.Contains(page, "<noscript>") {
		t.Errorf("the page shows %s", page)
	}
	other := m.browser("192.0.2.2")
	if a, done := other.shows(d, "/ko", "/national?x=1"); a.status != http.StatusOK || done.To != "/national?x=1" || other.token() == "" {
		t.Errorf("signing in is answered %d %+v", a.status, done)
	}
	if page := b.get("/account/sessions").body; !strings.Contains(page, "by passkey") || !strings.Contains(page, "last used") {
		t.Errorf("the page shows %s", page)
	}
	for _, elsewhere := range []string{"https://evil.example", "//evil.example", "/\\evil.example", ""} {
		if _, done := m.browser("192.0.2.2").shows(d, "", elsewhere); done.To != "/account?done=in" {
			t.Errorf("to %q leads to %q", elsewhere, done.To)
		}
	}
	if file := b.get("/account/data.json").body; !strings.Contains(file, `"Name": "\u003cb\u003e내 전화"`) {
		t.Errorf("the reader's file is %s", file)
	}
	id := linkTo(page, `name="passkey" value="`)
	thief := m.browser("192.0.2.9")
	thief.enters("thief@example.com")
	thief.post("/account/passkeys/drop", "passkey", id)
	if a, _ := m.browser("192.0.2.2").shows(d, "", ""); a.status != http.StatusOK {
		t.Error("somebody else took the passkey away")
	}
	if a := b.post("/account/passkeys/drop", "passkey", id); !strings.Contains(a.body, "taken away") {
		t.Errorf("taking it away shows %s", a.body)
	}
	stranger := m.browser("192.0.2.2")
	if a, done := stranger.shows(d, "", ""); a.status != http.StatusForbidden || done.Problem == "" || stranger.token() != "" {
		t.Errorf("a passkey that was taken away is answered %d %+v", a.status, done)
	}
}

// linkTo is what follows some text up to a quote.
func linkTo(page, after string) string {
	_, rest, _ := strings.Cut(page, after)
	text, _, _ := strings.Cut(rest, `"`)
	return text
}

// A session that somebody put into a browser is not the one that is signed in.
func TestSigningInByAPasskeyBeginsANewSession(t *testing.T) {
	m := newRoom(t)
	d := m.browser("192.0.2.1").keyed("minji@example.com", "key")
	b := m.browser("192.0.2.2")
	b.enters("thief@example.com")
	before := b.token()
	b.shows(d, "", "")
	if b.token() == before || b.token() == "" {
		t.Error("the session is the one from before")
	}
	if page := b.get("/account").body; !strings.Contains(page, "minji@example.com") {
		t.Errorf("signed in as %s", page)
	}
	if s, err := m.readers.Standing(t.Context(), before); err != nil || s.Reader != 0 {
		t.Errorf("the session before still stands: %+v, %v", s, err)
	}
}

// Who has somebody's browser send an answer to a question that they were asked
// themselves does not sign it in as themselves.
func TestAPasskeysAnswerIsOfTheBrowserThatWasAsked(t *testing.T) {
	m := newRoom(t)
	d := m.browser("192.0.2.1").keyed("thief@example.com", "key")
	thief, victim := m.browser("192.0.2.1"), m.browser("192.0.2.2")
	var asked, done said
	thief.asks("/account/passkey/ask", struct{}{}, &asked)
	body := map[string]any{"token": asked.Token, "answer": json.RawMessage(d.Get(asked.Options))}
	if a := victim.asks("/account/passkey/sign-in", body, &done); a.status != http.StatusNotFound || victim.token() != "" {
		t.Errorf("another browser is answered %d %+v", a.status, done)
	}
	if a := thief.asks("/account/passkey/sign-in", body, &done); a.status != http.StatusOK {
		t.Errorf("the browser that was asked is answered %d %+v", a.status, done)
	}
}

func TestPasskeysAreAddedSoonAfterALetterAndByScriptsAlone(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	b.enters("minji@example.com")
	m.now = m.now.Add(time.Hour)
	var done said
	if a := b.asks("/account/passkeys/offer", struct{}{}, &done); a.status != http.StatusForbidden || !strings.Contains(done.Problem, "sign in once more") {
		t.Errorf("an hour later: %d %+v", a.status, done)
	}
	if page := b.get("/account/sessions").body; strings.Contains(page, "data-offer") || !strings.Contains(page, `name="to" value="/account/sessions"`) {
		t.Errorf("an hour later the page shows %s", page)
	}
	for _, path := range []string{"/account/passkey/sign-in", "/account/passkeys/add"} {
		if a := b.post(path, "token", "x"); a.status != http.StatusBadRequest {
			t.Errorf("a form at %s is answered %d", path, a.status)
		}
		for _, bad := range []any{nil, []int{1}, map[string]any{"token": "x", "answer": map[string]any{}}, map[string]any{"answer": strings.Repeat("x", 1<<17)}} {
			if a := b.asks(path, bad, &done); a.status < 400 || a.status >= 500 || done.Problem == "" {
				t.Errorf("%s with %.40v: %d %+v", path, bad, a.status, done)
			}
		}
	}
	if a := m.browser("192.0.2.9").asks("/account/passkeys/offer", struct{}{}, &done); a.status != http.StatusForbidden {
		t.Errorf("a stranger is offered %d %+v", a.status, done)
	}
}
