package desk_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

func TestKilledStoryIsGoneEverywhereAndItsTranslationLives(t *testing.T) {
	n := open(t)
	var ids []ilbo.StoryID
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		s := copyOf("Bridge")
		s.Language, s.Translations = l, "bridge"
		n.must(n.File(t.Context(), editor("han"), s))
		n.must(n.Publish(t.Context(), editor("han"), s.ID, ilbo.Printing{}))
		ids = append(ids, s.ID)
	}
	n.now = n.now.Add(time.Minute)
	kill := ilbo.Kill{By: "lee", Reason: "source withdrew", Notice: "This story was withdrawn."}
	keys := n.told(func() { n.must(n.Kill(t.Context(), editor(kill.By), ids[0], kill.Reason, kill.Notice)) })
	for _, want := range []ilbo.Key{ilbo.KeyStory(ids[0]), ilbo.KeyStory(ids[1]), ilbo.KeyLanguage(ilbo.English),
		ilbo.KeySection(ilbo.English, "national"), ilbo.KeyTopic(ilbo.English, "bridges")} {
		if !slices.Contains(keys, want) {
			t.Errorf("pages on %s were not told: %v", want, keys)
		}
	}
	n.shows(ids[0], false)
	n.shows(ids[1], true)
	killed := n.story(ids[0])
	if !killed.Withdrawn(n.now) || killed.Kill.Notice != kill.Notice || !killed.Kill.At.Equal(n.now) {
		t.Errorf("killed as %+v", killed.Kill)
	}

	n.now = n.now.Add(time.Minute)
	n.must(n.Kill(t.Context(), editor("kim"), ids[0], "again", "Other."))
	same(t, "killed twice", n.story(ids[0]), killed)
	n.refuses(n.Revise(t.Context(), editor("kim"), killed), ilbo.Conflict)
	n.refuses(n.Hold(t.Context(), editor("kim"), ids[0], ""), ilbo.Conflict)
}

func TestRecordsNeedTheirWords(t *testing.T) {
	n := open(t)
	s, draft := n.published("Bridge"), n.draft("Draft")
	ctx := t.Context()
	for name, err := range map[string]error{
		"kill without reason":     n.Kill(ctx, editor("lee"), s.ID, "", "x"),
		"kill without notice":     n.Kill(ctx, editor("lee"), s.ID, "x", ""),
		"kill by nobody":          n.Kill(ctx, editor(""), s.ID, "x", "x"),
		"hold by nobody":          n.Hold(ctx, editor(""), s.ID, ""),
		"release by nobody":       n.Release(ctx, editor(" "), s.ID),
		"embargo into the past":   n.Embargo(ctx, editor("lee"), s.ID, n.now, ""),
		"correction without text": n.Correct(ctx, editor("lee"), s.ID, ilbo.Clarification, ""),
		"correction of no kind":   n.Correct(ctx, editor("lee"), s.ID, "note", "x"),
	} {
		t.Run(name, func(t *testing.T) { n.refuses(err, ilbo.Invalid) })
	}
	n.refuses(n.Kill(ctx, editor("lee"), draft.ID, "x", "x"), ilbo.Conflict)
	n.refuses(n.Spike(ctx, editor("lee"), s.ID, ""), ilbo.Conflict)
	n.refuses(n.Correct(ctx, editor("lee"), draft.ID, ilbo.Clarification, "x"), ilbo.Conflict)
	same(t, "after refusals", n.story(s.ID), s)
}

func TestHoldAndEmbargoHideWhatWasPublic(t *testing.T) {
	n := open(t)
	s := n.published("Bridge")
	n.must(n.Hold(t.Context(), editor("lee"), s.ID, "a call"))
	n.shows(s.ID, false)
	n.must(n.Hold(t.Context(), editor("kim"), s.ID, "another"))
	same(t, "who holds", n.story(s.ID).Hold.By, "lee")
	n.now = n.now.Add(time.Minute)
	n.must(n.Release(t.Context(), editor("park"), s.ID))
	n.must(n.Release(t.Context(), editor("choi"), s.ID))
	n.shows(s.ID, true)

	until := n.now.Add(time.Hour)
	n.must(n.Embargo(t.Context(), editor("lee"), s.ID, until, ""))
	n.shows(s.ID, false)
	n.must(n.Lift(t.Context(), editor("kim"), s.ID))
	n.shows(s.ID, true)

	records, err := n.store.Records(t.Context(), s.ID)
	n.must(err)
	if len(records) != 2 || records[0].By != "lee" || records[0].EndedBy != "park" || !records[0].Ended.Equal(n.now) || records[1].EndedBy != "kim" {
		t.Errorf("records: %+v", records)
	}
}

func TestCorrectionStandsOnce(t *testing.T) {
	n := open(t)
	s := n.published("Bridge")
	c := ilbo.Correction{Kind: ilbo.CorrectionOfFact, By: "lee", Text: "Nine, not eight."}
	n.must(n.Correct(t.Context(), editor(c.By), s.ID, c.Kind, c.Text))
	n.now = n.now.Add(time.Minute)
	n.must(n.Correct(t.Context(), editor(c.By), s.ID, c.Kind, c.Text))
	c.At = s.Published
	same(t, "corrections", n.story(s.ID).Corrections, []ilbo.Correction{c})
}

func TestRevisionTellsOldAndNewPages(t *testing.T) {
	n := open(t)
	s := n.published("Bridge")
	revised := copyOf("Bridge")
	revised.ID, revised.Section, revised.Topics = s.ID, "business", []ilbo.TopicID{"trade"}
	keys := n.told(func() { n.must(n.Revise(t.Context(), editor("lee"), revised)) })
	for _, want := range []ilbo.Key{"section:en:national/politics", "section:en:national", "section:en:business", "topic:en:bridges", "topic:en:trade"} {
		if !slices.Contains(keys, want) {
			t.Errorf("pages on %s were not told: %v", want, keys)
		}
	}
	revised = n.story(s.ID)
	again := n.told(func() { n.must(n.Revise(t.Context(), editor("lee"), revised)) })
	same(t, "told of the same copy", len(again), 0)
}

func TestChangesOfADraftTellNobody(t *testing.T) {
	n := open(t)
	keys := n.told(func() {
		s := n.draft("Secret")
		s.Headline = "Other"
		n.must(n.Revise(t.Context(), editor("han"), s))
		n.must(n.Hold(t.Context(), editor("lee"), s.ID, ""))
		n.must(n.Release(t.Context(), editor("lee"), s.ID))
		n.must(n.Spike(t.Context(), editor("lee"), s.ID, ""))
	})
	same(t, "told of a draft", len(keys), 0)
}

// Everything that somebody does to a story is in the audit log, and what changes
// nothing is not.
func TestDeedsAreLogged(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	s := copyOf("Bridge")
	n.must(n.File(ctx, editor("han"), s))
	until := n.now.Add(time.Hour)
	for range 2 {
		n.must(n.Hold(ctx, editor("lee"), s.ID, "legal"))
	}
	n.refuses(n.Publish(ctx, editor("han"), s.ID, ilbo.Printing{}), ilbo.Conflict)
	n.must(n.Release(ctx, editor("lee"), s.ID))
	n.must(n.Embargo(ctx, editor("lee"), s.ID, until, "budget"))
	n.must(n.Lift(ctx, editor("lee"), s.ID))
	n.must(n.Spike(ctx, editor("lee"), s.ID, "dull"))
	n.must(n.Revive(ctx, editor("lee"), s.ID))
	for range 2 {
		n.must(n.Publish(ctx, editor("han"), s.ID, ilbo.Printing{}))
	}
	revised := n.story(s.ID)
	revised.Deck = "A new deck"
	n.must(n.Revise(ctx, editor("han"), revised))
	n.must(n.Correct(ctx, editor("lee"), s.ID, ilbo.Clarification, "It is blue."))
	n.must(n.Kill(ctx, editor("kim"), s.ID, "source withdrew", "Withdrawn."))
	found, err := n.store.AuditLog(ctx, ilbo.AuditQuery{On: ilbo.AuditedStory(s.ID), Limit: 100})
	n.must(err)
	slices.Reverse(found)
	var got []string
	for _, e := range found {
		got = append(got, strings.TrimSpace(e.Who+" "+string(e.Deed)+" "+e.Detail))
		if !e.At.Equal(n.now) {
			t.Errorf("%s at %v", e.Deed, e.At)
		}
	}
	same(t, "the log", got, []string{
		"han file", "lee hold legal", "lee release", "lee embargo until " + until.UTC().Format(time.RFC3339) + ": budget", "lee lift", "lee spike dull", "lee revive",
		"han publish", "han revise", "lee correct clarification: It is blue.", "kim kill source withdrew",
	})
}

// TestAStoryKilledBeforeItWasOutStaysUnknown would otherwise tell of it by its
// notice, once nothing else kept it back.
func TestAStoryKilledBeforeItWasOutStaysUnknown(t *testing.T) {
	n := open(t)
	held, embargoed := n.draft("A secret is held"), n.draft("A secret waits")
	n.must(n.Embargo(t.Context(), editor("han"), embargoed.ID, n.now.Add(time.Hour), "until then"))
	for _, s := range []*ilbo.Story{held, embargoed} {
		n.must(n.Publish(t.Context(), editor("han"), s.ID, ilbo.Printing{At: n.now.Add(time.Minute)}))
	}
	n.must(n.Hold(t.Context(), editor("han"), held.ID, "not yet"))
	n.now = n.now.Add(2 * time.Minute)
	for _, s := range []*ilbo.Story{held, embargoed} {
		n.must(n.Kill(t.Context(), editor("han"), s.ID, "wrong", "It was wrong."))
	}
	n.refuses(n.Release(t.Context(), editor("han"), held.ID), ilbo.Conflict)
	n.refuses(n.Lift(t.Context(), editor("han"), embargoed.ID), ilbo.Conflict)
	n.now = n.now.Add(24 * time.Hour)
	for _, s := range []*ilbo.Story{held, embargoed} {
		if n.story(s.ID).Withdrawn(n.now) {
			t.Errorf("the address of %q tells that it was withdrawn", s.Headline)
		}
	}
}
