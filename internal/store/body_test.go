package store

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"ilbo.press"
)

// bodies are what plainBody reads, and what it leaves to others.
var bodies = []ilbo.Body{
	{{Kind: ilbo.Paragraph, Text: ilbo.Plain("One.")}},
	{{Kind: ilbo.Subhead, Text: ilbo.Plain("한강")}, {Kind: ilbo.Quote, Text: ilbo.Plain("“Ice”"), By: `O'Brien "Ob"`}},
	{{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: `"a" <b> & c\d`, Strong: true}, {Text: "\n\t\u2028", Em: true}, {Text: "e", Href: "/f?g=1&h"}}}},
	{{Kind: ilbo.Paragraph}, {Kind: ilbo.Paragraph, Text: ilbo.Plain("😀 \x01 \x7f “\u2027” \u2029")}},
	{{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("one")}, Ordered: true}},
	{{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "p", Caption: "The bridge."}}}, {Kind: ilbo.Paragraph, Text: ilbo.Plain("x")}},
	{{Kind: ilbo.FactBox, Title: "Facts", Blocks: []ilbo.Block{{Kind: ilbo.Paragraph, Text: ilbo.Plain("x")}}}},
	{},
}

func TestBodyIsReadAsItWasWritten(t *testing.T) {
	for i, body := range bodies {
		text, err := encode(body)
		if err != nil {
			t.Fatal(err)
		}
		var got ilbo.Body
		if err := decodeBody(text, &got); err != nil || len(got)+len(body) > 0 && !reflect.DeepEqual(got, body) {
			t.Errorf("%s is read as %+v: %v", text, got, err)
		}
		if written, err := encodeBody(body); err != nil || written != text {
			t.Errorf("%s is written as %s: %v", text, written, err)
		}
		if _, plain := plainBody(text); plain != (i < 4) {
			t.Errorf("plain text alone: %v of %s", plain, text)
		}
	}
	for _, text := range []string{`[`, `[{"kind":"paragraph"`, `[{"kind":"paragraph","text":[{"text":"a\`, `[{"kind":"paragraph","text":[{"text":"a\u00`, `[{"kind":"paragraph","text":[{"text":"a"}`, `[{"kind":"paragraph"}]]`, `[{"kind":"paragraph\q"}]`} {
		var got ilbo.Body
		if err := decodeBody(text, &got); err == nil {
			t.Errorf("%s is read as %+v", text, got)
		}
	}
}

func FuzzDecodeBody(f *testing.F) {
	for _, body := range bodies {
		text, _ := encode(body)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var body, got, want ilbo.Body
		_ = decodeBody(text, &got) // whatever it is, it is read without harm
		if json.Unmarshal([]byte(text), &body) != nil {
			return
		}
		written, err := encode(body)
		if err != nil {
			return
		}
		if own, err := encodeBody(body); err != nil || own != written {
			t.Errorf("%s is written as %s: %v", written, own, err)
		}
		if err := decode(written, &want); err != nil {
			t.Fatal(err)
		}
		got = nil
		if err := decodeBody(written, &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read as %+v, want %+v: %v", written, got, want, err)
		}
	})
}

func BenchmarkDecodeBody(b *testing.B) {
	var body ilbo.Body
	for range 20 {
		body = append(body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(strings.Repeat("The council met on Tuesday. ", 8) + `“Ice,” he said, "is coming."`)})
	}
	text, err := encode(body)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		var got ilbo.Body
		if err := decodeBody(text, &got); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncodeBody(b *testing.B) {
	var body ilbo.Body
	for range 20 {
		body = append(body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(strings.Repeat("The council met on Tuesday. ", 8) + `“Ice,” he said, "is coming."`)})
	}
	for name, write := range map[string]func(ilbo.Body) (string, error){"here": encodeBody, "by reflection": encode[ilbo.Body]} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := write(body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
