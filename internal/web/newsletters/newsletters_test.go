package newsletters_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/newsletters"
)

type bare struct{}

func (bare) Enclose(_ context.Context, e web.Enclosed) ([]byte, error) { return []byte(e.Main), nil }

func post(h http.Handler, path, from string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "https://daily.example"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", from)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "https://daily.example"+path, nil))
	return w
}

func TestNewslettersAreConfirmedByAButtonAndEndedByOneClick(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "paper.db"), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	paper := &ilbo.Paper{Title: ilbo.Words{ilbo.English: "Daily"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}
	log := slog.New(slog.DiscardHandler)
	desk := mailing.New(mailing.Options{Paper: paper, Base: "https://daily.example", Store: s, Printer: newsletters.Press{Paper: paper, Base: "https://daily.example"}, Clock: time.Now, Log: log})
	id, err := s.PutNewsletter(ctx, ilbo.Newsletter{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "The Morning"}, Front: ilbo.Home, Days: ilbo.Everyday, Stories: 5, Made: time.Now()})
	if err != nil || id != 1 {
		t.Fatal(id, err)
	}
	pages := newsletters.New(newsletters.Options{Paper: paper, Desk: desk, Frame: bare{}, Clock: time.Now, Log: log})
	form := url.Values{"email": {"Minji@Example.com"}, "newsletter": {"1"}}
	if w := post(pages, "/newsletters", "cross-site", form); w.Code != http.StatusForbidden {
		t.Errorf("a form of another site: %d", w.Code)
	}
	if w := post(pages, "/newsletters", "same-origin", form); w.Code != http.StatusOK {
		t.Fatalf("asking: %d %s", w.Code, w.Body)
	}
	sent := make(chan ilbo.Letter, 1)
	stop, err := s.Work(ctx, store.Followers{Index: func(context.Context, []ilbo.StoryID) error { return nil }, Stale: func(context.Context, ilbo.Event) error { return nil },
		Letter: func(_ context.Context, l ilbo.Letter) error { sent <- l; return nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer stop(context.Background())
	var l ilbo.Letter
	select {
	case l = <-sent:
	case <-time.After(20 * time.Second):
		t.Fatal("no letter came")
	}
	link := regexp.MustCompile(`/newsletters/confirm/[a-z0-9]+`).FindString(l.Text)
	taken := func() int {
		ids, err := desk.Taken(ctx, "minji@example.com")
		if err != nil {
			t.Fatal(err)
		}
		return len(ids)
	}
	if w := get(pages, link); w.Code != http.StatusOK || taken() != 0 {
		t.Errorf("following the link: %d, and %d are taken", w.Code, taken())
	}
	if w := post(pages, link, "same-origin", nil); w.Code != http.StatusOK || taken() != 1 {
		t.Errorf("pressing the button: %d, and %d are taken", w.Code, taken())
	}
	all, err := s.RecipientsAt(ctx, "minji@example.com")
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	end := mailing.UnsubscribePath + all[0].Key
	if w := get(pages, end); w.Code != http.StatusOK || taken() != 1 {
		t.Errorf("looking at the end: %d, and %d are taken", w.Code, taken())
	}
	if w := post(pages, end, "cross-site", url.Values{"List-Unsubscribe": {"One-Click"}}); w.Code != http.StatusOK || taken() != 0 {
		t.Errorf("one click from elsewhere: %d, and %d are taken", w.Code, taken())
	}
	if w := get(pages, "/newsletters/confirm/unknown"); w.Code != http.StatusGone {
		t.Errorf("an unknown link: %d", w.Code)
	}
	busy := 0
	for range 12 {
		if post(pages, "/newsletters", "same-origin", form).Code == web.Status(ilbo.Busy) {
			busy++
		}
	}
	if busy != 3 {
		t.Errorf("%d of 13 were too many", busy)
	}
}
