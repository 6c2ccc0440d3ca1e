package engines

import (
	"slices"
	"strings"
	"unicode"

	"ilbo.press"
	"ilbo.press/internal/search"
)

// A Truth is what stories say, found by reading all of them.
//
// A story is true to a query if its text (headline, deck, bylines, topics,
// section, body) has every word of it: a word of Hangul anywhere, without the
// particle 은, 는 or 의 that it may end in; an English one as a word of the same
// stem.
type Truth struct {
	queries [][]string
	all     [][]ilbo.StoryID // per query, in the order of the corpus, the oldest first
	front   [][]ilbo.StoryID // those that have all words in the headline
	stems   map[string]string
}

// NewTruth begins with no story read.
func NewTruth(queries []string) *Truth {
	t := &Truth{all: make([][]ilbo.StoryID, len(queries)), front: make([][]ilbo.StoryID, len(queries)), stems: map[string]string{}}
	for _, q := range queries {
		var words []string
		for word := range strings.FieldsSeq(strings.ToLower(q)) {
			if korean(word) {
				words = append(words, bareNoun(word))
			} else {
				words = append(words, search.Stem(word))
			}
		}
		t.queries = append(t.queries, words)
	}
	return t
}

func korean(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) >= 0
}

func bareNoun(word string) string {
	for _, particle := range []string{"은", "는", "의"} {
		if noun, ok := strings.CutSuffix(word, particle); ok && len([]rune(noun)) >= 2 {
			return noun
		}
	}
	return word
}

// Read takes a story in, which is newer than those before it. Names are what it
// is filed under.
func (t *Truth) Read(s *ilbo.Story, names []string) {
	for _, b := range s.Bylines {
		names = append(names, b.Name)
	}
	text := strings.ToLower(strings.Join(append(names, s.Headline, s.Deck, s.Body.Text()), "\n"))
	headline := strings.ToLower(s.Headline)
	stems, front := t.stemsOf(text), t.stemsOf(headline)
	for i, words := range t.queries {
		if !says(words, text, stems) {
			continue
		}
		t.all[i] = append(t.all[i], s.ID)
		if says(words, headline, front) {
			t.front[i] = append(t.front[i], s.ID)
		}
	}
}

func says(words []string, text string, stems map[string]bool) bool {
	for _, w := range words {
		if korean(w) && !strings.Contains(text, w) || !korean(w) && !stems[w] {
			return false
		}
	}
	return true
}

func (t *Truth) stemsOf(text string) map[string]bool {
	set := map[string]bool{}
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	for _, w := range words {
		stem, ok := t.stems[w]
		if !ok {
			stem = strings.TrimSuffix(strings.Trim(strings.ReplaceAll(w, "’", "'"), "'"), "'s")
			stem = search.Stem(strings.ReplaceAll(stem, "'", ""))
			t.stems[w] = stem
		}
		set[stem] = true
	}
	return set
}

// A Score is how the first page of every query did, in shares of one.
type Score struct {
	Recall    float64 // of 20 true stories, or all where there are fewer
	Precision float64 // of what was found
	Newest    float64 // of the 20 newest true stories
	Headline  float64 // of 20 stories that say it in the headline, or all of them
	Fresh     float64 // of the 20 newest that say it in the headline
}

// Judge scores the first 20 that were found for each query. Queries that no
// story is true to count for nothing. Only says which queries to count.
func (t *Truth) Judge(found [][]ilbo.StoryID, only func(query []string) bool) Score {
	var s Score
	var queries, pages, fronts float64
	for i, all := range t.all {
		if len(all) == 0 || !only(t.queries[i]) {
			continue
		}
		queries++
		page := found[i][:min(20, len(found[i]))]
		right := common(page, all)
		s.Recall += right / float64(min(20, len(all)))
		if len(page) > 0 {
			pages++
			s.Precision += right / float64(len(page))
		}
		newest := all[max(0, len(all)-20):]
		s.Newest += common(page, newest) / float64(len(newest))
		if n := len(t.front[i]); n > 0 {
			fronts++
			s.Headline += common(page, t.front[i]) / float64(min(20, n))
			s.Fresh += common(page, t.front[i][max(0, n-20):]) / float64(min(20, n))
		}
	}
	return Score{s.Recall / queries, s.Precision / pages, s.Newest / queries, s.Headline / fronts, s.Fresh / fronts}
}

// common counts what is in both; list is in order.
func common(page, list []ilbo.StoryID) float64 {
	n := 0.0
	for _, id := range page {
		if _, ok := slices.BinarySearch(list, id); ok {
			n++
		}
	}
	return n
}
