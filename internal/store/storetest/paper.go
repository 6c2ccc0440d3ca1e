package storetest

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// noon is the moment at which these tests are asked for.
var noon = time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)

// A paper is a store with the test that it is in: what must not fail, ends it.
type paper struct {
	*store.Store
	t   *testing.T
	ctx context.Context
}

// story is one that everybody has been able to see for the given time.
func story(headline string, since time.Duration) *ilbo.Story {
	published := noon.Add(-since)
	slug := ilbo.MakeSlug(headline)
	return &ilbo.Story{
		Language: ilbo.English, Section: "national", Slug: slug, Headline: headline,
		Path: ilbo.StoryPath("", "national", published, time.UTC, slug), Filed: published, Published: published,
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("The council met on Tuesday.")}},
	}
}

// put stores a story with an event, as a desk does.
func (p *paper) put(s *ilbo.Story) *ilbo.Story {
	p.t.Helper()
	p.must(p.PutStory(p.ctx, s, ilbo.Event{Verb: ilbo.Published}))
	return s
}

func (p *paper) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// refuses checks that err is of a kind.
func (p *paper) refuses(err error, kind ilbo.Kind) {
	p.t.Helper()
	if !errors.Is(err, kind) {
		p.t.Fatalf("got %v, want an error of kind %q", err, kind)
	}
}

func (p *paper) same(what string, got, want any) {
	p.t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateComparable(netip.Prefix{})); diff != "" {
		p.t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// list gives the headlines that a selection finds at noon.
func (p *paper) list(sel ilbo.Selection) []string {
	p.t.Helper()
	if sel.Limit == 0 {
		sel.Limit = 100
	}
	found, err := p.Teasers(p.ctx, sel, noon)
	p.must(err)
	return headlines(found)
}

func headlines(teasers []ilbo.Teaser) []string {
	list := []string{}
	for _, t := range teasers {
		list = append(list, t.Headline)
	}
	return list
}

// fill stores n stories of one minute each, the newest first, and gives their
// numbers.
func (p *paper) fill(n int, change func(i int, s *ilbo.Story)) []ilbo.StoryID {
	p.t.Helper()
	var filings []store.Filing
	for i := range n {
		s := story(fmt.Sprintf("Story %d", i), time.Duration(i+1)*time.Minute)
		if change != nil {
			change(i, s)
		}
		filings = append(filings, store.Filing{Story: s, Events: []ilbo.Event{{Verb: ilbo.Published}}})
	}
	p.must(p.PutStories(p.ctx, filings))
	var ids []ilbo.StoryID
	for _, f := range filings {
		ids = append(ids, f.Story.ID)
	}
	return ids
}
