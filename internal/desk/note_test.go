package desk_test

import (
	"testing"
	"time"

	"ilbo.press"
)

func TestNotesTellWhomTheyConcern(t *testing.T) {
	n := open(t)
	s := n.staffed()
	ctx := t.Context()
	a := n.plan("Bridge", "han")
	n.must(n.Plan(ctx, s["lee"], a))
	id, err := n.TakeUp(ctx, s["han"], a.ID)
	n.must(err)
	n.toldOf("han")

	first := &ilbo.Note{Story: id, Block: 1, Quote: "eight people", Text: "Nine? @park, @yun, @nobody and @han look.", By: "somebody else"}
	n.must(n.Remark(ctx, s["lee"], first))
	same(t, "mentioned: who may see the story", first.Mentions, []string{"park", "han"})
	same(t, "by", first.By, "lee")
	same(t, "who is told", []string{n.toldOf("park"), n.toldOf("han"), n.toldOf("yun"), n.toldOf("lee")}, []string{"mentioned", "mentioned", "", ""})

	answer := &ilbo.Note{ReplyTo: first.ID, Text: "Nine it is."}
	n.must(n.Remark(ctx, s["park"], answer))
	same(t, "told of the answer", []string{n.toldOf("lee"), n.toldOf("han"), n.toldOf("park")}, []string{"reply", "note", ""})
	deeper := &ilbo.Note{ReplyTo: answer.ID, Text: "Thanks."}
	n.must(n.Remark(ctx, s["han"], deeper))
	same(t, "an answer to an answer", []ilbo.NoteID{deeper.ReplyTo, ilbo.NoteID(deeper.Story)}, []ilbo.NoteID{first.ID, ilbo.NoteID(id)})
	same(t, "told of that", []string{n.toldOf("lee"), n.toldOf("park"), n.toldOf("han")}, []string{"reply", "reply", ""})

	for range 2 {
		n.must(n.Resolve(ctx, s["park"], first.ID))
	}
	same(t, "told that it is settled", n.toldOf("lee"), "resolved")
	notes, err := n.NotesOn(ctx, s["kim"], id)
	n.must(err)
	if len(notes) != 3 || notes[0].ResolvedBy != "park" || !notes[0].Resolved.Equal(n.now) {
		t.Errorf("notes: %+v", notes)
	}
	n.must(n.Unresolve(ctx, s["lee"], first.ID))
	n.refuses(n.Resolve(ctx, s["lee"], answer.ID), ilbo.Conflict)
}

func TestNotesAreForThoseWhoMaySeeTheStory(t *testing.T) {
	n := open(t)
	s := n.staffed()
	ctx := t.Context()
	story := n.draft("Secret")
	first := &ilbo.Note{Story: story.ID, Text: "Not yet."}
	n.must(n.Remark(ctx, s["han"], first))
	_, err := n.NotesOn(ctx, s["yun"], story.ID)
	for what, err := range map[string]error{
		"reading":   err,
		"writing":   n.Remark(ctx, s["yun"], &ilbo.Note{Story: story.ID, Text: "Hello"}),
		"answering": n.Remark(ctx, s["yun"], &ilbo.Note{ReplyTo: first.ID, Text: "Hello"}),
		"settling":  n.Resolve(ctx, s["yun"], first.ID),
	} {
		t.Run(what, func(t *testing.T) { n.refuses(err, ilbo.Forbidden) })
	}
	n.refuses(n.Remark(ctx, s["han"], &ilbo.Note{Story: story.ID, Text: " "}), ilbo.Invalid)
	n.refuses(n.Remark(ctx, s["han"], &ilbo.Note{Story: 999, Text: "Hello"}), ilbo.NotFound)
	n.refuses(n.Remark(ctx, s["han"], &ilbo.Note{ReplyTo: 999, Text: "Hello"}), ilbo.NotFound)
}

func TestEditorsOfASectionAreThoseWhoDecideThere(t *testing.T) {
	n := open(t)
	n.staffed()
	for section, want := range map[ilbo.SectionID][]string{"national": {"lee"}, "national/politics": {"lee"}, "sports": {"kim"}} {
		got, err := n.EditorsOf(t.Context(), section)
		n.must(err)
		same(t, "editors of "+string(section), got, want)
	}
}

func TestNobodyIsToldOfTheirOwnDeedsNorForEver(t *testing.T) {
	n := open(t)
	n.staffed()
	ctx := t.Context()
	n.must(n.TellAll(ctx, []string{"han", "han", "park", "gone", "nobody", ""}, ilbo.Notification{What: ilbo.ToldSentBack, Story: 1, By: "park", Text: "line\nsecond"}))
	found, err := n.store.Notifications(ctx, ilbo.NotificationQuery{For: "han", Unread: true, Limit: 10})
	n.must(err)
	if len(found) != 1 || found[0].Text != "line" || !found[0].At.Equal(n.now) {
		t.Errorf("told %+v", found)
	}
	same(t, "who did it", n.toldOf("park"), "")
	n.now = n.now.Add(91 * 24 * time.Hour)
	n.must(n.Sweep(ctx))
	found, err = n.store.Notifications(ctx, ilbo.NotificationQuery{For: "han", Limit: 10})
	n.must(err)
	same(t, "after a quarter", len(found), 0)
}
