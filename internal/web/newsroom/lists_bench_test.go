package newsroom_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// The pages that a newsroom opens most, over a paper of many stories. Bodies do
// not matter to lists, and are short.
func BenchmarkLists(b *testing.B) {
	const published, drafts = 50_000, 20_000
	h := open(b)
	h.fillWith(published, drafts)
	who := h.signedIn("rahim")
	for _, path := range []string{"/newsroom", "/newsroom/stories", "/newsroom/stories?state=filed&section=sports", "/newsroom/stories?q=harbor",
		"/newsroom/stories?state=published", "/newsroom/stories?state=published&section=national%2Fpolitics&language=ko", "/newsroom/stories?writer=asha", "/newsroom/board", "/newsroom/board/mark"} {
		b.Run(path, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if a := who.get(path); a.status != http.StatusOK {
					b.Fatal(a.status)
				}
			}
		})
	}
}

// fillWith stores stories that came from elsewhere, and drafts of all states.
func (h *house) fillWith(published, drafts int) {
	h.t.Helper()
	ctx := context.Background()
	sections := []ilbo.SectionID{"national", "national/politics", "sports", "business/tech", "world"}
	story := func(i int) *ilbo.Story {
		s := &ilbo.Story{Language: ilbo.English, Section: sections[i%len(sections)], Headline: fmt.Sprintf("Council of the harbor meets for the %dth time", i)}
		if i%3 == 0 {
			s.Language, s.Headline = ilbo.Korean, fmt.Sprintf("항만 의회 %d번째 회의", i)
		}
		return s
	}
	for from := 0; from < published; from += 1000 {
		var filings []store.Filing
		for i := from; i < from+1000; i++ {
			s := story(i)
			s.Published = h.now.Add(-time.Duration(published-i) * time.Minute)
			s.Slug, s.Path = "x", ilbo.Path(fmt.Sprintf("/x/%d", i))
			filings = append(filings, store.Filing{Story: s})
		}
		h.must(h.store.PutStories(ctx, filings))
	}
	for from := 0; from < drafts; from += 1000 {
		h.must(h.store.Together(ctx, func(ctx context.Context) error {
			for i := from; i < from+1000; i++ {
				s := story(i)
				if err := h.store.PutStory(ctx, s); err != nil {
					return err
				}
				stage := ilbo.Stages()[i%4]
				d := ilbo.Draft{Story: s.ID, Version: 3, Stage: stage, Writers: []string{[]string{"asha", "rahim"}[i%2]}, Language: s.Language, Section: s.Section, Title: s.Headline,
					Words: 400, Changed: h.now.Add(-time.Duration(drafts-i) * time.Second), By: "asha", Standing: ilbo.State(stage)}
				if i%10 == 0 {
					d.Standing = ilbo.StateSpiked
				}
				if err := h.store.PutDraft(ctx, &d); err != nil {
					return err
				}
			}
			return nil
		}))
	}
}
