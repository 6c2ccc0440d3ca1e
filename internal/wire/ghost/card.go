package ghost

import (
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire/body"
)

// unplaced is text without the placeholder of the site's address.
func unplaced(s string) string { return strings.ReplaceAll(s, placeholder, "") }

// cards are what stands between a post's paragraphs, by the names that Lexical
// gives them.
var cards = map[string]func(*setter, *value){
	"image":          (*setter).imageCard,
	"gallery":        (*setter).galleryCard,
	"html":           (*setter).htmlCard,
	"markdown":       (*setter).markdownCard,
	"bookmark":       (*setter).bookmarkCard,
	"embed":          (*setter).embedCard,
	"callout":        func(s *setter, c *value) { s.box("", c.get("calloutText").words()) },
	"toggle":         func(s *setter, c *value) { s.box(s.plain(c.get("heading")), c.get("content").words()) },
	"product":        (*setter).productCard,
	"header":         (*setter).headerCard,
	"button":         func(s *setter, c *value) { s.button(c, "buttonText", "buttonUrl") },
	"video":          (*setter).videoCard,
	"audio":          func(s *setter, c *value) { s.site.tally.add(recordings) },
	"file":           (*setter).fileCard,
	"codeblock":      (*setter).codeCard,
	"paywall":        func(s *setter, _ *value) { s.site.tally.add(paywalls) },
	"signup":         func(s *setter, _ *value) { s.site.tally.add(signups) },
	"email":          func(s *setter, _ *value) { s.site.tally.add(mails) },
	"email-cta":      func(s *setter, _ *value) { s.site.tally.add(mails) },
	"call-to-action": func(s *setter, _ *value) { s.site.tally.add(calls) },
	"horizontalrule": func(*setter, *value) {},
}

// card sets a card. Of one that nobody knows, the text is kept.
func (s *setter) card(name string, c *value) {
	if set, ok := cards[name]; ok {
		if l, ok := hidden(c.get("visibility")); ok {
			s.site.tally.add(l)
			return
		}
		set(s, c)
		return
	}
	if c.kind != object {
		return
	}
	s.site.tally.card(name)
	s.strange(c)
}

// hidden tells what a card is that not everybody on the site saw.
func hidden(v *value) (loss, bool) {
	web := v.get("web")
	switch {
	case v.get("showOnWeb").no(), web.get("nonMember").no() && web.get("memberSegment").line() == "":
		return mails, true
	case web.get("nonMember").no():
		return gated, true
	}
	return 0, false
}

// strange keeps the text of an unknown card: that of its children, and
// members that are called what texts are called.
func (s *setter) strange(c *value) {
	for _, name := range []string{"heading", "title", "header", "text", "content", "html", "description", "subheader", "caption"} {
		if v := c.get(name); v.kind == text {
			s.html(v.text)
		}
	}
	children := c.get("children").each()
	if len(children) == 0 {
		return
	}
	r := &run{setter: s, kind: ilbo.Paragraph}
	for i := range children {
		if n := &children[i]; textNodes[n.get("type").words()] {
			r.node(n, ilbo.Span{})
		} else {
			r.flush()
			s.node(n)
		}
	}
	r.flush()
}

func (s *setter) imageCard(c *value) {
	s.picture(c.get("src").words(), s.plain(c.get("caption")), c.get("alt").words())
}

// galleryCard sets the pictures of a gallery under its caption as the title.
func (s *setter) galleryCard(c *value) {
	b := ilbo.Block{Kind: ilbo.Gallery, Title: s.plain(c.get("caption"))}
	images := c.get("images").each()
	for i := range images {
		image := &images[i]
		if image.get("src").line() == "" {
			continue
		}
		e := s.site.enclose(image.get("src").words(), s.plain(image.get("caption")), image.get("alt").words())
		e.Block, e.Figure = len(s.body), len(b.Figures)
		s.enclosed = append(s.enclosed, e)
		b.Figures = append(b.Figures, figureOf(&e))
	}
	if len(b.Figures) > 0 {
		s.add(b)
	}
}

func (s *setter) htmlCard(c *value) { s.html(c.get("html").words()) }

// markdownCard sets Markdown; such that is no story's is set as it was typed.
func (s *setter) markdownCard(c *value) {
	source := c.get("markdown").words()
	if !s.spend(len(source)) {
		return
	}
	s.typed += len(source)
	out, err := "", errLong
	if s.typed <= maxMarkdown {
		out, err = render(source)
	}
	if err != nil {
		s.notices = append(s.notices, "A card of Markdown "+err.Error()+": its text was kept as it was typed.")
		r := body.Text(source, body.Options{})
		if r.Cut {
			s.fail(errLong)
		}
		s.adopt(r)
		return
	}
	s.html(out)
}

// bookmarkCard sets the link to another page, with what that says of itself.
func (s *setter) bookmarkCard(c *value) {
	meta := c.get("metadata")
	title, about := meta.get("title").line(), meta.get("description").line()
	href := s.site.href(c.get("url").words())
	if title == "" {
		title = href
	}
	if title == "" {
		title, about = about, ""
	}
	if title == "" {
		return
	}
	in := ilbo.Inline{{Text: title, Href: href}}
	if about != "" {
		in = append(in, ilbo.Span{Text: ": " + about})
	}
	s.add(ilbo.Block{Kind: ilbo.Paragraph, Text: in})
	s.paragraph(s.plain(c.get("caption")), "")
}

// embedCard sets a player of a site that stories may embed, and a link to
// anything else.
func (s *setter) embedCard(c *value) {
	address := c.get("url").words()
	title, caption := c.get("metadata").get("title").line(), s.plain(c.get("caption"))
	if title == "" {
		title = caption
	}
	if e, ok := ilbo.ReadEmbed(address, title); ok {
		s.add(ilbo.Block{Kind: ilbo.EmbedKind, Embed: &e})
		if caption != title {
			s.paragraph(caption, "")
		}
		return
	}
	if r := s.read(c.get("html").words()); hasEmbed(r.Body) {
		s.adopt(r)
		return
	}
	href := s.site.href(address)
	if title == "" {
		title = href
	}
	if href != "" {
		s.site.tally.add(linked)
	}
	s.paragraph(title, href)
}

func hasEmbed(b ilbo.Body) bool {
	for i := range b {
		if b[i].Kind == ilbo.EmbedKind {
			return true
		}
	}
	return false
}

// productCard sets a product as a fact box with its picture before it.
func (s *setter) productCard(c *value) {
	s.picture(c.get("productImageSrc").words(), "", "")
	s.box(s.plain(c.get("productTitle")), c.get("productDescription").words())
	if c.get("productButtonEnabled").yes() {
		s.button(c, "productButton", "productUrl")
	}
}

func (s *setter) headerCard(c *value) {
	s.text(ilbo.Subhead, ilbo.Plain(s.plain(c.get("header"))))
	s.html(c.get("subheader").words())
	if c.get("buttonEnabled").yes() {
		s.button(c, "buttonText", "buttonUrl")
	}
}

// button sets a link that looked like a button; one that leads nowhere goes.
func (s *setter) button(c *value, words, address string) {
	if href := s.site.href(c.get(address).words()); href != "" {
		s.paragraph(c.get(words).words(), href)
	}
}

// videoCard sets the poster of a film, which itself cannot come in.
func (s *setter) videoCard(c *value) {
	s.site.tally.add(films)
	poster := c.get("customThumbnailSrc").words()
	if poster == "" {
		poster = c.get("thumbnailSrc").words()
	}
	s.picture(poster, s.plain(c.get("caption")), "")
}

func (s *setter) fileCard(c *value) {
	s.site.tally.add(files)
	title := c.get("fileTitle").line()
	if title == "" {
		title = c.get("fileName").line()
	}
	if about := c.get("fileCaption").line(); about != "" {
		title += ": " + about
	}
	s.paragraph(title, "")
}

// codeCard sets the lines of code as paragraphs: a newspaper has no other
// place for them.
func (s *setter) codeCard(c *value) {
	for line := range strings.SplitSeq(c.get("code").words(), "\n") {
		s.paragraph(line, "")
	}
	s.paragraph(s.plain(c.get("caption")), "")
}
