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

// asIs are the bytes of text that JSON holds as they are. With E2 begin the ends of
// lines and of paragraphs, U+2028 and U+2029, which encode writes by their numbers.
var asIs = func() (list [256]bool) {
	for c := range list {
		list[c] = c >= ' ' && !strings.ContainsRune("\"\\<>&\u00e2", rune(c))
	}
	return list
}()

// appendString writes a string of JSON as encode does, and leaves to it what is no text
// or seldom in one.
func appendString(b []byte, text string) []byte {
	start, from := len(b), 0
	b = append(b, '"')
	plain := utf8.ValidString(text)
	for i := 0; i < len(text) && plain; i++ {
		c := text[i]
		switch {
		case asIs[c]:
		case c == '"' || c == '\\':
			b = append(append(b, text[from:i]...), '\\', c)
			from = i + 1
		default:
			plain = c == 0xE2 && (text[i+1] != 0x80 || text[i+2]&^1 != 0xA8)
		}
	}
	if plain {
		return append(append(b, text[from:]...), '"')
	}
	quoted, err := json.Marshal(text)
	if err != nil {
		panic("store: a string has no JSON: " + err.Error())
	}
	return append(b[:start], quoted...)
}

func decode[T any](text string, into *T) error {
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), into)
}

// decodeBylines reads what encode wrote of bylines: every teaser of a list has some.
func decodeBylines(text string) ([]ilbo.Byline, error) {
	if all, ok := plainBylines(text); ok {
		return all, nil
	}
	var all []ilbo.Byline
	err := decode(text, &all)
	return all, err
}

func plainBylines(text string) ([]ilbo.Byline, bool) {
	c := cutter{rest: text}
	if !c.skip(`[`) {
		return nil, text == ""
	}
	all := make([]ilbo.Byline, 0, strings.Count(text, `{"name":"`))
	for more := true; more; more = c.skip(`,`) {
		var b ilbo.Byline
		if !c.skip(`{"name":"`) {
			return nil, false
		}
		b.Name = c.quoted()
		if c.skip(`,"journalist":"`) {
			b.Journalist = ilbo.JournalistID(c.quoted())
		}
		if !c.skip(`}`) {
			return nil, false
		}
		all = append(all, b)
	}
	return all, c.skip(`]`) && c.rest == "" && !c.lost
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
