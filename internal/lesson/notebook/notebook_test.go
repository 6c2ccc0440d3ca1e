package notebook_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/lesson/notebook"
	"ilbo.press/internal/store"
)

// A desk is a notebook with its clock, and two readers.
type desk struct {
	*notebook.Notebook
	t          *testing.T
	now        time.Time
	store      *store.Store
	minji, jun ilbo.ReaderID
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "paper.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d := &desk{t: t, now: time.Date(2026, 11, 29, 3, 0, 0, 0, time.UTC), store: s}
	d.Notebook = notebook.New(s, func() time.Time { return d.now })
	for email, id := range map[string]*ilbo.ReaderID{"minji@example.com": &d.minji, "jun@example.com": &d.jun} {
		r := ilbo.Reader{Email: email, Language: ilbo.Korean, Added: d.now}
		if err := s.PutReader(t.Context(), &r); err != nil {
			t.Fatal(err)
		}
		*id = r.ID
	}
	return d
}

func pier() ilbo.KeptWord {
	return ilbo.KeptWord{Learned: ilbo.English, Explained: ilbo.Korean, Headword: "pier", Said: "pɪr", Speech: ilbo.SpeechNoun, Meaning: "부두", Sentence: "The ferry left the old pier at ten.", Words: "pier", Path: "/weekly/2026/11/29/pier", Headline: "The old pier"}
}

func (d *desk) keeps(reader ilbo.ReaderID, w ilbo.KeptWord) ilbo.KeptWord {
	d.t.Helper()
	if err := d.Keep(d.t.Context(), reader, &w); err != nil {
		d.t.Fatal(err)
	}
	return w
}

func (d *desk) words(reader ilbo.ReaderID) []ilbo.KeptWord {
	d.t.Helper()
	all, err := d.Words(d.t.Context(), reader)
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

func (d *desk) grades(reader ilbo.ReaderID, w ilbo.KeptWord, g ilbo.Grade) ilbo.KeptWord {
	d.t.Helper()
	graded, err := d.Grade(d.t.Context(), reader, w.ID, w.Turn, g)
	if err != nil {
		d.t.Fatal(err)
	}
	return graded
}

func (d *desk) refuses(err error, why notebook.Reason) {
	d.t.Helper()
	if !errors.Is(err, why) {
		d.t.Errorf("got %v, want %q", err, why)
	}
}

func TestAWordIsKeptOnce(t *testing.T) {
	d := newDesk(t)
	w := d.keeps(d.minji, pier())
	d.grades(d.minji, w, ilbo.GradeGood)
	again := pier()
	again.Headword = "  pier\t" // which is the same
	if again = d.keeps(d.minji, again); again.ID != w.ID {
		t.Errorf("the same word is kept as %d and %d", w.ID, again.ID)
	}
	letters := ilbo.KeptWord{Learned: ilbo.Korean, Explained: ilbo.English, Headword: "\u1112\u1161\u11ab\u1100\u1161\u11bc", Meaning: "the Han"}
	syllables := letters
	syllables.Headword = "한강"
	if a, b := d.keeps(d.minji, letters), d.keeps(d.minji, syllables); a.ID != b.ID {
		t.Error("한강 in letters and in syllables are two words")
	}
	all := d.words(d.minji)
	if len(all) != 2 || all[1].Recall.Reviews != 1 {
		t.Errorf("kept are %+v", all)
	}
	d.keeps(d.minji, ilbo.KeptWord{Learned: ilbo.English, Explained: ilbo.Korean, Headword: "pier", Meaning: "교각"}) // another meaning
	if err := d.LetGoOf(t.Context(), d.minji, pier()); err != nil {
		t.Fatal(err)
	}
	if all = d.words(d.minji); len(all) != 2 || all[0].Meaning == "부두" || all[1].Meaning == "부두" {
		t.Errorf("left are %+v", all)
	}
}

// TestWhatIsNoWordIsRefused has everything that a notebook does not hold, and what it
// makes of the rest.
func TestWhatIsNoWordIsRefused(t *testing.T) {
	d := newDesk(t)
	for name, change := range map[string]func(*ilbo.KeptWord){
		"no headword":           func(w *ilbo.KeptWord) { w.Headword = " \u200b" },
		"no meaning":            func(w *ilbo.KeptWord) { w.Meaning = "\u202e" },
		"a long headword":       func(w *ilbo.KeptWord) { w.Headword = strings.Repeat("가", 81) },
		"a long pronunciation":  func(w *ilbo.KeptWord) { w.Said = strings.Repeat("a", 81) },
		"a long meaning":        func(w *ilbo.KeptWord) { w.Meaning = strings.Repeat("a", 201) },
		"a long note":           func(w *ilbo.KeptWord) { w.Note = strings.Repeat("a", 601) },
		"a long example":        func(w *ilbo.KeptWord) { w.Example = strings.Repeat("a", 301) },
		"its long translation":  func(w *ilbo.KeptWord) { w.ExampleMeaning = strings.Repeat("a", 301) },
		"a long sentence":       func(w *ilbo.KeptWord) { w.Sentence = strings.Repeat("a", 2_001) },
		"a long headline":       func(w *ilbo.KeptWord) { w.Headline = strings.Repeat("a", 301) },
		"a long address":        func(w *ilbo.KeptWord) { w.Path = ilbo.Path("/" + strings.Repeat("a", 500)) },
		"a script as address":   func(w *ilbo.KeptWord) { w.Path = "javascript:alert(1)" },
		"an address elsewhere":  func(w *ilbo.KeptWord) { w.Path = "//evil.example/" },
		"one by a backslash":    func(w *ilbo.KeptWord) { w.Path = `/\evil.example` },
		"one language":          func(w *ilbo.KeptWord) { w.Explained = ilbo.English },
		"a language of its own": func(w *ilbo.KeptWord) { w.Learned = "xx" },
		"a speech of its own":   func(w *ilbo.KeptWord) { w.Speech = "spell" },
	} {
		w := pier()
		change(&w)
		if err := d.Keep(t.Context(), d.minji, &w); !errors.Is(err, notebook.BadWord) || ilbo.KindOf(err) != ilbo.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	w := pier()
	w.Headword, w.Note, w.Sentence, w.Words = "pi\u202eer\x00", "a\u2066b\r\nc\x1b[31m<script>alert(1)</script>", "A \u2069sentence.", "not in it"
	w = d.keeps(d.minji, w)
	if w.Headword != "pier" || w.Note != "ab c[31m<script>alert(1)</script>" || w.Sentence != "A sentence." || w.Words != "" {
		t.Errorf("kept is %+v", w)
	}
}

func TestANotebookHoldsOnlySoManyWords(t *testing.T) {
	d := newDesk(t)
	err := d.store.Together(t.Context(), func(ctx context.Context) error {
		for i := range notebook.MaxWords {
			w := pier()
			w.Headword, w.Kept, w.Recall = fmt.Sprint(i), d.now, ilbo.Recall{Due: d.now}
			if _, err := d.store.PutKeptWord(ctx, d.minji, &w); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w := pier()
	d.refuses(d.Keep(t.Context(), d.minji, &w), notebook.TooMany)
	first := pier()
	first.Headword = "0"
	d.keeps(d.minji, first) // which is there
	taken, err := d.Bring(t.Context(), d.minji, []ilbo.KeptWord{pier(), first})
	if err != nil || taken[0] || !taken[1] {
		t.Errorf("a full notebook takes %v, %v", taken, err)
	}
	if n := len(d.words(d.minji)); n != notebook.MaxWords {
		t.Errorf("it holds %d", n)
	}
	d.keeps(d.jun, pier()) // theirs has room
}

func TestWordsOfOthersAreNotThere(t *testing.T) {
	d := newDesk(t)
	w := d.keeps(d.minji, pier())
	_, err := d.Word(t.Context(), d.jun, w.ID)
	d.refuses(err, notebook.NoSuch)
	_, err = d.Grade(t.Context(), d.jun, w.ID, 0, ilbo.GradeEasy)
	d.refuses(err, notebook.NoSuch)
	_, err = d.Undo(t.Context(), d.jun, w.ID, 0)
	d.refuses(err, notebook.NoSuch)
	if err := d.LetGo(t.Context(), d.jun, w.ID); err != nil {
		t.Error(err)
	}
	if err := d.Release(t.Context(), ilbo.Reader{ID: d.jun}); err != nil {
		t.Error(err)
	}
	if all := d.words(d.minji); len(all) != 1 || all[0].Turn != 0 {
		t.Errorf("left is %+v", all)
	}
	if _, held, err := d.Held(t.Context(), ilbo.Reader{ID: d.jun}); err != nil || len(held.([]ilbo.KeptWord)) != 0 {
		t.Errorf("held about another: %v, %v", held, err)
	}
}

func TestTwoDevicesDoNotWriteOverEachOther(t *testing.T) {
	d := newDesk(t)
	w := d.keeps(d.minji, pier())
	first := d.grades(d.minji, w, ilbo.GradeEasy)
	_, err := d.Grade(t.Context(), d.minji, w.ID, w.Turn, ilbo.GradeAgain) // of the same sight of it
	d.refuses(err, notebook.Elsewhere)
	if again := d.grades(d.minji, w, ilbo.GradeEasy); again.Turn != first.Turn || again.Recall != first.Recall { // sent once more
		t.Errorf("a grade that is sent twice counts twice: %+v", again)
	}
	_, err = d.Undo(t.Context(), d.minji, w.ID, w.Turn)
	d.refuses(err, notebook.Elsewhere)
	for range 2 {
		undone, err := d.Undo(t.Context(), d.minji, w.ID, first.Turn)
		if err != nil || undone.Recall != w.Recall || undone.Undo != nil || undone.Turn != 2 {
			t.Errorf("taken back it is %+v, %v", undone, err)
		}
	}
	_, err = d.Undo(t.Context(), d.minji, w.ID, 2)
	d.refuses(err, notebook.NoUndo)
	_, err = d.Grade(t.Context(), d.minji, w.ID, 2, 5)
	d.refuses(err, notebook.NoGrade)
}

func TestBringingIsSafeToDoTwice(t *testing.T) {
	d := newDesk(t)
	d.keeps(d.minji, pier())
	known := pier() // reviewed in the browser, and never here
	known.Recall = ilbo.Recall{Due: d.now.Add(72 * time.Hour), Days: 3, Stability: 3.2, Difficulty: 5, Reviews: 2, Phase: ilbo.PhaseReview, Reviewed: d.now}
	odd := pier()
	odd.Headword, odd.Recall, odd.Kept = "odd", ilbo.Recall{Due: d.now, Reviews: -4, Stability: 1e300}, d.now.Add(1000*time.Hour)
	bad := pier()
	bad.Meaning = ""
	for range 2 {
		taken, err := d.Bring(t.Context(), d.minji, []ilbo.KeptWord{known, bad, odd, odd})
		if err != nil || fmt.Sprint(taken) != "[true false true true]" {
			t.Fatalf("taken are %v, %v", taken, err)
		}
	}
	all := d.words(d.minji)
	if len(all) != 2 {
		t.Fatalf("there are %d words", len(all))
	}
	for _, w := range all {
		if w.Headword == "pier" && w.Recall != known.Recall || w.Headword == "odd" && (w.Recall != ilbo.Recall{Due: d.now} || w.Kept.After(d.now)) {
			t.Errorf("brought is %+v", w)
		}
		d.grades(d.minji, w, ilbo.GradeAgain)
	}
	if _, err := d.Bring(t.Context(), d.minji, []ilbo.KeptWord{known}); err != nil { // after it was reviewed here
		t.Fatal(err)
	}
	for _, w := range d.words(d.minji) {
		if w.Headword == "pier" && w.Recall.Reviews != 3 {
			t.Errorf("what was learned here is lost: %+v", w.Recall)
		}
	}
	_, err := d.Bring(t.Context(), d.minji, make([]ilbo.KeptWord, notebook.MaxAtOnce+1))
	d.refuses(err, notebook.AtOnce)
}
