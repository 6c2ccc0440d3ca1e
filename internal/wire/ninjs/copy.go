package ninjs

import (
	"errors"
	"html"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
	"ilbo.press/internal/wire/nitf"
)

// copy makes copy of an item.
func (i *item) copy(where string, o wire.Options) (*wire.Copy, error) {
	a := &wire.Agency{
		GUID: i.URI, Before: i.EvolvedFrom, Version: string(i.Version), Made: wire.Moment(i.VersionCreated, o.In()), Status: nitf.Status(i.PubStatus), Tag: i.Language,
		Embargo: wire.Moment(i.Embargoed, o.In()), Reason: i.EmbargoedReason, Slugline: i.Slugline, Credit: i.CreditLine, Note: i.EdNote, Rights: i.UsageTerms, Link: first(i.Link, i.URL),
	}
	a.Urgency, _ = strconv.Atoi(string(i.Urgency)) // what is no number is none
	if a.Link == "" && strings.HasPrefix(i.URI, "http") {
		a.Link = i.URI
	}
	c := &wire.Copy{Agency: a}
	s := &c.Story
	if s.Published = wire.Moment(first(i.FirstCreated, i.ContentCreated), o.In()); s.Published.IsZero() {
		s.Published = a.Made
	} else if a.Made.After(s.Published) {
		s.Updated = a.Made
	}
	if s.Headline = ilbo.Clean(plain(first(i.Headline, pick(i.Headlines, "main"), pick(i.headings, "main"), i.Title))); i.Headline == "" && s.Headline == "" {
		s.Headline = ilbo.Clean(i.Title)
	}
	s.Source = source(i)
	a.Credit = first(a.Credit, s.Source, i.CopyrightHolder)
	s.Source = first(s.Source, a.Credit)
	s.Dateline.Place = i.Located
	if by := first(i.By, i.Byline); by != "" {
		c.Bylines = []string{by}
	}
	for _, subject := range append(i.Subject, i.Subjects...) {
		if name := ilbo.Clean(subject.Name); name != "" && len(c.Topics) < 50 {
			c.Topics = append(c.Topics, name)
		}
	}
	s.Deck = plain(first(pick(i.Descriptions, "summary", "text"), pick(i.descriptions, "summary", "text")))
	if err := i.setBody(c, o); err != nil {
		return nil, refuse(where, err)
	}
	i.setPictures(c, o)
	c.Finish(Format)
	if s.Headline == "" && a.Status != ilbo.Cancelled {
		return nil, refuse(where, errors.New("it has neither a headline nor text"))
	}
	if len(s.Body) == 0 && s.Deck != "" {
		set := body.Text(s.Deck, body.Options{})
		s.Body, s.Deck = set.Body, ""
	}
	return c, nil
}

func first(list ...string) string {
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// source is who the agency has its copy from.
func source(i *item) string {
	for _, n := range append(i.InfoSource, i.InfoSources...) {
		if s := ilbo.Clean(first(n.Name, n.Literal)); s != "" {
			return s
		}
	}
	return ""
}

// pick takes the text of the first of the roles that there is, or else the first
// text.
func pick(list []text, roles ...string) string {
	for _, role := range roles {
		for i := range list {
			if strings.EqualFold(list[i].Role, role) && list[i].Value != "" {
				return list[i].Value
			}
		}
	}
	for i := range list {
		if list[i].Value != "" {
			return list[i].Value
		}
	}
	return ""
}

// plain is text without the markup that it may have, as one line.
func plain(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	set, err := body.HTML(s, body.Options{})
	if err != nil {
		return ""
	}
	return set.Body.Text()
}

// setBody sets the richest of the bodies that the paper can read: HTML, NITF,
// plain text.
func (i *item) setBody(c *wire.Copy, o wire.Options) error {
	var best *text
	rank := 0
	bodies := append(i.Bodies, i.bodies...)
	for n := range bodies {
		b := &bodies[n]
		if r := worth(b); strings.TrimSpace(b.Value) != "" && r > rank {
			best, rank = b, r
		}
	}
	if best == nil {
		return nil
	}
	options := body.Options{Base: o.Base, Find: body.Below(o.Dir), Headline: c.Story.Headline}
	var set body.Result
	switch rank {
	case asNITF:
		for inner, err := range nitf.Read("its body", strings.NewReader(best.Value), o) {
			if err != nil {
				return errors.New(strings.TrimSuffix(ilbo.SayOf(err), "."))
			}
			set.Body, set.Enclosed, set.Notices = inner.Story.Body, inner.Enclosed, inner.Notices
			break
		}
	case asHTML:
		root, err := body.Parse(best.Value)
		if err != nil {
			return errors.New("its text is nested too deep to be read")
		}
		set = body.Node(root, options)
	default:
		set = body.Text(html.UnescapeString(best.Value), options)
	}
	c.Story.Body, c.Enclosed = set.Body, set.Enclosed
	c.Notices = append(c.Notices, set.Notices...)
	if set.Cut {
		c.Notices = append(c.Notices, "The copy is longer than a story: its end was left out.")
	}
	return nil
}

// What a body is worth, the richest most.
const (
	unread = iota
	asText
	asNITF
	asHTML
)

func worth(b *text) int {
	kind, value := strings.ToLower(b.ContentType+" "+b.Role), strings.TrimSpace(b.Value)
	switch {
	case strings.Contains(kind, "html") || strings.Contains(kind, "richtext"):
		return asHTML
	case strings.Contains(kind, "nitf") && strings.Contains(value, "<nitf"):
		return asNITF
	case strings.Contains(kind, "xml") || strings.Contains(kind, "json") || strings.Contains(kind, "nitf"):
		return unread
	case strings.HasPrefix(value, "<") && strings.Contains(value, "</p>"):
		return asHTML
	}
	return asText
}

// setPictures encloses the pictures that go with an item: the first leads the
// story, the others follow the text, where none of them stands in it already.
func (i *item) setPictures(c *wire.Copy, o wire.Options) {
	at := wire.Lead
	for _, p := range i.Associations {
		href := p.href()
		if !p.isPicture() || href == "" || nitf.Status(p.PubStatus) != ilbo.Usable {
			continue
		}
		e := body.Find(body.Below(o.Dir)).Enclose(href)
		e.Caption = wire.Short(plain(first(pick(p.Descriptions, "caption", "text"), pick(p.descriptions, "caption", "text"), p.Headline, pick(p.Headlines, "main"))), 1_000)
		e.Credit = wire.Short(first(p.CreditLine, strings.Join(nonEmpty(first(p.By, p.Byline), first(p.CopyrightHolder)), "/")), 200)
		if shown(c, &e) {
			continue
		}
		e.Block = at
		if at != wire.Lead {
			e.Block = len(c.Story.Body)
			c.Story.Body = append(c.Story.Body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Caption: e.Caption, Credit: e.Credit}}})
		}
		at = 0
		c.Enclosed = append(c.Enclosed, e)
	}
}

// shown reports whether the text shows a picture already, which agencies do in
// another size: by its address, or by its caption.
func shown(c *wire.Copy, e *wire.Enclosed) bool {
	for i := range c.Enclosed {
		in := &c.Enclosed[i]
		if in.Source == e.Source || e.Caption != "" && in.Caption == e.Caption {
			if in.Credit == "" {
				in.Credit = e.Credit
			}
			return true
		}
	}
	return false
}

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" && (len(out) == 0 || out[0] != s) {
			out = append(out, s)
		}
	}
	return out
}

// href is the address of the largest form of a picture.
func (i *item) href() string {
	best, area := "", -1.0
	for _, r := range i.Renditions {
		kind := strings.ToLower(r.ContentType + r.MimeType)
		if r.Href == "" || len(r.Href) > 2_000 || kind != "" && !strings.Contains(kind, "image") {
			continue
		}
		if a := r.Width * r.Height; a > area {
			best, area = r.Href, a
		}
	}
	if best == "" && (strings.HasPrefix(i.URI, "http") && strings.Contains(i.URI[max(0, len(i.URI)-6):], ".")) {
		best = i.URI
	}
	return best
}
