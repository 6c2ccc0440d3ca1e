package epub

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/press"
)

type blank struct{}

func (blank) Print(ilbo.Figure, ilbo.Crop, int, int) ([]byte, error) { return nil, nil }

// FuzzStory binds what may be typed: whatever it is, a story is XML that runs
// nothing.
func FuzzStory(f *testing.F) {
	f.Add("A headline", "A paragraph.", "https://example.com/", 3, 2)
	f.Add("<b>&amp;", "]]>\x00\u202e\ufffe", "javascript:x", -1, 0)
	f.Add("שלום", "\U0001f600\U0001ffff", "http://a b/", 1<<30, 1)
	f.Add("\xff", "\ud7ff\ufdd0", "https://[::1]/%zz?<>", 1, 1<<30)
	f.Fuzz(func(t *testing.T, headline, text, href string, width, height int) {
		in := ilbo.Inline{{Text: text, Href: href, Strong: true}, {Text: headline, Em: true}}
		figure := ilbo.Figure{Picture: ilbo.PictureID(text), Width: width, Height: height, Alt: headline, Caption: text, Credit: href}
		s := &ilbo.Story{Language: ilbo.Korean, Headline: headline, Deck: text, Kicker: href, Source: text, Bylines: []ilbo.Byline{{Name: text}},
			Dateline: ilbo.Dateline{Place: text}, Lead: &figure, Corrections: []ilbo.Correction{{Text: text}},
			Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: in}, {Kind: ilbo.Quote, Text: in, By: text}, {Kind: ilbo.List, Items: []ilbo.Inline{in}},
				{Kind: ilbo.TableKind, Title: text, Table: &ilbo.Table{Head: []string{text}, Rows: [][]string{{headline}, {}, nil}, Source: href}},
				{Kind: ilbo.Gallery, Title: text, Figures: []ilbo.Figure{figure}}}}
		b := &book{made: &press.Made{Paper: &ilbo.Paper{URL: "https://seorak.example"}}, darkroom: blank{}, language: ilbo.Korean, words: said[ilbo.Korean]}
		data, err := b.story(&chapter{story: s})
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("%v:\n%s", err, data)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "script" {
				t.Fatalf("it runs something:\n%s", data)
			}
		}
	})
}
