package newsroom

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
)

// A FrontBoardPage is a front as a board of places: see fronts/board.html.
type FrontBoardPage struct {
	*Frame
	Name      string
	Front     string // its id
	Language  string
	Languages []Link
	Alerts    bool // who looks may put up banners and queue alerts
	May       bool
	Action    string // where forms go; it names the version and the step that they were made from
	Stands    []StandView
	Picked    *CardView
	Cancel    string // address of this page with nothing picked up
	Shelf     ShelfView
	Changes   []string
	Work      string // who worked at it last, and when
	CanBack   bool
	Proof     string
	Widths    []WidthView
	Width     int
	Public    string // address of the front as readers see it
	History   []FrontVersion
	Older     string
	Clash     *ClashView
}

// A StandView is a place of the front.
type StandView struct {
	Place, Name, Mark string // Mark is the place's name in addresses
	Look              string // lead, second or other
	Spots             []SpotView
	More              *SpotView // where one more story can be put; nil: nowhere
}

// A SpotView is a spot of a place.
type SpotView struct {
	CardView
	Place       string
	At, Number  int
	Chosen      bool
	First, Last bool
	Missing     string // says which story was put there and is not shown
	Until       string
	UntilValue  string // for the form
}

// A CardView is a story as editors handle it.
type CardView struct {
	ID              ilbo.StoryID // 0: no story stands there
	Headline, Label string
	When, Thumb     string
	Weights         []Link // to choose from, where they may
	Weight          ilbo.Weight
	Pick            string // address that picks it up
	Taken           bool   // it is picked up
}

// A WidthView is a width of the preview.
type WidthView struct {
	Pixels    int
	Name, URL string
	Current   bool
}

// A FrontVersion is a version of the front that was public.
type FrontVersion struct {
	Number                int
	Name, By, When, Again string
	Changes               []string
	Current               bool
}

// A ClashView is what somebody else did meanwhile.
type ClashView struct {
	Say           string
	Theirs, Yours []string
	Fields        []Link // of the form that does it again: Name and value
}

// shownVersions is how many versions a page of the history has.
const shownVersions = 12

var proofWidths = []int{390, 820, 1280}

func (n *Newsroom) frontBoardPage(v *visit) error {
	p, err := v.frontBoard()
	if err != nil {
		return err
	}
	return v.showFrontBoard(http.StatusOK, p)
}

// showFrontBoard writes the page, which frames another of ours.
func (v *visit) showFrontBoard(status int, p *FrontBoardPage) error {
	policy := v.Policy
	policy.Frames = append(policy.Frames, "'self'")
	v.under(policy)
	return v.show(status, "front-board", p)
}

// query is what the page is narrowed by, without what concerns one request.
func (v *visit) query() url.Values {
	q := url.Values{}
	for _, name := range []string{"language", "q", "section", "width"} {
		if value := firstRunes(ilbo.Clean(v.r.URL.Query().Get(name)), 200); value != "" {
			q.Set(name, value)
		}
	}
	return q
}

// withField is a query with a field more.
func withField(q url.Values, name, value string) url.Values {
	more := url.Values{}
	for k, list := range q {
		more[k] = list
	}
	more.Set(name, value)
	return more
}

func (v *visit) frontBoard() (*FrontBoardPage, error) {
	ctx := v.r.Context()
	id, l := v.asked()
	b, err := v.Fronts.Board(ctx, id, l)
	if err != nil {
		return nil, err
	}
	q := v.query()
	q.Set("language", string(l))
	p := &FrontBoardPage{Frame: v.frame(func(w *Words) string { return w.Fronts.Home }), May: v.staff.May(ilbo.MayArrange, id.Section(), false)}
	if id != ilbo.Home {
		p.Title = b.Section.Name.In(p.Lang)
	}
	p.Front, p.Language, p.Alerts = string(id), string(l), v.staff.Role.May(ilbo.MayAlert)
	p.Name, p.Cancel = p.Title, frontAddress(id, q)
	p.Action = frontAddress(id, withField(withField(q, "version", strconv.Itoa(b.Work.Version)), "step", strconv.Itoa(b.Work.Step)))
	for _, other := range v.Paper.Languages {
		p.Languages = append(p.Languages, Link{wordsIn(other).Language, frontAddress(id, withField(q, "language", string(other))), other == l})
	}
	c, err := v.cards(l, q)
	if err != nil {
		return nil, err
	}
	c.front = id
	p.stand(c, b)
	if err := c.pick(p); err != nil {
		return nil, err
	}
	if p.Shelf, err = v.shelf(c, l, q); err != nil {
		return nil, err
	}
	if p.Changes, err = c.changes(&b.Public, &b.Work); err != nil {
		return nil, err
	}
	if b.Changed() && b.Work.Step > 0 {
		p.Work = fmt.Sprintf(p.W.Fronts.LastBy, b.Work.By, v.when(b.Work.At))
	}
	p.CanBack = b.Work.Step > 0
	p.proofs(id, l, q)
	p.Public = v.Paper.Prefix(l) + "/" + string(id.Section())
	return p, c.history(p, b)
}

func (p *FrontBoardPage) proofs(id ilbo.FrontID, l ilbo.Language, q url.Values) {
	p.Proof = Root + "/proof/" + string(id) + "?language=" + string(l)
	p.Width, _ = strconv.Atoi(q.Get("width"))
	if !slices.Contains(proofWidths, p.Width) {
		p.Width = proofWidths[0]
	}
	names := []string{p.W.Fronts.Phone, p.W.Fronts.Tablet, p.W.Fronts.Desktop}
	for i, w := range proofWidths {
		p.Widths = append(p.Widths, WidthView{w, names[i], frontAddress(id, withField(q, "width", strconv.Itoa(w))) + "#proof", w == p.Width})
	}
}

// stand puts the places on the board.
func (p *FrontBoardPage) stand(c *cards, b *front.Board) {
	for _, s := range b.Stands {
		view := StandView{Place: string(s.Place), Name: c.place(s.Place), Mark: strings.NewReplacer(":", "-", "/", "-").Replace(string(s.Place)), Look: "other"}
		if s.Place == ilbo.PlaceLead || s.Place == ilbo.PlaceSecond {
			view.Look = string(s.Place)
		}
		if s.Section.ID != "" {
			view.Name = s.Section.Name.In(p.Lang)
		}
		room := front.Room(s.Place)
		for i, spot := range s.Spots {
			one := SpotView{Place: view.Place, At: i, Number: i + 1, Chosen: spot.Chosen, First: i == 0, Last: i+1 >= room}
			if spot.Story != nil {
				one.CardView = c.card(*spot.Story)
			}
			if !spot.Chosen && spot.Slot.Story != 0 {
				one.Missing = fmt.Sprintf(p.W.Fronts.NotShown, spot.Slot.Story)
			}
			if spot.Chosen && !spot.Slot.Until.IsZero() {
				one.Until, one.UntilValue = c.v.when(spot.Slot.Until), spot.Slot.Until.In(c.v.Paper.Zone).Format("2006-01-02T15:04")
			}
			view.Spots = append(view.Spots, one)
		}
		if n := len(s.Spots); n < room {
			view.More = &SpotView{Place: view.Place, At: n, Number: n + 1}
		}
		p.Stands = append(p.Stands, view)
	}
}

// An edit is what a form does to the work on a front.
type edit func(f *ilbo.Front, place ilbo.Place, at int) error

// edits are what forms do, by the name of their button.
func (v *visit) edits() map[string]edit {
	now := v.Clock()
	return map[string]edit{
		"put": func(f *ilbo.Front, p ilbo.Place, at int) error {
			story, _ := strconv.ParseInt(v.form("story"), 10, 64) // what is no number is no story
			return front.Put(f, p, at, ilbo.StoryID(story))
		},
		"off":  front.Off,
		"up":   func(f *ilbo.Front, p ilbo.Place, at int) error { return front.Move(f, p, at, -1) },
		"down": func(f *ilbo.Front, p ilbo.Place, at int) error { return front.Move(f, p, at, 1) },
		"lock": func(f *ilbo.Front, p ilbo.Place, at int) error {
			until, err := v.perhaps("until")
			if hours, _ := strconv.Atoi(v.form("hours")); hours > 0 && hours <= 24*366 {
				until, err = now.Add(time.Duration(hours)*time.Hour).Truncate(time.Minute), nil
			}
			if err != nil {
				return err
			}
			return front.Lock(f, p, at, until, now)
		},
		"unlock": func(f *ilbo.Front, p ilbo.Place, at int) error { return front.Lock(f, p, at, time.Time{}, now) },
	}
}

// work does what a form of the board asks for.
func (n *Newsroom) work(v *visit) error {
	id, l := v.asked()
	q := v.r.URL.Query()
	version, _ := strconv.Atoi(q.Get("version"))
	step, _ := strconv.Atoi(q.Get("step"))
	ctx, by, act := v.r.Context(), v.staff.Staff, v.form("act")
	done := ""
	var err error
	switch act {
	case "publish":
		_, err = n.Fronts.Publish(ctx, by, id, l, version, step)
		done = "front"
	case "back":
		_, err = n.Fronts.Back(ctx, by, id, l, version, step)
	case "drop":
		_, err = n.Fronts.Drop(ctx, by, id, l, version, step)
	case "restore":
		earlier, wrong := strconv.Atoi(v.form("earlier"))
		if wrong != nil {
			return ilbo.NotFound
		}
		_, err = n.Fronts.Restore(ctx, by, id, l, version, earlier)
		done = "front-again"
	case "weigh":
		story, _ := strconv.ParseInt(v.form("story"), 10, 64)
		weight, wrong := strconv.Atoi(v.form("weight"))
		if wrong != nil {
			weight = int(ilbo.MaxWeight) + 1 // which is refused
		}
		err = n.Fronts.Weigh(ctx, by, ilbo.StoryID(story), ilbo.Weight(weight))
	default:
		err = v.edit(act, id, l, version, step)
	}
	if err != nil {
		return v.boardAgain(err)
	}
	back := v.query()
	back.Set("language", string(l))
	if done != "" {
		back.Set("done", done)
	}
	return v.see(frontAddress(id, back) + v.spot())
}

// spot is where on the page the form was.
func (v *visit) spot() string {
	if place := v.form("place"); place != "" {
		return "#place-" + strings.NewReplacer(":", "-", "/", "-").Replace(place)
	}
	return ""
}

// edit makes a step of the work of the front that the form was made from.
func (v *visit) edit(act string, id ilbo.FrontID, l ilbo.Language, version, step int) error {
	do := v.edits()[act]
	if do == nil {
		return ilbo.NotFound
	}
	f, err := v.Fronts.At(v.r.Context(), id, l, version, step)
	if err != nil {
		return err
	}
	f.Version, f.Step = version, step
	at, err := strconv.Atoi(v.form("at"))
	if err != nil {
		at = -1 // which is refused
	}
	if err := do(&f, ilbo.Place(v.form("place")), at); err != nil {
		return err
	}
	_, err = v.Fronts.Arrange(v.r.Context(), v.staff.Staff, f)
	return err
}

// boardAgain shows the board with what went wrong, and, where somebody else was
// faster, with what they did.
func (v *visit) boardAgain(err error) error {
	if errors.Is(err, ilbo.Forbidden) || errors.Is(err, ilbo.NotFound) {
		return err
	}
	p, view := v.frontBoard()
	if view != nil {
		return view
	}
	var clash *front.Clash
	if errors.As(err, &clash) {
		if p.Clash, view = v.clash(p, clash); view != nil {
			return view
		}
	}
	p.Wrong, p.Said = p.W.wrong(err), ""
	return v.showFrontBoard(statusOf(err), p)
}

func (v *visit) clash(p *FrontBoardPage, c *front.Clash) (*ClashView, error) {
	id, l := v.asked()
	q := v.r.URL.Query()
	version, _ := strconv.Atoi(q.Get("version"))
	step, _ := strconv.Atoi(q.Get("step"))
	base, err := v.Fronts.At(v.r.Context(), id, l, version, step)
	if errors.Is(err, ilbo.NotFound) {
		base, err = c.Yours, nil
	}
	if err != nil {
		return nil, err
	}
	all, err := v.cards(l, v.query())
	if err != nil {
		return nil, err
	}
	by := c.Theirs.By
	if by == "" {
		by = p.W.Fronts.Nobody
	}
	view := &ClashView{Say: fmt.Sprintf(p.W.Fronts.ClashSay, by, v.when(c.Theirs.At))}
	if view.Theirs, err = all.changes(&base, &c.Theirs); err != nil {
		return nil, err
	}
	if view.Yours, err = all.changes(&base, &c.Yours); err != nil {
		return nil, err
	}
	if v.edits()[v.form("act")] != nil {
		for _, name := range []string{"act", "place", "at", "story", "until", "hours"} {
			if value := v.form(name); value != "" {
				view.Fields = append(view.Fields, Link{Name: name, URL: value})
			}
		}
	}
	return view, nil
}

// history shows the versions that were public.
func (c *cards) history(p *FrontBoardPage, b *front.Board) error {
	before, _ := strconv.Atoi(c.v.r.URL.Query().Get("before"))
	list, err := c.v.Fronts.History(c.v.r.Context(), b.Work.ID, b.Work.Language, max(0, before), shownVersions+1)
	if err != nil {
		return err
	}
	for i := range list[:min(len(list), shownVersions)] {
		f, earlier := &list[i], &ilbo.Front{}
		if i+1 < len(list) {
			earlier = &list[i+1]
		}
		view := FrontVersion{Number: f.Version, Name: fmt.Sprintf(p.W.Fronts.Version, f.Version), By: f.By, When: c.v.when(f.At), Current: f.Version == b.Public.Version}
		if view.By == "" {
			view.By = p.W.Fronts.Nobody
		}
		if f.Again > 0 {
			view.Again = fmt.Sprintf(p.W.Fronts.AgainOf, f.Again)
		}
		if view.Changes, err = c.changes(earlier, f); err != nil {
			return err
		}
		p.History = append(p.History, view)
	}
	switch n := len(list); {
	case n > shownVersions:
		p.Older = frontAddress(b.Work.ID, withField(c.query, "before", strconv.Itoa(list[shownVersions-1].Version))) + "#history"
	case n > 0:
		p.History = append(p.History, FrontVersion{Name: p.W.Fronts.FromTheStart})
	}
	return nil
}

// sameSlots reports whether two fronts are arranged alike.
func sameSlots(a, b ilbo.Front) bool { return front.Same(&a, &b) }
