package storetest

import (
	"math"
	"testing"
	"time"

	"ilbo.press"
)

// keptWord is one that was met in a story.
func keptWord(headword, meaning string, due time.Time, days int) ilbo.KeptWord {
	return ilbo.KeptWord{
		Learned: ilbo.Korean, Explained: ilbo.English, Headword: headword, Said: "bae", Speech: ilbo.SpeechNoun, Meaning: meaning, Note: "\"quoted\"\t👩‍👩‍👧", Example: "배가 고파요.", ExampleMeaning: "I am hungry.",
		Sentence: "배가 떠났다.", Words: "배", Path: "/ko/weekly/2026/11/29/x", Headline: "떠난 배", Kept: noon, Recall: ilbo.Recall{Due: due, Days: days},
	}
}

func (p *paper) keeps(r ilbo.Reader, w ilbo.KeptWord) ilbo.KeptWord {
	p.t.Helper()
	if added, err := p.PutKeptWord(p.ctx, r.ID, &w); err != nil || !added {
		p.t.Fatalf("%s is added: %v, %v", w.Headword, added, err)
	}
	return w
}

var keptWords = map[string]func(*testing.T, *paper){
	"a reader's words come back as they were put, one of a meaning": func(t *testing.T, p *paper) {
		minji, jun := p.reader("minji@example.com"), p.reader("jun@example.com")
		ship := p.keeps(minji, keptWord("배", "ship", noon, 0))
		later := keptWord("배", "pear", noon, 0)
		later.Kept = noon.Add(time.Minute)
		pear := p.keeps(minji, later)
		twice := keptWord("배", "ship", noon.Add(time.Hour), 3)
		if added, err := p.PutKeptWord(p.ctx, minji.ID, &twice); added || err != nil || twice.ID != ship.ID {
			t.Errorf("the same word is added again: %v, %v, as %d", added, err, twice.ID)
		}
		p.keeps(jun, keptWord("배", "ship", noon, 0))
		got, err := p.KeptWords(p.ctx, minji.ID)
		p.must(err)
		p.same("words", got, []ilbo.KeptWord{pear, ship})
		one, err := p.KeptWord(p.ctx, minji.ID, ship.ID)
		p.must(err)
		p.same("word", one, ship)
		_, err = p.KeptWord(p.ctx, jun.ID, ship.ID)
		p.refuses(err, ilbo.NotFound)
		p.must(p.DropKeptWord(p.ctx, jun.ID, ship.ID)) // which is not theirs
		for range 2 {
			p.must(p.DropKeptWord(p.ctx, minji.ID, pear.ID))
		}
		got, err = p.KeptWords(p.ctx, minji.ID)
		p.must(err)
		p.same("one dropped", got, []ilbo.KeptWord{ship})
		for range 2 {
			p.must(p.DropKeptWords(p.ctx, minji.ID))
		}
		p.must(p.DropReader(p.ctx, minji.ID))
		if got, err = p.KeptWords(p.ctx, jun.ID); err != nil || len(got) != 1 {
			t.Errorf("another reader has %d words, %v", len(got), err)
		}
	},
	"a word changes at the turn that it was seen at, and no other": func(t *testing.T, p *paper) {
		minji, jun := p.reader("minji@example.com"), p.reader("jun@example.com")
		w := p.keeps(minji, keptWord("배", "ship", noon, 0))
		before := w.Recall
		w.Recall = ilbo.Recall{Due: noon.Add(72 * time.Hour), Days: 3, Stability: math.Nextafter(3.1, 4), Difficulty: 5.282434422319, Reviews: 1, Phase: ilbo.PhaseReview, Reviewed: noon}
		w.Undo, w.Grade, w.Turn = &before, ilbo.GradeGood, 1
		p.refuses(p.ChangeRecall(p.ctx, jun.ID, &w, 0), ilbo.Conflict)
		p.must(p.ChangeRecall(p.ctx, minji.ID, &w, 0))
		p.refuses(p.ChangeRecall(p.ctx, minji.ID, &w, 0), ilbo.Conflict)
		got, err := p.KeptWord(p.ctx, minji.ID, w.ID)
		p.must(err)
		p.same("graded", got, w)
		w.Recall, w.Undo, w.Grade, w.Turn = before, nil, 0, 2
		p.must(p.ChangeRecall(p.ctx, minji.ID, &w, 1))
		got, err = p.KeptWord(p.ctx, minji.ID, w.ID)
		p.must(err)
		p.same("taken back", got, w)
	},
	"words are due at their minute, and from the beginning of their day": func(t *testing.T, p *paper) {
		minji := p.reader("minji@example.com")
		tomorrow := noon.Add(12 * time.Hour)
		for headword, w := range map[string]ilbo.KeptWord{
			"new":         keptWord("new", "m", noon.Add(-time.Hour), 0),
			"late":        keptWord("late", "m", noon.Add(-48*time.Hour), 2),
			"today":       keptWord("today", "m", tomorrow.Add(-time.Minute), 2),
			"tomorrow":    keptWord("tomorrow", "m", tomorrow, 2),
			"this minute": keptWord("this minute", "m", noon, 0),
			"next minute": keptWord("next minute", "m", noon.Add(time.Minute), 0),
		} {
			if headword != "new" {
				w.Recall.Reviews = 1
			}
			p.keeps(minji, w)
		}
		due := func(limit int) (names []string) {
			found, err := p.DueWords(p.ctx, minji.ID, noon, tomorrow, limit)
			p.must(err)
			for _, w := range found {
				names = append(names, w.Headword)
			}
			return names
		}
		p.same("due", due(9), []string{"late", "this minute", "today", "new"})
		p.same("first", due(1), []string{"late"})
		dues, err := p.WordDues(p.ctx, minji.ID)
		p.must(err)
		days := 0
		for _, r := range dues {
			days += r.Days
		}
		if len(dues) != 6 || days != 6 {
			t.Errorf("the dues are %v", dues)
		}
	},
}
