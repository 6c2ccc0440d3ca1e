package editor_test

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"ilbo.press"
)

// Nothing of ours may touch a syllable that is being made.

var hangang = []string{"ㅎ", "하", "한", "한ㄱ", "한가", "한강"}

func TestCompositionIsNeverBroken(t *testing.T) {
	body := ilbo.Body{
		text("“"), text("5\u00a0km 앞"), {Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("목록")}},
		{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "1", Caption: "설명"}}},
		{Kind: ilbo.TableKind, Table: &ilbo.Table{Rows: [][]string{{"칸", "b"}}}},
		{Kind: ilbo.FactBox, Title: "상자", Blocks: []ilbo.Block{text("안")}},
	}
	d := write(t, setting{language: ilbo.Korean, body: body})
	d.do(`window.ends = 0; document.addEventListener("compositionend", () => ends++)`)
	for i, place := range []string{"“", "앞", "목록", "설명", "칸", "상자", "안"} {
		d.at(place)
		d.composes(true, hangang...)
		if got, want := d.value("ends"), string(rune('1'+i)); got != want {
			t.Fatalf("after %q, %s compositions ended, want %s: one was broken", place, got, want)
		}
	}
	d.reads("paragraph: “한강", "paragraph: 5\u00a0km 앞한강", "list: • 목록한강", "picture: <1|설명한강||>", "table: [칸한강|b]", "factbox: 상자한강 {paragraph: 안한강}")
}

func TestCompositionGoesOnWhileWordsAreFound(t *testing.T) {
	d := write(t, setting{language: ilbo.Korean, body: ilbo.Body{text("한강의 한강")}})
	d.at("한강의 한강")
	d.presses(input.ControlLeft, input.KeyF)
	d.composes(true, hangang...)
	d.is(`document.querySelector(".find__count").textContent === "1 / 2"`)
	d.at("의 ")
	d.presses(input.End)
	d.types(" ")
	d.composes(false, hangang...)
	d.is(`document.querySelector(".find__count").textContent === "1 / 3"`)
	d.composes(true, "한강")
	d.types(".")
	d.reads("paragraph: 한강의 한강 한강.")
	d.is(`document.querySelectorAll(".found").length === 3 && changes > 0`)
}

func TestQuotesAreLeftAloneWhileComposing(t *testing.T) {
	d := write(t, setting{language: ilbo.Korean})
	d.at0()
	d.types("\"")
	d.composes(true, "ㄱ", "가")
	d.types("\"")
	d.composes(true, "ㄹ", "라", "라ㄱ", "라고")
	d.composes(true, "'", "'a") // an input method's own mark
	d.reads("paragraph: “가”라고'a")
	d.presses(input.ControlLeft, input.KeyZ)
	d.body()
}
