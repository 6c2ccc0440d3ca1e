package booklet

import (
	"fmt"
	"strconv"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// front is the cover: the name, the editor's word and, in the margin, what is in the
// issue. It gives what writes the page of each story there, when that is known.
func (m *maker) front() (contents func()) {
	i, l := m.Issue.Issue, m.Issue.Issue.Explained()
	d, all := m.dress[l], column+gap+margin
	m.section = m.element(0, "Sect", l)
	m.made.elements[m.section-1].title = ilbo.Clean(i.Title)
	page := m.page()
	page.rule(left, typeset.Millimetres(14), all, 5*typeset.Point, accent)
	m.y = typeset.Millimetres(17)
	m.across("P", d.plate, d.plate.Size*112/100, m.words.names[i.Course])
	page.rule(left, m.y+2*typeset.Point, all, 800, black)
	m.y += 6 * typeset.Point
	m.across("P", d.byline, 14_000, m.Paper.Title.In(l)+"  ·  "+m.number()+"  ·  "+m.words.date(i.Date))
	page.rule(left, m.y+typeset.Point, all, 350, black)
	m.y += 20 * typeset.Point
	m.across("H1", d.title, d.title.Size*122/100, ilbo.Clean(i.Title))
	m.y += 8 * typeset.Point
	m.cover()
	page.floor = m.y
	first := len(m.made.Pages)
	contents = m.contents()
	m.y = m.made.Pages[first-1].floor
	pages := m.made.Pages
	m.made.Pages = pages[:first] // the word begins on the first, whatever the contents need
	spare := append([]Page(nil), pages[first:]...)
	if len(i.Word) > 0 {
		m.rubric(m.words.editor)
		for n := range i.Word {
			m.run(paragraph{text: typeset.Text{{Text: ilbo.Clean(i.Word[n].Text.String()), Style: d.text}}, form: d.body, leading: textLeading, before: 6 * typeset.Point, element: m.element(m.section, "P", l)})
		}
	}
	for n, p := range spare { // what the contents need more than the word does
		if first+n < len(m.made.Pages) {
			at := &m.made.Pages[first+n]
			at.Parts = append(at.Parts, p.Parts...)
		} else {
			m.made.Pages = append(m.made.Pages, p)
		}
	}
	return contents
}

// coverHigh is the part of its width that the picture of the cover is high.
const coverHigh = 44 // percent

// cover puts the picture of a story across the cover: of the last one that has a picture,
// whose own page is furthest away.
func (m *maker) cover() {
	for n := len(m.Chapters) - 1; n >= 0; n-- {
		s := m.Chapters[n].Story
		if f := s.Lead; f != nil && f.Width > 0 && f.Height > 0 {
			all := column + gap + margin
			m.figure(f, s.Language, all, all*coverHigh/100)
			m.y += 12 * typeset.Point
			return
		}
	}
}

// across sets a line or two across the page.
func (m *maker) across(role string, style *typeset.Style, leading typeset.Length, text string) {
	l := m.Issue.Issue.Explained()
	lines := m.set(typeset.Text{{Text: text, Style: style}}, m.dress[l].lead, column+gap+margin)
	e := m.element(m.section, role, l)
	for i := range lines {
		m.at().line(left, m.y, &lines[i], leading, e)
		m.y += leading
	}
}

// contents lists the stories in the margin, on as many pages as that takes.
func (m *maker) contents() func() {
	l := m.Issue.Issue.Explained()
	d, x := m.dress[l], left+column+gap
	title := m.set(typeset.Text{{Text: m.words.contents, Style: d.rubric}}, d.lines, margin)
	e := m.element(m.section, "H2", l)
	m.at().rule(x, m.y, margin, 450, black)
	m.y += 4 * typeset.Point
	m.at().line(x, m.y, &title[0], 14_000, e)
	m.y += 17_000
	var on []int // the page of each entry
	for n := range m.Chapters {
		c := &m.Chapters[n]
		style := *m.dress[c.Story.Language].head
		style.Size = 11_200
		headline := m.set(typeset.Text{{Text: strconv.Itoa(n+1) + "  ", Style: d.kicker}, {Text: ilbo.Clean(c.Story.Headline), Style: &style}}, m.dress[c.Story.Language].lead, margin-8*typeset.Millimetres(1))
		say := m.set(typeset.Text{{Text: string(c.Lesson.Level) + " · " + fmt.Sprintf(m.words.count, len(c.Setting.Glosses)), Style: d.folio}}, d.lines, margin)
		if high := typeset.Length(len(headline))*14_400 + 11_000; m.y+high > foot {
			m.page()
		}
		e := m.element(m.section, "P", c.Story.Language)
		on = append(on, len(m.made.Pages)-1)
		m.entries = append(m.entries, Part{X: x, Y: m.y, Width: margin, Height: typeset.Length(len(headline))*14_400 + 11_000, element: e})
		for k := range headline {
			m.at().line(x, m.y, &headline[k], 14_400, e)
			m.y += 14_400
		}
		m.at().line(x, m.y, &say[0], 11_000, e)
		m.y += 11_000 + 7*typeset.Point
		m.at().rule(x, m.y-4*typeset.Point, margin, 300, pale)
	}
	right := &typeset.Form{Align: typeset.Right}
	return func() {
		for n, at := range on {
			page, entry := &m.made.Pages[at], m.entries[n]
			number := m.set(typeset.Text{{Text: strconv.Itoa(m.begins[n]), Style: d.byline}}, right, margin)
			part := page.line(entry.X, entry.Y, &number[0], 14_400, entry.element)
			part.leads, part.Height = m.begins[n], entry.Height
			part.Base = 14_400 * 76 / 100
		}
	}
}
