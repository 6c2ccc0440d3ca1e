package imaging

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
)

// ten makes every letter ten wide.
func ten(s string) float64 { return float64(10 * utf8.RuneCountInString(s)) }

func TestLinesBreakBetweenWordsOnly(t *testing.T) {
	tests := []struct {
		name, text string
		most       float64
		want       string
	}{
		{"one line", "서울 강남", 100, "서울 강남"},
		{"Korean keeps words whole", "국회는 본회의를 열어", 60, "국회는/본회의를/열어"},
		{"as even as can be", "aa bb cc dd", 90, "aa bb/cc dd"},
		{"a word too long by itself", "abcdefghij kl", 40, "abcd/efgh/ij/kl"},
		{"spaces of all kinds", "  a\t\nb  ", 100, "a b"},
		{"nothing", " ", 100, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(balance(test.text, test.most, ten), "/"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestBalanceLosesNoLetter(t *testing.T) {
	text := "여든여덟 살 할머니가 마지막으로 쓴 편지와 섬마을 우체국의 오십 년 supercalifragilistic 이야기"
	for most := 20.0; most < 600; most += 17 {
		got := strings.Join(balance(text, most, ten), "")
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(text, " ", "") {
			t.Fatalf("at %g: %q", most, got)
		}
	}
}

func TestClipEndsInAnEllipsis(t *testing.T) {
	got := clip([]string{"one", "two, and", "three"}, 2, 80, ten)
	if want := "one|two, an…"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFontsHaveEveryLetterOfBothLanguages(t *testing.T) {
	types, err := loadTypefaces()
	if err != nil {
		t.Fatal(err)
	}
	var buf sfnt.Buffer
	missing := func(f *sfnt.Font, from, to rune) (out []rune) {
		for r := from; r <= to; r++ {
			if g, err := f.GlyphIndex(&buf, r); err != nil || g == 0 {
				out = append(out, r)
			}
		}
		return out
	}
	for _, span := range [][2]rune{{0xAC00, 0xD7A3}, {0x3131, 0x3163}, {' ', '~'}, {'‘', '’'}, {'“', '”'}, {'…', '…'}, {'·', '·'}, {'₩', '₩'}, {'美', '美'}, {'北', '北'}} {
		if m := missing(types.sans, span[0], span[1]); len(m) > 0 {
			t.Errorf("Noto Sans KR lacks %d letters, %q first", len(m), m[0])
		}
	}
	for _, span := range [][2]rune{{' ', '~'}, {'À', 'ÿ'}, {'‘', '’'}, {'“', '”'}, {'—', '—'}} {
		if m := missing(types.serif, span[0], span[1]); len(m) > 0 {
			t.Errorf("Newsreader lacks %d letters, %q first", len(m), m[0])
		}
	}
}

// ink counts pixels that are nearly white.
func ink(m *image.RGBA, r image.Rectangle) int {
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if c := m.RGBAAt(x, y); c.R > 230 && c.G > 230 && c.B > 230 {
				n++
			}
		}
	}
	return n
}

func TestCardSetsItsTextInsideTheMargins(t *testing.T) {
	white := image.NewRGBA(image.Rect(0, 0, 300, 900))
	for i := range white.Pix {
		white.Pix[i] = 200
	}
	tests := map[string]CardText{
		"English":      {"The Daily", "National", "A headline of a usual length for a daily newspaper", "en"},
		"Korean":       {"일보", "사회", "새벽 시장을 밝히는 사람들, 그들이 지킨 서른 해의 기록", "ko"},
		"very long":    {"The Daily", "Opinion", strings.Repeat("Never ending words ", 60), "en"},
		"one word":     {"The Daily", "World", strings.Repeat("가", 200), "ko"},
		"strange":      {"\x00\xff", "日", "🎏 ไทย עברית " + strings.Repeat("W", 90), "en"},
		"no headline":  {"The Daily", "World", "", "en"},
		"no nameplate": {"", "", "Only words", "en"},
	}
	for name, text := range tests {
		for ground, picture := range map[string]image.Image{"picture": white, "plain": nil} {
			t.Run(name+" on "+ground, func(t *testing.T) {
				m, err := Card(text, picture)
				if err != nil {
					t.Fatal(err)
				}
				if m.Rect != image.Rect(0, 0, CardWidth, CardHeight) {
					t.Fatalf("card of %v", m.Rect)
				}
				if text.Headline != "" && ink(m, m.Rect) < 500 {
					t.Error("there is hardly any type")
				}
				// Side bearings may put a pixel or two outside the measure.
				outside := ink(m, image.Rect(0, 0, cardMargin-4, CardHeight)) + ink(m, image.Rect(CardWidth-cardMargin+4, 0, CardWidth, CardHeight))
				if outside > 0 {
					t.Errorf("%d pixels of type are outside the margins", outside)
				}
			})
		}
	}
}

func TestTypeStandsOutFromAnyPicture(t *testing.T) {
	white := image.NewRGBA(image.Rect(0, 0, 1200, 630))
	for i := range white.Pix {
		white.Pix[i] = 255
	}
	top := 240
	m := ground(white, top)
	for y := top; y < CardHeight; y++ {
		if ratio := contrast(m.RGBAAt(600, y)); ratio < 4.5 {
			t.Fatalf("contrast is %.2f at %d", ratio, y)
		}
	}
	if c := m.RGBAAt(600, 2); c.R < 200 {
		t.Errorf("the picture's own part is darkened to %v", c)
	}
}

// contrast is WCAG's contrast of white on c.
func contrast(c color.RGBA) float64 {
	lin := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 1.05 / (0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B) + 0.05)
}

func BenchmarkCard(b *testing.B) {
	picture, err := Draw("harbor seed=1 time=day")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Card(CardText{"일보", "사회", "새벽 시장을 밝히는 사람들, 그들이 지킨 서른 해의 기록", "ko"}, picture); err != nil {
			b.Fatal(err)
		}
	}
}
