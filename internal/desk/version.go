package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

// A Saving is what a window has of a story's copy.
type Saving struct {
	Story ilbo.StoryID
	Base  int    // the version that the copy was written upon
	Tab   string // the window; empty for who writes in none
	Copy  ilbo.Copy
	Note  string // for the history; may be empty
}

// Save keeps copy as a new version, which is the story's newest. Nothing that the
// public sees changes: see [Desk.Publish] and [Desk.Update]. Saving the copy of
// the newest version again, as a window does that did not hear the answer, gives
// that version and makes none, unless there is a note to keep.
//
// Copy that was written upon another version than the newest, or while somebody
// else holds the lock, is kept all the same, as a version aside; the error is
// then a [*Crossed], which says what stands in its place.
func (d *Desk) Save(ctx context.Context, by ilbo.Staff, w Saving) (ilbo.Version, error) {
	if err := named(by); err != nil {
		return ilbo.Version{}, err
	}
	if err := errors.Join(reasonable(w.Note), w.Copy.Keepable()); err != nil {
		return ilbo.Version{}, err
	}
	if !d.paper.Publishes(w.Copy.Language) {
		return ilbo.Version{}, invalid("The paper does not appear in the story's language (%s).", w.Copy.Language)
	}
	now := d.now()
	v := ilbo.Version{Story: w.Story, Base: w.Base, By: by.Login, Tab: w.Tab, At: now, Note: w.Note, Copy: &w.Copy}
	err := d.withDraft(ctx, w.Story, func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft) error {
		for _, in := range []ilbo.SectionID{draft.Section, w.Copy.Section} {
			if err := allowed(by, ilbo.MayWrite, in, draft); err != nil {
				return err
			}
		}
		switch {
		case s.Kill != nil:
			return conflict("The story was killed and is not written on.")
		case s.Spike != nil:
			return conflict("The story is spiked: revive it first.")
		}
		newest, err := d.newest(ctx, s, draft)
		if err != nil {
			return err
		}
		if same, err := newest.Copy.Same(w.Copy); err != nil {
			return err
		} else if same && w.Note == "" {
			v = *newest
			return errDone
		}
		if v.Aside, err = d.crosses(ctx, by, w, newest, now); err != nil {
			return err
		}
		if v.Aside {
			again, err := d.aside(ctx, v)
			if err != nil {
				return err
			}
			if again != nil {
				v = *again
				return errDone
			}
		}
		if err := d.addVersion(ctx, draft, s, &v); err != nil {
			return err
		}
		return d.whisper(ctx, by, w.Story, "saved", now)
	})
	if err != nil && !errors.Is(err, errDone) {
		return ilbo.Version{}, err
	}
	if v.Aside {
		return v, d.crossed(ctx, v)
	}
	return v, nil
}

// crosses reports whether what a window has must not stand in the place of the
// newest version: because somebody else has the lock, or because the newest was
// not written in this window upon what it had. A window that did not hear that
// its last versions were kept goes on from them.
func (d *Desk) crosses(ctx context.Context, by ilbo.Staff, w Saving, newest *ilbo.Version, now time.Time) (bool, error) {
	lock, err := d.store.Lock(ctx, w.Story)
	if err != nil && !errors.Is(err, ilbo.NotFound) {
		return false, err
	}
	if err == nil && now.Before(lock.Until) && (lock.By != by.Login || lock.Tab != w.Tab) {
		return true, nil
	}
	if w.Base == newest.Number {
		return false, nil
	}
	if w.Tab == "" || w.Base > newest.Number {
		return true, nil
	}
	last, err := d.store.Versions(ctx, w.Story, 0, lookBack)
	if err != nil {
		return false, err
	}
	for _, v := range last { // the newest first
		switch {
		case v.Number <= w.Base:
			return false, nil
		case !v.Aside && (v.By != by.Login || v.Tab != w.Tab):
			return true, nil
		}
	}
	return true, nil
}

// Crossed says that two wrote at the same time: what was sent is kept, and
// another version stands in its place.
type Crossed struct {
	Kept   int // the version aside
	Newest *ilbo.Version
}

func (c *Crossed) Error() string {
	return fmt.Sprintf("version %d is kept aside of version %d", c.Kept, c.Newest.Number)
}

// crossed is the error of a version aside.
func (d *Desk) crossed(ctx context.Context, v ilbo.Version) error {
	draft, err := d.store.Draft(ctx, v.Story)
	if err != nil {
		return err
	}
	newest, err := d.store.Version(ctx, v.Story, draft.Version)
	if err != nil {
		return err
	}
	return &ilbo.Error{Kind: ilbo.Conflict, Say: "Somebody else has changed the story meanwhile. Your text is kept: compare the two and put them together.",
		Err: &Crossed{Kept: v.Number, Newest: newest}}
}

// aside finds the version that was kept aside when the same was sent before.
func (d *Desk) aside(ctx context.Context, v ilbo.Version) (*ilbo.Version, error) {
	last, err := d.store.Versions(ctx, v.Story, 0, lookBack)
	if err != nil {
		return nil, err
	}
	for _, old := range last {
		if !old.Aside || old.By != v.By || old.Base != v.Base {
			continue
		}
		whole, err := d.store.Version(ctx, v.Story, old.Number)
		if err != nil {
			return nil, err
		}
		if same, err := whole.Copy.Same(*v.Copy); err != nil || same {
			return whole, err
		}
	}
	return nil, nil //nolint:nilnil // none was kept, which is no error
}

// lookBack is how many versions are looked through for one that was sent before.
const lookBack = 20

// Restore makes the copy of an earlier version the newest one again.
func (d *Desk) Restore(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, number int, tab string) (ilbo.Version, error) {
	old, err := d.Version(ctx, by, id, number)
	if err != nil {
		return ilbo.Version{}, err
	}
	draft, err := d.store.Draft(ctx, id)
	if err != nil {
		return ilbo.Version{}, err
	}
	return d.Save(ctx, by, Saving{Story: id, Base: draft.Version, Tab: tab, Copy: *old.Copy, Note: fmt.Sprintf("restored from version %d", number)})
}

// Version is a version of a story's copy, the newest where number is 0. A story
// that nobody has worked on here has one: what it says.
func (d *Desk) Version(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, number int) (*ilbo.Version, error) {
	s, draft, err := d.Open(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if number == 0 || number == draft.Version {
		return d.newest(ctx, s, draft)
	}
	return d.store.Version(ctx, id, number)
}

// Open gives a story and the newsroom's side of it to who may see it.
func (d *Desk) Open(ctx context.Context, by ilbo.Staff, id ilbo.StoryID) (*ilbo.Story, *ilbo.Draft, error) {
	s, err := d.store.Story(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	draft, err := d.draft(ctx, s, d.now())
	if err != nil {
		return nil, nil, err
	}
	if err := allowed(by, ilbo.MaySee, draft.Section, draft); err != nil {
		return nil, nil, err
	}
	return s, draft, nil
}

// newest is the newest version of a story.
func (d *Desk) newest(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft) (*ilbo.Version, error) {
	if !draft.Kept {
		return first(s, draft), nil
	}
	return d.store.Version(ctx, s.ID, draft.Version)
}

// first is the version of a story that nobody has worked on here.
func first(s *ilbo.Story, draft *ilbo.Draft) *ilbo.Version {
	return &ilbo.Version{Story: s.ID, Number: 1, At: draft.Changed, Words: draft.Words, Copy: copyOf(s)}
}

// draft is the newsroom's side of a story, made of the story itself where nobody
// has worked on it here: its copy is then version 1, which is not kept yet.
func (d *Desk) draft(ctx context.Context, s *ilbo.Story, now time.Time) (*ilbo.Draft, error) {
	draft, err := d.store.Draft(ctx, s.ID)
	if !errors.Is(err, ilbo.NotFound) {
		return draft, err
	}
	draft = &ilbo.Draft{Story: s.ID, Version: 1, Stage: ilbo.StageDraft}
	if !s.Published.IsZero() {
		draft.Printed, draft.Stage = 1, ilbo.StageReady
	}
	describe(draft, &ilbo.Version{Copy: copyOf(s), At: latest(s.Filed, s.Changed())})
	stand(draft, s, now)
	return draft, nil
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// withDraft changes the newsroom's side of a story alone.
func (d *Desk) withDraft(ctx context.Context, id ilbo.StoryID, do func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft) error) error {
	return d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.KeepStory(ctx, id); err != nil {
			return err
		}
		s, err := d.store.Story(ctx, id)
		if err != nil {
			return err
		}
		draft, err := d.draft(ctx, s, d.now())
		if err != nil {
			return err
		}
		return do(ctx, s, draft)
	})
}

// keep keeps the newsroom's side of a story. Where it was not kept before, what
// the story said until now is kept as its first version.
func (d *Desk) keep(ctx context.Context, before *ilbo.Story, draft *ilbo.Draft) error {
	if !draft.Kept {
		if err := d.store.AddVersion(ctx, first(before, draft)); err != nil {
			return err
		}
		draft.Kept = true
	}
	return d.store.PutDraft(ctx, draft)
}

// addVersion keeps a version, numbered after the last, and, unless it stands
// aside, makes it the newest. Before is the story as it was until now.
func (d *Desk) addVersion(ctx context.Context, draft *ilbo.Draft, before *ilbo.Story, v *ilbo.Version) error {
	if !draft.Kept {
		if err := d.keep(ctx, before, draft); err != nil {
			return err
		}
	}
	v.Story, v.Words = draft.Story, v.Copy.Body.Words()
	if err := d.store.AddVersion(ctx, v); err != nil {
		return err
	}
	if v.Aside {
		return nil
	}
	draft.Version = v.Number
	describe(draft, v)
	return d.store.PutDraft(ctx, draft)
}

// describe takes into a draft what lists show of its newest version.
func describe(draft *ilbo.Draft, v *ilbo.Version) {
	draft.Language, draft.Section, draft.Title = v.Copy.Language, v.Copy.Section, v.Copy.Title()
	draft.Words, draft.Bare, draft.Changed, draft.By = v.Copy.Body.Words(), v.Copy.Bare(), v.At, v.By
}

// stand takes into a draft how the story stands.
func stand(draft *ilbo.Draft, s *ilbo.Story, now time.Time) {
	draft.Standing, draft.Published, draft.Path, draft.Embargo = s.State(draft.Stage, now), s.Published, s.Path, time.Time{}
	if s.Embargo != nil {
		draft.Embargo = s.Embargo.Until
	}
}

// follow has the newsroom's side follow a change of the story, and keeps as a
// version what the change wrote that no version says: aside, where the newest
// has changes that are not published yet. Parts of the program leave no trace on
// stories that the newsroom has not touched.
func (d *Desk) follow(ctx context.Context, by ilbo.Staff, before, s *ilbo.Story, draft *ilbo.Draft, now time.Time) error {
	if by.Program() && !draft.Kept {
		return nil
	}
	was, is := ilbo.CopyOf(before), ilbo.CopyOf(s)
	was.Slug = is.Slug // which publication may number
	same, err := was.Same(is)
	if err != nil {
		return err
	}
	if !same {
		newest, err := d.newest(ctx, before, draft)
		if err != nil {
			return err
		}
		of := *newest.Copy
		of.Slug, of.Language = is.Slug, is.Language
		if same, err = of.Same(is); err != nil {
			return err
		}
	}
	if !same {
		v := &ilbo.Version{Base: max(draft.Printed, 1), By: by.Login, At: now, Copy: &is, Aside: draft.Changes()}
		if err := d.addVersion(ctx, draft, before, v); err != nil {
			return err
		}
		if draft.Printed != 0 {
			draft.Printed = v.Number
		}
	}
	stand(draft, s, now)
	return d.keep(ctx, before, draft)
}

func copyOf(s *ilbo.Story) *ilbo.Copy {
	c := ilbo.CopyOf(s)
	return &c
}
