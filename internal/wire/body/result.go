package body

import (
	"ilbo.press"
	"ilbo.press/internal/wire"
)

// A Result is a body, and what came with it.
type Result struct {
	Body     ilbo.Body
	Enclosed []wire.Enclosed // a picture each, in the body's order
	Notices  []string        // sentences on what was left out, each once
	Cut      bool            // the copy is longer than a story: its end was not set
}

// Drop takes a block out, with its pictures.
func (r *Result) Drop(block int) {
	r.Body = append(r.Body[:block:block], r.Body[block+1:]...)
	kept := r.Enclosed[:0]
	for _, e := range r.Enclosed {
		if e.Block == block {
			continue
		}
		if e.Block > block {
			e.Block--
		}
		kept = append(kept, e)
	}
	r.Enclosed = kept
}

// Gather makes one gallery of pictures that follow one another.
func (r *Result) Gather() {
	var b ilbo.Body
	to := make([]struct{ block, figure int }, len(r.Body)) // where figures go
	for i, block := range r.Body {
		pictures := block.Kind == ilbo.PictureKind || block.Kind == ilbo.Gallery
		if last := len(b) - 1; pictures && last >= 0 && len(b[last].Figures) > 0 {
			to[i].block, to[i].figure = last, len(b[last].Figures)
			b[last].Kind = ilbo.Gallery
			b[last].Figures = append(b[last].Figures[:to[i].figure:to[i].figure], block.Figures...)
			continue
		}
		to[i].block = len(b)
		b = append(b, block)
	}
	r.Body = b
	for i := range r.Enclosed {
		e := &r.Enclosed[i]
		e.Block, e.Figure = to[e.Block].block, to[e.Block].figure+e.Figure
	}
}
