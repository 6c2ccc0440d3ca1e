package pdf_test

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"ilbo.press/internal/typeset"
	"ilbo.press/internal/typeset/faces"
	"ilbo.press/internal/typeset/pdf"
)

// A page of a newspaper, six columns of English and Korean from the sample's
// copy: what the tests of this package look at, and people too:
//
//	ILBO_BROADSHEET=/tmp/page.pdf go test -run TestBroadsheet ./internal/typeset/pdf
//
// Where what stands is written down here; planning pages is not this room's.

const (
	leading = 10400 // thousandths of a point
	pageW   = 992126
	pageH   = 1559055 // 350 × 550 mm
	gutter  = 12 * typeset.Point
)

var (
	ko   = typeset.Faces{faces.Korean(), faces.Regular()}
	text = typeset.Faces{faces.Regular(), faces.Korean()}
	head = typeset.Faces{faces.DisplayMedium(), faces.Regular(), faces.Korean()}

	body   = &typeset.Style{Faces: text, Size: 8900, Language: "en", Features: "onum,pnum", Ink: typeset.Black}
	korean = &typeset.Style{Faces: ko, Size: 8600, Language: "ko", Track: -150, Ink: typeset.Black}
	byline = &typeset.Style{Faces: typeset.Faces{faces.Semibold(), faces.Korean()}, Size: 7600, Language: "en", Ink: typeset.Black}
	small  = &typeset.Style{Faces: text, Size: 7400, Language: "en", Ink: typeset.Ink{K: 80}}
	grid   = typeset.Grid{Leading: leading, First: 8200}
)

// A sheet is the page as it is put together.
type sheet struct {
	setter *typeset.Setter
	doc    *pdf.Document
	page   *pdf.Page
	lines  []typeset.Placed // all of them, to be looked at
	said   []string         // what ought to be read, in its order
	column typeset.Length
	left   typeset.Length
}

func newSheet(setter *typeset.Setter, info pdf.Info) *sheet {
	doc := pdf.New(info)
	s := &sheet{setter: setter, doc: doc, page: doc.Page(pageW, pageH), left: typeset.Millimetres(15)}
	s.column = (pageW - 2*s.left - 5*gutter) / 6
	return s
}

func (s *sheet) x(column int) typeset.Length {
	return s.left + typeset.Length(column)*(s.column+gutter)
}
func (s *sheet) width(columns int) typeset.Length {
	return typeset.Length(columns)*(s.column+gutter) - gutter
}

// head sets a headline over some columns and gives the row below it.
func (s *sheet) head(art *pdf.Element, role, title string, style *typeset.Style, align typeset.Align, column, columns int, y typeset.Length, sizes []typeset.Length, most int) typeset.Length {
	h := s.setter.Headline(typeset.Text{{Text: title, Style: style}}, &typeset.Form{Align: align, Korean: typeset.Words}, s.width(columns), sizes, most)
	s.page.Begin(s.doc.Element(art, role))
	step := h.Size * 21 / 20
	y += style.Faces[0].CapHeight(h.Size)
	for i := range h.Lines {
		s.page.Line(s.x(column), y, &h.Lines[i])
		y += step
	}
	s.page.End()
	s.said = append(s.said, title)
	return y - step
}

func (s *sheet) columns(first, n int, top, foot typeset.Length) []typeset.Column {
	all := make([]typeset.Column, n)
	for i := range all {
		all[i] = typeset.Column{X: s.x(first + i), Y: top, Width: s.column, Rows: int((foot - top) / leading)}
	}
	return all
}

// between draws rules between columns.
func (s *sheet) between(first, n int, top, foot typeset.Length) {
	for i := 1; i < n; i++ {
		s.page.Box(s.x(first+i)-gutter/2-125, top, 250, foot-top, typeset.Ink{K: 45})
	}
}

// A story of the sample's copy, as paragraphs.
type copy struct {
	headline, deck, by string
	korean             bool
	paragraphs         []string
}

var markup = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)|\*+|<[^>]*>`)

func read(tb testing.TB, pattern string) []copy {
	names, err := filepath.Glob(filepath.Join("..", "..", "testpaper", "copy", pattern))
	if err != nil || len(names) == 0 {
		tb.Fatal("no copy of the sample: ", err)
	}
	var all []copy
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		header, rest, _ := strings.Cut(string(data), "\n\n")
		var c copy
		for line := range strings.Lines(header) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch key {
			case "headline":
				c.headline = value
			case "deck":
				c.deck = value
			case "by":
				c.by = value
			case "language":
				c.korean = value == "ko"
			}
		}
		for p := range strings.SplitSeq(rest, "\n\n") {
			p = strings.Join(strings.Fields(markup.ReplaceAllString(p, "$1")), " ")
			if p == "" || strings.ContainsAny(p[:1], "#>-![|1") || strings.HasPrefix(p, "embed ") {
				continue
			}
			c.paragraphs = append(c.paragraphs, p)
		}
		if c.headline != "" && len(c.paragraphs) > 2 {
			all = append(all, c)
		}
	}
	return all
}

// set makes paragraphs of a story.
func (c copy) set(drop int) []typeset.Paragraph {
	style, form := body, typeset.Form{Hyphenate: true, Hang: true, Indent: 9 * typeset.Point}
	if c.korean {
		style, form = korean, typeset.Form{Hang: true, Indent: 8600}
	}
	first := form
	first.Indent = 0
	if drop > 0 {
		first.Drop, first.Leading = drop, leading
		first.DropStyle = &typeset.Style{Faces: typeset.Faces{faces.DisplayMedium(), faces.Korean()}, Language: style.Language, Ink: typeset.Black}
	}
	var all []typeset.Paragraph
	if c.by != "" {
		by := "By " + c.by
		if c.korean {
			by = c.by + " 기자"
		}
		all = append(all, typeset.Paragraph{Text: typeset.Text{{Text: by, Style: byline}}, Form: &typeset.Form{Align: typeset.Left, After: 1, Keep: true}})
	}
	for i, p := range c.paragraphs {
		f := &form
		if i == 0 {
			f = &first
		}
		all = append(all, typeset.Paragraph{Text: typeset.Text{{Text: p, Style: style}}, Form: f})
	}
	return all
}

// scene is a picture of hills at dusk, as good as any to see how one prints.
var scene = sync.OnceValue(func() []byte {
	const w, h = 1200, 675
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			t := float64(y) / float64(h)
			r, g, b := 236-70*t, 196-60*t, 160+10*t
			for k := range 5 {
				kf := float64(k)
				ridge := float64(h)*(0.34+0.13*kf) + float64(h)*0.06*math.Sin(float64(x)/float64(w)*(5+3*kf)+kf*1.9) + float64(h)*0.02*math.Sin(float64(x)/float64(w)*(23+7*kf)+kf)
				if float64(y) > ridge {
					r, g, b = 150-26*kf, 142-24*kf, 150-22*kf
				}
			}
			img.Set(x, y, color.RGBA{uint8(r), uint8(g), uint8(b), 255})
		}
	}
	var buf bytes.Buffer
	_ = jpeg.Encode(&buf, img, &jpeg.Options{Quality: 82})
	return buf.Bytes()
})

// broadsheet sets the page.
func broadsheet(tb testing.TB, setter *typeset.Setter, info pdf.Info) *sheet {
	english, hangul := append(read(tb, "en-a/*"), read(tb, "en-b/*")...), read(tb, "ko/*")
	long := func(a, b copy) int {
		return cmp.Compare(len(strings.Join(b.paragraphs, "")), len(strings.Join(a.paragraphs, "")))
	}
	sortCopy(english, long)
	sortCopy(hangul, long)
	join := func(all []copy) copy {
		c := all[0]
		for _, o := range all[1:] {
			c.paragraphs = append(c.paragraphs[:len(c.paragraphs):len(c.paragraphs)], o.paragraphs...)
		}
		return c
	}
	s := newSheet(setter, info)
	p := s.page
	ink := typeset.Black
	s.doc.Bookmark("The Seorak Daily", p, 0, 0)

	// Nameplate and folio.
	plate := &typeset.Style{Faces: typeset.Faces{faces.DisplayBold(), faces.Korean()}, Size: 74 * typeset.Point, Language: "en", Track: -400, Ink: ink}
	y := s.head(nil, "H1", "The Seorak Daily", plate, typeset.Center, 0, 6, typeset.Millimetres(14), []typeset.Length{74 * typeset.Point}, 1)
	y += 17 * typeset.Point
	p.Box(s.left, y, s.width(6), 1000, ink)
	folio := s.setter.Set(typeset.Text{{Text: "SEOUL, MONDAY, NOVEMBER 23, 2026", Style: &typeset.Style{Faces: text, Size: 7600, Track: 500, Language: "en", Ink: ink}}}, &typeset.Form{}, typeset.Even(s.width(6)))
	p.Line(s.left, y+11*typeset.Point, &folio.Lines[0])
	date := s.setter.Set(typeset.Text{{Text: "2026년 11월 23일 월요일 · 제4,217호", Style: &typeset.Style{Faces: ko, Size: 7800, Language: "ko", Ink: ink}}}, &typeset.Form{Align: typeset.Right}, typeset.Even(s.width(6)))
	p.Line(s.left, y+11*typeset.Point, &date.Lines[0])
	p.Box(s.left, y+15500, s.width(6), 400, ink)
	y += 34 * typeset.Point

	// The lead: four columns, with a picture over three of them.
	lead := join(english[:3])
	art := s.doc.Element(nil, "Art")
	art.Title = lead.headline
	s.doc.Bookmark(lead.headline, p, y, 1)
	title := &typeset.Style{Faces: head, Size: 50 * typeset.Point, Language: "en", Ink: ink}
	sizes := []typeset.Length{54000, 50000, 46000, 42000, 38000, 34000, 30000, 26000, 23000, 20000}
	below := s.head(art, "H1", lead.headline, title, typeset.Left, 0, 4, y, sizes, 2)
	deck := s.head(art, "P", lead.deck, &typeset.Style{Faces: typeset.Faces{faces.Italic(), faces.Korean()}, Size: 15000, Language: "en", Ink: typeset.Ink{K: 85}}, typeset.Left, 0, 4, below+16*typeset.Point, []typeset.Length{15500, 14000, 13000}, 2)
	top := deck + 14*typeset.Point
	figure := s.doc.Element(art, "Figure")
	figure.Alt = "Hills at dusk, in five ranges"
	p.Begin(figure)
	high := s.width(3) * 9 / 16
	if err := p.Picture(s.x(1), top, s.width(3), high, scene()); err != nil {
		tb.Fatal(err)
	}
	p.Begin(s.doc.Element(art, "Caption"))
	caption := s.setter.Set(typeset.Text{{Text: "The range at dusk from the observatory, where the first snow of the season is expected this week. ", Style: small}, {Text: "Drawn for the Daily", Style: &typeset.Style{Faces: typeset.Faces{faces.Italic()}, Size: 7400, Language: "en", Ink: typeset.Ink{K: 80}}}}, &typeset.Form{Align: typeset.Left}, typeset.Even(s.width(3)))
	cy := top + high + 10*typeset.Point
	for i := range caption.Lines {
		p.Line(s.x(1), cy, &caption.Lines[i])
		cy += 9 * typeset.Point
	}
	p.End()
	// Rows stand on one grid from the top of the lead on.
	shelf := top
	snap := func(y typeset.Length) typeset.Length { return shelf + (y-shelf+leading-1)/leading*leading }
	foot := shelf + leading*51
	under := snap(cy)
	cols := s.columns(0, 4, shelf, foot)
	for i := 1; i < 4; i++ {
		cols[i].Y = under
		cols[i].Rows = int((foot - under) / leading)
	}
	filled := s.setter.Fill(lead.set(3), cols, grid)
	s.draw(art, lead.set(3), filled)
	s.between(1, 3, under, foot)
	p.Box(s.x(1)-gutter/2-125, shelf, 250, foot-shelf, typeset.Ink{K: 45})

	// Korean beside it.
	right := join(hangul[:3])
	right.headline = hangul[0].headline
	artK := s.doc.Element(nil, "Art")
	artK.Title, artK.Language = right.headline, "ko"
	s.doc.Bookmark(right.headline, p, y, 1)
	p.Box(s.x(4)-gutter/2-125, y, 250, foot-y, typeset.Ink{K: 45})
	yk := s.head(artK, "H2", right.headline, &typeset.Style{Faces: koreanHead(tb), Size: 30000, Language: "ko", Track: -400, Ink: ink}, typeset.Left, 4, 2, y, []typeset.Length{30000, 27000, 24000, 21000, 18000}, 3)
	topK := snap(yk + 12*typeset.Point)
	rightSet := right.set(0)
	filled = s.setter.Fill(rightSet, s.columns(4, 2, topK, foot), grid)
	s.draw(artK, rightSet, filled)
	s.between(4, 2, topK, foot)

	// Below, three more.
	y = foot + 12*typeset.Point
	p.Box(s.left, y, s.width(6), 400, ink)
	y += 11 * typeset.Point
	end := typeset.Length(pageH) - typeset.Millimetres(15)
	at := 0
	for i, n := range []int{2, 1, 3} {
		c := join(english[3+3*i : 6+3*i])
		style := &typeset.Style{Faces: head, Size: 30000, Language: "en", Ink: ink}
		if i == 2 {
			c = join(hangul[3:8])
			style = &typeset.Style{Faces: koreanHead(tb), Size: 30000, Language: "ko", Track: -400, Ink: ink}
		}
		art := s.doc.Element(nil, "Art")
		if c.korean {
			art.Language = "ko"
		}
		yh := s.head(art, "H2", c.headline, style, typeset.Left, at, n, y, sizes[4:], 2+2/n)
		topH := snap(yh + 11*typeset.Point)
		set := c.set(0)
		s.draw(art, set, s.setter.Fill(set, s.columns(at, n, topH, end), grid))
		s.between(at, n, topH, end)
		if at > 0 {
			p.Box(s.x(at)-gutter/2-125, y, 250, end-y, typeset.Ink{K: 45})
		}
		at += n
	}
	return s
}

// draw draws what was filled.
func (s *sheet) draw(art *pdf.Element, paragraphs []typeset.Paragraph, filled typeset.Filled) {
	last := -1
	for i := range filled.Lines {
		l := &filled.Lines[i]
		if l.Paragraph != last {
			s.page.Begin(s.doc.Element(art, "P"))
			last = l.Paragraph
		}
		s.page.Line(l.X, l.Y, &l.Line)
	}
	s.page.End()
	s.lines = append(s.lines, filled.Lines...)
	for i, p := range paragraphs {
		switch r := filled.Rest; {
		case r == nil || i < r.Paragraph:
			s.said = append(s.said, p.Text.String())
		case i == r.Paragraph:
			s.said = append(s.said, string([]rune(p.Text.String())[:r.Rune]))
		}
	}
}

func sortCopy(all []copy, by func(a, b copy) int) {
	for i := range all {
		for j := i; j > 0 && by(all[j], all[j-1]) < 0; j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
}

// koreanHead is the face of Korean headlines, which stands with the share cards.
func koreanHead(tb testing.TB) typeset.Faces {
	return typeset.Faces{gothic(tb), faces.DisplayMedium(), faces.Regular()}
}
