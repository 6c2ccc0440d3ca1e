package newsroom

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire/basket"
)

// wireRoutes are the pages of the wire. Who may do what there, the basket says.
func (n *Newsroom) wireRoutes(staff func(pattern string, do func(*visit) error)) {
	staff("GET "+Root+"/wire", n.wirePage)
	staff("GET "+Root+"/wire/count", n.wireCount)
	staff("POST "+Root+"/wire/heard", n.hearTiding)
	staff("POST "+Root+"/wire/filters", n.putFilter)
	staff("POST "+Root+"/wire/filters/{id}/change", n.putFilter)
	staff("POST "+Root+"/wire/filters/{id}/drop", n.dropFilter)
	staff("GET "+Root+"/wire/{number}", n.takePage)
	staff("POST "+Root+"/wire/{number}/take", n.takeToDesk)
	staff("POST "+Root+"/wire/{number}/picture", n.fetchPicture)
	staff("GET "+Root+"/wire/sources", n.sourcesPage)
	staff("POST "+Root+"/wire/sources", n.putSource)
	staff("POST "+Root+"/wire/sources/{id}/change", n.putSource)
	staff("POST "+Root+"/wire/sources/{id}/look", n.lookAtSource)
	staff("POST "+Root+"/wire/sources/{id}/pause", n.pauseSource)
	staff("POST "+Root+"/wire/sources/{id}/drop", n.dropSource)
}

// A WirePage is the wire basket: see wire/wire.html.
type WirePage struct {
	*Frame
	MayWatch, MayTake bool
	Views             []ViewLink
	Sources           []Link // URL is the number; Current is the one chosen
	Tongues           []Link
	Sections          []Link
	Words, Urgency    string
	Untaken           bool
	View              string // the filter's number, empty for all
	Narrowed          bool
	Takes             []TakeRow
	Earlier           string // address of what came before
	Latest            string // cursor of what changed last
	Tidings           []TidingView
	Filters           []FilterForm // that can be changed; the last is a new one
	Urgencies         []string
	Chosen            int64 // the filter that is changed, where it was refused; -1: a new one
}

// A ViewLink is a filter with how much of it is new.
type ViewLink struct {
	Link
	ID  int64
	For string // the section that it is for
	New int
}

// A TakeRow is a take in the basket.
type TakeRow struct {
	Number                           ilbo.TakeNumber
	URL, Tag                         string
	Headline, Slugline, Source, When string
	Stamp                            string // when, for machines
	Section, Embargo                 string
	Urgency, Words, Pictures         int
	Urgent, Cancelled, Withheld      bool
	Version                          int // above 1: it was replaced
	Story                            string
	StoryURL                         string
}

// A TidingView is what became of a take that somebody took.
type TidingView struct {
	Number              int64
	Say, When, URL      string
	Story, StoryAddress string
	Grave               bool
}

// A FilterForm is a filter as it is typed.
type FilterForm struct {
	ID                  int64
	Action, Drop        string
	Name, Any, All, Not string
	Languages, Urgency  string
	Sections, Wires     []Link
}

// wireRows is how many takes a page of the basket has.
const wireRows = 40

// A wireQuery is what the basket is narrowed by, as it stands in the address.
type wireQuery struct {
	view, wire, tongue, section, words, urgency string
	untaken                                     bool
	before                                      ilbo.TakeCursor
}

func (v *visit) wireQuery() wireQuery {
	form := v.r.URL.Query()
	field := func(name string) string { return firstRunes(ilbo.Clean(form.Get(name)), 200) }
	q := wireQuery{view: field("view"), wire: field("source"), tongue: field("lang"), section: field("section"), words: field("q"), urgency: field("urgency"), untaken: field("untaken") != ""}
	q.before = readCursor(field("before"))
	return q
}

// readCursor reads a place in the basket; what is none is its beginning.
func readCursor(text string) ilbo.TakeCursor {
	at, number, _ := strings.Cut(text, "-")
	ms, err := strconv.ParseInt(at, 10, 64)
	n, err2 := strconv.ParseInt(number, 10, 64)
	if err != nil || err2 != nil || ms <= 0 {
		return ilbo.TakeCursor{}
	}
	return ilbo.TakeCursor{Changed: time.UnixMilli(ms).UTC(), Number: ilbo.TakeNumber(n)}
}

func writeCursor(c ilbo.TakeCursor) string {
	if c.Number == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%d", c.Changed.UnixMilli(), c.Number)
}

// number reads a number that stands in a form or an address, 0 for what is none.
func number[T ~int | ~int64](text string) T {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return T(n)
}

// basketView is the part of the basket that is asked for.
func (q *wireQuery) basketView() basket.View {
	b := basket.View{Filter: number[int64](q.view), Words: strings.Fields(q.words)[:min(10, len(strings.Fields(q.words)))]}
	if id := number[ilbo.WireID](q.wire); id != 0 {
		b.Wires = []ilbo.WireID{id}
	}
	if q.tongue != "" {
		b.Languages = []string{ilbo.PrimaryTag(q.tongue)}
	}
	b.Section, b.Urgency, b.Untaken, b.Before, b.Limit = ilbo.SectionID(q.section), min(9, number[int](q.urgency)), q.untaken, q.before, wireRows
	return b
}

// address is that of the basket as it is narrowed, from a place on.
func (q wireQuery) address(before string) string {
	values := url.Values{}
	for name, value := range map[string]string{"view": q.view, "source": q.wire, "lang": q.tongue, "section": q.section, "q": q.words, "urgency": q.urgency, "before": before} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if q.untaken {
		values.Set("untaken", "1")
	}
	if len(values) == 0 {
		return Root + "/wire"
	}
	return Root + "/wire?" + values.Encode()
}

func (n *Newsroom) wirePage(v *visit) error {
	p, err := v.wireView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "wire", p)
}

func (v *visit) wireView() (*WirePage, error) {
	ctx, who, q := v.r.Context(), v.staff.Staff, v.wireQuery()
	p := &WirePage{Frame: v.frame(func(w *Words) string { return w.Wire.Wire }), MayWatch: who.Role.May(ilbo.MayWatchWire), MayTake: who.Role.May(ilbo.MayTakeWire),
		Words: q.words, Urgency: q.urgency, Untaken: q.untaken, View: q.view, Urgencies: urgencies}
	p.Narrowed = q.view+q.wire+q.tongue+q.section+q.words+q.urgency != "" || q.untaken
	l, err := v.Wire.List(ctx, who, q.basketView())
	if err != nil {
		return nil, err
	}
	sources, err := v.Wire.Sources(ctx, who)
	if err != nil {
		return nil, err
	}
	sections, err := v.sectionNames()
	if err != nil {
		return nil, err
	}
	counts, err := v.Wire.Count(ctx, who)
	if err != nil {
		return nil, err
	}
	filters, err := v.Wire.Filters(ctx, who)
	if err != nil {
		return nil, err
	}
	names := map[ilbo.WireID]string{}
	for i := range sources {
		id := strconv.FormatInt(int64(sources[i].ID), 10)
		names[sources[i].ID] = sources[i].Name
		p.Sources = append(p.Sources, Link{sources[i].Name, id, id == q.wire})
	}
	for i := range l.Takes {
		p.Takes = append(p.Takes, v.takeRow(&l.Takes[i], names, sections))
	}
	if l.Next.Number != 0 {
		p.Earlier = q.address(writeCursor(l.Next))
	}
	p.Latest = writeCursor(counts.Latest)
	all := wireQuery{}
	p.Views = []ViewLink{{Link: Link{p.W.Wire.Everything, all.address(""), q.view == ""}, New: counts.All}}
	for i := range filters {
		f := &filters[i]
		id := strconv.FormatInt(f.ID, 10)
		p.Views = append(p.Views, ViewLink{Link: Link{f.Name, wireQuery{view: id}.address(""), id == q.view}, ID: f.ID, For: sections.name(f.Section), New: counts.Filters[f.ID]})
	}
	for _, tag := range v.tongues(l.Takes, q.tongue) {
		p.Tongues = append(p.Tongues, Link{p.W.Wire.language(tag), tag, tag == q.tongue})
	}
	p.Sections = sections.links(ilbo.SectionID(q.section))
	if p.MayWatch {
		for i := range filters {
			p.Filters = append(p.Filters, filterForm(&filters[i], sources, sections))
		}
		p.Filters = append(p.Filters, filterForm(&ilbo.WireFilter{}, sources, sections))
	}
	p.Tidings, err = v.tidings(p.W)
	return p, err
}

// tongues are the languages that the basket may be narrowed to: the paper's, the
// one chosen, and those that are in sight.
func (v *visit) tongues(takes []ilbo.Take, chosen string) []string {
	var list []string
	add := func(tag string) {
		if tag = ilbo.PrimaryTag(tag); tag != "" && !slices.Contains(list, tag) && len(list) < 30 {
			list = append(list, tag)
		}
	}
	for _, l := range v.Paper.Languages {
		add(string(l))
	}
	add(chosen)
	for i := range takes {
		add(takes[i].Language)
	}
	return list
}

// A sectionList is the paper's sections by the names that the screens have.
type sectionList []Link

func (v *visit) sectionNames() (sectionList, error) {
	sections, err := v.Store.Sections(v.r.Context())
	var list sectionList
	for i := range sections {
		list = append(list, Link{Name: sections[i].Name.In(v.language()), URL: string(sections[i].ID)})
	}
	return list, err
}

func (l sectionList) name(id ilbo.SectionID) string {
	for i := range l {
		if l[i].URL == string(id) {
			return l[i].Name
		}
	}
	return ""
}

// links are the sections with the chosen one marked.
func (l sectionList) links(chosen ilbo.SectionID) []Link {
	list := slices.Clone(l)
	for i := range list {
		list[i].Current = list[i].URL == string(chosen)
	}
	return list
}

// urgencies are what the basket may be narrowed to.
var urgencies = []string{"1", "2", "3", "4", "5", "6", "7", "8"}

// urgent is the urgency up to which a take is shown as urgent.
const urgent = 3

func (v *visit) takeRow(k *ilbo.Take, names map[ilbo.WireID]string, sections sectionList) TakeRow {
	row := TakeRow{
		Number: k.Number, URL: fmt.Sprintf("%s/wire/%d", Root, k.Number), Tag: k.Language, Headline: k.Headline, Slugline: k.Slugline, Source: k.Credit, When: v.ago(k.Changed), Stamp: k.Changed.Format(time.RFC3339),
		Section: sections.name(k.Section), Urgency: k.Urgency, Words: k.Words, Pictures: k.Pictures, Urgent: k.Urgency > 0 && k.Urgency <= urgent,
		Cancelled: k.Status == ilbo.Cancelled, Withheld: k.Status == ilbo.Withheld, Version: k.Versions,
	}
	if name := names[k.Wire]; name != "" && name != k.Credit {
		row.Source += " · " + name
	}
	if k.Embargoed(v.Clock()) {
		row.Embargo = v.when(k.Embargo)
	}
	if k.Story != 0 {
		row.Story, row.StoryURL = fmt.Sprint(int64(k.Story)), storyAddress(k.Story)
	}
	return row
}

// ago writes a moment of today as its time, and others with their day.
func (v *visit) ago(t time.Time) string {
	at, now := t.In(v.Paper.Zone), v.Clock().In(v.Paper.Zone)
	switch {
	case t.IsZero():
		return ""
	case at.Format(time.DateOnly) == now.Format(time.DateOnly):
		return at.Format("15:04")
	case at.Year() == now.Year():
		return at.Format("01-02 15:04")
	}
	return at.Format("2006-01-02 15:04")
}

func (v *visit) tidings(w *Words) ([]TidingView, error) {
	told, err := v.Wire.Tidings(v.r.Context(), v.staff.Staff)
	var list []TidingView
	for _, t := range told {
		list = append(list, TidingView{Number: t.Number, Say: fmt.Sprintf(w.Wire.Told[t.Kind], t.Subject), When: v.ago(t.At), URL: fmt.Sprintf("%s/wire/%d", Root, t.Take),
			Story: fmt.Sprint(int64(t.Story)), StoryAddress: storyAddress(t.Story), Grave: t.Kind != ilbo.TakeReplaced})
	}
	return list, err
}

func (n *Newsroom) hearTiding(v *visit) error {
	if err := n.Wire.Heard(v.r.Context(), v.staff.Staff, number[int64](v.form("tiding"))); err != nil {
		return err
	}
	return v.see(Root + "/wire")
}

// A wireCounted is what the basket's island asks for now and then.
type wireCounted struct {
	All     int            `json:"all"`
	Filters map[string]int `json:"filters"`
	Latest  string         `json:"latest"`
	Tidings int            `json:"tidings"`
}

func (n *Newsroom) wireCount(v *visit) error {
	c, err := n.Wire.Count(v.r.Context(), v.staff.Staff)
	if err != nil {
		return err
	}
	told, err := n.Wire.Tidings(v.r.Context(), v.staff.Staff)
	if err != nil {
		return err
	}
	out := wireCounted{c.All, map[string]int{}, writeCursor(c.Latest), len(told)}
	for id, count := range c.Filters {
		out.Filters[strconv.FormatInt(id, 10)] = count
	}
	v.say(http.StatusOK, out)
	return nil
}

func filterForm(f *ilbo.WireFilter, sources []ilbo.WireSource, sections sectionList) FilterForm {
	form := FilterForm{ID: f.ID, Action: Root + "/wire/filters", Name: f.Name, Any: strings.Join(f.Any, ", "), All: strings.Join(f.All, ", "), Not: strings.Join(f.Not, ", "),
		Languages: strings.Join(f.Languages, ", "), Sections: sections.links(f.Section)}
	if f.ID != 0 {
		form.Action = fmt.Sprintf("%s/wire/filters/%d/change", Root, f.ID)
		form.Drop = fmt.Sprintf("%s/wire/filters/%d/drop", Root, f.ID)
	}
	if f.Urgency > 0 {
		form.Urgency = strconv.Itoa(f.Urgency)
	}
	for i := range sources {
		form.Wires = append(form.Wires, Link{sources[i].Name, fmt.Sprint(int64(sources[i].ID)), slices.Contains(f.Wires, sources[i].ID)})
	}
	return form
}

// listed takes words apart that were typed with commas between.
func (v *visit) listed(name string) []string {
	var list []string
	for word := range strings.SplitSeq(firstRunes(v.form(name), 4_000), ",") {
		if word = strings.TrimSpace(word); word != "" && len(list) < 100 {
			list = append(list, word)
		}
	}
	return list
}

// wires are the sources that were ticked. The form has been read.
func (v *visit) wires() []ilbo.WireID {
	var list []ilbo.WireID
	for _, text := range v.r.PostForm["source"] {
		if id := number[ilbo.WireID](text); id != 0 && len(list) < 200 {
			list = append(list, id)
		}
	}
	return list
}

func (n *Newsroom) putFilter(v *visit) error {
	f := ilbo.WireFilter{
		ID: number[int64](v.r.PathValue("id")), Name: v.form("name"), Section: ilbo.SectionID(v.form("section")), Any: v.listed("any"), All: v.listed("all"), Not: v.listed("not"),
		Urgency: number[int](v.form("urgency")),
	}
	f.Wires = v.wires()
	for _, tag := range v.listed("languages") {
		f.Languages = append(f.Languages, ilbo.PrimaryTag(tag))
	}
	id, err := n.Wire.PutFilter(v.r.Context(), v.staff.Staff, f)
	if err != nil {
		p, view := v.wireView()
		if view != nil {
			return view
		}
		sources, view := n.Wire.Sources(v.r.Context(), v.staff.Staff)
		if view != nil {
			return view
		}
		sections, view := v.sectionNames()
		if view != nil {
			return view
		}
		for i := range p.Filters {
			if p.Filters[i].ID == f.ID {
				p.Filters[i], p.Chosen = filterForm(&f, sources, sections), f.ID
			}
		}
		if f.ID == 0 {
			p.Chosen = -1
		}
		return v.again(err, "wire", p.Frame, p)
	}
	return v.see(Root + "/wire?view=" + strconv.FormatInt(id, 10) + "&done=filter")
}

func (n *Newsroom) dropFilter(v *visit) error {
	if err := n.Wire.DropFilter(v.r.Context(), v.staff.Staff, number[int64](v.r.PathValue("id"))); err != nil {
		return err
	}
	return v.done("/wire", "filter-dropped")
}
