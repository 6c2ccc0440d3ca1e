package ilbo

import (
	"testing"
	"time"
)

// TestVisibleIsOneRule goes through every combination of records.
func TestVisibleIsOneRule(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for bits := range 1 << 5 {
		published, embargoed, held, spiked, killed := bits&1 != 0, bits&2 != 0, bits&4 != 0, bits&8 != 0, bits&16 != 0
		s := &Story{}
		if published {
			s.Published = noon
		}
		if embargoed {
			s.Embargo = &Embargo{Until: noon.Add(time.Hour)}
		}
		if held {
			s.Hold = &Hold{}
		}
		if spiked {
			s.Spike = &Spike{}
		}
		if killed {
			s.Kill = &Kill{At: noon.Add(2 * time.Hour)}
		}
		from := noon
		if embargoed {
			from = noon.Add(time.Hour)
		}
		public := published && !held && !spiked && !killed
		for _, at := range []time.Duration{-time.Nanosecond, 0, time.Hour - 1, time.Hour, 3 * time.Hour} {
			now := noon.Add(at)
			if got, want := s.Visible(now), public && !now.Before(from); got != want {
				t.Errorf("published %v embargo %v hold %v spike %v kill %v at %v: visible %v, want %v", published, embargoed, held, spiked, killed, at, got, want)
			}
		}
		if got, ok := s.PublicFrom(); ok != public || ok && !got.Equal(from) {
			t.Errorf("public from %v %v, want %v %v", got, ok, from, public)
		}
		if got, want := s.Withdrawn(noon.Add(3*time.Hour)), published && killed && !held && !spiked; got != want {
			t.Errorf("published %v hold %v spike %v kill %v: withdrawn %v, want %v", published, held, spiked, killed, got, want)
		}
	}
}

func TestAnEmbargoOfThePastHidesNothing(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	s := &Story{Published: noon, Embargo: &Embargo{Until: noon.Add(-time.Hour)}}
	if from, ok := s.PublicFrom(); !ok || !from.Equal(noon) {
		t.Errorf("got %v %v, want its publication", from, ok)
	}
}

func TestAStoryKilledUnderEmbargoWasNeverOut(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	s := &Story{Published: noon, Embargo: &Embargo{Until: noon.Add(2 * time.Hour)}, Kill: &Kill{At: noon.Add(time.Hour)}}
	if s.Withdrawn(noon.Add(3 * time.Hour)) {
		t.Error("its notice would tell of a story that nobody was to know of")
	}
}
