// Package hyphen says where English words part at the end of a line, by Liang's
// method and the patterns that he made for TeX ("Word Hy-phen-a-tion by
// Com-put-er", 1983). The patterns are Plain TeX's own file, unchanged, which
// may be copied freely as such.
//
//	hyphen.English("hyphenation") // [2, 6]: hy-phen-ation
package hyphen

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed hyphen.tex
var tex string

// A table is patterns and the words that they get wrong.
type table struct {
	patterns map[string][]byte // letters, with a digit before each and one after
	longest  int
	words    map[string][]int
}

var english = sync.OnceValue(func() *table { return read(tex) })

// read takes the patterns and the exceptions out of a file of TeX.
func read(file string) *table {
	t := &table{patterns: make(map[string][]byte, 5000), words: make(map[string][]int)}
	list := ""
	for line := range strings.Lines(file) {
		line, _, _ = strings.Cut(line, "%")
		for _, field := range strings.Fields(line) {
			switch {
			case field == `\patterns{`, field == `\hyphenation{`:
				list = field
			case field == "}":
				list = ""
			case list == `\patterns{`:
				t.pattern(field)
			case list == `\hyphenation{`:
				t.word(field)
			}
		}
	}
	return t
}

// pattern enters one such as "hy3ph".
func (t *table) pattern(s string) {
	var letters, digits []byte
	digits = append(digits, 0)
	for _, c := range []byte(s) {
		if c >= '0' && c <= '9' {
			digits[len(digits)-1] = c - '0'
			continue
		}
		letters, digits = append(letters, c), append(digits, 0)
	}
	t.patterns[string(letters)] = digits
	t.longest = max(t.longest, len(letters))
}

// word enters one such as "ta-ble".
func (t *table) word(s string) {
	at, n := []int{}, 0
	for _, c := range s {
		if c == '-' {
			at = append(at, n)
		} else {
			n++
		}
	}
	t.words[strings.ReplaceAll(s, "-", "")] = at
}

// Letters that stay together at the beginning and at the end of a word.
const (
	before = 2
	after  = 3
)

// longest is a word that is still looked at: longer ones are none.
const longest = 60

// English says before which letters, counted from 0, a word may part. The word
// is letters of English only: any other has no place to part.
func English(word string) []int {
	if len(word) < before+after || len(word) > longest {
		return nil
	}
	dotted := make([]byte, 0, longest+2)
	dotted = append(dotted, '.')
	for _, c := range []byte(word) {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c < 'a' || c > 'z' {
			return nil
		}
		dotted = append(dotted, c)
	}
	dotted = append(dotted, '.')
	t := english()
	if at, ok := t.words[string(dotted[1:len(dotted)-1])]; ok {
		return at
	}
	var digits [longest + 3]byte
	for i := range dotted {
		for j := i + 1; j <= len(dotted) && j-i <= t.longest; j++ {
			for k, d := range t.patterns[string(dotted[i:j])] {
				digits[i+k] = max(digits[i+k], d)
			}
		}
	}
	var at []int
	for i := before; i <= len(word)-after; i++ {
		if digits[i+1]%2 == 1 {
			at = append(at, i)
		}
	}
	return at
}
