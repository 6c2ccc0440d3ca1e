package desk_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"ilbo.press"
)

func TestAStoryGoesItsWayAndBack(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	han, park := writer("han"), ilbo.Staff{Login: "park", Role: ilbo.CopyEditor}
	id := n.begun(han, "Bridge")
	n.refuses(n.HandOver(ctx, han, id, ilbo.StageEdited, ""), ilbo.Forbidden)
	n.refuses(n.HandOver(ctx, writer("stranger"), id, ilbo.StageFiled, ""), ilbo.Forbidden)
	n.must(n.HandOver(ctx, han, id, ilbo.StageFiled, ""))
	n.must(n.HandOver(ctx, han, id, ilbo.StageDraft, "")) // they take it back
	n.must(n.HandOver(ctx, han, id, ilbo.StageFiled, ""))
	n.must(n.HandOver(ctx, han, id, ilbo.StageFiled, "")) // twice is once
	n.must(n.HandOver(ctx, park, id, ilbo.StageEdited, ""))
	n.refuses(n.HandOver(ctx, han, id, ilbo.StageDraft, "mine"), ilbo.Forbidden)
	n.refuses(n.HandOver(ctx, park, id, ilbo.StageDraft, ""), ilbo.Invalid) // without a reason
	n.must(n.HandOver(ctx, park, id, ilbo.StageDraft, "Who says so?"))
	n.must(n.HandOver(ctx, park, id, ilbo.StageReady, ""))
	n.refuses(n.HandOver(ctx, park, id, "printed", ""), ilbo.Invalid)

	steps, err := n.store.HandOvers(ctx, id)
	n.must(err)
	var got string
	for _, s := range steps {
		got += fmt.Sprintf("%s %s %s; ", s.By, s.To, s.Reason)
	}
	same(t, "steps", got, "han draft ; han filed ; han draft ; han filed ; park edited ; park draft Who says so?; park ready ; ")
	same(t, "state", n.draftOf(id).State(n.now), ilbo.State(ilbo.StageReady))
}

func TestASpikedStoryIsADraftAgainWhenRevived(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	lee := editor("lee")
	id := n.begun(writer("han"), "Bridge")
	n.must(n.HandOver(ctx, lee, id, ilbo.StageReady, ""))
	n.must(n.Spike(ctx, lee, id, "dull"))
	same(t, "spiked", n.draftOf(id).State(n.now), ilbo.StateSpiked)
	n.refuses(n.HandOver(ctx, lee, id, ilbo.StageReady, ""), ilbo.Conflict)
	_, err := n.save(writer("han"), id, 1, "a", "Better")
	n.refuses(err, ilbo.Conflict)
	n.must(n.Revive(ctx, lee, id))
	same(t, "revived", n.draftOf(id).State(n.now), ilbo.State(ilbo.StageDraft))
}

func TestWhatIsScheduledIsTakenBackAndWhatWasSeenIsNot(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	lee := editor("lee")
	s := n.draft("Bridge opens")
	n.must(n.Publish(ctx, lee, s.ID, ilbo.Printing{At: n.now.Add(time.Hour)}))
	same(t, "state", n.draftOf(s.ID).State(n.now), ilbo.StateScheduled)
	same(t, "state an hour later", n.draftOf(s.ID).State(n.now.Add(time.Hour)), ilbo.StatePublished)
	n.must(n.Recall(ctx, lee, s.ID, "not yet"))
	kept := n.story(s.ID)
	if kept.Path != "" || !kept.Published.IsZero() {
		t.Errorf("taken back, and still at %s from %s on", kept.Path, kept.Published)
	}
	same(t, "state taken back", n.draftOf(s.ID).State(n.now), ilbo.State(ilbo.StageReady))
	n.must(n.Recall(ctx, lee, s.ID, "twice"))
	n.must(n.Publish(ctx, lee, s.ID, ilbo.Printing{At: n.now.Add(time.Minute)}))
	n.now = n.now.Add(time.Minute)
	n.shows(s.ID, true)
	n.refuses(n.Recall(ctx, lee, s.ID, "too late"), ilbo.Conflict)
	n.must(n.Hold(ctx, lee, s.ID, "lawyers"))
	n.refuses(n.Recall(ctx, lee, s.ID, "seen before it was held"), ilbo.Conflict)

	under := n.draft("Budget")
	n.must(n.Embargo(ctx, lee, under.ID, n.now.Add(time.Hour), "agreed"))
	n.must(n.Publish(ctx, lee, under.ID, ilbo.Printing{}))
	same(t, "state under embargo", n.draftOf(under.ID).State(n.now), ilbo.StateEmbargoed)
	n.must(n.Recall(ctx, lee, under.ID, "not yet"))
	n.shows(under.ID, false)
}

func TestWritersShareTheirWork(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	han, seo := ilbo.Staff{Login: "han", Role: ilbo.Contributor}, ilbo.Staff{Login: "seo", Role: ilbo.Contributor}
	id, err := n.Begin(ctx, han, page("Bridge"))
	n.must(err)
	_, _, err = n.Open(ctx, seo, id)
	n.refuses(err, ilbo.Forbidden)
	n.refuses(n.Share(ctx, seo, id, []string{"seo"}), ilbo.Forbidden)
	n.refuses(n.Share(ctx, han, id, nil), ilbo.Invalid)
	n.must(n.Share(ctx, han, id, []string{"han", "seo"}))
	n.saved(seo, id, 1, "s", "Bridge, by two")
}

// TestSectionsBoundEditors tries every verb of a section editor in a section of
// theirs and in another one.
func TestSectionsBoundEditors(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	park := ilbo.Staff{Login: "park", Role: ilbo.SectionEditor, Sections: []ilbo.SectionID{"national"}}
	for name, do := range map[string]func(id ilbo.StoryID) error{
		"save":    func(id ilbo.StoryID) error { _, err := n.Save(ctx, park, saving(n, id, "Other")); return err },
		"publish": func(id ilbo.StoryID) error { return n.Publish(ctx, park, id, ilbo.Printing{}) },
		"hold":    func(id ilbo.StoryID) error { return n.Hold(ctx, park, id, "") },
		"embargo": func(id ilbo.StoryID) error { return n.Embargo(ctx, park, id, n.now.Add(time.Hour), "") },
		"spike":   func(id ilbo.StoryID) error { return n.Spike(ctx, park, id, "") },
		"ready":   func(id ilbo.StoryID) error { return n.HandOver(ctx, park, id, ilbo.StageReady, "") },
		"lock":    func(id ilbo.StoryID) error { _, err := n.Lock(ctx, park, id, "a", false); return err },
	} {
		t.Run(name, func(t *testing.T) {
			theirs, other := copyOf("Bridge"), copyOf("Market")
			other.Section = "business"
			n.must(n.File(ctx, writer("han"), theirs))
			n.must(n.File(ctx, writer("han"), other))
			n.must(do(theirs.ID))
			n.refuses(do(other.ID), ilbo.Forbidden)
		})
	}
	s := n.published("Bridge opens")
	n.must(n.Correct(ctx, park, s.ID, ilbo.Clarification, "A footbridge."))
	n.must(n.Kill(ctx, park, s.ID, "wrong", "Withdrawn."))
	moved := saving(n, n.draft("Moves").ID, "Moves")
	moved.Copy.Section = "business"
	_, err := n.Save(ctx, park, moved)
	n.refuses(err, ilbo.Forbidden) // nor may they move a story out of their reach
}

func TestATranslationIsTiedToWhatItTranslates(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	lee := editor("lee")
	s := n.published("Bridge opens")
	id, err := n.Translate(ctx, lee, s.ID)
	n.must(err)
	made := n.draftOf(id)
	same(t, "language", made.Language, ilbo.Korean)
	v, err := n.Version(ctx, lee, id, 0)
	n.must(err)
	original := n.story(s.ID)
	if original.Translations == "" || v.Copy.Translations != original.Translations {
		t.Errorf("%q is tied to %q", v.Copy.Translations, original.Translations)
	}
	same(t, "waiting changes of the original", n.draftOf(s.ID).Changes(), false)
	same(t, "newest version of the original", n.headline(s.ID, 0), "Bridge opens")
	keys := n.told(func() { n.must(n.Publish(ctx, lee, id, ilbo.Printing{})) })
	if !slices.Contains(keys, ilbo.KeyStory(s.ID)) {
		t.Errorf("the original does not hear of its translation: %v", keys)
	}

	begun := n.begun(writer("han"), "A draft")
	id, err = n.Translate(ctx, lee, begun)
	n.must(err)
	v, err = n.Version(ctx, lee, begun, 0)
	n.must(err)
	other, err := n.Version(ctx, lee, id, 0)
	n.must(err)
	same(t, "ties of drafts", other.Copy.Translations, v.Copy.Translations)
}
