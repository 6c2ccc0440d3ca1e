package typeset_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/bidi"

	"ilbo.press/internal/typeset"
	"ilbo.press/internal/typeset/faces"
)

var (
	latin  = typeset.Faces{faces.Regular(), faces.Korean()}
	body   = &typeset.Style{Faces: latin, Size: 9 * typeset.Point, Language: "en", Ink: typeset.Black}
	italic = &typeset.Style{Faces: typeset.Faces{faces.Italic(), faces.Korean()}, Size: 9 * typeset.Point, Language: "en", Ink: typeset.Black}
	hangul = &typeset.Style{Faces: typeset.Faces{faces.Korean(), faces.Regular()}, Size: 9 * typeset.Point, Language: "ko", Ink: typeset.Black}
)

// The frog king, on which Knuth and Plass tried their algorithm.
const frog = "In olden times when wishing still helped one, there lived a king whose daughters were all beautiful; and the youngest was so beautiful that the sun itself, which has seen so much, was astonished whenever it shone in her face. Close by the king’s castle lay a great dark forest, and under an old lime-tree in the forest was a well, and when the day was very warm, the king’s child went out into the forest and sat down by the side of the cool fountain; and when she was bored she took a golden ball, and threw it up on high and caught it; and this ball was her favorite plaything."

const han = "아침 6시 40분, 도안반도체 통근버스가 전조등을 켜고 산업로를 내려온다. 21년째 같은 풍경인데, 먼저 눈에 들어오는 것은 버스가 아홉 대라는 점이다. “요즘은 십자말풀이를 합니다.” 첫 버스이던 시절부터 두 번째 버스를 탔다는 피원재(46)씨가 말했다. ‘의욕을 위해’ 서랍에 넣어 두었던 韓·美 정부(政府)도 다시 꺼냈다."

// said is what the runs of lines say, in the order of the text where none runs
// from the right.
func said(lines []typeset.Line) string {
	var b strings.Builder
	for _, l := range lines {
		for _, r := range l.Runs {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// ink is a text without white space and without hyphens that only show where a
// line ends.
func ink(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00AD' || r == '\u200B' {
			return -1
		}
		return r
	}, s)
}

// words are the lines of a text, as they read.
func words(lines []typeset.Line) []string {
	var all []string
	for _, l := range lines {
		all = append(all, strings.TrimSpace(said([]typeset.Line{l})))
	}
	return all
}

// check holds lines to what the package promises of them.
func check(t *testing.T, text string, set typeset.Setting, form *typeset.Form) {
	t.Helper()
	runes := []rune(text)
	at, hyphens := 0, 0
	for i, l := range set.Lines {
		if l.From != at || l.To < l.From {
			t.Fatalf("line %d has the runes from %d to %d, after %d: %q", i, l.From, l.To, at, text)
		}
		at = l.To
		if l.Right > l.Measure+1*typeset.Point/100 && !l.Forced {
			t.Errorf("line %d ends at %v of %v: %q in %q", i, l.Right, l.Measure, said([]typeset.Line{l}), text)
		}
		if form.Align == typeset.Justify && !l.Last && !l.Forced && l.Stretch < 3 && l.Stretch > 0 && hasInk(l) && l.Right < l.Measure-typeset.Point/10 && !strings.ContainsFunc(text, fromRight) {
			t.Errorf("line %d ends at %v of %v, stretched %.2f: %q", i, l.Right, l.Measure, l.Stretch, said([]typeset.Line{l}))
		}
		if !l.Hyphen {
			hyphens = 0
		} else if hyphens++; hyphens > 2 {
			t.Errorf("line %d is the third that ends within a word: %q", i, text)
		}
		first, last := ends(runes[l.From:l.To])
		if i > 0 && !l.Forced && strings.ContainsRune(".,;:!?)]}”’」』】》。、·", first) && !set.Lines[i-1].Last {
			t.Errorf("line %d begins with %q: %q", i, first, text)
		}
		if !l.Last && !l.Forced && strings.ContainsRune("([{“‘「『【《", last) {
			t.Errorf("line %d ends with %q: %q", i, last, text)
		}
	}
	if at != len(runes) {
		t.Errorf("the lines have %d runes of %d: %q", at, len(runes), text)
	}
	want, got := ink(text), ink(said(set.Lines))
	if strings.ContainsFunc(text, fromRight) {
		want, got = sorted(want), sorted(got)
	}
	if want != got {
		t.Errorf("the lines say\n%q of\n%q", got, want)
	}
}

func hasInk(l typeset.Line) bool { return len(l.Runs) > 0 }

// fromRight reports whether a rune may turn those around it.
func fromRight(r rune) bool {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.R, bidi.AL, bidi.AN, bidi.Control:
		return true
	}
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

func ends(runes []rune) (first, last rune) {
	begun := false
	for _, r := range runes {
		if !unicode.IsSpace(r) && r != '\u200B' {
			if !begun {
				first, begun = r, true
			}
			last = r
		}
	}
	return first, last
}

func sorted(s string) string {
	runes := []rune(s)
	for i := range runes {
		for j := i; j > 0 && runes[j] < runes[j-1]; j-- {
			runes[j], runes[j-1] = runes[j-1], runes[j]
		}
	}
	return string(runes)
}

// spaces holds word spaces to three quarters of their width.
func spaces(t *testing.T, set typeset.Setting, natural typeset.Length) {
	t.Helper()
	for i, l := range set.Lines {
		if l.Space > 0 && l.Space < natural*3/4-2 {
			t.Errorf("line %d has a space of %v, natural is %v", i, l.Space, natural)
		}
	}
}

func TestParagraphIsSetAsAWhole(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		style *typeset.Style
		form  typeset.Form
		width float64
	}{
		"English, six columns": {frog, body, typeset.Form{Hyphenate: true, Hang: true, Indent: 9 * typeset.Point}, 141},
		"English, wide":        {frog, body, typeset.Form{Hyphenate: true}, 300},
		"Korean by syllables":  {han, hangul, typeset.Form{Hang: true}, 141},
		"Korean by words":      {han, hangul, typeset.Form{Korean: typeset.Words}, 180},
		"ragged":               {frog, body, typeset.Form{Align: typeset.Left}, 141},
		"both":                 {frog + " " + han, body, typeset.Form{Hyphenate: true, Hang: true}, 141},
	} {
		t.Run(name, func(t *testing.T) {
			s := typeset.NewSetter()
			set := s.Set(typeset.Text{{Text: c.text, Style: c.style}}, &c.form, typeset.Even(typeset.Points(c.width)))
			check(t, c.text, set, &c.form)
			if len(set.Missing) > 0 {
				t.Errorf("missing: %v", set.Missing)
			}
			for i, l := range set.Lines {
				if l.Stretch > 3 || l.Forced {
					t.Errorf("line %d is stretched %.2f", i, l.Stretch)
				}
			}
		})
	}
}

// TestLinesAreTheBest sets the frog king. The lines are fixed, so that a change of
// what is best is seen.
func TestLinesAreTheBest(t *testing.T) {
	s := typeset.NewSetter()
	set := s.Set(typeset.Text{{Text: frog[:strings.Index(frog, " and when she")], Style: body}}, &typeset.Form{Hyphenate: true, Hang: true, Indent: 9 * typeset.Point}, typeset.Even(typeset.Points(200)))
	want := []string{
		"In olden times when wishing still helped one,",
		"there lived a king whose daughters were all beau\u00AD",
		"tiful; and the youngest was so beautiful that the",
		"sun itself, which has seen so much, was aston\u00AD",
		"ished whenever it shone in her face. Close by the",
		"king’s castle lay a great dark forest, and under",
		"an old lime-tree in the forest was a well, and",
		"when the day was very warm, the king’s child",
		"went out into the forest and sat down by the side",
		"of the cool fountain;",
	}
	got := words(set.Lines)
	if !slices.Equal(got, want) {
		t.Errorf("the lines are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	spaces(t, set, natural(s))
}

// natural is the width of a word space of body.
func natural(s *typeset.Setter) typeset.Length {
	l := s.Set(typeset.Text{{Text: "a a", Style: body}}, &typeset.Form{}, typeset.Even(typeset.Pica*20))
	return l.Lines[0].Space
}

func TestWordsPartWithAHyphenThatIsNoPartOfThem(t *testing.T) {
	s := typeset.NewSetter()
	set := s.Set(typeset.Text{{Text: frog, Style: body}}, &typeset.Form{Hyphenate: true}, typeset.Even(typeset.Points(100)))
	parted := 0
	for _, l := range set.Lines {
		if l.Hyphen && strings.HasSuffix(said([]typeset.Line{l}), "\u00AD") {
			parted++
		}
	}
	if parted == 0 {
		t.Error("no word is parted in a narrow column")
	}
	plain := s.Set(typeset.Text{{Text: frog, Style: body}}, &typeset.Form{}, typeset.Even(typeset.Points(100)))
	for i, l := range plain.Lines {
		if strings.HasSuffix(said([]typeset.Line{l}), "\u00AD") {
			t.Errorf("line %d parts a word that may not part", i)
		}
	}
}

func TestKoreanLinesEndWhereThePaperSays(t *testing.T) {
	s := typeset.NewSetter()
	within := func(k typeset.Korean) int {
		n := 0
		set := s.Set(typeset.Text{{Text: han, Style: hangul}}, &typeset.Form{Korean: k}, typeset.Even(typeset.Points(150)))
		runes := []rune(han)
		for _, l := range set.Lines[:len(set.Lines)-1] {
			if !unicode.IsSpace(runes[l.To-1]) {
				n++
			}
		}
		return n
	}
	if n := within(typeset.Syllables); n == 0 {
		t.Error("no line ends within a word, where it may between syllables")
	}
	if n := within(typeset.Words); n > 0 {
		t.Errorf("%d lines end within words", n)
	}
}

// TestWhatClosesBeginsNoLine sets marks that stand free, as in French, at many
// widths.
func TestWhatClosesBeginsNoLine(t *testing.T) {
	s := typeset.NewSetter()
	text := strings.Repeat("Vraiment ? Oui ! Non ; si : ( quoi ) enfin . 정말 ? 그래 , 「 책 」 “ 말 ” 서울 · 부산 ", 6)
	for width := 90; width < 160; width++ {
		for _, style := range []*typeset.Style{body, hangul} {
			form := &typeset.Form{Hang: true, Align: typeset.Left}
			check(t, text, s.Set(typeset.Text{{Text: text, Style: style}}, form, typeset.Even(typeset.Points(float64(width)))), form)
		}
	}
}

func TestPunctuationHangs(t *testing.T) {
	s := typeset.NewSetter()
	set := s.Set(typeset.Text{{Text: "“Quiet,” she said, and it was. " + frog, Style: body}}, &typeset.Form{Hang: true, Hyphenate: true}, typeset.Even(typeset.Points(141)))
	if set.Lines[0].Left >= 0 {
		t.Error("a quotation mark does not hang at the left")
	}
	hung := 0
	for _, l := range set.Lines {
		last := l.Runs[len(l.Runs)-1]
		if last.X+last.Width() > l.Measure {
			hung++
		}
	}
	if hung == 0 {
		t.Error("nothing hangs at the right")
	}
}

func TestTextFromTheRightIsTurned(t *testing.T) {
	const text = "He said שלום עולם to us."
	s := typeset.NewSetter()
	set := s.Set(typeset.Text{{Text: text, Style: body}}, &typeset.Form{}, typeset.Even(typeset.Pica*40))
	check(t, text, set, &typeset.Form{})
	if len(set.Missing) != 8 {
		t.Errorf("%d runes are missing, want the 8 Hebrew letters", len(set.Missing))
	}
	line := said(set.Lines)
	if first, second := strings.Index(line, "שלום"), strings.Index(line, "עולם"); first < 0 || second < 0 || first < second {
		t.Errorf("the words do not stand from right to left: %q", line)
	}
	if !strings.HasPrefix(line, "He said ") || !strings.HasSuffix(line, " to us.") {
		t.Errorf("the words around them are turned: %q", line)
	}
}

func TestMissingRunesAreShownAndTold(t *testing.T) {
	const text = "A snowman ☃ and 🙂 met."
	set := typeset.NewSetter().Set(typeset.Text{{Text: text, Style: body}}, &typeset.Form{}, typeset.Even(typeset.Pica*40))
	if len(set.Missing) != 2 || set.Missing[0] != (typeset.Missing{Rune: '☃', At: 10}) || set.Missing[1].Rune != '🙂' {
		t.Fatalf("missing: %v", set.Missing)
	}
	shown := 0
	for _, r := range set.Lines[0].Runs {
		for _, g := range r.Glyphs {
			if g.ID == 0 && g.Advance > typeset.Point {
				shown++
			}
		}
	}
	if shown != 2 {
		t.Errorf("%d boxes are shown for 2 missing runes", shown)
	}
}

func TestLigaturesFormAndPartWhereTheyMust(t *testing.T) {
	s := typeset.NewSetter()
	set := s.Set(typeset.Text{{Text: "office", Style: body}}, &typeset.Form{}, typeset.Even(typeset.Pica*20))
	if n := len(set.Lines[0].Runs[0].Glyphs); n >= 6 {
		t.Errorf("office has %d glyphs: no ligature", n)
	}
	// Where nothing else fits, a word parts within one.
	set = s.Set(typeset.Text{{Text: "aa officials traffic officers", Style: body}}, &typeset.Form{Hyphenate: true}, typeset.Even(typeset.Points(33)))
	check(t, "aa officials traffic officers", set, &typeset.Form{})
	if got := strings.Join(words(set.Lines), "|"); !strings.Contains(got, "of\u00AD|fi") {
		t.Errorf("no word parts within its ligature: %s", got)
	}
}

func TestLooseParagraphsHaveALineMore(t *testing.T) {
	s := typeset.NewSetter()
	set := func(looseness int) int {
		form := &typeset.Form{Hyphenate: true, Hang: true, Looseness: looseness}
		return len(s.Set(typeset.Text{{Text: frog, Style: body}}, form, typeset.Even(typeset.Points(141))).Lines)
	}
	if n := set(0); set(1) != n+1 {
		t.Errorf("%d lines become %d", n, set(1))
	}
}

func TestDropCapitalKeepsTheWord(t *testing.T) {
	s := typeset.NewSetter()
	form := &typeset.Form{Hyphenate: true, Drop: 3, Leading: typeset.Points(10.4), DropStyle: body}
	set := s.Set(typeset.Text{{Text: frog, Style: body}}, form, typeset.Even(typeset.Points(141)))
	check(t, frog, set, &typeset.Form{})
	for i := range 3 {
		if set.Lines[i].Offset == 0 {
			t.Errorf("line %d does not make room", i)
		}
	}
	if set.Lines[3].Offset != 0 {
		t.Error("line 3 makes room")
	}
	if !strings.HasPrefix(said(set.Lines[:1]), "In olden") {
		t.Errorf("the first line says %q", said(set.Lines[:1]))
	}
	short := s.Set(typeset.Text{{Text: "Too short.", Style: body}}, form, typeset.Even(typeset.Points(141)))
	check(t, "Too short.", short, form)
	if len(short.Lines) != 1 || short.Lines[0].Offset != 0 {
		t.Error("a paragraph of one line has a capital of three")
	}
}

func TestBadText(t *testing.T) {
	s := typeset.NewSetter()
	form := &typeset.Form{Hyphenate: true, Hang: true}
	for name, text := range map[string]string{
		"nothing":            "",
		"space":              "   ",
		"one letter":         "x",
		"a word too long":    "See https://example.com/" + strings.Repeat("path/", 20) + strings.Repeat("x", 200) + " there.",
		"a syllable run":     strings.Repeat("가", 300),
		"dots":               "Wait . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . no.",
		"closers":            strings.Repeat(")", 200),
		"openers":            strings.Repeat("(", 200),
		"line breaks":        "one\ntwo\n\nthree\n",
		"marks":              "a" + strings.Repeat("\u0301", 300) + " b",
		"controls":           "a\x00b\x07c\u200Bd\u2060e",
		"soft hyphens":       "con\u00ADsti\u00ADtu\u00ADtion\u00ADal \u00AD and un\u00AD",
		"fixed spaces":       strings.Repeat("10\u00A0000\u00A0", 40),
		"embeddings":         "\u202E abc \u202C \u2067 אבג \u2069 def",
		"invalid":            "a\xffb\xc0c",
		"zero-width joiners": "👩\u200D👩\u200D👧\u200D👦 family 🏳️\u200D🌈",
	} {
		t.Run(name, func(t *testing.T) {
			text = strings.ToValidUTF8(text, "\uFFFD")
			for _, width := range []float64{141, 60, 12, 1} {
				set := s.Set(typeset.Text{{Text: text, Style: body}}, form, typeset.Even(typeset.Points(width)))
				check(t, text, set, form)
				for i, l := range set.Lines {
					if l.Right > l.Measure+typeset.Point/100 && width > 20 && name != "marks" {
						t.Errorf("width %v, line %d ends at %v", width, i, l.Right)
					}
				}
			}
		})
	}
}

// The pieces that random paragraphs are made of.
var pieces = strings.Fields("the government’s “quoted” words, said officials; difficulties in-depth state-of-the-art 3.5 2,021 (2026) $5.00 — – … NATO’s e.g. i.e. " +
	"대한민국의 서울에서 “말했다.” ‘의욕’ (46)씨가 韓·美 協定을 ㎝ 3만9000명 다, 「책」 שלום עולם! العربية (עברית) 🙂 👩‍👩‍👧‍👦 🇰🇷 é́ ☃ " +
	"https://example.com/a/very/long/path?q=1&r=2 Supercalifragilisticexpialidocious internationalization ﬁ con\u00ADstitution and/or a b")

func TestRandomParagraphsKeepTheirPromises(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 11))
	s := typeset.NewSetter()
	lines, wide := 0, 0
	for range 200 {
		var spans typeset.Text
		var all strings.Builder
		for range 1 + rng.IntN(4) {
			var b strings.Builder
			for range 1 + rng.IntN(40) {
				b.WriteString(pieces[rng.IntN(len(pieces))])
				if rng.IntN(12) > 0 {
					b.WriteByte(' ')
				}
			}
			spans = append(spans, typeset.Span{Text: b.String(), Style: []*typeset.Style{body, italic, hangul}[rng.IntN(3)]})
			all.WriteString(b.String())
		}
		form := &typeset.Form{Align: typeset.Align(rng.IntN(4)), Hyphenate: rng.IntN(3) > 0, Hang: rng.IntN(2) > 0, Korean: typeset.Korean(rng.IntN(2))}
		width := typeset.Points(70 + rng.Float64()*200)
		indented := func(line int) typeset.Slot {
			if line < 3 {
				return typeset.Slot{Offset: 20 * typeset.Point, Width: width - 20*typeset.Point}
			}
			return typeset.Slot{Width: width}
		}
		set := s.Set(spans, form, typeset.Measure{Slots: indented, Settled: 3})
		check(t, all.String(), set, form)
		for _, l := range set.Lines {
			lines++
			if l.Stretch > 3 {
				wide++
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	t.Logf("%d lines, %d wider than they should be", lines, wide)
}

func FuzzSet(f *testing.F) {
	for _, s := range []string{frog, han, "", "a\u00AD", "\n\n", "(((", ")))", "שלום (abc) עולם", "👩‍👩‍👧‍👦", strings.Repeat("가", 50), "a\u200Bb\u00A0c", "\u202Eabc"} {
		f.Add(s, uint16(141), uint8(0))
		f.Add(s, uint16(20), uint8(0xFF))
	}
	s := typeset.NewSetter()
	f.Fuzz(func(t *testing.T, text string, width uint16, how uint8) {
		if len(text) > 4000 {
			return
		}
		text = strings.ToValidUTF8(text, "\uFFFD")
		form := &typeset.Form{Align: typeset.Align(how & 3), Hyphenate: how&4 > 0, Hang: how&8 > 0, Korean: typeset.Korean(how >> 4 & 1), Indent: typeset.Length(how>>5) * typeset.Point}
		set := s.Set(typeset.Text{{Text: text, Style: body}}, form, typeset.Even(typeset.Length(width%500+1)*typeset.Point))
		check(t, text, set, form)
	})
}

func TestTheSameIsSetTheSameWay(t *testing.T) {
	form := &typeset.Form{Hyphenate: true, Hang: true}
	first := typeset.NewSetter()
	a := first.Set(typeset.Text{{Text: frog, Style: body}}, form, typeset.Even(typeset.Points(141)))
	for range 3 { // one that remembers other things, and one that remembers nothing
		first.Set(typeset.Text{{Text: han, Style: hangul}}, form, typeset.Even(typeset.Points(90)))
		for _, s := range []*typeset.Setter{first, typeset.NewSetter()} {
			b := s.Set(typeset.Text{{Text: frog, Style: body}}, form, typeset.Even(typeset.Points(141)))
			for i := range a.Lines {
				x, y := &a.Lines[i], &b.Lines[i]
				if x.From != y.From || x.Right != y.Right || math.Abs(x.Stretch-y.Stretch) > 0 || said(a.Lines) != said(b.Lines) {
					t.Fatalf("line %d differs", i)
				}
			}
		}
	}
}

func BenchmarkSet(b *testing.B) {
	s := typeset.NewSetter()
	form := &typeset.Form{Hyphenate: true, Hang: true}
	for name, text := range map[string]typeset.Text{"english": {{Text: frog, Style: body}}, "korean": {{Text: han, Style: hangul}}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Set(text, form, typeset.Even(typeset.Points(141)))
			}
		})
	}
}
