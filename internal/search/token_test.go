package search

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokensOfTexts(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"marks alone", " — “…” !?", ""},
		{"English inflections", "Talks planned; planning a plan", "talk plan plan a plan"},
		{"possessives and contractions", "Seoul’s mayor didn't, students' O’Brien", "seoul mayor didnt student obrien"},
		{"abbreviations", "the U.S. and the U.N. at 5 p.m.", "the us and the un at 5 pm"},
		{"the end of a sentence is no abbreviation", "Plan B. It failed", "plan b it fail"},
		{"accents", "Café Ångström Łódź Œuvre straße", "cafe angstrom lodz oeuvr strass"},
		{"accents typed apart", "Cafe\u0301", "cafe"},
		{"compatibility forms", "ＡＢＣ １２３ ﬁsh", "abc 123 fish"},
		{"letters and digits part", "G20 covid-19 20th", "g 20 covid 19 20 th"},
		{"thousands", "1,000 and 12,345,678 but 1,2 and 1,0000", "1000 and 12345678 but 1 2 and 1 0000"},
		{"a word of two syllables", "북한", "북한 한·"},
		{"a word with its particle", "북한의", "북한 한의 의·"},
		{"one syllable", "핵 물", "핵 물"},
		{"mixed", "K팝 K-팝이", "k 팝 k 팝이 이·"},
		{"Hanja beside Hangul", "北핵", "北핵 핵·"},
		{"kana", "東京タワー", "東京 京タ タワ ワー ー·"},
		{"Hangul typed as letters", "\u1112\u1161\u11AB\u1100\u1173\u11AF", "한글 글·"},
		{"half-width kana", "ｶﾞｽ", "ガス ス·"},
		{"other alphabets", "Москва Ελλάς", "москва ελλασ"},
		{"broken UTF-8", "ab\xffcd", "ab cd"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := strings.Join(words(Tokens(test.text)), " ")
			if got != test.want {
				t.Errorf("Tokens(%q) = %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestTokensKnowTheirPlaceInTheText(t *testing.T) {
	text := "Seoul’s ½ 북한의 café!"
	var got []string
	for _, tok := range Tokens(text) {
		got = append(got, tok.Text+"="+text[tok.Start:tok.Mid]+"|"+text[tok.Mid:tok.End])
	}
	want := []string{"seoul=Seoul|", "1=½|", "2=½|", "북한=북|한", "한의=한|의", "의·=의|", "cafe=café|"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func TestAWordIsCutNotKeptWhole(t *testing.T) {
	for _, tok := range Tokens(strings.Repeat("x", 10_000) + " " + strings.Repeat("9", 10_000)) {
		if len(tok.Text) > maxWord {
			t.Errorf("a token has %d letters, want at most %d", len(tok.Text), maxWord)
		}
	}
}

func TestStem(t *testing.T) {
	for _, test := range []struct {
		same []string // all of one stem
		not  string   // of another
	}{
		{[]string{"talk", "talks", "talked", "talking"}, "tall"},
		{[]string{"plan", "plans", "planned", "planning"}, "plane"},
		{[]string{"hope", "hopes", "hoped", "hoping"}, "hop"},
		{[]string{"hop", "hops", "hopped", "hopping"}, "hope"},
		{[]string{"party", "parties", "partied"}, "part"},
		{[]string{"church", "churches"}, "churn"},
		{[]string{"agree", "agrees", "agreed", "agreeing"}, "greed"},
		{[]string{"control", "controls", "controlled", "controlling"}, "contra"},
		{[]string{"care", "cares", "cared", "caring"}, "car"},
		{[]string{"create", "creates", "created", "creating"}, "crate"},
		{[]string{"bus", "buses"}, "business"},
		{[]string{"pass", "passes", "passed", "passing"}, "past"},
		{[]string{"die", "dies", "died", "dying"}, "dye"},
		{[]string{"university", "universities"}, "universe"},
		{[]string{"exceed", "exceeds", "exceeded", "exceeding"}, "excel"},
		{[]string{"protest", "protests", "protested", "protesting"}, "protestant"},
		{[]string{"news"}, "new"},
		{[]string{"king", "kings"}, "k"},
		{[]string{"red"}, "r"},
	} {
		for _, w := range test.same {
			if got, want := Stem(w), Stem(test.same[0]); got != want {
				t.Errorf("Stem(%q) = %q, want %q as of %q", w, got, want, test.same[0])
			}
		}
		if Stem(test.not) == Stem(test.same[0]) {
			t.Errorf("%q and %q have one stem, %q", test.not, test.same[0], Stem(test.not))
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "Seoul’s U.S. 1,000", "북한의 K팝", "\u1100\u1161\u11a8\u0301", "ﷺ\xff\u202e", strings.Repeat("\u0301", 100), "가\u11a8\u11a8", "½⅓㎏"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, tok := range Tokens(text) {
			if tok.Text == "" || strings.ContainsAny(tok.Text, " \t\n\"") {
				t.Fatalf("token %q of %q", tok.Text, text)
			}
			if tok.Start < at && !tok.Tail && tok.Mid < at || tok.Start >= tok.End || tok.Mid <= tok.Start || tok.Mid > tok.End || tok.End > len(text) {
				t.Fatalf("token %+v of %q lies wrong", tok, text)
			}
			at = tok.Start
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	korean := strings.Repeat("북한은 6일 동해상으로 미사일을 발사했다고 합동참모본부가 밝혔다. ", 60)
	english := strings.Repeat("The envoys met in Seoul on Thursday to discuss what their governments would do next. ", 60)
	for _, test := range []struct{ name, text string }{{"Korean", korean}, {"English", english}} {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(test.text)))
			for b.Loop() {
				if len(Tokens(test.text)) == 0 {
					b.Fatal("no tokens")
				}
			}
		})
	}
}
