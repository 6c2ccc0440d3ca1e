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
	m.page()
	m.heading(m.words.vocabulary)
	d := m.dress[l]
	number := *d.class
	number.Faces = m.fonts.Bold
	var lines [][]typeset.Line
	rest := typeset.Length(0) // what is not placed yet
	for _, e := range all {
		set := m.set(typeset.Text{{Text: ilbo.Clean(e.gloss.Headword), Style: m.dress[e.chapter.Lesson.Learned].word}, {Text: "  " + ilbo.Clean(e.gloss.Meaning) + "\u00A0\u00A0", Style: d.aside}, {Text: strconv.Itoa(e.page), Style: &number}}, d.lines, third())
		lines, rest = append(lines, set), rest+high(set)
	}
	top, y, at := m.y, m.y, 0
	bottom := m.even(rest)
	for n, e := range all {
		if y > top && (y+high(lines[n]) > foot || y >= bottom && at < full-1) {
			if at++; at == full {
				m.page()
				at, top = 0, m.y
				bottom = m.even(rest)
			}
			y = top
		}
		element := m.element(m.section, "P", e.chapter.Lesson.Learned)
		for i := range lines[n] {
			part := m.at().line(columnAt(at), y, &lines[n][i], noteLeading, element)
			if i == 0 {
				part.leads = e.page
			}
			y += noteLeading
		}
		y += entryGap
		rest -= high(lines[n])
	}
}

// entryGap is between the words of a vocabulary.
const entryGap = 3 * typeset.Point

// high is how high an entry of so many lines is, with what is below it.
func high(lines []typeset.Line) typeset.Length {
	return typeset.Length(len(lines))*noteLeading + entryGap
}

// even is where the columns of a page end that has so much, so that they are alike.
func (m *maker) even(h typeset.Length) typeset.Length { return min(foot, m.y+h/full) }

// columnAt is where one of the columns begins of a page that has no margin.
func columnAt(n int) typeset.Length { return left + typeset.Length(n)*(third()+between) }
