package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// printedSite serves a paper whose chief editor has enough to print today, in both
// languages.
func printedSite(t *testing.T) string {
	t.Helper()
	return newsroomPaper(t, func(dir string, run func(input string, args ...string)) {
		var lines strings.Builder
		midnight := time.Now().In(seoul).Truncate(time.Hour)
		midnight = midnight.Add(-time.Duration(midnight.Hour()) * time.Hour)
		for i := range 26 {
			language, headline, line := "en", fmt.Sprintf("Bridge number %d is closed for the winter", i+1), "Those who walk across number %d every morning say in part %d that they will take the ferry, which is slower, and has coffee."
			if i%2 == 1 {
				language, headline, line = "ko", fmt.Sprintf("%d번 다리 겨울 동안 막는다", i+1), "아침마다 %d번 다리를 걸어 건너던 사람들은 %d번째로 이렇게 말한다. 배를 타면 더디지만 커피가 있다."
			}
			var body []string
			for p := range 5 + i%6 {
				body = append(body, fmt.Sprintf("%q", fmt.Sprintf(line+" "+line, i, 2*p, i, 2*p+1)))
			}
			fmt.Fprintf(&lines, `{"language":%q,"section":%q,"headline":%q,"deck":"","bylines":["Asha"],"published":%q,"body":[%s]}`+"\n",
				language, []string{"national", "sports", "business"}[i%3], headline, midnight.Add(time.Duration(26-i)*time.Second).UTC().Format(time.RFC3339), strings.Join(body, ","))
		}
		name := filepath.Join(dir, "stories.ndjson")
		if err := os.WriteFile(name, []byte(lines.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		run("", "import", "ndjson", name, "--data", dir)
	})
}

// An editor puts a story on the front by keyboard, gives it another headline, and
// closes the edition, which readers have then.
func TestEditorSetsThePrintedPaper(t *testing.T) {
	t.Parallel()
	chief := newReader(t, printedSite(t), 1280, 900)
	chief.signsIn("rahim", chiefsPassword)
	chief.open("/newsroom/press")
	shown := `[...document.querySelectorAll(".sheetcard__page img")].every(i => (i.loading = "eager", i.complete && i.naturalWidth === 720))`
	chief.until(shown)
	story := chief.value(`document.querySelector("#A2 .sheetcard__story").id.split("-")[1]`)
	form := "#A2-" + story
	chief.value(`document.querySelector("` + form + ` summary").focus()`)
	chief.strikes(input.Enter, input.Tab, input.ArrowDown, input.Tab, input.Tab) // opens it, takes page one, and goes past the columns
	chief.typesText("The desk calls it so")
	chief.strikes(input.Enter)
	chief.until(`document.querySelector(".said") && document.querySelector("#A1-` + story + `.sheetcard__story--wanted")`)
	chief.until(shown)
	chief.sees("press-set")

	chief.press(".press__close summary")
	chief.follow(".press__close .firm")
	chief.until(`document.querySelector(".said")`)
	for range 120 {
		if strings.Contains(chief.value(`document.querySelector(".press__state").textContent`), "Version 1 was closed") {
			break
		}
		time.Sleep(500 * time.Millisecond)
		chief.open("/newsroom/press")
	}
	chief.until(`document.querySelector(".press__close summary").textContent.includes("version 2")`)
	day := chief.value(`document.querySelector(".press input[name=day]").value`)
	chief.open("/epaper/" + day)
	chief.until(`document.querySelector("h1") && !document.querySelector(".problem")`)
}

// The board in each of its states, to axe and to whoever looks.
func TestBoardOfThePressIsForEverybody(t *testing.T) {
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	t.Parallel()
	base := printedSite(t)
	for _, look := range []struct {
		name     string
		scheme   string
		width    int
		language string
	}{{"light", "light", 1280, "en"}, {"dark", "dark", 390, "en"}, {"korean", "light", 390, "ko"}, {"korean-dark", "dark", 1280, "ko"}} {
		r := newReader(t, base, look.width, 900)
		if err := protoBypassCSP(r); err != nil {
			t.Fatal(err)
		}
		if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}}).Call(r); err != nil {
			t.Fatal(err)
		}
		r.signsIn("rahim", chiefsPassword)
		r.open("/newsroom/account")
		r.follow(`.choice button[value=` + look.language + `]`)
		r.open("/newsroom/press?language=" + look.language)
		r.value(`document.querySelectorAll(".sheetcard__story details").forEach((d, i) => d.open = i < 2)`)
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s: %s", look.name, v)
		}
		if wide := r.value(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
			t.Errorf("%s: the page is wider than its window", look.name)
		}
		r.sees("press-" + look.name)
	}
}
