package newsroom_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

// send sends what the page's script would, and reads the answer into into.
func (b *browser) send(path string, what, into any) int {
	b.t.Helper()
	text, err := json.Marshal(what)
	b.must(err)
	a := b.do("POST", path, string(text), "Content-Type", "application/json")
	if into != nil {
		if err := json.Unmarshal([]byte(a.body), into); err != nil {
			b.t.Fatalf("%s answered %d: %s", path, a.status, a.body)
		}
	}
	return a.status
}

// begin begins a story, and gives its address.
func (b *browser) begin(headline string) string {
	b.t.Helper()
	a := b.do("POST", "/newsroom/stories/new", url.Values{"section": {"national"}, "language": {"en"}, "headline": {headline}}.Encode())
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.location, "/newsroom/stories/") {
		b.t.Fatalf("beginning a story: %d to %s: %s", a.status, a.location, a.body)
	}
	return a.location
}

type saving struct {
	Tab  string    `json:"tab"`
	Base int       `json:"base"`
	Copy ilbo.Copy `json:"copy"`
}

type savedAnswer struct {
	Version, Kept, Newest int
	Merge, Problem, Title string
}

func paragraphs(headline string, list ...string) ilbo.Copy {
	c := ilbo.Copy{Language: ilbo.English, Section: "national", Headline: headline}
	for _, p := range list {
		c.Body = append(c.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(p)})
	}
	return c
}

func (b *browser) act(address, verb string, form url.Values) answer {
	b.t.Helper()
	return b.do("POST", address+"/acts/"+verb, form.Encode())
}

func (b *browser) state(address string) string {
	b.t.Helper()
	return strings.Join(b.page(address).Texts(".state"), " ")
}

func TestAStoryIsWrittenHandedInAndPublished(t *testing.T) {
	h := open(t)
	asha, rahim := h.signedIn("asha"), h.signedIn("rahim")
	address := asha.begin("Bridge")
	var got savedAnswer
	status := asha.send(address+"/versions", saving{"a", 1, paragraphs("Bridge opens", "It did.")}, &got)
	if status != http.StatusOK || got.Version != 2 || got.Title != "Bridge opens" {
		t.Fatalf("saved: %d %+v", status, got)
	}
	page := asha.page(address)
	page.Some("h1", 1)
	page.None(`form[action$="/acts/publish"]`) // that is not a reporter's
	if a := asha.act(address, "publish", url.Values{"version": {"2"}}); a.status != http.StatusForbidden {
		t.Errorf("a reporter publishes: %d", a.status)
	}
	if a := asha.act(address, "hand-over", url.Values{"to": {"filed"}}); a.status != http.StatusSeeOther {
		t.Fatalf("handed in: %d: %s", a.status, a.body)
	}
	if got := rahim.state(address); got != "Filed" {
		t.Errorf("it is %s", got)
	}
	if a := rahim.act(address, "publish", url.Values{"version": {"1"}}); a.status != http.StatusConflict || !strings.Contains(a.body, "look again") {
		t.Errorf("published unseen: %d", a.status)
	}
	if a := rahim.act(address, "publish", url.Values{"version": {"2"}, "at": {"nonsense"}}); a.status != http.StatusBadRequest {
		t.Errorf("published at no moment: %d", a.status)
	}
	if a := rahim.act(address, "publish", url.Values{"version": {"2"}}); a.status != http.StatusSeeOther {
		t.Fatalf("published: %d: %s", a.status, a.body)
	}
	page = rahim.page(address)
	page.Text(".state", "Published")
	page.Some(".past li", 4)
	page.Some(`form[action$="/acts/kill"]`, 1)
	page.None(`form[action$="/acts/spike"]`)
	if a := rahim.act(address, "no-such-verb", nil); a.status != http.StatusNotFound {
		t.Errorf("no such verb: %d", a.status)
	}
}

func TestTwoTextsArePutTogetherOnAPage(t *testing.T) {
	h := open(t)
	asha, rahim := h.signedIn("asha"), h.signedIn("rahim")
	address := asha.begin("Bridge")
	var got savedAnswer
	asha.send(address+"/versions", saving{"a", 1, paragraphs("Bridge", "One.", "Two.", "Three.")}, &got)
	rahim.send(address+"/versions", saving{"r", 2, paragraphs("Bridge opens", "One.", "Two, said the editor.", "Three.")}, &got)
	status := asha.send(address+"/versions", saving{"a", 2, paragraphs("Bridge", "One.", "Two <b>of them</b>.", "Three.", "Four.")}, &got)
	if status != http.StatusConflict || got.Kept != 4 || got.Newest != 3 || got.Merge == "" || got.Problem == "" {
		t.Fatalf("crossed: %d %+v", status, got)
	}
	rahim.page(address).Text(".wrong a", "Put together")
	page := asha.page(got.Merge)
	page.Some("fieldset", 2) // the headline, and one paragraph
	page.Some(".merge__choice--conflict", 1)
	page.None(".merge b")
	a := asha.do("POST", address+"/merge", url.Values{"mine": {"4"}, "theirs": {"3"}, "headline": {"theirs"}, "1": {"both"}}.Encode())
	if a.status != http.StatusSeeOther {
		t.Fatalf("merging: %d %s", a.status, a.body)
	}
	var whole struct {
		Version int
		Copy    ilbo.Copy
	}
	h.must(json.Unmarshal([]byte(asha.get(address+"/copy").body), &whole))
	if text := whole.Copy.Body.Text(); whole.Version != 5 || whole.Copy.Headline != "Bridge opens" || text != "One.\nTwo <b>of them</b>.\nTwo, said the editor.\nThree.\nFour." {
		t.Errorf("version %d, %q: %q", whole.Version, whole.Copy.Headline, text)
	}
	rahim.page(address).None(".wrong a")
	history := rahim.page(address + "/history?a=2&b=5")
	history.Some(".versions__list li", 5)
	history.Some(".mark--aside", 1)
	if ins := history.Texts(".difference ins"); len(ins) == 0 || ins[0] != "opens" {
		t.Errorf("new in the headline: %q", ins)
	}
	if a := rahim.do("POST", address+"/restore", "version=2"); a.status != http.StatusSeeOther {
		t.Errorf("restoring: %d", a.status)
	}
	h.must(json.Unmarshal([]byte(asha.get(address+"/copy").body), &whole))
	if whole.Version != 6 || whole.Copy.Headline != "Bridge" {
		t.Errorf("restored: version %d, %q", whole.Version, whole.Copy.Headline)
	}
}

func TestOneWritesAndTheOthersSeeWho(t *testing.T) {
	h := open(t)
	asha, rahim := h.signedIn("asha"), h.signedIn("rahim")
	address := asha.begin("Bridge")
	type lock struct {
		By, For string
		Mine    bool
	}
	var got struct {
		Version int
		State   string
		Here    []struct{ Login, Tab string }
		Lock    *lock
		Problem string
	}
	in := func(b *browser, what, tab string, more map[string]any, want int) {
		t.Helper()
		body := map[string]any{"tab": tab}
		for k, v := range more {
			body[k] = v
		}
		got.Lock, got.Here = nil, nil
		if status := b.send(address+"/"+what, body, &got); status != want {
			t.Fatalf("%s in %s: %d, want %d", what, tab, status, want)
		}
	}
	in(asha, "lock", "a", nil, 200)
	in(rahim, "here", "r", nil, 200)
	if got.Lock == nil || got.Lock.By != "asha" || got.Lock.Mine || got.Version != 1 || got.State != "draft" {
		t.Errorf("%+v", got)
	}
	in(rahim, "lock", "r", nil, 409)
	if got.Lock == nil || got.Lock.By != "asha" || got.Problem == "" {
		t.Errorf("%+v", got)
	}
	in(asha, "unlock", "a", map[string]any{"to": "rahim"}, 200)
	in(rahim, "lock", "r", nil, 200)
	in(asha, "here", "a", nil, 200)
	if len(got.Here) != 2 || got.Lock.By != "rahim" {
		t.Errorf("%+v", got)
	}
	in(rahim, "leave", "r", nil, 200)
	in(asha, "lock", "a", map[string]any{"over": true}, 200)
	in(asha, "here", "", nil, 400)
	h.sets(h.now.Add(time.Minute))
	in(rahim, "here", "r2", nil, 200)
	if got.Lock != nil || len(got.Here) != 1 {
		t.Errorf("a minute later %+v", got)
	}
}

func TestWhatAStoryPageShowsIsText(t *testing.T) {
	h := open(t)
	rahim := h.signedIn("rahim")
	address := rahim.begin(`</script><script>alert(1)</script>`)
	var got savedAnswer
	c := paragraphs(`"><img src=x onerror=alert(1)>`, `</script><img src=x>`)
	c.Deck, c.Kicker, c.Source = `<b>`, `{{.}}`, `'"`
	if status := rahim.send(address+"/versions", saving{"a", 1, c}, &got); status != 200 {
		t.Fatal(status, got)
	}
	for _, path := range []string{"", "/history", "/history?a=1&b=2", "/preview", "/preview?as=search", "/merge?mine=1"} {
		page := rahim.page(address + path)
		page.None("img")
		page.None("main b")
		for _, src := range page.Attrs("script", "src") {
			if !strings.HasPrefix(src, "/assets/") {
				t.Errorf("%s loads %s", path, src)
			}
		}
	}
	for path, want := range map[string]int{"/newsroom/stories/999": 404, "/newsroom/stories/x": 404, address + "/copy?version=77": 404, address + "/merge?mine=x": 404, address + "/merge?mine=99": 404} {
		if a := rahim.get(path); a.status != want {
			t.Errorf("%s answers %d, want %d", path, a.status, want)
		}
	}
	for name, body := range map[string]string{"no JSON": "{", "no window": `{"base":1}`, "too long": `{"tab":"a","copy":"` + strings.Repeat("x", 5<<20) + `"}`, "bad copy": `{"tab":"a","base":2,"copy":{"language":"en","section":"national","body":[{"kind":"html"}]}}`} {
		if a := rahim.do("POST", address+"/versions", body, "Content-Type", "application/json"); a.status != 400 && a.status != 413 {
			t.Errorf("%s answers %d: %.200s", name, a.status, a.body)
		}
	}
}

func TestNamesAreCompleted(t *testing.T) {
	h := open(t)
	h.must(h.store.PutJournalists(t.Context(), []ilbo.Journalist{{ID: "lee-hyo-jin", Name: ilbo.Words{"en": "Lee Hyo-jin", "ko": "이효진"}}, {ID: "kim", Name: ilbo.Words{"en": "Kim"}}}))
	asha := h.signedIn("asha")
	for q, want := range map[string]int{"lee": 1, "hyo": 1, "yo": 0, "이": 0, "": 0, "k": 1} {
		var list []struct{ ID, Name string }
		h.must(json.Unmarshal([]byte(asha.get("/newsroom/names/journalists?q="+url.QueryEscape(q)).body), &list))
		if len(list) != want {
			t.Errorf("%q finds %v", q, list)
		}
	}
	if a := asha.get("/newsroom/names/kings?q=a"); a.status != 404 {
		t.Errorf("kings: %d", a.status)
	}
}
