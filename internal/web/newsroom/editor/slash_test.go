package editor_test

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"ilbo.press"
)

func TestSlashMenuIsWorkedByKeyboard(t *testing.T) {
	d := write(t, setting{})
	d.at0()
	d.types("/")
	d.is(`document.querySelector("[role=listbox]").checkVisibility() && document.querySelectorAll("[role=option]").length === 11`)
	d.is(`document.querySelector("[role=textbox]").getAttribute("aria-activedescendant") === document.querySelector("[role=option][aria-selected=true]").id`)
	d.types("quo")
	d.is(`[...document.querySelectorAll(".slash__name")].map((n) => n.textContent).join() === "Quote,Pull quote"`)
	d.presses(input.ArrowDown)
	d.is(`document.querySelector("[aria-selected=true]").textContent.startsWith("Pull quote")`)
	d.presses(input.Enter)
	d.is(`document.querySelector("[role=listbox]").hidden && !document.querySelector("[role=textbox]").hasAttribute("aria-activedescendant")`)
	d.types("Nobody missed it.")
	d.reads("pullquote: Nobody missed it.")
	d.presses(input.ControlLeft, input.Enter)
	d.types("/")
	d.presses(input.Escape)
	d.is(`document.querySelector("[role=listbox]").hidden`)
	d.types("table") // it stays what was typed
	d.reads("pullquote: Nobody missed it.", "paragraph: /table")
	d.presses(input.ControlLeft, input.Enter)
	d.types("/xyz\n")
	d.types("and/or")
	d.reads("pullquote: Nobody missed it.", "paragraph: /table", "paragraph: /xyz", "paragraph: and/or")
	d.is(`document.querySelector("[role=listbox]").hidden`)
}

func TestSlashMenuKnowsUnfinishedSyllables(t *testing.T) {
	d := write(t, setting{language: ilbo.Korean})
	d.at0()
	d.types("/")
	d.composes(false, "ㅇ", "이", "인", "인ㅇ", "인요")
	d.is(`[...document.querySelectorAll(".slash__name")].map((n) => n.textContent).join() === "인용,발췌"`)
	d.composes(true, "인용")
	d.presses(input.Enter)
	d.composes(true, "ㄱ", "가", "강", "강ㅇ", "강으", "강은")
	d.reads("quote: 강은")
	d.presses(input.ControlLeft, input.Enter)
	d.types("/")
	d.composes(false, "ㅅ", "사", "샂")
	d.is(`[...document.querySelectorAll(".slash__name")].map((n) => n.textContent).join() === "보관 사진,새 사진,화보"`)
	d.composes(true, "사지", "사진")
	d.do(`document.querySelector("[role=option]").click()`)
	d.is(`ed.body().length === 2`)
	d.reads("quote: 강은", "picture: <7|||>")
	d.is(`document.querySelector(".plate__lacks").textContent === "사진 설명과 대체 텍스트가 없습니다"`)
}
