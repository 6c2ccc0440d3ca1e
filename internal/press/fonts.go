package press

import (
	"fmt"
	"slices"
	"sync"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/typeset"
	"ilbo.press/internal/typeset/faces"
)

// Fonts are what a paper is set in. Each list ends with what has the letters that
// the faces before it lack.
type Fonts struct {
	Text, Italic, Bold, Head, Plate typeset.Faces // of English
	Korean, KoreanBold, KoreanHead  typeset.Faces
}

// House are the fonts that come with the program. All of Korean's 11,172 syllables
// are there: those that the serif lacks are set in the gothic of headlines.
func House() Fonts {
	korean, gothic := faces.Korean(), gothic()
	list := func(all ...*typeset.Face) typeset.Faces { return append(all, faces.Regular(), korean, gothic) }
	return Fonts{
		Text: list(), Italic: list(faces.Italic()), Bold: list(faces.Semibold()),
		Head: list(faces.DisplayMedium()), Plate: list(faces.DisplayBold()),
		Korean:     typeset.Faces{korean, faces.Regular(), gothic},
		KoreanBold: typeset.Faces{gothic, faces.Semibold(), faces.Regular(), korean},
		KoreanHead: typeset.Faces{gothic, faces.DisplayMedium(), faces.Regular(), korean},
	}
}

var (
	readGothic sync.Once
	gothicFace *typeset.Face
)

// gothic is the face of Korean headlines, which stands with the share cards. That
// it cannot be read is a mistake of the build.
func gothic() *typeset.Face {
	readGothic.Do(func() {
		data, err := imaging.Gothic()
		if err == nil {
			gothicFace, err = typeset.Load(data, 0)
		}
		if err != nil {
			panic(fmt.Sprintf("the embedded face Noto Sans KR Bold: %v", err))
		}
	})
	return gothicFace
}

// Cuts are what fonts are for, as [Fonts.With] knows them.
var Cuts = []string{"text", "italic", "bold", "head", "plate", "korean", "korean-bold", "korean-head"}

// With puts a face of the paper's own before those for a cut: what it lacks is set
// in theirs. It reports whether there is such a cut.
func (f Fonts) With(cut string, own *typeset.Face) (Fonts, bool) {
	n := slices.Index(Cuts, cut)
	if n < 0 {
		return f, false
	}
	list := []*typeset.Faces{&f.Text, &f.Italic, &f.Bold, &f.Head, &f.Plate, &f.Korean, &f.KoreanBold, &f.KoreanHead}[n]
	*list = append(typeset.Faces{own}, *list...)
	return f, true
}

// Inks.
var (
	grey = typeset.Ink{K: 80}
	pale = typeset.Ink{K: 45}
	tint = typeset.Ink{K: 7}
	red  = typeset.Ink{C: 10, M: 95, Y: 90, K: 10}
)

// A dress is the styles of one language.
type dress struct {
	text, emphasis, strong, subhead, byline, kicker, caption, credit, cell, quote, deck, head, folio, plate *typeset.Style
	first, next, lines, list                                                                                *typeset.Form
}

// ragged is a dress of opinion: lines end where their words do, as a letter's.
func (d *dress) ragged() *dress {
	r := *d
	for _, form := range []**typeset.Form{&r.first, &r.next, &r.list} {
		f := **form
		f.Align, f.Hyphenate = typeset.Left, false
		*form = &f
	}
	return &r
}

// dressed are the styles of a language.
func (f *Fonts) dressed(l ilbo.Language) *dress {
	lang := string(l)
	style := func(faces typeset.Faces, size typeset.Length, ink typeset.Ink) *typeset.Style {
		return &typeset.Style{Faces: faces, Size: size, Language: lang, Ink: ink}
	}
	black := typeset.Black
	d := &dress{
		text: style(f.Text, 8900, black), emphasis: style(f.Italic, 8900, black), strong: style(f.Bold, 8900, black),
		subhead: style(f.Bold, 9200, black), byline: style(f.Bold, 7800, black), kicker: style(f.Bold, 8200, red),
		caption: style(f.Text, 7700, typeset.Ink{K: 90}), credit: style(f.Italic, 7200, grey), quote: style(f.Head, 15_500, black),
		cell: style(f.Bold, 7200, black),
		deck: style(f.Italic, 14_000, typeset.Ink{K: 85}), head: style(f.Head, 30_000, black), folio: style(f.Text, 7600, black),
		plate: style(f.Plate, 76_000, black),
		next:  &typeset.Form{Hyphenate: true, Hang: true, Indent: 9 * typeset.Point}, first: &typeset.Form{Hyphenate: true, Hang: true},
		lines: &typeset.Form{Align: typeset.Left, Korean: typeset.Words}, list: &typeset.Form{Hyphenate: true, Hang: true},
	}
	d.text.Features, d.caption.Features, d.emphasis.Features = "onum,pnum", "onum,pnum", "onum,pnum"
	d.plate.Track = -400
	d.folio.Track = 300
	if l != ilbo.Korean {
		return d
	}
	for _, s := range []struct {
		style *typeset.Style
		faces typeset.Faces
		size  typeset.Length
	}{
		{d.text, f.Korean, 8600}, {d.emphasis, f.Korean, 8600}, {d.strong, f.KoreanBold, 8400}, {d.subhead, f.KoreanBold, 8800},
		{d.byline, f.KoreanBold, 7500}, {d.kicker, f.KoreanBold, 7900}, {d.caption, f.Korean, 7400}, {d.cell, f.KoreanBold, 7000}, {d.credit, f.Korean, 7000},
		{d.quote, f.KoreanHead, 13_500}, {d.deck, f.Korean, 13_000}, {d.head, f.KoreanHead, 30_000}, {d.folio, f.Korean, 7600},
		{d.plate, f.KoreanHead, 76_000},
	} {
		s.style.Faces, s.style.Size, s.style.Features = s.faces, s.size, ""
	}
	d.text.Track, d.emphasis.Track, d.head.Track = -150, -150, -400
	d.next.Indent, d.next.Hyphenate, d.first.Hyphenate = 8600, false, false
	return d
}
