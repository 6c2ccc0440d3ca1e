package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

// Days are the days of a zone, from the first of a span, [from, to), on which a
// section, or the paper where section is empty, published stories in a language
// that the public may see at now. Each is its first instant.
func (s *Store) Days(ctx context.Context, l ilbo.Language, section ilbo.SectionID, from, to time.Time, zone *time.Location, now time.Time) ([]time.Time, error) {
	name := listsOf(ilbo.Selection{Section: section}, l)[0]
	var days []time.Time
	for from.Before(to) {
		next, err := one(ctx, s, value[int64], `SELECT published FROM listings
		WHERE list = ? AND published >= ? AND published < ? AND public_from <= ? ORDER BY published LIMIT 1`,
			string(name), from.UnixMilli(), to.UnixMilli(), now.UnixMilli())
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("listing the days of %s: %w", name, err)
		}
		y, m, d := time.UnixMilli(next).In(zone).Date()
		days = append(days, time.Date(y, m, d, 0, 0, 0, 0, zone))
		from = time.Date(y, m, d+1, 0, 0, 0, 0, zone)
	}
	return days, nil
}
