package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"ilbo.press"
)

// Months are those in which the paper, or a section of it with its parts,
// published stories in a language that the public may see at now, the newest
// first. Empty months are left out. Zone says when a month begins.
func (s *Store) Months(ctx context.Context, l ilbo.Language, section ilbo.SectionID, zone *time.Location, now time.Time) ([]ilbo.Month, error) {
	name := listsOf(ilbo.Selection{Section: section}, l)[0]
	var months []ilbo.Month
	to := int64(lastMoment)
	for {
		newest, err := one(ctx, s, value[sql.NullInt64], `SELECT max(published) FROM listings WHERE list = ? AND published < ?`, string(name), to)
		if err != nil {
			return nil, fmt.Errorf("listing the months of %s: %w", name, err)
		}
		if !newest.Valid {
			return months, nil
		}
		y, m, _ := time.UnixMilli(newest.Int64).In(zone).Date()
		start := time.Date(y, m, 1, 0, 0, 0, 0, zone)
		month, err := one(ctx, s, scanMonth, `SELECT count(*), max(changed) FROM listings
		WHERE list = ? AND published >= ? AND published < ? AND public_from <= ?`, string(name), start.UnixMilli(), to, now.UnixMilli())
		if err != nil {
			return nil, fmt.Errorf("counting the stories of %s: %w", name, err)
		}
		if month.Stories > 0 {
			month.Start = start
			months = append(months, month)
		}
		to = start.UnixMilli()
	}
}

func scanMonth(row scanner) (m ilbo.Month, err error) {
	var changed sql.NullInt64
	err = row.Scan(&m.Stories, &changed)
	m.Changed = moment(changed)
	return m, err
}
