package newsroom_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/htmlcheck"
)

// proofs shows which front was asked for.
type proofs struct{}

func (proofs) FrontProof(_ context.Context, id ilbo.FrontID, l ilbo.Language) ([]byte, error) {
	return fmt.Appendf(nil, "<p>proof of %s in %s</p>", id, l), nil
}

// stories publishes some in a section, the first one the newest.
func (h *house) stories(section ilbo.SectionID, headlines ...string) []ilbo.StoryID {
	h.t.Helper()
	var ids []ilbo.StoryID
	for i, headline := range headlines {
		s := &ilbo.Story{Language: ilbo.English, Section: section, Headline: headline, Lead: &ilbo.Figure{Picture: "aa", Width: 640, Height: 480, Caption: "A quay", Alt: "A quay"}, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Text.")}}}
		h.must(h.desk.File(h.t.Context(), ilbo.Itself("test"), s))
		h.must(h.desk.Publish(h.t.Context(), ilbo.Itself("test"), s.ID, ilbo.Printing{At: h.now.Add(-time.Duration(i+1) * time.Minute)}))
		ids = append(ids, s.ID)
	}
	return ids
}

const home = "/newsroom/fronts/home?language=en"

// acts sends a form of the board that is at an address.
func (b *browser) acts(page, act string, fields ...string) answer {
	b.t.Helper()
	action := b.page(page).Attrs("[data-swap=state]", "data-action")[0]
	return b.post(action, append([]string{"act", act}, fields...)...)
}

// headlinesAt are the stories of a place of the board.
func (b *browser) headlinesAt(page, place string) []string {
	b.t.Helper()
	var list []string
	for _, s := range b.page(page).Texts("#place-" + place + " .spot__headline") {
		_, headline, _ := strings.Cut(strings.TrimSpace(s), " ")
		list = append(list, headline)
	}
	return list
}

func (b *browser) stands(page, place string, want ...string) {
	b.t.Helper()
	got := b.headlinesAt(page, place)
	if len(got) < len(want) || strings.Join(got[:len(want)], "|") != strings.Join(want, "|") {
		b.t.Errorf("at %s stand %q, want %q", place, got, want)
	}
}

// TestAFrontIsArrangedWithFormsAlone goes through everything that a board does
// without a script.
func TestAFrontIsArrangedWithFormsAlone(t *testing.T) {
	h := open(t)
	ids := h.stories("national", "One", "Two", "Three", "Four", "Five", "Six", "<i>Seven")
	num := func(i int) string { return strconv.FormatInt(int64(ids[i]), 10) }
	chief := h.signedIn("rahim")
	chief.stands(home, "lead", "One")
	page := chief.page(home)
	page.Text(".pending", "This is what readers see.")
	page.None(".spot--chosen")
	picked := page.Attrs("#shelf-"+num(6), "href")[0]
	page = chief.page(picked)
	page.Some("[data-put]", 72)
	if said := page.Texts(".picked")[0]; !strings.Contains(said, "<i>Seven") {
		t.Errorf("%q", said)
	}
	if a := chief.acts(picked, "put", "story", num(6), "place", "lead", "at", "0"); a.status != http.StatusSeeOther || !strings.HasSuffix(a.location, "#place-lead") {
		t.Fatalf("%d %s %s", a.status, a.location, a.body)
	}
	chief.stands(home, "lead", "<i>Seven")
	chief.acts(home, "put", "story", num(4), "place", "second", "at", "1")
	chief.acts(home, "put", "story", num(5), "place", "second", "at", "2")
	chief.stands(home, "second", "One", "Five", "Six", "Two")
	chief.acts(home, "up", "place", "second", "at", "1")
	chief.stands(home, "second", "Five", "One", "Six", "Two")
	chief.acts(home, "down", "place", "second", "at", "0")
	chief.acts(home, "lock", "place", "second", "at", "1", "until", "2026-11-24T15:00")
	page = chief.page(home)
	if say := page.Texts("#place-second .spot--chosen .spot__say"); len(say) != 2 || !strings.Contains(say[0], "locked until 2026-11-24 15:00") {
		t.Errorf("%q", say)
	}
	if changes := page.Texts(".pending li"); len(changes) != 3 || changes[0] != "Lead: “<i>Seven”" || !strings.Contains(changes[1], "Beside the lead 2: “Five” is locked until") {
		t.Errorf("%q", changes)
	}
	chief.acts(home, "back")
	chief.acts(home, "off", "place", "second", "at", "2")
	chief.stands(home, "second", "One", "Five", "Two", "Three")
	if _, err := h.store.Front(t.Context(), ilbo.Home, ilbo.English); err == nil {
		t.Error("it is public before anybody published it")
	}
	a := chief.acts(home, "publish")
	if !strings.Contains(a.location, "done=front") {
		t.Fatalf("%d %s %s", a.status, a.location, a.body)
	}
	page = chief.page(a.location)
	page.Text(".said", "The front is published.")
	page.Text(".pending", "This is what readers see.")
	page.Some("#history .rows__name", 2)
	chief.acts(home, "off", "place", "lead", "at", "0")
	chief.acts(home, "drop")
	chief.stands(home, "lead", "<i>Seven")
	if a := chief.acts(home, "restore", "earlier", "0"); !strings.Contains(a.location, "done=front-again") {
		t.Errorf("%d %s", a.status, a.location)
	}
	chief.stands(home, "lead", "One")
	chief.acts(home, "weigh", "story", num(2), "weight", "3")
	chief.stands(home, "lead", "Three")
	list := chief.page("/newsroom/fronts")
	if state := list.Texts("tbody tr:first-child td"); !strings.HasPrefix(state[0], "rahim, 2026-11-24") || !strings.HasPrefix(state[1], "Fills by itself") {
		t.Errorf("%q", state)
	}
}

// TestTwoEditorsSeeEachOther: the slower one is told what the other did, what was
// theirs, and does it again with one button.
func TestTwoEditorsSeeEachOther(t *testing.T) {
	h := open(t)
	ids := h.stories("national", "One", "Two", "Three")
	first, second := h.signedIn("rahim"), h.signedIn("rahim")
	stale := second.page(home).Attrs("[data-swap=state]", "data-action")[0]
	first.acts(home, "put", "story", strconv.Itoa(int(ids[2])), "place", "lead", "at", "0")
	a := second.post(stale, "act", "put", "story", strconv.Itoa(int(ids[1])), "place", "lead", "at", "0")
	if a.status != http.StatusConflict {
		t.Fatalf("%d", a.status)
	}
	page := htmlcheck.Parse(t, a.body)
	if sides := page.Texts(".clash__sides li"); len(sides) != 2 || sides[0] != "Lead: “Three”" || sides[1] != "Lead: “Two”" {
		t.Errorf("%q", sides)
	}
	second.stands(home, "lead", "Three")
	form := url.Values{}
	names, values := page.Attrs(".clash form input", "name"), page.Attrs(".clash form input", "value")
	for i := range names {
		form.Set(names[i], values[i])
	}
	if a := second.do("POST", page.Attrs(".clash form", "action")[0], form.Encode()); a.status != http.StatusSeeOther {
		t.Errorf("again: %d %s", a.status, a.body)
	}
	second.stands(home, "lead", "Two")
}

func TestASectionEditorArrangesTheirOwnFronts(t *testing.T) {
	h := open(t)
	ids := h.stories("sports/football", "One", "Two")
	put := []string{"story", strconv.Itoa(int(ids[1])), "place", "lead", "at", "0"}
	suji := h.signedIn("suji")
	for page, want := range map[string]int{"sports": http.StatusSeeOther, "sports/football": http.StatusSeeOther, "home": http.StatusForbidden, "national": http.StatusForbidden, "nowhere": http.StatusNotFound} {
		if a := suji.post("/newsroom/fronts/"+page+"?language=en&version=0&step=0", append([]string{"act", "put"}, put...)...); a.status != want {
			t.Errorf("%s: %d, want %d", page, a.status, want)
		}
	}
	suji.page(home).None("form.pending__acts, [data-put], button[name=act][value=put]")
	suji.stands("/newsroom/fronts/sports/football?language=en", "lead", "Two")
	asha, nobody := h.signedIn("asha"), h.browser()
	for _, path := range []string{"/newsroom/fronts", home, "/newsroom/proof/home?language=en", "/newsroom/breaking"} {
		if a := asha.get(path); a.status != http.StatusForbidden {
			t.Errorf("a reporter opens %s: %d", path, a.status)
		}
		if a := nobody.get(path); a.status != http.StatusSeeOther {
			t.Errorf("nobody opens %s: %d", path, a.status)
		}
	}
	if a := suji.get("/newsroom/breaking"); a.status != http.StatusForbidden {
		t.Errorf("a section editor opens breaking news: %d", a.status)
	}
}

func TestBoardsTakeWhateverIsSent(t *testing.T) {
	h := open(t)
	h.stories("national", "One", "Two")
	chief := h.signedIn("rahim")
	for _, fields := range [][]string{
		{"act", "put"}, {"act", "put", "story", "x", "place", "lead", "at", "0"}, {"act", "put", "story", "99999", "place", "lead", "at", "0"}, {"act", "put", "story", "1", "place", "lead", "at", "-1"},
		{"act", "put", "story", "1", "place", "lead", "at", "99999999999999999999"}, {"act", "put", "story", "1", "place", "<b>", "at", "0"}, {"act", "off", "place", "lead", "at", "0"},
		{"act", "lock", "place", "lead", "at", "0", "until", "tomorrow"}, {"act", "lock", "place", "lead", "at", "0", "hours", "-3"}, {"act", "weigh", "story", "1", "weight", "x"}, {"act", "publish"}, {"act", "back"},
		{"act", "restore", "earlier", "7"}, {"act", "restore", "earlier", "x"}, {"act", "nothing"}, {},
	} {
		if a := chief.post(home+"&version=0&step=0", fields...); a.status < 400 || a.status >= 500 || strings.Contains(a.body, "<b>&") {
			t.Errorf("%q: %d", fields, a.status)
		}
	}
	for _, q := range []string{"&version=x&step=y", "&version=-1&step=-1", "&version=7&step=9"} {
		if a := chief.post(home+q, "act", "put", "story", "1", "place", "lead", "at", "0"); a.status >= 500 {
			t.Errorf("%s: %d", q, a.status)
		}
	}
	for _, q := range []string{"?language=xx", "&picked=x", "&picked=-1", "&picked=9999", "&section=../x", "&q=%22", "&before=-5", "&before=x", "&width=5"} {
		if a := chief.get(home + q); a.status != http.StatusOK {
			t.Errorf("%s: %d", q, a.status)
		}
	}
}

func TestOnlyTheBoardMayFrameAProof(t *testing.T) {
	h := open(t)
	h.stories("national", "One")
	chief := h.signedIn("rahim")
	a := chief.get("/newsroom/proof/national/law?language=ko")
	if !strings.Contains(a.body, "proof of national/law in ko") || a.header.Get("Cache-Control") != "no-store" || !strings.Contains(a.header.Get("Content-Security-Policy"), "frame-ancestors 'self'") {
		t.Errorf("%s %v", a.body, a.header)
	}
	a = chief.get(home)
	if csp := a.header.Get("Content-Security-Policy"); !strings.Contains(csp, "'self'; form-action") || !strings.Contains(csp, "frame-ancestors 'none'") {
		t.Errorf("the board's policy is %s", csp)
	}
}

func TestStoriesAreFoundForTheBoard(t *testing.T) {
	h := open(t)
	h.stories("national/law", "One", "Two")
	h.stories("sports", "Three")
	chief := h.signedIn("rahim")
	for q, want := range map[string]int{"": 3, "&section=national": 2, "&section=sports": 1, "&section=world": 0, "&language=ko": 3} {
		if cards := chief.page(home + q).All(".shelf__card"); len(cards) != want {
			t.Errorf("%q: %d stories, want %d", q, len(cards), want)
		}
	}
	list, err := h.store.EachStory(t.Context(), 0, 10)
	h.must(err)
	h.must(h.search.Index(t.Context(), list, h.now))
	if cards := chief.page(home + "&q=three").Texts(".shelf__card .spot__headline"); len(cards) != 1 || cards[0] != "Three" {
		t.Errorf("%q", cards)
	}
}

func TestBannersByForms(t *testing.T) {
	h := open(t)
	ids := h.stories("national", "Bridge closed")
	chief := h.signedIn("rahim")
	id := strconv.Itoa(int(ids[0]))
	page := chief.page("/newsroom/breaking?story=" + id)
	page.Attr("#text-en", "value", "Bridge closed")
	s, err := h.store.Story(t.Context(), ids[0])
	h.must(err)
	if a := chief.post("/newsroom/breaking/banner", "text-en", "Closed <b>", "text-ko", "폐쇄", "story", "https://x.example"+string(s.Path), "until", "2026-11-24T06:00"); a.location != "/newsroom/breaking?done=banner" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	banners, err := h.store.Banners(t.Context(), 1)
	h.must(err)
	if b := banners[0]; b.Story != ids[0] || b.Text[ilbo.English] != "Closed <b>" || !b.Until.Equal(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)) || b.By != "rahim" {
		t.Errorf("%+v", b)
	}
	for name, fields := range map[string][]string{
		"no text": {"until", "2026-11-24T06:00"}, "a time that is none": {"text-en", "x", "until", "soon"}, "no end": {"text-en", "x"}, "no such story": {"text-en", "x", "until", "2026-11-24T06:00", "story", "/nowhere"},
		"a number of no story": {"text-en", "x", "until", "2026-11-24T06:00", "story", "-7"}, "an address that is none": {"text-en", "x", "until", "2026-11-24T06:00", "story", "%zz"},
	} {
		if a := chief.post("/newsroom/breaking/banner", fields...); a.status != http.StatusBadRequest || !strings.Contains(a.body, `role="alert"`) {
			t.Errorf("%s: %d", name, a.status)
		}
	}
	if a := chief.post("/newsroom/breaking/banner/down", "banner", strconv.Itoa(int(banners[0].ID))); a.location != "/newsroom/breaking?done=down" {
		t.Errorf("%d", a.status)
	}
	if a := chief.post("/newsroom/breaking/banner/down", "banner", strconv.Itoa(int(banners[0].ID))); a.status != http.StatusConflict {
		t.Errorf("%d", a.status)
	}
	chief.language = "ko"
	h.must(h.store.PutStaff(t.Context(), func() ilbo.Staff {
		s, _ := h.store.StaffByLogin(t.Context(), "rahim")
		s.Language = ilbo.Korean
		return s
	}()))
	a := chief.post("/newsroom/breaking/banner", "text-en", "x", "until", "2026-11-24T06:00", "story", "99")
	if a.status != http.StatusBadRequest || !strings.Contains(a.body, "공개되지 않은 기사입니다") {
		t.Errorf("in Korean: %d %s", a.status, a.body)
	}
}
