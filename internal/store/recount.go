package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// KeepCounts makes the counts be of months in a zone, the paper's: they are made
// anew where they are of another one or of none, which takes some seconds for a
// million stories. A zone that only this machine knows by its name is not kept.
// It may be done twice.
func (s *Store) KeepCounts(ctx context.Context, zone *time.Location) error {
	if !known(zone) {
		return nil
	}
	have, err := one(ctx, s, value[string], selectCalendar)
	if err != nil || have == zone.String() {
		return err
	}
	return s.Recount(ctx, zone)
}

// known reports whether a zone has a name that other machines know.
func known(zone *time.Location) bool {
	found, err := time.LoadLocation(zone.String())
	return err == nil && found != time.Local && zone.String() != ""
}

// Recount makes the counts anew, under the condition that KeepCounts has. Others
// that change stories wait.
func (s *Store) Recount(ctx context.Context, zone *time.Location) error {
	if !known(zone) {
		return nil
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if t.counting() {
			return errors.New("store: counts are not made anew in the midst of a change")
		}
		var have string
		if err := t.first(ctx, []any{&have}, selectCalendar+s.dialect.lock()); err != nil {
			return fmt.Errorf("reading the calendar: %w", err)
		}
		if err := t.recount(ctx, zone, time.Now()); err != nil {
			return fmt.Errorf("counting anew: %w", err)
		}
		return nil
	})
}

func (t *transaction) recount(ctx context.Context, zone *time.Location, now time.Time) error {
	for _, text := range []string{`DELETE FROM months`, `DELETE FROM volumes`, `DELETE FROM releases`} {
		if _, err := t.exec(ctx, text); err != nil {
			return err
		}
	}
	if _, err := t.exec(ctx, `UPDATE calendar SET zone = ? WHERE id = 1`, zone.String()); err != nil {
		return err
	}
	lists, err := t.store.countedLists(ctx)
	if err != nil {
		return err
	}
	for _, name := range lists {
		months, err := t.store.countMonths(ctx, name, zone, time.UnixMilli(lastMoment))
		if err != nil {
			return err
		}
		for _, m := range months {
			if _, err := t.exec(ctx, addToMonth, string(name), m.Start.UnixMilli(), m.Stories); err != nil {
				return err
			}
		}
	}
	return t.recountVolumes(ctx, now)
}

// countedLists are all lists with counted months that hold a story. The next
// one is looked up beyond the last: most listings are of other lists.
func (s *Store) countedLists(ctx context.Context) ([]ilbo.Key, error) {
	var all []ilbo.Key
	for _, prefix := range []string{languageLists, sectionLists} {
		for last := prefix; ; {
			name, err := one(ctx, s, value[string], `SELECT list FROM listings WHERE list > ? ORDER BY list LIMIT 1`, last)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return nil, err
			}
			if err != nil || !counted(ilbo.Key(name)) {
				break
			}
			all, last = append(all, ilbo.Key(name)), name
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

func (t *transaction) recountVolumes(ctx context.Context, now time.Time) error {
	volumes, err := t.store.countVolumes(ctx, time.UnixMilli(lastMoment))
	if err != nil {
		return err
	}
	public, err := t.store.countVolumes(ctx, now)
	if err != nil {
		return err
	}
	changed := make(map[int]time.Time, len(public))
	for _, v := range public {
		changed[v.Number] = v.Changed
	}
	for _, v := range volumes {
		if _, err := t.exec(ctx, addToVolume, v.Number, v.Stories, changed[v.Number].UnixMilli()); err != nil {
			return err
		}
	}
	_, err = t.exec(ctx, `INSERT INTO releases (volume, story, public_from)
	SELECT `+volumeOf(`s.id`)+`, s.id, s.public_from FROM stories s WHERE s.public_from > ?
	UNION SELECT `+volumeOf(`o.id`)+`, s.id, s.public_from FROM stories s CROSS JOIN stories o
	WHERE s.public_from > ? AND o.translations = s.translations AND o.public_from IS NOT NULL`, now.UnixMilli(), now.UnixMilli())
	return err
}

// CheckCounts compares the counts that are kept with the lists, and gives how
// many are wrong.
func (s *Store) CheckCounts(ctx context.Context) (wrong int, err error) {
	err = s.Snapshot(ctx, func(ctx context.Context) error {
		name, err := one(ctx, s, value[string], selectCalendar)
		if err != nil || name == "" {
			return err
		}
		zone, err := s.zone(name)
		if err != nil {
			return err
		}
		wrong, err = s.wrongCounts(ctx, zone)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("comparing the counts with the lists: %w", err)
	}
	return wrong, nil
}

// wrongCounts is of how many months and volumes another number is kept than the
// lists hold.
func (s *Store) wrongCounts(ctx context.Context, zone *time.Location) (int, error) {
	type place struct {
		list ilbo.Key // empty: of volumes
		of   int64
	}
	beyond := make(map[place]int) // how much more is kept
	kept, err := list(ctx, s, scanSubtotal, `SELECT list, start, stories FROM months UNION ALL SELECT '', volume, stories FROM volumes`)
	if err != nil {
		return 0, err
	}
	for _, k := range kept {
		beyond[place{ilbo.Key(k.of), k.key}] += k.n
	}
	lists, err := s.countedLists(ctx)
	if err != nil {
		return 0, err
	}
	for _, name := range lists {
		months, err := s.countMonths(ctx, name, zone, time.UnixMilli(lastMoment))
		if err != nil {
			return 0, err
		}
		for _, m := range months {
			beyond[place{name, m.Start.UnixMilli()}] -= m.Stories
		}
	}
	volumes, err := s.countVolumes(ctx, time.UnixMilli(lastMoment))
	if err != nil {
		return 0, err
	}
	for _, v := range volumes {
		beyond[place{"", int64(v.Number)}] -= v.Stories
	}
	wrong := 0
	for _, n := range beyond {
		if n != 0 {
			wrong++
		}
	}
	return wrong, nil
}
