package lesson_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/lesson"
)

// counted is an archive that holds some words.
type counted map[string]int

func (c counted) Held(_ context.Context, _ ilbo.Language, words []string, most int) ([]int, error) {
	var all []int
	for _, w := range words {
		n, there := c[strings.ToLower(w)]
		if !there {
			n = most
		}
		all = append(all, min(n, most))
	}
	return all, nil
}

func (counted) Size(_ context.Context, most int) (int, error) { return most, nil }

func sheetOf(l ilbo.Language, level ilbo.Level, text string, glosses ...string) *lesson.Sheet {
	of := &ilbo.Lesson{Story: 1, Learned: l, Explained: ilbo.Korean, Level: level}
	if l == ilbo.Korean {
		of.Explained = ilbo.English
	}
	for _, g := range glosses {
		of.Glosses = append(of.Glosses, ilbo.Gloss{Headword: g, Meaning: "뜻"})
	}
	b := ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(text)}}
	return &lesson.Sheet{Lesson: of, Body: b, Setting: of.On(b)}
}

func TestWordsAboveTheLevelAreSuggested(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	lists := map[ilbo.Language][]ilbo.ListedWord{
		ilbo.English: {{Word: "pier", Level: "C1", Speech: "noun"}, {Word: "leave", Level: "A1"}, {Word: "carry", Level: "B2"}, {Word: "well", Level: "A1"}, {Word: "well", Level: "C1", Speech: "noun"}, {Word: "may", Level: "C2"}},
		ilbo.Korean:  {{Word: "부두", Level: "TOPIK 5"}, {Word: "떠나다", Level: "TOPIK 2"}, {Word: "흔들다", Level: "TOPIK 4"}, {Word: "국회", Level: "TOPIK 4"}},
	}
	if err := r.LoadWords(ctx, rahim, lists); err != nil {
		t.Fatal(err)
	}
	d := r.Reading(counted{"gunwale": 3, "mooring": 0, "halyards": 2, "kim": 0, "seoul": 0, "gwangju": 0, "돛대": 1, "김서연": 0, "부산시": 0, "뱃전": 0})
	for name, c := range map[string]struct {
		sheet *lesson.Sheet
		want  string
	}{
		"by the list":              {sheetOf(ilbo.English, "B1", "The ferries carried us and left the piers well."), "carried=carry B2, piers=pier C1"},
		"a higher level":           {sheetOf(ilbo.English, "B2", "The ferries carried us and left the piers."), "piers=pier C1"},
		"what is explained":        {sheetOf(ilbo.English, "B1", "They carried it to the piers.", "Pier"), "carried=carry B2"},
		"rare in the archive":      {sheetOf(ilbo.English, "B1", "He sat on the gunwale by a mooring, and the halyards sang."), "gunwale=gunwale 3, mooring=moor 0, halyards=halyard 2"},
		"names and numbers":        {sheetOf(ilbo.English, "B1", "Kim left Seoul with 300 men. In 2026 he saw Gwangju and NATO."), ""},
		"Korean, by the list":      {sheetOf(ilbo.Korean, "TOPIK 3", "배는 부두에서 떠났습니다. 아무도 손을 흔들지 않았다."), "부두=부두 TOPIK 5, 흔들지=흔들다 TOPIK 4"},
		"Korean, in the archive":   {sheetOf(ilbo.Korean, "TOPIK 3", "돛대가 뱃전까지 부러졌다."), "돛대=돛대 1, 뱃전=뱃전 0"},
		"Korean names":             {sheetOf(ilbo.Korean, "TOPIK 3", "김서연 시장은 부산시에서 왔다."), ""},
		"once, where it first is":  {sheetOf(ilbo.English, "B1", "A pier. Two piers."), "pier=pier C1"},
		"no letters, no sentences": {sheetOf(ilbo.English, "B1", "… 👩‍👩‍👧 — 12"), ""},
	} {
		found, err := d.Suggest(ctx, c.sheet)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, s := range found {
			why := string(s.Level)
			if why == "" {
				why = fmt.Sprint(s.Stories)
			}
			all = append(all, s.Words+"="+s.Headword+" "+why)
			text := []rune(c.sheet.Setting.Sentences[s.Sentence].Text)
			if got := string(text[s.From : s.From+len([]rune(s.Words))]); got != s.Words {
				t.Errorf("%s: %q stands where %q should", name, got, s.Words)
			}
		}
		if got := strings.Join(all, ", "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestWhatWasExplainedIsFoundAgain(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	l := r.lesson()
	l.Glosses = append(l.Glosses, ilbo.Gloss{Passage: ilbo.Passage{Sentence: second, From: 7, Words: "waved"}, Headword: "wave", Speech: ilbo.SpeechVerb, Meaning: "손을 흔들다"})
	if _, err := r.Prepare(ctx, rahim, l, ""); err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{"waves": "손을 흔들다", "WAVING": "손을 흔들다", "waved": "손을 흔들다", "piers": "부두", "quay": ""} {
		g, err := r.Guess(ctx, ilbo.English, ilbo.Korean, words, true)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(g.Before) > 0 {
			got = g.Before[0].Meaning
		}
		if got != want {
			t.Errorf("%s was explained as %q, want %q", words, got, want)
		}
	}
	for words, want := range map[string]string{"took part": "take part", "선장이었다": "선장", "Hangang": "Hangang"} {
		in := ilbo.English
		if words[0] >= 0x80 {
			in = ilbo.Korean
		}
		g, err := r.Guess(ctx, in, ilbo.Korean, words, false)
		if err != nil {
			t.Fatal(err)
		}
		if forms := []string{g.Headword}; !slices.Contains(forms, want) && want != "선장" {
			t.Errorf("%s is %q, want %q", words, g.Headword, want)
		}
	}
	if _, err := r.Guess(ctx, ilbo.English, ilbo.Korean, strings.Repeat("long ", 40), true); ilbo.KindOf(err) != ilbo.Invalid {
		t.Errorf("many words: %v", err)
	}
}
