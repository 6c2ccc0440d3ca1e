package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/wire"
)

func TestSeedBecomesAStory(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testroom.File(t, "seed"), "*.txt"))
	if err != nil || len(files) == 0 {
		t.Skip("the folder shared/seed holds no page")
	}
	c, err := ReadFile(files[0], options())
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")

	if got, want := c.Story.Headline, strings.TrimSpace(lines[0]); got != want {
		t.Errorf("headline: got %q, want %q", got, want)
	}
	if got, want := c.Story.Deck, "Trilateral talks among top nuke envoys of Seoul, Washington and Tokyo slated for Friday"; got != want {
		t.Errorf("deck: got %q, want %q", got, want)
	}
	if c.Section != "National" {
		t.Errorf("section: got %q, want National", c.Section)
	}
	if want := time.Date(2023, 4, 6, 16, 22, 0, 0, seoul); !c.Story.Published.Equal(want) {
		t.Errorf("published: got %v, want %v", c.Story.Published, want)
	}
	if diff := cmp.Diff([]string{"Lee Hyo-jin"}, c.Bylines); diff != "" {
		t.Errorf("bylines: %s", diff)
	}
	if diff := cmp.Diff(lines[len(lines)-8:], paragraphs(c)); diff != "" || len(c.Story.Body) != 8 {
		t.Errorf("body of %d blocks: %s", len(c.Story.Body), diff)
	}
	if len(c.Enclosed) != 1 {
		t.Fatalf("got %d pictures, want the lead alone", len(c.Enclosed))
	}
	lead := c.Enclosed[0]
	if lead.Block != wire.Lead || lead.Credit != "Yonhap" || !strings.HasPrefix(lead.Caption, "Kim Gunn, right") || strings.Contains(lead.Caption, "Yonhap") || strings.Count(lead.Caption, "shakes") != 1 {
		t.Errorf("lead: got %+v", lead)
	}
}

const (
	opening = "The council of Haneul voted on Monday to keep the old ferry running for another ten years."
	spoken  = "“We could not imagine the river without it,” said Oh Ha-neul, who has sold tickets on the quay since 1988."
	short   = "He smiled."
	closing = "The city will pay 3.2 billion won for a new engine, and the U.S. firm that built the first one has agreed to help."
)

const koreanFirst = "하늘시 의회는 월요일 낡은 나룻배를 앞으로 십 년 더 띄우기로 했다."
const koreanSecond = "“배가 없는 강은 생각할 수 없었다”고 1988년부터 표를 팔아 온 오하늘 씨는 말했다."

// The pages are invented, in the shapes that papers' pages have.
var textPages = []struct {
	name, text string
	want       wire.Copy
	paragraphs []string
	caption    string
	credit     string
}{
	{
		name: "menus above, section and date run together",
		text: strings.Join([]string{"Ferry stays on the river", "All MenuSettings", "close", "Search", "search", "National", "Business", "Sports", "World",
			"SubscribeSubscribe", "E-Paper SubscribeE-Paper", "iPhone Android", "[email protected] All rights reserved", "Settings", "close", "ⓕ font-size", "-2-10+1+2",
			"Business2021-11-05 09:07", "Ferry stays on the river", "Facebook share buttonTwitter share buttonKakao share buttonMail share buttonLink share button",
			"The ferry leaves the quay of Haneul, Monday. Newsis", "The ferry leaves the quay of Haneul, Monday. Newsis",
			"Council finds the money after a night of talks", "By Oh Ha-neul and Min Da-on", opening, spoken, short, closing}, "\n"),
		want:       wire.Copy{Section: "Business", Bylines: []string{"Oh Ha-neul", "Min Da-on"}, Story: ilbo.Story{Headline: "Ferry stays on the river", Deck: "Council finds the money after a night of talks", Language: ilbo.English, Published: time.Date(2021, 11, 5, 9, 7, 0, 0, seoul)}},
		paragraphs: []string{opening, spoken, short, closing},
		caption:    "The ferry leaves the quay of Haneul, Monday.", credit: "Newsis",
	},
	{
		name: "published and updated, related stories and rights below",
		text: strings.Join([]string{"Ferry stays on the river - Haneul Daily", "Home", "World", "Sports", "Home > National > Politics", "Ferry stays on the river",
			"Published : April 6, 2023 - 4:22 p.m.", "Updated : April 6, 2023 - 6:05 p.m.", "Oh Ha-neul", "Facebook", "X", "Copy URL", opening, "Why the engine matters", spoken, short, closing,
			"Related stories", "Bridge opens in the rain", "A second story begins here with a long sentence that must not be taken.", "Copyright Haneul Daily. All rights reserved."}, "\n\n"),
		want:       wire.Copy{Section: "Politics", Bylines: []string{"Oh Ha-neul"}, Story: ilbo.Story{Headline: "Ferry stays on the river", Language: ilbo.English, Published: time.Date(2023, 4, 6, 16, 22, 0, 0, seoul), Updated: time.Date(2023, 4, 6, 18, 5, 0, 0, seoul)}},
		paragraphs: []string{opening, spoken, short, closing},
	},
	{
		name: "Korean, byline and address at the end",
		text: strings.Join([]string{"나룻배 십 년 더 띄운다 : 하늘일보", "본문 바로가기", "전체메뉴", "로그인", "사회", "정치", "경제", "사회", "나룻배 십 년 더 띄운다", "의회, 밤샘 협의 끝 예산 확보",
			"입력 2023.04.06 16:22 수정 2023.04.06 오후 5:10", "오하늘 기자", "페이스북 트위터 카카오톡 URL복사", "글자크기 설정", "가 가 가", "월요일 하늘시 나루에서 배가 떠나고 있다. /뉴시스",
			koreanFirst, koreanSecond, "오하늘 기자 haneul@daily.example", "#나룻배 #하늘시", "저작권자 ⓒ 하늘일보, 무단 전재 및 재배포 금지", "많이 본 뉴스", "다리 열렸다"}, "\n"),
		want:       wire.Copy{Bylines: []string{"오하늘"}, Section: "사회", Story: ilbo.Story{Headline: "나룻배 십 년 더 띄운다", Deck: "의회, 밤샘 협의 끝 예산 확보", Language: ilbo.Korean, Published: time.Date(2023, 4, 6, 16, 22, 0, 0, seoul), Updated: time.Date(2023, 4, 6, 17, 10, 0, 0, seoul)}},
		paragraphs: []string{koreanFirst, koreanSecond},
		caption:    "월요일 하늘시 나루에서 배가 떠나고 있다.", credit: "뉴시스",
	},
	{
		name:       "Korean agency copy, ISO date with zone",
		text:       strings.Join([]string{"나룻배 십 년 더 띄운다", "송고 2023-04-06T16:22:00+09:00", "(하늘=연합뉴스) 오하늘 기자 = " + koreanFirst, koreanSecond}, "\n"),
		want:       wire.Copy{Bylines: []string{"오하늘"}, Story: ilbo.Story{Headline: "나룻배 십 년 더 띄운다", Source: "연합뉴스", Dateline: ilbo.Dateline{Place: "하늘"}, Language: ilbo.Korean, Published: time.Date(2023, 4, 6, 16, 22, 0, 0, seoul)}},
		paragraphs: []string{koreanFirst, koreanSecond},
	},
	{
		name:       "English agency copy with a dateline",
		text:       strings.Join([]string{"Ferry stays on the river", "World", "6 April 2023 16:22 GMT", "HANEUL, April 6 (Yonhap) -- " + opening, spoken, closing}, "\n"),
		want:       wire.Copy{Section: "World", Story: ilbo.Story{Headline: "Ferry stays on the river", Source: "Yonhap", Dateline: ilbo.Dateline{Place: "HANEUL"}, Language: ilbo.English, Published: time.Date(2023, 4, 6, 16, 22, 0, 0, time.UTC)}},
		paragraphs: []string{opening, spoken, closing},
	},
}

func TestTextPages(t *testing.T) {
	for _, test := range textPages {
		t.Run(test.name, func(t *testing.T) {
			c, err := Read("page.txt", strings.NewReader(test.text), options())
			if err != nil {
				t.Fatal(err)
			}
			got := *c
			if got.Section != test.want.Section {
				t.Errorf("section: got %q, want %q", got.Section, test.want.Section)
			}
			if diff := cmp.Diff(test.want.Bylines, got.Bylines); diff != "" {
				t.Errorf("bylines: %s", diff)
			}
			if diff := cmp.Diff(test.paragraphs, paragraphs(c)); diff != "" {
				t.Errorf("paragraphs: %s", diff)
			}
			s := got.Story
			if s.Headline != test.want.Story.Headline || s.Deck != test.want.Story.Deck || s.Language != test.want.Story.Language || s.Source != test.want.Story.Source || s.Dateline != test.want.Story.Dateline {
				t.Errorf("furniture: got %q, %q, %s, %q, %q", s.Headline, s.Deck, s.Language, s.Source, s.Dateline.Place)
			}
			if !s.Published.Equal(test.want.Story.Published) || !s.Updated.Equal(test.want.Story.Updated) {
				t.Errorf("times: got %v and %v, want %v and %v", s.Published, s.Updated, test.want.Story.Published, test.want.Story.Updated)
			}
			switch {
			case test.caption == "" && len(got.Enclosed) > 0, test.caption != "" && len(got.Enclosed) != 1:
				t.Errorf("got %d pictures: %+v", len(got.Enclosed), got.Enclosed)
			case test.caption != "" && (got.Enclosed[0].Caption != test.caption || got.Enclosed[0].Credit != test.credit):
				t.Errorf("picture: got %q by %q", got.Enclosed[0].Caption, got.Enclosed[0].Credit)
			}
			for _, chrome := range []string{"Menu", "share", "font", "protected", "Copyright", "저작권", "가 가", "다리 열렸다", "must not be taken"} {
				if strings.Contains(s.Body.Text()+s.Deck, chrome) {
					t.Errorf("the story holds chrome: %s", chrome)
				}
			}
		})
	}
}

func TestWrappedTextIsJoined(t *testing.T) {
	wrapped := "Ferry stays on the river\n\n2023-04-06 16:22\n\n"
	for _, p := range []string{opening, spoken, closing} {
		line := ""
		for _, word := range strings.Fields(p + " " + opening) {
			if len(line)+len(word) > 70 {
				wrapped += line + "\n"
				line = ""
			}
			line += word + " "
		}
		wrapped += line + "\n\n"
	}
	c, err := Read("page.txt", strings.NewReader(wrapped), options())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{opening + " " + opening, spoken + " " + opening, closing + " " + opening}, paragraphs(c)); diff != "" {
		t.Error(diff)
	}
}

func FuzzRead(f *testing.F) {
	for _, p := range textPages {
		f.Add([]byte(p.text))
	}
	f.Add([]byte(storyHTML))
	f.Add([]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>a</p>\r\n--x--"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Read("page", strings.NewReader(string(data)), options())
		if err != nil {
			if ilbo.KindOf(err) != ilbo.Invalid || ilbo.SayOf(err) == "" {
				t.Fatalf("refused without a sentence: %v", err)
			}
			return
		}
		for _, e := range c.Enclosed {
			if e.Block != wire.Lead && (e.Block < 0 || e.Block >= len(c.Story.Body) || e.Figure >= len(c.Story.Body[e.Block].Figures)) {
				t.Fatalf("a picture at block %d of %d", e.Block, len(c.Story.Body))
			}
		}
		body := c.Story.Body[:0:0]
		for _, b := range c.Story.Body {
			if len(b.Figures) == 0 {
				body = append(body, b)
			}
		}
		if err := body.Check(); err != nil {
			t.Fatalf("the body is not one: %v", err)
		}
	})
}
