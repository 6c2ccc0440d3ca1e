package feed

import (
	"html"
	"strconv"
	"strings"

	"ilbo.press"
)

// locked reports whether a story's copy is for some readers only.
func locked(s *ilbo.Story) bool { return s.Access.Locked() }

// summary is the deck, or else the first paragraph, as plain text.
func summary(s *ilbo.Story) string {
	if s.Deck != "" {
		return s.Deck
	}
	return firstParagraph(s.Opened().Body).String()
}

func firstParagraph(b ilbo.Body) ilbo.Inline {
	for i := range b {
		if b[i].Kind == ilbo.Paragraph {
			return b[i].Text
		}
	}
	return nil
}

// copyHTML writes a story's copy as the plain HTML that feed readers show. All
// text is escaped and all addresses are absolute. Of a story that is not free
// it holds the deck, its opening and a link.
func copyHTML(s *ilbo.Story, base string) string {
	w := &writer{base: base, story: s, say: phrasesIn(s.Language)}
	if locked(s) {
		w.element("p", s.Deck)
		if first := firstParagraph(s.Opened().Body); len(first) > 0 {
			w.inline("p", first)
		}
		w.raw(`<p>`).link(string(s.Path), w.say.readOn).raw("</p>\n")
		return w.b.String()
	}
	if s.Lead != nil {
		w.figure(s.Lead)
	}
	w.blocks(s.Body)
	for _, c := range s.Corrections {
		w.raw("<p><strong>").text(w.say.notice(c.Kind)).raw("</strong> ").text(c.Text).raw("</p>\n")
	}
	return w.b.String()
}

// A writer writes HTML. Text reaches it through text and attr alone.
type writer struct {
	b     strings.Builder
	base  string
	story *ilbo.Story
	say   *phrases
}

func (w *writer) raw(markup string) *writer {
	w.b.WriteString(markup)
	return w
}

func (w *writer) text(s string) *writer { return w.raw(html.EscapeString(s)) }

// attr writes an attribute with a space before it.
func (w *writer) attr(name, value string) *writer {
	return w.raw(" " + name + `="`).text(value).raw(`"`)
}

// link writes an anchor, or the text alone where the address may not stand in copy.
func (w *writer) link(href, text string) *writer {
	if !ilbo.SafeHref(href) {
		return w.text(text)
	}
	return w.raw("<a").attr("href", w.absolute(href)).raw(">").text(text).raw("</a>")
}

func (w *writer) absolute(href string) string {
	switch {
	case strings.HasPrefix(href, "#"):
		return w.base + string(w.story.Path) + href
	case strings.HasPrefix(href, "/"):
		return w.base + href
	}
	return href
}

// element writes text in an element, nothing where there is no text.
func (w *writer) element(name, text string) {
	if text != "" {
		w.raw("<" + name + ">").text(text).raw("</" + name + ">\n")
	}
}

func (w *writer) inline(name string, in ilbo.Inline) {
	w.raw("<" + name + ">").spans(in).raw("</" + name + ">\n")
}

func (w *writer) spans(in ilbo.Inline) *writer {
	for _, s := range in {
		if s.Strong {
			w.raw("<strong>")
		}
		if s.Em {
			w.raw("<em>")
		}
		if s.Href != "" {
			w.link(s.Href, s.Text)
		} else {
			w.text(s.Text)
		}
		if s.Em {
			w.raw("</em>")
		}
		if s.Strong {
			w.raw("</strong>")
		}
	}
	return w
}

func (w *writer) blocks(blocks []ilbo.Block) {
	for i := range blocks {
		w.block(&blocks[i])
	}
}

func (w *writer) block(b *ilbo.Block) {
	switch b.Kind {
	case ilbo.Paragraph:
		w.inline("p", b.Text)
	case ilbo.Subhead:
		w.inline("h2", b.Text)
	case ilbo.Quote:
		w.raw("<blockquote>").inline("p", b.Text)
		w.element("footer", b.By)
		w.raw("</blockquote>\n")
	case ilbo.PullQuote: // it says again what the copy says
	case ilbo.List:
		w.list(b)
	case ilbo.PictureKind, ilbo.Gallery:
		w.element("h3", b.Title)
		for i := range b.Figures {
			w.figure(&b.Figures[i])
		}
	case ilbo.VideoKind:
		w.film(b.Video)
	case ilbo.TableKind:
		w.table(b)
	case ilbo.FactBox:
		w.raw("<aside>\n").element("h3", b.Title)
		w.blocks(b.Blocks)
		w.raw("</aside>\n")
	case ilbo.EmbedKind:
		w.embed(b.Embed)
	}
}

func (w *writer) list(b *ilbo.Block) {
	name := "ul"
	if b.Ordered {
		name = "ol"
	}
	w.raw("<" + name + ">\n")
	for _, item := range b.Items {
		w.inline("li", item)
	}
	w.raw("</" + name + ">\n")
}

func (w *writer) figure(f *ilbo.Figure) {
	if f.Picture == "" {
		return
	}
	w.raw("<figure>").image(f)
	if f.Caption != "" || f.Credit != "" {
		w.raw("<figcaption>").text(f.Caption)
		if f.Credit != "" {
			w.raw(" <small>").text(f.Credit).raw("</small>")
		}
		w.raw("</figcaption>")
	}
	w.raw("</figure>\n")
}

func (w *writer) image(f *ilbo.Figure) {
	width, height := rendition(f, 1280)
	w.raw("<img").attr("src", w.base+pictureURL(f, 1280)).attr("alt", f.Text())
	if height > 0 {
		w.attr("width", strconv.Itoa(width)).attr("height", strconv.Itoa(height))
	}
	w.raw(">")
}

// film writes the poster and a link to the story, where the player is.
func (w *writer) film(v *ilbo.Video) {
	if v == nil {
		return
	}
	w.raw("<figure>")
	if v.Poster.Picture != "" {
		w.image(&v.Poster)
	}
	w.raw("<figcaption>").text(v.Poster.Caption).raw(" ").link(string(w.story.Path), w.say.film).raw("</figcaption></figure>\n")
}

func (w *writer) table(b *ilbo.Block) {
	if b.Table == nil {
		return
	}
	w.raw("<table>\n").element("caption", b.Title)
	if len(b.Table.Head) > 0 {
		w.raw("<thead>").row("th", b.Table.Head)
		w.raw("</thead>\n")
	}
	w.raw("<tbody>\n")
	for _, row := range b.Table.Rows {
		w.row("td", row)
	}
	w.raw("</tbody>\n</table>\n")
	if b.Table.Source != "" {
		w.element("p", w.say.source+": "+b.Table.Source)
	}
}

func (w *writer) row(cell string, cells []string) {
	w.raw("<tr>")
	for _, c := range cells {
		w.raw("<" + cell + ">").text(c).raw("</" + cell + ">")
	}
	w.raw("</tr>\n")
}

func (w *writer) embed(e *ilbo.Embed) {
	if e == nil {
		return
	}
	site, ok := e.Site()
	if !ok {
		return
	}
	label := site.Name
	if e.Title != "" {
		label = e.Title + " (" + site.Name + ")"
	}
	w.raw("<p>").link(site.Page(e.Ref), label).raw("</p>\n")
}
