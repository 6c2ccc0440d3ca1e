package desk

import (
	"context"
	"time"

	"ilbo.press"
)

// Store is where stories are kept.
type Store interface {
	Plans
	// Story finds a story in any state.
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	// Foreign finds a story by the number it had in the system it came from.
	Foreign(ctx context.Context, foreign string) (*ilbo.Story, error)
	// PutStory stores a new story, sets its ID, and enqueues events, whose
	// empty story and keys are filled in. An address that is taken is a
	// Conflict.
	PutStory(ctx context.Context, s *ilbo.Story, events ...ilbo.Event) error
	// ChangeStory lets change mend a story in one transaction; an error of
	// change leaves it as it was. By and at are kept with records that end.
	ChangeStory(ctx context.Context, id ilbo.StoryID, by string, at time.Time, change func(*ilbo.Story) ([]ilbo.Event, error)) error
	// KeepStory keeps others from changing a story, and the newsroom's side of
	// it, until the transaction ends.
	KeepStory(ctx context.Context, id ilbo.StoryID) error
	// Translations are the story's translations that the public may see.
	Translations(ctx context.Context, s *ilbo.Story, now time.Time) ([]ilbo.Teaser, error)
	// Released are the stories that are public from a moment behind one and by
	// another.
	Released(ctx context.Context, after, by time.Time) ([]ilbo.StoryID, error)
	// Unusable are those of some pictures that may not be used at a moment.
	Unusable(ctx context.Context, ids []ilbo.PictureID, at time.Time) ([]ilbo.Picture, error)
	// Redirect remembers an address that the story had elsewhere.
	Redirect(ctx context.Context, old ilbo.Path, id ilbo.StoryID) error
	// Audit adds a line to the audit log.
	Audit(ctx context.Context, e ilbo.AuditEntry) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
	Drafts
	Lists
}

// Drafts are the newsroom's side of stories. What is not there is NotFound.
type Drafts interface {
	Draft(ctx context.Context, id ilbo.StoryID) (*ilbo.Draft, error)
	PutDraft(ctx context.Context, d *ilbo.Draft) error
	// Drafts lists them as a query asks.
	Drafts(ctx context.Context, q ilbo.DraftQuery, now time.Time) ([]ilbo.Draft, error)

	// AddVersion keeps a version and sets its number, which follows the last.
	AddVersion(ctx context.Context, v *ilbo.Version) error
	Version(ctx context.Context, id ilbo.StoryID, number int) (*ilbo.Version, error)
	// Versions lists those with lower numbers than before, which is all where 0,
	// without their copy, the last one first.
	Versions(ctx context.Context, id ilbo.StoryID, before, limit int) ([]ilbo.Version, error)

	AddHandOver(ctx context.Context, h ilbo.HandOver) error
	// HandOvers are a story's, the first one first.
	HandOvers(ctx context.Context, id ilbo.StoryID) ([]ilbo.HandOver, error)

	Lock(ctx context.Context, id ilbo.StoryID) (ilbo.Lock, error)
	PutLock(ctx context.Context, l ilbo.Lock) error
	// Presences are who was seen since a moment.
	Presences(ctx context.Context, id ilbo.StoryID, since time.Time) ([]ilbo.Presence, error)
	PutPresence(ctx context.Context, p ilbo.Presence) error
	DropPresence(ctx context.Context, p ilbo.Presence) error
}

// Lists are what the newsroom's lists are made of.
type Lists interface {
	// CountDrafts is how many a query asks for, at most so many.
	CountDrafts(ctx context.Context, q ilbo.DraftQuery, most int, now time.Time) (int, error)
	// DraftsByID, LocksOn and LastHandOvers leave out stories that have none.
	DraftsByID(ctx context.Context, ids []ilbo.StoryID) (map[ilbo.StoryID]ilbo.Draft, error)
	LocksOn(ctx context.Context, ids []ilbo.StoryID, now time.Time) (map[ilbo.StoryID]ilbo.Lock, error)
	LastHandOvers(ctx context.Context, ids []ilbo.StoryID) (map[ilbo.StoryID]ilbo.HandOver, error)
	// RecentHandOvers are the last ones of all stories, the last one first.
	RecentHandOvers(ctx context.Context, limit int) ([]ilbo.HandOver, error)

	// Teasers lists what the public may see, the newest first; TeasersByID keeps
	// the order asked for.
	Teasers(ctx context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error)
	TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error)
	// Journalist is NotFound where there is none.
	Journalist(ctx context.Context, id ilbo.JournalistID) (ilbo.Journalist, error)

	Views(ctx context.Context, staff int64) ([]ilbo.View, error)
	PutView(ctx context.Context, v ilbo.View) error
	DropView(ctx context.Context, staff int64, name string) error
	// Arrive gives when somebody last left their desk, zero where never.
	Arrive(ctx context.Context, staff int64, now time.Time, while time.Duration) (time.Time, error)
}

// A Finder finds what was published, by its words.
type Finder interface {
	// Find gives a page of stories, the best first, and whether there are more. Page
	// 1 is the first.
	Find(ctx context.Context, a Asked, page, perPage int) (ids []ilbo.StoryID, more bool, err error)
}

// An Asked is what is looked for in the archive. Empty fields do not narrow it.
type Asked struct {
	Words    string
	Language ilbo.Language
	Section  ilbo.SectionID // with its parts
	Writer   ilbo.JournalistID
}
