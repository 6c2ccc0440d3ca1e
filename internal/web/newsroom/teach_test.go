package newsroom_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/lesson"
)

// A taught is what these tests read of the lesson's data.
type taught struct {
	Problem   string
	State     *taught
	Stands    string
	Sentences []struct {
		Turned, Sum string
		Remarks     []struct{ Kind, Say string }
	}
	Glosses, Detached []struct {
		Words, Meaning, Sum, Spoken, Note string
		From                              int
		Places                            []struct{ N, From int }
	}
	Words    []struct{ Words, Headword, Why string }
	Headword string
	Before   []struct{ Meaning, Story string }
}

func read(t *testing.T, body string) (d taught) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), &d); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return d
}

func TestALessonIsWrittenInItsText(t *testing.T) {
	h := open(t)
	const first, second = "The ferries left 2 piers.", "Nobody was hurt."
	var ids []ilbo.StoryID
	for _, slug := range []ilbo.Slug{"one", "two"} {
		s := &ilbo.Story{Language: ilbo.English, Section: "national", Headline: "Ferries " + string(slug), Slug: slug, Path: ilbo.Path("/national/2026/11/01/" + string(slug)), Filed: h.clock(), Published: h.clock(),
			Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(first + " " + second)}}}
		h.must(h.store.PutStory(t.Context(), s))
		ids = append(ids, s.ID)
	}
	b := h.signedIn("rahim")
	address := fmt.Sprintf("/newsroom/stories/%d/lesson", ids[0])
	page := b.page(address)
	page.Some(".abreast__text", 2)
	page.Some("noscript", 1)
	page.Some(`form[data-part="form"][hidden]`, 1)
	edit := func(address, what string) (int, taught) {
		t.Helper()
		a := b.do("POST", address+"/edit", what, "Content-Type", "application/json")
		return a.status, read(t, a.body)
	}
	put := func(words string, from int, more string) string {
		return fmt.Sprintf(`{"explained":"ko","level":"B1","put":{"run":0,"sentence":%q,"from":%d,"words":%q,"headword":"ferry","meaning":"나룻배","said":"ˈferi"%s}%s}`, first, from, words, `,"note":"מעבורת"`, more)
	}
	status, d := edit(address, put("ferries", 4, ""))
	if status != http.StatusOK || len(d.Glosses) != 1 || d.Glosses[0].From != 4 || d.Glosses[0].Spoken != "ˈferi" || d.Glosses[0].Note != "מעבורת" || d.Stands != "0 of 2 sentences are translated, 1 words are explained." {
		t.Fatalf("keeping a gloss: %d %+v", status, d)
	}
	if status, d = edit(address, put("The ferries", 0, "")); status != http.StatusBadRequest || !strings.Contains(d.Problem, "overlap") {
		t.Errorf("overlapping words: %d %+v", status, d)
	}
	if status, d = edit(address, put("ferries", 4, `,"off":{"run":0,"sentence":"`+first+`","from":4,"words":"ferries"},"was":"old"`)); status != http.StatusConflict || d.State == nil || len(d.State.Glosses) != 1 {
		t.Errorf("a gloss that was changed: %d %+v", status, d)
	}
	status, d = edit(address, fmt.Sprintf(`{"rendering":{"run":0,"sentence":%q,"text":"나룻배가 세 부두를 3시에 떠났다."}}`, first))
	if status != http.StatusOK || d.Sentences[0].Sum == "" || len(d.Sentences[0].Remarks) != 1 || d.Sentences[0].Remarks[0].Say != "Stands in one of the two alone: 2, 3." || d.Sentences[1].Remarks[0].Kind != "missing" {
		t.Fatalf("a translation: %d %+v", status, d.Sentences)
	}
	if status, d = edit(address, `{"fine":"`+d.Sentences[0].Sum+`"}`); status != http.StatusOK || len(d.Sentences[0].Remarks) != 0 {
		t.Errorf("a remark that is left: %d %+v", status, d.Sentences)
	}
	if a := h.signedIn("asha").do("POST", address+"/edit", put("left", 12, ""), "Content-Type", "application/json"); a.status != http.StatusForbidden {
		t.Errorf("a reporter changes a published lesson: %d", a.status)
	}
	if a := b.do("POST", address+"/edit", "{", "Content-Type", "application/json"); a.status != http.StatusBadRequest {
		t.Errorf("half a request: %d", a.status)
	}

	// The other story's desk is offered what this one explained, by another form of it.
	other := fmt.Sprintf("/newsroom/stories/%d/lesson", ids[1])
	d = read(t, b.get(other+"/guess?words=Ferry&first=1").body)
	if d.Headword != "ferry" || len(d.Before) != 1 || d.Before[0].Meaning != "나룻배" || d.Before[0].Story != fmt.Sprintf("/newsroom/stories/%d", ids[0]) {
		t.Errorf("the guess is %+v", d)
	}
	h.must(h.store.ReplaceListedWords(t.Context(), ilbo.English, []ilbo.ListedWord{{Word: "pier", Level: "C1"}, {Word: "hurt", Level: "A2"}, {Word: "ferry", Level: "B2"}}))
	d = read(t, b.get(other+"/suggestions?level=B1").body)
	if len(d.Words) != 2 || d.Words[0].Headword != "ferry" || d.Words[1].Words != "piers" || d.Words[1].Why != "C1" {
		t.Errorf("suggested is %+v", d.Words)
	}
	if d = read(t, b.get(address+"/suggestions?level=B2").body); len(d.Words) != 1 || d.Words[0].Headword != "pier" {
		t.Errorf("beside what is explained, suggested is %+v", d.Words)
	}
	glossary := b.page("/newsroom/glossary?q=FER")
	glossary.Text(".glossary__entry dd > span > bdi", "나룻배")
	glossary.Some(".glossary__used li", 1)
	if body := b.get("/newsroom/glossary?learned=ko").body; !strings.Contains(body, "Nothing is explained") {
		t.Error("the other languages have an entry")
	}

	// The newsroom is told before a story with half a lesson is published.
	s, err := h.store.Story(t.Context(), ids[0])
	h.must(err)
	s.Published = ilbo.Story{}.Published
	s.Path = ""
	h.must(h.store.PutStory(t.Context(), s))
	if body := b.get(fmt.Sprintf("/newsroom/stories/%d", ids[0])).body; strings.Count(body, "Lesson: 1 of 2 sentences are not translated.") != 2 {
		t.Error("the sheet does not say what the lesson lacks")
	}
	if a := b.post(fmt.Sprintf("/newsroom/stories/%d/acts/publish", ids[0]), "version", "1"); a.status != http.StatusSeeOther {
		t.Fatalf("publishing: %d %s", a.status, a.body)
	}
	if body := b.get(fmt.Sprintf("/newsroom/stories/%d", ids[0])).body; !strings.Contains(body, "Lesson published unfinished") {
		t.Error("the story's history does not say what the lesson lacked")
	}
}

func TestAListOfWordsIsLoadedInTheNewsroom(t *testing.T) {
	h := open(t)
	editor := h.signedIn("rahim")
	const path = "/newsroom/glossary/words"
	a := editor.sendFiles(path, false, "words.csv", "pier,B2,noun\nlook after\tB1\n부두,TOPIK 5\n")
	if a.status != http.StatusSeeOther || a.header.Get("Location") != "/newsroom/glossary?done=words" {
		t.Fatalf("a list: %d, to %q", a.status, a.header.Get("Location"))
	}
	page := editor.page("/newsroom/glossary")
	if got := page.Texts("#list ~ .note"); len(got) == 0 || !strings.Contains(got[0], "B1: 1 · B2: 1") {
		t.Errorf("the page says %q", got)
	}

	bad := "# mine\nship,Z9\nferry,B2\nferry,C1\n" + strings.Repeat("?\n", 21)
	a = editor.sendFiles(path, false, "words.csv", bad)
	for _, want := range []string{"Words loaded: 1.", "Line 2: “Z9” is no level", "Line 4: it is in the list twice.", "And 3 lines more."} {
		if !strings.Contains(a.body, want) {
			t.Errorf("a list with bad lines lacks %q", want)
		}
	}
	if n, err := h.store.CountListedWords(t.Context(), ilbo.English); err != nil || n["B2"] != 1 || len(n) != 1 {
		t.Errorf("the paper knows %v, %v", n, err)
	}
	for name, files := range map[string][]string{"no word": {"a.csv", "nothing"}, "no file": nil, "two files": {"a.csv", "a,B1", "b.csv", "b,B1"}, "too long": {"a.csv", strings.Repeat("#\n", lesson.MaxList/2+1)}} {
		if a := editor.sendFiles(path, false, files...); a.status != http.StatusBadRequest || !strings.Contains(a.body, `role="alert"`) {
			t.Errorf("%s: %d", name, a.status)
		}
	}
	if a := editor.do("POST", path, strings.Repeat("x", 6<<20), "Content-Type", "multipart/form-data; boundary=x"); a.status < 400 || a.status >= 500 {
		t.Errorf("six megabytes: %d", a.status)
	}
	if a := h.signedIn("asha").sendFiles(path, false, "words.csv", "pier,A1"); a.status != http.StatusForbidden {
		t.Errorf("a reporter loads a list: %d", a.status)
	}
	if n, err := h.store.CountListedWords(t.Context(), ilbo.English); err != nil || n["B2"] != 1 || len(n) != 1 {
		t.Errorf("after lists that were refused the paper knows %v, %v", n, err)
	}
}
