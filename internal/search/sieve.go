package search

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"ilbo.press"
)

// A sieve tells how much a line can hold of phrases at most, without analysing it:
// nothing, of most lines of most stories. It errs on the side of more.
type sieve struct {
	all     bool        // no line can be told
	latin   []beginning // of words in a to z
	first   uint32      // their first letters
	others  []beginning // stretches of text as it is written
	numbers []beginning
}

// A beginning is what a way to write a phrase begins with.
type beginning struct {
	text   string
	phrase int // which of them
}

// newSieve looks at the first word of each phrase.
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
			case 'a' <= r && r <= 'z':
				s.latin = append(s.latin, beginning{sure(word), i})
				s.first |= 1 << (r - 'a')
			case '0' <= r && r <= '9':
				s.numbers = append(s.numbers, beginning{phrase: i})
			case 0xAC00 <= r && r <= 0xD7A3 && !strings.ContainsFunc(word, func(r rune) bool { return !plainly(r) }):
				s.others = append(s.others, beginning{word, i})
			default:
				s.all = true
			}
		}
	}
	return s
}

// sure is how a word begins that has the stem: only a last i or e of that may be
// another letter of the word, or none, but for the irregular ones, which are short.
func sure(stem string) string {
	switch n := len(stem); {
	case n <= 3 || !alphabetic(stem[:3]):
		return stem[:1]
	case !alphabetic(stem):
		return stem[:3]
	case stem[n-1] == 'i' || stem[n-1] == 'e':
		return stem[:n-1]
	}
	return stem
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

// untold is more than any line holds.
const untold = 1 << 30

// most is how many of the phrases a line can hold, and how often any of them.
func (s *sieve) most(line string) (phrases, hits int) {
	if s.all {
		return untold, untold
	}
	var seen uint64
	meet := func(b *beginning) {
		seen |= 1 << (b.phrase % 64)
		hits++
	}
	for i := range s.others {
		b := &s.others[i]
		_, n := utf8.DecodeRuneInString(b.text)
		for at := strings.Index(line, b.text); at >= 0; {
			meet(b)
			next := strings.Index(line[at+n:], b.text)
			if next < 0 {
				break
			}
			at += n + next
		}
	}
	letter := false // before
	for i := 0; i < len(line); {
		c := line[i]
		if c >= utf8.RuneSelf {
			if !ordinary(line[i:]) {
				r, n := utf8.DecodeRuneInString(line[i:])
				if !plainly(r) {
					return untold, untold
				}
				i, letter = i+n, false
				continue
			}
			i, letter = i+3, false
			continue
		}
		if '0' <= c && c <= '9' {
			for n := range s.numbers {
				meet(&s.numbers[n])
			}
		}
		c |= 'a' - 'A'
		begins := 'a' <= c && c <= 'z'
		if begins && !letter && s.first&(1<<(c-'a')) != 0 {
			for n := range s.latin {
				if begun(line[i:], s.latin[n].text) {
					meet(&s.latin[n])
				}
			}
		}
		i, letter = i+1, begins
	}
	return bits.OnesCount64(seen), hits
}

// ordinary reports whether the text begins with one of most syllables of Hangul:
// those from U+B000 to U+CFFF.
func ordinary(text string) bool {
	return len(text) >= 3 && (text[0] == 0xEB || text[0] == 0xEC) && text[1]&0xC0 == 0x80 && text[2]&0xC0 == 0x80
}

// begun reports whether a word that begins so begins the text, whatever signs are
// in it: o’clock is oclock, U.S. is us, and e-mail may be email.
func begun(text, word string) bool {
	at := 0
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c|('a'-'A') == word[at]:
			if at++; at == len(word) {
				return true
			}
			i++
		case c == '\'' || c == '.' || c == '-':
			i++
		case c < utf8.RuneSelf:
			return false
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if !hyphen(r) && r != '\u2019' && r != '\u2018' {
				return false
			}
			i += n
		}
	}
	return false
}
