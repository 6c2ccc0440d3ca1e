package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"ilbo.press"
)

// drafts are the newsroom's side of stories.
var drafts = map[string]func(*testing.T, *paper){
	"versions are numbered, kept whole and listed backwards": func(t *testing.T, p *paper) {
		s := p.put(story("Bridge", 0))
		p.must(p.AddVersion(p.ctx, &ilbo.Version{Story: s.ID, By: "han", At: noon, Copy: &ilbo.Copy{Language: ilbo.English, Section: "national"}}))
		want := ilbo.Version{Story: s.ID, Base: 1, By: "이", Tab: "a", At: noon.Add(time.Millisecond), Aside: true, Note: "note", Words: 7, Copy: &ilbo.Copy{
			Language: ilbo.Korean, Section: "national/politics", Slug: "bridge", Headline: "다리", Bylines: []ilbo.Byline{{Name: "Han"}}, Dateline: ilbo.Dateline{Place: "부산"},
			Topics: []ilbo.TopicID{"bridges"}, Lead: &ilbo.Figure{Picture: "p", Caption: "c"}, Access: ilbo.Metered, Print: ilbo.Print{Headline: "짧게", Weight: ilbo.PrintTop},
			Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "Bold", Strong: true}}}}}}
		given := want
		p.must(p.AddVersion(p.ctx, &given))
		want.Number = 2
		got, err := p.Version(p.ctx, s.ID, 2)
		p.must(err)
		p.same("version", *got, want)
		list, err := p.Versions(p.ctx, s.ID, 0, 10)
		p.must(err)
		want.Copy = nil
		p.same("versions", len(list), 2)
		p.same("last", list[0], want)
		list, err = p.Versions(p.ctx, s.ID, 2, 10)
		p.must(err)
		p.same("before the last", list[0].Number, 1)
		_, err = p.Version(p.ctx, s.ID, 3)
		p.refuses(err, ilbo.NotFound)
		all, err := p.EachVersion(p.ctx, ilbo.Version{Story: s.ID, Number: 1}, 10)
		p.must(err)
		p.same("after the first", len(all), 1)
	},
	"versions added at once each have a number of their own": func(t *testing.T, p *paper) {
		s := p.put(story("Bridge", 0))
		const n = 20
		var all sync.WaitGroup
		for i := range n {
			all.Go(func() {
				err := p.Together(p.ctx, func(ctx context.Context) error {
					if err := p.KeepStory(ctx, s.ID); err != nil {
						return err
					}
					return p.AddVersion(ctx, &ilbo.Version{Story: s.ID, By: fmt.Sprint(i), Copy: &ilbo.Copy{Language: ilbo.English, Section: "national"}})
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		list, err := p.Versions(p.ctx, s.ID, 0, 100)
		p.must(err)
		p.same("versions", len(list), n)
		p.same("last number", list[0].Number, n)
		p.refuses(p.KeepStory(p.ctx, 999), ilbo.NotFound)
	},
	"a lock and who is there": func(t *testing.T, p *paper) {
		s := p.put(story("Bridge", 0))
		_, err := p.Lock(p.ctx, s.ID)
		p.refuses(err, ilbo.NotFound)
		want := ilbo.Lock{Story: s.ID, By: "han", Tab: "a", Since: noon, Until: noon.Add(time.Minute), For: "lee"}
		for _, by := range []string{"kim", "han"} {
			want.By = by
			p.must(p.PutLock(p.ctx, want))
		}
		got, err := p.Lock(p.ctx, s.ID)
		p.must(err)
		p.same("lock", got, want)
		for i, by := range []string{"old", "han", "lee", "han"} {
			p.must(p.PutPresence(p.ctx, ilbo.Presence{Story: s.ID, By: by, Tab: "a", Seen: noon.Add(time.Duration(i) * 20 * time.Hour)}))
		}
		p.must(p.DropPresence(p.ctx, ilbo.Presence{Story: s.ID, By: "lee", Tab: "b"}))
		here, err := p.Presences(p.ctx, s.ID, noon)
		p.must(err)
		p.same("seen", len(here), 2) // the first was forgotten after a day
		here, err = p.Presences(p.ctx, s.ID, noon.Add(50*time.Hour))
		p.must(err)
		p.same("seen lately", here, []ilbo.Presence{{Story: s.ID, By: "han", Tab: "a", Seen: noon.Add(60 * time.Hour)}})
	},
	"steps are kept in their order": func(t *testing.T, p *paper) {
		s := p.put(story("Bridge", 0))
		for _, to := range []ilbo.Stage{ilbo.StageFiled, ilbo.StageDraft} {
			p.must(p.AddHandOver(p.ctx, ilbo.HandOver{Story: s.ID, To: to, By: "han", At: noon, Reason: "왜", Version: 3}))
		}
		steps, err := p.HandOvers(p.ctx, s.ID)
		p.must(err)
		p.same("steps", len(steps), 2)
		steps[1].Number = 0
		p.same("last", steps[1], ilbo.HandOver{Story: s.ID, To: ilbo.StageDraft, By: "han", At: noon, Reason: "왜", Version: 3})
	},
}
