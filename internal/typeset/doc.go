// Package typeset sets type: it makes lines of paragraphs, and columns of lines.
// It knows faces, words, lines and columns, and nothing of what is said in them.
//
// Text is shaped (letters become glyphs of a face, kerned and joined), broken
// into lines that are the best for the whole paragraph, as Knuth and Plass do it
// in "Breaking Paragraphs into Lines" (1981), and let run down columns that
// share a grid of baselines. What is promised of what comes out:
//
//   - every rune of the text stands in exactly one line, or in what is handed
//     back as overset; a rune that no face has is shown as a box and reported;
//   - no line is wider than its measure, but for punctuation that hangs;
//   - no word space is narrower than three quarters of its own width;
//   - no more than two lines in a row end with a hyphen;
//   - no line begins with what closes, and none ends with what opens;
//   - no column begins with the last line of a paragraph, or ends with the
//     first of one.
//
// Where a text leaves no other way (a word of 200 letters, a hundred brackets, a
// letter that is wider than its column), a line breaks a rule of these and says
// so: see Line.Forced. None is ever left out.
//
// All of it is a pure function of text, faces and measures: the same input is
// set the same way on every machine. Lengths are whole thousandths of a point.
//
//	setter := typeset.NewSetter()
//	lines := setter.Set(typeset.Text{{"Night ferry makes its first crossing.", body}}, form, typeset.Even(11*typeset.Pica))
//
// A Setter serves one goroutine; faces are shared. Package faces has those that
// come with the program, hyphen says where English words part, and pdf prints.
package typeset
