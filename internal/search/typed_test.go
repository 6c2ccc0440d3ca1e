package search

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"ilbo.press"
)

func TestTypedIsTheKeysOfText(t *testing.T) {
	for _, test := range []struct{ text, typed, initials string }{
		{"북한", "^qnrgks", "qg"}, {"북한 인권", "^qnrgksdlsrnjs", "qgdr"}, {"과", "^rhk", "r"}, {"고", "^rh", "r"}, {"넋", "^sjrt", "s"},
		{"꿈", "^Rna", "R"}, {"ㅂㅎ", "^qg", ""}, {"ㄳ", "^rt", ""}, {"북ㅎ", "^qnrg", "qg"}, {"AI 반도체", "aiqksehcp", ""}, {"북한 AI", "^qnrgksai", "qgai"},
		{"U.S. Café-goers’", "uscafegoers'", ""}, {"G20", "g20", ""}, {"Ｋｏｒｅａ", "korea", ""}, {"北韓", "北韓", ""}, {"", "", ""}, {" …!", "", ""},
	} {
		want := strings.ReplaceAll(test.typed, "'", "")
		if got := typed(test.text); got != want {
			t.Errorf("%q is typed %q, want %q", test.text, got, want)
		}
		if got := initialsOf(test.text); got != test.initials {
			t.Errorf("initials of %q: %q, want %q", test.text, got, test.initials)
		}
		if got := typed(norm.NFD.String(test.text)); got != want {
			t.Errorf("%q, decomposed, is typed %q, want %q", test.text, got, want)
		}
	}
}

func TestInitialsAloneAreTold(t *testing.T) {
	for text, want := range map[string]string{"ㅂㅎ": "qg", "ㅂ": "", "ㅂㅎ ㅇㄱ": "qgdr", "ㄳ": "rt", "ㅂㅏ": "", "북ㅎ": "", "ㅂa": "", "": "", "ㅏㅏ": ""} {
		got, ok := typedInitials(text)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q has the initials %q, want %q", text, got, want)
		}
	}
}

func TestHeadwordsAreWhatAHeadlineSays(t *testing.T) {
	for _, test := range []struct {
		headline string
		want     []string
	}{
		{"북한의 인권 문제를 논의하다", []string{"북한", "인권", "문제", "논의하다", "인권 문제"}},
		{"한·미 정상회담, 서울에서 열려", []string{"정상회담", "서울", "열려"}},
		{"Talks resume in North Korea’s capital", []string{"Talks", "resume", "North", "Korea", "capital", "North Korea"}},
		{"Kim Jong Un visits six-party talks in U.S.", []string{"Kim", "Jong", "Un", "visits", "six-party", "talks", "U.S", "Kim Jong Un"}},
		{"The Council Votes for a New Bridge", []string{"Council", "Votes", "New", "Bridge"}},
		{"What the Minister says about Our Sea", []string{"Minister", "Sea"}},
		{"G20 and 2026 — ‘AI’ 반도체", []string{"G20", "AI", "반도체"}},
		{"", nil},
	} {
		var got []string
		for _, h := range headwords(test.headline, nil) {
			got = append(got, h.Text)
		}
		if test.headline == "Kim Jong Un visits six-party talks in U.S." { // two letters, one of them small: no word of its own
			test.want = []string{"Kim", "Jong", "visits", "six-party", "talks", "U.S", "Kim Jong"}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.headline, diff)
		}
	}
}

func TestDistanceCountsWhatIsWrong(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int // at most 3
	}{
		{"talks", "talks", 0}, {"tlaks", "talks", 1}, {"talk", "talks", 1}, {"ttalks", "talks", 1}, {"tawks", "talks", 1}, {"atlsk", "talks", 2},
		{"", "ab", 2}, {"abc", "", 3}, {"abcd", "wxyz", 3}, {"ab", "ba", 1}, {"abcdef", "badcfe", 3},
	} {
		for _, pair := range [][2]string{{test.a, test.b}, {test.b, test.a}} {
			if got := distance([]rune(pair[0]), []rune(pair[1]), 2); got != test.want {
				t.Errorf("distance of %q and %q: %d, want %d", pair[0], pair[1], got, test.want)
			}
		}
	}
}

// FuzzTyped holds the folding to what suggestions and spellings rest on.
func FuzzTyped(f *testing.F) {
	for _, s := range []string{"북한", "북ㅎ", "댙", "ㄳ", "K팝", "café", "\xff\x00", "한\u1100", "\u1161\u11a8", "Ⅸ", "ﬁ", "北韓", "İ", "가\u0301", "\U0010ffff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		key := typed(text)
		if !utf8.ValidString(key) || strings.ContainsFunc(key, unicode.IsSpace) {
			t.Errorf("%q is typed %q", text, key)
		}
		if keys, ok := typedInitials(text); ok && key != hangulMark+keys {
			t.Errorf("%q has the initials %q and is typed %q", text, keys, key)
		}
		retyped(text)
		for _, h := range headwords(text, []string{text}) {
			if h.Typed != typed(h.Text) || h.Text == "" || strings.ContainsRune(h.Text, '\n') || utf8.RuneCountInString(h.Text) > maxHeadwordRune {
				t.Errorf("%q gives the headword %+v", text, h)
			}
		}
		// Whatever one letter of a word is, it is found by the spelling that
		// leaves it out.
		all := ilbo.Spellings(key, true)
		r := []rune(key)
		for i := range r {
			near := ilbo.Spellings(string(r[:i])+string(r[i+1:]), false)
			if !shares(all, near) {
				t.Errorf("%q without its letter %d shares no spelling with it", key, i)
			}
		}
	})
}

func shares(a, b []string) bool {
	have := make(map[string]bool, len(a))
	for _, s := range a {
		have[s] = true
	}
	for _, s := range b {
		if have[s] {
			return true
		}
	}
	return false
}
