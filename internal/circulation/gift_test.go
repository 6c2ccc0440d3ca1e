package circulation

import (
	"context"
	"errors"
	"testing"
	"time"

	"ilbo.press"
)

// drawer keeps gifts.
type drawer struct {
	gifts  []ilbo.Gift
	opened map[ilbo.GiftID]int
}

func (d *drawer) PutGift(_ context.Context, g ilbo.Gift, most int) (ilbo.Gift, error) {
	if len(d.gifts) >= most {
		return g, ilbo.Busy
	}
	g.ID = ilbo.GiftID(len(d.gifts) + 1)
	d.gifts = append(d.gifts, g)
	return g, nil
}

func (d *drawer) OpenGift(_ context.Context, id ilbo.GiftID, most int) error {
	if d.opened[id] >= most {
		return ilbo.Gone
	}
	d.opened[id]++
	return nil
}

func TestGiftOpensItsStoryForAWhile(t *testing.T) {
	now := time.Date(2026, 11, 5, 12, 0, 0, 500, time.UTC)
	g := &Gifts{Store: &drawer{opened: map[ilbo.GiftID]int{}}, Clock: func() time.Time { return now }}
	g.Key[3] = 9
	s := &ilbo.Story{ID: 1 << 40, Access: ilbo.Subscribers, Published: now.Add(-time.Hour)}
	subscriber := ilbo.Standing{Reader: 4, Entitled: ilbo.ToStories}
	for name, who := range map[string]ilbo.Standing{"a stranger": {}, "a reader": {Reader: 4, Entitled: ilbo.ToEPaper}, "a network": {Entitled: ilbo.ToStories}} {
		if _, _, err := g.Give(t.Context(), who, s); !errors.Is(err, ilbo.Forbidden) {
			t.Errorf("%s gives: %v", name, err)
		}
	}
	hidden := *s
	hidden.Hold = &ilbo.Hold{}
	if _, _, err := g.Give(t.Context(), subscriber, &hidden); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("a story on hold is given: %v", err)
	}
	token, until, err := g.Give(t.Context(), subscriber, s)
	if err != nil {
		t.Fatal(err)
	}
	good := func(what, token string, story ilbo.StoryID, want bool) {
		t.Helper()
		if _, _, ok := g.Good(token, story); ok != want {
			t.Errorf("%s: good is %v", what, ok)
		}
	}
	good("the link", token, s.ID, true)
	good("another story", token, s.ID+1, false)
	good("cut", token[:len(token)-1], s.ID, false)
	good("longer", token+"A", s.ID, false)
	good("changed", "Q"+token[1:], s.ID, false)
	good("nothing", "", s.ID, false)
	other := *g
	other.Key[3]++
	good("another paper's", other.sign(ilbo.Gift{ID: 1, Story: s.ID, Until: until}), s.ID, false)
	m := Meter{Key: g.Key, Free: 9, Zone: time.UTC} // the same key, another purpose
	good("a card of the meter", m.Read("", s.ID, false, now).Card, s.ID, false)
	now = until.Add(-time.Nanosecond)
	good("just before its end", token, s.ID, true)
	now = until
	good("at its end", token, s.ID, false)
}

func FuzzGift(f *testing.F) {
	g := &Gifts{Clock: func() time.Time { return time.Unix(1000, 0) }}
	own := g.sign(ilbo.Gift{ID: 1, Story: 2, Until: time.Unix(2000, 0)})
	f.Add(own)
	f.Add("")
	f.Fuzz(func(t *testing.T, token string) {
		if _, _, _, ok := g.read(token); ok && token != own {
			t.Errorf("%q was taken for a link", token)
		}
	})
}
