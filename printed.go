package ilbo

import (
	"slices"
	"time"
)

// PictureIDs are all pictures that the story prints, posters of its films
// included, each once.
func (s *Story) PictureIDs() []PictureID {
	var ids []PictureID
	s.EachFigure(func(f *Figure) { ids = append(ids, f.Picture) })
	slices.Sort(ids)
	return slices.Compact(ids)
}

// EachFigure gives do each figure of the story that has a picture, posters of
// films included, to read or to change.
func (s *Story) EachFigure(do func(*Figure)) {
	figure := func(f *Figure) {
		if f != nil && f.Picture != "" {
			do(f)
		}
	}
	figure(s.Lead)
	for i := range s.Body {
		for j := range s.Body[i].Figures {
			figure(&s.Body[i].Figures[j])
		}
		if v := s.Body[i].Video; v != nil {
			figure(&v.Poster)
		}
	}
}

// Printed is the story as it is shown at a moment: without the pictures that may
// not be used any more, and without the blocks that held nothing else. It shares
// with the story what it does not change.
func (s *Story) Printed(now time.Time) *Story {
	gone := false
	s.EachFigure(func(f *Figure) { gone = gone || !f.Printable(now) })
	if !gone {
		return s
	}
	p := *s
	if p.Lead != nil && !p.Lead.Printable(now) {
		p.Lead = nil
	}
	p.Body = nil
	for _, b := range s.Body {
		if n := len(b.Figures); n > 0 {
			b.Figures = slices.DeleteFunc(slices.Clone(b.Figures), func(f Figure) bool { return !f.Printable(now) })
			if len(b.Figures) == 0 {
				continue
			}
		}
		if b.Video != nil && !b.Video.Poster.Printable(now) {
			v := *b.Video
			v.Poster = Figure{Alt: v.Poster.Alt, Caption: v.Poster.Caption}
			b.Video = &v
		}
		p.Body = append(p.Body, b)
	}
	return &p
}
