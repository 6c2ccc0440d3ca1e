package store

import (
	"strings"

	"ilbo.press"
)

// encodeBody writes what encode would: blocks that have text alone in one pass, for an
// import writes a thousand bodies a second, one after the other.
func encodeBody(body ilbo.Body) (string, error) {
	size := 2
	for i := range body {
		if !plainBlock(&body[i]) {
			return encode(body)
		}
		size += len(`{"kind":"paragraph","text":[]},`)
		for _, s := range body[i].Text {
			size += len(`{"text":""},`) + len(s.Text) + len(s.Text)/16
		}
	}
	if len(body) == 0 {
		return "", nil
	}
	b := append(make([]byte, 0, size), '[')
	for i := range body {
		block := &body[i]
		b = appendString(append(b, `{"kind":`...), string(block.Kind))
		if len(block.Text) > 0 {
			b = append(b, `,"text":[`...)
			for _, s := range block.Text {
				b = append(appendSpan(b, s), ',')
			}
			b[len(b)-1] = ']'
		}
		b = appendField(b, "by", block.By)
		b = appendField(b, "title", block.Title)
		b = append(b, `},`...)
	}
	b[len(b)-1] = ']'
	return string(b), nil
}

// plainBlock reports whether a block has nothing but what plainBody reads.
func plainBlock(b *ilbo.Block) bool {
	return len(b.Items)+len(b.Figures)+len(b.Blocks) == 0 && !b.Ordered && b.Video == nil && b.Table == nil && b.Embed == nil
}

func appendSpan(b []byte, s ilbo.Span) []byte {
	b = appendString(append(b, `{"text":`...), s.Text)
	if s.Strong {
		b = append(b, `,"strong":true`...)
	}
	if s.Em {
		b = append(b, `,"em":true`...)
	}
	return append(appendField(b, "href", s.Href), '}')
}

func appendField(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	b = append(append(append(b, `,"`...), name...), `":`...)
	return appendString(b, value)
}

// decodeBody reads what encode wrote of a body. Of most stories that is paragraphs,
// subheads and quotes, which are read here in one pass, as parts of the text where
// nothing in them is escaped: a page of a search reads twenty bodies.
func decodeBody(text string, into *ilbo.Body) error {
	if body, ok := plainBody(text); ok {
		*into = body
		return nil
	}
	return decode(text, into)
}

// plainBody reads a body of blocks that have text, and false of any other.
func plainBody(text string) (ilbo.Body, bool) {
	c := cutter{rest: text}
	if !c.skip(`[`) {
		return nil, false
	}
	body := make(ilbo.Body, 0, strings.Count(text, `{"kind":"`)) // a quotation mark within text is escaped
	spans := make(ilbo.Inline, 0, strings.Count(text, `{"text":"`))
	for {
		var b ilbo.Block
		if !c.skip(`{"kind":"`) {
			return nil, false
		}
		b.Kind = ilbo.BlockKind(c.quoted())
		if c.skip(`,"text":[`) {
			first := len(spans)
			for more := true; more; more = c.skip(`,`) {
				spans = append(spans, c.span())
			}
			if !c.skip(`]`) {
				return nil, false
			}
			b.Text = spans[first:len(spans):len(spans)]
		}
		if c.skip(`,"by":"`) {
			b.By = c.quoted()
		}
		if c.skip(`,"title":"`) {
			b.Title = c.quoted()
		}
		if !c.skip(`}`) { // another field
			return nil, false
		}
		if body = append(body, b); !c.skip(`,`) {
			break
		}
	}
	return body, c.skip(`]`) && c.rest == "" && !c.lost
}

func (c *cutter) span() ilbo.Span {
	var s ilbo.Span
	if !c.skip(`{"text":"`) {
		c.lost = true
		return s
	}
	s.Text = c.quoted()
	s.Strong = c.skip(`,"strong":true`)
	s.Em = c.skip(`,"em":true`)
	if c.skip(`,"href":"`) {
		s.Href = c.quoted()
	}
	c.lost = c.lost || !c.skip(`}`)
	return s
}
