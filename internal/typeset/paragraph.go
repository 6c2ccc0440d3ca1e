package typeset

import "math"

// A node is a line's end on the best way to it.
type node struct {
	item     int32 // where the line ends
	line     int32 // how many lines there are up to there
	before   int32 // the node of the line before
	fit      uint8 // how tight the line is: fitness class
	hyphens  uint8 // how many lines in a row end within a word
	demerits float64
	ratio    float64
	forced   bool
}

// Demerits beyond those of a line's own looseness.
const (
	eachLine    = 10.0     // per line, added to its badness
	clash       = 8_000.0  // a tight line beside a loose one
	twice       = 6_000.0  // two hyphens in a row
	lastHyphen  = 8_000.0  // before the last line
	shortLast   = 40_000.0 // a last line of a syllable or two
	beyond      = 2_000_000.0
	overfull    = 1e12
	mostHyphens = 2
)

// Set breaks a text into the lines that are best for all of it.
func (s *Setter) Set(text Text, form *Form, m Measure) Setting {
	if form.Drop > 1 && form.DropStyle != nil && form.Leading > 0 {
		if set, ok := s.dropped(text, form, m); ok {
			return set
		}
	}
	return s.set(text, form, m)
}

func (s *Setter) set(text Text, form *Form, m Measure) Setting {
	s.read(text, form)
	if len(s.work.runes) == 0 {
		return Setting{}
	}
	s.work.anywhere, s.work.part = false, false
	missing := s.itemize(text, form, 0)
	end := s.breakLines(form, m, false, false)
	if s.work.joined && !s.good(end) { // words part within ligatures before letters are spaced
		s.work.part = true
		s.itemize(text, form, 0)
		end = s.breakLines(form, m, false, false)
	}
	if end < 0 { // a word is too long, or the column too narrow
		s.itemize(text, form, narrowest(m).times(3, 4))
		end = s.breakLines(form, m, true, false)
	}
	if end < 0 || s.work.nodes[end].demerits >= overfull {
		s.work.anywhere = true
		s.itemize(text, form, 1)
		end = s.breakLines(form, m, true, false)
	}
	return Setting{s.build(form, m, end), missing}
}

// good reports whether spaces alone give what the lines of a way need.
func (s *Setter) good(end int32) bool {
	if end < 0 {
		return false
	}
	for n := end; n > 0; n = s.work.nodes[n].before {
		if s.work.nodes[n].ratio > 1 {
			return false
		}
	}
	return true
}

// narrowest is the width of the narrowest line of a measure.
func narrowest(m Measure) Length {
	least := m.Slots(m.Settled).Width
	for i := range m.Settled {
		least = min(least, m.Slots(i).Width)
	}
	return max(least, 1)
}

// slot is the place of a line, after the indent.
func (f *Form) slot(m Measure, line int) Slot {
	p := m.Slots(line)
	if line == 0 && f.Indent != 0 {
		p.Offset += f.Indent
		p.Width -= f.Indent
	}
	p.Width = max(p.Width, 1)
	return p
}

// breakLines finds the best ends of lines, and gives the node of the last, or
// -1 where there is no way within the tolerances. With desperate, lines may be
// as loose as they have to, and one that cannot be made narrow enough is set.
// With all, the best way to each number of lines is kept among the active nodes.
func (s *Setter) breakLines(form *Form, m Measure, desperate, all bool) int32 {
	w := &s.work
	s.sum()
	settled := m.Settled
	if form.Indent != 0 {
		settled = max(settled, 1)
	}
	if form.Looseness != 0 || all {
		settled = math.MaxInt32
	}
	w.nodes = append(w.nodes[:0], node{item: -1, before: -1, fit: 1})
	w.active = append(w.active[:0], 0)
	clear(w.best)
	for i := range w.items {
		it := &w.items[i]
		switch it.kind {
		case box:
			continue
		case glue:
			if it.fast || i == 0 || w.items[i-1].kind == penalty && w.items[i-1].cost <= forced {
				continue
			}
		case penalty:
			if it.cost >= -forced {
				continue
			}
		}
		s.try(int32(i), form, m, settled, desperate)
		if len(w.active) == 0 {
			return -1
		}
	}
	s.try(int32(len(w.items)), form, m, settled, desperate)
	if len(w.active) == 0 {
		return -1
	}
	best := w.active[0]
	for _, a := range w.active {
		if w.nodes[a].demerits < w.nodes[best].demerits {
			best = a
		}
	}
	if form.Looseness == 0 {
		return best
	}
	return s.nearest(int(w.nodes[best].line) + form.Looseness)
}

// nearest is the best way to as many lines as are wanted, or nearly.
func (s *Setter) nearest(want int) int32 {
	w := &s.work
	best := w.active[0]
	for _, a := range w.active {
		d, b := distance(int(w.nodes[a].line), want), distance(int(w.nodes[best].line), want)
		if d < b || d == b && w.nodes[a].demerits < w.nodes[best].demerits {
			best = a
		}
	}
	return best
}

// variants sets a paragraph a line longer and a line shorter than it is best,
// where that can be done well; else they have no lines.
func (s *Setter) variants(text Text, form *Form, m Measure, lines int) (longer, shorter Setting) {
	if lines < 3 || form.Drop > 1 {
		return Setting{}, Setting{}
	}
	s.read(text, form)
	s.work.anywhere, s.work.part = false, false
	missing := s.itemize(text, form, 0)
	if s.breakLines(form, m, false, true) < 0 {
		return Setting{}, Setting{}
	}
	set := func(want int) Setting {
		end := s.nearest(want)
		if int(s.work.nodes[end].line) != want {
			return Setting{}
		}
		for n := end; n > 0; n = s.work.nodes[n].before {
			if s.work.nodes[n].ratio > loosest {
				return Setting{}
			}
		}
		return Setting{s.build(form, m, end), missing}
	}
	return set(lines + 1), set(lines - 1)
}

// loosest is how far the lines of a paragraph may be stretched for its column's
// sake.
const loosest = 1.6

func distance(a, b int) int { return max(a-b, b-a) }

// sum adds the items up, so that a line's width is a difference.
func (s *Setter) sum() {
	w := &s.work
	n := len(w.items) + 1
	for _, sums := range []*[]Length{&w.width, &w.stretch, &w.shrink, &w.loose, &w.tight} {
		if cap(*sums) < n {
			*sums = make([]Length, n)
		}
		*sums = (*sums)[:n]
		(*sums)[0] = 0
	}
	for i := range w.items {
		it := &w.items[i]
		var width, stretch, shrink, loose, tight Length
		switch it.kind {
		case box:
			width, loose, tight = it.width, it.loose, it.tight
		case glue:
			width, stretch, shrink = it.width, it.stretch, it.shrink
		}
		w.width[i+1] = w.width[i] + width
		w.stretch[i+1] = w.stretch[i] + stretch
		w.shrink[i+1] = w.shrink[i] + shrink
		w.loose[i+1] = w.loose[i] + loose
		w.tight[i+1] = w.tight[i] + tight
	}
}

// begin is the first item of a line that begins after the item of a break.
func (w *work) begin(after int32) int32 {
	i := after
	if i < 0 {
		i = 0
	} else if w.items[i].kind == penalty || w.items[i].kind == glue {
		i++
	}
	for int(i) < len(w.items) {
		it := &w.items[i]
		if it.kind == box || it.kind == penalty && it.cost <= forced {
			break
		}
		i++
	}
	return i
}

// end is the item after the last box of a line that ends before item b.
func (w *work) end(start, b int32) int32 {
	for b > start && w.items[b-1].kind != box {
		b--
	}
	return b
}

// extent is the natural width of a line of the items from start to its end, with
// the hyphen that the break b shows, less what hangs.
func (w *work) extent(start, end, b int32, form *Form) Length {
	if end <= start {
		return 0
	}
	n := w.width[end] - w.width[start]
	marked := int(b) < len(w.items) && w.items[b].kind == penalty && w.items[b].mark
	if marked {
		n += w.items[b].width
	}
	if form.Hang {
		left, right := w.hang(start, end, b, marked)
		n -= left + right
	}
	return n
}

// hang is how far a line hangs out at both its sides.
func (w *work) hang(start, end, b int32, marked bool) (left, right Length) {
	first := &w.items[start]
	if first.kind == box && first.level == 0 {
		if share := hangLeft(w.runes[first.from]); share > 0 {
			g := first.in.glyphs[first.g0]
			left = first.style.Size.times(int(g.advance)*share, first.face.upem*100)
		}
	}
	if marked {
		it := &w.items[b]
		return left, it.width.times(hangRight('-'), 100)
	}
	last := &w.items[end-1]
	if last.kind == box && last.level == 0 {
		if share := hangRight(w.runes[last.to-1]); share > 0 {
			g := last.in.glyphs[last.g1-1]
			right = last.style.Size.times(int(g.advance)*share, last.face.upem*100)
		}
	}
	return left, right
}

// try ends lines at item b, from every place that they may begin at.
func (s *Setter) try(b int32, form *Form, m Measure, settled int, desperate bool) {
	w := &s.work
	final := int(b) == len(w.items)
	must := final || w.items[b].kind == penalty && w.items[b].cost <= forced
	var cost float64
	hyphen := false
	if !final && w.items[b].kind == penalty {
		cost, hyphen = float64(w.items[b].cost), w.items[b].hyphen
	}
	first := len(w.nodes)
	latest := w.nodes[first-1].item // lines that begin there cannot be shorter than to here
	kept := w.active[:0]
	for _, a := range w.active {
		from := w.nodes[a]
		start := w.begin(from.item)
		if start > b {
			start = b
		}
		end := w.end(start, b)
		slot := form.slot(m, int(from.line))
		natural := w.extent(start, end, b, form)
		ratio, fits := form.ratio(slot.Width-natural, w.stretch[end]-w.stretch[start], w.shrink[end]-w.shrink[start],
			w.loose[end]-w.loose[start], w.tight[end]-w.tight[start], slot.Width, must)
		alone := false
		if !fits && desperate && from.item == latest {
			fits, alone, ratio = true, true, 0 // nothing shorter can be set
		}
		if !fits {
			if must {
				continue
			}
			// What ends later is wider still, but for what may hang of it.
			if natural-slot.Width < w.shrink[end]-w.shrink[start]+w.tight[end]-w.tight[start]+4*Point {
				kept = append(kept, a)
			}
			continue
		}
		if !must {
			kept = append(kept, a)
		}
		if ratio > 2 && !desperate && form.Align == Justify {
			continue
		}
		hyphens := uint8(0)
		if hyphen {
			if hyphens = from.hyphens + 1; hyphens > mostHyphens {
				continue
			}
		}
		bad := 100 * math.Abs(ratio) * ratio * ratio
		d := (eachLine + bad) * (eachLine + bad)
		switch {
		case alone:
			d += overfull
		case ratio > 2:
			d += float64(beyond * (ratio - 1))
		}
		if cost > 0 {
			d += float64(cost * cost)
		}
		if hyphens > 1 {
			d += twice
		}
		fit := fitness(ratio)
		if distance(int(fit), int(from.fit)) > 1 {
			d += clash
		}
		if final && from.line > 0 {
			if from.hyphens > 0 {
				d += lastHyphen
			}
			if end > start && natural < max(2*w.items[start].size(), form.Indent+w.items[start].size()) {
				d += shortLast
			}
		}
		if form.Align != Justify && hyphen {
			d += 4 * twice
		}
		s.offer(node{item: b, line: from.line + 1, before: a, fit: fit, hyphens: hyphens, demerits: from.demerits + d, ratio: ratio,
			forced: alone || w.anywhere}, first, settled)
	}
	w.active = kept
	for i := first; i < len(w.nodes); i++ {
		w.active = append(w.active, int32(i))
	}
}

// size is that of the letters, or 0.
func (it *item) size() Length {
	if it.style == nil {
		return 0
	}
	return it.style.Size
}

// offer keeps a node, if no better one ends the same line in the same way.
func (s *Setter) offer(n node, first, settled int) {
	w := &s.work
	key := (min(int(n.line), settled)*fitnesses+int(n.fit))*(mostHyphens+1) + int(n.hyphens)
	for key >= len(w.best) {
		w.best = append(w.best, 0)
	}
	// An entry of an earlier place is older than the first node of this one.
	if at := int(w.best[key]); at >= first && at < len(w.nodes) {
		if n.demerits < w.nodes[at].demerits {
			w.nodes[at] = n
		}
		return
	}
	w.best[key] = int32(len(w.nodes))
	w.nodes = append(w.nodes, n)
}

// fitnesses is how many classes there are.
const fitnesses = 4

// fitness is a line's class: tight, decent, loose, very loose.
func fitness(ratio float64) uint8 {
	switch {
	case ratio < -0.5:
		return 0
	case ratio <= 0.5:
		return 1
	case ratio <= 1:
		return 2
	}
	return 3
}

// ratio is how much of its give a line needs to be as wide as its measure, and
// whether it can be. Spaces give up to 1, letters the rest up to 2.
func (f *Form) ratio(need, stretch, shrink, loose, tight, width Length, last bool) (float64, bool) {
	if f.Align != Justify {
		if need < 0 {
			return 0, false
		}
		if last {
			return 0, true
		}
		return float64(need) / (float64(width) / 3), true
	}
	switch {
	case need >= 0 && last:
		return 0, true
	case need > stretch:
		return 1 + float64(need-stretch)/float64(max(loose, 1)), true
	case need > 0:
		return float64(need) / float64(stretch), true
	case need == 0:
		return 0, true
	case -need <= shrink:
		return float64(need) / float64(shrink), true
	case -need <= shrink+tight:
		return -1 - float64(-need-shrink)/float64(max(tight, 1)), true
	}
	return 0, false
}
