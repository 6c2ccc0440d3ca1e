package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"ilbo.press"
)

var dossiers = map[string]func(*testing.T, *paper){
	"a dossier is stored as it was, with what ended": func(t *testing.T, p *paper) {
		s := full()
		s.ID = 40
		p.must(p.PutStory(p.ctx, story("Before", time.Hour)))
		later := noon.Add(time.Hour)
		d := ilbo.Dossier{Story: s, Records: []ilbo.Record{
			{Kind: "hold", By: "lee", At: noon, Reason: "a call", Ended: later, EndedBy: "park"},
			{Kind: "kill", By: "kim", At: noon, Reason: "wrong", Notice: "This story was withdrawn."},
			{Kind: "hold", By: "choi", At: later, Reason: "another call"},
		}}
		p.must(p.PutDossier(p.ctx, d, ilbo.Event{Verb: ilbo.Updated}))
		p.must(p.PutDossier(p.ctx, d))
		s.Embargo, s.Hold = nil, &ilbo.Hold{By: "choi", At: later, Reason: "another call"}
		got, err := p.EachDossier(p.ctx, 1, 10)
		p.must(err)
		p.same("dossiers", got, []ilbo.Dossier{d})
		alone, err := p.Story(p.ctx, 40)
		p.must(err)
		p.same("story", alone, s)
		p.pending(2)
		twice := d
		twice.Records = append(twice.Records, ilbo.Record{Kind: "kill", By: "kim", At: noon})
		p.refuses(p.PutDossier(p.ctx, twice), ilbo.Invalid)
		p.refuses(p.PutDossier(p.ctx, ilbo.Dossier{Story: story("No number", time.Hour)}), ilbo.Invalid)
		strange := d
		strange.Records = []ilbo.Record{{Kind: "rumour", By: "kim", At: noon}}
		p.refuses(p.PutDossier(p.ctx, strange), ilbo.Invalid)
	},
	"everything is listed a part at a time": func(t *testing.T, p *paper) {
		ids := p.fill(5, nil)
		var addresses []ilbo.Redirect
		var reads []ilbo.Reads
		for i, id := range ids {
			addresses = append(addresses, ilbo.Redirect{From: ilbo.Path("/old/" + string(rune('a'+i))), Story: id})
			p.must(p.Redirect(p.ctx, addresses[i].From, id))
		}
		page := ilbo.Redirect{From: "/old/c/list", Page: "/national"}
		addresses = slices.Insert(addresses, 3, page)
		p.must(p.RedirectPages(p.ctx, []ilbo.Redirect{page, {From: "/old/a", Page: "/national"}})) // that one is a story's
		for _, hour := range []time.Time{noon.Add(-time.Hour), noon} {
			for _, id := range ids {
				reads = append(reads, ilbo.Reads{Hour: hour, Story: id, N: int(id)})
			}
		}
		p.must(p.PutReads(p.ctx, reads))
		p.must(p.PutReads(p.ctx, reads)) // in the place of the same
		p.refuses(p.PutReads(p.ctx, []ilbo.Reads{{Hour: noon, Story: 9999, N: 1}}), ilbo.NotFound)
		for size := 1; size < 12; size++ {
			var gotStories []ilbo.StoryID
			for last := ilbo.StoryID(0); ; {
				some, err := p.EachDossier(p.ctx, last, size)
				p.must(err)
				if len(some) == 0 {
					break
				}
				for _, d := range some {
					gotStories, last = append(gotStories, d.ID), d.ID
				}
			}
			p.same("stories", gotStories, ids)
			var gotAddresses []ilbo.Redirect
			for last := ilbo.Path(""); ; {
				some, err := p.EachRedirect(p.ctx, last, size)
				p.must(err)
				if len(some) == 0 {
					break
				}
				gotAddresses, last = append(gotAddresses, some...), some[len(some)-1].From
			}
			p.same("addresses", gotAddresses, addresses)
			var gotReads []ilbo.Reads
			for last := (ilbo.Reads{}); ; {
				some, err := p.EachReads(p.ctx, last, size)
				p.must(err)
				if len(some) == 0 {
					break
				}
				gotReads, last = append(gotReads, some...), some[len(some)-1]
			}
			p.same("reads", gotReads, reads)
		}
		p.must(p.PutPicture(p.ctx, ilbo.Picture{ID: river, Type: "image/jpeg"}))
		p.must(p.PutPicture(p.ctx, ilbo.Picture{ID: portrait, Type: "image/png"}))
		pictures, err := p.EachPicture(p.ctx, portrait, 9)
		p.must(err)
		p.same("pictures", pictures, []ilbo.Picture{{ID: river, Type: "image/jpeg"}})
		p.must(p.PutFilm(p.ctx, ilbo.Film{ID: clip}))
		films, err := p.EachFilm(p.ctx, "", 9)
		p.must(err)
		p.same("films", films, []ilbo.Film{{ID: clip}})
		fronts := []ilbo.Front{{ID: "home", Language: "en", Slots: []ilbo.Slot{{Place: ilbo.PlaceLead, Story: 1}}}, {ID: "home", Language: "ko"}, {ID: "national", Language: "en"}}
		for i := len(fronts) - 1; i >= 0; i-- {
			p.must(p.PutFront(p.ctx, fronts[i]))
		}
		for i := range fronts {
			fronts[i].Version = 1
		}
		got, err := p.Fronts(p.ctx)
		p.must(err)
		p.same("fronts", got, fronts)
	},
	"a snapshot is of one moment and cannot write": func(t *testing.T, p *paper) {
		p.put(story("One", time.Hour))
		p.must(p.Snapshot(p.ctx, func(ctx context.Context) error {
			before, err := p.EachStory(ctx, 0, 10)
			p.must(err)
			p.put(story("Two", time.Hour)) // by somebody else
			after, err := p.EachStory(ctx, 0, 10)
			p.must(err)
			p.same("stories", len(after), len(before))
			if err := p.PutStory(ctx, story("Three", time.Hour)); err == nil {
				t.Error("a snapshot could be written to")
			}
			return nil
		}))
		all, err := p.EachStory(p.ctx, 0, 10)
		p.must(err)
		p.same("stories after it", len(all), 2)
		given := errors.New("given up")
		if err := p.Snapshot(p.ctx, func(context.Context) error { return given }); !errors.Is(err, given) {
			t.Errorf("got %v, want the error of the reader", err)
		}
		p.put(story("Four", time.Hour))
	},
	"only a paper without stories and staff is cleared": func(t *testing.T, p *paper) {
		p.must(p.PutSections(p.ctx, ilbo.StandardSections()))
		p.must(p.PutTopics(p.ctx, []ilbo.Topic{{ID: "rivers"}}))
		p.must(p.PutFront(p.ctx, ilbo.Front{ID: ilbo.Home, Language: ilbo.English}))
		p.must(p.Clear(p.ctx))
		sections, err := p.Sections(p.ctx)
		p.must(err)
		fronts, err := p.Fronts(p.ctx)
		p.must(err)
		p.same("sections and fronts", len(sections)+len(fronts), 0)
		p.must(p.PutSections(p.ctx, ilbo.StandardSections()))
		p.must(p.PutStaff(p.ctx, ilbo.Staff{Login: "han", Added: noon}))
		p.refuses(p.Clear(p.ctx), ilbo.Conflict)
		p.put(story("One", time.Hour))
		p.refuses(p.Clear(p.ctx), ilbo.Conflict)
		sections, err = p.Sections(p.ctx)
		p.must(err)
		p.same("sections", len(sections), len(ilbo.StandardSections()))
	},
}
