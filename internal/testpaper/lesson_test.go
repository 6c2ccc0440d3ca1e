package testpaper

import (
	"strings"
	"testing"
	"testing/fstest"

	"ilbo.press"
)

func TestTheSampleTeaches(t *testing.T) {
	lessons := map[ilbo.Language][]ilbo.Level{}
	for _, s := range loadSample(t).Stories {
		if s.Lesson == nil {
			continue
		}
		l := s.Lesson
		lessons[s.Language] = append(lessons[s.Language], l.Level)
		if set := l.On(s.Body); !set.Aligned() || len(set.Glosses) != len(l.Glosses) || len(l.Glosses) < 10 || len(l.Grammar) == 0 {
			t.Errorf("%s: %d of %d sentences are translated, %d of %d glosses stand, %d notes on grammar", s.Foreign, set.Rendered(), len(set.Sentences), len(set.Glosses), len(l.Glosses), len(l.Grammar))
		}
		if want := map[ilbo.Language]ilbo.SectionID{ilbo.English: "weekly", ilbo.Korean: "learning-korean"}[s.Language]; s.Section.Top() != want {
			t.Errorf("%s is taught in %s", s.Foreign, s.Section)
		}
		for _, g := range l.Glosses {
			if g.Speech == "" || g.Pronunciation() == "" && g.Speech != ilbo.SpeechGrammar {
				t.Errorf("%s: %s has no part of speech or is not pronounced", s.Foreign, g.Headword)
			}
		}
	}
	for l, levels := range lessons {
		seen := map[ilbo.Level]bool{}
		for _, level := range levels {
			seen[level] = true
		}
		if len(levels) != 4 || len(seen) != 4 {
			t.Errorf("the lessons in %s are %v, want four of four levels", l, levels)
		}
	}
	if len(lessons) != 2 {
		t.Errorf("lessons are in %d languages", len(lessons))
	}
}

func TestWhatIsWrongWithALessonIsNamed(t *testing.T) {
	furniture, err := files.ReadFile(furnitureFile)
	if err != nil {
		t.Fatal(err)
	}
	const good = "level: B1\n\n> The ferry left.\n< 나룻배가 떠났다.\n- ferry | ferry | noun | 나룻배\n"
	for name, c := range map[string]struct{ text, want string }{
		"nothing":               {good, ""},
		"no such sentence":      {strings.Replace(good, "> The", "> A", 1), "story.txt:3: the story has no sentence"},
		"no such words":         {strings.Replace(good, "- ferry", "- fairy", 1), "story.txt:5: a word is"},
		"too little of a word":  {strings.Replace(good, " | 나룻배", "", 1), "story.txt:5: a word is"},
		"not translated":        {"level: B1\n", "0 of 1 sentences are translated"},
		"no level":              {strings.Replace(good, "B1", "B7", 1), "is no level"},
		"a note of nothing":     {"note: x\n" + good, "story.txt:1: note: stands below no word"},
		"words of its own":      {good + "Some words.\n", "story.txt:6: a line of a lesson"},
		"an unknown word class": {strings.Replace(good, "noun", "nouns", 1), "there is no part of speech"},
	} {
		_, err := load(fstest.MapFS{
			furnitureFile: {Data: furniture}, "copy/a/story.txt": {Data: []byte("section: weekly\nlanguage: en\nheadline: H\nago: 1h\n\nThe ferry left.\n")},
			"copy/lessons/en/story.txt": {Data: []byte(c.text)},
		}, sampleNow, sampleNow.Location())
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: load gives %v, want %q", name, err, c.want)
		}
	}
}
