package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"ilbo.press"
)

const addStep = `INSERT INTO meter_steps (day, story, step, n) VALUES (?, ?, ?, ?) ON CONFLICT (day, story, step) DO UPDATE SET n = meter_steps.n + excluded.n`

// AddMeterCounts adds to how many browsers came to each step. Those at stories that
// are not there are left out. Doing it twice counts twice.
func (s *Store) AddMeterCounts(ctx context.Context, counts []ilbo.MeterCount) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, c := range counts {
			there, err := t.thereIs(ctx, c.Story)
			if err != nil {
				return err
			}
			if !there || c.N <= 0 {
				continue
			}
			if _, err := t.exec(ctx, addStep, c.Day, int64(c.Story), string(c.Step), c.N); err != nil {
				return fmt.Errorf("counting at the meter: %w", err)
			}
		}
		return nil
	})
}

// stepSums are the columns of the steps, in their order.
func stepSums() string {
	var b strings.Builder
	for _, step := range ilbo.MeterSteps() {
		fmt.Fprintf(&b, `, CAST(sum(CASE WHEN step = '%s' THEN n ELSE 0 END) AS BIGINT) AS n_%s`, step, step)
	}
	return b.String()
}

func scanSteps(row scanner, first any) (map[ilbo.MeterStep]int, error) {
	steps := ilbo.MeterSteps()
	sums, into := make([]int, len(steps)), []any{first}
	for i := range sums {
		into = append(into, &sums[i])
	}
	if err := row.Scan(into...); err != nil {
		return nil, err
	}
	all := map[ilbo.MeterStep]int{}
	for i, step := range steps {
		if sums[i] > 0 {
			all[step] = sums[i]
		}
	}
	return all, nil
}

// MeterDays are the days from one until before another on which browsers met the
// meter, the first one first.
func (s *Store) MeterDays(ctx context.Context, from, to string) ([]ilbo.MeterRow, error) {
	all, err := list(ctx, s, func(row scanner) (r ilbo.MeterRow, err error) {
		r.Steps, err = scanSteps(row, &r.Day)
		return r, err
	}, `SELECT day`+stepSums()+` FROM meter_steps WHERE day >= ? AND day < ? GROUP BY day ORDER BY day`, from, to)
	if err != nil {
		return nil, fmt.Errorf("reading the days of the meter: %w", err)
	}
	return all, nil
}

// MeterStories are the stories at which browsers met the meter from a day until
// before another: those first that sold most.
func (s *Store) MeterStories(ctx context.Context, from, to string, limit int) ([]ilbo.MeterRow, error) {
	steps := ilbo.MeterSteps()
	var order []string
	for _, step := range slices.Backward(steps) {
		order = append(order, `n_`+string(step)+` DESC`)
	}
	all, err := list(ctx, s, func(row scanner) (r ilbo.MeterRow, err error) {
		r.Steps, err = scanSteps(row, &r.Story)
		return r, err
	}, `SELECT story`+stepSums()+` FROM meter_steps WHERE day >= ? AND day < ? GROUP BY story ORDER BY `+strings.Join(order, ", ")+`, story DESC LIMIT ?`, from, to, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the stories of the meter: %w", err)
	}
	return all, nil
}

// sumSteps adds up days before one to the first of their months.
func (s *Store) sumSteps(ctx context.Context, before string) error {
	for {
		day, err := one(ctx, s, value[sql.NullString], `SELECT min(day) FROM meter_steps WHERE day < ? AND substr(day, 9, 2) <> '01'`, before)
		if err != nil || !day.Valid {
			return err
		}
		if err := s.change(ctx, func(ctx context.Context, t *transaction) error {
			rows, err := t.query(ctx, `DELETE FROM meter_steps WHERE day = ? RETURNING story, step, n`, day.String)
			if err != nil {
				return fmt.Errorf("summing up the meter of %s: %w", day.String, err)
			}
			var sums []ilbo.MeterCount
			for rows.Next() {
				var c ilbo.MeterCount
				if err := rows.Scan(&c.Story, &c.Step, &c.N); err != nil {
					return errors.Join(err, rows.Close())
				}
				sums = append(sums, c)
			}
			if err := errors.Join(rows.Err(), rows.Close()); err != nil {
				return err
			}
			slices.SortFunc(sums, func(a, b ilbo.MeterCount) int { return int(a.Story - b.Story) })
			for _, c := range sums {
				if _, err := t.exec(ctx, addStep, day.String[:8]+"01", int64(c.Story), string(c.Step), c.N); err != nil {
					return fmt.Errorf("summing up the meter of %s: %w", day.String, err)
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
}
