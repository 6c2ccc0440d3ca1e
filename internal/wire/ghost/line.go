package ghost

import (
	"unicode"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/wire/body"
)

// A line gathers text under marks; white space of all kinds becomes single
// spaces, and what is no text goes.
type line struct {
	spans ilbo.Inline
	mark  ilbo.Span // of the text that is being gathered
	text  []byte
	space bool      // a space is owed before the next letter
	typed ilbo.Span // the marks that it was typed under
}

// add adds text under the marks of a span whose own text is not used.
func (l *line) add(s string, mark ilbo.Span) {
	mark.Text = ""
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			if !l.space {
				l.space, l.typed = true, mark
			}
			continue
		case r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFEFF || r == 0x200B || r == 0x200C || r == 0xAD || r == utf8.RuneError:
			continue
		}
		l.turn(mark)
		l.text = utf8.AppendRune(l.text, r)
	}
}

// turn ends the span before where the marks change, and writes the space that
// is owed: where it was typed, but never at the end of a link.
func (l *line) turn(mark ilbo.Span) {
	space := l.space && (len(l.text) > 0 || len(l.spans) > 0)
	l.space = false
	if l.mark != mark && len(l.text) > 0 {
		if l.typed.Href != "" { // typed within a link, at its edge
			l.typed = ilbo.Span{}
		}
		switch {
		case !space, l.typed == mark, mark.Href == "" && l.mark.Href != "":
		case l.typed == l.mark:
			l.text, space = append(l.text, ' '), false
		default:
			l.end()
			l.typed.Text = " "
			l.spans, space = append(l.spans, l.typed), false
		}
		l.end()
	}
	l.mark = mark
	if space {
		l.text = append(l.text, ' ')
	}
}

func (l *line) end() {
	if len(l.text) > 0 {
		span := l.mark
		span.Text = string(l.text)
		l.spans, l.text = append(l.spans, span), l.text[:0]
	}
}

// ended holds where a sentence ends the line so far.
func (l *line) ended() bool {
	tail := l.text
	if n := len(l.spans); len(tail) == 0 && n > 0 {
		tail = []byte(l.spans[n-1].Text)
	}
	return body.EndsSentence(string(tail[max(0, len(tail)-16):]))
}

// take gives the line, and begins a new one.
func (l *line) take() ilbo.Inline {
	l.end()
	spans := l.spans
	l.spans, l.space = nil, false
	return spans
}
