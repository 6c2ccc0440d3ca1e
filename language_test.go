package ilbo

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWordsFallBackOnAnotherLanguage(t *testing.T) {
	for name, c := range map[string]struct {
		words  Words
		en, ko string
	}{
		"both":           {Words{English: "Sea", Korean: "바다"}, "Sea", "바다"},
		"English alone":  {Words{English: "Sea"}, "Sea", "Sea"},
		"Korean alone":   {Words{Korean: "바다"}, "바다", "바다"},
		"an empty one":   {Words{English: "Sea", Korean: ""}, "Sea", "Sea"},
		"none":           {Words{}, "", ""},
		"nothing at all": {nil, "", ""},
	} {
		if en, ko := c.words.In(English), c.words.In(Korean); en != c.en || ko != c.ko {
			t.Errorf("%s: got %q and %q, want %q and %q", name, en, ko, c.en, c.ko)
		}
	}
}

func TestGuessLanguage(t *testing.T) {
	for text, want := range map[string]Language{
		"": English, "123 !?": English, "The ferry left at nine.": English, "배가 아홉 시에 떠났다.": Korean,
		"Kimchi (김치) is eaten all over the country in winter": English, "BTS가 새 앨범을 냈다": Korean, "AI·DX 시대의 반도체": Korean, "日本の新聞": English,
	} {
		if got := GuessLanguage(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "  a \t b\r\nc\u2028d\u2029e\u0085f  ": "a b c d e f", "a\x00b\x07c\x7fd\u009fe": "abcde", "\ufeffa\u200bb": "ab", "a\u202eb\u2066c\u2069\u200f": "abc\u200f", "a\xffb": "ab",
		"a\u00a0b\u3000c": "a b c", "밤배  가": "밤배 가", "👩‍🚀 e\u0301": "👩‍🚀 e\u0301", "\xff\xfe": "",
	} {
		if got := Clean(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a b", "a\x00\n", "\xff", "\u2028\u200b x", " 가 ", "a\u202eb\u2066c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) || Clean(got) != got || strings.ContainsAny(got, "\n\r\t\x00") || got != strings.TrimSpace(got) || strings.Contains(got, "  ") {
			t.Errorf("%q came out as %q", s, got)
		}
		if long := cleaned(s); got != long {
			t.Errorf("%q came out as %q in the short way and as %q in the long one", s, got, long)
		}
	})
}
