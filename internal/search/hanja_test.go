package search

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestHanjaIsReadAsWordsAre(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"Hangul alone", "북한의 핵", "북한의 핵"},
		{"a word", "北韓의 核實驗", "북한의 핵실험"},
		{"within a word", "對北정책, 親李계", "대북정책, 친리계"},
		{"at the beginning of a word", "女性 勞動 李明博 年金 樂園 林氏 理論", "여성 노동 이명박 연금 낙원 임씨 이론"},
		{"in the midst of one", "少女 過勞 行李 來年 娛樂 山林 經理", "소녀 과로 행리 내년 오락 산림 경리"},
		{"率 and 列 behind a vowel and ㄴ", "比率 換率 確率 能率 系列 分列 行列", "비율 환율 확률 능률 계열 분열 행렬"},
		{"北 and 敗北", "南北 北美 敗北", "남북 북미 패배"},
		{"the surname 金", "金 대통령, 金融 資金 金씨", "김 대통령, 금융 자금 김씨"},
		{"compatibility forms", "\uf914園 \uf963韓", "낙원 북한"},
		{"what has no reading", "気 北気韓", "気 北気韓"},
	} {
		t.Run(test.name, func(t *testing.T) {
			letters := fold(test.text)
			if got := textOf(said(letters, hanjaWords(letters))); got != test.want {
				t.Errorf("%s is read %s, want %s", test.text, got, test.want)
			}
		})
	}
}

func TestHanjaIsSoughtByItsReadings(t *testing.T) {
	for text, want := range map[string][]string{
		"北韓":    {"북한"},
		"韓美同盟":  {"한미동맹"},
		"音樂":    {"음락", "음낙", "음악", "음요"},
		"李씨":    {"이씨", "리씨"},
		"不動産":   {"불동산", "부동산"},
		"韓·美":   {"한·미"},
		"北":     {"북한"},
		"更":     nil,
		"한강":    nil,
		"Seoul": nil,
		"東京で":   nil,
		"中华人民共和国中央人民政府": nil, // longer than Korean is
	} {
		if diff := cmp.Diff(want, sought(text)); diff != "" {
			t.Errorf("sought(%s) (-want +got):\n%s", text, diff)
		}
	}
}

// TestIndexGrowsByHanjaAlone keeps what is written in Hangul and in alphabets
// as small as it was.
func TestIndexGrowsByHanjaAlone(t *testing.T) {
	for _, text := range []string{"", "한강 밤배가 첫 출항을 했다. 승객은 148명.", "The first ferry. Ten passengers!", "post-war four-day G-20", "カタカナで書く。東京の会議。"} {
		if diff := cmp.Diff(Tokens(text), analysed(text)); diff != "" {
			t.Errorf("indexed(%q) differs from its tokens:\n%s", text, diff)
		}
	}
	const text = "한강이 얼었다. 北韓은 더 춥다. 밤배는 쉰다."
	want := "한강 강이 이· 얼었 었다 다· 北韓 韓은 은· 더 춥다 다· Ω 북한 한은 은· 더 춥다 다· Ω 밤배 배는 는· 쉰다 다·"
	if got := strings.Join(words(analysed(text)), " "); got != want {
		t.Errorf("indexed = %s, want %s", got, want)
	}
	if got := strings.Join(words(analysed("對北")), " "); got != "對北 北· Ω 대북 북· Ω 북한 한· Ω" {
		t.Errorf("what is abbreviated stands there as %s", got)
	}
	for _, text := range []string{"24日", "수사中", "美人"} {
		if got := words(analysed(text)); slices.Contains(got, "일본") || slices.Contains(got, "중국") || slices.Contains(got, "미국") {
			t.Errorf("%s is taken for the name of a country: %v", text, got)
		}
	}
}

// TestReadingsAreFew bounds what the least fortunate word adds.
func TestReadingsAreFew(t *testing.T) {
	letters := fold(strings.Repeat("樂", maxHanja))
	words := hanjaWords(letters)
	if len(words) != 1 {
		t.Fatalf("%d words", len(words))
	}
	list := words[0].variants(maxReadings)
	if len(list) != maxReadings {
		t.Errorf("%d readings, want %d", len(list), maxReadings)
	}
	seen := map[string]bool{}
	for _, v := range hanjaWords(fold("音樂不動"))[0].variants(1000) {
		if seen[textOf(v)] {
			t.Errorf("%s comes twice", textOf(v))
		}
		seen[textOf(v)] = true
	}
	if !seen["음악부동"] || len(seen) != 4+1+3 {
		t.Errorf("readings of 音樂不動: %v", seen)
	}
}

// TestTableOfReadings keeps the table as the search needs it.
func TestTableOfReadings(t *testing.T) {
	table := readingsOf()
	if len(table) < 8000 {
		t.Errorf("only %d characters are read", len(table))
	}
	for r, list := range table {
		if !hanja(r) || len(list) == 0 || len(list) > 4 || slices.ContainsFunc(list, func(r rune) bool { return !syllable(r) }) {
			t.Errorf("%c is read %s", r, string(list))
		}
	}
	for r, name := range abbreviations {
		if table[r] == nil || utf8.RuneCountInString(name) < 2 {
			t.Errorf("%c is short for %s", r, name)
		}
	}
}

func FuzzIndexed(f *testing.F) {
	for _, s := range []string{"", "北韓", "對北 제재. 美 국무장관!", "e-mail, co-operate", "樂樂樂樂", "東京の夜。北韓", "\uf914園\u0301-", "a-b-c-d", "x-ray -y", "24日\n中 외교부", "北\xff韓"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		plain, all := Tokens(text), analysed(text)
		next := 0
		for _, tok := range all {
			if tok.Start < 0 || tok.Start > tok.Mid || tok.Mid > tok.End || tok.End > len(text) || tok.Text == "" {
				t.Fatalf("indexed(%q) gives %+v", text, tok)
			}
			if next < len(plain) && tok == plain[next] {
				next++
			}
		}
		if next < len(plain) {
			t.Fatalf("indexed(%q) lost %+v", text, plain[next])
		}
		if bound := (maxReadings + 8) * (len(text) + 1); len(all) > bound {
			t.Fatalf("%d tokens of %d bytes", len(all), len(text))
		}
		for _, s := range sought(text) {
			if !utf8.ValidString(s) || s == "" {
				t.Fatalf("sought(%q) gives %q", text, s)
			}
		}
	})
}

// analysed are all tokens of indexed.
func analysed(text string) (list []Token) {
	indexed(text, func(tokens []Token) { list = append([]Token{}, tokens...) })
	return list
}
