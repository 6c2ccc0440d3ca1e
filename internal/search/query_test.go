package search

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

var seoul = time.FixedZone("KST", 9*3600)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, seoul) }

func closed(words ...string) ilbo.IndexPhrase { return ilbo.IndexPhrase{Words: words} }

func opened(words ...string) ilbo.IndexPhrase { return ilbo.IndexPhrase{Words: words, Open: true} }

func TestParse(t *testing.T) {
	type phrases = []ilbo.IndexPhrase
	for _, test := range []struct {
		name, text string
		want       Terms
	}{
		{"nothing", "  ", Terms{}},
		{"words must all occur", "Seoul talks", Terms{Must: phrases{closed("seoul"), closed("talk")}}},
		{"common words are left out", "the talks of Seoul", Terms{Must: phrases{closed("talk"), closed("seoul")}}},
		{"common words alone are asked for", "to be or", Terms{Must: phrases{closed("to"), closed("be"), closed("or")}}},
		{"a phrase keeps its common words", `"bank of Korea"`, Terms{Must: phrases{closed("bank", "of", "korea")}}},
		{"curly quotation marks", "“six-party talks” 북한", Terms{Must: phrases{closed("six", "parti", "talk"), closed("북한")}}},
		{"an open quotation", `"north korea`, Terms{Must: phrases{closed("north", "korea")}}},
		{"a Korean phrase", `"북한 핵실험"`, Terms{Must: phrases{closed("북한", "한·", "핵실", "실험")}}},
		{"one syllable is open", "핵", Terms{Must: phrases{opened("핵")}}},
		{"a mixed word", "K팝", Terms{Must: phrases{{Words: []string{"k", "팝"}, Open: true}}}},
		{"exclusion", `sports -baseball -"home run"`, Terms{Must: phrases{closed("sport")}, Not: phrases{closed("basebal"), closed("home", "run")}}},
		{"an exclusion alone is a word", "-baseball", Terms{Must: phrases{closed("basebal")}}},
		{"a hyphen within a word", "post-war", Terms{Must: phrases{closed("post", "war")}}},
		{"a section", "section:sports/baseball final", Terms{Must: phrases{closed("final")}, Section: "sports/baseball"}},
		{"a section alone", "면:sports", Terms{Section: "sports"}},
		{"no such section", "section:! final", Terms{Must: phrases{closed("section"), closed("final")}}},
		{"a journalist", `by:"Yoon Seri" flood`, Terms{Must: phrases{{Words: []string{"yoon", "seri"}, Field: ilbo.IndexByline}, closed("flood")}}},
		{"a Korean journalist", `기자:윤세리`, Terms{Must: phrases{{Words: []string{"윤세", "세리"}, Field: ilbo.IndexByline, Else: phrases{closed("윤", "세리")}}}}},
		{"a journalist in quotation marks", `by:"윤세리"`, Terms{Must: phrases{{Words: []string{"윤세", "세리"}, Field: ilbo.IndexByline}}}},
		{"a topic", `topic:rivers 주제:"한강"`, Terms{Must: phrases{{Words: []string{"river"}, Field: ilbo.IndexTopics}, {Words: []string{"한강"}, Field: ilbo.IndexTopics}}}},
		{"a language", "lang:KO 북한", Terms{Must: phrases{closed("북한")}, Language: ilbo.Korean}},
		{"no such language", "lang:xx", Terms{Must: phrases{closed("lang", "xx")}}},
		{"a word that may be parted", "한미동맹", Terms{Must: phrases{{Words: []string{"한미", "미동", "동맹"}, Else: phrases{closed("한미", "미·", "동맹"), closed("한", "미", "동맹")}}}}},
		{"a word that is not", `"한미동맹"`, Terms{Must: phrases{closed("한미", "미동", "동맹")}}},
		{"a word with its particle", "국회에서는 법안", Terms{
			Must:    phrases{{Words: []string{"국회", "회에", "에서", "서는"}, Else: phrases{closed("국회", "회·", "에서", "서는"), closed("국회", "회에", "에·", "서는"), opened("국회", "회·", "에서", "서·", "는"), closed("국회")}}, closed("법안")},
			AsTyped: phrases{{Words: []string{"국회", "회에", "에서", "서는"}, Else: phrases{closed("국회", "회·", "에서", "서는"), closed("국회", "회에", "에·", "서는"), opened("국회", "회·", "에서", "서·", "는")}}, closed("법안")},
		}},
		{"hanja as it is read", "北韓", Terms{
			Must:    phrases{{Words: []string{"北韓"}, Else: phrases{closed("북한")}}},
			AsTyped: phrases{closed("北韓")},
		}},
		{"one that is short for a name", "美", Terms{
			Must:    phrases{{Words: []string{"美"}, Open: true, Else: phrases{closed("미국")}}},
			AsTyped: phrases{opened("美")},
		}},
		{"one that is not", "更", Terms{Must: phrases{opened("更")}}},
		{"hanja in quotation marks", `"北韓"`, Terms{Must: phrases{closed("北韓")}}},
		{"hanja with a particle", "北韓의", Terms{
			Must:    phrases{{Words: []string{"北韓", "韓의"}, Else: phrases{closed("北", "韓의"), closed("北韓"), closed("북한", "한의"), closed("북한"), closed("북", "한의")}}},
			AsTyped: phrases{{Words: []string{"北韓", "韓의"}, Else: phrases{closed("北", "韓의")}}},
		}},
		{"a beginning with a hyphen", "e-mails", Terms{Must: phrases{{Words: []string{"e", "mail"}, Else: phrases{closed("email")}}}}},
		{"a quoted word keeps its particle", `"한강이"`, Terms{Must: phrases{closed("한강", "강이")}}},
		{"an excluded word keeps its particle", `밤배 -한강이`, Terms{Must: phrases{closed("밤배")}, Not: phrases{{Words: []string{"한강", "강이"}, Else: phrases{closed("한", "강이")}}}}},
		{"a journalist keeps what looks like one", "기자:이정은", Terms{Must: phrases{{Words: []string{"이정", "정은"}, Field: ilbo.IndexByline, Else: phrases{closed("이", "정은")}}}}},
		{"days", "flood from:2026-11-01 to:2026-11-03", Terms{Must: phrases{closed("flood")}, From: day(2026, 11, 1), To: day(2026, 11, 4)}},
		{"a month and a year", "flood from:2025 to:2026-11", Terms{Must: phrases{closed("flood")}, From: day(2025, 1, 1), To: day(2026, 12, 1)}},
		{"no such day", "flood from:2026-13-99", Terms{Must: phrases{closed("flood"), closed("from", "2026", "13", "99")}}},
		{"an unknown operator", "site:example", Terms{Must: phrases{closed("site", "exampl")}}},
		{"an operator without value", "by: Kim", Terms{Must: phrases{closed("kim")}}},
		{"marks alone", `"" - -- :: "`, Terms{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Parse(test.text, seoul)); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

func TestParseHasLimits(t *testing.T) {
	got := Parse(strings.Repeat("word 낱말 ", 1000), seoul)
	if n := len(got.Must); n != maxTerms {
		t.Errorf("%d terms, want %d", n, maxTerms)
	}
	long := Parse(strings.Repeat("가", 10_000), seoul)
	if n := len(long.Must[0].Words); n >= maxRunes {
		t.Errorf("a term of %d words, want fewer than %d", n, maxRunes)
	}
}

func TestStopWordsAreAsTheIndexHasThem(t *testing.T) {
	for w := range stopWords {
		if Stem(w) != w {
			t.Errorf("the stop word %q is %q in the index", w, Stem(w))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "북한 -핵", `"`, `by:"a`, "from:2026-02-30", "-", "--a", "section:a/b", ":", "a:b:c", `“„"`, "K팝\x00", "한미동맹조약기구에서의 -한강이 by:한강이", "한강이라는 \"국회에서\"", "\xff\xfe", "to:9999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Parse(text, time.UTC)
		if len(got.Must)+len(got.Not) > maxTerms {
			t.Fatalf("Parse(%q) has %d terms", text, len(got.Must)+len(got.Not))
		}
		if n := len(got.AsTyped); n != 0 && n != len(got.Must) {
			t.Fatalf("Parse(%q) must have %d terms, and %d as typed", text, len(got.Must), n)
		}
		var ways []ilbo.IndexPhrase
		for _, ph := range slices.Concat(got.Must, got.Not, got.AsTyped) {
			if n := len(ph.Ways()); n > maxWays {
				t.Fatalf("Parse(%q) writes a phrase in %d ways", text, n)
			}
			ways = append(ways, ph.Ways()...)
		}
		for _, ph := range ways {
			if len(ph.Words) == 0 {
				t.Fatalf("Parse(%q) has an empty phrase", text)
			}
			for _, w := range ph.Words {
				if !utf8.ValidString(w) || strings.ContainsAny(w, "\" \x00") {
					t.Fatalf("Parse(%q) has the word %q", text, w)
				}
			}
		}
		if len(Tokens(firstRunes(text, maxRunes))) > 0 && got.Empty() {
			t.Fatalf("Parse(%q) asks for nothing", text)
		}
	})
}
