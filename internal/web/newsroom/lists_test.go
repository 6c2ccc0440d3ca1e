package newsroom_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/htmlcheck"
	"ilbo.press/internal/store"
)

// titles finds what was published by a word of its headline: the search desk has
// tests of its own.
type titles struct {
	store *store.Store
	clock ilbo.Clock
}

func (f titles) Find(ctx context.Context, a desk.Asked, page, perPage int) (ids []ilbo.StoryID, more bool, err error) {
	all, err := f.store.Teasers(ctx, ilbo.Selection{Language: a.Language, Section: a.Section, Journalist: a.Writer, Limit: 1000}, f.clock())
	for _, t := range all {
		if strings.Contains(t.Headline, a.Words) {
			ids = append(ids, t.ID)
		}
	}
	ids = ids[min((page-1)*perPage, len(ids)):]
	return ids[:min(len(ids), perPage)], len(ids) > perPage, err
}

// letsIn lets somebody into the newsroom.
func (h *house) letsIn(login string, role ilbo.Role, sections ...ilbo.SectionID) ilbo.Staff {
	h.t.Helper()
	h.must(h.store.PutStaff(h.t.Context(), ilbo.Staff{Login: login, Name: "Name of " + login, Role: role, Sections: sections, Password: h.digest, Added: h.now}))
	return h.person(login)
}

func (h *house) person(login string) ilbo.Staff {
	h.t.Helper()
	s, err := h.store.StaffByLogin(h.t.Context(), login)
	h.must(err)
	return s
}

// begins is a story that somebody begins in a section, and hands over as far as
// the stages go.
func (h *house) begins(login, headline string, section ilbo.SectionID, stages ...ilbo.Stage) ilbo.StoryID {
	h.t.Helper()
	h.sets(h.now.Add(time.Second))
	id, err := h.desk.Begin(h.t.Context(), h.person(login), ilbo.Copy{Language: ilbo.English, Section: section, Headline: headline,
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("The council met on Tuesday.")}}})
	h.must(err)
	for _, to := range stages {
		h.must(h.desk.HandOver(h.t.Context(), h.person("rahim"), id, to, "because"))
	}
	return id
}

// printed is a story that came from elsewhere, and that the newsroom has never
// touched.
func (h *house) printed(headline string, section ilbo.SectionID) *ilbo.Story {
	h.t.Helper()
	s := &ilbo.Story{Language: ilbo.English, Section: section, Headline: headline, Published: h.now.Add(-time.Hour), Foreign: headline,
		Bylines: []ilbo.Byline{{Name: "Old Hand"}}, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("It was so.")}}}
	h.must(h.desk.Take(h.t.Context(), s))
	return s
}

// shown are the headlines that a page lists.
func shown(page *htmlcheck.Page) []string {
	return append([]string{}, page.Texts(".story__title")...)
}

func (b *browser) lists(path string, want ...string) {
	b.t.Helper()
	if got := shown(b.page(path)); !slices.Equal(got, want) {
		b.t.Errorf("%s lists %q, want %q", path, got, want)
	}
}

func num(id ilbo.StoryID) string { return strconv.FormatInt(int64(id), 10) }

func TestListIsNarrowed(t *testing.T) {
	h := open(t)
	h.letsIn("mina", ilbo.Reporter)
	h.printed("Old bridge", "national")
	h.begins("asha", "Bridge in the works", "national/politics")
	h.begins("mina", "Bridge handed in", "business", ilbo.StageFiled)
	held := h.begins("asha", "Held back", "business", ilbo.StageFiled)
	h.must(h.desk.Hold(t.Context(), h.person("rahim"), held, "legal"))
	out := h.begins("asha", "Bridge is out", "sports")
	h.must(h.desk.Publish(t.Context(), h.person("rahim"), out, ilbo.Printing{}))
	spiked := h.begins("asha", "Dull", "sports")
	h.must(h.desk.Spike(t.Context(), h.person("rahim"), spiked, "dull"))
	b := h.signedIn("asha")
	for path, want := range map[string][]string{
		"":                                 {"Held back", "Bridge handed in", "Bridge in the works"},
		"?state=filed":                     {"Bridge handed in"},
		"?state=held,embargoed":            {"Held back"},
		"?state=published":                 {"Bridge is out", "Old bridge"},
		"?state=published&section=sports":  {"Bridge is out"},
		"?state=published&q=Old":           {"Old bridge"},
		"?state=spiked":                    {"Dull"},
		"?section=national":                {"Bridge in the works"},
		"?writer=mina":                     {"Bridge handed in"},
		"?language=ko":                     {},
		"?q=bridge":                        {"Bridge handed in", "Bridge in the works", "Old bridge"},
		"?q=Bridge":                        {"Bridge handed in", "Bridge in the works", "Bridge is out"}, // and what is published
		"?state=nonsense&section=%2F..%2F": {"Held back", "Bridge handed in", "Bridge in the works"},
		"?after=x&page=-1&q=%00":           {"Held back", "Bridge handed in", "Bridge in the works"},
	} {
		b.lists("/newsroom/stories"+path, want...)
	}
	page := b.page("/newsroom/stories?state=published&section=national")
	page.Attr(".story__say a", "href", "/national/2026/11/24/old-bridge")
	if got := page.Texts(".story__writers")[0]; got != "Old Hand" {
		t.Errorf("an old story is by %q", got)
	}
	if got := b.page("/newsroom/stories").Texts(".views__count")[0]; got != "3" {
		t.Errorf("%s stories are in work", got)
	}
}

func TestListIsLeafedThrough(t *testing.T) {
	h := open(t)
	for i := range 120 {
		h.begins("asha", fmt.Sprintf("Story %d", i), "national")
		h.printed(fmt.Sprintf("Old %d", i), "national")
	}
	b := h.signedIn("rahim")
	for _, path := range []string{"/newsroom/stories", "/newsroom/stories?state=published", "/newsroom/stories?state=published&q=Old"} {
		seen, pages := map[string]bool{}, 0
		for next := path; next != ""; pages++ {
			page := b.page(next)
			for _, title := range shown(page) {
				if seen[title] {
					t.Errorf("%s: %s is met again", path, title)
				}
				seen[title] = true
			}
			next = ""
			if more := page.Attrs("a[rel=next]", "href"); len(more) > 0 {
				next = more[0]
			}
		}
		if len(seen) != 120 || pages != 3 {
			t.Errorf("%s: %d stories on %d pages", path, len(seen), pages)
		}
	}
}

// A contributor sees their own work alone, on every page and by every address.
func TestContributorSeesTheirOwnWorkAlone(t *testing.T) {
	h := open(t)
	h.letsIn("guest", ilbo.Contributor)
	mine := h.begins("guest", "A letter from outside", "opinion", ilbo.StageFiled)
	secret := h.begins("asha", "A secret of the house", "opinion", ilbo.StageFiled)
	soon := h.begins("asha", "A secret with a date", "opinion")
	h.must(h.desk.Publish(t.Context(), h.person("rahim"), soon, ilbo.Printing{At: h.now.Add(time.Hour)}))
	h.printed("An old secret of everybody", "opinion")
	b := h.signedIn("guest")
	for _, path := range []string{"/newsroom", "/newsroom/stories", "/newsroom/stories?writer=asha", "/newsroom/stories?q=secret", "/newsroom/stories?state=filed",
		"/newsroom/stories?state=published", "/newsroom/stories?state=scheduled", "/newsroom/board", "/newsroom/board?writer=asha", "/newsroom/board/baskets", "/newsroom/stories?state=published&q=secret"} {
		if a := b.get(path); a.status != http.StatusOK || strings.Contains(strings.ToLower(a.body), "secret of") || strings.Contains(a.body, "secret with") {
			t.Errorf("%s answers %d, and tells", path, a.status)
		}
	}
	b.lists("/newsroom/stories", "A letter from outside")
	if got := b.page("/newsroom/stories").Texts(".views__count")[0]; got != "1" {
		t.Errorf("%s stories are counted for somebody who may see one", got)
	}
	a := b.post("/newsroom/stories/act", "story", num(secret), "story", num(mine), "act", "to-draft", "sure", "yes", "reason", "mine")
	if a.status != http.StatusOK || strings.Contains(a.body, "secret") || !strings.Contains(a.body, "no such story") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := b.post("/newsroom/board/move", "story", num(secret), "to", "draft", "reason", "x"); a.status != http.StatusForbidden || strings.Contains(a.body, "secret") {
		t.Errorf("a move answers %d", a.status)
	}
}

func TestViewsAreKeptForEachPerson(t *testing.T) {
	h := open(t)
	h.begins("asha", "Bridge", "national", ilbo.StageFiled)
	b, other := h.signedIn("asha"), h.signedIn("rahim")
	kept := b.post("/newsroom/stories/views", "name", "우리 <부> 기사", "filters", "section=national&state=filed&nonsense=1&q=%00bridge")
	want := "/newsroom/stories?q=bridge&section=national&state=filed"
	if kept.location != want+"&done=view-kept" {
		t.Fatalf("%d %s", kept.status, kept.location)
	}
	b.lists(kept.location, "Bridge")
	page := b.page(want)
	if got := page.Texts(".views [aria-current]"); len(got) != 1 || got[0] != "우리 <부> 기사" {
		t.Errorf("%d tabs are marked", len(got))
	}
	if links := b.page("/newsroom").Attrs(".views a", "href"); len(links) != 1 || links[0] != want {
		t.Errorf("on the desk: %v", links)
	}
	other.page("/newsroom/stories").None(".views__own")
	if a := b.post("/newsroom/stories/views", "name", " ", "filters", ""); a.status != http.StatusBadRequest {
		t.Errorf("a view without a name: %d", a.status)
	}
	if a := b.post("/newsroom/stories/views", "name", strings.Repeat("x", 41), "filters", ""); a.status != http.StatusBadRequest {
		t.Errorf("a long name: %d", a.status)
	}
	for i := range 29 {
		b.post("/newsroom/stories/views", "name", strconv.Itoa(i), "filters", "q="+strconv.Itoa(i))
	}
	if a := b.post("/newsroom/stories/views", "name", "one more", "filters", ""); a.status != http.StatusConflict {
		t.Errorf("one view too many: %d", a.status)
	}
	other.post("/newsroom/stories/views/drop", "name", "우리 <부> 기사")
	b.post("/newsroom/stories/views/drop", "name", "0")
	if got := len(b.page("/newsroom/stories").All(".views__own")); got != 29 {
		t.Errorf("%d views are left", got)
	}
}

// Of several stories each is judged by itself.
func TestActsOnManyStoriesDoWhatIsAllowed(t *testing.T) {
	h := open(t)
	h.letsIn("sue", ilbo.SectionEditor, "national")
	ours, theirs := h.begins("asha", "Ours", "national/politics", ilbo.StageFiled), h.begins("asha", "Theirs", "sports", ilbo.StageFiled)
	b := h.signedIn("sue")
	a := b.post("/newsroom/stories/act", "story", num(ours), "story", num(theirs), "story", "999", "act", "to-edited", "back", "/newsroom/stories?state=filed")
	if a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	page := htmlcheck.Parse(t, a.body)
	if got := page.Texts(".lede")[0]; got != "Done with 1; 2 stay as they are." {
		t.Errorf("it says %q", got)
	}
	failures := page.Texts(".failures li")
	if len(failures) != 2 || !strings.Contains(failures[0], "Theirs") || !strings.Contains(failures[0], "in this section") || !strings.Contains(failures[1], "#999") {
		t.Errorf("failures: %q", failures)
	}
	page.Attr(".acts a", "href", "/newsroom/stories?state=filed")
	h.stands(ours, "edited")
	h.stands(theirs, "filed")

	// What is grave is asked for twice, and a story goes back with a reason alone.
	for _, c := range []struct{ act, reason, state string }{{"to-filed", "too long", "filed"}, {"hold", "", "held"}} {
		form := []string{"story", num(ours), "act", c.act, "back", "/newsroom/stories"}
		a = b.post("/newsroom/stories/act", form...)
		if asks := htmlcheck.Parse(t, a.body); a.status != http.StatusOK || len(asks.All("form.asks textarea")) != 1 {
			t.Fatalf("%s is not asked for: %d", c.act, a.status)
		}
		a = b.post("/newsroom/stories/act", append(form, "sure", "yes", "reason", c.reason)...)
		if a.location != "/newsroom/stories?done=acted" {
			t.Errorf("%s: %d %s %s", c.act, a.status, a.location, a.body)
		}
		h.stands(ours, ilbo.State(c.state))
	}
	if a := b.post("/newsroom/stories/act", "story", num(ours), "act", "to-draft", "sure", "yes"); a.location != "" {
		t.Error("a story goes back without a reason")
	}
	if a := b.post("/newsroom/stories/act", "story", num(ours), "act", "release"); a.location != "/newsroom?done=acted" {
		t.Errorf("release: %d %s", a.status, a.location)
	}
	b.post("/newsroom/stories/act", "story", num(ours), "act", "share", "writer", "rahim")
	if a := b.post("/newsroom/stories/act", "story", num(ours), "act", "section", "section", "sports"); a.location != "" {
		t.Error("a story leaves the sections of who moves it")
	}
	b.post("/newsroom/stories/act", "story", num(ours), "act", "section", "section", "national/law")
	d, err := h.store.Draft(t.Context(), ours)
	h.must(err)
	if d.Section != "national/law" || !slices.Equal(d.Writers, []string{"asha", "rahim"}) || d.Version != 2 {
		t.Errorf("%+v", d)
	}
	for name, form := range map[string][]string{
		"nothing ticked": {"act", "hold"}, "nothing chosen": {"story", num(ours)}, "no such act": {"story", num(ours), "act", "kill"}, "no writer": {"story", num(ours), "act", "share"},
		"no section": {"story", num(ours), "act", "section"}, "numbers that are none": {"story", "x", "story", "-1", "act", "release"}, "too many": slices.Concat(many(101), []string{"act", "release"}),
	} {
		if a := b.post("/newsroom/stories/act", form...); a.status != http.StatusBadRequest || !strings.Contains(a.body, `role="alert"`) {
			t.Errorf("%s: %d", name, a.status)
		}
	}
	if a := b.post("/newsroom/stories/act", "story", num(ours), "act", "share", "writer", "nobody"); a.status != http.StatusNotFound {
		t.Errorf("a writer who is not there: %d", a.status)
	}
}

func many(n int) (form []string) {
	for i := range n {
		form = append(form, "story", strconv.Itoa(i+1))
	}
	return form
}

func (h *house) stands(id ilbo.StoryID, want ilbo.State) {
	h.t.Helper()
	d, err := h.store.Draft(h.t.Context(), id)
	h.must(err)
	if got := d.State(h.now); got != want {
		h.t.Errorf("story %d is %s, want %s", id, got, want)
	}
}

func TestBoardMovesCards(t *testing.T) {
	h := open(t)
	id := h.begins("asha", "Bridge", "national")
	soon := h.begins("asha", "Soon", "national", ilbo.StageReady)
	h.must(h.desk.Publish(t.Context(), h.person("rahim"), soon, ilbo.Printing{At: h.now.Add(time.Hour)}))
	reporter, chief := h.signedIn("asha"), h.signedIn("rahim")
	basket := func(b *browser, name string) string {
		return strings.Join(b.page("/newsroom/board").Texts("[data-basket="+name+"] .ticket__title"), ", ")
	}
	if basket(chief, "draft") != "Bridge" || basket(chief, "scheduled") != "Soon" {
		t.Errorf("draft: %s; scheduled: %s", basket(chief, "draft"), basket(chief, "scheduled"))
	}
	if a := reporter.post("/newsroom/board/move", "story", num(id), "to", "filed", "back", "/newsroom/board?section=national"); a.location != "/newsroom/board?done=moved&section=national" {
		t.Errorf("%d %s", a.status, a.location)
	}
	if a := reporter.post("/newsroom/board/move", "story", num(id), "to", "ready"); a.status != http.StatusForbidden {
		t.Errorf("a reporter makes a story ready: %d", a.status)
	}
	script := func(b *browser, body string) answer {
		return b.do("POST", "/newsroom/board/move", body, "Content-Type", "application/json")
	}
	mark := func() string {
		var m struct{ Mark string }
		h.must(json.Unmarshal([]byte(chief.get("/newsroom/board/mark").body), &m))
		return m.Mark
	}
	before := mark()
	chief.page("/newsroom/board").Attr(".board", "data-mark", before)
	if a := script(chief, `{"story":"`+num(id)+`","to":"ready"}`); a.status != http.StatusOK {
		t.Errorf("%d %s", a.status, a.body)
	}
	if mark() == before {
		t.Error("the board has changed, and its mark has not")
	}
	if a := script(chief, `{"story":"`+num(id)+`","to":"filed"}`); a.status != http.StatusBadRequest || !strings.Contains(a.body, "Say why") {
		t.Errorf("back without a reason: %d %s", a.status, a.body)
	}
	if a := script(chief, `{"story":"`+num(soon)+`","to":"edited","reason":"a call"}`); a.status != http.StatusOK {
		t.Errorf("out of what is scheduled: %d %s", a.status, a.body)
	}
	h.stands(soon, "edited")
	for _, body := range []string{"", "{", `[]`, `{"story":"x","to":"filed"}`, `{"story":"` + num(id) + `","to":"published"}`, `{"story":"999","to":"filed"}`, `{"story":"` + num(id) + `","to":"scheduled"}`} {
		if a := script(chief, body); a.status < 400 || a.status >= 500 || !strings.Contains(a.body, "problem") {
			t.Errorf("%s: %d %s", body, a.status, a.body)
		}
	}
	if a := chief.get("/newsroom/board/baskets?section=national"); strings.Contains(a.body, "<html") || !strings.Contains(a.body, "Bridge") {
		t.Error("the baskets do not come alone")
	}
}

func TestDeskHasWhatIsTheirs(t *testing.T) {
	h := open(t)
	h.letsIn("sue", ilbo.SectionEditor, "national")
	h.letsIn("cho", ilbo.CopyEditor)
	rahim := h.person("rahim")
	h.begins("asha", "In the works", "national")
	back := h.begins("asha", "Sent back", "national", ilbo.StageFiled)
	h.must(h.desk.HandOver(t.Context(), rahim, back, ilbo.StageDraft, "Who says so?"))
	h.begins("asha", "Filed at home", "national", ilbo.StageFiled)
	h.begins("asha", "Filed elsewhere", "sports", ilbo.StageFiled)
	h.begins("asha", "Edited elsewhere", "sports", ilbo.StageFiled, ilbo.StageEdited)
	today := h.begins("asha", "Tonight", "sports")
	h.must(h.desk.Publish(t.Context(), rahim, today, ilbo.Printing{At: h.now.Add(3 * time.Hour)}))
	later := h.begins("asha", "Next week", "sports")
	h.must(h.desk.Publish(t.Context(), rahim, later, ilbo.Printing{At: h.now.AddDate(0, 0, 7)}))
	heap := func(login, id string) []string {
		t.Helper()
		return append([]string{}, h.signedIn(login).page("/newsroom").Texts(".heap--"+id+" .story__title")...)
	}
	for _, c := range []struct {
		login, heap string
		want        []string
	}{
		{"asha", "back", []string{"Sent back"}},
		{"asha", "work", []string{"Next week", "Tonight", "Edited elsewhere", "Filed elsewhere", "Filed at home", "In the works"}},
		{"asha", "waiting", []string{}},
		{"sue", "waiting", []string{"Filed at home"}},
		{"cho", "waiting", []string{"Filed at home", "Filed elsewhere"}},
		{"rahim", "waiting", []string{"Edited elsewhere"}},
		{"rahim", "today", []string{"Tonight"}},
	} {
		if got := heap(c.login, c.heap); !slices.Equal(got, c.want) {
			t.Errorf("%s, %s: %q, want %q", c.login, c.heap, got, c.want)
		}
	}
	if text := h.signedIn("asha").page("/newsroom").Texts(".heap--back .story__note")[0]; !strings.Contains(text, "Who says so?") || !strings.Contains(text, "Name of rahim") {
		t.Errorf("sent back: %q", text)
	}
	// What happens while somebody is away is told when they are back.
	h.sets(h.now.Add(2 * time.Hour))
	h.must(h.desk.HandOver(t.Context(), rahim, back, ilbo.StageEdited, ""))
	v, err := h.desk.Version(t.Context(), rahim, back, 0)
	h.must(err)
	changed := *v.Copy
	changed.Headline = "Sent back, and mended"
	_, err = h.desk.Save(t.Context(), rahim, desk.Saving{Story: back, Base: v.Number, Copy: changed})
	h.must(err)
	h.begins("asha", "Of her own", "national")
	for range 2 {
		if got := heap("asha", "news"); !slices.Equal(got, []string{"Sent back, and mended", "Sent back, and mended"}) {
			t.Errorf("asha is told of %q", got)
		}
	}
}
