package testpaper

import (
	"context"
	"fmt"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// The desk of the house is one that the sample can be built at.
var _ Desk = (*desk.Desk)(nil)

// notebook is a house that does what it is asked with values alone, and writes
// down the order of it.
type notebook struct {
	stories     map[ilbo.StoryID]*ilbo.Story
	journalists []ilbo.Journalist
	sections    []ilbo.Section
	topics      []ilbo.Topic
	fronts      []ilbo.Front
	log         []string
	refuse      string // the verb that fails
}

func (n *notebook) note(verb string, id ilbo.StoryID) error {
	n.log = append(n.log, fmt.Sprintf("%s %d", verb, id))
	if n.refuse == verb {
		return &ilbo.Error{Kind: ilbo.Busy, Say: "Not now."}
	}
	return nil
}

func (n *notebook) DrawPicture(_ context.Context, recipe string) (ilbo.Picture, error) {
	return ilbo.Picture{ID: ilbo.PictureID("drawn " + recipe), Width: 1920, Height: 1280}, nil
}

func (n *notebook) DrawFilm(_ context.Context, recipe string) (ilbo.Film, error) {
	return ilbo.Film{ID: ilbo.FilmID("shot " + recipe), Type: "video/webm", Width: 640, Height: 360, Duration: filmLength}, nil
}

func (n *notebook) PutSections(_ context.Context, list []ilbo.Section) error {
	n.sections = list
	return nil
}

func (n *notebook) PutTopics(_ context.Context, list []ilbo.Topic) error {
	n.topics = list
	return nil
}

func (n *notebook) PutJournalists(_ context.Context, list []ilbo.Journalist) error {
	n.journalists = list
	return nil
}

func (n *notebook) PutLesson(_ context.Context, l *ilbo.Lesson, _ ...ilbo.Event) error {
	return n.note("teach", l.Story)
}

func (n *notebook) PutFront(_ context.Context, f ilbo.Front) error {
	n.fronts = append(n.fronts, f)
	return nil
}

// Desk notes when things are done.
func (n *notebook) Desk(at time.Time) Desk { return notes{n, at} }

// notes are of one moment.
type notes struct {
	*notebook
	at time.Time
}

func (n notes) HandOver(_ context.Context, _ ilbo.Staff, id ilbo.StoryID, _ ilbo.Stage, _ string) error {
	return n.note("hand over", id)
}

func (n notes) File(_ context.Context, by ilbo.Staff, s *ilbo.Story) error {
	if by.Login == "" {
		return fmt.Errorf("nobody files %q", s.Headline)
	}
	if !s.Published.IsZero() || s.Kill != nil || s.Corrections != nil {
		return fmt.Errorf("%q is filed with its future", s.Headline)
	}
	s.ID, s.Updated = ilbo.StoryID(len(n.stories)+1), time.Time{}
	n.stories[s.ID] = s
	return n.note("file", s.ID)
}

func (n notes) Take(_ context.Context, s *ilbo.Story, _ ...ilbo.Path) error {
	if s.Published.IsZero() || s.Kill != nil || s.Corrections != nil {
		return fmt.Errorf("%q is taken in unpublished or with its future", s.Headline)
	}
	s.ID = ilbo.StoryID(len(n.stories) + 1)
	n.stories[s.ID] = s
	return n.note("take", s.ID)
}

func (n notes) Publish(_ context.Context, _ ilbo.Staff, id ilbo.StoryID, p ilbo.Printing) error {
	n.stories[id].Published = p.At
	return n.note("publish", id)
}

func (n notes) Correct(_ context.Context, by ilbo.Staff, id ilbo.StoryID, kind ilbo.CorrectionKind, text string) error {
	n.stories[id].Corrections = append(n.stories[id].Corrections, ilbo.Correction{Kind: kind, By: by.Name, At: n.at, Text: text})
	return n.note("correct", id)
}

func (n notes) Kill(_ context.Context, by ilbo.Staff, id ilbo.StoryID, reason, notice string) error {
	n.stories[id].Kill = &ilbo.Kill{By: by.Name, At: n.at, Reason: reason, Notice: notice}
	return n.note("kill", id)
}

func (n notes) Hold(_ context.Context, by ilbo.Staff, id ilbo.StoryID, reason string) error {
	n.stories[id].Hold = &ilbo.Hold{By: by.Name, At: n.at, Reason: reason}
	return n.note("hold", id)
}

func (n notes) Embargo(_ context.Context, by ilbo.Staff, id ilbo.StoryID, until time.Time, reason string) error {
	n.stories[id].Embargo = &ilbo.Embargo{By: by.Name, At: n.at, Until: until, Reason: reason}
	return n.note("embargo", id)
}

func (n notes) Spike(_ context.Context, by ilbo.Staff, id ilbo.StoryID, reason string) error {
	n.stories[id].Spike = &ilbo.Spike{By: by.Name, At: n.at, Reason: reason}
	return n.note("spike", id)
}

func build(t *testing.T, paper *Paper) *notebook {
	t.Helper()
	n := &notebook{stories: map[ilbo.StoryID]*ilbo.Story{}}
	if err := paper.Build(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	return n
}
