package press

import (
	"fmt"
	"reflect"
	"slices"

	"ilbo.press"
)

// Again sets the pages anew of which stories have changed since, or are gone: they
// were killed, held, put under an embargo, or taken out of print. All others stay
// as they are, and so do the stories of each page. What the day has beside is not
// in it: that takes a plan of its own, see [Make].
//
// It gives the edition as it is now, and which pages are others. Where a page does
// not hold its stories any more it is an [ilbo.Error] of kind Conflict, and the
// edition has to be made again. In any case m is not asked again.
func (m *Made) Again(day *Day) (*Made, []ilbo.Folio, error) {
	p := m.planner
	p.day = day
	r := &revision{planner: p, filed: make(map[ilbo.StoryID]*Filed), due: make([]bool, len(p.pages))}
	for i := range day.Stories {
		if f := &day.Stories[i]; r.filed[f.Story.ID] == nil && p.prints(f) {
			r.filed[f.Story.ID] = f
		}
	}
	var changed []ilbo.Folio
	for i := range p.pages {
		if !r.due[i] && !r.differs(&p.pages[i]) {
			continue
		}
		if err := r.page(i); err != nil {
			return nil, nil, err
		}
		changed = append(changed, ilbo.Folio(i+1))
	}
	before := p.contents.entries
	p.enter()
	if !slices.Equal(before, p.contents.entries) && !slices.Contains(changed, 1) {
		changed = slices.Insert(changed, 0, 1)
	}
	r.list()
	return p.made(m.Sheet), changed, nil
}

// prints reports whether a story is in the edition.
func (p *planner) prints(f *Filed) bool {
	return f.Story.Print.Weight != ilbo.PrintNot && !f.Wish.Drop && f.Story.Visible(p.day.Edition.Closes)
}

// A revision is pages as they are set again, from the first to the last: what is
// continued stands behind what it continues.
type revision struct {
	*planner
	filed map[ilbo.StoryID]*Filed
	due   []bool // pages where what is continued is not what it was
}

// differs reports whether a story of a page is not what it was.
func (r *revision) differs(page *planned) bool {
	for _, it := range page.items {
		for _, s := range it.stories {
			if f := r.filed[s.ID]; f == nil || !same(s, r.printed(f)) {
				return true
			}
		}
	}
	return false
}

// same reports whether a story prints as another does.
func same(a, b *ilbo.Story) bool {
	is, err := ilbo.CopyOf(a).Same(ilbo.CopyOf(b))
	return err == nil && is && reflect.DeepEqual(a.Corrections, b.Corrections)
}

// page sets a page again.
func (r *revision) page(i int) error {
	page := &r.pages[i]
	var items []*item
	rests := make(map[*item]*item) // what was left over of each
	for _, it := range page.items {
		rest := it.on
		now := r.item(it)
		if now == nil {
			r.replace(rest, nil)
			continue
		}
		if now.cut != (rest != nil) {
			now.cut, now.shapes = rest != nil, [3][]shapes{}
		}
		now.on, now.folio = nil, ilbo.Folio(i+1)
		rests[now] = rest
		items = append(items, now)
	}
	if !slices.ContainsFunc(items, func(it *item) bool { return len(it.stories) > 0 }) {
		return &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf("Nothing is left of page %s. Make the edition again.", ilbo.Folio(i+1))}
	}
	node := r.fill(r.rows(ilbo.Folio(i+1), page.kind), items)
	if node == nil {
		return &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf("Page %s does not hold its stories any more. Make the edition again.", ilbo.Folio(i+1))}
	}
	page.items, page.node = items, node
	continued(node, nil)
	for _, it := range items {
		r.replace(rests[it], it.on)
	}
	return nil
}

// fill fills a page with items, neighbours of which change places where that is
// better.
func (r *revision) fill(rows int, items []*item) *node {
	best := r.composer.slicing(items, rows).page(len(items)).kept()
	for k := 1; k <= mostTries && k+1 < len(items) && (best == nil || best.fill > 0); k++ {
		other := slices.Clone(items)
		other[k], other[k+1] = items[k+1], items[k]
		if n := r.composer.slicing(other, rows).page(len(other)); n != nil && (best == nil || n.cost < best.cost) {
			best = n.kept()
			copy(items, other)
		}
	}
	return best
}

// item is an item of a page as it is now, nil where it is gone.
func (r *revision) item(it *item) *item {
	switch {
	case len(it.stories) == 0 || it.from != nil:
		return it // of the house; or what an earlier page has left over
	case it.kind == briefsItem:
		var list []*item
		for _, s := range it.stories {
			if f := r.filed[s.ID]; f != nil {
				list = append(list, r.filedItem(f))
			}
		}
		if len(list) == 0 {
			return nil
		}
		return r.composer.briefs(list)
	}
	f := r.filed[it.stories[0].ID]
	if f == nil {
		return nil
	}
	if same(it.stories[0], r.printed(f)) {
		return it
	}
	return r.filedItem(f)
}

// list lists the day's items as they are now.
func (r *revision) list() {
	now := make(map[ilbo.StoryID]*item)
	for _, page := range r.pages {
		for _, it := range page.items {
			if it.kind == copyItem && it.from == nil {
				now[it.stories[0].ID] = it
			}
		}
	}
	for i, it := range r.items {
		id := it.stories[0].ID
		switch f := r.filed[id]; {
		case f == nil:
			r.items[i] = nil
		case now[id] != nil:
			r.items[i] = now[id]
		case !same(it.stories[0], r.printed(f)):
			r.items[i] = r.filedItem(f)
		}
	}
	r.items = slices.DeleteFunc(r.items, func(it *item) bool { return it == nil })
}

// replace puts what is left over of an item in the place of what was, on a later
// page, which has to be set again.
func (r *revision) replace(was, is *item) {
	if was == nil {
		return
	}
	for i := range r.pages {
		items := &r.pages[i].items
		k := slices.Index(*items, was)
		if k < 0 {
			continue
		}
		r.due[i] = true
		if is == nil {
			*items = slices.Delete(*items, k, k+1)
			r.replace(was.on, nil)
		} else {
			(*items)[k] = is
			is.on, is.folio = was.on, was.folio
		}
	}
}
