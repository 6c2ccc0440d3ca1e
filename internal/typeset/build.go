package typeset

import "math"

// widest is how wide a space may become where nothing better can be had, in
// thousandths of its stretch; what is left then stays empty at the line's end.
const widest = 3000

// build makes lines of the way that ends at a node.
func (s *Setter) build(form *Form, m Measure, end int32) []Line {
	w := &s.work
	var way []int32
	for n := end; n > 0; n = w.nodes[n].before {
		way = append(way, n)
	}
	lines := make([]Line, 0, len(way))
	from := int32(0)
	for i := len(way) - 1; i >= 0; i-- {
		n := w.nodes[way[i]]
		start := w.begin(w.nodes[n.before].item)
		line := s.line(form, form.slot(m, len(lines)), start, n)
		line.From = int(from)
		if i == 0 {
			line.To, line.Last = len(w.runes), true
		} else {
			// White space at the end of a line is the line's.
			next := w.begin(n.item)
			line.To = len(w.runes)
			if int(next) < len(w.items) {
				line.To = int(w.items[next].from)
			}
			if it := w.items[n.item]; it.kind == penalty && it.cost <= forced {
				line.To, line.Last = int(it.to), true
			}
		}
		if i == 0 && len(lines) > 0 && line.From == line.To {
			break // the text ended with a line break
		}
		from = int32(line.To)
		lines = append(lines, line)
	}
	return lines
}

// line sets the items from start to a break.
func (s *Setter) line(form *Form, slot Slot, start int32, n node) Line {
	w := &s.work
	b := n.item
	start = min(start, b)
	end := w.end(start, b)
	final := int(b) == len(w.items) || w.items[b].kind == penalty && w.items[b].cost <= forced
	marked := !final && w.items[b].kind == penalty && w.items[b].mark
	line := Line{Offset: slot.Offset, Measure: slot.Width, Stretch: n.ratio, Forced: n.forced,
		Hyphen: !final && w.items[b].kind == penalty && w.items[b].hyphen}
	if end <= start {
		return line
	}
	natural := w.extent(start, end, b, form)
	need := slot.Width - natural
	var left, right Length
	if form.Hang {
		left, right = w.hang(start, end, b, marked)
	}
	line.Left = -left
	var give give
	switch form.Align {
	case Justify:
		if need < 0 || !final {
			give = justify(need, w.stretch[end]-w.stretch[start], w.shrink[end]-w.shrink[start], w.loose[end]-w.loose[start], w.tight[end]-w.tight[start])
		}
	case Center:
		line.Left += need / 2
	case Right:
		line.Left += need
	}
	x := line.Left
	mark := int32(-1)
	if marked {
		mark = b
	}
	line.Runs = s.runs(start, end, mark, x, give)
	line.Right = x
	for i := range line.Runs {
		line.Right = max(line.Right, line.Runs[i].X+line.Runs[i].Width())
	}
	line.Right -= right
	line.Space = w.narrowest(start, end, give)
	return line
}

// A give is how a line is stretched: what its spaces give together, and what its
// letters do, each of all that they could.
type give struct {
	space, of         Length // by their stretch, or by their shrink where negative
	letters, ofLetter Length
}

// scale is how wide letters become.
func (g give) scale() int {
	switch {
	case g.letters > 0:
		return 10_000 + int(min(g.letters, g.ofLetter)*wider*10/g.ofLetter)
	case g.letters < 0:
		return 10_000 + int(g.letters*narrower*10/g.ofLetter)
	}
	return 10_000
}

// justify shares out what a line needs: to its spaces first, then to its
// letters, in need twice what they should give, and at last to spaces again.
func justify(need, stretch, shrink, loose, tight Length) give {
	switch {
	case need >= 0:
		g := give{space: min(need, stretch), of: stretch}
		if rest := need - g.space; rest > 0 {
			g.letters, g.ofLetter = min(rest, 2*loose), loose
			g.space += min(rest-g.letters, stretch.times(widest-1000, 1000))
		}
		return g
	default:
		g := give{space: max(need, -shrink), of: shrink}
		if rest := need - g.space; rest < 0 {
			g.letters, g.ofLetter = max(rest, -tight), tight
		}
		return g
	}
}

// narrowest is the width of a line's narrowest word space, 0 where it has none.
func (w *work) narrowest(start, end int32, g give) Length {
	least := Length(math.MaxInt32)
	for i := start; i < end; i++ {
		if it := &w.items[i]; it.kind == glue && it.width > 0 {
			least = min(least, it.width+g.space*g.share(it)/max(g.of, 1))
		}
	}
	if least == math.MaxInt32 {
		return 0
	}
	return least
}

// share is what one space could give.
func (g give) share(it *item) Length {
	if g.space < 0 {
		return it.shrink
	}
	return it.stretch
}

// runs sets items side by side, from the left as they are seen. Mark is the
// break whose hyphen ends them, or -1.
func (s *Setter) runs(start, end, mark int32, x Length, g give) []Run {
	w := &s.work
	order := make([]int32, 0, end-start)
	top := uint8(0)
	for i := start; i < end; i++ {
		if it := &w.items[i]; it.kind != penalty {
			order = append(order, i)
			top = max(top, it.level)
		}
	}
	// Annex 9's rule L2: from the highest level down, turn what is at it or above.
	for level := top; level > 0; level-- {
		for i := 0; i < len(order); i++ {
			if w.items[order[i]].level < level {
				continue
			}
			j := i
			for j < len(order) && w.items[order[j]].level >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = j
		}
	}
	setting := &composing{runs: make([]Run, 0, 2), x: x, scale: g.scale(), left: int(w.width[end]-w.width[start])/int(2*Point) + 8}
	// Whole lengths: what rounding leaves is carried on, so that the last letter
	// ends where the measure does.
	var spaces, given, lettered, tracked Length
	for _, i := range order {
		it := &w.items[i]
		if it.kind == glue {
			extra := Length(0)
			if g.of != 0 {
				spaces += g.share(it)
				extra = g.space*spaces/g.of - given
				given += extra
			}
			s.blank(setting, it, it.width+extra)
			continue
		}
		extra := Length(0)
		if g.ofLetter != 0 {
			if g.letters > 0 {
				lettered += it.loose
			} else {
				lettered += it.tight
			}
			extra = g.letters*lettered/g.ofLetter - tracked
			tracked += extra
		}
		s.letters(setting, it, extra)
	}
	if mark >= 0 {
		it := &w.items[mark]
		st := s.styled(it.style)
		run := setting.run(st.hyphen, it.style, false)
		run.Glyphs = append(run.Glyphs, Glyph{ID: st.mark.id, At: int32(len(setting.text)), Advance: st.width})
		setting.text = append(setting.text, "\u00AD"...)
	}
	return setting.done()
}

// composing is a line as it comes about.
type composing struct {
	runs []Run
	text []byte // of the last run
	x    Length
	left int // how many glyphs are likely to come

	scale int // of all letters
}

// run is the last run if it goes on in that face and style, or a new one.
func (c *composing) run(face *Face, style *Style, right bool) *Run {
	if n := len(c.runs); n > 0 && !right {
		if r := &c.runs[n-1]; r.Face == face && r.Style == style && !r.Right {
			r.Text = "" // still being written
			return r
		}
	}
	c.close()
	c.runs = append(c.runs, Run{Face: face, Style: style, Size: style.Size, Scale: c.scale, X: c.x, Right: right, Glyphs: make([]Glyph, 0, c.left)})
	return &c.runs[len(c.runs)-1]
}

// close ends the last run.
func (c *composing) close() {
	n := len(c.runs)
	if n == 0 {
		return
	}
	r := &c.runs[n-1]
	r.Text = string(c.text)
	c.text = c.text[:0]
	c.x = r.X + r.Width()
	c.left = max(c.left-len(r.Glyphs), 8)
}

func (c *composing) done() []Run {
	c.close()
	return c.runs
}

// blank sets a space. Its glyph is the face's before it, so that a run goes on.
func (s *Setter) blank(c *composing, it *item, width Length) {
	if it.width == 0 && width == 0 {
		return // a place to break only
	}
	face := it.style.Faces[0]
	if n := len(c.runs); n > 0 && c.runs[n-1].Style == it.style && !c.runs[n-1].Right && c.runs[n-1].Face.Has(' ') {
		face = c.runs[n-1].Face
	} else if f, ok := it.style.Faces.of(' '); ok {
		face = f
	}
	id, _ := face.font.NominalGlyph(' ')
	r := c.run(face, it.style, it.level%2 == 1)
	r.Glyphs = append(r.Glyphs, Glyph{ID: uint16(id), At: int32(len(c.text)), Advance: width})
	c.text = append(c.text, ' ')
}

// letters sets a box, whose letters share what is given them.
func (s *Setter) letters(c *composing, it *item, extra Length) {
	w := &s.work
	right := it.level%2 == 1
	r := c.run(it.face, it.style, right)
	first := len(c.text)
	base := w.bytes[it.from]
	c.text = append(c.text, w.text[base:w.bytes[it.to]]...)
	glyphs := it.in.glyphs[it.g0:it.g1]
	clusters := Length(0)
	for i, g := range glyphs {
		if i == 0 || glyphs[i-1].cluster != g.cluster {
			clusters++
		}
	}
	size, upem := it.style.Size, it.face.upem
	var n, given Length
	for i, g := range glyphs {
		out := Glyph{
			ID: g.id, At: int32(first) + w.bytes[it.base+g.cluster] - base, Advance: size.times(int(g.advance), upem),
			DX: size.times(int(g.dx), upem), DY: size.times(int(g.dy), upem),
		}
		if i+1 == len(glyphs) || glyphs[i+1].cluster != g.cluster {
			n++
			share := extra*n/clusters - given
			given += share
			out.Advance += it.style.Track + share
		}
		r.Glyphs = append(r.Glyphs, out)
	}
}
