package search

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"ilbo.press"
)

const (
	// maxSuggested is how many words are suggested.
	maxSuggested = 8
	// maxCompletions is how many are ranked for them, or more: all of a level.
	maxCompletions = 64
	// MaxTyped is the most characters that are completed.
	MaxTyped = 40
)

// Suggest gives words of the vocabulary of a language that a reader may be
// typing, the best first: those of many and of fresh stories. A last syllable
// that is half composed, initials alone (ㅂㅎ for 북한) and the keyboard's other
// layout are understood. What nobody types by hand has no suggestions.
func (s *Search) Suggest(ctx context.Context, l ilbo.Language, text string, now time.Time) ([]string, error) {
	if text != firstRunes(text, MaxTyped) {
		return nil, nil
	}
	words, err := s.completions(ctx, l, text)
	if err != nil {
		return nil, fmt.Errorf("suggest words: %w", err)
	}
	return ranked(words, now), nil
}

func (s *Search) completions(ctx context.Context, l ilbo.Language, text string) ([]ilbo.HeadwordCount, error) {
	if initials, ok := typedInitials(text); ok {
		words, err := s.index.CompletionsOfInitials(ctx, l, initials, maxCompletions)
		if err != nil || len(words) > 0 {
			return words, err
		}
	}
	words, err := s.index.Completions(ctx, l, typed(text), maxCompletions)
	if err != nil || len(words) > 0 {
		return words, err
	}
	return s.index.Completions(ctx, l, retyped(text), maxCompletions)
}

// ranked are the texts of the best words. What is typed alike is one word, and
// is written as most stories write it.
func ranked(words []ilbo.HeadwordCount, now time.Time) []string {
	list := merged(words)
	slices.SortFunc(list, func(a, b ilbo.HeadwordCount) int {
		return cmp.Or(cmp.Compare(worth(&b, now), worth(&a, now)), cmp.Compare(a.Typed, b.Typed))
	})
	var texts []string
	for i := range list[:min(maxSuggested, len(list))] {
		texts = append(texts, list[i].Text)
	}
	return texts
}

// merged makes one of the words that are typed alike.
func merged(words []ilbo.HeadwordCount) []ilbo.HeadwordCount {
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b ilbo.HeadwordCount) int {
		return cmp.Or(cmp.Compare(a.Typed, b.Typed), cmp.Compare(b.Stories, a.Stories), cmp.Compare(a.Text, b.Text))
	})
	words = slices.CompactFunc(words, func(a, b ilbo.HeadwordCount) bool { return a.Typed == b.Typed && a.Text == b.Text })
	var list []ilbo.HeadwordCount
	for _, w := range words {
		if n := len(list); n > 0 && list[n-1].Typed == w.Typed {
			list[n-1].Stories += w.Stories
			list[n-1].Newest = max(list[n-1].Newest, w.Newest)
			continue
		}
		list = append(list, w)
	}
	return list
}

// worth is how much a word is held, and how freshly, of which no age costs more
// than half.
func worth(w *ilbo.HeadwordCount, now time.Time) float64 {
	const quarter = 90 * 24 * 60 * 60
	age := max(0, now.Unix()-w.Newest)
	return math.Log2(float64(1+w.Stories)) * (0.5 + 0.5/(1+float64(age)/quarter))
}
