package store

import (
	"database/sql"
	"encoding/json"
	"time"
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

// A scanner is a row: of one or of many.
type scanner interface {
	Scan(dest ...any) error
}
