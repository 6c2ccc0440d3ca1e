package ilbo

import (
	"testing"
	"unicode/utf8"
)

// TestRomanizeChangesSounds goes through the changes between syllables, one by
// one; the examples are the notice's where it has one.
func TestRomanizeChangesSounds(t *testing.T) {
	for rule, words := range map[string]map[string]string{
		"a final moves over":          {"옥이": "ogi", "밖으로": "bakkeuro", "닭이": "dalgi", "값이": "gapsi", "꽃을": "kkocheul", "강아지": "gangaji", "앉아": "anja"},
		"nasals make nasals":          {"백마": "baengma", "한국말": "hangungmal", "있는": "inneun", "없는": "eomneun", "앞문": "ammun", "꽃나무": "kkonnamu", "좋네": "jonne"},
		"ㄹ after a stop":              {"독립문": "dongnimmun", "왕십리": "wangsimni", "속리산": "songnisan", "합리": "hamni", "몇리": "myeonni"},
		"ㄹ after ㅁ and ㅇ":             {"종로": "jongno", "강릉": "gangneung", "삼락": "samnak"},
		"ㄴ and ㄹ":                     {"신라": "silla", "별내": "byeollae", "칼날": "kallal", "물난리": "mullalli", "선릉": "seolleung", "울릉": "ulleung"},
		"ㄷ ㅌ before 이 become ㅈ ㅊ":     {"해돋이": "haedoji", "맏이": "maji", "같이": "gachi", "끝이": "kkeuchi", "붙이다": "buchida", "핥이다": "halchida", "굳히다": "guchida", "묻히다": "muchida"},
		"not before another vowel":    {"같은": "gateun", "믿음": "mideum"},
		"ㅎ with ㄱ ㄷ ㅈ":                {"좋고": "joko", "놓다": "nota", "낳지": "nachi", "많다": "manta", "않고": "anko", "싫다": "silta", "많지": "manchi"},
		"ㅎ between vowels falls":      {"좋은": "joeun", "많아": "mana", "싫어": "sireo"},
		"ㅎ after a stop stays (noun)": {"묵호": "mukho", "집현전": "jiphyeonjeon", "맏형": "mathyeong"},
		"no tense sounds":             {"압구정": "apgujeong", "낙동강": "nakdonggang", "죽변": "jukbyeon", "낙성대": "nakseongdae", "팔당": "paldang", "샛별": "saetbyeol", "합정": "hapjeong"},
		"vowels":                      {"광희문": "gwanghuimun", "의정부": "uijeongbu", "왜관": "waegwan", "최고": "choego", "워싱턴": "wosingteon", "예의": "yeui"},
		"no change over a gap":        {"국 물": "guk mul", "국a물": "gukamul", "신-라": "sin-ra", "ㄱ가": "ㄱga"},
	} {
		for hangul, want := range words {
			if got := Romanize(hangul); got != want {
				t.Errorf("%s: %s is %s, want %s", rule, hangul, got, want)
			}
		}
	}
}

// TestRomanizeKnowsEverySyllable pairs each syllable with one of each initial.
func TestRomanizeKnowsEverySyllable(t *testing.T) {
	for first := rune(0xAC00); first <= 0xD7A3; first++ {
		for next := rune(0); next < 19; next++ {
			word := string([]rune{first, 0xAC00 + next*588 + 20*28}) // and ㅣ
			for _, r := range Romanize(word) {
				if r < 'a' || r > 'z' {
					t.Fatalf("%s is %q", word, Romanize(word))
				}
			}
		}
	}
}

func FuzzRomanize(f *testing.F) {
	for _, s := range []string{"한강", "abc", "\xff가", "가\u0301", "힣힣"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Romanize(s)
		for _, r := range got {
			if r >= 0xAC00 && r <= 0xD7A3 {
				t.Errorf("%q keeps Hangul: %q", s, got)
			}
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("%q is broken: %q", s, got)
		}
	})
}
