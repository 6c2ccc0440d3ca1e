package typeset

import "encoding/binary"

// A Paragraph is a text and how it is set.
type Paragraph struct {
	Text Text
	Form *Form
}

// A Column is a place for lines, on rows of a grid that it shares with its
// neighbours.
type Column struct {
	X, Y  Length // its upper left corner; Y grows downward
	Width Length
	Rows  int
	Slots []Slot // the place of each row, where not all are the column's width; one without width is taken
}

// slot is the place of a row.
func (c *Column) slot(row int) Slot {
	if row < len(c.Slots) {
		return c.Slots[row]
	}
	return Slot{0, c.Width}
}

// A Grid is what rows hang on.
type Grid struct {
	Leading Length // from one baseline to the next
	First   Length // from a column's top to the first baseline
}

// A Placed line has its place on the page.
type Placed struct {
	Line
	Paragraph   int
	Column, Row int
	X, Y        Length // where its measure begins, on its baseline; Y grows downward
}

// A Rest is what found no place: the paragraphs from one on, of which the first
// from a rune on. It is set elsewhere; nothing is dropped.
type Rest struct{ Paragraph, Rune int }

// Filled is columns that have been filled.
type Filled struct {
	Lines   []Placed
	Rest    *Rest // nil when all is set
	Missing []MissingIn
	Used    []int // rows of each column down to its last line
	Empty   int   // rows left empty at the foot of columns that others follow
	Loose   int   // paragraphs that were set longer or shorter than best
}

// MissingIn is a rune that no face has, and the paragraph that it stands in.
type MissingIn struct {
	Missing
	Paragraph int
}

// Fewest lines of a divided paragraph at the foot and at the head of a column.
const (
	orphans = 2
	widows  = 2
)

// Costs of a column that is not as it should be.
const (
	costEmpty = 400 // a row left empty at its foot, squared with their number
	costLoose = 60  // a paragraph a line longer than best
	costTight = 90  // a line shorter
)

// beam is how many ways are followed at once.
const beam = 40

// A row is a usable row of a column.
type row struct {
	column, row int
	slot        Slot
	next        int // the first row of the next column
}

// A filling is columns as they are filled.
type filling struct {
	setter     *Setter
	paragraphs []Paragraph
	columns    []Column
	rows       []row
	settings   settings
}

// settings are paragraphs as they have been set, by the places of their lines:
// columns of one shape need each only once, and so do other tries at balance.
type settings map[setAs]*variants

// setAs is a paragraph and its measure: one place for all its lines, or one for
// each, written out.
type setAs struct {
	paragraph int
	even      Slot
	odd       string
}

// evenly is a paragraph set with lines of one place, or about to be.
func (s settings) evenly(paragraph int, slot Slot) *variants {
	return s.of(setAs{paragraph: paragraph, even: slot})
}

// around is a paragraph set around what stands in its way.
func (s settings) around(paragraph int, slots []Slot) *variants {
	key := make([]byte, 0, 64)
	for i := 0; i < len(slots); {
		j := i
		for j < len(slots) && slots[j] == slots[i] {
			j++
		}
		key = binary.AppendVarint(key, int64(j-i))
		key = binary.AppendVarint(key, int64(slots[i].Offset))
		key = binary.AppendVarint(key, int64(slots[i].Width))
		i = j
	}
	return s.of(setAs{paragraph: paragraph, odd: string(key)})
}

func (s settings) of(key setAs) *variants {
	if s[key] == nil {
		s[key] = &variants{}
	}
	return s[key]
}

// A way is the paragraphs up to one, set in the columns.
type way struct {
	before    *way
	paragraph int // the last that is set, -1 for none
	at        int // the next row
	column    int // of its last line
	cost      int
	looseness int
	set       *Setting
	rows      []int // of each line
	part      bool  // the rest of the paragraph found no place
}

// Fill sets paragraphs down columns, so that no column begins or ends with a
// single line of a paragraph that goes on, and that as few rows as can be stay
// empty: paragraphs become a line longer or shorter where that helps.
func (s *Setter) Fill(paragraphs []Paragraph, columns []Column, grid Grid) Filled {
	return s.fill(paragraphs, columns, grid, make(settings))
}

func (s *Setter) fill(paragraphs []Paragraph, columns []Column, grid Grid, kept settings) Filled {
	f := &filling{setter: s, paragraphs: paragraphs, columns: columns, settings: kept}
	for c := range columns {
		first := len(f.rows)
		for r := range columns[c].Rows {
			if slot := columns[c].slot(r); slot.Width > 0 {
				f.rows = append(f.rows, row{column: c, row: r, slot: slot})
			}
		}
		for i := first; i < len(f.rows); i++ {
			f.rows[i].next = len(f.rows)
		}
	}
	best := f.run(false)
	if best.cost > 0 || best.paragraph+1 < len(paragraphs) || best.part {
		best = f.run(true)
	}
	return f.filled(best, grid)
}

// run finds the best way. With loose, paragraphs may be longer or shorter.
func (f *filling) run(loose bool) *way {
	ways := []*way{{paragraph: -1, column: -1}}
	var stopped *way
	stop := func(w *way) {
		if f.kept(w) {
			return // a heading goes with what it heads
		}
		if stopped == nil || w.further(stopped) || !stopped.further(w) && w.cost < stopped.cost {
			stopped = w
		}
	}
	for i := range f.paragraphs {
		var next []*way
		for _, w := range ways {
			before := len(next)
			for _, looseness := range []int{0, 1, -1} {
				if looseness != 0 && !loose {
					break
				}
				next = f.place(w, i, looseness, next, stop)
			}
			if len(next) == before {
				stop(w)
			}
		}
		if len(next) == 0 {
			break
		}
		ways = prune(next)
	}
	last := ways[len(ways)-1]
	if last.paragraph != len(f.paragraphs)-1 {
		if stopped == nil {
			return &way{paragraph: -1, column: -1}
		}
		return stopped
	}
	best := ways[0]
	for _, w := range ways {
		if w.cost < best.cost {
			best = w
		}
	}
	return best
}

// kept reports whether a way ends with a heading that has nothing below it.
func (f *filling) kept(w *way) bool {
	return w.paragraph >= 0 && !w.part && f.paragraphs[w.paragraph].Form.Keep
}

// further reports whether a way has more set than another.
func (w *way) further(o *way) bool {
	if w.paragraph != o.paragraph {
		return w.paragraph > o.paragraph
	}
	if w.set == nil || o.set == nil || len(w.rows) == 0 || len(o.rows) == 0 {
		return len(w.rows) > len(o.rows)
	}
	return w.set.Lines[len(w.rows)-1].To > o.set.Lines[len(o.rows)-1].To
}

// prune keeps the best way to each row, and of those the best.
func prune(ways []*way) []*way {
	best := make(map[int]*way)
	var order []int
	for _, w := range ways {
		if b := best[w.at]; b == nil {
			order = append(order, w.at)
			best[w.at] = w
		} else if w.cost < b.cost {
			best[w.at] = w
		}
	}
	kept := make([]*way, 0, len(order))
	for _, at := range order {
		kept = append(kept, best[at])
	}
	for len(kept) > beam {
		worst := 0
		for i, w := range kept {
			if w.cost > kept[worst].cost {
				worst = i
			}
		}
		kept = append(kept[:worst], kept[worst+1:]...)
	}
	return kept
}

// place sets a paragraph at the end of a way, here or at the head of the next
// column where it belongs to what follows.
func (f *filling) place(w *way, i, looseness int, next []*way, stop func(*way)) []*way {
	form := f.paragraphs[i].Form
	at := w.at
	head := at == 0 || at < len(f.rows) && f.rows[at].column != w.column
	if !head {
		gap := form.Before
		if w.paragraph >= 0 {
			gap = max(gap, f.paragraphs[w.paragraph].Form.After)
		}
		at += gap
		if w.at < len(f.rows) && at >= f.rows[w.at].next {
			at = f.rows[w.at].next // the gap falls away at the foot
		}
	}
	n, ok := f.at(w, i, looseness, at, 0, stop)
	if ok {
		next = append(next, n)
	}
	if at < len(f.rows) && (form.Keep || form.Whole) && w.at < len(f.rows) && looseness == 0 {
		head := f.rows[at].next
		if empty := head - w.at; empty > 0 && empty < 12 && head < len(f.rows) && !f.kept(w) {
			if n, ok := f.at(w, i, 0, head, empty*empty*costEmpty, stop); ok {
				next = append(next, n)
			}
		}
	}
	return next
}

// at sets a paragraph from a row on.
func (f *filling) at(w *way, i, looseness, at, cost int, stop func(*way)) (*way, bool) {
	form := f.paragraphs[i].Form
	n := &way{before: w, paragraph: i, at: at, column: w.column, cost: w.cost + cost, looseness: looseness}
	skipped := 0
	for range 4 {
		n.set = f.setting(i, looseness, at, skipped)
		if n.set == nil {
			return nil, false
		}
		before := skipped
		n.cost = w.cost + cost
		skipped = n.lay(f, form, at, form.Whole)
		if skipped == before || f.evenFrom(at, len(n.set.Lines)*max(form.Rows, 1)+2) {
			break
		}
	}
	if f.kept(w) && (len(n.rows) == 0 || f.rows[n.rows[0]].column != w.column || !n.part && len(n.rows) > 1 && f.rows[n.rows[1]].column != w.column) {
		return nil, false
	}
	switch looseness {
	case 1:
		n.cost += costLoose
	case -1:
		n.cost += costTight
	}
	if n.part {
		if looseness == 0 {
			if len(n.rows) == 0 {
				stop(w)
			} else {
				stop(n)
			}
		}
		return nil, false
	}
	return n, true
}

// lay finds the row of each line, and gives how many rows stay empty before the
// first line or between columns.
func (n *way) lay(f *filling, form *Form, at int, whole bool) int {
	n.rows, n.part = n.rows[:0:0], false
	each := max(form.Rows, 1)
	left, empty := len(n.set.Lines), 0
	for left > 0 {
		if at >= len(f.rows) {
			n.part = true
			break
		}
		room := (f.rows[at].next - at) / each
		take := min(left, room)
		if take < left {
			if left-take < widows {
				take = left - widows
			}
			if len(n.rows) == 0 && (take < orphans || whole) {
				take = 0
			}
			take = max(take, 0)
		}
		for j := range take {
			n.rows = append(n.rows, at+j*each+each-1)
		}
		left -= take
		at += take * each
		if left == 0 {
			break
		}
		rest := f.rows[max(at-1, 0)].next - at
		if take == 0 {
			if rest = f.rows[at].next - at; whole && (at == 0 || f.rows[at-1].column != f.rows[at].column) {
				whole = false // it is longer than a whole column
				continue
			}
		}
		empty += rest
		n.cost += rest * rest * costEmpty
		at += rest
	}
	n.at = at
	if len(n.rows) > 0 {
		n.column = f.rows[n.rows[len(n.rows)-1]].column
	}
	return empty
}

// evenFrom reports whether some rows from one on have one place in their column.
func (f *filling) evenFrom(at, n int) bool {
	for i := at; i < min(at+n, len(f.rows)); i++ {
		if f.rows[i].slot != f.rows[at].slot {
			return false
		}
	}
	return true
}

// setting is a paragraph set for the rows from one on, or nil where it cannot
// be as long or as short. Skipped rows are at a column's foot.
func (f *filling) setting(i, looseness, at, skipped int) *Setting {
	form := f.paragraphs[i].Form
	each := max(form.Rows, 1)
	first := Slot{0, 1}
	if len(f.rows) > 0 {
		first = f.rows[min(at, len(f.rows)-1)].slot
	}
	even := f.settings.evenly(i, first)
	if even.best == nil {
		even.set(f.setter, &f.paragraphs[i], Measure{func(int) Slot { return first }, 0})
	}
	if n := len(even.best.Lines) + 2; !f.evenFrom(at, n*each+skipped) {
		for n = n * 3 / 2; ; n *= 2 {
			slots := f.slots(at, n, each, skipped)
			even = f.settings.around(i, slots)
			if even.best == nil {
				even.set(f.setter, &f.paragraphs[i], Measure{func(line int) Slot { return slots[min(line, len(slots)-1)] }, len(slots)})
			}
			if len(even.best.Lines)+2 <= n || n > len(f.rows) {
				break
			}
		}
	}
	if looseness == 0 {
		return even.best
	}
	if even.longer == nil {
		longer, shorter := f.setter.variants(f.paragraphs[i].Text, form, even.measure, len(even.best.Lines))
		even.longer, even.shorter = &longer, &shorter
	}
	set := even.longer
	if looseness < 0 {
		set = even.shorter
	}
	if len(set.Lines) == 0 {
		return nil
	}
	return set
}

// variants are a paragraph at its best, and a line longer and shorter where that
// has been asked for.
type variants struct {
	best, longer, shorter *Setting
	measure               Measure
}

func (v *variants) set(s *Setter, p *Paragraph, m Measure) {
	set := s.Set(p.Text, p.Form, m)
	v.best, v.measure = &set, m
}

// slots are the places of a paragraph's lines from a row on, of which some are
// skipped at the column's foot.
func (f *filling) slots(at, n, each, skipped int) []Slot {
	all := make([]Slot, n)
	foot := f.rows[min(at, len(f.rows)-1)].next
	for line := range all {
		r := at + line*each + each - 1
		if skipped > 0 && r >= foot-skipped {
			r += skipped
		}
		all[line] = f.rows[max(min(r, len(f.rows)-1), 0)].slot
	}
	return all
}

// filled writes the best way out.
func (f *filling) filled(best *way, grid Grid) Filled {
	out := Filled{Used: make([]int, len(f.columns))}
	var all []*way
	for w := best; w != nil && w.paragraph >= 0; w = w.before {
		all = append(all, w)
	}
	for k := len(all) - 1; k >= 0; k-- {
		w := all[k]
		if w.looseness != 0 {
			out.Loose++
		}
		end := 0
		for j, at := range w.rows {
			r := f.rows[at]
			c := &f.columns[r.column]
			line := w.set.Lines[j]
			out.Lines = append(out.Lines, Placed{Line: line, Paragraph: w.paragraph, Column: r.column, Row: r.row,
				X: c.X + line.Offset, Y: c.Y + grid.First + Length(r.row)*grid.Leading})
			out.Used[r.column] = r.row + 1
			end = line.To
		}
		for _, m := range w.set.Missing {
			if !w.part || m.At < end {
				out.Missing = append(out.Missing, MissingIn{m, w.paragraph})
			}
		}
	}
	switch last := best.paragraph; {
	case best.part:
		out.Rest = &Rest{last, best.set.Lines[len(best.rows)].From}
	case last+1 < len(f.paragraphs):
		out.Rest = &Rest{last + 1, 0}
	}
	final := -1
	for c := range out.Used {
		if out.Used[c] > 0 {
			final = c
		}
	}
	for c := range max(final, 0) {
		out.Empty += f.columns[c].Rows - out.Used[c]
	}
	return out
}

// After is what is left of paragraphs, to be set elsewhere. One that has been
// begun goes on without an indent or a drop capital.
func (r *Rest) After(paragraphs []Paragraph) []Paragraph {
	if r == nil {
		return nil
	}
	rest := append([]Paragraph(nil), paragraphs[r.Paragraph:]...)
	if r.Rune > 0 {
		form := *rest[0].Form
		form.Indent, form.Drop, form.Before = 0, 0, 0
		rest[0] = Paragraph{rest[0].Text.From(r.Rune), &form}
	}
	return rest
}

// uneven says how much columns differ: the squares of what each is shorter than
// the longest.
func (f *Filled) uneven() int {
	most, sum := 0, 0
	for _, n := range f.Used {
		most = max(most, n)
	}
	for _, n := range f.Used {
		sum += (most - n) * (most - n)
	}
	return sum
}

// Balance fills columns as evenly as the paragraphs allow, which is to a row
// where they are not few, and uses as few of the rows as it can.
func (s *Setter) Balance(paragraphs []Paragraph, columns []Column, grid Grid) Filled {
	most := 0
	for i := range columns {
		most += columns[i].Rows
	}
	kept := make(settings)
	whole := s.fill(paragraphs, columns, grid, kept)
	if whole.Rest != nil || len(columns) < 2 {
		return whole
	}
	// No fewer rows than there are lines can do; taken rows make it more.
	rows := 0
	for _, l := range whole.Lines {
		rows += max(paragraphs[l.Paragraph].Form.Rows, 1)
	}
	var best *Filled
	for tries := 0; rows < most && tries < 2*len(columns); rows++ {
		even := append([]Column(nil), columns...)
		left := rows
		for i := range even {
			even[i].Rows = min((left+len(even)-i-1)/(len(even)-i), columns[i].Rows)
			left -= even[i].Rows
		}
		if left > 0 {
			continue
		}
		got := s.fill(paragraphs, even, grid, kept)
		if got.Rest != nil {
			continue
		}
		tries++
		if best == nil || got.uneven() < best.uneven() {
			best = &got
		}
		if got.uneven() < len(columns) {
			break // none is more than a row short
		}
	}
	if best == nil {
		return whole
	}
	return *best
}
