package ilbo

import (
	"testing"
	"time"
)

// TestARecallIsAskedFromItsDay looks at words that wait for days over a change of clocks,
// and at one that waits for minutes.
func TestARecallIsAskedFromItsDay(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		t.Helper()
		m, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for name, c := range map[string]struct {
		recall Recall
		zone   *time.Location
		want   string
	}{
		"minutes":                       {Recall{Due: at("2026-11-29T03:10:00Z")}, newYork, "2026-11-29T03:10:00Z"},
		"days in UTC":                   {Recall{Due: at("2026-11-29T03:10:00Z"), Days: 1}, time.UTC, "2026-11-29T00:00:00Z"},
		"days in New York":              {Recall{Due: at("2026-11-29T03:10:00Z"), Days: 1}, newYork, "2026-11-28T05:00:00Z"},
		"the day the clocks are put on": {Recall{Due: at("2026-03-08T20:00:00Z"), Days: 1}, newYork, "2026-03-08T05:00:00Z"},
	} {
		if got := c.recall.From(c.zone); !got.Equal(at(c.want)) {
			t.Errorf("%s: asked from %v, want %v", name, got.UTC(), c.want)
		}
	}
}
