package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// frontsSite serves a paper with a chief editor and some stories: Story 1 is the
// newest.
func frontsSite(t *testing.T) string {
	t.Helper()
	return newsroomPaper(t, func(dir string, run func(input string, args ...string)) {
		var lines strings.Builder
		for i := range 14 {
			section := []string{"national", "sports", "business"}[i%3]
			fmt.Fprintf(&lines, `{"language":"en","section":%q,"headline":"Story %d","deck":"What story %d says.","bylines":["Asha"],"published":%q,"body":["A paragraph."]}`+"\n",
				section, i+1, i+1, time.Now().Add(-time.Duration(i+1)*time.Hour).UTC().Format(time.RFC3339))
		}
		name := filepath.Join(dir, "stories.ndjson")
		if err := os.WriteFile(name, []byte(lines.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		run("", "import", "ndjson", name, "--data", dir)
	})
}

// drags takes what is at a selector to another with the mouse.
func (r *reader) drags(from, to string) {
	r.t.Helper()
	at := func(selector string) proto.Point {
		r.t.Helper()
		e, err := r.Element(selector)
		if err != nil {
			r.t.Fatalf("%s: %v", selector, err)
		}
		shape, err := e.Shape()
		if err != nil {
			r.t.Fatalf("%s: %v", selector, err)
		}
		return *shape.OnePointInside()
	}
	start, end := at(from), at(to)
	steps := []func() error{
		func() error { return r.Mouse.MoveTo(start) },
		func() error { return r.Mouse.Down(proto.InputMouseButtonLeft, 1) },
		func() error { return r.Mouse.MoveLinear(end, 12) },
		func() error { return r.Mouse.Up(proto.InputMouseButtonLeft, 1) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			r.t.Fatalf("drag %s to %s: %v", from, to, err)
		}
	}
}

// strikes presses keys, one after the other.
func (r *reader) strikes(keys ...input.Key) {
	r.t.Helper()
	for _, k := range keys {
		if err := r.Keyboard.Press(k); err != nil {
			r.t.Fatal(err)
		}
	}
}

const spotSays = `document.querySelector("#place-%s [data-at='%d'] .spot__headline")?.textContent.includes("%s")`

// numberOf is a story's number on the board's shelf.
func (r *reader) numberOf(headline string) string {
	r.t.Helper()
	return r.value(`[...document.querySelectorAll(".shelf__card")].find(c => c.querySelector(".spot__headline").textContent === "` + headline + `").dataset.story`)
}

// seenWithin waits until the front of a site shows a story as its lead.
func seenWithin(t *testing.T, site, headline string, limit time.Duration) {
	t.Helper()
	began := time.Now()
	for {
		_, body := get(t, site+"/")
		_, lead, _ := strings.Cut(body, `class="front__lead"`)
		lead, _, _ = strings.Cut(lead, "</h2>")
		if strings.Contains(lead, headline+"</a>") {
			t.Logf("readers see %s after %v", headline, time.Since(began).Round(time.Millisecond))
			return
		}
		if time.Since(began) > limit {
			t.Fatalf("after %v readers do not see %s", limit, headline)
		}
		time.Sleep(15 * time.Millisecond)
	}
}

// TestChiefEditorRearrangesTheFront drags a story to the lead, takes another beside
// it by keyboard, looks at the preview, publishes, and undoes it.
func TestChiefEditorRearrangesTheFront(t *testing.T) {
	t.Parallel()
	site := frontsSite(t)
	seenWithin(t, site, "Story 1", 10*time.Second)
	r := newReader(t, site, 1280, 900)
	r.signsIn("rahim", chiefsPassword)
	r.open("/newsroom/fronts")
	r.follow("tbody a")
	r.until(`document.querySelector(".frontboard--drags")`)
	r.until(fmt.Sprintf(spotSays, "lead", 0, "Story 1"))

	r.drags(`.shelf__card[data-story="`+r.numberOf("Story 3")+`"] .spot__headline`, `#place-lead [data-at="0"]`)
	r.until(fmt.Sprintf(spotSays, "lead", 0, "Story 3"))
	r.until(`document.querySelector("#place-lead .spot--chosen")`)

	// By keyboard alone: Story 7 to the second place beside the lead, then one up.
	seven := r.numberOf("Story 7")
	r.value(`document.querySelector("#shelf-` + seven + `").focus()`)
	r.strikes(input.Enter)
	r.until(`document.activeElement?.dataset.put !== undefined`)
	r.until(`document.querySelector("[data-live]").textContent.includes("Story 7")`)
	r.strikes(input.ArrowDown, input.ArrowDown)
	r.strikes(input.Enter)
	r.until(fmt.Sprintf(spotSays, "second", 1, "Story 7"))
	r.until(`document.activeElement?.id.endsWith("-` + seven + `")`)
	r.value(`document.querySelector("#up-` + seven + `").focus()`)
	r.strikes(input.Enter)
	r.until(fmt.Sprintf(spotSays, "second", 0, "Story 7"))

	// A story that is picked up can be put back.
	r.value(`document.querySelector("#shelf-` + seven + `").focus()`)
	r.strikes(input.Enter)
	r.until(`document.activeElement?.dataset.put !== undefined`)
	r.strikes(input.Escape)
	r.until(`!document.querySelector("[data-put]")`)

	for _, width := range []string{"390", "820", "1280"} {
		r.press(`a[data-width="` + width + `"]`)
		r.until(`document.querySelector(".preview__page").offsetWidth === ` + width)
		r.until(`document.querySelector(".preview__page").contentDocument?.querySelector(".front__lead h2")?.textContent.trim() === "Story 3"`)
		if got := r.value(`document.querySelector(".preview__page").contentWindow.innerWidth`); got != fmt.Sprint(atoi(t, width)-2) { // within its lines
			t.Errorf("the preview of %s is laid out for %s pixels", width, got)
		}
		if wide := r.value(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
			t.Errorf("with the preview of %s the page is wider than its window", width)
		}
	}
	seenWithin(t, site, "Story 1", time.Second) // nothing is public yet

	if got := r.value(`document.querySelectorAll(".pending li").length`); got != "2" {
		t.Errorf("%s changes are listed, want 2", got)
	}
	r.press("#publish")
	r.until(`document.querySelector(".said")?.textContent.includes("published")`)
	seenWithin(t, site, "Story 3", time.Second)

	r.press("#restore-0")
	r.until(`document.querySelector(".said")?.textContent.includes("again")`)
	seenWithin(t, site, "Story 1", time.Second)
}

func atoi(t *testing.T, s string) (n int) {
	t.Helper()
	if _, err := fmt.Sscan(s, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestBreakingNewsGoesUpAndAway(t *testing.T) {
	t.Parallel()
	site := frontsSite(t)
	chief := newReader(t, site, 1280, 900)
	chief.signsIn("rahim", chiefsPassword)
	chief.open("/newsroom/fronts/home?language=en")
	number := chief.numberOf("Story 2")
	chief.follow(`.shelf__card[data-story="` + number + `"] a[href*="/breaking"]`)
	chief.writes("#text-en", "The bridge is closed")
	chief.follow("#banner .firm")
	chief.until(`document.querySelector(".rows__say b").textContent === "stands"`)
	sayWithin(t, site, "bridge is closed", true, time.Second)

	r := newReader(t, site, 390, 844)
	r.open("/about")
	r.until(`document.querySelector(".banner").getClientRects().length > 0`)
	if got := r.value(`document.querySelector(".banner a").pathname`); !strings.HasSuffix(got, "story-2") {
		t.Errorf("it leads to %s", got)
	}
	r.press(".banner__close")
	r.until(`document.querySelector(".banner").getClientRects().length === 0`)
	r.open("/")
	r.until(`document.querySelector(".banner") && document.querySelector(".banner").getClientRects().length === 0`)

	plain := newReader(t, site, 1280, 900)
	if err := (proto.EmulationSetScriptExecutionDisabled{Value: true}).Call(plain); err != nil {
		t.Fatal(err)
	}
	plain.open("/national")
	if visible, err := plain.MustElement(".banner__text").Visible(); err != nil || !visible {
		t.Errorf("without JavaScript it is not seen: %v", err)
	}
	if visible, err := plain.MustElement(".banner__close").Visible(); err != nil || visible {
		t.Errorf("without JavaScript it has a button: %v", err)
	}
	if _, feed := get(t, site+"/feed.xml"); strings.Contains(feed, "bridge is closed") {
		t.Error("it is in the feed")
	}

	// A new one is shown to who closed the one before.
	chief.writes("#text-en", "The bridge is open")
	chief.follow("#banner .firm")
	sayWithin(t, site, "bridge is open", true, time.Second)
	r.open("/")
	r.until(`document.querySelector(".banner__text").textContent.includes("is open") && document.querySelector(".banner").getClientRects().length > 0`)
	// It goes by itself when its time is over, on a page that is open as well.
	r.value(`(document.documentElement.dataset.bannerUntil = Date.now() - 1)`)
	remove, err := r.EvalOnNewDocument(`Date.now = () => 4e12`)
	if err != nil {
		t.Fatal(err)
	}
	r.open("/")
	r.until(`document.querySelector(".banner").getClientRects().length === 0`)
	if err := remove(); err != nil {
		t.Fatal(err)
	}
	chief.follow(`form[action$="/banner/down"] button`)
	sayWithin(t, site, "bridge is open", false, time.Second)
}

// sayWithin waits until the front of a site says something, or no longer does.
func sayWithin(t *testing.T, site, words string, want bool, limit time.Duration) {
	t.Helper()
	for began := time.Now(); ; time.Sleep(15 * time.Millisecond) {
		if _, body := get(t, site+"/"); strings.Contains(body, words) == want {
			return
		}
		if time.Since(began) > limit {
			t.Fatalf("after %v readers see %q: %v", limit, words, !want)
		}
	}
}

// TestAxeFindsNoViolationWhereFrontsAreArranged also looks at what readers see of
// breaking news.
func TestAxeFindsNoViolationWhereFrontsAreArranged(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	site := frontsSite(t)
	for _, look := range []struct {
		name  string
		width int
	}{{"light", 1280}, {"dark", 1280}, {"light", 820}, {"dark", 820}} {
		r := newReader(t, site, look.width, 900)
		if err := protoBypassCSP(r); err != nil {
			t.Fatal(err)
		}
		if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: look.name}}}).Call(r); err != nil {
			t.Fatal(err)
		}
		examine := func(path string) {
			t.Helper()
			for _, v := range r.violations(string(script)) {
				t.Errorf("%s, %s at %d: %s", path, look.name, look.width, v)
			}
			if wide := r.value(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
				t.Errorf("%s, %s at %d: the page is wider than its window", path, look.name, look.width)
			}
		}
		r.signsIn("rahim", chiefsPassword)
		for _, path := range []string{"/newsroom/fronts", "/newsroom/fronts/home?language=en", "/newsroom/fronts/sports?language=en&width=1280", "/newsroom/breaking"} {
			r.open(path)
			examine(path)
		}
		r.open("/newsroom/fronts/home?language=en")
		r.press(".shelf__card [data-pick]")
		r.until(`document.querySelector("[data-put]")`)
		r.press(`#place-second [data-put]`)
		r.until(`document.querySelector(".pending li")`)
		r.press(".spot--chosen details summary")
		r.press(".shelf__card [data-pick]")
		r.until(`document.querySelector("[data-put]")`)
		examine("a board at work")
		r.press("#drop")
		r.until(`!document.querySelector(".pending li")`)
		r.open("/newsroom/breaking")
		r.writes("#text-en", "The bridge is closed")
		r.writes("#text-ko", "다리가 막혔습니다")
		r.follow("#banner .firm")
		for _, path := range []string{"/", "/ko/about"} {
			r.open(path)
			r.until(`document.querySelector(".banner").getClientRects().length > 0`)
			examine(path)
		}
	}
}
