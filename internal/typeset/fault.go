package typeset

import "unicode/utf8"

// Faults are what an eye would find wrong with lines that stand below one
// another.
type Faults struct {
	Ladders int // three lines or more in a row that end within a word
	Rivers  int // word spaces that stand below one another in so many lines
	Wide    int // lines with word spaces of more than one and a half
	Forced  int // lines that were set against a rule
}

// Inspect looks lines over for faults. A river is spaces in as many lines as
// said, each below at least half of the one above: four are seen in text, three
// in a headline.
func Inspect(lines []Line, river int) Faults {
	var f Faults
	hyphens := 0
	var above []stream
	for i := range lines {
		l := &lines[i]
		if !l.Hyphen {
			hyphens = 0
		} else if hyphens++; hyphens == 3 {
			f.Ladders++
		}
		if l.Stretch > 3 {
			f.Wide++
		}
		if l.Forced {
			f.Forced++
		}
		var here []stream
		for _, gap := range gaps(l) {
			gap.length = 1
			for _, a := range above {
				if over := min(a.to, gap.to) - max(a.from, gap.from); 2*over >= min(a.to-a.from, gap.to-gap.from) {
					gap.length = max(gap.length, a.length+1)
				}
			}
			if gap.length == river {
				f.Rivers++
			}
			here = append(here, gap)
		}
		above = here
	}
	return f
}

// A stream is a word space, and how many stand above it.
type stream struct {
	from, to Length
	length   int
}

// gaps are the word spaces of a line.
func gaps(l *Line) []stream {
	var all []stream
	for i := range l.Runs {
		run := &l.Runs[i]
		x := l.Offset + run.X
		for _, g := range run.Glyphs {
			if int(g.At) < len(run.Text) {
				if r, _ := utf8.DecodeRuneInString(run.Text[g.At:]); space(r) || fixed(r) {
					all = append(all, stream{from: x, to: x + g.Advance})
				}
			}
			x += g.Advance
		}
	}
	return all
}
