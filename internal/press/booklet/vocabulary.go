package booklet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// vocabulary lists all words of the issue, each with the page on which it stands.
func (m *maker) vocabulary() {
	type entry struct {
		gloss   *ilbo.Gloss
		chapter *Chapter
		page    int
	}
	var all []entry
	for n := range m.Chapters {
		c := &m.Chapters[n]
		for k, g := range c.Setting.Glosses {
			all = append(all, entry{g.Gloss, c, m.places[place{n + 1, k + 1}]})
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.gloss.Headword), strings.ToLower(b.gloss.Headword)), cmp.Compare(a.page, b.page))
	})
	l := m.Issue.Issue.Explained()
	m.section = m.element(0, "Sect", l)
	m.made.elements[m.section-1].title = m.words.vocabulary
	p := m.page()
	m.heading(m.words.vocabulary)
	top, y, at := m.y, m.y, 0
	d := m.dress[l]
	number := *d.class
	number.Faces = m.fonts.Bold
	for _, e := range all {
		lines := m.set(typeset.Text{{Text: ilbo.Clean(e.gloss.Headword), Style: m.dress[e.chapter.Lesson.Learned].word}, {Text: "  " + ilbo.Clean(e.gloss.Meaning) + "\u00A0\u00A0", Style: d.aside}, {Text: strconv.Itoa(e.page), Style: &number}}, d.lines, third())
		high := typeset.Length(len(lines)) * noteLeading
		if y > top && y+high > foot {
			if at++; at == full {
				p, at = m.page(), 0
				top = m.y
			}
			y = top
		}
		x := left + typeset.Length(at)*(third()+between)
		element := m.element(m.section, "P", e.chapter.Lesson.Learned)
		for i := range lines {
			part := p.line(x, y, &lines[i], noteLeading, element)
			if i == 0 {
				part.leads = e.page
			}
			y += noteLeading
		}
		y += 3 * typeset.Point
	}
}
