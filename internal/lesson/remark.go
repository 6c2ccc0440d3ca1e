package lesson

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
)

// A Remark is something about a translation that somebody should look at. It stops
// nobody: see [ilbo.Lesson.Fine].
type Remark struct {
	Sentence int // of the setting
	Kind     RemarkKind
	Numbers  []string // that are in one and not in the other
}

// A RemarkKind is what a remark is about.
type RemarkKind string

// The kinds of remarks.
const (
	Missing RemarkKind = "missing" // the sentence is not translated
	Long    RemarkKind = "long"    // the translation is much longer than the others
	Short   RemarkKind = "short"
	Numbers RemarkKind = "numbers" // a number is in one and not in the other
)

// How much longer or shorter than is usual in its lesson a translation is that is
// remarked on, and from how many on there is a usual.
const (
	muchLonger  = 2.0
	muchShorter = 0.45
	usualFrom   = 4
	tooShort    = 12 // characters of a sentence of which nothing can be told
)

// Remarks looks through the translations of a lesson, in the order of its sentences.
func (s *Sheet) Remarks() []Remark {
	usual := s.usual()
	var list []Remark
	for n := range s.Setting.Sentences {
		one := &s.Setting.Sentences[n]
		r := one.Rendering
		if r == nil {
			list = append(list, Remark{Sentence: n, Kind: Missing})
			continue
		}
		if slices.Contains(s.Lesson.Fine, r.Sum()) {
			continue
		}
		if length := ratio(one); usual > 0 && length > 0 {
			switch {
			case length > usual*muchLonger:
				list = append(list, Remark{Sentence: n, Kind: Long})
			case length < usual*muchShorter:
				list = append(list, Remark{Sentence: n, Kind: Short})
			}
		}
		if odd := oddNumbers(one.Text, r.Text); len(odd) > 0 {
			list = append(list, Remark{Sentence: n, Kind: Numbers, Numbers: odd})
		}
	}
	return list
}

// ratio is how long a translation is beside its sentence; 0 where that is too short.
func ratio(one *ilbo.SetSentence) float64 {
	n := utf8.RuneCountInString(one.Text)
	if n < tooShort {
		return 0
	}
	return float64(utf8.RuneCountInString(one.Rendering.Text)) / float64(n)
}

// usual is the ratio in the middle; 0 where there are too few to tell.
func (s *Sheet) usual() float64 {
	var all []float64
	for n := range s.Setting.Sentences {
		if one := &s.Setting.Sentences[n]; one.Rendering != nil {
			if r := ratio(one); r > 0 {
				all = append(all, r)
			}
		}
	}
	if len(all) < usualFrom {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// oddNumbers are the numbers that a sentence has in figures and the other nowhere, be
// that in figures or in words.
func oddNumbers(a, b string) []string {
	var odd []string
	for _, pair := range [2][2]string{{a, b}, {b, a}} {
		there := numbersIn(pair[1])
		for _, n := range numbersIn(pair[0]) {
			known := slices.ContainsFunc(there, func(o number) bool { return o.value == n.value })
			if n.figures && !known && !slices.Contains(odd, n.text) {
				odd = append(odd, n.text)
			}
		}
	}
	return odd
}

// A number is one that a text has.
type number struct {
	text    string
	value   float64
	figures bool // it begins with a figure
}

// Words for numbers, and for what comes in twelves and is a number in Korean.
var (
	numberWords = map[string]float64{
		"one": 1, "once": 1, "first": 1, "two": 2, "twice": 2, "second": 2, "three": 3, "third": 3, "four": 4, "fourth": 4, "five": 5, "fifth": 5, "six": 6, "sixth": 6, "seven": 7, "seventh": 7,
		"eight": 8, "eighth": 8, "nine": 9, "ninth": 9, "ten": 10, "tenth": 10, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
		"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1_000, "million": 1e6,
		"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "noon": 12, "midnight": 12, "half": 30,
		"한": 1, "하나": 1, "첫": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11, "열두": 12, "스무": 20, "스물": 20, "서른": 30,
		"마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90, "백": 100, "천": 1_000, "만": 10_000, "억": 1e8, "정오": 12, "자정": 12, "반": 30,
	}
	multipliers = []struct {
		word  string
		value float64
	}{{"thousand", 1_000}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}, {"백만", 1e6}, {"천만", 1e7}, {"백억", 1e10}, {"천억", 1e11}, {"조", 1e12}, {"억", 1e8}, {"만", 10_000}, {"천", 1_000}, {"백", 100}}
)

// numbersIn finds the numbers of a text: 1,000, 3.5, 2만 5천, "two million" by its words.
func numbersIn(text string) []number {
	var list []number
	runes := []rune(text)
	for i := 0; i < len(runes); {
		switch {
		case unicode.IsDigit(runes[i]):
			n, end := figure(runes, i)
			list = append(list, n)
			i = end
		case unicode.IsLetter(runes[i]):
			end := i
			for end < len(runes) && unicode.IsLetter(runes[end]) {
				end++
			}
			list = append(list, spelled(string(runes[i:end]))...)
			i = end
		default:
			i++
		}
	}
	return list
}

// figure reads figures, and the words that multiply them.
func figure(runes []rune, from int) (number, int) {
	var sum float64
	i := from
	for {
		part, end := digitsAt(runes, i)
		value, next := multiplied(runes, end, part)
		sum += value
		i = next
		if next == end { // nothing multiplied it: nothing more belongs to it
			break
		}
		k := i
		if k < len(runes) && runes[k] == ' ' {
			k++
		}
		if k >= len(runes) || !unicode.IsDigit(runes[k]) || unicode.Is(unicode.Latin, runes[next-1]) {
			break
		}
		i = k
	}
	return number{strings.TrimSpace(string(runes[from:i])), sum, true}, i
}

// digitsAt reads digits, with commas before three of them and one decimal point.
func digitsAt(runes []rune, i int) (value float64, end int) {
	scale := 0.0
	for ; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r >= '0' && r <= '9':
			if scale > 0 {
				value += float64(r-'0') * scale
				scale /= 10
			} else {
				value = value*10 + float64(r-'0')
			}
		case r == ',' && scale == 0 && i+3 < len(runes) && unicode.IsDigit(runes[i+1]) && unicode.IsDigit(runes[i+2]) && unicode.IsDigit(runes[i+3]):
		case r == '.' && scale == 0 && i+1 < len(runes) && unicode.IsDigit(runes[i+1]):
			scale = 0.1
		case unicode.IsDigit(r): // of another script: it is not read
		default:
			return value, i
		}
	}
	return value, i
}

// multiplied reads a word that multiplies what stands before it.
func multiplied(runes []rune, i int, value float64) (float64, int) {
	at := i
	if at < len(runes) && runes[at] == ' ' {
		at++
	}
	rest := strings.ToLower(string(runes[at:min(len(runes), at+9)]))
	for _, m := range multipliers {
		korean := m.word[0] >= 0x80
		if strings.HasPrefix(rest, m.word) && (!korean || at == i) {
			return value * m.value, at + utf8.RuneCountInString(m.word)
		}
	}
	return value, i
}

// spelled are the numbers that a word may be: 열두 is, and 두 in 두고 is perhaps. What is
// found here only keeps a remark from being made.
func spelled(word string) []number {
	word = strings.ToLower(word)
	if v, ok := numberWords[word]; ok {
		return []number{{word, v, false}}
	}
	var list []number
	runes := []rune(word)
	for n := 1; n <= min(2, len(runes)-1); n++ {
		if v, ok := numberWords[string(runes[:n])]; ok && unicode.Is(unicode.Hangul, runes[0]) {
			list = append(list, number{string(runes[:n]), v, false})
		}
	}
	return list
}
