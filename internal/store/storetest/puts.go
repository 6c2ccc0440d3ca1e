package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// full is a story with everything that one can have.
func full() *ilbo.Story {
	s := everywhere("Bridge opens after nine years", time.Hour)
	s.Foreign, s.Kicker, s.Deck, s.Source, s.Access = "w-1", "City", "A long wait ends.", "Wire", ilbo.Subscribers
	s.Dateline.Place, s.Updated = "BUSAN", noon
	s.Lead = &ilbo.Figure{Picture: portrait, Width: 4, Height: 3, Alt: "A bridge", Caption: "The bridge.", Credit: "Han"}
	s.Embargo = &ilbo.Embargo{Until: noon, By: "han", At: noon.Add(-time.Hour), Reason: "agreed"}
	s.Hold = &ilbo.Hold{By: "lee", At: noon, Reason: "a call"}
	s.Kill = &ilbo.Kill{By: "kim", At: noon, Reason: "wrong", Notice: "This story was withdrawn."}
	s.Corrections = []ilbo.Correction{
		{Kind: ilbo.CorrectionOfFact, By: "han", At: noon, Text: "Nine, not eight."},
		{Kind: ilbo.Retraction, By: "lee", At: noon, Text: "All of it."},
	}
	return s
}

var puts = map[string]func(*testing.T, *paper){
	"what was stored is read back, by number, address and foreign number": func(t *testing.T, p *paper) {
		want := p.put(full())
		byID, err := p.Story(p.ctx, want.ID)
		p.must(err)
		p.same("by number", byID, want)
		byPath, err := p.StoryAt(p.ctx, want.Path)
		p.must(err)
		p.same("by address", byPath, want)
		byForeign, err := p.Foreign(p.ctx, "w-1")
		p.must(err)
		p.same("by foreign number", byForeign, want)
		many := []string{"w-1"}
		for i := range 600 {
			many = append(many, fmt.Sprint("x-", i))
		}
		known, err := p.ForeignAmong(p.ctx, many)
		p.must(err)
		p.same("numbers that are known", known, []string{"w-1"})
		known, err = p.ForeignAmong(p.ctx, nil)
		p.must(err)
		p.same("of none", len(known), 0)
		each, err := p.EachStory(p.ctx, 0, 10)
		p.must(err)
		p.same("one by one", each, []*ilbo.Story{want})
	},
	"storing twice leaves one story": func(t *testing.T, p *paper) {
		s := p.put(full())
		p.put(s)
		all, err := p.EachStory(p.ctx, 0, 10)
		p.must(err)
		p.same("stories", all, []*ilbo.Story{s})
		records, err := p.Records(p.ctx, s.ID)
		p.must(err)
		if len(records) != 3 {
			t.Errorf("%d records after storing the same three twice", len(records))
		}
	},
	"replacing replaces everything": func(t *testing.T, p *paper) {
		s := p.put(full())
		bare := &ilbo.Story{ID: s.ID, Language: ilbo.Korean, Section: "world", Headline: "Other"}
		p.put(bare)
		got, err := p.Story(p.ctx, s.ID)
		p.must(err)
		p.same("story", got, bare)
		_, err = p.StoryAt(p.ctx, s.Path)
		p.refuses(err, ilbo.NotFound)
	},
	"a record that ends is kept, with who ended it": func(t *testing.T, p *paper) {
		s := p.put(full())
		later := noon.Add(time.Hour)
		p.must(p.ChangeStory(p.ctx, s.ID, "park", later, func(s *ilbo.Story) ([]ilbo.Event, error) {
			s.Hold, s.Kill = nil, nil
			s.Embargo = &ilbo.Embargo{Until: later, By: "choi", At: noon.Add(time.Minute), Reason: "longer"}
			return nil, nil
		}))
		got, err := p.Records(p.ctx, s.ID)
		p.must(err)
		p.same("records", got, []ilbo.Record{
			{Kind: "embargo", By: "han", At: noon.Add(-time.Hour), Reason: "agreed", Until: noon, Ended: noon.Add(time.Minute), EndedBy: "choi"},
			{Kind: "hold", By: "lee", At: noon, Reason: "a call", Ended: later, EndedBy: "park"},
			{Kind: "kill", By: "kim", At: noon, Reason: "wrong", Notice: "This story was withdrawn.", Ended: later, EndedBy: "park"},
			{Kind: "embargo", By: "choi", At: noon.Add(time.Minute), Reason: "longer", Until: later},
		})
	},
	"an address or a foreign number that is taken is a conflict": func(t *testing.T, p *paper) {
		p.put(full())
		s := story("Other", time.Hour)
		s.Path = full().Path
		p.refuses(p.PutStory(p.ctx, s, ilbo.Event{Verb: ilbo.Published}), ilbo.Conflict)
		p.same("ID", s.ID, ilbo.StoryID(0))
		s = story("Other", time.Hour)
		s.Foreign = "w-1"
		p.refuses(p.PutStory(p.ctx, s), ilbo.Conflict)
		drafts := []store.Filing{{Story: &ilbo.Story{Language: "en"}}, {Story: &ilbo.Story{Language: "en"}}}
		p.must(p.PutStories(p.ctx, drafts)) // many have none
	},
	"what is not there is not found": func(t *testing.T, p *paper) {
		_, err := p.Story(p.ctx, 7)
		p.refuses(err, ilbo.NotFound)
		_, err = p.StoryAt(p.ctx, "/nowhere")
		p.refuses(err, ilbo.NotFound)
		_, err = p.Foreign(p.ctx, "")
		p.refuses(err, ilbo.NotFound)
		_, err = p.Moved(p.ctx, "/nowhere")
		p.refuses(err, ilbo.NotFound)
		p.refuses(p.ChangeStory(p.ctx, 7, "han", noon, nil), ilbo.NotFound)
		p.refuses(p.Redirect(p.ctx, "/old", 7), ilbo.NotFound)
	},
	"a batch is stored whole or not at all": func(t *testing.T, p *paper) {
		good, bad := story("Good", time.Hour), story("Bad", time.Hour)
		bad.Path = good.Path
		p.refuses(p.PutStories(p.ctx, []store.Filing{{Story: good, Events: []ilbo.Event{{Verb: ilbo.Published}}}, {Story: bad}}), ilbo.Conflict)
		p.same("ID", good.ID, ilbo.StoryID(0))
		p.same("stories", p.list(ilbo.Selection{}), []string{})
		p.pending(0)
	},
	"what fails within a transaction takes back its own part alone": func(t *testing.T, p *paper) {
		p.must(p.Together(p.ctx, func(ctx context.Context) error {
			p.must(p.PutStory(ctx, story("One", time.Hour), ilbo.Event{Verb: ilbo.Published}))
			p.refuses(p.PutStory(ctx, story("One", time.Hour), ilbo.Event{Verb: ilbo.Published}), ilbo.Conflict)
			if _, err := p.StoryAt(ctx, story("One", time.Hour).Path); err != nil {
				t.Errorf("the transaction does not see its own story: %v", err)
			}
			if n, err := p.Count(context.WithoutCancel(p.ctx), noon); err != nil || n != 0 {
				t.Errorf("others see %d stories before the commit (%v)", n, err)
			}
			p.must(p.PutStory(ctx, story("Two", 2*time.Hour), ilbo.Event{Verb: ilbo.Published}))
			given := errors.New("given up")
			err := p.Together(ctx, func(ctx context.Context) error {
				return errors.Join(p.PutStory(ctx, story("Three", time.Hour), ilbo.Event{Verb: ilbo.Published}), given)
			})
			if !errors.Is(err, given) {
				t.Errorf("got %v, want the error of the part", err)
			}
			return nil
		}))
		p.same("stories", p.list(ilbo.Selection{}), []string{"One", "Two"})
		p.pending(2) // one to index both, one for all pages
	},
	"what fails before it writes takes nothing back of a whole transaction": func(t *testing.T, p *paper) {
		p.must(p.Whole(p.ctx, func(ctx context.Context) error {
			p.must(p.PutStory(ctx, story("One", time.Hour), ilbo.Event{Verb: ilbo.Published}))
			p.refuses(p.PutStory(ctx, story("One", time.Hour), ilbo.Event{Verb: ilbo.Published}), ilbo.Conflict)
			p.must(p.PutStory(ctx, story("Two", 2*time.Hour), ilbo.Event{Verb: ilbo.Published}))
			return nil
		}))
		p.same("stories", p.list(ilbo.Selection{}), []string{"One", "Two"})
		p.pending(2)
	},
	"a whole transaction that fails stores nothing": func(t *testing.T, p *paper) {
		p.refuses(p.Whole(p.ctx, func(ctx context.Context) error {
			p.must(p.PutStory(ctx, story("One", time.Hour), ilbo.Event{Verb: ilbo.Published}))
			return p.PutStory(ctx, story("One", time.Hour), ilbo.Event{Verb: ilbo.Published})
		}), ilbo.Conflict)
		p.same("stories", p.list(ilbo.Selection{}), []string{})
		p.pending(0)
	},
	"a change that fails changes nothing and enqueues nothing": func(t *testing.T, p *paper) {
		s := p.put(story("One", time.Hour))
		n, err := p.Pending(p.ctx)
		p.must(err)
		refused := errors.New("no")
		err = p.ChangeStory(p.ctx, s.ID, "han", noon, func(s *ilbo.Story) ([]ilbo.Event, error) {
			s.Headline = "Changed"
			return []ilbo.Event{{Verb: ilbo.Updated}}, refused
		})
		if !errors.Is(err, refused) {
			t.Errorf("got %v, want the error of the change", err)
		}
		p.same("stories", p.list(ilbo.Selection{}), []string{"One"})
		p.pending(n)
	},
	"changes at the same time never undo each other": func(t *testing.T, p *paper) {
		s := p.put(story("One", time.Hour))
		const editors = 8
		var all sync.WaitGroup
		for range editors {
			all.Go(func() {
				err := p.ChangeStory(p.ctx, s.ID, "han", noon, func(s *ilbo.Story) ([]ilbo.Event, error) {
					s.Corrections = append(s.Corrections, ilbo.Correction{Kind: ilbo.Clarification, By: "han", At: noon, Text: "More."})
					return nil, nil
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		got, err := p.Story(p.ctx, s.ID)
		p.must(err)
		if len(got.Corrections) != editors {
			t.Errorf("%d of %d corrections stand", len(got.Corrections), editors)
		}
	},
	"readers go on beside a writer and never see half a story": func(t *testing.T, p *paper) {
		s := p.put(everywhere("Version", time.Hour))
		ctx, stop := context.WithCancel(p.ctx)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				for ctx.Err() == nil {
					got, err := p.StoryAt(p.ctx, s.Path)
					if err != nil {
						t.Error(err)
						return
					}
					if got.Body[0].Text.String() != got.Deck && got.Deck != "" {
						t.Errorf("body %q beside deck %q", got.Body[0].Text.String(), got.Deck)
						return
					}
				}
			})
		}
		for i := range 50 {
			s.Deck = time.Duration(i).String()
			s.Body[0].Text = ilbo.Plain(s.Deck)
			if err := p.PutStory(p.ctx, s); err != nil {
				t.Error(err)
			}
		}
		stop()
		all.Wait()
	},
	"a cancelled write leaves nothing": func(t *testing.T, p *paper) {
		ctx, cancel := context.WithCancel(p.ctx)
		err := p.Together(ctx, func(ctx context.Context) error {
			if err := p.PutStory(ctx, story("One", time.Hour), ilbo.Event{Verb: ilbo.Published}); err != nil {
				return err
			}
			cancel()
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want that it was cancelled", err)
		}
		p.same("stories", p.list(ilbo.Selection{}), []string{})
		p.pending(0)
		p.put(story("Two", time.Hour))
	},
	"the sum of the copy is kept with the story": func(t *testing.T, p *paper) {
		s := p.put(story("One", time.Hour))
		got, err := p.Sum(p.ctx, s.ID)
		p.must(err)
		p.same("at first", got, "")
		p.must(p.PutSum(p.ctx, s.ID, "a"))
		p.must(p.PutSum(p.ctx, s.ID, "b"))
		got, err = p.Sum(p.ctx, s.ID)
		p.must(err)
		p.same("at last", got, "b")
		if err := p.PutSum(p.ctx, s.ID+1, "c"); err == nil {
			t.Error("a sum without a story is kept")
		}
	},
	"an old address leads to the story's own": func(t *testing.T, p *paper) {
		s := p.put(story("One", time.Hour))
		p.must(p.Redirect(p.ctx, "/news/view.asp?id=7", s.ID))
		p.must(p.Redirect(p.ctx, "/news/view.asp?id=7", s.ID))
		got, err := p.Moved(p.ctx, "/news/view.asp?id=7")
		p.must(err)
		p.same("address", got, s.Path)
		p.refuses(p.Redirect(p.ctx, "news", s.ID), ilbo.Invalid)
	},
	"an old page leads to the one that stands for it": func(t *testing.T, p *paper) {
		p.must(p.RedirectPages(p.ctx, []ilbo.Redirect{{From: "/category/city/", Page: "/topic/city"}, {From: "/category/사회/", Page: "/ko/national"}}))
		p.must(p.RedirectPages(p.ctx, []ilbo.Redirect{{From: "/category/city/", Page: "/city"}}))
		for from, want := range map[ilbo.Path]ilbo.Path{"/category/city/": "/city", "/category/사회/": "/ko/national"} {
			got, err := p.MovedPage(p.ctx, from)
			p.must(err)
			p.same("page", got, want)
		}
		_, err := p.MovedPage(p.ctx, "/category/city")
		p.refuses(err, ilbo.NotFound)
		for _, r := range []ilbo.Redirect{{From: "category", Page: "/city"}, {From: "/category", Page: "city"}, {From: "/category", Page: "//evil.example"}, {From: "/category", Page: "/\\evil.example"}, {From: "/category"}} {
			p.refuses(p.RedirectPages(p.ctx, []ilbo.Redirect{r}), ilbo.Invalid)
		}
	},
}
