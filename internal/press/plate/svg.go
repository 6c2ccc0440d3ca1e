package plate

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/typeset"
)

// dots is how many pixels an inch pictures have at printed size.
const dots = 150

// SVG writes a page as SVG, its pictures in it.
func (m *Maker) SVG(w io.Writer, f ilbo.Folio) error {
	page, err := m.page(f)
	if err != nil {
		return err
	}
	s := &sheet{maker: m}
	l := m.made.Paper.Languages[0]
	width, height := points(m.made.Sheet.Width), points(m.made.Sheet.Height)
	s.write(`<svg xmlns="http://www.w3.org/2000/svg" width="`, width, `" height="`, height, `" viewBox="0 0 `, width, " ", height, `" lang="`, string(l), `" xml:lang="`, string(l), `" role="document"><title>`)
	s.text(m.made.Heading(l) + ", " + page.Folio.String())
	s.write(`</title><g aria-hidden="true"><path fill="#fff" d="M0 0h`, width, "v", height, "H0z\"/>\n")
	if err := s.ink(page); err != nil {
		return fmt.Errorf("plate of page %s: %w", page.Folio, err)
	}
	s.write("</g>\n")
	s.layer(page)
	s.write("</svg>\n")
	_, err = w.Write(s.out.Bytes())
	return err
}

// A sheet is SVG as it is written.
type sheet struct {
	maker *Maker
	out   bytes.Buffer
}

func (s *sheet) write(all ...string) {
	for _, one := range all {
		s.out.WriteString(one)
	}
}

// text writes what people wrote. What XML cannot hold is shown as missing.
func (s *sheet) text(text string) {
	_ = xml.EscapeText(&s.out, []byte(text)) // a buffer takes everything
}

// points is a length as SVG has it.
func points(l typeset.Length) string { return number(l.Points(), 3) }

// number is a number with no more digits than it has, of so many at most behind
// the point.
func number(n float64, digits int) string {
	s := strconv.FormatFloat(n, 'f', digits, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	switch {
	case s == "-0":
		return "0"
	case strings.HasPrefix(s, "0."):
		return s[1:]
	case strings.HasPrefix(s, "-0."):
		return "-" + s[2:]
	}
	return s
}

// ink draws all that is seen: what is below letters first.
func (s *sheet) ink(page *press.Page) error {
	var boxes, pictures, lines []*press.Part
	for k := range page.Blocks {
		for i := range page.Blocks[k].Parts {
			switch p := s.maker.seen(&page.Blocks[k].Parts[i]); {
			case p.Line != nil:
				lines = append(lines, p)
			case p.Figure != nil:
				pictures = append(pictures, p)
			default:
				boxes = append(boxes, p)
			}
		}
	}
	for _, p := range boxes {
		s.write(`<path fill="`, hex(p.Ink), `" d="M`, points(p.X), " ", points(p.Y), "h", points(p.Width), "v", points(p.Height), "h", points(-p.Width), "z\"/>\n")
	}
	for _, p := range pictures {
		if err := s.picture(p); err != nil {
			return err
		}
	}
	var ink *typeset.Ink
	for _, p := range lines {
		for i := range p.Line.Runs {
			r := &p.Line.Runs[i]
			if ink == nil || *ink != r.Style.Ink {
				if ink != nil {
					s.write("</g>\n")
				}
				ink = &r.Style.Ink
				s.write(`<g fill="`, hex(*ink), "\">\n")
			}
			s.run(p.X, p.Y, r)
		}
	}
	if ink != nil {
		s.write("</g>")
	}
	return nil
}

func hex(ink typeset.Ink) string {
	r, g, b := colour(ink)
	return fmt.Sprintf("#%02x%02x%02x", r, g, b)
}

// picture shows a picture.
func (s *sheet) picture(p *press.Part) error {
	pixels := func(l typeset.Length) int { return int(l.Points() / 72 * dots) }
	jpeg, err := s.maker.print(p, pixels(p.Width), pixels(p.Height))
	if err != nil {
		return err
	}
	s.write(`<image x="`, points(p.X), `" y="`, points(p.Y), `" width="`, points(p.Width), `" height="`, points(p.Height),
		`" preserveAspectRatio="none" href="data:image/jpeg;base64,`, base64.StdEncoding.EncodeToString(jpeg), "\"/>\n")
	return nil
}

// run draws letters, in the units of their face. One letter is the same bytes
// wherever it stands, which is what makes pages small when they are packed.
func (s *sheet) run(x, y typeset.Length, r *typeset.Run) {
	upem, size := float64(r.Face.Upem()), r.Size.Points()
	scale := number(size/upem, 7)
	if r.Scale != 10_000 {
		scale = number(size/upem*float64(r.Scale)/10_000, 7) + " " + scale
	}
	open := false
	at := typeset.Length(0)
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		if d := s.maker.draw(letter{r.Face, g.ID}); d != "" {
			if !open {
				open = true
				s.write(`<path transform="translate(`, points(x+r.X), " ", points(y+r.Drop), ")scale(", scale)
				s.write(`)" d="`)
			}
			across := (at + g.DX).Points() / size * upem * 10_000 / float64(r.Scale)
			s.write("M", number(across, 0), " ", number(-g.DY.Points()/size*upem, 0), d)
		}
		at += g.Advance
	}
	if open {
		s.write("\"/>\n")
	}
}

// draw is the path of a letter from its origin, nothing of a space.
func (m *Maker) draw(l letter) string {
	d, ok := m.drawn[l]
	if !ok {
		d = path(m.outline(l))
		m.drawn[l] = d
	}
	return d
}

// path is an outline as steps from where the pen stands, y downward.
func path(outline []typeset.Stroke) string {
	var b strings.Builder
	var x, y, left, top int // the pen, and where its contour began
	var last byte
	put := func(command byte, numbers ...int) {
		if command != last {
			b.WriteByte(command)
		}
		for i, n := range numbers {
			if n >= 0 && (i > 0 || command == last) {
				b.WriteByte(' ')
			}
			b.WriteString(strconv.Itoa(n))
		}
		last = command
	}
	for i := range outline {
		s := &outline[i]
		var step [6]int
		n := s.Kind.Last()
		for k := range n + 1 {
			step[2*k] = round(s.Points[k].X) - x
			step[2*k+1] = -round(s.Points[k].Y) - y
		}
		switch s.Kind {
		case typeset.Move:
			if i > 0 {
				put('z')
				step[0], step[1] = step[0]+x-left, step[1]+y-top
				x, y = left, top
			}
			put('m', step[:2]...)
			last = 0 // further numbers would be sides
			left, top = x+step[0], y+step[1]
		case typeset.Side:
			switch {
			case step[0] == 0 && step[1] == 0:
			case step[1] == 0:
				put('h', step[0])
			case step[0] == 0:
				put('v', step[1])
			default:
				put('l', step[:2]...)
			}
		case typeset.Quad:
			put('q', step[:4]...)
		case typeset.Cubic:
			put('c', step[:6]...)
		}
		x, y = x+step[2*n], y+step[2*n+1]
	}
	if b.Len() > 0 {
		b.WriteByte('z')
	}
	return b.String()
}

func round(n float32) int { return int(math.Round(float64(n))) }
