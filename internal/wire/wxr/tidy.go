package wxr

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"ilbo.press/internal/wire/body"
	"ilbo.press/internal/wire/dom"
)

// tidy gives WordPress's own shapes the form that the setter of bodies knows.
func (m *maker) tidy(root *html.Node) {
	for _, n := range collect(root) {
		switch {
		case n.Data == "img":
			m.img(n)
		case n.Data == "pre":
			lines(n)
		case hasClass(n, "wp-block-pullquote"):
			n.Data = "aside"
			dom.SetAttr(n, "class", "pullquote")
			for _, q := range collect(n) {
				if q.Data == "blockquote" {
					q.Data = "div"
				}
			}
		case hasClass(n, "wp-caption"):
			n.Data = "figure"
		case hasClass(n, "wp-caption-text", "gallery-caption"):
			n.Data = "figcaption"
		case hasClass(n, "wp-block-embed"):
			embedTitle(n)
		case n.Data == "figure" && dom.First(n, "table") != nil:
			tableTitle(n)
		case hasClass(n, "wp-block-file__button", "screen-reader-text", "sharedaddy", "jp-relatedposts"):
			n.Parent.RemoveChild(n)
		case hasClass(n, "wp-block-cover"):
			background(n)
		}
	}
}

// collect are the elements below n, so that the tree may change while they
// are gone through.
func collect(n *html.Node) []*html.Node {
	var all []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			all = append(all, d)
		}
	}
	return all
}

func hasClass(n *html.Node, names ...string) bool {
	for _, class := range strings.Fields(dom.Attr(n, "class")) {
		if slices.Contains(names, class) {
			return true
		}
	}
	return false
}

var imageClass = regexp.MustCompile(`\bwp-image-(\d{1,18})\b`)

// img names the original of a picture, and gives it the words that WordPress
// keeps with the original. A picture that stands for a smile is text.
func (m *maker) img(n *html.Node) {
	if hasClass(n, "wp-smiley", "emoji") {
		n.Type, n.Data, n.Attr = html.TextNode, dom.Attr(n, "alt"), nil
		return
	}
	p := m.pictureOf(n)
	if p == nil {
		return
	}
	dom.SetAttr(n, body.SourceAttr, p.source())
	if dom.Attr(n, "alt") == "" {
		dom.SetAttr(n, "alt", p.alt)
	}
	if p.credit != "" {
		credit(n, p.credit)
	}
}

// pictureOf is the attachment that a picture shows, nil where there is none. A
// number in the text may be that of another site, which the post was moved
// from: it counts only where the names of the files agree.
func (m *maker) pictureOf(n *html.Node) *picture {
	if id, ok := number(dom.Attr(n, idAttr)); ok {
		return m.picture(id)
	}
	id, ok := number(dom.Attr(n, "data-id"))
	if c := imageClass.FindStringSubmatch(dom.Attr(n, "class")); c != nil {
		id, ok = number(c[1])
	}
	if !ok {
		return nil
	}
	p := m.picture(id)
	if src := dom.Attr(n, "src"); p != nil && src != "" && !strings.EqualFold(path.Base(original(src)), path.Base(original(p.source()))) {
		return nil
	}
	return p
}

// credit writes a picture's credit where the caption says none.
func credit(img *html.Node, name string) {
	figure := img.Parent
	for figure != nil && figure.Data != "figure" && figure.Data != "body" {
		figure = figure.Parent
	}
	if figure == nil || figure.Data != "figure" || isGallery(figure) {
		figure = &html.Node{Type: html.ElementNode, Data: "figure"}
		img.Parent.InsertBefore(figure, img)
		img.Parent.RemoveChild(img)
		figure.AppendChild(img)
	}
	caption := dom.First(figure, "figcaption")
	if caption == nil {
		caption = &html.Node{Type: html.ElementNode, Data: "figcaption"}
		figure.AppendChild(caption)
	}
	if _, said := body.SplitCredit(dom.Text(caption)); said != "" {
		return
	}
	span := &html.Node{Type: html.ElementNode, Data: "span", Attr: []html.Attribute{{Key: "class", Val: "credit"}}}
	span.AppendChild(&html.Node{Type: html.TextNode, Data: name})
	caption.AppendChild(span)
}

// maxVerse is the most lines that are kept apart as lines.
const maxVerse = 400

// lines keeps the lines of preformed text, verse first of all, as paragraphs.
func lines(pre *html.Node) {
	all := strings.Split(strings.Trim(preText(pre), "\n"), "\n")
	if len(all) < 2 || len(all) > maxVerse {
		return
	}
	for pre.FirstChild != nil {
		pre.RemoveChild(pre.FirstChild)
	}
	for _, line := range all {
		p := &html.Node{Type: html.ElementNode, Data: "p"}
		p.AppendChild(&html.Node{Type: html.TextNode, Data: line})
		pre.AppendChild(p)
	}
}

// preText is the text below n, with line breaks.
func preText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.Data == "br":
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// embedTitle gives a player the caption below it for its title.
func embedTitle(figure *html.Node) {
	frame, caption := dom.First(figure, "iframe"), dom.First(figure, "figcaption")
	if frame != nil && caption != nil {
		dom.SetAttr(frame, "title", dom.Text(caption))
		caption.Parent.RemoveChild(caption)
	}
}

// tableTitle gives a table the caption of the figure that it stands in.
func tableTitle(figure *html.Node) {
	table, caption := dom.First(figure, "table"), dom.First(figure, "figcaption")
	if caption == nil || dom.First(table, "caption") != nil {
		return
	}
	caption.Parent.RemoveChild(caption)
	caption.Data = "caption"
	table.InsertBefore(caption, table.FirstChild)
}

var backgroundURL = regexp.MustCompile(`background-image:\s*url\(\s*["']?([^"')]+)`)

// background makes a picture of the one that a block is painted over.
func background(cover *html.Node) {
	m := backgroundURL.FindStringSubmatch(dom.Attr(cover, "style"))
	if m == nil {
		return
	}
	cover.InsertBefore(&html.Node{Type: html.ElementNode, Data: "img", Attr: []html.Attribute{{Key: "src", Val: m[1]}}}, cover.FirstChild)
}
