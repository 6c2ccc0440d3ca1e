package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ilbo.press"
)

// A query that finds nothing may hold a word that was mistyped. Words are
// compared as they are typed: one letter that is added, left out, changed or in
// its neighbour's place makes one difference, in Hangul of the letters that a
// syllable is made of.

const (
	// maxMended is how many words of a query are looked at.
	maxMended = 4
	// maxProposals is how many queries are tried in the place of one.
	maxProposals = 3
	// twoWrong is from how many letters on two may be wrong; a syllable of
	// Hangul has two or three.
	twoWrong, twoWrongHangul = 8, 12
	// shortest is the fewest letters of a word that may be mistyped: of a
	// shorter one too many are near.
	shortest = 4
)

// respelled proposes a query that finds what this one may mean: the same with
// the words that nothing has replaced by the nearest of the vocabulary. It is
// empty where there is none.
func (s *Search) respelled(ctx context.Context, q Query, now time.Time) (string, error) {
	l := q.Language
	if t := Parse(q.Text, s.zone); t.Language != "" {
		l = t.Language
	}
	pieces := split(firstRunes(q.Text, maxRunes))
	near := make([][]string, len(pieces))
	looked, mended := 0, 0
	for i, p := range pieces {
		if p.not || p.name != "" || looked == maxMended {
			continue
		}
		looked++
		known, err := s.known(ctx, q, p, now)
		if err != nil {
			return "", err
		}
		if known {
			continue
		}
		if near[i], err = s.nearest(ctx, l, p.text); err != nil {
			return "", err
		}
		mended = max(mended, len(near[i]))
	}
	if whole, err := s.asOne(ctx, l, pieces); err != nil {
		return "", err
	} else if whole != "" && (mended == 0 || len(pieces) > 1) {
		if ok, err := s.finds(ctx, q, whole, now); ok || err != nil {
			return whole, err
		}
	}
	for n := range min(mended, maxProposals) {
		text := proposal(pieces, near, n)
		if ok, err := s.finds(ctx, q, text, now); ok || err != nil {
			return text, err
		}
	}
	return "", nil
}

// known reports whether a word is found alone under the query's filters.
func (s *Search) known(ctx context.Context, q Query, p piece, now time.Time) (bool, error) {
	text := p.text
	if p.quoted {
		text = `"` + text + `"`
	}
	if ph := p.phrase(); len(ph.Words) == 1 && stopWords[ph.Words[0]] {
		return true, nil
	}
	return s.finds(ctx, q, text, now)
}

// asOne is the word of the vocabulary that is nearest to several taken as one:
// a name of two words, or a word that a space parted.
func (s *Search) asOne(ctx context.Context, l ilbo.Language, pieces []piece) (string, error) {
	if len(pieces) < 2 || len(pieces) > maxMended {
		return "", nil
	}
	var text []string
	for _, p := range pieces {
		if p.not || p.name != "" || p.quoted {
			return "", nil
		}
		text = append(text, p.text)
	}
	near, err := s.nearest(ctx, l, strings.Join(text, " "))
	if err != nil || len(near) == 0 {
		return "", err
	}
	return near[0], nil
}

// nearest are the words of the vocabulary that a word may be mistyped for, the
// likeliest first: those with the fewest letters wrong, and of those the ones
// of the most stories. A word that ends in a particle is tried without it, too.
func (s *Search) nearest(ctx context.Context, l ilbo.Language, text string) ([]string, error) {
	words, err := s.near(ctx, l, text)
	if err != nil || len(words) > 0 {
		return words, err
	}
	if bare := nounOf(strings.TrimSpace(text)); bare != text {
		return s.near(ctx, l, bare)
	}
	return nil, nil
}

func (s *Search) near(ctx context.Context, l ilbo.Language, text string) ([]string, error) {
	key := []rune(typed(text))
	reach := differences(key)
	if reach == 0 || len(key) > 2*MaxTyped {
		return nil, nil
	}
	keys := reach
	if strings.HasPrefix(string(key), hangulMark) {
		keys = 2 // one vowel may be typed by two
	}
	words, err := s.index.Spelled(ctx, l, string(key), keys)
	if err != nil {
		return nil, err
	}
	type candidate struct {
		ilbo.HeadwordCount
		wrong int
	}
	var list []candidate
	for _, w := range merged(words) {
		if n := distance(lettersOf(key), lettersOf([]rune(w.Typed)), reach); n <= reach && !strings.EqualFold(w.Text, text) {
			list = append(list, candidate{w, n})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.wrong, b.wrong), cmp.Compare(b.Stories, a.Stories), cmp.Compare(a.Typed, b.Typed))
	})
	var texts []string
	for _, c := range list[:min(maxProposals, len(list))] {
		texts = append(texts, c.Text)
	}
	return texts, nil
}

// differences is how many letters of a typed word may be wrong.
func differences(key []rune) int {
	n, two := len(key), twoWrong
	if n > 0 && key[0] == rune(hangulMark[0]) {
		n, two = n-1, twoWrongHangul
	}
	switch {
	case n < shortest:
		return 0
	case n < two:
		return 1
	}
	return 2
}

// lettersOf makes one letter of each vowel that two keys write.
func lettersOf(key []rune) []rune {
	if len(key) == 0 || string(key[:1]) != hangulMark {
		return key
	}
	return []rune(oneVowel.Replace(string(key)))
}

var oneVowel = strings.NewReplacer("hk", "1", "ho", "2", "hl", "3", "nj", "4", "np", "5", "nl", "6", "ml", "7")

// distance is how many letters of a and b are added, left out, changed or in
// their neighbour's place (optimal string alignment); more than most is most+1.
func distance(a, b []rune, most int) int {
	if d := len(a) - len(b); d > most || -d > most {
		return most + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(last[j]+1, row[j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most+1 { // one more, because a change of places looks two rows back
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], most+1)
}

// proposal writes the query with the nth nearest of each word that has some.
func proposal(pieces []piece, near [][]string, n int) string {
	var b strings.Builder
	for i, p := range pieces {
		if i > 0 {
			b.WriteByte(' ')
		}
		if p.not {
			b.WriteByte('-')
		}
		if p.name != "" {
			b.WriteString(p.name + ":")
		}
		text := p.text
		if len(near[i]) > 0 {
			text = near[i][min(n, len(near[i])-1)]
		}
		if p.quoted {
			text = `"` + text + `"`
		}
		b.WriteString(text)
	}
	return b.String()
}

// finds reports whether a query finds a story that the public may see, under
// the filters of another.
func (s *Search) finds(ctx context.Context, q Query, text string, now time.Time) (bool, error) {
	terms := Parse(text, s.zone)
	if terms.Empty() || utf8.RuneCountInString(text) > maxRunes {
		return false, nil
	}
	l := lookup(q, terms, now)
	l.Offset, l.Limit = 0, maxProposals
	found, err := s.index.FindEntries(ctx, l)
	if err != nil || found.Total == 0 {
		return false, err
	}
	seen, err := s.stories.TeasersByID(ctx, found.Stories, now)
	if err != nil {
		return false, fmt.Errorf("fetch what may be meant: %w", err)
	}
	return len(seen) > 0, nil
}
