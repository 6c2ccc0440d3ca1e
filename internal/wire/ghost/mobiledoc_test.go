package ghost

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMobiledocBecomesBlocks(t *testing.T) {
	tests := []struct {
		name, doc  string
		want, lost []string
	}{
		{name: "markups open and close", doc: `{"markups":[["strong"],["em"],["a",["rel","x","href","https://a.example"]],["code"]],"atoms":[],"cards":[],"sections":[[1,"p",[
			[0,[],0,"The "],[0,[0],0,"ferry "],[0,[1],2,"of Haneul"],[0,[]," 0"," "],[0,[2],1,"stays"],[0,[3],1," x"],[0,[],5,", he"],[0,[],0," said."]]]]}`,
			want: []string{"paragraph: The *ferry **_of Haneul_* [stays](https://a.example) x, he said."}},
		{name: "text sections", doc: `{"sections":[[1,"h2",[[0,[],0,"Why"]]],[1,"blockquote",[[0,[],0,"A river."]]],[1,"aside",[[0,[],0,"A wall."]]],[1,"P",[[0,[],0,"Text."]],["data-md-text-align","center"]],[1,"p",[]],[1,"x",[[0,[],0,"y"]]]]}`,
			want: []string{"subhead: Why", "quote: A river.", "pullquote: A wall.", "paragraph: Text.", "paragraph: y"}},
		{name: "soft returns and atoms", doc: `{"atoms":[["soft-return","",{}],["mention","@oh",{}]],"sections":[[1,"p",[[0,[],0,"One."],[1,[],0,0],[0,[],0,"Two"],[1,[],0,0],[1,[],0,1],[1,[],0,9]]]]}`,
			want: []string{"paragraph: One.", "paragraph: Two @oh"}},
		{name: "lists and pictures", doc: `{"markups":[["strong"]],"sections":[[3,"ol",[[[0,[],0,"One"]],[[0,[0],1,"two"]],[]]],[3,"ul",[]],[2,"__GHOST_URL__/content/images/2020/01/quay.jpg"]]}`,
			want: []string{"ordered list: - One - *two*", "picture: <||>"}},
		{name: "cards", doc: `{"cards":[["image",{"src":"/content/images/2020/01/quay.jpg","caption":"The quay"}],["card-markdown",{"cardName":"card-markdown","markdown":"It is **old**."}],["hr",{}],["code",{"code":"a = 1"}],["html",{"html":"<p>b</p>"}],
			["embed",{"url":"https://vimeo.com/77","type":"video"}],["gallery",{"images":[{"src":"/a.jpg"}]}],["callout",{"calloutText":"Mind"}],["paywall",{}],["email",{"html":"x"}],["poll",{"title":"Which?"}]],
			"sections":[[10,0],[10,1],[10,2],[10,3],[10,4],[10,5],[10,6],[10,7],[10,8],[10,9],[10,10],[10,99],[10,-1]]}`,
			want: []string{"picture: <The quay||>", "paragraph: It is *old*.", "paragraph: a = 1", "paragraph: b", "embed: vimeo 77 ", "gallery: <||>", "factbox: {paragraph: Mind}", "paragraph: Which?"},
			lost: []string{"1 line between free and paid text dropped: access is the whole story's.", "1 card for e-mail only dropped: the site never showed them.", "1 card “poll” not known to this import: any text in it was kept."}},
		{name: "wrong types everywhere", doc: `{"markups":7,"atoms":{},"cards":[3,[],["image",[]],["image",{"src":4}]],"sections":[null,7,[],[1],[1,2,3],[1,"p",[[],[0],[0,7,"x",{}],[1,[0,"a",{}],-3,"q"],[0,[],0,5]]],[3,{},[7,[[0,[],0,"x"]]]],[2,{}],[10,"x"],[10,0],[10,1],[10,2],[10,3],["1","p",[[0,[],0,"one"]]]]}`,
			want: []string{"paragraph: 5", "list: - x", "picture: <||>", "paragraph: one"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSetter()
			if err := s.form("mobiledoc", []byte(test.doc)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, print(s.body)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.lost, said(s.site.tally)); diff != "" {
				t.Error(diff)
			}
			if err := s.body.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestDocumentsThatAreNoStory asks for the sentence, and that it comes soon.
func TestDocumentsThatAreNoStory(t *testing.T) {
	repeat := strings.Repeat
	card := func(payload, sections string) string {
		return `{"cards":[["html",{"html":"` + payload + `"}],["image",{"src":"/a.jpg","caption":"` + payload + `"}],["markdown",{"markdown":"` + payload + `"}]],"sections":[` + sections + `[1,"p",[]]]}`
	}
	tests := []struct{ name, form, doc, say string }{
		{"damaged", "lexical", `{"root":`, "is damaged"},
		{"something after it", "lexical", `{} x`, "is damaged"},
		{"not JSON", "mobiledoc", `<p>`, "is damaged"},
		{"nested", "lexical", `{"root":` + repeat(`{"children":[`, 100_000), "nested more deeply"},
		{"nested lists", "lexical", `{"root":{"children":` + repeat(`[`, 100_000), "nested more deeply"},
		{"parts", "lexical", `{"root":{"children":[` + repeat(`{},`, 300_000) + `{}]}}`, "more parts"},
		{"blocks", "mobiledoc", `{"sections":[` + repeat(`[1,"p",[[0,[],0,"x"]]],`, 3_000) + `[1]]}`, "longer than any story"},
		{"one card a thousand times", "mobiledoc", card(repeat("x", 1<<20), repeat(`[10,0],`, 1_900)), "longer than any story"},
		{"one caption a thousand times", "mobiledoc", card("<b>"+repeat("x", 1<<20), repeat(`[10,1],`, 1_900)), "longer than any story"},
		{"one card of Markdown a thousand times", "mobiledoc", card(repeat("[a](", 2_000), repeat(`[10,2],`, 1_900)), "longer than any story"},
		{"elements", "mobiledoc", card(repeat("<i>", 200_000), `[10,0],`), "more parts"},
		{"deep elements", "mobiledoc", card(repeat("<div>", 90_000), `[10,0],`), "nested more deeply"},
		{"HTML as long as a library", "html", repeat("word ", 1<<20), "longer than any story"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := newSetter().form(test.form, []byte(test.doc))
			if err == nil || !strings.Contains(err.Error(), test.say) {
				t.Errorf("got %v, want %q in it", err, test.say)
			}
		})
	}
}

// TestMarkdownThatIsSlow keeps its words, and soon.
func TestMarkdownThatIsSlow(t *testing.T) {
	for name, source := range map[string]string{
		"quotes": strings.Repeat(">", 100_000) + "words", "lists": strings.Repeat("- ", 50_000) + "words", "length": strings.Repeat("words ", 50_000),
	} {
		s := newSetter()
		if err := s.form("mobiledoc", []byte(`{"cards":[["markdown",{"markdown":`+quoted(source)+`}]],"sections":[[10,0]]}`)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !strings.Contains(s.body.Text(), "words") || len(s.notices) != 1 {
			t.Errorf("%s: got %d blocks, %q", name, len(s.body), s.notices)
		}
	}
}
