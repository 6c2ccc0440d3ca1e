package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// printedPaper is a paper whose newspaper of a day was printed, in both languages.
func printedPaper(t *testing.T) string {
	t.Helper()
	return newsroomPaper(t, func(dir string, run func(input string, args ...string)) {
		var copyText strings.Builder
		for i := range 24 {
			body := fmt.Sprintf(`"Paragraph one of story %d.","%s","The ferry number %d comes last."`, i, strings.Repeat("The harbour keeps its lamps until the boats are in. ", 12+i%5*9), i)
			headline, language := fmt.Sprintf("Harbour story number %d of the day", i), "en"
			if i >= 18 {
				headline, language, body = fmt.Sprintf("항구 이야기 %d번", i), "ko", fmt.Sprintf(`"첫 문단 %d.","%s"`, i, strings.Repeat("배가 들어올 때까지 항구는 불을 켜 둔다. ", 20+i))
			}
			fmt.Fprintf(&copyText, `{"language":%q,"section":%q,"headline":%q,"deck":"What the harbour did","bylines":["Han Seo-yun"],"published":"2026-11-20T%02d:40:00+09:00","body":[%s]}`+"\n",
				language, []string{"national", "business", "sports"}[i%3], headline, 1+i%20, body)
		}
		file := filepath.Join(t.TempDir(), "copy.ndjson")
		if err := os.WriteFile(file, []byte(copyText.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		run("", "import", "ndjson", file, "--data", dir)
		out := filepath.Join(t.TempDir(), "out")
		run("", "edition", "make", "2026-11-20", "--data", dir, "--out", out)
		for name, begins := range map[string]string{"2026-11-20-en.pdf": "%PDF-", "2026-11-20-en.epub": "PK", "2026-11-20-en-A1.svg": "<svg", "2026-11-20-ko.pdf": "%PDF-", "2026-11-20-ko-A1.jpg": "\xff\xd8"} {
			data, err := os.ReadFile(filepath.Join(out, name))
			if err != nil || !strings.HasPrefix(string(data), begins) {
				t.Errorf("%s is not what was to be made: %v, %.8q", name, err, data)
			}
		}
	})
}

func TestReaderLeafsThroughTheEPaper(t *testing.T) {
	t.Parallel()
	site := printedPaper(t)
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	shots := os.Getenv("ILBO_EPAPER_SCREENSHOTS")
	r := newReader(t, site, 1280, 900)
	judged := func(name string) {
		t.Helper()
		if shots != "" {
			r.until(`[...document.images].every(i => i.complete)`)
			r.shoot(shots, name)
		}
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s: %s", name, v)
		}
	}
	drawn := `[...document.querySelectorAll(".edition__picture")].filter(i => i.getClientRects().length).every(i => i.complete && i.naturalWidth > 100)`

	r.open("/epaper")
	judged("shelf")
	r.follow(".shelf__link")
	r.until(drawn)
	if got := r.value(`location.pathname + " " + document.querySelectorAll(".edition__sheet").length`); got != "/epaper/2026-11-20 1" {
		t.Errorf("the edition opens at %s", got)
	}
	judged("front")

	// The arrow keys turn, and two pages lie open.
	r.strikes(input.ArrowRight)
	r.until(`location.pathname.endsWith("/2") && document.readyState === "complete"`)
	r.until(drawn)
	if got := r.value(`[...document.querySelectorAll(".edition__sheet")].filter(s => s.getClientRects().length).length`); got != "2" {
		t.Errorf("%s pages lie open", got)
	}
	judged("spread")
	r.press(`[data-zoom=in]`)
	r.until(`document.querySelector(".edition__view").scrollWidth > document.querySelector(".edition__view").clientWidth`)
	r.press(`[data-zoom=whole]`)
	r.until(`document.querySelector(".edition__view").scrollWidth <= document.querySelector(".edition__view").clientWidth`)

	// A story on the page opens as text, in the reader's size, and is closed by a key.
	label := r.value(`document.querySelector(".edition__area").getAttribute("aria-label")`)
	r.value(`document.querySelector(".edition__area").focus()`)
	r.strikes(input.Enter)
	r.until(`document.querySelector(".edition__reader").open`)
	if got := r.value(`document.querySelector(".edition__reader .edition__headline").textContent`); got != label {
		t.Errorf("%q opens %q", label, got)
	}
	if r.value(`document.querySelector(".edition__reader .edition__body").textContent.includes("comes last.") && document.querySelector(".edition__reader .share") !== null && document.querySelector(".edition__reader [data-do=listen]").getClientRects().length > 0`) != "true" {
		t.Error("the story is not whole, or cannot be shared or listened to")
	}
	judged("story")
	if r.value(`parseFloat(getComputedStyle(document.querySelector(".edition__reader .edition__body > p + *")).marginBlockStart) > 10`) != "true" {
		t.Error("the paragraphs of a story run into one another")
	}
	before := r.value(`getComputedStyle(document.querySelector(".edition__reader .edition__body p")).fontSize`)
	r.value(`document.documentElement.dataset.size = "+2"`)
	if got := r.value(`getComputedStyle(document.querySelector(".edition__reader .edition__body p")).fontSize`); got == before {
		t.Errorf("the text is as large in the reader's size: %s", got)
	}
	r.strikes(input.Escape)
	r.until(`!document.querySelector(".edition__reader").open`)
	if got := r.value(`document.activeElement.getAttribute("aria-label")`); got != label {
		t.Errorf("the keys are at %q, not at the story that was read", got)
	}

	// Its search leads to the story on its page.
	r.value(`document.querySelector(".edition__sought").value = "ferry number 11 "`)
	r.follow(".edition__search button")
	judged("found")
	r.follow(".plainlist a")
	r.until(`document.querySelector(".edition__reader")?.open`)
	if got := r.value(`document.querySelector(".edition__reader .edition__headline").textContent`); got != "Harbour story number 11 of the day" {
		t.Errorf("the search leads to %q", got)
	}

	for _, kind := range []string{".pdf", ".epub"} {
		if res, body := get(t, site+"/epaper/2026-11-20"+kind); res.StatusCode != http.StatusOK || len(body) < 10_000 {
			t.Errorf("%s: status %d, %d bytes", kind, res.StatusCode, len(body))
		}
	}

	// On a phone one page is there, and nothing is wider than the screen.
	r.resize(390, 844)
	r.open("/ko/epaper/2026-11-20")
	r.until(drawn)
	judged("phone-korean")
	for _, path := range []string{"/epaper", "/epaper/2026-11-20/2", "/epaper/2026-11-20/search?q=ferry"} {
		r.open(path)
		if r.value(`document.documentElement.scrollWidth <= innerWidth`) != "true" {
			t.Errorf("%s is wider than a phone", path)
		}
	}
	r.open("/epaper/2026-11-20/2")
	if got := r.value(`[...document.querySelectorAll(".edition__sheet")].filter(s => s.getClientRects().length).length`); got != "1" {
		t.Errorf("%s pages lie open on a phone", got)
	}
}

func TestEPaperIsReadOffline(t *testing.T) {
	t.Parallel()
	r := newReader(t, printedPaper(t), 1280, 900)
	r.open("/epaper/2026-11-20")
	r.value(`navigator.serviceWorker.ready.then(() => window.ready = true) && ""`)
	r.until(`window.ready`)
	r.open("/epaper/2026-11-20")
	r.until(`navigator.serviceWorker.controller !== null && !document.querySelector(".edition__keep").hidden`)
	r.press(".edition__keep")
	r.until(`document.querySelector(".edition__kept").textContent === "Kept on this device"`)
	if err := (proto.NetworkEnable{}).Call(r); err != nil {
		t.Fatal(err)
	}
	if err := (proto.NetworkEmulateNetworkConditions{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}).Call(r); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/epaper/2026-11-20", "/epaper/2026-11-20/2"} {
		r.open(path)
		r.until(`document.querySelector(".edition__picture")?.complete && document.querySelector(".edition__picture").naturalWidth > 100`)
		if r.value(`document.querySelector(".edition__story .edition__body").textContent.length > 100`) != "true" {
			t.Errorf("offline, %s has no text", path)
		}
	}
}
