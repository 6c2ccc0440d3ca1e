package desk_test

import (
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// Who may see what in lists, and in nothing that is made of them.
func TestListsShowWhatSomebodyMaySee(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	guest := ilbo.Staff{ID: 7, Login: "guest", Role: ilbo.Contributor}
	for _, by := range []ilbo.Staff{editor("han"), guest} {
		s := copyOf("By " + by.Login)
		n.must(n.File(ctx, by, s))
	}
	other, err := n.Begin(ctx, editor("han"), ilbo.Copy{Language: ilbo.English, Section: "world", Headline: "Not theirs"})
	n.must(err)
	for _, c := range []struct {
		by   ilbo.Staff
		want int
	}{{guest, 1}, {ilbo.Staff{Login: "asha", Role: ilbo.Reporter}, 3}, {ilbo.Staff{Login: "pub", Role: ilbo.Publisher}, 3}, {editor("han"), 3}} {
		l, err := n.List(ctx, c.by, desk.ListQuery{})
		n.must(err)
		same(t, "in work for a "+string(c.by.Role), len(l.Rows), c.want)
		counts, err := n.Counts(ctx, c.by, "", "")
		n.must(err)
		same(t, "counted for a "+string(c.by.Role), counts[""], c.want)
		board, err := n.Board(ctx, c.by, desk.BoardQuery{})
		n.must(err)
		cards := 0
		for _, b := range board {
			cards += b.Count
		}
		same(t, "on the board of a "+string(c.by.Role), cards, c.want)
		rows, err := n.Rows(ctx, c.by, []ilbo.StoryID{other, 999})
		n.must(err)
		same(t, "by its number, for a "+string(c.by.Role), len(rows), c.want/3)
	}
	_, err = n.List(ctx, ilbo.Staff{}, desk.ListQuery{})
	n.refuses(err, ilbo.Invalid)
	_, err = n.List(ctx, guest, desk.ListQuery{Limit: 1000})
	n.refuses(err, ilbo.Invalid)
	n.refuses(n.Lay(ctx, guest, other, "filed", ""), ilbo.Forbidden)
	n.refuses(n.MoveSection(ctx, guest, other, "national"), ilbo.Forbidden)
}

// The clock publishes, and the newsroom's lists know it before anybody settles it.
func TestListsFollowTheClock(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	scheduled, embargoed := n.draft("Scheduled"), n.draft("Embargoed")
	n.must(n.Publish(ctx, editor("han"), scheduled.ID, ilbo.Printing{At: n.now.Add(time.Hour)}))
	n.must(n.Embargo(ctx, editor("han"), embargoed.ID, n.now.Add(time.Hour), ""))
	n.must(n.Publish(ctx, editor("han"), embargoed.ID, ilbo.Printing{}))
	states := func() (list []ilbo.State) {
		rows, err := n.Rows(ctx, editor("han"), []ilbo.StoryID{scheduled.ID, embargoed.ID})
		n.must(err)
		for _, r := range rows {
			list = append(list, r.Now)
		}
		return list
	}
	work := func() int {
		l, err := n.List(ctx, editor("han"), desk.ListQuery{})
		n.must(err)
		return len(l.Rows)
	}
	same(t, "before", states(), []ilbo.State{ilbo.StateScheduled, ilbo.StateEmbargoed})
	same(t, "in work before", work(), 2)
	n.now = n.now.Add(time.Hour)
	same(t, "after", states(), []ilbo.State{ilbo.StatePublished, ilbo.StatePublished})
	same(t, "in work after", work(), 0)
	for _, id := range []ilbo.StoryID{scheduled.ID, embargoed.ID} {
		before, err := n.store.Draft(ctx, id)
		n.must(err)
		for range 2 {
			n.must(n.Settle(ctx, id))
		}
		d, err := n.store.Draft(ctx, id)
		n.must(err)
		if d.Standing != ilbo.StatePublished || d.Open() || !d.Changed.Equal(before.Changed) || d.Version != before.Version {
			t.Errorf("settled as %+v", d)
		}
	}
	imported := copyOf("From elsewhere")
	imported.Published = n.now.Add(-time.Hour)
	n.must(n.Take(ctx, imported))
	n.must(n.Settle(ctx, imported.ID))
	if _, err := n.store.Draft(ctx, imported.ID); err == nil {
		t.Error("settling leaves a trace on a story that the newsroom has not touched")
	}
}

// A story moves to another section as a version, and not under somebody's hands.
func TestSectionIsMovedAsAVersion(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	s := n.draft("Bridge")
	lock, err := n.Lock(ctx, editor("lee"), s.ID, "window", false)
	n.must(err)
	n.refuses(n.MoveSection(ctx, editor("han"), s.ID, "world"), ilbo.Conflict)
	n.now = lock.Until
	n.refuses(n.MoveSection(ctx, editor("han"), s.ID, "../x"), ilbo.Invalid)
	sections := ilbo.Staff{Login: "sue", Role: ilbo.SectionEditor, Sections: []ilbo.SectionID{"national"}}
	n.refuses(n.MoveSection(ctx, sections, s.ID, "world"), ilbo.Forbidden)
	for range 2 {
		n.must(n.MoveSection(ctx, editor("han"), s.ID, "world"))
	}
	v, err := n.Version(ctx, editor("han"), s.ID, 0)
	n.must(err)
	if v.Number != 2 || v.Copy.Section != "world" || v.Note != "moved to world" || v.By != "han" {
		t.Errorf("%+v", v)
	}
}

// Pictures without words are counted where a story is listed.
func TestListsSayWhatPicturesAreNotDescribed(t *testing.T) {
	n := open(t)
	figure := ilbo.Figure{Picture: "0123456789abcdef0123456789abcdef", Width: 4, Height: 3, Alt: "A bridge", Caption: "The bridge."}
	bare := figure
	bare.Caption = " "
	id, err := n.Begin(t.Context(), editor("han"), ilbo.Copy{Language: ilbo.English, Section: "world", Headline: "Bridge", Lead: &bare,
		Body: ilbo.Body{{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{figure}}}})
	n.must(err)
	l, err := n.List(t.Context(), editor("han"), desk.ListQuery{Words: "bri"})
	n.must(err)
	if len(l.Rows) != 1 || l.Rows[0].Story != id || l.Rows[0].Bare != 1 {
		t.Errorf("%+v", l.Rows)
	}
}
