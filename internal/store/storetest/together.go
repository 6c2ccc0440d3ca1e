package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// atOnce calls do from n goroutines and gives their errors, nil ones left out.
func atOnce(n int, do func(i int) error) (errs []error) {
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			if err := do(i); err != nil {
				mu.Lock()
				defer mu.Unlock()
				errs = append(errs, err)
			}
		})
	}
	all.Wait()
	return errs
}

// oneOf checks that of n that wanted the same, all but one were refused.
func (p *paper) oneOf(n int, errs []error) {
	p.t.Helper()
	if len(errs) != n-1 {
		p.t.Errorf("%d of %d were refused, want all but one", len(errs), n)
	}
	for _, err := range errs {
		p.refuses(err, ilbo.Conflict)
		if say := ilbo.SayOf(err); !strings.HasSuffix(say, ".") {
			p.t.Errorf("%q is no sentence", say)
		}
	}
}

var together = map[string]func(*testing.T, *paper){
	"of stories that take an address at the same time one has it": func(t *testing.T, p *paper) {
		const n = 8
		p.oneOf(n, atOnce(n, func(i int) error {
			s := story("Same", time.Hour)
			s.Deck = fmt.Sprint(i)
			return p.PutStory(p.ctx, s, ilbo.Event{Verb: ilbo.Published})
		}))
		p.same("stories", p.list(ilbo.Selection{}), []string{"Same"})
		p.pending(2)
	},
	"of stories that take a foreign number at the same time one has it": func(t *testing.T, p *paper) {
		const n = 8
		p.oneOf(n, atOnce(n, func(i int) error {
			s := story(fmt.Sprintf("Story %d", i), time.Hour)
			s.Foreign = "w-1"
			return p.PutStory(p.ctx, s)
		}))
	},
	"of people who take a login at the same time one has it": func(t *testing.T, p *paper) {
		const n = 8
		p.oneOf(n, atOnce(n, func(i int) error {
			return p.PutStaff(p.ctx, ilbo.Staff{Login: "han", Name: fmt.Sprint(i), Role: ilbo.Reporter, Added: noon})
		}))
	},
	"a part that loses an address to another transaction leaves the rest alone": func(t *testing.T, p *paper) {
		const n = 6
		errs := atOnce(n, func(i int) error {
			return p.Together(p.ctx, func(ctx context.Context) error {
				for try := 1; ; try++ { // as a desk numbers its slugs
					s := story("Same", time.Hour)
					s.Path += ilbo.Path(fmt.Sprintf("-%d", try))
					err := p.PutStory(ctx, s, ilbo.Event{Verb: ilbo.Published})
					if err == nil || !errors.Is(err, ilbo.Conflict) {
						return err
					}
				}
			})
		})
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		stories, err := p.EachStory(p.ctx, 0, 100)
		p.must(err)
		var got []string
		for _, s := range stories {
			got = append(got, string(s.Path[len(s.Path)-2:]))
		}
		slices.Sort(got)
		p.same("addresses", got, []string{"-1", "-2", "-3", "-4", "-5", "-6"})
	},
	"batches at the same time are whole or not at all": func(t *testing.T, p *paper) {
		const n, size = 4, 12
		errs := atOnce(n, func(i int) error {
			var filings []store.Filing
			for j := range size {
				if i%2 == 1 {
					j = size - 1 - j // the other way round
				}
				s := story(fmt.Sprintf("Story %d", j), time.Hour)
				s.Kicker = fmt.Sprint("batch ", i)
				filings = append(filings, store.Filing{Story: s, Events: []ilbo.Event{{Verb: ilbo.Published}}})
			}
			return p.PutStories(p.ctx, filings)
		})
		for _, err := range errs {
			if !errors.Is(err, ilbo.Conflict) && !errors.Is(err, ilbo.Busy) {
				t.Errorf("got %v, want that it was refused", err)
			}
		}
		stories, err := p.EachStory(p.ctx, 0, 100)
		p.must(err)
		if len(errs) != n-1 || len(stories) != size {
			t.Errorf("%d batches were refused and %d stories stand", len(errs), len(stories))
		}
		for _, s := range stories {
			p.same("kicker", s.Kicker, stories[0].Kicker)
		}
	},
	"reads are counted beside changes of the same stories": func(t *testing.T, p *paper) {
		ids := p.fill(6, nil)
		const n = 8
		errs := atOnce(2*n, func(i int) error {
			if i%2 == 0 {
				reads := map[ilbo.StoryID]int{ids[5]: 23}
				for _, id := range ids[:5] {
					reads[id] = int(id)
				}
				return p.AddReads(p.ctx, reads, noon)
			}
			return p.Together(p.ctx, func(ctx context.Context) error {
				for j := range ids {
					err := p.ChangeStory(ctx, ids[j], "han", noon, func(s *ilbo.Story) ([]ilbo.Event, error) {
						s.Deck += "x"
						return []ilbo.Event{{Verb: ilbo.Updated}}, nil
					})
					if err != nil {
						return err
					}
				}
				return nil
			})
		})
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		for _, id := range ids {
			s, err := p.Story(p.ctx, id)
			p.must(err)
			p.same("changes", s.Deck, strings.Repeat("x", n))
		}
		p.must(p.AddReads(p.ctx, map[ilbo.StoryID]int{ids[0]: 23*n + 1 - int(ids[0])*n}, noon))
		got, err := p.MostRead(p.ctx, ilbo.English, noon, 2, noon)
		p.must(err)
		p.same("most read", headlines(got), []string{"Story 0", "Story 5"})
	},
	"numbers given and numbers brought never meet": func(t *testing.T, p *paper) {
		const n = 40
		errs := atOnce(n, func(i int) error {
			s := story(fmt.Sprintf("Story %d", i), time.Hour)
			if i%4 == 0 {
				s.ID = ilbo.StoryID((i + 1) * 1000)
			}
			return p.PutStory(p.ctx, s)
		})
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		stories, err := p.EachStory(p.ctx, 0, 1000)
		p.must(err)
		p.same("stories", len(stories), n)
	},
	"a number is given above those that were brought": func(t *testing.T, p *paper) {
		brought := story("Brought", time.Hour)
		brought.ID = 1
		p.put(brought)
		p.same("second", p.put(story("Given", time.Hour)).ID, ilbo.StoryID(2))
		far := story("Far", time.Hour)
		far.ID = 700
		p.put(far)
		p.same("after far", p.put(story("Last", time.Hour)).ID, ilbo.StoryID(701))
		p.must(p.PutStaff(p.ctx, ilbo.Staff{ID: 9, Login: "han", Added: noon}))
		p.must(p.PutStaff(p.ctx, ilbo.Staff{Login: "lee", Added: noon}))
		lee, err := p.StaffByLogin(p.ctx, "lee")
		p.must(err)
		p.same("staff", lee.ID > 9, true)
	},
}

var texts = map[string]func(*testing.T, *paper){
	"ids stand in the order of their bytes": func(t *testing.T, p *paper) {
		want := []string{"a", "a-b", "a-c", "a1", "aa", "ab", "b"}
		var topics []ilbo.Topic
		var people []ilbo.Journalist
		var sections []ilbo.Section
		for _, id := range []string{"b", "aa", "a-c", "a1", "ab", "a", "a-b"} {
			topics, people = append(topics, ilbo.Topic{ID: ilbo.TopicID(id)}), append(people, ilbo.Journalist{ID: ilbo.JournalistID(id)})
			sections = append(sections, ilbo.Section{ID: ilbo.SectionID(id)})
			p.must(p.PutStaff(p.ctx, ilbo.Staff{Login: id, Added: noon}))
		}
		p.must(p.PutTopics(p.ctx, topics))
		p.must(p.PutJournalists(p.ctx, people))
		p.must(p.PutSections(p.ctx, sections))
		gotTopics, err := p.Topics(p.ctx)
		p.must(err)
		gotPeople, err := p.Journalists(p.ctx)
		p.must(err)
		gotSections, err := p.Sections(p.ctx)
		p.must(err)
		gotStaff, err := p.AllStaff(p.ctx)
		p.must(err)
		for i, id := range want {
			p.same("order", []string{string(gotTopics[i].ID), string(gotPeople[i].ID), string(gotSections[i].ID), gotStaff[i].Login}, []string{id, id, id, id})
		}
	},
	"a text that not every database can hold is refused, and nothing has its name": func(t *testing.T, p *paper) {
		for _, bad := range []string{"zero \x00", "half \xed\xa0\x80 a pair", "\xff"} {
			s := story("One", time.Hour)
			s.Headline = bad
			p.refuses(p.PutStory(p.ctx, s), ilbo.Invalid)
			_, err := p.StoryAt(p.ctx, ilbo.Path("/"+bad))
			p.refuses(err, ilbo.NotFound)
			_, err = p.Topic(p.ctx, ilbo.TopicID(bad))
			p.refuses(err, ilbo.NotFound)
			_, err = p.Moved(p.ctx, ilbo.Path("/"+bad))
			p.refuses(err, ilbo.NotFound)
			p.refuses(p.PutStaff(p.ctx, ilbo.Staff{Login: bad}), ilbo.Invalid)
			p.must(p.PutStory(p.ctx, &ilbo.Story{Language: ilbo.English}))
		}
	},
	"what a query language could take for its own is text": func(t *testing.T, p *paper) {
		s := story("One", time.Hour)
		s.Headline, s.Deck, s.Foreign = `? $1 ?? '; DROP TABLE stories; --`, `\' " \x41 $$ {} ::text`, `?'"\`
		p.put(s)
		got, err := p.Foreign(p.ctx, s.Foreign)
		p.must(err)
		p.same("story", got, s)
	},
	"the longest addresses are kept, and longer ones refused": func(t *testing.T, p *paper) {
		s := story("One", time.Hour)
		random := func(n int) string { // what no compression makes shorter
			var b strings.Builder
			for x := uint32(7); b.Len() < n; {
				x = x*1664525 + 1013904223
				b.WriteByte("abcdefghijklmnopqrstuvwxyz0123456789"[x>>24%36])
			}
			return b.String()
		}
		s.Path, s.Foreign, s.Translations = ilbo.Path("/"+random(1999)), random(2000), random(2000)
		p.put(s)
		p.must(p.Redirect(p.ctx, "/"+ilbo.Path(random(1999)), s.ID))
		got, err := p.StoryAt(p.ctx, s.Path)
		p.must(err)
		p.same("story", got, s)
		for _, lengthen := range []func(s *ilbo.Story){
			func(s *ilbo.Story) { s.Path += "x" }, func(s *ilbo.Story) { s.Foreign += "x" }, func(s *ilbo.Story) { s.Translations += "x" },
		} {
			longer := *s
			lengthen(&longer)
			p.refuses(p.PutStory(p.ctx, &longer), ilbo.Invalid)
		}
	},
}
