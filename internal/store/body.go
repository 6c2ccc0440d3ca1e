package store

import (
	"strings"

	"ilbo.press"
)

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
