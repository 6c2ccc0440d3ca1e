package search

import (
	"strings"
	"unicode/utf8"

	"ilbo.press"
)

// A sieve tells lines that cannot hold more of phrases than was found already, without
// analysing them: most lines of most stories hold nothing. It errs on the side of more.
type sieve struct {
	all     bool        // no line can be told
	latin   []beginning // of words in a to z
	first   uint32      // their first letters
	others  []beginning // stretches of text as it is written
	numbers []beginning
}

// A beginning is what a way to write a phrase begins with.
type beginning struct {
	text         string
	phrase       int  // which of them
	begins, ends bool // a run of syllables with it
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
				s.latin = append(s.latin, beginning{text: sure(word), phrase: i})
				s.first |= 1 << (r - 'a')
			case '0' <= r && r <= '9':
				s.numbers = append(s.numbers, beginning{phrase: i})
			case hangul(r) && !strings.ContainsFunc(word, func(r rune) bool { return !plainly(r) }):
				s.others = append(s.others, run(way, i))
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

// run is the run of syllables that a way to write a phrase begins with. In a line its
// pairs stand one behind the other only where its syllables do.
func run(way ilbo.IndexPhrase, phrase int) beginning {
	first, tail := strings.CutSuffix(way.Words[0], tailSign)
	b := beginning{text: first, phrase: phrase, ends: tail}
	if _, n := utf8.DecodeRuneInString(first); n == len(first) {
		if !tail && !(way.Open && len(way.Words) == 1) { // it is all of a run
			b.begins, b.ends = true, true
		}
		return b
	}
	for _, next := range way.Words[1:] {
		last, _ := utf8.DecodeLastRuneInString(b.text)
		r, n := utf8.DecodeRuneInString(next)
		if r != last {
			break
		}
		if next[n:] == tailSign {
			b.ends = true
			break
		}
		if r, _ := utf8.DecodeRuneInString(next[n:]); !hangul(r) || len(next) != n+len("가") {
			break
		}
		b.text += next[n:]
	}
	return b
}

func hangul(r rune) bool { return 0xAC00 <= r && r <= 0xD7A3 }

// stands reports whether it may stand in the line at i.
func (b *beginning) stands(line string, i int) bool {
	if b.begins {
		if r, _ := utf8.DecodeLastRuneInString(line[:i]); hangul(r) {
			return false
		}
	}
	if b.ends {
		if r, _ := utf8.DecodeRuneInString(line[i+len(b.text):]); hangul(r) {
			return false
		}
	}
	return true
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
	return r < utf8.RuneSelf || hangul(r)
}

// What an ASCII character is to a sieve.
const (
	sign = iota
	digit
	character
)

var ascii = func() (kinds [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch l := c | ('a' - 'A'); {
		case '0' <= c && c <= '9':
			kinds[c] = digit
		case 'a' <= l && l <= 'z':
			kinds[c] = character
		}
	}
	return kinds
}()

// better reports whether a line may hold a window that is better than another.
func (s *sieve) better(line string, than window) bool {
	if s.all {
		return true
	}
	var seen uint64
	var most window
	meet := func(b *beginning) bool {
		if bit := uint64(1) << (b.phrase % 64); seen&bit == 0 {
			seen |= bit
			most.phrases++
		}
		most.hits++
		return most.better(than)
	}
	for i := range s.others {
		b := &s.others[i]
		for at := 0; ; at += len("가") {
			next := strings.Index(line[at:], b.text)
			if next < 0 {
				break
			}
			if at += next; b.stands(line, at) && meet(b) {
				return true
			}
		}
	}
	letter := false // before
	for i := 0; i < len(line); {
		c := line[i]
		if c >= utf8.RuneSelf {
			n := len("가")
			if !ordinary(line[i:]) {
				var r rune
				if r, n = utf8.DecodeRuneInString(line[i:]); !plainly(r) {
					return true
				}
			}
			i, letter = i+n, false
			continue
		}
		switch ascii[c] {
		case sign:
			letter = false
		case digit:
			letter = false
			for n := range s.numbers {
				if meet(&s.numbers[n]) {
					return true
				}
			}
		case character:
			if !letter && s.first&(1<<(c|('a'-'A')-'a')) != 0 {
				for n := range s.latin {
					if begun(line[i:], s.latin[n].text) && meet(&s.latin[n]) {
						return true
					}
				}
			}
			letter = true
		}
		i++
	}
	return false
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
