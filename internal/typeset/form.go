package typeset

// An Align says how lines stand in their measure.
type Align uint8

const (
	Justify Align = iota // both edges, but for the last line
	Left
	Center
	Right
)

// A Korean says where Korean lines may end.
type Korean uint8

const (
	Syllables Korean = iota // between any two syllables, as newspapers do
	Words                   // at spaces only
)

// A Form is how a paragraph is set.
type Form struct {
	Align     Align
	Indent    Length // of its first line
	Hyphenate bool   // English words may part
	Korean    Korean
	Hang      bool // punctuation hangs into the margins
	Looseness int  // how many lines more than best are wanted, or fewer

	// A drop capital: how many lines the first letter is high, in which style
	// (of which the size is found), and how far apart baselines are.
	Drop      int
	DropStyle *Style
	Leading   Length

	// Where it stands in a column: see Fill.
	Rows   int  // of the grid that each line takes, at least 1
	Before int  // empty rows before it, but at the head of a column
	After  int  // empty rows after it, but at the foot of a column
	Keep   bool // it stands in the same column as what follows
	Whole  bool // it is not divided between columns
}

// A Slot is the place of a line: how far from the column's left edge, and how
// wide.
type Slot struct{ Offset, Width Length }

// A Measure says where each line of a paragraph stands. From line Settled on all
// are alike.
type Measure struct {
	Slots   func(line int) Slot
	Settled int
}

// Even is a measure of lines of one width.
func Even(width Length) Measure {
	return Measure{func(int) Slot { return Slot{0, width} }, 0}
}

// What white space and letters give, in thousandths: of a space's own width, of
// the size between letters, and of a letter's own width. A line is stretched by
// its spaces first; letters are spaced, and made a little wider or narrower, only
// where those do not do. Three in a hundred are hardly seen, and usual in narrow
// columns: Hàn Thế Thành, "Micro-typographic
// extensions to the TeX typesetting system" (2000).
const (
	spaceStretch = 500 // to 1.5
	spaceShrink  = 250 // to 0.75

	letterStretch = 22
	letterShrink  = 8
	eastStretch   = 50
	eastShrink    = 15
	wider         = 30
	narrower      = 25
)

// hangLeft and hangRight say how much of a glyph's width hangs, in hundredths.
func hangLeft(r rune) int {
	switch r {
	case '“', '‘', '"', '\'', '«', '‹':
		return 60
	case '「', '『', '（', '《', '〈', '【':
		return 40
	case '(', '[', '—', '–':
		return 20
	}
	return 0
}

func hangRight(r rune) int {
	switch r {
	case '.', ',', '-', '‐', '\u00AD', '’', '‘', '\'', '·':
		return 65
	case '”', '“', '"', '»', '›':
		return 50
	case '、', '。', '，', '．':
		return 50
	case ';', ':':
		return 40
	case '–':
		return 30
	case '—', '!', '?', ')', ']':
		return 15
	}
	return 0
}
