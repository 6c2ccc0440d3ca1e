package body

import (
	"strings"

	"golang.org/x/net/html"

	"ilbo.press"
)

// list sets a list. On a page, one that is all links is a list of other pages,
// unless it is one link alone.
func (s *setter) list(n *html.Node) {
	b := ilbo.Block{Kind: ilbo.List, Ordered: n.Data == "ol"}
	links := 0
	var pictures []*setter
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		if li.Type == html.TextNode && s.Chrome == nil {
			li = wrapped(li)
		}
		if li.Type != html.ElementNode {
			continue
		}
		part := s.part()
		part.children(li)
		part.flush(ilbo.Paragraph)
		s.heed(part)
		item := itemOf(part.Body)
		if len(item) == 0 || s.Chrome == nil {
			pictures = append(pictures, part)
		}
		if len(item) == 0 {
			continue
		}
		if len(item) == 1 && item[0].Href != "" {
			links++
		}
		b.Items = append(b.Items, item)
	}
	for _, part := range pictures {
		for i := range part.Body {
			if len(part.Body[i].Figures) > 0 {
				s.adopt(part, i)
			}
		}
	}
	if len(b.Items) > 0 && (s.Chrome == nil || links < len(b.Items) || len(b.Items) == 1) {
		s.Body = append(s.Body, b)
	}
}

// wrapped puts text that stands between the items of a list into one.
func wrapped(text *html.Node) *html.Node {
	if ilbo.Clean(text.Data) == "" {
		return text
	}
	li := &html.Node{Type: html.ElementNode, Data: "li"}
	text.Parent.InsertBefore(li, text)
	text.Parent.RemoveChild(text)
	li.AppendChild(text)
	return li
}

// itemOf runs the blocks of an item together as one line. Items within it stand
// behind a colon: a paper's lists have one level.
func itemOf(blocks ilbo.Body) ilbo.Inline {
	var item ilbo.Inline
	for _, inner := range blocks {
		item = apart(item, inner.Text, " ")
		for i, sub := range inner.Items {
			switch {
			case i > 0:
				item = apart(item, sub, "; ")
			case EndsSentence(item.String()) || strings.HasSuffix(item.String(), ":"):
				item = apart(item, sub, " ")
			default:
				item = apart(item, sub, ": ")
			}
		}
	}
	return item
}

// apart adds text to a line that may be empty, with a mark between.
func apart(line, text ilbo.Inline, mark string) ilbo.Inline {
	if len(line) > 0 && len(text) > 0 {
		line = append(line, ilbo.Span{Text: mark})
	}
	return append(line, text...)
}
