package page

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/wire/body"
)

var (
	related   = regexp.MustCompile(`(?i)^(?:related|read more|read also|also read|see also|more:|watch:|관련 ?기사|\[?관련|▶|☞)`)
	captionIs = regexp.MustCompile(`^(?:Image|Media|Video) (?:caption|copyright|source)\s`)
)

// settle mends what the extraction leaves of pages' habits: captions that
// stand as paragraphs or lists below their pictures, links to other stories
// between paragraphs, and an opening set as a heading.
func (p *parts) settle() {
	s := &p.copied.Story
	for i := 0; i < len(s.Body); {
		b := &s.Body[i]
		text := b.Text.String()
		if b.Kind == ilbo.List && len(b.Items) == 1 {
			text = b.Items[0].String()
		}
		switch {
		case b.Kind == ilbo.Subhead && isParagraph(text) && strings.HasSuffix(text, "."):
			b.Kind = ilbo.Paragraph
		case i > 0 && len(s.Body[i-1].Figures) == 1 && isCaptionBelow(b, &s.Body[i-1].Figures[0], text):
			p.caption(i-1, text)
			p.drop(i)
			continue
		case b.Kind == ilbo.Paragraph && captionIs.MatchString(text), isLinkAway(b, text):
			p.drop(i)
			continue
		}
		i++
	}
}

// isCaptionBelow holds for the block after a picture that says what the
// picture shows.
func isCaptionBelow(b *ilbo.Block, f *ilbo.Figure, text string) bool {
	if f.Caption != "" || text == "" || utf8.RuneCountInString(text) > 400 {
		return false
	}
	if b.Kind == ilbo.List && len(b.Items) == 1 {
		return true
	}
	if b.Kind != ilbo.Paragraph {
		return false
	}
	_, credit := body.SplitCredit(text)
	return credit != "" || captionIs.MatchString(text) || f.Alt != "" && bare(f.Alt) == bare(text)
}

// caption writes below the picture of a block.
func (p *parts) caption(block int, text string) {
	caption, credit := body.SplitCredit(text)
	caption = strings.TrimPrefix(caption, "Image caption ")
	caption = strings.TrimPrefix(caption, "Media caption ")
	f := &p.copied.Story.Body[block].Figures[0]
	f.Caption, f.Credit = caption, credit
	for i := range p.copied.Enclosed {
		if e := &p.copied.Enclosed[i]; e.Block == block {
			e.Caption, e.Credit = caption, credit
		}
	}
}

// isLinkAway holds for a paragraph that is one link to another story.
func isLinkAway(b *ilbo.Block, text string) bool {
	if b.Kind != ilbo.Paragraph || !related.MatchString(text) {
		return false
	}
	for _, span := range b.Text {
		if span.Href == "" && strings.TrimSpace(span.Text) != "" && !related.MatchString(span.Text) {
			return false
		}
	}
	return utf8.RuneCountInString(text) < 200
}
