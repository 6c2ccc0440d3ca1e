package store

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"ilbo.press"
)

// numbered writes the placeholders of a statement as $1, $2, …. A question mark
// in a literal, in a quoted name or in a comment is none.
func numbered(text string) string {
	var b strings.Builder
	n := 0
	for len(text) > 0 {
		switch quoted := opening(text); {
		case quoted > 0:
			b.WriteString(text[:quoted])
			text = text[quoted:]
			continue
		case text[0] == '?':
			n++
			b.WriteString("$" + strconv.Itoa(n))
		default:
			b.WriteByte(text[0])
		}
		text = text[1:]
	}
	return b.String()
}

// opening is the length of the literal, quoted name or comment that text begins
// with, 0 where it begins with none. One that does not end goes to the end.
func opening(text string) int {
	end := ""
	switch {
	case text[0] == '\'' || text[0] == '"': // a doubled quote ends one and opens the next
		end = text[:1]
	case strings.HasPrefix(text, "--"):
		end = "\n"
	default:
		return 0
	}
	if i := strings.Index(text[1:], end); i >= 0 {
		return i + 2
	}
	return len(text)
}

// unwritable reports whether a value is a text that not every database can
// hold: with a zero character in it, or not in UTF-8.
func unwritable(args []any) bool {
	for _, arg := range args {
		if s, ok := arg.(string); ok && (strings.IndexByte(s, 0) >= 0 || !utf8.ValidString(s)) {
			return true
		}
	}
	return false
}

// Such a text is refused where it is to be stored, and nothing has it where it
// is asked for: a paper can move from any database to any other.
var (
	errUnwritable = &ilbo.Error{Kind: ilbo.Invalid, Say: "The text holds characters that cannot be stored: a zero character, or bytes that are not UTF-8."}
	errUnreadable = &ilbo.Error{Kind: ilbo.NotFound, Say: "There is nothing of that name."}
)
