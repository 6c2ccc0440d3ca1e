package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"ilbo.press"
)

// agreed is what does not change of a subscription when its plan does.
type agreed struct {
	Name  ilbo.Words
	Gives ilbo.Entitlement
	Term  ilbo.Term
	Once  bool
	Price ilbo.Money
	Tax   int
	Gift  bool `json:",omitempty"`
}

const selectSubscriptions = `SELECT id, reader, plan, agreed, paid_by, began, anchor, paid_until, trial, cancelled, ended, members, customer, ref FROM subscriptions `

func scanSubscription(row scanner) (u ilbo.Subscription, err error) {
	var terms string
	var began int64
	var trial int
	var anchor, until, cancelled, ended sql.NullInt64
	var group, ref sql.NullString
	if err := row.Scan(&u.ID, &u.Reader, &u.Plan, &terms, &u.By, &began, &anchor, &until, &trial, &cancelled, &ended, &group, &u.Customer, &ref); err != nil {
		return u, err
	}
	var a agreed
	if err := decode(terms, &a); err != nil {
		return u, err
	}
	u.Name, u.Gives, u.Term, u.Once, u.Price, u.Tax = a.Name, a.Gives, a.Term, a.Once, a.Price, a.Tax
	u.Gift = a.Gift
	u.Began, u.Anchor, u.PaidUntil, u.Cancelled, u.Ended = time.UnixMilli(began).UTC(), moment(anchor), moment(until), moment(cancelled), moment(ended)
	u.Trial, u.Ref = trial != 0, ref.String
	if group.Valid {
		u.Group = &ilbo.Group{}
		err = decode(group.String, u.Group)
	}
	return u, err
}

// Subscription finds a subscription; one that there is not is NotFound.
func (s *Store) Subscription(ctx context.Context, id ilbo.SubscriptionID) (ilbo.Subscription, error) {
	u, err := one(ctx, s, scanSubscription, selectSubscriptions+`WHERE id = ?`, int64(id))
	if err != nil {
		return u, missing(err, "subscription %d", id)
	}
	return u, nil
}

// HoldSubscription finds a subscription that is to be changed: until the
// transaction of ctx ends, nobody else changes it.
func (s *Store) HoldSubscription(ctx context.Context, id ilbo.SubscriptionID) (u ilbo.Subscription, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		var found int64
		if err := t.first(ctx, []any{&found}, `SELECT id FROM subscriptions WHERE id = ?`+s.dialect.lock(), int64(id)); err != nil {
			return missing(err, "subscription %d", id)
		}
		u, err = s.Subscription(ctx, id)
		return err
	})
	return u, err
}

// HoldReader lets nobody else who does so go on before the transaction of ctx
// ends: a reader orders one thing at a time.
func (s *Store) HoldReader(ctx context.Context, id ilbo.ReaderID) (r ilbo.Reader, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		var found int64
		if err := t.first(ctx, []any{&found}, `SELECT id FROM readers WHERE id = ?`+s.dialect.lock(), int64(id)); err != nil {
			return missing(err, "reader %d", id)
		}
		r, err = s.Reader(ctx, id)
		return err
	})
	return r, err
}

// SubscriptionByRef finds one as its provider calls it.
func (s *Store) SubscriptionByRef(ctx context.Context, ref string) (ilbo.Subscription, error) {
	u, err := one(ctx, s, scanSubscription, selectSubscriptions+`WHERE ref = ?`, ref)
	if err != nil {
		return u, missing(err, "subscription %s", ref)
	}
	return u, nil
}

// mostDomains is how many domains that an address is within are looked for.
const mostDomains = 8

// SubscriptionsOf are those that a reader may read by: their own, and those of
// groups that have their address or a domain that it is within, the newest first.
func (s *Store) SubscriptionsOf(ctx context.Context, r ilbo.Reader) ([]ilbo.Subscription, error) {
	addresses := []string{r.Email}
	_, host, _ := strings.Cut(r.Email, "@")
	for host != "" && len(addresses) <= mostDomains {
		addresses = append(addresses, "@"+host)
		_, host, _ = strings.Cut(host, ".")
	}
	marks, args := among(addresses)
	all, err := list(ctx, s, scanSubscription, selectSubscriptions+`WHERE reader = ? AND reader <> 0 OR id IN (SELECT subscription FROM members WHERE address IN (`+marks+`)) ORDER BY id DESC`,
		append([]any{int64(r.ID)}, args...)...)
	if err != nil {
		return nil, fmt.Errorf("reading the subscriptions of reader %d: %w", r.ID, err)
	}
	return all, nil
}

// Groups are the subscriptions of groups, the newest first.
func (s *Store) Groups(ctx context.Context) ([]ilbo.Subscription, error) {
	all, err := list(ctx, s, scanSubscription, selectSubscriptions+`WHERE members IS NOT NULL ORDER BY id DESC`)
	if err != nil {
		return nil, fmt.Errorf("reading the groups: %w", err)
	}
	return all, nil
}

// SubscriptionsDue are those that go on and are paid until before a moment, by
// their numbers, from one on.
func (s *Store) SubscriptionsDue(ctx context.Context, before time.Time, from ilbo.SubscriptionID, limit int) ([]ilbo.Subscription, error) {
	all, err := list(ctx, s, scanSubscription, selectSubscriptions+`WHERE paid_until < ? AND ended IS NULL AND cancelled IS NULL AND id > ? ORDER BY id LIMIT ?`, before.UnixMilli(), int64(from), limit)
	if err != nil {
		return nil, fmt.Errorf("reading what is due: %w", err)
	}
	return all, nil
}

// Subscribers are subscriptions below a number, the newest first; of one plan, or
// of all where it is zero.
func (s *Store) Subscribers(ctx context.Context, plan ilbo.PlanID, before ilbo.SubscriptionID, limit int) ([]ilbo.Subscription, error) {
	text, args := `WHERE id < ? ORDER BY id DESC LIMIT ?`, []any{int64(before), limit}
	if plan != 0 {
		text, args = `WHERE plan = ? AND id < ? ORDER BY id DESC LIMIT ?`, append([]any{int64(plan)}, args...)
	}
	all, err := list(ctx, s, scanSubscription, selectSubscriptions+text, args...)
	if err != nil {
		return nil, fmt.Errorf("reading subscriptions: %w", err)
	}
	return all, nil
}

// EachSubscription gives all subscriptions to do, by their numbers; an error of it
// ends that.
func (s *Store) EachSubscription(ctx context.Context, do func(*ilbo.Subscription) error) error {
	rows, err := s.query(ctx, selectSubscriptions+`ORDER BY id`)
	if err != nil {
		return fmt.Errorf("reading all subscriptions: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		u, err := scanSubscription(rows)
		if err == nil {
			err = do(&u)
		}
		if err != nil {
			return err
		}
	}
	return s.failure(rows.Err())
}

// PutSubscription adds a subscription where the ID is 0, which it sets, and
// otherwise changes it.
func (s *Store) PutSubscription(ctx context.Context, u *ilbo.Subscription) error {
	text, err := encode(agreed{u.Name, u.Gives, u.Term, u.Once, u.Price, u.Tax, u.Gift})
	if err != nil {
		return err
	}
	var group any
	if u.Group != nil {
		if group, err = encode(u.Group); err != nil {
			return err
		}
	}
	trial := 0
	if u.Trial {
		trial = 1
	}
	args := []any{int64(u.Reader), int64(u.Plan), text, string(u.By), u.Began.UnixMilli(), millis(u.Anchor), millis(u.PaidUntil), trial, millis(u.Cancelled), millis(u.Ended), group, u.Customer, nullable(u.Ref)}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var err error
		if u.ID == 0 {
			err = t.first(ctx, []any{&u.ID}, `INSERT INTO subscriptions (reader, plan, agreed, paid_by, began, anchor, paid_until, trial, cancelled, ended, members, customer, ref)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`, args...)
		} else {
			err = t.first(ctx, []any{&u.ID}, `UPDATE subscriptions SET reader = ?, plan = ?, agreed = ?, paid_by = ?, began = ?, anchor = ?, paid_until = ?, trial = ?, cancelled = ?, ended = ?, members = ?,
			customer = ?, ref = ? WHERE id = ? RETURNING id`, append(args, int64(u.ID))...)
		}
		if err != nil {
			return missing(err, "subscription %d", u.ID)
		}
		return t.putMembers(ctx, u)
	})
}

// putMembers keeps by which addresses people are of a group.
func (t *transaction) putMembers(ctx context.Context, u *ilbo.Subscription) error {
	if _, err := t.exec(ctx, `DELETE FROM members WHERE subscription = ?`, int64(u.ID)); err != nil || u.Group == nil {
		return err
	}
	addresses := append([]string{}, u.Group.Seats...)
	for _, d := range u.Group.Domains {
		addresses = append(addresses, "@"+d)
	}
	for _, a := range addresses {
		if _, err := t.exec(ctx, `INSERT INTO members (address, subscription) VALUES (?, ?) ON CONFLICT DO NOTHING`, a, int64(u.ID)); err != nil {
			return fmt.Errorf("storing the members of subscription %d: %w", u.ID, err)
		}
	}
	return nil
}

// BeginTrial reports whether an address has its first trial, and keeps that it had
// one.
func (s *Store) BeginTrial(ctx context.Context, email string, at time.Time) (first bool, err error) {
	sum := sha256.Sum256([]byte(email))
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		first, err = t.once(ctx, `INSERT INTO trials (digest, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, hex.EncodeToString(sum[:]), at.UnixMilli())
		return err
	})
	return first, err
}

// HadTrial reports whether an address had a trial.
func (s *Store) HadTrial(ctx context.Context, email string) (bool, error) {
	sum := sha256.Sum256([]byte(email))
	_, err := one(ctx, s, value[int64], `SELECT at FROM trials WHERE digest = ?`, hex.EncodeToString(sum[:]))
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// Hear reports whether a provider tells of something for the first time, and
// keeps that it did.
func (s *Store) Hear(ctx context.Context, id string, at time.Time) (first bool, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		first, err = t.once(ctx, `INSERT INTO happenings (id, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, at.UnixMilli())
		return err
	})
	return first, err
}

// Heard reports whether something was heard.
func (s *Store) Heard(ctx context.Context, id string) (bool, error) {
	_, err := one(ctx, s, value[int64], `SELECT at FROM happenings WHERE id = ?`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// once reports whether an insertion found nothing in its way.
func (t *transaction) once(ctx context.Context, text string, args ...any) (bool, error) {
	done, err := t.exec(ctx, text, args...)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n > 0, err
}
