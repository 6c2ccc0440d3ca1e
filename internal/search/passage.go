package search

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
)

const (
	// passageWidth is how long a passage is, in columns: a syllable takes two.
	passageWidth = 180
	// lead is how much of it stands before the first hit, where the line begins
	// further before it.
	lead = 50
	// maxPassage bounds the text that a passage is sought in, in bytes.
	maxPassage = 200_000
)

const ellipsis = "…"

// Passage chooses the stretch of one line of text that finds the most of the
// phrases, and of those the one with the most hits, and of those the first. It
// is cut between words, with an ellipsis where something is left out. Hits is
// how many phrases it finds; where it is zero the passage is the beginning.
func Passage(text string, phrases []ilbo.IndexPhrase) (parts []Part, hits int) {
	return newMarker(phrases).passage(func(yield func(string) bool) { yield(text) })
}

// passage chooses one of texts that have a line or more each.
func (m *marker) passage(texts iter.Seq[string]) (parts []Part, hits int) {
	var best window
	var bestLine, firstLine string
	var bestMarks []mark
	for line := range linesOf(texts) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if firstLine == "" {
			firstLine = line
		}
		if !m.sieve.better(line, best) {
			continue
		}
		found := m.marks(line)
		if w := richest(line, found); w.better(best) {
			best, bestLine, bestMarks = w, line, found
			if w.phrases == len(m.phrases) && w.hits > len(m.phrases) {
				break // further lines could only say the same again
			}
		}
	}
	if bestLine == "" {
		bestLine = firstLine
	}
	if bestLine == "" {
		return nil, 0
	}
	from, to := frame(bestLine, best.start)
	parts = cut(bestLine, from, to, bestMarks)
	if from > 0 {
		parts = append([]Part{{Text: ellipsis}}, parts...)
	}
	if to < len(bestLine) {
		parts = append(parts, Part{Text: ellipsis})
	}
	return parts, best.phrases
}

// linesOf are the lines of texts, as far as a passage is sought in them.
func linesOf(texts iter.Seq[string]) iter.Seq[string] {
	return func(yield func(string) bool) {
		left := maxPassage
		for text := range texts {
			text = clip(text, left)
			for line := range strings.SplitSeq(text, "\n") {
				if !yield(line) {
					return
				}
			}
			if left -= len(text) + len("\n"); left <= 0 {
				return
			}
		}
	}
}

// A window is a stretch of a line that begins with a hit.
type window struct{ start, phrases, hits int }

func (w window) better(than window) bool {
	return w.phrases > than.phrases || w.phrases == than.phrases && w.hits > than.hits
}

// richest is the window of the line that finds most.
func richest(line string, found []mark) window {
	var best window
	for i, m := range found {
		w := window{start: m.start}
		var seen uint64 // a query has few phrases: see maxTerms
		end := advance(line, m.start, passageWidth-lead)
		for _, next := range found[i:] {
			if next.end > end && next.start > m.start {
				break
			}
			if bit := uint64(1) << (next.phrase % 64); seen&bit == 0 {
				seen |= bit
				w.phrases++
			}
			w.hits++
		}
		if w.better(best) {
			best = w
		}
	}
	return best
}

// frame widens a window to a passage that begins and ends between words.
func frame(line string, start int) (from, to int) {
	if width(line) <= passageWidth {
		return 0, len(line)
	}
	from = retreat(line, start, lead)
	if from > 0 {
		from = wordStart(line, from, start)
	}
	to = advance(line, from, passageWidth)
	if to == len(line) { // use the room that is left over
		if wide := retreat(line, len(line), passageWidth); wide < from {
			from = wordStart(line, wide, from)
		}
		return from, to
	}
	if i := strings.LastIndexFunc(line[from:to], unicode.IsSpace); i > 0 && from+i > start {
		to = from + i
	}
	return from, to
}

// wordStart is the first beginning of a word at or after i and not past limit.
func wordStart(line string, i, limit int) int {
	if i == 0 {
		return 0
	}
	space := strings.IndexFunc(line[i:limit], unicode.IsSpace)
	if space < 0 {
		return i
	}
	i += space
	for i < limit {
		r, n := utf8.DecodeRuneInString(line[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += n
	}
	return i
}

// advance is the place up to columns after i, and retreat before it.
func advance(line string, i, columns int) int {
	for i < len(line) {
		r, n := utf8.DecodeRuneInString(line[i:])
		if columns -= columnsOf(r); columns < 0 {
			break
		}
		i += n
	}
	return i
}

func retreat(line string, i, columns int) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(line[:i])
		if columns -= columnsOf(r); columns < 0 {
			break
		}
		i -= n
	}
	return i
}

func width(line string) int {
	n := 0
	for _, r := range line {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	if syllabic(r) {
		return 2
	}
	return 1
}

// clip cuts text to at most n bytes, between characters.
func clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}
