package newsroom_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/htmlcheck"
)

func TestALessonIsWrittenByFormsAlone(t *testing.T) {
	h := open(t)
	const first, second = "The old bank of the old river broke.", "Nobody was hurt."
	s := &ilbo.Story{Language: ilbo.English, Section: "national", Headline: "River", Slug: "river", Path: "/national/2026/11/01/river", Filed: h.clock(), Published: h.clock(),
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(first + " " + second)}}}
	h.must(h.store.PutStory(t.Context(), s))
	b := h.signedIn("rahim")
	address := "/newsroom/stories/1/lesson"
	page := b.page(address + "/forms")
	page.Some(".teach__sentence", 2)
	page.Attr(`input[name="s-1"]`, "value", second)
	page.Text(".teach__sentence:first-child summary", "Explain a word")

	fields := []string{"level", "B1", "s-0", first, "run-0", "0", "t-0", "옛 강의 낡은 둑이 무너졌다.", "s-1", second, "run-1", "0", "t-1", "",
		"w-0-0-words", "old", "w-0-0-meaning", "낡은", "w-0-0-from", "", "w-0-0-speech", "adjective", "w-0-1-words", "old", "w-0-1-meaning", "옛", "w-0-1-headword", "old",
		"w-0-2-words", "bank", "w-0-2-meaning", "<b>둑</b>", "w-0-3-words", "", "g-0-title", "broke", "g-0-text", "break의 과거형입니다."}
	if a := b.post(address, fields...); a.status != http.StatusSeeOther || a.location != address+"/forms?done=lesson" {
		t.Fatalf("keeping it: %d %s %s", a.status, a.location, a.body)
	}
	l, err := h.store.Lesson(t.Context(), s.ID)
	h.must(err)
	var from []int
	for _, g := range l.Glosses {
		from = append(from, g.From)
	}
	if len(from) != 3 || from[0] != 4 || from[1] != 20 || from[2] != 8 || l.Level != "B1" || l.By != "rahim" || l.Explained != ilbo.Korean || len(l.Grammar) != 1 {
		t.Errorf("the lesson is %+v", l)
	}
	page = b.page(address + "/forms?done=lesson")
	page.Attr(`#w-0-1-meaning`, "value", "<b>둑</b>") // in the sentence's order
	page.Attr(`input[name="w-0-2-from"]`, "value", "20")
	if body := b.get(address + "/forms").body; !strings.Contains(body, "1 of 2 sentences are translated, 3 words are explained.") {
		t.Error("it is not said what is missing")
	}

	// What cannot be kept is shown again as it was typed, and says why.
	for typed, why := range map[string]string{"fairy": "do not stand", "old bank": "overlap", "bank of the old": "overlap"} {
		changed := slices.Clone(fields)
		for i := 0; i < len(changed); i += 2 {
			if changed[i] == "w-0-3-words" {
				changed[i+1] = typed
			}
		}
		a := b.post(address, append(changed, "w-0-3-meaning", "뜻", "w-0-3-note", "stays")...)
		if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, why) {
			t.Errorf("%s: %d, and %q is not said", typed, a.status, why)
		}
		htmlcheck.Parse(t, a.body).Attr("#w-0-3-note", "value", "stays")
	}

	// A story that was edited lists what lost its place.
	s.Body[0].Text = ilbo.Plain("It held. " + second)
	h.must(h.store.PutStory(t.Context(), s))
	if body := b.get(address + "/forms").body; strings.Count(body, "Lost their place") != 1 || !strings.Contains(body, "&lt;b&gt;둑&lt;/b&gt;") || !strings.Contains(body, "무너졌다") {
		t.Error("the page does not list what is detached")
	}
	reporter := h.signedIn("asha")
	if a := reporter.post(address, fields...); a.status != http.StatusForbidden {
		t.Errorf("a reporter changes a published lesson: %d", a.status)
	}
	reporter.page(address+"/forms").Some("fieldset.teach__all[disabled]", 1)
	if a := b.post(address + "/drop"); a.status != http.StatusSeeOther {
		t.Errorf("dropping it: %d", a.status)
	}
	if body := b.get(address + "/forms").body; strings.Contains(body, "Lost their place") {
		t.Error("a dropped lesson is still there")
	}
}
