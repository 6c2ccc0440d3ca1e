package search_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/search"
)

// vocabulary are stories whose words are known.
func vocabulary() []*ilbo.Story {
	var list []*ilbo.Story
	for i, headline := range []string{
		"북한, 인권 결의에 반발", "북한 인권 문제를 논의하다", "북한 인권 결의안 통과", "대통령이 국회에서 연설", "대통령 국회 기자회견",
		"한강 다리 개통", "한강에서 불꽃놀이", "K팝 공연에 관중이 몰리다", "K팝 시상식 열려",
		"Talks resume in North Korea’s capital", "Talks stall as North Korea balks", "A café opens by the harbour", "Bridge talks end", "Café closes",
		"Government names a negotiator", "Government falls",
	} {
		s := story(ilbo.StoryID(i+1), headline, "본문 body")
		s.Bylines = []ilbo.Byline{{Name: "Yoon Seri"}}
		if s.Language == ilbo.Korean {
			s.Bylines = []ilbo.Byline{{Name: "윤세리"}}
		}
		s.Topics = []ilbo.TopicID{"han-river"}
		list = append(list, s)
	}
	return list
}

func suggest(t testing.TB, d *search.Search, l ilbo.Language, text string) []string {
	t.Helper()
	words, err := d.Suggest(unending(t), l, text, now)
	if err != nil {
		t.Fatalf("Suggest(%q): %v", text, err)
	}
	return words
}

func TestSuggestUnderstandsWhatIsHalfTyped(t *testing.T) {
	onBoth(t, func(t *testing.T, open opener) {
		d, _, _ := open(t, vocabulary()...)
		for _, test := range []struct {
			language ilbo.Language
			typed    string
			first    string // of the suggestions; empty: there are none
		}{
			{ilbo.Korean, "북한", "북한"}, {ilbo.Korean, "북하", "북한"}, {ilbo.Korean, "북ㅎ", "북한"}, {ilbo.Korean, "북", "북한"},
			{ilbo.Korean, "ㅂ", "법조"}, {ilbo.Korean, "ㅂㅎ", "북한"}, {ilbo.Korean, "ㅂㅎㅇㄱ", "북한 인권"}, {ilbo.Korean, "ㅂㅎ ㅇㄱ", "북한 인권"},
			{ilbo.Korean, "ㄳ", ""},                                 // two initials in one letter, of nothing here
			{ilbo.Korean, "ㄷㅌㄹ", "대통령"}, {ilbo.Korean, "댙", "대통령"}, // composed so far: 대ㅌ
			{ilbo.Korean, "북한인", "북한 인권"}, {ilbo.Korean, "북한 이", "북한 인권"},
			{ilbo.Korean, "qnrgks", "북한"}, {ilbo.Korean, "qnrg", "북한"}, {ilbo.Korean, "Qnrg", ""},
			{ilbo.Korean, "k", "K팝"}, {ilbo.Korean, "k파", "K팝"}, {ilbo.Korean, "윤세", "윤세리"}, {ilbo.Korean, "하", "한강"},
			{ilbo.Korean, "없", ""}, {ilbo.Korean, "", ""}, {ilbo.Korean, "  …", ""}, {ilbo.Korean, "nor", ""},
			{ilbo.English, "tal", "Talks"}, {ilbo.English, "TALKS", "Talks"}, {ilbo.English, "cafe", "café"}, {ilbo.English, "Café", "café"},
			{ilbo.English, "north k", "North Korea"}, {ilbo.English, "northk", "North Korea"}, {ilbo.English, "ㅜㅐㄱ", "North"},
			{ilbo.English, "yoon", "Yoon Seri"}, {ilbo.English, "han r", "Han River"}, {ilbo.English, "북", ""}, {ilbo.English, "qnr", ""},
			{ilbo.English, "\xff\x00", ""}, {ilbo.English, "%", ""}, {ilbo.English, "'", ""}, {ilbo.English, strings.Repeat("t", 500), ""},
		} {
			got := append(suggest(t, d, test.language, test.typed), "")[0]
			if !strings.EqualFold(got, test.first) {
				t.Errorf("%s %q: %q comes first, want %q", test.language, test.typed, got, test.first)
			}
		}
	})
}

func TestSuggestRanksByStoriesAndFreshness(t *testing.T) {
	onBoth(t, func(t *testing.T, open opener) {
		var list []*ilbo.Story
		add := func(n int, headline string, age time.Duration) {
			for range n {
				s := story(ilbo.StoryID(len(list)+1), headline, "text")
				s.Published = now.Add(-age)
				list = append(list, s)
			}
		}
		add(5, "storms", time.Hour)
		add(9, "stories", time.Hour)
		add(9, "stolen", 20*365*24*time.Hour)
		add(2, "stocks", time.Hour)
		add(1, "Stocks", time.Hour)
		add(1, "stop", time.Hour)
		d, _, _ := open(t, list...)
		if diff := cmp.Diff([]string{"stories", "storms", "stocks", "stolen", "stop"}, suggest(t, d, ilbo.English, "sto")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestSuggestionsAreFewWhateverIsHeld(t *testing.T) {
	onBoth(t, func(t *testing.T, open opener) {
		var list []*ilbo.Story
		for i := range 300 {
			list = append(list, story(ilbo.StoryID(i+1), fmt.Sprintf("words%c%c", 'a'+i%26, 'a'+i/26), "text"))
		}
		list = append(list, story(400, "wordszz", "text"), story(401, "wordszz", "text"))
		d, _, _ := open(t, list...)
		got := suggest(t, d, ilbo.English, "wor")
		if len(got) != 8 || got[0] != "wordszz" {
			t.Errorf("got %q, want eight with wordszz first", got)
		}
	})
}

// hide are the ways in which a story leaves the public.
var hide = map[string]func(*ilbo.Story){
	"draft":     func(s *ilbo.Story) { s.Published = time.Time{} },
	"scheduled": func(s *ilbo.Story) { s.Published = now.Add(time.Minute) },
	"embargoed": func(s *ilbo.Story) { s.Embargo = &ilbo.Embargo{Until: now.Add(time.Minute), By: "han", At: now} },
	"held":      func(s *ilbo.Story) { s.Hold = &ilbo.Hold{By: "han", At: now} },
	"spiked":    func(s *ilbo.Story) { s.Spike = &ilbo.Spike{By: "han", At: now} },
	"killed":    func(s *ilbo.Story) { s.Kill = &ilbo.Kill{By: "han", At: now} },
}

// Whatever becomes of stories, in whatever order: a word is suggested, and
// proposed for one that is mistyped, only while a story that the public may see
// has it.
func TestNoWordIsShownThatOnlyInvisibleStoriesHave(t *testing.T) {
	onBoth(t, func(t *testing.T, open opener) {
		d, sh, db := open(t)
		seed := uint32(1)
		random := func(n int) int {
			seed = seed*1664525 + 1013904223
			return int(seed>>16) % n
		}
		words := []string{"aardvark", "barometer", "clarinet", "dulcimer", "에스키모", "비행접시"}
		ways := []string{"", "", "draft", "scheduled", "embargoed", "held", "spiked", "killed"}
		has := make(map[ilbo.StoryID]string)
		for step := range 60 {
			id := ilbo.StoryID(random(6) + 1)
			word, way := words[random(len(words))], ways[random(len(ways))]
			s := story(id, word, "text")
			s.Language = ilbo.English
			if way != "" {
				hide[way](s)
			}
			sh[id], has[id] = s, ""
			if way == "" {
				has[id] = word
			}
			for range 1 + random(2) { // a job may be done twice
				if err := d.Index(unending(t), []*ilbo.Story{s}, now); err != nil {
					t.Fatal(err)
				}
			}
			for _, w := range words {
				stories := 0
				for _, held := range has {
					if held == w {
						stories++
					}
				}
				short := string([]rune(w)[:3])
				if got := slices.Contains(suggest(t, d, ilbo.English, short), w); got != (stories > 0) {
					t.Fatalf("step %d: %q is suggested: %v, and %d stories have it", step, w, got, stories)
				}
				mistyped := string([]rune(w)[:len([]rune(w))-1]) + "q"
				if w == "에스키모" {
					mistyped = "에스키무"
				} else if w == "비행접시" {
					mistyped = "비행잡시"
				}
				got := find(t, d, search.Query{Text: mistyped, Language: ilbo.English}).Instead
				if want := map[bool]string{true: w}[stories > 1]; got != want {
					t.Fatalf("step %d: %q is proposed for %q, want %q: %d stories have it", step, got, mistyped, want, stories)
				}
			}
			if wrong, err := db.CheckVocabulary(t.Context()); err != nil || wrong != 0 {
				t.Fatalf("step %d: %d words are counted wrong, %v", step, wrong, err)
			}
		}
	})
}
