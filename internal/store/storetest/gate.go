package storetest

import (
	"sync"
	"testing"
	"time"

	"ilbo.press"
)

var gates = map[string]func(*testing.T, *paper){
	"a secret is made once": func(t *testing.T, p *paper) {
		keys := make([][32]byte, 8)
		var all sync.WaitGroup
		for i := range keys {
			all.Go(func() {
				key, err := p.Secret(p.ctx, "meter")
				if err != nil {
					t.Error(err)
				}
				keys[i] = key
			})
		}
		all.Wait()
		for _, key := range keys {
			if key != keys[0] || key == [32]byte{} {
				t.Errorf("the keys are %x", keys)
			}
		}
		other, err := p.Secret(p.ctx, "gift")
		p.must(err)
		if other == keys[0] {
			t.Error("another name has the same secret")
		}
	},
	"a gift is given once, and so many at once": func(t *testing.T, p *paper) {
		s := p.put(story("A story", time.Hour))
		gift := ilbo.Gift{Story: s.ID, By: 7, Made: noon, Until: noon.Add(time.Hour)}
		first, err := p.PutGift(p.ctx, gift, 1)
		p.must(err)
		gift.Made = noon.Add(time.Minute)
		again, err := p.PutGift(p.ctx, gift, 1)
		p.must(err)
		p.same("given again", again, first)
		other := p.put(story("Another", time.Hour))
		gift.Story = other.ID
		_, err = p.PutGift(p.ctx, gift, 1)
		p.refuses(err, ilbo.Busy)
		gift.Made, gift.Until = noon.Add(time.Hour), noon.Add(2*time.Hour)
		second, err := p.PutGift(p.ctx, gift, 1)
		p.must(err)
		list, err := p.Gifts(p.ctx, 7)
		p.must(err)
		p.same("of the reader", list, []ilbo.Gift{second, first})
		list, err = p.Gifts(p.ctx, 8)
		p.must(err)
		p.same("of another", len(list), 0)
		for range 2 {
			p.must(p.DropGifts(p.ctx, 7))
		}
		list, err = p.Gifts(p.ctx, 7)
		p.must(err)
		p.same("forgotten", len(list), 0)
	},
	"a feed key is its reader's only one": func(t *testing.T, p *paper) {
		_, err := p.FeedKeyOf(p.ctx, 7)
		p.refuses(err, ilbo.NotFound)
		first := ilbo.FeedKey{Token: ilbo.TokenDigest{1}, Reader: 7, Made: noon}
		second, other := ilbo.FeedKey{Token: ilbo.TokenDigest{2}, Reader: 7, Made: noon.Add(time.Hour)}, ilbo.FeedKey{Token: ilbo.TokenDigest{3}, Reader: 8, Made: noon}
		for _, k := range []ilbo.FeedKey{first, other, second} {
			p.must(p.PutFeedKey(p.ctx, k))
		}
		_, err = p.FeedKey(p.ctx, first.Token)
		p.refuses(err, ilbo.NotFound)
		for _, want := range []ilbo.FeedKey{second, other} {
			got, err := p.FeedKey(p.ctx, want.Token)
			p.must(err)
			p.same("by its token", got, want)
			got, err = p.FeedKeyOf(p.ctx, want.Reader)
			p.must(err)
			p.same("by its reader", got, want)
		}
		for range 2 {
			p.must(p.DropFeedKey(p.ctx, 7))
		}
		_, err = p.FeedKey(p.ctx, second.Token)
		p.refuses(err, ilbo.NotFound)
		_, err = p.FeedKey(p.ctx, other.Token)
		p.must(err)
	},
	"a gift is opened so often, by all at once": func(t *testing.T, p *paper) {
		s := p.put(story("A story", time.Hour))
		gift, err := p.PutGift(p.ctx, ilbo.Gift{Story: s.ID, By: 7, Made: noon, Until: noon.Add(time.Hour)}, 9)
		p.must(err)
		var mu sync.Mutex
		var opened int
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if p.OpenGift(p.ctx, gift.ID, 5) == nil {
					mu.Lock()
					opened++
					mu.Unlock()
				}
			})
		}
		all.Wait()
		if opened != 5 {
			t.Errorf("it was opened %d times, want 5", opened)
		}
		p.refuses(p.OpenGift(p.ctx, gift.ID, 5), ilbo.Gone)
		p.refuses(p.OpenGift(p.ctx, gift.ID+1, 5), ilbo.Gone)
	},
}
