package testpaper

import (
	"regexp"
	"strings"

	"ilbo.press"
)

// A chunk is the lines of one block, and where in the file they begin.
type chunk struct {
	line  int
	lines []string
}

// body reads the blocks from the line numbered start (from 0) on.
func (r *reader) body(lines []string, start int) ilbo.Body {
	var body ilbo.Body
	for i := start; i < len(lines); {
		if lines[i] == "" {
			i++
			continue
		}
		if name := fence(lines[i]); name != "" {
			end := closing(lines, i, name)
			if end < 0 {
				r.fail(i+1, "[%s] is never closed: [/%s] is missing", name, name)
				return body
			}
			body = append(body, r.fenced(name, chunk{i + 1, lines[i:end]})...)
			i = end + 1
			continue
		}
		end := i
		for end < len(lines) && lines[end] != "" && fence(lines[end]) == "" {
			end++
		}
		body = append(body, r.block(chunk{i + 1, lines[i:end]})...)
		i = end
	}
	return body
}

// ordered begins an item of an ordered list.
var ordered = regexp.MustCompile(`^\d{1,3}\. +`)

// block reads one block that no fence encloses.
func (r *reader) block(c chunk) []ilbo.Block {
	first := c.lines[0]
	switch {
	case strings.HasPrefix(first, "## "):
		return append([]ilbo.Block{{Kind: ilbo.Subhead, Text: ilbo.Plain(strings.TrimSpace(first[3:]))}}, r.rest(c)...)
	case strings.HasPrefix(first, "!["):
		return append([]ilbo.Block{{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{r.bracketed(c.line, first)}}}, r.rest(c)...)
	case strings.HasPrefix(first, "[embed "):
		return append(r.embed(c.line, first), r.rest(c)...)
	case strings.HasPrefix(first, ">>"):
		return []ilbo.Block{r.quote(ilbo.PullQuote, ">>", c)}
	case strings.HasPrefix(first, ">"):
		return []ilbo.Block{r.quote(ilbo.Quote, ">", c)}
	case strings.HasPrefix(first, "- "), ordered.MatchString(first):
		return []ilbo.Block{r.list(c)}
	}
	for i, line := range c.lines[1:] {
		for _, mark := range []string{"## ", "![", "[embed ", ">", "- "} {
			if strings.HasPrefix(line, mark) {
				r.fail(c.line+i+1, "an empty line is missing before %q", mark)
			}
		}
	}
	return []ilbo.Block{{Kind: ilbo.Paragraph, Text: r.inline(c.line, strings.Join(c.lines, " "))}}
}

// rest reads what follows a block of one line without an empty line between.
func (r *reader) rest(c chunk) []ilbo.Block {
	if len(c.lines) == 1 {
		return nil
	}
	return r.block(chunk{c.line + 1, c.lines[1:]})
}

// quote reads lines that all begin with the mark. The last " — " parts what was
// said from who said it.
func (r *reader) quote(kind ilbo.BlockKind, mark string, c chunk) ilbo.Block {
	var said []string
	for i, line := range c.lines {
		words, ok := strings.CutPrefix(line, mark)
		if !ok || strings.HasPrefix(words, ">") {
			r.fail(c.line+i, "every line of a quotation begins with %s, and an empty line ends it", mark)
		}
		said = append(said, strings.TrimSpace(words))
	}
	text := strings.Join(said, " ")
	block := ilbo.Block{Kind: kind}
	if at := strings.LastIndex(text, " — "); at >= 0 {
		block.By = strings.TrimSpace(text[at+len(" — "):])
		text = strings.TrimSpace(text[:at])
	}
	block.Text = r.inline(c.line, text)
	return block
}

// list reads items, a line each, all of one sort.
func (r *reader) list(c chunk) ilbo.Block {
	block := ilbo.Block{Kind: ilbo.List, Ordered: ordered.MatchString(c.lines[0])}
	for i, line := range c.lines {
		item, ok := strings.CutPrefix(line, "- ")
		if block.Ordered {
			mark := ordered.FindString(line)
			item, ok = line[len(mark):], mark != ""
		}
		if !ok {
			r.fail(c.line+i, "every line of a list is an item, and an empty line ends it")
		}
		block.Items = append(block.Items, r.inline(c.line+i, strings.TrimSpace(item)))
	}
	return block
}
