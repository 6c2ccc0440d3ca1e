package search

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text is folded as NFKC has it, whatever of it is told without its tables.
func FuzzFold(f *testing.F) {
	for _, text := range []string{
		"한강 밤배가 ‘첫’ 출항을 했다. 148명.", "Caf\u00e9 cafe\u0301 …", "가\u11a8 나\u11a8", "\u1112\u1161\u11ab", "가\u3099", "a\u0301\u0323b", "½ ㎞ ﬁ", "x\xff\xeb\x80", "—\u0338·\u0338", "Å\u212b", "북韓\u0300",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = clip(text, 2000)
		var want []letter
		for i := 0; i < len(text); {
			n := norm.NFKC.QuickSpanString(text[i:])
			if n > 0 {
				want = foldSpan(want, text[i:i+n], i)
			} else {
				if n = norm.NFKC.NextBoundaryInString(text[i:], true); n <= 0 {
					_, n = utf8.DecodeRuneInString(text[i:])
				}
				for _, r := range norm.NFKC.String(text[i : i+n]) {
					want = foldRune(want, r, i, i+n)
				}
			}
			i += n
		}
		if got := fold(text); !slices.Equal(got, want) {
			t.Errorf("%q is folded to %v, want %v", text, got, want)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for name, text := range map[string]string{
		"Korean":  strings.Repeat("북한은 6일 동해상으로 미사일을 발사했다고 ‘합동참모본부’가 밝혔다. ", 20),
		"English": strings.Repeat("The envoys met in Seoul on Tuesday, and “nothing” was said. ", 20),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				folded(text, func([]letter) {})
			}
		})
	}
}

func FuzzSettled(f *testing.F) {
	for _, text := range []string{"", "Seoul’s “café” — cafe\u0301", "한강 다리", "\u1112\u1161\u11ab강", "가\u11a8", "北韓\uf9d9", "가\u3099", "a\xff", "ﬁ · ½"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := settled(text)
		if !strings.HasPrefix(norm.NFKC.String(text), text[:n]) {
			t.Errorf("%q: its first %d bytes are not in NFKC", text, n)
		}
		for _, mark := range []string{"\u0301", "\u11a8", "\u3099"} {
			if n := settled(text + mark); n > len(text) || !strings.HasPrefix(norm.NFKC.String(text+mark), text[:n]) {
				t.Errorf("%q: its first %d bytes are not what they are with %q behind them", text, n, mark)
			}
		}
	})
}
