package site_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/site"
)

// bound are issues over a real store, printed as a line of text.
type bound struct {
	*store.Store
	*lesson.Weekly
}

func (b bound) Open(ctx context.Context, f *ilbo.PrintFile) (*site.Plate, error) {
	return prints{b.Store}.Open(ctx, f)
}

func (b bound) Issue(ctx context.Context, id ilbo.IssueID) (*ilbo.Issue, error) {
	return b.Store.Issue(ctx, id)
}

// pressed prints issues with a word that strangers may not read.
type pressed struct{}

func (pressed) Print(_ context.Context, w io.Writer, g *lesson.Gathered) error {
	_, err := fmt.Fprintf(w, "%%PDF zqlocked %s %d", g.Issue.Title, len(g.Chapters))
	return err
}

func (pressed) Put(_ context.Context, key string, r io.Reader) error {
	var b bytes.Buffer
	_, err := b.ReadFrom(r)
	printed.Store(key, b.Bytes())
	return err
}

func newBound(s *store.Store, paper *ilbo.Paper, clock ilbo.Clock) bound {
	return bound{s, &lesson.Weekly{Store: s, Printer: pressed{}, Files: pressed{}, Paper: paper, Clock: clock, Log: slog.New(slog.DiscardHandler)}}
}

// weekly publishes an issue of some stories, and prints it.
func (p *paper) weekly(sample bool, stories ...*ilbo.Story) *ilbo.Issue {
	p.t.Helper()
	ctx, desk := p.t.Context(), newBound(p.store, &p.sample.About, func() time.Time { return p.now }).Weekly
	i, err := desk.Begin(ctx, editor("rahim"), ilbo.Issue{Course: "weekly", Date: p.now, Title: "첫 <호>"})
	if err != nil {
		p.t.Fatal(err)
	}
	for _, s := range stories {
		i.Stories = append(i.Stories, s.ID)
	}
	i.Sample, i.Word = sample, ilbo.Paragraphs("반갑습니다 <b>여러분</b>.\n\n둘째 문단.")
	if i, err = desk.Write(ctx, editor("rahim"), i); err == nil {
		err = desk.Publish(ctx, editor("rahim"), i.ID, i.Revision, time.Time{})
	}
	if err == nil {
		err = desk.Fill(ctx, i.ID)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	p.site.Stale(ilbo.KeyIssues("weekly"))
	return i
}

// TestAnIssueIsForWhoTakesTheWeekly asks for everything of an issue as all sorts of
// readers, and with sessions that are none.
func TestAnIssueIsForWhoTakesTheWeekly(t *testing.T) {
	p := newPaperBehind(t, gatehouse(0))
	locked := p.taught(ilbo.Subscribers, nil)
	i := p.weekly(false, locked)
	home := i.Path()
	for name, c := range map[string]struct {
		session string
		given   bool
	}{
		"a stranger": {"", false}, "a subscriber of stories": {"subscriber", false}, "a subscriber of the e-paper": {"reader", false}, "a session that nobody has": {"weekly'--", false},
		"a session that cannot be looked up": {"ill", false}, "a subscriber of the weekly": {"weekly", true},
	} {
		for range 2 { // from the cache as well
			page := p.asks(home, c.session)
			text := unpacked(t, page)
			if page.Code != http.StatusOK || !strings.Contains(text, "첫 &lt;호&gt;") || !strings.Contains(text, "반갑습니다 &lt;b&gt;") || !strings.Contains(text, "The old pier") {
				t.Fatalf("%s: the page is %d: %s", name, page.Code, text)
			}
			if got := strings.Contains(text, "zqlocked"); got != c.given {
				t.Errorf("%s: the words that are locked are there: %t", name, got)
			}
			if got := strings.Contains(text, home+".pdf"); got != c.given {
				t.Errorf("%s: the PDF is offered: %t", name, got)
			}
			if c.given && page.Header().Get("Cache-Control") == "" || c.given && !strings.Contains(page.Header().Get("Cache-Control"), "private") {
				t.Errorf("%s: others may keep it: %q", name, page.Header().Get("Cache-Control"))
			}
		}
		file := p.asks(home+".pdf", c.session)
		if got := file.Code == http.StatusOK && strings.HasPrefix(file.Body.String(), "%PDF"); got != c.given {
			t.Errorf("%s: the PDF is given: %d", name, file.Code)
		}
		if !c.given && (file.Code != http.StatusForbidden || strings.Contains(file.Body.String(), "zqlocked") || file.Header().Get("ETag") != "" && strings.Contains(file.Body.String(), "%PDF")) {
			t.Errorf("%s: the answer is %d %v", name, file.Code, file.Header())
		}
		story := unpacked(t, p.asks(string(locked.Path), c.session))
		if got := strings.Contains(story, "zqlocked 사람들이"); got != (c.given || c.session == "subscriber") {
			t.Errorf("%s: all of the locked story is there: %t", name, got)
		}
	}
	if text := unpacked(t, p.asks(string(locked.Path), "")); strings.Contains(text, "sold by itself") {
		t.Error("the wall speaks of a weekly that is not sold")
	}
}

// A sample issue is everybody's, but for what is locked.
func TestASampleIssueIsEverybodys(t *testing.T) {
	p := newPaperBehind(t, gatehouse(0))
	free := p.taught(ilbo.Free, nil)
	i := p.weekly(true, free)
	if text := unpacked(t, p.asks(i.Path(), "")); !strings.Contains(text, "zqlocked") || !strings.Contains(text, i.Path()+".pdf") || strings.Contains(text, `class="wall`) {
		t.Error("a stranger does not get all of a sample")
	}
	if w := p.asks(i.Path()+".pdf", ""); w.Code != http.StatusOK {
		t.Errorf("its PDF is %d", w.Code)
	}
	free.Access = ilbo.Subscribers // it is locked later
	if err := p.store.PutStory(t.Context(), free); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(free.Keys()...)
	if text := unpacked(t, p.asks(i.Path(), "")); strings.Contains(text, "zqlocked") || strings.Contains(text, ".pdf") {
		t.Error("what is locked now is still everybody's")
	}
	if w := p.asks(i.Path()+".pdf", ""); w.Code != http.StatusForbidden {
		t.Errorf("its PDF is %d", w.Code)
	}
}

// A story that is killed disappears from the issue and its PDF at once.
func TestAKilledStoryIsInNoIssue(t *testing.T) {
	p := newPaperBehind(t, gatehouse(0))
	s := p.taught(ilbo.Free, nil)
	i := p.weekly(false, s)
	if text := unpacked(t, p.asks(i.Path(), "weekly")); !strings.Contains(text, s.Headline) {
		t.Fatal("the story is not in its issue")
	}
	if err := p.desk.Kill(t.Context(), editor("rahim"), s.ID, "wrong", "withdrawn"); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(s.Keys()...)
	for _, session := range []string{"", "weekly"} {
		if text := unpacked(t, p.asks(i.Path(), session)); strings.Contains(text, s.Headline) || strings.Contains(text, "zqlocked") || strings.Contains(text, ".pdf") {
			t.Errorf("session %q: a killed story is in its issue", session)
		}
		if w := p.asks(i.Path()+".pdf", session); w.Code == http.StatusOK {
			t.Errorf("session %q: a PDF with a killed story is given", session)
		}
	}
}

func TestIssuesHaveAnArchiveAFeedAndASitemap(t *testing.T) {
	p := newPaper(t)
	s := p.taught(ilbo.Free, nil)
	first, second := p.weekly(true, s), p.weekly(false, s)
	for path, want := range map[string][]string{
		"/weekly/issues":          {first.Path(), second.Path(), "atom.xml"},
		"/ko/weekly/issues":       {"/ko" + second.Path(), "제2호"},
		"/weekly":                 {second.Path(), "The current issue"},
		"/ko/weekly":              {"/ko" + second.Path(), "이번 호"},
		second.Path():             {`rel="prev"`, first.Path(), "PublicationIssue", "Periodical", "old-pier#w"},
		"/ko" + first.Path():      {`rel="next"`, "/ko" + second.Path(), "해설판"},
		"/weekly/issues/atom.xml": {"<title>2. 첫 &lt;호&gt;</title>", base + first.Path()},
		"/sitemap.xml":            {base + "/sitemaps/issues.xml"},
		"/sitemaps/issues.xml":    {base + second.Path(), base + "/ko/weekly/issues"},
	} {
		status, _, body := p.get(path)
		for _, text := range want {
			if status != http.StatusOK || !strings.Contains(body, text) {
				t.Errorf("%s: %d, without %q", path, status, text)
			}
		}
	}
	for _, path := range []string{"/weekly/issues/3", "/weekly/issues/0", "/weekly/issues/01", "/weekly/issues/x", "/weekly/issues/3.pdf", "/national/issues/1", "/learning-korean/issues/1", "/weekly/issues/99999999999"} {
		if status, _, _ := p.get(path); status != http.StatusNotFound {
			t.Errorf("%s is %d", path, status)
		}
	}
	desk := newBound(p.store, &p.sample.About, func() time.Time { return p.now }).Weekly
	now, err := p.store.Issue(t.Context(), second.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := desk.Withdraw(t.Context(), editor("rahim"), now.ID, now.Revision, "a mistake"); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(ilbo.KeyIssues("weekly"))
	if status, _, _ := p.get(second.Path()); status != http.StatusGone {
		t.Errorf("a withdrawn issue is %d", status)
	}
	if _, _, body := p.get("/weekly/issues"); strings.Contains(body, `href="`+second.Path()+`"`) {
		t.Error("a withdrawn issue is in the archive")
	}
}
