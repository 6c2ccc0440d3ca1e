package search

import (
	"strings"
	"testing"
	"time"
)

// shown writes parts with what is marked in brackets.
func shown(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Hit {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func plain(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

func TestHighlight(t *testing.T) {
	for _, test := range []struct{ name, text, query, want string }{
		{"whole English words", "Talks on talking: the talkative", "talk", "[Talks] on [talking]: the talkative"},
		{"a possessive", "Seoul’s SEOUL", "seoul", "[Seoul]’s [SEOUL]"},
		{"exactly the syllables asked for", "대북한정책과 북한의", "북한", "대[북한]정책과 [북한]의"},
		{"three syllables are one mark", "합동참모본부가 밝혔다", "참모본부", "합동[참모본부]가 밝혔다"},
		{"a single syllable", "핵무기와 북핵, 핵", "핵", "[핵]무기와 북[핵], [핵]"},
		{"a syllable in the midst of a word", "탈핵화", "핵", "탈[핵]화"},
		{"a mixed word", "K팝이 K-팝을 케이팝", "K팝", "[K팝]이 [K-팝]을 케이팝"},
		{"a phrase and no part of it", "old city hall, city of old halls", `"city hall"`, "old [city hall], city of old halls"},
		{"a Korean phrase ends its words", "대한 민국과 대한민국", `"대한 민국"`, "[대한 민국]과 대한민국"},
		{"the end of a word is no word", "미국 지적과 국 지적", "국지적", "미국 지적과 [국 지적]"},
		{"a number within syllables", "주요20개국", "요20개", "주[요20개]국"},
		{"a noun with another particle", "한강은 대한강의 한강, 북한강에서", "한강이", "[한강]은 대[한강]의 [한강], 북[한강]에서"},
		{"the particle where it was typed", "한강이 얼고 한강은 흐른다", "한강이", "[한강이] 얼고 [한강]은 흐른다"},
		{"a quoted word and no other", "한강이 얼고 한강은 흐른다", `"한강이"`, "[한강이] 얼고 한강은 흐른다"},
		{"overlapping marks are one", "가나다라", "가나다 나다라", "[가나다라]"},
		{"accents", "the Café", "cafe", "the [Café]"},
		{"nothing", "none of it", "북한", "none of it"},
		{"markup is text", "<b>Seoul</b>", "seoul", "<b>[Seoul]</b>"},
		{"hanja that are read so", "北韓이 대북한 對北 제재", "북한", "[北韓]이 대[북한] 對[北] 제재"},
		{"hanja within a word", "對北制裁를 풀다", "대북제재", "[對北制裁]를 풀다"},
		{"hanja in either of its readings", "國樂과 娛樂", "국악 오락", "[國樂]과 [娛樂]"},
		{"hanja and what they are read as", "北韓과 북한", "北韓", "[北韓]과 [북한]"},
		{"what one character is short for", "美 국무장관, 美의 美", "미국", "[美] 국무장관, [美]의 [美]"},
		{"Japanese is not read", "北韓の核実験", "북한", "北韓の核実験"},
		{"words across hanja", "文 대통령의 美 방문", `"미 방문"`, "文 대통령의 [美 방문]"},
		{"a hyphen that some leave out", "an e-mail, E-Mails", "email", "an [e-mail], [E-Mails]"},
		{"a hyphen that others set", "an email and e-mail", "e-mail", "an [email] and [e-mail]"},
		{"bylines are not sought in copy", "Kim met Lee", "by:Kim Lee", "Kim met [Lee]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := shown(Highlight(test.text, Parse(test.query, seoul).Must))
			if got != test.want {
				t.Errorf("Highlight(%q, %q) = %q, want %q", test.text, test.query, got, test.want)
			}
		})
	}
}

func TestPassageIsTheBestOfTheBody(t *testing.T) {
	filler := strings.Repeat("Nothing of note happened on the river that day. ", 12)
	text := filler + "\n" + filler + "The ferry sank at dawn. " + filler + "\n" + filler + "At dawn the ferry was raised by two cranes, and the ferry sailed. " + filler
	got, hits := Passage(text, Parse("ferry dawn cranes", seoul).Must)
	if hits != 3 {
		t.Errorf("the passage finds %d phrases, want 3", hits)
	}
	s := shown(got)
	for _, want := range []string{"At [dawn] the [ferry] was raised by two [cranes], and the [ferry] sailed."} {
		if !strings.Contains(s, want) {
			t.Errorf("passage %q does not hold %q", s, want)
		}
	}
	if !strings.HasPrefix(s, ellipsis) || !strings.HasSuffix(s, ellipsis) {
		t.Errorf("passage %q does not say that it is cut", s)
	}
	inside := strings.TrimSuffix(strings.TrimPrefix(plain(got), ellipsis), ellipsis)
	if !strings.Contains(" "+text+" ", " "+inside+" ") {
		t.Errorf("passage %q is not cut between words", inside)
	}
	if w := width(plain(got)); w > passageWidth+2 {
		t.Errorf("passage is %d columns wide, want at most %d", w, passageWidth+2)
	}
}

func TestPassageWithoutHitsIsTheBeginning(t *testing.T) {
	got, hits := Passage("First line.\nSecond line.", Parse("ferry", seoul).Must)
	if hits != 0 || plain(got) != "First line." {
		t.Errorf("Passage = %q with %d hits, want the first line with none", plain(got), hits)
	}
}

func FuzzHighlight(f *testing.F) {
	f.Add("대북한정책 Seoul’s ½", "북한 seoul 1")
	f.Add("가\u11a8가", "각")
	f.Add("a\u0301\u0301b\xff", `"a b"`)
	f.Add(strings.Repeat("가 나 ", 200), "나가")
	f.Fuzz(func(t *testing.T, text, query string) {
		must := Parse(query, time.UTC).Must
		if got := plain(Highlight(text, must)); got != text {
			t.Fatalf("the parts of %q are %q", text, got)
		}
		parts, _ := Passage(text, must)
		inside := strings.TrimSuffix(strings.TrimPrefix(plain(parts), ellipsis), ellipsis)
		if !strings.Contains(text, inside) && !strings.Contains(text, plain(parts)) {
			t.Fatalf("the passage %q is not of %q", inside, text)
		}
	})
}

func BenchmarkPassage(b *testing.B) {
	text := strings.Repeat("북한은 6일 동해상으로 미사일을 발사했다고 합동참모본부가 밝혔다. The envoys met in Seoul.\n", 40)
	must := Parse("합동참모본부 envoys", seoul).Must
	b.ReportAllocs()
	for b.Loop() {
		if _, hits := Passage(text, must); hits != 2 {
			b.Fatal("not found")
		}
	}
}
