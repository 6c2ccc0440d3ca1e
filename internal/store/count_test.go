package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/testpostgres"
)

// A press leads random lives of stories.
type press struct {
	t     *testing.T
	s     *Store
	r     *rand.Rand
	first int // of the numbers that it gives to stories
}

var (
	errTorn   = errors.New("torn")
	pressZone = func() *time.Location {
		z, err := time.LoadLocation("Asia/Seoul")
		if err != nil {
			panic(err)
		}
		return z
	}()
)

// story is one in a random state, with one of few numbers, which are of several
// volumes.
func (p *press) story(now time.Time) *ilbo.Story {
	n := p.r.IntN(40)
	id := ilbo.StoryID(p.first + n*(ilbo.VolumeSize/12) + 1)
	s := &ilbo.Story{
		ID: id, Language: languages[p.r.IntN(2)], Path: ilbo.Path(fmt.Sprintf("/%d", id)), Slug: "s", Headline: "H",
		Section: []ilbo.SectionID{"national", "national/law", "world"}[p.r.IntN(3)], Published: p.moment(now),
		Topics: []ilbo.TopicID{"a"}, Translations: []string{"", "x", "y"}[p.r.IntN(3)],
	}
	switch p.r.IntN(9) {
	case 0:
		s.Kill = &ilbo.Kill{By: "han", At: now}
	case 1:
		s.Hold = &ilbo.Hold{By: "han", At: now}
	case 2, 3:
		s.Embargo = &ilbo.Embargo{By: "han", At: now, Until: now.Add(time.Duration(p.r.IntN(72)-24) * time.Hour)}
	case 4:
		s.Published = time.Time{}
	case 5:
		s.Updated = now
	}
	return s
}

// moment is one of two years, often where a month begins in Seoul or elsewhere,
// and now and then one to come.
func (p *press) moment(now time.Time) time.Time {
	at := time.Date(2025, time.Month(1+p.r.IntN(24)), 1, 0, 0, 0, 0, pressZone)
	switch p.r.IntN(4) {
	case 0:
		return at.Add(time.Duration(p.r.IntN(3)-1) * time.Millisecond)
	case 1:
		return at.Add(9 * time.Hour)
	case 2:
		return now.Add(time.Duration(p.r.IntN(100)-50) * time.Hour)
	}
	return at.Add(time.Duration(p.r.IntN(700)) * time.Hour)
}

// turn changes some stories in one transaction, of which parts and sometimes all
// fail.
func (p *press) turn(now time.Time) {
	p.t.Helper()
	tear := p.r.IntN(6) == 0
	err := p.s.Together(p.t.Context(), func(ctx context.Context) error {
		for range 1 + p.r.IntN(8) {
			fails := p.r.IntN(5) == 0
			err := p.s.Together(ctx, func(ctx context.Context) error {
				s := p.story(now)
				if err := p.s.PutStory(ctx, s, ilbo.Event{Verb: ilbo.Updated}); err != nil {
					return err
				}
				if fails {
					return errTorn
				}
				return nil
			})
			if err != nil && !errors.Is(err, errTorn) {
				return err
			}
		}
		if tear {
			return errTorn
		}
		return nil
	})
	if err != nil && !errors.Is(err, errTorn) {
		p.t.Fatal(err)
	}
}

// agree holds what is kept against what the lists say, at several moments.
func (s *Store) agree(t *testing.T, zone *time.Location, now time.Time) {
	t.Helper()
	for _, at := range []time.Time{now, now.Add(-30 * time.Hour), now.Add(25 * time.Hour), now.AddDate(2, 0, 0), now.AddDate(-1, 0, 0)} {
		for _, l := range languages {
			for _, section := range []ilbo.SectionID{"", "national", "national/law", "world", "nowhere"} {
				got, err := s.Months(t.Context(), l, section, zone, at)
				s.must(t, err)
				want, err := s.countMonths(t.Context(), listsOf(ilbo.Selection{Section: section}, l)[0], zone, at)
				s.must(t, err)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("months of %s %q in %v at %v (-counted +kept):\n%s", l, section, zone, at, diff)
				}
			}
		}
		got, err := s.Volumes(t.Context(), at)
		s.must(t, err)
		want, err := s.countVolumes(t.Context(), at)
		s.must(t, err)
		if len(got) != len(want) {
			t.Fatalf("%d volumes at %v, want %d", len(got), at, len(want))
		}
		for i := range want {
			if got[i].Number != want[i].Number || got[i].Stories != want[i].Stories || got[i].Changed.IsZero() {
				t.Fatalf("at %v: kept %+v, counted %+v", at, got[i], want[i])
			}
		}
	}
	if wrong, err := s.CheckCounts(t.Context()); err != nil || wrong != 0 {
		t.Fatalf("%d counts are wrong (%v)", wrong, err)
	}
}

func TestKeptCountsAreWhatTheListsHold(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		seed := uint64(time.Now().UnixNano())
		t.Logf("seed %d", seed)
		p := &press{t: t, s: s, r: rand.New(rand.NewPCG(seed, 1))}
		now := time.Now()
		for range 10 { // before anything is kept
			p.turn(now)
		}
		for i, zone := range []*time.Location{pressZone, time.UTC, pressZone} {
			s.must(t, s.KeepCounts(t.Context(), zone))
			s.agree(t, zone, now)
			for range 40 {
				p.turn(now)
			}
			s.agree(t, zone, now)
			kept, err := one(t.Context(), s, value[int], `SELECT count(*) FROM months WHERE stories > 0`)
			s.must(t, err)
			if kept == 0 {
				t.Errorf("in round %d nothing was kept", i)
			}
		}
		elsewhere, err := time.LoadLocation("America/New_York")
		s.must(t, err)
		got, err := s.Months(t.Context(), "en", "", elsewhere, now)
		s.must(t, err)
		want, err := s.countMonths(t.Context(), "language:en", elsewhere, now)
		s.must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("months of another zone (-want +got):\n%s", diff)
		}
	})
}

// In the midst of a transaction its own changes count.
func TestCountsInATransactionAreItsOwn(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		s.must(t, s.KeepCounts(t.Context(), time.UTC))
		at := time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)
		s.must(t, s.Together(t.Context(), func(ctx context.Context) error {
			if err := s.PutStory(ctx, &ilbo.Story{Language: "en", Section: "world", Path: "/x", Published: at}); err != nil {
				return err
			}
			months, err := s.Months(ctx, "en", "world", time.UTC, at)
			if err == nil && (len(months) != 1 || months[0].Stories != 1) {
				t.Errorf("got %v", months)
			}
			volumes, err2 := s.Volumes(ctx, at)
			if err2 == nil && (len(volumes) != 1 || volumes[0].Stories != 1) {
				t.Errorf("got %v", volumes)
			}
			return errors.Join(err, err2)
		}))
	})
}

// A volume changes when what is said in it does, and not otherwise.
func TestVolumesTellWhenTheyChanged(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		s.must(t, s.KeepCounts(t.Context(), time.UTC))
		day := func(n int) time.Time { return time.Date(2026, 5, n, 3, 0, 0, 0, time.UTC) }
		const other = ilbo.VolumeSize + 1
		put := func(id ilbo.StoryID, l ilbo.Language) {
			t.Helper()
			s.must(t, s.PutStory(t.Context(), &ilbo.Story{ID: id, Language: l, Section: "world", Path: ilbo.Path(fmt.Sprintf("/%d", id)), Translations: "t"}))
		}
		put(1, "en")
		put(other, "ko")
		change := func(at time.Time, id ilbo.StoryID, change func(*ilbo.Story)) {
			t.Helper()
			s.must(t, s.ChangeStory(t.Context(), id, "han", at, func(s *ilbo.Story) ([]ilbo.Event, error) {
				change(s)
				return nil, nil
			}))
		}
		changed := func(what string, now time.Time, want ...time.Time) {
			t.Helper()
			volumes, err := s.Volumes(t.Context(), now)
			s.must(t, err)
			got := []time.Time{}
			for _, v := range volumes {
				got = append(got, v.Changed)
			}
			if diff := cmp.Diff(append([]time.Time{}, want...), got); diff != "" {
				t.Errorf("%s: volumes changed (-want +got):\n%s", what, diff)
			}
		}
		changed("drafts", day(1))
		change(day(2), 1, func(s *ilbo.Story) { s.Published = day(2) })
		changed("published", day(2), day(2))
		change(day(3), 1, func(s *ilbo.Story) { s.Deck = "Another." })
		changed("a line that is not said", day(3), day(2))
		change(day(4), other, func(s *ilbo.Story) { s.Published = day(4) })
		changed("a translation", day(4), day(4), day(4))
		change(day(5), other, func(s *ilbo.Story) { s.Updated = day(5) })
		changed("updated", day(5), day(4), day(5))
		change(day(6), other, func(s *ilbo.Story) { s.Embargo = &ilbo.Embargo{By: "han", At: day(6), Until: day(8)} })
		changed("embargoed", day(6), day(6))
		changed("the embargo ends", day(8), day(8), day(8))
		change(day(7), other, func(s *ilbo.Story) { s.Embargo = nil })
		changed("the embargo was lifted before", day(8), day(7), day(7))
		change(day(9), 1, func(s *ilbo.Story) { s.Lead = &ilbo.Figure{Picture: "p", Width: 640, Height: 480} })
		changed("a picture", day(9), day(9), day(7))
		change(day(10), 1, func(s *ilbo.Story) { s.Lead.Caption = "The bridge." })
		changed("a caption", day(10), day(9), day(7))
		change(day(11), other, func(s *ilbo.Story) { s.Kill = &ilbo.Kill{By: "han", At: day(11)} })
		changed("killed", day(11), day(11))
	})
}

// Eight that change stories of the same lists in any order, while somebody moves
// the paper to another zone and back, neither lose a count nor wait for each
// other.
func TestCountsOfMany(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		s.must(t, s.KeepCounts(t.Context(), pressZone))
		now := time.Now()
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				p := &press{t: t, s: s, r: rand.New(rand.NewPCG(uint64(i), 2)), first: i}
				for range 25 {
					var filings []Filing
					for range 10 {
						story := p.story(now)
						story.Translations = "" // stories of others are not read
						filings = append(filings, Filing{Story: story, Events: []ilbo.Event{{Verb: ilbo.Updated}}})
					}
					if err := s.PutStories(t.Context(), filings); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		all.Go(func() {
			for i := range 6 {
				if err := s.KeepCounts(t.Context(), []*time.Location{time.UTC, pressZone}[i%2]); err != nil {
					t.Error(err)
				}
			}
		})
		all.Wait()
		s.agree(t, pressZone, now)
	})
}

// A check finds a wrong count, and counting anew mends it.
func TestCheckFindsWrongCounts(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		at := time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)
		s.must(t, s.KeepCounts(t.Context(), pressZone))
		for i := range 3 {
			s.must(t, s.PutStory(t.Context(), &ilbo.Story{Language: "en", Section: "world", Path: ilbo.Path(fmt.Sprint("/", i)), Published: at}))
		}
		for text, want := range map[string]int{
			`UPDATE months SET stories = stories + 1`: 2, `DELETE FROM volumes`: 1, `DELETE FROM months`: 2,
			`INSERT INTO months (list, start, stories) VALUES ('section:en:gone', 0, 2)`: 1,
		} {
			_, err := s.write.Exec(text)
			s.must(t, err)
			if wrong, err := s.CheckCounts(t.Context()); err != nil || wrong != want {
				t.Errorf("after %s: %d counts are wrong (%v), want %d", text, wrong, err, want)
			}
			s.must(t, s.Recount(t.Context(), pressZone))
			s.agree(t, pressZone, at)
		}
	})
}

// A zone whose name means something else on another machine is not kept, and
// what is asked for in it is counted.
func TestZoneWithoutANameIsNotKept(t *testing.T) {
	s := openHere(t)
	at := time.Date(2026, 4, 30, 15, 0, 0, 0, time.UTC)
	for _, zone := range []*time.Location{time.Local, time.FixedZone("KST", 9*60*60), time.FixedZone("", 9*60*60)} {
		s.must(t, s.KeepCounts(t.Context(), zone))
		name, err := one(t.Context(), s, value[string], selectCalendar)
		if err != nil || zone != time.Local && name == zone.String() && name != "" {
			t.Errorf("the zone %q is kept (%v)", name, err)
		}
	}
	s.must(t, s.PutStory(t.Context(), &ilbo.Story{Language: "en", Section: "world", Path: "/x", Published: at}))
	got, err := s.Months(t.Context(), "en", "", time.FixedZone("", 9*60*60), at)
	s.must(t, err)
	if len(got) != 1 || got[0].Start.Month() != time.May {
		t.Errorf("got %v", got)
	}
}

// A transaction holds what it counted in until it ends, so that two do not wait
// for each other: the rows are written in one order whatever the stories' was.
func TestCountsAreWrittenInOneOrder(t *testing.T) {
	s := openThere(t, testpostgres.Database(t))
	s.must(t, s.KeepCounts(t.Context(), time.UTC))
	at := time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)
	sections := []ilbo.SectionID{"a", "b", "c", "d", "e", "f"}
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			for round := range 30 {
				var filings []Filing
				for j := range sections {
					k := (i + j) % len(sections)
					if i%2 == 0 {
						k = len(sections) - 1 - k
					}
					filings = append(filings, Filing{Story: &ilbo.Story{Language: "en", Section: sections[k], Path: ilbo.Path(fmt.Sprintf("/%d/%d/%d", i, round, j)), Published: at}})
				}
				if err := s.PutStories(context.Background(), filings); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	for _, section := range sections {
		months, err := s.Months(t.Context(), "en", section, time.UTC, at)
		if err != nil || len(months) != 1 || months[0].Stories != 6*30 {
			t.Errorf("section %s: %v (%v), want %d stories", section, months, err, 6*30)
		}
	}
}
