package typeset

// A Line is a line of type. Lengths are from the left edge of its measure.
type Line struct {
	Runs     []Run
	From, To int     // which runes of the text it has, white space at its end too
	Offset   Length  // how far its measure is from the column's left edge
	Measure  Length  // the width that it was set for
	Left     Length  // where its first letter begins: before 0 where it hangs
	Right    Length  // where its last one ends, less what of it hangs
	Space    Length  // its narrowest word space, 0 where it has none
	Stretch  float64 // how far its spaces are from natural: 1 is half as wide again, -1 a quarter narrower; beyond, letters are spaced too, and beyond 3 spaces are wider still
	Hyphen   bool    // it ends within a word
	Last     bool    // of its paragraph, or before a line break
	Forced   bool    // nothing else was possible: it may begin with what closes, or be one letter wider than the measure
}

// A Run is glyphs of one face at one size, from left to right.
type Run struct {
	Face   *Face
	Style  *Style
	Size   Length
	X      Length // from the left edge of the measure
	Scale  int    // how wide its letters are, in hundredths of a percent: 10,000 as they were drawn
	Drop   Length // how far below the line's baseline it stands
	Glyphs []Glyph
	Text   string // what the glyphs say
	Right  bool   // its script is written from the right
}

// A Glyph is one glyph in its place.
type Glyph struct {
	ID      uint16
	At      int32 // where in the run's text, in bytes, what it stands for begins
	Advance Length
	DX, DY  Length // how far it is moved; DY is upward
}

// Width is how wide a run is.
func (r *Run) Width() Length {
	var w Length
	for i := range r.Glyphs {
		w += r.Glyphs[i].Advance
	}
	return w
}

// A Missing rune is one that no face of its style has. It is shown as a box.
type Missing struct {
	Rune rune
	At   int // which rune of the text
}

// A Setting is a paragraph that has been set.
type Setting struct {
	Lines   []Line
	Missing []Missing
}
