package editor_test

import (
	"testing"
	"time"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

	"ilbo.press"
)

// What one does to copy, by keyboard and by the toolbar.

func TestMarksAreSetByKeyAndByButton(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("The night ferry crossed."), {Kind: ilbo.Subhead, Text: ilbo.Plain("At night")}}})
	d.chooses("night", "night")
	d.presses(input.ControlLeft, input.KeyB)
	d.chooses("ferry", "ferry")
	d.button("Italic")
	d.reads("paragraph: The **night** *ferry* crossed.", "subhead: At night")
	d.is(`document.querySelector("[aria-label=Italic]").ariaPressed === "true"`)
	d.chooses("At", "At") // subheads are plain
	d.presses(input.ControlLeft, input.KeyB)
	d.is(`document.querySelector("[aria-label=Bold]").ariaDisabled === "true"`)
	d.presses(input.ControlLeft, input.KeyZ)
	d.reads("paragraph: The **night** ferry crossed.", "subhead: At night")
}

func TestLinkLeadsOnlyWhereItMay(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("The city said so.")}})
	d.chooses("city", "city")
	d.presses(input.ControlLeft, input.KeyK)
	d.types("javascript:alert(1)\n")
	d.is(`document.querySelector(".ask__wrong").textContent.includes("cannot stand in a story")`)
	d.do(`document.querySelector(".ask input").select()`)
	d.types("seoul.go.kr/ferry\n")
	d.reads("paragraph: The [city](https://seoul.go.kr/ferry) said so.")
	d.is(`document.activeElement.getAttribute("role") === "textbox"`)
	d.at("cit")
	d.presses(input.ControlLeft, input.KeyK)
	d.is(`document.querySelector(".ask input").value === "https://seoul.go.kr/ferry"`)
	d.button("Take the link away")
	d.is(`heard === 0`)
	d.reads("paragraph: The city said so.")
}

func TestLineBecomesAnotherKindAndBack(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("One"), text("Two"), text("Three")}})
	d.at("One")
	d.presses(input.ControlLeft, input.AltLeft, input.Digit2)
	d.at("Two")
	d.button("Quote")
	d.presses(input.Tab)
	d.types("Asha")
	d.at("Three")
	d.presses(input.ControlLeft, input.ShiftLeft, input.Digit7)
	d.presses(input.Enter)
	d.types("Four\n\nFive") // Enter in an empty item ends the list
	d.reads("subhead: One", "quote: Two — Asha", "ordered: • Three • Four", "paragraph: Five")
	d.at("One")
	d.button("Subhead")
	d.at("Two")
	d.button("Pull quote")
	d.reads("paragraph: One", "pullquote: Two — Asha", "ordered: • Three • Four", "paragraph: Five")
	d.presses(input.Home)
	d.presses(input.Backspace)
	d.chooses("Three", "Four")
	d.button("List")
	d.reads("paragraph: One", "paragraph: Two", "paragraph: Asha", "list: • Three • Four", "paragraph: Five")
}

func TestBlocksAreMovedDeletedAndBroughtBack(t *testing.T) {
	body := ilbo.Body{text("One"), {Kind: ilbo.Gallery, Figures: []ilbo.Figure{{Picture: "1", Caption: "Quay"}, {Picture: "2", Caption: "Pier"}}}, text("Three")}
	d := write(t, setting{body: body})
	d.at("One")
	d.presses(input.AltLeft, input.ArrowDown)
	d.types("!")
	d.reads("gallery: <1|Quay||> <2|Pier||>", "paragraph: One!", "paragraph: Three")
	d.presses(input.AltLeft, input.ArrowDown)
	d.presses(input.AltLeft, input.ArrowDown) // it is the last
	d.at("Quay")
	d.presses(input.AltLeft, input.ArrowDown)
	d.reads("gallery: <2|Pier||> <1|Quay||>", "paragraph: Three", "paragraph: One!")
	d.button("Delete the block") // of two pictures one goes
	d.button("Delete the block") // and then the gallery
	d.reads("paragraph: Three", "paragraph: One!")
	d.presses(input.ControlLeft, input.KeyZ)
	d.presses(input.ControlLeft, input.KeyZ)
	d.reads("gallery: <2|Pier||> <1|Quay||>", "paragraph: Three", "paragraph: One!")
}

func TestTabNeverTrapsTheKeyboard(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("One"), {Kind: ilbo.TableKind, Table: &ilbo.Table{Rows: [][]string{{"a", "b"}}}}}})
	d.at("One")
	d.presses(input.Tab)
	d.is(`document.activeElement.id === "after"`)
	d.at("a")
	d.presses(input.Tab)
	d.types("B")
	d.presses(input.Escape)
	d.presses(input.Tab)
	d.is(`document.activeElement.id === "after"`)
	d.presses(input.ShiftLeft, input.Tab)
	d.presses(input.Escape)
	d.presses(input.ShiftLeft, input.Tab)
	d.is(`!!document.activeElement.closest("[role=toolbar]")`)
	d.presses(input.ArrowRight)
	d.presses(input.End)
	d.presses(input.ShiftLeft, input.Tab)
	d.is(`document.activeElement.id === "before"`)
}

func TestSetBodyKeepsTheCaret(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("One"), text("Two words"), text("Three")}})
	d.at("Two")
	d.do(`ed.setBody([{ kind: "paragraph", text: [{ text: "A new beginning" }] }, { kind: "pullquote", text: [{ text: "Zero" }] }, ...ed.body()])`)
	d.types("!")
	d.reads("paragraph: A new beginning", "pullquote: Zero", "paragraph: One", "paragraph: Two! words", "paragraph: Three")
	d.do(`ed.setReadOnly(true)`)
	d.types("?")
	d.is(`ed.element.querySelector("[role=toolbar]").hidden && document.querySelector("[role=textbox]").ariaReadOnly === "true"`)
	d.reads("paragraph: A new beginning", "pullquote: Zero", "paragraph: One", "paragraph: Two! words", "paragraph: Three")
}

func TestLengthIsCountedAsThePaperCounts(t *testing.T) {
	body := ilbo.Body{text("The night ferry crossed."), {Kind: ilbo.Quote, Text: ilbo.Plain("Good."), By: "Captain Park"}, {Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "1", Caption: "A boat 🚢", Alt: "not counted"}}}}
	d := write(t, setting{body: body})
	if got := d.value("ed.words()"); got != "10" || body.Words() != 10 {
		t.Errorf("the editor counts %s words, the paper %d", got, body.Words())
	}
	if got := d.value("ed.characters()"); got != "49" {
		t.Errorf("%s characters", got)
	}
	d.at("crossed")
	d.types(" twice")
	d.is(`ed.words() === 11 && ed.element.querySelector(".body__count").textContent === "11 words · 55 characters · 1 min read"`)
	d.do(`ed.setBody([{ kind: "paragraph", text: [{ text: "word ".repeat(690) }] }])`)
	d.is(`ed.minutes() === 3`)
	k := write(t, setting{language: ilbo.Korean, body: ilbo.Body{text("한강")}})
	k.do(`ed.setBody([{ kind: "paragraph", text: [{ text: "밤의 강을 건너다 ".repeat(150) }] }])`)
	k.is(`ed.minutes() === 3 && ed.words() === 450`)
}

func TestWhatIsUnfinishedIsNotLost(t *testing.T) {
	d := write(t, setting{})
	d.at0()
	d.button("Fact box")
	d.types("What to know")
	d.reads("paragraph: What to know") // a box with nothing in it would be refused
	d.presses(input.Enter)
	d.types("Tickets")
	d.reads("factbox: What to know {paragraph: Tickets}")
	d.presses(input.ControlLeft, input.Enter)
	d.types("After")
	d.presses(input.ControlLeft, input.ShiftLeft, input.Enter)
	d.button("Embed")
	d.types("https://example.org/film\n")
	d.is(`document.querySelector(".ask__wrong").textContent.includes("YouTube")`)
	d.do(`document.querySelector(".ask input").select()`)
	d.types("https://youtu.be/abc_DEF-123\n")
	d.types("The crossing")
	d.reads("factbox: What to know {paragraph: Tickets}", "embed: youtube abc_DEF-123 The crossing", "paragraph: After")
}

func TestChosenBlockIsNotTypedOver(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "1", Poster: ilbo.Figure{Picture: "1"}}}, {Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "2", Width: 3, Height: 2}}}}})
	film, err := d.Element(".sealed__name")
	d.must(err)
	d.must(film.Click(proto.InputMouseButtonLeft, 1))
	d.is(`!!document.querySelector(".sealed.chosen")`)
	d.types("Then")
	d.reads("video:", "paragraph: Then", "picture: <2|||>")
	picture, err := d.Element(".plate img")
	d.must(err)
	d.must(picture.Click(proto.InputMouseButtonLeft, 1))
	d.types("Quay")
	d.reads("video:", "paragraph: Then", "picture: <2|Quay||>")
	time.Sleep(600 * time.Millisecond) // two presses in one place would be a double one
	d.must(film.Click(proto.InputMouseButtonLeft, 1))
	d.is(`!!document.querySelector(".sealed.chosen")`)
	d.presses(input.Delete)
	d.reads("paragraph: Then", "picture: <2|Quay||>")
}
