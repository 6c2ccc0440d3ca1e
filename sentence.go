package ilbo

import (
	"slices"
	"strings"
	"unicode"
)

// A Stretch is a part of a text, in characters: From is its first, To the one
// behind its last.
type Stretch struct{ From, To int }

// Sentences parts a text into its sentences, in their order and without the white
// space between them; all else of the text is in one of them. A full stop ends none
// within a number or behind an abbreviation, and a quotation or what stands in
// brackets is parted only where it is long. What has no punctuation is one sentence,
// but for Korean that ends its sentences politely (-습니다).
func Sentences(text string, l Language) []Stretch {
	p := parter{runes: []rune(text), language: l}
	p.enclose()
	start := 0
	for i := 0; i < len(p.runes); i++ {
		switch end := p.end(start, i); {
		case p.runes[i] == '\n':
			p.cut(start, i)
			start = i + 1
		case end > 0:
			p.cut(start, end)
			start, i = end, end-1
		}
	}
	p.cut(start, len(p.runes))
	return p.found
}

// A parter parts one text.
type parter struct {
	runes    []rune
	language Language
	closes   []int // of each character, where the quotation or bracket that it is in closes; 0: it is in none
	found    []Stretch
}

// cut notes the sentence between two places, if there is one.
func (p *parter) cut(from, to int) {
	for from < to && unicode.IsSpace(p.runes[from]) {
		from++
	}
	for to > from && unicode.IsSpace(p.runes[to-1]) {
		to--
	}
	if from < to {
		p.found = append(p.found, Stretch{from, to})
	}
}

// maxEnclosed is the longest quotation that is not parted, in characters.
const maxEnclosed = 240

var enclosing = map[rune]rune{'“': '”', '‘': '’', '(': ')', '「': '」', '『': '』', '《': '》', '〈': '〉', '[': ']', '"': '"'}

// enclose finds what is in quotation marks and brackets.
func (p *parter) enclose() {
	p.closes = make([]int, len(p.runes))
	for i := 0; i < len(p.runes); i++ {
		closing, opens := enclosing[p.runes[i]]
		if !opens {
			continue
		}
		if end := p.closed(i, closing); end > 0 {
			for k := i; k < end; k++ {
				p.closes[k] = end
			}
			i = end // of what is within another the outer counts
		}
	}
}

// closed finds where what opens at a place closes, within its line.
func (p *parter) closed(from int, closing rune) int {
	for i := from + 1; i < min(len(p.runes), from+maxEnclosed); i++ {
		switch r := p.runes[i]; {
		case r == '\n':
			return 0
		case r != closing:
		case r == '’' && p.language != Korean && i+1 < len(p.runes) && unicode.IsLetter(p.runes[i+1]): // an apostrophe
		default:
			return i
		}
	}
	return 0
}

const (
	terminal = ".!?。！？…"
	closers  = "”’\"')]」』》〉"
)

// end gives where the sentence ends whose last mark begins at i, and 0 where none
// does.
func (p *parter) end(start, i int) int {
	if p.closes[i] > 0 && p.closes[i] > i+1 && !p.lastWithin(i) {
		return 0
	}
	if !strings.ContainsRune(terminal, p.runes[i]) {
		return p.polite(start, i)
	}
	if i > 0 && strings.ContainsRune(terminal, p.runes[i-1]) {
		return 0 // the first of several marks was asked
	}
	end := i
	for end < len(p.runes) && strings.ContainsRune(terminal, p.runes[end]) {
		end++
	}
	marks := string(p.runes[i:end])
	for end < len(p.runes) && strings.ContainsRune(closers, p.runes[end]) {
		end++
	}
	if end == len(p.runes) {
		return end
	}
	full := strings.ContainsAny(marks, "。！？") // they need no space
	if !full && !unicode.IsSpace(p.runes[end]) {
		return 0
	}
	next := p.after(end)
	switch {
	case next == "":
		return end
	case p.language == Korean:
		if !p.endsKorean(i, marks, end, next) {
			return 0
		}
	case !p.endsEnglish(start, i, marks, next):
		return 0
	}
	return end
}

// lastWithin reports whether nothing but marks stands between a place and the end of
// the quotation that it is in.
func (p *parter) lastWithin(i int) bool {
	for _, r := range p.runes[i:p.closes[i]] {
		if !strings.ContainsRune(terminal+closers, r) {
			return false
		}
	}
	return true
}

// after is what stands on the same line behind a place, without white space and
// opening marks; empty at the line's end.
func (p *parter) after(end int) string {
	rest := p.runes[end:min(len(p.runes), end+24)]
	if n := slices.Index(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	return strings.TrimLeftFunc(string(rest), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("“‘\"'([「『《〈", r)
	})
}

// before is the word that ends at a place: letters, digits and the full stops
// within it.
func (p *parter) before(i int) string {
	from := i
	for from > 0 && (unicode.IsLetter(p.runes[from-1]) || unicode.IsDigit(p.runes[from-1]) || p.runes[from-1] == '.') {
		from--
	}
	return string(p.runes[from:i])
}

var (
	// goOn are abbreviations behind which a sentence goes on.
	goOn = words("mr mrs ms mx dr prof rev hon gen col maj capt lt cmdr sgt sen rep gov pres st mt ft no nos vs v e.g i.e cf approx est fig vol pp p ch dept univ messrs")
	// mayEnd are those that end one where a capital follows.
	mayEnd = words("inc co corp ltd jr sr etc al a.m p.m ph.d m.d b.a m.a jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun")
	// starters are words that begin sentences and no names.
	starters = words("the a an he she it they we i you in on at but and this that these those there his her its their our my when while after before if as for not so what who how why where since until with without some many most all both each every another such then now still yet only even once here")
)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

func (p *parter) endsEnglish(start, i int, marks, next string) bool {
	first := []rune(next)[0]
	if unicode.IsLower(first) {
		return false // “Why?” she asked.
	}
	if marks != "." {
		return true
	}
	word := p.before(i)
	low := strings.ToLower(word)
	follows, _, _ := strings.Cut(next, " ")
	starts := starters[strings.ToLower(strings.TrimFunc(follows, func(r rune) bool { return !unicode.IsLetter(r) }))]
	switch {
	case goOn[low]:
		return low == "no" && !unicode.IsDigit(first) // "No. 3", and an answer
	case mayEnd[low]:
		return !unicode.IsDigit(first)
	case len([]rune(word)) == 1 && unicode.IsUpper([]rune(word)[0]): // an initial
		return word == "I" || starts
	case numeral(word):
		return strings.TrimSpace(string(p.runes[start:i])) != word // "1. First"
	case strings.Contains(word, "."): // U.S., J.K.
		return starts
	}
	return true
}

// quoting are words behind a quotation that belong to its sentence.
var quoting = []string{"하고 ", "라고 ", "이라고 ", "고 ", "며 ", "라며 ", "이라며 ", "하며 ", "라는 ", "이라는 ", "하는 ", "란 ", "이란 "}

func (p *parter) endsKorean(i int, marks string, end int, next string) bool {
	if strings.Trim(marks, "….") == "" && marks != "." {
		return strings.ContainsRune(closers, p.runes[end-1]) && !quotes(next) // a pause, but at the end of what somebody says
	}
	if strings.ContainsRune(closers, p.runes[end-1]) && quotes(next) {
		return false
	}
	if marks == "." {
		word := p.before(i)
		if numeral(word) && unicode.IsDigit([]rune(next)[0]) { // 2026. 11. 29.
			return false
		}
		if numeral(word) && strings.Trim(string(p.line(i)), "0123456789. ") == "" { // "1. 첫째"
			return false
		}
		if low := strings.ToLower(word); goOn[low] && low != "no" && low != "p" && low != "v" {
			return false
		}
	}
	return true
}

// line is what stands on a line before a place.
func (p *parter) line(i int) []rune {
	from := i
	for from > 0 && p.runes[from-1] != '\n' {
		from--
	}
	return p.runes[from:i]
}

func quotes(next string) bool {
	return slices.ContainsFunc(quoting, func(w string) bool { return strings.HasPrefix(next, w) })
}

// numeral reports whether a word is made of digits.
func numeral(word string) bool { return word != "" && strings.Trim(word, "0123456789.") == "" }

// polite gives where a Korean sentence without punctuation ends whose last syllable
// is at i: -ㅂ니다 and -ㅂ니까 end nothing else, and who quotes them goes on.
func (p *parter) polite(start, i int) int {
	if p.language != Korean || i < start+2 || p.runes[i] != '다' && p.runes[i] != '까' || p.runes[i-1] != '니' || i+1 >= len(p.runes) || !unicode.IsSpace(p.runes[i+1]) {
		return 0
	}
	const pieup = 17
	if _, _, tail, ok := syllable(p.runes[i-2]); !ok || tail != pieup {
		return 0
	}
	if next := p.after(i + 1); quotes(next) {
		return 0
	}
	return i + 1
}
