package circulation

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

var seoul = time.FixedZone("KST", 9*3600)

func newMeter() *Meter {
	m := &Meter{Free: 3, More: 5, Zone: seoul}
	copy(m.Key[:], "a key that only this paper has")
	return m
}

func TestMeterCountsEachStoryOnce(t *testing.T) {
	m, now, card := newMeter(), time.Date(2026, 11, 5, 12, 0, 0, 0, seoul), ""
	read := func(id ilbo.StoryID, signedIn bool) Reading {
		r := m.Read(card, id, signedIn, now)
		if r.Card != "" {
			card = r.Card
		}
		return r
	}
	for i, c := range []struct {
		story    ilbo.StoryID
		signedIn bool
		admitted bool
		read     int
	}{
		{10, false, true, 1}, {10, false, true, 1}, {1 << 40, false, true, 2}, {10, false, true, 2}, {12, false, true, 3},
		{13, false, false, 3}, {12, false, true, 3}, {13, true, true, 4}, {14, true, true, 5}, {15, true, false, 5}, {13, false, true, 5}, {16, false, false, 5},
	} {
		if got := read(c.story, c.signedIn); got.Admitted != c.admitted || got.Read != c.read {
			t.Errorf("reading %d, of story %d: %+v", i, c.story, got)
		}
	}
	now = m.Over(now).Add(-time.Second)
	if read(17, false).Admitted {
		t.Error("the last second of the month is another month's")
	}
	now = now.Add(time.Second)
	if r := read(17, false); !r.Admitted || r.Read != 1 {
		t.Errorf("the new month begins with %+v", r)
	}
}

func TestMeterTakesNoCardButItsOwn(t *testing.T) {
	m, now := newMeter(), time.Date(2026, 11, 5, 12, 0, 0, 0, seoul)
	own := m.Read("", 7, false, now).Card
	other := newMeter()
	other.Key[0]++
	month := monthOf(now)
	if !slices.Equal(m.stories(own, month), []ilbo.StoryID{7}) {
		t.Fatalf("its own card says %v", m.stories(own, month))
	}
	for name, card := range map[string]string{
		"another paper's":      other.Read("", 7, false, now).Card,
		"another month's":      m.Read("", 7, false, now.AddDate(0, 1, 0)).Card,
		"cut":                  own[:len(own)-2],
		"longer":               own + "AA",
		"a letter changed":     "B" + own[1:],
		"nothing":              "",
		"no base64":            "%%%",
		"longer than a cookie": strings.Repeat("A", 5000),
	} {
		if got := m.stories(card, month); got != nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestCardFitsACookie(t *testing.T) {
	m, now, card := newMeter(), time.Date(2026, 11, 5, 12, 0, 0, 0, seoul), ""
	m.Free = 10_000
	for i := range 300 {
		if r := m.Read(card, ilbo.StoryID(1_000_000_000+i), false, now); r.Card != "" {
			card = r.Card
		}
	}
	if n := len(m.stories(card, monthOf(now))); n != maxStories || len(card) > 3_800 {
		t.Errorf("%d stories in %d bytes", n, len(card))
	}
}

func FuzzCard(f *testing.F) {
	m, now := newMeter(), time.Date(2026, 11, 5, 12, 0, 0, 0, seoul)
	own := m.Read("", 7, false, now).Card
	f.Add(own)
	f.Add("")
	f.Add("AAAA")
	f.Fuzz(func(t *testing.T, card string) {
		if list := m.stories(card, monthOf(now)); list != nil && card != own {
			t.Errorf("%q was taken for a card that says %v", card, list)
		}
	})
}

func BenchmarkMeter(b *testing.B) {
	m, now, card := newMeter(), time.Date(2026, 11, 5, 12, 0, 0, 0, seoul), ""
	for id := range 3 {
		card = m.Read(card, ilbo.StoryID(id+1), false, now).Card
	}
	b.ReportAllocs()
	for b.Loop() {
		if !m.Read(card, 2, false, now).Admitted {
			b.Fatal("not admitted")
		}
	}
}
