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

// joins lets somebody into the newsroom by a link, as the chief editor does, and
// gives them a browser in which they are signed in.
func (r *reader) joins(login, name, role string, width int) *reader {
	r.t.Helper()
	r.open("/newsroom/staff")
	r.writes("#name", name)
	r.writes(".part:last-of-type input#login", login)
	r.value(`document.querySelector("#role").value = "` + role + `"`)
	r.follow(".part:last-of-type .firm")
	link := r.value(`document.querySelector("#link").value`)
	guest := newReader(r.t, r.base, width, 900)
	guest.open(strings.TrimPrefix(link, r.base))
	guest.writes("#password", "a long enough one")
	guest.follow(".firm")
	return guest
}

// plans plans something for a day by the form.
func (r *reader) plans(title string, due time.Time, change string) {
	r.t.Helper()
	r.open("/newsroom/lineup/new")
	r.writes("#title", title)
	r.value(`(document.querySelector("#due").value = "` + due.Format("2006-01-02T15:04") + `", document.querySelector("#section").value = "national/politics", document.querySelector("#length").value = "800",` + change + `, 1)`)
	r.follow(".brief__form .firm")
	r.until(`document.querySelector(".said")`)
}

// seoul is where the paper of these tests is.
var seoul = time.FixedZone("KST", 9*60*60)

// looks keeps what the page looks like where somebody wants to look at it.
func (r *reader) looks(name string) {
	r.t.Helper()
	dir := os.Getenv("ILBO_LINEUP_PICTURES")
	if dir == "" {
		return
	}
	shot, err := r.Screenshot(true, nil)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), shot, 0o644)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

// An editor assigns; the reporter sees it and is told, and begins the story; they
// talk about a passage, and somebody else settles it.
func TestEditorAssignsAndReporterBeginsTheStory(t *testing.T) {
	t.Parallel()
	chief := newReader(t, newsroomSite(t), 1280, 720)
	chief.signsIn("rahim", chiefsPassword)
	han := chief.joins("han", "Han Ji-woo", "reporter", 1280)
	mina := chief.joins("mina", "이미나", "copy-editor", 820)
	han.open("/newsroom/lineup?show=day")
	today := time.Now().In(seoul)
	due := time.Date(today.Year(), today.Month(), today.Day(), 23, 59, 0, 0, seoul)
	chief.plans("Bridge opens", due, `document.querySelector("[name=who][value=han]").click()`)

	// The reporter's open page shows it, and the bar counts, without being asked anew.
	han.until(`document.querySelector(".card__title")?.textContent.includes("Bridge opens")`)
	han.until(`document.querySelector(".bar__count").textContent === "1" && document.querySelector(".bar__bell [role=status]").textContent === "Unread notifications: 1"`)
	han.looks("lineup-day")
	han.follow(".bar__bell a")
	han.until(`document.querySelector(".told__say").textContent.includes("Rahim assigned this to you")`)
	han.looks("notifications")
	han.follow(".told__open")
	han.until(`document.querySelector("h1").textContent === "Bridge opens" && document.querySelector(".bar__count").hidden`)
	han.looks("assignment")
	han.follow(`form[action$="/begin"] button`)
	story := han.value(`location.pathname`)
	if !strings.HasPrefix(story, "/newsroom/stories/") {
		t.Fatalf("the story is at %s", story)
	}
	han.open(story + "/notes")
	chief.open(story + "/notes")
	mina.open(story + "/notes")

	// A name is completed by keyboard.
	box := `.notes__new textarea`
	chief.press(box)
	chief.typesText("Is it nine people? @mi")
	chief.until(`document.querySelector(".mention:not([hidden]) [aria-selected=true]")?.textContent.includes("이미나") && document.querySelector("` + box + `").getAttribute("aria-activedescendant")`)
	chief.looks("notes-mention")
	if err := chief.Keyboard.Press(input.Enter); err != nil {
		t.Fatal(err)
	}
	chief.until(`document.querySelector("` + box + `").value === "Is it nine people? @mina "`)
	chief.press(".notes__new .firm")
	chief.until(`document.querySelector("` + box + `").value === ""`)

	mina.until(`document.querySelector(".notes__text")?.textContent.includes("nine people") && document.querySelector(".bar__count").textContent === "1"`)
	mina.press(".notes__acts summary")
	mina.press(".notes__acts textarea")
	mina.typesText("Eight.")
	mina.press(".notes__acts details button")
	chief.until(`document.querySelector(".notes__answers .notes__text")?.textContent === "Eight."`)
	han.until(`document.querySelector(".notes__answers")`)
	han.looks("notes")
	mina.press(`form[action$="/resolve"] button`)
	chief.until(`document.querySelector(".notes__settled summary")?.textContent.includes("1") && document.querySelector(".bar__count").textContent === "2"`)
	han.open("/newsroom/lineup")
	han.until(`document.querySelector(".card--work")`)
}

// typesText types into what has the focus.
func (r *reader) typesText(text string) {
	r.t.Helper()
	if err := r.InsertText(text); err != nil {
		r.t.Fatal(err)
	}
}

// A card is moved to another day with the mouse, by keyboard and by form, and to
// another person.
func TestEditorMovesCards(t *testing.T) {
	t.Parallel()
	r := newReader(t, newsroomSite(t), 1280, 720)
	r.signsIn("rahim", chiefsPassword)
	r.joins("han", "Han Ji-woo", "reporter", 820)
	monday := time.Date(2026, 12, 7, 18, 0, 0, 0, seoul)
	r.plans("Bridge", monday, `document.querySelector("[name=who][value=han]").click()`)
	week := "/newsroom/lineup?day=2026-12-07"
	on := func(day string) string {
		return `document.querySelector("[data-place][data-date='` + day + `'] .card")`
	}
	r.open(week)
	r.until(on("2026-12-07") + ` && !document.querySelector(".card__handle").hidden`)

	card, err := r.Element(".card__who")
	if err != nil {
		t.Fatal(err)
	}
	from, err := card.Shape()
	if err != nil {
		t.Fatal(err)
	}
	wednesday, err := r.MustElement("[data-date='2026-12-09']").Shape()
	if err != nil {
		t.Fatal(err)
	}
	for _, do := range []func() error{
		func() error { return r.Mouse.MoveTo(*from.OnePointInside()) },
		func() error { return r.Mouse.Down(proto.InputMouseButtonLeft, 1) },
		func() error { return r.Mouse.MoveLinear(*wednesday.OnePointInside(), 8) },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	r.until(`document.querySelector(".card--ghost") && document.querySelector(".place--over").dataset.date === "2026-12-09"`)
	r.looks("lineup-drag")
	if err := r.Mouse.Up(proto.InputMouseButtonLeft, 1); err != nil {
		t.Fatal(err)
	}
	r.until(on("2026-12-09"))
	if got := r.value(`document.querySelector(".card time").textContent`); got != "18:00" {
		t.Errorf("due at %s after the move", got)
	}

	r.value(`document.querySelector(".card__handle").focus()`)
	keys := func(list ...input.Key) {
		t.Helper()
		for _, k := range list {
			if err := r.Keyboard.Press(k); err != nil {
				t.Fatal(err)
			}
		}
	}
	keys(input.Enter, input.ArrowRight, input.ArrowRight)
	r.until(`document.querySelector("[data-say]").textContent.includes("11 Dec")`)
	keys(input.Enter)
	r.until(on("2026-12-11") + ` && document.activeElement.classList.contains("card__handle")`)
	keys(input.Enter, input.ArrowLeft, input.Escape)
	r.until(`document.querySelector("[data-say]").textContent.includes("stays")`)

	r.open(week + "&by=person")
	r.until(`!document.querySelector(".card__handle").hidden`)
	r.value(`document.querySelector("[data-login=han] .card__handle").focus()`)
	keys(input.Enter, input.ArrowDown)
	r.until(`document.querySelector("[data-say]").textContent.includes("Rahim")`)
	keys(input.Enter)
	r.until(`document.querySelector("[data-place][data-login=rahim][data-date='2026-12-11'] .card") && !document.querySelector("[data-place][data-login=han] .card")`)
	r.looks("lineup-people")

	r.follow(".card__title a")
	r.press(".brief details summary")
	r.value(`document.querySelector("#move-day").value = "2026-12-12"`)
	r.follow(".brief__move button")
	r.until(`document.querySelector(".facts").textContent.includes("2026-12-12")`)
}

func TestAxeFindsNoViolationInTheLineup(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	base := newsroomSite(t)
	chief := newReader(t, base, 1280, 720)
	chief.signsIn("rahim", chiefsPassword)
	chief.joins("han", "Han Ji-woo", "reporter", 1280)
	now := time.Now().In(seoul)
	for i, title := range []string{"Bridge opens after nine years", "Seoul budget: what the city council left out this time", "다리 기공식"} {
		chief.plans(title, now.Add(time.Duration(i*20-10)*time.Hour), `document.querySelector("[name=who][value=`+[]string{"han", "rahim", "han"}[i]+`]").click(), document.querySelector("#picture").value = "photographer"`)
	}
	chief.plans("Nobody has this", now.Add(2*time.Hour), `document.querySelector("#language").value = "ko"`)
	chief.open("/newsroom/lineup?show=list")
	first := chief.value(`document.querySelector(".card__title a").pathname`)
	chief.open(first)
	chief.follow(`form[action$="/begin"] button`)
	notes := chief.value(`location.pathname`) + "/notes"
	chief.open(notes)
	chief.press(".notes__new textarea")
	chief.typesText("Which bridge? @han")
	chief.press(".notes__new .firm")
	chief.until(`document.querySelector(".notes__note")`)
	chief.open("/newsroom/notifications")
	for _, look := range []struct {
		name     string
		scheme   string
		width    int
		language string
	}{{"light", "light", 1280, "en"}, {"dark", "dark", 1280, "en"}, {"tablet", "light", 820, "en"}, {"korean", "light", 1280, "ko"}, {"korean-dark", "dark", 820, "ko"}} {
		r := newReader(t, base, look.width, 720)
		if err := protoBypassCSP(r); err != nil {
			t.Fatal(err)
		}
		if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}}).Call(r); err != nil {
			t.Fatal(err)
		}
		r.signsIn("rahim", chiefsPassword)
		r.open("/newsroom/account")
		r.follow(`.choice button[value=` + look.language + `]`)
		for page, path := range map[string]string{"week": "/newsroom/lineup", "day": "/newsroom/lineup?show=day", "list": "/newsroom/lineup?show=list", "people": "/newsroom/lineup?by=person",
			"new": "/newsroom/lineup/new", "assignment": first, "notes": notes, "told": "/newsroom/notifications"} {
			r.open(path)
			for _, v := range r.violations(string(script)) {
				t.Errorf("%s, %s: %s", path, look.name, v)
			}
			if wide := r.value(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
				t.Errorf("%s, %s: the page is wider than its window", path, look.name)
			}
			r.looks(fmt.Sprintf("%s-%s", page, look.name))
		}
	}
	if dir := os.Getenv("ILBO_LINEUP_PICTURES"); dir != "" {
		chief.open("/newsroom/lineup?show=day")
		if err := (proto.EmulationSetEmulatedMedia{Media: "print"}).Call(chief); err != nil {
			t.Fatal(err)
		}
		chief.looks("day-print")
	}
}
