package press

import (
	"slices"

	"ilbo.press"
)

// printed is a story as it is when the edition closes, and as the desk wants it.
func (p *planner) printed(f *Filed) *ilbo.Story {
	return wished(f.Story.Printed(p.day.Edition.Closes), &f.Wish)
}

// wished is a story under the headline that the desk gives it in print.
func wished(s *ilbo.Story, w *ilbo.Wish) *ilbo.Story {
	if w.Headline == "" {
		return s
	}
	printed := *s
	printed.Headline, printed.Print.Headline = w.Headline, ""
	return &printed
}

// pinned are the stories that the desk wants on the front, behind the lead where
// that has a slot, and how many there are at least.
func (p *planner) pinned() ([]*item, int) {
	var all []*item
	for _, it := range p.items {
		if it.page == 1 && len(all) < mostFront-1 {
			all = append(all, it)
		}
	}
	if len(all) == 0 {
		return nil, 0
	}
	for _, it := range p.items {
		if it.slot == 1 && it.page == 0 {
			all = slices.Insert(all, 0, it)
		}
	}
	return all, len(all)
}

// hold takes out of the stream what waits for a page of its own.
func (p *planner) hold(stream []*item) {
	p.stream, p.held, p.pins = nil, nil, 0
	for _, it := range stream {
		if it.page > 1 {
			p.held = append(p.held, it)
		} else {
			p.stream = append(p.stream, it)
		}
	}
	slices.SortStableFunc(p.held, func(a, b *item) int { return int(a.page - b.page) })
}

// pin puts at the stream's head what the desk wants on a page, and what it wanted on
// one before that had no room. Where nothing else is left, the next that waits is
// on the last page.
func (p *planner) pin(f ilbo.Folio) {
	n := 0
	for n < len(p.held) && n < mostPage && p.held[n].page <= f {
		n++
	}
	if n == 0 && len(p.stream) == 0 {
		n = min(1, len(p.held))
	}
	p.stream = slices.Concat(p.held[:n], p.stream)
	p.held, p.pins = p.held[n:], n
}
