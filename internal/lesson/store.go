package lesson

import (
	"context"

	"ilbo.press"
)

// Store is where lessons are kept. What is not there is NotFound.
type Store interface {
	Words
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	Draft(ctx context.Context, id ilbo.StoryID) (*ilbo.Draft, error)
	Version(ctx context.Context, id ilbo.StoryID, number int) (*ilbo.Version, error)
	// KeepStory keeps others from changing a story until the transaction ends.
	KeepStory(ctx context.Context, id ilbo.StoryID) error
	// WorkingLesson finds the lesson that waits for the story's newest copy, or else the
	// one that readers have.
	WorkingLesson(ctx context.Context, story ilbo.StoryID) (*ilbo.Lesson, error)
	// PutLesson keeps what readers have, and no other; PutWorkingLesson, what waits.
	// PutLesson and DropLesson, which drops both, enqueue events in the same transaction.
	PutLesson(ctx context.Context, l *ilbo.Lesson, events ...ilbo.Event) error
	PutWorkingLesson(ctx context.Context, l *ilbo.Lesson) error
	DropLesson(ctx context.Context, story ilbo.StoryID, events ...ilbo.Event) error
	// AddLessonPrint keeps how a lesson stood when its story was published.
	AddLessonPrint(ctx context.Context, p ilbo.LessonPrint) error
	// Audit adds a line to the audit log.
	Audit(ctx context.Context, e ilbo.AuditEntry) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}

// Words are what is known of words.
type Words interface {
	// Explained gives what lessons say of headwords or of words as they stood, by their
	// keys, the newest first.
	Explained(ctx context.Context, learned, explained ilbo.Language, words []string, limit int) ([]ilbo.GlossaryEntry, error)
	// Glossary lists what they say in the order of its places.
	Glossary(ctx context.Context, q ilbo.GlossaryQuery) ([]ilbo.GlossaryEntry, error)
	// ListedWords are those of some keys that the list of a language has.
	ListedWords(ctx context.Context, l ilbo.Language, words []string) ([]ilbo.ListedWord, error)
	// ReplaceListedWords keeps a list in the place of the one that its language had.
	ReplaceListedWords(ctx context.Context, l ilbo.Language, words []ilbo.ListedWord) error
	CountListedWords(ctx context.Context, l ilbo.Language) (map[ilbo.Level]int, error)
}

// An Archive knows how common words are in what was published.
type Archive interface {
	// Held is how many stories hold each of some words, each counted up to most.
	Held(ctx context.Context, l ilbo.Language, words []string, most int) ([]int, error)
	// Size is how many stories there are, at most so many.
	Size(ctx context.Context, most int) (int, error)
}
