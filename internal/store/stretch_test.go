package store

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"ilbo.press"
)

func TestStretchesAreAllOfARange(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	r := rand.New(rand.NewPCG(1, 1))
	bounds := func() int64 {
		switch r.IntN(5) {
		case 0:
			return math.MinInt64
		case 1:
			return math.MaxInt64
		case 2:
			return entryNumber(ilbo.StoryID(r.IntN(9)), time.Date(r.IntN(1500), 5, 5, 0, 0, 0, 0, time.UTC))
		}
		return entryNumber(ilbo.StoryID(r.IntN(9)), now.Add(-time.Duration(r.Int64N(int64(40*365*24*time.Hour)))))
	}
	for range 2_000 {
		all := entryRange{bounds(), bounds(), now}
		parts := 0
		for rest := all; !rest.empty(); parts++ {
			s := stretchOf(rest, parts)
			newest := min(rest.newest, entryNumber(1<<storyBits-1, now))
			if s.newest != newest || s.oldest < rest.oldest {
				t.Fatalf("of %+v: %+v does not go on at %d", all, s, newest)
			}
			for range 5 {
				at := publishedOf(between(r, max(s.oldest, entryNumber(0, now.AddDate(-60, 0, 0))), s.newest)).UTC()
				if len(s.names) > 0 && !slices.Contains(s.names, "'@"+monthWord(at)+"'") && !slices.Contains(s.names, "'@"+yearWord(at)+"'") {
					t.Fatalf("of %+v: %v has no word for %v", s, s.names, at)
				}
			}
			if len(s.names) > 40 {
				t.Errorf("%d words for one stretch", len(s.names))
			}
			var q question
			q, rest = tsvectorEngine{}.newest(wordsTier, "entry", "x", rest, parts)
			if q.args[1] != s.oldest || q.args[2] != s.newest {
				t.Fatalf("asked for %v, want %+v", q.args, s)
			}
			if !rest.empty() && (rest.newest != s.oldest-1 || rest.oldest != all.oldest) {
				t.Fatalf("of %+v, after %+v the rest is %+v", all, s, rest)
			}
		}
		if parts > len(stretchMonths)+1 {
			t.Errorf("%d parts", parts)
		}
	}
}

func between(r *rand.Rand, from, to int64) int64 {
	if to <= from {
		return to
	}
	return from + r.Int64N(to-from+1)
}
