// Package sniff tells the format of agency copy by its beginning, and reads it.
package sniff

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/newsmlg2"
	"ilbo.press/internal/wire/ninjs"
	"ilbo.press/internal/wire/nitf"
	"ilbo.press/internal/wire/rss"
	"ilbo.press/internal/wire/xmltree"
)

// ahead is how much of a document is looked at.
const ahead = 64 << 10

// readers read a format.
var readers = map[string]func(name string, r io.Reader, o wire.Options) wire.Copies{
	ninjs.Format: ninjs.Read, newsmlg2.Format: newsmlg2.Read, nitf.Format: nitf.Read, rss.Format: rss.Read,
}

// Read gives the copy in r, in whichever format it is, and the format's name. A
// document in none of them is Invalid, with [ilbo.NoCopy] as its cause.
func Read(name string, r io.Reader, o wire.Options) (wire.Copies, string, error) {
	in := bufio.NewReaderSize(r, ahead)
	head, err := in.Peek(ahead)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return nil, "", fmt.Errorf("read %s: %w", name, err)
	}
	format, why := Format(head)
	if format == "" {
		return nil, "", &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: %s.", name, why), Err: ilbo.NoCopy}
	}
	return readers[format](name, in, o), format, nil
}

// Format tells a document's format by its beginning; where it is none, why.
func Format(head []byte) (format, why string) {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case len(text) == 0:
		return "", "it is empty"
	case text[0] == '{' && bytes.Contains(text[:min(len(text), 4<<10)], []byte("jsonfeed.org/version/")):
		return rss.Format, ""
	case text[0] == '{' || text[0] == '[':
		return ninjs.Format, ""
	}
	s, err := xmltree.New(bytes.NewReader(head))
	if err != nil {
		return "", err.Error()
	}
	root, err := s.Next(func(*xmltree.Element) bool { return true })
	if root == nil {
		if err == nil || errors.Is(err, io.EOF) {
			return "", "it is in no format of news"
		}
		return "", err.Error()
	}
	switch root.Name {
	case "newsmessage", "newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem":
		return newsmlg2.Format, ""
	case "nitf":
		return nitf.Format, ""
	case "rss", "rdf", "feed", "channel":
		return rss.Format, ""
	case "html":
		return "", "it is a web page, not a feed"
	}
	if bytes.Contains(head, []byte("<nitf")) {
		return nitf.Format, ""
	}
	return "", fmt.Sprintf("it is in no format of news: it begins with <%s>", wire.Short(strings.ToValidUTF8(root.Name, ""), 40))
}
