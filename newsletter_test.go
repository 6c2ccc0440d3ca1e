package ilbo_test

import (
	"errors"
	"testing"
	"time"

	"ilbo.press"
)

func TestNewslettersAreDueAtTheLocalHour(t *testing.T) {
	seoul, newYork := time.FixedZone("KST", 9*3600), time.FixedZone("EST", -5*3600)
	morning := ilbo.Newsletter{Days: ilbo.On(time.Monday, time.Wednesday), Hour: 7}
	night := ilbo.Newsletter{Days: ilbo.On(time.Monday), Hour: 23}
	monday := func(zone *time.Location, hour, minute int) time.Time {
		return time.Date(2026, 11, 30, hour, minute, 0, 0, zone)
	}
	for name, c := range map[string]struct {
		n    ilbo.Newsletter
		now  time.Time
		zone *time.Location
		want string
	}{
		"on the hour":                 {morning, monday(seoul, 7, 0), seoul, "2026-11-30"},
		"a minute before":             {morning, monday(seoul, 6, 59), seoul, ""},
		"after an outage":             {morning, monday(seoul, 12, 59), seoul, "2026-11-30"},
		"too late":                    {morning, monday(seoul, 13, 0), seoul, ""},
		"another day":                 {morning, monday(seoul, 7, 0).AddDate(0, 0, 1), seoul, ""},
		"it is not yet seven there":   {morning, monday(seoul, 7, 0), newYork, ""},
		"it is seven there by then":   {morning, monday(newYork, 7, 0), newYork, "2026-11-30"},
		"after midnight, of the eve":  {night, monday(seoul, 23, 30).Add(time.Hour), seoul, "2026-11-30"},
		"one that has ended":          {ilbo.Newsletter{Days: ilbo.Everyday, Hour: 7, Ended: monday(seoul, 0, 0)}, monday(seoul, 7, 0), seoul, ""},
		"the night before its monday": {night, monday(seoul, 0, 30), seoul, ""},
	} {
		day, _, due := c.n.Due(c.now, c.zone)
		if day != c.want || due != (c.want != "") {
			t.Errorf("%s: %q %v, want %q", name, day, due, c.want)
		}
	}
	if got := morning.Span(time.Monday); got != 5*24*time.Hour {
		t.Errorf("monday's goes back %v", got)
	}
	if got := night.Span(time.Monday); got != 7*24*time.Hour {
		t.Errorf("a weekly one goes back %v", got)
	}
}

func TestTheNextMailing(t *testing.T) {
	zone := time.FixedZone("KST", 9*3600)
	weekly := ilbo.Newsletter{Days: ilbo.On(time.Monday), Hour: 7}
	for name, c := range map[string]struct {
		now  time.Time
		want string
	}{
		"before the hour":      {time.Date(2026, 11, 30, 6, 59, 0, 0, zone), "2026-11-30"},
		"from the hour on":     {time.Date(2026, 11, 30, 7, 0, 0, 0, zone), "2026-12-07"},
		"on another day":       {time.Date(2026, 11, 25, 12, 0, 0, 0, zone), "2026-11-30"},
		"over the year's end":  {time.Date(2026, 12, 30, 12, 0, 0, 0, zone), "2027-01-04"},
		"as the zone has days": {time.Date(2026, 11, 29, 23, 0, 0, 0, time.UTC), "2026-12-07"},
	} {
		if got, at := weekly.Next(c.now, zone); got != c.want || at.Format(time.DateOnly) != c.want {
			t.Errorf("%s: %s, %v, want %s", name, got, at, c.want)
		}
	}
	weekly.Ended = time.Date(2026, 11, 1, 0, 0, 0, 0, zone)
	if got, _ := weekly.Next(time.Date(2026, 11, 25, 12, 0, 0, 0, zone), zone); got != "" {
		t.Errorf("one that has ended appears on %s", got)
	}
}

func TestNewslettersAreChecked(t *testing.T) {
	sound := ilbo.Newsletter{Language: ilbo.Korean, Name: ilbo.Words{ilbo.Korean: "아침 소식"}, Front: ilbo.Home, Days: ilbo.Everyday, Hour: 6, Stories: 10}
	if err := sound.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*ilbo.Newsletter){
		"language":        func(n *ilbo.Newsletter) { n.Language = "fr" },
		"name":            func(n *ilbo.Newsletter) { n.Name = ilbo.Words{ilbo.English: "Morning", ilbo.Korean: " "} },
		"two sources":     func(n *ilbo.Newsletter) { n.Journalist = "kim" },
		"no day":          func(n *ilbo.Newsletter) { n.Days = 0 },
		"an eighth day":   func(n *ilbo.Newsletter) { n.Days = 1 << 7 },
		"hour":            func(n *ilbo.Newsletter) { n.Hour = 24 },
		"no stories":      func(n *ilbo.Newsletter) { n.Stories = 0 },
		"endless stories": func(n *ilbo.Newsletter) { n.Stories = 31 },
	} {
		n := sound
		spoil(&n)
		if err := n.Check(); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
