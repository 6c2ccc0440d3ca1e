package ghost

import (
	"strings"

	"ilbo.press"
)

// The kinds of section in a Mobiledoc document (version 0.3), by number.
const (
	markupSection = 1
	imageSection  = 2
	listSection   = 3
	cardSection   = 10
)

// sections are the tags of sections that are text.
var sections = map[string]ilbo.BlockKind{
	"p": ilbo.Paragraph, "h1": ilbo.Subhead, "h2": ilbo.Subhead, "h3": ilbo.Subhead, "h4": ilbo.Subhead, "h5": ilbo.Subhead, "h6": ilbo.Subhead,
	"blockquote": ilbo.Quote, "aside": ilbo.PullQuote, "pull-quote": ilbo.PullQuote,
}

// mobiledoc sets a Mobiledoc document, as Ghost kept posts from version 1 to
// version 5: lists of markups, atoms and cards, and sections that name them by
// their places.
func (s *setter) mobiledoc(doc *value) {
	d := &mobiledoc{setter: s, markups: doc.get("markups"), atoms: doc.get("atoms")}
	list := doc.get("sections").each()
	for i := range list {
		section := &list[i]
		switch section.at(0).number() {
		case markupSection:
			kind, ok := sections[strings.ToLower(section.at(1).words())]
			if !ok {
				kind = ilbo.Paragraph
			}
			r := &run{setter: s, kind: kind}
			d.markers(r, section.at(2))
			r.flush()
		case imageSection:
			s.picture(section.at(1).words(), "", "")
		case listSection:
			d.list(section)
		case cardSection:
			card := doc.get("cards").at(section.at(1).number())
			if name, ok := cardNames[card.at(0).words()]; ok {
				s.card(name, card.at(1))
			} else {
				s.card(card.at(0).words(), card.at(1))
			}
		}
	}
}

// cardNames are cards that Mobiledoc calls by another name than Lexical does.
var cardNames = map[string]string{"card-markdown": "markdown", "code": "codeblock", "hr": "horizontalrule"}

type mobiledoc struct {
	*setter
	markups, atoms *value
}

func (d *mobiledoc) list(section *value) {
	b := ilbo.Block{Kind: ilbo.List, Ordered: section.at(1).words() == "ol"}
	items := section.at(2).each()
	for i := range items {
		r := &run{setter: d.setter, kind: ilbo.List}
		d.markers(r, &items[i])
		if item := r.take(); len(item) > 0 {
			b.Items = append(b.Items, item)
		}
	}
	if len(b.Items) > 0 {
		d.add(b)
	}
}

// markers adds the texts and atoms of a line. Each opens markups, and closes
// as many of those that are open as it says.
func (d *mobiledoc) markers(r *run, markers *value) {
	open := []ilbo.Span{{}}
	list := markers.each()
	for i := range list {
		m := &list[i]
		opens := m.at(1).each()
		for j := range opens {
			open = append(open, d.marked(open[len(open)-1], d.markups.at(opens[j].number())))
		}
		mark := open[len(open)-1]
		switch {
		case m.at(0).number() == 0:
			r.line.add(unplaced(m.at(3).words()), mark)
		default:
			if atom := d.atoms.at(m.at(3).number()); atom.at(0).words() == "soft-return" {
				r.breakLine()
			} else {
				r.line.add(unplaced(atom.at(1).words()), mark)
			}
		}
		open = open[:max(1, len(open)-max(0, m.at(2).number()))]
	}
}

// marked adds a markup to the marks in force.
func (d *mobiledoc) marked(mark ilbo.Span, markup *value) ilbo.Span {
	switch strings.ToLower(markup.at(0).words()) {
	case "strong", "b":
		mark.Strong = true
	case "em", "i":
		mark.Em = true
	case "a":
		attrs := markup.at(1).each()
		for i := 0; i+1 < len(attrs); i += 2 {
			if attrs[i].words() != "href" {
				continue
			}
			if href := d.site.href(attrs[i+1].words()); href != "" {
				mark.Href = href
			}
		}
	}
	return mark
}
