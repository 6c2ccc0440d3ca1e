package newsroom

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// A RowView is a story in a list: see stories/parts.html.
type RowView struct {
	ID       string
	Title    string
	Lang     ilbo.Language
	URL      string
	Section  string
	State    string
	Kind     ilbo.State // of it, for the eye
	Moment   string     // when it is due, or its embargo lifts
	Language string     // its name, where the paper has several
	Writers  string
	When     string
	Moved    string // the same, for machines
	By       string
	Length   string
	Bare     string // that pictures are not described; may be empty
	Writing  string // who is in it just now; may be empty
	Changes  string // that there are some since it was published; may be empty
	Site     string // where the public reads it; may be empty
	SiteSay  string
	Note     string // what a page adds
	Stage    ilbo.Stage
}

// storyURL is the page of a story.
func storyURL(id ilbo.StoryID) string { return Root + "/stories/" + strconv.FormatInt(int64(id), 10) }

// A floor is what rows are shown with: who is in the newsroom, and its sections.
type floor struct {
	*visit
	w        *Words
	lang     ilbo.Language
	people   []ilbo.Staff
	sections []ilbo.Section
	names    map[string]string
	titles   map[ilbo.SectionID]string
}

func (v *visit) floor() (*floor, error) {
	f := &floor{visit: v, lang: v.language(), names: map[string]string{}, titles: map[ilbo.SectionID]string{}}
	f.w = wordsIn(f.lang)
	var err error
	if f.people, err = v.Store.AllStaff(v.r.Context()); err != nil {
		return nil, err
	}
	if f.sections, err = v.Store.Sections(v.r.Context()); err != nil {
		return nil, err
	}
	for _, s := range f.people {
		f.names[s.Login] = s.Name
	}
	for _, s := range f.sections {
		f.titles[s.ID] = s.Name.In(f.lang)
	}
	return f, nil
}

// name is what somebody is called; who is not of the newsroom, by their login.
func (f *floor) name(login string) string {
	if n := f.names[login]; n != "" {
		return n
	}
	return login
}

// section names a section, and the one that it is a part of.
func (f *floor) section(id ilbo.SectionID) string {
	name := f.titles[id]
	if name == "" {
		return string(id)
	}
	if top := f.titles[id.Top()]; id.Sub() && top != "" {
		return top + " › " + name
	}
	return name
}

// sectionLinks are the sections to choose from, the parts behind their whole.
func (f *floor) sectionLinks(chosen ilbo.SectionID) []Link {
	var list []Link
	for _, s := range f.sections {
		list = append(list, Link{f.section(s.ID), string(s.ID), s.ID == chosen})
	}
	return list
}

func (f *floor) languageLinks(chosen ilbo.Language) []Link {
	var list []Link
	for _, l := range f.Paper.Languages {
		list = append(list, Link{wordsIn(l).Language, string(l), l == chosen})
	}
	return list
}

// writerLinks are those of the newsroom who write, by name.
func (f *floor) writerLinks(chosen string) []Link {
	var list []Link
	for _, s := range f.people {
		if s.Login == chosen || s.Left.IsZero() && s.Role.May(ilbo.MayWrite) {
			list = append(list, Link{s.Name, s.Login, s.Login == chosen})
		}
	}
	slices.SortFunc(list, func(a, b Link) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func count(one, many string, n int) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}

// short is a moment as lists say it: the hour of today, or else the day.
func (f *floor) short(t time.Time) string {
	t, now := t.In(f.Paper.Zone), f.Clock().In(f.Paper.Zone)
	switch {
	case t.IsZero():
		return ""
	case t.YearDay() == now.YearDay() && t.Year() == now.Year():
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format(f.w.Lists.DayAndHour)
	}
	return t.Format(time.DateOnly)
}

func (f *floor) rows(list []desk.Row) []RowView {
	rows := make([]RowView, len(list))
	for i := range list {
		rows[i] = f.row(&list[i])
	}
	return rows
}

func (f *floor) row(r *desk.Row) RowView {
	l := &f.w.Lists
	v := RowView{
		ID: strconv.FormatInt(int64(r.Story), 10), Title: r.Title, Lang: r.Language, URL: storyURL(r.Story), Section: f.section(r.Section),
		State: l.States[r.Now], Kind: r.Now, When: f.short(r.Draft.Changed), Moved: r.Draft.Changed.UTC().Format(time.RFC3339), Length: count(l.WordsOne, l.Words, r.Words),
		Stage: r.Stage, SiteSay: l.OnSite,
	}
	if r.Now == ilbo.StatePublished && r.Draft.Changes() {
		v.Changes = l.Changes
	}
	if v.Title == "" {
		v.Title, v.Lang = l.Untitled, f.lang
	}
	if len(f.Paper.Languages) > 1 {
		v.Language = wordsIn(r.Language).Language
	}
	switch {
	case r.Now == ilbo.StateScheduled, r.Now == ilbo.StateHeld && r.Published.After(f.Clock()):
		v.Moment = fmt.Sprintf(l.At, f.short(r.Published))
	case r.Now == ilbo.StateEmbargoed:
		v.Moment = fmt.Sprintf(l.Until, f.short(r.Embargo))
	case r.Now == ilbo.StatePublished:
		v.Site = string(r.Path)
	}
	if r.Bare > 0 {
		v.Bare = count(l.BareOne, l.Bare, r.Bare)
	}
	if r.Writing != "" {
		v.Writing = fmt.Sprintf(l.Writing, f.name(r.Writing))
	}
	var writers []string
	for _, login := range r.Draft.Writers {
		writers = append(writers, f.name(login))
	}
	for _, b := range r.Bylines {
		writers = append(writers, b.Name)
	}
	v.Writers = strings.Join(writers, ", ")
	if r.By != "" && (len(r.Draft.Writers) != 1 || r.By != r.Draft.Writers[0]) {
		v.By = f.name(r.By)
	}
	return v
}

// A NewStory is the form that begins one: see stories/parts.html.
type NewStory struct {
	Root                string
	L                   *listsWords
	Sections, Languages []Link
}

// beginning is the form for who may write, and otherwise nil.
func (f *floor) beginning(section ilbo.SectionID, l ilbo.Language) *NewStory {
	if !f.staff.Role.May(ilbo.MayWrite) {
		return nil
	}
	if section == "" && len(f.staff.Sections) > 0 {
		section = f.staff.Sections[0]
	}
	if l == "" {
		l = f.lang
	}
	return &NewStory{Root, &f.w.Lists, f.sectionLinks(section), f.languageLinks(l)}
}
