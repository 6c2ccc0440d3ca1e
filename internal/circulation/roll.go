package circulation

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// A RollEntry is one line of another system's list of readers: who they are, and
// what they have paid for.
type RollEntry struct {
	Line     int
	Email    string
	Name     string
	Language ilbo.Language
	Zone     string
	Plan     string    // by its name in any language; empty: they have none
	Until    time.Time // what they have paid for
}

// rollColumns are the names that columns have, here and in other systems.
var rollColumns = map[string][]string{
	"email": {"email", "e-mail", "email address", "전자우편", "이메일"}, "name": {"name", "full name", "이름"}, "language": {"language", "locale", "언어"}, "zone": {"zone", "time zone", "timezone"},
	"plan": {"plan", "tiers", "tier", "product", "상품"}, "until": {"until", "expires", "expires_at", "paid until", "만료일"},
}

// maxCell is the longest cell of a roll that is read, in bytes.
const maxCell = 1_000

// ReadRoll reads a list as CSV, RFC 4180, whose first line names the columns. A
// line that cannot be read comes with its error, and the next ones after it.
// Columns that say nothing here are named once, by ignored.
func ReadRoll(r io.Reader, zone *time.Location, ignored func(column string)) iter.Seq2[RollEntry, error] {
	return func(yield func(RollEntry, error) bool) {
		in := csv.NewReader(r)
		in.FieldsPerRecord, in.ReuseRecord, in.TrimLeadingSpace = -1, true, true
		head, err := in.Read()
		if err != nil {
			yield(RollEntry{}, &ilbo.Error{Kind: ilbo.Invalid, Say: "This is no list of readers: its first line names the columns, email among them.", Err: err})
			return
		}
		at := map[string]int{}
		for i, column := range head {
			name := strings.ToLower(ilbo.Clean(strings.TrimPrefix(column, "\ufeff")))
			known := false
			for key, names := range rollColumns {
				if slices.Contains(names, name) {
					at[key], known = i, true
				}
			}
			if !known && ignored != nil {
				ignored(name)
			}
		}
		if _, ok := at["email"]; !ok {
			yield(RollEntry{}, &ilbo.Error{Kind: ilbo.Invalid, Say: "This is no list of readers: none of its columns is called email."})
			return
		}
		for {
			row, err := in.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			var e RollEntry
			var broken *csv.ParseError
			if err == nil {
				line, _ := in.FieldPos(0)
				e, err = entryOf(row, at, zone)
				e.Line = line
			} else if errors.As(err, &broken) {
				e.Line = broken.Line
			}
			if err != nil && broken == nil && ilbo.KindOf(err) == ilbo.Internal {
				yield(e, err) // the file cannot be read on
				return
			}
			if broken != nil {
				err = &ilbo.Error{Kind: ilbo.Invalid, Say: "The line has a quotation mark where none may be.", Err: err}
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func entryOf(row []string, at map[string]int, zone *time.Location) (e RollEntry, err error) {
	cell := func(key string) string {
		i, ok := at[key]
		if !ok || i >= len(row) || len(row[i]) > maxCell {
			return ""
		}
		return ilbo.Clean(row[i])
	}
	if e.Email, err = ilbo.CleanEmail(cell("email")); err != nil {
		return e, err
	}
	e.Name, e.Zone, e.Plan = cell("name"), cell("zone"), cell("plan")
	e.Language = ilbo.Language(strings.ToLower(strings.SplitN(cell("language"), "-", 2)[0]))
	if text := cell("until"); text != "" {
		if e.Until, err = moment(text, zone); err != nil {
			return e, err
		}
	}
	if e.Plan != "" && e.Until.IsZero() {
		return e, &ilbo.Error{Kind: ilbo.Invalid, Say: "There is a plan, and no day until which it is paid."}
	}
	return e, nil
}

// moment reads a day, to its end, or a moment.
func moment(text string, zone *time.Location) (time.Time, error) {
	if day, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return day.AddDate(0, 0, 1), nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || t.Year() < 2000 || t.Year() > 2200 {
		return t, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%q is no day: one is written like 2026-12-31.", text)}
	}
	return t, nil
}

// A Roll takes in lists of readers, as often as they come.
type Roll struct {
	Store    RollStore
	Language ilbo.Language // of those whose line names none
	Clock    ilbo.Clock
	Plans    []ilbo.Plan
}

// RollStore is where readers of lists are kept.
type RollStore interface {
	ReaderByEmail(ctx context.Context, email string) (ilbo.Reader, error)
	PutReader(ctx context.Context, r *ilbo.Reader) error
	SubscriptionsOf(ctx context.Context, r ilbo.Reader) ([]ilbo.Subscription, error)
	PutSubscription(ctx context.Context, s *ilbo.Subscription) error
}

// Take takes one entry in, in the transaction of ctx: it makes an account, unless
// there is one, which stays as its reader has it; and a contract until what was
// paid, or makes the one of an earlier time end then. It reports whether anything changed.
func (l *Roll) Take(ctx context.Context, e *RollEntry) (changed bool, err error) {
	var plan *ilbo.Plan
	if e.Plan != "" {
		i := slices.IndexFunc(l.Plans, func(p ilbo.Plan) bool {
			return strings.EqualFold(p.Name[ilbo.English], e.Plan) || strings.EqualFold(p.Name[ilbo.Korean], e.Plan)
		})
		if i < 0 {
			return false, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("There is no plan %q: make it in the newsroom first.", e.Plan)}
		}
		plan = &l.Plans[i]
	}
	now := l.Clock()
	r, err := l.Store.ReaderByEmail(ctx, e.Email)
	if errors.Is(err, ilbo.NotFound) {
		r = ilbo.Reader{Email: e.Email, Name: e.Name, Language: l.Language, Added: now}
		if e.Language.Known() {
			r.Language = e.Language
		}
		if _, bad := time.LoadLocation(e.Zone); bad == nil && e.Zone != "Local" {
			r.Zone = e.Zone
		}
		changed, err = true, l.Store.PutReader(ctx, &r)
	}
	if err != nil || plan == nil {
		return changed, err
	}
	held, err := l.Store.SubscriptionsOf(ctx, r)
	if err != nil {
		return changed, err
	}
	s := ilbo.Subscription{Reader: r.ID, Plan: plan.ID, Name: plan.Name, Gives: plan.Gives, Term: plan.Term, Once: true, By: ilbo.ByDesk, Began: now, Anchor: now}
	if i := slices.IndexFunc(held, func(h ilbo.Subscription) bool {
		return h.Reader == r.ID && h.Plan == plan.ID && h.By == ilbo.ByDesk && h.Ended.IsZero()
	}); i >= 0 {
		s = held[i]
	}
	if s.PaidUntil.Equal(e.Until) {
		return changed, nil
	}
	s.PaidUntil = e.Until
	return true, l.Store.PutSubscription(ctx, &s)
}
