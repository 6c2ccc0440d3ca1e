package epub

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// A copyist writes a story.
type copyist struct {
	*markup
	book  *book
	story *ilbo.Story
	words *words
	start string // the dateline, until a paragraph has it
}

// story is a chapter's document.
func (b *book) story(c *chapter) ([]byte, error) {
	s := c.story
	l := string(s.Language)
	w := &copyist{markup: document(l, headline(s), "", "bodymatter"), book: b, story: s, words: said[s.Language], start: ilbo.Clean(s.Dateline.Place)}
	if w.words == nil {
		w.words = b.words // its language is none of the house's
	}
	w.begin("article").next()
	w.mark(c, -1)
	w.head()
	if s.Lead != nil {
		if err := w.figure(s.Lead, ""); err != nil {
			return nil, err
		}
	}
	for i := range s.Body {
		w.mark(c, i)
		if err := w.block(&s.Body[i]); err != nil {
			return nil, err
		}
	}
	for _, r := range s.Corrections {
		if text := ilbo.Clean(r.Text); text != "" {
			w.begin("aside", "class", "correction").begin("p").begin("strong").text(w.words.corrections[r.Kind]).end(1).text(" ").text(text).end(2).next()
		}
	}
	return w.close(), nil
}

// headline is a story's, or a dash for one that says nothing.
func headline(s *ilbo.Story) string {
	if h := ilbo.Clean(legible(s.Headline)); h != "" {
		return h
	}
	return "—"
}

// mark marks that a printed page begins.
func (w *copyist) mark(c *chapter, block int) {
	if f, ok := c.marks[block]; ok {
		w.begin("div", "epub:type", "pagebreak", "role", "doc-pagebreak", "id", f.String(), "aria-label", f.String()).end(1).next()
	}
}

// head is what stands above the copy.
func (w *copyist) head() {
	s := w.story
	w.begin("header").next()
	w.line("p", ilbo.Clean(s.Kicker), "class", "kicker")
	w.line("h1", headline(s))
	w.line("p", ilbo.Clean(s.Deck), "class", "deck")
	var names []string
	for _, b := range s.Bylines {
		if name := ilbo.Clean(b.Name); name != "" {
			names = append(names, name)
		}
	}
	line := ""
	if len(names) > 0 {
		line = w.words.by(names)
	}
	if source := ilbo.Clean(s.Source); source != "" {
		line = strings.TrimPrefix(line+" · "+source, " · ")
	}
	w.line("p", line, "class", "byline")
	if at, ok := s.PublicFrom(); ok {
		if zone := w.book.made.Paper.Zone; zone != nil {
			at = at.In(zone)
		}
		w.begin("p", "class", "dated").begin("time", "datetime", at.Format(time.RFC3339)).text(w.words.at(at)).end(2).next()
	}
	w.end(1).next()
}

// block writes a part of the body.
func (w *copyist) block(b *ilbo.Block) error {
	switch b.Kind {
	case ilbo.Paragraph:
		w.paragraph(b.Text)
	case ilbo.Subhead:
		w.line("h2", ilbo.Clean(b.Text.String()))
	case ilbo.Quote:
		w.begin("blockquote").next()
		w.paragraph(b.Text)
		w.line("p", dash(b.By), "class", "by")
		w.end(1).next()
	case ilbo.PullQuote:
		w.begin("aside", "class", "pull").next()
		w.line("p", ilbo.Clean(b.Text.String()))
		w.line("p", dash(b.By), "class", "by")
		w.end(1).next()
	case ilbo.List:
		w.list(b)
	case ilbo.PictureKind, ilbo.Gallery:
		w.line("p", ilbo.Clean(b.Title), "class", "title")
		for i := range b.Figures {
			if err := w.figure(&b.Figures[i], ""); err != nil {
				return err
			}
		}
	case ilbo.VideoKind:
		if b.Video != nil {
			return w.figure(&b.Video.Poster, w.words.film)
		}
	case ilbo.TableKind:
		w.table(b)
	case ilbo.FactBox:
		w.begin("aside", "class", "box").next()
		w.line("h2", ilbo.Clean(b.Title))
		for i := range b.Blocks {
			if err := w.block(&b.Blocks[i]); err != nil {
				return err
			}
		}
		w.end(1).next()
	case ilbo.EmbedKind:
		w.embed(b.Embed)
	}
	return nil
}

func dash(by string) string {
	if by = ilbo.Clean(by); by == "" {
		return ""
	}
	return "— " + by
}

// paragraph writes one, the first behind the dateline.
func (w *copyist) paragraph(in ilbo.Inline) {
	if strings.TrimSpace(legible(in.String())) == "" {
		return
	}
	w.begin("p")
	if w.start != "" {
		w.begin("span", "class", "dateline").text(w.start).end(1).text(" — ")
		w.start = ""
	}
	w.inline(in)
	w.end(1).next()
}

// inline writes marked text.
func (w *copyist) inline(in ilbo.Inline) {
	for _, s := range in {
		if legible(s.Text) == "" {
			continue
		}
		n := len(w.open)
		if href := w.book.href(s.Href); href != "" {
			w.begin("a", "href", href)
		}
		if s.Strong {
			w.begin("strong")
		}
		if s.Em {
			w.begin("em")
		}
		w.text(s.Text).end(len(w.open) - n)
	}
}

// href is where a link leads that is read away from the site, nothing where that
// cannot be said.
func (b *book) href(href string) string {
	if !ilbo.SafeHref(href) || strings.HasPrefix(href, "#") {
		return ""
	}
	if strings.HasPrefix(href, "/") {
		if b.made.Paper.URL == "" {
			return ""
		}
		href = b.made.Paper.URL + href
	}
	u, err := url.Parse(href)
	if err != nil {
		return "" // unreachable: it was safe
	}
	// Books are checked for addresses as the standard has them.
	for _, r := range u.Host {
		if r >= 0x80 || strings.ContainsRune(`<>"^|{}%`+"`", r) {
			return ""
		}
	}
	u.RawQuery = strings.NewReplacer("|", "%7C", `"`, "%22", "<", "%3C", ">", "%3E", "^", "%5E", "`", "%60", "{", "%7B", "}", "%7D", "[", "%5B", "]", "%5D").Replace(u.RawQuery)
	u.RawPath = ""
	return u.String()
}

// list writes one.
func (w *copyist) list(b *ilbo.Block) {
	items := slices.DeleteFunc(slices.Clone(b.Items), func(in ilbo.Inline) bool { return strings.TrimSpace(legible(in.String())) == "" })
	if len(items) == 0 {
		return
	}
	name := "ul"
	if b.Ordered {
		name = "ol"
	}
	w.begin(name).next()
	for _, item := range items {
		w.begin("li")
		w.inline(item)
		w.end(1).next()
	}
	w.end(1).next()
}

// figure writes a picture with what stands below it; a label says what it is of.
func (w *copyist) figure(f *ilbo.Figure, label string) error {
	caption, credit := ilbo.Clean(f.Caption), ilbo.Clean(f.Credit)
	if label != "" && caption != "" {
		caption = label + ": " + caption
	}
	if f.Picture == "" && caption+credit == "" {
		return nil
	}
	w.begin("figure").next()
	if f.Picture != "" {
		p, err := w.book.picture(f)
		if err != nil {
			return err
		}
		w.empty("img", "src", p.file, "alt", ilbo.Clean(f.Alt), "width", number(p.width), "height", number(p.height)).next()
	}
	if caption+credit != "" {
		w.begin("figcaption").text(caption)
		if credit != "" {
			if caption != "" {
				w.text(" ")
			}
			w.begin("span", "class", "credit").text(credit).end(1)
		}
		w.end(1).next()
	}
	w.end(1).next()
	return nil
}

// table writes one.
func (w *copyist) table(b *ilbo.Block) {
	t := b.Table
	if t == nil || len(t.Rows) == 0 || t.Columns() == 0 {
		return
	}
	row := func(name string, cells []string, attributes ...string) {
		w.begin("tr")
		for i, cell := range cells {
			class := ""
			if slices.Contains(t.Numeric, i) {
				class = "number"
			}
			w.begin(name, append([]string{"class", class}, attributes...)...).text(ilbo.Clean(cell)).end(1)
		}
		w.end(1).next()
	}
	w.begin("figure", "class", "table").next()
	w.line("figcaption", ilbo.Clean(b.Title))
	w.begin("table").next()
	if len(t.Head) > 0 {
		w.begin("thead")
		row("th", t.Head, "scope", "col")
		w.end(1).next()
	}
	w.begin("tbody").next()
	for _, cells := range t.Rows {
		if len(cells) > 0 {
			row("td", cells)
		}
	}
	w.end(2).next()
	w.line("p", ilbo.Clean(t.Source), "class", "credit")
	w.end(1).next()
}

// embed names what is shown on another site.
func (w *copyist) embed(e *ilbo.Embed) {
	if e == nil {
		return
	}
	site, ok := e.Site()
	title := ilbo.Clean(e.Title)
	if !ok || title == "" {
		return
	}
	w.begin("p", "class", "web").text(w.words.web+": ").begin("a", "href", site.Page(e.Ref)).text(title).end(2).next()
}
