package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// Stories that the public may not see yet are few, and are taken off what is
// counted when it is read: a count has nothing to do when an embargo ends.
const selectMonths = `SELECT 'calendar', 0, count(*) FROM calendar WHERE id = 1 AND zone = ? AND zone <> ''
	UNION ALL SELECT 'month', start, stories FROM months WHERE list = ?
	UNION ALL SELECT 'pending', l.published, -1 FROM stories s CROSS JOIN listings l
	WHERE s.public_from > ? AND l.list = ? AND l.published = s.published AND l.story = s.id`

// Months are those in which the paper, or a section of it with its parts,
// published stories in a language that the public may see at now, the newest
// first. Empty months are left out. Zone says when a month begins: those of
// another than the counts are kept of are counted anew, which takes longer.
func (s *Store) Months(ctx context.Context, l ilbo.Language, section ilbo.SectionID, zone *time.Location, now time.Time) ([]ilbo.Month, error) {
	name := listsOf(ilbo.Selection{Section: section}, l)[0]
	if transactionOf(ctx, s).counting() {
		return s.countMonths(ctx, name, zone, now)
	}
	rows, err := list(ctx, s, scanSubtotal, selectMonths, zone.String(), string(name), now.UnixMilli(), string(name))
	if err != nil {
		return nil, fmt.Errorf("listing the months of %s: %w", name, err)
	}
	kept, stories := false, make(map[int64]int)
	for _, r := range rows {
		if r.of == "calendar" {
			kept = r.n == 1
			continue
		}
		stories[monthOf(r.key, zone)] += r.n
	}
	if !kept {
		return s.countMonths(ctx, name, zone, now)
	}
	return months(stories, zone), nil
}

// A subtotal is what some rows say of a month or of a volume.
type subtotal struct {
	of  string // where it is from
	key int64
	n   int
}

func scanSubtotal(row scanner) (t subtotal, err error) {
	err = row.Scan(&t.of, &t.key, &t.n)
	return t, err
}

// monthOf is when the month began that a moment lies in.
func monthOf(at int64, zone *time.Location) int64 {
	y, m, _ := time.UnixMilli(at).In(zone).Date()
	return time.Date(y, m, 1, 0, 0, 0, 0, zone).UnixMilli()
}

func months(stories map[int64]int, zone *time.Location) []ilbo.Month {
	var all []ilbo.Month
	for start, n := range stories {
		if n > 0 {
			all = append(all, ilbo.Month{Start: time.UnixMilli(start).In(zone), Stories: n})
		}
	}
	slices.SortFunc(all, func(a, b ilbo.Month) int { return b.Start.Compare(a.Start) })
	return all
}

// countMonths counts the listings of a list, a month at a time.
func (s *Store) countMonths(ctx context.Context, name ilbo.Key, zone *time.Location, now time.Time) ([]ilbo.Month, error) {
	stories := make(map[int64]int)
	to := int64(lastMoment)
	for {
		newest, err := one(ctx, s, value[sql.NullInt64], `SELECT max(published) FROM listings WHERE list = ? AND published < ?`, string(name), to)
		if err != nil {
			return nil, fmt.Errorf("listing the months of %s: %w", name, err)
		}
		if !newest.Valid {
			return months(stories, zone), nil
		}
		start := monthOf(newest.Int64, zone)
		stories[start], err = one(ctx, s, value[int], `SELECT count(*) FROM listings
		WHERE list = ? AND published >= ? AND published < ? AND public_from <= ?`, string(name), start, to, now.UnixMilli())
		if err != nil {
			return nil, fmt.Errorf("counting the stories of %s: %w", name, err)
		}
		to = start
	}
}
