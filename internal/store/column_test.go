package store

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

func FuzzDecodeBylines(f *testing.F) {
	for _, all := range [][]ilbo.Byline{
		nil, {{Name: "Kim Yuna"}}, {{Name: "김연아", Journalist: "kim-yuna"}, {Name: `A "B" C`}, {Journalist: "x"}}, {{Name: "<b>\\\x01\u2028"}},
	} {
		text, err := encode(all)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, text := range []string{"[", "[]", "null", `[{"name":"a"},]`, `[{"name":"a"}] `, `[{"name":"a","journalist":"b","name":"c"}]`, "[{\"name\":\"\xff\"}]", "[{\"name\":\"\x00\"}]"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var all, want []ilbo.Byline
		_, _ = decodeBylines(text) // whatever it is, it is read without harm
		if json.Unmarshal([]byte(text), &all) != nil {
			return
		}
		written, err := encode(all)
		if err != nil {
			t.Fatal(err)
		}
		if err := decode(written, &want); err != nil {
			t.Fatal(err)
		}
		got, err := decodeBylines(written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: a parser's bylines, and those without one: %s", written, diff)
		}
	})
}

func TestBylinesOfTheUsualKindNeedNoParser(t *testing.T) {
	for text, plain := range map[string]bool{
		"": true, `[{"name":"Kim Yuna"}]`: true, `[{"name":"김연아","journalist":"kim-yuna"},{"name":"A \"B\""}]`: true,
		"[": false, "[]": false, "null": false, `[{"name":"a"},]`: false, `[{"name":"a"}] `: false, `[{"name":"a","role":"b"}]`: false, `[{"name":"a`: false, `[{"name":"a\q"}]`: false,
	} {
		if _, ok := plainBylines(text); ok != plain {
			t.Errorf("%s: plain is %v", text, ok)
		}
	}
}
