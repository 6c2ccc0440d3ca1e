package site_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"ilbo.press"
)

// TestPagesBesideForgetWhatIsTakenBack kills a story that pages of other
// sections and topics show: among what is read most, and among what is next in
// the section.
func TestPagesBesideForgetWhatIsTakenBack(t *testing.T) {
	p := newPaper(t)
	ctx := context.Background()
	plain := func(section ilbo.SectionID, headline string) *ilbo.Story {
		return p.publish(&ilbo.Story{Language: ilbo.English, Section: section, Headline: headline, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Copy.")}}})
	}
	gone := plain("national/politics", "Zgone of politics")
	sibling, other := plain("national/education", "A sibling"), plain("sports", "Another")
	if err := p.store.AddReads(ctx, map[ilbo.StoryID]int{gone.ID: 1000}, p.now); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(ilbo.KeyFurniture)
	pages := []string{string(sibling.Path), string(other.Path), "/sports", "/business"}
	for _, path := range pages {
		if _, _, body := p.get(path); !strings.Contains(body, gone.Headline) {
			t.Errorf("%s does not show the story that is read most", path)
		}
	}
	if err := p.desk.Kill(ctx, editor("An Editor"), gone.ID, "wrong", "Taken back."); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(gone.Keys()...)
	for _, path := range pages {
		if _, _, body := p.get(path); strings.Contains(body, gone.Headline) {
			t.Errorf("%s shows a story that was killed", path)
		}
	}
}

func TestANewStoryIsNextInItsWholeSection(t *testing.T) {
	p := newPaper(t)
	tell := func(section ilbo.SectionID, n int) *ilbo.Story {
		return p.publish(&ilbo.Story{Language: ilbo.English, Section: section, Headline: fmt.Sprintf("Told %d", n), Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Copy.")}}})
	}
	read := tell("national/education", 1)
	p.site.Stale(read.Keys()...)
	p.get(string(read.Path))
	news := tell("national/politics", 2)
	p.site.Stale(news.Keys()...)
	if _, _, body := p.get(string(read.Path)); !strings.Contains(body, string(news.Path)) {
		t.Error("a story of another part of the section is not next")
	}
}
