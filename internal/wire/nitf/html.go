package nitf

import (
	"strings"

	"ilbo.press/internal/wire/xmltree"
)

// names are the elements of NITF that HTML calls otherwise; an empty name
// leaves what is in an element.
var names = map[string]string{
	"hl1": "h2", "hl2": "h2", "block": "div", "bq": "blockquote", "credit": "cite", "lang": "", "person": "", "org": "", "location": "", "city": "", "state": "", "country": "",
	"region": "", "sublocation": "", "chron": "", "event": "", "function": "", "money": "", "num": "", "object.title": "em", "postaddr": "", "virtloc": "", "classifier": "", "alt-code": "",
	"copyrite": "", "copyrite.holder": "", "copyrite.year": "", "pronounce": "", "frac": "", "numer": "", "sub": "", "sup": "", "q": "q", "nitf-table": "div", "nitf-table-metadata": "div",
	"table-reference": "", "tagline": "p", "fn": "p", "note": "p", "abstract": "p", "distributor": "", "byline": "p", "byttl": "", "dateline": "p", "story.date": "", "pre": "div",
}

// dropped are elements that are none of the text.
var dropped = map[string]bool{"body.head": true, "media-metadata": true, "media-object": true, "custom-table": true, "nitf-col": true, "nitf-colgroup": true, "ds": true}

// HTML writes the text of a document, below an element, as HTML.
func HTML(e *xmltree.Element) string { return transformed(e).HTML(nil) }

// transformed makes a tree with the names of HTML of one of NITF.
func transformed(e *xmltree.Element) *xmltree.Element {
	out := &xmltree.Element{Name: e.Name}
	for _, n := range e.Nodes {
		c := n.Element
		switch {
		case c == nil:
			out.Nodes = append(out.Nodes, n)
		case dropped[c.Name]:
		case c.Name == "media":
			out.Nodes = append(out.Nodes, figures(c)...)
		default:
			t := transformed(c)
			name, known := names[c.Name]
			if !known {
				name = c.Name
			}
			if name == "" {
				out.Nodes = append(out.Nodes, t.Nodes...)
				continue
			}
			t.Name = name
			for _, a := range c.Attrs {
				if a.Name == "href" || a.Name == "colspan" || a.Name == "rowspan" {
					t.Attrs = append(t.Attrs, a)
				}
			}
			out.Nodes = append(out.Nodes, xmltree.Node{Element: t})
		}
	}
	return out
}

// figures makes a figure of a picture with its caption and credit.
func figures(m *xmltree.Element) []xmltree.Node {
	if kind := strings.ToLower(m.Attr("media-type")); kind != "" && kind != "image" && kind != "graphic" && kind != "photo" && kind != "picture" {
		return nil
	}
	source, alt, widest := "", "", -1
	for _, r := range m.All("media-reference") {
		from := r.Attr("source")
		if from == "" {
			from = r.Attr("name")
		}
		if w := number(r.Attr("width")); from != "" && w > widest {
			source, alt, widest = from, r.Attr("alternate-text"), w
		}
	}
	if source == "" {
		return nil
	}
	caption, credit := "", ""
	for _, c := range m.All("media-caption") {
		caption += " " + c.Text()
	}
	for _, c := range m.All("media-producer") {
		credit += " " + c.Text()
	}
	fig := &xmltree.Element{Name: "figure", Nodes: []xmltree.Node{{Element: &xmltree.Element{Name: "img", Attrs: []xmltree.Attr{{Name: "src", Value: source}, {Name: "alt", Value: alt}}}}}}
	words := &xmltree.Element{Name: "figcaption", Nodes: []xmltree.Node{{Text: strings.TrimSpace(caption)}}}
	if credit = strings.TrimSpace(credit); credit != "" {
		words.Nodes = append(words.Nodes, xmltree.Node{Element: &xmltree.Element{Name: "span", Attrs: []xmltree.Attr{{Name: "class", Value: "credit"}}, Nodes: []xmltree.Node{{Text: credit}}}})
	}
	fig.Nodes = append(fig.Nodes, xmltree.Node{Element: words})
	return []xmltree.Node{{Element: fig}}
}
