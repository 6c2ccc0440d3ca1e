package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/store"
)

// listedPaper is newsroomSite, with the folder of its paper.
func listedPaper(t *testing.T) (base, dir string) {
	t.Helper()
	base = newsroomPaper(t, func(made string, _ func(string, ...string)) { dir = made })
	return base, dir
}

// A backroom is the desk of a paper that another process serves.
type backroom struct {
	*desk.Desk
	t     *testing.T
	store *store.Store
	chief ilbo.Staff
}

func openBackroom(t *testing.T, dir string) *backroom {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(dir, databaseName), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	paper := &ilbo.Paper{Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}
	b := &backroom{desk.New(s, paper, time.Now), t, s, ilbo.Staff{}}
	b.chief, err = s.StaffByLogin(t.Context(), "rahim")
	b.must(err)
	return b
}

func (b *backroom) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// begins is a story, handed over as far as the stages go.
func (b *backroom) begins(headline string, l ilbo.Language, stages ...ilbo.Stage) ilbo.StoryID {
	b.t.Helper()
	id, err := b.Begin(b.t.Context(), b.chief, ilbo.Copy{Language: l, Section: "national", Headline: headline,
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("The council met on Tuesday.")}}})
	b.must(err)
	for _, to := range stages {
		b.must(b.HandOver(b.t.Context(), b.chief, id, to, ""))
	}
	return id
}

func (b *backroom) stands(id ilbo.StoryID, want ilbo.State) {
	b.t.Helper()
	d, err := b.store.Draft(b.t.Context(), id)
	b.must(err)
	if got := d.State(time.Now()); got != want {
		b.t.Errorf("%s is %s, want %s", d.Title, got, want)
	}
}

// chord presses a key while another is held.
func (r *reader) chord(held, key input.Key) {
	r.t.Helper()
	if err := r.KeyActions().Press(held).Type(key).Release(held).Do(); err != nil {
		r.t.Fatal(err)
	}
}

// writesOn types a text where the cursor is.
func (r *reader) writesOn(text string) {
	r.t.Helper()
	if err := r.InsertText(text); err != nil {
		r.t.Fatal(err)
	}
}

// going does something that leads to another page, and waits for it.
func (r *reader) going(do func()) {
	r.t.Helper()
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	do()
	wait()
}

func TestStoryListIsWorkedThroughByKeysAlone(t *testing.T) {
	t.Parallel()
	base, dir := listedPaper(t)
	b := openBackroom(t, dir)
	first, second, other := b.begins("Bridge opens", ilbo.English), b.begins("다리가 열렸다", ilbo.Korean), b.begins("Bridge waits", ilbo.English)
	r := newReader(t, base, 1280, 720)
	r.signsIn("rahim", chiefsPassword)
	r.open("/newsroom/stories")
	r.until(`!document.querySelector(".acts-bar__all").hidden`)
	r.types('/')
	r.until(`document.activeElement.name === "q"`)
	r.types('j') // is a letter there
	r.until(`document.activeElement.value === "j"`)
	r.types(input.Backspace)
	r.writesOn("bridge")
	r.going(func() { r.types(input.Enter) })
	r.until(`document.querySelectorAll(".story").length === 2`)
	r.types('j')
	r.until(`document.activeElement.textContent === "Bridge waits"`)
	r.types('j', 'x')
	r.until(`document.querySelector("[data-count]").textContent === "1 ticked"`)
	r.types('k', 'x')
	r.until(`document.querySelector("[data-count]").textContent === "2 ticked" && document.querySelector("[data-all]").checked`)
	r.types('x')
	r.until(`document.querySelector("[data-all]").indeterminate`)
	for range 3 { // the tick, the button, what is to be done
		r.chord(input.ShiftLeft, input.Tab)
	}
	r.until(`document.activeElement.name === "act"`)
	r.writesTypeahead("Hold")
	r.until(`document.activeElement.value === "hold"`)
	r.types(input.Tab)
	r.going(func() { r.types(input.Enter) })
	r.until(`document.querySelector("form.asks") && document.querySelectorAll(".story").length === 1`)
	for range 40 { // past the menu
		if r.value(`document.activeElement.name`) == "reason" {
			break
		}
		r.types(input.Tab)
	}
	r.until(`document.activeElement.name === "reason"`)
	r.writesOn("legal")
	r.types(input.Tab, input.Tab) // the story, and what holds it
	r.going(func() { r.types(input.Enter) })
	r.until(`document.querySelector(".said")?.textContent === "Done." && document.querySelector("[data-find]").value === "bridge"`)
	b.stands(first, ilbo.StateHeld)
	b.stands(second, "draft")
	b.stands(other, "draft")
	// Enter opens what has the focus.
	r.types('j')
	r.until(`document.activeElement.matches(".story__title")`)
	r.going(func() { r.types(input.Enter) })
	r.until(`/^\/newsroom\/stories\/\d+$/.test(location.pathname)`)
}

// writesTypeahead chooses an option by its first letters.
func (r *reader) writesTypeahead(text string) {
	r.t.Helper()
	for _, c := range text {
		r.types(input.Key(c))
	}
}

func TestShiftTicksARange(t *testing.T) {
	t.Parallel()
	base, dir := listedPaper(t)
	b := openBackroom(t, dir)
	for i := range 6 {
		b.begins(fmt.Sprintf("Story %d", i), ilbo.English)
	}
	r := newReader(t, base, 820, 1180)
	r.signsIn("rahim", chiefsPassword)
	r.open("/newsroom/stories")
	r.until(`!document.querySelector(".acts-bar__all").hidden`)
	r.press(".story:nth-child(2) .story__tick input")
	if err := r.Keyboard.Press(input.ShiftLeft); err != nil {
		t.Fatal(err)
	}
	r.press(".story:nth-child(5) .story__tick input")
	if err := r.Keyboard.Release(input.ShiftLeft); err != nil {
		t.Fatal(err)
	}
	r.until(`document.querySelector("[data-count]").textContent === "4 ticked"`)
	r.press("[data-all]")
	r.until(`document.querySelector("[data-count]").textContent === "6 ticked"`)
	if seen := r.value(`[...document.querySelectorAll("[data-of]")].some(e => e.checkVisibility())`); seen != "false" {
		t.Error("fields are shown that no act asks for")
	}
}

func TestBoardIsMovedByKeysAndByThePointer(t *testing.T) {
	t.Parallel()
	base, dir := listedPaper(t)
	b := openBackroom(t, dir)
	id := b.begins("Bridge opens", ilbo.English)
	r := newReader(t, base, 1280, 720)
	r.signsIn("rahim", chiefsPassword)
	r.open("/newsroom/board")
	r.until(`document.querySelector(".ticket__grip")?.hidden === false`)
	in := func(basket string) {
		t.Helper()
		r.until(fmt.Sprintf(`document.querySelector("[data-basket=%s] [data-story='%d']")`, basket, id))
	}
	in("draft")
	for range 40 {
		if r.value(`document.activeElement.className`) == "ticket__grip" {
			break
		}
		r.types(input.Tab)
	}
	r.chord(input.ShiftLeft, input.ArrowRight)
	in("filed")
	r.until(`document.activeElement.className === "ticket__grip" && document.querySelector("[data-say]").textContent.includes("Bridge opens is now in Filed")`)
	b.stands(id, "filed")
	// Back takes a reason: without one it is said what is missing, and escaped it stays.
	r.chord(input.ShiftLeft, input.ArrowLeft)
	r.until(`document.querySelector("dialog").open`)
	r.types(input.Escape)
	r.until(`!document.querySelector("dialog").open`)
	b.stands(id, "filed")
	r.until(`document.activeElement.className === "ticket__grip"`)
	r.chord(input.ShiftLeft, input.ArrowRight)
	in("edited")
	r.until(`document.activeElement.className === "ticket__grip"`)
	r.chord(input.ShiftLeft, input.ArrowLeft)
	r.until(`document.querySelector("dialog").open`)
	r.types(input.Tab)
	r.types(input.Enter)
	r.until(`document.querySelector("[data-wrong]").textContent.includes("Say why")`)
	b.stands(id, "edited")
	r.until(`document.activeElement.className === "ticket__grip"`)
	r.chord(input.ShiftLeft, input.ArrowLeft)
	r.until(`document.querySelector("dialog").open`)
	r.writesOn("Who says so?")
	r.types(input.Tab)
	r.types(input.Enter)
	in("filed")
	steps, err := b.store.HandOvers(t.Context(), id)
	b.must(err)
	if last := steps[len(steps)-1]; last.To != ilbo.StageFiled || last.Reason != "Who says so?" {
		t.Errorf("%+v", last)
	}
	r.drag(".ticket__grip", `[data-basket=ready]`)
	in("ready")
	b.stands(id, "ready")
	// What others do is seen.
	b.must(b.HandOver(t.Context(), b.chief, id, ilbo.StageEdited, "once more"))
	r.value(`document.dispatchEvent(new Event("visibilitychange"))`)
	in("edited")
	// What is scheduled is given its date on its own page.
	r.going(func() { r.drag(".ticket__grip", `[data-basket=scheduled]`) })
	r.until(fmt.Sprintf(`location.pathname === "/newsroom/stories/%d"`, id))
}

// drag takes the first element of a selector to the middle of another.
func (r *reader) drag(what, to string) {
	r.t.Helper()
	middle := func(selector string) proto.Point {
		e, err := r.Element(selector)
		if err != nil {
			r.t.Fatal(err)
		}
		shape, err := e.Shape()
		if err != nil {
			r.t.Fatal(err)
		}
		box := shape.Box()
		return proto.Point{X: box.X + box.Width/2, Y: box.Y + min(box.Height/2, 80)}
	}
	from, there := middle(what), middle(to)
	for _, do := range []func() error{
		func() error { return r.Mouse.MoveTo(from) },
		func() error { return r.Mouse.Down(proto.InputMouseButtonLeft, 1) },
		func() error { return r.Mouse.MoveLinear(there, 8) },
		func() error { return r.Mouse.Up(proto.InputMouseButtonLeft, 1) },
	} {
		if err := do(); err != nil {
			r.t.Fatal(err)
		}
	}
}

func TestAxeFindsNoViolationInTheLists(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	base, dir := listedPaper(t)
	b := openBackroom(t, dir)
	b.begins("Bridge opens after nine years of waiting and a winter of repairs", ilbo.English)
	b.begins("다리가 아홉 해 만에 열렸다", ilbo.Korean, ilbo.StageFiled)
	held := b.begins("Held back", ilbo.English, ilbo.StageFiled, ilbo.StageEdited)
	b.must(b.Hold(t.Context(), b.chief, held, "legal"))
	soon := b.begins("Out tonight", ilbo.English)
	b.must(b.Publish(t.Context(), b.chief, soon, ilbo.Printing{At: time.Now().Add(time.Minute)}))
	out := b.begins("Out already", ilbo.English)
	b.must(b.Publish(t.Context(), b.chief, out, ilbo.Printing{}))
	spiked := b.begins("Dull", ilbo.English)
	b.must(b.Spike(t.Context(), b.chief, spiked, "dull"))
	b.must(b.KeepView(t.Context(), b.chief, "나라 안", "section=national"))
	for _, look := range []struct {
		scheme, language string
		width, height    int
	}{{"light", "en", 1280, 720}, {"dark", "en", 820, 1180}, {"light", "ko", 390, 844}, {"dark", "ko", 1280, 720}} {
		r := newReader(t, base, look.width, look.height)
		if err := protoBypassCSP(r); err != nil {
			t.Fatal(err)
		}
		if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}}).Call(r); err != nil {
			t.Fatal(err)
		}
		r.signsIn("rahim", chiefsPassword)
		r.open("/newsroom/account")
		r.follow(`.choice button[value=` + look.language + `]`)
		examine := func(what string) {
			t.Helper()
			for _, v := range r.violations(string(script)) {
				t.Errorf("%s, %s, %d: %s", what, look.scheme, look.width, v)
			}
			if wide := r.value(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
				t.Errorf("%s, %s, %d: the page is wider than its window", what, look.scheme, look.width)
			}
		}
		for _, path := range []string{"/newsroom", "/newsroom/stories", "/newsroom/stories?state=published", "/newsroom/stories?q=nothing", "/newsroom/stories?section=national", "/newsroom/board"} {
			r.open(path)
			r.value(`document.querySelectorAll("main details").forEach(d => d.open = true)`)
			examine(path)
		}
		r.open("/newsroom/stories")
		r.press(".story__tick input")
		r.value(`document.querySelector("[data-act]").value = "spike"`)
		r.follow(".acts-bar button")
		r.until(`document.querySelector("form.asks")`)
		examine("what is asked for twice")
	}
}
