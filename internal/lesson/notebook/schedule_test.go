package notebook_test

import (
	"math"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/lesson/notebook"
)

// TestAWordComesAgainLaterAndLater reviews one as somebody does who knows it, forgets it
// once, and learns it again.
func TestAWordComesAgainLaterAndLater(t *testing.T) {
	d := newDesk(t)
	w := d.keeps(d.minji, pier())
	last := time.Duration(0)
	for i := range 5 {
		ahead := d.Ahead(&w)
		for g := 1; g < 4; g++ {
			if !ahead[g].Due.After(ahead[g-1].Due) && ahead[g].Due != ahead[g-1].Due {
				t.Errorf("review %d: by grade %d it comes sooner than by the one before", i, g+1)
			}
		}
		w = d.grades(d.minji, w, ilbo.GradeGood)
		if w.Recall != ahead[2] {
			t.Errorf("review %d: the button said %+v, it is %+v", i, ahead[2], w.Recall)
		}
		wait := w.Recall.Due.Sub(d.now)
		if wait <= last {
			t.Errorf("review %d: it comes after %v, before that after %v", i, wait, last)
		}
		last, d.now = wait, w.Recall.Due
	}
	if w.Recall.Phase != ilbo.PhaseReview || w.Recall.Days < 30 {
		t.Errorf("known five times, it is %+v", w.Recall)
	}
	back := w.Recall
	d.now = back.Reviewed.Add(-25 * time.Hour) // a clock that was put back
	if w = d.grades(d.minji, w, ilbo.GradeGood); w.Recall.Reviewed != back.Reviewed || w.Recall.Stability > 2*back.Stability {
		t.Errorf("by a clock that was put back %+v becomes %+v", back, w.Recall)
	}
	d.now = w.Recall.Due
	w = d.grades(d.minji, w, ilbo.GradeAgain)
	if w.Recall.Phase != ilbo.PhaseRelearning || w.Recall.Days != 0 || w.Recall.Lapses != 1 {
		t.Errorf("forgotten, it is %+v", w.Recall)
	}
}

// TestADayBeginsByTheReadersClock asks what is due at three in the morning of the 29th in
// UTC, which is noon in Seoul and the evening before in New York.
func TestADayBeginsByTheReadersClock(t *testing.T) {
	d := newDesk(t)
	due := time.Date(2026, 11, 29, 14, 0, 0, 0, time.UTC) // 23:00 in Seoul, 09:00 in New York
	w := pier()
	w.Kept, w.Recall = d.now, ilbo.Recall{Due: due, Days: 1, Stability: 1, Difficulty: 5, Reviews: 1, Phase: ilbo.PhaseReview, Reviewed: due.AddDate(0, 0, -1)}
	if _, err := d.store.PutKeptWord(t.Context(), d.minji, &w); err != nil {
		t.Fatal(err)
	}
	for zone, want := range map[string]int{"Asia/Seoul": 1, "America/New_York": 0} {
		there, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		out, err := d.Outlook(t.Context(), d.minji, there)
		if err != nil {
			t.Fatal(err)
		}
		words, err := d.Due(t.Context(), d.minji, there, 9)
		if err != nil {
			t.Fatal(err)
		}
		if out.Due != want || len(words) != want || out.Kept != 1 || out.Days[1-want].Words != 1 {
			t.Errorf("in %s %d and %d are due, of days %v", zone, out.Due, len(words), out.Days)
		}
		if want == 0 && !out.Next.Equal(time.Date(2026, 11, 29, 5, 0, 0, 0, time.UTC)) {
			t.Errorf("in %s the next one comes at %v", zone, out.Next)
		}
	}
}

func TestABrowserIsToldWhatAnAccountIsTold(t *testing.T) {
	d := newDesk(t)
	w := d.keeps(d.minji, pier())
	for range 3 {
		told, err := d.Next([]ilbo.Recall{w.Recall}, "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		w = d.grades(d.minji, w, ilbo.GradeHard)
		if told[0][1] != w.Recall {
			t.Errorf("a browser is told %+v, an account %+v", told[0][1], w.Recall)
		}
		d.now = w.Recall.Due
	}
}

func TestNetworksThatAskWithoutEndAreSlowedDown(t *testing.T) {
	d := newDesk(t)
	ask := func(from string) error {
		_, err := d.Next([]ilbo.Recall{{Due: d.now}}, from)
		return err
	}
	n := 0
	for ; n < 10_000 && ask("192.0.2.1") == nil; n++ {
	}
	if n != 120 {
		t.Errorf("%d requests of one network are answered at once", n)
	}
	d.refuses(ask("192.0.2.1"), notebook.TooOften)
	if err := ask("192.0.2.2"); err != nil {
		t.Errorf("another network hears %v", err)
	}
	d.now = d.now.Add(time.Second)
	if err := ask("192.0.2.1"); err != nil {
		t.Errorf("a second later: %v", err)
	}
	_, err := d.Next(make([]ilbo.Recall, notebook.MaxAtOnce+1), "192.0.2.3")
	d.refuses(err, notebook.AtOnce)
}

func TestWhatNoReviewLeavesBehindIsNotComputedWith(t *testing.T) {
	d := newDesk(t)
	sound := ilbo.Recall{Due: d.now.Add(48 * time.Hour), Days: 2, Stability: 2, Difficulty: 5, Reviews: 3, Lapses: 1, Phase: ilbo.PhaseReview, Reviewed: d.now}
	told, err := d.Next([]ilbo.Recall{sound, {Due: d.now}}, "")
	if err != nil {
		t.Fatal(err)
	}
	anew := told[1]
	if told[0] == anew {
		t.Fatal("a word that was reviewed is taken for a new one")
	}
	for name, change := range map[string]func(*ilbo.Recall){
		"no due":                          func(r *ilbo.Recall) { r.Due = time.Time{} },
		"a due in a thousand years":       func(r *ilbo.Recall) { r.Due = r.Due.AddDate(1000, 0, 0) },
		"days below zero":                 func(r *ilbo.Recall) { r.Days = -1 },
		"days without end":                func(r *ilbo.Recall) { r.Days = math.MaxInt },
		"no stability":                    func(r *ilbo.Recall) { r.Stability = 0 },
		"stability without end":           func(r *ilbo.Recall) { r.Stability = math.MaxFloat64 },
		"a stability that is none":        func(r *ilbo.Recall) { r.Stability = math.NaN() },
		"a difficulty of eleven":          func(r *ilbo.Recall) { r.Difficulty = 11 },
		"reviews without end":             func(r *ilbo.Recall) { r.Reviews = math.MaxInt },
		"more lapses than reviews":        func(r *ilbo.Recall) { r.Lapses = 4 },
		"a phase of its own":              func(r *ilbo.Recall) { r.Phase = 9 },
		"reviewed the day after tomorrow": func(r *ilbo.Recall) { r.Reviewed = d.now.Add(48 * time.Hour) },
		"never reviewed":                  func(r *ilbo.Recall) { r.Reviewed = time.Time{} },
		"new, and remembered":             func(r *ilbo.Recall) { r.Phase = ilbo.PhaseNew },
	} {
		r := sound
		change(&r)
		if told, err := d.Next([]ilbo.Recall{r}, ""); err != nil || told[0] != anew {
			t.Errorf("%s becomes %+v, %v", name, told, err)
		}
	}
}

// FuzzNext has every recall that is taken lead to four that are, whatever the clock says.
func FuzzNext(f *testing.F) {
	f.Add(int64(0), 0, 0.0, 0.0, 0, 0, 0, int64(0), int64(0))
	f.Add(int64(48*3600), 2, 2.5, 5.0, 3, 1, 2, int64(0), int64(50*3600))
	f.Add(int64(-9e8), 3650, 36600.0, 1.0, 100_000, 99_999, 3, int64(86_400), int64(0))
	f.Add(int64(60), 0, 0.001, 10.0, 1, 0, 1, int64(0), int64(-1e9))
	base := time.Date(2026, 11, 29, 3, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, due int64, days int, stability, difficulty float64, reviews, lapses, phase int, reviewed, later int64) {
		now := base.Add(time.Duration(later%(100*365*86_400)) * time.Second)
		n := notebook.New(nil, func() time.Time { return now })
		r := ilbo.Recall{Due: time.Unix(due%(1<<40), 0), Days: days, Stability: stability, Difficulty: difficulty, Reviews: reviews, Lapses: lapses, Phase: ilbo.Phase(phase)}
		if phase != 0 {
			r.Reviewed = base.Add(time.Duration(reviewed%(100*365*86_400)) * time.Second)
		}
		if r.Check(now) != nil || r.Reviews == 100_000 { // which nobody reaches
			return
		}
		told, err := n.Next([]ilbo.Recall{r}, "")
		if err != nil {
			t.Fatal(err)
		}
		for g, next := range told[0] {
			if err := next.Check(now); err != nil || next.Reviews != r.Reviews+1 {
				t.Errorf("%+v becomes %+v by grade %d: %v", r, next, g+1, err)
			}
		}
	})
}

// TestManyAskAtOnce is for the race detector: the library writes into its parameters.
func TestManyAskAtOnce(t *testing.T) {
	n := notebook.New(nil, time.Now)
	var asked sync.WaitGroup
	for range 8 {
		asked.Go(func() {
			w := ilbo.KeptWord{Recall: ilbo.Recall{Due: time.Now()}}
			for range 20 {
				w.Recall = n.Ahead(&w)[2]
			}
		})
	}
	asked.Wait()
}
