package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"ilbo.press"
)

// offering is a story of a minute ago that gives words, each typed as it is.
func offering(id ilbo.StoryID, words ...string) ilbo.IndexEntry {
	e := entry(id, 0, "headline", "")
	for _, w := range words {
		e.Headwords = append(e.Headwords, ilbo.Headword{Text: w, Typed: w, Initials: w[:1]})
	}
	return e
}

// counts are the words with a beginning, by how many stories hold them.
func (p *paper) counts(beginning string) map[string]int {
	p.t.Helper()
	found, err := p.Completions(p.ctx, ilbo.English, beginning, 100)
	p.must(err)
	counts := map[string]int{}
	for _, w := range found {
		counts[w.Text] = w.Stories
	}
	return counts
}

// sound checks that what stories gave is what the vocabulary counts.
func (p *paper) sound() {
	p.t.Helper()
	wrong, err := p.CheckVocabulary(p.ctx)
	p.must(err)
	p.same("words counted wrong", wrong, 0)
}

var vocabulary = map[string]func(*testing.T, *paper){
	"a story counts once for each of its words, however often it is indexed": func(t *testing.T, p *paper) {
		p.index(offering(1, "storm", "strait"), offering(2, "storm"), offering(2, "storm", "street"))
		p.same("counts", p.counts("st"), map[string]int{"storm": 2, "strait": 1, "street": 1})
		p.index(offering(1, "strait", "stone"))
		p.same("counts after a change", p.counts("st"), map[string]int{"storm": 1, "strait": 1, "street": 1, "stone": 1})
		for range 2 {
			p.must(p.RemoveEntries(p.ctx, 2, 77))
		}
		p.same("counts after a removal", p.counts("st"), map[string]int{"strait": 1, "stone": 1})
		p.sound()
	},
	"words are of the language of their story": func(t *testing.T, p *paper) {
		korean := offering(1, "storm")
		korean.Language = ilbo.Korean
		p.index(korean, offering(2, "storm"))
		p.same("counts", p.counts("st"), map[string]int{"storm": 1})
		p.index(offering(1, "storm"))
		p.same("counts of a story in another language", p.counts("st"), map[string]int{"storm": 2})
		p.sound()
	},
	"words of the most stories are completed first, each once at most": func(t *testing.T, p *paper) {
		var list []ilbo.IndexEntry
		for i := range 40 {
			words := []string{fmt.Sprintf("st%c%c", 'a'+i%26, 'a'+i/26)}
			if i < 20 {
				words = append(words, "stz")
			}
			if i < 3 {
				words = append(words, "sty")
			}
			list = append(list, offering(ilbo.StoryID(i+1), words...))
		}
		p.index(list...)
		found, err := p.Completions(p.ctx, ilbo.English, "st", 5)
		p.must(err)
		if len(found) != 7 || found[0].Text != "stz" || found[0].Stories != 20 || found[1].Text != "sty" || found[2].Text != "staa" || found[0].Newest != noon.Unix() {
			t.Errorf("found %+v", found)
		}
		initials, err := p.CompletionsOfInitials(p.ctx, ilbo.English, "s", 1)
		p.must(err)
		if len(initials) != 1 || initials[0].Text != "stz" {
			t.Errorf("by initials %+v", initials)
		}
		for _, beginning := range []string{"", "st9", "%", "st_", "'"} {
			p.same(beginning, p.counts(beginning), map[string]int{})
		}
		p.sound()
	},
	"a word that two stories hold is found by what it is mistyped as": func(t *testing.T, p *paper) {
		spelled := func(want ...string) {
			t.Helper()
			got := map[string]bool{}
			found, err := p.Spelled(p.ctx, ilbo.English, "barometre", 2)
			p.must(err)
			for _, w := range found {
				got[w.Text] = true
			}
			p.same("how many", len(got), len(want))
			for _, w := range want {
				if !got[w] {
					t.Errorf("%q is not found", w)
				}
			}
		}
		p.index(offering(1, "barometer", "barometers"))
		spelled()
		p.index(offering(2, "barometer"))
		spelled("barometer")
		p.index(offering(3, "barometers", "barometer"))
		spelled("barometer", "barometers")
		p.must(p.RemoveEntries(p.ctx, 3))
		spelled("barometer")
		p.must(p.RemoveEntries(p.ctx, 1))
		spelled()
		p.sound()
	},
	"a story that is hidden gives nothing from that moment on": func(t *testing.T, p *paper) {
		for name, hide := range hidden {
			t.Run(name, func(t *testing.T) {
				p := &paper{p.Store, t, p.ctx}
				s := p.put(story("Storm "+name, time.Minute))
				e := offering(s.ID, "storm")
				e.PublicFrom, _ = s.PublicFrom()
				p.index(e)
				p.same("before", p.counts("st"), map[string]int{"storm": 1})
				hide(s)
				p.put(s)
				p.same("after", p.counts("st"), map[string]int{})
				p.index(e) // by a job that read the story before it was hidden
				p.same("after a job that comes late", p.counts("st"), map[string]int{})
				p.must(p.RemoveEntries(p.ctx, s.ID))
				p.sound()
			})
		}
	},
	"what is taken back gives nothing": func(t *testing.T, p *paper) {
		s := p.put(story("Storm", time.Minute))
		e := offering(s.ID, "storm")
		e.PublicFrom, _ = s.PublicFrom()
		p.index(e)
		refused := errors.New("refused")
		err := p.Together(p.ctx, func(ctx context.Context) error {
			held := *s
			held.Hold = &ilbo.Hold{By: "han", At: noon}
			if err := p.PutStory(ctx, &held); err != nil {
				return err
			}
			return refused
		})
		if !errors.Is(err, refused) {
			t.Fatalf("error %v, want %v", err, refused)
		}
		p.same("counts", p.counts("st"), map[string]int{"storm": 1})
	},
	"the vocabulary is emptied before it is made anew": func(t *testing.T, p *paper) {
		s := p.put(story("Storm", time.Minute))
		p.index(offering(s.ID, "storm"), offering(99, "stone"))
		p.must(p.Reindex(p.ctx))
		p.same("counts", p.counts("st"), map[string]int{})
		p.index(offering(s.ID, "storm"))
		p.same("counts", p.counts("st"), map[string]int{"storm": 1})
		wrong, err := p.CheckVocabulary(p.ctx) // the story that only the index has
		p.must(err)
		p.same("words counted wrong", wrong, 1)
	},
	"many writers at once count right": func(t *testing.T, p *paper) {
		done := make(chan error)
		for w := range 6 {
			go func() {
				var err error
				for i := range 8 {
					id := ilbo.StoryID(w*8 + i + 1)
					words := []string{"storm", fmt.Sprintf("st%c", 'a'+w), "stone", "strait"}
					if w%2 > 0 {
						words[0], words[3] = words[3], words[0]
					}
					err = errors.Join(err, p.PutEntries(p.ctx, []ilbo.IndexEntry{offering(id, words...)}))
					if i%2 > 0 {
						err = errors.Join(err, p.RemoveEntries(p.ctx, id))
					}
				}
				done <- err
			}()
		}
		for range 6 {
			p.must(<-done)
		}
		counts := p.counts("st")
		p.same("storms", counts["storm"], 24)
		p.same("stones", counts["stone"], 24)
		p.sound()
	},
}
