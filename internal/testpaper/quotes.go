package testpaper

import (
	"strings"
	"unicode"
)

// printed sets a line's typewriter quotation marks and apostrophes as a
// newspaper prints them: "it's" becomes “it’s”. A mark opens at the beginning,
// after a space and after an opening bracket or dash, and closes elsewhere.
func printed(line string) string {
	if !strings.ContainsAny(line, `"'`) {
		return line
	}
	var b strings.Builder
	before := ' '
	for _, c := range line {
		opens := unicode.IsSpace(before) || strings.ContainsRune("([{—–|*>“‘\"'", before)
		switch {
		case c == '"' && opens:
			b.WriteRune('“')
		case c == '"':
			b.WriteRune('”')
		case c == '\'' && opens:
			b.WriteRune('‘')
		case c == '\'':
			b.WriteRune('’')
		default:
			b.WriteRune(c)
		}
		before = c
	}
	return b.String()
}
