package ilbo_test

import (
	"slices"
	"strings"
	"testing"

	"ilbo.press"
)

func TestMentionsAreLoginsBehindAnAt(t *testing.T) {
	for text, want := range map[string]string{
		"@asha please look":              "asha",
		"see @asha, @mina.":              "asha mina",
		"@asha @asha":                    "asha",
		"(@han.ji-woo) and @lee_1's":     "han.ji-woo lee_1",
		"ask@asha.example is an address": "",
		"다리@asha":                        "",
		"다리 @asha에게":                     "asha",
		"@a @Asha @@asha @1asha":         "",
		"line\n@asha":                    "asha",
		"":                               "",
	} {
		if got := strings.Join(ilbo.Mentions(text), " "); got != want {
			t.Errorf("%q mentions %q, want %q", text, got, want)
		}
	}
}

func FuzzMentions(f *testing.F) {
	for _, text := range []string{"@asha", "a@b.c", "@asha@mina", "한@asha @mina.", "@_", "@a-._"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, login := range ilbo.Mentions(text) {
			if !strings.Contains(text, "@"+login) || len(login) < 2 || len(login) > 40 || strings.HasSuffix(login, ".") {
				t.Errorf("%q mentions %q", text, login)
			}
		}
	})
}

func TestPassageIsFoundWhereItMoved(t *testing.T) {
	paragraph := func(spans ...ilbo.Span) ilbo.Block { return ilbo.Block{Kind: ilbo.Paragraph, Text: spans} }
	body := ilbo.Body{
		paragraph(ilbo.Span{Text: "Eight people came."}),
		paragraph(ilbo.Span{Text: "It was "}, ilbo.Span{Text: "cold", Strong: true}, ilbo.Span{Text: " and dry."}),
		{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("one"), ilbo.Plain("여덟 명이 왔다")}},
		paragraph(ilbo.Span{Text: "Later eight\n people came."}),
		{Kind: ilbo.FactBox, Title: "Facts", Blocks: []ilbo.Block{paragraph(ilbo.Span{Text: "A bridge"})}},
	}
	for _, test := range []struct {
		block int
		quote string
		want  int
	}{
		{1, "people came", 1}, {4, "people  came", 4}, {5, "people came", 4}, {2, "people came", 1},
		{1, "cold and dry", 2}, {9, "여덟 명", 3}, {1, "bridge", 5}, {2, "gone", 0}, {2, "", 2}, {9, "", 0}, {0, "", 0},
	} {
		if got := body.Passage(test.block, test.quote); got != test.want {
			t.Errorf("%q of block %d is in block %d, want %d", test.quote, test.block, got, test.want)
		}
	}
}

func TestNotesSayWhatIsWrongWithThem(t *testing.T) {
	good := ilbo.Note{Story: 7, Block: 2, Quote: "eight", Text: "Nine?"}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(n *ilbo.Note){
		"no story":              func(n *ilbo.Note) { n.Story = 0 },
		"no words":              func(n *ilbo.Note) { n.Text = "\n" },
		"too many":              func(n *ilbo.Note) { n.Text = strings.Repeat("가", 4_001) },
		"a whole page":          func(n *ilbo.Note) { n.Quote = strings.Repeat("가", 401) },
		"a reply of its own":    func(n *ilbo.Note) { n.ReplyTo = 3 },
		"a block before all":    func(n *ilbo.Note) { n.Block = -1 },
		"what is not printable": func(n *ilbo.Note) { n.Text = "a\x1bb" },
	} {
		n := good
		change(&n)
		if err := n.Check(); ilbo.KindOf(err) != ilbo.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if kinds := ilbo.NotificationKinds(); len(slices.Compact(slices.Sorted(slices.Values(kinds)))) != len(kinds) {
		t.Error("a kind of notification stands twice")
	}
}
