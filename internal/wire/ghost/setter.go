package ghost

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
	"ilbo.press/internal/wire/dom"
)

// maxBlocks is one more than a story may have: what goes on is not set.
const maxBlocks = 2_001

// A setter sets a post's copy as blocks.
type setter struct {
	site     *site
	headline string

	body     ilbo.Body
	enclosed []wire.Enclosed
	notices  []string
	markup   int   // bytes of HTML and Markdown that were read
	typed    int   // of these, Markdown
	why      error // part of a sentence: the copy cannot be a story
}

func (s *setter) add(b ilbo.Block) {
	if len(s.body) >= maxBlocks {
		s.fail(errLong)
		return
	}
	s.body = append(s.body, b)
}

// fail notes the first thing that makes the copy no story.
func (s *setter) fail(why error) {
	if s.why == nil {
		s.why = why
	}
}

// text sets a line as a block.
func (s *setter) text(kind ilbo.BlockKind, in ilbo.Inline) {
	words := strings.TrimSpace(in.String())
	switch {
	case words == "":
	case kind == ilbo.Subhead && strings.EqualFold(words, s.headline):
	case kind == ilbo.Subhead:
		s.add(ilbo.Block{Kind: kind, Text: ilbo.Plain(words)})
	default:
		s.add(ilbo.Block{Kind: kind, Text: in})
	}
}

// paragraph sets words as a paragraph, a link where there is an address.
func (s *setter) paragraph(words, href string) {
	if words = ilbo.Clean(words); words != "" {
		s.add(ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: words, Href: href}}})
	}
}

// picture sets a picture.
func (s *setter) picture(source, caption, alt string) {
	if strings.TrimSpace(source) == "" {
		return
	}
	e := s.site.enclose(source, caption, alt)
	e.Block = len(s.body)
	s.enclosed = append(s.enclosed, e)
	s.add(ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{figureOf(&e)}})
}

func figureOf(e *wire.Enclosed) ilbo.Figure {
	return ilbo.Figure{Alt: e.Alt, Caption: e.Caption, Credit: e.Credit}
}

// spend counts markup before it is read: a document may name one card a
// thousand times.
func (s *setter) spend(n int) bool {
	if s.markup += n; s.markup > maxMarkup {
		s.fail(errLong)
	}
	return s.markup <= maxMarkup
}

// plain is the text of a caption.
func (s *setter) plain(v *value) string {
	if w := v.words(); s.spend(len(w)) {
		return plain(w)
	}
	return ""
}

// html sets HTML.
func (s *setter) html(fragment string) { s.adopt(s.read(fragment)) }

// read makes blocks of HTML.
func (s *setter) read(fragment string) body.Result {
	if err := fits(fragment); err != nil {
		s.fail(err)
		return body.Result{}
	}
	if !s.spend(len(fragment)) {
		return body.Result{}
	}
	around := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), around)
	if err != nil {
		s.fail(errNested)
		return body.Result{}
	}
	for _, n := range nodes {
		around.AppendChild(n)
	}
	place(around)
	s.cards(around)
	r := body.Node(around, body.Options{Base: own, Find: s.site.picture, Headline: s.headline, Gallery: isGallery})
	if r.Cut {
		s.fail(errLong)
	}
	return r
}

// place puts the site's name where the placeholder stands for it in addresses,
// and nothing where it stands in text.
func place(n *html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			d.Data = unplaced(d.Data)
		}
		for i := range d.Attr {
			if strings.Contains(d.Attr[i].Val, placeholder) {
				d.Attr[i].Val = here(d.Attr[i].Val)
			}
		}
	}
}

func isGallery(n *html.Node) bool { return dom.Classed(n, "kg-gallery-card") }

// cards takes out of HTML that Ghost rendered what stands for its own cards
// and is no copy: forms, players' buttons, the pictures of linked pages.
func (s *setter) cards(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode && strings.TrimSpace(c.Data) == "members-only":
			s.site.tally.add(paywalls)
		case c.Type != html.ElementNode:
		case dom.Classed(c, "kg-signup-card"):
			s.drop(c, signups)
		case dom.Classed(c, "kg-cta-card"):
			s.drop(c, calls)
		case dom.Classed(c, "kg-audio-card"):
			s.drop(c, recordings)
		case dom.Classed(c, "kg-video-card"):
			s.drop(c, films)
		case dom.Classed(c, "kg-bookmark-card"):
			link := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
			if a, title := dom.First(c, "a"), classedBelow(c, "kg-bookmark-title"); a != nil && title != nil {
				to := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: dom.Attr(a, "href")}}}
				to.AppendChild(&html.Node{Type: html.TextNode, Data: dom.Text(title)})
				link.AppendChild(to)
			}
			n.InsertBefore(link, c)
			n.RemoveChild(c)
		default:
			s.cards(c)
		}
		c = next
	}
}

func (s *setter) drop(n *html.Node, l loss) {
	s.site.tally.add(l)
	n.Parent.RemoveChild(n)
}

func classedBelow(n *html.Node, word string) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && dom.Classed(d, word) {
			return d
		}
	}
	return nil
}

// adopt takes over all that HTML was made into.
func (s *setter) adopt(r body.Result) {
	at := 0
	for i := range r.Body {
		at = s.adoptBlock(&r, i, at)
	}
	s.heed(&r)
}

// adoptBlock takes over one block, with its pictures, which stand in order from at on.
func (s *setter) adoptBlock(r *body.Result, block, at int) int {
	b := r.Body[block]
	s.addresses(b.Text)
	for _, item := range b.Items {
		s.addresses(item)
	}
	for ; at < len(r.Enclosed) && r.Enclosed[at].Block <= block; at++ {
		e := r.Enclosed[at]
		e.Block, e.Source = len(s.body), strings.TrimPrefix(e.Source, "https://"+ownHost)
		s.enclosed = append(s.enclosed, e)
	}
	s.add(b)
	return at
}

// addresses sets right the links within the old site.
func (s *setter) addresses(in ilbo.Inline) {
	for i := range in {
		if in[i].Href != "" {
			in[i].Href = s.site.href(in[i].Href)
		}
	}
}

func (s *setter) heed(r *body.Result) {
	for _, say := range r.Notices {
		if say = strings.ReplaceAll(say, "https://"+ownHost, ""); !slices.Contains(s.notices, say) {
			s.notices = append(s.notices, say)
		}
	}
}

// box sets a fact box of a title and HTML. What a fact box cannot hold follows
// it.
func (s *setter) box(title, fragment string) {
	r := s.read(fragment)
	b := ilbo.Block{Kind: ilbo.FactBox, Title: title}
	var rest []int
	for i, inner := range r.Body {
		switch inner.Kind {
		case ilbo.Paragraph, ilbo.List:
		case ilbo.Subhead, ilbo.Quote, ilbo.PullQuote:
			inner = ilbo.Block{Kind: ilbo.Paragraph, Text: inner.Text}
		default:
			rest = append(rest, i)
			continue
		}
		s.addresses(inner.Text)
		for _, item := range inner.Items {
			s.addresses(item)
		}
		b.Blocks = append(b.Blocks, inner)
	}
	s.boxed(b)
	at := 0
	for _, i := range rest {
		at = s.adoptBlock(&r, i, at)
	}
	s.heed(&r)
}

// boxed sets a fact box; one without text is a heading.
func (s *setter) boxed(b ilbo.Block) {
	if len(b.Blocks) == 0 {
		s.text(ilbo.Subhead, ilbo.Plain(b.Title))
		return
	}
	s.add(b)
}
