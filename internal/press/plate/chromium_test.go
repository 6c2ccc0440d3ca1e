package plate_test

import (
	"bytes"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/proto"

	"ilbo.press"
	"ilbo.press/internal/press/plate"
	"ilbo.press/internal/testchromium"
	"ilbo.press/internal/testpress"
	"ilbo.press/internal/testroom"
)

func TestMain(m *testing.M) {
	code := m.Run()
	testchromium.Close()
	os.Exit(code)
}

// TestChromiumShowsThePage shows pages in a document that may do nothing but show
// pictures of its own, and looks what is seen and what is read.
func TestChromiumShowsThePage(t *testing.T) {
	browser, err := testchromium.Browser()
	testroom.Need(t, err)
	own, err := browser.Incognito()
	if err != nil {
		t.Fatal(err)
	}
	day, made := edition(t)
	m := plate.New(made, testpress.Darkroom{})
	page := svg(t, m, 1)
	of := ilbo.Folio(1)
	for _, p := range made.Printed() {
		if len(p.Areas) > 0 && p.Areas[0].Language == ilbo.Korean {
			of = p.Folio
		}
	}
	inside := svg(t, m, of)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src 'self' data:")
		switch r.URL.Path {
		case "/page.svg":
			w.Header().Set("Content-Type", "image/svg+xml")
			_, _ = w.Write(page)
		case "/img":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(`<!doctype html><title>x</title><body><img src="/page.svg" width="800" alt="Page one">`))
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte("<!doctype html><title>x</title><body>"))
			data := page
			if r.URL.Path == "/korean" {
				data = inside
			}
			_, _ = w.Write(data)
		}
	}))
	defer server.Close()
	open := func(path string) (value func(js string) string, shot []byte) {
		tab, err := own.Page(proto.TargetCreateTarget{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = tab.Close() })
		if err := tab.SetViewport(&proto.EmulationSetDeviceMetricsOverride{Width: 992, Height: 1559, DeviceScaleFactor: 1}); err != nil {
			t.Fatal(err)
		}
		if err := tab.Timeout(time.Minute).Navigate(server.URL + path); err != nil {
			t.Fatal(err)
		}
		if err := tab.Timeout(time.Minute).WaitLoad(); err != nil {
			t.Fatal(err)
		}
		shot, err = tab.Timeout(time.Minute).Screenshot(false, nil)
		if err != nil {
			t.Fatal(err)
		}
		if dir := os.Getenv("ILBO_PLATES"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "chromium"+strings.ReplaceAll(path, "/", "-")+".png"), shot, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return func(js string) string {
			t.Helper()
			v, err := tab.Timeout(time.Minute).Eval("() => String(" + js + ")")
			if err != nil {
				t.Fatalf("%s: %v", js, err)
			}
			return v.Value.Str()
		}, shot
	}

	value, shot := open("/page.svg")
	seen, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	ours, err := m.Picture(1, 992)
	if err != nil {
		t.Fatal(err)
	}
	if mean, worst := apart(t, seen, ours.SubImage(seen.Bounds())); mean > 3 || worst > 45 {
		t.Errorf("the browser shows what is %.2f apart from our picture, %.1f at most", mean, worst)
	}
	if got := value("document.title"); got != "The Seorak Daily, Wednesday, November 25, 2026, A1" {
		t.Errorf("the page is called %q", got)
	}

	value, _ = open("/inline")
	lead := day.Stories[0].Story
	for i := range day.Stories {
		if day.Stories[i].Slot == 1 {
			lead = day.Stories[i].Story
		}
	}
	if got := letters(value("document.querySelector('#A1-2').textContent")); !strings.Contains(got, letters(lead.Headline)) || !strings.Contains(got, letters(lead.Body[0].Text.String())) {
		t.Errorf("the lead is not read: %.300s", got)
	}
	// Marked, its first paragraph is copied as it was written.
	copied := value(`(() => { const p = [...document.querySelectorAll('#A1-2 text[role=paragraph]')].find(p => p.textContent.includes(` + strconv.Quote(lead.Body[0].Text.String()[:20]) + `));
		getSelection().selectAllChildren(p); return getSelection().toString(); })()`)
	if want := strings.Join(strings.Fields(lead.Body[0].Text.String()), " "); !strings.Contains(strings.Join(strings.Fields(copied), " "), want) {
		t.Errorf("copied is %q, and not %q", copied, want)
	}
	// Text that is read lies where it is seen: each line as wide as the printed one.
	if got := value(`[...document.querySelectorAll('tspan[textLength]')].filter(s => {
		const want = parseFloat(s.getAttribute('textLength')), is = s.getComputedTextLength();
		return Math.abs(want - is) > 1 }).length`); got != "0" {
		t.Errorf("%s lines are wider or narrower than those that are seen", got)
	}
	value, _ = open("/korean")
	if got := value(`document.querySelectorAll('g[role=article]:lang(ko)').length`); got == "0" {
		t.Error("no Korean story is read")
	}
	value, _ = open("/img")
	if got := value("document.images[0].naturalWidth > 900"); got != "true" {
		t.Error("the page is not shown as a picture")
	}
}
