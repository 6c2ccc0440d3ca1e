package newsroom

import (
	"fmt"
	"net/http"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// A TakePage is one take, as it is read: see wire/take.html.
type TakePage struct {
	*Frame
	TakeRow
	Copy                    ilbo.TakeCopy
	Bylines, Subjects       string
	EmbargoStands           bool
	Received, Made, Running string
	Foreign, VersionName    string
	Taken                   string // by whom and when
	MayTake                 bool   // it is theirs to take, and may be printed
	Sections                []Link
	Pictures                []PictureRow
	History                 []TakeVersionView
}

// A PictureRow is a picture that a take names.
type PictureRow struct {
	Index                         int
	Source, Host, Caption, Credit string
	Here, Remote                  bool
}

// A TakeVersionView is one version of a take, with what it changed.
type TakeVersionView struct {
	Number                  int
	Version, When, Headline string
	Status, Embargo         string
	Changes                 []desk.Difference
	First                   bool
}

// maxHistory is how many versions are compared on a page.
const maxHistory = 20

func (n *Newsroom) takePage(v *visit) error {
	p, err := v.takeView(number[ilbo.TakeNumber](v.r.PathValue("number")))
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "take", p)
}

func (v *visit) takeView(id ilbo.TakeNumber) (*TakePage, error) {
	k, history, err := v.Wire.Take(v.r.Context(), v.staff.Staff, id)
	if err != nil {
		return nil, err
	}
	sections, err := v.sectionNames()
	if err != nil {
		return nil, err
	}
	p := &TakePage{Frame: v.frame(func(*Words) string { return k.Headline }), TakeRow: v.takeRow(k, nil, sections), Copy: k.Copy, Received: v.when(k.Received), Made: v.when(k.Made), Running: k.Running,
		Foreign: k.Foreign, VersionName: k.Version}
	if k.Part > 0 {
		p.Running = strings.TrimSpace(fmt.Sprintf("%s %d", p.Running, k.Part))
	}
	p.Bylines, p.Subjects = strings.Join(k.Copy.Bylines, ", "), strings.Join(k.Copy.Subjects, ", ")
	p.EmbargoStands = k.Embargoed(v.Clock())
	if k.Story != 0 {
		p.Taken = fmt.Sprintf(p.W.Wire.TakenBy, k.TakenBy, v.when(k.TakenAt))
	}
	chosen := k.Section
	if chosen == "" && len(v.staff.Sections) > 0 {
		chosen = v.staff.Sections[0]
	}
	p.MayTake = v.staff.Role.May(ilbo.MayTakeWire) && k.Status == ilbo.Usable && (len(k.Copy.Body) > 0 || k.Copy.Deck != "")
	p.Sections = sections.links(chosen)
	for i := range k.Copy.Pictures {
		c := &k.Copy.Pictures[i]
		remote := strings.HasPrefix(c.Source, "http://") || strings.HasPrefix(c.Source, "https://")
		p.Pictures = append(p.Pictures, PictureRow{i, c.Source, host(c.Source), c.Caption, c.Credit, c.Picture != "", remote})
	}
	p.History = v.history(p.W, history)
	return p, nil
}

// host is the host of an address, or all of what is none.
func host(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return firstRunes(address, 80)
	}
	name, _, _ := strings.Cut(rest, "/")
	return firstRunes(name, 80)
}

// history shows what each version changed, the newest first.
func (v *visit) history(w *Words, versions []ilbo.TakeVersion) []TakeVersionView {
	var list []TakeVersionView
	for i := range versions[:min(len(versions), maxHistory)] {
		is := &versions[i]
		view := TakeVersionView{Number: len(versions) - i, Version: is.Version, When: v.when(is.Received), Headline: is.Copy.Headline, Embargo: v.when(is.Embargo), First: i == len(versions)-1}
		if is.Status != ilbo.Usable {
			view.Status = w.Wire.Statuses[is.Status]
		}
		if !view.First {
			view.Changes = changes(&versions[i+1].Copy, &is.Copy)
		}
		list = append(list, view)
	}
	return list
}

// changes are what differs between two versions; what stayed is not shown.
func changes(a, b *ilbo.TakeCopy) []desk.Difference {
	c := desk.Compare(compared(a), compared(b))
	var list []desk.Difference
	for _, d := range append(c.Fields, c.Blocks...) {
		if d.Op != desk.Same && len(list) < 200 {
			list = append(list, d)
		}
	}
	return list
}

// compared is a take's copy as the desk compares copy.
func compared(c *ilbo.TakeCopy) *ilbo.Copy {
	out := &ilbo.Copy{Kicker: c.Kicker, Headline: c.Headline, Deck: c.Deck, Dateline: ilbo.Dateline{Place: c.Place}, Source: c.Source, Body: c.Body}
	for _, name := range c.Bylines {
		out.Bylines = append(out.Bylines, ilbo.Byline{Name: name})
	}
	return out
}

// takeAgain shows a take with what went wrong.
func (v *visit) takeAgain(err error, id ilbo.TakeNumber) error {
	p, view := v.takeView(id)
	if view != nil {
		return view
	}
	return v.again(err, "take", p.Frame, p)
}

func (n *Newsroom) takeToDesk(v *visit) error {
	id := number[ilbo.TakeNumber](v.r.PathValue("number"))
	if _, err := n.Wire.ToDesk(v.r.Context(), v.staff.Staff, id, ilbo.SectionID(v.form("section")), v.form("again") != ""); err != nil {
		return v.takeAgain(err, id)
	}
	return v.done(fmt.Sprintf("/wire/%d", id), "taken")
}

func (n *Newsroom) fetchPicture(v *visit) error {
	id := number[ilbo.TakeNumber](v.r.PathValue("number"))
	if err := n.Wire.FetchPicture(v.r.Context(), v.staff.Staff, id, number[int](v.form("picture"))); err != nil {
		return v.takeAgain(err, id)
	}
	return v.done(fmt.Sprintf("/wire/%d", id), "fetched")
}
