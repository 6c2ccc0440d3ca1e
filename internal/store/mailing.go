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

const mailingColumns = `m.id, m.newsletter, m.day, m.subject, m.note, m.body, m.revision, m.stories, m.who, m.begun, m.stopped`

func scanMailing(row scanner) (ilbo.Mailing, error) { return scanMailingAnd(row) }

// scanMailingAnd reads a mailing, and what comes after its columns.
func scanMailingAnd(row scanner, more ...any) (m ilbo.Mailing, err error) {
	var body, stories string
	var begun, stopped sql.NullInt64
	if err := row.Scan(append([]any{&m.ID, &m.Newsletter, &m.Day, &m.Subject, &m.Note, &body, &m.Revision, &stories, &m.By, &begun, &stopped}, more...)...); err != nil {
		return m, err
	}
	m.Begun, m.Stopped = moment(begun), moment(stopped)
	return m, errors.Join(decode(body, &m.Body), decode(stories, &m.Stories))
}

// Mailing finds that of a newsletter's day, and makes it where it is not there yet.
func (s *Store) Mailing(ctx context.Context, id ilbo.NewsletterID, day string) (m ilbo.Mailing, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `INSERT INTO mailings (newsletter, day, subject, note, stories, who) VALUES (?, ?, '', '', '', '') ON CONFLICT (newsletter, day) DO NOTHING`,
			int64(id), day); err != nil {
			return fmt.Errorf("making the mailing of %s: %w", day, err)
		}
		m, err = one(ctx, s, scanMailing, `SELECT `+mailingColumns+` FROM mailings m WHERE m.newsletter = ? AND m.day = ?`, int64(id), day)
		return err
	})
	return m, err
}

// MailingOn finds that of a newsletter's day.
func (s *Store) MailingOn(ctx context.Context, id ilbo.NewsletterID, day string) (ilbo.Mailing, error) {
	m, err := one(ctx, s, scanMailing, `SELECT `+mailingColumns+` FROM mailings m WHERE m.newsletter = ? AND m.day = ?`, int64(id), day)
	if err != nil {
		return m, missing(err, "mailing of %s", day)
	}
	return m, nil
}

// BegunMailings are those of a newsletter that somebody began after a moment, and
// nobody stopped.
func (s *Store) BegunMailings(ctx context.Context, id ilbo.NewsletterID, after time.Time) ([]ilbo.Mailing, error) {
	all, err := list(ctx, s, scanMailing, `SELECT `+mailingColumns+` FROM mailings m WHERE m.newsletter = ? AND m.begun > ? AND m.stopped IS NULL ORDER BY m.begun`, int64(id), after.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("reading the mailings of newsletter %d that were begun: %w", id, err)
	}
	return all, nil
}

// WriteMailing keeps what is written for a mailing, as the revision after the one
// that it was written upon. One of which letters have gone out is a Conflict:
// everybody gets the same. So is one that was written upon another revision. Its
// pictures may be seen by the public from then on: mail programs ask for them.
func (s *Store) WriteMailing(ctx context.Context, m ilbo.Mailing) error {
	stories, err := encode(m.Stories)
	if err != nil {
		return err
	}
	body, err := encode(m.Body)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var id int64
		err := t.first(ctx, []any{&id}, `INSERT INTO mailings (newsletter, day, subject, note, body, revision, stories, who, begun) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (newsletter, day) DO UPDATE SET subject = excluded.subject, note = excluded.note, body = excluded.body, revision = excluded.revision, stories = excluded.stories, who = excluded.who, begun = excluded.begun
		WHERE mailings.revision = excluded.revision - 1 AND mailings.begun IS NULL AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = mailings.id) RETURNING id`,
			int64(m.Newsletter), m.Day, m.Subject, m.Note, body, m.Revision+1, stories, m.By, millis(m.Begun))
		if errors.Is(err, sql.ErrNoRows) {
			return conflict("That day's letters are on their way already, or somebody else has written meanwhile.")
		}
		if err != nil {
			return fmt.Errorf("writing a mailing: %w", err)
		}
		if _, err := t.exec(ctx, `DELETE FROM mailing_pictures WHERE mailing = ?`, id); err != nil {
			return err
		}
		for _, f := range m.Body.Figures() {
			if _, err := t.exec(ctx, `INSERT INTO mailing_pictures (mailing, picture) SELECT ?, id FROM pictures WHERE id = ? ON CONFLICT (picture, mailing) DO NOTHING`, id, string(f.Picture)); err != nil {
				return fmt.Errorf("keeping the pictures of a mailing: %w", err)
			}
		}
		return nil
	})
}

// StopMailing has nobody claimed for a mailing any more. Doing it twice is no error.
func (s *Store) StopMailing(ctx context.Context, id ilbo.NewsletterID, day string, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `UPDATE mailings SET stopped = ? WHERE newsletter = ? AND day = ? AND stopped IS NULL`, at.UnixMilli(), int64(id), day); err != nil {
			return fmt.Errorf("stopping the mailing of %s: %w", day, err)
		}
		return nil
	})
}

func scanTallied(row scanner) (ilbo.Mailing, error) {
	var c ilbo.MailingCounts
	m, err := scanMailingAnd(row, &c.Sent, &c.Refused, &c.Returned, &c.Waiting, &c.Unsure, &c.Ended, &c.Opened)
	m.Counts = c
	return m, err
}

// Mailings are the last ones of a newsletter, the last one first, with their counts.
func (s *Store) Mailings(ctx context.Context, id ilbo.NewsletterID, limit int) ([]ilbo.Mailing, error) {
	last := `(SELECT id FROM mailings WHERE newsletter = ? ORDER BY day DESC LIMIT ?)`
	all, err := list(ctx, s, scanTallied, `SELECT `+mailingColumns+`, coalesce(c.sent, 0), coalesce(c.refused, 0), coalesce(c.returned, 0), coalesce(c.later, 0), coalesce(c.unsure, 0),
	(SELECT count(*) FROM recipients r WHERE r.last = m.id), m.opened
	FROM mailings m LEFT JOIN (SELECT mailing, sum(CASE state WHEN 'sent' THEN 1 ELSE 0 END) AS sent, sum(CASE state WHEN 'refused' THEN 1 ELSE 0 END) AS refused,
		sum(CASE state WHEN 'returned' THEN 1 ELSE 0 END) AS returned, sum(CASE state WHEN 'later' THEN 1 ELSE 0 END) AS later,
		sum(CASE WHEN state IN ('unsure', 'claimed') THEN 1 ELSE 0 END) AS unsure FROM deliveries WHERE mailing IN `+last+` GROUP BY mailing) c ON c.mailing = m.id
	WHERE m.id IN `+last+` ORDER BY m.day DESC`, int64(id), limit, int64(id), limit)
	if err != nil {
		return nil, fmt.Errorf("reading the mailings of newsletter %d: %w", id, err)
	}
	return all, nil
}

// ClaimRecipients takes some of those who live in a zone, have numbers above
// after, had confirmed by a moment and got no letter of the mailing, so that
// nobody else sends them one. Addresses that get no letters are left out.
func (s *Store) ClaimRecipients(ctx context.Context, m ilbo.Mailing, zone string, after ilbo.RecipientID, confirmed, now time.Time, limit int) (some []ilbo.Recipient, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		some, err = t.claimed(ctx, `INSERT INTO deliveries (mailing, recipient, state, claimed, tries, reply)
		SELECT CAST(? AS BIGINT), r.id, 'claimed', CAST(? AS BIGINT), 1, '' FROM recipients r
		WHERE r.newsletter = ? AND r.zone = ? AND r.ended IS NULL AND r.id > ? AND r.confirmed <= ?
		AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = ? AND d.recipient = r.id)
		AND NOT EXISTS (SELECT 1 FROM suppressed x WHERE x.digest = r.digest)
		AND EXISTS (SELECT 1 FROM mailings m WHERE m.id = ? AND m.stopped IS NULL)
		ORDER BY r.id LIMIT ? ON CONFLICT (mailing, recipient) DO NOTHING RETURNING recipient`,
			m.ID, now.UnixMilli(), int64(m.Newsletter), zone, int64(after), confirmed.UnixMilli(), m.ID, m.ID, limit)
		return err
	})
	return some, err
}

// ClaimAgain takes some whom a server wanted to take later, and it is later.
// Addresses that get no letters any more may be among them.
func (s *Store) ClaimAgain(ctx context.Context, m ilbo.Mailing, now time.Time, limit int) (some []ilbo.Recipient, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		some, err = t.claimed(ctx, `UPDATE deliveries SET state = 'claimed', claimed = ?, tries = tries + 1 WHERE mailing = ? AND state = 'later'
		AND EXISTS (SELECT 1 FROM mailings m WHERE m.id = deliveries.mailing AND m.stopped IS NULL)
		AND recipient IN (SELECT recipient FROM deliveries WHERE mailing = ? AND state = 'later' AND again <= ? ORDER BY again LIMIT ?) RETURNING recipient`,
			now.UnixMilli(), m.ID, m.ID, now.UnixMilli(), limit)
		return err
	})
	return some, err
}

// claimed are the recipients whose numbers a statement returns, in their order.
func (t *transaction) claimed(ctx context.Context, text string, args ...any) ([]ilbo.Recipient, error) {
	rows, err := t.query(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("claiming recipients: %w", err)
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil || len(ids) == 0 {
		return nil, err
	}
	marks, these := among(ids)
	some, err := list(ctx, t.store, scanRecipient, `SELECT `+recipientColumns+` FROM recipients WHERE id IN (`+marks+`) ORDER BY id`, these...)
	if err != nil {
		return nil, fmt.Errorf("reading recipients: %w", err)
	}
	return some, nil
}

// EndDeliveries keeps what became of letters that were claimed.
func (s *Store) EndDeliveries(ctx context.Context, mailing int64, all []ilbo.Delivery) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, d := range all {
			if _, err := t.exec(ctx, `UPDATE deliveries SET state = ?, again = ?, reply = ? WHERE mailing = ? AND recipient = ? AND state = 'claimed'`,
				string(d.State), millis(d.Again), short(d.Reply, maxDetail), mailing, int64(d.Recipient)); err != nil {
				return fmt.Errorf("ending deliveries of mailing %d: %w", mailing, err)
			}
		}
		return nil
	})
}

// ReturnDelivery counts the last letter that a recipient was sent as one that came
// back. Doing it twice is no error.
func (s *Store) ReturnDelivery(ctx context.Context, to ilbo.RecipientID, reply string) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `UPDATE deliveries SET state = 'returned', reply = ? WHERE recipient = ? AND state IN ('sent', 'unsure')
		AND mailing = (SELECT max(d.mailing) FROM deliveries d WHERE d.recipient = ?)`, short(reply, maxDetail), int64(to), int64(to)); err != nil {
			return fmt.Errorf("counting a letter to recipient %d as returned: %w", to, err)
		}
		return nil
	})
}

// AddOpens adds to how often mailings were opened, by their numbers. Those of
// newsletters whose opens are not counted are left out. Doing it twice counts twice.
func (s *Store) AddOpens(ctx context.Context, opens map[int64]int) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, id := range slices.Sorted(maps.Keys(opens)) {
			if _, err := t.exec(ctx, `UPDATE mailings SET opened = opened + ? WHERE id = ? AND newsletter IN (SELECT n.id FROM newsletters n WHERE n.opens = 1)`, opens[id], id); err != nil {
				return fmt.Errorf("counting opens of mailing %d: %w", id, err)
			}
		}
		return nil
	})
}
