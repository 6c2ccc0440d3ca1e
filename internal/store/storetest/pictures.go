package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"ilbo.press"
)

// filed stores photographs, the first one filed first.
func (p *paper) filed(list ...ilbo.Picture) {
	p.t.Helper()
	for i := range list {
		if list[i].Added.IsZero() {
			list[i].Added = noon.Add(time.Duration(i) * time.Minute)
		}
		p.must(p.PutPicture(p.ctx, list[i]))
	}
}

// library gives the names of the pictures that a query finds.
func (p *paper) library(q ilbo.PictureQuery) []string {
	p.t.Helper()
	if q.Limit == 0 {
		q.Limit = 10
	}
	found, err := p.Pictures(p.ctx, q)
	p.must(err)
	names := []string{}
	for _, f := range found {
		names = append(names, f.Name)
	}
	return names
}

var everything = ilbo.Picture{
	ID: portrait, Type: "image/avif", Width: 4, Height: 3, Name: "다리.avif", Credit: "Han", Caption: "A bridge", Alt: "다리", Place: "Busan, Korea",
	Rights:   ilbo.Rights{Holder: "Yonhap", Usage: "once", Until: noon.Add(time.Hour), Note: "call first"},
	Keywords: []string{"bridge", "강"}, By: "asha", Taken: noon, Added: noon, Focus: &ilbo.Point{X: 0.25, Y: 1},
	Crops: map[ilbo.Shape]ilbo.Crop{ilbo.ShapeCard: {X: 0.1, Width: 0.5, Height: 0.5}}, ReplacedBy: river,
}

var pictures = map[string]func(*testing.T, *paper){
	"everything that is known of a picture is read back": func(t *testing.T, p *paper) {
		p.filed(everything)
		got, err := p.Picture(p.ctx, portrait)
		p.must(err)
		p.same("picture", got, everything)
		p.must(p.ChangePicture(p.ctx, portrait, func(q *ilbo.Picture) error {
			*q = ilbo.Picture{Name: "bare"}
			return nil
		}))
		got, err = p.Picture(p.ctx, portrait)
		p.must(err)
		p.same("picture", got, ilbo.Picture{ID: portrait, Name: "bare"})
		p.same("by an old word", p.library(ilbo.PictureQuery{Text: "bridge"}), []string{})
		p.refuses(p.ChangePicture(p.ctx, portrait, func(*ilbo.Picture) error { return ilbo.Forbidden }), ilbo.Forbidden)
		p.refuses(p.ChangePicture(p.ctx, "none", func(*ilbo.Picture) error { return nil }), ilbo.NotFound)
	},
	"the library finds by the beginnings of words, in both languages": func(t *testing.T, p *paper) {
		p.filed(ilbo.Picture{ID: "a1", Name: "a.jpg", Caption: "서울시청 앞 광장", Credit: "Kim Da-on"},
			ilbo.Picture{ID: "a2", Name: "b.jpg", Caption: "Lanterns on the bridge", Place: "Jinju", Keywords: []string{"축제"}},
			ilbo.Picture{ID: "a3", Name: "lantern-final.png", Alt: "Bridges in fog"})
		for text, want := range map[string][]string{
			"서울": {"a.jpg"}, "시청": {}, "광장": {"a.jpg"}, "BRIDGE": {"lantern-final.png", "b.jpg"}, "lant brid": {"lantern-final.png", "b.jpg"},
			"bri jin": {"b.jpg"}, "축": {"b.jpg"}, "kim": {"a.jpg"}, "final": {"lantern-final.png"}, "nothing": {}, "lantern nothing": {}, "%": {}, "b%": {"lantern-final.png", "b.jpg"},
			"": {"lantern-final.png", "b.jpg", "a.jpg"},
		} {
			p.same("search for "+text, p.library(ilbo.PictureQuery{Text: text}), want)
		}
		_, err := p.Pictures(p.ctx, ilbo.PictureQuery{})
		p.refuses(err, ilbo.Invalid)
	},
	"the library narrows, and goes on behind a picture": func(t *testing.T, p *paper) {
		for i := range 7 {
			p.filed(ilbo.Picture{ID: ilbo.PictureID(fmt.Sprintf("c%d", i)), Name: fmt.Sprintf("%d", i), Caption: "harbour", Alt: "A ship", By: []string{"asha", "rahim"}[i%2], Added: noon.Add(time.Duration(i/2) * time.Minute)})
		}
		p.must(p.ChangePicture(p.ctx, "c3", func(q *ilbo.Picture) error { q.Alt, q.Rights.Until = "", noon; return nil }))
		p.must(p.ChangePicture(p.ctx, "c5", func(q *ilbo.Picture) error { q.ReplacedBy = "c6"; return nil }))
		for _, text := range []string{"", "harb"} {
			p.same("by asha", p.library(ilbo.PictureQuery{Text: text, By: "asha"}), []string{"6", "4", "2", "0"})
			p.same("bare", p.library(ilbo.PictureQuery{Text: text, Bare: true}), []string{"3"})
			p.same("running out", p.library(ilbo.PictureQuery{Text: text, Until: noon.Add(1)}), []string{})
			p.same("run out", p.library(ilbo.PictureQuery{Text: text, Until: noon.Add(time.Hour)}), []string{"3"})
			p.same("not replaced", p.library(ilbo.PictureQuery{Text: text, Live: true}), []string{"6", "4", "3", "2", "1", "0"})
			var all []string
			q := ilbo.PictureQuery{Text: text, Limit: 2}
			for range 5 {
				some, err := p.Pictures(p.ctx, q)
				p.must(err)
				for _, f := range some {
					all, q.After = append(all, f.Name), f.Cursor()
				}
			}
			p.same("two at a time", all, []string{"6", "5", "4", "3", "2", "1", "0"})
		}
	},
	"pictures whose rights have run out are named": func(t *testing.T, p *paper) {
		p.filed(everything, ilbo.Picture{ID: river, Drawing: "river 7"})
		for _, c := range []struct {
			at   time.Time
			want int
		}{{noon, 0}, {noon.Add(time.Hour - time.Millisecond), 0}, {noon.Add(time.Hour), 1}} {
			got, err := p.Unusable(p.ctx, []ilbo.PictureID{portrait, river, portrait, "none"}, c.at)
			p.must(err)
			p.same("number at "+c.at.String(), len(got), c.want)
		}
	},
	"a story's figures know how their pictures are shown": func(t *testing.T, p *paper) {
		p.filed(everything)
		s := story("Bridge", time.Hour)
		s.Lead = &ilbo.Figure{Picture: portrait, Width: 4, Height: 3}
		p.put(s)
		got, err := p.Story(p.ctx, s.ID)
		p.must(err)
		want := &ilbo.Showing{Focus: everything.Focus, Crops: everything.Crops, Until: everything.Rights.Until}
		p.same("showing", got.Lead.Shown, want)
		lead := func(at time.Time) *ilbo.Figure {
			list, err := p.Teasers(p.ctx, ilbo.Selection{Language: ilbo.English, Limit: 1}, at)
			p.must(err)
			byID, err := p.TeasersByID(p.ctx, []ilbo.StoryID{s.ID}, at)
			p.must(err)
			p.same("teasers", byID, list)
			return list[0].Lead
		}
		p.same("before", lead(noon).Shown, want)
		p.same("after", lead(noon.Add(time.Hour)) == nil, true)
		p.same("printed", got.Printed(noon.Add(time.Hour)).Lead == nil, true)
	},
	"a picture knows what prints it": func(t *testing.T, p *paper) {
		ids := p.fill(3, func(i int, s *ilbo.Story) { s.Lead = &ilbo.Figure{Picture: river} })
		got, err := p.PrintedBy(p.ctx, river, 2)
		p.must(err)
		slices.Reverse(ids)
		p.same("stories", got, ids[:2])
		who := ilbo.Journalist{ID: "han", Name: ilbo.Words{"en": "Han"}, Picture: river}
		p.must(p.PutJournalists(p.ctx, []ilbo.Journalist{who}))
		portrayed, err := p.Portrayed(p.ctx, river)
		p.must(err)
		p.same("journalists", portrayed, []ilbo.Journalist{who})
	},
	"the pages of a story hear when the rights in its picture end": func(t *testing.T, p *paper) {
		until := time.Now().Add(1500 * time.Millisecond)
		p.filed(ilbo.Picture{ID: river, Rights: ilbo.Rights{Until: until}})
		s := story("Bridge", time.Hour)
		s.Lead = &ilbo.Figure{Picture: river}
		p.put(s) // after the job was made: it asks what there is when it is due
		d := &diary{}
		p.work(d)
		p.settle()
		d.mu.Lock()
		d.stale = nil
		d.mu.Unlock()
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
			d.mu.Lock()
			told := slices.Contains(d.stale, ilbo.KeyStory(s.ID)) && slices.Contains(d.stale, ilbo.KeyLanguage(ilbo.English))
			d.mu.Unlock()
			if told {
				break
			}
			if time.Now().After(deadline) {
				t.Fatal("nobody was told")
			}
		}
		if late := time.Since(until); late < 0 || late > 5*time.Second {
			t.Errorf("they were told %v after the moment", late)
		}
	},
	"a change of rights that is taken back leaves no job": func(t *testing.T, p *paper) {
		p.must(p.Together(p.ctx, func(ctx context.Context) error {
			err := p.Together(ctx, func(ctx context.Context) error {
				p.must(p.PutPicture(ctx, ilbo.Picture{ID: river, Rights: ilbo.Rights{Until: time.Now().Add(-time.Hour)}}))
				p.must(p.Reprint(ctx, river, ilbo.Expired))
				return ilbo.Forbidden
			})
			p.refuses(err, ilbo.Forbidden)
			return nil
		}))
		p.pending(0)
		_, err := p.Picture(p.ctx, river)
		p.refuses(err, ilbo.NotFound)
	},
	"pictures from before the library get their words": func(t *testing.T, p *paper) {
		more, err := p.WordPictures(p.ctx)
		p.must(err)
		p.same("more", more, false)
	},
}
