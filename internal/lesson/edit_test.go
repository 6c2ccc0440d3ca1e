package lesson_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/lesson"
)

func pier(meaning string) *ilbo.Gloss {
	return &ilbo.Gloss{Passage: ilbo.Passage{Sentence: first, From: 19, Words: "pier"}, Headword: "pier", Meaning: meaning}
}

// deeds are what the audit log says of lessons, the newest first.
func (r *room) deeds(t *testing.T) (all []string) {
	t.Helper()
	lines, err := r.store.AuditLog(context.Background(), ilbo.AuditQuery{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		all = append(all, string(l.Deed)+": "+l.Detail)
	}
	return all
}

func TestALessonIsMendedPieceByPiece(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	id := r.story.ID
	mend := func(e lesson.Edit) *lesson.Sheet {
		t.Helper()
		sheet, err := r.Mend(ctx, rahim, id, e)
		if err != nil {
			t.Fatal(err)
		}
		return sheet
	}
	if sheet := mend(lesson.Edit{Level: "C1"}); !sheet.Lesson.At.IsZero() {
		t.Error("a level alone is a lesson")
	}
	sheet := mend(lesson.Edit{Level: "B1", Put: pier("부두")})
	if g := sheet.Setting.Glosses; len(g) != 1 || sheet.Lesson.Level != "B1" || sheet.Lesson.Explained != ilbo.Korean {
		t.Fatalf("the lesson is %+v", sheet.Lesson)
	}
	sum := sheet.Lesson.Glosses[0].Sum()
	mend(lesson.Edit{Rendering: &ilbo.Rendering{Passage: ilbo.Passage{Sentence: second}, Text: "아무도 손을 흔들지 않았다."}})
	mend(lesson.Edit{Put: pier("선창"), Off: &pier("").Passage, Was: sum})
	mend(lesson.Edit{Level: "B2"})
	got := strings.Join(r.deeds(t), "\n")
	want := "lesson: level B2\nlesson: explained “pier” anew: 선창, was “pier”: 부두\nlesson: translated “Nobody waved.”\nlesson: explained “pier”: 부두"
	if got != want {
		t.Errorf("the log says\n%s\nwant\n%s", got, want)
	}
	sheet = mend(lesson.Edit{Off: &pier("").Passage, Was: mustSheet(t, r).Lesson.Glosses[0].Sum()})
	if len(sheet.Lesson.Glosses) != 0 || sheet.Setting.Rendered() != 1 {
		t.Errorf("taken away, it is %+v", sheet.Lesson)
	}
}

func mustSheet(t *testing.T, r *room) *lesson.Sheet {
	t.Helper()
	sheet, err := r.Sheet(context.Background(), r.story.ID)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

// TestTwoDoNotWriteOverOneAnother lets two people have one lesson open.
func TestTwoDoNotWriteOverOneAnother(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	id := r.story.ID
	conflict := func(what string, err error) {
		t.Helper()
		if !errors.Is(err, ilbo.Conflict) || !strings.HasPrefix(ilbo.SayOf(err), "Somebody else has changed") {
			t.Errorf("%s: %v", what, err)
		}
	}
	opened := mustSheet(t, r) // by both
	if _, err := r.Mend(ctx, rahim, id, lesson.Edit{Level: "B1", Put: pier("부두")}); err != nil {
		t.Fatal(err)
	}
	// Another thing of the lesson is no conflict; the same one is.
	wave := &ilbo.Rendering{Passage: ilbo.Passage{Sentence: second}, Text: "아무도."}
	if _, err := r.Mend(ctx, rahim, id, lesson.Edit{Rendering: wave}); err != nil {
		t.Errorf("another sentence: %v", err)
	}
	_, err := r.Mend(ctx, rahim, id, lesson.Edit{Rendering: &ilbo.Rendering{Passage: wave.Passage, Text: "누구도."}})
	conflict("a sentence that was not translated when the page was opened", err)
	_, err = r.Mend(ctx, rahim, id, lesson.Edit{Put: pier("선창"), Off: &pier("").Passage, Was: "other"})
	conflict("a gloss that was written anew", err)
	_, err = r.Mend(ctx, rahim, id, lesson.Edit{Off: &ilbo.Passage{Sentence: first, From: 4, Words: "ferry"}})
	conflict("a gloss that is gone", err)
	l := r.lesson()
	_, err = r.Prepare(ctx, rahim, l, "")
	conflict("the whole lesson, which was not there", err)
	if _, err = r.Prepare(ctx, rahim, l, opened.Lesson.Sum()); !errors.Is(err, ilbo.Conflict) {
		t.Errorf("the whole lesson, as it was: %v", err)
	}
	if sheet := mustSheet(t, r); sheet.Lesson.Glosses[0].Meaning != "부두" || sheet.Lesson.Renderings[0].Text != "아무도." {
		t.Errorf("what was refused is kept: %+v", sheet.Lesson)
	}
	kept, err := r.Prepare(ctx, rahim, l, mustSheet(t, r).Lesson.Sum())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Prepare(ctx, rahim, l, "whatever"); err != nil {
		t.Errorf("the same lesson again: %v", err)
	}
	if kept.Lesson.At.IsZero() {
		t.Error("it has no time")
	}
}

func TestMendRefuses(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	if _, err := r.Mend(ctx, rahim, r.story.ID, lesson.Edit{Level: "B1", Put: pier("부두")}); err != nil {
		t.Fatal(err)
	}
	note := func(text string) *ilbo.Gloss {
		g := &ilbo.Gloss{Passage: ilbo.Passage{Sentence: first, From: 4, Words: "ferry"}, Headword: "ferry", Meaning: "나룻배", Note: text}
		return g
	}
	for name, c := range map[string]struct {
		by   ilbo.Staff
		edit lesson.Edit
		kind ilbo.Kind
	}{
		"a reporter":            {asha, lesson.Edit{Put: note("")}, ilbo.Forbidden},
		"overlapping words":     {rahim, lesson.Edit{Put: &ilbo.Gloss{Passage: ilbo.Passage{Sentence: first, From: 15, Words: "the pier"}, Headword: "pier", Meaning: "부두"}}, ilbo.Invalid},
		"words that are gone":   {rahim, lesson.Edit{Put: &ilbo.Gloss{Passage: ilbo.Passage{Sentence: "The quay.", From: 4, Words: "quay"}, Headword: "quay", Meaning: "부두"}}, ilbo.Invalid},
		"a sentence like one":   {rahim, lesson.Edit{Rendering: &ilbo.Rendering{Passage: ilbo.Passage{Sentence: "Somebody waved."}, Text: "누가."}}, ilbo.Invalid},
		"an override":           {rahim, lesson.Edit{Put: note("abc\u202edef")}, ilbo.Invalid},
		"an isolate":            {rahim, lesson.Edit{Put: note("\u2066abc")}, ilbo.Invalid},
		"a mark of no width":    {rahim, lesson.Edit{Put: note("a\u200bb")}, ilbo.Invalid},
		"a level of no use":     {rahim, lesson.Edit{Level: "TOPIK 1"}, ilbo.Invalid},
		"a translation that is": {rahim, lesson.Edit{Rendering: &ilbo.Rendering{Passage: ilbo.Passage{Sentence: second}, Text: "\u202e"}}, ilbo.Invalid},
	} {
		if _, err := r.Mend(ctx, c.by, r.story.ID, c.edit); !errors.Is(err, c.kind) || ilbo.SayOf(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, text := range []string{"מזח בעברית", "رصيف الميناء", "👩‍👩‍👧 🇰🇷"} {
		sheet, err := r.Mend(ctx, rahim, r.story.ID, lesson.Edit{Put: note(text)})
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		g := sheet.Setting.Glosses[0]
		if g.Note != text {
			t.Errorf("%q is kept as %q", text, g.Note)
		}
		if _, err := r.Mend(ctx, rahim, r.story.ID, lesson.Edit{Off: &g.Gloss.Passage, Was: g.Gloss.Sum()}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDetachedGlossesAreKeptUntilSomebodyDecides edits a story under its lesson.
func TestDetachedGlossesAreKeptUntilSomebodyDecides(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	if _, err := r.Prepare(ctx, rahim, r.lesson(), ""); err != nil {
		t.Fatal(err)
	}
	r.story.Body = ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Boats tie up at a pier of stone. " + second)}}
	if err := r.store.PutStory(ctx, r.story); err != nil {
		t.Fatal(err)
	}
	sheet, err := r.Mend(ctx, rahim, r.story.ID, lesson.Edit{Rendering: &ilbo.Rendering{Passage: ilbo.Passage{Sentence: second}, Text: "아무도."}})
	if err != nil || len(sheet.Setting.Detached) != 1 || len(sheet.Setting.Stale) != 1 {
		t.Fatalf("after a change elsewhere: %+v, %v", sheet, err)
	}
	g := *sheet.Setting.Detached[0]
	put := g
	put.Passage = ilbo.Passage{Sentence: "Boats tie up at a pier of stone.", From: 18, Words: "pier"}
	if sheet, err = r.Mend(ctx, rahim, r.story.ID, lesson.Edit{Put: &put, Off: &g.Passage, Was: g.Sum()}); err != nil || len(sheet.Setting.Detached) != 0 || len(sheet.Setting.Glosses) != 1 {
		t.Fatalf("put on its word again: %+v, %v", sheet, err)
	}
	stale := sheet.Setting.Stale[0]
	if sheet, err = r.Mend(ctx, rahim, r.story.ID, lesson.Edit{Rendering: &ilbo.Rendering{Passage: stale.Passage}, Was: stale.Sum()}); err != nil || len(sheet.Setting.Stale) != 0 {
		t.Errorf("a stale translation taken away: %+v, %v", sheet, err)
	}
}

// TestALessonOfADraftWaitsForItsCopy goes the way of a story to the public, with the
// lesson beside it.
func TestALessonOfADraftWaitsForItsCopy(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	about := &ilbo.Paper{Languages: []ilbo.Language{ilbo.English}, Zone: noon.Location()}
	newsroom := desk.New(r.store, about, func() time.Time { return noon }).Teaching(r.Desk)
	if err := r.store.PutSections(ctx, []ilbo.Section{{ID: "weekly", Name: ilbo.Words{ilbo.English: "Weekly"}}}); err != nil {
		t.Fatal(err)
	}
	id, err := newsroom.Begin(ctx, rahim, ilbo.Copy{Language: ilbo.English, Section: "weekly", Headline: "A ferry"})
	if err != nil {
		t.Fatal(err)
	}
	save := func(text string) int {
		t.Helper()
		newest, err := newsroom.Version(ctx, rahim, id, 0)
		if err != nil {
			t.Fatal(err)
		}
		c := *newest.Copy
		c.Slug, c.Body = "ferry-draft", ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(text)}}
		v, err := newsroom.Save(ctx, rahim, desk.Saving{Story: id, Base: newest.Number, Tab: "t", Copy: c})
		if err != nil {
			t.Fatal(err)
		}
		return v.Number
	}
	of := func(find func(context.Context, ilbo.StoryID) (*ilbo.Lesson, error)) *ilbo.Lesson {
		t.Helper()
		l, err := find(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	version := save(first + " " + second)
	if _, err := r.Mend(ctx, rahim, id, lesson.Edit{Level: "B1", Put: pier("부두")}); err != nil {
		t.Fatalf("on a story that nobody has published: %v", err)
	}
	stands, err := r.Stands(ctx, id)
	if err != nil || stands.Rendered != 0 || stands.Sentences != 2 || !stands.Half() {
		t.Errorf("before it is published it stands as %+v, %v", stands, err)
	}
	if err := newsroom.Publish(ctx, rahim, id, ilbo.Printing{Version: version}); err != nil {
		t.Fatal(err)
	}
	if l := of(r.store.Lesson); len(l.Glosses) != 1 {
		t.Errorf("published, readers have %+v", l)
	}

	// A sentence is written anew; the lesson follows the draft, and readers keep theirs.
	const anew = "At ten the ferry left a pier."
	version = save(anew + " " + second)
	sheet, err := r.Sheet(ctx, id)
	if err != nil || !sheet.Waits || len(sheet.Setting.Detached) != 1 {
		t.Fatalf("on the new copy: %+v, %v", sheet, err)
	}
	g := *sheet.Setting.Detached[0]
	put := g
	put.Passage = ilbo.Passage{Sentence: anew, From: 24, Words: "pier"}
	if _, err := r.Mend(ctx, rahim, id, lesson.Edit{Put: &put, Off: &g.Passage, Was: g.Sum()}); err != nil {
		t.Fatal(err)
	}
	s, err := r.store.Story(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if l := of(r.store.Lesson); len(l.On(s.Body).Glosses) != 1 || l.Glosses[0].Sentence != first {
		t.Errorf("readers have lost the lesson of what they read: %+v", l)
	}
	if l := of(r.store.WorkingLesson); l.Glosses[0].Sentence != anew {
		t.Errorf("the desk works at %+v", l)
	}
	if err := newsroom.Update(ctx, rahim, id, ilbo.Printing{Version: version}); err != nil {
		t.Fatal(err)
	}
	s, err = r.store.Story(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if set := of(r.store.Lesson).On(s.Body); len(set.Glosses) != 1 || len(set.Detached) != 0 {
		t.Errorf("updated, readers have %+v", set)
	}
	prints, err := r.store.LessonPrints(ctx, id)
	if err != nil || len(prints) == 0 || !prints[len(prints)-1].Half() || prints[len(prints)-1].By != "rahim" {
		t.Errorf("its history has %+v, %v", prints, err)
	}
}
