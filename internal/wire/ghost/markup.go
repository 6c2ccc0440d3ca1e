package ghost

import (
	"bytes"
	"errors"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"ilbo.press"
)

// The most markup that a story holds, in cards and in all.
const (
	maxMarkup   = 4 << 20   // bytes of HTML
	maxTags     = 100_000   // elements
	maxMarkdown = 128 << 10 // bytes in all: shapes made to be slow take seconds at this size
	maxMarkers  = 60        // signs of Markdown before the text of a line
)

var (
	errLong   = errors.New("is longer than any story")
	errBroken = errors.New("cannot be read")
)

// markdown reads Markdown as Ghost does: with tables, footnotes, bare
// addresses and HTML, and a line break where one was typed.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.GFM, extension.Footnote),
	goldmark.WithRendererOptions(renderer.WithUnsafe(), renderer.WithHardWraps()),
)

// render makes HTML of Markdown. It is read like any other HTML after that:
// nothing in it is trusted.
func render(source string) (string, error) {
	if nested(source) {
		return "", errNested
	}
	var out bytes.Buffer
	if err := markdown.Convert([]byte(source), &out); err != nil {
		return "", errBroken
	}
	return out.String(), nil
}

// nested holds for a line that opens more quotes and lists than any text, or
// brackets; readers of Markdown take time for these that grows with their square.
func nested(source string) bool {
	for line := range strings.SplitSeq(source, "\n") {
		signs := 0
		for i := range len(line) {
			c := line[i]
			if strings.IndexByte(" \t>*+-#0123456789.)", c) < 0 {
				break
			}
			if c == '>' || c == '*' || c == '+' || c == '-' || c == '.' || c == ')' {
				signs++
			}
		}
		if signs > maxMarkers && strings.Trim(line, "-*+ \t\r") != "" {
			return true
		}
	}
	return false
}

// fits refuses HTML that is no story's.
func fits(fragment string) error {
	switch {
	case len(fragment) > maxMarkup:
		return errLong
	case strings.Count(fragment, "<") > maxTags:
		return errParts
	}
	return nil
}

// plain is the text of a caption or a title that is HTML.
func plain(fragment string) string {
	if !strings.ContainsAny(fragment, "<&") {
		return ilbo.Clean(fragment)
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(fragment))
	hidden := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ilbo.Clean(b.String())
		case html.TextToken:
			if hidden == "" {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch string(name) {
			case "script", "style", "title", "textarea", "iframe", "noscript", "xmp", "noembed", "noframes", "plaintext":
				hidden = string(name)
			case "p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th":
				b.WriteByte(' ')
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == hidden {
				hidden = ""
			}
		}
	}
}
