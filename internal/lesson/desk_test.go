package lesson_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/store"
)

var (
	noon   = time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)
	rahim  = ilbo.Staff{Login: "rahim", Role: ilbo.ChiefEditor}
	asha   = ilbo.Staff{Login: "asha", Role: ilbo.Reporter}
	second = "Nobody waved."
)

const first = "The ferry left the pier at ten."

type room struct {
	*lesson.Desk
	store *store.Store
	story *ilbo.Story
}

func newRoom(t *testing.T) *room {
	t.Helper()
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "paper.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.KeepCounts(context.Background(), time.UTC); err != nil {
		t.Fatal(err)
	}
	s := &ilbo.Story{Language: ilbo.English, Section: "weekly/annotated", Headline: "Ferry", Slug: "ferry", Path: "/weekly/2026/11/24/ferry", Filed: noon, Published: noon,
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(first + " " + second)}}}
	if err := db.PutStory(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	return &room{lesson.New(db, func() time.Time { return noon }), db, s}
}

func (r *room) lesson() ilbo.Lesson {
	return ilbo.Lesson{Story: r.story.ID, Explained: ilbo.Korean, Level: "A2",
		Glosses:    []ilbo.Gloss{{Passage: ilbo.Passage{Sentence: first, From: 19, Words: "pier"}, Headword: "pier", Meaning: "부두"}},
		Renderings: []ilbo.Rendering{{Passage: ilbo.Passage{Sentence: first}, Text: "나룻배는 열 시에 부두를 떠났다."}}}
}

func TestALessonIsPreparedAndSaysWhatIsMissing(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	sheet, err := r.Prepare(ctx, rahim, r.lesson(), "")
	if err != nil {
		t.Fatal(err)
	}
	base := sheet.Lesson.Sum()
	if sheet.Setting.Aligned() || sheet.Setting.Rendered() != 1 || len(sheet.Setting.Sentences) != 2 {
		t.Errorf("of %d sentences %d are translated, aligned: %t", len(sheet.Setting.Sentences), sheet.Setting.Rendered(), sheet.Setting.Aligned())
	}
	l := r.lesson()
	l.Renderings = append(l.Renderings, ilbo.Rendering{Passage: ilbo.Passage{Sentence: second}, Text: "아무도 손을 흔들지 않았다."})
	if sheet, err = r.Prepare(ctx, rahim, l, base); err != nil || !sheet.Setting.Aligned() {
		t.Errorf("with all sentences it is not aligned: %v", err)
	}
	r.story.Body = ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("The ferry left the quay at ten. " + second)}}
	if err := r.store.PutStory(ctx, r.story); err != nil {
		t.Fatal(err)
	}
	sheet, err = r.Sheet(ctx, r.story.ID)
	if err != nil || len(sheet.Setting.Detached) != 1 || len(sheet.Setting.Stale) != 1 || sheet.Setting.Aligned() {
		t.Errorf("after an edit: %+v, %v", sheet, err)
	}
	if err := r.Drop(ctx, rahim, r.story.ID); err != nil {
		t.Fatal(err)
	}
	if sheet, err = r.Sheet(ctx, r.story.ID); err != nil || !sheet.Lesson.At.IsZero() {
		t.Errorf("dropped, it gives %+v, %v", sheet, err)
	}
}

func TestPrepareRefuses(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	for name, c := range map[string]struct {
		by     ilbo.Staff
		kind   ilbo.Kind
		change func(*ilbo.Lesson)
	}{
		"a reporter, of what is published": {asha, ilbo.Forbidden, func(*ilbo.Lesson) {}},
		"a story that is not there":        {rahim, ilbo.NotFound, func(l *ilbo.Lesson) { l.Story = 99 }},
		"words that are not there": {rahim, ilbo.Invalid, func(l *ilbo.Lesson) {
			l.Glosses[0].Passage = ilbo.Passage{Sentence: "The ferry left the quay at ten.", From: 19, Words: "quay"}
		}},
		"a sentence like one":       {rahim, ilbo.Invalid, func(l *ilbo.Lesson) { l.Renderings[0].Sentence = strings.ToUpper(first) }},
		"a sentence rendered twice": {rahim, ilbo.Invalid, func(l *ilbo.Lesson) { l.Renderings = append(l.Renderings, l.Renderings[0]) }},
		"overlapping glosses": {rahim, ilbo.Invalid, func(l *ilbo.Lesson) {
			l.Glosses = append(l.Glosses, ilbo.Gloss{Passage: ilbo.Passage{Sentence: first, From: 15, Words: "the pier"}, Headword: "the pier", Meaning: "부두"})
		}},
	} {
		l := r.lesson()
		c.change(&l)
		if _, err := r.Prepare(ctx, c.by, l, ""); !errors.Is(err, c.kind) || ilbo.SayOf(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := r.store.Lesson(ctx, r.story.ID); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("what was refused is kept: %v", err)
	}
}
