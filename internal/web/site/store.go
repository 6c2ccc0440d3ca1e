package site

import (
	"context"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/search"
)

// Stories is what pages are made from. Every list holds only stories that the
// public may see at now.
type Stories interface {
	// StoryAt finds a story in any state by its address: the page asks the
	// story itself whether it is visible.
	StoryAt(ctx context.Context, path ilbo.Path) (*ilbo.Story, error)
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	// Moved gives the address of a story that had this one in another system.
	Moved(ctx context.Context, old ilbo.Path) (ilbo.Path, error)
	// MovedPage gives the page that stands for one of another system that listed
	// stories.
	MovedPage(ctx context.Context, old ilbo.Path) (ilbo.Path, error)
	Teasers(ctx context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error)
	Related(ctx context.Context, s *ilbo.Story, limit int, now time.Time) ([]ilbo.Teaser, error)
	Translations(ctx context.Context, s *ilbo.Story, now time.Time) ([]ilbo.Teaser, error)
	Months(ctx context.Context, l ilbo.Language, section ilbo.SectionID, zone *time.Location, now time.Time) ([]ilbo.Month, error)
	// Notices are corrections, the newest first.
	Notices(ctx context.Context, l ilbo.Language, before ilbo.Cursor, limit int, now time.Time) ([]ilbo.Notice, error)
	// Days are those of a span on which something was published, the first first.
	Days(ctx context.Context, l ilbo.Language, section ilbo.SectionID, from, to time.Time, zone *time.Location, now time.Time) ([]time.Time, error)
	Sections(ctx context.Context) ([]ilbo.Section, error)
	// TopicNames leaves out topics that are not there.
	TopicNames(ctx context.Context, ids []ilbo.TopicID) (map[ilbo.TopicID]ilbo.Words, error)
	// JournalistNames leaves out journalists that are not there.
	JournalistNames(ctx context.Context, ids []ilbo.JournalistID) (map[ilbo.JournalistID]ilbo.Words, error)
	Topic(ctx context.Context, id ilbo.TopicID) (ilbo.Topic, error)
	// SeenTopics are those that a story has which the public may see.
	SeenTopics(ctx context.Context, ids []ilbo.TopicID, now time.Time) (map[ilbo.TopicID]bool, error)
	Journalist(ctx context.Context, id ilbo.JournalistID) (ilbo.Journalist, error)
	Journalists(ctx context.Context) ([]ilbo.Journalist, error)
	TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error)
	// Lesson is NotFound for a story that is none.
	Lesson(ctx context.Context, story ilbo.StoryID) (*ilbo.Lesson, error)
	// LessonMarks leaves out stories that are no lessons.
	LessonMarks(ctx context.Context, stories []ilbo.StoryID) (map[ilbo.StoryID]ilbo.LessonMark, error)
	// LessonCounts are how many a section and its parts have of each level.
	LessonCounts(ctx context.Context, l ilbo.Language, section ilbo.SectionID, now time.Time) (map[ilbo.Level]int, error)
	// Unusable are those of some pictures that their rights do not allow now.
	Unusable(ctx context.Context, ids []ilbo.PictureID, now time.Time) ([]ilbo.Picture, error)
}

// Fronts arranges stories.
type Fronts interface {
	Home(ctx context.Context, l ilbo.Language, sections []ilbo.Section) (*front.Home, error)
	Section(ctx context.Context, l ilbo.Language, id ilbo.SectionID, sections []ilbo.Section) (*front.Section, error)
	MostRead(ctx context.Context, l ilbo.Language) ([]ilbo.Teaser, error)
	// Banner is the breaking news above all pages of a language; without a text
	// there is none.
	Banner(ctx context.Context, l ilbo.Language) (front.Line, error)
}

// Search finds stories by their words.
type Search interface {
	Find(ctx context.Context, q search.Query, now time.Time) (search.Results, error)
	Suggest(ctx context.Context, l ilbo.Language, text string, now time.Time) ([]string, error)
}

// Editions are printed editions: of each day the newest version.
type Editions interface {
	// Edition is that of a day; none is NotFound.
	Edition(ctx context.Context, l ilbo.Language, day time.Time) (ilbo.KeptEdition, error)
	// Editions are those of days before one, the last first, without their pages; the
	// zero time is after all days.
	Editions(ctx context.Context, l ilbo.Language, before time.Time, limit int) ([]ilbo.KeptEdition, error)
	// EditionsAfter are those of days after one, the first first, without their pages.
	EditionsAfter(ctx context.Context, l ilbo.Language, after time.Time, limit int) ([]ilbo.KeptEdition, error)
	// TeasersByID leaves out stories that the public may not see.
	TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error)
	// Open opens a file of an edition, as it is kept.
	Open(ctx context.Context, f *ilbo.PrintFile) (*Plate, error)
}

// Issues are the issues of the weekly.
type Issues interface {
	// IssueAt finds an issue in any state by its number in its course.
	IssueAt(ctx context.Context, course ilbo.SectionID, number int) (*ilbo.Issue, error)
	// IssuesSeen are those that the public may see at now with lower numbers than one, the
	// last first, without their stories; number 0 is above all.
	IssuesSeen(ctx context.Context, course ilbo.SectionID, before, limit int, now time.Time) ([]*ilbo.Issue, error)
	// IssueSeenAfter is the next one that the public may see.
	IssueSeenAfter(ctx context.Context, course ilbo.SectionID, number int, now time.Time) (*ilbo.Issue, error)
	// Gather gives an issue with what its stories say now.
	Gather(ctx context.Context, i *ilbo.Issue) (*lesson.Gathered, error)
	// Lent is the PDF of an issue to give to somebody who is entitled to e.
	Lent(ctx context.Context, i *ilbo.Issue, e ilbo.Entitlement) (*ilbo.PrintedIssue, error)
	// PrintedIssue is what was printed of an issue last.
	PrintedIssue(ctx context.Context, id ilbo.IssueID) (*ilbo.PrintedIssue, error)
	// Open opens a file, as it is kept.
	Open(ctx context.Context, f *ilbo.PrintFile) (*Plate, error)
}
