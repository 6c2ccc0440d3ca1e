package body

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/dom"
)

// SourceAttr holds the best source of a picture: what the page itself names as
// its file, where an extraction made other attributes absolute, or the original
// that a reader of a format knows of.
const SourceAttr = "data-ilbo-source"

// MarkSources notes the sources of all pictures of a page.
func MarkSources(doc *html.Node) {
	for img := range dom.Elements(doc, "img") {
		if src := dom.Attr(img, "src"); src != "" {
			dom.SetAttr(img, SourceAttr, src)
		}
	}
}

// figure sets a figure: a picture with its caption, a film's poster, a quote,
// or a table with a title. On a page, further pictures are other sizes of the
// first.
func (s *setter) figure(n *html.Node) {
	img := dom.First(n, "img")
	if img == nil {
		s.children(n)
		return
	}
	caption := captionNode(n)
	s.picture(img, caption)
	if s.Chrome == nil {
		for other := range dom.Elements(n, "img") {
			if other != img {
				s.picture(other, caption)
			}
		}
	}
}

func captionNode(n *html.Node) *html.Node {
	if c := dom.First(n, "figcaption"); c != nil {
		return c
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && dom.Classed(d, "caption") && ilbo.Clean(dom.Text(d)) != "" {
			return d
		}
	}
	return nil
}

// picture sets a picture with its caption.
func (s *setter) picture(img, caption *html.Node) {
	if e, ok := s.enclosure(img, func() *html.Node { return caption }); ok {
		e.Block = len(s.Body)
		s.Enclosed = append(s.Enclosed, e)
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{figureOf(&e)}})
	}
}

// gallery sets the pictures below n as one block, each with the caption next
// to it; the caption of n itself is the title.
func (s *setter) gallery(n *html.Node) {
	b := ilbo.Block{Kind: ilbo.Gallery}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == "figcaption" {
			b.Title = ilbo.Clean(dom.Text(c))
		}
	}
	for img := range dom.Elements(n, "img") {
		if e, ok := s.enclosure(img, func() *html.Node { return captionWithin(img, n) }); ok {
			e.Block, e.Figure = len(s.Body), len(b.Figures)
			s.Enclosed = append(s.Enclosed, e)
			b.Figures = append(b.Figures, figureOf(&e))
		}
	}
	switch len(b.Figures) {
	case 0:
		return
	case 1:
		b.Kind, b.Title = ilbo.PictureKind, ""
	}
	s.Body = append(s.Body, b)
}

// captionWithin finds the caption of a picture in a gallery: that of the
// smallest element around it that has one and is not the gallery.
func captionWithin(img, gallery *html.Node) *html.Node {
	for n := img.Parent; n != nil && n != gallery; n = n.Parent {
		if c := captionNode(n); c != nil {
			return c
		}
	}
	return nil
}

// enclosure makes the enclosure of a picture, with the caption that captioned
// finds. Dots, icons and faces are no pictures.
func (s *setter) enclosure(img *html.Node, captioned func() *html.Node) (wire.Enclosed, bool) {
	sources := sourcesOf(img)
	if isTiny(img) || len(sources) == 0 {
		return wire.Enclosed{}, false
	}
	if len(s.Enclosed) >= maxEnclosed {
		s.notice("A story has at most %d pictures: those after that were left out.", maxEnclosed)
		return wire.Enclosed{}, false
	}
	caption := captioned()
	e := s.enclose(sources)
	e.Alt = ilbo.Clean(dom.Attr(img, "alt"))
	if caption != nil {
		e.Caption, e.Credit = readCaption(caption)
	}
	if s.Chrome != nil && e.Open == nil && caption == nil && e.Alt == "" {
		return e, false // nothing to say of it, and nothing to show
	}
	if e.Alt == e.Caption {
		e.Alt = ""
	}
	return e, true
}

func figureOf(e *wire.Enclosed) ilbo.Figure {
	return ilbo.Figure{Alt: e.Alt, Caption: e.Caption, Credit: e.Credit}
}

// enclose takes the first of the sources that has a file, or else the first.
func (s *setter) enclose(sources []string) wire.Enclosed {
	for _, source := range sources {
		if e := s.Find.Enclose(source); e.Open != nil {
			return e
		}
	}
	return s.Find.Enclose(sources[0])
}

// sourcesOf are the files that a picture may be: what the page names, then its
// larger and smaller forms.
func sourcesOf(img *html.Node) []string {
	var list []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" && (!strings.HasPrefix(s, "data:") || len(s) > 2000) && len(list) < 12 {
			list = append(list, s)
		}
	}
	for _, name := range []string{SourceAttr, "src", "data-src", "data-original", "data-lazy-src"} {
		add(dom.Attr(img, name))
	}
	sets := dom.Attr(img, "srcset") + "," + dom.Attr(img, "data-srcset")
	if p := img.Parent; p != nil && p.Data == "picture" {
		for source := range dom.Elements(p, "source") {
			sets += "," + dom.Attr(source, "srcset")
		}
	}
	for _, candidate := range strings.Split(sets, ", ") {
		fields := strings.Fields(strings.Trim(candidate, ", "))
		if len(fields) > 0 {
			add(fields[0])
		}
	}
	return list
}

// isTiny holds for pictures that are said to be smaller than a thumbnail.
func isTiny(img *html.Node) bool {
	for _, side := range []string{"width", "height"} {
		if n, err := strconv.Atoi(strings.TrimSuffix(dom.Attr(img, side), "px")); err == nil && n > 0 && n < 60 {
			return true
		}
	}
	return false
}

// marks are elements that stand within words.
var marks = []string{"em", "strong", "b", "i", "sub", "sup"}

// readCaption parts a caption from its credit: by the page's own markup where
// it says which is which, or else by how the line ends.
func readCaption(n *html.Node) (caption, credit string) {
	var parts []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				parts = append(parts, c.Data)
			case c.Type != html.ElementNode || c.Data == "button" || c.Data == "svg" || c.Data == "script" || c.Data == "style" || c.Data == "img":
			case credit == "" && dom.Classed(c, "credit", "copyright", "photographer", "source", "byline", "author") && ilbo.Clean(dom.Text(c)) != "" && len(dom.Text(c)) < 200:
				credit = cleanCredit(dom.Text(c))
			default:
				walk(c)
				if !slices.Contains(marks, c.Data) {
					parts = append(parts, " ")
				}
			}
		}
	}
	walk(n)
	caption = strings.Trim(ilbo.Clean(strings.Join(parts, "")), " |/")
	for _, lead := range []string{"Image caption", "Media caption"} {
		caption = strings.TrimSpace(strings.TrimPrefix(caption, lead))
	}
	if credit == "" {
		return SplitCredit(caption)
	}
	return caption, strings.TrimSpace(strings.TrimPrefix(credit, "Image copyright"))
}
