package pdf

import (
	"encoding/hex"
	"strings"
	"unicode/utf16"

	"ilbo.press/internal/typeset"
)

// Line draws a line of type whose measure begins at x, on its baseline. What it
// has of links leads there.
func (p *Page) Line(x, y typeset.Length, line *typeset.Line) {
	for i := range line.Runs {
		run := &line.Runs[i]
		if run.Style.Link == "" {
			p.mark()
			p.run(x, y, run)
			continue
		}
		of := p.open
		link := p.document.Element(of, "Link")
		p.Begin(link)
		p.mark()
		p.run(x, y, run)
		ascent, descent := run.Face.Ascent(run.Size), run.Face.Descent(run.Size)
		p.Link(x+run.X, y+run.Drop-ascent, run.Width(), ascent+descent, run.Style.Link, strings.TrimSpace(run.Text))
		p.Begin(of)
	}
}

// A pen writes the glyphs of a run.
type pen struct {
	page   *Page
	face   *embedded
	size   typeset.Length
	scale  int
	at     int // where PDF takes it to be, in millionths of a point
	rise   typeset.Length
	array  bool // within an array of strings
	string bool // within a string
}

// run draws glyphs of one face.
func (p *Page) run(x, y typeset.Length, run *typeset.Run) {
	if len(run.Glyphs) == 0 {
		return
	}
	e := p.document.embed(run.Face)
	p.colour(run.Style.Ink)
	p.content.WriteString("BT /" + e.name + " ")
	p.number(run.Size)
	p.content.WriteString("Tf ")
	if run.Scale != p.scale {
		p.number(typeset.Length(run.Scale * 10))
		p.content.WriteString("Tz ")
		p.scale = run.Scale
	}
	p.content.WriteString("1 0 0 1 ")
	p.number(p.x(x + run.X)).number(p.y(y + run.Drop))
	p.content.WriteString("Tm\n")
	w := pen{page: p, face: e, size: run.Size, scale: run.Scale}
	var at typeset.Length // where the pen should be
	for i := 0; i < len(run.Glyphs); {
		j := i + 1
		for j < len(run.Glyphs) && run.Glyphs[j].At == run.Glyphs[i].At {
			j++
		}
		says := cluster(run, i, j)
		actual := !e.says(run.Glyphs[i:j], says)
		if actual {
			w.end()
			p.content.WriteString("/Span <</ActualText <FEFF")
			for _, u := range utf16.Encode([]rune(says)) {
				p.content.Write(hex.AppendEncode(p.content.AvailableBuffer(), []byte{byte(u >> 8), byte(u)}))
			}
			p.content.WriteString(">>> BDC\n")
		}
		for k := i; k < j; k++ {
			g := &run.Glyphs[k]
			w.draw(g, at)
			at += g.Advance
		}
		if actual {
			w.end()
			p.content.WriteString("EMC\n")
		}
		i = j
	}
	w.end()
	if w.rise != 0 {
		p.content.WriteString("0 Ts\n")
	}
	p.content.WriteString("ET\n")
}

// cluster is the text that the glyphs from i to j stand for.
func cluster(run *typeset.Run, i, j int) string {
	end := len(run.Text)
	if run.Right {
		if i > 0 {
			end = int(run.Glyphs[i-1].At)
		}
	} else if j < len(run.Glyphs) {
		end = int(run.Glyphs[j].At)
	}
	return run.Text[run.Glyphs[i].At:end]
}

// draw draws a glyph whose place is at, moved as it wants.
func (w *pen) draw(g *typeset.Glyph, at typeset.Length) {
	p := w.page
	if g.DY != w.rise {
		w.end()
		p.number(g.DY)
		p.content.WriteString("Ts\n")
		w.rise = g.DY
	}
	// PDF moves by thousandths of the size; a thousandth of that is kept.
	off := int(at+g.DX)*1000 - w.at
	if size := int(w.size) * w.scale / 10_000; off*1000/size >= 50 || off*1000/size <= -50 {
		if w.string {
			p.content.WriteByte('>')
			w.string = false
		}
		w.begin()
		move := -off * 1000 / size // in millionths of the size
		p.content.Write(thousandths(p.content.AvailableBuffer(), move))
		w.at += -move * size / 1000
	}
	w.begin()
	if !w.string {
		p.content.WriteByte('<')
		w.string = true
	}
	p.content.Write(hex.AppendEncode(p.content.AvailableBuffer(), []byte{byte(g.ID >> 8), byte(g.ID)}))
	w.at += w.face.width(g.ID) * int(w.size) / 1000 * w.scale / 10_000
}

// begin begins an array.
func (w *pen) begin() {
	if !w.array {
		w.page.content.WriteByte('[')
		w.array = true
	}
}

// end ends it.
func (w *pen) end() {
	if w.string {
		w.page.content.WriteByte('>')
	}
	if w.array {
		w.page.content.WriteString("] TJ\n")
	}
	w.array, w.string = false, false
}
