package page

import (
	"path"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
)

// leadPicture finds the picture above the story: the one that JSON-LD or Open
// Graph names if it came along, or else the one that the text begins with.
func (p *parts) leadPicture() {
	var named []linkedPicture
	named = append(named, p.linked.pictures...)
	for _, source := range append(p.head.all("og:image", "og:image:url"), p.head.all("twitter:image", "twitter:image:src")...) {
		named = append(named, linkedPicture{source: source})
	}
	for _, n := range named {
		e := p.beside.enclose(n.source)
		if e.Open == nil {
			continue
		}
		e.Caption, e.Credit = n.caption, n.credit
		if e.Credit == "" {
			e.Caption, e.Credit = body.SplitCredit(n.caption)
		}
		p.lead(e, p.twin(&e))
		return
	}
	if i := p.opening(); i >= 0 {
		p.lead(p.copied.Enclosed[i], i)
		return
	}
	if file, open := p.beside.namesake(); open != nil {
		p.lead(wire.Enclosed{Source: file, File: file, Open: open}, -1)
		return
	}
	if len(named) > 0 {
		n := named[0]
		p.lead(wire.Enclosed{Source: n.source, Caption: n.caption, Credit: n.credit}, -1)
	}
}

// twin finds the picture of the text that is the same file, -1 where none is.
func (p *parts) twin(e *wire.Enclosed) int {
	for i := range p.copied.Enclosed {
		other := &p.copied.Enclosed[i]
		if other.File != "" && other.File == e.File || baseName(other.Source) == baseName(e.Source) {
			return i
		}
	}
	return -1
}

func baseName(source string) string {
	source, _, _ = strings.Cut(source, "?")
	return path.Base(source)
}

// opening is the picture that stands before the second paragraph.
func (p *parts) opening() int {
	for i := range p.copied.Enclosed {
		e := &p.copied.Enclosed[i]
		paragraphs := 0
		for _, b := range p.copied.Story.Body[:e.Block] {
			if b.Kind == ilbo.Paragraph {
				paragraphs++
			}
		}
		if paragraphs <= 1 && (e.Open != nil || e.Caption != "") {
			return i
		}
	}
	return -1
}

// lead sets e above the story, and takes its twin, if it has one, out of the text.
func (p *parts) lead(e wire.Enclosed, twin int) {
	e.Block, e.Figure = wire.Lead, 0
	if twin >= 0 {
		t := p.copied.Enclosed[twin]
		if t.Caption != "" {
			e.Caption, e.Credit = t.Caption, t.Credit
		}
		if e.Alt == "" {
			e.Alt = t.Alt
		}
		p.drop(t.Block)
	}
	if e.Caption == "" && e.Credit == "" && e.Alt == "" {
		e.Alt = p.head.get("og:image:alt", "twitter:image:alt")
	}
	p.copied.Enclosed = append([]wire.Enclosed{e}, p.copied.Enclosed...)
}

// drop takes a block out of the body, with the picture that it holds.
func (p *parts) drop(at int) {
	s := &p.copied.Story
	s.Body = append(s.Body[:at:at], s.Body[at+1:]...)
	kept := p.copied.Enclosed[:0]
	for _, e := range p.copied.Enclosed {
		if e.Block == at {
			continue
		}
		if e.Block > at {
			e.Block--
		}
		kept = append(kept, e)
	}
	p.copied.Enclosed = kept
}
