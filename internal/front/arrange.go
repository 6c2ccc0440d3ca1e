package front

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"ilbo.press"
)

// Work is a front as editors arranged it last, whether that is public or not.
func (d *Desk) Work(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (ilbo.Front, error) {
	f, err := d.store.WorkingFront(ctx, id, l)
	if errors.Is(err, ilbo.NotFound) {
		return d.public(ctx, id, l)
	}
	return sound(f), err
}

// At is the version, or the step of the work, that somebody had before them.
func (d *Desk) At(ctx context.Context, id ilbo.FrontID, l ilbo.Language, version, step int) (ilbo.Front, error) {
	if step > 0 {
		f, _, err := d.store.FrontStep(ctx, id, l, step)
		return sound(f), err
	}
	if version == 0 {
		return ilbo.Front{ID: id, Language: l}, nil
	}
	f, err := d.store.FrontVersion(ctx, id, l, version)
	return sound(f), err
}

// maxLock is how far in the future a lock may end.
const maxLock = 366 * 24 * time.Hour

// Arrange stores an arrangement as the next step of the work on its front, which
// readers do not see. The front has the version and the step that it was made
// from: where somebody else went on from there, nothing is stored and the error is
// a [Clash]. Slots whose locks have run out are free from now on.
func (d *Desk) Arrange(ctx context.Context, by ilbo.Staff, f ilbo.Front) (ilbo.Front, error) {
	now := d.clock()
	if err := d.mayArrange(ctx, by, f.ID, f.Language); err != nil {
		return f, err
	}
	work, err := d.Work(ctx, f.ID, f.Language)
	if err != nil {
		return f, fmt.Errorf("arrange front %s: %w", f.ID, err)
	}
	f.Slots = tidy(f.Slots, now)
	if work.Version != f.Version || work.Step != f.Step {
		return f, &Clash{Yours: f, Theirs: work}
	}
	if err := d.check(ctx, &f, &work, now); err != nil {
		return f, err
	}
	if Same(&f, &work) {
		return work, nil
	}
	f.By, f.At, f.Again = by.Login, now, 0
	next, err := d.store.PutFrontStep(ctx, f, f.Step)
	return next, d.clash(ctx, f, err)
}

// clash makes a [Clash] of a conflict, with what is there now.
func (d *Desk) clash(ctx context.Context, yours ilbo.Front, err error) error {
	if !errors.Is(err, ilbo.Conflict) {
		return err
	}
	theirs, workErr := d.Work(ctx, yours.ID, yours.Language)
	if workErr != nil {
		return errors.Join(err, workErr)
	}
	return &Clash{Yours: yours, Theirs: theirs}
}

// mayArrange reports why somebody may not arrange a front.
func (d *Desk) mayArrange(ctx context.Context, by ilbo.Staff, id ilbo.FrontID, l ilbo.Language) error {
	if err := d.known(ctx, id, l); err != nil {
		return err
	}
	if !by.May(ilbo.MayArrange, id.Section(), false) {
		return refuse(NotYours)
	}
	return nil
}

// known reports whether there is such a front.
func (d *Desk) known(ctx context.Context, id ilbo.FrontID, l ilbo.Language) error {
	if !l.Known() {
		return refuse(NoSuchFront)
	}
	if id == ilbo.Home {
		return nil
	}
	sections, err := d.store.Sections(ctx)
	if err != nil {
		return fmt.Errorf("find front %s: %w", id, err)
	}
	if !slices.ContainsFunc(sections, func(s ilbo.Section) bool { return s.ID == id.Section() }) {
		return refuse(NoSuchFront)
	}
	return nil
}

// check looks an arrangement over that was made from another.
func (d *Desk) check(ctx context.Context, f, from *ilbo.Front, now time.Time) error {
	m := d.maker(ctx, f.Language, 0)
	places := sectionPlaces
	if f.ID == ilbo.Home {
		places = homePlaces(m.stripped())
	}
	if m.err != nil {
		return fmt.Errorf("check front %s: %w", f.ID, m.err)
	}
	seen, there := map[ilbo.StoryID]bool{}, map[ilbo.Place]int{}
	var fresh []ilbo.StoryID
	for _, s := range f.Slots {
		there[s.Place]++
		switch {
		case !slices.Contains(places, s.Place), s.Story < 0:
			return refuse(NoSuchSpot)
		case there[s.Place] > room(s.Place):
			return refuse(TooManyThere)
		case s.Story == 0:
			continue
		case seen[s.Story]:
			return refuse(Twice)
		case s.Until.After(now.Add(maxLock)):
			return refuse(BadLock)
		}
		seen[s.Story] = true
		if !slices.ContainsFunc(from.Slots, func(o ilbo.Slot) bool { return o.Story == s.Story }) {
			fresh = append(fresh, s.Story)
		}
	}
	return d.shown(ctx, fresh, f.Language, now)
}

// room is how many stories an editor may put in a place.
func room(p ilbo.Place) int {
	if p == ilbo.PlaceLead {
		return 1
	}
	return MaxSpots
}

// Publish shows readers the work on a front, which is the one of that version and
// step: where somebody else went on from there, nothing is shown and the error is
// a [Clash].
func (d *Desk) Publish(ctx context.Context, by ilbo.Staff, id ilbo.FrontID, l ilbo.Language, version, step int) (ilbo.Front, error) {
	if err := d.mayArrange(ctx, by, id, l); err != nil {
		return ilbo.Front{}, err
	}
	work, public, err := d.both(ctx, id, l)
	if err != nil {
		return work, err
	}
	if work.Version != version || work.Step != step {
		return d.clashed(ctx, work, version, step)
	}
	now := d.clock()
	work.Slots = tidy(work.Slots, now)
	if Same(&work, &public) {
		return work, refuse(NothingNew)
	}
	return d.put(ctx, by, ilbo.DeedArrange, work, &public, now)
}

// put makes an arrangement the next version after the public one.
func (d *Desk) put(ctx context.Context, by ilbo.Staff, deed ilbo.Deed, f ilbo.Front, public *ilbo.Front, now time.Time) (ilbo.Front, error) {
	from := f
	f.Version, f.Step, f.By, f.At = public.Version+1, 0, by.Login, now
	detail := "version " + strconv.Itoa(f.Version)
	if f.Again != 0 {
		detail += ", which is version " + strconv.Itoa(f.Again) + " again"
	}
	err := d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.PutFront(ctx, f); err != nil {
			return err
		}
		return d.audit(ctx, by, deed, ilbo.AuditedFront(f.Language, f.ID), detail)
	})
	return f, d.clash(ctx, from, err)
}

func (d *Desk) audit(ctx context.Context, by ilbo.Staff, deed ilbo.Deed, on, detail string) error {
	return d.store.Audit(ctx, ilbo.AuditEntry{At: d.clock(), Who: by.Login, Deed: deed, On: on, Detail: detail})
}

// both gives the work on a front and what readers see.
func (d *Desk) both(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (work, public ilbo.Front, err error) {
	if work, err = d.Work(ctx, id, l); err == nil {
		public, err = d.public(ctx, id, l)
	}
	if err != nil {
		err = fmt.Errorf("read front %s: %w", id, err)
	}
	return work, public, err
}

// clashed is the clash of what somebody had before them with what is there.
func (d *Desk) clashed(ctx context.Context, theirs ilbo.Front, version, step int) (ilbo.Front, error) {
	yours, err := d.At(ctx, theirs.ID, theirs.Language, version, step)
	if err != nil && !errors.Is(err, ilbo.NotFound) {
		return theirs, err
	}
	return theirs, &Clash{Yours: yours, Theirs: theirs}
}

// Restore publishes an earlier version of a front as a new one: what was published
// since is undone, and stays in the history. Version is the public one. There must
// be no work that it would throw away.
func (d *Desk) Restore(ctx context.Context, by ilbo.Staff, id ilbo.FrontID, l ilbo.Language, version, earlier int) (ilbo.Front, error) {
	if err := d.mayArrange(ctx, by, id, l); err != nil {
		return ilbo.Front{}, err
	}
	work, public, err := d.both(ctx, id, l)
	if err != nil {
		return work, err
	}
	switch {
	case public.Version != version:
		return d.clashed(ctx, work, version, 0)
	case !Same(&work, &public):
		return work, refuse(Unfinished)
	}
	f, err := d.At(ctx, id, l, earlier, 0)
	if err != nil {
		return work, err
	}
	now := d.clock()
	f.Slots, f.Again = tidy(f.Slots, now), earlier
	if Same(&f, &public) {
		return work, refuse(NothingNew)
	}
	f.Version, f.Step = public.Version, 0
	return d.put(ctx, by, ilbo.DeedRearrange, f, &public, now)
}

// Back undoes the last step of the work on a front. That is a step as well.
func (d *Desk) Back(ctx context.Context, by ilbo.Staff, id ilbo.FrontID, l ilbo.Language, version, step int) (ilbo.Front, error) {
	return d.step(ctx, by, id, l, version, step, func(work *ilbo.Front) (back int, err error) {
		if step == 0 {
			return 0, refuse(NothingNew)
		}
		_, to, err := d.store.FrontStep(ctx, id, l, step)
		if err != nil {
			return 0, err
		}
		before, err := d.At(ctx, id, l, version, to)
		if to > 0 && err == nil {
			_, back, err = d.store.FrontStep(ctx, id, l, to)
		}
		work.Slots = before.Slots
		return back, err
	})
}

// Drop throws the work on a front away; that can be undone as every step can.
func (d *Desk) Drop(ctx context.Context, by ilbo.Staff, id ilbo.FrontID, l ilbo.Language, version, step int) (ilbo.Front, error) {
	return d.step(ctx, by, id, l, version, step, func(work *ilbo.Front) (back int, err error) {
		public, err := d.public(ctx, id, l)
		if err == nil && Same(work, &public) {
			err = refuse(NothingNew)
		}
		work.Slots = public.Slots
		return step, err
	})
}

// step takes a step of the work on a front, which change makes of the last one; it
// gives the step that undoing it leads to.
func (d *Desk) step(ctx context.Context, by ilbo.Staff, id ilbo.FrontID, l ilbo.Language, version, step int, change func(work *ilbo.Front) (back int, err error)) (ilbo.Front, error) {
	if err := d.mayArrange(ctx, by, id, l); err != nil {
		return ilbo.Front{}, err
	}
	work, err := d.Work(ctx, id, l)
	if err != nil {
		return work, err
	}
	if work.Version != version || work.Step != step {
		return d.clashed(ctx, work, version, step)
	}
	back, err := change(&work)
	if err != nil {
		return work, err
	}
	work.By, work.At = by.Login, d.clock()
	next, err := d.store.PutFrontStep(ctx, work, back)
	return next, d.clash(ctx, work, err)
}

// History are the versions of a front that were public, before one, the newest
// first; zero begins with the present one.
func (d *Desk) History(ctx context.Context, id ilbo.FrontID, l ilbo.Language, before, limit int) ([]ilbo.Front, error) {
	return d.store.FrontVersions(ctx, id, l, before, limit)
}

// shown reports why stories may not be shown to readers of a language.
func (d *Desk) shown(ctx context.Context, ids []ilbo.StoryID, l ilbo.Language, now time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := d.store.TeasersByID(ctx, ids, now)
	switch {
	case err != nil:
		return fmt.Errorf("find %d stories: %w", len(ids), err)
	case len(found) < len(ids):
		return refuse(NotPublic)
	case slices.ContainsFunc(found, func(t ilbo.Teaser) bool { return t.Language != l }):
		return refuse(OtherLanguage)
	}
	return nil
}
