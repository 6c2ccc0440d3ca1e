package site

import (
	"context"
	"encoding/json"
	"net/http"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/search"
	"ilbo.press/internal/web/cache"
)

const (
	// maxSuggesting is how many suggestions are made at a time; who asks for
	// more is told to wait. They are asked for with every key, and pages come
	// first. Readers cannot be told apart behind a proxy, so none is counted.
	maxSuggesting = 8
	// keptTyped is the most characters of a beginning whose suggestions are
	// kept: readers share the short ones.
	keptTyped = 6
)

// suggestions answers with what a reader may be typing, as OpenSearch has it:
// https://github.com/dewitt/opensearch, Suggestions 1.1.
func (s *Site) suggestions(w http.ResponseWriter, r *http.Request, l ilbo.Language) {
	text := firstRunes(ilbo.Clean(r.URL.Query().Get("q")), search.MaxTyped+1) // Suggest knows that it is too long
	s.cache.Serve(w, r, "suggest:"+s.paper.Prefix(l)+"?"+text, func(ctx context.Context) (cache.Page, error) { return s.suggest(ctx, l, text) })
}

func (s *Site) suggest(ctx context.Context, l ilbo.Language, text string) (cache.Page, error) {
	select {
	case s.suggesting <- struct{}{}:
		defer func() { <-s.suggesting }()
	default:
		return cache.Page{}, &ilbo.Error{Kind: ilbo.Busy, Say: "Too many searches are being typed. Please try again in a moment."}
	}
	words, err := s.finder.Suggest(ctx, l, text, s.clock())
	if err != nil {
		return cache.Page{}, err
	}
	if words == nil {
		words = []string{}
	}
	body, err := json.Marshal([]any{text, words})
	return cache.Page{
		Type: "application/x-suggestions+json; charset=utf-8", Body: body, Header: map[string]string{"X-Robots-Tag": "noindex"},
		Keys: []ilbo.Key{ilbo.KeyFurniture, ilbo.KeyVocabulary(l), KeyDay},
		// What nothing begins with could be anything, and is not kept.
		Volatile: len(words) == 0 || utf8.RuneCountInString(text) > keptTyped,
	}, err
}
