package feed

import (
	"context"
	"time"

	"ilbo.press"
)

// Stories is what feeds and sitemaps are made from. Every list holds only
// stories that the public may see at now, the newest first.
type Stories interface {
	Teasers(ctx context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error)
	// Story finds a story in any state: the feed asks it whether it is visible.
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	// Volumes are those that hold such stories, the first one first.
	Volumes(ctx context.Context, now time.Time) ([]ilbo.Volume, error)
	// Volume lists such stories of a volume by their numbers, and where the
	// translations of each are, one for each language.
	Volume(ctx context.Context, number int, now time.Time) ([]ilbo.Teaser, map[ilbo.StoryID][]ilbo.Address, error)
	// Names counts topics and journalists.
	Names(ctx context.Context) (topics, journalists int, err error)
	Sections(ctx context.Context) ([]ilbo.Section, error)
	Topics(ctx context.Context) ([]ilbo.Topic, error)
	// TopicNames leaves out topics that are not there.
	TopicNames(ctx context.Context, ids []ilbo.TopicID) (map[ilbo.TopicID]ilbo.Words, error)
	Topic(ctx context.Context, id ilbo.TopicID) (ilbo.Topic, error)
	// SeenTopics are those that a story has which the public may see.
	SeenTopics(ctx context.Context, ids []ilbo.TopicID, now time.Time) (map[ilbo.TopicID]bool, error)
	Journalists(ctx context.Context) ([]ilbo.Journalist, error)
	Journalist(ctx context.Context, id ilbo.JournalistID) (ilbo.Journalist, error)
	// IssuesSeen are the issues of a course with lower numbers than one that the public
	// may see at now, the last first; number 0 is above all.
	IssuesSeen(ctx context.Context, course ilbo.SectionID, before, limit int, now time.Time) ([]*ilbo.Issue, error)
	// LessonCounts are how many lessons of each level a section has that the public may
	// see at now; levels without any are left out.
	LessonCounts(ctx context.Context, learned ilbo.Language, section ilbo.SectionID, now time.Time) (map[ilbo.Level]int, error)
}

// Feed writes the pages of this package. Its methods may be called at once
// from many goroutines.
type Feed struct {
	paper   func() *ilbo.Paper
	stories Stories
	clock   ilbo.Clock
}

// New makes a Feed. Paper gives the settings as they are when a page is made.
func New(paper func() *ilbo.Paper, stories Stories, clock ilbo.Clock) *Feed {
	return &Feed{paper: paper, stories: stories, clock: clock}
}

// A Scope says which stories a feed carries: those of the paper in a language,
// or of one section, topic or journalist. At most one of the three is set.
type Scope struct {
	Language   ilbo.Language
	Section    ilbo.SectionID
	Topic      ilbo.TopicID
	Journalist ilbo.JournalistID
	Learned    ilbo.Language // of a section, the lessons of this language alone
	Level      ilbo.Level    // and of this level
	Whole      bool          // with all of what is locked: for whoever is entitled to that
}

// told is the language of the stories.
func (s Scope) told() ilbo.Language {
	if s.Learned != "" {
		return s.Learned
	}
	return s.Language
}

// path is the page that the feed belongs to, without a slash at the end.
func (s Scope) path(p *ilbo.Paper) string {
	prefix := p.Prefix(s.Language)
	switch {
	case s.Level != "":
		return prefix + "/" + string(s.Section) + "/lessons/" + string(s.Level.Slug())
	case s.Learned != "":
		return prefix + "/" + string(s.Section) + "/lessons"
	case s.Section != "":
		return prefix + "/" + string(s.Section)
	case s.Topic != "":
		return prefix + "/topic/" + string(s.Topic)
	case s.Journalist != "":
		return prefix + "/by/" + string(s.Journalist)
	}
	return prefix
}

// keys are what a feed depends on. A story of any language makes a topic known.
func (f *Feed) keys(s Scope) (keys []ilbo.Key) {
	switch {
	case s.Section != "":
		return []ilbo.Key{ilbo.KeySection(s.told(), s.Section)}
	case s.Topic != "":
		for _, l := range f.paper().Languages {
			keys = append(keys, ilbo.KeyTopic(l, s.Topic))
		}
		return keys
	case s.Journalist != "":
		return []ilbo.Key{ilbo.KeyJournalist(s.Language, s.Journalist)}
	}
	return []ilbo.Key{ilbo.KeyLanguage(s.Language)}
}
