package rss

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/xmltree"
)

// Format names the import.
const Format = "rss"

// maxEntries is how many entries of one feed are read.
const maxEntries = 20_000

// Read gives the copy of the entries of a feed; name is what refusals call it.
func Read(name string, r io.Reader, o wire.Options) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		in := bufio.NewReaderSize(r, 4<<10)
		head, _ := in.Peek(512) // a read that fails fails again
		head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
		read := readXML
		if bytes.HasPrefix(head, []byte("{")) {
			read = readJSON
		}
		read(name, in, o, yield)
	}
}

func refuse(where string, why error) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: %s.", where, strings.TrimSuffix(why.Error(), ".")), Err: why}
}

// A feed is what a feed says of itself.
type feed struct {
	title, link, language, author, rights string
	base                                  string // of links that are not whole
}

// An entry is one of a feed, whatever its dialect.
type entry struct {
	id, title, link, html, summary string
	authors, categories            []string
	published, updated, language   string
	source, rights, base           string
	text                           bool // html is text without markup
	pictures                       []picture
}

type picture struct{ href, caption, credit string }

func readXML(name string, r io.Reader, o wire.Options, yield func(*wire.Copy, error) bool) {
	s, err := xmltree.New(r)
	if err != nil {
		yield(nil, refuse(name, err))
		return
	}
	var f feed
	for n := 0; ; {
		e, err := s.Next(func(e *xmltree.Element) bool {
			switch e.Name {
			case "item", "entry":
				return true
			case "channel", "feed", "rss", "rdf", "items":
				return false
			}
			return s.Within("channel") || s.Within("feed") || s.Within("rdf")
		})
		switch {
		case errors.Is(err, io.EOF):
			if root := s.Root(); root == nil || root.Name != "rss" && root.Name != "rdf" && root.Name != "feed" && root.Name != "channel" {
				yield(nil, refuse(name, notFeed(root)))
			}
			return
		case err != nil:
			yield(nil, refuse(name, err))
			return
		case e.Name != "item" && e.Name != "entry":
			f.learn(e)
			continue
		case n >= maxEntries:
			yield(nil, refuse(name, fmt.Errorf("it has more than %d entries: those after that were not read", maxEntries)))
			return
		}
		if n++; n == 1 && f.base == "" {
			f.base = s.Root().Attr("base")
			if f.language == "" {
				f.language = s.Root().Attr("lang")
			}
		}
		en := fromItem(e)
		if e.Name == "entry" {
			en = fromEntry(e)
		}
		if !give(fmt.Sprintf("%s, entry %d", name, n), &en, &f, o, yield) {
			return
		}
	}
}

func notFeed(root *xmltree.Element) error {
	switch {
	case root == nil:
		return errors.New("it is no feed")
	case root.Name == "html":
		return errors.New("it is a web page, not a feed")
	}
	return fmt.Errorf("it is no feed: it begins with <%s>", wire.Short(root.Name, 40))
}

// learn takes what a feed says of itself.
func (f *feed) learn(e *xmltree.Element) {
	set := func(field *string, value string) {
		if *field == "" {
			*field = wire.Short(value, 300)
		}
	}
	switch e.Name {
	case "title":
		set(&f.title, words(e))
	case "link":
		if rel := e.Attr("rel"); e.Attr("href") != "" && (rel == "" || rel == "alternate") {
			set(&f.link, e.Attr("href"))
		}
		set(&f.link, e.Text())
	case "language":
		set(&f.language, e.Text())
	case "author", "managingeditor", "creator":
		set(&f.author, person(e))
	case "copyright", "rights":
		set(&f.rights, words(e))
	}
}

// give makes copy of an entry.
func give(where string, e *entry, f *feed, o wire.Options, yield func(*wire.Copy, error) bool) bool {
	c, err := e.copy(f, o)
	if err != nil {
		err = refuse(where, err)
	}
	return yield(c, err)
}

// whole makes an address whole; one that cannot be is empty.
func whole(href string, bases ...string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" {
		return ""
	}
	for i := range bases {
		if u.IsAbs() {
			break
		}
		if b, err := url.Parse(bases[i]); err == nil && b.IsAbs() {
			u = b.ResolveReference(u)
		}
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
