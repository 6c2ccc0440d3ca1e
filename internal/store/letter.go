package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"ilbo.press"
)

// A letterJob sends one letter. It has its number alone: jobs are kept for a
// while when they are done, and what a letter says must not be.
type letterJob struct {
	Letter int64 `json:"letter"`
}

func (letterJob) Kind() string { return "send-letter" }

// letterQueue is apart from the other jobs, so that a mail server that hangs
// holds up no page.
const (
	letterQueue   = "letters"
	letterWorkers = 4
)

// Letters are tried for as long as RFC 5321, 4.5.4.1, would have a server try,
// and the record of one is kept for as long as anybody may ask what became of it.
const (
	letterTried = 5 * 24 * time.Hour
	letterKept  = 90 * 24 * time.Hour
)

// What becomes of a letter.
const (
	letterSent    = "sent"
	letterRefused = "refused"
	letterLate    = "late" // nobody needed it any more
)

// QueueLetter has a letter sent after the transaction that ctx carries, if that
// is committed. A second letter of the same [ilbo.Letter.Once] is not queued, which is no
// error.
func (s *Store) QueueLetter(ctx context.Context, l ilbo.Letter) error {
	if err := l.Check(); err != nil {
		return err
	}
	l.Until = kept(l.Until)
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var id int64
		err := t.first(ctx, []any{&id}, `INSERT INTO letters (once, address, letter, queued, until, outcome, reply) VALUES (?, ?, ?, ?, ?, '', '')
		ON CONFLICT (once) DO NOTHING RETURNING id`, nullable(l.Once), l.To, string(text), time.Now().UnixMilli(), millis(l.Until))
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("queuing a letter: %w", err)
		}
		o := options(time.Time{})
		o.Queue = letterQueue
		if err := t.order(ctx, river.InsertManyParams{Args: letterJob{id}, InsertOpts: o}); err != nil {
			return fmt.Errorf("enqueuing letter %d: %w", id, err)
		}
		return nil
	})
}

// A waiting letter, as the table has it.
type waiting struct {
	text   string
	queued time.Time
	ended  bool
}

func scanWaiting(row scanner) (w waiting, err error) {
	var queued int64
	err = row.Scan(&w.text, &queued, &w.ended)
	w.queued = time.UnixMilli(queued)
	return w, err
}

// sendLetter sends a letter, unless it has ended. One that a process died at is
// sent again: two links to sign in with are better than none.
func (s *Store) sendLetter(ctx context.Context, id int64, send func(ctx context.Context, l ilbo.Letter) error) error {
	w, err := one(ctx, s, scanWaiting, `SELECT letter, queued, ended IS NOT NULL FROM letters WHERE id = ?`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // its address was forgotten
	}
	if err != nil {
		return fmt.Errorf("reading letter %d: %w", id, err)
	}
	if w.ended {
		return nil
	}
	var l ilbo.Letter
	if err := json.Unmarshal([]byte(w.text), &l); err != nil {
		return fmt.Errorf("reading letter %d: %w", id, err)
	}
	l.ID = id
	now := time.Now()
	if !l.Until.IsZero() && !now.Before(l.Until) || now.Sub(w.queued) > letterTried {
		return s.endLetter(ctx, id, letterLate, "")
	}
	why, err := s.Suppressed(ctx, l.To)
	if err != nil {
		return err
	}
	if why == ilbo.Bounced || why == ilbo.Complained && l.Unsubscribe != "" {
		return s.endLetter(ctx, id, letterRefused, "the address gets no letters: "+string(why))
	}
	err = send(ctx, l)
	var refusal *ilbo.Refusal
	switch {
	case err == nil:
		return s.endLetter(ctx, id, letterSent, "")
	case errors.As(err, &refusal):
		return s.Together(ctx, func(ctx context.Context) error {
			if refusal.Gone() {
				if err := s.Suppress(ctx, l.To, ilbo.Bounced, now); err != nil {
					return err
				}
			}
			return s.endLetter(ctx, id, letterRefused, refusal.Error())
		})
	}
	return fmt.Errorf("sending letter %d: %w", id, err)
}

// endLetter erases what a letter says, and keeps what became of it.
func (s *Store) endLetter(ctx context.Context, id int64, outcome, reply string) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `UPDATE letters SET letter = '', ended = ?, outcome = ?, reply = ? WHERE id = ? AND ended IS NULL`,
			time.Now().UnixMilli(), outcome, short(reply, maxDetail), id); err != nil {
			return fmt.Errorf("ending letter %d: %w", id, err)
		}
		return nil
	})
}

// SweepLetters forgets letters that ended long ago.
func (s *Store) SweepLetters(ctx context.Context, now time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM letters WHERE ended < ?`, now.Add(-letterKept).UnixMilli()); err != nil {
			return fmt.Errorf("sweeping letters: %w", err)
		}
		return nil
	})
}

// ForgetLetters forgets all letters to an address, also those that wait.
func (s *Store) ForgetLetters(ctx context.Context, address string) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM letters WHERE address = ?`, address); err != nil {
			return fmt.Errorf("forgetting letters: %w", err)
		}
		return nil
	})
}

// Suppress has an address get no more letters of a kind. A bounce outranks a
// complaint: see [ilbo.Suppression].
func (s *Store) Suppress(ctx context.Context, address string, why ilbo.Suppression, at time.Time) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `INSERT INTO suppressed (digest, why, at) VALUES (?, ?, ?) ON CONFLICT (digest) DO UPDATE SET why = excluded.why, at = excluded.at
		WHERE suppressed.why <> ?`, addressDigest(address), string(why), at.UnixMilli(), string(ilbo.Bounced)); err != nil {
			return fmt.Errorf("suppressing an address: %w", err)
		}
		return nil
	})
}

// Suppressed tells why an address gets no letters; empty where it does.
func (s *Store) Suppressed(ctx context.Context, address string) (ilbo.Suppression, error) {
	why, err := one(ctx, s, value[string], `SELECT why FROM suppressed WHERE digest = ?`, addressDigest(address))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("reading whether an address is suppressed: %w", err)
	}
	return ilbo.Suppression(why), nil
}

// addressDigest is what is kept of an address that gets no letters.
func addressDigest(address string) string {
	sum := sha256.Sum256([]byte(address))
	return hex.EncodeToString(sum[:])
}
