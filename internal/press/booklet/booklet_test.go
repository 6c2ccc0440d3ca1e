package booklet

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpaper"
	"ilbo.press/internal/testpress"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/typeset"
)

var paper = &ilbo.Paper{Title: ilbo.Words{ilbo.English: "Seorak Daily", ilbo.Korean: "설악일보"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}

// sample is an issue of the sample's lessons in a course.
func sample(tb testing.TB, course ilbo.SectionID) *Issue {
	tb.Helper()
	all, err := testpaper.Load(testpress.Closes, testpress.Closes.Location())
	if err != nil {
		tb.Fatal(err)
	}
	i := &Issue{Paper: paper, Fonts: press.House(), Issue: &ilbo.Issue{ID: 1, Course: course, Number: 3, Date: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC), Title: "우산 도서관과 2분의 기다림", Published: testpress.Closes,
		Word: ilbo.Paragraphs("이번 호의 두 기사는 작은 배려를 다룹니다. 빌려준 것보다 많은 우산이 돌아오는 도서관과, 마지막 손님을 2분 더 기다리는 버스입니다.\n\n영어로 수와 시간을 말하는 법이 두 기사에 골고루 나옵니다. 번역을 펴기 전에 한 번 소리 내어 읽어 보십시오.")}}
	if course == "learning-korean" {
		i.Issue.Title, i.Issue.Word = "Four small errands in Korean", ilbo.Paragraphs("A convenience store at night, a bus in the wrong direction, a bookshop with notes on its shelves, and a promise to eat together.\n\nRead each story aloud once before you look at the margin.")
	}
	for n := range all.Stories {
		if s := all.Stories[n]; s.Lesson != nil && s.Lesson.Learned == i.Issue.Learned() {
			story := s.Story
			story.ID = ilbo.StoryID(n + 1)
			story.EachFigure(func(f *ilbo.Figure) {
				if f.Width == 0 {
					if f.Width, f.Height, err = imaging.Size(string(f.Picture)); err != nil {
						tb.Fatal(err)
					}
				}
			})
			i.Chapters = append(i.Chapters, Chapter{Story: &story, Lesson: s.Lesson, Setting: s.Lesson.On(story.Body)})
			i.Issue.Stories = append(i.Issue.Stories, story.ID)
		}
	}
	if len(i.Chapters) != 4 {
		tb.Fatalf("the sample has %d lessons in %s", len(i.Chapters), course)
	}
	return i
}

// syllables are what random words are made of.
var syllables = map[ilbo.Language][]string{
	ilbo.English: {"ta", "men", "ri", "o", "stra", "ble", "con", "per", "ing", "qu", "é", "’s"},
	ilbo.Korean:  {"가", "나무", "서울", "읽", "는", "다", "밥", "요", "학교", "을", "뛟", "에서"},
}

// random is an issue of one or two stories with as many words explained as a lesson may
// have.
func random(r *rand.Rand, most int) *Issue {
	c := ilbo.Courses[r.IntN(2)]
	i := &Issue{Paper: paper, Fonts: press.House(), Issue: &ilbo.Issue{Course: c.Section, Number: 1 + r.IntN(400), Date: testpress.Closes, Title: phrase(r, c.Explained, 1+r.IntN(12))}}
	for range r.IntN(5) {
		i.Issue.Word = append(i.Issue.Word, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(phrase(r, c.Explained, 1+r.IntN(200)))})
	}
	for n := range 1 + r.IntN(2) {
		s := &ilbo.Story{ID: ilbo.StoryID(n + 1), Language: c.Learned, Section: c.Section, Headline: phrase(r, c.Learned, 1+r.IntN(14)), Deck: phrase(r, c.Learned, r.IntN(20))}
		l := &ilbo.Lesson{Story: s.ID, Learned: c.Learned, Explained: c.Explained, Level: ilbo.Levels(c.Learned)[0]}
		for left := r.IntN(most + 1); left > 0 || len(s.Body) == 0; {
			b := ilbo.Block{Kind: []ilbo.BlockKind{ilbo.Paragraph, ilbo.Paragraph, ilbo.Subhead, ilbo.Quote, ilbo.PullQuote}[r.IntN(5)]}
			text := phrase(r, c.Learned, 1+r.IntN(60))
			b.Text = ilbo.Plain(text)
			at, run := 0, len(s.Body)
			for word := range strings.SplitSeq(text, " ") {
				size := len([]rune(word))
				if left > 0 && r.IntN(3) > 0 && size > 0 {
					g := ilbo.Gloss{Passage: ilbo.Passage{Run: run, Sentence: text, From: at, Words: word}, Headword: word, Meaning: phrase(r, c.Explained, 1+r.IntN(6))}
					if r.IntN(3) == 0 {
						g.Note = phrase(r, c.Explained, r.IntN(60)) + " שלום 👩‍👩‍👧"
					}
					if r.IntN(4) == 0 {
						g.Example, g.ExampleMeaning = phrase(r, c.Learned, r.IntN(20)), phrase(r, c.Explained, r.IntN(20))
					}
					l.Glosses = append(l.Glosses, g)
					left--
				}
				at += size + 1
			}
			s.Body = append(s.Body, b)
		}
		for range r.IntN(3) {
			l.Grammar = append(l.Grammar, ilbo.GrammarNote{Title: phrase(r, c.Learned, 3), Text: phrase(r, c.Explained, 1+r.IntN(50)), Example: phrase(r, c.Learned, r.IntN(9))})
		}
		i.Chapters = append(i.Chapters, Chapter{Story: s, Lesson: l, Setting: whole(l, s.Body)})
	}
	return i
}

// whole sets a lesson on a body whose blocks are one sentence each, as On does with text
// that it parts itself.
func whole(l *ilbo.Lesson, b ilbo.Body) *ilbo.Setting {
	set := &ilbo.Setting{}
	for n, run := range b.Runs() {
		text := run.String()
		set.Sentences = append(set.Sentences, ilbo.SetSentence{Run: n, At: ilbo.Stretch{From: 0, To: len([]rune(text))}, Text: text, Rendering: &ilbo.Rendering{Text: text}})
	}
	for k := range l.Glosses {
		g := &l.Glosses[k]
		set.Glosses = append(set.Glosses, ilbo.SetGloss{Gloss: g, Run: g.Run, Sentence: g.Run, At: ilbo.Stretch{From: g.From, To: g.From + len([]rune(g.Words))}})
	}
	return set
}

func phrase(r *rand.Rand, l ilbo.Language, n int) string {
	var all []string
	for range n {
		var w strings.Builder
		for range 1 + r.IntN(5) {
			w.WriteString(syllables[l][r.IntN(len(syllables[l]))])
		}
		all = append(all, w.String())
	}
	return strings.Join(all, " ")
}

// TestNoNoteIsLostAndNoneLiesOnAnother is a property of lessons of all sizes, up to as
// many words as a lesson may have.
func TestNoNoteIsLostAndNoneLiesOnAnother(t *testing.T) {
	for seed := range uint64(18) {
		most := []int{4, 40, 500}[seed%3]
		i := random(rand.New(rand.NewPCG(seed, 7)), most)
		m := Make(i)
		check(t, fmt.Sprintf("seed %d", seed), i, m)
	}
}

// check looks for what may not be on the pages of a booklet.
func check(t *testing.T, name string, i *Issue, m *Made) {
	t.Helper()
	type key struct{ chapter, note int }
	said := map[key]string{}
	stands := map[key]int{} // the page of the first line of a note
	for n := range m.Pages {
		p := &m.Pages[n]
		type box struct {
			key
			x, y, h typeset.Length
		}
		var boxes []box
		for k := range p.Parts {
			part := &p.Parts[k]
			if part.Line == nil || part.element == 0 {
				continue
			}
			if right := part.X + part.Line.Offset + part.Line.Right; part.Y < typeset.Millimetres(10) || part.Y+part.Height > foot+1 || right > width-left+2*typeset.Point {
				t.Fatalf("%s: page %d: a line stands off its page: %q at %v, %v to %v", name, n+1, lineText(part.Line), part.X.Points(), part.Y.Points(), right.Points())
			}
			boxes = append(boxes, box{key{part.Chapter, part.Note}, part.X, part.Y, part.Height})
			if part.Note > 0 {
				at := key{part.Chapter, part.Note}
				if _, is := stands[at]; !is {
					stands[at] = n + 1
				}
				said[at] += lineText(part.Line) + " "
			}
		}
		slices.SortStableFunc(boxes, func(a, b box) int {
			if a.x != b.x {
				return int(a.x - b.x)
			}
			return int(a.y - b.y)
		})
		for k := 1; k < len(boxes); k++ {
			a, b := boxes[k-1], boxes[k]
			if a.x == b.x && a.y+a.h > b.y+1 && (a.note > 0 || b.note > 0) {
				t.Fatalf("%s: page %d: note %v lies on %v", name, n+1, b.key, a.key)
			}
		}
	}
	for n, c := range i.Chapters {
		for k, g := range c.Setting.Glosses {
			got := letters(said[key{n + 1, k + 1}])
			for _, want := range []string{g.Headword, g.Meaning, g.Note, g.Example, g.ExampleMeaning} {
				if !strings.Contains(got, letters(want)) {
					t.Fatalf("%s: the note on word %d of story %d lacks %q: it says %q", name, k+1, n+1, want, said[key{n + 1, k + 1}])
				}
			}
		}
	}
}

func lineText(l *typeset.Line) string { return said(l) }

// letters are the letters and digits of a text that is read from the left: hyphens and
// spaces come with lines, and what is read from the right stands as it is seen.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Hebrew, r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// TestANoteStandsBesideItsWord is of the sample, whose notes are not crowded: most
// stand on the pages of their words, and a note alone in the very line.
func TestANoteStandsBesideItsWord(t *testing.T) {
	for _, c := range ilbo.Courses {
		i := sample(t, c.Section)
		m := Make(i)
		check(t, string(c.Section), i, m)
		same, all, _ := besides(m)
		if all < 20 || same*4 < all*3 {
			t.Errorf("%s: of %d notes %d are on the pages of their words", c.Section, all, same)
		}
		for n := range i.Chapters {
			i.Chapters[n].Setting.Glosses = i.Chapters[n].Setting.Glosses[:1]
		}
		if _, all, level := besides(Make(i)); all != 4 || level != 4 {
			t.Errorf("%s: of %d notes that are alone %d are in the lines of their words", c.Section, all, level)
		}
	}
}

// besides counts notes, those that are on the pages of their words, and in their lines.
func besides(m *Made) (same, all, level int) {
	for n := range m.Pages {
		first, word := map[int]typeset.Length{}, map[int]typeset.Length{}
		for _, part := range m.Pages[n].Parts {
			if part.Note > 0 && first[part.Note] == 0 {
				first[part.Note] = part.Y + part.Base
			}
			if part.Line == nil || part.Note > 0 {
				continue
			}
			for k := range part.Line.Runs {
				if r := &part.Line.Runs[k]; r.Drop < 0 {
					number := 0
					fmt.Sscan(r.Text, &number)
					word[number] = part.Y + part.Base
				}
			}
		}
		for number, y := range first {
			all++
			if word[number] > 0 {
				same++
			}
			if d := word[number] - y; d > -typeset.Point && d < typeset.Point {
				level++
			}
		}
	}
	return same, all, level
}

func printedBytes(tb testing.TB, i *Issue) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := Make(i).Print(&out, testpress.Darkroom{}); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func TestTheSameIssueIsTheSameBytes(t *testing.T) {
	if !bytes.Equal(printedBytes(t, sample(t, "weekly")), printedBytes(t, sample(t, "weekly"))) {
		t.Error("printed twice it is not the same")
	}
}

// TestOthersReadABooklet has booklets of both courses read by programs that are not ours.
func TestOthersReadABooklet(t *testing.T) {
	for _, c := range ilbo.Courses {
		i := sample(t, c.Section)
		name := filepath.Join(t.TempDir(), "issue.pdf")
		if err := os.WriteFile(name, printedBytes(t, i), 0o600); err != nil {
			t.Fatal(err)
		}
		testroom.Tool(t, "qpdf", "--check", name)
		testroom.Tool(t, "pdfcpu", "validate", "-m", "strict", name)
		if info := testroom.Tool(t, "pdfinfo", name); !strings.Contains(info, "Tagged:          yes") || !strings.Contains(info, "A4") {
			t.Errorf("%s: it is %s", c.Section, info)
		}
		said := letters(testroom.Tool(t, "pdftotext", "-raw", name, "-"))
		for _, c := range i.Chapters {
			for _, want := range []string{c.Story.Headline, c.Setting.Glosses[0].Meaning, c.Lesson.Renderings[0].Text[:30]} {
				if want = strings.ToValidUTF8(want, ""); !strings.Contains(said, letters(want)) {
					t.Errorf("nobody reads %q in it", want)
				}
			}
		}
		if structure := testroom.Tool(t, "pdfinfo", "-struct-text", name); !strings.Contains(structure, "H1") || !strings.Contains(structure, "Note") {
			t.Errorf("%s: its structure has no headline, or no note", c.Section)
		}
	}
}

// TestLook prints the booklets of the sample where ILBO_BOOKLET says, to be looked at.
func TestLook(t *testing.T) {
	dir := os.Getenv("ILBO_BOOKLET")
	if dir == "" {
		t.Skip("set ILBO_BOOKLET=DIR to print the sample's issues there")
	}
	for _, c := range ilbo.Courses {
		if err := os.WriteFile(filepath.Join(dir, string(c.Section)+".pdf"), printedBytes(t, sample(t, c.Section)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "random.pdf"), printedBytes(t, random(rand.New(rand.NewPCG(2, 7)), 500)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkBooklet(b *testing.B) {
	i := sample(b, "weekly")
	for b.Loop() {
		Make(i)
	}
}
