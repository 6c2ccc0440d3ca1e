package ilbo

import "time"

// A Selection says which of the stories that the public may see a list wants,
// the newest first, or the oldest. Empty fields do not narrow it.
type Selection struct {
	Language   Language
	Section    SectionID // a section includes its sub-sections
	Topic      TopicID
	Journalist JournalistID
	From, To   time.Time // published in [From, To)
	Before     Cursor    // only stories older than this one
	After      Cursor    // only stories newer than this one
	Oldest     bool      // the oldest first
	Films      bool      // only stories with a film
	Galleries  bool      // only stories with a gallery
	Lessons    bool      // only stories that are lessons
	Level      Level     // only lessons of that level
	Limit      int       // at most; a list without a limit is refused
}

// A Cursor is a story's place in the order of publication: lists go on from
// one, and never count how many they leave out.
type Cursor struct {
	At time.Time
	ID StoryID
}

// Cursor is the teaser's place in the order of publication.
func (t *Teaser) Cursor() Cursor { return Cursor{At: t.Published, ID: t.ID} }

// A Month is one in which a paper, or a section, published something.
type Month struct {
	Start   time.Time // its first instant in the paper's zone
	Stories int
}
