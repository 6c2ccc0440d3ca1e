package lesson_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/lesson"
)

// A press counts what it prints.
type press struct{ printed int }

func (p *press) Print(_ context.Context, w io.Writer, g *lesson.Gathered) error {
	p.printed++
	_, err := fmt.Fprintf(w, "%%PDF %s %d", g.Issue.Title, len(g.Chapters))
	return err
}

// A postbag keeps the mailings that it is to carry.
type postbag struct {
	mu   sync.Mutex
	sent []ilbo.Mailing
	err  error
}

func (p *postbag) Carry(_ context.Context, m ilbo.Mailing) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.sent = append(p.sent, m)
	}
	return m.Day, p.err
}

type files map[string][]byte

func (f files) Put(_ context.Context, key string, r io.Reader) error {
	data, err := io.ReadAll(r)
	f[key] = data
	return err
}

// A making is a room where issues are made.
type making struct {
	*room
	weekly *lesson.Weekly
	press  *press
	post   *postbag
	files  files
	now    time.Time
}

func newMaking(t *testing.T) *making {
	t.Helper()
	r := newRoom(t)
	m := &making{room: r, press: &press{}, post: &postbag{}, files: files{}, now: noon}
	m.weekly = &lesson.Weekly{Store: r.store, Printer: m.press, Letters: m.post, Files: m.files, Paper: &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Paper"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC},
		Clock: func() time.Time { return m.now }, Log: slog.New(slog.DiscardHandler)}
	if _, err := r.Prepare(t.Context(), rahim, r.lesson(), ""); err != nil {
		t.Fatal(err)
	}
	return m
}

// issue is one with the room's story.
func (m *making) issue(t *testing.T) *ilbo.Issue {
	t.Helper()
	i, err := m.weekly.Begin(t.Context(), rahim, ilbo.Issue{Course: "weekly", Date: noon, Title: "첫 호"})
	if err != nil {
		t.Fatal(err)
	}
	i.Stories, i.Newsletter, i.Word = []ilbo.StoryID{m.story.ID}, 7, ilbo.Paragraphs("안녕하십니까.")
	if i, err = m.weekly.Write(t.Context(), rahim, i); err != nil {
		t.Fatal(err)
	}
	return i
}

func TestAnIssueIsMadePublishedPrintedAndMailedOnce(t *testing.T) {
	m := newMaking(t)
	ctx := t.Context()
	i := m.issue(t)
	if err := m.weekly.Fill(ctx, i.ID); err != nil || m.press.printed+len(m.post.sent) > 0 {
		t.Fatalf("what is being made is printed or mailed: %v", err)
	}
	later := noon.Add(time.Hour)
	if err := m.weekly.Publish(ctx, rahim, i.ID, i.Revision, later); err != nil {
		t.Fatal(err)
	}
	if err := m.weekly.Fill(ctx, i.ID); err != nil || m.press.printed+len(m.post.sent) > 0 {
		t.Fatalf("what is published in an hour is printed or mailed: %v", err)
	}
	m.now = later
	for range 3 {
		if err := m.weekly.Fill(ctx, i.ID); err != nil {
			t.Fatal(err)
		}
	}
	if m.press.printed != 1 || len(m.post.sent) != 1 || len(m.files) != 1 {
		t.Fatalf("it is printed %d times and mailed %d times", m.press.printed, len(m.post.sent))
	}
	letter := m.post.sent[0]
	if letter.Newsletter != 7 || letter.Subject != "첫 호" || letter.Note != "안녕하십니까." || letter.Begun.IsZero() || letter.Day != "2026-11-24" {
		t.Errorf("the mailing is %+v", letter)
	}
	if err := letter.Body.CheckLetter(); err != nil {
		t.Error(err)
	}
	if got := letter.Body.Text(); !strings.Contains(got, "부두") || !strings.Contains(got, string(m.story.Path)) {
		t.Errorf("the letter says %q", got)
	}
	got, err := m.store.Issue(ctx, i.ID)
	if err != nil || got.Mailed != "2026-11-24" || got.PublishedBy != "rahim" {
		t.Errorf("it is %+v, %v", got, err)
	}
	log, err := m.store.AuditLog(ctx, ilbo.AuditQuery{On: ilbo.AuditedIssue(i.ID), Limit: 9})
	if err != nil || len(log) != 2 || log[0].Deed != ilbo.DeedIssueOut || log[1].Deed != ilbo.DeedIssue {
		t.Errorf("the log has %+v, %v", log, err)
	}
}

// Several nodes that do the same job have one mailing.
func TestAnIssueIsMailedByOneNode(t *testing.T) {
	m := newMaking(t)
	i := m.issue(t)
	if err := m.weekly.Publish(t.Context(), rahim, i.ID, i.Revision, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if _, err := m.store.MailIssue(t.Context(), i.ID, "2026-11-24"); err != nil { // the other node
		t.Fatal(err)
	}
	if err := m.weekly.Fill(t.Context(), i.ID); err != nil || len(m.post.sent) != 0 {
		t.Errorf("it is mailed again: %v", err)
	}
}

func TestANewsletterThatEndedIsNoFailure(t *testing.T) {
	m := newMaking(t)
	i := m.issue(t)
	m.post.err = &ilbo.Error{Kind: ilbo.Gone, Say: "over"}
	if err := m.weekly.Publish(t.Context(), rahim, i.ID, i.Revision, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if err := m.weekly.Fill(t.Context(), i.ID); err != nil {
		t.Error(err)
	}
	m.post.err = nil
	m.now = noon.Add(48 * time.Hour)
	if err := m.weekly.Fill(t.Context(), i.ID); err != nil || len(m.post.sent) != 0 {
		t.Errorf("the letter of the day before yesterday is sent: %v", err)
	}
}

func TestWhatIsWithdrawnIsNotLent(t *testing.T) {
	m := newMaking(t)
	ctx := t.Context()
	i := m.issue(t)
	if err := m.weekly.Publish(ctx, rahim, i.ID, i.Revision, time.Time{}); err != nil {
		t.Fatal(err)
	}
	lent := func(e ilbo.Entitlement) error {
		now, err := m.store.Issue(ctx, i.ID)
		if err != nil {
			t.Fatal(err)
		}
		_, err = m.weekly.Lent(ctx, now, e)
		return err
	}
	if err := lent(ilbo.ToWeekly); !errors.Is(err, ilbo.Busy) {
		t.Errorf("before it is printed: %v", err)
	}
	if err := m.weekly.Fill(ctx, i.ID); err != nil {
		t.Fatal(err)
	}
	for e, kind := range map[ilbo.Entitlement]error{ilbo.ToWeekly: nil, ilbo.ToWeekly | ilbo.ToStories: nil, 0: ilbo.Forbidden, ilbo.ToStories: ilbo.Forbidden, ilbo.ToEPaper: ilbo.Forbidden} {
		if err := lent(e); !errors.Is(err, kind) {
			t.Errorf("with %b it is lent: %v", e, err)
		}
	}
	m.story.Kill = &ilbo.Kill{By: "rahim", At: m.now, Reason: "wrong", Notice: "withdrawn"}
	if err := m.store.PutStory(ctx, m.story); err != nil {
		t.Fatal(err)
	}
	if err := lent(ilbo.ToWeekly); !errors.Is(err, ilbo.Busy) {
		t.Errorf("with a killed story in it: %v", err)
	}
	if err := m.weekly.Changed(ctx, m.story.ID); err != nil {
		t.Fatal(err)
	}
	if err := m.weekly.Fill(ctx, i.ID); err != nil || m.press.printed != 2 {
		t.Fatalf("it is not printed anew: %v", err)
	}
	if err := lent(ilbo.ToWeekly); err != nil {
		t.Errorf("printed anew: %v", err)
	}
	printed, err := m.store.PrintedIssue(ctx, i.ID)
	if err != nil || len(printed.Stories) != 0 || !bytes.HasSuffix(m.files[printed.File.Key()], []byte(" 0")) {
		t.Errorf("it is printed with %v, %v", printed, err)
	}
	now, _ := m.store.Issue(ctx, i.ID)
	if err := m.weekly.Withdraw(ctx, rahim, i.ID, now.Revision, "a mistake"); err != nil {
		t.Fatal(err)
	}
	if err := lent(ilbo.ToWeekly); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("withdrawn it is lent: %v", err)
	}
}

// A sample gives everybody what is not locked, and nothing that is.
func TestASampleGivesWhatIsNotLocked(t *testing.T) {
	for name, c := range map[string]struct {
		sample bool
		e      ilbo.Entitlement
		access ilbo.Access
		want   bool
	}{
		"a stranger, of an issue":               {false, 0, ilbo.Free, false},
		"a subscriber of stories, of an issue":  {false, ilbo.ToStories | ilbo.ToEPaper, ilbo.Free, false},
		"a subscriber of the weekly":            {false, ilbo.ToWeekly, ilbo.Subscribers, true},
		"a stranger, of a sample":               {true, 0, ilbo.Free, true},
		"a stranger, of a sample's metered":     {true, 0, ilbo.Metered, false},
		"a stranger, of a sample's locked":      {true, 0, ilbo.Subscribers, false},
		"a subscriber of the weekly, of sample": {true, ilbo.ToWeekly, ilbo.Subscribers, true},
	} {
		i := &ilbo.Issue{Course: "weekly", Sample: c.sample}
		if got := i.Gives(c.e, c.access); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestIssuesAreRefused(t *testing.T) {
	m := newMaking(t)
	ctx := t.Context()
	i := m.issue(t)
	draft := &ilbo.Story{Language: ilbo.English, Section: "weekly/annotated", Headline: "Draft", Slug: "draft", Filed: noon, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(first)}}}
	plain := &ilbo.Story{Language: ilbo.English, Section: "weekly/annotated", Headline: "Plain", Slug: "plain", Path: "/weekly/2026/11/24/plain", Filed: noon, Published: noon, Body: draft.Body}
	other := &ilbo.Story{Language: ilbo.English, Section: "national", Headline: "Other", Slug: "other", Path: "/national/2026/11/24/other", Filed: noon, Published: noon, Body: draft.Body}
	for _, s := range []*ilbo.Story{draft, plain, other} {
		if err := m.store.PutStory(ctx, s); err != nil {
			t.Fatal(err)
		}
		l := m.lesson()
		if l.Story = s.ID; s != plain {
			l.Learned, l.By, l.At = ilbo.English, "rahim", noon
			if err := m.store.PutLesson(ctx, &l); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, c := range map[string]struct {
		by     ilbo.Staff
		kind   ilbo.Kind
		change func(*ilbo.Issue)
	}{
		"a reporter":                {asha, ilbo.Forbidden, func(*ilbo.Issue) {}},
		"another section's editor":  {ilbo.Staff{Login: "suji", Role: ilbo.SectionEditor, Sections: []ilbo.SectionID{"sports"}}, ilbo.Forbidden, func(*ilbo.Issue) {}},
		"an old revision":           {rahim, ilbo.Conflict, func(i *ilbo.Issue) { i.Revision-- }},
		"a story twice":             {rahim, ilbo.Invalid, func(i *ilbo.Issue) { i.Stories = append(i.Stories, i.Stories[0]) }},
		"a story that is not there": {rahim, ilbo.NotFound, func(i *ilbo.Issue) { i.Stories = append(i.Stories, 99) }},
		"a story that is not out":   {rahim, ilbo.Invalid, func(i *ilbo.Issue) { i.Stories = append(i.Stories, draft.ID) }},
		"a story without a lesson":  {rahim, ilbo.Invalid, func(i *ilbo.Issue) { i.Stories = append(i.Stories, plain.ID) }},
		"another course's story":    {rahim, ilbo.Invalid, func(i *ilbo.Issue) { i.Stories = append(i.Stories, other.ID) }},
		"41 stories":                {rahim, ilbo.Invalid, func(i *ilbo.Issue) { i.Stories = make([]ilbo.StoryID, 41) }},
		"no title":                  {rahim, ilbo.Invalid, func(i *ilbo.Issue) { i.Title = " " }},
		"a title that turns round":  {rahim, ilbo.Invalid, func(i *ilbo.Issue) { i.Title = strings.Repeat("a", 121) }},
		"no day":                    {rahim, ilbo.Invalid, func(i *ilbo.Issue) { i.Date = time.Time{} }},
		"a word with a picture":     {rahim, ilbo.Invalid, func(i *ilbo.Issue) { i.Word = ilbo.Body{{Kind: ilbo.PictureKind}} }},
		"a word with a script": {rahim, ilbo.Invalid, func(i *ilbo.Issue) {
			i.Word = ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "x", Href: "javascript:alert(1)"}}}}
		}},
		"a word that never ends": {rahim, ilbo.Invalid, func(i *ilbo.Issue) { i.Word = ilbo.Paragraphs(strings.Repeat("a ", 4_001)) }},
	} {
		changed := *i
		changed.Stories = append([]ilbo.StoryID(nil), i.Stories...)
		c.change(&changed)
		if _, err := m.weekly.Write(ctx, c.by, &changed); !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := m.weekly.Publish(ctx, asha, i.ID, i.Revision, time.Time{}); !errors.Is(err, ilbo.Forbidden) {
		t.Errorf("a reporter publishes: %v", err)
	}
	m.story.Hold = &ilbo.Hold{By: "rahim", At: noon, Reason: "a call"}
	if err := m.store.PutStory(ctx, m.story); err != nil {
		t.Fatal(err)
	}
	if err := m.weekly.Publish(ctx, rahim, i.ID, i.Revision, time.Time{}); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("an issue of held stories is published: %v", err)
	}
}

func TestDoubtsAreSaidAndForbidNothing(t *testing.T) {
	m := newMaking(t)
	ctx := t.Context()
	i := m.issue(t)
	m.story.Body = ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("The ferry left the quay at ten. " + second)}}
	m.story.Access = ilbo.Metered
	if err := m.store.PutStory(ctx, m.story); err != nil {
		t.Fatal(err)
	}
	i.Sample = true
	i, err := m.weekly.Write(ctx, rahim, i)
	if err != nil {
		t.Fatal(err)
	}
	g, err := m.weekly.Gather(ctx, i)
	if err != nil {
		t.Fatal(err)
	}
	got := map[lesson.DoubtKind]int{}
	for _, d := range g.Doubts {
		got[d.Kind] = d.N
	}
	if len(got) != 4 || got[lesson.DoubtHalf] != 2 || got[lesson.DoubtDetached] != 1 || got[lesson.DoubtStale] != 1 || got[lesson.DoubtLocked] != 1 {
		t.Errorf("the doubts are %v", got)
	}
	if err := m.weekly.Publish(ctx, rahim, i.ID, i.Revision, time.Time{}); err != nil {
		t.Errorf("they forbid it: %v", err)
	}
}

func TestLessonsOfTheWeekAreOfferedFirst(t *testing.T) {
	m := newMaking(t)
	ctx := t.Context()
	taken := m.issue(t)
	put := func(name string, at time.Time) ilbo.StoryID {
		s := &ilbo.Story{Language: ilbo.English, Section: "weekly/annotated", Headline: name, Slug: ilbo.Slug(name), Path: ilbo.Path("/weekly/2026/11/24/" + name), Filed: at, Published: at, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(first)}}}
		if err := m.store.PutStory(ctx, s); err != nil {
			t.Fatal(err)
		}
		l := ilbo.Lesson{Story: s.ID, Learned: ilbo.English, Explained: ilbo.Korean, Level: "A2", By: "rahim", At: at}
		if err := m.store.PutLesson(ctx, &l); err != nil {
			t.Fatal(err)
		}
		return s.ID
	}
	old, fresh := put("old", noon.AddDate(0, 0, -20)), put("fresh", noon.AddDate(0, 0, -2))
	next, err := m.weekly.Begin(ctx, rahim, ilbo.Issue{Course: "weekly", Date: noon, Title: "둘째 호"})
	if err != nil || next.Number != 2 || next.Newsletter != taken.Newsletter {
		t.Fatalf("the next issue is %+v, %v", next, err)
	}
	offers, err := m.weekly.Offers(ctx, next)
	if err != nil {
		t.Fatal(err)
	}
	var got []ilbo.StoryID
	for _, o := range offers {
		got = append(got, o.ID)
	}
	if len(got) != 3 || got[0] != fresh || got[1] != old || got[2] != m.story.ID || offers[2].In != 1 {
		t.Errorf("the offers are %v", got)
	}
}
