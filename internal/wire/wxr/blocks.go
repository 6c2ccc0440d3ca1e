package wxr

import (
	"encoding/json"
	"regexp"
	"strings"

	"ilbo.press"
)

// blockMark is the comment that begins or ends a block of WordPress's editor:
// <!-- wp:image {"id":5} -->.
var blockMark = regexp.MustCompile(`(?s)<!--\s+(/)?wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+(\{.*?\}\s+)?(/)?-->`)

// markup turns the text of a post into HTML. Text between blocks, and all text
// of the editor before, has its paragraphs parted by blank lines.
func (m *maker) markup(content string) string {
	content = strings.ReplaceAll(content, "\r\n", "\n")
	pairs := closers(content)
	var b strings.Builder
	depth, at := 0, 0
	write := func(part string) {
		part = autoEmbed(m.shortcodes(part, pairs))
		if depth == 0 {
			part = paragraphs(part)
		}
		b.WriteString(part)
	}
	for _, mark := range blockMark.FindAllStringSubmatchIndex(content, -1) {
		write(content[at:mark[0]])
		at = mark[1]
		switch {
		case mark[8] >= 0:
			b.WriteString(m.emptyBlock(content[mark[4]:mark[5]], group(content, mark, 3)))
		case mark[2] >= 0:
			depth = max(0, depth-1)
		default:
			depth++
		}
	}
	write(content[at:])
	return b.String()
}

func group(s string, mark []int, n int) string {
	if mark[2*n] < 0 {
		return ""
	}
	return s[mark[2*n]:mark[2*n+1]]
}

// emptyBlock is what a block without text of its own shows: another entry's
// text, or what WordPress would make when the page is asked for.
func (m *maker) emptyBlock(name, attrs string) string {
	var a struct {
		Ref int64  `json:"ref"`
		URL string `json:"url"`
	}
	// What is no JSON has no attributes that could be used.
	_ = json.Unmarshal([]byte(attrs), &a)
	switch name {
	case "block":
		return m.reused(a.Ref)
	case "separator", "spacer", "more", "nextpage", "paragraph", "heading", "list":
		return ""
	}
	if strings.Contains(name, "embed") && a.URL != "" {
		return "\n\n" + autoEmbed(strings.TrimSpace(a.URL)) + "\n\n"
	}
	if m.once("block:" + name) {
		m.notice("The block “%s” is not one that the import knows: it was left out, here and elsewhere.", name)
	}
	return ""
}

// reused is the text of a block that several posts use.
func (m *maker) reused(id int64) string {
	e := m.src.site.shelf.find(id)
	if e == nil || e.picture || m.depth >= maxReuse {
		m.notice("The reusable block %d is not in the export and was left out.", id)
		return ""
	}
	src := m.sources[e.file]
	i := e.read(&src.File, src.prefix, src.set)
	if i == nil || i.status != "publish" {
		m.notice("The reusable block %d cannot be read and was left out.", id)
		return ""
	}
	e.used = true
	m.depth++
	defer func() { m.depth-- }()
	return m.markup(strings.ReplaceAll(i.content, "\x00", ""))
}

// maxReuse is how deep blocks that are used again may stand in one another.
const maxReuse = 3

// ampersand reads the one reference that addresses are written with.
var ampersand = strings.NewReplacer("&#038;", "&", "&amp;", "&")

// autoEmbed shows what an address that stands alone in a line leads to, where
// it is one that stories embed, and makes a link of it where not.
func autoEmbed(s string) string {
	if !strings.Contains(s, "http") {
		return s
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		text := strings.TrimSpace(line)
		text = strings.TrimSuffix(strings.TrimPrefix(text, "<p>"), "</p>")
		if !isAddress(text) {
			b.WriteString(line)
			continue
		}
		address := ampersand.Replace(text)
		safe := escape(address)
		if _, ok := ilbo.ReadEmbed(address, ""); ok {
			b.WriteString("\n\n<iframe src=\"" + safe + "\"></iframe>\n\n")
		} else {
			b.WriteString("\n\n<p><a href=\"" + safe + "\">" + safe + "</a></p>\n\n")
		}
	}
	return b.String()
}

// isAddress holds for a web address and nothing else.
func isAddress(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t<>\"'[]")
}
