package ilbo

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func parted(text string, l Language) (list []string) {
	runes := []rune(text)
	for _, s := range Sentences(text, l) {
		list = append(list, string(runes[s.From:s.To]))
	}
	return list
}

// TestSentencesEndWhereTheyDo has a text a row, its sentences parted by bars.
func TestSentencesEndWhereTheyDo(t *testing.T) {
	for l, rows := range map[Language][]string{
		English: {
			"The ferry left. | Nobody waved.",
			"Mr. Han met Dr. Seo on St. Mary Street. | They spoke.",
			"Prices rose 3.5 percent. | Rents fell by 0.2.",
			"It opens at 9 a.m. and closes at 5 p.m. | Nobody knows why.",
			"The U.S. Army came. | The bill passed in the U.S. | The Senate had left.",
			"J. K. Moon wrote it. | S. Park read it.",
			"“Why?” she asked. | “Because,” he said.",
			"“I came. I saw.” | He left.",
			"He said, “It is late. Go home.” | Then he went.",
			"She paused... and went on. | Then nothing… | The end.",
			"What?! | No! | Yes.",
			"He lives at No. 10. | No. | That is all.",
			"It is (see p. 4. There is more) a map. | It is old.",
			"no punctuation at all in this one",
			"1. First of all",
			"A line | Another line. | And more",
			"Samsung Inc. said so. | It was sold to Kim & Co. | Prices fell.",
			"The show is on Nov. 3 in Seoul. | It was moved from Oct. | Then it rained.",
			"It costs $4.50. | That’s cheap; it’s Dr. Lee’s idea.",
			"So it was I. | Nobody else.",
			"Visit ilbo.press for more. | Thanks.",
			"‘Stop.’ | She didn’t. | Later, ‘Go on,’ she said.",
			"Emoji end it 👍🏽. | Next 🎉! | Last",
			"He wrote 10 poems, 12 plays, etc. | All were lost.",
		},
		Korean: {
			"비가 옵니다. | 우산이 없습니다.",
			"물가가 3.5% 올랐다. | 임금은 0.2% 내렸다.",
			"“비가 온다. 우산이 없다.”고 그는 말했다. | 그리고 나갔다.",
			"“어디 가세요?” 하고 물었다. | “집에요.” | 그가 웃었다.",
			"글쎄… 잘 모르겠어요. | 정말요?",
			"커피가 다... 정말 괜찮으세요? | 네.",
			"2026. 11. 29. 서울에서 열린다. | 날씨는 맑다.",
			"비가 옵니다 우산이 없습니다 그래서 뜁니다",
			"비가 온다 우산이 없다",
			"그러니까 같이 갑시다",
			"갑니다만 늦습니다. | 왜 그럽니까? | 모릅니다",
			"“갑니다”라고 했다. | “갑니다” 하고 끊었다.",
			"반대말은 ‘첫차’입니다. | “막차를 탔다.”는 말도 씁니다.",
			"1. 헤어질 때 씁니다.",
			"첫 줄 | 둘째 줄. | 셋째 줄",
			"와! | 정말? | 네.",
			"끝났다。다음이다。",
			"김 박사(Dr. Kim)는 갔다. | 서 교수는 남았다.",
		},
	} {
		for _, row := range rows {
			want := strings.Split(row, " | ")
			text := strings.Join(want, " ")
			switch row {
			case "A line | Another line. | And more", "첫 줄 | 둘째 줄. | 셋째 줄":
				text = strings.Replace(text, " Another", "\nAnother", 1)
				text = strings.Replace(text, " 둘째", "\n둘째", 1)
			case "비가 옵니다 우산이 없습니다 그래서 뜁니다":
				want = []string{"비가 옵니다", "우산이 없습니다", "그래서 뜁니다"}
			case "끝났다。다음이다。":
				want = []string{"끝났다。", "다음이다。"}
			}
			if got := parted(text, l); !slices.Equal(got, want) {
				t.Errorf("%q (%s) is\n%q, want\n%q", text, l, got, want)
			}
		}
	}
	if got := Sentences(" \n ", English); got != nil {
		t.Errorf("white space is %v", got)
	}
	long := "“" + strings.Repeat("It went on and on. ", 30) + "” The end."
	if n := len(Sentences(long, English)); n < 30 {
		t.Errorf("a long quotation has %d sentences", n)
	}
}

func FuzzSentences(f *testing.F) {
	for _, s := range []string{"The ferry left. Nobody waved.", "비가 옵니다 우산이 없다.", "“A. B.” c", "U.S. The\nx", "…?!", "\xff. A", "(((. A", "다 니다 ㅂ니다"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, korean bool) {
		l := English
		if korean {
			l = Korean
		}
		runes, at := []rune(text), 0
		bare := func(from, to int) bool {
			return !slices.ContainsFunc(runes[from:to], func(r rune) bool { return !unicode.IsSpace(r) })
		}
		for _, s := range Sentences(text, l) {
			if s.From < at || s.To <= s.From || s.To > len(runes) {
				t.Fatalf("%q: %v after %d", text, s, at)
			}
			if !bare(at, s.From) {
				t.Errorf("%q: words are lost between %d and %d", text, at, s.From)
			}
			if unicode.IsSpace(runes[s.From]) || unicode.IsSpace(runes[s.To-1]) {
				t.Errorf("%q: %v has white space around it", text, s)
			}
			at = s.To
		}
		if !bare(at, len(runes)) {
			t.Errorf("%q: words are lost behind %d", text, at)
		}
	})
}
