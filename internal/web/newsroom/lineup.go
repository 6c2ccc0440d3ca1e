package newsroom

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"ilbo.press"
)

// A LineupPage is what is planned, by day: see lineup/lineup.html.
type LineupPage struct {
	*Frame
	Range               string // the days, as people say them
	Show, Day           string
	SectionID, PersonID string
	ByPerson, Dropped   bool
	Views               []Link
	Groupings           []Link
	Earlier, Later      string
	ToToday, New        string
	Sections, People    []Link // URL is the section's id, or the login
	Days                []LineupDay
	Rows                []LineupRow // by person; otherwise each day has its groups
	Sums                []LineupSum
	More                bool
	Count               int
}

// A LineupDay is one day.
type LineupDay struct {
	Date, Name, New string
	Today           bool
	Groups          []LineupGroup
	Count           int
}

// A LineupRow is somebody with their days.
type LineupRow struct {
	Login, Name string
	Cells       []LineupCell
}

// A LineupCell is what somebody does on a day.
type LineupCell struct {
	Date, Name string // of its day
	Cards      []Card
}

// A LineupGroup is what a section plans for a day.
type LineupGroup struct {
	Name  string
	Cards []Card
}

// A LineupSum is how much a section plans.
type LineupSum struct {
	Name                       string
	Stories, Words, Characters int
	Pictures, Late             int
}

// A Card is an assignment in the lineup.
type Card struct {
	ID                         int64
	URL, Title, Date, Login    string
	Section, Language          string
	State, StateName, Stage    string
	Late, Moves                bool
	Due, DueISO, Planned       string
	PlannedISO, Length, Wanted string // Wanted is the picture; empty: none
	Written                    string
	Who                        []string // names
	Story                      string   // address
	About                      string
}

// maxLineup is how many assignments a page shows.
const maxLineup = 600

// The days that each way of showing has.
var lineupDays = map[string]int{"day": 1, "week": 7, "list": 28}

// lineupPage is the lineup from a day on. A week begins with its Monday.
func (n *Newsroom) lineupPage(v *visit) error {
	form := v.r.URL.Query()
	p := &LineupPage{Frame: v.frame(func(w *Words) string { return w.Lineup.Title }), Show: form.Get("show"), Dropped: form.Get("dropped") != ""}
	if lineupDays[p.Show] == 0 {
		p.Show = "week"
	}
	p.ByPerson = form.Get("by") == "person" && p.Show != "list"
	if id := ilbo.SectionID(form.Get("section")); id.Check() == nil {
		p.SectionID = string(id)
	}
	p.PersonID = v.whose(ilbo.Clean(form.Get("who")))
	today := v.midnight(v.Clock())
	first := today
	if t, err := time.ParseInLocation(time.DateOnly, form.Get("day"), n.Paper.Zone); err == nil && t.Year() >= 1900 && t.Year() < 2200 {
		first = t
	}
	if p.Show == "week" {
		first = first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
	}
	p.Day = first.Format(time.DateOnly)
	last := first.AddDate(0, 0, lineupDays[p.Show])
	found, err := n.Store.Assignments(v.r.Context(), ilbo.AssignmentQuery{From: first, To: last, Section: ilbo.SectionID(p.SectionID), Who: p.PersonID, Dropped: p.Dropped, Limit: maxLineup + 1}, v.Clock())
	if err != nil {
		return err
	}
	if p.More = len(found) > maxLineup; p.More {
		found = found[:maxLineup]
	}
	p.Count = len(found)
	people, err := v.colleagues()
	if err != nil {
		return err
	}
	sections, err := v.sectionLinks(p.Frame)
	if err != nil {
		return err
	}
	p.Sections = marked(sections, p.SectionID)
	for _, s := range people.here {
		p.People = append(p.People, Link{s.Name, s.Login, s.Login == p.PersonID})
	}
	p.links(first, last, today)
	p.fill(v, found, people, first, last, today)
	return v.show(http.StatusOK, "lineup", p)
}

// whose is whose assignments somebody may look at: those who see only their own
// work look at that.
func (v *visit) whose(login string) string {
	if v.staff.Role.Reach(ilbo.MaySee) < ilbo.WholePaper {
		return v.staff.Login
	}
	return firstRunes(login, 40)
}

// midnight begins a moment's day in the paper's zone.
func (v *visit) midnight(t time.Time) time.Time {
	t = t.In(v.Paper.Zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, v.Paper.Zone)
}

// address is that of the page, with some of its choices changed.
func (p *LineupPage) address(change ...string) string {
	q := url.Values{"show": {p.Show}, "day": {p.Day}, "section": {p.SectionID}, "who": {p.PersonID}}
	if p.ByPerson {
		q.Set("by", "person")
	}
	if p.Dropped {
		q.Set("dropped", "1")
	}
	for i := 0; i+1 < len(change); i += 2 {
		q.Set(change[i], change[i+1])
	}
	for name, values := range q {
		if values[0] == "" {
			q.Del(name)
		}
	}
	return Root + "/lineup?" + q.Encode()
}

func (p *LineupPage) links(first, last, today time.Time) {
	w := &p.W.Lineup
	for _, view := range [][2]string{{"day", w.Day}, {"week", w.Week}, {"list", w.List}} {
		p.Views = append(p.Views, Link{view[1], p.address("show", view[0]), p.Show == view[0]})
	}
	if p.Show != "list" {
		p.Groupings = []Link{{w.BySection, p.address("by", ""), !p.ByPerson}, {w.ByPerson, p.address("by", "person"), p.ByPerson}}
	}
	days := lineupDays[p.Show]
	p.Earlier = p.address("day", first.AddDate(0, 0, -days).Format(time.DateOnly))
	p.Later = p.address("day", last.Format(time.DateOnly))
	if today.Before(first) || !today.Before(last) {
		p.ToToday = p.address("day", "")
	}
	p.Range = dayName(first, p.Lang)
	if days > 1 {
		p.Range += " – " + dayName(last.AddDate(0, 0, -1), p.Lang)
	}
	p.Range += ", " + first.Format("2006")
	if p.Lang == ilbo.Korean {
		p.Range = first.Format("2006년 ") + p.Range[:len(p.Range)-len(", 2006")]
	}
}

// fill sorts what was found into days, or people and days, and sums it up.
func (p *LineupPage) fill(v *visit, found []ilbo.Assignment, people *colleagues, first, last, today time.Time) {
	may := v.staff.Role.May(ilbo.MayAssign)
	at := map[string]int{}
	for day := first; day.Before(last); day = day.AddDate(0, 0, 1) {
		d := LineupDay{Date: day.Format(time.DateOnly), Name: dayName(day, p.Lang), Today: day.Equal(today)}
		if may {
			d.New = Root + "/lineup/new?day=" + d.Date
		}
		at[d.Date] = len(p.Days)
		p.Days = append(p.Days, d)
	}
	if may {
		p.New = Root + "/lineup/new?" + url.Values{"day": {p.newDay(today)}, "section": {p.SectionID}}.Encode()
	}
	sums := map[ilbo.SectionID]*LineupSum{}
	var order []ilbo.SectionID
	for _, sec := range p.Sections {
		order = append(order, ilbo.SectionID(sec.URL))
	}
	cards := make([]Card, len(found))
	for i := range found {
		a := &found[i]
		c := v.card(p.Frame, a, people)
		cards[i] = c
		if d, ok := at[c.Date]; ok {
			p.Days[d].put(c)
		}
		top := a.Section.Top()
		if sums[top] == nil {
			sums[top] = &LineupSum{Name: p.sectionName(top)}
			if !slices.Contains(order, top) {
				order = append(order, top)
			}
		}
		sums[top].add(a, c.Late)
	}
	for _, id := range order {
		if s := sums[id]; s != nil {
			p.Sums = append(p.Sums, *s)
		}
	}
	for i := range p.Days {
		p.Days[i].sort(p)
	}
	if p.ByPerson {
		p.rows(found, cards, people)
	}
	if p.Show == "list" { // days on which nothing is planned say nothing there
		p.Days = slices.DeleteFunc(p.Days, func(d LineupDay) bool { return d.Count == 0 && !d.Today })
	}
}

// newDay is the day that a new assignment is for, unless another is named.
func (p *LineupPage) newDay(today time.Time) string {
	if t := today.Format(time.DateOnly); t > p.Day {
		return t
	}
	return p.Day
}

func (p *LineupPage) sectionName(id ilbo.SectionID) string {
	for _, s := range p.Sections {
		if s.URL == string(id) {
			return s.Name
		}
	}
	return string(id)
}

func (s *LineupSum) add(a *ilbo.Assignment, late bool) {
	s.Stories++
	if a.Characters() {
		s.Characters += a.Length
	} else {
		s.Words += a.Length
	}
	if a.Picture != ilbo.WantsNoPicture {
		s.Pictures++
	}
	if late {
		s.Late++
	}
}

// put adds a card to the group of its section.
func (d *LineupDay) put(c Card) {
	d.Count++
	for i := range d.Groups {
		if d.Groups[i].Name == c.Section {
			d.Groups[i].Cards = append(d.Groups[i].Cards, c)
			return
		}
	}
	d.Groups = append(d.Groups, LineupGroup{c.Section, []Card{c}})
}

// sort puts a day's groups in the order of the paper's sections.
func (d *LineupDay) sort(p *LineupPage) {
	place := func(g LineupGroup) int {
		return slices.IndexFunc(p.Sections, func(l Link) bool { return l.Name == g.Name })
	}
	slices.SortStableFunc(d.Groups, func(a, b LineupGroup) int { return place(a) - place(b) })
}

// rows puts the cards with those who do them: everybody who may, so that each can
// be given something, and first what nobody does yet.
func (p *LineupPage) rows(found []ilbo.Assignment, cards []Card, people *colleagues) {
	row := func(login, name string) *LineupRow {
		for i := range p.Rows {
			if p.Rows[i].Login == login {
				return &p.Rows[i]
			}
		}
		r := LineupRow{Login: login, Name: name}
		for _, d := range p.Days {
			r.Cells = append(r.Cells, LineupCell{Date: d.Date, Name: d.Name})
		}
		p.Rows = append(p.Rows, r)
		return &p.Rows[len(p.Rows)-1]
	}
	if p.PersonID == "" {
		row("", p.W.Lineup.Nobody)
	}
	for _, s := range people.here {
		if s.Role.May(ilbo.MayWrite) && (p.PersonID == "" || p.PersonID == s.Login) {
			row(s.Login, s.Name)
		}
	}
	for i := range found {
		who := found[i].Who
		if len(who) == 0 {
			who = []string{""}
		}
		for _, login := range who {
			if p.PersonID != "" && login != p.PersonID {
				continue
			}
			r := row(login, people.name(login))
			for j := range r.Cells {
				if r.Cells[j].Date == cards[i].Date {
					c := cards[i]
					c.Login = login
					r.Cells[j].Cards = append(r.Cells[j].Cards, c)
				}
			}
		}
	}
}

// card shows an assignment.
func (v *visit) card(f *Frame, a *ilbo.Assignment, people *colleagues) Card {
	w, zone, now := &f.W.Lineup, v.Paper.Zone, v.Clock()
	state := a.State(now)
	c := Card{
		ID: int64(a.ID), URL: lineupAddress(a.ID), Title: a.Title, Date: a.Day().In(zone).Format(time.DateOnly), Language: string(a.Language), About: a.About,
		Section: people.sections[a.Section.Top()], State: string(state), StateName: w.States[state], Late: a.Late(now),
		Moves: v.mayChange(a) && a.Open(now), Due: shortTime(a.Due, a.Day(), zone, f.Lang), DueISO: a.Due.Format(time.RFC3339), Length: length(w, a, a.Length),
	}
	if c.Section == "" {
		c.Section = string(a.Section.Top())
	}
	if !a.Planned.IsZero() {
		c.Planned, c.PlannedISO = a.Planned.In(zone).Format("15:04"), a.Planned.Format(time.RFC3339)
	}
	if a.Picture != ilbo.WantsNoPicture {
		c.Wanted = w.Wishes[a.Picture]
	}
	if a.Story != 0 {
		c.Story, c.Stage = storyAddress(a.Story), w.Stages[a.Stage]
		if a.Headline != "" {
			c.Title = a.Headline
		}
		if !a.Characters() && a.Words > 0 {
			c.Written = fmt.Sprintf(w.NWritten, a.Words)
		}
	}
	for _, login := range a.Who {
		c.Who = append(c.Who, people.name(login))
	}
	return c
}

func length(w *lineupWords, a *ilbo.Assignment, n int) string {
	if n == 0 {
		return ""
	}
	if a.Characters() {
		return fmt.Sprintf(w.NCharacters, n)
	}
	return fmt.Sprintf(w.NWords, n)
}

// shortTime is a moment's time of day, with its day where that is another than the
// one it is shown on.
func shortTime(t, on time.Time, zone *time.Location, l ilbo.Language) string {
	t, on = t.In(zone), on.In(zone)
	if t.YearDay() == on.YearDay() && t.Year() == on.Year() {
		return t.Format("15:04")
	}
	return dayName(t, l) + " " + t.Format("15:04")
}

func lineupAddress(id ilbo.AssignmentID) string {
	return Root + "/lineup/" + strconv.FormatInt(int64(id), 10)
}

// mayChange reports whether somebody may change what an assignment says.
func (v *visit) mayChange(a *ilbo.Assignment) bool {
	return v.staff.May(ilbo.MayAssign, a.Section, false) ||
		a.Accepted.IsZero() && a.By == v.staff.Login && slices.Equal(a.Who, []string{v.staff.Login}) && v.staff.May(ilbo.MayAssign, a.Section, true)
}

// colleagues are the people of the newsroom, and the names of the paper's
// sections.
type colleagues struct {
	here     []ilbo.Staff // who has not left, by name
	names    map[string]string
	sections map[ilbo.SectionID]string
}

func (c *colleagues) name(login string) string {
	if name := c.names[login]; name != "" {
		return name
	}
	return login
}

func (v *visit) colleagues() (*colleagues, error) {
	all, err := v.Store.AllStaff(v.r.Context())
	if err != nil {
		return nil, err
	}
	sections, err := v.Store.Sections(v.r.Context())
	if err != nil {
		return nil, err
	}
	c := &colleagues{names: map[string]string{}, sections: map[ilbo.SectionID]string{}}
	for _, s := range all {
		c.names[s.Login] = s.Name
		if s.Left.IsZero() {
			c.here = append(c.here, s)
		}
	}
	slices.SortStableFunc(c.here, func(a, b ilbo.Staff) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	for _, s := range sections {
		c.sections[s.ID] = s.Name.In(v.language())
	}
	return c, nil
}

// sectionLinks are the paper's sections and their parts, in its order.
func (v *visit) sectionLinks(f *Frame) ([]Link, error) {
	sections, err := v.Store.Sections(v.r.Context())
	if err != nil {
		return nil, err
	}
	var list []Link
	for _, s := range sections {
		if s.ID.Sub() {
			continue
		}
		list = append(list, Link{Name: s.Name.In(f.Lang), URL: string(s.ID)})
		for _, part := range sections {
			if part.ID.Sub() && part.ID.Top() == s.ID {
				list = append(list, Link{Name: s.Name.In(f.Lang) + " · " + part.Name.In(f.Lang), URL: string(part.ID)})
			}
		}
	}
	return list, nil
}

// marked marks the link that is chosen.
func marked(links []Link, chosen string) []Link {
	for i := range links {
		links[i].Current = links[i].URL == chosen
	}
	return links
}
