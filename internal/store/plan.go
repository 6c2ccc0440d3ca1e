package store

import (
	"context"
	"fmt"

	"ilbo.press"
)

func scanPlan(row scanner) (p ilbo.Plan, err error) {
	var id ilbo.PlanID
	var text string
	if err := row.Scan(&id, &text); err != nil {
		return p, err
	}
	err = decode(text, &p)
	p.ID = id
	return p, err
}

// Plans are all that the paper sells and sold, in the order of the offers.
func (s *Store) Plans(ctx context.Context) ([]ilbo.Plan, error) {
	all, err := list(ctx, s, scanPlan, `SELECT id, plan FROM plans ORDER BY position, id`)
	if err != nil {
		return nil, fmt.Errorf("reading the plans: %w", err)
	}
	return all, nil
}

// Plan finds a plan; one that there is not is NotFound.
func (s *Store) Plan(ctx context.Context, id ilbo.PlanID) (ilbo.Plan, error) {
	p, err := one(ctx, s, scanPlan, `SELECT id, plan FROM plans WHERE id = ?`, int64(id))
	if err != nil {
		return p, missing(err, "plan %d", id)
	}
	return p, nil
}

// PutPlan adds a plan where the ID is 0, which it sets, and otherwise changes it.
func (s *Store) PutPlan(ctx context.Context, p *ilbo.Plan) error {
	text, err := encode(p)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var err error
		if p.ID == 0 {
			err = t.first(ctx, []any{&p.ID}, `INSERT INTO plans (position, plan) VALUES (?, ?) RETURNING id`, p.Order, text)
		} else {
			err = t.first(ctx, []any{&p.ID}, `UPDATE plans SET position = ?, plan = ? WHERE id = ? RETURNING id`, p.Order, text, int64(p.ID))
		}
		if err != nil {
			return missing(err, "plan %d", p.ID)
		}
		t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: []ilbo.Key{ilbo.KeyPlans}})
		return nil
	})
}
