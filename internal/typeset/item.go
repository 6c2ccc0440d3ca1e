package typeset

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/language"

	"ilbo.press/internal/typeset/hyphen"
)

// A kind is one of Knuth and Plass's.
type kind uint8

const (
	box     kind = iota // letters that stay together
	glue                // white space, which vanishes where a line ends
	penalty             // a place where a line may end
)

// An item is a piece of a paragraph.
type item struct {
	kind   kind
	level  uint8 // of embedding: odd where written from the right
	hyphen bool  // penalty: a line that ends here ends within a word
	mark   bool  // penalty: a hyphen is shown there
	fast   bool  // glue: a line may not end here
	from   int32 // runes of the text
	to     int32
	cost   int32 // penalty

	style *Style
	face  *Face // box
	in    *shaped
	g0    int32 // box: its glyphs of the shaped word
	g1    int32
	base  int32 // box: the rune that its word begins with

	width   Length
	stretch Length
	shrink  Length
	loose   Length // what its letters give when spaced
	tight   Length
}

// Costs of ending a line. One of forced or less must be taken.
const (
	forced = -10_000

	costHyphen   = 60  // within a word
	costCapital  = 140 // within a name
	costExplicit = 30  // after a hyphen that is written
	costEast     = 8   // between syllables
	costBreak    = 5   // after a dash and the like
	costSplit    = 4000
)

// work is what setting a paragraph needs, kept from one to the next.
type work struct {
	runes  []rune
	bytes  []int32 // where each rune begins in the text
	text   string
	span   []int32 // which span each rune is of
	breaks []bool  // a line may end before the rune
	levels []uint8
	items  []item

	anywhere bool // lines may end against the rules
	part     bool // ligatures part where words do
	joined   bool // a ligature kept a word whole

	width, stretch, shrink, loose, tight []Length // sums of the items before each
	nodes                                []node
	active                               []int32
	best                                 []int32 // which node ends a line in a way
}

// read lays out a text: its runes, where lines may end, and which way it runs.
func (s *Setter) read(text Text, form *Form) {
	w := &s.work
	w.runes, w.bytes, w.span = w.runes[:0], w.bytes[:0], w.span[:0]
	switch len(text) {
	case 0:
		w.text = ""
	case 1:
		w.text = text[0].Text
	default:
		w.text = text.String()
	}
	start, right := 0, false
	for i, span := range text {
		for b, r := range span.Text {
			w.runes, w.bytes, w.span = append(w.runes, r), append(w.bytes, int32(start+b)), append(w.span, int32(i))
			right = right || r >= 0x590 && (r <= 0x8FF || r >= 0xFB1D && r <= 0xFEFC || r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF || r == 0x202B || r == 0x202E || r == 0x2067)
		}
		start += len(span.Text)
	}
	w.bytes = append(w.bytes, int32(start))
	s.readBreaks(form)
	s.readLevels(right)
}

// readBreaks finds where lines may end: where Unicode's annex 14 says so, less
// what the paper's Korean rule says, and never before what closes.
func (s *Setter) readBreaks(form *Form) {
	w := &s.work
	w.breaks = append(w.breaks[:0], make([]bool, len(w.runes)+1)...)
	if len(w.runes) == 0 {
		return
	}
	s.lines.Init(w.runes)
	for it := s.lines.LineIterator(); it.Next(); {
		l := it.Line()
		at := l.Offset + len(l.Text)
		if at >= len(w.runes) {
			break
		}
		before, after := w.runes[at-1], w.runes[at]
		switch {
		case joins(after), closes(after), opens(lastOf(w.runes[:at])):
			continue
		case form.Korean == Words && !space(before) && (east(before) || east(after)):
			continue
		}
		w.breaks[at] = true
	}
}

// lastOf is the last rune that is no white space, or 0.
func lastOf(runes []rune) rune {
	for i := len(runes) - 1; i >= 0; i-- {
		if !space(runes[i]) {
			return runes[i]
		}
	}
	return 0
}

// readLevels finds what runs from the right. The annex takes a paragraph to end
// at a line break; ours does not.
func (s *Setter) readLevels(right bool) {
	w := &s.work
	w.levels = append(w.levels[:0], make([]uint8, len(w.runes))...)
	if !right {
		return
	}
	plain := make([]rune, len(w.runes))
	for i, r := range w.runes {
		if plain[i] = r; newline(r) || unicode.Is(unicode.Zs, r) || unicode.IsControl(r) {
			plain[i] = ' '
		}
	}
	runs := s.bidi.Segment(plain, bidi.LeftToRight)
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		for j := run.Start; j < run.End && j < len(w.levels); j++ {
			w.levels[j] = uint8(max(run.Level, 0))
		}
	}
}

// itemize makes items of what was read. With split, what is wider than that is
// cut between letters.
func (s *Setter) itemize(text Text, form *Form, split Length) []Missing {
	w := &s.work
	w.items, w.joined = w.items[:0], false
	var missing []Missing
	script := language.Latin
	for i := 0; i < len(w.runes); {
		r, style := w.runes[i], text[w.span[i]].Style
		switch {
		case newline(r):
			w.items = append(w.items, item{kind: penalty, from: int32(i), to: int32(i + 1), cost: forced, style: style})
			i++
			continue
		case space(r):
			i = s.white(i, style)
			continue
		case fixed(r):
			st := s.styled(style)
			w.items = append(w.items, item{kind: glue, fast: true, level: w.levels[i], from: int32(i), to: int32(i + 1), style: style,
				width: st.space, stretch: st.space.times(spaceStretch, 1000), shrink: st.space.times(spaceShrink, 1000)})
			i++
			continue
		case r == '\u00AD': // soft hyphen
			w.items = append(w.items, item{kind: penalty, hyphen: true, mark: true, from: int32(i), to: int32(i + 1), cost: costHyphen,
				style: style, width: s.styled(style).width, level: w.levels[i]})
			if i+1 < len(w.runes) && closes(w.runes[i+1]) || i == 0 || i+1 == len(w.runes) {
				last := &w.items[len(w.items)-1]
				last.cost, last.width, last.mark, last.hyphen = -forced, 0, false, false
			}
			i++
			continue
		}
		// A word goes on while face, style, script and direction stay.
		face, has := style.Faces.of(r)
		if !has && !hidden(r) && !joins(r) {
			missing = append(missing, Missing{r, i})
		}
		if sc := language.LookupScript(r); sc != language.Common && sc != language.Inherited && sc != language.Unknown {
			script = sc
		}
		j := i + 1
		for ; j < len(w.runes); j++ {
			next := w.runes[j]
			if joins(next) && w.span[j] == w.span[i] {
				continue
			}
			if w.breaks[j] || w.span[j] != w.span[i] || w.levels[j] != w.levels[i] || space(next) || newline(next) || fixed(next) || next == '\u00AD' {
				break
			}
			if sc := language.LookupScript(next); sc != script && sc != language.Common && sc != language.Inherited && sc != language.Unknown {
				break
			}
			if hidden(next) {
				continue
			}
			f, has := style.Faces.of(next)
			if f != face {
				break
			}
			if !has {
				missing = append(missing, Missing{next, j})
			}
		}
		s.word(i, j, face, style, script, form, split)
		if j < len(w.runes) && w.breaks[j] {
			s.opportunity(j)
		}
		i = j
	}
	return missing
}

// white makes one glue of the white space from i on.
func (s *Setter) white(i int, style *Style) int {
	w := &s.work
	j, width := i, Length(0)
	st := s.styled(style)
	for j < len(w.runes) && space(w.runes[j]) {
		if w.runes[j] != '\u200B' {
			width = st.space
		}
		j++
	}
	w.items = append(w.items, item{kind: glue, level: w.levels[i], from: int32(i), to: int32(j), style: style, fast: j == len(w.runes) || !w.breaks[j] && !w.anywhere,
		width: width, stretch: width.times(spaceStretch, 1000), shrink: width.times(spaceShrink, 1000)})
	return j
}

// opportunity is a place between letters where a line may end.
func (s *Setter) opportunity(at int) {
	w := &s.work
	before, after := w.runes[at-1], w.runes[at]
	if space(after) || newline(after) || fixed(after) {
		return
	}
	p := item{kind: penalty, from: int32(at), to: int32(at), cost: costBreak, level: w.levels[at]}
	switch {
	case before == '-' || before == '\u2010':
		p.hyphen, p.cost = true, costExplicit
	case east(before) && east(after):
		p.cost = costEast
	}
	w.items = append(w.items, p)
}

// word shapes the runes from i to j, and cuts them where they may part.
func (s *Setter) word(i, j int, face *Face, style *Style, script language.Script, form *Form, split Length) {
	w := &s.work
	right := w.levels[i]%2 == 1
	features := style.Features
	if w.part && !right && s.joined(i, j, face, style, script, form) {
		features += ",-liga"
	}
	in := s.shape(manner{face, features, style.Language}, word{w.text[w.bytes[i]:w.bytes[j]], script, right}, w.visible(i, j, face))
	whole := item{kind: box, level: w.levels[i], from: int32(i), to: int32(j), base: int32(i), style: style, face: face, in: in, g1: int32(len(in.glyphs))}
	if right {
		s.box(whole, split)
		return
	}
	last := whole
	cut := func(to int32, p item) {
		g := last.g0
		for g < whole.g1 && in.glyphs[g].cluster < to {
			g++
		}
		if g == whole.g1 || in.glyphs[g].cluster != to || g == last.g0 {
			w.joined = true // a ligature stands there
			return
		}
		piece := last
		piece.to, piece.g1 = int32(i)+to, g
		s.box(piece, split)
		w.items = append(w.items, p)
		last.from, last.g0 = piece.to, g
	}
	if form.Hyphenate && english(style) {
		s.part(i, j, func(to int, capital bool) {
			p := item{kind: penalty, hyphen: true, mark: true, from: int32(i + to), to: int32(i + to), cost: costHyphen, style: style,
				width: s.styled(style).width, level: whole.level}
			if capital {
				p.cost = costCapital
			}
			cut(int32(to), p)
		})
	}
	s.box(last, split)
}

// joined reports whether a ligature stands where the word of the runes may part.
func (s *Setter) joined(i, j int, face *Face, style *Style, script language.Script, form *Form) bool {
	w := &s.work
	if !form.Hyphenate || !english(style) {
		return false
	}
	in := s.shape(manner{face, style.Features, style.Language}, word{w.text[w.bytes[i]:w.bytes[j]], script, false}, w.visible(i, j, face))
	joined := false
	s.part(i, j, func(at int, _ bool) {
		found := false
		for _, g := range in.glyphs {
			found = found || int(g.cluster) == at
		}
		joined = joined || !found
	})
	return joined
}

// english reports whether words of a style part as English ones do.
func english(style *Style) bool {
	return style.Language == "en" || strings.HasPrefix(style.Language, "en-")
}

// visible is the runes from i to j, with those that are missing as question
// marks where the face would show nothing in their place.
func (w *work) visible(i, j int, face *Face) []rune {
	if !face.blank {
		return w.runes[i:j]
	}
	seen := w.runes[i:j]
	for k, r := range seen {
		if !hidden(r) && !joins(r) && !face.Has(r) {
			if &seen[0] == &w.runes[i] {
				seen = slices.Clone(seen)
			}
			seen[k] = '?'
		}
	}
	return seen
}

// box adds one, cut up where it is wider than split.
func (s *Setter) box(it item, split Length) {
	if it.measure(s.work.runes); split > 0 && it.width > split {
		s.pieces(it)
		return
	}
	s.work.items = append(s.work.items, it)
}

// part calls f for each place where English words of the runes may part.
func (s *Setter) part(i, j int, f func(at int, capital bool)) {
	w := &s.work
	for k := i; k < j; {
		if !letter(w.runes[k]) {
			k++
			continue
		}
		end := k
		for end < j && letter(w.runes[end]) {
			end++
		}
		// What stands beside an apostrophe, a figure or a sign belongs to no word.
		if end-k >= 6 && (k == i || !unicode.In(w.runes[k-1], unicode.L, unicode.N)) && (end == j || !unicode.In(w.runes[end], unicode.L, unicode.N) && w.runes[end] != '@') && (k == i || w.runes[k-1] != '.' && w.runes[k-1] != '@' && w.runes[k-1] != '/') {
			for _, at := range hyphen.English(w.text[w.bytes[k]:w.bytes[end]]) {
				f(k-i+at, unicode.IsUpper(w.runes[k]))
			}
		}
		k = end
	}
}

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// pieces cuts a box that is too wide between its letters.
func (s *Setter) pieces(whole item) {
	w := &s.work
	glyphs := whole.in.glyphs
	right := whole.level%2 == 1
	first := len(w.items)
	for g := whole.g0; g < whole.g1; {
		end := g + 1
		for end < whole.g1 && glyphs[end].cluster == glyphs[g].cluster {
			end++
		}
		piece := whole
		piece.g0, piece.g1 = g, end
		piece.from = whole.base + glyphs[g].cluster
		if right {
			piece.to = whole.to
			if g > whole.g0 {
				piece.to = whole.base + glyphs[g-1].cluster
			}
		} else if piece.to = whole.to; end < whole.g1 {
			piece.to = whole.base + glyphs[end].cluster
		}
		piece.measure(w.runes)
		w.items = append(w.items, piece)
		g = end
	}
	boxes := append([]item(nil), w.items[first:]...)
	w.items = w.items[:first]
	for i := range boxes {
		b := boxes[i]
		if right {
			b = boxes[len(boxes)-1-i]
		}
		if i > 0 && (w.anywhere || !closes(w.runes[b.from]) && !opens(w.runes[b.from-1])) {
			w.items = append(w.items, item{kind: penalty, from: b.from, to: b.from, cost: costSplit, level: b.level})
		}
		w.items = append(w.items, b)
	}
}

// measure adds up a box.
func (it *item) measure(runes []rune) {
	it.width, it.loose, it.tight = 0, 0, 0
	last := int32(-1)
	for _, g := range it.in.glyphs[it.g0:it.g1] {
		it.width += it.style.Size.times(int(g.advance), it.face.upem)
		if g.cluster == last {
			continue
		}
		last = g.cluster
		it.width += it.style.Track
		if east(runes[it.base+g.cluster]) {
			it.loose += it.style.Size.times(eastStretch, 1000)
			it.tight += it.style.Size.times(eastShrink, 1000)
		} else if it.level%2 == 0 { // letters that join are never spaced
			it.loose += it.style.Size.times(letterStretch, 1000)
			it.tight += it.style.Size.times(letterShrink, 1000)
		}
	}
	it.loose += it.width.times(wider, 1000)
	it.tight += it.width.times(narrower, 1000)
}
