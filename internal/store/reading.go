package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"ilbo.press"
)

// depthColumns are those of [ilbo.Depth], in its order.
const depthColumns = `told, q1, q2, q3, q4, t1, t2, t3, t4, t5, t6`

const addDay = `INSERT INTO story_days (day, story, n, ` + depthColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (day, story) DO UPDATE SET n = story_days.n + excluded.n, told = story_days.told + excluded.told,
	q1 = story_days.q1 + excluded.q1, q2 = story_days.q2 + excluded.q2, q3 = story_days.q3 + excluded.q3, q4 = story_days.q4 + excluded.q4,
	t1 = story_days.t1 + excluded.t1, t2 = story_days.t2 + excluded.t2, t3 = story_days.t3 + excluded.t3,
	t4 = story_days.t4 + excluded.t4, t5 = story_days.t5 + excluded.t5, t6 = story_days.t6 + excluded.t6`

// sumDepth sums the columns of depth, as whole numbers of either database.
const sumDepth = `CAST(sum(told) AS BIGINT), CAST(sum(q1) AS BIGINT), CAST(sum(q2) AS BIGINT), CAST(sum(q3) AS BIGINT), CAST(sum(q4) AS BIGINT),
	CAST(sum(t1) AS BIGINT), CAST(sum(t2) AS BIGINT), CAST(sum(t3) AS BIGINT), CAST(sum(t4) AS BIGINT), CAST(sum(t5) AS BIGINT), CAST(sum(t6) AS BIGINT)`

func depthInto(d *ilbo.Depth) []any {
	into := []any{&d.Told}
	for i := range d.Quarters {
		into = append(into, &d.Quarters[i])
	}
	for i := range d.Times {
		into = append(into, &d.Times[i])
	}
	return into
}

func (t *transaction) addDay(ctx context.Context, day string, story ilbo.StoryID, n int, d ilbo.Depth) error {
	args := []any{day, int64(story), n, d.Told}
	for _, q := range d.Quarters {
		args = append(args, q)
	}
	for _, q := range d.Times {
		args = append(args, q)
	}
	if _, err := t.exec(ctx, addDay, args...); err != nil {
		return fmt.Errorf("counting how story %d is read: %w", story, err)
	}
	return nil
}

// thereIs reports whether there is a story of a number.
func (t *transaction) thereIs(ctx context.Context, story ilbo.StoryID) (bool, error) {
	var there int
	err := t.first(ctx, []any{&there}, `SELECT 1 FROM stories WHERE id = ?`, int64(story))
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// AddDepth adds to how far stories were read on a day. Stories that are not there
// are left out. Doing it twice counts twice.
func (s *Store) AddDepth(ctx context.Context, day string, depth map[ilbo.StoryID]ilbo.Depth) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, id := range slices.Sorted(maps.Keys(depth)) {
			there, err := t.thereIs(ctx, id)
			if err != nil {
				return err
			}
			if !there {
				continue
			}
			if err := t.addDay(ctx, day, id, 0, depth[id]); err != nil {
				return err
			}
		}
		return nil
	})
}

// narrowed says which stories, called s, a query asks for.
func narrowed(q *ilbo.ReadQuery) (text string, args []any) {
	if q.Language != "" {
		text, args = text+` AND s.language = ?`, append(args, string(q.Language))
	}
	if q.Section != "" {
		text, args = text+` AND (s.section = ? OR substr(s.section, 1, ?) = ?)`, append(args, string(q.Section), len(q.Section)+1, string(q.Section)+"/")
	}
	if q.Story != 0 {
		text, args = text+` AND s.id = ?`, append(args, int64(q.Story))
	}
	return text, args
}

// ReadStories lists the stories that were read in a while and that the public may
// see at now, the most read first, of equals the newest.
func (s *Store) ReadStories(ctx context.Context, q ilbo.ReadQuery, now time.Time) ([]ilbo.ReadStory, error) {
	from, to, wasFrom, wasTo := q.From.UnixMilli(), q.To.UnixMilli(), q.WasFrom.UnixMilli(), q.WasTo.UnixMilli()
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	where, more := narrowed(&q)
	args := []any{from, to, wasFrom, wasTo, min(from, wasFrom), max(to, wasTo),
		day(q.From), day(q.To), day(q.WasFrom), day(q.WasTo), day(q.From), day(q.To)}
	for range 10 { // the columns of depth after the first
		args = append(args, day(q.From), day(q.To))
	}
	args = append(append(args, min(day(q.From), day(q.WasFrom)), max(day(q.To), day(q.WasTo)), now.UnixMilli()), more...)
	within := ``
	for _, c := range []string{"q1", "q2", "q3", "q4", "t1", "t2", "t3", "t4", "t5", "t6"} {
		within += `, CASE WHEN day >= ? AND day <= ? THEN ` + c + ` ELSE 0 END`
	}
	// What was counted in hours that were not summed up yet is in them alone.
	all, err := list(ctx, s, func(row scanner) (r ilbo.ReadStory, err error) {
		return r, row.Scan(append([]any{&r.Story, &r.N, &r.Was}, depthInto(&r.Depth)...)...)
	}, `SELECT r.* FROM (SELECT story, CAST(sum(n) AS BIGINT) AS n, CAST(sum(was) AS BIGINT), `+sumDepth+` FROM (
		SELECT story, CASE WHEN hour >= ? AND hour < ? THEN n ELSE 0 END AS n, CASE WHEN hour >= ? AND hour < ? THEN n ELSE 0 END AS was,
			0 AS told, 0 AS q1, 0 AS q2, 0 AS q3, 0 AS q4, 0 AS t1, 0 AS t2, 0 AS t3, 0 AS t4, 0 AS t5, 0 AS t6 FROM reads WHERE hour >= ? AND hour < ?
		UNION ALL
		SELECT story, CASE WHEN day >= ? AND day <= ? THEN n ELSE 0 END, CASE WHEN day >= ? AND day < ? THEN n ELSE 0 END,
			CASE WHEN day >= ? AND day <= ? THEN told ELSE 0 END`+within+` FROM story_days WHERE day >= ? AND day <= ?
	) a GROUP BY story) r JOIN stories s ON s.id = r.story
	WHERE r.n > 0 AND s.public_from <= ?`+where+` ORDER BY r.n DESC, s.published DESC, s.id DESC LIMIT ?`, append(args, min(max(q.Limit, 0), MaxTeasers))...)
	if err != nil {
		return nil, fmt.Errorf("reading what is read: %w", err)
	}
	return all, nil
}

// ReadDays are the days of a while on which stories were read, the first one
// first.
func (s *Store) ReadDays(ctx context.Context, q ilbo.ReadQuery) ([]ilbo.ReadDay, error) {
	where, more := narrowed(&q)
	days := map[string]*ilbo.ReadDay{}
	on := func(day string) *ilbo.ReadDay {
		if days[day] == nil {
			days[day] = &ilbo.ReadDay{Day: day}
		}
		return days[day]
	}
	type hour struct {
		at int64
		n  int
	}
	hours, err := list(ctx, s, func(row scanner) (h hour, err error) { return h, row.Scan(&h.at, &h.n) },
		`SELECT r.hour, CAST(sum(r.n) AS BIGINT) FROM reads r JOIN stories s ON s.id = r.story WHERE r.hour >= ? AND r.hour < ?`+where+` GROUP BY r.hour`,
		append([]any{q.From.UnixMilli(), q.To.UnixMilli()}, more...)...)
	if err != nil {
		return nil, fmt.Errorf("reading how much is read: %w", err)
	}
	for _, h := range hours {
		on(time.UnixMilli(h.at).In(q.From.Location()).Format(time.DateOnly)).N += h.n
	}
	kept, err := list(ctx, s, func(row scanner) (d ilbo.ReadDay, err error) {
		return d, row.Scan(append([]any{&d.Day, &d.N}, depthInto(&d.Depth)...)...)
	}, `SELECT d.day, CAST(sum(d.n) AS BIGINT), `+sumDepth+` FROM story_days d JOIN stories s ON s.id = d.story WHERE d.day >= ? AND d.day <= ?`+where+` GROUP BY d.day`,
		append([]any{q.From.Format(time.DateOnly), q.To.Format(time.DateOnly)}, more...)...)
	if err != nil {
		return nil, fmt.Errorf("reading how far is read: %w", err)
	}
	for _, k := range kept {
		d := on(k.Day)
		d.N += k.N
		d.Add(k.Depth)
	}
	var all []ilbo.ReadDay
	for _, day := range slices.Sorted(maps.Keys(days)) {
		all = append(all, *days[day])
	}
	return all, nil
}

// SumReads adds up what was counted by the hour before the midnight of a day, in its
// zone, to days, and what was counted by the day before another to months. Doing it
// twice, or on two nodes at once, counts once: what is taken away is what is added.
func (s *Store) SumReads(ctx context.Context, days, months time.Time) error {
	for {
		first, err := one(ctx, s, value[sql.NullInt64], `SELECT min(hour) FROM reads WHERE hour < ?`, days.UnixMilli())
		if err != nil || !first.Valid {
			return errors.Join(err, s.sumDays(ctx, months.Format("2006-01")+"-01"))
		}
		y, m, d := time.UnixMilli(first.Int64).In(days.Location()).Date()
		from, to := time.Date(y, m, d, 0, 0, 0, 0, days.Location()), time.Date(y, m, d+1, 0, 0, 0, 0, days.Location())
		if err := s.change(ctx, func(ctx context.Context, t *transaction) error {
			sums, err := t.taken(ctx, `DELETE FROM reads WHERE hour >= ? AND hour < ? RETURNING story, n`, from.UnixMilli(), min(to.UnixMilli(), days.UnixMilli()))
			if err != nil {
				return err
			}
			for _, id := range slices.Sorted(maps.Keys(sums)) {
				if err := t.addDay(ctx, from.Format(time.DateOnly), id, sums[id], ilbo.Depth{}); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
}

// taken are the sums, by story, of rows that a statement takes away.
func (t *transaction) taken(ctx context.Context, text string, args ...any) (map[ilbo.StoryID]int, error) {
	rows, err := t.query(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("summing up reads: %w", err)
	}
	defer rows.Close()
	sums := map[ilbo.StoryID]int{}
	for rows.Next() {
		var id ilbo.StoryID
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return nil, err
		}
		sums[id] += n
	}
	return sums, rows.Err()
}

// sumDays adds up days before one to the first of their months.
func (s *Store) sumDays(ctx context.Context, before string) error {
	for {
		day, err := one(ctx, s, value[sql.NullString], `SELECT min(day) FROM story_days WHERE day < ? AND substr(day, 9, 2) <> '01'`, before)
		if err != nil || !day.Valid {
			return errors.Join(err, s.sumSteps(ctx, before))
		}
		if err := s.change(ctx, func(ctx context.Context, t *transaction) error {
			rows, err := t.query(ctx, `DELETE FROM story_days WHERE day = ? RETURNING story, n, `+depthColumns, day.String)
			if err != nil {
				return fmt.Errorf("summing up %s: %w", day.String, err)
			}
			type sum struct {
				story ilbo.StoryID
				n     int
				depth ilbo.Depth
			}
			var sums []sum
			for rows.Next() {
				var r sum
				if err := rows.Scan(append([]any{&r.story, &r.n}, depthInto(&r.depth)...)...); err != nil {
					return errors.Join(err, rows.Close())
				}
				sums = append(sums, r)
			}
			if err := errors.Join(rows.Err(), rows.Close()); err != nil {
				return err
			}
			slices.SortFunc(sums, func(a, b sum) int { return int(a.story - b.story) })
			for _, r := range sums {
				if err := t.addDay(ctx, day.String[:8]+"01", r.story, r.n, r.depth); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
}
