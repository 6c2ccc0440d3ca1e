package newsroom

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

// A StoryPage is where a story is written: see story/story.html.
type StoryPage struct {
	*Frame
	ID       ilbo.StoryID
	Address  string // of this page, on which those of its verbs follow
	Copy     ilbo.Copy
	Bylines  string // with commas between
	Topics   string
	Standing Standing
	Sections []Link // URL is the id
	Accesses []Link
	Weights  []Link
	Acts     []Act
	Past     []Event
	Writers  string // names
	Logins   string // of the writers, with commas between
	Data     StoryData
	Aside    []AsideView // versions that wait to be put together
	Notes    *NotesPart
	Read     string // how it is read; empty: nobody did, or it is not theirs to see
	ReadURL  string
}

// A Standing is how a story stands, in words.
type Standing struct {
	State     ilbo.State
	Label     string
	Since     string // "Scheduled for …", "Held by …"
	Public    string // address that readers have; empty: none
	Alert     string // address where an alert of it is sent; empty: not by who looks, or not now
	Version   int
	Changed   string
	By        string
	Unprinted bool // readers do not have the newest version
}

// An Act is something that who looks may do to the story now.
type Act struct {
	Name, Verb string
	Firm       bool // it is the next step
	Grave      bool
	Fields     []ActField
	Say        string
}

// An ActField is something that an act asks for.
type ActField struct {
	Name, Label, Kind, Value string // Kind: text, lines, moment, tick, choice, hidden
	Required                 bool
	Choices                  []Link
}

// An Event is one thing that happened to the story.
type Event struct {
	When, Who, What, Why string
	At                   time.Time
}

// An AsideView is a version that was written at the same time as another.
type AsideView struct {
	Number    int
	When, Who string
	URL       string
}

// StoryData is what the page's script begins with.
type StoryData struct {
	Story    ilbo.StoryID      `json:"story"`
	Version  int               `json:"version"`
	Copy     ilbo.Copy         `json:"copy"`
	Me       string            `json:"me"`
	MayWrite bool              `json:"mayWrite"`
	Names    map[string]string `json:"names"` // of staff, by login
	Slots    []Slot            `json:"slots"`
	Words    map[string]string `json:"words"`
	Body     bodyWords         `json:"bodyWords"`
	Address  string            `json:"address"`
	Root     string            `json:"root"`
	Language ilbo.Language     `json:"language"` // of the screen
}

// A Slot is a place for a headline: how many Latin letters it takes, of which a
// syllable of Hangul takes two.
type Slot struct {
	Name string `json:"name"`
	Room int    `json:"room"`
}

// story reads which story a request is about.
func (v *visit) story() (ilbo.StoryID, error) {
	id, err := strconv.ParseInt(v.r.PathValue("id"), 10, 64)
	if err != nil || id < 1 {
		return 0, fmt.Errorf("story %.40q: %w", v.r.PathValue("id"), ilbo.NotFound)
	}
	return ilbo.StoryID(id), nil
}

func storyAddress(id ilbo.StoryID) string {
	return Root + "/stories/" + strconv.FormatInt(int64(id), 10)
}

// names are those of everybody of the newsroom, by login.
func (v *visit) names() (map[string]string, error) {
	people, err := v.Store.AllStaff(v.r.Context())
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, s := range people {
		names[s.Login] = s.Name
	}
	return names, nil
}

// called is somebody's name, or their login where they have none here.
func called(names map[string]string, login string) string {
	if name := names[login]; name != "" {
		return name
	}
	return login
}

func (n *Newsroom) newStory(v *visit) error {
	l := ilbo.Language(v.form("language"))
	if l == "" {
		l = v.Paper.Languages[0]
	}
	id, err := n.Desk.Begin(v.r.Context(), v.staff.Staff, ilbo.Copy{Language: l, Section: ilbo.SectionID(v.form("section")), Headline: v.form("headline")})
	if err != nil {
		return err
	}
	return v.see(storyAddress(id))
}

func (n *Newsroom) storyPage(v *visit) error {
	p, err := v.storyView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "story", p)
}

func (v *visit) storyView() (*StoryPage, error) {
	id, err := v.story()
	if err != nil {
		return nil, err
	}
	ctx := v.r.Context()
	s, draft, err := v.Desk.Open(ctx, v.staff.Staff, id)
	if err != nil {
		return nil, err
	}
	newest, err := v.Desk.Version(ctx, v.staff.Staff, id, 0)
	if err != nil {
		return nil, err
	}
	names, err := v.names()
	if err != nil {
		return nil, err
	}
	p := &StoryPage{Frame: v.frame(func(*Words) string { return newest.Copy.Title() }), ID: id, Address: storyAddress(id), Copy: *newest.Copy}
	p.Editor = &EditorAssets{v.Assets.URL("editor.css"), v.Assets.URL("editor.js")}
	p.Standing = v.standing(p.Frame, s, draft, names)
	for _, b := range p.Copy.Bylines {
		p.Bylines = joined(p.Bylines, b.Name)
	}
	for _, t := range p.Copy.Topics {
		p.Topics = joined(p.Topics, string(t))
	}
	for _, login := range draft.Writers {
		p.Writers, p.Logins = joined(p.Writers, called(names, login)), joined(p.Logins, login)
	}
	if p.Sections, err = v.sectionChoices(p.Lang, p.Copy.Section); err != nil {
		return nil, err
	}
	w := &p.W.Story
	for _, a := range []ilbo.Access{ilbo.Free, ilbo.Metered, ilbo.Subscribers} {
		p.Accesses = append(p.Accesses, Link{w.Accesses[a], string(a), a == p.Copy.Access || a == ilbo.Free && p.Copy.Access == ""})
	}
	for _, weight := range []ilbo.PrintWeight{ilbo.PrintNormal, ilbo.PrintTop, ilbo.PrintBrief, ilbo.PrintNot} {
		p.Weights = append(p.Weights, Link{w.Weights[weight], string(weight), weight == p.Copy.Print.Weight})
	}
	p.Acts = v.acts(p.Frame, s, draft)
	if err := v.sayLesson(p, id); err != nil {
		return nil, err
	}
	if p.Past, err = v.past(p.Frame, s, names); err != nil {
		return nil, err
	}
	if p.Aside, err = v.asides(draft, names); err != nil {
		return nil, err
	}
	if p.Notes, err = v.notesPart(p.Frame, id, newest.Copy.Body, p.Address); err != nil {
		return nil, err
	}
	if p.Standing.Public != "" {
		if p.Read, err = v.readOf(p.Frame, id); err != nil {
			return nil, err
		}
		p.ReadURL = readAddress(id)
	}
	p.Data = StoryData{
		Story: id, Version: newest.Number, Copy: *newest.Copy, Me: v.staff.Login, Names: names, Words: w.Script, Body: p.W.Body, Address: p.Address, Root: Root, Language: p.Lang,
		MayWrite: s.Kill == nil && s.Spike == nil && v.staff.May(ilbo.MayWrite, draft.Section, draft.Wrote(v.staff.Login)),
		Slots:    []Slot{{w.SlotLead, 84}, {w.SlotSecond, 64}, {w.SlotPhone, 72}, {w.SlotWide, 52}, {w.SlotColumn, 34}},
	}
	return p, nil
}

func joined(list, name string) string {
	if list == "" {
		return name
	}
	return list + ", " + name
}

func (v *visit) sectionChoices(l ilbo.Language, current ilbo.SectionID) ([]Link, error) {
	sections, err := v.Store.Sections(v.r.Context())
	if err != nil {
		return nil, err
	}
	var list []Link
	for _, s := range sections {
		name := s.Name.In(l)
		if s.ID.Sub() {
			name = "· " + name
		}
		list = append(list, Link{name, string(s.ID), s.ID == current})
	}
	return list, nil
}

// standing says how a story stands.
func (v *visit) standing(f *Frame, s *ilbo.Story, draft *ilbo.Draft, names map[string]string) Standing {
	now, w := v.Clock(), &f.W.Story
	st := Standing{State: s.State(draft.Stage, now), Version: draft.Version, Changed: v.when(draft.Changed), By: called(names, draft.By), Unprinted: draft.Changes()}
	st.Label = w.States[st.State]
	switch st.State {
	case ilbo.StateHeld:
		st.Since = fmt.Sprintf(w.HeldBy, called(names, s.Hold.By), v.when(s.Hold.At))
		if s.Hold.Reason != "" {
			st.Since += " — " + s.Hold.Reason
		}
	case ilbo.StateEmbargoed:
		st.Since = fmt.Sprintf(w.UntilWhen, v.when(s.Embargo.Until))
	case ilbo.StateScheduled:
		st.Since = fmt.Sprintf(w.ForWhen, v.when(s.Published))
	case ilbo.StatePublished:
		st.Since = v.when(s.Published)
	case ilbo.StateKilled:
		st.Since = fmt.Sprintf(w.HeldBy, called(names, s.Kill.By), v.when(s.Kill.At))
	case ilbo.StateSpiked:
		st.Since = fmt.Sprintf(w.HeldBy, called(names, s.Spike.By), v.when(s.Spike.At))
	}
	if s.Visible(now) || s.Withdrawn(now) {
		st.Public = string(s.Path)
		if s.Visible(now) && v.staff.Role.May(ilbo.MayAlert) {
			st.Alert = fmt.Sprintf("%s/breaking?story=%d#alert", Root, s.ID)
		}
	}
	return st
}

// asides are the versions that stand aside of what came after them.
func (v *visit) asides(draft *ilbo.Draft, names map[string]string) ([]AsideView, error) {
	if !draft.Kept {
		return nil, nil // nobody has written here
	}
	last, err := v.Store.Versions(v.r.Context(), draft.Story, 0, maxAside)
	if err != nil {
		return nil, err
	}
	var list []AsideView
	for _, version := range last {
		if version.Aside && !merged(last, version.Number) {
			list = append(list, AsideView{version.Number, v.when(version.At), called(names, version.By),
				fmt.Sprintf("%s/merge?mine=%d", storyAddress(draft.Story), version.Number)})
		}
	}
	return list, nil
}

// maxAside is how many versions are looked through for those aside.
const maxAside = 60

// mergeNote is the note of a version that was put together with one aside.
func mergeNote(aside int) string { return "merged with version " + strconv.Itoa(aside) }

func merged(list []ilbo.Version, aside int) bool {
	return slices.ContainsFunc(list, func(v ilbo.Version) bool { return v.Note == mergeNote(aside) })
}

// past is all that happened to a story, the last first.
func (v *visit) past(f *Frame, s *ilbo.Story, names map[string]string) ([]Event, error) {
	ctx, w := v.r.Context(), &f.W.Story
	steps, err := v.Store.HandOvers(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	records, err := v.Store.Records(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	var list []Event
	add := func(at time.Time, who, what, why string) {
		if !at.IsZero() {
			list = append(list, Event{v.when(at), called(names, who), what, why, at})
		}
	}
	for _, h := range steps {
		add(h.At, h.By, w.States[ilbo.State(h.To)], h.Reason)
	}
	for _, r := range records {
		why := r.Reason
		if !r.Until.IsZero() {
			why = strings.TrimSpace(fmt.Sprintf(w.UntilWhen, v.when(r.Until)) + " " + why)
		}
		add(r.At, r.By, w.Records[r.Kind], why)
		add(r.Ended, r.EndedBy, w.Ended[r.Kind], "")
	}
	for _, c := range s.Corrections {
		add(c.At, c.By, w.Notices[c.Kind], c.Text)
	}
	prints, err := v.Store.LessonPrints(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range prints {
		if p.Half() {
			add(p.At, p.By, f.W.Lesson.Published, f.W.Lesson.half(&p))
		}
	}
	if !s.Published.IsZero() {
		add(s.Published, "", w.States[ilbo.StatePublished], string(s.Path))
	}
	slices.SortStableFunc(list, func(a, b Event) int { return b.At.Compare(a.At) })
	return list, nil
}

// storyRoutes are the addresses of one story's pages.
func (n *Newsroom) storyRoutes(staff func(pattern string, do func(*visit) error)) {
	staff("POST "+Root+"/stories/new", n.newStory)
	staff("GET "+Root+"/stories/{id}", n.storyPage)
	staff("GET "+Root+"/stories/{id}/copy", n.storyCopy)
	staff("POST "+Root+"/stories/{id}/versions", n.saveStory)
	staff("POST "+Root+"/stories/{id}/here", n.hereStory)
	staff("POST "+Root+"/stories/{id}/lock", n.lockStory)
	staff("POST "+Root+"/stories/{id}/unlock", n.unlockStory)
	staff("POST "+Root+"/stories/{id}/leave", n.leaveStory)
	staff("GET "+Root+"/stories/{id}/history", n.historyPage)
	staff("POST "+Root+"/stories/{id}/restore", n.restoreVersion)
	n.teachRoutes(staff)
	staff("GET "+Root+"/stories/{id}/merge", n.mergePage)
	staff("POST "+Root+"/stories/{id}/merge", n.mergeVersions)
	staff("GET "+Root+"/stories/{id}/preview", n.previewPage)
	staff("GET "+Root+"/stories/{id}/proof", n.proof)
	staff("GET "+Root+"/stories/{id}/card.jpg", n.proofCard)
	staff("POST "+Root+"/stories/{id}/acts/{verb}", n.act)
	staff("GET "+Root+"/names/{kind}", n.suggestNames)
}
