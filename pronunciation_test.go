package ilbo

import (
	"errors"
	"strings"
	"testing"
)

// TestPronounceAgreesWithTheNotice has every example that the notice of the Revised
// Romanization prints (Ministry of Culture, Sports and Tourism, notice 2014-42, articles
// 2 and 3; 맞히다 is of notice 2000-8), but for those of article 8, which is not about
// sounds. https://www.korean.go.kr, 국어의 로마자 표기법.
func TestPronounceAgreesWithTheNotice(t *testing.T) {
	verb := Speaking{Verb: true}
	for _, c := range []struct {
		article, word, want string
		how                 Speaking
	}{
		{"2-1", "광희문", "gwanghuimun", Speaking{}},
		{"2-2", "구미", "gumi", Speaking{}}, {"2-2", "영동", "yeongdong", Speaking{}}, {"2-2", "백암", "baegam", Speaking{}}, {"2-2", "옥천", "okcheon", Speaking{}},
		{"2-2", "합덕", "hapdeok", Speaking{}}, {"2-2", "호법", "hobeop", Speaking{}}, {"2-2", "월곶", "wolgot", Speaking{}}, {"2-2", "벚꽃", "beotkkot", Speaking{}}, {"2-2", "한밭", "hanbat", Speaking{}},
		{"2-2", "구리", "guri", Speaking{}}, {"2-2", "설악", "seorak", Speaking{}}, {"2-2", "칠곡", "chilgok", Speaking{}}, {"2-2", "임실", "imsil", Speaking{}}, {"2-2", "울릉", "ulleung", Speaking{}}, {"2-2", "대관령", "daegwallyeong", Speaking{}},
		{"3-1-1", "백마", "baengma", Speaking{}}, {"3-1-1", "신문로", "sinmunno", Speaking{}}, {"3-1-1", "종로", "jongno", Speaking{}}, {"3-1-1", "왕십리", "wangsimni", Speaking{}}, {"3-1-1", "별내", "byeollae", Speaking{}}, {"3-1-1", "신라", "silla", Speaking{}},
		{"3-1-2", "학여울", "hangnyeoul", Speaking{}}, {"3-1-2", "알약", "allyak", Speaking{}},
		{"3-1-3", "해돋이", "haedoji", Speaking{}}, {"3-1-3", "같이", "gachi", Speaking{}}, {"3-1-3", "굳히다", "guchida", verb}, {"3-1-3", "맞히다", "machida", verb}, {"3-1-3", "맞히다", "machida", Speaking{}},
		{"3-1-4", "좋고", "joko", verb}, {"3-1-4", "놓다", "nota", verb}, {"3-1-4", "잡혀", "japyeo", verb}, {"3-1-4", "낳지", "nachi", verb},
		{"3-1-4", "잡혀", "japyeo", Speaking{Sound: "자펴", Verb: true}},
		{"3-1-4", "묵호", "mukho", Speaking{}}, {"3-1-4", "집현전", "jiphyeonjeon", Speaking{}}, {"3-1-4", "묵호", "mukho", Speaking{Sound: "무코"}}, {"3-1-4", "집현전", "jiphyeonjeon", Speaking{Sound: "지편전"}},
		{"3-1", "압구정", "apgujeong", Speaking{}}, {"3-1", "낙동강", "nakdonggang", Speaking{}}, {"3-1", "죽변", "jukbyeon", Speaking{}}, {"3-1", "낙성대", "nakseongdae", Speaking{}}, {"3-1", "합정", "hapjeong", Speaking{}}, {"3-1", "팔당", "paldang", Speaking{}},
		{"3-1", "샛별", "saetbyeol", Speaking{}}, {"3-1", "울산", "ulsan", Speaking{}}, {"3-1", "압구정", "apgujeong", Speaking{Sound: "압꾸정"}}, {"3-1", "울산", "ulsan", Speaking{Sound: "울싼"}},
		{"3-2", "중앙", "jung-ang", Speaking{Parted: true}}, {"3-2", "반구대", "ban-gudae", Speaking{Parted: true}}, {"3-2", "세운", "se-un", Speaking{Parted: true}}, {"3-2", "해운대", "hae-undae", Speaking{Parted: true}},
		{"3-3", "부산", "busan", Speaking{}}, {"3-3", "세종", "sejong", Speaking{}},
		{"3-6", "남산", "namsan", Speaking{}}, {"3-6", "속리산", "songnisan", Speaking{}}, {"3-6", "금강", "geumgang", Speaking{}}, {"3-6", "독도", "dokdo", Speaking{}}, {"3-6", "경복궁", "gyeongbokgung", Speaking{}},
		{"3-6", "무량수전", "muryangsujeon", Speaking{}}, {"3-6", "연화교", "yeonhwagyo", Speaking{}}, {"3-6", "극락전", "geungnakjeon", Speaking{}}, {"3-6", "안압지", "anapji", Speaking{}}, {"3-6", "남한산성", "namhansanseong", Speaking{}},
		{"3-6", "화랑대", "hwarangdae", Speaking{}}, {"3-6", "불국사", "bulguksa", Speaking{}}, {"3-6", "현충사", "hyeonchungsa", Speaking{}}, {"3-6", "독립문", "dongnimmun", Speaking{}}, {"3-6", "오죽헌", "ojukheon", Speaking{}},
		{"3-6", "촉석루", "chokseongnu", Speaking{}}, {"3-6", "종묘", "jongmyo", Speaking{}}, {"3-6", "다보탑", "dabotap", Speaking{}},
	} {
		if got, err := Pronounce(c.word, c.how); got != c.want || err != nil {
			t.Errorf("article %s: %s is %s (%v), want %s", c.article, c.word, got, err, c.want)
		}
	}
}

// TestNamesAgreeWithTheNotice has its articles 3, 4 and 5.
func TestNamesAgreeWithTheNotice(t *testing.T) {
	for name, want := range map[string]string{"민용하": "Min Yongha", "송나리": "Song Nari", "한복남": "Han Boknam", "홍빛나": "Hong Bitna", "남궁 민": "Namgung Min", "제갈공명": "Jegal Gongmyeong", "": "", "이": "I"} {
		if got := PersonName(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	for name, want := range map[string]string{
		"충청북도": "Chungcheongbuk-do", "제주도": "Jeju-do", "의정부시": "Uijeongbu-si", "양주군": "Yangju-gun", "도봉구": "Dobong-gu", "신창읍": "Sinchang-eup", "삼죽면": "Samjuk-myeon", "인왕리": "Inwang-ri",
		"당산동": "Dangsan-dong", "봉천 1동": "Bongcheon 1(il)-dong", "봉천1동": "Bongcheon 1(il)-dong", "종로 2가": "Jongno 2(i)-ga", "퇴계로 3가": "Toegyero 3(sam)-ga",
		"청주": "Cheongju", "함평": "Hampyeong", "순창": "Sunchang", "상계 10동": "Sanggye 10(sip)-dong", "상계 25동": "Sanggye 25(isibo)-dong", "": "", "리": "Ri",
	} {
		if got := PlaceName(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

// TestPronounceFollowsTheStandard has what the Standard Pronunciation adds.
func TestPronounceFollowsTheStandard(t *testing.T) {
	verb := Speaking{Verb: true}
	for _, c := range []struct {
		word, want string
		how        Speaking
	}{
		{"좋습니다", "joseumnida", verb}, {"않습니다", "anseumnida", verb}, {"싫소", "silso", verb}, {"밟다", "bapda", verb}, {"밟는", "bamneun", verb}, {"밟아", "balba", verb}, {"넓다", "neolda", verb},
		{"맑게", "malge", verb}, {"맑다", "makda", verb}, {"닭과", "dakgwa", Speaking{}}, {"밝히다", "balkida", verb}, {"넓히다", "neolpida", verb}, {"앉히다", "anchida", verb}, {"먹히다", "meokida", verb}, {"못하다", "motada", verb},
		{"닫히다", "dachida", verb}, {"묻히다", "muchida", verb}, {"굳이", "guji", Speaking{}}, {"붙이다", "buchida", verb}, {"놓는", "nonneun", verb}, {"뚫는", "ttulleun", verb}, {"쌓이다", "ssaida", verb}, {"않는", "anneun", verb},
		{"값이", "gapsi", Speaking{}}, {"값이", "gapsi", Speaking{Sound: "갑씨"}}, {"있어", "isseo", Speaking{Sound: "이써", Verb: true}}, {"꽃잎", "kkonnip", Speaking{}}, {"서울역", "seoullyeok", Speaking{}}, {"직행열차", "jikhaengnyeolcha", Speaking{}},
		{"색연필", "saengnyeonpil", Speaking{}}, {"휘발유", "hwiballyu", Speaking{}}, {"입원료", "ibwonnyo", Speaking{}}, {"맛없다", "madeopda", verb}, {"담요", "damnyo", Speaking{}}, {"공권력", "gonggwonnyeok", Speaking{}},
		{"한강 다리", "hangang dari", Speaking{}}, {"고양이", "goyang-i", Speaking{Parted: true}}, {"구이", "gu-i", Speaking{Parted: true}}, {"막차", "makcha", Speaking{}}, {"KTX역", "KTXyeok", Speaking{}},
	} {
		if got, err := Pronounce(c.word, c.how); got != c.want || err != nil {
			t.Errorf("%s is %s (%v), want %s", c.word, got, err, c.want)
		}
	}
}

func TestPronounceRefusesTheSoundOfAnotherWord(t *testing.T) {
	for word, sound := range map[string]string{"신문로": "신문", "서울역": "seoullyeok", "한강": "hg", "한 강": "한강가"} {
		if got, err := Pronounce(word, Speaking{Sound: sound}); !errors.Is(err, Invalid) {
			t.Errorf("%s said %s is %s, %v", word, sound, got, err)
		}
	}
}

func FuzzPronounce(f *testing.F) {
	for _, s := range [][2]string{{"한강", ""}, {"신문로", "신문노"}, {"값어치", "가버치"}, {"\xff가", "가가"}, {"밟", "ㄱ"}, {"닭앞에", ""}} {
		f.Add(s[0], s[1], true, true)
		f.Add(s[0], s[1], false, false)
	}
	f.Fuzz(func(t *testing.T, word, sound string, verb, parted bool) {
		got, err := Pronounce(word, Speaking{Sound: sound, Verb: verb, Parted: parted})
		if err != nil {
			return
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 }) {
			t.Errorf("%q keeps Hangul: %q", word, got)
		}
		PersonName(word)
		PlaceName(word)
	})
}
