package search

import (
	"context"
	"time"

	"ilbo.press"
)

// Index is an engine that holds the analysed words of stories. Its words come
// from [Tokens] alone. All methods may be called at once from many goroutines.
type Index interface {
	Vocabulary
	// PutEntries adds stories or replaces what was held of them; all of them
	// or none. It may be done twice.
	PutEntries(ctx context.Context, entries []ilbo.IndexEntry) error
	// RemoveEntries takes stories out; one that is not there is no error.
	RemoveEntries(ctx context.Context, ids ...ilbo.StoryID) error
	// FindEntries gives the stories that a lookup asks for. With words to look
	// for, the best come first: those that have all of them in the headline,
	// then in headline and deck, then in the furniture and the beginning of the
	// body, then anywhere; in each of these parts, those that have them as they
	// were typed; a newer match may outrank an older one of the part before, and
	// of equal matches the newer is the better. Without words, the newest come
	// first.
	FindEntries(ctx context.Context, lookup ilbo.IndexLookup) (ilbo.IndexHits, error)
	// CountEntries is how many stories a lookup finds, at most so many.
	CountEntries(ctx context.Context, lookup ilbo.IndexLookup, most int) (int, error)
	// CountEach is how many stories of a language that the public may see at now hold
	// each of some phrases, each counted up to most; of a phrase without words, none.
	CountEach(ctx context.Context, l ilbo.Language, phrases []ilbo.IndexPhrase, most int, now time.Time) ([]int, error)
}

// Vocabulary is the headwords of the entries that an [Index] holds, each with
// how many of them give it.
type Vocabulary interface {
	// Completions are words that are typed with that beginning, at least limit
	// of them where there are so many: those of the most stories, roughly.
	Completions(ctx context.Context, l ilbo.Language, typed string, limit int) ([]ilbo.HeadwordCount, error)
	// CompletionsOfInitials are the same by the initials of their syllables.
	CompletionsOfInitials(ctx context.Context, l ilbo.Language, initials string, limit int) ([]ilbo.HeadwordCount, error)
	// Spelled are the words of two stories and more that have a spelling of a
	// typed word (see [ilbo.Spellings]), differ letters or fewer longer or
	// shorter. A word may come several times.
	Spelled(ctx context.Context, l ilbo.Language, typed string, differ int) ([]ilbo.HeadwordCount, error)
}

// Stories is what is shown of the stories found.
type Stories interface {
	// TeasersByID leaves out stories that the public may not see, and keeps
	// the order asked for.
	TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error)
	// Bodies are those of stories in any state.
	Bodies(ctx context.Context, ids []ilbo.StoryID) (map[ilbo.StoryID]ilbo.Body, error)
	Sections(ctx context.Context) ([]ilbo.Section, error)
	// TopicNames leaves out topics that are not there.
	TopicNames(ctx context.Context, ids []ilbo.TopicID) (map[ilbo.TopicID]ilbo.Words, error)
}
