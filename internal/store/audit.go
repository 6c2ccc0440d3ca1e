package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"ilbo.press"
)

// Audit adds a line to the audit log, in the transaction of ctx where it carries
// one: what is undone was not done. The entry's number and seal are the log's to
// give. A text that is too long is cut.
func (s *Store) Audit(ctx context.Context, e ilbo.AuditEntry) error {
	e.Who, e.On, e.From = short(e.Who, maxAudited), short(e.On, maxAudited), short(e.From, maxAudited)
	e.Deed, e.Detail, e.At = ilbo.Deed(short(string(e.Deed), maxAudited)), short(e.Detail, maxDetail), kept(e.At)
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		var seal []byte
		if err := t.first(ctx, []any{&e.Number, &seal}, `SELECT number, seal FROM audit_end WHERE one = 1`+s.dialect.lock()); err != nil {
			return fmt.Errorf("reading the end of the audit log: %w", err)
		}
		e.Number++
		e.Seal = e.SealAfter(sealOf(seal))
		return t.putAudit(ctx, &e)
	})
}

// The longest texts of a line, in bytes.
const (
	maxAudited = 200
	maxDetail  = 2_000
)

// short cuts a text between characters, and drops what not every database holds.
func short(text string, n int) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n-len("…")], "") + "…"
}

// sealOf reads a seal; what is none is one that no line has.
func sealOf(b []byte) (seal ilbo.AuditSeal) {
	copy(seal[:], b)
	return seal
}

const auditColumns = `number, at, who, deed, subject, detail, origin, seal`

func scanAudit(row scanner) (e ilbo.AuditEntry, err error) {
	var at int64
	var seal []byte
	err = row.Scan(&e.Number, &at, &e.Who, &e.Deed, &e.On, &e.Detail, &e.From, &seal)
	e.At, e.Seal = time.UnixMilli(at).UTC(), sealOf(seal)
	return e, err
}

// MaxAudited is the most lines that are given at once.
const MaxAudited = 1_000

// AuditLog gives lines of the audit log, the newest first. A query without a
// limit, or with one above [MaxAudited], is Invalid.
func (s *Store) AuditLog(ctx context.Context, q ilbo.AuditQuery) ([]ilbo.AuditEntry, error) {
	if q.Limit < 1 || q.Limit > MaxAudited {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The audit log gives 1 to %d lines at once, not %d.", MaxAudited, q.Limit)}
	}
	var conditions []string
	var args []any
	where := func(condition string, arg any) {
		conditions, args = append(conditions, condition), append(args, arg)
	}
	if q.Who != "" {
		where(`who = ?`, q.Who)
	}
	if q.On != "" {
		where(`subject = ?`, q.On)
	}
	if q.Deed != "" {
		where(`deed = ?`, string(q.Deed))
	}
	if !q.From.IsZero() {
		where(`at >= ?`, q.From.UnixMilli())
	}
	if !q.To.IsZero() {
		where(`at < ?`, q.To.UnixMilli())
	}
	if q.Before > 0 {
		where(`number < ?`, q.Before)
	}
	text := `SELECT ` + auditColumns + ` FROM audit`
	if len(conditions) > 0 {
		text += ` WHERE ` + strings.Join(conditions, ` AND `)
	}
	found, err := list(ctx, s, scanAudit, text+` ORDER BY number DESC LIMIT ?`, append(args, q.Limit)...)
	if err != nil {
		return nil, fmt.Errorf("reading the audit log: %w", err)
	}
	return found, nil
}

// EachAudit lists lines of the audit log whose numbers are above after, the first
// first, at most limit of them.
func (s *Store) EachAudit(ctx context.Context, after int64, limit int) ([]ilbo.AuditEntry, error) {
	some, err := list(ctx, s, scanAudit, `SELECT `+auditColumns+` FROM audit WHERE number > ? ORDER BY number LIMIT ?`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the audit log behind line %d: %w", after, err)
	}
	return some, nil
}

// PutAudit stores lines with their numbers and seals, as they were in another
// database, behind those that are there. Whether they belong together is for
// [Store.CheckAudit] to say: a paper is moved with its log as it is.
func (s *Store) PutAudit(ctx context.Context, entries []ilbo.AuditEntry) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for i := range entries {
			if err := t.putAudit(ctx, &entries[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *transaction) putAudit(ctx context.Context, e *ilbo.AuditEntry) error {
	if _, err := t.exec(ctx, `INSERT INTO audit (number, at, who, deed, subject, detail, origin, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Number, e.At.UnixMilli(), e.Who, string(e.Deed), e.On, e.Detail, e.From, e.Seal[:]); err != nil {
		return fmt.Errorf("adding line %d to the audit log: %w", e.Number, err)
	}
	if _, err := t.exec(ctx, `UPDATE audit_end SET number = ?, seal = ? WHERE one = 1`, e.Number, e.Seal[:]); err != nil {
		return fmt.Errorf("moving the end of the audit log: %w", err)
	}
	return nil
}

// CheckAudit looks through the audit log, and gives the number of the first line
// that is not there or whose seal does not follow from the one before; 0 where
// the log is whole. Lines is how many it has.
func (s *Store) CheckAudit(ctx context.Context) (lines, wrong int64, err error) {
	err = s.Snapshot(ctx, func(ctx context.Context) error {
		end, err := one(ctx, s, scanAuditEnd, `SELECT number, seal FROM audit_end WHERE one = 1`)
		if err != nil {
			return fmt.Errorf("reading the end of the audit log: %w", err)
		}
		var last ilbo.AuditEntry
		for {
			some, err := s.EachAudit(ctx, last.Number, MaxAudited)
			if err != nil {
				return err
			}
			for _, e := range some {
				if lines++; wrong == 0 && (e.Number != last.Number+1 || e.Seal != e.SealAfter(last.Seal)) {
					wrong = last.Number + 1
				}
				last = e
			}
			if len(some) < MaxAudited {
				break
			}
		}
		if wrong == 0 && (last.Number != end.Number || last.Seal != end.Seal) {
			wrong = last.Number + 1
		}
		return nil
	})
	return lines, wrong, err
}

func scanAuditEnd(row scanner) (e ilbo.AuditEntry, err error) {
	var seal []byte
	err = row.Scan(&e.Number, &seal)
	e.Seal = sealOf(seal)
	return e, err
}
