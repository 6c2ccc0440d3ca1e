package ilbo

import "strings"

// The most that everybody may read of a story that is locked: its first
// paragraph, no longer than this, and no more than this part of the whole.
const (
	maxOpening  = 400 // bytes of text, and a little more in Korean
	openingPart = 3
)

// Opening is what everybody may read of a story that is locked, beside its
// furniture: the beginning of its first paragraph. It is the one rule of that for
// pages, feeds, the search, letters and everything else; what it leaves out leaves
// the house for those alone who are entitled to it.
func (b Body) Opening() Body {
	for i := range b {
		if b[i].Kind != Paragraph {
			continue
		}
		most := min(maxOpening, len(b.Text())/openingPart)
		if in := b[i].Text; len(in.String()) > most {
			return Body{{Kind: Paragraph, Text: in.begun(most)}}
		}
		return Body{{Kind: Paragraph, Text: b[i].Text}}
	}
	return nil
}

// begun is the text as far as the last word that ends within n bytes, and what
// says that it goes on.
func (in Inline) begun(n int) Inline {
	text := in.String()
	cut := strings.LastIndexAny(text[:n+1], " \n\t")
	if cut <= 0 {
		return nil
	}
	var short Inline
	for _, s := range in {
		if len(s.Text) > cut {
			s.Text = s.Text[:cut]
		}
		if cut -= len(s.Text); s.Text != "" {
			short = append(short, s)
		}
		if cut == 0 {
			break
		}
	}
	return append(short, Span{Text: " …"})
}

// Opened is the story as everybody may read it: all of it where it is free, or
// else its furniture and its [Body.Opening]. The story itself does not change.
func (s *Story) Opened() *Story {
	if !s.Access.Locked() {
		return s
	}
	open := *s
	open.Body = s.Body.Opening()
	return &open
}
