package search

import (
	"strings"
	"unicode/utf8"

	"ilbo.press"
)

// A sieve tells lines that phrases cannot stand in, without analysing them: most
// lines of most stories. It errs on the side of keeping.
type sieve struct {
	all     bool     // lets everything through
	latin   []string // beginnings of words in a to z
	others  []string // stretches of text as it is written
	numbers bool
}

// newSieve looks at the first word of each phrase. Of an English stem three
// letters are sure to be the word's own, and of a short one the first.
func newSieve(phrases []ilbo.IndexPhrase) *sieve {
	s := &sieve{}
	for i := range phrases {
		for _, way := range phrases[i].Ways() {
			if len(way.Words) == 0 || way.Field != "" {
				continue
			}
			word := strings.TrimSuffix(way.Words[0], tailSign)
			r, _ := utf8.DecodeRuneInString(word)
			switch {
			case 'a' <= r && r <= 'z' && len(word) > 3 && alphabetic(word[:3]):
				s.latin = append(s.latin, word[:3])
			case 'a' <= r && r <= 'z':
				s.latin = append(s.latin, word[:1])
			case '0' <= r && r <= '9':
				s.numbers = true
			case 0xAC00 <= r && r <= 0xD7A3 && !strings.ContainsFunc(word, func(r rune) bool { return !plainly(r) }):
				s.others = append(s.others, word)
			default:
				s.all = true
			}
		}
	}
	return s
}

func alphabetic(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' })
}

// plainly reports whether a character, as most are in a newspaper, is neither
// read as another nor part of a word in other letters.
func plainly(r rune) bool {
	switch r {
	case '·', '‐', '–', '—', '‘', '’', '“', '”', '…':
		return true
	}
	return r < 0x80 || 0xAC00 <= r && r <= 0xD7A3
}

// passes reports whether a phrase may stand in the line.
func (s *sieve) passes(line string) bool {
	if s.all {
		return true
	}
	for _, text := range s.others {
		if strings.Contains(line, text) {
			return true
		}
	}
	letter := false // before
	for i := 0; i < len(line); {
		c := line[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(line[i:])
			if !plainly(r) {
				return true
			}
			i, letter = i+n, false
			continue
		}
		c |= 'a' - 'A'
		begins := 'a' <= c && c <= 'z'
		if begins && !letter && s.begun(line[i:]) || s.numbers && '0' <= line[i] && line[i] <= '9' {
			return true
		}
		i, letter = i+1, begins
	}
	return false
}

// begun reports whether a word begins the text, whatever signs are in it: o’clock
// is oclock, U.S. is us, and e-mail may be email.
func (s *sieve) begun(text string) bool {
	for _, word := range s.latin {
		at := 0
		for i := 0; i < len(text) && at < len(word); {
			r, n := utf8.DecodeRuneInString(text[i:])
			switch {
			case r|('a'-'A') == rune(word[at]) && r < utf8.RuneSelf:
				at++
			case r != '\'' && r != '.' && !hyphen(r) && r != '\u2019' && r != '\u2018':
				i = len(text)
			}
			i += n
		}
		if at == len(word) {
			return true
		}
	}
	return false
}
