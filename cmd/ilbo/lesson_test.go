package main

import (
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// lessonsOf are the addresses of the lessons that a section leads to, the easiest first.
func lessonsOf(t *testing.T, site, section string) []string {
	t.Helper()
	r := newReader(t, site, 1280, 900)
	r.open(section)
	list := strings.Fields(r.value(`[...document.querySelectorAll(".course__lessons a")].map(a => a.getAttribute("href")).join(" ")`))
	if len(list) != 4 {
		t.Fatalf("%s leads to the lessons %q, want four", section, list)
	}
	return list
}

const (
	cardShown = `document.querySelector(".gloss-card").matches(":popover-open")`
	cardSays  = `document.querySelector(".gloss-card .word__meaning").textContent`
)

func TestLearnerReadsByTouch(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 390, 844)
	faults := r.faults()
	r.open("/weekly")
	r.follow(".course__lessons a")
	const loaded = `performance.getEntriesByType("resource").filter(e => !e.name.endsWith("/reads")).map(e => e.name).join(" ")`
	r.until(`[...document.images].every(i => i.complete || i.loading === "lazy")`)
	before := r.value(loaded)
	meaning := r.value(`document.querySelector("#m4").textContent`)
	r.press("#at4")
	r.until(cardShown)
	if got := r.value(cardSays); got != meaning {
		t.Errorf("the card says %q, the vocabulary %q", got, meaning)
	}
	if r.value(`(b => b.left >= 0 && b.right <= innerWidth)(document.querySelector(".gloss-card").getBoundingClientRect())`) != "true" {
		t.Error("the card does not fit the page")
	}
	r.press(".gloss-card__close")
	r.until(`!` + cardShown)
	if r.value(`document.documentElement.scrollWidth`) != "390" {
		t.Error("the lesson is wider than the phone")
	}

	r.press(".turn")
	r.until(`!document.querySelector(".turned").hidden`)
	if r.value(`[...document.querySelectorAll(".turned")].filter(e => !e.hidden).length`) != "1" {
		t.Error("more than the asked sentence is translated")
	}
	r.press(".turn")
	r.until(`document.querySelector(".turned").hidden`)
	r.press("[data-all]")
	r.until(`[...document.querySelectorAll(".turned")].every(e => !e.hidden)`)
	r.press("[data-all]")
	r.until(`[...document.querySelectorAll(".turned")].every(e => e.hidden)`)
	for url := range strings.FieldsSeq(r.value(loaded)) {
		if !strings.Contains(before, url) && !strings.Contains(url, "/pictures/") { // which are loaded as they come in sight
			t.Errorf("glosses and translations ask for %s", url)
		}
	}
	if f := faults(); len(f) > 0 {
		t.Errorf("the browser says %q", f)
	}
}

func TestLearnerReadsByKeyboard(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 1280, 900)
	r.open(lessonsOf(t, site, "/learning-korean")[1])
	r.value(`document.querySelector(".lesson__tools button:not([hidden])").focus()`)
	for range 12 {
		r.strikes(input.Tab)
		if r.value(`document.activeElement.matches("a.gloss")`) == "true" {
			break
		}
	}
	r.until(cardShown)
	if described := r.value(`document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent`); described != r.value(cardSays) {
		t.Errorf("a screen reader hears %q", described)
	}
	r.strikes(input.Enter)
	r.until(`document.activeElement.matches(".gloss-card")`)
	r.strikes(input.Escape)
	r.until(`document.activeElement.matches("#at1") && !` + cardShown)
	r.strikes(input.Tab)
	r.until(cardShown + ` && document.activeElement.matches("#at2")`)
}

func TestLearnersNeedNoJavaScript(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	path := lessonsOf(t, site, "/learning-korean")[0]
	r := newReader(t, site, 1280, 900)
	if err := (proto.EmulationSetScriptExecutionDisabled{Value: true}).Call(r); err != nil {
		t.Fatal(err)
	}
	r.open(path)
	element := func(selector string) *rod.Element {
		t.Helper()
		e, err := r.Timeout(20 * time.Second).Element(selector)
		if err != nil {
			t.Fatalf("%s: %v", selector, err)
		}
		return e
	}
	enters := func(selector string) {
		t.Helper()
		element(selector)
		r.value(`document.querySelector(` + strconv.Quote(selector) + `).focus()`) // by the browser: nothing of the page runs
		r.strikes(input.Enter)
	}
	enters("#at1")
	if text, err := element("#w1:target .word__meaning").Text(); err != nil || text != "eleven o’clock" {
		t.Errorf("the word leads to %q, %v", text, err)
	}
	enters(".rendering summary")
	if visible, err := element(".rendering[open] [data-of]").Visible(); err != nil || !visible {
		t.Errorf("the translation does not unfold: %v", err)
	}
	if visible, err := element(".lesson__tools").Visible(); err != nil || visible {
		t.Errorf("buttons are shown that do nothing: %v", err)
	}
}

// TestAWorksheetIsPrinted looks at what a printer would get: the text and, beside it,
// the words; lines to write on, and no answers.
func TestAWorksheetIsPrinted(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 794, 1123)
	r.open(lessonsOf(t, site, "/weekly")[0])
	r.press("[data-all]")
	if err := (proto.EmulationSetEmulatedMedia{Media: "print"}).Call(r); err != nil {
		t.Fatal(err)
	}
	for what, expression := range map[string]string{
		"the words beside the text": `(b => b(".lesson__text").right <= b(".vocabulary").left)(s => document.querySelector(s).getBoundingClientRect())`,
		"lines to write on":         `document.querySelector(".rendering").offsetHeight > 50 && getComputedStyle(document.querySelector(".rendering > p")).visibility === "hidden"`,
		"no answers":                `[...document.querySelectorAll(".turned, .turn, .lesson__tools")].every(e => e.offsetHeight === 0)`,
		"questions":                 `document.querySelector(".ask__words").offsetHeight > 60 && [...document.querySelectorAll(".ask__words li")].every(l => l.offsetHeight < 40)`,
		"room for an answer":        `document.querySelector(".ask__gap").offsetWidth > 60`,
		"their answers at its foot": `getComputedStyle(document.querySelector(".quiz__key")).rotate === "180deg" && document.querySelector(".quiz__key").offsetHeight > 10 && [...document.querySelectorAll(".ask__answer")].every(e => e.offsetHeight === 0)`,
		"numbers before sentences":  `getComputedStyle(document.querySelector(".sentence"), "::before").content.includes("1")`,
	} {
		if got := r.value(expression); got == "false" || got == "" {
			t.Errorf("the worksheet lacks %s", what)
		}
	}
	if sheet := os.Getenv("ILBO_WORKSHEET"); sheet != "" {
		pdf, err := r.PDF(&proto.PagePrintToPDF{})
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.Create(sheet)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if _, err := file.ReadFrom(pdf); err != nil {
			t.Fatal(err)
		}
	}
}

// TestALessonIsWrittenInTheNewsroom writes one where the story is, and reads it as
// readers do.
func TestALessonIsWrittenInTheNewsroom(t *testing.T) {
	site := demoSite(t)
	path := storiesOf(t, site, "/weekly/editors-letter")
	if len(path) == 0 {
		path = storiesOf(t, site, "/world")
	}
	r := newReader(t, site, 1280, 900)
	cmd := exec.Command(built, "staff", "add", "teacher", "--data", sharedDemo.dir, "--name", "Seo Na-rae", "--role", "chief-editor")
	cmd.Stdin = strings.NewReader(chiefsPassword + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r.open(path[0])
	story := r.value(`document.querySelector("[data-story]").dataset.story`)
	r.signsIn("teacher", chiefsPassword)
	if err := protoBypassCSP(r); err != nil {
		t.Fatal(err)
	}
	r.open("/newsroom/stories/" + story + "/lesson/forms")
	r.value(`document.querySelector("#level").value = "B1"`)
	r.writes("#t-0", "첫 문장입니다.")
	r.press(".teach__sentence .teach__word summary")
	word := r.value(`document.querySelector("input[name=s-0]").value.split(" ")[0].replace(/[^A-Za-z]/g, "")`)
	r.writes("#w-0-0-words", word)
	r.writes("#w-0-0-meaning", "뜻")
	t.Run("axe", func(t *testing.T) {
		script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range r.violations(string(script)) {
			t.Errorf("the lesson's page: %s", v)
		}
	})
	if dir := os.Getenv("ILBO_LESSON_SHOT"); dir != "" {
		r.shoot(dir, "lesson-newsroom")
	}
	r.follow(".teach button.firm")
	r.until(`document.querySelector("#w-0-0-meaning").value === "뜻"`)
	r.open(path[0])
	r.until(`document.querySelector("a.gloss")?.textContent === ` + strconv.Quote(word))
	if got := r.value(`document.querySelector(".lesson__half").lang || document.querySelector(".lesson__bar").lang`); got != "ko" {
		t.Errorf("what is missing is said in %q", got)
	}
	r.open("/newsroom/stories/" + story + "/lesson")
	r.press("details.act summary")
	r.follow("details.act button")
	r.open(path[0])
	r.until(`!document.querySelector("[data-lesson]")`)
}

// mostLessonScript is what a lesson's page may load of JavaScript, compressed.
const mostLessonScript = 20_000

func TestALessonKeepsToItsWeight(t *testing.T) {
	site := demoSite(t)
	for _, path := range append(lessonsOf(t, site, "/weekly"), lessonsOf(t, site, "/learning-korean")...) {
		_, page := get(t, site+path)
		n, scripts := 0, strings.Split(string(page), ` src="/assets/`)
		for _, rest := range scripts[1:] {
			name, _, _ := strings.Cut(rest, `"`)
			if !strings.HasSuffix(name, ".js") {
				continue
			}
			_, file := get(t, site+"/assets/"+name, "Accept-Encoding", "gzip")
			n += len(file)
		}
		if n == 0 || n > mostLessonScript {
			t.Errorf("%s loads %s bytes of JavaScript, at most %d", path, strconv.Itoa(n), mostLessonScript)
		}
	}
}

func TestAxeFindsNothingWrongWithLessons(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	weekly, korean := lessonsOf(t, site, "/weekly"), lessonsOf(t, site, "/learning-korean")
	for _, look := range []struct {
		settings, path string
		width          int
	}{{`{}`, weekly[1], 1280}, {`{"theme":"dark"}`, korean[1], 390}, {`{"theme":"sepia","size":"+2","face":"sans"}`, korean[3], 820}, {`{}`, "/learning-korean", 390}, {`{"theme":"dark"}`, "/ko/weekly/lessons/b1", 390}} {
		r := newReader(t, site, look.width, 900)
		if err := protoBypassCSP(r); err != nil {
			t.Fatal(err)
		}
		r.open("/robots.txt")
		r.value(`localStorage.setItem("ilbo", ` + "`" + look.settings + "`" + `)`)
		r.open(look.path)
		if slices.Contains(append(weekly, korean...), look.path) {
			r.press(".ask__words button") // the quiz half taken
			r.press(".ask--gap li:not([data-right]) button")
			r.press(".ask__pieces button")
			r.press("[data-all]")
			r.press("#at2")
			r.until(cardShown)
		}
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s, %s: %s", look.path, look.settings, v)
		}
	}
}
