package lesson

import (
	"context"
	"slices"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/inflection"
)

// A Guess is what is known of words before anybody explains them.
type Guess struct {
	Headword string // as a dictionary may have them
	Speech   ilbo.PartOfSpeech
	Level    ilbo.Level           // of the list; empty: it is in none
	Before   []ilbo.GlossaryEntry // what lessons say of them, the newest first, each meaning once
}

const (
	mostBefore = 8
	mostAsked  = 60 // entries of which those are chosen
)

// Guess looks at words as they stand in a sentence. First says that they begin it, where
// a capital proves no name.
func (d *Desk) Guess(ctx context.Context, learned, explained ilbo.Language, words string, first bool) (*Guess, error) {
	if len([]rune(words)) > maxListWord || strings.TrimSpace(words) == "" {
		return nil, invalid("Those are too many words to be one that is explained.")
	}
	forms := phrases(words, learned)
	keys := []string{ilbo.WordKey(words)}
	for _, f := range forms {
		if key := ilbo.WordKey(f.Word); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	found, err := d.store.Explained(ctx, learned, explained, keys, mostAsked)
	if err != nil {
		return nil, err
	}
	g := &Guess{}
	for _, e := range found {
		same := func(o ilbo.GlossaryEntry) bool {
			return o.Meaning == e.Meaning && ilbo.WordKey(o.Headword) == ilbo.WordKey(e.Headword)
		}
		if len(g.Before) < mostBefore && !slices.ContainsFunc(g.Before, same) {
			g.Before = append(g.Before, e)
		}
	}
	listed, err := d.store.ListedWords(ctx, learned, keys)
	if err != nil {
		return nil, err
	}
	chosen := forms[0]
	if capital(words) && !first && learned == ilbo.English {
		chosen = inflection.Form{Word: words}
		g.Speech = ilbo.SpeechName
	}
	for _, f := range forms { // the first that somebody has listed
		if i := slices.IndexFunc(listed, func(w ilbo.ListedWord) bool { return w.Word == ilbo.WordKey(f.Word) }); i >= 0 {
			chosen, g.Level, g.Speech = f, listed[i].Level, listed[i].Speech
			break
		}
	}
	g.Headword = chosen.Word
	if g.Speech == "" {
		g.Speech = speechOf(chosen, learned)
	}
	return g, nil
}

// phrases are what a dictionary may list words as: of several, in English the first is
// what is inflected, or the last; in Korean the last.
func phrases(words string, l ilbo.Language) []inflection.Form {
	list := strings.Fields(words)
	if len(list) == 1 {
		return formsOf(words, l)
	}
	var all []inflection.Form
	last := len(list) - 1
	if l == ilbo.English {
		for _, f := range formsOf(list[0], l) {
			if f.Kind == inflection.Verb {
				all = append(all, inflection.Form{Word: strings.Join(append([]string{f.Word}, list[1:]...), " "), Kind: f.Kind})
			}
		}
	}
	for _, f := range formsOf(list[last], l) {
		if f.Kind != inflection.Unknown || l == ilbo.English {
			all = append(all, inflection.Form{Word: strings.Join(append(slices.Clone(list[:last]), f.Word), " "), Kind: f.Kind})
		}
	}
	return append(all, inflection.Form{Word: words})
}

// Glossary lists what lessons explain: see [ilbo.GlossaryQuery].
func (d *Desk) Glossary(ctx context.Context, q ilbo.GlossaryQuery) ([]ilbo.GlossaryEntry, error) {
	return d.store.Glossary(ctx, q)
}
