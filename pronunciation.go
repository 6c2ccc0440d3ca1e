package ilbo

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Speaking is what the rules of sound cannot see in a Korean word.
type Speaking struct {
	// Sound is the word as it is said, in Hangul, as dictionaries print it in
	// brackets: 신문노 for 신문로, 항녀울 for 학여울. It is given where the word is an
	// exception; empty, the rules say it. It has as many syllables as the word.
	Sound string
	// Verb says that the word is a verb or an adjective, in which ㅎ melts into the
	// ㄱ, ㄷ, ㅂ before it (잡혀 japyeo); in nouns it is written (묵호 Mukho).
	Verb bool
	// Parted sets a hyphen where two readings are possible: 해운대 Hae-undae.
	Parted bool
}

// Pronounce writes the Hangul in a word in Latin letters for people who learn to
// say it, by the Revised Romanization of Korean (Ministry of Culture, notice 2014-42,
// articles 2 and 3), which follows the Standard Pronunciation. What that leaves to
// dictionaries, a ㄴ that is put in between above all, is known of the words that
// both notices print; of others the writer gives the sound. Tense consonants that
// are heard and not written are not shown, as the notice has it.
//
// It is for people, and may learn; [Romanize] is for addresses, and may not.
func Pronounce(word string, how Speaking) (string, error) {
	if how.Sound == "" {
		how.Sound = exceptions[word]
	}
	if how.Sound == "" {
		return how.ruled(spelled([]rune(word))), nil
	}
	return how.told([]rune(word))
}

// letters are the names of letters that end otherwise before a vowel than they are
// written (Standard Pronunciation, article 16): 디귿이 is [디그시].
var letters = map[string]rune{"디귿": '긋', "지읒": '읏', "치읓": '읏', "키읔": '윽', "티읕": '읏', "피읖": '읍', "히읗": '읏'}

// spelled is a word as the rules of sound need it written.
func spelled(word []rune) []rune {
	if len(word) < 3 {
		return word
	}
	end, ok := letters[string(word[:2])]
	if next, _, _, hangul := syllable(word[2]); !ok || !hangul || next != ieung {
		return word
	}
	word[1] = end
	return word
}

// A syllableSound is a syllable in Latin letters.
type syllableSound struct{ head, vowel, foot string }

// ruled is a word as the rules say it.
func (how Speaking) ruled(word []rune) string {
	var said speech
	carry, carried := "", false
	for i, r := range word {
		lead, vowel, tail, ok := syllable(r)
		if !ok {
			said.other(r)
			carried = false
			continue
		}
		s := syllableSound{initials[lead], medials[vowel], finals[tail]}
		if carried {
			s.head, carried = carry, false
		}
		if i+1 < len(word) {
			if next, nextVowel, _, ok := syllable(word[i+1]); ok {
				s.foot, carry, carried = how.meet(r, tail, next, nextVowel)
			}
		}
		said.add(s, how.Parted)
	}
	return said.String()
}

// The letters that meet has names for, beside those of romanize.go.
const (
	giyeok, digeut, bieup, siot, jieut = 0, 3, 7, 9, 12 // initials
	kieuk, pieup                       = 15, 17         // ㅋ ㅌ ㅍ
	finalNJ, finalLG, finalLB          = 5, 9, 11       // ㄵ ㄺ ㄼ
	finalJ                             = 22
)

// meet tells how a final and the initial after it read together, as the meet of
// addresses does, with the rules that it was made without.
func (how Speaking) meet(r rune, tail, next, vowel int) (foot, head string, changed bool) {
	switch {
	case next == siot && (tail == finalH || tail == finalNH || tail == finalLH): // 좋습니다 joseumnida (article 12)
		return map[int]string{finalNH: "n", finalLH: "l"}[tail], "s", true
	case next == hieut && tail == finalJ: // 맞히다 machida
		return "", "ch", true
	case next == hieut && tail == finalNJ: // 앉히다 anchida
		return "n", "ch", true
	case r == '밟' && next != ieung && next != hieut: // 밟다 bapda, 밟는 bamneun (article 10)
		return meet(17, next, vowel)
	case how.Verb && tail == finalLG && next == giyeok: // 맑게 malge (article 11)
		return "l", "g", true
	case how.Verb && next == hieut && tail == finalLG: // 밝히다 balkida
		return "l", "k", true
	case how.Verb && next == hieut && tail == finalLB: // 넓히다 neolpida
		return "l", "p", true
	case how.Verb && next == hieut && !(tail == finalD && vowel == vowelI): // 잡혀 japyeo
		if sound := finals[tail]; sound == "k" || sound == "t" || sound == "p" {
			return "", sound, true
		}
	}
	return meet(tail, next, vowel)
}

// told is a word as its sound says it: vowels are the word's own, since the notice
// writes ㅢ where ㅣ is heard, and so are consonants that are only heard tense.
func (how Speaking) told(word []rune) (string, error) {
	sound := []rune(how.Sound)
	if len(sound) != len(word) {
		return "", &Error{Kind: Invalid, Say: fmt.Sprintf("The sound %s has not as many syllables as the word %s.", quote(how.Sound), quote(string(word)))}
	}
	var said speech
	for i, r := range word {
		lead, vowel, tail, ok := syllable(r)
		if !ok {
			if sound[i] != r {
				return "", &Error{Kind: Invalid, Say: fmt.Sprintf("The sound %s is not that of the word %s.", quote(how.Sound), quote(string(word)))}
			}
			said.other(r)
			continue
		}
		soundLead, _, soundTail, ok := syllable(sound[i])
		if !ok {
			return "", &Error{Kind: Invalid, Say: fmt.Sprintf("The sound %s is not written in Hangul.", quote(how.Sound))}
		}
		s := syllableSound{initials[soundLead], medials[vowel], finals[soundTail]}
		before := -1 // the final of the syllable before
		if i > 0 {
			if _, _, t, ok := syllable(word[i-1]); ok {
				before = t
			}
		}
		if plain := plainOf(soundLead); plain >= 0 && soundLead != lead && !(lead == ieung && (before == 2 || before == 20)) { // ㄲ and ㅆ move over as they are
			s.head = initials[plain]
		}
		if !how.Verb && before > 0 && strings.Contains("ktp", finals[before]) && melted(lead, soundLead) {
			s.head = "h" // a noun: 집현전 is [지편전] and Jiphyeonjeon
		}
		if !how.Verb && soundTail == 0 && tail != 0 && i+1 < len(word) && strings.Contains("ktp", finals[tail]) {
			next, _, _, _ := syllable(word[i+1])
			heard, _, _, _ := syllable(sound[i+1])
			if melted(next, heard) {
				s.foot = finals[tail]
			}
		}
		said.add(s, how.Parted)
	}
	return said.String(), nil
}

// melted reports whether a ㅎ is heard as ㅋ, ㅌ or ㅍ, together with what stands before
// it. Where that makes ㅊ, as in 굳히다, no noun writes the ㅎ.
func melted(lead, heard int) bool { return lead == hieut && kieuk <= heard && heard <= pieup }

// plainOf is the plain letter of a tense one, -1 of others.
func plainOf(lead int) int {
	switch lead {
	case 1, 4, 8, 10, 13:
		return lead - 1
	}
	return -1
}

// A speech is syllables one after the other.
type speech struct {
	strings.Builder
	last syllableSound
	runs bool // the last thing was a syllable
}

func (s *speech) other(r rune) {
	s.WriteRune(r)
	s.runs = false
}

func (s *speech) add(next syllableSound, parted bool) {
	if s.last.foot == "l" && next.head == "r" && s.runs {
		next.head = "l" // ㄹㄹ is ll
	}
	if parted && s.runs && ambiguous(s.last, next) {
		s.WriteByte('-')
	}
	s.WriteString(next.head + next.vowel + next.foot)
	s.last, s.runs = next, true
}

// ambiguous reports whether two syllables could be read as two others (article 3,
// 2): Jung-ang and Jun-gang, Se-un and Seun.
func ambiguous(a, b syllableSound) bool {
	if a.foot == "ng" && b.head == "" || a.foot == "n" && strings.HasPrefix(b.head, "g") {
		return true
	}
	if a.foot != "" || b.head != "" {
		return false
	}
	switch a.vowel[len(a.vowel)-1:] + b.vowel[:1] {
	case "ae", "oe", "eo", "eu", "ui":
		return true
	}
	return false
}

// families are the family names of two syllables; all others have one.
var families = []string{"강전", "남궁", "독고", "동방", "망절", "사공", "서문", "선우", "소봉", "어금", "장곡", "제갈", "황목", "황보"}

// PersonName writes a Korean name: the family first, and the given name in one word,
// in which no sound changes another (article 3, 4): 한복남 is Han Boknam. How a family
// spells itself (Lee, Park) is theirs to say.
func PersonName(name string) string {
	name = strings.ReplaceAll(Clean(name), " ", "")
	if utf8.RuneCountInString(name) < 2 {
		return capital(unmet(name))
	}
	_, cut := utf8.DecodeRuneInString(name)
	for _, f := range families {
		if rest, ok := strings.CutPrefix(name, f); ok && rest != "" {
			cut = len(f)
		}
	}
	return capital(unmet(name[:cut])) + " " + capital(unmet(name[cut:]))
}

// unmet is syllables that do not hear one another.
func unmet(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(Romanize(string(r)))
	}
	return b.String()
}

// units are what ends the name of a place that is governed.
const units = "도시군구읍면리동가"

// PlaceName writes the name of a place that is governed, with a hyphen before what
// sort of place it is, over which no sound changes (article 3, 5): 삼죽면 is
// Samjuk-myeon, 종로 2가 Jongno 2(i)-ga. Mountains, rivers and palaces have none:
// for them and all else, [Pronounce].
func PlaceName(name string) string {
	name = Clean(name)
	last, size := utf8.DecodeLastRuneInString(name)
	stem := name[:len(name)-size]
	if stem == "" || !strings.ContainsRune(units, last) {
		return capital(pronounced(name))
	}
	var digits string
	if cut := strings.TrimRight(stem, "0123456789"); cut != stem {
		stem, digits = cut, stem[len(cut):]
	}
	out := capital(pronounced(strings.TrimSpace(stem)))
	if digits != "" {
		if out != "" {
			out += " "
		}
		out += digits + "(" + Romanize(sinoKorean(digits)) + ")"
	}
	return out + "-" + Romanize(string(last))
}

func pronounced(word string) string {
	said, err := Pronounce(word, Speaking{})
	if err != nil {
		return Romanize(word) // unreachable: no sound was given
	}
	return said
}

// sinoKorean reads a number below a hundred as addresses are read, and of a longer
// one each digit.
func sinoKorean(digits string) string {
	names := []rune("영일이삼사오육칠팔구")
	if len(digits) == 2 && digits[0] != '0' {
		said := "십"
		if digits[0] > '1' {
			said = string(names[digits[0]-'0']) + said
		}
		if digits[1] != '0' {
			said += string(names[digits[1]-'0'])
		}
		return said
	}
	var b strings.Builder
	for _, d := range digits {
		b.WriteRune(names[d-'0'])
	}
	return b.String()
}

// capital gives a word its first capital.
func capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// exceptions are the words that the notices themselves print with a sound that no
// rule finds: the romanization's article 3, 1, and the Standard Pronunciation's
// articles 10, 12, 15, 20, 29 and 30.
var exceptions = map[string]string{
	"넓죽하다": "넙쭈카다", "넓둥글다": "넙뚱글다", "싫증": "실쯩", "서른여섯": "서른녀섣", "스물여섯": "스물려섣",
	"신문로": "신문노", "학여울": "항녀울", "알약": "알략",
	"의견란": "의견난", "임진란": "임진난", "생산량": "생산냥", "결단력": "결딴녁", "공권력": "공꿘녁", "동원령": "동원녕", "상견례": "상견녜", "횡단로": "횡단노", "이원론": "이원논", "입원료": "이붠뇨", "구근류": "구근뉴",
	"솜이불": "솜니불", "홑이불": "혼니불", "막일": "망닐", "삯일": "상닐", "맨입": "맨닙", "꽃잎": "꼰닙", "내복약": "내봉냑", "한여름": "한녀름", "남존여비": "남존녀비", "신여성": "신녀성", "색연필": "생년필", "직행열차": "지캥녈차",
	"늑막염": "능망념", "콩엿": "콩녇", "담요": "담뇨", "눈요기": "눈뇨기", "영업용": "영엄뇽", "식용유": "시굥뉴", "백분율": "백뿐뉼", "밤윷": "밤뉻",
	"들일": "들릴", "솔잎": "솔립", "설익다": "설릭따", "물약": "물략", "불여우": "불려우", "서울역": "서울력", "물엿": "물렫", "휘발유": "휘발류", "유들유들": "유들류들",
	"베갯잇": "베갠닏", "깻잎": "깬닙", "나뭇잎": "나문닙", "도리깻열": "도리깬녈", "뒷윷": "뒨뉻",
	"젖어미": "저더미", "맛없다": "마덥따", "겉옷": "거돋", "헛웃음": "허두슴", "값어치": "가버치", "값있는": "가빈는",
}
