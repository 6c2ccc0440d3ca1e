package editor_test

import (
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

	"ilbo.press"
	"ilbo.press/internal/testchromium"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/assets"
	"ilbo.press/internal/web/newsroom"
	"ilbo.press/internal/web/ui"
)

// room serves one page with the editor's real script and styles, under the
// policy of the real server.
var room = sync.OnceValues(func() (*httptest.Server, error) {
	a, err := assets.Build(assets.Options{
		Files: []fs.FS{ui.Files, newsroom.Files},
		Sheets: []assets.Bundle{
			{Name: "newsroom.css", Files: []string{"layers.css", "fonts/fonts.css", "tokens/tokens.css", "base/base.css", "frame/frame.css"}},
			{Name: "editor.css", Files: newsroom.EditorStyles},
		},
		Scripts: []assets.Bundle{{Name: "editor.js", Files: []string{"dist/editor.js"}}},
		Plain:   []string{"fonts/*.woff2"},
	})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle(assets.Prefix, a)
	mux.HandleFunc("GET /picture/{id}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path fill="#678" d="M0 0h3v2H0z"/><path fill="#345" d="M0 1.4 1 .8l.8.6.5-.3.7.5V2H0z"/></svg>`)
	})
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		for name, value := range (web.Policy{}).Header() {
			w.Header().Set(name, value)
		}
		fmt.Fprintf(w, `<!doctype html><html lang="%s"><head><meta charset="utf-8"><title>Editor</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="%s"><link rel="stylesheet" href="%s"><script src="%s"></script></head>
<body><main id="main" class="room"><h1>A story</h1><label for="before">Headline</label> <input id="before"><form id="form"><div id="place"></div></form><button id="after" type="button">File</button></main></body></html>`,
			html.EscapeString(r.FormValue("lang")), a.URL("newsroom.css"), a.URL("editor.css"), a.URL("editor.js"))
	})
	return httptest.NewServer(mux), nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	testchromium.Close()
	os.Exit(code)
}

// A copyDesk is an open editor, and who writes at it.
type copyDesk struct {
	*rod.Page
	t *testing.T
}

// A setting is how an editor is opened.
type setting struct {
	body     ilbo.Body
	language ilbo.Language // of the story and the screen
	width    int
	dark     bool
	readOnly bool
}

// write opens an editor on a page of its own.
func write(t *testing.T, s setting) *copyDesk {
	t.Helper()
	server, err := room()
	if err != nil {
		t.Fatal(err)
	}
	b, err := testchromium.Browser()
	testroom.Need(t, err)
	own, err := b.Incognito()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { own.Close() })
	page, err := own.Page(proto.TargetCreateTarget{URL: "about:blank"})
	if err != nil {
		t.Fatal(err)
	}
	d := &copyDesk{page.Timeout(90 * time.Second), t}
	if s.width == 0 {
		s.width = 1280
	}
	if s.language == "" {
		s.language = ilbo.English
	}
	d.must(d.SetViewport(&proto.EmulationSetDeviceMetricsOverride{Width: s.width, Height: 900, DeviceScaleFactor: 1}))
	if s.dark {
		d.must(proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}.Call(d))
	}
	wait := d.WaitNavigation(proto.PageLifecycleEventNameLoad)
	d.must(d.Navigate(server.URL + "/?lang=" + string(s.language)))
	wait()
	if s.body == nil {
		s.body = ilbo.Body{}
	}
	body, err := json.Marshal(s.body)
	d.must(err)
	d.do(fmt.Sprintf(`
		window.sent = [], window.changes = 0, window.alerts = 0, window.heard = 0, window.alert = () => { alerts++ };
		for (const e of ["input", "change", "submit"]) document.querySelector("#form").addEventListener(e, () => { heard++ });
		window.figure = (n) => ({ picture: String(n).padStart(32, "0"), width: 1500, height: 1000 });
		window.ed = openBody(document.querySelector("#place"), {
			body: %s, language: %q, words: %s, readOnly: %v, onChange: () => { changes++ },
			pictureURL: (id, width) => "/picture/" + id,
			choosePicture: async () => figure(7),
			upload: (file, progress) => new Promise((done, fail) => sent.push({ file, progress, done, fail })),
		})`, body, s.language, newsroom.BodyWords(s.language), s.readOnly))
	return d
}

func (d *copyDesk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// do runs statements in the page.
func (d *copyDesk) do(script string) {
	d.t.Helper()
	if _, err := d.Eval("async () => { " + script + " }"); err != nil {
		d.t.Fatalf("%.200s: %v", script, err)
	}
}

// value is what an expression comes to, as text.
func (d *copyDesk) value(expression string) string {
	d.t.Helper()
	v, err := d.Eval("async () => String(await (" + expression + "))")
	if err != nil {
		d.t.Fatalf("%.200s: %v", expression, err)
	}
	return v.Value.Str()
}

// is fails where an expression does not come to be true.
func (d *copyDesk) is(expression string) {
	d.t.Helper()
	for range 100 {
		if d.value(expression) == "true" {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	d.t.Errorf("it never holds that %s; the text is %.500s", expression, d.value(`document.querySelector("#place").innerText`))
}

// body is the body as it would be saved. It has to be one that is taken.
func (d *copyDesk) body() ilbo.Body {
	d.t.Helper()
	var body ilbo.Body
	d.must(json.Unmarshal([]byte(d.value("JSON.stringify(ed.body())")), &body))
	if err := body.Check(); err != nil {
		d.t.Errorf("the body is refused: %v", err)
	}
	return body
}

// reads fails where the body is not that, as sketch draws it.
func (d *copyDesk) reads(want ...string) {
	d.t.Helper()
	got := sketch(d.body())
	if got != strings.Join(want, "\n") {
		d.t.Errorf("the body is\n%s\n\twant\n%s", got, strings.Join(want, "\n"))
	}
}

// sketch draws a body, a block a line, with **strong**, *em* and [links](to).
func sketch(body ilbo.Body) string {
	inline := func(in ilbo.Inline) string {
		var b strings.Builder
		for _, s := range in {
			text := s.Text
			if s.Em {
				text = "*" + text + "*"
			}
			if s.Strong {
				text = "**" + text + "**"
			}
			if s.Href != "" {
				text = "[" + text + "](" + s.Href + ")"
			}
			b.WriteString(text)
		}
		return b.String()
	}
	var lines []string
	for _, b := range body {
		line := string(b.Kind) + ":"
		if b.Ordered {
			line = "ordered:"
		}
		add := func(s string) {
			if s != "" {
				line += " " + s
			}
		}
		add(b.Title)
		add(inline(b.Text))
		if b.By != "" {
			add("— " + b.By)
		}
		for _, item := range b.Items {
			line += " • " + inline(item)
		}
		for _, f := range b.Figures {
			add(fmt.Sprintf("<%s|%s|%s|%s>", strings.TrimLeft(string(f.Picture), "0"), f.Caption, f.Credit, f.Alt))
		}
		if t := b.Table; t != nil {
			if t.Head != nil {
				add("(" + strings.Join(t.Head, "|") + ")")
			}
			for _, row := range t.Rows {
				add("[" + strings.Join(row, "|") + "]")
			}
			if t.Numeric != nil {
				add(fmt.Sprint("figures ", t.Numeric))
			}
			add(t.Source)
		}
		if b.Embed != nil {
			add(b.Embed.Provider + " " + b.Embed.Ref)
			add(b.Embed.Title)
		}
		if b.Blocks != nil {
			line += " {" + strings.ReplaceAll(sketch(b.Blocks), "\n", "; ") + "}"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func text(s string) ilbo.Block { return ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(s)} }

// at puts the caret after some text of the body.
func (d *copyDesk) at(words string) {
	d.t.Helper()
	d.choose(words, words, true)
}

// chooses selects from the beginning of some words to the end of others.
func (d *copyDesk) chooses(from, to string) {
	d.t.Helper()
	d.choose(from, to, false)
}

func (d *copyDesk) choose(from, to string, empty bool) {
	d.t.Helper()
	got := d.value(fmt.Sprintf(`(() => {
		const root = ed.element.querySelector(".story__body");
		const find = (text) => { const w = document.createTreeWalker(root, NodeFilter.SHOW_TEXT); for (let n; n = w.nextNode();) { const i = n.data.indexOf(text); if (i >= 0) return [n, i]; } return null; };
		const a = find(%[1]q), b = find(%[2]q);
		if (!a || !b) return "not there";
		root.focus();
		const end = b[1] + %[2]q.length;
		getSelection().setBaseAndExtent(%[3]v ? b[0] : a[0], %[3]v ? end : a[1], b[0], end);
		return new Promise((done) => setTimeout(() => done("there"), 30));
	})()`, from, to, empty))
	if got != "there" {
		d.t.Fatalf("%q to %q is %s in %s", from, to, got, d.value(`ed.element.innerText`))
	}
}

// types presses the keys of a text.
func (d *copyDesk) types(s string) {
	d.t.Helper()
	for _, r := range s {
		if r == '\n' {
			d.presses(input.Enter)
			continue
		}
		if r < 0x7F {
			d.must(d.Keyboard.Type(input.Key(r)))
			continue
		}
		d.must(proto.InputInsertText{Text: string(r)}.Call(d))
	}
}

// presses presses keys together, the last of them on top of the others.
func (d *copyDesk) presses(keys ...input.Key) {
	d.t.Helper()
	a := d.KeyActions()
	d.must(a.Press(keys[:len(keys)-1]...).Type(keys[len(keys)-1]).Do())
}

// composes types a word as an input method does, each form in the place of the
// one before it, and leaves the last one as it is or ends it.
func (d *copyDesk) composes(end bool, forms ...string) {
	d.t.Helper()
	for _, f := range forms {
		n := len([]rune(f))
		d.must(proto.InputImeSetComposition{Text: f, SelectionStart: n, SelectionEnd: n}.Call(d))
	}
	if end {
		d.must(proto.InputInsertText{Text: forms[len(forms)-1]}.Call(d))
	}
}

// pastes puts that on the clipboard's way into the editor, by media type.
func (d *copyDesk) pastes(data map[string]string) {
	d.t.Helper()
	raw, err := json.Marshal(data)
	d.must(err)
	d.do(fmt.Sprintf(`const t = new DataTransfer(); for (const [type, text] of Object.entries(%s)) t.setData(type, text);
		ed.element.querySelector(".story__body").dispatchEvent(new ClipboardEvent("paste", { clipboardData: t, bubbles: true, cancelable: true }))`, raw))
}

// button presses a button by its name.
func (d *copyDesk) button(name string) {
	d.t.Helper()
	d.is(fmt.Sprintf(`!![...ed.element.querySelectorAll("button")].find((b) => (b.ariaLabel ?? b.textContent) === %q && !b.closest("[hidden]"))`, name))
	d.do(fmt.Sprintf(`[...ed.element.querySelectorAll("button")].find((b) => (b.ariaLabel ?? b.textContent) === %q && !b.closest("[hidden]")).click()`, name))
}

// judge is the script of axe-core.
func judge(t *testing.T) string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(testroom.Checkout(), ".tools/node_modules/axe-core/axe.min.js"))
	if err != nil {
		testroom.Need(t, testroom.Missing("axe-core"))
	}
	return string(body)
}

// at0 puts the caret at the beginning.
func (d *copyDesk) at0() {
	d.t.Helper()
	d.do(`ed.focus()`)
}
