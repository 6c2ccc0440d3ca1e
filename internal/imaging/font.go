package imaging

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The fonts of cards: subsets under the SIL Open Font License, whose texts
// stand beside them.
var (
	//go:embed fonts/noto-sans-kr-bold.ttf.gz
	notoSansKR []byte
	//go:embed fonts/newsreader-bold.ttf.gz
	newsreader []byte
)

// A typefaces is the parsed fonts. They are read when the first card is set.
type typefaces struct{ sans, serif *opentype.Font }

var loadTypefaces = sync.OnceValues(func() (typefaces, error) {
	sans, err := unpack(notoSansKR)
	if err != nil {
		return typefaces{}, fmt.Errorf("load Noto Sans KR: %w", err)
	}
	serif, err := unpack(newsreader)
	if err != nil {
		return typefaces{}, fmt.Errorf("load Newsreader: %w", err)
	}
	return typefaces{sans, serif}, nil
})

// Gothic is the file of the cards' Korean face, Noto Sans KR Bold, which has all
// syllables and the hanja of headlines: the press sets Korean headlines in it.
func Gothic() ([]byte, error) { return inflate(notoSansKR) }

func inflate(data []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

func unpack(data []byte) (*opentype.Font, error) {
	ttf, err := inflate(data)
	if err != nil {
		return nil, err
	}
	return opentype.Parse(ttf)
}

// A setting is a font at a size, with another for the letters that it lacks.
// It serves one goroutine.
type setting struct {
	fonts   [2]*opentype.Font
	faces   [2]font.Face
	buf     sfnt.Buffer
	spacing fixed.Int26_6 // added after each letter
}

// set makes a setting of size pixels to the em, in serif or in sans first.
func (t typefaces) set(serif bool, size, spacing float64) (*setting, error) {
	s := &setting{fonts: [2]*opentype.Font{t.sans, t.serif}, spacing: fixed.Int26_6(spacing * 64)}
	if serif {
		s.fonts = [2]*opentype.Font{t.serif, t.sans}
	}
	for i, f := range s.fonts {
		face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return nil, fmt.Errorf("set type at %g pixels: %w", size, err)
		}
		s.faces[i] = face
	}
	return s, nil
}

// face is the first font that has the letter. One that neither has shows as
// the empty box of the first: a gap would hide that something is missing.
func (s *setting) face(r rune) font.Face {
	for i, f := range s.fonts {
		if g, err := f.GlyphIndex(&s.buf, r); err == nil && g != 0 {
			return s.faces[i]
		}
	}
	return s.faces[0]
}

// run calls f for each letter of text with its place on the line, and gives
// the width of all.
func (s *setting) run(text string, f func(face font.Face, r rune, x fixed.Int26_6)) fixed.Int26_6 {
	var x fixed.Int26_6
	var last rune
	var before font.Face
	for _, r := range text {
		face := s.face(r)
		if face == before {
			x += face.Kern(last, r)
		}
		f(face, r, x)
		advance, _ := face.GlyphAdvance(r)
		x += advance + s.spacing
		last, before = r, face
	}
	return x
}

// width is how many pixels a line of text takes.
func (s *setting) width(text string) float64 {
	return float64(s.run(text, func(font.Face, rune, fixed.Int26_6) {})) / 64
}
