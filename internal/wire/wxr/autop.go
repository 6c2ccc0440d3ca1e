package wxr

import (
	"html"
	"regexp"
	"strconv"
	"strings"
)

var (
	doubleBreak = regexp.MustCompile(`(?i)<br\s*/?>\s*<br\s*/?>`)
	preformed   = regexp.MustCompile(`(?is)<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)\s*>`)
	blankLine   = regexp.MustCompile(`\n\s*\n`)
	aloneTag    = regexp.MustCompile(`^\x00(\d+)\x00$`)
)

// blocks are the elements that stand for themselves.
var blocks = func() map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(`table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area blockquote address style p
		h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup header footer nav figure figcaption details menu summary iframe video audio script center`) {
		set[name] = true
	}
	return set
}()

// paragraphs parts text into paragraphs where lines are blank, as WordPress
// does when it shows a post (its function wpautop). Single ends of lines are
// line breaks. Preformed text keeps its own.
func paragraphs(s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	var kept []string
	if strings.Contains(s, "<") {
		s = doubleBreak.ReplaceAllString(s, "\n\n")
		s = preformed.ReplaceAllStringFunc(s, func(p string) string {
			kept = append(kept, p)
			return "\n\n\x00" + strconv.Itoa(len(kept)-1) + "\x00\n\n"
		})
		s = apart(s)
	}
	var b strings.Builder
	for _, part := range blankLine.Split(s, -1) {
		part = strings.TrimSpace(part)
		switch m := aloneTag.FindStringSubmatch(part); {
		case part == "":
		case m != nil:
			n, err := strconv.Atoi(m[1])
			if err == nil && n < len(kept) {
				b.WriteString(kept[n])
			}
		case blocks[tagName(part)]:
			b.WriteString(part)
		default:
			b.WriteString("<p>" + breaks(part) + "</p>")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// apart puts blank lines before the tags that begin blocks, and behind those
// that end them.
func apart(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for {
		at := strings.IndexByte(s, '<')
		if at < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:at])
		s = s[at:]
		end := strings.IndexByte(s, '>') + 1
		switch {
		case end == 0 || !blocks[tagName(s)]:
			b.WriteByte('<')
			s = s[1:]
		case s[1] == '/':
			b.WriteString(s[:end] + "\n\n")
			s = s[end:]
		default:
			b.WriteString("\n\n" + s[:end])
			s = s[end:]
		}
	}
}

// tagName is the element whose tag, of its beginning or its end, a text begins
// with; empty where it begins with none.
func tagName(s string) string {
	if len(s) < 2 || s[0] != '<' {
		return ""
	}
	s = strings.TrimPrefix(s[1:min(len(s), 16)], "/")
	end := strings.IndexFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') })
	if end <= 0 || !strings.ContainsRune(" \t\n/>", rune(s[end])) {
		return ""
	}
	return strings.ToLower(s[:end])
}

// breaks marks the ends of lines, but those within tags.
func breaks(s string) string {
	var b strings.Builder
	inside := false
	for i := range len(s) {
		switch s[i] {
		case '<':
			inside = true
		case '>':
			inside = false
		case '\n':
			if !inside {
				b.WriteString("<br>")
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func escape(s string) string { return html.EscapeString(s) }
