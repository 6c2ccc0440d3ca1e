package engines

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
	"ilbo.press/internal/search"
	"ilbo.press/internal/store"
)

// An Engine is an index that is compared with the others.
type Engine interface {
	search.Index
	Close() error
}

// wordless is an engine without what is not compared: a vocabulary, because words
// are completed from tables that any database has, and counts of what is found in
// another language.
type wordless struct{}

func (wordless) CountEntries(context.Context, ilbo.IndexLookup, int) (int, error) { return 0, nil }
func (wordless) CountEach(context.Context, ilbo.Language, []ilbo.IndexPhrase, int, time.Time) ([]int, error) {
	return nil, nil
}

func (wordless) Completions(context.Context, ilbo.Language, string, int) ([]ilbo.HeadwordCount, error) {
	return nil, nil
}

func (wordless) CompletionsOfInitials(context.Context, ilbo.Language, string, int) ([]ilbo.HeadwordCount, error) {
	return nil, nil
}

func (wordless) Spelled(context.Context, ilbo.Language, string, int) ([]ilbo.HeadwordCount, error) {
	return nil, nil
}

// Open opens, or makes, the index of a kind at an address: a file, a folder, or
// a database.
func Open(ctx context.Context, kind, address string) (Engine, error) {
	switch kind {
	case "ours", "postgres":
		return store.Open(ctx, address, nil)
	case "bm25":
		return openPlain(ctx, address)
	case "bleve":
		return openBleve(address)
	}
	return nil, fmt.Errorf("there is no engine %q", kind)
}

// maxCounted is where counting stops, as it does in the store.
const maxCounted = 1_000
