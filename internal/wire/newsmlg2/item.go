package newsmlg2

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
	"ilbo.press/internal/wire/nitf"
	"ilbo.press/internal/wire/xmltree"
)

// readText makes copy of a text item, and gives the items that it links to. The
// error reads as the end of a sentence.
func readText(e *xmltree.Element, o wire.Options) (*wire.Copy, []string, error) {
	c := &wire.Copy{Agency: &wire.Agency{GUID: e.Attr("guid"), Version: e.Attr("version")}}
	if c.Agency.GUID == "" {
		return nil, nil, errors.New("the item has no guid")
	}
	if c.Agency.Version == "" {
		c.Agency.Version = "1"
	}
	links := itemMeta(c, e.At("itemmeta"), o)
	contentMeta(c, e, o)
	if err := content(c, e.At("contentset"), o); err != nil {
		return nil, nil, err
	}
	c.Finish(Format)
	if c.Story.Headline == "" && c.Agency.Status != ilbo.Cancelled {
		return nil, nil, errors.New("the item has neither a headline nor text")
	}
	return c, links, nil
}

// itemMeta reads what an item says of its handling.
func itemMeta(c *wire.Copy, m *xmltree.Element, o wire.Options) (links []string) {
	a := c.Agency
	a.Made = wire.Moment(m.At("versioncreated").Text(), o.In())
	c.Story.Published = wire.Moment(m.At("firstcreated").Text(), o.In())
	if c.Story.Published.IsZero() {
		c.Story.Published = a.Made
	} else if a.Made.After(c.Story.Published) {
		c.Story.Updated = a.Made
	}
	if status := m.At("pubstatus"); status != nil {
		a.Status = nitf.Status(code(status))
	}
	a.Embargo = wire.Moment(m.At("embargoed").Text(), o.In())
	for _, n := range m.All("ednote") {
		a.Note = strings.TrimSpace(a.Note + " " + n.Text())
	}
	if a.Credit = named(m.At("provider")); a.Credit == "" {
		a.Credit = strings.ToUpper(code(m.At("provider")))
		if m.At("provider").Attr("qcode") == "" {
			a.Credit = ""
		}
	}
	a.Running = named(m.At("partmeta"))
	c.Section = named(m.At("service"))
	for _, l := range m.All("link") {
		id := l.Attr("residref")
		switch rel := code(&xmltree.Element{Attrs: []xmltree.Attr{{Name: "qcode", Value: l.Attr("rel")}}}); {
		case id == "":
			if a.Link == "" && (rel == "alternate" || rel == "seealso") {
				a.Link = l.Attr("href")
			}
		case rel == "evolvedfrom" || rel == "previousversion" || rel == "replaces":
			a.Before = id
		case len(links) < 50:
			links = append(links, id)
		}
	}
	return links
}

// contentMeta reads what an item says of its copy.
func contentMeta(c *wire.Copy, e *xmltree.Element, o wire.Options) {
	a, s, m := c.Agency, &c.Story, e.At("contentmeta")
	if a.Tag = m.At("language").Attr("tag"); a.Tag == "" {
		a.Tag = e.Attr("lang")
	}
	s.Headline, a.Slugline = m.At("headline").Text(), m.At("slugline").Text()
	if s.Headline == "" {
		s.Headline = e.At("itemmeta", "title").Text()
	}
	for _, d := range m.All("description") {
		if role := d.Attr("role"); s.Deck == "" && !strings.HasSuffix(role, "caption") {
			s.Deck = d.Text()
		}
	}
	for _, b := range m.All("by") {
		c.Bylines = append(c.Bylines, b.Text())
	}
	if len(c.Bylines) == 0 {
		for _, who := range m.All("creator") {
			if name := named(who); name != "" {
				c.Bylines = append(c.Bylines, name)
			}
		}
	}
	c.Bylines = c.Bylines[:min(len(c.Bylines), 40)]
	if credit := m.At("creditline").Text(); credit != "" {
		a.Credit = credit
	}
	s.Source = named(m.At("infosource"))
	if s.Source == "" {
		s.Source = a.Credit
	}
	if a.Credit == "" {
		a.Credit = s.Source
	}
	if a.Credit == "" {
		a.Credit = named(e.At("rightsinfo", "copyrightholder"))
	}
	if s.Source == "" {
		s.Source = a.Credit
	}
	a.Rights = e.At("rightsinfo", "usageterms").Text()
	if s.Dateline.Place = m.At("dateline").Text(); s.Dateline.Place == "" {
		s.Dateline.Place = named(m.At("located"))
	}
	a.Urgency, _ = strconv.Atoi(m.At("urgency").Text()) // what is no number is none
	for _, list := range [][]*xmltree.Element{m.All("subject"), m.All("keyword")} {
		for _, subject := range list {
			name := named(subject)
			if subject.Name == "keyword" {
				name = subject.Text()
			}
			if name != "" && len(c.Topics) < 50 && !has(c.Topics, name) {
				c.Topics = append(c.Topics, name)
			}
		}
	}
}

// named is the name of an element's concept, or its literal.
func named(e *xmltree.Element) string {
	if name := e.At("name").Text(); name != "" {
		return name
	}
	return e.Attr("literal")
}

// content sets the copy of an item.
func content(c *wire.Copy, set *xmltree.Element, o wire.Options) error {
	for _, x := range set.All("inlinexml") {
		if doc := x.Find("nitf"); doc != nil {
			return nitf.Fill(c, doc, o)
		}
		if !x.Plain() {
			return html(c, x, o)
		}
	}
	if d := set.At("inlinedata"); d != nil {
		text := d.Raw()
		if strings.Contains(strings.ToLower(d.Attr("encoding")), "base64") {
			plain, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
			if err != nil {
				return errors.New("its text is not in the encoding that it names")
			}
			text = strings.ToValidUTF8(string(plain), "")
		}
		if strings.Contains(d.Attr("contenttype"), "html") {
			return markup(c, text, o)
		}
		keep(c, body.Text(text, body.Options{Headline: c.Story.Headline}))
		return nil
	}
	if r := set.At("remotecontent"); r != nil {
		c.Notices = append(c.Notices, fmt.Sprintf("The text of “%s” is at %s, and nothing is fetched.", wire.Short(c.Story.Headline, 80), body.Short(r.Attr("href"))))
	}
	return nil
}

// html sets XHTML that stands in the item.
func html(c *wire.Copy, x *xmltree.Element, o wire.Options) error {
	if b := x.Find("body"); b != nil {
		x = b
	}
	return markup(c, x.HTML(nil), o)
}

func markup(c *wire.Copy, text string, o wire.Options) error {
	set, err := body.HTML(text, body.Options{Base: o.Base, Find: body.Below(o.Dir), Headline: c.Story.Headline})
	if err != nil {
		return errors.New("its text is nested too deep to be read")
	}
	keep(c, set)
	return nil
}

func keep(c *wire.Copy, set body.Result) {
	c.Story.Body, c.Enclosed = set.Body, set.Enclosed
	c.Notices = append(c.Notices, set.Notices...)
	if set.Cut {
		c.Notices = append(c.Notices, "The copy is longer than a story: its end was left out.")
	}
}

// A picture is what a picture item says.
type picture struct{ source, caption, credit string }

// readPicture takes the largest rendition of a picture item.
func readPicture(e *xmltree.Element) (p picture, ok bool) {
	widest := -1
	for _, r := range e.At("contentset").All("remotecontent") {
		w, _ := strconv.Atoi(r.Attr("width")) // what is no number is the narrowest
		if href := r.Attr("href"); href != "" && w > widest && len(href) < 2_000 {
			p.source, widest = href, w
		}
	}
	m := e.At("contentmeta")
	for _, d := range m.All("description") {
		if p.caption == "" || strings.HasSuffix(d.Attr("role"), "caption") {
			p.caption = d.Text()
		}
	}
	p.caption = wire.Short(p.caption, 1_000)
	var who []string
	for _, name := range []string{named(m.At("creator")), m.At("creditline").Text()} {
		if name != "" && !has(who, name) {
			who = append(who, name)
		}
	}
	if len(who) == 0 {
		who = append(who, named(e.At("itemmeta", "provider")))
	}
	p.credit = wire.Short(strings.Join(who, "/"), 200)
	return p, p.source != "" && nitf.Status(code(e.At("itemmeta", "pubstatus"))) == ilbo.Usable
}

// enclose adds the picture to copy, above the story where it is the first, once.
func (p picture) enclose(c *wire.Copy, o wire.Options) {
	at := wire.Lead
	for _, e := range c.Enclosed {
		if e.Source == p.source {
			return
		}
		if e.Block == wire.Lead {
			at = len(c.Story.Body)
		}
	}
	e := body.Find(body.Below(o.Dir)).Enclose(p.source)
	e.Caption, e.Credit, e.Block = p.caption, p.credit, at
	if at != wire.Lead {
		c.Story.Body = append(c.Story.Body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Caption: p.caption, Credit: p.credit}}})
	}
	c.Enclosed = append(c.Enclosed, e)
}
