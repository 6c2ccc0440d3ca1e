package search

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/inflection"
)

func TestNounsLoseTheirParticles(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a noun alone", "한강", "한강"},
		{"after a consonant", "한강은 한강이 한강을 한강과 한강이나 한강이라는 한강이라고", "한강 한강 한강 한강 한강 한강 한강"},
		{"after a vowel", "정부는 정부가 정부를 정부와 정부나 정부라는 정부라고", "정부 정부 정부 정부 정부 정부 정부"},
		{"not after a vowel", "제주은 제주을 제주과", "제주은 제주을 제주과"},
		{"not after a consonant", "한강는 한강가 한강를 한강와 한강며", "한강는 한강가 한강를 한강와 한강며"},
		{"after either", "북한의 정부의 국회에서 국회에 의원에게 대통령께서 북한도 북한만 서울부터 부산까지", "북한 정부 국회 국회 의원 대통령 북한 북한 서울 부산"},
		{"of few words", "눈사람처럼 예금보다 겨울마다 의사조차 하나밖에 선생님마저 골목뿐", "눈사람 예금 겨울 의사 하나 선생님 골목"},
		{"로 after a vowel and after ㄹ", "제주로 서울로 표준어로도", "제주 서울 표준어"},
		{"으로 after another consonant", "부산으로 한강으로는 시민으로서 국민으로부터", "부산 한강 시민 국민"},
		{"로 after another consonant is no particle", "부산로 한강로", "부산로 한강로"},
		{"으로 after ㄹ is no particle: 로 is one", "서울으로", "서울으"},
		{"joined", "국회에서는 국회에서도 학교에는 의원에게도 서울까지도 기자만의", "국회 국회 학교 의원 서울 기자"},
		{"the longest is taken", "대학에서의 시민으로서의 한국이야말로", "대학 시민 한국"},
		{"the plural goes with it", "간호사들은 간호사들 의원들에게서", "간호사 간호사 의원"},
		{"two syllables stay", "물은 배가 밤에 회의 결과 아들 강에서 밤에서는", "물은 배가 밤에 회의 결과 아들 강에서 밤에서"},
		{"a name stays, an ending goes: the search is for both", "한서윤 고양이", "한서윤 고양"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for word := range strings.FieldsSeq(test.text) {
				run := []rune(word)
				got = append(got, string(run[:inflection.Stem(run)]))
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("nouns of %s = %s, want %s", test.text, s, test.want)
			}
		})
	}
}

func TestNounsOfWhatIsTyped(t *testing.T) {
	type phrases = []ilbo.IndexPhrase
	for _, test := range []struct {
		name, text string
		want       phrases
	}{
		{"nothing", "", nil},
		{"marks", "…!", nil},
		{"a noun", "한강", nil},
		{"a noun with its particle", "한강이", phrases{closed("한강")}},
		{"a mark behind it", "한강이,", phrases{closed("한강")}},
		{"a noun that may be parted", "한미동맹의", phrases{closed("한미", "미동", "동맹"), closed("한미", "미·", "동맹"), closed("한", "미", "동맹")}},
		{"letters typed apart", "\u1112\u1161\u11ab\u1100\u1161\u11bc\u110b\u1175", phrases{closed("한강")}},
		{"digits before it", "48시간이", phrases{closed("48", "시간")}},
		{"letters before it", "A4용지를", phrases{closed("a", "4", "용지")}},
		{"one syllable beside letters", "K팝을", nil},
		{"letters alone", "AI가", nil},
		{"hanja as they are read", "北韓의 政府는", phrases{closed("北韓", "韓의", "의·", "政府")}},
		{"hanja that are read like a particle", "國會議", nil},
		{"a word between", "한강이 K", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, nouns(test.text)); diff != "" {
				t.Errorf("nouns(%q) (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

func TestTheWidestWaysFindWhatAllFind(t *testing.T) {
	type phrases = []ilbo.IndexPhrase
	for _, test := range []struct {
		text string
		want ilbo.IndexPhrase
	}{
		{"한강", closed("한강")},
		{"국회에서는", closed("국회")},
		{"한미동맹의", ilbo.IndexPhrase{Words: []string{"한미", "미동", "동·", "맹의"}, Else: phrases{closed("한미", "미동", "동맹"), closed("한미", "미·", "동맹"), closed("한", "미", "동맹")}}},
		{"이정은", ilbo.IndexPhrase{Words: []string{"이", "정은"}, Else: phrases{closed("이정")}}},
	} {
		got := widest(Parse(test.text, seoul).Must[0])
		if len(got.Else) == 0 {
			got.Else = nil
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("widest ways of %s (-want +got):\n%s", test.text, diff)
		}
	}
}

func FuzzNouns(f *testing.F) {
	for _, s := range []string{"", "한강이", "국회에서는", "에서는", "들들들", "의의의의의의", "간호사들은", "서울으로", "한강이라는…", "㈜한강이", "\u1100\u1161\u11a8이\u0301", "K팝이\xff", "가나다라마바사아자차의", strings.Repeat("가", 300) + "는"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		run := []rune(text)
		if keep := inflection.Stem(run); keep < len(run) && keep < inflection.MinNoun || keep > len(run) {
			t.Fatalf("the noun of %q has %d syllables", text, keep)
		}
		list := nouns(text)
		for i, ph := range list {
			if len(ph.Words) == 0 || slices.Contains(ph.Words, "") {
				t.Fatalf("nouns(%q)[%d] has an empty word", text, i)
			}
		}
		if len(list) == 0 {
			return
		}
		// What has the word has its noun, or the noun could hide what was typed.
		whole, bare := words(Tokens(text)), list[0]
		for i, w := range bare.Words {
			if i >= len(whole) || whole[i] != w {
				t.Fatalf("%q does not begin with its noun %v", whole, bare.Words)
			}
		}
	})
}
