package hyphen

import (
	"strings"
	"testing"
)

func TestEnglishPartsWordsAsTeXDoes(t *testing.T) {
	for _, want := range []string{
		"hy-phen-ation", "con-cate-na-tion", "su-per-cal-ifrag-ilis-tic-ex-pi-ali-do-cious", "as-so-ciate", "ta-ble",
		"present", "project", "al-go-rithm", "news-pa-per", "through", "the", "Par-lia-ment", "NATO",
		"le-gal-iza-tion", "wash-ing-ton", "demon-stra-tors",
	} {
		word := strings.ReplaceAll(want, "-", "")
		if got := show(word); got != want {
			t.Errorf("%s parts as %s, want %s", word, got, want)
		}
	}
}

func TestOnlyEnglishWordsPart(t *testing.T) {
	for _, word := range []string{"", "a", "naïveté", "일보", "R2D2unit", "don't", strings.Repeat("abcdefgh", 20)} {
		if at := English(word); len(at) > 0 {
			t.Errorf("%q parts at %v", word, at)
		}
	}
}

func FuzzEnglishKeepsItsEnds(f *testing.F) {
	for _, s := range []string{"hyphenation", "a", "zzzzzzzzzz", "일보", strings.Repeat("x", 70)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		last := 0
		for _, i := range English(word) {
			if i < before || i > len(word)-after || i <= last {
				t.Fatalf("%q parts at %d after %d", word, i, last)
			}
			last = i
		}
	})
}

func show(word string) string {
	var b strings.Builder
	last := 0
	for _, i := range English(word) {
		b.WriteString(word[last:i] + "-")
		last = i
	}
	b.WriteString(word[last:])
	return b.String()
}

func BenchmarkEnglish(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		English("concatenation")
	}
}
