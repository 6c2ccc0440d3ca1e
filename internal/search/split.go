package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// split takes a query apart into pieces: an optional minus sign, an optional
// operator with its colon, and a word or a quotation. A quotation that is not
// closed goes on to the end.
func split(text string) []piece {
	var list []piece
	for {
		text = strings.TrimLeftFunc(text, space)
		if text == "" {
			return list
		}
		var p piece
		if r, n := utf8.DecodeRuneInString(text); minus(r) && text[n:] != "" && !startsWith(text[n:], space) {
			p.not, text = true, text[n:]
		}
		if name, rest, ok := operatorName(text); ok {
			p.name, text = name, rest
		}
		p.text, p.quoted, text = value(text)
		list = append(list, p)
	}
}

// value reads a quotation or a word off the head of text.
func value(text string) (value string, quoted bool, rest string) {
	r, n := utf8.DecodeRuneInString(text)
	if text != "" && quotationMark(r) {
		text = text[n:]
		end := strings.IndexFunc(text, quotationMark)
		if end < 0 {
			return text, true, ""
		}
		_, n = utf8.DecodeRuneInString(text[end:])
		return text[:end], true, text[end+n:]
	}
	end := strings.IndexFunc(text, func(r rune) bool { return space(r) || quotationMark(r) })
	if end < 0 {
		end = len(text)
	}
	return text[:end], false, text[end:]
}

// operatorName reads "name:" where a value follows it at once.
func operatorName(text string) (name, rest string, ok bool) {
	name, rest, ok = strings.Cut(text, ":")
	if !ok || name == "" || len(name) > 16 || strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) >= 0 {
		return "", "", false
	}
	if rest == "" || startsWith(rest, space) {
		return "", "", false
	}
	return strings.ToLower(name), rest, true
}

func space(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

func minus(r rune) bool { return r == '-' || r == '−' || r == '–' || r == '\uFF0D' }

func quotationMark(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '«', '»', '「', '」', '『', '』', '\uFF02':
		return true
	}
	return false
}

func startsWith(s string, is func(rune) bool) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return is(r)
}
