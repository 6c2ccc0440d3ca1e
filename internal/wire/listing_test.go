package wire_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// listed is copy with pages that listed it.
func listed(pages ...wire.OldPage) *wire.Copy {
	c := ferry()
	c.Enclosed, c.OldPages = nil, pages
	c.Story.Body = c.Story.Body[:1]
	return c
}

func TestPagesStandForOldPages(t *testing.T) {
	tests := []struct {
		name string
		old  wire.OldPage
		want ilbo.Path // after the language; none: nothing stands for it
	}{
		{"a section", wire.OldPage{Of: wire.OfSection}, "/sports"},
		{"a section's feed", wire.OldPage{Of: wire.OfSection, Feed: "feed.xml"}, "/sports/feed.xml"},
		{"a department", wire.OldPage{Of: wire.OfDepartment}, "/sports"},
		{"a topic", wire.OldPage{Of: wire.OfTopic, Name: "HAN  river"}, "/topic/han-river"},
		{"a topic that is another's", wire.OldPage{Of: wire.OfTopic, Name: "Housing"}, ""},
		{"a person", wire.OldPage{Of: wire.OfJournalist, Name: "Oh Ha-neul, staff reporter"}, "/by/oh-ha-neul"},
		{"a person's feed", wire.OldPage{Of: wire.OfJournalist, Name: "Oh Ha-neul", Feed: "atom.xml"}, "/by/oh-ha-neul/atom.xml"},
		{"an agency", wire.OldPage{Of: wire.OfJournalist, Name: "Yonhap"}, ""},
		{"a desk", wire.OldPage{Of: wire.OfJournalist, Name: "Staff reporter"}, ""},
		{"a day", wire.OldPage{Of: wire.OfArchive, Name: "2013/09/02"}, "/archive/2013/09/02"},
		{"a day that is another here", wire.OldPage{Of: wire.OfNear, Name: "2013/09/03"}, "/archive/2013/09/03"},
		{"every month", wire.OldPage{Of: wire.OfArchive}, "/archive"},
		{"the paper's feed", wire.OldPage{Of: wire.OfPaper, Feed: "feed.xml"}, "/feed.xml"},
		{"the paper", wire.OldPage{Of: wire.OfPaper}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse()
			test.old.Path = "/old/"
			take(t, h.intake(), listed(test.old))
			got, ok := h.pages["/old/"]
			if ok != (test.want != "") || ok && got != "en"+test.want {
				t.Errorf("got %q", got)
			}
			c := listed(test.old)
			c.Withheld = &wire.Withheld{As: wire.Draft, By: "wxr import", Reason: "It was a draft."}
			h = newHouse()
			if take(t, h.intake(), c); len(h.pages) > 0 {
				t.Errorf("a draft tells of %v", h.pages)
			}
		})
	}
}

// TestOldPagesAreForwardedOnce imports stories that share pages, one of which is
// a topic's for the first story and a section's for another.
func TestOldPagesAreForwardedOnce(t *testing.T) {
	h := newHouse()
	const n = 2500
	copies := func(yield func(*wire.Copy, error) bool) {
		for i := range n {
			c := listed(wire.OldPage{Path: "/category/han/", Of: wire.OfTopic, Name: "Han River"}, wire.OldPage{Path: ilbo.Path(fmt.Sprintf("/own/%d/", i)), Of: wire.OfSection})
			c.Story.Foreign = fmt.Sprint(i)
			if i == 70 {
				c.OldPages[0] = wire.OldPage{Path: "/category/han/", Of: wire.OfSection}
			}
			if !yield(c, nil) {
				return
			}
		}
	}
	for range 2 { // the second time every story is as before
		h.forwarded = 0
		if _, err := h.intake().Run(t.Context(), copies, nil); err != nil {
			t.Fatal(err)
		}
		if h.forwarded != n+2 || h.pages["/category/han/"] != "en/sports" {
			t.Errorf("%d pages were forwarded, %q", h.forwarded, h.pages["/category/han/"])
		}
		h.pages = map[ilbo.Path]ilbo.Path{}
	}
}

// TestOldPagesOfWhatIsNotOnFile imports a story again whose topic and person an
// editor took out of the paper: nothing leads to pages that are not there.
func TestOldPagesOfWhatIsNotOnFile(t *testing.T) {
	h := newHouse()
	c := listed(wire.OldPage{Path: "/tag/han/", Of: wire.OfTopic, Name: "Han River"})
	take(t, h.intake(), c)
	h.topics, h.pages = nil, map[ilbo.Path]ilbo.Path{}
	take(t, h.intake(), c)
	if diff := cmp.Diff(map[ilbo.Path]ilbo.Path{}, h.pages); diff != "" || len(h.topics) > 0 {
		t.Errorf("%v, topics %v", diff, h.topics)
	}
}
