package front_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
)

// line is what stands above the pages of a language.
func (n *paper) line(l ilbo.Language) front.Line {
	n.t.Helper()
	line, err := n.Banner(n.t.Context(), l)
	n.must(err)
	return line
}

func TestABannerBeginsAndEndsToTheSecond(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	story := n.publish("national")
	start := n.now.Add(time.Minute)
	b, err := n.PutUp(ctx, chief, ilbo.Banner{Text: ilbo.Words{ilbo.English: " Bridge \n closed ", "xx": "?", ilbo.Korean: ""}, Story: story, From: start, Until: start.Add(time.Hour)})
	n.must(err)
	for after, want := range map[time.Duration]string{-time.Second: "", 0: "Bridge closed", time.Hour - time.Second: "Bridge closed", time.Hour: "", 2 * time.Hour: ""} {
		n.now = start.Add(after)
		if got := n.line(ilbo.English).Text; got != want {
			t.Errorf("%v after its begin it says %q, want %q", after, got, want)
		}
	}
	n.now = start
	line := n.line(ilbo.English)
	if line.Path == "" || line.ID != b.ID || !line.Until.Equal(start.Add(time.Hour)) {
		t.Errorf("%+v", line)
	}
	if got := n.line(ilbo.Korean); got.Text != "" {
		t.Errorf("in Korean it says %q", got.Text)
	}
	second, err := n.PutUp(ctx, chief, ilbo.Banner{Text: ilbo.Words{ilbo.English: "Bridge open", ilbo.Korean: "다리 개통"}, Until: n.now.Add(time.Hour)})
	n.must(err)
	same(t, "the next one", []string{n.line(ilbo.English).Text, n.line(ilbo.Korean).Text}, []string{"Bridge open", "다리 개통"})
	n.must(n.TakeDown(ctx, chief, second.ID))
	same(t, "none comes back", n.line(ilbo.English), front.Line{})
	refused(t, n.TakeDown(ctx, chief, second.ID), front.NotThere)
	list, err := n.Banners(ctx, 5)
	n.must(err)
	same(t, "who ended them", []string{list[0].EndedBy, list[1].EndedBy, list[1].By}, []string{"rahim", "rahim", "rahim"})
}

func TestABannerStandsNoLongerThanItsStory(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	twin := func(s *ilbo.Story) { s.Translations = "bridge" }
	story, translation := n.publish("national", twin), n.publish("national", korean, twin)
	_, err := n.PutUp(ctx, chief, ilbo.Banner{Text: ilbo.Words{ilbo.English: "Closed", ilbo.Korean: "폐쇄"}, Story: story, Until: n.now.Add(time.Hour)})
	n.must(err)
	if got := n.line(ilbo.Korean); !strings.HasPrefix(string(got.Path), "/ko/") {
		t.Errorf("in Korean it leads to %q", got.Path)
	}
	n.must(n.desk.Kill(ctx, editor("han"), translation, "wrong", "Wrong."))
	if got := n.line(ilbo.Korean); got.Path != "" || got.Text == "" {
		t.Errorf("without the translation it leads to %q", got.Path)
	}
	n.must(n.desk.Hold(ctx, editor("han"), story, "lawyers"))
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		if got := n.line(l); got.Text != "" || len(got.Keys) == 0 {
			t.Errorf("without its story it says %+v", got)
		}
	}
	n.must(n.desk.Release(ctx, editor("han"), story))
	if n.line(ilbo.English).Text == "" {
		t.Error("with its story it stands again")
	}
}

func TestBannersThatCannotBeAreRefused(t *testing.T) {
	n := newPaper(t)
	draft := n.draft("national").ID
	text, hour := ilbo.Words{ilbo.English: "Closed"}, n.now.Add(time.Hour)
	for name, c := range map[string]struct {
		by   ilbo.Staff
		b    ilbo.Banner
		want front.Reason
	}{
		"by a section editor":     {sports, ilbo.Banner{Text: text, Until: hour}, front.NotYours},
		"without a text":          {chief, ilbo.Banner{Text: ilbo.Words{ilbo.English: " \n"}, Until: hour}, front.NoText},
		"with a long text":        {chief, ilbo.Banner{Text: ilbo.Words{ilbo.English: strings.Repeat("가", front.MaxBanner+1)}, Until: hour}, front.TooLong},
		"without an end":          {chief, ilbo.Banner{Text: text}, front.BadSpan},
		"that ends before":        {chief, ilbo.Banner{Text: text, From: hour, Until: hour}, front.BadSpan},
		"for a month":             {chief, ilbo.Banner{Text: text, Until: n.now.AddDate(0, 1, 0)}, front.BadSpan},
		"of a draft":              {chief, ilbo.Banner{Text: text, Until: hour, Story: draft}, front.NotPublic},
		"of nothing that is here": {chief, ilbo.Banner{Text: text, Until: hour, Story: 999}, front.NotPublic},
	} {
		if _, err := n.PutUp(t.Context(), c.by, c.b); !errors.Is(err, c.want) {
			t.Errorf("a banner %s: got %v, want %q", name, err, c.want)
		}
	}
	if list, err := n.Banners(t.Context(), 5); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
	refused(t, n.TakeDown(t.Context(), sports, 1), front.NotYours)
}
