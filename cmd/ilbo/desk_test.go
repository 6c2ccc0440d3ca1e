package main

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/proto"
)

// begins begins a story and opens it.
func (r *reader) begins(headline string) (address string) {
	r.t.Helper()
	r.open("/newsroom/account")
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	r.value(`(() => { const f = document.createElement("form"); f.method = "post"; f.action = "/newsroom/stories/new";
		for (const [name, value] of [["section", "national"], ["language", "en"], ["headline", ` + fmt.Sprintf("%q", headline) + `]]) { const i = document.createElement("input"); i.name = name; i.value = value; f.append(i); }
		document.body.append(f); f.submit(); })()`)
	wait()
	r.canWrite()
	return r.value(`location.pathname`)
}

// canWrite waits until the page lets its reader write.
func (r *reader) canWrite() {
	r.t.Helper()
	r.until(`document.querySelector(".ProseMirror")?.isContentEditable && !document.querySelector("#headline").disabled`)
}

// copies types a paragraph at the end of the copy.
func (r *reader) copies(text string) {
	r.t.Helper()
	r.value(`(() => { const e = document.querySelector(".ProseMirror"); e.focus(); const s = getSelection(); s.selectAllChildren(e); s.collapseToEnd(); })()`)
	if err := r.InsertText(text); err != nil {
		r.t.Fatal(err)
	}
}

// isSaved waits until the newsroom has all that was written.
func (r *reader) isSaved() {
	r.t.Helper()
	r.until(`document.querySelector("[data-part=save]").dataset.state === "saved" && document.querySelector("[data-part=save]").textContent.includes("Saved")`)
}

// acts presses a button of “What next”, filling in what it asks for.
func (r *reader) acts(verb string, fields ...string) {
	r.t.Helper()
	form := `form[action$="/acts/` + verb + `"]`
	if len(fields) > 0 {
		form += `:has([name="` + fields[0] + `"])`
	}
	r.value(`(() => { const d = document.querySelector('` + form + `').closest("details"); if (d) d.open = true; })()`)
	for i := 0; i+1 < len(fields); i += 2 {
		r.value(fmt.Sprintf(`document.querySelector(%q).value = %q`, form+` [name="`+fields[i]+`"]`, fields[i+1]))
	}
	r.follow(form + " button")
	r.until(`document.querySelector(".said, .wrong:not([hidden])")`)
}

// files chooses a file, as the dialog of a browser does.
func (r *reader) files(selector, name string) {
	r.t.Helper()
	e, err := r.Element(selector)
	if err == nil {
		err = e.SetFiles([]string{name})
	}
	if err != nil {
		r.t.Fatalf("choose %s at %s: %v", name, selector, err)
	}
}

// testPicture writes a picture that no other test has.
func testPicture(t *testing.T, width, height int, seed uint8) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetRGBA(x, y, color.RGBA{uint8(x * 255 / width), uint8(y * 255 / height), seed * 60, 255})
		}
	}
	name := filepath.Join(t.TempDir(), "picture.jpg")
	f, err := os.Create(name)
	if err == nil {
		err = errors.Join(jpeg.Encode(f, m, nil), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func (r *reader) state() string { return r.value(`document.querySelector(".state").textContent`) }

func TestAStoryGoesFromAReporterToThePage(t *testing.T) {
	t.Parallel()
	base := newsroomSite(t)
	asha, rahim := newReader(t, base, 1280, 900), newReader(t, base, 1280, 720)
	asha.signsIn("asha", chiefsPassword)
	rahim.signsIn("rahim", chiefsPassword)
	address := asha.begins("Bridge")
	asha.writes("#headline", "Bridge opens")
	asha.copies("It did so on Tuesday.")
	asha.isSaved()

	// Two pictures: one leads, one stands in the copy. Neither is printed before
	// somebody has said what it shows.
	lead, inCopy := testPicture(t, 900, 600, 1), testPicture(t, 600, 800, 2)
	asha.files(`[data-part=lead] input[type=file]`, lead)
	asha.until(`document.querySelector("[data-part=lead] img")?.naturalWidth > 0`)
	asha.writes("#lead-caption", "The bridge on Tuesday")
	asha.writes("#lead-alt", "A footbridge with people on it")
	choose, err := asha.HandleFileDialog()
	if err != nil {
		t.Fatal(err)
	}
	asha.press(`.body [role=toolbar] button[aria-label^="New picture"]`)
	if err := choose([]string{inCopy}); err != nil {
		t.Fatal(err)
	}
	asha.until(`document.querySelector(".ProseMirror img")?.naturalWidth > 0`)
	asha.isSaved()
	if got := asha.value(`document.querySelector(".desk__title").textContent`); got != "Bridge opens" {
		t.Errorf("the page calls it %q", got)
	}
	asha.acts("hand-over")
	if got := asha.state(); got != "Filed" {
		t.Fatalf("it is %s", got)
	}

	// The editor mends it, and sends it back with a reason.
	rahim.open(address)
	rahim.canWrite()
	rahim.copies(" Who says so?")
	rahim.isSaved()
	rahim.acts("hand-over", "reason", "Name the council.")
	asha.open(address)
	asha.until(`document.querySelector(".past").textContent.includes("Name the council.")`)
	asha.canWrite()
	asha.copies(" The council of Busan does.")
	asha.isSaved()
	asha.acts("hand-over")

	// What was typed and not yet sent goes before the story does.
	rahim.open(address)
	rahim.canWrite()
	rahim.writes("#deck", "At last")
	rahim.acts("publish", "version", rahim.value(`document.querySelector("[data-part=version]").textContent`))
	rahim.until(`document.querySelector(".wrong:not([hidden])").textContent.includes("lacks a caption and an alternative text")`)
	rahim.canWrite()
	for _, slip := range []struct{ name, text string }{{"caption", "Two boats below the bridge"}, {"alt", "Two boats on a brown river"}} {
		rahim.value(`(() => { document.querySelector(".ProseMirror").focus(); getSelection().collapse(document.querySelector(".plate .slip--` + slip.name + `"), 0); })()`)
		if err := rahim.InsertText(slip.text); err != nil {
			t.Fatal(err)
		}
	}
	rahim.until(`document.querySelector(".plate__lacks").hidden`)
	rahim.isSaved()
	rahim.acts("publish", "version", rahim.value(`document.querySelector("[data-part=version]").textContent`))
	if got := rahim.state(); got != "Published" {
		t.Fatalf("it is %s", got)
	}
	public := rahim.value(`document.querySelector(".desk__links a").getAttribute("href")`)
	rahim.open(public)
	rahim.until(`document.querySelector("h1").textContent === "Bridge opens" && document.body.textContent.includes("The council of Busan does.") && document.body.textContent.includes("At last")`)

	// Corrected, and then withdrawn.
	rahim.open(address)
	rahim.acts("correct", "kind", "clarification", "text", "It is a footbridge.")
	rahim.open(public)
	rahim.until(`document.body.textContent.includes("It is a footbridge.")`)
	rahim.open("/corrections")
	rahim.until(`document.body.textContent.includes("It is a footbridge.")`)
	rahim.open(address)
	rahim.acts("kill", "reason", "wrong bridge", "notice", "This story was wrong.")
	rahim.open(public)
	rahim.until(`document.body.textContent.includes("This story was wrong.") && !document.body.textContent.includes("council of Busan")`)
	rahim.open(address + "/history")
	rahim.until(`document.querySelectorAll(".versions__list li").length >= 5`)
}

func TestTwoPeopleInOneStoryOneOffline(t *testing.T) {
	t.Parallel()
	base := newsroomSite(t)
	asha, rahim := newReader(t, base, 1280, 900), newReader(t, base, 1280, 900)
	asha.signsIn("asha", chiefsPassword)
	rahim.signsIn("rahim", chiefsPassword)
	address := asha.begins("Bridge")
	asha.copies("One.")
	asha.isSaved()
	rahim.open(address)
	rahim.until(`document.querySelector("[data-part=here]").textContent.includes("Asha is writing")`)
	rahim.until(`document.querySelector("#headline").disabled`)

	// Asha's line goes down; she writes on, and her browser keeps it.
	if err := (proto.NetworkEnable{}).Call(asha); err != nil {
		t.Fatal(err)
	}
	offline := func(is bool) {
		t.Helper()
		if err := (proto.NetworkEmulateNetworkConditions{Offline: is, Latency: 0, DownloadThroughput: -1, UploadThroughput: -1}).Call(asha); err != nil {
			t.Fatal(err)
		}
	}
	offline(true)
	asha.copies(" Two, written offline.")
	asha.until(`document.querySelector("[data-part=save]").dataset.state === "offline"`)

	// Rahim takes over meanwhile.
	rahim.value(`window.confirm = () => true`)
	rahim.press(`[data-part=here] button`)
	rahim.canWrite()
	rahim.writes("#headline", "Bridge, by Rahim")
	rahim.copies(" Two, by Rahim.")
	rahim.isSaved()

	// Back again, her text is kept beside his, and the two are put together.
	offline(false)
	asha.until(`document.querySelector("[data-part=alarm] a")`)
	asha.follow("[data-part=alarm] a")
	asha.until(`document.querySelector(".merge__choice--conflict") && document.body.textContent.includes("written offline") && document.body.textContent.includes("by Rahim")`)
	asha.follow(".merge .firm") // who still holds the lock is told so by the page, and lets go first
	if asha.value(`location.pathname`) != address {
		rahim.open("/newsroom/account")
		asha.open(address)
		asha.follow(".wrong a")
		asha.follow(".merge .firm")
	}
	asha.until(`location.pathname === "` + address + `"`)
	asha.until(`document.querySelector(".ProseMirror").textContent.includes("written offline") && document.querySelector(".ProseMirror").textContent.includes("Two, by Rahim.")`)
	asha.until(`document.querySelector("#headline").value === "Bridge, by Rahim" && !document.querySelector(".wrong:not([hidden]) a")`)
}

func TestAKilledWindowLosesNoMoreThanTwoSeconds(t *testing.T) {
	t.Parallel()
	base := newsroomSite(t)
	asha := newReader(t, base, 1280, 900)
	asha.signsIn("asha", chiefsPassword)
	address := asha.begins("Bridge")
	// The newsroom does not answer while she writes, and then the window is gone.
	if err := (proto.NetworkEnable{}).Call(asha); err != nil {
		t.Fatal(err)
	}
	if err := (proto.NetworkSetBlockedURLs{Urls: []string{"*/versions"}}).Call(asha); err != nil {
		t.Fatal(err)
	}
	asha.copies("Words that only this browser has.")
	asha.until(`document.querySelector("[data-part=save]").dataset.state === "offline"`)
	time.Sleep(time.Second)
	again, err := asha.Browser().Page(proto.TargetCreateTarget{URL: "about:blank"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (proto.TargetCloseTarget{TargetID: asha.TargetID}).Call(asha.Browser()); err != nil { // asks nobody
		t.Fatal(err)
	}
	next := &reader{Page: again, t: t, base: base}
	next.open(address)
	next.until(`document.querySelector(".ProseMirror")?.textContent.includes("Words that only this browser has.")`)
	next.open(address + "/history")
	next.until(`document.body.textContent.includes("Words that only this browser has.")`)
}

func TestAStoryIsScheduledAndTakenBack(t *testing.T) {
	t.Parallel()
	base := newsroomSite(t)
	rahim := newReader(t, base, 820, 1180)
	rahim.signsIn("rahim", chiefsPassword)
	address := rahim.begins("Budget passes")
	rahim.copies("It did.")
	rahim.isSaved()
	rahim.acts("publish", "at", time.Now().AddDate(0, 0, 2).Format("2006-01-02T15:04"))
	if got := rahim.state(); got != "Scheduled" {
		t.Fatalf("it is %s", got)
	}
	rahim.acts("recall", "reason", "not yet")
	if got := rahim.state(); got != "Ready" {
		t.Fatalf("it is %s", got)
	}
	rahim.acts("hold", "reason", "lawyers")
	if got := rahim.value(`document.querySelector(".desk__standing").textContent`); !strings.Contains(got, "Held") || !strings.Contains(got, "lawyers") {
		t.Errorf("it says %s", got)
	}
	rahim.open(address + "/preview?as=desktop")
	rahim.until(`document.querySelector("iframe").contentDocument?.querySelector("h1")?.textContent === "Budget passes"`)
	rahim.open(address + "/preview?as=card")
	rahim.until(`document.querySelector(".card img").naturalWidth === 1200`)
}

// The newsroom stops answering while somebody writes, and comes back: what was
// written in between arrives without a reload, a press of a key, or the browser
// saying that it has a line again.
func TestANewsroomThatComesBackGetsWhatWasWritten(t *testing.T) {
	t.Parallel()
	asha := newReader(t, newsroomSite(t), 1280, 900)
	asha.signsIn("asha", chiefsPassword)
	asha.begins("Bridge")
	if err := (proto.NetworkEnable{}).Call(asha); err != nil {
		t.Fatal(err)
	}
	away := func(urls ...string) {
		t.Helper()
		if err := (proto.NetworkSetBlockedURLs{Urls: urls}).Call(asha); err != nil {
			t.Fatal(err)
		}
	}
	away("*/versions")
	asha.copies("One.")
	asha.until(`document.querySelector("[data-part=save]").dataset.state === "offline"`)
	asha.copies(" Two, while it is away.")
	away("*/nothing-is-here")
	asha.isSaved()
	if got := asha.value(`document.querySelector("[data-part=version]").textContent`); got == "1" {
		t.Error("it says that it is saved, and the newsroom has the first version alone")
	}
}
