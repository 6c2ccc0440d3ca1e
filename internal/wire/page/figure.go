package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// sourceAttr keeps what the page itself names as a picture's file; the
// extraction makes other attributes absolute.
const sourceAttr = "data-ilbo-source"

// markSources notes the sources of all pictures of a page.
func markSources(doc *html.Node) {
	for img := range elements(doc, "img") {
		if src := attr(img, "src"); src != "" {
			setAttr(img, sourceAttr, src)
		}
	}
}

// figure sets a figure: a picture with its caption, a film's poster, a quote,
// or a table with a title.
func (s *setter) figure(n *html.Node) {
	img := first(n, "img")
	if img == nil {
		s.children(n)
		return
	}
	s.picture(img, captionNode(n))
}

func captionNode(n *html.Node) *html.Node {
	if c := first(n, "figcaption"); c != nil {
		return c
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && classed(d, "caption") && ilbo.Clean(textOf(d)) != "" {
			return d
		}
	}
	return nil
}

// picture sets a picture with its caption. Dots, icons and faces are none.
func (s *setter) picture(img, caption *html.Node) {
	if len(s.enclosed) >= maxEnclosed || isTiny(img) {
		return
	}
	f := ilbo.Figure{Alt: ilbo.Clean(attr(img, "alt"))}
	if caption != nil {
		f.Caption, f.Credit = readCaption(caption)
	}
	sources := sourcesOf(img)
	if len(sources) == 0 {
		return
	}
	e := s.enclose(sources)
	if e.Open == nil && caption == nil && f.Alt == "" {
		return // nothing to say of it, and nothing to show
	}
	if f.Alt == f.Caption {
		f.Alt = ""
	}
	e.Caption, e.Credit, e.Alt, e.Block = f.Caption, f.Credit, f.Alt, len(s.body)
	s.enclosed = append(s.enclosed, e)
	s.body = append(s.body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{f}})
}

// enclose takes the first of the sources that has a file, or else the first.
func (s *setter) enclose(sources []string) wire.Enclosed {
	for _, source := range sources {
		if e := s.beside.enclose(source); e.Open != nil {
			return e
		}
	}
	return s.beside.enclose(sources[0])
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
	for _, name := range []string{sourceAttr, "src", "data-src", "data-original", "data-lazy-src"} {
		add(attr(img, name))
	}
	sets := attr(img, "srcset") + "," + attr(img, "data-srcset")
	if p := img.Parent; p != nil && p.Data == "picture" {
		for source := range elements(p, "source") {
			sets += "," + attr(source, "srcset")
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
		if n, err := strconv.Atoi(strings.TrimSuffix(attr(img, side), "px")); err == nil && n > 0 && n < 60 {
			return true
		}
	}
	return false
}

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
			case credit == "" && classed(c, "credit", "copyright", "photographer", "source", "byline", "author") && ilbo.Clean(textOf(c)) != "" && len(textOf(c)) < 200:
				credit = cleanCredit(textOf(c))
			default:
				walk(c)
				parts = append(parts, " ")
			}
		}
	}
	walk(n)
	caption = strings.Trim(ilbo.Clean(strings.Join(parts, "")), " |/")
	for _, lead := range []string{"Image caption", "Media caption"} {
		caption = strings.TrimSpace(strings.TrimPrefix(caption, lead))
	}
	if credit == "" {
		return splitCredit(caption)
	}
	return caption, strings.TrimSpace(strings.TrimPrefix(credit, "Image copyright"))
}
