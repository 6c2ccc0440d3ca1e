package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

const (
	explaining = `!document.querySelector(".explain").hidden`
	explained  = `document.querySelector(".explain").hidden && document.querySelector("[data-part=saved]").textContent === "Kept."`
	markedNow  = `document.querySelector(".explain [data-part=words]").textContent`
)

// marks drags the mouse over words of a sentence of the lesson's page.
func (r *reader) marks(sentence, words string) {
	r.t.Helper()
	box := r.value(`(() => { const box = document.querySelector('.abreast[data-n="` + sentence + `"] .abreast__text'); box.scrollIntoView({ block: "center" });
		const all = document.createTreeWalker(box, NodeFilter.SHOW_TEXT); const at = box.textContent.indexOf("` + words + `"), end = at + ` + strconv.Itoa(len(words)) + `;
		const range = document.createRange(); let seen = 0;
		for (let n = all.nextNode(); n; n = all.nextNode()) {
			const next = seen + n.length;
			if (at >= seen && at < next) range.setStart(n, at - seen);
			if (end > seen && end <= next) range.setEnd(n, end - seen);
			seen = next;
		}
		const list = range.getClientRects(), a = list[0], b = list[list.length - 1];
		return [a.left + 1, a.top + a.height / 2, b.right - 1, b.top + b.height / 2].join(" "); })()`)
	var from, to proto.Point
	if _, err := fmt.Sscan(box, &from.X, &from.Y, &to.X, &to.Y); err != nil {
		r.t.Fatalf("%q: %v", box, err)
	}
	for _, err := range []error{r.Mouse.MoveTo(from), r.Mouse.Down(proto.InputMouseButtonLeft, 1), r.Mouse.MoveLinear(to, 5), r.Mouse.Up(proto.InputMouseButtonLeft, 1)} {
		if err != nil {
			r.t.Fatal(err)
		}
	}
}

// TestALessonIsMadeInItsText goes from the copy of a story that nobody has published to
// the lesson that readers have: by mouse, by keys, from the list of words and from the
// glossary.
func TestALessonIsMadeInItsText(t *testing.T) {
	t.Parallel()
	var address string
	list := filepath.Join(t.TempDir(), "words.csv")
	if err := os.WriteFile(list, []byte("ferry,B1,noun\npier,B2,noun\nwave,C1,verb\nship,A1\nno level\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	base := newsroomPaper(t, func(dir string, run func(string, ...string)) { run("", "import", "words", list, "--data", dir) })
	r := newReader(t, base, 1400, 900)
	faults := r.faults()
	r.signsIn("rahim", chiefsPassword)
	if err := protoBypassCSP(r); err != nil {
		t.Fatal(err)
	}
	address = r.begins("Ferries")
	r.copies("The ferries left the pier at ten. Nobody waved from the ships. Rain fell.")
	r.isSaved()

	// From the copy, by the button of the editor.
	r.value(`(() => { const p = document.querySelector(".ProseMirror p").firstChild; const range = document.createRange(); range.setStart(p, 4); range.setEnd(p, 11); const s = getSelection(); s.removeAllRanges(); s.addRange(range); document.querySelector(".ProseMirror").focus(); })()`)
	r.until(`document.querySelector('.tools__button[aria-label="Explain for learners"]').getAttribute("aria-disabled") === null`)
	r.going(func() { r.press(`.tools__button[aria-label="Explain for learners"]`) })
	r.until(explaining)
	r.until(`document.querySelector("#gloss-headword").value === "ferry" && document.querySelector("#gloss-speech").value === "noun"`)
	if got := r.value(markedNow); got != "ferries" {
		t.Errorf("the form is on %q", got)
	}
	r.writes("#gloss-meaning", "나룻배")
	r.writes("#gloss-note", "מעבורת 👩‍👩‍👧")
	r.writes("#gloss-said", "ˈferi")
	r.press(".explain button.firm")
	r.until(explained)
	r.until(`document.querySelector(".glossed").textContent === "ferries" && document.activeElement.matches('.abreast[data-n="0"] .abreast__text')`)

	// By the mouse: what overlaps is refused as it is marked.
	r.marks("0", "The ferries left")
	r.until(`document.querySelector("[data-part=alarm]").textContent.includes("“ferries” is explained already")`)
	r.marks("0", "at ten")
	r.until(explaining + ` && ` + markedNow + ` === "at ten"`)
	r.strikes(input.Escape)
	r.until(`document.querySelector(".explain").hidden`)

	// By keys alone: three words on from “The”, then Enter.
	r.value(`document.querySelector('.abreast[data-n="0"] .abreast__text').focus()`)
	r.strikes(input.Home, input.ArrowRight, input.ArrowRight, input.ArrowRight, input.ArrowRight, input.Enter)
	r.until(explaining + ` && ` + markedNow + ` === "pier" && document.querySelector(".explain [data-part=level]").textContent === "B2"`)
	r.until(`document.activeElement.id === "gloss-meaning"`)
	r.writesOn("부두")
	r.strikes(input.Enter)
	r.until(explained + ` && document.querySelectorAll(".glossed").length === 2`)

	// From the list of words.
	r.until(`[...document.querySelectorAll(".hint")].some(h => h.textContent.startsWith("wave"))`)
	if got := r.value(`[...document.querySelectorAll(".hint")].map(h => h.textContent).join(" ")`); strings.Contains(got, "ship") || strings.Contains(got, "pier") {
		t.Errorf("suggested is %q", got)
	}
	r.press(".hint")
	r.until(explaining + ` && ` + markedNow + ` === "waved" && document.querySelector("#gloss-headword").value === "wave"`)
	r.writes("#gloss-meaning", "손을 흔들다")
	r.press(".explain button.firm")
	r.until(explained + ` && document.querySelectorAll(".glossed").length === 3`)

	// Translations, from one to the next.
	r.press("#t-0")
	r.writesOn("나룻배가 열 시에 부두를 떠났다.")
	r.strikes(input.Enter)
	r.until(`document.activeElement.id === "t-1" && !document.querySelector('.abreast[data-n="0"]').classList.contains("abreast--missing")`)
	r.writesOn("배에서 3명이 손을 흔들었다.")
	r.strikes(input.Enter)
	r.until(`document.activeElement.id === "t-2" && document.querySelector("#r-1").textContent.includes("Stands in one of the two alone: 3")`)
	r.until(`document.querySelector("[data-part=stands]").textContent.startsWith("2 of 3")`)
	t.Run("axe", func(t *testing.T) {
		script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
		if err != nil {
			t.Fatal(err)
		}
		r.marks("0", "at ten")
		r.until(explaining)
		for _, v := range r.violations(string(script)) {
			t.Errorf("the lesson's desk: %s", v)
		}
		if dir := os.Getenv("ILBO_LESSON_SHOT"); dir != "" {
			r.shoot(dir, "teach")
		}
		r.strikes(input.Escape)
		r.open("/newsroom/glossary")
		for _, v := range r.violations(string(script)) {
			t.Errorf("the glossary: %s", v)
		}
		if dir := os.Getenv("ILBO_LESSON_SHOT"); dir != "" {
			r.shoot(dir, "glossary")
		}
	})

	// Half a lesson is published with open eyes.
	r.open(address)
	r.canWrite()
	if got := r.value(`document.querySelector('form[action$="/acts/publish"] .note').textContent`); !strings.Contains(got, "Lesson: 1 of 3 sentences are not translated.") {
		t.Errorf("before it is published the sheet says %q", got)
	}
	r.acts("publish")
	r.until(`document.querySelector(".past").textContent.includes("Lesson published unfinished")`)

	// Another story: what was explained fills in the form.
	r.begins("More ferries")
	r.copies("One ferry sank.")
	r.isSaved()
	r.going(func() { r.value(`location.href = location.pathname + "/lesson"`) })
	r.marks("0", "ferry")
	r.until(explaining + ` && document.querySelector("#gloss-meaning").value === "나룻배" && document.querySelector(".explain__choice").textContent.includes("나룻배")`)
	r.press(".explain button.firm")
	r.until(explained)
	if f := faults(); len(f) > 0 {
		t.Errorf("the browser says %q", f)
	}
}

// crowded is a draft whose every word is explained, ten to a sentence, and what explains
// them.
func (b *backroom) crowded() ilbo.StoryID {
	b.t.Helper()
	const sentences, words = 50, 10
	l := &ilbo.Lesson{Learned: ilbo.English, Explained: ilbo.Korean, Level: "B1", By: "rahim", At: time.Now().UTC().Truncate(time.Millisecond)}
	var text strings.Builder
	for n := range sentences {
		var sentence strings.Builder
		var from []int
		for k := range words {
			from = append(from, sentence.Len())
			fmt.Fprintf(&sentence, "Word%c%c%c ", 'a'+n/10, 'a'+n%10, 'a'+k)
		}
		one := strings.TrimSpace(sentence.String()) + "."
		for _, at := range from {
			word := one[at : at+len("Wordaaa")]
			l.Glosses = append(l.Glosses, ilbo.Gloss{Passage: ilbo.Passage{Sentence: one, From: at, Words: word}, Headword: word, Meaning: "뜻 " + word, Note: "أقرب כאן " + word})
		}
		text.WriteString(one + " ")
	}
	id, err := b.Begin(b.t.Context(), b.chief, ilbo.Copy{Language: ilbo.English, Section: "national", Headline: "Crowded",
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(text.String() + "And one more.")}}})
	b.must(err)
	l.Story = id
	b.must(l.Check())
	b.must(b.store.PutLesson(b.t.Context(), l))
	return id
}

// TestALessonOfFiveHundredWordsIsWorkedAt opens the fullest lesson that there may be, and
// what an editor's change did to it.
func TestALessonOfFiveHundredWordsIsWorkedAt(t *testing.T) {
	t.Parallel()
	base, dir := listedPaper(t)
	b := openBackroom(t, dir)
	id := b.crowded()
	r := newReader(t, base, 1280, 900)
	r.signsIn("rahim", chiefsPassword)
	began := time.Now()
	r.open(fmt.Sprintf("/newsroom/stories/%d/lesson", id))
	r.until(`document.querySelectorAll(".glossed").length === 500`)
	t.Logf("500 words are shown after %v", time.Since(began))
	began = time.Now()
	r.press("#word-49-9")
	r.until(explaining + ` && document.querySelector("#gloss-note").value.startsWith("أقرب")`)
	t.Logf("the form opens after %v", time.Since(began))
	r.writes("#gloss-meaning", "다른 뜻")
	began = time.Now()
	r.press(".explain button.firm")
	r.until(explained)
	t.Logf("it is kept after %v", time.Since(began))
	r.press("#word-50-2")
	r.until(explaining)
	r.writes("#gloss-meaning", "하나 더")
	r.press(".explain button.firm")
	r.until(`document.querySelector(".explain [data-part=refused]").textContent === "The lesson has more than 500 glosses."`)

	// A sentence goes; its words are listed, and one press puts one on its word again.
	newest, err := b.Version(t.Context(), b.chief, id, 0)
	b.must(err)
	c := *newest.Copy
	text := c.Body[0].Text.String()
	_, rest, _ := strings.Cut(text, ". ")
	c.Body = ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("They say Wordaaa twice. " + rest)}}
	_, err = b.Save(t.Context(), b.chief, desk.Saving{Story: id, Base: newest.Number, Tab: "t", Copy: c})
	b.must(err)
	r.open(fmt.Sprintf("/newsroom/stories/%d/lesson", id))
	r.until(`document.querySelectorAll("[data-part=detached] li").length === 10 && document.querySelectorAll(".glossed").length === 490`)
	r.press("[data-part=detached] li:first-child button")
	r.until(`document.querySelectorAll("[data-part=detached] li").length === 9 && document.querySelector(".glossed").textContent === "Wordaaa"`)
}
