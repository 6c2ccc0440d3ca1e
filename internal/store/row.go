package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"ilbo.press"
)

// A moved table is one whose rows go from one paper to another as they are, by the
// columns that order them.
type movedTable struct {
	name string
	key  []string
}

// movedTables are what is kept about readers, what they are sold, what they take by
// e-mail, what was printed, what was counted, what they learn from and what they keep of
// it, in an order in which each refers to those before it. Where somebody is signed in,
// links and letters that wait are not among them: readers sign in anew.
var movedTables = []movedTable{
	{"secrets", []string{"name"}}, {"readers", []string{"id"}}, {"reader_passkeys", []string{"id"}}, {"bookmarks", []string{"reader", "story"}}, {"suppressed", []string{"digest"}},
	{"plans", []string{"id"}}, {"subscriptions", []string{"id"}}, {"members", []string{"address", "subscription"}}, {"trials", []string{"digest"}},
	{"invoices", []string{"id"}}, {"ledger", []string{"id"}}, {"postings", []string{"entry", "account"}}, {"vouchers", []string{"id"}}, {"voucher_uses", []string{"voucher", "reader"}},
	{"happenings", []string{"id"}}, {"gifts", []string{"id"}}, {"feed_keys", []string{"reader"}},
	{"newsletters", []string{"id"}}, {"recipients", []string{"id"}}, {"mailings", []string{"id"}}, {"mailing_pictures", []string{"picture", "mailing"}}, {"deliveries", []string{"mailing", "recipient"}},
	{"editions", []string{"language", "day", "version"}}, {"edition_stories", []string{"story", "language", "day"}}, {"wishes", []string{"language", "day", "story"}},
	{"story_days", []string{"day", "story"}}, {"meter_steps", []string{"day", "story", "step"}},
	{"lessons", []string{"story"}}, {"kept_words", []string{"id"}}, {"working_lessons", []string{"story"}}, {"glossary", []string{"story", "word", "words", "meaning"}}, {"lesson_prints", []string{"story", "at"}}, {"listed_words", []string{"language", "word", "speech"}},
	{"issues", []string{"id"}}, {"issue_stories", []string{"story", "issue"}},
}

// EachRow gives rows about readers and what they are sold, after one in the order
// of their tables; the zero Row is before all.
func (s *Store) EachRow(ctx context.Context, after ilbo.Row, limit int) ([]ilbo.Row, error) {
	i := max(0, slices.IndexFunc(movedTables, func(m movedTable) bool { return m.name == after.Table }))
	for ; i < len(movedTables); i++ {
		m := movedTables[i]
		where, args := "", []any(nil)
		if after.Table == m.name {
			for _, column := range m.key {
				v, err := valueOf(after.Values[column])
				if err != nil {
					return nil, err
				}
				args = append(args, v)
			}
			where = ` WHERE (` + strings.Join(m.key, ", ") + `) > (` + strings.TrimSuffix(strings.Repeat("?, ", len(m.key)), ", ") + `)`
		}
		rows, err := s.rows(ctx, m.name, `SELECT * FROM `+m.name+where+` ORDER BY `+strings.Join(m.key, ", ")+` LIMIT ?`, append(args, limit)...)
		if err != nil || len(rows) > 0 {
			return rows, err
		}
	}
	return nil, nil
}

func (s *Store) rows(ctx context.Context, table, text string, args ...any) ([]ilbo.Row, error) {
	rows, err := s.query(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the rows of %s: %w", table, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var all []ilbo.Row
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		r := ilbo.Row{Table: table, Values: map[string]json.RawMessage{}}
		for i, column := range columns {
			if r.Values[column], err = rawOf(values[i]); err != nil {
				return nil, fmt.Errorf("reading %s of %s: %w", column, table, err)
			}
		}
		all = append(all, r)
	}
	return all, s.failure(rows.Err())
}

// A binary is bytes in JSON.
type binary struct {
	Base64 string `json:"base64"`
}

func rawOf(v any) (json.RawMessage, error) {
	switch v := v.(type) {
	case nil, string, int64:
		return json.Marshal(v)
	case []byte:
		return json.Marshal(binary{base64.StdEncoding.EncodeToString(v)})
	}
	return nil, fmt.Errorf("a value of type %T", v)
}

func valueOf(raw json.RawMessage) (any, error) {
	if len(raw) == 0 {
		return nil, errors.New("a value that is not there")
	}
	switch raw[0] {
	case 'n':
		return nil, nil // NULL
	case '"':
		var text string
		err := json.Unmarshal(raw, &text)
		return text, err
	case '{':
		var b binary
		if err := json.Unmarshal(raw, &b); err != nil {
			return nil, err
		}
		return base64.StdEncoding.DecodeString(b.Base64)
	}
	var n int64
	err := json.Unmarshal(raw, &n)
	return n, err
}

// PutRow stores a row of another paper. A table that is none of those, or a column
// that it does not have, is Invalid.
func (s *Store) PutRow(ctx context.Context, r ilbo.Row) error {
	i := slices.IndexFunc(movedTables, func(m movedTable) bool { return m.name == r.Table })
	if i < 0 {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("There are no rows called %q.", r.Table)}
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		known, err := s.columnsOf(ctx, t, r.Table)
		if err != nil {
			return err
		}
		var columns []string
		var values []any
		for _, column := range known { // in their order, so that there is one statement to prepare
			raw, given := r.Values[column]
			if !given {
				continue
			}
			v, err := valueOf(raw)
			if err != nil {
				return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The row has no %s that can be read.", column), Err: err}
			}
			columns, values = append(columns, column), append(values, v)
		}
		if len(columns) != len(r.Values) {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A row of %s has columns that this program does not know.", r.Table)}
		}
		text := `INSERT INTO ` + r.Table + ` (` + strings.Join(columns, ", ") + `) VALUES (` + strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ") + `)`
		if r.Table == "secrets" { // the new paper may have made one of its own
			text += ` ON CONFLICT (name) DO UPDATE SET value = excluded.value`
		}
		if _, err := t.exec(ctx, text, values...); err != nil {
			return fmt.Errorf("storing a row of %s: %w", r.Table, err)
		}
		return t.numberOn(ctx, r.Table)
	})
}

// columnsOf are the columns of a table, which do not change while a program runs.
func (s *Store) columnsOf(ctx context.Context, t *transaction, table string) ([]string, error) {
	if known, ok := s.columns.Load(table); ok {
		return known.([]string), nil
	}
	rows, err := t.query(ctx, `SELECT * FROM `+table+` LIMIT 0`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err == nil {
		s.columns.Store(table, columns)
	}
	return columns, err
}

// numberOn has what is added next to a table numbered after what was put there.
func (t *transaction) numberOn(ctx context.Context, table string) error {
	if table == "invoices" {
		_, err := t.exec(ctx, `UPDATE invoice_end SET number = (SELECT max(id) FROM invoices)`)
		return err
	}
	if counted := t.store.dialect.numberOn(table); counted != "" {
		_, err := t.exec(ctx, counted)
		return err
	}
	return nil
}
