package search_test

import (
	"testing"

	"ilbo.press"
	"ilbo.press/internal/search"
)

func TestAMistypedWordIsProposedAsItIsSpelled(t *testing.T) {
	onBoth(t, func(t *testing.T, open opener) {
		d, _, _ := open(t, vocabulary()...)
		for _, test := range []struct {
			language    ilbo.Language
			typed, want string
		}{
			{ilbo.Korean, "대통렁", "대통령"}, {ilbo.Korean, "대통녕", "대통령"}, {ilbo.Korean, "대토령", "대통령"}, {ilbo.Korean, "대통렁이", "대통령"},
			{ilbo.Korean, "북헌", "북한"}, {ilbo.Korean, "대통려", "대통령"}, {ilbo.Korean, "데통령", "대통령"}, {ilbo.Korean, "회통령", ""}, {ilbo.Korean, "국홰", "국회"}, {ilbo.Korean, "븍한", "북한"}, {ilbo.Korean, "북한인긘", "북한 인권"}, {ilbo.Korean, "북한 인건", "북한 인권"},
			{ilbo.Korean, "북한 대통렁", ""}, // no story has both
			{ilbo.Korean, "대통령 연솔", ""}, // one story alone says it: it may be as wrong
			{ilbo.Korean, "한강 -불꽃놀이 게통", ""},
			{ilbo.English, "tlaks", "Talks"}, {ilbo.English, "taks", "Talks"}, {ilbo.English, "talkss", "Talks"}, {ilbo.English, "tawks", "Talks"},
			{ilbo.English, "goverment", "Government"}, {ilbo.English, "govermnet", "Government"}, {ilbo.English, "govrnmnet", "Government"},
			{ilbo.English, "gvrnmnet", ""}, {ilbo.English, "north koera", "North Korea"}, {ilbo.English, "norht koera", "North Korea"},
			{ilbo.English, "tlaks resume", "Talks resume"}, {ilbo.English, "tlaks -bridge", "Talks -bridge"}, {ilbo.English, `"tlaks"`, `"Talks"`},
			{ilbo.English, "yoon siri", "Yoon Seri"}, {ilbo.English, "tka", ""}, {ilbo.English, "zzzzzz", ""}, {ilbo.English, "tlaks section:sports", ""},
			{ilbo.English, "tlaks section:national", "Talks section:national"}, {ilbo.English, "talks", ""},
		} {
			got := find(t, d, search.Query{Text: test.typed, Language: test.language}).Instead
			if got != test.want {
				t.Errorf("%s %q: %q is proposed, want %q", test.language, test.typed, got, test.want)
				continue
			}
			if got != "" && find(t, d, search.Query{Text: got, Language: test.language}).Total == 0 {
				t.Errorf("%s: %q is proposed and finds nothing", test.language, got)
			}
		}
	})
}
