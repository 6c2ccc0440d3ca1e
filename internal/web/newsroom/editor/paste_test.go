package editor_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"

	"ilbo.press"
)

// Copy of other programs, in the dialect of each: testdata holds what each puts
// on the clipboard, and what is to become of it.

func TestCopyOfOtherProgramsIsCleaned(t *testing.T) {
	samples, err := filepath.Glob("testdata/*.want")
	if err != nil || len(samples) < 6 {
		t.Fatal(samples, err)
	}
	d := write(t, setting{})
	for _, sample := range samples {
		want, err := os.ReadFile(sample)
		if err != nil {
			t.Fatal(err)
		}
		base := strings.TrimSuffix(sample, ".want")
		data := map[string]string{}
		for ext, kind := range map[string]string{".html": "text/html", ".txt": "text/plain"} {
			if text, err := os.ReadFile(base + ext); err == nil {
				data[kind] = string(text)
			}
		}
		d.do(`ed.setBody([]); sent.length = 0; document.querySelector(".body__notice p").textContent = ""`)
		d.at0()
		d.pastes(data)
		if strings.Contains(string(want), "sent: ") {
			d.is(`sent.length > 0`)
		}
		got := sketch(d.body()) + "\nleft: " + d.value(`(document.querySelector(".body__notice").textContent.match(/\d+/) ?? ["0"])[0]`) + "\n"
		if n := d.value("sent.length"); n != "0" {
			got += "sent: " + n + "\n"
		}
		if got != string(want) {
			t.Errorf("%s became\n%s\twant\n%s", base, got, want)
		}
	}
	if d.value("alerts") != "0" {
		t.Error("a script of the clipboard has run")
	}
}

func TestPasteGoesWhereTheCaretIs(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("One two"), {Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "1", Caption: "Quay"}}}, {Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("item")}}}})
	d.at("One")
	d.pastes(map[string]string{"text/html": `<b style="font-weight:normal"><span style="font-weight:700">!</span></b>`})
	d.pastes(map[string]string{"text/html": "<p>a</p><h2>b</h2><p>c</p>"})
	d.reads("paragraph: One**!**a", "subhead: b", "paragraph: c two", "picture: <1|Quay||>", "list: • item")
	d.at("Quay")
	d.pastes(map[string]string{"text/html": "<h1>of</h1><p><b>stone</b></p>"}) // a field holds a line
	d.at("item")
	d.pastes(map[string]string{"text/html": "<ul><li>x</li><li>y</li></ul>"})
	d.reads("paragraph: One**!**a", "subhead: b", "paragraph: c two", "picture: <1|Quayof stone||>", "list: • item", "list: • x • y")
	d.chooses("two", "two")
	d.pastes(map[string]string{"text/plain": "https://example.org/two"})
	d.is(`ed.body()[2].text.at(-1).href === "https://example.org/two" && ed.body()[2].text.at(-1).text === "two"`)
}

func TestOwnCopyComesBackWhole(t *testing.T) {
	body := ilbo.Body{
		{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "One "}, {Text: "two", Strong: true, Href: "/national"}}},
		{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: ilbo.PictureID(strings.Repeat("a", 32)), Width: 3, Height: 2, Caption: "Quay", Alt: "A quay"}}},
		{Kind: ilbo.TableKind, Table: &ilbo.Table{Head: []string{"a", "b"}, Rows: [][]string{{"1", "2"}}}},
		text("End"),
	}
	d := write(t, setting{body: body})
	d.at("One")
	d.presses(input.ControlLeft, input.KeyA)
	want := sketch(d.body())
	clip := `const t = new DataTransfer(); const box = ed.element.querySelector(".story__body");
		box.dispatchEvent(new ClipboardEvent("%", { clipboardData: t, bubbles: true, cancelable: true })); window.clip = t;`
	d.do(strings.Replace(clip, "%", "cut", 1))
	d.reads("")
	d.do(`ed.element.querySelector(".story__body").dispatchEvent(new ClipboardEvent("paste", { clipboardData: clip, bubbles: true, cancelable: true }))`)
	if got := sketch(d.body()); got != want {
		t.Errorf("after cutting and pasting the body is\n%s\n\twant\n%s", got, want)
	}
	if got := d.value(`clip.getData("text/plain")`); !strings.Contains(got, "One two\n\n") {
		t.Errorf("as plain text it is %q", got)
	}
	// Another page may write under our name.
	for _, forged := range []string{
		`{"content":[{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"javascript:alerts++"}}]}]}]}`,
		`{"content":[{"type":"embed","attrs":{"embed":{"provider":"evil","ref":"x"}},"content":[{"type":"embedTitle"}]}]}`,
		`{"content":[{"type":"picture","attrs":{"figure":{"picture":"../x"}},"content":[{"type":"caption"},{"type":"credit"},{"type":"alt"}]}]}`,
		`{"content":[{"type":"paragraph","attrs":{"rest":{"kind":"html"}}}]}`, `{"content":[{"type":"script"}]}`, `[`, `{"content":7}`, `null`,
		`{"content":[{"type":"table","content":[{"type":"grid","content":[]}]}]}`,
	} {
		d.do(`ed.setBody([{ kind: "paragraph", text: [{ text: "Here" }] }])`)
		d.at("Here")
		d.pastes(map[string]string{"application/x-ilbo-copy": forged, "text/plain": "!"})
		d.reads("paragraph: Here!")
	}
}
