package site

import (
	"reflect"
	"testing"
	"time"

	"ilbo.press"
)

// missing fails for each word that a language does not have.
func missing(t *testing.T, w Words) {
	t.Helper()
	v := reflect.ValueOf(w)
	for i := range v.NumField() {
		if v.Field(i).String() == "" {
			t.Errorf("%s: there is no word for %s", w.Language, v.Type().Field(i).Name)
		}
	}
}

func TestEditionsAreSpokenOfInBothLanguages(t *testing.T) {
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		v := reflect.ValueOf(*editionWords[l])
		for i := range v.NumField() {
			if v.Field(i).String() == "" {
				t.Errorf("%s: there is no word for %s", l, v.Type().Field(i).Name)
			}
		}
	}
}

func TestDates(t *testing.T) {
	zone := time.FixedZone("KST", 9*3600)
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, zone)
	en, ko := dates{zone, ilbo.English}, dates{zone, ilbo.Korean}
	for name, c := range map[string]struct{ got, want string }{
		"today":            {en.short(now.Add(-time.Hour), now).Say, "08:00"},
		"the evening":      {en.short(now.Add(-14*time.Hour), now).Say, "19:00"},
		"yesterday":        {en.short(now.Add(-20*time.Hour), now).Say, "Nov. 23"},
		"yesterday, ko":    {ko.short(now.Add(-20*time.Hour), now).Say, "11월 23일"},
		"years ago":        {en.short(now.AddDate(-3, 0, 0), now).Say, "Nov. 24, 2023"},
		"last winter":      {en.short(now.AddDate(-1, 0, 0), now).Say, "Nov. 24, 2025"},
		"full":             {en.full(now).Say, "Nov. 24, 2026, 09:00"},
		"full, ko":         {ko.full(now).Say, "2026년 11월 24일 09:00"},
		"for machines":     {ko.full(now.UTC()).Machine, "2026-11-24T09:00:00+09:00"},
		"nameplate":        {en.weekday(now), "Tuesday, November 24, 2026"},
		"nameplate, ko":    {ko.weekday(now), "2026년 11월 24일 화요일"},
		"month, ko":        {ko.month(now), "2026년 11월"},
		"a short film":     {length(12 * time.Second), "0:12"},
		"a long one":       {length(time.Hour + 2*time.Minute + 3*time.Second), "1:02:03"},
		"many stories":     {thousands(1234567), "1,234,567"},
		"few stories":      {thousands(999), "999"},
		"the first words":  {firstWords("one two three", 8), "one two…"},
		"all of the words": {firstWords(" one  two ", 80), "one two"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", name, c.got, c.want)
		}
	}
}

func TestSubtitlesCannotEndTheirCue(t *testing.T) {
	got := webVTT([]ilbo.Cue{{From: 0, To: 1500 * time.Millisecond, Text: "a --> b\n\n<b>c</b> & d"}})
	want := "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\na --&gt; b &lt;b&gt;c&lt;/b&gt; &amp; d\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBothLanguagesSayEverything(t *testing.T) {
	missing(t, english)
	missing(t, korean)
}
