package page

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// A setter turns the readable part of a page into blocks.
type setter struct {
	base     *url.URL // of links; nil where the page does not say where it was
	beside   *folder
	headline string
	body     ilbo.Body
	enclosed []wire.Enclosed
	line     inline // the paragraph that is being gathered
}

// The most that is taken from one page; a story of more is not one story.
const (
	maxBlocks   = 1_500
	maxEnclosed = 200
)

// children sets what is below n.
func (s *setter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if len(s.body) < maxBlocks {
			s.node(c)
		}
	}
}

// node sets one node. Text and the elements within a line gather until a block
// begins or ends.
func (s *setter) node(n *html.Node) {
	if n.Type == html.TextNode {
		s.text(n.Data)
		return
	}
	if n.Type != html.ElementNode || isHidden(n) || isWidget(n) {
		return
	}
	switch n.Data {
	case "script", "style", "form", "button", "input", "select", "textarea", "svg", "noscript", "template", "audio", "video", "object", "canvas", "nav", "head", "dialog", "label":
	case "br":
		s.lineBreak()
	case "a", "b", "strong", "i", "em", "cite", "span", "u", "small", "sub", "sup", "mark", "time", "abbr", "q", "font", "code", "ins", "s", "wbr", "bdi", "bdo", "kbd", "data":
		s.inlineElement(n)
	default:
		s.flush(ilbo.Paragraph)
		s.block(n)
		s.flush(ilbo.Paragraph)
	}
}

// text adds text to the line, and ends lines that are too long to be one.
func (s *setter) text(text string) {
	for len(text) > 0 {
		n := min(len(text), maxLine)
		for n < len(text) && !utf8.RuneStart(text[n]) {
			n--
		}
		if s.line.size > maxLine {
			s.flush(ilbo.Paragraph)
		}
		s.line.text(text[:max(n, 1)])
		text = text[max(n, 1):]
	}
}

// block sets an element that stands on its own.
func (s *setter) block(n *html.Node) {
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		s.children(n)
		s.flush(ilbo.Subhead)
	case "blockquote":
		s.quote(n, ilbo.Quote)
	case "aside":
		if classed(n, "pullquote", "pull-quote") {
			s.quote(n, ilbo.PullQuote)
		} else {
			s.children(n)
		}
	case "ul", "ol":
		s.list(n)
	case "figure":
		s.figure(n)
	case "img":
		s.picture(n, nil)
	case "picture":
		if img := first(n, "img"); img != nil {
			s.picture(img, nil)
		}
	case "table":
		s.table(n)
	case "iframe", "embed":
		title := ilbo.Clean(attr(n, "title"))
		if e, ok := ilbo.ReadEmbed(attr(n, "src"), title); ok {
			s.body = append(s.body, ilbo.Block{Kind: ilbo.EmbedKind, Embed: &e})
		}
	default:
		s.children(n)
	}
}

// flush ends the line as a block of that kind.
func (s *setter) flush(kind ilbo.BlockKind) {
	text := s.line.take()
	plain := text.String()
	if plain == "" || isChrome(plain) {
		return
	}
	if kind == ilbo.Subhead {
		if strings.EqualFold(plain, s.headline) {
			return
		}
		text = ilbo.Plain(plain)
	}
	s.body = append(s.body, ilbo.Block{Kind: kind, Text: text})
}

// lineBreak parts paragraphs where a sentence has ended: old pages know no
// other way. Within a sentence it is a space.
func (s *setter) lineBreak() {
	if s.line.ended() && isParagraph(strings.TrimSpace(s.line.string())) {
		s.flush(ilbo.Paragraph)
		return
	}
	s.line.text(" ")
}

func (s *setter) quote(n *html.Node, kind ilbo.BlockKind) {
	by := ""
	if c := first(n, "cite", "footer"); c != nil && ilbo.Clean(textOf(c)) != ilbo.Clean(textOf(n)) {
		by = strings.TrimLeft(ilbo.Clean(textOf(c)), "—–- ")
		c.Parent.RemoveChild(c)
	}
	part := &setter{base: s.base, beside: s.beside}
	part.children(n)
	part.flush(ilbo.Paragraph)
	for _, b := range part.body {
		if b.Kind == ilbo.Paragraph || b.Kind == ilbo.Subhead {
			s.body = append(s.body, ilbo.Block{Kind: kind, Text: b.Text})
		} else if len(b.Figures) == 0 {
			s.body = append(s.body, b)
		}
	}
	if n := len(s.body); by != "" && n > 0 && s.body[n-1].Kind == kind {
		s.body[n-1].By = by
	}
}

// list sets a list. One that is all links is a list of other pages, unless the
// links say something longer than a headline.
func (s *setter) list(n *html.Node) {
	b := ilbo.Block{Kind: ilbo.List, Ordered: n.Data == "ol"}
	links := 0
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		if li.Type != html.ElementNode {
			continue
		}
		part := &setter{base: s.base, beside: s.beside}
		part.children(li)
		part.flush(ilbo.Paragraph)
		var item ilbo.Inline
		for _, inner := range part.body {
			if len(inner.Text) > 0 && len(item) > 0 {
				item = append(item, ilbo.Span{Text: " "})
			}
			item = append(item, inner.Text...)
			for _, sub := range inner.Items {
				item = append(append(item, ilbo.Span{Text: " "}), sub...)
			}
		}
		if len(item) == 0 {
			s.adopt(part)
			continue
		}
		if len(item) == 1 && item[0].Href != "" {
			links++
		}
		b.Items = append(b.Items, item)
	}
	if len(b.Items) > 0 && (links < len(b.Items) || len(b.Items) == 1 && !isWidget(n)) {
		s.body = append(s.body, b)
	}
}

// adopt takes over the pictures of a part that has nothing else.
func (s *setter) adopt(part *setter) {
	for _, e := range part.enclosed {
		b := part.body[e.Block]
		e.Block = len(s.body)
		s.body = append(s.body, b)
		s.enclosed = append(s.enclosed, e)
	}
}

func (s *setter) table(n *html.Node) {
	t := &ilbo.Table{}
	columns := 0
	for row := range elements(n, "tr") {
		var cells []string
		heads := 0
		for c := row.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && (c.Data == "td" || c.Data == "th") {
				cells = append(cells, ilbo.Clean(textOf(c)))
				if c.Data == "th" {
					heads++
				}
			}
		}
		columns = max(columns, len(cells))
		switch {
		case len(cells) == 0:
		case heads == len(cells) && t.Head == nil && len(t.Rows) == 0:
			t.Head = cells
		default:
			t.Rows = append(t.Rows, cells)
		}
	}
	if columns < 2 || len(t.Rows)+len(t.Head) < 2 || len(t.Rows) == 0 || columns > 40 || len(t.Rows) > 1000 {
		s.children(n) // laid out with a table, as old pages are
		return
	}
	if t.Head != nil {
		t.Head = padded(t.Head, columns)
	}
	for i := range t.Rows {
		t.Rows[i] = padded(t.Rows[i], columns)
	}
	b := ilbo.Block{Kind: ilbo.TableKind, Table: t}
	if caption := first(n, "caption"); caption != nil {
		b.Title = ilbo.Clean(textOf(caption))
	}
	s.body = append(s.body, b)
}

func padded(cells []string, n int) []string {
	for len(cells) < n {
		cells = append(cells, "")
	}
	return cells
}

func isHidden(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	return strings.Contains(style, "display:none") || attr(n, "aria-hidden") == "true" && n.Data != "span"
}

// isWidget holds for the boxes that pages put between a story's paragraphs.
func isWidget(n *html.Node) bool {
	if n.Data == "a" || n.Data == "p" || n.Data == "figure" || n.Data == "img" {
		return false
	}
	return classed(n, "share", "social", "related", "newsletter", "advert", "ad-slot", "adsbygoogle", "promo", "recommend", "most-read", "breadcrumb", "comments", "copyright", "sns_", "article_relation")
}
