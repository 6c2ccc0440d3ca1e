package editor_test

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"ilbo.press"
)

func TestWordsAreFoundAndReplaced(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{
		{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "The fer"}, {Text: "ry", Strong: true}, {Text: " and the Ferryman; a ferry."}}},
		{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "1", Caption: "FERRY", Alt: "A ferry"}}},
		{Kind: ilbo.TableKind, Table: &ilbo.Table{Rows: [][]string{{"ferry", "b"}}}},
	}})
	d.at("The")
	d.presses(input.ControlLeft, input.KeyF)
	d.types("ferry")
	d.is(`document.querySelector(".find__count").textContent === "1 of 6"`)
	d.do(`ed.element.querySelectorAll(".find [type=checkbox]")[1].click()`)
	d.is(`document.querySelector(".find__count").textContent === "1 of 5"`)
	d.do(`ed.element.querySelectorAll(".find [type=checkbox]")[0].click()`)
	d.is(`document.querySelector(".find__count").textContent === "1 of 4"`)
	d.do(`ed.element.querySelector(".find input").focus()`)
	d.presses(input.Enter)
	d.presses(input.Enter)
	d.is(`document.querySelector(".found--here").closest(".slip--alt") !== null`)
	d.presses(input.ShiftLeft, input.Enter)
	d.is(`document.querySelector(".find__count").textContent === "2 of 4"`)
	d.presses(input.ControlLeft, input.KeyH)
	d.types("boat\n")
	d.is(`document.querySelector(".find__count").textContent === "2 of 3"`)
	d.reads("paragraph: The fer**ry** and the Ferryman; a boat.", "picture: <1|FERRY||A ferry>", "table: [ferry|b]")
	d.is(`heard === 0`) // by a form around the editor
	d.button("Replace all")
	d.is(`document.querySelector(".find__count").textContent === "3 replaced."`)
	d.reads("paragraph: The boat and the Ferryman; a boat.", "picture: <1|FERRY||A boat>", "table: [boat|b]")
	d.presses(input.Escape)
	d.is(`document.querySelector(".find").hidden && document.activeElement.role === "textbox" && !document.querySelector(".found")`)
	d.presses(input.ControlLeft, input.KeyZ)
	d.reads("paragraph: The fer**ry** and the Ferryman; a boat.", "picture: <1|FERRY||A ferry>", "table: [ferry|b]")
}

func TestKoreanIsFoundHoweverItIsWritten(t *testing.T) {
	d := write(t, setting{language: ilbo.Korean, body: ilbo.Body{text("앞 \u1112\u1161\u11ab\u1100\u1161\u11bc 뒤 한강과 cafe\u0301 İ x")}})
	d.at("앞")
	d.presses(input.ControlLeft, input.KeyH)
	d.composes(true, hangang...)
	d.is(`document.querySelector(".find__count").textContent === "1 / 2"`)
	d.do(`ed.element.querySelectorAll(".find input[type=text]")[1].focus()`)
	d.composes(true, "강")
	d.button("모두 바꾸기")
	d.reads("paragraph: 앞 강 뒤 강과 cafe\u0301 İ x")
	for _, what := range []string{"café", "x", "강과", "하"} {
		d.do(`const f = ed.element.querySelector(".find input"); f.focus(); f.select()`)
		d.must(d.InsertText(what))
		want := "1 / 1"
		if what == "하" {
			want = "찾는 것이 없습니다"
		}
		d.is(`document.querySelector(".find__count").textContent === "` + want + `"`)
	}
}
