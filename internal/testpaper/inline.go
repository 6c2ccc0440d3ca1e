package testpaper

import (
	"fmt"
	"strings"

	"ilbo.press"
)

// inline reads *emphasis*, **strong** and [links](/path). A backslash takes
// the meaning from the mark that follows it. Brackets that no address follows
// are brackets.
func (r *reader) inline(line int, text string) ilbo.Inline {
	spans, err := readInline(text, ilbo.Span{})
	if err != nil {
		r.fail(line, "%v", err)
	}
	return spans
}

// readInline reads text that stands under the marks of outer.
func readInline(text string, outer ilbo.Span) (spans ilbo.Inline, err error) {
	var plain strings.Builder
	flush := func() {
		if plain.Len() > 0 {
			span := outer
			span.Text = plain.String()
			spans = append(spans, span)
			plain.Reset()
		}
	}
	for text != "" {
		inner, rest, mark, err := nextMark(text)
		switch {
		case err != nil:
			return nil, err
		case mark == nil:
			n := 1
			if text[0] == '\\' && len(text) > 1 && strings.IndexByte(`*[\`, text[1]) >= 0 {
				text = text[1:]
			}
			plain.WriteString(text[:n])
			text = text[n:]
		default:
			flush()
			under := outer
			mark(&under)
			more, err := readInline(inner, under)
			if err != nil {
				return nil, err
			}
			spans, text = append(spans, more...), rest
		}
	}
	flush()
	return spans, nil
}

// nextMark reports the mark that text begins with, what it encloses and what
// follows; mark is nil where text begins with none.
func nextMark(text string) (inner, rest string, mark func(*ilbo.Span), err error) {
	switch {
	case strings.HasPrefix(text, "**"):
		mark = func(s *ilbo.Span) { s.Strong = true }
		inner, rest, err = enclosed(text, "**")
	case strings.HasPrefix(text, "*"):
		mark = func(s *ilbo.Span) { s.Em = true }
		inner, rest, err = enclosed(text, "*")
	case strings.HasPrefix(text, "["):
		label, tail, ok := strings.Cut(text[1:], "](")
		href, after, closed := strings.Cut(tail, ")")
		if !ok || !closed || strings.ContainsAny(label, "[]") {
			return "", "", nil, nil
		}
		if label == "" || !ilbo.SafeHref(href) {
			return "", "", nil, fmt.Errorf("[%s](%s) is no link that a story can have", label, href)
		}
		inner, rest, mark = label, after, func(s *ilbo.Span) { s.Href = href }
	}
	return inner, rest, mark, err
}

func enclosed(text, mark string) (inner, rest string, err error) {
	inner, rest, ok := strings.Cut(text[len(mark):], mark)
	if !ok || inner == "" || strings.TrimSpace(inner) != inner {
		return "", "", fmt.Errorf("%s opens and nothing closes it: write \\* for an asterisk", mark)
	}
	return inner, rest, nil
}
