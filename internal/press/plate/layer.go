package plate

import (
	"fmt"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/typeset"
)

// Area is the name in a page's SVG of what stands in an area of it, by its place
// in the order of reading, from 0.
func Area(f ilbo.Folio, n int) string { return fmt.Sprintf("%s-%d", f, n+1) }

// layer lays over the page what is read.
func (s *sheet) layer(page *press.Page) {
	s.write(`<g fill-opacity="0" font-family="serif">`, "\n")
	n := 0
	for k := range page.Blocks {
		b := &page.Blocks[k]
		id := ""
		if b.Name() != "" {
			id = Area(page.Folio, n)
			n++
		}
		s.block(b, id)
	}
	s.write("</g>\n")
}

// block lays a block: an article, where it has a name.
func (s *sheet) block(b *press.Block, id string) {
	said := false
	for i := 0; i < len(b.Parts); {
		p := &b.Parts[i]
		if p.Role == "" || s.maker.hides(p) {
			i++
			continue
		}
		if !said {
			said = true
			s.write("<g")
			if id != "" {
				s.write(` id="`, id, `" role="article" aria-label="`)
				s.text(b.Name())
				s.write(`"`)
			}
			s.write(` lang="`, string(b.Language), `" xml:lang="`, string(b.Language), "\">\n")
		}
		j := i + 1
		for j < len(b.Parts) && b.Parts[j].Role == p.Role && b.Parts[j].Group == p.Group && !s.maker.hides(&b.Parts[j]) {
			j++
		}
		s.element(b.Parts[i:j])
		i = j
	}
	if said {
		s.write("</g>\n")
	}
}

// element lays the lines of one heading or paragraph, or the place of a picture.
func (s *sheet) element(parts []press.Part) {
	first := &parts[0]
	if first.Figure != nil {
		if alt := first.Figure.Text(); alt != "" {
			s.write(`<rect role="img" aria-label="`)
			s.text(ilbo.Clean(alt))
			s.write(`" x="`, points(first.X), `" y="`, points(first.Y), `" width="`, points(first.Width), `" height="`, points(first.Height), "\"/>\n")
		}
		return
	}
	role := `"paragraph"`
	switch {
	case strings.HasPrefix(first.Role, "H"):
		role = `"heading" aria-level="` + first.Role[1:] + `"`
	case first.Role == "BlockQuote":
		role = `"blockquote"`
	case first.Role == "Caption":
		role = `"caption"`
	}
	leads := first.Leads > 0 && s.maker.Address != nil
	if leads {
		s.write(`<a href="`)
		s.text(s.maker.Address(first.Leads))
		s.write(`">`)
	}
	open := false
	for i := range parts {
		p := &parts[i]
		if p.Line == nil || len(p.Line.Runs) == 0 {
			continue
		}
		if !open {
			open = true
			s.write(`<text role=`, role, ` font-size="`, points(size(p.Line)), `">`)
		}
		said := p.Line.String()
		if i+1 < len(parts) && p.Line.Last && !p.Line.Hyphen {
			said += " " // an item's next paragraph
		}
		s.write(`<tspan x="`, points(p.X+p.Line.Left), `" y="`, points(p.Y), `"`)
		if wide := p.Line.Right - p.Line.Left; wide > 0 {
			s.write(` textLength="`, points(wide), `" lengthAdjust="spacingAndGlyphs"`)
		}
		s.write(">")
		words := strings.TrimRight(said, " ")
		s.text(words)
		s.write("</tspan>")
		if len(said) > len(words) {
			s.write(" ")
		}
	}
	if open {
		s.write("</text>")
	}
	if leads {
		s.write("</a>")
	}
	s.write("\n")
}

// size is that of most of a line's letters.
func size(l *typeset.Line) typeset.Length {
	best, most := l.Runs[0].Size, 0
	for i := range l.Runs {
		if n := len(l.Runs[i].Glyphs); n > most {
			best, most = l.Runs[i].Size, n
		}
	}
	return best
}
