package reader_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ilbo.press/internal/htmlcheck"
	"ilbo.press/internal/lesson/notebook"
)

// word is the form of a lesson's word.
func word(pairs ...string) url.Values {
	return with(url.Values{"learned": {"ko"}, "explained": {"en"}, "headword": {"배"}, "said": {"bae"}, "speech": {"noun"}, "meaning": {"ship"}, "sentence": {"배가 떠났다."}, "words": {"배"}, "path": {"/ko/weekly/2026/11/29/x"}, "headline": {"떠난 배"}}, pairs...)
}

// json sends JSON as the page's script does.
func (b *browser) json(path, body string) answer {
	b.t.Helper()
	r, err := http.NewRequest("POST", b.base+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Content-Type", "application/json")
	return b.sent(r)
}

var hidden = regexp.MustCompile(`name="(word|turn)" value="(\d+)"`)

// card are the number and the turn of the word that a page asks.
func card(page string) (form []string) {
	_, page, _ = strings.Cut(page, `<article class="card"`)
	for _, m := range hidden.FindAllStringSubmatch(page, 2) {
		form = append(form, m[1], m[2])
	}
	return form
}

// TestWordsAreKeptAndReviewedByForms goes through a notebook as somebody does who has an
// account and no script.
func TestWordsAreKeptAndReviewedByForms(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	b.enters("minji@example.com")
	if a := b.get("/words"); !strings.Contains(a.body, "There is no word here yet") || !strings.Contains(a.body, `aria-current="page">My words`) {
		t.Errorf("an empty notebook is %s", a.body)
	}
	a := b.send("POST", "/ko/words/keep", word())
	if a.path != "/ko/words" || !strings.Contains(a.body, "단어장에 담았습니다") {
		t.Fatalf("%d %s: %s", a.status, a.path, a.body)
	}
	page := htmlcheck.Parse(t, a.body)
	page.Text(".kept__word", "배")
	page.Attr(".kept__word", "lang", "ko")
	page.Text(".kept__class", "명사")
	page.Attr(".kept__story a", "href", "/ko/weekly/2026/11/29/x")
	page.Text("[data-due-say]", "복습할 낱말 1개")
	b.send("POST", "/words/keep", url.Values{"learned": {"en"}, "headword": {"pier"}, "meaning": {"부두"}}) // by hand
	if a := b.get("/words?q=PIER"); !strings.Contains(a.body, "1 word found") || strings.Contains(a.body, ">배<") {
		t.Errorf("a search finds %s", a.body)
	}
	if a := b.get("/words?in=ko"); !strings.Contains(a.body, "1 word found") || strings.Contains(a.body, ">pier<") {
		t.Errorf("the Korean words are %s", a.body)
	}
	if a := b.send("POST", "/words/keep", url.Values{"learned": {"en"}, "headword": {"pier"}, "meaning": {strings.Repeat("a", 201)}}); a.status != http.StatusBadRequest || !strings.Contains(a.body, `value="pier"`) || !strings.Contains(a.body, "at most 200") {
		t.Errorf("a word that is too long: %d %s", a.status, a.body)
	}

	a = b.get("/words/review")
	page = htmlcheck.Parse(t, a.body)
	page.Text("[data-left-say]", "2 to go")
	page.Text(".card__word", "배")
	page.Text(".card__sentence mark", "배")
	page.Some("[data-grade]", 4)
	first := card(a.body)
	a = b.post("/words/grade", append(first, "grade", "4")...)
	page = htmlcheck.Parse(t, a.body)
	page.Text("[data-left-say]", "1 to go")
	page.Text("[data-undo-of]", "배")
	if a := b.post("/words/grade", append(first, "grade", "1")...); a.status != http.StatusConflict || !strings.Contains(a.body, "on another device") {
		t.Errorf("a second device hears %d %s", a.status, a.body)
	}
	a = b.post("/words/undo", "word", first[1], "turn", "1")
	if htmlcheck.Parse(t, a.body).Text("[data-left-say]", "2 to go"); a.status != http.StatusOK {
		t.Errorf("taking back is answered %d", a.status)
	}
	for range 2 {
		a = b.post("/words/grade", append(card(b.get("/words/review").body), "grade", "4")...)
	}
	page = htmlcheck.Parse(t, a.body)
	page.Text(".card__done", "Done for now")
	page.Some(".ahead__bar", notebook.OutlookDays)
	page.Some(".ahead tbody tr", notebook.OutlookDays)

	anki, sheet := b.get("/words/words.txt"), b.get("/words/words.csv")
	if !strings.Contains(anki.body, "배\tship\tbae\tnoun") || !strings.Contains(anki.body, b.base+"/ko/weekly/2026/11/29/x\tilbo korean") || anki.header.Get("Content-Disposition") == "" {
		t.Errorf("the file for Anki is %q", anki.body)
	}
	if !strings.Contains(sheet.body, "ko,배,ship,bae,noun") {
		t.Errorf("the CSV is %q", sheet.body)
	}
	if a := b.get("/account/data.json"); !strings.Contains(a.body, `"headword": "배"`) {
		t.Error("the file of all data has no words")
	}
	page = htmlcheck.Parse(t, b.get("/words").body)
	page.Some(".kept", 2)
	for range 2 {
		b.post("/words/drop", "word", first[1])
	}
	htmlcheck.Parse(t, b.get("/words").body).Some(".kept", 1)
	b.post("/account/leave")
	u := m.box.link(t, "minji@example.com")
	b.post(u.Path, "token", u.Query().Get("token"))
	if m.known("minji@example.com") {
		t.Error("a reader with words cannot leave")
	}
}

func TestAScriptInAWordIsText(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	b.enters("minji@example.com")
	const script = `"><script>alert(1)</script>`
	form := word()
	for name := range form {
		if name != "learned" && name != "explained" && name != "speech" && name != "path" {
			form.Set(name, name+script)
		}
	}
	form.Set("note", "note"+script)
	form.Set("example", "example"+script)
	form.Set("example_meaning", "turned"+script)
	form.Set("path", "/ko/"+`"><b>`)
	form.Set("sentence", "words"+script)
	if a := b.send("POST", "/words/keep", form); a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	for _, path := range []string{"/words", "/ko/words", "/words/review", "/words?q=" + url.QueryEscape(script), "/words?in=" + url.QueryEscape(script)} {
		if a := b.get(path); strings.Contains(a.body, "<script>alert") || strings.Contains(a.body, `"><b>`) {
			t.Errorf("%s runs what a word says", path)
		}
	}
	for _, path := range []string{"javascript:alert(1)", "//evil.example", "https://evil.example"} {
		if a := b.send("POST", "/words/keep", word("path", path)); a.status != http.StatusBadRequest {
			t.Errorf("the address %s is answered %d", path, a.status)
		}
	}
}

func TestStrangersKeepWordsInTheirBrowser(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	for _, path := range []string{"/words", "/ko/words", "/words/review"} {
		a := b.get(path)
		if a.status != http.StatusOK || !strings.Contains(a.body, "<noscript>") || !strings.Contains(a.body, "<template") {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	if a := b.send("POST", "/words/keep", word()); a.status != http.StatusForbidden || !strings.Contains(a.body, "Without JavaScript, words are kept in an account") {
		t.Errorf("a form of somebody without an account: %d %s", a.status, a.body)
	}
	if a := b.script("/words/keep", word()); a.status != http.StatusForbidden {
		t.Errorf("a script of somebody without an account: %d", a.status)
	}
	for _, path := range []string{"/words/words.txt", "/words/words.csv"} {
		if a := b.get(path); a.path != "/account" {
			t.Errorf("%s leads to %s", path, a.path)
		}
	}
	for _, path := range []string{"/words/grade", "/words/undo", "/words/drop", "/words/bring"} {
		if a := b.post(path, "word", "1", "turn", "0", "grade", "4"); a.status != http.StatusForbidden {
			t.Errorf("%s is answered %d", path, a.status)
		}
	}
	a := b.json("/ko/words/next", fmt.Sprintf(`{"recalls":[{"due":%q}]}`, m.now.Format("2006-01-02T15:04:05.000Z")))
	var told struct {
		Next [][]struct {
			In     string
			Recall struct{ Reviews, Days int }
		}
	}
	if err := json.Unmarshal([]byte(a.body), &told); err != nil || len(told.Next) != 1 || len(told.Next[0]) != 4 || told.Next[0][0].In != "1분" || told.Next[0][3].Recall.Days < 1 || told.Next[0][3].Recall.Reviews != 1 {
		t.Fatalf("%d %s, %v", a.status, a.body, err)
	}
	for _, body := range []string{"", "{", `{"recalls":[{"due":"x"}]}`, `{"recalls":[]} {}`, `{"recalls":[` + strings.Repeat(`{"due":"2026-11-29T03:00:00Z"},`, 50) + `{"due":"2026-11-29T03:00:00Z"}]}`, `{"recalls":"` + strings.Repeat("x", 70_000) + `"}`} {
		if a := b.json("/words/next", body); a.status != http.StatusBadRequest {
			t.Errorf("%.60q is answered %d", body, a.status)
		}
	}
	if a := b.post("/words/next", "recalls", "x"); a.status != http.StatusBadRequest {
		t.Errorf("a form is answered %d", a.status)
	}
	n := 0
	for ; n < 1_000; n++ {
		if a = b.json("/words/next", `{"recalls":[]}`); a.status != http.StatusOK {
			break
		}
	}
	if a.status != http.StatusTooManyRequests || !strings.Contains(a.body, "Too many ask from here") {
		t.Errorf("after %d questions: %d %s", n, a.status, a.body)
	}
}

func TestWordsOfABrowserComeIntoTheAccount(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	b.enters("minji@example.com")
	const sent = `{"words":[{"learned":"ko","explained":"en","headword":"배","meaning":"ship","kept":"2026-11-28T03:00:00.000Z","recall":{"due":"2026-12-02T03:00:00.000Z","days":4,"stability":3.99,"difficulty":5.1,"reviews":1,"phase":2,"reviewed":"2026-11-28T03:00:00.000Z"}},{"learned":"ko","explained":"en","headword":"배","meaning":""}]}`
	for range 2 {
		if a := b.json("/words/bring", sent); a.body != "{\"taken\":[true,false]}\n" {
			t.Fatalf("%d %s", a.status, a.body)
		}
	}
	page := htmlcheck.Parse(t, b.get("/words").body)
	page.Some(".kept", 1)
	page.Text(".kept__when", "in 3 days")
	if a := b.send("GET", "/words/kept?path=", nil, "Accept", "application/json"); a.body != "{\"kept\":[[\"배\",\"ship\"]]}\n" {
		t.Errorf("kept are %s", a.body)
	}
	if a := b.script("/words/drop", word()); a.body != "{\"kept\":false}\n" {
		t.Errorf("dropping by what it is: %s", a.body)
	}
	if a := b.json("/words/bring", `{"words":[`+strings.Repeat(`{},`, 50)+`{}]}`); a.status != http.StatusBadRequest {
		t.Errorf("too many at once are answered %d", a.status)
	}
}
