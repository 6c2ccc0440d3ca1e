package editor_test

import (
	"testing"

	"github.com/go-rod/rod/lib/input"

	"ilbo.press"
)

func TestMarksAreSetAsTyped(t *testing.T) {
	desks := map[ilbo.Language]*copyDesk{ilbo.English: write(t, setting{}), ilbo.Korean: write(t, setting{language: ilbo.Korean})}
	for _, test := range []struct {
		language ilbo.Language
		typed    string
		want     string
	}{
		{"en", `"Yes," he said. "It's 'fine'."`, "“Yes,” he said. “It’s ‘fine’.”"},
		{"en", `("Quietly," 'twas said)`, "(“Quietly,” ‘twas said)"},
		{"en", `the 1990's, the '90s and "the '80s"`, "the 1990’s, the ’90s and “the ’80s”"},
		{"en", "wait... and see.... no", "wait… and see…. no"},
		{"en", "pages 3--5 --- all of them - yes", "pages 3–5 — all of them - yes"},
		{"en", "5 km away, 20 kg. 3 million, 5 kmx 4 cats ", "5\u00a0km away, 20\u00a0kg. 3\u00a0million, 5 kmx 4 cats"},
		{"ko", `그는 "강은 길"이라고 했다. '밤'에도`, "그는 “강은 길”이라고 했다. ‘밤’에도"},
		{"ko", `시는"밤"을 '2026년'이라고 했다.`, "시는“밤”을 ‘2026년’이라고 했다."},
		{"ko", "100만 원, 412 명이 5 km를 3 번 ", "100만\u00a0원, 412\u00a0명이 5\u00a0km를 3 번"},
	} {
		d := desks[test.language]
		d.do(`ed.setBody([])`)
		d.at0()
		d.types(test.typed)
		if got := d.value(`ed.body()[0].text.map((s) => s.text).join("").trimEnd()`); got != test.want {
			t.Errorf("%s: %s became %s, want %s", test.language, test.typed, got, test.want)
		}
	}
}

func TestTypographyIsTakenBackAtOnce(t *testing.T) {
	d := write(t, setting{})
	d.at0()
	for _, back := range [][]input.Key{{input.Backspace}, {input.ControlLeft, input.KeyZ}} {
		d.types(`say "`)
		d.reads("paragraph: say “")
		d.presses(back...)
		d.reads(`paragraph: say "`)
		d.types("no...")
		d.reads(`paragraph: say "no…`)
		d.presses(back...)
		d.reads(`paragraph: say "no...`)
		d.types(" 5 km")
		d.types(".")
		d.presses(back...)
		d.types(" on")
		d.reads(`paragraph: say "no... 5 km. on`)
		d.do(`ed.setBody([])`)
	}
	d.types("a-")
	d.presses(input.Backspace) // takes one letter and no more
	d.reads("paragraph: a")
}

func TestTypographyHasASwitchThatIsRemembered(t *testing.T) {
	d := write(t, setting{})
	d.at0()
	d.button("Set quotes and dashes while typing")
	d.types(`"a" -- b...`)
	d.reads(`paragraph: "a" -- b...`)
	d.is(`document.querySelector("[aria-label='Set quotes and dashes while typing']").ariaPressed === "false" && localStorage["ilbo-typography"] === "off"`)
	d.pastes(map[string]string{"text/plain": `"Straight" it stays`})
	d.reads(`paragraph: "a" -- b..."Straight" it stays`)
}

func TestSpaceThatDoesNotBreakIsTypedAndShown(t *testing.T) {
	d := write(t, setting{body: ilbo.Body{text("Page")}})
	d.at("Page")
	d.presses(input.ControlLeft, input.ShiftLeft, input.Space)
	d.types("7")
	d.reads("paragraph: Page\u00a07")
	d.is(`document.querySelector(".nobreak").textContent === "\u00a0"`)
}
