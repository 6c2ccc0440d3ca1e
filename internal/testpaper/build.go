package testpaper

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// Build makes the whole paper in rooms that hold none of it yet: first what
// all pages share, then all that happened, in the order in which it happened,
// then the lessons and the fronts. The paper itself is left as it was loaded.
func (p *Paper) Build(ctx context.Context, rooms Rooms) error {
	if err := p.furnish(ctx, rooms); err != nil {
		return fmt.Errorf("build the sample: %w", err)
	}
	ids := make([]ilbo.StoryID, len(p.Stories))
	for _, step := range p.steps(rooms, ids) {
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("build the sample: %s %s: %w", step.verb, step.story.Foreign, err)
		}
	}
	if err := p.teach(ctx, rooms, ids); err != nil {
		return fmt.Errorf("build the sample: %w", err)
	}
	for _, front := range p.fronts(ids) {
		if err := rooms.PutFront(ctx, front); err != nil {
			return fmt.Errorf("build the sample: arrange the front in %s: %w", front.Language, err)
		}
	}
	return nil
}

func (p *Paper) furnish(ctx context.Context, rooms Rooms) error {
	journalists := slices.Clone(p.Journalists)
	for i := range journalists {
		portrait, err := rooms.DrawPicture(ctx, string(journalists[i].Picture))
		if err != nil {
			return fmt.Errorf("draw %s: %w", journalists[i].ID, err)
		}
		journalists[i].Picture = portrait.ID
	}
	if err := rooms.PutSections(ctx, p.Sections); err != nil {
		return err
	}
	if err := rooms.PutTopics(ctx, p.Topics); err != nil {
		return err
	}
	return rooms.PutJournalists(ctx, journalists)
}

// teach puts the lessons beside their stories.
func (p *Paper) teach(ctx context.Context, rooms Rooms, ids []ilbo.StoryID) error {
	for i := range p.Stories {
		s := &p.Stories[i]
		if s.Lesson == nil {
			continue
		}
		l := *s.Lesson
		l.Story, l.By, l.At = ids[i], p.reporter(s).Login, s.At
		if err := rooms.PutLesson(ctx, &l); err != nil {
			return fmt.Errorf("teach %s: %w", s.Foreign, err)
		}
	}
	return nil
}

// A step is one thing that happened to a story.
type step struct {
	at    time.Time
	verb  string
	story *Story
	do    func(context.Context) error
}

// steps are all that happened, the earliest first. The numbers that the desk
// gives to the stories go to ids.
func (p *Paper) steps(rooms Rooms, ids []ilbo.StoryID) (list []step) {
	editor := p.editor()
	for i := range p.Stories {
		s, id := &p.Stories[i], &ids[i]
		add := func(at time.Time, verb string, do func(context.Context) error) {
			list = append(list, step{at: at, verb: verb, story: s, do: do})
		}
		taken := !s.Updated.IsZero() && s.Embargo == nil && !s.Published.IsZero()
		if taken {
			add(s.At, "take", func(ctx context.Context) error { return p.take(ctx, rooms, s, id) })
		} else {
			add(s.At, "file", func(ctx context.Context) error { return p.file(ctx, rooms, s, id) })
		}
		if h := s.Hold; h != nil {
			add(s.At, "hold", func(ctx context.Context) error { return rooms.Desk(s.At).Hold(ctx, editor, *id, h.Reason) })
		}
		if sp := s.Spike; sp != nil {
			add(s.At, "spike", func(ctx context.Context) error { return rooms.Desk(s.At).Spike(ctx, editor, *id, sp.Reason) })
		}
		// The embargo comes first, so that there is no moment without it.
		if e := s.Embargo; e != nil {
			add(s.At, "embargo", func(ctx context.Context) error { return rooms.Desk(e.At).Embargo(ctx, editor, *id, e.Until, e.Reason) })
		}
		if !s.Published.IsZero() && !taken {
			add(s.At, "publish", func(ctx context.Context) error {
				return rooms.Desk(s.At).Publish(ctx, editor, *id, ilbo.Printing{At: s.Published})
			})
		}
		for _, c := range s.Corrections {
			add(c.At, "correct", func(ctx context.Context) error { return rooms.Desk(c.At).Correct(ctx, editor, *id, c.Kind, c.Text) })
		}
		if k := s.Kill; k != nil {
			add(k.At, "kill", func(ctx context.Context) error { return rooms.Desk(k.At).Kill(ctx, editor, *id, k.Reason, k.Notice) })
		}
	}
	slices.SortStableFunc(list, func(a, b step) int { return a.at.Compare(b.at) })
	return list
}

// file hands a new story in, and notes its number.
func (p *Paper) file(ctx context.Context, rooms Rooms, s *Story, id *ilbo.StoryID) error {
	copied, err := s.drawn(ctx, rooms)
	if err != nil {
		return err
	}
	desk, begun := rooms.Desk(s.At), s.Filed.IsZero()
	err = desk.File(ctx, p.reporter(s), copied)
	*id = copied.ID
	if err == nil && begun { // its reporter is not done with it
		err = desk.HandOver(ctx, p.reporter(s), copied.ID, ilbo.StageDraft, "")
	}
	if err == nil && ilbo.StageFiled.Before(s.Stage) {
		err = desk.HandOver(ctx, p.editor(), copied.ID, s.Stage, "")
	}
	return err
}

// take does the same for a story that is brought in as published.
func (p *Paper) take(ctx context.Context, rooms Rooms, s *Story, id *ilbo.StoryID) error {
	copied, err := s.drawn(ctx, rooms)
	if err != nil {
		return err
	}
	copied.Published = s.Published
	err = rooms.Desk(s.At).Take(ctx, copied, "")
	*id = copied.ID
	return err
}

// reporter is who files the story: the first of its writers who is on the
// staff, or else the editor.
func (p *Paper) reporter(s *Story) ilbo.Staff {
	for _, byline := range s.Bylines {
		for _, j := range p.Journalists {
			if j.ID == byline.Journalist {
				return ilbo.Staff{Login: string(j.ID), Name: j.Name[ilbo.English], Role: ilbo.Reporter}
			}
		}
	}
	return p.editor()
}

// EditorLogin is what the editor of the sample signs in as. Its journalists sign
// in by their ids.
const EditorLogin = "editor"

// Staff are the newsroom of the sample but for its editor: its journalists, and
// those who read what they write. None of them has a password: the editor can give
// them a link.
func (p *Paper) Staff(added time.Time) []ilbo.Staff {
	var list []ilbo.Staff
	for _, j := range p.Journalists {
		list = append(list, ilbo.Staff{Login: string(j.ID), Name: j.Name.In(p.About.Languages[0]), Role: ilbo.Reporter})
	}
	list = append(list, p.Desk...)
	for i := range list {
		list[i].Added = added
	}
	return list
}

func (p *Paper) editor() ilbo.Staff {
	return ilbo.Staff{Login: EditorLogin, Name: p.Editor, Role: ilbo.ChiefEditor}
}

// fronts are the home fronts, one a language. Within a place the newest story
// comes first.
func (p *Paper) fronts(ids []ilbo.StoryID) (list []ilbo.Front) {
	order := []ilbo.Place{ilbo.PlaceLead, ilbo.PlaceSecond, ilbo.PlaceOpinion}
	for _, l := range p.About.Languages {
		front := ilbo.Front{ID: ilbo.Home, Language: l}
		for i := len(p.Stories) - 1; i >= 0; i-- {
			if s := &p.Stories[i]; s.Language == l && s.Place != "" {
				front.Slots = append(front.Slots, ilbo.Slot{Place: s.Place, Story: ids[i]})
			}
		}
		slices.SortStableFunc(front.Slots, func(a, b ilbo.Slot) int {
			return cmp.Compare(slices.Index(order, a.Place), slices.Index(order, b.Place))
		})
		list = append(list, front)
	}
	return list
}
