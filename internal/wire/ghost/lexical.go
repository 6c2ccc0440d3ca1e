package ghost

import (
	"strconv"

	"ilbo.press"
)

// lexical sets a Lexical document, as Ghost has kept posts since version 5:
// a tree of nodes, each an object with a type and children, or a card.
func (s *setter) lexical(doc *value) {
	list := doc.get("root").get("children").each()
	for i := range list {
		s.node(&list[i])
	}
}

// textNodes are the types of nodes that are text within a line.
var textNodes = map[string]bool{"text": true, "extended-text": true, "tk": true, "emoji": true, "linebreak": true, "tab": true, "link": true, "autolink": true, "at-link": true, "at-link-search": true, "zwnj": true}

// node sets a node that stands on its own.
func (s *setter) node(n *value) {
	switch kind := n.get("type").words(); kind {
	case "paragraph":
		s.run(n, ilbo.Paragraph)
	case "heading", "extended-heading", "koenig-heading":
		s.run(n, ilbo.Subhead)
	case "quote", "extended-quote":
		s.run(n, ilbo.Quote)
	case "aside":
		s.run(n, ilbo.PullQuote)
	case "list":
		s.list(n)
	default:
		if textNodes[kind] {
			r := &run{setter: s, kind: ilbo.Paragraph}
			r.node(n, ilbo.Span{})
			r.flush()
			return
		}
		s.card(kind, n)
	}
}

// run sets the children of a node as a block of that kind.
func (s *setter) run(n *value, kind ilbo.BlockKind) {
	r := &run{setter: s, kind: kind}
	r.children(n, ilbo.Span{})
	r.flush()
}

// A run is a line that is being set as a block of a kind.
type run struct {
	*setter
	line
	kind ilbo.BlockKind
}

func (r *run) flush() { r.setter.text(r.kind, r.take()) }

// breakLine parts paragraphs where a sentence has ended; within a sentence, and
// in a heading, it is a space.
func (r *run) breakLine() {
	if r.kind != ilbo.Subhead && r.kind != ilbo.List && r.ended() {
		r.flush()
		return
	}
	r.line.add(" ", r.mark)
}

func (r *run) children(n *value, mark ilbo.Span) {
	list := n.get("children").each()
	for i := range list {
		r.node(&list[i], mark)
	}
}

// The bits of a text's format that a newspaper prints.
const (
	strong = 1
	em     = 2
)

// node adds what stands within a line.
func (r *run) node(n *value, mark ilbo.Span) {
	switch kind := n.get("type").words(); kind {
	case "linebreak":
		r.breakLine()
		return
	case "tab":
		r.line.add(" ", mark)
		return
	case "link", "autolink", "at-link":
		if href := r.site.href(n.get("url").words()); href != "" {
			mark.Href = href
		}
	}
	if format, err := strconv.Atoi(n.get("format").words()); err == nil {
		mark.Strong = mark.Strong || format&strong != 0
		mark.Em = mark.Em || format&em != 0
	}
	r.line.add(unplaced(n.get("text").words()), mark)
	r.children(n, mark)
}

// list sets a list; the items of lists within it follow the item that they
// stand in.
func (s *setter) list(n *value) {
	b := ilbo.Block{Kind: ilbo.List, Ordered: n.get("listType").words() == "number" || n.get("tag").words() == "ol"}
	s.items(n, &b)
	if len(b.Items) > 0 {
		s.add(b)
	}
}

func (s *setter) items(n *value, b *ilbo.Block) {
	list := n.get("children").each()
	for i := range list {
		r := &run{setter: s, kind: ilbo.List}
		var within []*value
		inner := list[i].get("children").each()
		for j := range inner {
			if inner[j].get("type").words() == "list" {
				within = append(within, &inner[j])
				continue
			}
			r.node(&inner[j], ilbo.Span{})
		}
		if len(inner) == 0 {
			r.node(&list[i], ilbo.Span{})
		}
		if item := r.take(); len(item) > 0 {
			b.Items = append(b.Items, item)
		}
		for _, l := range within {
			s.items(l, b)
		}
	}
}
