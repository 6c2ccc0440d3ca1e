package site

import (
	"html"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/search"
)

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestDatesAreThePapersOwn(t *testing.T) {
	seoul := time.FixedZone("KST", 9*60*60)
	en, ko := dates{seoul, ilbo.English}, dates{seoul, ilbo.Korean}
	at := time.Date(2026, 11, 23, 20, 5, 0, 0, time.UTC) // the 24th in Seoul, a Tuesday
	equal(t, "full", en.full(at), Moment{"2026-11-24T05:05:00+09:00", "Nov. 24, 2026, 05:05"})
	equal(t, "full", ko.full(at), Moment{"2026-11-24T05:05:00+09:00", "2026년 11월 24일 05:05"})
	equal(t, "weekday", en.weekday(at), "Tuesday, November 24, 2026")
	equal(t, "weekday", ko.weekday(at), "2026년 11월 24일 화요일")
	equal(t, "month", en.month(at), "November 2026")
	equal(t, "month", ko.month(at), "2026년 11월")
	local := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, seoul)
	}
	now := local(11, 24, 9, 0)
	for name, c := range map[string]struct {
		at     time.Time
		en, ko string
	}{
		"this morning":           {local(11, 24, 8, 30), "08:30", "08:30"},
		"the evening before":     {local(11, 23, 18, 1), "18:01", "18:01"},
		"the afternoon before":   {local(11, 23, 17, 59), "Nov. 23", "11월 23일"},
		"this year":              {local(3, 1, 12, 0), "March 1", "3월 1일"},
		"summer":                 {local(6, 1, 12, 0), "June 1", "6월 1일"},
		"last year":              {local(11, 24, 9, 0).AddDate(-1, 0, 0), "Nov. 24, 2025", "2025년 11월 24일"},
		"a moment of the future": {local(11, 24, 9, 30), "09:30", "09:30"},
	} {
		equal(t, name, en.short(c.at, now).Say, c.en)
		equal(t, name, ko.short(c.at, now).Say, c.ko)
	}
	january := time.Date(2027, 1, 5, 9, 0, 0, 0, seoul)
	equal(t, "of the last weeks of another year", en.short(local(12, 20, 12, 0), january).Say, "Dec. 20")
}

func TestLengthAndStamp(t *testing.T) {
	for d, want := range map[time.Duration][2]string{
		0: {"0:00", "00:00:00.000"}, 12 * time.Second: {"0:12", "00:00:12.000"}, 61500 * time.Millisecond: {"1:02", "00:01:01.500"},
		3723004 * time.Millisecond: {"1:02:03", "01:02:03.004"}, 100 * time.Hour: {"100:00:00", "100:00:00.000"},
	} {
		equal(t, "length", length(d), want[0])
		equal(t, "stamp", stamp(d), want[1])
	}
}

func TestTidyDropsOnlyWhatMeansNothing(t *testing.T) {
	equal(t, "tidied", string(tidy([]byte("<p>\n\n   <b>a  b</b>\t\n \r\n</p>"))), "<p>\n<b>a  b</b>\n</p>\n")
	equal(t, "nothing", string(tidy(nil)), "")
}

func TestObscuredAddresses(t *testing.T) {
	equal(t, "none", string(obscured("")), "")
	for _, address := range []string{"letters.desk@daily.example", "a+b%c@x.example", `"<b>"@x.example`, "편지@신문.example", "no-at"} {
		out := string(obscured(address))
		if strings.Contains(out, address) || strings.Contains(out, "mailto") || strings.Contains(out, "@") {
			t.Errorf("%s stands in %s", address, out)
		}
		_, rest, _ := strings.Cut(out, `href="`)
		href, text, _ := strings.Cut(rest, `">`)
		plain, err := url.PathUnescape(strings.TrimPrefix(html.UnescapeString(href), "mailto:"))
		if err != nil || plain != address {
			t.Errorf("%s: a press writes to %q (%v)", address, plain, err)
		}
		if strings.ContainsAny(href, "<>") {
			t.Errorf("%s: the address breaks out of its attribute: %s", address, out)
		}
		for _, tag := range []string{"<span>", "</span>", "<wbr>", "</a>"} {
			text = strings.ReplaceAll(text, tag, "")
		}
		if got := html.UnescapeString(text); got != address {
			t.Errorf("%s: people read %q", address, got)
		}
	}
}

func TestFigureKeepsToTheWidthsOfThePicture(t *testing.T) {
	for name, c := range map[string]struct {
		original, n, want int
	}{"wide": {4000, 1920, 1920}, "exact": {640, 640, 640}, "between": {700, 960, 640}, "narrow": {100, 640, 320}, "unknown": {0, 640, 320}, "asked for less": {4000, 400, 320}} {
		equal(t, name, fit(c.original, c.n), c.want)
	}
	equal(t, "srcset of a narrow picture", figure(&ilbo.Figure{Picture: "x", Width: 100}, placeCard).WebP, "/pictures/x/320.webp 320w")
	equal(t, "srcset", figure(&ilbo.Figure{Picture: "x", Width: 640}, placeCard).JPEG, "/pictures/x/320.jpg 320w, /pictures/x/480.jpg 480w, /pictures/x/640.jpg 640w")
	for width, want := range map[int]bool{0: false, 150: true, 479: true, 480: false, 1920: false} {
		if got := figure(&ilbo.Figure{Picture: "a1", Width: width, Height: 100}, place{}).Small; got != want {
			t.Errorf("a picture of %d pixels is small: %v", width, got)
		}
	}
	for height, want := range map[int]bool{800: false, 1000: false, 1001: true, 2000: true, 2001: false} {
		if got := figure(&ilbo.Figure{Picture: "a1", Width: 1000, Height: height}, place{}).Upright; got != want {
			t.Errorf("a picture of 1000 by %d is upright: %v", height, got)
		}
	}
	if figure(nil, place{}) != nil || figure(&ilbo.Figure{}, place{}) != nil {
		t.Error("no picture has a view")
	}
}

func TestAFigureIsCutAsItsPictureSays(t *testing.T) {
	f := &ilbo.Figure{Picture: "x", Width: 2000, Height: 1000, Shown: &ilbo.Showing{
		Focus: &ilbo.Point{X: 0.24, Y: 0.96}, Crops: map[ilbo.Shape]ilbo.Crop{ilbo.ShapeWall: {X: 0.5, Width: 0.4, Height: 1}},
	}}
	v := figure(f, placeCard)
	equal(t, "focus", v.Focus, "focus-x-2 focus-y-10")
	equal(t, "whole", v.Src, "/pictures/x/640.jpg")
	v = figure(f, placeStrip)
	equal(t, "focus of a crop", v.Focus, "")
	equal(t, "size of a crop", [2]int{v.Width, v.Height}, [2]int{800, 1000})
	equal(t, "a crop", v.WebP, "/pictures/x/wall-800000006666ffff/320.webp 320w, /pictures/x/wall-800000006666ffff/480.webp 480w, /pictures/x/wall-800000006666ffff/640.webp 640w")
	equal(t, "the whole of a crop", v.Full, "/pictures/x/1920.jpg")
}

func TestSearchesHaveOneAddress(t *testing.T) {
	s := &Site{paper: &ilbo.Paper{Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}}
	for form, want := range map[string]string{
		"":                                  "/search?q=",
		"q=+night++ferry%00+":               "/search?q=night+ferry",
		"q=a&page=1":                        "/search?q=a",
		"q=a&page=2":                        "/search?page=2&q=a",
		"q=a&page=51":                       "/search?q=a",
		"q=a&page=-1":                       "/search?q=a",
		"q=a&section=national":              "/search?q=a&section=national",
		"q=a&section=../x":                  "/search?q=a",
		"q=a&lang=ko":                       "/search?lang=ko&q=a",
		"q=a&lang=en":                       "/search?q=a",
		"q=a&lang=fr":                       "/search?q=a",
		"q=a&topic=han-river&by=kim":        "/search?by=kim&q=a&topic=han-river",
		"q=a&from=2026-11-01&to=2026-11-30": "/search?from=2026-11-01&q=a&to=2026-11-30",
		"q=a&from=yesterday&to=2026-02-30":  "/search?q=a",
		"q=" + strings.Repeat("x", 300):     "/search?q=" + strings.Repeat("x", 200),
		"q=" + url.QueryEscape("<script>&page=9"):    "/search?q=%3Cscript%3E%26page%3D9",
		"utm_source=x&q=" + url.QueryEscape("밤배 타기"): "/search?q=%EB%B0%A4%EB%B0%B0+%ED%83%80%EA%B8%B0",
	} {
		values, err := url.ParseQuery(form)
		if err != nil {
			t.Fatal(err)
		}
		q := s.searchQuery(ilbo.English, values)
		equal(t, form, s.searchAddress(ilbo.English, q), want)
		_, again, _ := strings.Cut(want, "?")
		values, err = url.ParseQuery(again)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, form+" asked again", s.searchQuery(ilbo.English, values), q)
	}
	equal(t, "in Korean", s.searchAddress(ilbo.Korean, search.Query{Text: "a", Language: ilbo.Korean}), "/ko/search?q=a")
}

func TestFirstWordsEndAtAWord(t *testing.T) {
	equal(t, "short", firstWords(" a \n b ", 20), "a b")
	equal(t, "cut", firstWords("one two three", 8), "one two…")
	equal(t, "one endless word", firstWords(strings.Repeat("가", 100), 200), "")
	equal(t, "Korean", firstWords("밤배가 처음으로 한강을 건넜다", 30), "밤배가 처음으로…")
}

func TestMinutes(t *testing.T) {
	story := func(l ilbo.Language, words int) *ilbo.Story {
		return &ilbo.Story{Language: l, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(strings.Repeat("말 ", words))}}}
	}
	for name, c := range map[string]struct {
		story *ilbo.Story
		want  int
	}{"empty": {story(ilbo.English, 0), 1}, "English": {story(ilbo.English, 690), 3}, "Korean": {story(ilbo.Korean, 690), 5}} {
		equal(t, name, minutes(c.story), c.want)
	}
}

func TestAddressesAreReadInTheirLanguage(t *testing.T) {
	s := &Site{paper: &ilbo.Paper{Languages: []ilbo.Language{ilbo.Korean, ilbo.English}, Zone: time.UTC}}
	for path, want := range map[string][2]string{
		"/": {"ko", "/"}, "/en": {"en", ""}, "/en/": {"en", "/"}, "/en/national": {"en", "/national"}, "/english": {"ko", "/english"}, "/ko/national": {"ko", "/ko/national"},
	} {
		l, rest := s.language(path)
		equal(t, path, [2]string{string(l), rest}, want)
	}
	for steps, want := range map[string]bool{"2026/11": true, "2026/11/24": true, "2026/13": false, "2026/1": false, "2026/02/30": false, "1799/01": false, "2026": false, "2026/11/24/1": false, "26/11": false} {
		if _, ok := s.date(strings.Split(steps, "/")...); ok != want {
			t.Errorf("%s is a date: %v, want %v", steps, ok, want)
		}
	}
	for text, want := range map[string]ilbo.StoryID{"1": 1, "0": 0, "-1": 0, "x": 0, "": 0, "99999999999999999999": 0, "9223372036854775807": 1<<63 - 1} {
		if id, ok := storyNumber(text); ok != (want != 0) || ok && id != want {
			t.Errorf("%q is the number %d (%v), want %d", text, id, ok, want)
		}
	}
}
