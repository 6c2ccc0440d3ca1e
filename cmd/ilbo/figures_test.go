package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/proto"
)

// hurries has the clocks of pages run twenty times as fast: what they tell after
// some seconds is told at once.
func (r *reader) hurries() {
	r.t.Helper()
	if _, err := r.EvalOnNewDocument(`const every = window.setInterval; window.setInterval = (f, ms, ...more) => every(f, ms / 20, ...more)`); err != nil {
		r.t.Fatal(err)
	}
}

// A reader reads a story to its end, meets the meter at the next and subscribes. The
// publisher sees where the meter led, the desk how the story was read, and neither
// who it was.
func TestPublisherSeesWhereTheMeterLed(t *testing.T) {
	t.Parallel()
	var outbox string
	site := newsroomPaper(t, func(dir string, run func(input string, args ...string)) {
		outbox = filepath.Join(dir, outboxName)
		run(chiefsPassword+"\n", "staff", "add", "yuna", "--data", dir, "--name", "Yuna", "--role", "publisher")
		var copyText strings.Builder
		for _, slug := range []string{"free-one", "behind-it"} {
			copyText.WriteString(`{"language":"en","section":"national","headline":"Story of ` + slug + `","access":"metered","published":"2026-11-20T02:40:46Z","body":["The opening, which is short."` +
				strings.Repeat(`,"`+strings.Repeat("More that follows the opening of it. ", 30)+`"`, 12) + `,"The end is here."]}` + "\n")
		}
		file := filepath.Join(t.TempDir(), "copy.ndjson")
		if err := os.WriteFile(file, []byte(copyText.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		run("", "import", "ndjson", file, "--data", dir)
		name := filepath.Join(dir, configName)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(strings.NewReplacer("meter = 'off'", "meter = '1'", "bank = ''", "bank = 'Paper Bank 110-1'").Replace(string(text))), 0o600); err != nil {
			t.Fatal(err)
		}
	})
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	yuna := newReader(t, site, 1280, 900)
	yuna.signsIn("yuna", chiefsPassword)
	yuna.open("/newsroom/circulation/plans")
	yuna.writes("#name-en-0", "Digital")
	yuna.writes("#name-ko-0", "디지털")
	yuna.writes("#say-en-0", "Every story.")
	yuna.writes(`[name="price-KRW"]`, "9900")
	yuna.follow(".sell__form button.firm")
	yuna.until(`document.querySelector(".sell__plan h2")?.textContent === "Digital"`)

	r := newReader(t, site, 1280, 900)
	told := make(chan string, 16)
	go r.EachEvent(func(e *proto.NetworkRequestWillBeSent) {
		if strings.HasSuffix(e.Request.URL, "/reads") {
			told <- e.Request.PostData
		}
	})()
	hears := func(what string) {
		t.Helper()
		select {
		case got := <-told:
			if got != what {
				t.Errorf("the page told %q, want %q", got, what)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("the page did not tell %q", what)
		}
	}
	r.hurries()
	r.open("/national")
	r.follow("main a[href*='free-one']")
	free := r.value(`document.querySelector("[data-story]").dataset.story`)
	hears(free)
	r.value(`(scrollTo({ top: document.body.scrollHeight, behavior: "instant" }), window.ticks = 0, setInterval(() => {
		if (++window.ticks === 34) for (let i = 0; i < 1000; i++) clearInterval(i);
	}, 1000), "")`)
	r.until(`window.ticks === 34`) // half a minute, as the page's clock has it, which stands now
	// It is hidden before it is left: a browser that is busy may end a page that is left before it tells.
	r.value(`(Object.defineProperty(document, "visibilityState", { value: "hidden" }), document.dispatchEvent(new Event("visibilitychange", { bubbles: true })), "")`)
	hears(free + " 4 2")
	r.open("/national")
	r.follow("main a[href*='behind-it']")
	behind, path := r.value(`document.querySelector("[data-story]").dataset.story`), r.value(`location.pathname`)
	hears(behind + " wall")
	r.follow(".wall a[href*='/subscribe']")
	r.follow(".offer a.button")
	r.writes("#email", "minji@example.com")
	r.follow(".account__press")
	r.until(`location.pathname.endsWith("/account/sent")`)
	r.open(lastLetter(t, outbox, map[string]bool{}))
	r.follow(".account__press")
	r.until(`location.pathname === "/account/subscribe/1"`)
	r.follow("form[action$='/subscribe/1'] button")
	r.until(`location.pathname === "/account/subscription"`)
	yuna.open("/newsroom/circulation/invoices")
	yuna.follow(".sell__pay button")
	yuna.until(`!!document.querySelector(".said")`)
	r.open(path)
	r.until(`document.body.textContent.includes("The end is here")`)
	hears(behind)

	judged := func(who *reader, path, until string) {
		t.Helper()
		for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(200 * time.Millisecond) { // counts are stored every few seconds
			if who.open(path); who.value(until) == "true" {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s: this did not become true: %s\n%s", path, until, who.value(`document.querySelector("main").innerText`))
			}
		}
		for _, v := range who.violations(string(script)) {
			t.Errorf("%s: %s", path, v)
		}
	}
	steps := `[...document.querySelectorAll("tbody tr")].map(r => r.innerText.replace(/\s+/g, " ").trim())`
	judged(yuna, "/newsroom/circulation/meter?by=month", steps+`.slice(0, 5).join() === "Last free story 1 0,At the door 1 0,Opened an account 1 0,Ordered 1 0,Subscribed 1 0"`)
	if got := yuna.value(steps + `.slice(-2).join()`); got != "Story of behind-it 0 1 1 1 1 100.0 %,Story of free-one 1 0 0 0 0 –" {
		t.Errorf("which stories sell: %s", got)
	}
	judged(yuna, "/newsroom/circulation", `!!document.querySelector("svg desc")`)
	judged(yuna, "/newsroom/circulation/letters", `true`)
	judged(yuna, "/newsroom/reading?span=month&section=national&language=en", `document.querySelectorAll(".reading__table tbody tr").length === 2 && document.querySelector(".reading__table").innerText.includes("100 %")`)
	judged(yuna, "/newsroom/reading/"+free, `document.querySelector(".tallies dd").textContent === "1" && !!document.querySelector(".chart__line")`)
	for path, want := range map[string]string{
		"/newsroom/reading/stories.csv?span=week": "Story of free-one,1,0,1,1,1,1,1,1,1,0,0,0,0\n",
		"/newsroom/reading/days.csv":              ",2,0,1,1,1,1,1,1,1,0,0,0,0\n",
		"/newsroom/reading/" + free + "/days.csv": ",1,0,1,1,1,1,1,1,1,0,0,0,0\n",
		"/newsroom/circulation/meter.csv":         ",1,1,1,1,1\n",
		"/newsroom/circulation/meter-stories.csv": behind + ",Story of behind-it,0,1,1,1,1\n",
		"/newsroom/circulation/plans.csv":         "1,Digital,1,0,0,0,0,0\n",
		"/newsroom/circulation/letters.csv":       "unsubscribed,opened\n",
	} {
		yuna.value(`(delete window.got, fetch("` + path + `").then(a => a.text()).then(t => window.got = t), "")`)
		yuna.until(`window.got !== undefined`)
		if got := yuna.value(`window.got`); !strings.Contains(got, want) {
			t.Errorf("%s is\n%s\nwant %q in it", path, got, want)
		}
	}
	rahim := newReader(t, site, 390, 844)
	rahim.signsIn("rahim", chiefsPassword)
	judged(rahim, "/newsroom/reading", `document.querySelectorAll(".reading__table tbody tr").length === 2`)
	if wide := rahim.value(`document.documentElement.scrollWidth`); wide != "390" {
		t.Errorf("what is read is %s pixels wide on a phone of 390", wide)
	}
	judged(rahim, "/newsroom/stories/"+free, `document.querySelector(".desk__read")?.textContent === "Readings in thirty days: 1, 100 % got to the end"`)
	asha := newReader(t, site, 1280, 900)
	asha.signsIn("asha", chiefsPassword)
	for who, paths := range map[*reader][]string{asha: {"/newsroom/reading", "/newsroom/reading/" + free, "/newsroom/reading/stories.csv", "/newsroom/circulation/meter"}, rahim: {"/newsroom/circulation/meter", "/newsroom/circulation/letters.csv"}} {
		for _, path := range paths {
			who.value(`(delete window.got, fetch("` + path + `").then(a => window.got = a.status), "")`)
			who.until(`window.got !== undefined`)
			if got := who.value(`window.got`); got != fmt.Sprint(http.StatusForbidden) {
				t.Errorf("%s answers %s to somebody whom it is not for", path, got)
			}
		}
	}
	asha.hurries() // who has been in the newsroom is not counted
	asha.open(path)
	asha.value(`(window.ticks = 0, navigator.sendBeacon = () => window.told = true, setInterval(() => window.ticks++, 1000), "")`)
	asha.until(`window.ticks > 8`)
	if asha.value(`window.told`) != "undefined" {
		t.Error("a page told that somebody of the newsroom read it")
	}
}
