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
	"ilbo.press/internal/desk"
)

// A StoriesPage is the list of stories: see stories/stories.html.
type StoriesPage struct {
	*Frame
	L                   *listsWords
	New                 *NewStory
	Tabs                []TabView
	States              []Link // to choose from; URL is what is sent
	Sections, Languages []Link
	Writers             []Link
	Words               string
	Filtered            bool
	Rows, Archive       []RowView
	Next                string // address of what follows
	First               string // address of the beginning, where this is not it
	All                 string // address of all that was found in the archive
	Filters             string // what the list is narrowed by, to be kept
	View                string // the name of the view that is shown, where it is one of the person's own
	Acts                []Link
	Targets, Sharers    []Link // sections and writers to be chosen
	Back                string
}

// A TabView is a view to be chosen.
type TabView struct {
	Link
	Count string // may be empty
	Own   bool   // it is the person's, not everybody's
}

// filters are what a list is narrowed by.
type filters struct {
	States   []ilbo.State
	Section  ilbo.SectionID
	Language ilbo.Language
	Writer   string
	Words    string
}

// The longest words and the longest login that are asked for.
const (
	maxWords = 200
	maxLogin = 60
)

// readFilters reads them from an address; what makes no sense narrows nothing.
func readFilters(form url.Values) (f filters) {
	for name := range strings.SplitSeq(form.Get("state"), ",") {
		if state := ilbo.State(name); slices.Contains(ilbo.States(), state) && !slices.Contains(f.States, state) {
			f.States = append(f.States, state)
		}
	}
	if id := ilbo.SectionID(form.Get("section")); id.Check() == nil {
		f.Section = id
	}
	if l := ilbo.Language(form.Get("language")); l.Known() {
		f.Language = l
	}
	f.Writer = firstRunes(ilbo.Clean(form.Get("writer")), maxLogin)
	f.Words = firstRunes(ilbo.Clean(form.Get("q")), maxWords)
	return f
}

// encode writes them as an address has them, always in the same order.
func (f filters) encode() string {
	form := url.Values{}
	set := func(name, value string) {
		if value != "" {
			form.Set(name, value)
		}
	}
	set("state", joinStates(f.States))
	set("section", string(f.Section))
	set("language", string(f.Language))
	set("writer", f.Writer)
	set("q", f.Words)
	return form.Encode()
}

func joinStates(states []ilbo.State) string {
	names := make([]string, len(states))
	for i, s := range states {
		names[i] = string(s)
	}
	return strings.Join(names, ",")
}

// address is a page with filters and what follows them.
func address(path, query string, more ...string) string {
	for i := 0; i+1 < len(more); i += 2 {
		if more[i+1] != "" {
			query = strings.TrimPrefix(query+"&"+more[i]+"="+url.QueryEscape(more[i+1]), "&")
		}
	}
	return strings.TrimSuffix(Root+path+"?"+query, "?")
}

// builtIn are the views that everybody has.
var builtIn = []struct {
	name   string
	states []ilbo.State
}{
	{"work", nil}, {"filed", []ilbo.State{"filed"}}, {"ready", []ilbo.State{"ready"}}, {"scheduled", []ilbo.State{ilbo.StateScheduled}},
	{"held", []ilbo.State{ilbo.StateHeld, ilbo.StateEmbargoed}}, {"published", []ilbo.State{ilbo.StatePublished}}, {"spiked", []ilbo.State{ilbo.StateSpiked}},
}

// readPlace reads where a list goes on, "1700000000000.12"; what is none is its
// beginning.
func readPlace(text string) (c ilbo.Cursor) {
	at, id, _ := strings.Cut(text, ".")
	ms, err := strconv.ParseInt(at, 10, 64)
	n, idErr := strconv.ParseInt(id, 10, 64)
	if err != nil || idErr != nil || ms <= 0 || ms > maxMoment || n < 0 {
		return c
	}
	return ilbo.Cursor{At: time.UnixMilli(ms).UTC(), ID: ilbo.StoryID(n)}
}

// maxMoment is the last millisecond that a cursor has: of the year 9999.
const maxMoment = 253_402_300_799_999

func writePlace(c ilbo.Cursor) string {
	if c.At.IsZero() {
		return ""
	}
	return strconv.FormatInt(c.At.UnixMilli(), 10) + "." + strconv.FormatInt(int64(c.ID), 10)
}

// listed is how many stories a page of the list has.
const listed = 50

func (n *Newsroom) storiesPage(v *visit) error {
	form := v.r.URL.Query()
	narrowed := readFilters(form)
	page, _ := strconv.Atoi(form.Get("page")) // what is no number is the first page
	by, after := v.staff.Staff, readPlace(form.Get("after"))
	found, err := n.Desk.List(v.r.Context(), by, desk.ListQuery{
		States: narrowed.States, Section: narrowed.Section, Language: narrowed.Language, Writer: narrowed.Writer, Words: narrowed.Words,
		After: after, Page: min(max(page, 1), 50), Limit: listed,
	})
	if err != nil {
		return err
	}
	f, err := v.floor()
	if err != nil {
		return err
	}
	query := narrowed.encode()
	p := &StoriesPage{Frame: v.frame(func(w *Words) string { return w.Lists.Stories }), L: &f.w.Lists, New: f.beginning(narrowed.Section, narrowed.Language),
		Sections: f.sectionLinks(narrowed.Section), Languages: f.languageLinks(narrowed.Language), Writers: f.writerLinks(narrowed.Writer), Words: narrowed.Words,
		Filtered: query != "", Rows: f.rows(found.Rows), Archive: f.rows(found.Archive), Filters: query, Targets: f.sectionLinks(""), Sharers: f.writerLinks("")}
	p.Back = address("/stories", query, "after", form.Get("after"), "page", form.Get("page"))
	if !found.Next.At.IsZero() {
		p.Next = address("/stories", query, "after", writePlace(found.Next))
	} else if found.Page > 0 {
		p.Next = address("/stories", query, "page", strconv.Itoa(found.Page))
	}
	if !after.At.IsZero() || page > 1 {
		p.First = address("/stories", query)
	}
	if len(p.Archive) > 0 {
		all := narrowed
		all.States = []ilbo.State{ilbo.StatePublished}
		p.All = address("/stories", all.encode())
	}
	if err := p.choices(f, narrowed, query); err != nil {
		return err
	}
	return v.show(http.StatusOK, "stories", p)
}

// choices are the views, the states and what can be done.
func (p *StoriesPage) choices(f *floor, narrowed filters, query string) error {
	ctx, by := f.r.Context(), f.staff.Staff
	counts, err := f.Desk.Counts(ctx, by, narrowed.Section, narrowed.Language)
	if err != nil {
		return err
	}
	views, err := f.Desk.Views(ctx, by)
	if err != nil {
		return err
	}
	own := slices.IndexFunc(views, func(v ilbo.View) bool { return v.Filters == query })
	for _, b := range builtIn {
		of := narrowed
		of.States, of.Words = b.states, ""
		tab := TabView{Link: Link{p.L.BuiltIn[b.name], address("/stories", of.encode()), own < 0 && slices.Equal(narrowed.States, b.states)}}
		n, known := 0, len(b.states) == 0
		for _, s := range b.states {
			_, counted := counts[s]
			n, known = n+counts[s], known || counted
		}
		if len(b.states) == 0 {
			n = counts[""]
		}
		if known {
			tab.Count = counted(n)
		}
		p.Tabs = append(p.Tabs, tab)
	}
	for i, v := range views {
		p.Tabs = append(p.Tabs, TabView{Link: Link{v.Name, address("/stories", v.Filters), i == own}, Own: true})
		if i == own {
			p.View = v.Name
		}
	}
	chosen := joinStates(narrowed.States)
	p.States = []Link{{p.L.InWork, "", chosen == ""}}
	for _, s := range ilbo.States() {
		p.States = append(p.States, Link{p.L.States[s], string(s), chosen == string(s)})
	}
	both := joinStates(builtIn[4].states)
	p.States = append(p.States, Link{p.L.HeldOrEmbargoed, both, chosen == both})
	p.Acts = actLinks(f)
	return nil
}

func counted(n int) string {
	if n >= desk.MaxCounted {
		return fmt.Sprintf("%d+", desk.MaxCounted)
	}
	return strconv.Itoa(n)
}

// keepView keeps the list under a name, and shows it.
func (n *Newsroom) keepView(v *visit) error {
	form, err := url.ParseQuery(v.r.PostFormValue("filters"))
	if err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The list cannot be read.", Err: err}
	}
	query := readFilters(form).encode()
	if err := n.Desk.KeepView(v.r.Context(), v.staff.Staff, v.form("name"), query); err != nil {
		return err
	}
	return v.see(address("/stories", query, "done", "view-kept"))
}

func (n *Newsroom) dropView(v *visit) error {
	if err := n.Desk.DropView(v.r.Context(), v.staff.Staff, v.form("name")); err != nil {
		return err
	}
	return v.see(address("/stories", "", "done", "view-dropped"))
}
