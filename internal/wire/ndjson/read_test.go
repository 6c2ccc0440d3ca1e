package ndjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

const good = `{"id":4711,"path":"/news/4711.html?x=1","language":"en","section":"city","kicker":"River","headline":"Ferry stays","deck":"A night of talks","bylines":["Oh Ha-neul"],"topics":["Han River"],"dateline":"HANEUL","source":"Newsis","published":"2006-11-05T02:40:46Z","updated":"2006-11-06T02:40:46+09:00","access":"metered","body":["The ferry stays.",{"kind":"subhead","text":[{"text":"Why"}]},"It is old."],"pictures":[{"file":"a.jpg","caption":"The ferry","credit":"Min Da-on","alt":"A boat"},{"file":"none.jpg"}]}`

// collect reads all, the errors as sentences.
func collect(r io.Reader) (stories []*wire.Copy, refused []string) {
	for c, err := range Read(r, fstest.MapFS{"a.jpg": {Data: []byte("x")}}) {
		if err != nil {
			refused = append(refused, ilbo.SayOf(err))
		} else {
			stories = append(stories, c)
		}
	}
	return stories, refused
}

func TestLineBecomesCopy(t *testing.T) {
	stories, refused := collect(strings.NewReader("\xEF\xBB\xBF" + good + "\r\n\n"))
	if len(stories) != 1 || len(refused) != 0 {
		t.Fatalf("got %d stories, refused %q", len(stories), refused)
	}
	c := stories[0]
	want := ilbo.Story{
		Language: "en", Kicker: "River", Headline: "Ferry stays", Deck: "A night of talks", Dateline: ilbo.Dateline{Place: "HANEUL"}, Source: "Newsis",
		Access: ilbo.Metered, Foreign: "4711", Published: time.Date(2006, 11, 5, 2, 40, 46, 0, time.UTC), Updated: time.Date(2006, 11, 5, 17, 40, 46, 0, time.UTC),
		Body: ilbo.Body{
			{Kind: ilbo.Paragraph, Text: ilbo.Plain("The ferry stays.")}, {Kind: ilbo.Subhead, Text: ilbo.Plain("Why")}, {Kind: ilbo.Paragraph, Text: ilbo.Plain("It is old.")},
			{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{}}},
		},
	}
	if diff := cmp.Diff(want, c.Story); diff != "" {
		t.Error(diff)
	}
	if c.Section != "city" || !slices.Equal(c.OldPaths, []ilbo.Path{"/news/4711.html?x=1"}) || !c.Founding || len(c.Ignored) != 0 {
		t.Errorf("got %+v", c)
	}
	if len(c.Enclosed) != 2 || c.Enclosed[0].Block != wire.Lead || c.Enclosed[0].Open == nil || c.Enclosed[0].Alt != "A boat" || c.Enclosed[1].Block != 3 || c.Enclosed[1].Open != nil {
		t.Errorf("pictures: %+v", c.Enclosed)
	}
}

func TestRefusedLinesAreNumberedAndPassed(t *testing.T) {
	with := func(field, value string) string {
		var m map[string]json.RawMessage
		if err := json.Unmarshal([]byte(good), &m); err != nil {
			t.Fatal(err)
		}
		delete(m, field)
		if value != "" {
			m[field] = json.RawMessage(value)
		}
		out, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	tests := []struct{ name, line, say string }{
		{"no JSON", `{"headline":`, "it is not JSON"},
		{"a list", `[1]`, "it is not a JSON object"},
		{"headline missing", with("headline", ""), "“headline” is missing"},
		{"section missing", with("section", ""), "“section” is missing"},
		{"language missing", with("language", ""), "“language” is missing"},
		{"language unknown", with("language", `"fr"`), "A story is in English (en) or Korean (ko), not in “fr”"},
		{"published missing", with("published", ""), "“published” is missing"},
		{"published no time", with("published", `"yesterday"`), "“published” is not a time"},
		{"updated no time", with("updated", `"2006-11-05"`), "“updated” is not a time"},
		{"body missing", with("body", ""), "“body” is missing or empty"},
		{"body of blanks", with("body", `[""," "]`), "“body” is missing or empty"},
		{"body a text", with("body", `"text"`), "“body” cannot be a text"},
		{"body of numbers", with("body", `[1]`), "“body” is a list of paragraphs"},
		{"body of unknown blocks", with("body", `[{"kind":"poem","text":[{"text":"x"}]}]`), "there is no such kind of block"},
		{"a link that runs", with("body", `[{"kind":"paragraph","text":[{"text":"x","href":"javascript:alert(1)"}]}]`), "links to"},
		{"access unknown", with("access", `"gold"`), "Access is free, metered or subscribers"},
		{"path elsewhere", with("path", `"news"`), "“path” is not an address"},
		{"bylines a text", with("bylines", `"Oh"`), "“bylines” cannot be a text"},
		{"too long", `{"headline":"` + strings.Repeat("a", MaxLine) + `"}`, "it is longer than 8 MB"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			stories, refused := collect(strings.NewReader(good + "\n" + test.line + "\n" + good))
			if len(stories) != 2 || len(refused) != 1 {
				t.Fatalf("got %d stories, refused %q", len(stories), refused)
			}
			if say := refused[0]; !strings.HasPrefix(say, "Line 2: ") || !strings.Contains(say, test.say) || strings.HasSuffix(say, "..") {
				t.Errorf("got %q, want %q in it", say, test.say)
			}
		})
	}
}

func TestUnknownFieldsAreToldOnce(t *testing.T) {
	odd := strings.Replace(good, `{"id"`, `{"views":3,"extra":{"headline":"x","q\"uote":[1,{"a":2}]},"id"`, 1)
	stories, _ := collect(strings.NewReader(good + "\n" + odd + "\n" + odd + "\n" + strings.Replace(odd, "views", "likes", 1)))
	var got [][]string
	for _, c := range stories {
		got = append(got, c.Ignored)
	}
	if diff := cmp.Diff([][]string{nil, {"views", "extra"}, nil, {"likes"}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFieldsAreReadAsTheyAreNamed(t *testing.T) {
	stories, refused := collect(strings.NewReader(strings.Replace(good, `"headline"`, `"Headline"`, 1)))
	if len(stories) != 0 || len(refused) != 1 || !strings.Contains(refused[0], "“headline” is missing") {
		t.Errorf("a name in capitals: got %d stories, refused %q", len(stories), refused)
	}
	stories, refused = collect(strings.NewReader(strings.Replace(good, `"headline"`, `"headline":"Before","headline"`, 1)))
	if len(stories) != 1 || stories[0].Story.Headline != "Ferry stays" {
		t.Errorf("a name twice: got %+v, refused %q", stories, refused)
	}
	stories, _ = collect(strings.NewReader(strings.Replace(good, "Ferry stays", "Ferry\xff stays", 1)))
	if len(stories) != 1 || stories[0].Story.Headline != "Ferry\uFFFD stays" && stories[0].Story.Headline != "Ferry stays" {
		t.Errorf("bytes that are no text: got %+v", stories)
	}
}

func TestNumbers(t *testing.T) {
	for id, want := range map[string]string{`12345678901234567890`: "12345678901234567890", `"old-7"`: "old-7"} {
		stories, refused := collect(strings.NewReader(strings.Replace(good, "4711", id, 1)))
		if len(stories) != 1 || stories[0].Story.Foreign != want {
			t.Errorf("%s: got %v, %q", id, stories, refused)
		}
	}
	plain := strings.Replace(good, `"id":4711,`, "", 1)
	a, _ := collect(strings.NewReader(plain))
	b, _ := collect(strings.NewReader(strings.Replace(plain, "It is old.", "It is new.", 1)))
	if len(a) != 1 || len(b) != 1 || a[0].Story.Foreign == "" || a[0].Story.Foreign != b[0].Story.Foreign {
		t.Error("a story without a number must be known by its headline and time")
	}
}

func TestOwnBlocksKeepTheirPictures(t *testing.T) {
	line := strings.Replace(good, `"It is old."`, `{"kind":"picture","figures":[{"picture":"abcd","width":3,"height":2,"caption":"Quay"}]},{"kind":"video","video":{"film":"f"}},"It is old."`, 1)
	line = strings.Replace(line, `{"file":"none.jpg"}`, `{"file":"pictures/abcd.jpg"}`, 1)
	stories, refused := collect(strings.NewReader(line))
	if len(stories) != 1 {
		t.Fatal(refused)
	}
	c := stories[0]
	if len(c.Enclosed) != 2 || c.Enclosed[0].Block != 2 || c.Enclosed[0].Source != "pictures/abcd.jpg" || c.Enclosed[0].Caption != "Quay" || c.Enclosed[1].Block != wire.Lead {
		t.Errorf("pictures: %+v", c.Enclosed)
	}
	if len(c.Notices) != 1 || !strings.Contains(c.Notices[0], "film") {
		t.Errorf("notices: %q", c.Notices)
	}
}

func TestReadErrorEndsTheStream(t *testing.T) {
	stories, refused := collect(io.MultiReader(strings.NewReader(good+"\n"), iotest.ErrReader(errors.New("disk"))))
	if len(stories) != 1 || len(refused) != 1 || !strings.HasPrefix(refused[0], "Line 2: the file cannot be read on") {
		t.Errorf("got %d stories, refused %q", len(stories), refused)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte(`{"body":[{"kind":"gallery","figures":[{}]}],"pictures":[{}]}`))
	f.Add([]byte("\n\n[]\n{\"a\\\"b\":1}\nnull"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for c, err := range Read(bytes.NewReader(data), nil) {
			if err != nil {
				if ilbo.KindOf(err) != ilbo.Invalid || !strings.HasPrefix(ilbo.SayOf(err), "Line ") {
					t.Fatalf("refused without a sentence: %v", err)
				}
				continue
			}
			if c.Story.Headline == "" || c.Story.Foreign == "" || c.Story.Published.IsZero() {
				t.Fatalf("let through: %+v", c.Story)
			}
			for _, e := range c.Enclosed {
				if e.Block != wire.Lead && (e.Block >= len(c.Story.Body) || e.Figure >= len(c.Story.Body[e.Block].Figures)) {
					t.Fatalf("a picture at block %d of %d", e.Block, len(c.Story.Body))
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	line := strings.Replace(good, `"It is old."`, `"`+strings.Repeat("The council voted to keep the ferry. ", 100)+`"`, 1)
	const stories = 100
	data := []byte(strings.Repeat(line+"\n", stories))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range Read(bytes.NewReader(data), nil) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != stories {
			b.Fatal(fmt.Errorf("got %d stories", n))
		}
	}
	b.ReportMetric(float64(b.N)*stories/b.Elapsed().Seconds(), "stories/s")
}
