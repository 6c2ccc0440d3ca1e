package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Token is a unit that the index holds. Its place among the tokens of a text
// is its position: what stands side by side there stands so in the index.
type Token struct {
	Text       string
	Start, End int // bytes of the text that it stands for
	// Mid is where the first of a pair's two syllables ends; elsewhere it is End.
	Mid int
	// Tail says that this is the last syllable of a run of two or more, which
	// stands after the run's pairs: 북한 is the tokens 북한 and 한·. By it a search
	// for one syllable finds its place. Its sign, which no text has in a word,
	// tells it from a word of one syllable: 국 지적 is not in 미국 지적.
	Tail bool
}

const tailSign = "·"

// maxWord is the most letters that a word has: past it a word is cut, so that
// an address or a key in a text cannot swell the index.
const maxWord = 64

// Tokens analyses text as it is written. The tokens come in the order of the
// text; the same text gives the same tokens in every language.
//
//   - Letters lose case, accents and compatibility forms (NFKC).
//   - Words in alphabets end where digits begin: G20, G-20 and "G 20" are alike.
//     They lose a possessive ’s, and English ones their endings: see [Stem].
//   - U.S. is us; 1,000 is 1000.
//   - Runs of Hangul, Hanja and kana become overlapping pairs and a [Token.Tail];
//     a run of one is itself.
func Tokens(text string) []Token {
	var list []Token
	folded(text, func(letters []letter) { list = appendTokens(make([]Token, 0, len(letters)/4+1), text, letters) })
	return list
}

// appendTokens appends the tokens of letters that come from text, or stand for
// some of it.
func appendTokens(tokens []Token, text string, letters []letter) []Token {
	for i := 0; i < len(letters); {
		switch kind := kindOf(letters[i].r); kind {
		case none:
			i++
		case pairs:
			end := runEnd(letters, i, pairs)
			tokens = appendPairs(tokens, text, letters[i:end])
			i = end
		case digits:
			var t Token
			t, i = number(text, letters, i)
			tokens = append(tokens, t)
		case alphabet:
			var t Token
			t, i = word(text, letters, i)
			tokens = append(tokens, t)
		}
	}
	return tokens
}

// What a character is to the analysis.
type kind int

const (
	none kind = iota
	alphabet
	digits
	pairs
)

func kindOf(r rune) kind {
	switch {
	case 0 <= r && r < utf8.RuneSelf:
		return asciiKinds[r]
	case r == unicode.ReplacementChar:
		return none
	case syllabic(r):
		return pairs
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return alphabet
	case unicode.IsNumber(r):
		return digits
	}
	return none
}

// asciiKinds are the kinds of the folded letters that most of a text is made of.
var asciiKinds = func() (kinds [utf8.RuneSelf]kind) {
	for r := 'a'; r <= 'z'; r++ {
		kinds[r] = alphabet
	}
	for r := '0'; r <= '9'; r++ {
		kinds[r] = digits
	}
	return kinds
}()

func runEnd(letters []letter, i int, k kind) int {
	for i < len(letters) && kindOf(letters[i].r) == k {
		i++
	}
	return i
}

func appendPairs(tokens []Token, text string, run []letter) []Token {
	if len(run) == 1 {
		return append(tokens, Token{Text: spell(text, run), Start: run[0].start, Mid: run[0].end, End: run[0].end})
	}
	for i := range len(run) - 1 {
		tokens = append(tokens, Token{
			Text:  spell(text, run[i:i+2]),
			Start: run[i].start, Mid: run[i].end, End: run[i+1].end,
		})
	}
	last := run[len(run)-1]
	return append(tokens, Token{Text: string(last.r) + tailSign, Start: last.start, Mid: last.end, End: last.end, Tail: true})
}

// number reads digits; a comma before exactly three digits is part of it.
func number(text string, letters []letter, i int) (Token, int) {
	var parts [4][]letter // more have more letters than a word
	list := parts[:0]
	start, end := i, i
	for {
		next := runEnd(letters, end, digits)
		list = append(list, letters[end:next])
		end = next
		if end >= len(letters) || letters[end].r != ',' || runEnd(letters, end+1, digits)-end != 4 {
			break
		}
		end++
	}
	return span(spell(text, list...), letters[start:end]), end
}

// word reads letters, the apostrophes between them and the full stops of an
// abbreviation; what the word ends with beside them is left out of its span.
func word(text string, letters []letter, i int) (Token, int) {
	end := runEnd(letters, i, alphabet)
	if end-i == 1 {
		if t, next := abbreviation(letters, i); next > end {
			return t, next
		}
	}
	var parts [4][]letter
	list := append(parts[:0], letters[i:end])
	stop := end // of the word's span
	for end+1 < len(letters) && letters[end].r == '\'' && kindOf(letters[end+1].r) == alphabet {
		next := runEnd(letters, end+1, alphabet)
		if next-end == 2 && letters[end+1].r == 's' { // Seoul’s
			end = next
			break
		}
		list = append(list, letters[end+1:next])
		end, stop = next, next
	}
	return span(Stem(spell(text, list...)), letters[i:stop]), end
}

// abbreviation reads single letters with a full stop after each: U.S., p.m.
func abbreviation(letters []letter, i int) (Token, int) {
	var b strings.Builder
	b.WriteRune(letters[i].r)
	end := i + 1
	for end+1 < len(letters) && letters[end].r == '.' && runEnd(letters, end+1, alphabet) == end+2 {
		b.WriteRune(letters[end+1].r)
		end += 2
	}
	return span(b.String(), letters[i:end]), end
}

// spell gives the letters as a word, no more of them than a word may hold: where
// it can, as a part of the text that they come from, which costs nothing.
func spell(text string, parts ...[]letter) string {
	if len(parts) == 1 {
		if word, ok := asWritten(text, parts[0]); ok {
			return word
		}
	}
	var buffer [maxWord + utf8.UTFMax]byte
	b := buffer[:0]
	for _, letters := range parts {
		for _, l := range letters {
			if len(b) >= maxWord {
				return string(b)
			}
			b = utf8.AppendRune(b, l.r)
		}
	}
	return string(b)
}

// asWritten is the part of the text that letters come from, where it spells just
// them.
func asWritten(text string, letters []letter) (string, bool) {
	start, end := letters[0].start, letters[len(letters)-1].end
	if end-start > maxWord {
		return "", false
	}
	at := start
	for _, l := range letters {
		if l.r < utf8.RuneSelf && at < len(text) && rune(text[at]) == l.r && l.start == at && l.end == at+1 {
			at++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[at:])
		if r != l.r || l.start != at || l.end != at+n {
			return "", false
		}
		at += n
	}
	return text[start:end], true
}

func span(text string, letters []letter) Token {
	end := letters[len(letters)-1].end
	return Token{Text: text, Start: letters[0].start, Mid: end, End: end}
}

// words are the texts of tokens.
func words(tokens []Token) []string {
	list := make([]string, len(tokens))
	for i := range tokens {
		list[i] = tokens[i].Text
	}
	return list
}
