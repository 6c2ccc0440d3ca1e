package dom

import (
	"iter"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Elements are the elements of those names below n, in the page's order.
func Elements(n *html.Node, names ...string) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && slices.Contains(names, d.Data) && !yield(d) {
				return
			}
		}
	}
}

// Attr is the value of an attribute without white space around it, empty where
// there is none.
func Attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return strings.TrimSpace(n.Attr[i].Val)
		}
	}
	return ""
}

// SetAttr gives an attribute a value.
func SetAttr(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

// Text is all the text below n.
func Text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// First is the first of the elements, nil where there is none.
func First(n *html.Node, names ...string) *html.Node {
	for e := range Elements(n, names...) {
		return e
	}
	return nil
}

// Classed reports whether one of the words stands in an element's class, id or
// itemprop.
func Classed(n *html.Node, words ...string) bool {
	all := strings.ToLower(Attr(n, "class") + " " + Attr(n, "id") + " " + Attr(n, "itemprop"))
	for _, w := range words {
		if strings.Contains(all, w) {
			return true
		}
	}
	return false
}
