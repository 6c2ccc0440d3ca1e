package press

import (
	"strings"

	"ilbo.press"
)

// Printed are the pages of the edition as readers leaf through them.
func (m *Made) Printed() []ilbo.PrintedPage {
	var all []ilbo.PrintedPage
	for i := range m.Pages {
		p := ilbo.PrintedPage{PagePlan: m.Pages[i].PagePlan, Width: m.Sheet.Width.Points() * 25.4 / 72, Height: m.Sheet.Height.Points() * 25.4 / 72}
		for k := range m.Pages[i].Blocks {
			if b := &m.Pages[i].Blocks[k]; b.Name() != "" {
				p.Areas = append(p.Areas, m.area(b))
			}
		}
		all = append(all, p)
	}
	return all
}

// area is where a block stands.
func (m *Made) area(b *Block) ilbo.Area {
	w, h := float64(m.Sheet.Width), float64(m.Sheet.Height)
	return ilbo.Area{Stories: b.Stories, Title: b.Name(), Language: b.Language,
		X: float64(b.X) / w, Y: float64(b.Y) / h, Width: float64(b.Width) / w, Height: float64(b.Height) / h}
}

// Name is what a block is called: its title, or else its first heading. House
// fillers, folios and the masthead have none: there is nothing to open.
func (b *Block) Name() string {
	if b.Title != "" {
		return b.Title
	}
	var name strings.Builder
	group := 0
	for i := range b.Parts {
		p := &b.Parts[i]
		if p.Line == nil || !strings.HasPrefix(p.Role, "H") || group != 0 && p.Group != group {
			continue
		}
		group = p.Group
		name.WriteString(p.Line.String())
	}
	return name.String()
}

// Heading is what an edition is called where it stands by itself: the paper and
// the day.
func (m *Made) Heading(l ilbo.Language) string {
	w := english
	if l == ilbo.Korean {
		w = korean
	}
	return m.Paper.Title.In(l) + ", " + w.date(m.Date)
}
