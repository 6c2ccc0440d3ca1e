package newsletters_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/newsletters"
)

// opens counts in memory.
type opens map[int64]int

func (o opens) Open(mailing int64) { o[mailing]++ }

func TestOpensAreCountedAndNobodyIsFollowed(t *testing.T) {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "paper.db"), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	now := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	log := slog.New(slog.DiscardHandler)
	paper := &ilbo.Paper{Title: ilbo.Words{ilbo.English: "Daily"}, Languages: []ilbo.Language{ilbo.English}, Zone: time.UTC}
	press := newsletters.Press{Paper: paper, Base: "https://daily.example"}
	var html string
	desk := mailing.New(mailing.Options{Paper: paper, Base: press.Base, Store: s, Printer: printing{press, &html}, OpenedKey: [32]byte{3}, Clock: clock, Log: log})
	id, err := s.PutNewsletter(t.Context(), ilbo.Newsletter{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "The Morning"}, Opens: true, Days: ilbo.Everyday, Hour: 8, Stories: 5, Made: now})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.WriteMailing(t.Context(), ilbo.Mailing{Newsletter: id, Day: "2026-11-30", Note: "Good morning."}); err != nil {
		t.Fatal(err)
	}
	if err := s.PutRecipient(t.Context(), ilbo.Recipient{Newsletter: id, Address: "minji@example.com", Zone: "UTC", Key: "k", Confirmed: now.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if err := desk.Tick(t.Context()); err != nil { // it is printed, and goes to nobody who had not confirmed yet
		t.Fatal(err)
	}
	found := regexp.MustCompile(`/newsletters/opened/[^"]+`).FindString(html)
	if found == "" {
		t.Fatalf("the letter has no picture:\n%s", html)
	}
	counted := opens{}
	pages := newsletters.New(newsletters.Options{Paper: paper, Desk: desk, Frame: bare{}, Opens: counted, Clock: clock, Log: log})
	ask := func(path, from, header string) {
		t.Helper()
		r := httptest.NewRequest("GET", "https://daily.example"+path, nil)
		r.RemoteAddr = from
		if header != "" {
			r.Header.Set(header, "1")
		}
		w := httptest.NewRecorder()
		pages.ServeHTTP(w, r)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/gif" || w.Header().Get("Set-Cookie") != "" || w.Header().Get("Cache-Control") != "no-store" || w.Body.Len() != 43 {
			t.Errorf("%s: %d, %v, %d bytes", path, w.Code, w.Header(), w.Body.Len())
		}
	}
	ask(found, "192.0.2.1:1", "DNT")
	ask(found, "192.0.2.1:1", "Sec-GPC")
	ask("/newsletters/opened/1-AAAAAAAAAAAA.gif", "192.0.2.1:1", "")
	ask("/newsletters/opened/1.gif", "192.0.2.1:1", "")
	if len(counted) > 0 {
		t.Fatalf("counted %v", counted)
	}
	ask(found, "192.0.2.1:1", "")
	ask(found, "192.0.2.2:1", "")
	if len(counted) != 1 || counted[1] != 2 {
		t.Errorf("counted %v", counted)
	}
	for i := range 700 {
		ask(found, fmt.Sprintf("[2001:db8::%x]:1", i+1), "")
	}
	if counted[1] != 502 {
		t.Errorf("one network opened it %d times", counted[1]-2)
	}
	now = now.Add(10 * time.Minute)
	ask(found, "[2001:db8::1]:1", "")
	if counted[1] != 503 {
		t.Error("a network is not let in again")
	}
}

// printing keeps what was printed.
type printing struct {
	newsletters.Press
	html *string
}

func (p printing) Print(i *mailing.Issue) (html, text string, err error) {
	html, text, err = p.Press.Print(i)
	*p.html = html
	return html, text, err
}
