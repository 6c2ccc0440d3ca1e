package site_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
	"ilbo.press/internal/web/site"
)

// themed is a site over the same paper, with templates of its own.
func (p *paper) themed(files map[string]string) func(path string) (int, string) {
	p.t.Helper()
	theme := fstest.MapFS{}
	for name, text := range files {
		theme[name] = &fstest.MapFile{Data: []byte(text)}
	}
	about, clock, log := p.sample.About, func() time.Time { return p.now }, slog.New(slog.NewTextHandler(io.Discard, nil))
	s, err := site.New(site.Options{
		Paper: &about, Base: base, Stories: p.store, Fronts: front.New(p.store, clock), Search: p.search, Theme: theme,
		Feed: feed.New(func() *ilbo.Paper { return &about }, p.store, clock), Pictures: noPictures{}, Reads: front.NewReads(p.store, zone, clock),
		Assets: fakeAssets{}, Clock: clock, Log: log, Cache: cache.Options{Log: log},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(s.Cache().Close)
	return func(path string) (int, string) {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w.Code, w.Body.String()
	}
}

func TestAPagesOwnTemplateLeavesTheOthersAlone(t *testing.T) {
	p := newPaper(t)
	get := p.themed(map[string]string{
		"about/about.html": `{{define "main"}}<h1 id="own">{{.PaperTitle}}</h1>{{end}}`,
		"notes/readme.txt": `{{broken, and nobody's business}}`,
	})
	if status, body := get("/about"); status != http.StatusOK || !strings.Contains(body, `id="own"`) || strings.Contains(body, "plainlist") || !strings.Contains(body, "nameplate__bar") {
		t.Errorf("the page answers %d and is not the paper's own: %.300s", status, body)
	}
	if status, body := get("/national"); status != http.StatusOK || strings.Contains(body, `id="own"`) || !strings.Contains(body, `class="department`) {
		t.Errorf("a page that was not replaced answers %d or has changed", status)
	}
}

// TestATemplateThatFailsTakesOnlyItsPageAway asks for something that a view does
// not have: no half page may leave.
func TestATemplateThatFailsTakesOnlyItsPageAway(t *testing.T) {
	p := newPaper(t)
	get := p.themed(map[string]string{"about/about.html": `{{define "main"}}<h1>Half</h1>{{.Nothing}}{{end}}`})
	for path, heading := range map[string]string{"/about": "The press has jammed", "/ko/about": "윤전기가 멈췄습니다"} {
		if status, body := get(path); status != http.StatusInternalServerError || strings.Contains(body, "Half") || strings.Contains(body, "Nothing") || !strings.Contains(body, heading) {
			t.Errorf("%s answers %d: %.200s", path, status, body)
		}
	}
	if status, _ := get("/national"); status != http.StatusOK {
		t.Errorf("another page answers %d", status)
	}
	get = p.themed(map[string]string{"nameplate/nameplate.html": `{{define "nameplate"}}{{.Nothing}}{{end}}`})
	if status, body := get("/national"); status != http.StatusInternalServerError || strings.Contains(body, "<") || strings.Contains(body, "Nothing") {
		t.Errorf("where no page at all can be made it answers %d: %.200s", status, body)
	}
}
