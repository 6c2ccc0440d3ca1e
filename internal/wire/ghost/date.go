package ghost

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// The years that a story can be of: see [ilbo.Story.Check]. Databases write year 0
// for no date at all.
const (
	firstYear = 1800
	lastYear  = 2200
)

// layouts are the ways in which versions of Ghost, and what writes for it,
// write a moment; all of them are UTC where they name no zone.
var layouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02T15:04:05.999999999Z0700", "2006-01-02"}

// moment reads a date, and gives false for one that is none. Nothing at all is
// no date and no mistake.
func moment(f *field) (at time.Time, ok bool) {
	s := strings.TrimSpace(string(f.value))
	switch {
	case f.as == null || f.as == text && s == "" || strings.HasPrefix(s, "0000-00-00"):
		return time.Time{}, true
	case f.as == number || f.as == text && strings.Trim(s, "0123456789") == "":
		at, ok = epoch(s)
	case f.as == text:
		for _, layout := range layouts {
			if t, err := time.Parse(layout, s); err == nil {
				at, ok = t, true
				break
			}
		}
	}
	at = at.UTC().Truncate(time.Second)
	if !ok || at.Year() < firstYear || at.Year() > lastYear {
		return time.Time{}, false
	}
	return at, true
}

// epoch reads milliseconds since 1970, as Ghost wrote dates at first.
func epoch(s string) (time.Time, bool) {
	ms, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(ms) || math.Abs(ms) > 1e15 {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(ms)), true
}
