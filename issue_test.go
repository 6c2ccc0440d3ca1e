package ilbo_test

import (
	"testing"
	"time"

	"ilbo.press"
)

func TestWhoseALockedStoryIs(t *testing.T) {
	for name, c := range map[string]struct {
		e      ilbo.Entitlement
		access ilbo.Access
		in     ilbo.SectionID
		want   bool
	}{
		"a stranger's, free":                        {0, ilbo.Free, "weekly", true},
		"a stranger's, locked":                      {0, ilbo.Subscribers, "weekly", false},
		"the weekly's, of a course":                 {ilbo.ToWeekly, ilbo.Subscribers, "weekly/annotated", true},
		"the weekly's, metered, of the other":       {ilbo.ToWeekly, ilbo.Metered, "learning-korean/phrases", true},
		"the weekly's, of another section":          {ilbo.ToWeekly, ilbo.Subscribers, "national", false},
		"the weekly's, of a section named like one": {ilbo.ToWeekly, ilbo.Subscribers, "weekly-digest", false},
		"the e-paper's, of a course":                {ilbo.ToEPaper, ilbo.Metered, "weekly", false},
		"all stories', of a course":                 {ilbo.ToStories, ilbo.Subscribers, "weekly", true},
	} {
		if got := c.e.Opens(c.access, c.in); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestAnIssueIsSeenWhileItIsOut(t *testing.T) {
	noon := time.Date(2026, 11, 28, 3, 0, 0, 0, time.UTC)
	i := &ilbo.Issue{Course: "weekly", Number: 3}
	if i.Visible(noon) {
		t.Error("while it is made")
	}
	i.Published = noon
	if i.Visible(noon.Add(-time.Second)) || !i.Visible(noon) {
		t.Error("from another moment than it is published")
	}
	i.Withdrawn = &ilbo.Withdrawal{By: "rahim", At: noon, Reason: "a mistake"}
	if i.Visible(noon.Add(time.Hour)) {
		t.Error("after it was withdrawn")
	}
	if got := i.Path(); got != "/weekly/issues/3" || i.Learned() != ilbo.English || i.Explained() != ilbo.Korean {
		t.Errorf("it stands at %s", got)
	}
}

func FuzzParagraphs(f *testing.F) {
	for _, text := range []string{"", "a", "a\n\nb", "a\r\n\r\n\r\n b\tc \n", "\n\n\n", "<b>x</b>", "https://evil.example", "שלום 👩‍👩‍👧\n\n가나다"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		b := ilbo.Paragraphs(text)
		for i := range b {
			if b[i].Kind != ilbo.Paragraph || b[i].Text.String() == "" {
				t.Errorf("%q has a block that is none: %+v", text, b[i])
			}
			for _, s := range b[i].Text {
				if s.Href != "" || s.Strong || s.Em {
					t.Errorf("%q has marks", text)
				}
			}
		}
	})
}
