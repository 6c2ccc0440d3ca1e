package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
	"ilbo.press/internal/wire/dom"
)

// headline is the first headline that a voice gives, without the site's name.
func (p *parts) headline() string {
	shown := p.shownHeadline()
	for _, h := range []string{p.linked.headline, p.head.get("og:title"), p.head.get("twitter:title"), p.readable.Title(), shown, p.head.title} {
		h = ilbo.Clean(html.UnescapeString(h))
		if h == "" {
			continue
		}
		if shown != "" && len(h) > len(shown) && strings.HasPrefix(fold(h), fold(shown)) && startsSeparator(h[len(shown):]) {
			return shown
		}
		return p.withoutSite(h)
	}
	return ""
}

// shownHeadline is the page's heading of the first rank, if it has one that
// the title knows too.
func (p *parts) shownHeadline() string {
	titles := fold(p.head.title + "\n" + p.head.get("og:title") + "\n" + p.linked.headline)
	for h := range dom.Elements(p.doc, "h1") {
		if text := ilbo.Clean(dom.Text(h)); utf8.RuneCountInString(text) >= 5 && strings.Contains(titles, fold(text)) {
			return text
		}
	}
	return ""
}

func startsSeparator(s string) bool {
	for _, sep := range titleSeparators {
		if strings.HasPrefix(s, strings.TrimRight(sep, " ")) {
			return true
		}
	}
	return false
}

// withoutSite drops the name of the site, and what stands between.
func (p *parts) withoutSite(h string) string {
	sites := append(p.head.sites(), p.linked.publisher)
	if p.head.address != nil {
		sites = append(sites, strings.TrimPrefix(p.head.address.Hostname(), "www."))
	}
	for _, sep := range titleSeparators {
		before, after, ok := cutLast(h, sep)
		if !ok || utf8.RuneCountInString(before) < 5 {
			continue
		}
		for _, site := range sites {
			site = fold(ilbo.Clean(site))
			if site != "" && (fold(after) == site || strings.HasPrefix(site, fold(after)) || strings.HasPrefix(fold(after), site)) {
				return before
			}
		}
		if sep == " | " && len(strings.Fields(after)) <= 3 {
			return before
		}
	}
	return h
}

// bylines are the names of the first voice that gives any.
func (p *parts) bylines() []string {
	for _, printed := range [][]string{p.linked.authors, p.head.authors(), {p.readable.Byline()}, p.shownBylines()} {
		var names []string
		for _, line := range printed {
			for _, name := range p.names(line) {
				if !strings.EqualFold(name, p.copied.Publisher) && !contains(p.head.sites(), name) {
					names = append(names, name)
				}
			}
		}
		if len(names) > 0 {
			return names
		}
	}
	return nil
}

func (p *parts) names(line string) []string {
	if names := readByline(ilbo.Clean(line)); names != nil {
		return names
	}
	return wire.Names(line)
}

// shownBylines are names that the layout marks as the writers'.
func (p *parts) shownBylines() []string {
	for d := range p.doc.Descendants() {
		if d.Type != html.ElementNode || dom.Attr(d, "rel") != "author" && !dom.Classed(d, "byline", "author", "reporter", "journalist", "writer") {
			continue
		}
		line := ilbo.Clean(dom.Text(d))
		if names := readByline(line); names != nil {
			return names
		}
		if wire.IsPerson(line) {
			return []string{line}
		}
	}
	return nil
}

func contains(list []string, name string) bool {
	for _, s := range list {
		if strings.EqualFold(ilbo.Clean(s), name) {
			return true
		}
	}
	return false
}

// section is the first printed section that the paper has too, or the first
// that is printed at all. The page's own address may name one.
func (p *parts) section() string {
	printed := append([]string{p.linked.section}, p.head.sections()...)
	var steps []string
	if p.head.address != nil {
		steps = strings.Split(strings.Trim(p.head.address.Path, "/"), "/")
	}
	for _, name := range append(append([]string{}, printed...), steps...) {
		if _, ok := isSection(ilbo.Clean(name), p.opts.Sections); ok {
			return ilbo.Clean(name)
		}
	}
	for _, name := range printed {
		if name = ilbo.Clean(name); name != "" {
			return name
		}
	}
	return ""
}

// deck is what the page says below its headline. A description that only
// repeats how the story begins is none.
func (p *parts) deck() string {
	for _, d := range []string{p.linked.deck, p.linked.description, p.head.get("og:description"), p.head.get("twitter:description"), p.head.get("description"), p.shownDeck()} {
		d = ilbo.Clean(html.UnescapeString(d))
		if d == "" || strings.EqualFold(d, p.copied.Story.Headline) || strings.Contains(d, "</") || utf8.RuneCountInString(d) > 600 || contains(p.head.sites(), d) {
			continue
		}
		if p.isBeginning(d) {
			continue
		}
		return d
	}
	return ""
}

func (p *parts) shownDeck() string {
	for n := range dom.Elements(p.doc, "h2", "h3", "p", "div", "strong") {
		if dom.Classed(n, "standfirst", "deck", "subtitle", "sub-title", "sub_title", "subhead", "sub-headline", "subheadline", "article-summary", "dek") {
			if text := ilbo.Clean(dom.Text(n)); utf8.RuneCountInString(text) >= 12 && utf8.RuneCountInString(text) <= 400 {
				return text
			}
		}
	}
	return ""
}

// isBeginning holds where the first paragraphs say d already. A deck that the
// page shows, and that the readable part took for a paragraph, does not count.
func (p *parts) isBeginning(d string) bool {
	want := bare(strings.TrimRight(d, ".… "))
	if want == "" {
		return true
	}
	truncated := strings.HasSuffix(d, "...") || strings.HasSuffix(d, "…")
	opening := ""
	for i, b := range p.copied.Story.Body {
		if i > 5 && !truncated || i > 12 {
			break
		}
		if b.Kind != ilbo.Paragraph {
			continue
		}
		text := bare(b.Text.String())
		if text == bare(d) && i < 2 && fold(p.shownDeck()) == fold(d) {
			return false
		}
		opening += text
	}
	return strings.HasPrefix(opening, want) || strings.Contains(opening, want) && (truncated || utf8.RuneCountInString(want) > 40)
}

// bare is a text's letters and digits alone, for comparison.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .,;:!?'\"“”‘’-–—…()[]", r) {
			return -1
		}
		return r
	}, fold(s))
}

// tidy takes out of the body what stands elsewhere in the story, or belongs to
// the page: the deck, the byline, the date, the notice of rights at the end.
func (p *parts) tidy() {
	s := &p.copied.Story
	for i := 0; i < len(s.Body) && i < 6; {
		if b := &s.Body[i]; (b.Kind == ilbo.Paragraph || b.Kind == ilbo.Subhead) && p.repeats(b.Text.String()) {
			p.drop(i)
			continue
		}
		i++
	}
	for n := len(s.Body); n > 0; n = len(s.Body) {
		b := &s.Body[n-1]
		text := b.Text.String()
		switch {
		case b.Kind == ilbo.Subhead:
		case b.Kind == ilbo.Paragraph && (isEnd(text) || isStamp(text, &p.opts)):
		case b.Kind == ilbo.Paragraph && readByline(text) != nil:
			if len(p.copied.Bylines) == 0 {
				p.copied.Bylines = readByline(text)
			}
		default:
			return
		}
		p.drop(n - 1)
	}
}

// repeats holds for a line that the furniture has said.
func (p *parts) repeats(line string) bool {
	s := &p.copied.Story
	if strings.EqualFold(line, s.Headline) || s.Deck != "" && bare(line) == bare(s.Deck) || dateLine(line, &p.opts) != nil && !isParagraph(line) {
		return true
	}
	names := readByline(line)
	if names == nil && utf8.RuneCountInString(line) < 80 && !isParagraph(line) {
		names = wire.Names(line)
	}
	for _, name := range names {
		if !contains(p.copied.Bylines, name) {
			return false
		}
	}
	return len(names) > 0
}

// isStamp holds for the line at the end that says when the story first ran.
func isStamp(line string, opts *Options) bool {
	return utf8.RuneCountInString(line) < 100 && !body.EndsSentence(line) && len(findStamps(line, opts.zone())) > 0
}
