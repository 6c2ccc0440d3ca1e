package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
)

// An editor writes a letter in blocks, with a story between them; another one
// writes meanwhile; neither loses a word, and the letter shows both.
func TestALetterIsWrittenByTwoWithoutLoss(t *testing.T) {
	t.Parallel()
	site := newsroomPaper(t, func(dir string, run func(input string, args ...string)) {
		file := filepath.Join(t.TempDir(), "copy.ndjson")
		line := `{"language":"en","section":"national","headline":"Ferry lines are to run at night","deck":"The harbour office has heard the islands.","published":"2026-11-20T02:40:46Z","body":["The harbour office said so on Tuesday."],"path":"/old/1"}` + "\n"
		if err := os.WriteFile(file, []byte(line), 0o600); err != nil {
			t.Fatal(err)
		}
		run("", "import", "ndjson", file, "--data", dir)
	})
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	judged := func(r *reader, name string) {
		t.Helper()
		if shots := os.Getenv("ILBO_ACCOUNT_SCREENSHOTS"); shots != "" {
			r.shoot(shots, name)
		}
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s: %s", name, v)
		}
	}
	saved := `document.querySelector("[data-part=save]").dataset.state === "saved"`
	types := func(r *reader, text string) {
		t.Helper()
		e, err := r.Element(".letter__body .ProseMirror")
		if err == nil {
			err = e.Focus()
		}
		if err == nil {
			err = r.Keyboard.Press(input.ControlLeft)
		}
		if err == nil {
			err = r.Keyboard.Type(input.End)
		}
		if err == nil {
			err = r.Keyboard.Release(input.ControlLeft)
		}
		if err == nil {
			err = r.InsertText(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	first, second := newReader(t, site, 1280, 1000), newReader(t, site, 390, 844)
	first.signsIn("rahim", chiefsPassword)
	first.open("/newsroom/newsletters")
	first.writes("#name-en-0", "The Morning")
	first.value(`document.querySelector("#source-0").value = "hand"`)
	first.follow(".part .source-form .firm")
	first.open("/newsroom/newsletters/1/letter")
	first.until(`!!document.querySelector(".letter__body .ProseMirror")`)
	second.signsIn("rahim", chiefsPassword)
	second.open("/newsroom/newsletters/1/letter")
	second.until(`!!document.querySelector(".letter__body .ProseMirror")`)

	types(first, "Good morning from the first.")
	first.writes("#story", "1")
	first.press(".letter__story button")
	first.until(saved)
	first.until(`document.querySelector(".letter__body").textContent.includes("Ferry lines")`)
	types(second, "And from the second.")
	second.until(`!!document.querySelector("[data-part=alarm] button")`)
	if got := second.value(`document.querySelector(".letter__body").textContent`); !strings.Contains(got, "And from the second.") {
		t.Errorf("what was typed is gone: %q", got)
	}
	judged(second, "letter-crossed-phone")
	second.press("[data-part=alarm] button")
	second.until(saved)
	judged(second, "letter-joined-phone")
	first.open("/newsroom/newsletters/1/letter")
	first.until(`document.querySelector(".letter__body").textContent.includes("And from the second.")`)
	judged(first, "letter")
	first.open("/newsroom/newsletters/1")
	first.until(`document.querySelector(".letter__text").textContent.includes("And from the second.")`)
	for _, want := range []string{"Good morning from the first.", "Ferry lines are to run at night", "/national/2026/11/20/"} {
		if got := first.value(`document.querySelector(".letter__text").textContent`); !strings.Contains(got, want) {
			t.Errorf("the letter lacks %q: %s", want, got)
		}
	}
	judged(first, "letter-mailing")
	first.open("/newsroom/account")
	first.follow(`.choice button[value=ko]`)
	first.value(`localStorage.setItem("ilbo", '{"theme":"dark"}')`)
	first.open("/newsroom/newsletters/1/letter")
	first.until(`!!document.querySelector(".letter__body .ProseMirror")`)
	judged(first, "letter-korean-dark")
}
