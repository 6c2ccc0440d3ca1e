package press

import (
	"cmp"
	"slices"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// A Filed story is one of the day's, with what the desk says it is worth.
type Filed struct {
	Story  *ilbo.Story
	Slot   int // its place on the front, 1 for the lead; 0: it has none
	Weight ilbo.Weight
	Wish   ilbo.Wish // what the desk wants of it in print
}

// A Day is what an edition is made of.
type Day struct {
	Paper    *ilbo.Paper
	Edition  ilbo.Edition
	Sections []ilbo.Section
	Stories  []Filed
	Reserved []Space
}

// A Space is the foot of a page that is not for stories. It is sold, and stands
// empty for what is pasted in, or has a picture; between times the house fills it.
type Space struct {
	Folio  ilbo.Folio
	Height typeset.Length
	Figure *ilbo.Figure // nil: a filler of the house
}

// A Fault is what was shown otherwise than it was written: a rune that no face
// has, which stands as a box.
type Fault struct {
	Story ilbo.StoryID
	Rune  rune
}

// A Made edition is one whose pages are set.
type Made struct {
	ilbo.Edition
	Paper   *ilbo.Paper
	Sheet   Sheet
	Pages   []Page
	Faults  []Fault
	Trimmed []ilbo.StoryID // which end before their last paragraphs

	planner *planner // for [Made.Again]
}

// Plan is what stands on which page.
func (m *Made) Plan() []ilbo.PagePlan {
	var all []ilbo.PagePlan
	for i := range m.Pages {
		all = append(all, m.Pages[i].PagePlan)
	}
	return all
}

// Most stories that an edition takes: more than any day has.
const MaxStories = 1_000

// Make plans the pages of a day and sets them. Only what the public may see when
// the edition closes is in it. It is an [ilbo.Error] of kind Invalid where there
// is no story.
func Make(day *Day, sheet Sheet, fonts Fonts) (*Made, error) {
	if len(day.Stories) > MaxStories {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: "An edition takes " + grouped(MaxStories) + " stories at most."}
	}
	c := &composer{
		sheet: &sheet, setter: typeset.NewSetter(), paper: day.Paper, measure: sheet.column(),
		dress: map[ilbo.Language]*dress{ilbo.English: fonts.dressed(ilbo.English), ilbo.Korean: fonts.dressed(ilbo.Korean)},
		words: map[ilbo.Language]*words{ilbo.English: english, ilbo.Korean: korean},
	}
	p := &planner{composer: c, day: day, sections: make(map[ilbo.SectionID]int)}
	for i, s := range day.Sections {
		p.sections[s.ID] = i
	}
	p.read()
	if len(p.items) == 0 {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: "There is no story of that day to print."}
	}
	if err := p.plan(); err != nil {
		return nil, err
	}
	return p.made(sheet), nil
}

// made sets all pages as they are planned.
func (p *planner) made(sheet Sheet) *Made {
	m := &Made{Edition: p.day.Edition, Paper: p.day.Paper, Sheet: sheet, Faults: p.faults(), planner: p}
	for i := range p.pages {
		m.Trimmed = trimmed(p.pages[i].node, m.Trimmed)
	}
	m.Pages = p.set()
	p.composer.nodes = arena{}
	for i := range p.pages {
		for _, it := range p.pages[i].items {
			it.shapes, it.heads = [3][]shapes{}, nil // others than its own
		}
	}
	return m
}

// A planner says what stands on which page.
type planner struct {
	composer *composer
	day      *Day
	sections map[ilbo.SectionID]int // in their order
	items    []*item                // of the day's stories, by what they are worth
	stream   []*item                // those for the pages inside, in their order
	held     []*item                // of them, those that wait for the page that the desk wants
	pins     int                    // how many at the stream's head have to be on the next page
	pages    []planned
	contents *item
	folio    ilbo.Folio // of the page that is being planned
}

// reserved is what is kept of a page, and how many rows of its foot that takes.
func (p *planner) reserved(folio ilbo.Folio) (Space, int) {
	for _, s := range p.day.Reserved {
		if s.Folio == folio && s.Height > 0 {
			return s, min(p.composer.sheet.high(s.Height), p.composer.sheet.rows(p.composer.sheet.band(ilbo.FrontPage))*mostReserved/100)
		}
	}
	return Space{}, 0
}

// mostReserved is how much of a page may be reserved, in hundredths.
const mostReserved = 60

// rows is how many a page has for stories.
func (p *planner) rows(folio ilbo.Folio, kind ilbo.PageKind) int {
	rows := p.composer.sheet.rows(p.composer.sheet.band(kind))
	if _, n := p.reserved(folio); n > 0 {
		rows -= n + between
	}
	return rows
}

// A planned page is a way to fill it.
type planned struct {
	kind  ilbo.PageKind
	items []*item
	node  *node
}

// read makes items of the stories that are printed.
func (p *planner) read() {
	seen := make(map[ilbo.StoryID]bool)
	for i := range p.day.Stories {
		f := &p.day.Stories[i]
		if !p.prints(f) || seen[f.Story.ID] {
			continue
		}
		seen[f.Story.ID] = true
		p.items = append(p.items, p.filedItem(f))
	}
	slices.SortStableFunc(p.items, func(a, b *item) int {
		return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.stories[0].ID, b.stories[0].ID))
	})
}

// filedItem is a story as an item.
func (p *planner) filedItem(f *Filed) *item {
	it := p.composer.item(p.printed(f))
	it.value, it.slot, it.page, it.wide = value(f, it), f.Slot, f.Wish.Page, f.Wish.Columns
	return it
}

// value is what a story is worth to a page: its place on the front before all,
// then what the desk says, then how much there is of it.
func value(f *Filed, it *item) int {
	v := 2_000*int(f.Weight) + min(it.rows(), 400)*4
	if f.Slot > 0 {
		v += 1_000_000 - 1_000*min(f.Slot, 900)
	}
	switch f.Story.Print.Weight {
	case ilbo.PrintTop:
		v += 8_000
	case ilbo.PrintBrief:
		v -= 8_000
	}
	if it.figure != nil {
		v += 400
	}
	return v
}

// section is the place of an item's section in the paper.
func (p *planner) section(it *item) int {
	if n, ok := p.sections[it.stories[0].Section.Top()]; ok {
		return n
	}
	return len(p.sections)
}

// opinion reports whether an item is the paper's view, or somebody's.
func opinion(it *item) bool {
	return len(it.stories) > 0 && it.stories[0].Section.Top() == "opinion"
}

// trimmed are the stories below a node that were, with those of a list.
func trimmed(n *node, list []ilbo.StoryID) []ilbo.StoryID {
	switch sh := n.shape; {
	case n.a != nil:
		return trimmed(n.b, trimmed(n.a, list))
	case sh == nil || sh.jump || sh.item.kind != copyItem || sh.dealt == len(sh.item.pieces):
		return list
	}
	return append(list, n.shape.item.stories[0].ID)
}

// faults are the runes that no face had, each once a story.
func (p *planner) faults() []Fault {
	var all []Fault
	for _, it := range p.items {
		missing := it.missing
		for _, piece := range it.pieces {
			missing = append(missing, piece.missing...)
		}
		for _, m := range missing {
			if f := (Fault{it.stories[0].ID, m.Rune}); !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	return all
}

// Prints reports whether a story is in the edition.
func (m *Made) Prints(id ilbo.StoryID) bool {
	for i := range m.Pages {
		if slices.Contains(m.Pages[i].Stories, id) {
			return true
		}
	}
	return false
}

// Final is the edition without what its pages are set again from, for whoever keeps
// it a while.
func (m *Made) Final() *Made {
	f := *m
	f.planner = nil
	return &f
}
