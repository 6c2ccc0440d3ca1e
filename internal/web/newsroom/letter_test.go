package newsroom_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"ilbo.press"
)

// A letterAnswer is what the script of the letter's page is told.
type letterAnswer struct {
	Revision                             int
	By, Problem, Subject, Headline, Path string
	Body                                 ilbo.Body
}

func (b *browser) letter(path, body string) (a answer, said letterAnswer) {
	b.t.Helper()
	a = b.do("POST", "/newsroom/newsletters/1/letter"+path, body, "Content-Type", "application/json")
	if err := json.Unmarshal([]byte(a.body), &said); err != nil {
		b.t.Fatalf("%d %s", a.status, a.body)
	}
	return a, said
}

func TestALetterIsWrittenInBlocks(t *testing.T) {
	h := open(t)
	h.stories("national", "Bridge closes", "Budget passes")
	b := h.signedIn("rahim")
	b.titles("source", "hand")
	page := b.get("/newsroom/newsletters/1/letter")
	if page.status != http.StatusOK || !strings.Contains(page.body, "editor.js") || !strings.Contains(page.body, `"revision":0`) || !strings.Contains(page.body, "<noscript>") {
		t.Fatalf("the page is %d %s", page.status, page.body)
	}
	_, found := b.letter("/story", `{"story":"1"}`)
	if found.Headline != "Bridge closes" || !strings.HasPrefix(found.Path, "/national/") {
		t.Fatalf("the story is %+v", found)
	}
	if a, said := b.letter("/story", `{"story":"/nowhere"}`); a.status != http.StatusNotFound || said.Problem == "" {
		t.Errorf("a story that is not there: %d %+v", a.status, said)
	}
	const day = "2026-11-25"
	body := `[{"kind":"subhead","text":[{"text":"Good morning"}]},{"kind":"paragraph","text":[{"text":"x","href":"` + found.Path + `"}]},{"kind":"quote","text":[{"text":"It is cold."}],"by":"Kim"}]`
	if a, said := b.letter("", `{"day":"`+day+`","revision":0,"subject":" A \n word ","body":`+body+`}`); a.status != http.StatusOK || said.Revision != 1 {
		t.Fatalf("writing it: %d %+v", a.status, said)
	}
	proof := b.get("/newsroom/newsletters/1/proof").body
	for _, want := range []string{"Good morning</h2>", "<blockquote", found.Path + `"`, ">Bridge closes</a>"} {
		if !strings.Contains(proof, want) {
			t.Errorf("the letter lacks %s: %s", want, proof)
		}
	}
	if page := b.get("/newsroom/newsletters/1").body; !strings.Contains(page, "A word") || !strings.Contains(page, `name="revision" value="1"`) || strings.Contains(page, "There is nothing in this mailing yet") {
		t.Errorf("the mailing's page is %s", page)
	}
	// Another window is told what stands there, and its words are its own to put in.
	a, said := b.letter("", `{"day":"`+day+`","revision":0,"subject":"Mine","body":[]}`)
	if a.status != http.StatusConflict || said.By != "rahim" || said.Revision != 1 || said.Subject != "A word" || len(said.Body) != 3 {
		t.Errorf("writing over it: %d %+v", a.status, said)
	}
	if a := b.post("/newsroom/newsletters/1/write", "day", day, "revision", "0", "subject", "Mine", "note", "My note"); a.status != http.StatusConflict || !strings.Contains(a.body, "My note") {
		t.Errorf("writing over it by the form: %d %s", a.status, a.body)
	}
	if a := b.post("/newsroom/newsletters/1/write", "day", day, "revision", "1", "subject", "A word", "note", "My note"); a.status != http.StatusSeeOther {
		t.Errorf("the form: %d", a.status)
	}
	if proof := b.get("/newsroom/newsletters/1/proof").body; !strings.Contains(proof, "My note") || !strings.Contains(proof, "Good morning</h2>") {
		t.Errorf("the form's note took the body away: %s", proof)
	}
}

func TestWhatIsNoLetterIsRefused(t *testing.T) {
	h := open(t)
	b := h.signedIn("rahim")
	b.titles()
	for name, body := range map[string]string{
		"no JSON": "{", "a list": "[]", "a film": `{"day":"2026-11-25","body":[{"kind":"video","video":{"film":"f"}}]}`,
		"a script": `{"day":"2026-11-25","body":[{"kind":"paragraph","text":[{"text":"x","href":"javascript:x"}]}]}`,
		"no kind":  `{"day":"2026-11-25","body":[{"kind":"html","text":[{"text":"x"}]}]}`, "no day": `{"day":"x","body":[]}`,
		"a flood": `{"day":"2026-11-25","body":[{"kind":"paragraph","text":[{"text":"` + strings.Repeat("x", 40_000) + `"}]}]}`, "an ocean": `{"day":"` + strings.Repeat("x", 2<<20) + `"}`,
	} {
		if a, said := b.letter("", body); a.status != http.StatusBadRequest || said.Problem == "" {
			t.Errorf("%s: %d %+v", name, a.status, said)
		}
	}
	if a := b.post("/newsroom/newsletters/1/letter", "day", "2026-11-25"); a.status != http.StatusBadRequest {
		t.Errorf("a form: %d", a.status)
	}
	asha := h.signedIn("asha")
	if a := asha.get("/newsroom/newsletters/1/letter"); a.status != http.StatusForbidden {
		t.Errorf("a reporter sees it: %d", a.status)
	}
	if a, _ := asha.letter("", `{"day":"2026-11-25","body":[]}`); a.status != http.StatusForbidden {
		t.Errorf("a reporter writes it: %d", a.status)
	}
}
