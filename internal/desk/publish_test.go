package desk_test

import (
	"slices"
	"testing"
	"time"

	"ilbo.press"
)

func TestFiledStoryIsADraft(t *testing.T) {
	n := open(t)
	s := copyOf("Council votes for a bridge")
	s.Published, s.Path, s.Kill = n.now, "/somewhere", &ilbo.Kill{By: "x"}
	n.must(n.File(t.Context(), editor("han"), s))
	got := n.story(s.ID)
	if got.Slug != "council-votes-for-a-bridge" || !got.Filed.Equal(n.now) || !got.Published.IsZero() || got.Path != "" || got.Kill != nil {
		t.Errorf("filed as %+v", got)
	}
	n.shows(s.ID, false)
	n.refuses(n.File(t.Context(), editor("han"), s), ilbo.Conflict)
}

func TestCopyThatCannotBePrintedIsRefused(t *testing.T) {
	n := open(t)
	for name, spoil := range map[string]func(*ilbo.Story){
		"no headline":      func(s *ilbo.Story) { s.Headline = " " },
		"no such section":  func(s *ilbo.Story) { s.Section = "newsroom" },
		"strange language": func(s *ilbo.Story) { s.Language = "fr" },
		"bad slug":         func(s *ilbo.Story) { s.Slug = "No Slug" },
		"script in a link": func(s *ilbo.Story) { s.Body[0].Text[0].Href = "javascript:alert(1)" },
	} {
		t.Run(name, func(t *testing.T) {
			s := copyOf("Council votes")
			spoil(s)
			n.refuses(n.File(t.Context(), editor("han"), s), ilbo.Invalid)
			if s.ID != 0 {
				t.Error("a refused story has a number")
			}
		})
	}
	n.refuses(n.File(t.Context(), editor(""), copyOf("Council votes")), ilbo.Invalid)
}

func TestPublishFixesTheAddressForEver(t *testing.T) {
	n := open(t)
	n.now = time.Date(2026, 5, 12, 16, 0, 0, 0, time.UTC) // the 13th in Seoul
	s := n.published("Council votes")
	same(t, "address", s.Path, ilbo.Path("/national/2026/05/13/council-votes"))
	n.shows(s.ID, true)

	n.now = n.now.Add(48 * time.Hour)
	n.must(n.Publish(t.Context(), editor("lee"), s.ID, ilbo.Printing{At: n.now}))
	same(t, "published again", n.story(s.ID), s)

	s.Headline, s.Slug, s.Section = "Council votes again", "other", "business"
	n.must(n.Revise(t.Context(), editor("lee"), s))
	got := n.story(s.ID)
	same(t, "address after revision", got.Path, ilbo.Path("/national/2026/05/13/council-votes"))
	same(t, "updated", got.Updated, n.now)
}

func TestPublishNumbersSlugsThatAreTaken(t *testing.T) {
	n := open(t)
	n.now = time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)
	want := []ilbo.Path{"/national/2026/05/12/council-votes", "/national/2026/05/12/council-votes-2", "/national/2026/05/12/council-votes-3"}
	for _, path := range want {
		same(t, "address", n.published("Council votes").Path, path)
	}
	korean := copyOf("Council votes")
	korean.Language = ilbo.Korean
	n.must(n.File(t.Context(), editor("han"), korean))
	n.must(n.Publish(t.Context(), editor("han"), korean.ID, ilbo.Printing{At: n.now}))
	same(t, "Korean address", n.story(korean.ID).Path, ilbo.Path("/ko/national/2026/05/12/council-votes"))
}

func TestPublishRefusesWhatIsStopped(t *testing.T) {
	n := open(t)
	held, spiked, killed := n.draft("Held"), n.draft("Spiked"), n.published("Killed")
	n.must(n.Hold(t.Context(), editor("lee"), held.ID, ""))
	n.must(n.Spike(t.Context(), editor("lee"), spiked.ID, ""))
	n.must(n.Kill(t.Context(), editor("lee"), killed.ID, "wrong", "Withdrawn."))
	for _, s := range []*ilbo.Story{held, spiked, killed} {
		n.refuses(n.Publish(t.Context(), editor("han"), s.ID, ilbo.Printing{}), ilbo.Conflict)
		n.shows(s.ID, false)
	}
	n.refuses(n.Publish(t.Context(), editor("han"), 999, ilbo.Printing{}), ilbo.NotFound)

	n.must(n.Release(t.Context(), editor("kim"), held.ID))
	n.must(n.Revive(t.Context(), editor("kim"), spiked.ID))
	for _, s := range []*ilbo.Story{held, spiked} {
		n.must(n.Publish(t.Context(), editor("han"), s.ID, ilbo.Printing{}))
		n.shows(s.ID, true)
	}
}

func TestEmbargoedStoryAppearsWhenItLiftsAndPagesAreToldThen(t *testing.T) {
	n := open(t)
	n.now = time.Now()
	s := n.draft("Budget")
	until := n.now.Add(4 * time.Second).Truncate(time.Millisecond)
	n.must(n.Embargo(t.Context(), editor("lee"), s.ID, until, "ministry"))
	n.must(n.Publish(t.Context(), editor("han"), s.ID, ilbo.Printing{}))
	n.drain()
	n.shows(s.ID, false)
	later := n.told(func() {
		time.Sleep(time.Until(until))
		n.now = until
	})
	n.shows(s.ID, true)
	want := s.Keys()
	slices.Sort(want)
	same(t, "told when it lifts", later, want)
}
