package rss

import (
	"encoding/base64"
	"regexp"
	"strings"

	"ilbo.press/internal/wire/xmltree"
)

// Namespaces of what feeds borrow, by a part of their addresses or by the
// prefixes of feeds that do not declare them.
func spaced(e *xmltree.Element, names ...string) bool {
	space := strings.ToLower(e.Space)
	for _, n := range names {
		if strings.Contains(space, n) {
			return true
		}
	}
	return false
}

var (
	isAtom    = []string{"w3.org/2005/atom", "purl.org/atom"}
	isDublin  = []string{"purl.org/dc", "dc"}
	isMedia   = []string{"search.yahoo.com/mrss", "media"}
	isContent = []string{"purl.org/rss/1.0/modules/content", "content"}
	isITunes  = []string{"itunes"}
)

// fromItem reads an item of RSS.
func fromItem(e *xmltree.Element) entry {
	var en entry
	en.base = e.Attr("base")
	en.language = e.Attr("lang")
	var published, updated, content string
	guidIsLink := false
	for i := range e.Nodes {
		c := e.Nodes[i].Element
		if c == nil {
			continue
		}
		own := !spaced(c, "media", "itunes", "georss", "w3.org/2005/atom", "purl.org/atom")
		switch {
		case c.Name == "title" && own:
			or(&en.title, words(c))
		case c.Name == "link" && own:
			or(&en.link, c.Text())
		case c.Name == "link" && spaced(c, isAtom...):
			if rel := c.Attr("rel"); rel == "" || rel == "alternate" {
				or(&en.link, c.Attr("href"))
			}
		case c.Name == "guid":
			en.id = c.Text()
			guidIsLink = c.Attr("ispermalink") != "false"
		case c.Name == "description" && own:
			if spaced(c, isDublin...) && en.summary != "" {
				continue
			}
			en.summary = first(inside(c), en.summary)
		case c.Name == "encoded" && (c.Space == "" || spaced(c, isContent...)), c.Name == "fulltext":
			content = inside(c)
		case c.Name == "content" && spaced(c, isAtom...), c.Name == "body" && spaced(c, "xhtml"):
			or(&content, atomText(c))
		case c.Name == "summary" && spaced(c, isITunes...):
			or(&en.summary, inside(c))
		case c.Name == "author" && spaced(c, isITunes...):
			if len(en.authors) == 0 {
				en.authors = append(en.authors, c.Text())
			}
		case c.Name == "author", c.Name == "creator" && spaced(c, isDublin...):
			if c.Name == "creator" && len(en.authors) > 0 && strings.Contains(en.authors[0], "@") {
				en.authors = nil
			}
			if name := person(c); name != "" {
				en.authors = append(en.authors, name)
			}
		case c.Name == "category" && own, c.Name == "subject" && spaced(c, isDublin...):
			if name := first(words(c), c.Attr("term")); name != "" {
				en.categories = append(en.categories, name)
			}
		case c.Name == "pubdate", c.Name == "published" && spaced(c, isAtom...):
			or(&published, c.Text())
		case c.Name == "date" && spaced(c, isDublin...):
			or(&published, c.Text())
		case c.Name == "updated" && spaced(c, isAtom...), c.Name == "modified":
			or(&updated, c.Text())
		case c.Name == "language" && spaced(c, isDublin...):
			en.language = c.Text()
		case c.Name == "source" && own:
			en.source = c.Text()
		case c.Name == "rights" && spaced(c, isDublin...):
			en.rights = words(c)
		case c.Name == "enclosure":
			if strings.HasPrefix(c.Attr("type"), "image/") {
				en.picture(c.Attr("url"), "", "")
			}
		case c.Name == "image" && spaced(c, isITunes...):
			en.picture(c.Attr("href"), "", "")
		case spaced(c, isMedia...):
			en.media(c)
		}
	}
	if en.id == "" && e.Attr("about") != "" {
		en.id = e.Attr("about")
	}
	if en.link == "" && guidIsLink && strings.HasPrefix(en.id, "http") {
		en.link = en.id
	}
	en.published, en.updated = published, updated
	en.settle(content)
	return en
}

// settle makes the summary the copy where there is no other.
func (e *entry) settle(content string) {
	e.html = content
	if strings.TrimSpace(e.html) == "" {
		e.html, e.summary = e.summary, ""
	}
}

func or(field *string, value string) {
	if *field == "" {
		*field = strings.TrimSpace(value)
	}
}

func first(list ...string) string {
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

func (e *entry) picture(href, caption, credit string) {
	if href != "" && len(href) < 2_000 && len(e.pictures) < 50 {
		e.pictures = append(e.pictures, picture{href, caption, credit})
	}
}

// media reads what Media RSS says of pictures: one, or one in several sizes.
func (e *entry) media(c *xmltree.Element) {
	caption := first(c.At("description").Text(), c.At("title").Text())
	credit := c.At("credit").Text()
	switch c.Name {
	case "content":
		if kind := c.Attr("medium") + " " + c.Attr("type"); strings.Contains(kind, "image") || strings.TrimSpace(kind) == "" && looksLikePicture(c.Attr("url")) {
			e.picture(c.Attr("url"), caption, credit)
		}
	case "group":
		before := len(e.pictures)
		for _, one := range c.All("content") {
			e.media(one)
		}
		if len(e.pictures) > before { // sizes of one
			e.pictures = e.pictures[:before+1]
			if p := &e.pictures[before]; p.caption == "" {
				p.caption, p.credit = caption, credit
			}
		}
	case "thumbnail":
		if len(e.pictures) == 0 {
			e.picture(c.Attr("url"), "", "")
		}
	case "credit":
		if n := len(e.pictures); n > 0 && e.pictures[n-1].credit == "" {
			e.pictures[n-1].credit = c.Text()
		}
	}
}

var pictureName = regexp.MustCompile(`(?i)\.(jpe?g|png|webp|gif|avif)([?#]|$)`)

func looksLikePicture(href string) bool { return pictureName.MatchString(href) }

// fromEntry reads an entry of Atom.
func fromEntry(e *xmltree.Element) entry {
	var en entry
	en.base, en.language = e.Attr("base"), e.Attr("lang")
	var content string
	for i := range e.Nodes {
		c := e.Nodes[i].Element
		if c == nil {
			continue
		}
		switch {
		case spaced(c, isMedia...):
			en.media(c)
		case c.Name == "id":
			en.id = c.Text()
		case c.Name == "title":
			or(&en.title, atomWords(c))
		case c.Name == "link":
			switch rel := c.Attr("rel"); {
			case rel == "" || rel == "alternate":
				or(&en.link, c.Attr("href"))
			case rel == "enclosure" && strings.HasPrefix(c.Attr("type"), "image/"):
				en.picture(c.Attr("href"), c.Attr("title"), "")
			}
		case c.Name == "summary":
			en.summary = atomText(c)
		case c.Name == "content":
			content = atomText(c)
		case c.Name == "author", c.Name == "creator":
			if name := person(c); name != "" {
				en.authors = append(en.authors, name)
			}
		case c.Name == "category", c.Name == "subject":
			if name := first(c.Attr("label"), c.Attr("term"), c.Text()); name != "" {
				en.categories = append(en.categories, name)
			}
		case c.Name == "published", c.Name == "issued", c.Name == "created":
			or(&en.published, c.Text())
		case c.Name == "updated", c.Name == "modified":
			or(&en.updated, c.Text())
		case c.Name == "source":
			en.source = c.At("title").Text()
		case c.Name == "rights":
			en.rights = atomWords(c)
		}
	}
	en.settle(content)
	return en
}

// atomText is a text of Atom as HTML: escaped, inline, or of characters alone.
func atomText(c *xmltree.Element) string {
	kind, mode := strings.ToLower(c.Attr("type")), strings.ToLower(c.Attr("mode"))
	switch {
	case strings.HasPrefix(kind, "image/"), strings.HasPrefix(kind, "audio/"), strings.HasPrefix(kind, "video/"):
		return ""
	case mode == "base64", kind == "application/octet-stream":
		plain, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(c.Raw()), ""))
		if err != nil {
			return ""
		}
		return strings.ToValidUTF8(string(plain), "")
	case !c.Plain():
		return c.HTML(nil)
	case kind == "html" || kind == "text/html" || mode == "escaped" || kind == "application/xhtml+xml" || strings.HasSuffix(kind, "xml"):
		return c.Raw()
	case strings.Contains(c.Raw(), "</"): // markup by another name
		return c.Raw()
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(c.Raw())
}

func atomWords(c *xmltree.Element) string { return strip(atomText(c)) }

// inside is what is in an element of RSS as HTML, escaped or not.
func inside(c *xmltree.Element) string {
	if c.Plain() {
		return strings.TrimSpace(c.Raw())
	}
	return strings.TrimSpace(c.HTML(nil))
}

// words is what an element says, without the markup that it may have.
func words(c *xmltree.Element) string { return strip(inside(c)) }

var mailName = regexp.MustCompile(`^\s*[^\s@<>()]+@[^\s@<>()]+\s*\(([^()]+)\)\s*$|^\s*([^<>@]+?)\s*<[^<>]*@[^<>]*>\s*$|^\s*([^()@]+?)\s*\([^()]*@[^()]*\)\s*$`)

// person is the name in an element that names somebody, by whatever custom.
func person(c *xmltree.Element) string {
	if n := c.At("name"); n != nil {
		return n.Text()
	}
	if d := c.Find("name"); d != nil {
		return d.Text()
	}
	text := c.Text()
	if strings.Contains(text, "<") && strings.Contains(text, "/") {
		text = strip(text)
	}
	if m := mailName.FindStringSubmatch(text); m != nil {
		return first(m[1], m[2], m[3])
	}
	if strings.Contains(text, "@") && !strings.Contains(text, " ") {
		return "" // an address is no name
	}
	return text
}
