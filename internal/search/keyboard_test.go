package search

import (
	"testing"
)

func TestRetype(t *testing.T) {
	for _, test := range []struct {
		name, typed, want string
	}{
		{"syllables", "gksrkd", "한강"},
		{"words", "qnrgks goqud", "북한 해병"},
		{"a final goes to the next syllable", "dkssudgktpdy", "안녕하세요"},
		{"compound finals and vowels", "dkfrdk ghkrdls dhkswjs", "앍아 확인 완전"},
		{"a compound final is parted", "ekfrdl ekfrl", "닭이 달기"},
		{"doubled letters", "RhcTkaek Qkfrkd", "꽃쌈다 빨강"},
		{"a capital that means nothing", "GKSrkd", "한강"},
		{"numbers stay", "g20 ghldml", ""},
		{"numbers among words", "2026 tjsrj", "2026 선거"},
		{"an English word", "ferry", ""},
		{"English typed in Hangul", "ㅜㄷㅈㄴ", "news"},
		{"English that made syllables", "래ㅐ디", "fooel"},
		{"Hangul and what it hides", "네ㅐㄱㅅㄴ", "sports"},
		{"nothing", "", ""},
		{"no letters", "12 - 3", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := Retype(test.typed)
			if got != test.want && ok || ok != (test.want != "") {
				t.Errorf("Retype(%q) = %q, %v, want %q", test.typed, got, ok, test.want)
			}
		})
	}
}

// What Hangul is typed with gives it back.
func FuzzRetype(f *testing.F) {
	for _, s := range []string{"한강", "대한민국", "닭이 달기", "왜", "ㅋㅋㅋ", "가1나", "\xff", "꿻뷁"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if text, ok := Retype(text); ok && text == "" {
			t.Fatal("nothing was made of something")
		}
		var whole []rune
		for _, r := range text {
			if 0xAC00 <= r && r <= 0xD7A3 {
				whole = append(whole, r)
			}
		}
		if len(whole) == 0 {
			return
		}
		typed, ok := Retype(string(whole))
		if !ok {
			t.Fatalf("%q cannot be typed", string(whole))
		}
		if _, ok := Retype(typed); !ok {
			t.Fatalf("%q is typed %q, which makes no syllables", string(whole), typed)
		}
	})
}
