package press

import (
	"fmt"
	"slices"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// Stories of the front page, at most, and of a page inside.
const (
	mostFront = 6
	mostPage  = 11
)

// plan plans the front page, then those inside, one after another.
func (p *planner) plan() error {
	front := p.front()
	if front.node == nil {
		return fmt.Errorf("plan the front page: nothing fills it")
	}
	on := make(map[*ilbo.Story]bool)
	for _, it := range front.items {
		for _, s := range it.stories {
			on[s] = true
		}
	}
	var rest []*item
	for _, it := range p.items {
		if !on[it.stories[0]] {
			rest = append(rest, it)
		}
	}
	p.pages = append(p.pages, front)
	stream := p.inOrder(append(continued(front.node, nil), rest...))
	var best []planned
	for squeeze := range mostSqueezed {
		pages, err := p.inside(stream, squeeze)
		if err != nil {
			return err
		}
		if best == nil || cost(pages) < cost(best) {
			best = pages
		}
		if n := len(best); n == 0 || best[n-1].node.fill < p.room()/4 {
			break
		}
	}
	p.pages = append(p.pages, best...)
	// What is continued belongs to the plan that was kept.
	for _, page := range p.pages {
		for _, it := range page.items {
			if it.from != nil {
				it.from.on = it
			}
		}
	}
	for i := range p.pages {
		for _, it := range p.pages[i].items {
			it.folio = ilbo.Folio(i + 1)
		}
	}
	p.enter()
	return nil
}

// mostSqueezed is how often the pages are planned again, ever fuller, where the
// last would stand nearly empty.
const mostSqueezed = 4

// inside plans the pages inside.
func (p *planner) inside(stream []*item, squeeze int) ([]planned, error) {
	var pages []planned
	p.hold(stream)
	for p.pin(ilbo.Folio(len(pages) + 2)); len(p.stream) > 0; p.pin(ilbo.Folio(len(pages) + 2)) {
		p.folio = ilbo.Folio(len(pages) + 2)
		p.long(p.stream)
		page := p.next(squeeze)
		if page.node == nil { // on a page of which little is left for stories
			for _, it := range p.stream[:min(mostPage, len(p.stream))] {
				if it.kind == copyItem || it.kind == briefsItem {
					p.composer.tail(it)
					it.shapes = [3][]shapes{}
				}
			}
			page = p.next(squeeze)
		}
		if page.node == nil {
			return nil, fmt.Errorf("plan page %s: nothing of %d items fills it, the first of them %q", ilbo.Folio(len(pages)+2), len(p.stream), p.stream[0].headline)
		}
		pages = append(pages, page)
		p.stream = append(continued(page.node, nil), p.stream[len(page.items):]...)
	}
	return pages, nil
}

// cost is what pages cost.
func cost(pages []planned) int {
	sum := 0
	for _, p := range pages {
		sum += p.node.cost
	}
	return sum
}

// room is how many rows of columns the page inside has that is being planned.
func (p *planner) room() int {
	return p.rows(p.folio, ilbo.SectionPage) * p.composer.sheet.Columns
}

// front is the best front page of those with a few stories more or fewer.
func (p *planner) front() planned {
	candidates, least := p.pinned()
	for _, it := range p.items {
		if it.page == 0 && !slices.Contains(candidates, it) && len(candidates) < mostFront && (it.slot > 0 || !opinion(it) && it.rows() >= 2*leastPart || len(p.items) < 3) {
			candidates = append(candidates, it)
		}
	}
	if len(candidates) == 0 {
		candidates = p.items[:1]
	}
	rows := p.rows(1, ilbo.FrontPage)
	var best *node
	var items []*item
	p.contents = &item{kind: contentsItem, language: p.day.Paper.Languages[0]}
	// Where all are on the front, there is nothing to list.
	withContents := len(p.items) > len(candidates)
	fresh := func(it *item) *item {
		c := *it
		c.cut, c.shapes = true, [3][]shapes{}
		return &c
	}
	var cut []*item
	for _, it := range candidates {
		cut = append(cut, fresh(it))
	}
	for n := min(max(3, least), len(cut)); n <= len(cut); n++ {
		for at := 1; at <= n; at++ {
			list := slices.Clone(cut[:n])
			if withContents {
				list = slices.Insert(list, at, p.contents)
			} else if at > 1 {
				break
			}
			node := p.composer.slicing(list, rows).page(len(list))
			if node != nil && (best == nil || node.cost*len(items) < best.cost*len(list)) {
				best, items = node.kept(), list
			}
		}
	}
	return planned{ilbo.FrontPage, items, best}
}

// continued are what is left of the stories of a page that are continued.
func continued(n *node, list []*item) []*item {
	if n == nil {
		return list
	}
	if n.shape == nil {
		return continued(n.b, continued(n.a, list))
	}
	if !n.shape.jump {
		return list
	}
	it := n.shape.item
	rest := &item{kind: copyItem, stories: it.stories, language: it.language, headline: it.headline, value: it.value, trim: it.trim, from: it}
	for i, piece := range it.pieces[n.shape.dealt:] {
		if i == 0 {
			first := *piece
			first.before = 0
			piece = &first
		}
		rest.pieces = append(rest.pieces, piece)
	}
	it.on = rest
	return append(list, rest)
}

// inOrder are the items of the pages inside: by section, the short ones of each
// gathered in briefs.
func (p *planner) inOrder(items []*item) []*item {
	sections := make([][]*item, len(p.sections)+1)
	for _, it := range items {
		n := p.section(it)
		sections[n] = append(sections[n], it)
	}
	var all []*item
	masthead := &item{kind: mastheadItem, language: p.day.Paper.Languages[0]}
	placed := false
	for _, list := range sections {
		if len(list) == 0 {
			continue
		}
		slices.SortStableFunc(list, func(a, b *item) int { return b.value - a.value })
		list = p.gathered(after(list))
		if opinion(list[0]) {
			list = slices.Insert(list, min(2, len(list)), masthead)
			placed = true
		}
		all = append(all, list...)
	}
	if !placed && len(all) > 0 {
		all = append(all, masthead)
	}
	return all
}

// after puts what is continued from the front behind the section's own first
// story, which leads its page.
func after(list []*item) []*item {
	var fresh, continued []*item
	for _, it := range list {
		if it.from != nil {
			continued = append(continued, it)
		} else {
			fresh = append(fresh, it)
		}
	}
	n := min(1, len(fresh))
	return slices.Concat(fresh[:n], continued, fresh[n:])
}

// long says of items that are longer than a page, or nearly, that they may be
// continued.
func (p *planner) long(items []*item) {
	for _, it := range items {
		it.cut = it.rows() > p.room()*3/5
	}
}

// Briefs: how many rows a story has at most that may be one, and how many stand
// together.
const (
	briefRows  = 17
	mostBriefs = 6
)

// gathered puts the short stories of a section together.
func (p *planner) gathered(list []*item) []*item {
	var kept, short []*item
	for _, it := range list {
		brief := it.stories[0].Print.Weight == ilbo.PrintBrief && it.rows() < 3*briefRows || it.rows() <= briefRows && it.figure == nil && it.slot == 0
		if brief && it.from == nil && it.page == 0 {
			short = append(short, it)
		} else {
			kept = append(kept, it)
		}
	}
	if len(short) == 1 {
		return list
	}
	for len(short) > 0 {
		n := min(mostBriefs, len(short))
		if len(short)-n == 1 {
			n--
		}
		kept = append(kept, p.composer.briefs(short[:n]))
		short = short[n:]
	}
	return kept
}

// Costs of a page with more than one section, and of a section that is broken off
// so that little of it is on the next.
const (
	costMixed   = 40
	costOpinion = 600
	squeezeCost = 30 // what a story more on a page is worth, where it is squeezed
)

// mostTries is how many other orders of stories are tried where a page would have
// a filler.
const mostTries = 5

// next is the best page of the first items of the stream. What is left of a section
// may stand below the lead of the next; and where there is a filler two neighbours
// change places, if that is better: what they are worth differs little.
func (p *planner) next(squeeze int) planned {
	best, score := p.best(p.stream, squeeze)
	if p.pins > 0 {
		if best.node == nil { // they fill no page together
			p.pins = 0
			best, _ = p.best(p.stream, squeeze)
		}
		return best
	}
	try := func(from, to int) {
		other := slices.Clone(p.stream)
		it := other[from]
		other = slices.Insert(slices.Delete(other, from, from+1), to, it)
		if page, n := p.best(other, squeeze); page.node != nil && (best.node == nil || n < score) {
			best, score, p.stream = page, n, other
		}
	}
	if n := p.leads(); n > 0 {
		try(n, 0)
	}
	for i := 1; i <= mostTries && i+1 < len(p.stream) && best.node != nil && best.node.fill > 0; i++ {
		if a, b := p.stream[i], p.stream[i+1]; len(a.stories) > 0 && len(b.stories) > 0 && p.section(a) == p.section(b) {
			try(i+1, i)
		}
	}
	return best
}

// leads is the place of the first story of the next section, where it is soon; 0:
// it is not.
func (p *planner) leads() int {
	for i, it := range p.stream[:min(4, len(p.stream))] {
		if len(it.stories) == 0 || opinion(it) {
			return 0
		}
		if p.section(it) != p.section(p.stream[0]) {
			return i
		}
	}
	return 0
}

// best is the best page of the first items of a list, and its score: of those with
// more and with fewer, the one whose items cost least on average, and what is left
// for a last page beside. Squeezed, it has rather more of them.
func (p *planner) best(stream []*item, squeeze int) (planned, int) {
	rows := p.rows(p.folio, ilbo.SectionPage)
	area, n := 0, 0
	for n < len(stream) && n < mostPage && area < rows*p.composer.sheet.Columns*13/10 {
		area += p.composer.least(stream[n])
		n++
	}
	slicing := p.composer.slicing(stream[:n], rows)
	var best *node
	var count, score int
	for k := max(1, p.pins); k <= n; k++ {
		node := slicing.page(k)
		if node == nil {
			continue
		}
		cost := node.cost
		for i := 1; i < k; i++ {
			if a, b := stream[i-1], stream[i]; len(a.stories) > 0 && len(b.stories) > 0 && p.section(a) != p.section(b) {
				cost += costMixed
				if opinion(a) || opinion(b) {
					cost += costOpinion
				}
			}
		}
		left := 0
		for _, it := range stream[k:] {
			left += p.composer.least(it)
		}
		if left > 0 && left < p.room()*2/3 {
			cost += fillCost(1, p.room()-left)
		}
		if average := cost/k - squeezeCost*squeeze*k; best == nil || average < score {
			best, count, score = node, k, average
		}
	}
	kind := ilbo.SectionPage
	switch {
	case opinion(stream[0]):
		kind = ilbo.OpinionPage
	case count == len(stream) && len(continued(best, nil)) == 0:
		kind = ilbo.BackPage
	}
	return planned{kind, slices.Clone(stream[:count]), best.kept()}, score
}

// least is about how many rows of columns an item takes.
func (c *composer) least(it *item) int {
	n := it.rows() + 14
	if it.figure != nil {
		n += 20
	}
	return n
}

// enter enters in the contents what is inside: the story that leads each page,
// then others by what they are worth.
func (p *planner) enter() {
	var first, then []entry
	for i, page := range p.pages[1:] {
		led := false
		for _, it := range page.items {
			if it.story() == nil || it.from != nil {
				continue
			}
			s := it.stories[0]
			e := entry{title: it.headline, label: p.sectionName(s.Section, s.Language), folio: ilbo.Folio(i + 2), language: s.Language}
			if !led {
				first = append(first, e)
			} else {
				then = append(then, e)
			}
			led = true
		}
	}
	p.contents.entries = append(first, then...)
}

func (p *planner) sectionName(id ilbo.SectionID, l ilbo.Language) string {
	for _, s := range p.day.Sections {
		if s.ID == id.Top() {
			return s.Name.In(l)
		}
	}
	return string(id.Top())
}

// set sets all pages.
func (p *planner) set() []Page {
	c := p.composer
	all := make([]Page, len(p.pages))
	house := &house{}
	for i, planned := range p.pages {
		page := &all[i]
		page.Folio, page.Kind = ilbo.Folio(i+1), planned.kind
		band := c.sheet.band(page.Kind)
		page.Grid, page.Rows = c.sheet.Head+typeset.Length(band)*c.sheet.Leading, c.sheet.rows(band)
		var names []string
		l := p.day.Paper.Languages[0]
		for _, it := range planned.items {
			for _, s := range it.stories {
				page.Stories = append(page.Stories, s.ID)
				if top := s.Section.Top(); page.Kind != ilbo.FrontPage && !slices.Contains(page.Sections, top) {
					page.Sections = append(page.Sections, top)
					names = append(names, p.sectionName(top, l))
				}
			}
		}
		if len(names) > 3 {
			names = names[:3]
		}
		page.Blocks = []Block{c.plate(page, &p.day.Edition, strings.Join(names, "  ·  "))}
		lay := &layout{composer: c, page: page, house: house, date: p.day.Edition.Date}
		lay.place(planned.node, 0, 0)
		if space, n := p.reserved(page.Folio); n > 0 {
			lay.reserve(space, n)
		}
	}
	return all
}
