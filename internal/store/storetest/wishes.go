package storetest

import (
	"testing"
	"time"

	"ilbo.press"
)

var wishes = map[string]func(*testing.T, *paper){
	"a wish takes the place of the one before, of its day and language": func(_ *testing.T, p *paper) {
		first, second := p.put(story("Bridge closed", time.Hour)).ID, p.put(story("Bridge open", time.Minute)).ID
		at := day(10).Add(3 * time.Hour)
		one := ilbo.Wish{Story: first, Page: 3, Columns: 2, Headline: "다리 막혔다", By: "rahim", At: at}
		two := ilbo.Wish{Story: second, Drop: true, By: "asha", At: at}
		p.must(p.PutWish(p.ctx, ilbo.English, day(11), &two))
		p.must(p.PutWish(p.ctx, ilbo.English, day(11), &ilbo.Wish{Story: first, Page: 1, By: "asha", At: at}))
		p.must(p.PutWish(p.ctx, ilbo.English, day(11), &one))
		all, err := p.Wishes(p.ctx, ilbo.English, day(11))
		p.must(err)
		p.same("wishes", all, []ilbo.Wish{one, two})
		p.must(p.PutWish(p.ctx, ilbo.English, day(11), &ilbo.Wish{Story: second, By: "rahim", At: at}))
		all, err = p.Wishes(p.ctx, ilbo.English, day(11))
		p.must(err)
		p.same("after one was taken back", all, []ilbo.Wish{one})
		for _, other := range []struct {
			l   ilbo.Language
			day time.Time
		}{{ilbo.Korean, day(11)}, {ilbo.English, day(12)}} {
			all, err := p.Wishes(p.ctx, other.l, other.day)
			p.must(err)
			p.same("of another edition", len(all), 0)
		}
	},
}
