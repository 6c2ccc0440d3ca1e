package press

import "ilbo.press/internal/typeset"

// A piece is a part of what runs down a story's columns: a paragraph, or what is
// not divided, as a picture.
type piece struct {
	role    string                             // as screen readers know it
	lines   [3][]typeset.Line                  // at their best, a line longer and a line shorter; nil: it cannot be
	missing []typeset.Missing                  // runes that no face has
	text    typeset.Text                       // what the lines say
	each    int                                // rows that a line takes
	heights []int                              // of one that is not divided, in rows: its best, then others
	before  int                                // empty rows above it, but at the head of a column
	keep    bool                               // it stands above what follows, in the same column
	ends    bool                               // it is a paragraph of the copy, before which a story may end
	tail    bool                               // a filler at the end of a story that comes out even in no other way
	drawn   func(b *block, at place, rows int) // draws one that is not divided
	of      *item                              // whose it is
}

// forms is how many forms the piece has.
func (p *piece) forms() int {
	if p.heights != nil {
		return len(p.heights)
	}
	return len(p.lines)
}

// length is how many rows the piece takes in a form, or 0 where it has none.
func (p *piece) length(form int) int {
	if p.heights != nil {
		return p.heights[form]
	}
	return len(p.lines[form]) * p.each
}

// cost is what a form costs, in hundredths.
func (p *piece) cost(form int) int {
	switch {
	case form == 0:
		return 0
	case p.heights == nil:
		return formCost[form]
	case p.tail:
		return 60 + 12*p.heights[form]
	}
	return 25 * max(p.heights[form]-p.heights[0], p.heights[0]-p.heights[form])
}

// bounds are the fewest and the most rows it takes.
func (p *piece) bounds() (least, longest int) {
	least = p.length(0)
	for f := range p.forms() {
		if n := p.length(f); n > 0 {
			least, longest = min(least, n), max(longest, n)
		}
	}
	return least, longest + p.before
}

// bounds are the fewest and the most rows that pieces take.
func bounds(pieces []*piece) (least, longest int) {
	for _, p := range pieces {
		a, b := p.bounds()
		least += a
		longest += b
	}
	return least, longest
}

// A place is a row of a block's column.
type place struct{ column, row int }

// A leg is the rows of a column that text has.
type leg struct{ column, from, rows int }

// A hand is a piece as it was dealt: its form, and on which row it begins, of all
// rows of all legs.
type hand struct{ form, at int }

// Costs of paragraphs that are not at their best.
var formCost = [3]int{0, 60, 100}

// A state is the pieces up to one, dealt.
type state struct {
	before int // the state that it follows, by its number
	at     int
	cost   int
	hand   hand
	kept   bool
}

// most is how many states are followed at once.
const most = 14

// A dealer deals pieces. It keeps its room from one time to the next: a page tries
// thousands of shapes.
type dealer struct {
	states []state
	now    []int // the states that end with a piece, by their numbers
	next   []int
	foot   []int // of each row of all legs, the first of the next leg
}

// deal puts pieces down legs so that they fill them to the last row, with no
// column that begins or ends with one line of a paragraph. It is not ok where
// that cannot be.
//
// It does not set: the lines are there, all of one width. Package typeset fills
// columns of any shape, and would set each of them.
func (d *dealer) deal(pieces []*piece, legs []leg) ([]hand, int, bool) {
	d.foot = d.foot[:0]
	for _, l := range legs {
		end := len(d.foot) + l.rows
		for range l.rows {
			d.foot = append(d.foot, end)
		}
	}
	total := len(d.foot)
	least, longest := bounds(pieces)
	if total < least || total > longest {
		return nil, 0, false
	}
	d.states = append(d.states[:0], state{})
	d.now = append(d.now[:0], 0)
	for i, p := range pieces {
		d.next = d.next[:0]
		for _, s := range d.now {
			d.place(s, p, i == len(pieces)-1)
		}
		if len(d.next) == 0 {
			return nil, 0, false
		}
		for len(d.next) > most {
			worst := 0
			for j, s := range d.next {
				if d.states[s].cost > d.states[d.next[worst]].cost {
					worst = j
				}
			}
			d.next = append(d.next[:worst], d.next[worst+1:]...)
		}
		d.now, d.next = d.next, d.now
	}
	for _, n := range d.now {
		s := d.states[n]
		if s.at != total || s.kept {
			continue
		}
		hands := make([]hand, len(pieces))
		cost := s.cost
		for i := len(pieces) - 1; i >= 0; i-- {
			hands[i] = s.hand
			s = d.states[s.before]
		}
		return hands, cost, true
	}
	return nil, 0, false
}

// place adds the ways in which a piece can follow a state.
func (d *dealer) place(before int, p *piece, last bool) {
	s, foot := d.states[before], d.foot
	at := s.at
	head := at == 0 || at < len(foot) && foot[at-1] != foot[at]
	if s.kept && head {
		return
	}
	if !head && p.before > 0 {
		if at+p.before >= len(foot) || foot[at+p.before-1] != foot[at] || foot[at+p.before] != foot[at] {
			return
		}
		at += p.before
	}
	for form := range p.forms() {
		n := p.length(form)
		end := at + n
		switch {
		case n == 0 || end > len(foot) || !fits(p, foot, at, n):
			continue
		case p.keep && (end >= len(foot) || foot[end-1] != foot[end]):
			continue
		case last && end != len(foot):
			continue
		}
		d.add(state{before, end, s.cost + p.cost(form), hand{form, at}, p.keep})
	}
}

// add adds a state, or puts it in the place of a worse one that ends on its row.
func (d *dealer) add(s state) {
	for _, n := range d.next {
		if o := &d.states[n]; o.at == s.at {
			if s.cost < o.cost {
				*o = s
			}
			return
		}
	}
	d.next = append(d.next, len(d.states))
	d.states = append(d.states, s)
}

// fits reports whether n rows of a piece can stand from a row on.
func fits(p *piece, foot []int, at, n int) bool {
	first := foot[at] - at
	if n <= first {
		return true
	}
	if p.heights != nil || p.each > 1 || p.keep || first < 2 {
		return false
	}
	for at, n = foot[at], n-first; ; {
		if n < 2 {
			return false
		}
		here := foot[at] - at
		if n <= here {
			return true
		}
		at, n = foot[at], n-here
	}
}
