package search

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

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
