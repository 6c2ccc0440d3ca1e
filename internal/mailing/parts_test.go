package mailing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/mailing"
)

func paragraph(spans ...ilbo.Span) ilbo.Block {
	return ilbo.Block{Kind: ilbo.Paragraph, Text: spans}
}

func mention(text, href string) ilbo.Block { return paragraph(ilbo.Span{Text: text, Href: href}) }

// Stories stand between the blocks of a letter, as the public may see them when it
// is sent: of one that is locked the teaser, of one that is hidden nothing.
func TestStoriesStandBetweenTheBlocksOfALetter(t *testing.T) {
	r := newRoom(t)
	id := r.morning(t)
	body := ilbo.Body{
		paragraph(ilbo.Span{Text: "Good morning."}),
		mention("what I call it", "/national/2026/11/29/budget?from=desk"),
		paragraph(ilbo.Span{Text: "And now."}),
		mention("SECRET headline", "https://daily.example/national/hidden"),
		{Kind: ilbo.Quote, Text: ilbo.Plain("SECRET opening")},
		{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("SECRET word")}},
		mention("elsewhere", "https://other.example/national/2026/11/29/bridge"),
		mention("no story", "/about"),
		{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "ended", Caption: "SECRET caption"}}},
		{Kind: ilbo.Gallery, Figures: []ilbo.Figure{{Picture: "ended"}, {Picture: "good", Alt: "Good"}}},
	}
	_, m, _, err := r.Upcoming(t.Context(), publisher, id)
	if err != nil {
		t.Fatal(err)
	}
	m.Body = body
	revision, err := r.WriteBody(t.Context(), publisher, m)
	if err != nil || revision != 1 {
		t.Fatal(revision, err)
	}
	l, err := r.Preview(t.Context(), publisher, id)
	if err != nil {
		t.Fatal(err)
	}
	if l.Subject != "The Morning: Budget <passes>" {
		t.Errorf("the subject is %q", l.Subject)
	}
	var at []int
	for _, want := range []string{"Good morning.", "Budget <passes>", "(For subscribers)", "/national/2026/11/29/budget\n", "And now.", "elsewhere (https://other.example", "no story (https://daily.example/about)", "pictures/good/", "Bridge closes"} {
		at = append(at, strings.Index(l.Text, want))
	}
	if slices.Contains(at, -1) || !slices.IsSorted(at) {
		t.Errorf("the parts stand at %v in %s", at, l.Text)
	}
	if strings.Count(l.Text, "Budget <passes>") != 1 {
		t.Error("a story that stands between the blocks is listed again")
	}
	for _, form := range []string{l.Text, l.HTML} {
		if strings.Contains(form, "SECRET") || strings.Contains(form, "hidden") || strings.Contains(form, "what I call it") || strings.Contains(form, "ended") {
			t.Errorf("the letter shows what the public may not see: %s", form)
		}
	}
}

// Two people write one letter: the slower one is told, and nobody's words are lost.
func TestALetterIsWrittenUponTheNewest(t *testing.T) {
	r := newRoom(t)
	id := r.morning(t)
	_, mine, _, err := r.Upcoming(t.Context(), publisher, id)
	if err != nil {
		t.Fatal(err)
	}
	theirs := mine
	theirs.Subject, theirs.Body = "Theirs", ilbo.Body{paragraph(ilbo.Span{Text: "theirs"})}
	rahim := ilbo.Staff{Login: "rahim", Role: ilbo.ChiefEditor}
	if _, err := r.WriteBody(t.Context(), rahim, theirs); err != nil {
		t.Fatal(err)
	}
	mine.Body = ilbo.Body{paragraph(ilbo.Span{Text: "mine"})}
	_, err = r.WriteBody(t.Context(), publisher, mine)
	if !errors.Is(err, mailing.Crossed) || !errors.Is(err, ilbo.Conflict) || !strings.Contains(ilbo.SayOf(err), "rahim") {
		t.Errorf("writing over it: %v", err)
	}
	mine.Note = "A note"
	if err := r.Write(t.Context(), publisher, mine); !errors.Is(err, mailing.Crossed) {
		t.Errorf("writing over it by the form: %v", err)
	}
	mine.Revision = 1
	if err := r.Write(t.Context(), publisher, mine); err != nil {
		t.Fatal(err)
	}
	_, got, _, err := r.Upcoming(t.Context(), publisher, id)
	if err != nil || got.Revision != 2 || got.Note != "A note" || len(got.Body) != 1 || got.Body[0].Text.String() != "theirs" {
		t.Errorf("the form's note takes the body away: %+v, %v", got, err)
	}
	got.Body = ilbo.Body{{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "f"}}}
	if _, err := r.WriteBody(t.Context(), publisher, got); ilbo.KindOf(err) != ilbo.Invalid {
		t.Errorf("a film: %v", err)
	}
	if _, err := r.WriteBody(t.Context(), ilbo.Staff{Login: "asha", Role: ilbo.Reporter}, got); ilbo.KindOf(err) != ilbo.Invalid && ilbo.KindOf(err) != ilbo.Forbidden {
		t.Errorf("a reporter: %v", err)
	}
}
