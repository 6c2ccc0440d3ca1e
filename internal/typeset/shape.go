package typeset

import (
	"strings"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
)

// A Setter sets text. It remembers how words are shaped, so that the same one
// should set all that is set in the same faces. It serves one goroutine.
type Setter struct {
	fonts  map[*Face]*harfbuzz.Font
	styles map[*Style]*styled
	words  map[manner]map[word]*shaped
	kept   int
	buffer *harfbuzz.Buffer
	lines  segmenter.Segmenter
	bidi   bidi.Paragraph
	work   work
}

// NewSetter makes one that remembers nothing yet.
func NewSetter() *Setter {
	return &Setter{
		fonts:  make(map[*Face]*harfbuzz.Font),
		styles: make(map[*Style]*styled),
		words:  make(map[manner]map[word]*shaped),
		buffer: harfbuzz.NewBuffer(),
	}
}

// A manner is all that decides how a word is shaped, beside its letters.
type manner struct {
	face     *Face
	features string
	language string
}

// A word is letters of one script in one direction.
type word struct {
	text   string
	script language.Script
	right  bool // written from the right
}

// shaped is a word as glyphs, in units of the face, from left to right.
type shaped struct {
	glyphs []glyph
}

// A glyph stands for the runes of its word from cluster on.
type glyph struct {
	id      uint16
	cluster int32
	advance int32
	dx, dy  int32
}

// remembered is how many words are kept: those of some hundred pages.
const remembered = 200_000

// shape makes glyphs of a word. The text is that of the runes.
func (s *Setter) shape(in manner, w word, runes []rune) *shaped {
	words := s.words[in]
	if g, ok := words[w]; ok {
		return g
	}
	if s.kept >= remembered {
		clear(s.words)
		s.kept, words = 0, nil
	}
	if words == nil {
		words = make(map[word]*shaped)
		s.words[in] = words
	}
	f := s.fonts[in.face]
	if f == nil {
		f = harfbuzz.NewFont(font.NewFace(in.face.font))
		s.fonts[in.face] = f
	}
	b := s.buffer
	b.Clear()
	b.ClusterLevel = harfbuzz.MonotoneGraphemes
	b.AddRunes(runes, 0, len(runes))
	b.Props = harfbuzz.SegmentProperties{Language: language.NewLanguage(in.language), Script: w.script, Direction: harfbuzz.LeftToRight}
	if w.right {
		b.Props.Direction = harfbuzz.RightToLeft
	}
	b.Shape(f, features(in.features))
	g := &shaped{glyphs: make([]glyph, len(b.Info))}
	for i, info := range b.Info {
		pos := b.Pos[i]
		g.glyphs[i] = glyph{uint16(info.Glyph), int32(info.Cluster), pos.XAdvance, pos.XOffset, pos.YOffset}
	}
	w.text = strings.Clone(w.text) // not to keep the whole paragraph
	words[w] = g
	s.kept++
	return g
}

// features reads those of a style; one behind a minus sign is off.
func features(list string) []harfbuzz.Feature {
	var all []harfbuzz.Feature
	for tag := range strings.SplitSeq(list, ",") {
		value := uint32(1)
		if off, ok := strings.CutPrefix(tag, "-"); ok {
			tag, value = off, 0
		}
		if len(tag) == 4 {
			all = append(all, harfbuzz.Feature{Tag: opentype.MustNewTag(tag), Value: value, Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd})
		}
	}
	return all
}

// styled is what a style comes to: its spaces and its hyphen.
type styled struct {
	space  Length
	hyphen *Face // whose hyphen is used
	mark   glyph
	width  Length // of the hyphen
}

// styled looks a style up once.
func (s *Setter) styled(style *Style) *styled {
	if st, ok := s.styles[style]; ok {
		return st
	}
	if len(s.styles) > 10_000 {
		clear(s.styles)
	}
	st := &styled{space: style.Size / 4}
	if face, ok := style.Faces.of(' '); ok {
		g := s.shape(manner{face, "", ""}, word{" ", language.Latin, false}, []rune{' '})
		if n := style.Size.times(int(g.glyphs[0].advance), face.upem); n > 0 {
			st.space = n
		}
	}
	st.space += style.Track
	mark := '\u2010'
	face, ok := style.Faces.of(mark)
	if !ok {
		mark = '-'
		face, _ = style.Faces.of(mark)
	}
	g := s.shape(manner{face, style.Features, style.Language}, word{string(mark), language.Latin, false}, []rune{mark})
	st.hyphen, st.mark = face, g.glyphs[0]
	st.width = style.Size.times(int(st.mark.advance), face.upem)
	s.styles[style] = st
	return st
}
