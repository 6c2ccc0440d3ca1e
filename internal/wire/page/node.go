package page

import (
	"iter"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// elements are the elements of those names below n, in the page's order.
func elements(n *html.Node, names ...string) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && slices.Contains(names, d.Data) && !yield(d) {
				return
			}
		}
	}
}

func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return strings.TrimSpace(n.Attr[i].Val)
		}
	}
	return ""
}

func setAttr(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

// textOf is all the text below n.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// first is the first of the elements, nil where there is none.
func first(n *html.Node, names ...string) *html.Node {
	for e := range elements(n, names...) {
		return e
	}
	return nil
}

// classed reports whether one of the words stands in an element's class, id or
// itemprop.
func classed(n *html.Node, words ...string) bool {
	all := strings.ToLower(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "itemprop"))
	for _, w := range words {
		if strings.Contains(all, w) {
			return true
		}
	}
	return false
}
