package front

import (
	"context"
	"time"

	"ilbo.press"
)

// Store is what fronts are made from. Every list holds only stories that the
// public may see at now; the newest come first.
type Store interface {
	Sections(ctx context.Context) ([]ilbo.Section, error)
	Teasers(ctx context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error)
	// TeasersByID leaves out stories that the public may not see, and keeps
	// the order asked for.
	TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error)
	// Front is NotFound where no editor has arranged that front yet.
	Front(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (ilbo.Front, error)
	// FrontVersion is a version of a front, public or not any more.
	FrontVersion(ctx context.Context, id ilbo.FrontID, l ilbo.Language, version int) (ilbo.Front, error)
	// FrontVersions are those before one, the newest first; zero is the newest.
	FrontVersions(ctx context.Context, id ilbo.FrontID, l ilbo.Language, before, limit int) ([]ilbo.Front, error)
	// PutFront makes an arrangement the next public version. Another number than
	// the next one is a Conflict.
	PutFront(ctx context.Context, f ilbo.Front) error
	// WorkingFront is the last step of the work on a front since its public
	// version, NotFound where there was none.
	WorkingFront(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (ilbo.Front, error)
	// FrontStep is a step of it, with the step that undoing it leads to.
	FrontStep(ctx context.Context, id ilbo.FrontID, l ilbo.Language, step int) (f ilbo.Front, back int, err error)
	// PutFrontStep stores the next step and gives it its number. Where others
	// went on from the front's version and step already it is a Conflict.
	PutFrontStep(ctx context.Context, f ilbo.Front, back int) (ilbo.Front, error)
	// PutWeight gives a story a weight; zero takes it away.
	PutWeight(ctx context.Context, w ilbo.Weighing) error
	// Weighted are the stories that have one, the one that was given it last first.
	Weighted(ctx context.Context, l ilbo.Language, limit int, now time.Time) ([]ilbo.Weighted, error)
	// Story finds a story in any state.
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	// Translations are the story's translations that the public may see.
	Translations(ctx context.Context, s *ilbo.Story, now time.Time) ([]ilbo.Teaser, error)
	// Banners are the last ones that were put up, the last one first.
	Banners(ctx context.Context, limit int) ([]ilbo.Banner, error)
	PutBanner(ctx context.Context, b ilbo.Banner) (id int64, err error)
	// EndBanner takes a banner down; one that is down is a Conflict.
	EndBanner(ctx context.Context, id int64, by string, at time.Time) error
	// Audit adds a line to the audit log.
	Audit(ctx context.Context, e ilbo.AuditEntry) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
	// MostRead lists the stories read most since then, the most read first.
	MostRead(ctx context.Context, l ilbo.Language, since time.Time, limit int, now time.Time) ([]ilbo.Teaser, error)
	// AddReads adds to the counts of an hour.
	AddReads(ctx context.Context, reads map[ilbo.StoryID]int, hour time.Time) error
	// AddDepth adds to how far stories were read on a day.
	AddDepth(ctx context.Context, day string, depth map[ilbo.StoryID]ilbo.Depth) error
	// ReadStories lists stories by how they were read in a while, the most read first.
	ReadStories(ctx context.Context, q ilbo.ReadQuery, now time.Time) ([]ilbo.ReadStory, error)
	// ReadDays are the days of a while on which stories were read.
	ReadDays(ctx context.Context, q ilbo.ReadQuery) ([]ilbo.ReadDay, error)
	// SumReads adds up what was counted by the hour before a midnight to days, and what
	// was counted by the day before another to months.
	SumReads(ctx context.Context, days, months time.Time) error
	// Touch makes the pages stale that are made from the keys.
	Touch(ctx context.Context, keys ...ilbo.Key) error
}
