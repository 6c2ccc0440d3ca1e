package page

import (
	"log/slog"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
	"ilbo.press/internal/wire/dom"
)

// maxNodes is the most elements that a page has: the extraction weighs each
// of them several times.
const maxNodes = 100_000

// readHTML reads a page saved as HTML.
func readHTML(name, source string, opts Options, beside *folder) (*wire.Copy, error) {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return nil, refuse(name, "This HTML is nested too deeply to be read.")
	}
	nodes := 0
	for range doc.Descendants() {
		if nodes++; nodes > maxNodes {
			return nil, noStory(name, "it is made of more parts than any page of one story")
		}
	}
	p := newParts(doc, opts, beside)
	c, why := p.copy()
	if why != "" {
		return nil, noStory(name, why)
	}
	return c, nil
}

// The parts of a page are the voices in which it tells its story.
type parts struct {
	opts     Options
	beside   *folder
	doc      *html.Node
	linked   linked
	isLinked bool
	head     *head
	readable readability.Article
	copied   *wire.Copy
}

func newParts(doc *html.Node, opts Options, beside *folder) *parts {
	p := &parts{opts: opts, beside: beside, doc: doc, head: readHead(doc), copied: &wire.Copy{}}
	p.linked, p.isLinked = readLinked(doc)
	if p.head.address == nil {
		if u, err := url.Parse(p.linked.address); err == nil && u.Host != "" {
			p.head.address = u
		}
	}
	body.MarkSources(doc)
	parser := readability.NewParser()
	parser.KeepClasses = true
	parser.Logger = slog.New(slog.DiscardHandler)
	// Without a readable part the heuristics below still have JSON-LD.
	p.readable, _ = parser.ParseDocument(doc, p.head.address)
	return p
}

// copy makes the story, or says why there is none.
func (p *parts) copy() (*wire.Copy, string) {
	c := p.copied
	s := &c.Story
	s.Headline = p.headline()
	if s.Headline == "" {
		return nil, "it has no headline"
	}
	p.body()
	p.settle()
	p.dates()
	if why := p.judge(); why != "" {
		return nil, why
	}
	c.Publisher = p.publisher()
	c.Bylines = p.bylines()
	c.Section = p.section()
	for _, k := range p.keywords() {
		c.Topics = addTopic(c.Topics, html.UnescapeString(k))
	}
	if p.linked.locked || p.head.get("article:content_tier") == "locked" {
		s.Access = ilbo.Subscribers
	}
	s.Deck = p.deck()
	p.leadPicture()
	p.tidy()
	takeDateline(c)
	s.Language = languageOf(p.language(), c)
	s.Foreign = number(s.Headline, s.Published)
	if n := addressNumber(p.head.address); n != "" {
		s.Foreign, c.Alias = n, s.Foreign
	}
	return c, ""
}

// body sets the readable part, or else the text that JSON-LD carries.
func (p *parts) body() {
	o := body.Options{Base: p.head.address, Find: p.beside.find, Headline: p.copied.Story.Headline, Chrome: &chrome}
	var set body.Result
	if p.readable.Node != nil {
		set = body.Node(p.readable.Node, o)
	}
	if utf8.RuneCountInString(set.Body.Text())*3 < utf8.RuneCountInString(p.linked.body) {
		set = linkedBody(p.linked.body, o)
	}
	p.copied.Story.Body, p.copied.Enclosed = set.Body, set.Enclosed
}

// linkedBody sets the text of JSON-LD, which is markup on some sites.
func linkedBody(text string, o body.Options) body.Result {
	if strings.Contains(text, "</") || strings.Contains(text, "<br") {
		if set, err := body.HTML(text, o); err == nil {
			return set
		}
	}
	return body.Text(text, o)
}

func (p *parts) dates() {
	zone := p.opts.zone()
	s := &p.copied.Story
	s.Published = readDate(p.linked.published, zone)
	if s.Published.IsZero() {
		s.Published = readDate(p.head.published(), zone)
	}
	if s.Published.IsZero() {
		s.Published = p.shownDate(zone)
	}
	if s.Updated = readDate(p.linked.updated, zone); s.Updated.IsZero() {
		s.Updated = readDate(p.head.updated(), zone)
	}
	if s.Updated.Sub(s.Published) < time.Minute {
		s.Updated = time.Time{}
	}
}

// shownDate is the date that the page shows to people.
func (p *parts) shownDate(zone *time.Location) time.Time {
	for n := range dom.Elements(p.doc, "time") {
		if at := readDate(dom.Attr(n, "datetime"), zone); !at.IsZero() {
			return at
		}
		if at := readDate(dom.Text(n), zone); !at.IsZero() {
			return at
		}
	}
	for n := range dom.Elements(p.doc, "p", "span", "div", "li", "em", "dd", "td") {
		if text := dom.Text(n); len(text) < 300 {
			if d := dateLine(ilbo.Clean(text), &p.opts); d != nil {
				return whole(d[0].at)
			}
		}
	}
	return time.Time{}
}

// judge says why the page is no story after all.
func (p *parts) judge() string {
	paragraphs, size := 0, 0
	linkText := 0
	for _, b := range p.copied.Story.Body {
		if b.Kind != ilbo.Paragraph {
			continue
		}
		n := utf8.RuneCountInString(b.Text.String())
		size += n
		if n >= 40 {
			paragraphs++
		}
		for _, span := range b.Text {
			if span.Href != "" {
				linkText += utf8.RuneCountInString(span.Text)
			}
		}
	}
	if ilbo.GuessLanguage(p.copied.Story.Body.Text()) == ilbo.Korean {
		size *= 2
	}
	declared := p.isLinked || strings.EqualFold(p.head.get("og:type"), "article")
	dated := !p.copied.Story.Published.IsZero()
	switch {
	case size < 60:
		return "no paragraphs follow its headline"
	case !declared && !dated && (size < 400 || paragraphs < 2):
		return "it has no date and hardly any text"
	case !declared && linkText*2 > size:
		return "it is a list of links"
	case !declared && strings.EqualFold(p.head.get("og:type"), "website") && !dated:
		return "it says of itself that it is not an article, and has no date"
	}
	return ""
}

// language is what the page says that it is written in.
func (p *parts) language() string {
	for _, l := range []string{p.head.language, p.linked.language, p.head.get("og:locale"), p.head.get("content-language", "dc.language")} {
		if l != "" {
			return l
		}
	}
	return p.readable.Language()
}

func (p *parts) keywords() []string {
	if len(p.linked.keywords) > 0 {
		return p.linked.keywords
	}
	return p.head.keywords()
}

func (p *parts) publisher() string {
	if p.linked.publisher != "" {
		return p.linked.publisher
	}
	for _, site := range p.head.sites() {
		return ilbo.Clean(site)
	}
	return ""
}
