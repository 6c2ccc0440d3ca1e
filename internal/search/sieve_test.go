package search

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// Whatever is marked in a line passes the sieve.
func FuzzSieveKeepsWhatIsMarked(f *testing.F) {
	for _, seed := range [][2]string{
		{"ferry", "Ferries sail."}, {"ferries", "a FERRY"}, {"die", "Two were dying"}, {"us", "the U.S. army"}, {"oclock", "six o’clock"}, {"email", "an e-mail, e‐mail"},
		{"cooperate", "They co-operated"}, {"1000", "some 1,000 people"}, {"g20", "G-20 and G20"}, {"북한", "北韓의 제안"}, {"북한에서는", "북한은"}, {"미국", "美 정부"},
		{"한·미", "한미 동맹"}, {"한미동맹", "한 미 동맹"}, {"cafe", "Café"}, {"ｆｅｒｒｙ", "ferry"}, {"ferry", "ｆｅｒｒｙ"}, {"strasse", "Straße"}, {"실", "핵실험"},
		{"K팝", "K팝스타"}, {"60km", "시속 60㎞"}, {"naïve", "nai\u0308ve"}, {"한국", "\u1112\u1161\u11ab국"}, {"sky", "skies"}, {"...", "…"}, {"ll", "we'll"}, {"a.b", "a...b"}, {"email", "e\u2011mail"}, {"us", "U…S"}, {"한", "ㆍ한"},
		{"대통령의", "대통령은 대 통령"}, {"국지적", "미국 지적과 국지적"}, {"실", "핵실 실 실험"}, {"\"한 국\"", "한 국, 대한 국"}, {"2대", "2대 대 20대"}, {"가가가", "가가가가"}, {"한미동맹", "한미 동맹과 한 미동맹"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		terms := Parse(query, time.UTC)
		sieve := newSieve(terms.Must)
		for line := range strings.SplitSeq(clip(text, 5000), "\n") {
			found := newMarker(terms.Must).marks(line)
			var has window
			for i := range terms.Must {
				if slices.ContainsFunc(found, func(m mark) bool { return m.phrase == i }) {
					has.phrases++
				}
			}
			has.hits = len(found)
			for _, than := range []window{{}, {phrases: has.phrases, hits: has.hits - 1}, {phrases: has.phrases - 1, hits: has.hits + 1}} {
				if len(found) > 0 && has.better(than) && !sieve.better(line, than) {
					t.Errorf("%q is marked in %q as %+v, and is not to be better than %+v", query, line, has, than)
				}
			}
		}
	})
}

func TestSieveLeavesOutWhatIsNoBetter(t *testing.T) {
	s := newSieve(Parse("ferry storm", time.UTC).Must)
	for _, test := range []struct {
		line string
		best window
		want bool
	}{
		{"The ferry sailed.", window{}, true}, {"The ferry sailed.", window{phrases: 1, hits: 1}, false}, {"A ferry for a ferry.", window{phrases: 1, hits: 1}, true},
		{"A ferry for a ferry.", window{phrases: 2, hits: 2}, false}, {"A ferry in the storm.", window{phrases: 1, hits: 5}, true}, {"A ferry in the storm.", window{phrases: 2, hits: 2}, false},
	} {
		if got := s.better(test.line, test.best); got != test.want {
			t.Errorf("better(%q, %+v) = %v", test.line, test.best, got)
		}
	}
}

func TestSieveKeepsLittleElse(t *testing.T) {
	for query, line := range map[string]string{
		"ferry": "The mayor opened a bridge over the river.", "북한": "서울시는 한강에 다리를 놓았다.", "북한 ferry": "한강, the bridge — “opened” at six.", "60km": "no number here", "there": "The theory of the theatre, then and these days",
	} {
		terms := Parse(query, time.UTC)
		if newSieve(terms.Must).better(line, window{}) {
			t.Errorf("%q may hold %q", line, query)
		}
	}
}
