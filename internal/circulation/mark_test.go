package circulation_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

var seoulMeter = circulation.Meter{Free: 1, More: 2, Zone: time.FixedZone("KST", 9*3600), Key: [32]byte{7}}

func TestAMarkCountsEachStepOnceAndForItsStory(t *testing.T) {
	m := seoulMeter
	now := time.Date(2026, 11, 29, 16, 0, 0, 0, time.UTC) // 30 November in Seoul
	met := m.Met("", 5, ilbo.AtDoor, now)
	if want := (ilbo.MeterCount{Day: "2026-11-30", Story: 5, Step: ilbo.AtDoor, N: 1}); met.Count != want {
		t.Fatalf("met: %+v", met.Count)
	}
	if again := m.Met(met.Mark, 6, ilbo.AtDoor, now.Add(time.Hour)); again.Mark != "" {
		t.Errorf("another door that month counts: %+v", again.Count)
	}
	if back := m.Met(met.Mark, 6, ilbo.LastFree, now); back.Mark != "" {
		t.Errorf("a step back counts: %+v", back.Count)
	}
	later := now.AddDate(0, 0, 20)
	mark := met.Mark
	for _, step := range []ilbo.MeterStep{ilbo.JoinedIn, ilbo.Ordered, ilbo.Subscribed} {
		p := m.Went(mark, step, later)
		if want := (ilbo.MeterCount{Day: "2026-11-30", Story: 5, Step: step, N: 1}); p.Count != want {
			t.Errorf("%s: %+v", step, p.Count)
		}
		mark = p.Mark
		if twice := m.Went(mark, step, later); twice.Mark != "" {
			t.Errorf("%s counts twice", step)
		}
	}
	if next := m.Met(mark, 9, ilbo.AtDoor, now.AddDate(0, 0, 3)); next.Count.Story != 9 || next.Count.Day != "2026-12-03" {
		t.Errorf("the next month: %+v", next.Count)
	}
	if p := m.Went("", ilbo.Subscribed, now); p.Mark != "" {
		t.Errorf("a browser that never met the meter counts: %+v", p.Count)
	}
	if end := m.Kept(met.Mark, now); !end.Equal(time.Date(2026, 12, 31, 0, 0, 0, 0, m.Zone)) {
		t.Errorf("it is kept until %s", end)
	}
	for name, bad := range map[string]string{
		"too old": met.Mark, "cut": met.Mark[:len(met.Mark)-2], "long": strings.Repeat("A", 500), "none": "!", "of another paper": (&circulation.Meter{Zone: m.Zone}).Met("", 5, ilbo.AtDoor, now).Mark,
		"a card": m.Read("", 5, false, now).Card,
	} {
		at := now
		if name == "too old" {
			at = now.AddDate(0, 0, 31)
		}
		if p := m.Went(bad, ilbo.Subscribed, at); p.Mark != "" || !m.Kept(bad, at).IsZero() {
			t.Errorf("a mark that is %s counts: %+v", name, p.Count)
		}
	}
}

func TestAFullCardSaysWhichStoryWasLast(t *testing.T) {
	m, now := seoulMeter, time.Date(2026, 11, 29, 3, 0, 0, 0, time.UTC)
	card := m.Read("", 5, false, now).Card
	if last, full := m.Full(card, false, now); last != 5 || !full {
		t.Errorf("last %d, full %v", last, full)
	}
	if _, full := m.Full(card, true, now); full {
		t.Error("a reader with an account has more stories, and the card is full")
	}
	if _, full := m.Full("", false, now); full {
		t.Error("no card is full")
	}
	if _, full := m.Full(card, false, now.AddDate(0, 1, 0)); full {
		t.Error("the card of last month is full")
	}
}

// FuzzMark reads what anybody could send for a mark.
func FuzzMark(f *testing.F) {
	now := time.Date(2026, 11, 29, 3, 0, 0, 0, time.UTC)
	good := seoulMeter.Met("", 5, ilbo.AtDoor, now).Mark
	for _, seed := range []string{"", good, good[1:], "AAAA", strings.Repeat("_", 80)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if p := seoulMeter.Went(text, ilbo.Subscribed, now); p.Mark != "" && text != good {
			t.Errorf("%q is taken for a mark", text)
		}
	})
}

// A full box takes nothing until it is emptied.
type box struct {
	fail   error
	counts []ilbo.MeterCount
	opens  map[int64]int
}

func (b *box) AddMeterCounts(_ context.Context, counts []ilbo.MeterCount) error {
	if b.fail == nil {
		b.counts = append(b.counts, counts...)
	}
	return b.fail
}

func (b *box) AddOpens(_ context.Context, opens map[int64]int) error {
	if b.fail == nil {
		for id, n := range opens {
			b.opens[id] += n
		}
	}
	return b.fail
}

func TestATallyOutlivesAStoreThatFails(t *testing.T) {
	b := &box{fail: errors.New("the disk is full"), opens: map[int64]int{}}
	tally := circulation.NewTally(b)
	c := ilbo.MeterCount{Day: "2026-11-29", Story: 5, Step: ilbo.AtDoor, N: 1}
	tally.Step(c)
	tally.Open(3)
	if err := tally.Flush(t.Context()); !errors.Is(err, b.fail) {
		t.Fatalf("got %v", err)
	}
	tally.Step(c)
	b.fail = nil
	for range 2 {
		if err := tally.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(b.counts) != 1 || b.counts[0].N != 2 || b.opens[3] != 1 {
		t.Errorf("counted %+v, opened %v", b.counts, b.opens)
	}
}
