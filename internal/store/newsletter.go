package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"ilbo.press"
)

const newsletterColumns = `id, language, name, about, front, journalist, days, hour, stories, who, made, ended, opens`

func scanNewsletter(row scanner) (n ilbo.Newsletter, err error) {
	var made, ended sql.NullInt64
	var opens int
	err = scanNamed(row, []any{&n.ID, &n.Language}, []*ilbo.Words{&n.Name, &n.About}, &n.Front, &n.Journalist, &n.Days, &n.Hour, &n.Stories, &n.By, &made, &ended, &opens)
	n.Opens, n.Made, n.Ended = opens == 1, moment(made), moment(ended)
	return n, err
}

// Newsletters are all there are, also those that have ended, in the order in
// which they were made.
func (s *Store) Newsletters(ctx context.Context) ([]ilbo.Newsletter, error) {
	all, err := list(ctx, s, scanNewsletter, `SELECT `+newsletterColumns+` FROM newsletters ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("reading newsletters: %w", err)
	}
	return all, nil
}

// Newsletter finds one by its number.
func (s *Store) Newsletter(ctx context.Context, id ilbo.NewsletterID) (ilbo.Newsletter, error) {
	n, err := one(ctx, s, scanNewsletter, `SELECT `+newsletterColumns+` FROM newsletters WHERE id = ?`, int64(id))
	if err != nil {
		return n, missing(err, "newsletter %d", id)
	}
	return n, nil
}

// PutNewsletter makes a newsletter where its number is 0, and gives it, or changes
// one.
func (s *Store) PutNewsletter(ctx context.Context, n ilbo.Newsletter) (ilbo.NewsletterID, error) {
	name, err := encode(n.Name)
	if err != nil {
		return 0, err
	}
	about, err := encode(n.About)
	if err != nil {
		return 0, err
	}
	opens := 0
	if n.Opens {
		opens = 1
	}
	args := []any{string(n.Language), name, about, string(n.Front), string(n.Journalist), int(n.Days), n.Hour, n.Stories, n.By, n.Made.UnixMilli(), millis(n.Ended), opens}
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		if n.ID == 0 {
			err := t.first(ctx, []any{&n.ID}, `INSERT INTO newsletters (language, name, about, front, journalist, days, hour, stories, who, made, ended, opens)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`, args...)
			if err != nil {
				return fmt.Errorf("making a newsletter: %w", err)
			}
			return nil
		}
		if _, err := t.exec(ctx, `UPDATE newsletters SET language = ?, name = ?, about = ?, front = ?, journalist = ?, days = ?, hour = ?, stories = ?, who = ?, made = ?, ended = ?, opens = ?
		WHERE id = ?`, append(args, int64(n.ID))...); err != nil {
			return fmt.Errorf("changing newsletter %d: %w", n.ID, err)
		}
		return nil
	})
	return n.ID, err
}

// PutConfirmation keeps what waits for an address's owner.
func (s *Store) PutConfirmation(ctx context.Context, c ilbo.Confirmation) error {
	ids, err := json.Marshal(c.Newsletters)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `INSERT INTO confirmations (token, address, newsletters, zone, until) VALUES (?, ?, ?, ?, ?)`,
			hex.EncodeToString(c.Token[:]), c.Address, string(ids), c.Zone, c.Until.UnixMilli()); err != nil {
			return fmt.Errorf("keeping a confirmation: %w", err)
		}
		return nil
	})
}

func scanConfirmation(row scanner) (c ilbo.Confirmation, err error) {
	var ids string
	var until int64
	if err := row.Scan(&c.Address, &ids, &c.Zone, &until); err != nil {
		return c, err
	}
	c.Until = time.UnixMilli(until).UTC()
	return c, json.Unmarshal([]byte(ids), &c.Newsletters)
}

// Confirmation finds what waits by the token of its letter. It may have run out.
func (s *Store) Confirmation(ctx context.Context, token ilbo.TokenDigest) (ilbo.Confirmation, error) {
	c, err := one(ctx, s, scanConfirmation, `SELECT address, newsletters, zone, until FROM confirmations WHERE token = ?`, hex.EncodeToString(token[:]))
	if err != nil {
		return c, missing(err, "such confirmation")
	}
	c.Token = token
	return c, nil
}

// SweepConfirmations drops those that have run out.
func (s *Store) SweepConfirmations(ctx context.Context, now time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM confirmations WHERE until <= ?`, now.UnixMilli()); err != nil {
			return fmt.Errorf("sweeping confirmations: %w", err)
		}
		return nil
	})
}

// Permit takes an address off the list of those that complained, because its owner
// has confirmed that they want letters. Nobody is at one that bounced.
func (s *Store) Permit(ctx context.Context, address string) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM suppressed WHERE digest = ? AND why = ?`, addressDigest(address), string(ilbo.Complained)); err != nil {
			return fmt.Errorf("permitting letters to an address: %w", err)
		}
		return nil
	})
}

const recipientColumns = `id, newsletter, address, reader, zone, key, confirmed, ended`

func scanRecipient(row scanner) (r ilbo.Recipient, err error) {
	var confirmed, ended sql.NullInt64
	err = row.Scan(&r.ID, &r.Newsletter, &r.Address, &r.Reader, &r.Zone, &r.Key, &confirmed, &ended)
	r.Confirmed, r.Ended = moment(confirmed), moment(ended)
	return r, err
}

// PutRecipient has a confirmed address take a newsletter. One that takes it, or
// took it, keeps its key: letters that it has got go on to end it.
func (s *Store) PutRecipient(ctx context.Context, r ilbo.Recipient) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `INSERT INTO recipients (newsletter, address, digest, reader, zone, key, confirmed) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (newsletter, address) DO UPDATE SET reader = excluded.reader, zone = excluded.zone, ended = NULL, last = NULL,
		confirmed = CASE WHEN recipients.ended IS NULL THEN recipients.confirmed ELSE excluded.confirmed END`,
			int64(r.Newsletter), r.Address, addressDigest(r.Address), int64(r.Reader), r.Zone, r.Key, r.Confirmed.UnixMilli()); err != nil {
			return fmt.Errorf("adding a recipient: %w", err)
		}
		return nil
	})
}

// RecipientByKey finds one by the key that its letters have.
func (s *Store) RecipientByKey(ctx context.Context, key string) (ilbo.Recipient, error) {
	r, err := one(ctx, s, scanRecipient, `SELECT `+recipientColumns+` FROM recipients WHERE key = ?`, key)
	if err != nil {
		return r, missing(err, "such recipient")
	}
	return r, nil
}

// RecipientsAt are what an address takes, also what it has ended.
func (s *Store) RecipientsAt(ctx context.Context, address string) ([]ilbo.Recipient, error) {
	all, err := list(ctx, s, scanRecipient, `SELECT `+recipientColumns+` FROM recipients WHERE address = ? ORDER BY newsletter`, address)
	if err != nil {
		return nil, fmt.Errorf("reading what an address takes: %w", err)
	}
	return all, nil
}

// EndRecipient has somebody take a newsletter no more, and says by which mailing's
// letter: the last one that they got. Doing it twice is no error.
func (s *Store) EndRecipient(ctx context.Context, id ilbo.RecipientID, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `UPDATE recipients SET ended = ?, last = (SELECT max(mailing) FROM deliveries WHERE recipient = recipients.id)
		WHERE id = ? AND ended IS NULL`, at.UnixMilli(), int64(id)); err != nil {
			return fmt.Errorf("ending recipient %d: %w", id, err)
		}
		return nil
	})
}

// MoveRecipients has what is sent to an address sent to another, in a zone. Where
// the other takes a newsletter, or took it, the letters of the first end.
func (s *Store) MoveRecipients(ctx context.Context, from, to, zone string, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, do := range []struct {
			text string
			args []any
		}{
			{`UPDATE recipients SET address = ?, digest = ? WHERE address = ? AND newsletter NOT IN (SELECT newsletter FROM recipients WHERE address = ?)`, []any{to, addressDigest(to), from, to}},
			{`UPDATE recipients SET ended = ? WHERE address = ? AND address <> ? AND ended IS NULL`, []any{at.UnixMilli(), from, to}},
			{`UPDATE recipients SET zone = ? WHERE address = ?`, []any{zone, to}},
		} {
			if _, err := t.exec(ctx, do.text, do.args...); err != nil {
				return fmt.Errorf("moving recipients: %w", err)
			}
		}
		return nil
	})
}

// ForgetRecipient forgets what an address takes, as if it had never asked.
func (s *Store) ForgetRecipient(ctx context.Context, address string) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, text := range []string{
			`DELETE FROM deliveries WHERE recipient IN (SELECT id FROM recipients WHERE address = ?)`,
			`DELETE FROM recipients WHERE address = ?`, `DELETE FROM confirmations WHERE address = ?`,
		} {
			if _, err := t.exec(ctx, text, address); err != nil {
				return fmt.Errorf("forgetting a recipient: %w", err)
			}
		}
		return nil
	})
}

// RecipientZones are those that a newsletter's recipients live in.
func (s *Store) RecipientZones(ctx context.Context, id ilbo.NewsletterID) ([]string, error) {
	zones, err := list(ctx, s, value[string], `SELECT DISTINCT zone FROM recipients WHERE newsletter = ? AND ended IS NULL ORDER BY zone`, int64(id))
	if err != nil {
		return nil, fmt.Errorf("reading the zones of newsletter %d: %w", id, err)
	}
	return zones, nil
}

// Taking counts those who take a newsletter and whose addresses get letters.
func (s *Store) Taking(ctx context.Context, id ilbo.NewsletterID) (int, error) {
	n, err := one(ctx, s, value[int], `SELECT count(*) FROM recipients r WHERE r.newsletter = ? AND r.ended IS NULL
	AND NOT EXISTS (SELECT 1 FROM suppressed x WHERE x.digest = r.digest)`, int64(id))
	if err != nil {
		return 0, fmt.Errorf("counting who takes newsletter %d: %w", id, err)
	}
	return n, nil
}
