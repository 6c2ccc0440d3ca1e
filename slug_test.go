package ilbo

import (
	"strings"
	"testing"
	"time"
)

func TestOwnPaths(t *testing.T) {
	for path, want := range map[Path]bool{
		"/": true, "/ko/national/2026/05/12/first-snow": true, "/topic/han/feed.xml": true, "": false, "national": false, "//evil.example": false, "/\\evil.example": false,
		"/a//b": false, "/첫눈": false, "/a?b": false, "/a b": false, "https://evil.example": false, "/\x00": false, "/%2F": false,
	} {
		if got := path.Own(); got != want {
			t.Errorf("%q: %v", path, got)
		}
	}
}

func TestMakeSlug(t *testing.T) {
	for headline, want := range map[string]Slug{
		"Night ferry makes its first crossing": "night-ferry-makes-its-first-crossing",
		"U.S., Seoul's envoys meet":            "us-seouls-envoys-meet",
		"  Café — déjà vu!  ":                  "cafe-deja-vu",
		"Profit up 12.5%":                      "profit-up-125-percent",
		"R&D":                                  "r-and-d",
		"한강 밤배 첫 출항":                           "hangang-bambae-cheot-chulhang",
		"K팝 가수":                                "kpap-gasu",
		"":                                     "story",
		"!!! ???":                              "story",
		"日本":                                   "story",
		"ﬃ":                                    "story",
		strings.Repeat("long words ", 20):      "long-words-long-words-long-words-long-words-long-words-long-words-long-words",
		strings.Repeat("x", 200):               Slug(strings.Repeat("x", 80)),
	} {
		got := MakeSlug(headline)
		if got != want {
			t.Errorf("%q: got %q, want %q", headline, got, want)
		}
		if !got.Valid() {
			t.Errorf("%q: %q is not a slug", headline, got)
		}
	}
}

func TestNumberedStaysASlug(t *testing.T) {
	long := MakeSlug(strings.Repeat("word ", 40))
	for n, s := range map[int]Slug{2: "a", 10: long, 12345: long} {
		got := s.Numbered(n)
		if !got.Valid() || !strings.HasSuffix(string(got), "-"+map[int]string{2: "2", 10: "10", 12345: "12345"}[n]) {
			t.Errorf("%q numbered %d: %q", s, n, got)
		}
	}
}

func TestStoryPathUsesThePapersDayAndTheTopSection(t *testing.T) {
	seoul, err := time.LoadLocation("Asia/Seoul")
	if err != nil {
		t.Skip("this machine has no time zones")
	}
	at := time.Date(2026, 11, 24, 20, 0, 0, 0, time.UTC) // the 25th in Seoul
	if got, want := StoryPath("/ko", "national/politics", at, seoul, "a-b"), Path("/ko/national/2026/11/25/a-b"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The examples are of the Revised Romanization of Korean, notice 2000-8.
func TestRomanize(t *testing.T) {
	for hangul, want := range map[string]string{
		"구미": "gumi", "영동": "yeongdong", "백암": "baegam", "옥천": "okcheon", "합덕": "hapdeok", "호법": "hobeop", "월곶": "wolgot", "벚꽃": "beotkkot",
		"백마": "baengma", "해돋이": "haedoji", "같이": "gachi", "묵호": "mukho", "집현전": "jiphyeonjeon", "종로": "jongno", "왕십리": "wangsimni", "별내": "byeollae", "신라": "silla",
		"좋고": "joko", "놓다": "nota", "독립문": "dongnimmun", "대관령": "daegwallyeong", "압구정": "apgujeong", "설악": "seorak", "한라산": "hallasan",
		"abc 서울!": "abc seoul!",
	} {
		if got := Romanize(hangul); got != want {
			t.Errorf("%s: got %s, want %s", hangul, got, want)
		}
	}
}

func FuzzMakeSlug(f *testing.F) {
	for _, s := range []string{"Night ferry", "한강 밤배", "U.S.", "\xff\xfe", "-a-", "İ", strings.Repeat("가", 200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := MakeSlug(s); !got.Valid() {
			t.Errorf("%q: %q is not a slug", s, got)
		}
	})
}
