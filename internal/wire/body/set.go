package body

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"ilbo.press"
	"ilbo.press/internal/wire/dom"
)

// The most that is taken from one piece of copy; more is not one story.
const (
	maxBlocks   = 1_500
	maxEnclosed = 200
	maxNotices  = 20
)

// HTML sets a fragment of HTML. The error is for nesting that is too deep to
// be read.
func HTML(fragment string, o Options) (Result, error) {
	root, err := Parse(fragment)
	if err != nil {
		return Result{}, err
	}
	return Node(root, o), nil
}

// Parse gives the tree of a fragment of HTML, below one element. The error is
// for nesting that is too deep to be read.
func Parse(fragment string) (*html.Node, error) {
	around := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), around)
	if err != nil {
		return nil, fmt.Errorf("read HTML: %w", err)
	}
	for _, n := range nodes {
		around.AppendChild(n)
	}
	return around, nil
}

// Node sets what is below a node. It takes the tree apart as it goes: the tree
// is of no use afterwards.
func Node(n *html.Node, o Options) Result {
	s := &setter{Options: o}
	s.children(n)
	s.flush(ilbo.Paragraph)
	return s.Result
}

// Text sets text without markup, a paragraph a line. Character references in
// it are read.
func Text(text string, o Options) Result {
	s := &setter{Options: o}
	for line := range strings.SplitSeq(text, "\n") {
		if len(s.Body) >= maxBlocks {
			s.Cut = s.Cut || ilbo.Clean(line) != ""
			continue
		}
		s.text(html.UnescapeString(line))
		s.flush(ilbo.Paragraph)
	}
	return s.Result
}

// A setter turns HTML into blocks.
type setter struct {
	Options
	Result
	line inline // the paragraph that is being gathered
}

// part is a setter for what stands within a block.
func (s *setter) part() *setter {
	o := s.Options
	o.Headline = ""
	return &setter{Options: o}
}

func (s *setter) notice(format string, args ...any) {
	say := fmt.Sprintf(format, args...)
	if len(s.Notices) < maxNotices && !slices.Contains(s.Notices, say) {
		s.Notices = append(s.Notices, say)
	}
}

// children sets what is below n.
func (s *setter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode && c.Type != html.TextNode:
		case len(s.Body) < maxBlocks:
			s.node(c)
		default:
			s.Cut = s.Cut || says(c)
		}
	}
}

// says reports whether a node holds a word or a picture.
func says(n *html.Node) bool {
	return ilbo.Clean(n.Data) != "" && n.Type == html.TextNode || n.Data == "img" || dom.First(n, "img") != nil || ilbo.Clean(dom.Text(n)) != ""
}

// node sets one node. Text and the elements within a line gather until a block
// begins or ends.
func (s *setter) node(n *html.Node) {
	if n.Type == html.TextNode {
		s.text(n.Data)
		return
	}
	if isHidden(n) || s.Chrome != nil && s.Chrome.Box(n) {
		return
	}
	switch n.Data {
	case "script", "style", "button", "input", "select", "textarea", "svg", "noscript", "template", "canvas", "nav", "head", "dialog", "label":
	case "audio", "video", "object", "form":
		s.leave(n)
	case "br":
		s.lineBreak()
	case "a", "b", "strong", "i", "em", "cite", "span", "u", "small", "sub", "sup", "mark", "time", "abbr", "q", "font", "code", "ins", "s", "wbr", "bdi", "bdo", "kbd", "data",
		"del", "strike", "big", "tt", "var", "samp", "dfn", "acronym", "ruby", "rb", "rt", "rp", "nobr":
		s.inlineElement(n)
	default:
		s.flush(ilbo.Paragraph)
		s.block(n)
		s.flush(ilbo.Paragraph)
	}
}

// leave leaves an element out, with a notice of what it was.
func (s *setter) leave(n *html.Node) {
	source := dom.Attr(n, "src")
	if inner := dom.First(n, "source"); source == "" && inner != nil {
		source = dom.Attr(inner, "src")
	}
	if source == "" {
		source = dom.Attr(n, "data")
	}
	if source != "" {
		source = " " + Short(source)
	}
	switch n.Data {
	case "video":
		s.notice("The film%s cannot come in this way and was left out.", source)
	case "audio":
		s.notice("The recording%s cannot come in this way and was left out.", source)
	case "form":
		s.notice("A form was left out.")
	default:
		s.notice("The object%s was left out.", source)
	}
}

// Short is an address as a notice names it.
func Short(source string) string {
	source = ilbo.Clean(source)
	if utf8.RuneCountInString(source) > 120 {
		return string([]rune(source)[:119]) + "…"
	}
	return source
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
	if s.Gallery != nil && s.Gallery(n) {
		s.gallery(n)
		return
	}
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		s.children(n)
		s.flush(ilbo.Subhead)
	case "blockquote":
		s.quote(n, ilbo.Quote)
	case "aside":
		if dom.Classed(n, "pullquote", "pull-quote") {
			s.quote(n, ilbo.PullQuote)
		} else {
			s.children(n)
		}
	case "ul", "ol":
		s.list(n)
	case "dt":
		s.term(n)
	case "figure":
		s.figure(n)
	case "img":
		s.picture(n, nil)
	case "picture":
		if img := dom.First(n, "img"); img != nil {
			s.picture(img, nil)
		}
	case "table":
		s.table(n)
	case "iframe", "embed":
		s.embed(n)
	default:
		s.children(n)
	}
}

// term sets what a definition explains, in bold above it.
func (s *setter) term(n *html.Node) {
	before := len(s.Body)
	s.children(n)
	s.flush(ilbo.Paragraph)
	for i := before; i < len(s.Body); i++ {
		for j := range s.Body[i].Text {
			s.Body[i].Text[j].Strong = s.Body[i].Kind == ilbo.Paragraph
		}
	}
}

func (s *setter) embed(n *html.Node) {
	source := dom.Attr(n, "src")
	if e, ok := ilbo.ReadEmbed(source, ilbo.Clean(dom.Attr(n, "title"))); ok {
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.EmbedKind, Embed: &e})
	} else if source != "" {
		s.notice("The frame %s is of a site that stories do not embed: it was left out.", Short(source))
	}
}

// flush ends the line as a block of that kind.
func (s *setter) flush(kind ilbo.BlockKind) {
	text := s.line.take()
	plain := text.String()
	if plain == "" || s.Chrome != nil && s.Chrome.Line(plain) {
		return
	}
	if kind == ilbo.Subhead {
		if strings.EqualFold(plain, s.Headline) {
			return
		}
		text = ilbo.Plain(plain)
	}
	s.Body = append(s.Body, ilbo.Block{Kind: kind, Text: text})
}

// lineBreak parts paragraphs where a sentence has ended: old pages know no
// other way. Within a sentence it is a space.
func (s *setter) lineBreak() {
	if s.line.ended() && (s.Chrome == nil || s.Chrome.Ends(strings.TrimSpace(s.line.string()))) {
		s.flush(ilbo.Paragraph)
		return
	}
	s.line.text(" ")
}

var sentence = regexp.MustCompile(`[.?!…。]["'”’)\]»]*$`)

// EndsSentence reports whether a line ends with a sentence's end.
func EndsSentence(line string) bool { return sentence.MatchString(line) }

func (s *setter) quote(n *html.Node, kind ilbo.BlockKind) {
	by := ""
	if c := dom.First(n, "cite", "footer"); c != nil && ilbo.Clean(dom.Text(c)) != ilbo.Clean(dom.Text(n)) {
		by = strings.TrimLeft(ilbo.Clean(dom.Text(c)), "—–- ")
		c.Parent.RemoveChild(c)
	}
	part := s.part()
	part.children(n)
	part.flush(ilbo.Paragraph)
	for i, b := range part.Body {
		if b.Kind == ilbo.Paragraph || b.Kind == ilbo.Subhead {
			s.Body = append(s.Body, ilbo.Block{Kind: kind, Text: b.Text})
		} else if len(b.Figures) == 0 {
			s.Body = append(s.Body, b)
		} else if s.Chrome == nil {
			s.adopt(part, i)
		}
	}
	s.heed(part)
	for i := len(s.Body) - 1; by != "" && i >= 0; i-- {
		if s.Body[i].Kind == kind {
			s.Body[i].By = by
			break
		}
		if len(s.Body[i].Figures) == 0 {
			break
		}
	}
}

// adopt takes over a block of pictures from a part.
func (s *setter) adopt(part *setter, block int) {
	for _, e := range part.Enclosed {
		if e.Block == block {
			e.Block = len(s.Body)
			s.Enclosed = append(s.Enclosed, e)
		}
	}
	s.Body = append(s.Body, part.Body[block])
}

// heed tells what a part has to tell.
func (s *setter) heed(part *setter) {
	s.Cut = s.Cut || part.Cut
	for _, say := range part.Notices {
		s.notice("%s", say)
	}
}

func isHidden(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(dom.Attr(n, "style")), " ", "")
	return strings.Contains(style, "display:none") || dom.Attr(n, "aria-hidden") == "true" && n.Data != "span"
}
