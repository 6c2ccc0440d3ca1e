package site_test

import (
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"ilbo.press"
)

// suggest asks for what may be being typed, as browsers do.
func (p *paper) suggest(prefix, text string) []string {
	p.t.Helper()
	status, header, body := p.get(prefix + "/search/suggest?q=" + url.QueryEscape(text))
	if status != http.StatusOK || header.Get("Content-Type") != "application/x-suggestions+json; charset=utf-8" {
		p.t.Fatalf("%q: status %d, type %q", text, status, header.Get("Content-Type"))
	}
	var query string
	var words []string
	if err := json.Unmarshal([]byte(body), &[]any{&query, &words}); err != nil {
		p.t.Fatalf("%q: %v in %s", text, err, body)
	}
	if words == nil {
		p.t.Errorf("%q: no list in %s", text, body)
	}
	if len(text) < 40 && query != ilbo.Clean(text) {
		p.t.Errorf("%q is answered as %q", text, query)
	}
	return words
}

func TestSuggestionsInBothLanguages(t *testing.T) {
	p := newPaper(t)
	for _, test := range []struct{ prefix, text, want string }{
		{"", "fer", "ferry"}, {"", "FERRY", "ferry"}, {"", "ㄹㄷㄱㄱ", "ferry"}, // the other layout
		{"/ko", "한가", "한강"}, {"/ko", "ㅎㄱ", "한강"}, {"/ko", "gksrkd", "한강"}, {"/ko", "한ㄱ", "한강"},
	} {
		if got := p.suggest(test.prefix, test.text); !slices.ContainsFunc(got, func(s string) bool { return strings.EqualFold(s, test.want) }) {
			t.Errorf("%s %q: %q, want %q among them", test.prefix, test.text, got, test.want)
		}
	}
	for _, text := range []string{"", "   ", "zzzz", "한강", strings.Repeat("fer", 2000), "<script>", "\x00\xff", "%"} {
		if got := p.suggest("", text); len(got) > 0 {
			t.Errorf("%.20q: %q, want nothing", text, got)
		}
	}
	status, _, _ := p.ask(request("POST", "/search/suggest?q=fer"))
	if status != http.StatusMethodNotAllowed {
		t.Errorf("a form that is posted is answered with %d", status)
	}
}

func request(method, path string) *http.Request {
	r, err := http.NewRequest(method, path, nil)
	if err != nil {
		panic(err)
	}
	return r
}

func TestSearchIsDescribedWithItsSuggestions(t *testing.T) {
	p := newPaper(t)
	for _, prefix := range []string{"", "/ko"} {
		page := p.read(prefix + "/")
		page.Attr(`link[rel=search]`, "href", prefix+"/opensearch.xml")
		_, _, body := p.get(prefix + "/opensearch.xml")
		if want := `type="application/x-suggestions+json" rel="suggestions" template="` + base + prefix + `/search/suggest?q={searchTerms}"`; !strings.Contains(body, want) {
			t.Errorf("%s/opensearch.xml lacks %s", prefix, want)
		}
	}
}

func TestSuggestionsFollowTheStories(t *testing.T) {
	p := newPaper(t)
	if got := p.suggest("", "zyz"); len(got) > 0 {
		t.Fatalf("before: %q", got)
	}
	s := p.publish(&ilbo.Story{Language: ilbo.English, Section: "national", Headline: "Zyzzyva seen", Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("In the garden.")}}})
	p.index()
	p.site.Stale(ilbo.KeyVocabulary(ilbo.English))
	for range 2 { // from the store, and from memory
		if got := p.suggest("", "zyz"); !slices.Equal(got, []string{"Zyzzyva"}) {
			t.Fatalf("published: %q", got)
		}
	}
	if err := p.desk.Hold(t.Context(), editor("An Editor"), s.ID, "a call"); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(ilbo.KeyVocabulary(ilbo.English)) // the job of the very transaction; no index job has run
	if got := p.suggest("", "zyz"); len(got) > 0 {
		t.Errorf("held: %q", got)
	}
}

// Nothing of what may not be seen is suggested, whatever is typed of it.
func TestNothingHiddenIsSuggested(t *testing.T) {
	p := newPaper(t)
	var seen strings.Builder
	for _, s := range p.sample.Stories {
		if s.Visible(p.now) {
			seen.WriteString(s.Headline + "\n")
		}
	}
	sections, err := p.store.Sections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, sec := range sections {
		seen.WriteString(sec.Name.In(ilbo.English) + "\n" + sec.Name.In(ilbo.Korean) + "\n")
	}
	typed := 0
	for _, s := range p.sample.Stories {
		if s.Visible(p.now) {
			continue
		}
		for word := range strings.FieldsSeq(s.Headline) {
			r := []rune(strings.Trim(word, ".,:;‘’“”?!"))
			if len(r) < 2 || strings.Contains(strings.ToLower(seen.String()), strings.ToLower(string(r))) {
				continue
			}
			typed++
			for _, prefix := range []string{"", "/ko"} {
				for _, got := range p.suggest(prefix, string(r)) {
					if !strings.Contains(seen.String(), strings.Fields(got)[0]) {
						t.Errorf("%q is suggested, of %s", got, s.Name)
					}
				}
			}
		}
	}
	if typed < 10 {
		t.Errorf("only %d words were tried", typed)
	}
}

func TestSuggestionsAreMadeForSomeAtATime(t *testing.T) {
	p := newPaper(t)
	answers := make(chan int)
	const asked = 200
	for i := range asked {
		go func() {
			status, _, _ := p.get("/search/suggest?q=" + string(rune('a'+i%26)) + string(rune('a'+i/26)))
			answers <- status
		}()
	}
	made := 0
	for range asked {
		switch status := <-answers; status {
		case http.StatusOK:
			made++
		case http.StatusServiceUnavailable:
		default:
			t.Errorf("status %d", status)
		}
	}
	if made < 8 {
		t.Errorf("only %d suggestions were made", made)
	}
}

func TestSearchAsksWhetherAWordWasMistyped(t *testing.T) {
	p := newPaper(t)
	for range 2 {
		p.publish(&ilbo.Story{Language: ilbo.Korean, Section: "national", Headline: "대통령 연설", Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("오늘.")}}})
		p.publish(&ilbo.Story{Language: ilbo.English, Section: "national", Headline: "Zyzzyva & sons", Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Today.")}}})
	}
	p.index()
	for _, test := range []struct{ page, question, href string }{
		{"/ko/search?q=" + url.QueryEscape("대통렁"), "혹시 ‘대통령’을(를) 찾으셨나요?", "/ko/search?q=" + url.QueryEscape("대통령")},
		{"/search?q=zyzyzva&section=national", "Did you mean Zyzzyva?", "/search?q=Zyzzyva&section=national"},
	} {
		page := p.read(test.page)
		page.None("article")
		page.Attr(".empty a", "href", test.href)
		_, _, body := p.get(test.page)
		if plain := html.UnescapeString(body); !strings.Contains(strings.NewReplacer(`<a href="`+test.href+`">`, "", `</a>`, "").Replace(plain), test.question) {
			t.Errorf("%s does not ask %q", test.page, test.question)
		}
		if found := p.read(test.href).All("article mark"); len(found) == 0 {
			t.Errorf("%s finds nothing", test.href)
		}
	}
	p.read("/search?q=zyzyzva&section=sports").None(".empty a")
}
