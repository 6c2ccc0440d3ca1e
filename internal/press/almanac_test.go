package press

import (
	"testing"
	"time"
)

// TestMoonsAreThoseOfTheTables has new and full moons as almanacs print them, in
// universal time.
func TestMoonsAreThoseOfTheTables(t *testing.T) {
	for _, c := range []struct {
		from, want string
		of         func(time.Time) time.Time
	}{
		{"2026-08-01", "2026-08-12 17:37", newMoon}, // an eclipse of the sun
		{"2026-08-20", "2026-08-28 04:18", fullMoon},
		{"2026-03-01", "2026-03-03 11:38", fullMoon}, // an eclipse of the moon
		{"2026-11-25", "2026-12-09 00:52", newMoon},
		{"2000-01-01", "2000-01-06 18:14", newMoon},
	} {
		from, _ := time.Parse(time.DateOnly, c.from)
		want, _ := time.Parse("2006-01-02 15:04", c.want)
		if got := c.of(from); got.Sub(want).Abs() > 10*time.Minute {
			t.Errorf("from %s: got %v, want %v", c.from, got, want)
		}
	}
}
