package ghost

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) < 5 {
		f.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(exported(`"posts":[` + post("published_at", "1e99", "title", `["x"]`) + `,[]],"settings":[{"key":"permalinks","value":"/:year/:slug/"}]`)))
	f.Add([]byte(`{"db":{"data":{"posts":[{}]}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		numbers := map[string]bool{}
		for c, err := range Read(context.Background(), "e.json", bytes.NewReader(data), int64(len(data)), Options{}) {
			if _, ok := err.(*wire.Aside); ok {
				continue
			}
			if err != nil {
				if ilbo.KindOf(err) != ilbo.Invalid || !strings.HasPrefix(ilbo.SayOf(err), "e.json: ") {
					t.Fatalf("refused without a sentence: %v", err)
				}
				continue
			}
			sound(t, c)
			if numbers[c.Story.Foreign] {
				t.Fatalf("two stories of the number %s", c.Story.Foreign)
			}
			numbers[c.Story.Foreign] = true
		}
	})
}

// fuzzForm sets documents of one form: what is set must be a body, or refused.
func fuzzForm(f *testing.F, form string) {
	f.Fuzz(func(t *testing.T, data []byte) {
		s := newSetter()
		if err := s.form(form, data); err != nil {
			return
		}
		c := &wire.Copy{Founding: true, Enclosed: s.enclosed, Notices: s.notices}
		c.Story = ilbo.Story{Language: ilbo.English, Foreign: "ghost:1", Headline: "Ferry stays", Body: s.body}
		if s.body.Check() != nil {
			return // refused by then, with the sentence
		}
		sound(t, c)
		for _, b := range s.body {
			if b.Kind == ilbo.Paragraph && strings.TrimSpace(b.Text.String()) == "" {
				t.Fatalf("an empty paragraph: %+v", b)
			}
		}
	})
}

func FuzzLexical(f *testing.F) {
	for _, seed := range []string{
		`{"root":{"children":[{"type":"paragraph","children":[{"type":"text","format":3,"text":"a"},{"type":"linebreak"},{"type":"link","url":"__GHOST_URL__/ferry/","children":[{"text":"b"}]}]}]}}`,
		`{"root":{"children":[{"type":"list","listType":"number","children":[{"type":"listitem","children":[{"type":"list","children":[{"children":[{"text":"x"}]}]}]}]}]}}`,
		`{"root":{"children":[{"type":"gallery","images":[{"src":"/a.jpg"}]},{"type":"image","src":"data:image/png;base64,AA=="},{"type":"toggle","heading":"<b>h","content":"<p>x<img src=a><table><tr><td>1<td>2<tr><td>3<td>4"}]}}`,
		`{"root":{"children":[{"type":"markdown","markdown":"# a\n\n|b|c|\n|-|-|\n|1|2|\n\n[^1]: x"},{"type":"embed","url":"https://youtu.be/abc"},{"type":"bookmark","url":"https://a.example"},{"type":"odd","title":"<i>t"}]}}`,
		`{"root":{"children":[{"type":"html","html":"<aside class=\"kg-bookmark-card\"><a href=\"javascript:1\"><div class=kg-bookmark-title>x</div></a></aside><figure class=\"kg-gallery-card\"><img src=a><img src=b></figure>"}]}}`,
	} {
		f.Add([]byte(seed))
	}
	fuzzForm(f, "lexical")
}

func FuzzMobiledoc(f *testing.F) {
	for _, seed := range []string{
		`{"markups":[["a",["href","https://a.example"]],["strong"]],"atoms":[["soft-return","",{}]],"cards":[["image",{"src":"/a.jpg"}]],"sections":[[1,"p",[[0,[0,1],1,"a"],[1,[],1,0]]],[3,"ol",[[[0,[],0,"x"]]]],[10,0]]}`,
		`{"cards":[["html",{"html":"<iframe src=https://vimeo.com/1></iframe><ul><li><img src=x></ul>"}],["card-markdown",{"markdown":"> a\n> - b"}]],"sections":[[10,0],[10,1],[2,"/x.jpg"],[1,"h2",[[0,[],9,"h"]]]]}`,
	} {
		f.Add([]byte(seed))
	}
	fuzzForm(f, "mobiledoc")
}
