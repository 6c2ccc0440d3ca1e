package nitf

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
	"ilbo.press/internal/wire/xmltree"
)

// Format names the import.
const Format = "nitf"

// Read gives the copy of the documents in r; name is what refusals call it.
func Read(name string, r io.Reader, o wire.Options) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		s, err := xmltree.New(r)
		if err != nil {
			yield(nil, refuse(name, err))
			return
		}
		for n := 1; ; n++ {
			e, err := s.Next(func(e *xmltree.Element) bool { return e.Name == "nitf" })
			if errors.Is(err, io.EOF) {
				if n == 1 {
					yield(nil, refuse(name, errors.New("it holds no NITF document")))
				}
				return
			}
			if err != nil {
				yield(nil, refuse(name, err))
				return
			}
			c, err := Document(e, o)
			if err != nil {
				err = refuse(fmt.Sprintf("%s, document %d", name, n), err)
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

func refuse(where string, why error) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: %s.", where, strings.TrimSuffix(why.Error(), ".")), Err: why}
}

// Document makes copy of a document. The error reads as the end of a sentence.
func Document(e *xmltree.Element, o wire.Options) (*wire.Copy, error) {
	c := &wire.Copy{Agency: &wire.Agency{}}
	if err := Fill(c, e, o); err != nil {
		return nil, err
	}
	c.Finish(Format)
	if c.Story.Headline == "" && c.Agency.Status != ilbo.Cancelled {
		return nil, errors.New("it has neither a headline nor text")
	}
	return c, nil
}

// Fill adds to copy what a document says. What the copy has already stays: the
// format around a document outranks it.
func Fill(c *wire.Copy, e *xmltree.Element, o wire.Options) error {
	docdata(c, e, o)
	head := e.At("body", "body.head")
	s := &c.Story
	or(&s.Headline, head.At("hedline", "hl1").Text())
	or(&s.Headline, head.At("hedline").Text())
	or(&s.Headline, e.At("head", "title").Text())
	or(&s.Deck, head.At("hedline", "hl2").Text())
	or(&s.Deck, head.At("abstract").Text())
	or(&c.Agency.Note, head.At("note").Text())
	or(&c.Agency.Credit, head.At("distributor").Text())
	or(&c.Agency.Rights, head.At("rights").Text())
	or(&s.Dateline.Place, place(head.At("dateline")))
	if len(c.Bylines) == 0 {
		c.Bylines = bylines(head)
	}
	if s.Published.IsZero() {
		s.Published = wire.Moment(head.At("dateline", "story.date").Attr("norm"), o.In())
	}
	return content(c, e.At("body"), o)
}

func or(field *string, value string) {
	if *field == "" {
		*field = ilbo.Clean(value)
	}
}

// place is where a dateline says the story was filed.
func place(dateline *xmltree.Element) string {
	if l := dateline.At("location"); l != nil {
		return l.Text()
	}
	if dateline == nil {
		return ""
	}
	var words []string
	for _, n := range dateline.Nodes {
		if n.Element == nil {
			words = append(words, n.Text)
		}
	}
	return strings.Trim(ilbo.Clean(strings.Join(words, " ")), " ,-–—")
}

// bylines are the names that a document is signed with, without jobs.
func bylines(head *xmltree.Element) []string {
	var list []string
	for _, b := range head.All("byline") {
		if people := b.All("person"); len(people) > 0 {
			for _, p := range people {
				list = append(list, p.Text())
			}
			continue
		}
		var words []string
		for _, n := range b.Nodes {
			if n.Element == nil {
				words = append(words, n.Text)
			} else if n.Element.Name != "byttl" {
				words = append(words, n.Element.Text())
			}
		}
		line := strings.Trim(ilbo.Clean(strings.Join(words, " ")), " ,")
		if line == "" {
			line = b.Text()
		}
		if line != "" {
			list = append(list, line)
		}
	}
	return list[:min(len(list), 40)]
}

// docdata reads what a document says of itself.
func docdata(c *wire.Copy, e *xmltree.Element, o wire.Options) {
	a, d := c.Agency, e.At("head", "docdata")
	if id := d.At("doc-id"); id != nil && a.GUID == "" {
		a.GUID = id.Attr("id-string")
		if reg := id.Attr("regsrc"); reg != "" && a.GUID != "" {
			a.GUID = reg + ":" + a.GUID
		}
	}
	or(&a.Version, d.At("du-key").Attr("version"))
	or(&a.Running, d.At("du-key").Attr("key"))
	or(&a.Running, d.At("series").Attr("series.name"))
	if a.Part == 0 {
		a.Part = number(d.At("du-key").Attr("part"))
	}
	if a.Part == 0 {
		a.Part = number(d.At("series").Attr("series.part"))
	}
	if a.Urgency == 0 {
		a.Urgency = number(d.At("urgency").Attr("ed-urg"))
	}
	or(&a.Slugline, d.At("fixture").Attr("fix-id"))
	or(&a.Slugline, e.At("head", "pubdata").Attr("position.section"))
	or(&a.Rights, d.At("doc.rights").Attr("owner"))
	or(&a.Credit, d.At("doc.copyright").Attr("holder"))
	or(&a.Note, d.At("ed-msg").Attr("info"))
	or(&a.Tag, e.At("body").Attr("lang"))
	or(&a.Tag, e.Attr("lang"))
	issued, release := wire.Moment(d.At("date.issue").Attr("norm"), o.In()), wire.Moment(d.At("date.release").Attr("norm"), o.In())
	if c.Story.Published.IsZero() {
		c.Story.Published = issued
	}
	if a.Made.IsZero() {
		a.Made = issued
	}
	if a.Embargo.IsZero() && release.After(issued) {
		a.Embargo = release
	}
	status(a, d)
	for _, k := range d.At("key-list").All("keyword") {
		c.Topics = append(c.Topics, k.Attr("key"))
	}
	for _, s := range e.At("head", "tobject").All("tobject.subject") {
		for _, name := range []string{"tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type"} {
			if v := s.Attr(name); v != "" {
				c.Topics = append(c.Topics, v)
				break
			}
		}
	}
	c.Topics = c.Topics[:min(len(c.Topics), 50)]
}

// status reads the management of a document, which may be that of another.
func status(a *wire.Agency, d *xmltree.Element) {
	own, ref, other := d.Attr("management-status"), d.Attr("management-doc-idref"), d.Attr("management-idref-status")
	if ref != "" {
		if s := Status(other); s == ilbo.Cancelled || Status(own) == ilbo.Cancelled {
			a.GUID, a.Status = ref, ilbo.Cancelled
			return
		}
		if a.Before == "" {
			a.Before = ref
		}
	}
	if a.Status == "" && own != "" {
		a.Status = Status(own)
	}
}

// Status reads the word for what papers may do with an item, with or without a
// prefix.
func Status(word string) ilbo.TakeStatus {
	if i := strings.LastIndexAny(word, ":/"); i >= 0 {
		word = word[i+1:]
	}
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "canceled", "cancelled", "killed", "kill", "deleted":
		return ilbo.Cancelled
	case "withheld", "held", "hold":
		return ilbo.Withheld
	case "", "usable", "embargoed":
		return ilbo.Usable
	}
	return ilbo.Withheld // a word that nobody knows prints nothing
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 9_999 {
		return 0
	}
	return n
}

// content sets the body.
func content(c *wire.Copy, b *xmltree.Element, o wire.Options) error {
	if len(c.Story.Body) > 0 || b == nil {
		return nil
	}
	text := b.At("body.content")
	if text == nil {
		text = b // some write paragraphs right below the body
	}
	set, err := body.HTML(HTML(text), body.Options{Base: o.Base, Find: body.Below(o.Dir), Headline: c.Story.Headline})
	if err != nil {
		return errors.New("its text is nested too deep to be read")
	}
	c.Story.Body, c.Enclosed = set.Body, set.Enclosed
	c.Notices = append(c.Notices, set.Notices...)
	if set.Cut {
		c.Notices = append(c.Notices, "The copy is longer than a story: its end was left out.")
	}
	return nil
}
