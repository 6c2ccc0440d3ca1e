package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// Counts are kept of months, for the lists that have an archive by month, and of
// volumes, in the transaction that changes the listings. They are written last,
// each row once, in one order for all, so that two transactions never wait for
// each other and none waits long.

// counted reports whether the list's months are counted.
func counted(list ilbo.Key) bool {
	return strings.HasPrefix(string(list), languageLists) || strings.HasPrefix(string(list), sectionLists)
}

const (
	languageLists = "language:"
	sectionLists  = "section:"
)

// A move is a story that enters a list, or leaves it where n is less than 0.
type move struct {
	list      ilbo.Key
	published int64
	n         int
}

// A touch is a story that changes what is said in a volume.
type touch struct {
	volume int
	story  ilbo.StoryID
	n      int   // how many stories the volume gains
	at     int64 // when
	due    int64 // when the story becomes public, where that is later than at
}

// counting reports whether the transaction changed what is counted and has not
// written that down yet.
func (t *transaction) counting() bool { return t != nil && len(t.moves)+len(t.touches) > 0 }

// count notes that a story moved from its old shelf to another one.
func (t *transaction) count(ctx context.Context, id ilbo.StoryID, old, now shelf, at time.Time) error {
	for _, name := range old.lists {
		if counted(name) && !(old.published == now.published && slices.Contains(now.lists, name)) {
			t.moves = append(t.moves, move{name, old.published, -1})
		}
	}
	for _, name := range now.lists {
		if counted(name) && !(old.published == now.published && slices.Contains(old.lists, name)) {
			t.moves = append(t.moves, move{name, now.published, 1})
		}
	}
	if now.entry == old.entry {
		return nil
	}
	return t.touch(ctx, id, old, now, at)
}

// touch notes which volumes say something else now: the story's own, and those
// of its translations, old and new, which name it.
func (t *transaction) touch(ctx context.Context, id ilbo.StoryID, old, now shelf, at time.Time) error {
	one := touch{volume: ilbo.VolumeOf(id), story: id, at: at.UnixMilli()}
	if now.publicFrom > one.at && len(now.lists) > 0 {
		one.due = now.publicFrom
	}
	if len(old.lists) > 0 {
		one.n--
	}
	if len(now.lists) > 0 {
		one.n++
	}
	var others []ilbo.StoryID
	if now.entry.elsewhere() != old.entry.elsewhere() {
		var err error
		if others, err = t.translations(ctx, id, old.entry.translations, now.entry.translations); err != nil {
			return err
		}
	}
	if now.entry.alone() != old.entry.alone() || len(others) > 0 {
		t.touches = append(t.touches, one)
	}
	one.n = 0
	for _, other := range others {
		one.volume = ilbo.VolumeOf(other)
		t.touches = append(t.touches, one)
	}
	return nil
}

// translations are the other stories that are, or will be, public under one of
// the names of translations.
func (t *transaction) translations(ctx context.Context, id ilbo.StoryID, names ...string) (all []ilbo.StoryID, err error) {
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if name == "" {
			continue
		}
		some, err := list(ctx, t.store, value[ilbo.StoryID], `SELECT id FROM stories WHERE translations = ? AND id <> ? AND public_from IS NOT NULL LIMIT ?`,
			name, int64(id), maxTranslations)
		if err != nil {
			return nil, fmt.Errorf("finding the translations of story %d: %w", id, err)
		}
		all = append(all, some...)
	}
	return all, nil
}

const (
	// No other zone may be counted in until the transaction ends.
	selectCalendar = `SELECT zone FROM calendar WHERE id = 1` // and dialect.share

	addToMonth = `INSERT INTO months (list, start, stories) VALUES (?, ?, ?)
	ON CONFLICT (list, start) DO UPDATE SET stories = months.stories + excluded.stories`
	addToVolume = `INSERT INTO volumes (volume, stories, changed) VALUES (?, ?, ?) ON CONFLICT (volume) DO UPDATE
	SET stories = volumes.stories + excluded.stories,
	changed = CASE WHEN excluded.changed > volumes.changed THEN excluded.changed ELSE volumes.changed END`
	dropReleases = `DELETE FROM releases WHERE volume = ? AND public_from <= ?`
	dropRelease  = `DELETE FROM releases WHERE volume = ? AND story = ?`
	putRelease   = `INSERT INTO releases (volume, story, public_from) VALUES (?, ?, ?)
	ON CONFLICT (volume, story) DO UPDATE SET public_from = excluded.public_from`
)

// keepCounts writes down what the transaction counted: the last thing it does.
func (t *transaction) keepCounts(ctx context.Context) error {
	if !t.counting() {
		return nil
	}
	var name string
	if err := t.first(ctx, []any{&name}, selectCalendar+t.store.dialect.share()); err != nil {
		return fmt.Errorf("reading the calendar: %w", err)
	}
	if name == "" {
		return nil
	}
	zone, err := t.store.zone(name)
	if err != nil {
		return err
	}
	if err := t.addMoves(ctx, zone); err != nil {
		return fmt.Errorf("counting months: %w", err)
	}
	if err := t.addTouches(ctx); err != nil {
		return fmt.Errorf("counting volumes: %w", err)
	}
	return nil
}

// zone finds a time zone by the name that the calendar has of it.
func (s *Store) zone(name string) (*time.Location, error) {
	if z := s.calendar.Load(); z != nil && z.String() == name {
		return z, nil
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Internal, Say: fmt.Sprintf("The paper's months are counted in the time zone %s, which this program does not know.", name), Err: err}
	}
	s.calendar.Store(z)
	return z, nil
}

func (t *transaction) addMoves(ctx context.Context, zone *time.Location) error {
	all := make([]move, len(t.moves))
	for i, m := range t.moves {
		all[i] = move{m.list, monthOf(m.published, zone), m.n}
	}
	slices.SortFunc(all, func(a, b move) int {
		return cmp.Or(cmp.Compare(a.list, b.list), cmp.Compare(a.published, b.published))
	})
	for len(all) > 0 {
		m, n := all[0], 0
		for len(all) > 0 && all[0].list == m.list && all[0].published == m.published {
			n, all = n+all[0].n, all[1:]
		}
		if n == 0 {
			continue
		}
		if _, err := t.exec(ctx, addToMonth, string(m.list), m.published, n); err != nil {
			return err
		}
	}
	return nil
}

func (t *transaction) addTouches(ctx context.Context) error {
	all := slices.Clone(t.touches)
	slices.SortStableFunc(all, func(a, b touch) int {
		return cmp.Or(cmp.Compare(a.volume, b.volume), cmp.Compare(a.story, b.story))
	})
	for len(all) > 0 {
		volume, n, at, end := all[0].volume, 0, all[0].at, 0
		for end < len(all) && all[end].volume == volume {
			n, at, end = n+all[end].n, max(at, all[end].at), end+1
		}
		if _, err := t.exec(ctx, addToVolume, volume, n, at); err != nil {
			return err
		}
		if _, err := t.exec(ctx, dropReleases, volume, at); err != nil {
			return err
		}
		if err := t.putReleases(ctx, all[:end]); err != nil {
			return err
		}
		all = all[end:]
	}
	return nil
}

// putReleases notes when the volume changes again, by the last touch of each
// story in it.
func (t *transaction) putReleases(ctx context.Context, touches []touch) error {
	for i, one := range touches {
		if i+1 < len(touches) && touches[i+1].story == one.story {
			continue
		}
		var err error
		switch {
		case one.due > 0:
			_, err = t.exec(ctx, putRelease, one.volume, int64(one.story), one.due)
		case one.n <= 0 || i > 0 && touches[i-1].story == one.story: // one that comes in has none yet
			_, err = t.exec(ctx, dropRelease, one.volume, int64(one.story))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
