package rss

import (
	"errors"
	"html"
	"net/url"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
)

// copy makes copy of an entry. The error reads as the end of a sentence.
func (e *entry) copy(f *feed, o wire.Options) (*wire.Copy, error) {
	where := ""
	if o.Base != nil {
		where = o.Base.String()
	}
	base := first(whole(e.base, f.base, f.link, where), whole(f.base, f.link, where), whole(f.link, where), where)
	link := whole(e.link, base)
	c := &wire.Copy{Agency: &wire.Agency{
		GUID: name(e.id, link, first(f.link, where)), Link: link, Tag: first(e.language, f.language), Rights: first(e.rights, f.rights), Credit: first(e.source, f.title),
	}}
	a, s := c.Agency, &c.Story
	s.Published, a.Made = wire.Moment(e.published, o.In()), wire.Moment(e.updated, o.In())
	if s.Published.IsZero() {
		s.Published = a.Made
	}
	if a.Made.After(s.Published.Add(time.Minute)) {
		s.Updated = a.Made
	}
	s.Headline = strip(e.title)
	s.Source = a.Credit
	for _, author := range e.authors {
		if author = ilbo.Clean(author); author != "" && len(c.Bylines) < 40 {
			c.Bylines = append(c.Bylines, author)
		}
	}
	for _, category := range e.categories {
		if category = wire.Short(category, 200); category != "" && len(c.Topics) < 50 {
			c.Topics = append(c.Topics, category)
		}
	}
	if len(c.Topics) > 0 {
		c.Section = c.Topics[0]
	}
	if summary := strip(e.summary); !strings.EqualFold(summary, s.Headline) {
		s.Deck = summary
	}
	options := body.Options{Find: body.Below(o.Dir), Headline: s.Headline}
	if u, err := url.Parse(first(link, base)); err == nil && u.IsAbs() {
		options.Base = u
	}
	var set body.Result
	if e.text {
		set = body.Text(e.html, options)
	} else {
		var err error
		if set, err = body.HTML(e.html, options); err != nil {
			return nil, errors.New("its text is nested too deep to be read")
		}
	}
	s.Body, c.Enclosed, c.Notices = set.Body, set.Enclosed, set.Notices
	if set.Cut {
		c.Notices = append(c.Notices, "The copy is longer than a story: its end was left out.")
	}
	for i := range c.Enclosed {
		if w := whole(c.Enclosed[i].Source, first(link, base)); w != "" {
			c.Enclosed[i].Source = w
		}
	}
	e.enclose(c, base, o)
	c.Finish(Format)
	if s.Headline == "" {
		return nil, errors.New("the entry has neither a headline nor text")
	}
	return c, nil
}

// enclose adds the pictures that the entry names beside its text: the first
// leads, unless the text shows one.
func (e *entry) enclose(c *wire.Copy, base string, o wire.Options) {
	for _, p := range e.pictures {
		href := whole(p.href, base)
		if href == "" || len(c.Enclosed) > 0 {
			continue
		}
		en := body.Find(body.Below(o.Dir)).Enclose(href)
		en.Caption, en.Credit, en.Block = wire.Short(strip(p.caption), 1_000), wire.Short(strip(p.credit), 200), wire.Lead
		c.Enclosed = append(c.Enclosed, en)
	}
}

// name names an entry for ever: by an id that is an address or has a scheme of
// its own, by its link, or by an id within its feed.
func name(id, link, feed string) string {
	id = strings.TrimSpace(id)
	switch u, err := url.Parse(id); {
	case id == "":
		return link
	case err == nil && u.Scheme != "" && (u.Host != "" || u.Opaque != ""):
		return id
	}
	if u, err := url.Parse(feed); err == nil && u.Host != "" {
		return u.Host + "#" + id
	}
	return "#" + id
}

// strip is text without the markup that it may have, as one line.
func strip(s string) string {
	if len(s) > 64<<10 {
		s = strings.ToValidUTF8(s[:64<<10], "")
	}
	if !strings.ContainsAny(s, "<&") {
		return ilbo.Clean(s)
	}
	if !strings.Contains(s, "<") {
		return ilbo.Clean(html.UnescapeString(s))
	}
	root, err := body.Parse(s)
	if err != nil {
		return ""
	}
	var words []string
	for n := range root.Descendants() {
		if n.FirstChild == nil && n.Data != "" && n.Type == 1 && n.Parent.Data != "script" && n.Parent.Data != "style" {
			words = append(words, n.Data)
		}
	}
	return ilbo.Clean(strings.Join(words, ""))
}
