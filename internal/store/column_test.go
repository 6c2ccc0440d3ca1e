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
		var want []ilbo.Byline
		var wantErr error
		if text != "" {
			wantErr = json.Unmarshal([]byte(text), &want)
		}
		got, err := decodeBylines(text)
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("%q: got the error %v, and a parser gives %v", text, err, wantErr)
		}
		if err == nil {
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q: a parser's bylines, and those without one: %s", text, diff)
			}
		}
	})
}
