package testpaper

import (
	"fmt"
	"io/fs"
	"strings"

	"ilbo.press"
)

// lessonOf reads the lesson of a story from the folder lessons, where its language has a
// file of the story's name; nil where it has none. A lesson is header lines, then each
// sentence of the story with its translation and the words in it:
//
//	level: B1
//
//	> The library bought 100.
//	< 도서관은 100개를 샀다.
//	- bought | buy | verb | 사다 | baɪ
//	  note: buy–bought–bought
//	  example: Who bought it? = 누가 샀어?
//
//	# A point of grammar
//	What there is to say of it.
//	  example: As before. = 앞과 같다.
//
// A word is words, headword, part of speech, meaning and, where it is not Korean, how it
// is said. A line “sound: 밤빠람” says how Korean is.
func (r *reader) lessonOf(tree fs.FS, s *Story) *ilbo.Lesson {
	name := fmt.Sprintf("copy/lessons/%s/%s.txt", s.Language, s.Name)
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil
	}
	r.file = name
	l := &lessonReader{reader: r, body: s.Body, Lesson: ilbo.Lesson{Story: 1, Learned: s.Language, Explained: ilbo.Korean}}
	if s.Language == ilbo.Korean {
		l.Explained = ilbo.English
	}
	for i, line := range strings.Split(string(text), "\n") {
		l.line(i+1, printed(strings.TrimSpace(line)))
	}
	set := l.Settle(s.Body)
	for _, g := range set.Detached {
		r.fail(1, "%q is in no sentence of the story", g.Words)
	}
	if !set.Aligned() {
		r.fail(1, "%d of %d sentences are translated, and %d translations are left over", set.Rendered(), len(set.Sentences), len(set.Stale))
	}
	if err := l.Check(); err != nil {
		r.fail(1, "%v", err)
	}
	return &l.Lesson
}

// A lessonReader reads a lesson line by line.
type lessonReader struct {
	*reader
	ilbo.Lesson
	body     ilbo.Body
	sentence string // the one that words and translations are of
	run      int    // where it stands
	grammar  bool   // the last thing was a point of grammar, and no word
}

func (l *lessonReader) line(n int, line string) {
	mark, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch mark {
	case "":
	case ">":
		l.sentence, l.run = rest, l.runOf(n, rest)
	case "<":
		l.Renderings = append(l.Renderings, ilbo.Rendering{Passage: ilbo.Passage{Run: l.run, Sentence: l.sentence}, Text: rest})
	case "-":
		l.gloss(n, rest)
	case "#":
		l.Grammar, l.grammar = append(l.Grammar, ilbo.GrammarNote{Title: rest}), true
	case "level:":
		l.Level = ilbo.Level(rest)
	case "note:", "sound:", "example:":
		l.more(n, mark, rest)
	default:
		if !l.grammar || l.Grammar[len(l.Grammar)-1].Text != "" {
			l.fail(n, "a line of a lesson begins with >, <, -, # or a field, not %q", mark)
			return
		}
		l.Grammar[len(l.Grammar)-1].Text = line
	}
}

// runOf finds the run that a sentence stands in.
func (l *lessonReader) runOf(n int, sentence string) int {
	for i, run := range l.body.Runs() {
		if strings.Contains(run.String(), sentence) {
			return i
		}
	}
	l.fail(n, "the story has no sentence %q", sentence)
	return 0
}

func (l *lessonReader) gloss(n int, text string) {
	l.grammar = false
	parts := strings.Split(text, " | ")
	before, _, found := strings.Cut(l.sentence, parts[0])
	if len(parts) < 4 || len(parts) > 5 || !found {
		l.fail(n, "a word is “words | headword | part of speech | meaning” and perhaps how it is said, and its words stand in the sentence above")
		return
	}
	g := ilbo.Gloss{Passage: ilbo.Passage{Run: l.run, Sentence: l.sentence, From: len([]rune(before)), Words: parts[0]}, Headword: parts[1], Speech: ilbo.PartOfSpeech(parts[2]), Meaning: parts[3]}
	if len(parts) == 5 {
		g.Said = parts[4]
	}
	l.Glosses = append(l.Glosses, g)
}

// more adds a field to the last word or point of grammar.
func (l *lessonReader) more(n int, field, text string) {
	var note, example, meaning *string
	switch {
	case l.grammar:
		g := &l.Grammar[len(l.Grammar)-1]
		example, meaning = &g.Example, &g.ExampleMeaning
	case len(l.Glosses) > 0:
		g := &l.Glosses[len(l.Glosses)-1]
		note, example, meaning = &g.Note, &g.Example, &g.ExampleMeaning
		if field == "sound:" {
			g.Sound = text
			return
		}
	}
	switch {
	case field == "example:" && example != nil:
		*example, *meaning, _ = strings.Cut(text, " = ")
	case field == "note:" && note != nil:
		*note = text
	default:
		l.fail(n, "%s stands below no word", field)
	}
}
