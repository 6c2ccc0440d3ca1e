package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"ilbo.press"
)

// Times are unix milliseconds, NULL for the zero time.

func millis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

func moment(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.UnixMilli(n.Int64).UTC()
}

// nullable is NULL for an empty text: in unique columns many may be empty.
func nullable[T ~string](text T) any {
	if text == "" {
		return nil
	}
	return string(text)
}

// encode is v as JSON text, and "" for what is empty, so that nothing read
// back differs from what was stored.
func encode[T any](v T) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	if text := string(b); text != "null" && text != "[]" && text != "{}" {
		return text, nil
	}
	return "", nil
}

func decode[T any](text string, into *T) error {
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), into)
}

// decodeBylines is decode of what encode makes of bylines, without a parser where they
// stand as they nearly always do: every teaser of a list has some.
func decodeBylines(text string) ([]ilbo.Byline, error) {
	if all, ok := plainBylines(text); ok {
		return all, nil
	}
	var all []ilbo.Byline
	err := decode(text, &all)
	return all, err
}

// plainBylines reports false where it cannot tell what stands there.
func plainBylines(text string) ([]ilbo.Byline, bool) {
	rest, ok := strings.CutPrefix(text, `[`)
	if !ok {
		return nil, text == ""
	}
	all := make([]ilbo.Byline, 0, strings.Count(rest, `{"name":"`))
	for {
		var b ilbo.Byline
		var journalist string
		if rest, ok = strings.CutPrefix(rest, `{"name":"`); !ok {
			return nil, false
		}
		if b.Name, rest, ok = strings.Cut(rest, `"`); !ok || !plainText(b.Name) {
			return nil, false
		}
		if after, has := strings.CutPrefix(rest, `,"journalist":"`); has {
			if journalist, rest, ok = strings.Cut(after, `"`); !ok || !plainText(journalist) {
				return nil, false
			}
			b.Journalist = ilbo.JournalistID(journalist)
		}
		all = append(all, b)
		switch {
		case rest == `}]`:
			return all, true
		case strings.HasPrefix(rest, `},`):
			rest = rest[len(`},`):]
		default:
			return nil, false
		}
	}
}

// plainText reports whether what stands between quotes in JSON is the text itself.
func plainText(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] == '\\' {
			return false
		}
	}
	return utf8.ValidString(text)
}

// A number is a whole number that may be NULL, which is the zero number. Package sql
// reads those of other types by writing them out and parsing that.
type number struct {
	value int64
	set   bool
}

// Scan takes what a driver gives for a column.
func (n *number) Scan(v any) error {
	switch v := v.(type) {
	case int64:
		*n = number{v, true}
	case nil:
		*n = number{}
	default:
		return fmt.Errorf("a value of type %T where a whole number stands", v)
	}
	return nil
}

func (n *number) moment() time.Time { return moment(sql.NullInt64{Int64: n.value, Valid: n.set}) }

// An optional is a text that may be NULL, which is the empty one.
type optional string

// Scan takes what a driver gives for a column.
func (o *optional) Scan(v any) error {
	switch v := v.(type) {
	case string:
		*o = optional(v)
	case nil:
		*o = ""
	default:
		return fmt.Errorf("a value of type %T where a text stands", v)
	}
	return nil
}

// A scanner is a row: of one or of many.
type scanner interface {
	Scan(dest ...any) error
}
