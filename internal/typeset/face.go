package typeset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// A Face is one font: a weight and a slope of a family. It is never changed, and
// may be shared by goroutines.
type Face struct {
	Name    string // its PostScript name: "SourceSerif4-Regular"
	Family  string
	Licence string // as the font itself says, perhaps nothing

	font     *font.Font
	data     []byte // the tables as a file of one font
	upem     int
	metrics  metrics
	features map[string]bool
	outlines bool // PostScript's, in a table CFF; else TrueType's
	blank    bool // it shows nothing for what it lacks
}

// metrics are the heights of a face in its own units.
type metrics struct{ ascent, descent, capital, small int }

// most is how large a font file may be. The largest in use, whole CJK families,
// have some 30 MB.
const most = 64 << 20

// Load reads a TrueType or OpenType font. Of a collection it is the one at the
// index. It refuses what cannot be printed: fonts without outlines, and variable
// ones, of which an instance has to be cut first.
func Load(data []byte, index int) (*Face, error) {
	if len(data) > most {
		return nil, fmt.Errorf("the font has %d bytes, more than %d", len(data), most)
	}
	if err := whole(data); err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	loaders, err := opentype.NewLoaders(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	if index < 0 || index >= len(loaders) {
		return nil, fmt.Errorf("read font: there is no font %d in a file of %d", index, len(loaders))
	}
	loader := loaders[index]
	f, err := font.NewFont(loader)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	if loader.HasTable(opentype.MustNewTag("fvar")) {
		return nil, errors.New("this font is variable: cut an instance of it, one weight at one width")
	}
	face := &Face{font: f, upem: int(f.Upem()), outlines: loader.HasTable(opentype.MustNewTag("CFF "))}
	if !face.outlines && !loader.HasTable(opentype.MustNewTag("glyf")) {
		return nil, errors.New("this font has no outlines that can be printed")
	}
	if face.upem < 16 || face.upem > 16384 {
		return nil, fmt.Errorf("this font has %d units to the em", face.upem)
	}
	if face.data, err = single(loader, data, len(loaders)); err != nil {
		return nil, err
	}
	face.names(loader)
	face.measure()
	face.features = make(map[string]bool)
	for _, feature := range f.GSUB.Features {
		face.features[feature.Tag.String()] = true
	}
	return face, nil
}

// mostFonts is how many a collection may have.
const mostFonts = 256

// whole reports what is wrong with the directories of a file: each table has to
// lie within it. Whoever reads tables makes room for as many bytes as a directory
// says, which may be gigabytes.
func whole(data []byte) error {
	u32 := func(at int) int { return int(binary.BigEndian.Uint32(data[at:])) }
	fonts := []int{0}
	if bytes.HasPrefix(data, []byte("ttcf")) && len(data) >= 12 {
		n := u32(8)
		if n < 1 || n > mostFonts || 12+4*n > len(data) {
			return fmt.Errorf("it is a collection of %d fonts", n)
		}
		fonts = make([]int, n)
		for i := range fonts {
			fonts[i] = u32(12 + 4*i)
		}
	}
	for _, at := range fonts {
		if at+12 > len(data) {
			return errors.New("it is cut off")
		}
		switch kind := u32(at); kind {
		case 0x00010000, 0x74727565, 0x4F54544F: // TrueType, Apple's name for it, OTTO
		default:
			return errors.New("it is no TrueType or OpenType font")
		}
		n := int(binary.BigEndian.Uint16(data[at+4:]))
		if at+12+16*n > len(data) {
			return errors.New("it is cut off")
		}
		for i := range n {
			record := at + 12 + 16*i
			if u32(record+8)+u32(record+12) > len(data) {
				return fmt.Errorf("its table %q is cut off", data[record:record+4])
			}
		}
	}
	return nil
}

// single is a file with only the tables of one font of a collection.
func single(loader *opentype.Loader, data []byte, of int) ([]byte, error) {
	if of == 1 && !bytes.HasPrefix(data, []byte("ttcf")) {
		return data, nil
	}
	var all []opentype.Table
	for _, tag := range loader.Tables() {
		content, err := loader.RawTable(tag)
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		all = append(all, opentype.Table{Tag: tag, Content: content})
	}
	return opentype.WriteTTF(all), nil
}

// names reads what the font calls itself.
func (f *Face) names(loader *opentype.Loader) {
	raw, err := loader.RawTable(opentype.MustNewTag("name"))
	if err != nil {
		return
	}
	names, _, err := tables.ParseName(raw)
	if err != nil {
		return
	}
	f.Family, f.Name, f.Licence = names.Name(1), names.Name(6), names.Name(13)
	if family := names.Name(16); family != "" {
		f.Family = family
	}
	if f.Name == "" {
		f.Name = f.Family
	}
}

// measure reads the heights. Fonts that leave them out have them by their
// letters.
func (f *Face) measure() {
	face := font.NewFace(f.font)
	if e, ok := face.FontHExtents(); ok {
		f.metrics.ascent, f.metrics.descent = int(e.Ascender), int(-e.Descender)
	}
	f.metrics.capital, f.metrics.small = int(face.LineMetric(font.CapHeight)), int(face.LineMetric(font.XHeight))
	outline, ok := face.GlyphDataOutline(0)
	f.blank = !ok || len(outline.Segments) == 0
	if f.metrics.capital <= 0 {
		f.metrics.capital = f.upem * 7 / 10
	}
	if f.metrics.small <= 0 {
		f.metrics.small = f.upem / 2
	}
}

// Has reports whether the face has a glyph for the rune.
func (f *Face) Has(r rune) bool {
	g, ok := f.font.NominalGlyph(r)
	return ok && g != 0
}

// Supports reports whether the face has an OpenType feature that changes glyphs:
// "smcp" for small capitals, "onum" for old-style figures.
func (f *Face) Supports(feature string) bool { return f.features[feature] }

// Ascent is how far the face reaches above the baseline at that size.
func (f *Face) Ascent(size Length) Length { return size.times(f.metrics.ascent, f.upem) }

// Descent is how far it reaches below, as a positive length.
func (f *Face) Descent(size Length) Length { return size.times(f.metrics.descent, f.upem) }

// CapHeight is the height of a flat capital.
func (f *Face) CapHeight(size Length) Length { return size.times(f.metrics.capital, f.upem) }

// XHeight is the height of a flat small letter.
func (f *Face) XHeight(size Length) Length { return size.times(f.metrics.small, f.upem) }

// Space is how wide a word space is at that size, 0 where it has none.
func (f *Face) Space(size Length) Length {
	g, ok := f.font.NominalGlyph(' ')
	if !ok {
		return 0
	}
	return size.times(f.Advance(uint16(g)), f.upem)
}

// Data is the font as a file of one font. It must not be changed.
func (f *Face) Data() []byte { return f.data }

// Outlines says how the glyphs are drawn: true for PostScript's curves (CFF),
// false for TrueType's.
func (f *Face) Outlines() bool { return f.outlines }

// Upem is how many of its own units the face has to the em.
func (f *Face) Upem() int { return f.upem }

// Faces are what a text may be set in: the first that has a rune sets it. Put
// the face of the text's language first, then those for other scripts.
type Faces []*Face

// of is the face for a rune, and whether any has it. One that none has is the
// first's to show as missing.
func (f Faces) of(r rune) (*Face, bool) {
	for _, face := range f {
		if face.Has(r) {
			return face, true
		}
	}
	return f[0], false
}

// Advance is how far a glyph moves on, in the face's units.
func (f *Face) Advance(glyph uint16) int {
	face := font.Face{Font: f.font}
	return int(face.HorizontalAdvance(font.GID(glyph)))
}

// Table is one of the font's tables, nil where it has none of that name.
func (f *Face) Table(tag string) []byte {
	loader, err := opentype.NewLoader(bytes.NewReader(f.data))
	if err != nil || len(tag) != 4 {
		return nil
	}
	data, err := loader.RawTable(opentype.MustNewTag(tag))
	if err != nil {
		return nil
	}
	return data
}
