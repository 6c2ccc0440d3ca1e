package search

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Korean is written in Hangul and, in old stories and in headlines, in hanja:
// 北韓 and 북한 are one word. What a text has in hanja is indexed as it stands and
// once more as it is read, so that it is found either way; a query in hanja is
// sought as it is read as well.

//go:generate go run ./unihan readings.txt

// readingsText is the table of readings. Its lines are the readings of a
// character, the usual one first, and the characters that are read so.
//
//go:embed readings.txt
var readingsText string

// readingsOf are the readings of each hanja, the usual one first.
var readingsOf = sync.OnceValue(func() map[rune][]rune {
	m := make(map[rune][]rune)
	for line := range strings.Lines(readingsText) {
		readings, characters, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if readings == "#" {
			continue
		}
		for _, r := range characters {
			m[r] = []rune(readings)
		}
	}
	return m
})

const (
	// maxHanja is the most hanja that stand together in Korean; what is longer
	// is Chinese, and found as it stands.
	maxHanja = 12
	// maxReadings is how many readings of a word are indexed, and maxSought how
	// many a query is sought by.
	maxReadings = 12
	maxSought   = 4
)

// abbreviations are the names that one character stands for in headlines, alone
// (美 국무장관), with others (美中), or behind one of abbreviated (對北).
var abbreviations = map[rune]string{
	'美': "미국", '中': "중국", '日': "일본", '北': "북한", '韓': "한국", '英': "영국", '佛': "프랑스", '獨': "독일", '露': "러시아", '蘇': "소련",
	'印': "인도", '伊': "이탈리아", '濠': "호주", '比': "필리핀", '泰': "태국", '臺': "대만", '加': "캐나다",
	'與': "여당", '野': "야당", '靑': "청와대", '青': "청와대", '檢': "검찰", '警': "경찰",
}

const abbreviated = "對駐訪反親脫在"

func hanja(r rune) bool {
	return 0x3400 <= r && r <= 0x9FFF || r > 0xFFFF && unicode.Is(unicode.Han, r)
}

func kana(r rune) bool { return 0x3041 <= r && r <= 0x30FF }

// korean reports whether letters can be Korean: no kana, and no more hanja on
// end than Korean has.
func korean(letters []letter) bool {
	count := 0
	for _, l := range letters {
		if count++; !hanja(l.r) {
			count = 0
		}
		if kana(l.r) || count > maxHanja {
			return false
		}
	}
	return true
}

// A hanjaWord is a run of syllables with hanja in it, and the readings that
// each of its characters may have where it stands, the likeliest first.
type hanjaWord struct {
	letters  []letter
	at       int // where in the text it begins, in letters
	readings [][]rune
	names    []letter // the abbreviations among them; each stands for itself
}

// hanjaWords finds the words of a text that have hanja with known readings.
// They share their letters with the text.
func hanjaWords(letters []letter) []hanjaWord {
	if !slices.ContainsFunc(letters, func(l letter) bool { return hanja(l.r) }) {
		return nil
	}
	var list []hanjaWord
	for i := 0; i < len(letters); {
		if kindOf(letters[i].r) != pairs {
			i++
			continue
		}
		end := runEnd(letters, i, pairs)
		counted := i > 0 && kindOf(letters[i-1].r) == digits // 24日
		w := hanjaWord{letters: letters[i:end], at: i}
		if w.read(counted) {
			list = append(list, w)
		}
		i = end
	}
	return list
}

// read finds the readings, and reports whether there are any. Hanja that stand
// together are read together or not at all.
func (w *hanjaWord) read(counted bool) bool {
	known := false
	for i := 0; i < len(w.letters); {
		end := i + 1
		if !hanja(w.letters[i].r) {
			w.readings = append(w.readings, []rune{w.letters[i].r})
			i = end
			continue
		}
		for end < len(w.letters) && hanja(w.letters[end].r) {
			end++
		}
		group := w.letters[i:end]
		if readable(group) {
			known = true
			for n := range group {
				w.readings = append(w.readings, w.likely(n+i, len(group)))
			}
			if i == 0 && !counted {
				w.names = abbreviationsIn(group)
			}
		} else {
			for _, l := range group {
				w.readings = append(w.readings, []rune{l.r})
			}
		}
		i = end
	}
	return known
}

func readable(group []letter) bool {
	return !slices.ContainsFunc(group, func(l letter) bool { return readingsOf()[l.r] == nil })
}

// likely are the readings of the character at i, of a group of so many hanja.
// A word does not begin with ㄹ, nor with ㄴ before ㅣ or a vowel like it; and 렬
// and 률 are 열 and 율 behind a vowel or ㄴ (Hangeul orthography, articles 10
// to 12).
func (w *hanjaWord) likely(i, group int) []rune {
	list := readingsOf()[w.letters[i].r]
	if w.letters[i].r == '北' { // 배 in 敗北 alone
		if i > 0 && w.letters[i-1].r == '敗' {
			return list[1:]
		}
		return list[:1]
	}
	if len(list) == 1 {
		return list
	}
	first, wanted := list[0], list[0]
	switch {
	case w.letters[i].r == '金' && group == 1 && i == 0:
		wanted = '김' // the surname
	case i == 0:
		wanted = initialSound(first)
	case first == '렬' || first == '률':
		if before := w.readings[i-1][0]; syllable(before) && (closing(before) == 0 || closing(before) == closingN) {
			wanted = initialSound(first)
		}
	}
	at := slices.Index(list, wanted)
	if at <= 0 {
		return list
	}
	return slices.Insert(slices.Delete(slices.Clone(list), at, at+1), 0, wanted)
}

const closingN = 4 // ㄴ in Unicode's order of final letters

func syllable(r rune) bool { return firstSyllable <= r && r <= lastSyllable }

// closing is the place of the letter that a syllable ends with, 0 where it ends
// with its vowel.
func closing(r rune) rune { return (r - firstSyllable) % 28 }

// initialSound is a syllable as a word begins with it: 녀 as 여, 로 as 노.
func initialSound(r rune) rune {
	const nieun, rieul, ieung, each = 2, 5, 11, 21 * 28
	n := r - firstSyllable
	soft := strings.ContainsRune("ㅑㅕㅖㅛㅠㅣ", vowelList[n/28%21])
	switch initial := n / each; {
	case soft && (initial == nieun || initial == rieul):
		return r + (ieung-initial)*each
	case initial == rieul:
		return r + (nieun-rieul)*each
	}
	return r
}

// abbreviationsIn are the characters of a group that stand for names, where all
// of it does but for what may stand before them. 北韓 is one name.
func abbreviationsIn(group []letter) []letter {
	if textOf(group) == "北韓" {
		return nil
	}
	if len(group) > 1 && strings.ContainsRune(abbreviated, group[0].r) {
		group = group[1:]
	}
	if slices.ContainsFunc(group, func(l letter) bool { return abbreviations[l.r] == "" }) {
		return nil
	}
	return group
}

// variants are the ways to read the word, the likeliest first: one that differs
// from it in one character comes before one that differs in two.
func (w *hanjaWord) variants(most int) [][]letter {
	likeliest := slices.Clone(w.letters)
	for i := range likeliest {
		likeliest[i].r = w.readings[i][0]
	}
	list := [][]letter{likeliest}
	for from, changes := 0, 0; changes < 2; changes++ {
		end := len(list)
		for _, v := range list[from:end] {
			for i, readings := range w.readings {
				if changes > 0 && !w.unchangedFrom(v, i) {
					continue
				}
				for _, r := range readings[1:] {
					if len(list) == most {
						return list
					}
					other := slices.Clone(v)
					other[i].r = r
					list = append(list, other)
				}
			}
		}
		from = end
	}
	return list
}

// unchangedFrom reports whether a variant is the likeliest from the character
// at i on, so that no two changes are made in either order.
func (w *hanjaWord) unchangedFrom(v []letter, i int) bool {
	for ; i < len(v); i++ {
		if v[i].r != w.readings[i][0] {
			return false
		}
	}
	return true
}

// said are letters as they are read, each word as is likeliest.
func said(letters []letter, words []hanjaWord) []letter {
	list := slices.Clone(letters)
	for i := range words {
		copy(list[words[i].at:], words[i].variants(1)[0])
	}
	return list
}

// sought are a query's word as it may be read, or what it is short for; none
// where it has no hanja. One character alone is not sought by its reading, which
// stands in too many other words.
func sought(text string) []string {
	letters := fold(text)
	words := hanjaWords(letters)
	if len(words) == 0 || !korean(letters) {
		return nil
	}
	if len(letters) == 1 {
		if name := abbreviations[letters[0].r]; name != "" {
			return []string{name}
		}
		return nil
	}
	var list []string
	read := said(letters, words)
	for _, v := range words[0].variants(maxSought) {
		copy(read[words[0].at:], v)
		list = append(list, textOf(read))
	}
	return list
}

func textOf(letters []letter) string {
	var b strings.Builder
	for _, l := range letters {
		b.WriteRune(l.r)
	}
	return b.String()
}
