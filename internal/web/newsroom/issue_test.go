package newsroom_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/store"
)

// A binding prints issues as a line, and keeps nothing.
type binding struct{}

func (binding) Print(_ context.Context, w io.Writer, g *lesson.Gathered) error {
	_, err := fmt.Fprintf(w, "%%PDF %d", len(g.Chapters))
	return err
}

func (binding) Put(context.Context, string, io.Reader) error { return nil }

func (binding) IssueProof(_ context.Context, l ilbo.Language, g *lesson.Gathered, e ilbo.Entitlement) ([]byte, error) {
	return fmt.Appendf(nil, "<p>proof in %s of %d stories for %d</p>", l, len(g.Chapters), e), nil
}

func binders(s *store.Store, paper *ilbo.Paper, clock ilbo.Clock) *lesson.Weekly {
	return &lesson.Weekly{Store: s, Printer: binding{}, Files: binding{}, Paper: paper, Clock: clock, Log: slog.New(slog.DiscardHandler)}
}

func (b *browser) sends(path string, form url.Values) answer {
	b.t.Helper()
	return b.do("POST", path, form.Encode())
}

// taught publishes a story with half a lesson.
func (h *house) taught(name string) ilbo.StoryID {
	h.t.Helper()
	s := &ilbo.Story{Language: ilbo.English, Section: "weekly/annotated", Headline: name, Slug: ilbo.Slug(name), Path: ilbo.Path("/weekly/2026/11/24/" + name), Filed: h.now, Published: h.now, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("The ferry left the pier at ten. Nobody waved.")}}}
	h.must(h.store.PutStory(h.t.Context(), s))
	l := &ilbo.Lesson{Story: s.ID, Learned: ilbo.English, Explained: ilbo.Korean, Level: "A2", By: "rahim", At: h.now, Glosses: []ilbo.Gloss{{Passage: ilbo.Passage{Sentence: "The ferry left the pier at ten.", From: 19, Words: "pier"}, Headword: "pier", Meaning: "부두"}},
		Renderings: []ilbo.Rendering{{Passage: ilbo.Passage{Sentence: "Nobody waved."}, Text: "아무도 손을 흔들지 않았다."}}}
	l.Settle(s.Body)
	h.must(h.store.PutLesson(h.t.Context(), l))
	return s.ID
}

func TestAnIssueIsMadeInTheNewsroom(t *testing.T) {
	h := open(t)
	one, two := h.taught("ferry"), h.taught("bridge")
	b := h.signedIn("rahim")
	form := url.Values{"course": {"weekly"}, "title": {"첫 호 <b>"}, "day": {"2026-11-24"}}
	a := b.sends("/newsroom/weekly", form)
	if a.status != http.StatusSeeOther || a.location != "/newsroom/weekly/1" {
		t.Fatalf("beginning it: %d %s %s", a.status, a.location, a.body)
	}
	page := b.get(a.location)
	for _, want := range []string{"첫 호 &lt;b&gt;", "ferry", "bridge", "of this week", fmt.Sprintf(`value="in %d"`, one)} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	form = url.Values{"revision": {"1"}, "title": {"첫 호"}, "day": {"2026-11-24"}, "word": {"반갑습니다.\r\n\r\n<script>"}, "newsletter": {"0"}, "story": {fmt.Sprint(one)}, "act": {fmt.Sprintf("in %d", two)}}
	if a = b.sends("/newsroom/weekly/1", form); a.status != http.StatusSeeOther || !strings.HasSuffix(a.location, fmt.Sprintf("#story-%d", two)) {
		t.Fatalf("taking one in: %d %s %s", a.status, a.location, a.body)
	}
	if a = b.sends("/newsroom/weekly/1", form); a.status != http.StatusConflict || !strings.Contains(a.body, "Somebody else has changed this issue") {
		t.Errorf("upon an old revision: %d", a.status)
	}
	form.Set("revision", "2")
	form["story"] = []string{fmt.Sprint(one), fmt.Sprint(two)}
	form.Set("act", fmt.Sprintf("up %d", two))
	if a = b.sends("/newsroom/weekly/1", form); a.status != http.StatusSeeOther {
		t.Fatalf("moving: %d %s", a.status, a.body)
	}
	i, err := h.store.Issue(t.Context(), 1)
	h.must(err)
	if len(i.Stories) != 2 || i.Stories[0] != two || len(i.Word) != 2 || i.Word[1].Text.String() != "<script>" {
		t.Errorf("it is %+v", i)
	}
	page = b.get("/newsroom/weekly/1")
	if !strings.Contains(page.body, "1 sentences are not translated") || strings.Contains(page.body, "<script>\n") || strings.Contains(page.body, "반갑습니다.\n\n<script>") {
		t.Error("the page does not say what is not finished, or shows markup")
	}
	for path, want := range map[string]string{"/web": "proof in ko of 2 stories for 4", "/web?as=stranger": "for 0", "/letter": "첫 호", "/pdf": "%PDF 2"} {
		if a := b.get("/newsroom/weekly/1" + path); a.status != http.StatusOK || !strings.Contains(a.body, want) {
			t.Errorf("%s: %d %.200s", path, a.status, a.body)
		}
	}
	out := url.Values{"revision": {"3"}, "when": {"now"}}
	if a = b.sends("/newsroom/weekly/1/publish", out); a.status != http.StatusBadRequest || !strings.Contains(a.body, "Tick that you have seen") {
		t.Errorf("half-translated, and nobody said so: %d", a.status)
	}
	out.Set("seen", "1")
	out.Set("when", "later")
	for _, at := range []string{"", "tomorrow", "2031-01-01T00:00"} {
		out.Set("at", at)
		if a = b.sends("/newsroom/weekly/1/publish", out); a.status != http.StatusBadRequest {
			t.Errorf("at %q: %d", at, a.status)
		}
	}
	out.Set("when", "now")
	if a = b.sends("/newsroom/weekly/1/publish", out); a.status != http.StatusSeeOther {
		t.Fatalf("publishing: %d %s", a.status, a.body)
	}
	if i, err = h.store.Issue(t.Context(), 1); err != nil || !i.Visible(h.now) {
		t.Fatalf("it is not out: %v", err)
	}
	if a = b.sends("/newsroom/weekly/1/withdraw", url.Values{"revision": {"4"}}); a.status != http.StatusBadRequest {
		t.Errorf("withdrawing without a reason: %d", a.status)
	}
	if a = b.sends("/newsroom/weekly/1/withdraw", url.Values{"revision": {"4"}, "reason": {"a mistake"}}); a.status != http.StatusSeeOther {
		t.Errorf("withdrawing: %d %s", a.status, a.body)
	}
	log := b.get("/newsroom/log").body
	for _, want := range []string{"made or changed an issue", "published an issue", "withdrew an issue"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log does not say who %s", want)
		}
	}
}

// Who does not publish in the section makes no issue of it, and learns nothing of one.
func TestOthersMakeNoIssues(t *testing.T) {
	h := open(t)
	h.taught("ferry")
	i := &ilbo.Issue{Course: "weekly", Date: h.now, Title: "secret title", By: "rahim", At: h.now}
	h.must(h.store.PutIssue(t.Context(), i))
	for login, listed := range map[string]int{"asha": http.StatusForbidden, "suji": http.StatusOK} {
		b := h.signedIn(login)
		if a := b.get("/newsroom/weekly"); a.status != listed || strings.Contains(a.body, `href="/newsroom/weekly/1"`) {
			t.Errorf("%s sees the list: %d", login, a.status)
		}
		for _, path := range []string{"", "/web", "/letter", "/pdf"} {
			if a := b.get("/newsroom/weekly/1" + path); a.status != http.StatusForbidden || strings.Contains(a.body, "secret title") {
				t.Errorf("%s sees %s: %d", login, path, a.status)
			}
		}
		for _, path := range []string{"", "/1", "/1/publish", "/1/withdraw"} {
			if a := b.sends("/newsroom/weekly"+path, url.Values{"course": {"weekly"}, "title": {"x"}, "day": {"2026-11-24"}, "revision": {"1"}, "reason": {"x"}}); a.status != http.StatusForbidden {
				t.Errorf("%s sends %s: %d", login, path, a.status)
			}
		}
	}
	b := h.browser()
	if a := b.get("/newsroom/weekly/1"); a.status != http.StatusSeeOther {
		t.Errorf("a stranger sees it: %d", a.status)
	}
}
