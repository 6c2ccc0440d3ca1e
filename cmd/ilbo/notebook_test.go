package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// taps touches the first element of a selector, as a finger does.
func (r *reader) taps(selector string) {
	r.t.Helper()
	e, err := r.Element(selector)
	if err == nil {
		err = e.Tap()
	}
	if err != nil {
		r.t.Fatalf("tap %s: %v", selector, err)
	}
}

// cuts has requests of addresses fail, as where there is no connection; none: they go on.
func (r *reader) cuts(addresses ...string) {
	r.t.Helper()
	if err := (proto.NetworkEnable{}).Call(r); err != nil {
		r.t.Fatal(err)
	}
	if err := (proto.NetworkSetBlockedURLs{Urls: append([]string{}, addresses...)}).Call(r); err != nil {
		r.t.Fatal(err)
	}
}

// joinsReaders signs somebody in at the readers' door of the sample newspaper.
func (r *reader) joinsReaders(email string) {
	r.t.Helper()
	outbox := filepath.Join(sharedDemo.dir, outboxName)
	others := map[string]bool{}
	r.open("/account")
	r.writes("#email", email)
	r.follow(".account__press")
	r.until(`location.pathname === "/account/sent"`)
	for {
		link := lastLetter(r.t, outbox, others)
		r.open(link)
		if r.value(`document.querySelector(".account").textContent.includes(`+strconv.Quote(email)+`)`) == "true" {
			break
		}
	}
	r.follow(".account__press")
	r.until(`location.pathname === "/account"`)
}

const (
	keptButtons = `[...document.querySelectorAll("%s .keep__press")].every(b => b.ariaPressed === "true")`
	cardAsks    = `document.querySelector(".card__word")?.textContent`
)

func keptIn(selector string) string { return strings.Replace(keptButtons, "%s", selector, 1) }

// TestAWordIsKeptReviewedAndTakenAlong goes with a learner from a gloss to their own words,
// first without an account, on a phone, and then with one, by keyboard.
func TestAWordIsKeptReviewedAndTakenAlong(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	path := lessonsOf(t, site, "/weekly")[0]
	shots := os.Getenv("ILBO_WORDS_SHOTS")
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t, site, 390, 844)
	if err := protoBypassCSP(r); err != nil {
		t.Fatal(err)
	}
	faults := r.faults()
	judged := func(name string) {
		t.Helper()
		if shots != "" {
			r.shoot(shots, name)
		}
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s: %s", name, v)
		}
		if got := r.value(`document.documentElement.scrollWidth <= innerWidth`); got != "true" {
			t.Errorf("%s is wider than its window", name)
		}
	}

	r.open("/ko/words")
	r.until(`!document.querySelector("[data-none]").hidden`)
	judged("words-none-korean")
	r.open(path)
	r.taps("#at2")
	r.until(cardShown)
	r.until(`document.querySelector(".gloss-card .keep__press").ariaPressed === "false"`)
	r.taps(".gloss-card .keep__press")
	r.until(keptIn(".gloss-card") + " && " + keptIn("#w2"))
	if shots != "" {
		r.shoot(shots, "words-keep-card")
	}
	r.press(".gloss-card__close")
	r.taps("#w1 .keep__press")
	r.until(keptIn("#w1"))
	r.taps("#w3 .keep__press")
	r.until(keptIn("#w3"))
	r.taps("#w3 .keep__press")
	r.until(`document.querySelector("#w3 .keep__press").ariaPressed === "false"`)
	r.open(path)
	r.until(keptIn("#w2") + " && " + keptIn("#w1") + ` && document.querySelector("#w3 .keep__press").ariaPressed === "false"`)
	second := r.value(`document.querySelector("#w2 .word__word").textContent`)
	meaning, sentence := r.value(`document.querySelector("#m2").textContent`), r.value(`document.querySelector("#w2 [name=sentence]").value`)

	r.open("/words")
	r.until(`document.querySelectorAll(".kept").length === 2`)
	if got := r.value(`document.querySelector("[data-due-say]").textContent`); got != "2 are due" {
		t.Errorf("the browser says %q", got)
	}
	judged("words-stranger-phone")
	r.value(`document.querySelector("#q").focus()`)
	if err := r.InsertText(meaning); err != nil {
		t.Fatal(err)
	}
	r.until(`document.querySelectorAll(".kept").length === 1 && document.querySelector("[data-found-say]").textContent.includes("1 word found")`)
	anki, csv := r.file("anki"), r.file("csv")
	if !strings.HasPrefix(anki, "#separator:tab\n") || !strings.HasPrefix(csv, "Language,Headword,") {
		t.Errorf("the files are %.80q and %.80q", anki, csv)
	}

	r.cuts("*/words/next")
	r.open("/words/review")
	r.until(cardAsks + ` === ` + strconv.Quote(second))
	if got := r.value(`document.querySelector(".card__sentence").textContent`); got != sentence {
		t.Errorf("the sentence is %q, want %q", got, sentence)
	}
	r.taps(".card__answer summary")
	r.taps("[data-grade='4']")
	r.until(`!document.querySelector("[data-wrong]").hidden && ` + cardAsks + ` === ` + strconv.Quote(second))
	if shots != "" {
		r.shoot(shots, "words-review-failed")
	}
	r.cuts()
	r.open("/words/review")
	r.taps(".card__answer summary")
	r.until(`document.querySelector("[data-grade='1'] [data-in]").textContent === "1 min"`)
	judged("words-review-phone")
	r.taps("[data-grade='4']")
	r.until(cardAsks + ` !== ` + strconv.Quote(second))
	r.taps("[data-undo] button")
	r.until(cardAsks + ` === ` + strconv.Quote(second))
	for range 2 {
		word := r.value(cardAsks)
		r.taps(".card__answer summary")
		r.taps("[data-grade='4']")
		r.until(cardAsks + ` !== ` + strconv.Quote(word))
	}
	r.until(`document.querySelector(".card__done") && [...document.querySelectorAll(".ahead td")].reduce((n, d) => n + Number(d.textContent), 0) === 2`)
	judged("words-done-phone")

	r.resize(1280, 900)
	r.joinsReaders("learner@example.com")
	r.open("/words")
	r.until(`!document.querySelector("[data-bringing]").hidden`)
	judged("words-bring")
	r.press("[data-bring-go]")
	r.until(`document.querySelectorAll(".kept").length === 2 && document.querySelector("[data-bringing]").hidden`)
	if got := r.value(`JSON.parse(localStorage.getItem("ilbo-words")).words.length`); got != "0" {
		t.Errorf("%s words are left in the browser", got)
	}
	for name, before := range map[string]string{"words.txt": anki, "words.csv": csv} {
		if after := r.awaited(`fetch("/words/` + name + `").then(r => r.text())`); after != before {
			t.Errorf("%s of the account is %q, of the browser %q", name, after, before)
		}
	}
	r.open(path)
	r.until(keptIn("#w1") + " && " + keptIn("#w2"))
	r.press("#w4 .keep__press")
	r.until(keptIn("#w4"))
	fourth := r.value(`document.querySelector("#w4 .word__word").textContent`)
	r.open("/words/review")
	r.until(cardAsks + ` === ` + strconv.Quote(fourth) + ` && document.activeElement.matches(".card__word")`)
	judged("words-review")
	r.strikes(input.Space)
	r.until(`document.querySelector(".card__answer").open && document.activeElement.matches(".card__meaning")`)
	judged("words-review-answer")
	r.cuts("*/words/grade")
	r.strikes('3')
	r.until(`!document.querySelector("[data-wrong]").hidden && ` + cardAsks + ` === ` + strconv.Quote(fourth))
	r.cuts()
	r.strikes('4')
	r.until(`document.activeElement.matches(".card__done")`)
	r.strikes('u')
	r.until(cardAsks + ` === ` + strconv.Quote(fourth) + ` && document.activeElement.matches(".card__word")`)
	r.strikes(input.Space, '4')
	r.until(`document.activeElement.matches(".card__done")`)
	judged("words-done")
	r.value(`localStorage.setItem("ilbo", '{"theme":"dark"}')`)
	r.open("/ko/words")
	judged("words-dark-korean")
	r.resize(390, 844)
	r.open("/ko/words/review")
	judged("words-done-dark-korean-phone")
	r.open("/words")
	judged("words-dark-phone")
	if got := r.awaited(`caches.match("/words", { ignoreSearch: true })`); got != "undefined" {
		t.Error("the service worker keeps a page that is one reader's")
	}
	for _, f := range faults() {
		if !strings.Contains(f, "BLOCKED") {
			t.Errorf("the browser says %q", f)
		}
	}
}

// file is the text of a file that the page makes of the browser's words.
func (r *reader) file(kind string) string {
	r.t.Helper()
	r.value(`(() => { URL.createObjectURL = (b) => { window.made = b; return "#"; }; document.addEventListener("click", (e) => e.target.closest("[data-file]") && e.preventDefault()); })()`)
	r.press("[data-file=" + kind + "]")
	return r.awaited("made.text()")
}

// TestWordsOfADamagedBrowserHurtNobody has all that may stand in a browser's storage, and
// storages that keep nothing.
func TestWordsOfADamagedBrowserHurtNobody(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	path := lessonsOf(t, site, "/learning-korean")[0]
	r := newReader(t, site, 1280, 900)
	faults := r.faults()
	const script = `<img src=x onerror='window.hacked=1'>`
	sound := `{"learned":"ko","explained":"en","headword":"` + script + `","meaning":"` + script + `","said":"` + script + `","note":"` + script + `","example":"` + script + `","example_meaning":"` + script + `","sentence":"` + script + `","words":"` + script + `","path":"javascript:window.hacked=1","headline":"` + script + `","speech":"` + script + `"}`
	for kept, n := range map[string]string{
		`{`: "0", `null`: "0", `[]`: "0", `7`: "0", `{"v":1,"words":"x"}`: "0", `{"v":1,"words":[null,7,"x",[],{}]}`: "0", `{"v":9,"words":[]}`: "0",
		`{"v":1,"words":[` + sound + `,` + sound + `,{"headword":5}]}`:                                                                        "1",
		`{"v":1,"words":[{"learned":"en","explained":"ko","headword":"a","meaning":"b","kept":7,"recall":{"due":"x","days":"y"},"undo":[]}]}`: "1",
	} {
		r.open("/words")
		r.value(`localStorage.setItem("ilbo-words", ` + strconv.Quote(kept) + `)`)
		for _, page := range []string{"/words", "/words/review", path} {
			r.open(page)
			r.until(`document.querySelector(".keep__press")?.ariaPressed || document.querySelector(".notebook:not([hidden]), .review:not([hidden])")`)
			if page == "/words" {
				r.until(`document.querySelectorAll(".kept").length === ` + n)
			}
			if got := r.value(`String(window.hacked) + document.querySelectorAll("a[href^='javascript']").length`); got != "undefined0" {
				t.Errorf("%s with %.60s: %s", page, kept, got)
			}
		}
		r.press("#w1 .keep__press")
		if strings.Contains(kept, `"v":9`) {
			r.until(`document.querySelector("#w1 .keep__said").textContent.includes("keeps nothing")`)
			if got := r.value(`localStorage.getItem("ilbo-words")`); got != kept {
				t.Errorf("what a later program kept became %s", got)
			}
		} else {
			r.until(keptIn("#w1"))
		}
	}
	r.value(`localStorage.removeItem("ilbo-words")`)
	for what, refuses := range map[string]string{
		"keeps nothing": `Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new DOMException("no", "SecurityError"); }`,
		"is no room":    `const set = Storage.prototype.setItem; Storage.prototype.setItem = function (k, v) { if (v.length > 99) throw new DOMException("full", "QuotaExceededError"); set.call(this, k, v); }`,
	} {
		off, err := r.EvalOnNewDocument(refuses)
		if err != nil {
			t.Fatal(err)
		}
		r.open(path)
		r.until(`document.querySelector("#w1 .keep__press").ariaPressed === "false"`)
		r.press("#w1 .keep__press")
		r.until(`document.querySelector("#w1 .keep__said").textContent.includes(` + strconv.Quote(what) + `)`)
		if got := r.value(`document.querySelector("#w1 .keep__press").ariaPressed`); got != "false" {
			t.Errorf("a storage that %s keeps the word", what)
		}
		if err := off(); err != nil {
			t.Fatal(err)
		}
	}
	if f := faults(); len(f) > 0 {
		t.Errorf("the browser says %q", f)
	}
}
