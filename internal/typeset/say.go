package typeset

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// String is what a line says, in the order in which it is read, so that lines
// behind one another are the paragraph: with the space that parts it from the
// next, and without the hyphen that it was broken with.
func (l *Line) String() string {
	var b strings.Builder
	runes := 0
	for i := 0; i < len(l.Runs); {
		j := i + 1
		for j < len(l.Runs) && l.Runs[j].Right == l.Runs[i].Right {
			j++
		}
		part := l.Runs[i:j]
		if part[0].Right {
			part = slices.Clone(part)
			slices.Reverse(part)
		}
		for k := range part {
			runes += utf8.RuneCountInString(part[k].Text)
			b.WriteString(part[k].Text)
		}
		i = j
	}
	s := b.String()
	switch {
	case l.Hyphen:
		return strings.TrimSuffix(s, "\u00AD")
	case l.To-l.From > runes && !l.Last:
		return s + " " // it was there, and nothing stands for it
	}
	return s
}
