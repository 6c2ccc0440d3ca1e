package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/wxr"
)

// newHouse makes a paper and opens it, with a clock that stands.
func newHouse(t *testing.T) *house {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "paper")
	if code := run(t.Context(), []string{"init", "--data", dir, "--title", "The Morning Post"}, shell{in: strings.NewReader(""), out: io.Discard, err: os.Stderr, env: func(string) string { return "" }}); code != exitDone {
		t.Fatalf("init gave %d", code)
	}
	conf, err := settle(scriptSettings(dir), dir)
	if err != nil {
		t.Fatal(err)
	}
	h, err := open(t.Context(), conf, os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.close() })
	h.clock = func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }
	return h
}

// longExport writes an export of so many posts, every seventh of them private.
func longExport(t *testing.T, n int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<rss><channel><link>https://haneul.example</link><wp:author><wp:author_login>oh</wp:author_login><wp:author_display_name>Oh Ha-neul</wp:author_display_name></wp:author>`)
	for i := 1; i <= n; i++ {
		status := "publish"
		if i%7 == 0 {
			status = "private"
		}
		fmt.Fprintf(&b, `<item><title>Story %d</title><link>https://haneul.example/%d/</link><dc:creator>oh</dc:creator><content:encoded>The council voted %d times.</content:encoded>
<wp:post_id>%d</wp:post_id><wp:post_date_gmt>2013-09-%02d 07:00:00</wp:post_date_gmt><wp:status>%s</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="c%d">Department %d</category><category domain="post_tag" nicename="t">Tag %d</category></item>`, i%50, i, i, i, i%28+1, status, i%5, i%5, i%9)
	}
	b.WriteString("</channel></rss>")
	name := filepath.Join(t.TempDir(), "export.xml")
	if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// importExport runs an import that is stopped before the entry of that number;
// -1 is never.
func importExport(t *testing.T, h *house, name string, stop int) (*wire.Report, error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	p := newProgress(nil)
	copies := func(yield func(*wire.Copy, error) bool) {
		n := 0
		for c, err := range wxrFiles(ctx, []string{name}, p, wxr.Options{Zone: h.conf.Paper.Zone}) {
			if n++; n == stop {
				cancel()
			}
			if !yield(c, err) {
				return
			}
		}
	}
	return takeAll(ctx, h, copies, p, "")
}

// holdings is all that a paper has of its stories.
func holdings(t *testing.T, h *house) (stories []*ilbo.Story, moved []ilbo.Path) {
	t.Helper()
	stories, err := h.store.EachStory(t.Context(), 0, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	for i := range stories {
		for _, old := range []string{"/%d/", "/?p=%d"} {
			path, err := h.store.Moved(t.Context(), ilbo.Path(fmt.Sprintf(old, i+1)))
			if err != nil && !errors.Is(err, ilbo.NotFound) {
				t.Fatal(err)
			}
			moved = append(moved, path)
		}
	}
	return stories, moved
}

func TestStoppedImportGoesOn(t *testing.T) {
	t.Parallel()
	name := longExport(t, 350)
	whole := newHouse(t)
	if report, err := importExport(t, whole, name, -1); err != nil || report.Added != 350 || report.Unpublished != 50 {
		t.Fatalf("%+v, %v", report, err)
	}
	if lacks, extra, err := whole.store.CheckIndex(t.Context(), whole.clock()); lacks != 0 || extra != 0 || err != nil {
		t.Errorf("the index lacks %d stories of the import, and has %d too many (%v)", lacks, extra, err)
	}
	wantStories, wantMoved := holdings(t, whole)
	sections, err := whole.store.Sections(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	parts := newHouse(t)
	added := 0
	for _, stop := range []int{1, 100, 230, 349, -1} {
		report, err := importExport(t, parts, name, stop)
		if stopped := errors.Is(err, context.Canceled); stopped != (stop > 0) || err != nil && !stopped {
			t.Fatalf("stopped at %d: %v", stop, err)
		}
		added += report.Added
	}
	if added != 350 {
		t.Errorf("%d were added", added)
	}
	gotStories, gotMoved := holdings(t, parts)
	if diff := cmp.Diff(wantStories, gotStories); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(wantMoved, gotMoved); diff != "" {
		t.Error(diff)
	}
	again, err := parts.store.Sections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sections, again); diff != "" {
		t.Error(diff)
	}
	if report, err := importExport(t, parts, name, -1); err != nil || report.Same != 350 || report.Added+report.Changed != 0 {
		t.Errorf("once more: %+v, %v", report, err)
	}
}

func TestEditorsStoryOutlivesTheImport(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	name := longExport(t, 8)
	if _, err := importExport(t, h, name, -1); err != nil {
		t.Fatal(err)
	}
	s, err := h.store.Foreign(t.Context(), "wxr:haneul.example:7")
	if err != nil {
		t.Fatal(err)
	}
	if err := h.desk.Publish(t.Context(), editor("lee"), s.ID, ilbo.Printing{}); !errors.Is(err, ilbo.Conflict) {
		t.Errorf("a private story is published: %v", err)
	}
	if err := h.desk.Release(t.Context(), editor("lee"), s.ID); err != nil {
		t.Fatal(err)
	}
	if err := h.desk.Publish(t.Context(), editor("lee"), s.ID, ilbo.Printing{}); err != nil {
		t.Fatal(err)
	}
	s.Headline = "As the editor has it"
	if err := h.desk.Revise(t.Context(), editor("lee"), s); err != nil {
		t.Fatal(err)
	}
	if report, err := importExport(t, h, name, -1); err != nil || report.Same != 8 {
		t.Errorf("%+v, %v", report, err)
	}
	if s, err = h.store.Story(t.Context(), s.ID); err != nil {
		t.Fatal(err)
	}
	if _, public := s.PublicFrom(); s.Headline != "As the editor has it" || !public {
		t.Errorf("got %+v", s)
	}
}

// editor is somebody who may do everything to a story.
func editor(login string) ilbo.Staff {
	return ilbo.Staff{Login: login, Name: login, Role: ilbo.ChiefEditor}
}
