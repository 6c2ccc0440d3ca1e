package booklet

import (
	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/typeset"
	"ilbo.press/internal/typeset/faces"
)

// The sheet: A4, a column of text and a margin for notes.
var (
	width, height = typeset.Millimetres(210), typeset.Millimetres(297)
	left          = typeset.Millimetres(17)
	column        = typeset.Millimetres(108)
	gap           = typeset.Millimetres(7)
	margin        = typeset.Millimetres(61)
	head          = typeset.Millimetres(24)  // where the text of a page begins
	foot          = typeset.Millimetres(276) // and where it ends
)

const full = 3 // columns of the pages that have no margin

var between = typeset.Millimetres(6)

// third is the width of one of them.
func third() typeset.Length { return (column + gap + margin - (full-1)*between) / full }

// Inks.
var (
	black  = typeset.Black
	grey   = typeset.Ink{K: 68}
	pale   = typeset.Ink{K: 30}
	accent = typeset.Ink{C: 10, M: 95, Y: 90, K: 18}
)

// A dress is the styles of one language. Who learns it reads words: lines end between them
// in Korean too, none is parted, and no space is wider than another.
type dress struct {
	text, strong, emphasis, gloss, number                           *typeset.Style
	head, deck, kicker, byline, subhead, quote, folio, plate, title *typeset.Style
	word, said, class, meaning, aside, example, rubric              *typeset.Style
	render                                                          *typeset.Style
	body, lines, lead                                               *typeset.Form
}

// Leadings, from one baseline to the next.
const (
	textLeading   = 15_600
	noteLeading   = 10_600
	renderLeading = 13_600
)

func dressed(f *press.Fonts, l ilbo.Language) *dress {
	text, italic, bold, display, plate := f.Text, f.Italic, f.Bold, f.Head, f.Plate
	sizes := [...]typeset.Length{10_400, 24_000, 12_600, 8_400}
	if l == ilbo.Korean {
		text, italic, bold, display, plate = f.Korean, f.Korean, f.KoreanBold, f.KoreanHead, f.KoreanHead
		sizes = [...]typeset.Length{9_900, 21_500, 11_400, 8_000}
	}
	style := func(faces typeset.Faces, size typeset.Length, ink typeset.Ink) *typeset.Style {
		return &typeset.Style{Faces: faces, Size: size, Language: string(l), Ink: ink}
	}
	d := &dress{
		text: style(text, sizes[0], black), strong: style(bold, sizes[0]*97/100, black), emphasis: style(italic, sizes[0], black), gloss: style(text, sizes[0], black), number: style(f.Bold, sizes[0]*58/100, accent),
		head: style(display, sizes[1], black), deck: style(italic, sizes[2], grey), kicker: style(bold, 8_000, accent), byline: style(bold, 8_200, grey), subhead: style(bold, 11_000, black), quote: style(display, 13_000, black),
		folio: style(text, 7_600, grey), plate: style(plate, 46_000, black), title: style(display, 28_000, black),
		word: style(bold, sizes[3]*105/100, black), said: style(append(typeset.Faces{faces.Phonetic()}, f.Text...), 7_200, grey), class: style(text, 7_000, accent), meaning: style(text, sizes[3], black), aside: style(text, sizes[3]*92/100, grey), example: style(italic, sizes[3]*95/100, black),
		rubric: style(bold, 9_400, black), render: style(text, sizes[3]*112/100, black),
		body: &typeset.Form{Align: typeset.Left, Korean: typeset.Words, Hang: true}, lines: &typeset.Form{Align: typeset.Left, Korean: typeset.Words}, lead: &typeset.Form{Align: typeset.Left, Korean: typeset.Words},
	}
	d.text.Features, d.emphasis.Features, d.gloss.Features = "onum,pnum", "onum,pnum", "onum,pnum"
	d.folio.Track = 150
	if l == ilbo.Korean {
		for _, s := range []*typeset.Style{d.text, d.strong, d.emphasis, d.gloss} {
			s.Features, s.Track = "", -100
		}
		d.head.Track, d.title.Track = -350, -400
	}
	return d
}
