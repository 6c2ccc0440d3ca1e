package wire

import (
	"context"
	"errors"
	"fmt"
	"io"

	"ilbo.press"
)

// enclose hands the pictures of a copy to the picture desk and sets them in
// the story. A picture that did not come, or that cannot be read, is left out
// with a notice; only a cancelled context is an error.
func (in *Intake) enclose(ctx context.Context, c *Copy, s, known *ilbo.Story, out *Outcome) error {
	s.Lead = nil
	own(s.Body)
	for i := range c.Enclosed {
		e := &c.Enclosed[i]
		f, err := in.figure(ctx, e)
		id := ilbo.PictureID("")
		if f != nil {
			id = f.Picture
		}
		out.pictures = append(out.pictures, id)
		if ctx.Err() != nil {
			return fmt.Errorf("take the picture %s: %w", e.name(), ctx.Err())
		}
		if err != nil {
			if e.Block == Lead && s.Lead == nil {
				s.Lead = kept(known, e)
			}
			if e.Block == Lead && s.Lead != nil {
				continue
			}
			out.missing(e, err)
			continue
		}
		place(s, e, f)
		if e.Block == Lead && e.Source == "" {
			if old := kept(known, e); old != nil {
				s.Lead = old
			} else if e.File == "" {
				out.notice("The copy gives the caption of a picture that did not come with it: a blank plate stands in its place.")
			}
		}
	}
	s.Body = printable(s.Body)
	return nil
}

// own parts the figures from those of the copy, which is not changed.
func own(b ilbo.Body) {
	for i := range b {
		b[i].Figures = append([]ilbo.Figure(nil), b[i].Figures...)
	}
}

// errAbsent says that no file came with a picture.
var errAbsent = errors.New("no file")

// figure takes one picture in.
func (in *Intake) figure(ctx context.Context, e *Enclosed) (*ilbo.Figure, error) {
	open := e.Open
	if open == nil {
		if e.Block != Lead || e.Source != "" || e.Caption == "" {
			return nil, errAbsent
		}
		open = openPlate
	}
	r, err := open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	p, err := in.pictures.Intake(ctx, r, ilbo.Picture{Credit: e.Credit, Caption: e.Caption})
	if err != nil {
		return nil, err
	}
	return &ilbo.Figure{Picture: p.ID, Width: p.Width, Height: p.Height, Alt: e.Alt, Caption: e.Caption, Credit: e.Credit}, nil
}

// kept is the lead that the story on file has with the same caption: an editor
// may have found the picture that the copy came without.
func kept(known *ilbo.Story, e *Enclosed) *ilbo.Figure {
	if known == nil || known.Lead == nil || known.Lead.Picture == "" || known.Lead.Caption != e.Caption {
		return nil
	}
	f := *known.Lead
	return &f
}

func (o *Outcome) missing(e *Enclosed, err error) {
	switch {
	case errors.Is(err, errAbsent) && e.Source == "":
		o.notice("The picture with the caption “%s” did not come with the copy.", e.Caption)
	case errors.Is(err, errAbsent):
		o.notice("The picture %s is not beside the copy, and nothing is fetched: the story goes without it.", e.Source)
	case ilbo.SayOf(err) != "":
		o.notice("The picture %s was left out: %s", e.name(), ilbo.SayOf(err))
	default:
		o.notice("The picture %s cannot be read and was left out.", e.name())
	}
}

// place sets a figure where the copy had it.
func place(s *ilbo.Story, e *Enclosed, f *ilbo.Figure) {
	if e.Block == Lead {
		s.Lead = f
		return
	}
	if e.Block < len(s.Body) && e.Figure < len(s.Body[e.Block].Figures) {
		s.Body[e.Block].Figures[e.Figure] = *f
	}
}

// printable drops figures without a picture, and blocks without a figure.
func printable(b ilbo.Body) ilbo.Body {
	kept := b[:0]
	for _, block := range b {
		if block.Kind == ilbo.PictureKind || block.Kind == ilbo.Gallery {
			figures := block.Figures[:0]
			for _, f := range block.Figures {
				if f.Picture != "" {
					figures = append(figures, f)
				}
			}
			if block.Figures = figures; len(figures) == 0 {
				continue
			}
		}
		kept = append(kept, block)
	}
	return kept
}

func openPlate() (io.ReadCloser, error) { return io.NopCloser(plate()), nil }
