package booklet

import (
	"strconv"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// A note explains a word in the margin. One that is higher than half a page is several,
// one below the other.
type note struct {
	chapter, number int
	lines           []typeset.Line
	wanted          typeset.Length // where it would stand, from the top of the page
	element         int
}

// apart is how far notes are from one another.
const apart = 5_200

// tallest is how many lines a note has before it is parted.
const tallest = 34

func (n *note) height() typeset.Length { return typeset.Length(len(n.lines)) * noteLeading }

// notes are the note of a word, or the parts of a long one, set for a width.
func (m *maker) notes(chapter, number int, g *ilbo.SetGloss, l *ilbo.Lesson, width typeset.Length, element int) (list []*note) {
	learned, explained := m.dress[l.Learned], m.dress[l.Explained]
	first := typeset.Text{{Text: strconv.Itoa(number) + " ", Style: &typeset.Style{Faces: m.fonts.Bold, Size: 7_400, Language: "en", Ink: accent}}, {Text: ilbo.Clean(g.Headword), Style: learned.word}}
	if said := g.Pronunciation(); said != "" {
		first = append(first, typeset.Span{Text: "  " + said, Style: explained.said})
	}
	if class := m.words.speech[g.Speech]; class != "" {
		first = append(first, typeset.Span{Text: "  " + class, Style: explained.class})
	}
	texts := []typeset.Text{first, {{Text: ilbo.Clean(g.Meaning), Style: explained.meaning}}}
	if g.Note != "" {
		texts = append(texts, typeset.Text{{Text: ilbo.Clean(g.Note), Style: explained.aside}})
	}
	if g.Example != "" || g.ExampleMeaning != "" {
		texts = append(texts, typeset.Text{{Text: ilbo.Clean(g.Example) + "  ", Style: learned.example}, {Text: ilbo.Clean(g.ExampleMeaning), Style: explained.aside}})
	}
	var lines []typeset.Line
	for _, t := range texts {
		lines = append(lines, m.setter.Set(t, explained.lines, typeset.Even(width)).Lines...)
	}
	for len(lines) > 0 {
		n := min(len(lines), tallest)
		list = append(list, &note{chapter: chapter, number: number, lines: lines[:n], element: element})
		lines = lines[n:]
	}
	return list
}

// hang puts as many notes as fit in the margin of a page, each beside its line or below
// the note before, and gives those that do not.
func (p *Page) hang(notes []*note) (rest []*note) {
	for n := len(notes); n > 0; n-- {
		tops, fit := stacked(notes[:n], p.floor)
		if !fit {
			continue
		}
		for i, one := range notes[:n] {
			p.put(one, left+column+gap, tops[i])
		}
		return notes[n:]
	}
	return notes
}

// stacked are the places of notes one below the other: each as near to where it wants to
// be as the others let it, none above the floor, none beyond the foot.
func stacked(notes []*note, floor typeset.Length) (tops []typeset.Length, fit bool) {
	tops = make([]typeset.Length, len(notes))
	y := floor
	for i, n := range notes {
		tops[i] = max(y, n.wanted)
		y = tops[i] + n.height() + apart
	}
	below := foot
	for i := len(notes) - 1; i >= 0 && tops[i]+notes[i].height() > below; i-- {
		tops[i] = below - notes[i].height()
		below = tops[i] - apart
	}
	return tops, len(tops) == 0 || tops[0] >= floor
}

// put puts a note at a place.
func (p *Page) put(n *note, x, y typeset.Length) {
	for i := range n.lines {
		part := p.line(x, y, &n.lines[i], noteLeading, n.element)
		part.Chapter, part.Note = n.chapter, n.number
		y += noteLeading
	}
}

// margins hangs the notes of the pages of a chapter, from one page to the next, and what
// is left over behind its last.
func (m *maker) margins(from int, set func(n *note) []*note) {
	var waiting []*note
	for i := from; i < len(m.made.Pages); i++ {
		p := &m.made.Pages[i]
		for _, n := range waiting {
			n.wanted = p.floor
		}
		waiting = p.hang(append(waiting, p.notes...))
		p.notes = nil
	}
	if len(waiting) == 0 {
		return
	}
	var again []*note // in the width of the columns, each word once
	seen := map[int]bool{}
	for _, n := range waiting {
		if !seen[n.number] {
			seen[n.number] = true
			again = append(again, set(n)...)
		}
	}
	m.rows(m.words.more, again)
}

// rows sets notes in columns on pages of their own.
func (m *maker) rows(title string, notes []*note) {
	p := m.page()
	m.heading(title)
	top, at := m.y, 0
	y := top
	for _, n := range notes {
		if y > top && y+n.height() > foot {
			if at++; at == full {
				p, at = m.page(), 0
				top = m.y
			}
			y = top
		}
		p.put(n, columnAt(at), y)
		y += n.height() + apart
	}
	m.y = foot
}
