package front_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/front"
	"ilbo.press/internal/store"
)

// A paper is a desk and its fronts on a real store, with a clock that stands
// until it is moved.
type paper struct {
	*front.Desk
	t     *testing.T
	store *store.Store
	desk  *desk.Desk
	now   time.Time
	filed int
}

func newPaper(t *testing.T) *paper {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "paper.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	n := &paper{t: t, store: s, now: time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)}
	about := &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Daily"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.FixedZone("KST", 9*60*60)}
	clock := func() time.Time { return n.now }
	n.desk, n.Desk = desk.New(s, about, clock), front.New(s, clock)
	n.must(s.PutSections(t.Context(), ilbo.StandardSections()))
	return n
}

func (n *paper) must(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

// An option changes a story before it is filed.
type option func(*ilbo.Story)

var (
	pictured option = func(s *ilbo.Story) {
		s.Lead = &ilbo.Figure{Picture: "aa", Width: 640, Height: 480, Caption: "A quay", Alt: "A quay"}
	}
	korean option = func(s *ilbo.Story) { s.Language = ilbo.Korean }
	essay  option = func(s *ilbo.Story) {
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.Gallery, Figures: []ilbo.Figure{{Picture: "aa", Width: 9, Height: 9, Caption: "A", Alt: "A"}, {Picture: "ab", Width: 9, Height: 9, Caption: "B", Alt: "B"}}})
	}
	film option = func(s *ilbo.Story) {
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "f1", Type: "video/webm", Duration: time.Second}})
	}
)

// draft files a story of a section.
func (n *paper) draft(section ilbo.SectionID, options ...option) *ilbo.Story {
	n.t.Helper()
	n.filed++
	s := &ilbo.Story{Language: ilbo.English, Section: section, Headline: fmt.Sprintf("Story %d of %s", n.filed, section), Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("A paragraph.")}}}
	for _, o := range options {
		o(s)
	}
	n.must(n.desk.File(n.t.Context(), editor("han"), s))
	return s
}

// publish files a story and shows it; each is a minute older than the one
// before.
func (n *paper) publish(section ilbo.SectionID, options ...option) ilbo.StoryID {
	n.t.Helper()
	s := n.draft(section, options...)
	n.must(n.desk.Publish(n.t.Context(), editor("han"), s.ID, ilbo.Printing{At: n.now.Add(-time.Duration(n.filed) * time.Minute)}))
	return s.ID
}

// several publishes so many stories of a section.
func (n *paper) several(count int, section ilbo.SectionID, options ...option) []ilbo.StoryID {
	n.t.Helper()
	var ids []ilbo.StoryID
	for range count {
		ids = append(ids, n.publish(section, options...))
	}
	return ids
}

func (n *paper) arrange(id ilbo.FrontID, slots ...ilbo.Slot) {
	n.t.Helper()
	n.must(n.store.PutFront(n.t.Context(), ilbo.Front{ID: id, Language: ilbo.English, Slots: slots}))
}

func (n *paper) sections() []ilbo.Section {
	n.t.Helper()
	list, err := n.store.Sections(context.Background())
	n.must(err)
	return list
}

func (n *paper) home(l ilbo.Language) *front.Home {
	n.t.Helper()
	h, err := n.Home(context.Background(), l, n.sections())
	n.must(err)
	return h
}

func (n *paper) section(id ilbo.SectionID) *front.Section {
	n.t.Helper()
	f, err := n.Section(context.Background(), ilbo.English, id, n.sections())
	n.must(err)
	return f
}

func ids(list []ilbo.Teaser) []ilbo.StoryID {
	var out []ilbo.StoryID
	for _, t := range list {
		out = append(out, t.ID)
	}
	return out
}

// editor is somebody who may do everything to a story.
func editor(login string) ilbo.Staff {
	return ilbo.Staff{Login: login, Name: login, Role: ilbo.ChiefEditor}
}
