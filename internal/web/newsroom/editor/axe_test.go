package editor_test

import (
	"testing"

	"github.com/go-rod/rod/lib/proto"

	"ilbo.press"
)

func TestAxeFindsNoViolationInTheEditor(t *testing.T) {
	script := judge(t)
	for _, look := range []setting{{}, {language: ilbo.Korean, dark: true, width: 820}} {
		look.body = ilbo.Body{
			{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "The "}, {Text: "city", Href: "https://example.org"}, {Text: " said 5\u00a0km."}}},
			{Kind: ilbo.Subhead, Text: ilbo.Plain("At night")}, {Kind: ilbo.Quote, Text: ilbo.Plain("Good.")}, {Kind: ilbo.PullQuote, Text: ilbo.Plain("Good.")},
			{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "1", Width: 3, Height: 2}}}, {Kind: ilbo.Gallery, Figures: []ilbo.Figure{{Picture: "2", Caption: "Quay"}}},
			{Kind: ilbo.TableKind, Table: &ilbo.Table{Head: []string{"a", "b"}, Rows: [][]string{{"c", "4"}}, Numeric: []int{1}}},
			{Kind: ilbo.FactBox, Blocks: []ilbo.Block{text("Inside"), {Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("item")}}}},
			{Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "vimeo", Ref: "1"}}, {Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "1", Poster: ilbo.Figure{Picture: "1", Caption: "Film"}}},
		}
		d := write(t, look)
		d.must(proto.PageSetBypassCSP{Enabled: true}.Call(d))
		d.do(script)
		examine := func(what string) {
			t.Helper()
			d.is("document.getAnimations().length === 0")
			if found := d.value(`axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.map((v) => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join("; ")).join("\n"))`); found != "" {
				t.Errorf("%s in %q, dark %v: %s", what, look.language, look.dark, found)
			}
			if d.value(`document.documentElement.scrollWidth > innerWidth`) == "true" {
				t.Errorf("%s in %q: the page is wider than its window", what, look.language)
			}
		}
		d.at("city")
		d.is(`[...document.querySelectorAll(".tools button")].filter((b) => b.offsetParent).every((b) => b.offsetWidth >= 24 && b.offsetHeight >= 24)`)
		examine("the copy")
		d.at("c") // in the table, if no other word has it before
		d.do(`ed.element.querySelector("[aria-keyshortcuts='Control+F']").click()`)
		examine("finding")
		d.do(`[...ed.element.querySelectorAll(".find button")].at(2).click()`)
		d.do(`ed.element.querySelector("[aria-keyshortcuts='Control+K']").click()`)
		d.do(files("a.jpg", "b.jpg") + `ed.element.querySelector(".story__body").dispatchEvent(new ClipboardEvent("paste", { clipboardData: t, bubbles: true, cancelable: true })); sent[0].fail(new Error("No."))`)
		d.is(`!!document.querySelector(".coming--failed")`)
		examine("a failed picture")
		d.do(`ed.setBody([])`)
		d.at0()
		d.types("/")
		d.is(`document.querySelector("[role=listbox]").checkVisibility()`)
		examine("the menu")
		d.do(`ed.setReadOnly(true)`)
		examine("read only")
	}
}
