package wire_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// withheld is the ferry's story before anybody saw it.
func withheld(as wire.Standing) *wire.Copy {
	c := ferry()
	c.Withheld = &wire.Withheld{As: as, By: ilbo.ImportOf("wxr"), Reason: "It was " + string(as) + " in WordPress."}
	return c
}

func TestWithheldCopyStaysUnpublished(t *testing.T) {
	for as, held := range map[wire.Standing]bool{wire.Draft: false, wire.Pending: false, wire.Private: true, wire.Scheduled: true, wire.Protected: true} {
		h := newHouse()
		out := take(t, h.intake(), withheld(as))
		s := h.stories["7"]
		if _, public := s.PublicFrom(); public || out.Result != wire.Added || !s.Published.IsZero() || !s.Updated.IsZero() || s.Filed.IsZero() || (s.Hold != nil) != held {
			t.Errorf("%s: %s, %+v", as, out.Result, s)
		}
		if held && (s.Hold.By != "wxr import" || s.Hold.Reason != "It was "+string(as)+" in WordPress." || !s.Hold.At.Equal(noon)) {
			t.Errorf("%s: held %+v", as, s.Hold)
		}
		if out := take(t, h.intake(), withheld(as)); out.Result != wire.Same || h.takes != 1 {
			t.Errorf("%s again: %s", as, out.Result)
		}
	}
}

func TestWithheldStoryIsTheEditorsUnlessItsCopyChanges(t *testing.T) {
	h := newHouse()
	take(t, h.intake(), withheld(wire.Private))
	s := h.stories["7"]
	s.Hold, s.Published, s.Path, s.Headline = nil, noon.Add(time.Hour), "/sports/ferry", "Ferry stays, says the editor"
	before := *s
	if out := take(t, h.intake(), withheld(wire.Private)); out.Result != wire.Same {
		t.Errorf("the same copy: %s", out.Result)
	}
	if diff := cmp.Diff(&before, h.stories["7"]); diff != "" {
		t.Error(diff)
	}
	c := withheld(wire.Private)
	c.Story.Deck = "A night of talks"
	out := take(t, h.intake(), c)
	got := h.stories["7"]
	if out.Result != wire.Changed || got.Deck != "A night of talks" || got.Hold != nil || !got.Published.Equal(before.Published) || got.Path != before.Path {
		t.Errorf("new copy: %s, %+v", out.Result, got)
	}
	if len(out.Notices) != 1 || !strings.Contains(out.Notices[0], "is private where it comes from and public here") {
		t.Errorf("notices: %q", out.Notices)
	}
}

func TestHoldOfAnImportFollowsTheCopy(t *testing.T) {
	h := newHouse()
	take(t, h.intake(), withheld(wire.Draft))
	take(t, h.intake(), withheld(wire.Private))
	if s := h.stories["7"]; s.Hold == nil || s.Hold.Reason != "It was private in WordPress." {
		t.Errorf("private now: %+v", s.Hold)
	}
	take(t, h.intake(), withheld(wire.Draft))
	if s := h.stories["7"]; s.Hold != nil {
		t.Errorf("a draft again: %+v", s.Hold)
	}
	h.stories["7"].Hold = &ilbo.Hold{By: "rahim", Reason: "lawyers"}
	take(t, h.intake(), withheld(wire.Private))
	if out := take(t, h.intake(), ferry()); out.Result != wire.Changed || h.stories["7"].Hold == nil || h.stories["7"].Hold.By != "rahim" {
		t.Errorf("an editor's hold: %+v", h.stories["7"].Hold)
	}
	h = newHouse()
	take(t, h.intake(), withheld(wire.Private))
	if out := take(t, h.intake(), ferry()); out.Result != wire.Changed || h.stories["7"].Hold != nil || !h.stories["7"].Published.Equal(noon) {
		t.Errorf("published since: %s, %+v", out.Result, h.stories["7"])
	}
}

func TestEditorsWorkOutlivesTheSameCopy(t *testing.T) {
	h := newHouse()
	take(t, h.intake(), ferry())
	h.stories["7"].Headline = "Ferry stays, says the editor"
	if out := take(t, h.intake(), ferry()); out.Result != wire.Same || h.stories["7"].Headline != "Ferry stays, says the editor" {
		t.Errorf("%s, %q", out.Result, h.stories["7"].Headline)
	}
	// An address that is told later leads to it, and the copy stays.
	c := ferry()
	c.OldPaths = []ilbo.Path{"/2013/ferry/", "/?p=7"}
	if out := take(t, h.intake(), c); out.Result != wire.Changed || h.stories["7"].Headline != "Ferry stays, says the editor" || h.paths["/?p=7"] != "7" || h.paths["/2013/ferry/"] != "7" {
		t.Errorf("%s, %q, %v", out.Result, h.stories["7"].Headline, h.paths)
	}
	// A picture that was missing and is there now is new copy.
	h = newHouse()
	c = ferry()
	c.Enclosed[1].Open = nil
	take(t, h.intake(), c)
	if out := take(t, h.intake(), ferry()); out.Result != wire.Changed || len(h.stories["7"].Body) != 2 {
		t.Errorf("%s, %+v", out.Result, h.stories["7"].Body)
	}
}

func TestAsidesAreCountedByKind(t *testing.T) {
	page := &wire.Aside{N: 1, Kind: "page", Kinds: "pages", Outcome: "left out: pages are not stories"}
	copies := func(yield func(*wire.Copy, error) bool) {
		for range 3 {
			yield(nil, page)
		}
		yield(withheld(wire.Draft), nil)
		yield(nil, &wire.Aside{N: 1, Kind: "revision", Kinds: "revisions", Outcome: "left out"})
	}
	report, err := newHouse().intake().Run(t.Context(), copies, nil)
	if err != nil {
		t.Fatal(err)
	}
	var say []string
	for _, a := range report.Asides {
		say = append(say, a.Error())
	}
	if want := []string{"3 pages left out: pages are not stories.", "1 revision left out."}; !slices.Equal(say, want) {
		t.Errorf("got %q", say)
	}
	if report.Read() != 1 || report.Added != 1 || report.Unpublished != 1 || report.Refused != 0 || page.N != 1 {
		t.Errorf("got %+v", report)
	}
}

func TestOldPath(t *testing.T) {
	tests := []struct {
		address string
		want    ilbo.Path
	}{
		{"https://haneul.example/2013/09/ferry/", "/2013/09/ferry/"},
		{"https://haneul.example/?p=7", "/?p=7"},
		{"https://haneul.example?p=7", "/?p=7"},
		{"/news/view.asp?id=7", "/news/view.asp?id=7"},
		{"https://haneul.example/%EB%B0%B0/#top", "/배/"},
		{"https://haneul.example/", ""},
		{"https://haneul.example", ""},
		{"javascript:alert(1)", ""},
		{"ferry.html", ""},
		{"/a%00b", ""},
		{"/%FF", ""},
		{"/" + strings.Repeat("a", 2000), ""},
		{"%zz", ""},
	}
	for _, test := range tests {
		if got, ok := wire.OldPath(test.address); got != test.want || ok != (test.want != "") {
			t.Errorf("%q: got %q", test.address, got)
		}
	}
}
