package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

	"ilbo.press/internal/imaging"
)

// photographs are files of pictures that look like some, and one that is none.
func photographs(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, recipe := range map[string]string{"harbour.jpg": "harbor seed=3 time=dusk", "축제.jpg": "lantern seed=5 time=night", "forest.jpg": "forest seed=2 time=day season=autumn", "bridge.jpg": "bridge seed=4 time=dawn shape=tall"} {
		img, err := imaging.Draw(recipe)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := imaging.EncodeJPEG(&b, img, 85); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.jpg"), []byte("these are notes"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// importsBridge imports a story with a picture before the paper is served.
func importsBridge(dir string) func(paper string, run func(string, ...string)) {
	return func(paper string, run func(string, ...string)) {
		line := `{"id":"7","language":"en","section":"national","headline":"Bridge opens","published":"2026-11-05T02:40:46Z","body":["Cars crossed it."],"pictures":[{"file":"bridge.jpg","caption":"The bridge","credit":"Han"}]}`
		name := filepath.Join(dir, "copy.ndjson")
		if err := os.WriteFile(name, []byte(line+"\n"), 0o644); err != nil {
			panic(err)
		}
		run("", "import", "ndjson", name, "--data", paper)
	}
}

// sees writes down what is seen, where somebody wants to look.
func (r *reader) sees(name string) {
	r.t.Helper()
	dir := os.Getenv("ILBO_PICTURES_SEEN")
	if dir == "" {
		return
	}
	r.value(`document.querySelectorAll("img").forEach(i => i.loading = "eager")`)
	r.value(`Promise.all([...document.images].filter(i => i.src).map(i => i.decode())).then(() => window.decoded = true)`)
	r.until(`window.decoded`)
	shot, err := r.Screenshot(true, &proto.PageCaptureScreenshot{Format: proto.PageCaptureScreenshotFormatPng})
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), shot, 0o644)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *reader) chooses(selector string, files ...string) {
	r.t.Helper()
	e, err := r.Element(selector)
	if err == nil {
		err = e.SetFiles(files)
	}
	if err != nil {
		r.t.Fatalf("choose files in %s: %v", selector, err)
	}
}

func TestPicturesAreFiledDescribedAndReplaced(t *testing.T) {
	t.Parallel()
	dir := photographs(t)
	base := newsroomPaper(t, importsBridge(dir))
	r := newReader(t, base, 1280, 720)
	r.signsIn("rahim", chiefsPassword)
	r.open("/newsroom/pictures")
	// Three are dropped, of which one is none.
	r.value(`fetch("/newsroom/pictures/choose").then(a => a.json()).then(a => window.found = a.pictures.length)`)
	r.until(`window.found === 1`)
	r.chooses("#file", filepath.Join(dir, "harbour.jpg"), filepath.Join(dir, "notes.jpg"), filepath.Join(dir, "축제.jpg"))
	r.until(`document.querySelectorAll(".drop__file a").length === 2 && document.querySelectorAll(".drop__problem").length === 1`)
	if got := r.value(`document.querySelector(".drop__problem").textContent`); !strings.Contains(got, "not a picture") {
		t.Errorf("a file of text is refused with %q", got)
	}
	r.sees("dropped")
	drops(r)
	r.open("/newsroom/pictures")
	r.sees("library")
	// Search finds by the beginning of a name, in Korean too.
	for _, word := range []string{"축", "harb"} {
		r.writes("input[name=q]", word)
		r.follow(".narrow button")
		r.until(`document.querySelectorAll(".tile").length === 1`)
	}
	r.follow(".tile a")
	describes(r)

	// The rights in what is published run out, and come again.
	r.open("/newsroom/pictures?q=bridge")
	r.follow(".tile a")
	r.until(`document.querySelector(".rows__state").textContent === "published"`)
	page := r.value(`location.pathname`)
	story := r.value(`document.querySelector("a.rows__state").getAttribute("href")`)
	reader := newReader(t, base, 1280, 900)
	shows := func(want string) {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
			reader.open(story)
			if reader.value(`document.querySelectorAll("article figure img").length > 0`) == want {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("the story shows a picture: want %s", want)
			}
		}
	}
	shows("true")
	src := reader.value(`document.querySelector("article figure img").getAttribute("src")`)
	until := func(day string) {
		r.value(fmt.Sprintf(`document.querySelector("#until").value = %q`, day))
		r.follow(".describe .firm")
		r.until(`document.querySelector(".said")`)
	}
	until("2026-11-20")
	r.until(`document.querySelector(".flag").textContent.includes("run out")`)
	shows("false")
	reader.open("/")
	reader.until(`fetch("` + src + `").then(a => window.status = a.status) && window.status == 404`)
	until("")
	shows("true")

	// Another file takes its place.
	r.chooses("#replacement", filepath.Join(dir, "forest.jpg"))
	r.follow(".replace .grave")
	r.until(`document.querySelector(".said").textContent.includes("1 published")`)
	if r.value(`location.pathname`) != page+"/replace" {
		t.Errorf("it went to %s", r.value(`location.pathname`))
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		reader.open(story)
		if now := reader.value(`document.querySelector("article figure img")?.getAttribute("src")`); now != src {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the story prints the old file")
		}
	}
	r.open("/newsroom/log?deed=picture+replace")
	r.until(`document.querySelectorAll("tbody tr").length === 1`)
}

// drops lets files fall on the page, as a hand does.
func drops(r *reader) {
	r.t.Helper()
	r.open("/newsroom/pictures")
	r.value(`(() => {
		const held = new DataTransfer();
		held.items.add(new File(["no picture"], "fallen.png"));
		for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: held }));
		document.body.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, clipboardData: held }));
	})()`)
	r.until(`document.querySelectorAll(".drop__problem").length === 2`)
}

// describes works at the page of a picture that has nothing yet.
func describes(r *reader) {
	r.t.Helper()
	r.until(`document.querySelector(".look__mark--unset")`)
	r.writes("#caption", "The harbour at dusk")
	r.writes("#alt", "Boats before dark hills")
	// By the keyboard: the mark goes to the left and down.
	r.value(`document.querySelector(".look__mark").focus()`)
	for range 3 {
		r.types(input.ArrowLeft, input.ArrowDown)
	}
	r.until(`document.querySelector("[name=focus-x]").value === "47" && document.querySelector("[name=focus-y]").value === "53"`)
	// By hand: a click sets it.
	r.value(`(() => { const b = document.querySelector(".look__picture").getBoundingClientRect(); document.querySelector(".look__picture").dispatchEvent(new MouseEvent("click", { bubbles: true, clientX: b.left + b.width * 0.2, clientY: b.top + b.height * 0.75 })); })()`)
	r.until(`document.querySelector("[name=focus-x]").value === "20"`)
	r.value(`document.querySelector("[name=hand-square]").click()`)
	r.value(`(() => { const s = document.querySelector("[name=size-square]"); s.value = 60; s.dispatchEvent(new Event("input", { bubbles: true })); })()`)
	r.follow(".describe .firm")
	r.until(`document.querySelector(".said")?.textContent === "Saved." && document.querySelector("h1").textContent === "The harbour at dusk"`)
	r.until(`document.querySelector("[name=focus-x]").value === "20" && document.querySelector("[name=hand-square]").checked && document.querySelector("[name=size-square]").value === "60"`)
	r.sees("described")
}

func TestPicturesAreFiledWithoutScript(t *testing.T) {
	t.Parallel()
	dir := photographs(t)
	r := newReader(t, newsroomPaper(t, nil), 1280, 900)
	r.signsIn("rahim", chiefsPassword)
	if err := (proto.EmulationSetScriptExecutionDisabled{Value: true}).Call(r); err != nil {
		t.Fatal(err)
	}
	r.open("/newsroom/pictures")
	r.chooses("#file", filepath.Join(dir, "harbour.jpg"), filepath.Join(dir, "notes.jpg"))
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	r.tap(".drop .firm")
	wait()
	if err := (proto.EmulationSetScriptExecutionDisabled{Value: false}).Call(r); err != nil {
		t.Fatal(err)
	}
	r.until(`document.querySelector(".wrong").textContent.startsWith("notes.jpg: ") && document.querySelectorAll(".tile").length === 1`)
}

func TestTheChooserFindsAndFilesPictures(t *testing.T) {
	t.Parallel()
	dir := photographs(t)
	r := newReader(t, newsroomPaper(t, importsBridge(dir)), 1280, 900)
	if err := protoBypassCSP(r); err != nil {
		t.Fatal(err)
	}
	r.signsIn("rahim", chiefsPassword)
	r.open("/newsroom/pictures")
	built := api.Build(api.BuildOptions{EntryPoints: []string{"../../internal/web/newsroom/pictures/chooser.ts"}, Bundle: true, Format: api.FormatIIFE, GlobalName: "chooser", Target: api.ES2020})
	if len(built.Errors) > 0 {
		t.Fatal(built.Errors)
	}
	if _, err := r.Eval("() => { " + string(built.OutputFiles[0].Contents) + "; window.chooser = chooser }"); err != nil {
		t.Fatal(err)
	}
	opens := func() {
		t.Helper()
		r.value(`(document.querySelector("input[name=q]").focus(), window.chosen = undefined, chooser.choosePicture().then(f => window.chosen = f), 0)`)
		r.until(`document.querySelectorAll(".chooser__tile").length > 0`)
	}
	opens()
	r.sees("chooser")
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range r.violations(string(script)) {
		t.Errorf("the chooser: %s", v)
	}
	r.types(input.Escape)
	r.until(`window.chosen === null && document.activeElement.name === "q"`)
	opens()
	r.writes(".chooser input[type=search]", "nothing of that")
	r.until(`document.querySelector(".chooser__problem").textContent === "There is no such picture."`)
	r.writes(".chooser input[type=search]", "BRI")
	r.until(`document.querySelectorAll(".chooser__tile").length === 1`)
	r.press(".chooser__tile")
	r.until(`window.chosen?.caption === "The bridge" && window.chosen.credit === "Han" && window.chosen.width === 1280 && !document.querySelector(".chooser")`)
	opens()
	r.chooses(".chooser input[type=file]", filepath.Join(dir, "notes.jpg"))
	r.until(`document.querySelector(".chooser__problem").textContent.includes("not a picture")`)
	r.chooses(".chooser input[type=file]", filepath.Join(dir, "forest.jpg"))
	r.until(`window.chosen?.picture?.length === 32`)
}

func TestAxeFindsNoViolationInThePictures(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	base := newsroomPaper(t, importsBridge(photographs(t)))
	for _, look := range []struct {
		name, language string
		width          int
	}{{"light", "en", 1280}, {"dark", "en", 1280}, {"light", "ko", 390}, {"dark", "ko", 390}, {"light", "ko", 820}} {
		r := newReader(t, base, look.width, 900)
		if err := protoBypassCSP(r); err != nil {
			t.Fatal(err)
		}
		if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: look.name}}}).Call(r); err != nil {
			t.Fatal(err)
		}
		r.signsIn("rahim", chiefsPassword)
		r.open("/newsroom/account")
		r.follow(`.choice button[value=` + look.language + `]`)
		examine := func(what string) {
			t.Helper()
			r.until(`document.documentElement.lang === "` + look.language + `"`)
			r.sees(fmt.Sprintf("%s-%s-%d", what, look.name, look.width))
			for _, v := range r.violations(string(script)) {
				t.Errorf("%s, %s, %d: %s", what, look.name, look.width, v)
			}
			if wide := r.value(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
				t.Errorf("%s, %s, %d: the page is wider than its window", what, look.name, look.width)
			}
		}
		r.open("/newsroom/pictures")
		examine("library")
		r.follow(".tile a")
		r.value(`document.querySelector("[name=hand-wall]").click()`)
		examine("picture")
		r.open("/newsroom/pictures?q=nothing")
		examine("nothing")
	}
}
