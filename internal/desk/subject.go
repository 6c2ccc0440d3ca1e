package desk

import (
	"context"
	"slices"

	"ilbo.press"
)

// A subject is a story that somebody says something about.
type subject struct {
	section ilbo.SectionID
	writers []string // logins of those whose work it is
}

// lookAt finds a story, whose notes somebody wants to read or to write.
func (d *Desk) lookAt(ctx context.Context, by ilbo.Staff, id ilbo.StoryID) (*subject, error) {
	s, err := d.store.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	about := &subject{section: s.Section}
	plans, err := d.store.AssignmentsOf(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, a := range plans {
		about.writers = append(about.writers, a.Who...)
	}
	if !about.seenBy(by) {
		return nil, notYours("The notes are for those who may see the story.")
	}
	return about, nil
}

// seenBy reports whether somebody may see the story, published or not.
func (s *subject) seenBy(by ilbo.Staff) bool {
	return by.May(ilbo.MaySee, s.section, slices.Contains(s.writers, by.Login))
}

// beginFor begins the story of an assignment.
func (d *Desk) beginFor(ctx context.Context, by ilbo.Staff, a *ilbo.Assignment) (ilbo.StoryID, error) {
	if !by.May(ilbo.MayWrite, a.Section, true) {
		return 0, notYours("You do not write stories.")
	}
	here, err := d.people(ctx)
	if err != nil {
		return 0, err
	}
	s := &ilbo.Story{Language: a.Language, Section: a.Section, Headline: a.Title}
	for _, login := range a.Who {
		if p, is := here[login]; is && p.Role != ilbo.Photographer {
			s.Bylines = append(s.Bylines, ilbo.Byline{Name: p.Name})
		}
	}
	err = d.File(ctx, by.Login, s)
	return s.ID, err
}
