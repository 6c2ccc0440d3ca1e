package wire

import (
	"context"
	"slices"
)

// How much of the stream is read before it is dealt with: whichever is reached
// first. The paper is asked once which of a window's stories it has. Copy with
// pictures ends one: what they are in is open while the stream stands there.
const (
	window      = 250
	windowBytes = 4 << 20 // of text
)

// An entry is one of the stream: copy, or why there is none.
type entry struct {
	copy  *Copy
	err   error
	fresh bool // no story of the paper has its number
}

// A gathering is the entries of the window.
type gathering struct {
	entries []entry
	bytes   int // of text
	open    bool
}

func (g *gathering) add(c *Copy, err error) {
	g.entries = append(g.entries, entry{copy: c, err: err})
	if c != nil {
		g.bytes += textOf(&c.Story.Body)
		g.open = slices.ContainsFunc(c.Enclosed, func(e Enclosed) bool { return e.Open != nil })
	}
}

func (g *gathering) full() bool { return len(g.entries) == window || g.bytes >= windowBytes || g.open }

// numbers are those under which the copy may be on file.
func (c *Copy) numbers() []string {
	var list []string
	for _, n := range []string{c.Story.Foreign, c.Alias} {
		if n != "" {
			list = append(list, n)
		}
	}
	return list
}

// judge marks the entries that are new to the paper. One whose number another
// lot has, or that stands in the window twice, is left to be asked for when its
// turn comes: the paper may have it by then.
func (r *runner) judge(ctx context.Context) error {
	asked := map[string]bool{}
	var numbers []string
	sure := make([]bool, len(r.ahead.entries))
	for i, e := range r.ahead.entries {
		if e.err != nil {
			continue
		}
		sure[i] = true
		for _, n := range e.copy.numbers() {
			if asked[n] || r.next.holds(n) || r.desk.holds(n) {
				sure[i] = false
				continue
			}
			asked[n] = true
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	known, err := r.in.desk.Known(ctx, numbers)
	if err != nil {
		return err
	}
	for _, n := range known {
		delete(asked, n)
	}
	for i := range r.ahead.entries {
		e := &r.ahead.entries[i]
		e.fresh = sure[i]
		if e.fresh {
			for _, n := range e.copy.numbers() {
				e.fresh = e.fresh && asked[n]
			}
		}
	}
	return nil
}
