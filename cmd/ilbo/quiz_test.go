package main

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// The journeys of somebody who takes the quiz of a lesson, goes from lesson to lesson, and
// has one read to them.

// asks counts what the page has asked the server for, but for reading counts and pictures.
const asks = `performance.getEntriesByType("resource").filter(e => !/reads$|pictures/.test(e.name)).length`

// matches pairs every word of every match with its meaning, by what press does.
func (r *reader) matches(press func(selector string)) {
	r.t.Helper()
	n, err := strconv.Atoi(r.value(`document.querySelectorAll(".ask--match:not([hidden])").length`))
	if err != nil {
		r.t.Fatal(err)
	}
	for i := range n {
		for _, pair := range strings.Fields(r.value(`[...[...document.querySelectorAll(".ask--match:not([hidden])")][` + strconv.Itoa(i) + `].querySelectorAll("[data-right]")].map(l => l.value + ":" + l.dataset.right).join(" ")`)) {
			word, place, _ := strings.Cut(pair, ":")
			at, err := strconv.Atoi(place)
			if err != nil {
				r.t.Fatal(err)
			}
			press(`.ask__words li[value="` + word + `"] button`)
			press(`.ask--match:has(li[value="` + word + `"]) .ask__meanings li:nth-child(` + strconv.Itoa(at+1) + `) button`)
		}
	}
}

// orders puts the pieces of the first sentence that is asked for in order.
func (r *reader) orders(ask string, press func(selector string)) {
	r.t.Helper()
	places := strings.Fields(r.value(`[...document.querySelectorAll(` + strconv.Quote(ask+" .ask__pieces [data-place]") + `)].map(l => l.dataset.place).join(" ")`))
	slices.SortFunc(places, func(a, b string) int { return len(a)*100 + int(a[0]) - len(b)*100 - int(b[0]) })
	for _, place := range places {
		press(ask + ` .ask__pieces [data-place="` + place + `"] button`)
	}
	press(ask + ` .quiz__button`)
}

func TestLearnerTakesTheQuizByTouch(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 390, 844)
	faults := r.faults()
	r.open(lessonsOf(t, site, "/weekly")[2])
	r.until(`document.querySelector(".quiz--live")`)
	before := r.value(asks)
	if n := r.value(`[...document.querySelectorAll(".quiz button")].filter(b => b.offsetHeight && b.offsetHeight < 44).length`); n != "0" {
		t.Errorf("%s buttons are smaller than a finger", n)
	}
	r.matches(r.press)
	gaps, err := strconv.Atoi(r.value(`document.querySelectorAll(".ask--gap").length`))
	if err != nil || gaps < 3 {
		t.Fatalf("%d gaps are asked for: %v", gaps, err)
	}
	told := `document.querySelector(".quiz [role=status]").textContent`
	for i := range gaps {
		r.value(`document.querySelectorAll(".ask--gap")[` + strconv.Itoa(i) + `].id = "gap` + strconv.Itoa(i) + `"`)
		choice := "[data-right]"
		if i == 1 {
			choice = ":not([data-right])"
		}
		r.press("#gap" + strconv.Itoa(i) + " li" + choice + " button")
		want := r.value(`document.querySelector(".quiz").dataset.` + map[bool]string{true: "wrong", false: "right"}[i == 1])
		if got := r.value(told); !strings.HasPrefix(got, want) || len(got) < len(want)+3 {
			t.Errorf("gap %d: the live region says %q", i, got)
		}
		if r.value(`document.querySelector("#gap`+strconv.Itoa(i)+` details").open`) != "true" {
			t.Errorf("gap %d is not explained", i)
		}
	}
	if r.value(`document.querySelector(".quiz__end").hidden`) != "true" {
		t.Error("it is counted before its end")
	}
	n, err := strconv.Atoi(r.value(`document.querySelectorAll(".ask--order").length`))
	if err != nil || n == 0 {
		t.Fatalf("%d sentences are asked for: %v", n, err)
	}
	for i := range n {
		r.value(`document.querySelectorAll(".ask--order")[` + strconv.Itoa(i) + `].id = "order` + strconv.Itoa(i) + `"`)
		r.orders("#order"+strconv.Itoa(i), r.press)
	}
	r.until(`!document.querySelector(".quiz__end").hidden`)
	all, err := strconv.Atoi(r.value(`document.querySelectorAll(".ask__words li").length + document.querySelectorAll(".ask--gap, .ask--order").length`))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.value(`document.querySelector(".quiz__end strong").textContent`); !strings.Contains(got, strconv.Itoa(all)) || !strings.Contains(got, strconv.Itoa(all-1)) {
		t.Errorf("one of %d was wrong, and the end says %q", all, got)
	}
	r.press(".quiz__end button")
	if got := r.value(`[...document.querySelectorAll(".ask:not([hidden])")].map(a => a.id).join(" ")`); got != "gap1" {
		t.Errorf("asked again is %q", got)
	}
	r.until(`document.activeElement.closest("#gap1")`)
	r.press("#gap1 li[data-right] button")
	r.until(`!document.querySelector(".quiz__end").hidden`)
	r.press(".quiz__end button")
	if got := r.value(`document.querySelectorAll(".ask:not([hidden]), .ask__choice[aria-disabled=true]").length`); got != r.value(`document.querySelectorAll(".ask").length`) {
		t.Errorf("from the start %s are asked", got)
	}
	if r.value(asks) != before {
		t.Error("the quiz asked the server for something")
	}
	if r.value(`document.documentElement.scrollWidth`) != "390" {
		t.Error("the quiz is wider than the phone")
	}
	if f := faults(); len(f) > 0 {
		t.Errorf("the browser says %q", f)
	}
}

func TestLearnerTakesTheQuizByKeyboard(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 1280, 900)
	r.open(lessonsOf(t, site, "/learning-korean")[0])
	r.until(`document.querySelector(".quiz--live")`)
	r.value(`document.querySelector(".quiz button").focus()`)
	strike := func(selector string) { // goes there by the tabulator, and presses it
		t.Helper()
		for range 120 {
			if r.value(`document.activeElement.matches(`+strconv.Quote(selector)+`)`) == "true" {
				r.strikes(input.Enter)
				return
			}
			r.strikes(input.Tab)
		}
		t.Fatalf("the keyboard does not come to %s", selector)
	}
	r.value(`document.querySelector(".ask--gap").id = "gap"`)
	strike("#gap li:not([data-right]) button")
	r.until(`document.querySelector("#gap").dataset.told && document.activeElement.closest("#gap")`)
	if got := r.value(`document.querySelector("#gap .ask__choice--right").parentElement.hasAttribute("data-right") && document.querySelector("#gap .ask__gap").textContent.toLowerCase() === document.querySelector("#gap .ask__choice--right").textContent.toLowerCase()`); got != "true" {
		t.Error("the right word is not shown")
	}
	r.strikes(input.Enter) // once more changes nothing
	r.value(`document.querySelector(".ask--order").id = "order"`)
	places := strings.Fields(r.value(`[...document.querySelectorAll("#order .ask__pieces [data-place]")].map(l => l.dataset.place).sort().reverse().join(" ")`))
	for _, place := range places {
		r.value(`document.querySelector("#order .ask__pieces button").focus()`)
		strike(`#order .ask__pieces [data-place="` + place + `"] button`)
		if r.value(`document.activeElement.closest("#order") !== null`) != "true" {
			t.Fatal("the focus is lost")
		}
	}
	r.until(`document.activeElement.matches("#order .quiz__button")`)
	if said := r.value(`document.querySelector(".quiz [role=status]").textContent`); said != r.value(`[...document.querySelectorAll("#order .ask__line button")].map(b => b.textContent).join(" ")`) {
		t.Errorf("the line is told as %q", said)
	}
	r.strikes(input.Enter)
	r.until(`document.querySelector("#order").classList.contains("ask--wrong") && document.activeElement.matches("#order summary")`)
	if said := r.value(`document.querySelector(".quiz [role=status]").textContent`); !strings.Contains(said, r.value(`document.querySelector("#order .ask__other").textContent`)) {
		t.Errorf("that other orders may be right is not told: %q", said)
	}
}

func TestLessonsLeadFromLevelToLevel(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 390, 844)
	if err := (proto.EmulationSetScriptExecutionDisabled{Value: true}).Call(r); err != nil {
		t.Fatal(err)
	}
	r.open("/learning-korean")
	follows := func(selector string) { // by the browser: nothing of the page runs
		t.Helper()
		wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
		r.value(`document.querySelector(` + strconv.Quote(selector) + `).focus()`)
		r.strikes(input.Enter)
		wait()
	}
	follows(`.levels a[href$="/topik-2"]`)
	if got := r.value(`document.querySelector(".levels [aria-current=page]").getAttribute("href") + document.querySelectorAll(".lessons__one").length`); got != "/learning-korean/lessons/topik-21" {
		t.Errorf("the level is %s", got)
	}
	follows(".lessons__one a")
	here := r.value(`location.pathname`)
	follows(".way a[rel=next]")
	if r.value(`location.pathname`) == here {
		t.Error("the next lesson is this one")
	}
	follows(".way a[rel=prev]")
	if got := r.value(`location.pathname`); got != here {
		t.Errorf("back from the next lesson is %s, not %s", got, here)
	}
	if r.value(`document.querySelector(".ask__answer summary").offsetHeight > 0 && document.querySelectorAll(".quiz button").length === 0`) != "true" {
		t.Error("the quiz needs JavaScript")
	}
}

// voices stands in for the voices of a browser, which the one of these tests has not.
const voices = `(() => {
	const said = [];
	window.said = said;
	class Utterance { constructor(text) { this.text = text; } }
	const synthesis = {
		getVoices: () => [{ lang: "de-DE" }, { lang: "ko-KR" }, { lang: "en-US" }],
		speak(u) { said.push(u); },
		cancel() { const last = said[said.length - 1]; window.cancelled = (window.cancelled || 0) + 1; last?.onerror?.(); },
		addEventListener() {},
	};
	Object.defineProperty(window, "speechSynthesis", { value: synthesis });
	Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
})()`

func TestALessonIsReadAloudSlowly(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 1280, 900)
	if _, err := r.EvalOnNewDocument(voices); err != nil {
		t.Fatal(err)
	}
	r.open(lessonsOf(t, site, "/learning-korean")[0])
	r.press("[data-all]") // translations are not read
	sentences := `[...document.querySelectorAll(".sentence")]`
	lit := `document.querySelectorAll(".sentence--read").length === 1 && ` + sentences + `[said.length - 1].classList.contains("sentence--read")`
	listen := r.value(`document.querySelector("[data-listen]").textContent`)
	r.press("[data-listen]")
	for i := range 3 {
		n := strconv.Itoa(i)
		r.until(`said.length === ` + n + ` + 1 && ` + lit)
		if got := r.value(`[said[` + n + `].rate < 0.9, said[` + n + `].lang, said[` + n + `].voice.lang].join()`); got != "true,ko,ko-KR" {
			t.Errorf("sentence %d is said as %s", i+1, got)
		}
		if got := r.value(`said[` + n + `].text`); strings.ContainsAny(got, "abcdefghijklmnopqrstuvwxyz\u2060") || got == "" {
			t.Errorf("sentence %d is said %q", i+1, got)
		}
		if i < 2 {
			r.value(`said[` + n + `].onend()`)
		}
	}
	r.press("[data-listen]")
	r.until(`document.querySelectorAll(".sentence--read").length === 0 && cancelled > 0`)
	if got := r.value(`document.querySelector("[data-listen]").textContent + said.length`); got != listen+"3" {
		t.Errorf("stopped, it is %s", got)
	}
	// From the beginning again, to the end.
	r.press("[data-listen]")
	r.until(`said.length === 4 && said[3].text === said[0].text`)
	for r.value(`document.querySelector(".sentence--read") !== null`) == "true" {
		n := r.value(`said.length`)
		r.value(`said[said.length - 1].onend()`)
		r.until(`said.length > ` + n + ` || !document.querySelector(".sentence--read")`)
	}
	if got := r.value(`said.length - 3 === ` + sentences + `.length && document.querySelector("[data-listen]").textContent`); got != listen {
		t.Errorf("at the end it is %s", got)
	}
	// Who leaves the page hears no more.
	r.press("[data-listen]")
	r.until(`document.querySelector(".sentence--read")`)
	r.value(`(window.cancelled = 0, window.dispatchEvent(new PageTransitionEvent("pagehide")))`)
	r.until(`cancelled > 0 && !document.querySelector(".sentence--read")`)
}
