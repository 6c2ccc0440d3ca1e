package lesson

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// Desk is where lessons are made.
type Desk struct {
	store   Store
	clock   ilbo.Clock
	archive Archive // nil: nothing tells how common words are
}

// New makes the desk of a store.
func New(store Store, clock ilbo.Clock) *Desk { return &Desk{store: store, clock: clock} }

// Reading is the desk with a way to know how common words are in the archive.
func (d *Desk) Reading(a Archive) *Desk {
	reads := *d
	reads.archive = a
	return &reads
}

// A Sheet is a lesson with how it is set on the copy that its desk works at: the newest.
type Sheet struct {
	Lesson  *ilbo.Lesson
	Body    ilbo.Body
	Setting *ilbo.Setting
	Waits   bool // readers have other copy, and their lesson stays on it until the newest is published
}

// A desktop is a story with the copy that somebody works at.
type desktop struct {
	story    *ilbo.Story
	language ilbo.Language
	body     ilbo.Body
	waits    bool
}

// on finds the copy of a story that somebody works at.
func (d *Desk) on(ctx context.Context, s *ilbo.Story) (*desktop, error) {
	t := &desktop{story: s, language: s.Language, body: s.Body}
	draft, err := d.store.Draft(ctx, s.ID)
	if errors.Is(err, ilbo.NotFound) || err == nil && draft.Version == 0 {
		return t, nil // an imported story may have none
	}
	if err != nil {
		return nil, err
	}
	newest, err := d.store.Version(ctx, s.ID, draft.Version)
	if errors.Is(err, ilbo.NotFound) {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	t.language, t.body = newest.Copy.Language, newest.Copy.Body
	t.waits = !s.Published.IsZero() && draft.Changes()
	return t, nil
}

// Prepare keeps the lesson of a story, in the place of the one that it has, set on the
// story's newest copy. A gloss or a translation that is in no sentence of it is refused:
// who writes one has the copy before them. That not all sentences are translated is no
// error; the sheet says so, and so do readers' pages. Base is the sum of the lesson that
// it was made from, empty where there was none: where somebody else changed that
// meanwhile, it is a Conflict. What somebody may do with the story's copy they may do
// with its lesson: before it is published whoever writes it, then whoever publishes.
// Readers of a story whose newest copy is not published keep the
// lesson that they have. Doing it twice changes nothing.
func (d *Desk) Prepare(ctx context.Context, by ilbo.Staff, l ilbo.Lesson, base string) (*Sheet, error) {
	l.Glosses, l.Renderings = slices.Clone(l.Glosses), slices.Clone(l.Renderings) // they are set anew
	var sheet *Sheet
	err := d.change(ctx, by, l.Story, func(ctx context.Context, t *desktop, old *ilbo.Lesson) error {
		l.Learned, l.Fine = t.language, old.Fine
		if err := l.Check(); err != nil {
			return err
		}
		l.Copy = nil // what is not there as it was written is nowhere
		set := l.Settle(t.body)
		if err := placed(set); err != nil {
			return err
		}
		sheet = &Sheet{&l, t.body, set, t.waits}
		there := !old.At.IsZero()
		switch {
		case there && l.Sum() == old.Sum():
			return nil
		case there && base != old.Sum(), !there && base != "":
			return conflict("Somebody else has changed the lesson since you opened it: open it again beside this page, and bring over what is yours.")
		}
		return d.keep(ctx, by, t, &l, old.At, differences(old, &l))
	})
	if err != nil {
		return nil, fmt.Errorf("prepare the lesson of story %d: %w", l.Story, err)
	}
	return sheet, nil
}

func conflict(format string, args ...any) error {
	return &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf(format, args...)}
}

func invalid(format string, args ...any) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf(format, args...)}
}

// placed refuses what a lesson says of no sentence of its story.
func placed(set *ilbo.Setting) error {
	for _, g := range set.Detached {
		return invalid("“%s” does not stand in the story as the gloss on it says.", g.Words)
	}
	for _, r := range set.Stale {
		return invalid("No sentence of the story is “%s”, or it is translated twice.", ilbo.Clean(r.Sentence))
	}
	return nil
}

// keep keeps a lesson where it belongs, and says in the audit log what was changed.
func (d *Desk) keep(ctx context.Context, by ilbo.Staff, t *desktop, l *ilbo.Lesson, before time.Time, detail string) error {
	l.By, l.At = by.Login, d.clock()
	if !l.At.After(before) {
		l.At = before.Add(time.Millisecond) // no two states have one moment
	}
	if err := d.audit(ctx, by, ilbo.DeedLesson, ilbo.AuditedStory(l.Story), detail); err != nil {
		return err
	}
	if t.waits {
		return d.store.PutWorkingLesson(ctx, l)
	}
	return d.store.PutLesson(ctx, l, told(t.story))
}

func (d *Desk) audit(ctx context.Context, by ilbo.Staff, deed ilbo.Deed, on, detail string) error {
	return d.store.Audit(ctx, ilbo.AuditEntry{At: d.clock(), Who: by.Login, Deed: deed, On: on, Detail: detail})
}

// told is the event by which the pages that show a story are made anew.
func told(s *ilbo.Story) ilbo.Event {
	return ilbo.Event{Verb: ilbo.Updated, Story: s.ID, Keys: s.Keys()}
}

// Drop takes the lesson of a story away; the story stays as it is. One that is not there
// is no error.
func (d *Desk) Drop(ctx context.Context, by ilbo.Staff, id ilbo.StoryID) error {
	err := d.change(ctx, by, id, func(ctx context.Context, t *desktop, old *ilbo.Lesson) error {
		if old.At.IsZero() {
			return nil
		}
		detail := fmt.Sprintf("%d glosses, %d translations", len(old.Glosses), len(old.Renderings))
		if err := d.audit(ctx, by, ilbo.DeedLessonDrop, ilbo.AuditedStory(id), detail); err != nil {
			return err
		}
		return d.store.DropLesson(ctx, id, told(t.story))
	})
	if err != nil {
		return fmt.Errorf("drop the lesson of story %d: %w", id, err)
	}
	return nil
}

// Sheet gives the lesson of a story, set on the story's newest copy: with what lost its
// place. A story that has none gets a sheet with an empty one, whose time is zero.
func (d *Desk) Sheet(ctx context.Context, id ilbo.StoryID) (*Sheet, error) {
	s, err := d.store.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	t, err := d.on(ctx, s)
	if err != nil {
		return nil, err
	}
	l, err := d.lesson(ctx, t)
	if err != nil {
		return nil, err
	}
	return &Sheet{l, t.body, l.On(t.body), t.waits}, nil
}

// lesson finds the lesson that somebody works at, or an empty one.
func (d *Desk) lesson(ctx context.Context, t *desktop) (*ilbo.Lesson, error) {
	l, err := d.store.WorkingLesson(ctx, t.story.ID)
	if errors.Is(err, ilbo.NotFound) {
		return &ilbo.Lesson{Story: t.story.ID, Learned: t.language, Explained: other(t.language)}, nil
	}
	return l, err
}

// other is the language that one is explained in, where nobody says otherwise.
func other(l ilbo.Language) ilbo.Language {
	if l == ilbo.English {
		return ilbo.Korean
	}
	return ilbo.English
}

// change does something to the lesson of a story that nobody else changes meanwhile.
func (d *Desk) change(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, do func(ctx context.Context, t *desktop, old *ilbo.Lesson) error) error {
	return d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.KeepStory(ctx, id); err != nil {
			return err
		}
		s, err := d.store.Story(ctx, id)
		if err != nil {
			return err
		}
		if err := d.May(ctx, by, s); err != nil {
			return err
		}
		t, err := d.on(ctx, s)
		if err != nil {
			return err
		}
		old, err := d.lesson(ctx, t)
		if err != nil {
			return err
		}
		return do(ctx, t, old)
	})
}

// May tells whether somebody may change the lesson of a story: nil, or why not.
func (d *Desk) May(ctx context.Context, by ilbo.Staff, s *ilbo.Story) error {
	draft, err := d.store.Draft(ctx, s.ID)
	if err != nil && !errors.Is(err, ilbo.NotFound) { // an imported story may have none
		return err
	}
	own := err == nil && slices.Contains(draft.Writers, by.Login)
	needed := ilbo.MayWrite
	if !s.Published.IsZero() {
		needed = ilbo.MayPublish
	}
	section := s.Section
	if err == nil && draft.Section != "" && s.Published.IsZero() {
		section = draft.Section
	}
	if !by.May(needed, section, own) {
		return &ilbo.Error{Kind: ilbo.Forbidden, Say: "The lesson of this story is not yours to change: ask its editor."}
	}
	return nil
}

// differences says how one lesson differs from the next.
func differences(old, now *ilbo.Lesson) string {
	var was, is tallies
	was.add(old)
	is.add(now)
	say := fmt.Sprintf("glosses: %s; translations: %s", was.glosses.to(is.glosses), was.renderings.to(is.renderings))
	if old.Level != now.Level {
		say += fmt.Sprintf("; level %s", now.Level)
	}
	return say
}

// A tally is sums of things, with what each is of.
type tally map[string]string

type tallies struct{ glosses, renderings tally }

func (t *tallies) add(l *ilbo.Lesson) {
	t.glosses, t.renderings = tally{}, tally{}
	for i := range l.Glosses {
		g := &l.Glosses[i]
		t.glosses[g.Sentence+fmt.Sprint(g.Run, g.From)] = g.Sum()
	}
	for i := range l.Renderings {
		r := &l.Renderings[i]
		t.renderings[r.Sentence+fmt.Sprint(r.Run)] = r.Sum()
	}
}

func (t tally) to(now tally) string {
	var added, changed, gone int
	for place, sum := range now {
		switch before, there := t[place]; {
		case !there:
			added++
		case before != sum:
			changed++
		}
	}
	for place := range t {
		if _, there := now[place]; !there {
			gone++
		}
	}
	return fmt.Sprintf("%d added, %d changed, %d taken away", added, changed, gone)
}
