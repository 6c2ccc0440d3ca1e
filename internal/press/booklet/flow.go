package booklet

import (
	"slices"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/typeset"
)

// A Chapter is a story of the issue with its lesson set on it.
type Chapter struct {
	Story   *ilbo.Story
	Lesson  *ilbo.Lesson
	Setting *ilbo.Setting
}

// An Issue is what is printed.
type Issue struct {
	Issue    *ilbo.Issue
	Chapters []Chapter
	Paper    *ilbo.Paper
	Fonts    press.Fonts
}

// A maker fills pages, from the first to the last.
type maker struct {
	*Issue
	made    *Made
	setter  *typeset.Setter
	fonts   *press.Fonts
	dress   map[ilbo.Language]*dress
	words   *words
	chapter int            // that is being set, from 1
	y       typeset.Length // where the next line stands
	section int            // element of the chapter
	begins  []int          // pages of the chapters, from 1
	places  map[place]int  // pages of the words that are explained, from 1
	entries []Part         // of the contents, which lead to chapters
}

type place struct{ chapter, number int }

// Make sets an issue.
func Make(i *Issue) *Made {
	explained := i.Issue.Explained()
	m := &maker{Issue: i, made: &Made{}, setter: typeset.NewSetter(), fonts: &i.Fonts, dress: map[ilbo.Language]*dress{}, words: says[explained], places: map[place]int{}}
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		m.dress[l] = dressed(m.fonts, l)
	}
	paper := i.Paper.Title.In(explained)
	m.made.about = about{title: m.words.names[i.Issue.Course] + " " + m.number() + ": " + ilbo.Clean(i.Issue.Title), author: paper, language: string(explained), issue: i.Issue}
	contents := m.front()
	for n := range i.Chapters {
		m.chapter = n + 1
		m.begins = append(m.begins, len(m.made.Pages)+1)
		m.story(&i.Chapters[n])
	}
	m.chapter = 0
	m.vocabulary()
	contents()
	m.folios()
	return m.made
}

// set sets a text in a width.
func (m *maker) set(text typeset.Text, form *typeset.Form, width typeset.Length) []typeset.Line {
	return m.setter.Set(text, form, typeset.Even(width)).Lines
}

// need begins a page where so much has no place on this one.
func (m *maker) need(h typeset.Length) {
	if m.y+h > foot && m.y > m.at().floor {
		m.page()
	}
}

// paragraph is text that runs down the column.
type paragraph struct {
	text    typeset.Text
	form    *typeset.Form
	leading typeset.Length
	before  typeset.Length // white space, but at the head of a page
	keep    bool           // it stands on the page of what follows
	indent  typeset.Length
	element int
	marks   []mark
	list    string // what stands before its first line
}

// A mark is a word of a paragraph that has notes.
type mark struct {
	at     int // rune of the text
	number int
	notes  []*note
}

// run lets a paragraph run down the column, from page to page: no page begins with its
// last line alone or ends with its first.
func (m *maker) run(p paragraph) {
	lines := m.set(p.text, p.form, column-p.indent)
	if len(lines) == 0 {
		return
	}
	if m.y > m.at().floor {
		m.y += p.before
	}
	least := min(len(lines), 2)
	if p.keep {
		least = len(lines) + 2
	}
	m.need(typeset.Length(least) * p.leading)
	for i := range lines {
		if rest := len(lines) - i; i > 0 && (m.y+p.leading > foot || rest == 2 && m.y+2*p.leading > foot && i > 1) {
			m.page()
		}
		m.raise(&lines[i])
		page := m.at()
		page.line(left+p.indent, m.y, &lines[i], p.leading, p.element)
		m.underline(page, left+p.indent, m.y, &lines[i], p.leading)
		for _, k := range p.marks {
			last := i == len(lines)-1
			if k.at >= lines[i].From && (k.at < lines[i].To || last) && (i == 0 || k.at >= lines[i-1].To) {
				m.places[place{m.chapter, k.number}] = len(m.made.Pages)
				for _, n := range k.notes {
					n.wanted = m.y + p.leading*76/100 - noteLeading*76/100
					page.notes = append(page.notes, n)
				}
			}
		}
		m.y += p.leading
	}
}

// raise lifts the numbers of words above the line.
func (m *maker) raise(line *typeset.Line) {
	for i := range line.Runs {
		r := &line.Runs[i]
		if r.Style == m.dress[ilbo.English].number || r.Style == m.dress[ilbo.Korean].number {
			r.Drop = -r.Size * 62 / 100
		}
	}
}

// underline draws a fine rule below the words that are explained.
func (m *maker) underline(p *Page, x, y typeset.Length, line *typeset.Line, leading typeset.Length) {
	for i := range line.Runs {
		r := &line.Runs[i]
		if r.Style == m.dress[ilbo.English].gloss || r.Style == m.dress[ilbo.Korean].gloss {
			p.rule(x+line.Offset+r.X, y+leading*76/100+2_300, r.Width(), 450, accent)
		}
	}
}

// heading is the title of a part that stands across the page.
func (m *maker) heading(title string) {
	d := m.dress[m.Issue.Issue.Explained()]
	lines := m.set(typeset.Text{{Text: title, Style: d.rubric}}, d.lines, column)
	e := m.element(m.section, "H2", m.Issue.Issue.Explained())
	m.at().rule(left, m.y, column+gap+margin, 900, black)
	m.y += 5 * typeset.Point
	for i := range lines {
		m.at().line(left, m.y, &lines[i], 14_000, e)
		m.y += 14_000
	}
	m.y += 5 * typeset.Point
}

// rubric is the title of a part of a story, in its column.
func (m *maker) rubric(title string) {
	d := m.dress[m.Issue.Issue.Explained()]
	lines := m.set(typeset.Text{{Text: title, Style: d.rubric}}, d.lines, column)
	e := m.element(m.section, "H2", m.Issue.Issue.Explained())
	if m.y > m.at().floor {
		m.y += 16 * typeset.Point
	}
	m.need(typeset.Length(14_000 + 3*renderLeading + 6*typeset.Point))
	m.at().rule(left, m.y, column, 450, black)
	m.y += 4 * typeset.Point
	for i := range lines {
		m.at().line(left, m.y, &lines[i], 14_000, e)
		m.y += 14_000
	}
	m.y += 3 * typeset.Point
}

// number is that of the issue, as it is said.
func (m *maker) number() string {
	return strings.ReplaceAll(m.words.number, "%d", strconv.Itoa(m.Issue.Issue.Number))
}

// folios puts on each page what it is of and its number.
func (m *maker) folios() {
	explained := m.Issue.Issue.Explained()
	d := m.dress[explained]
	say := m.words.names[m.Issue.Issue.Course] + " " + m.number() + " · " + m.words.date(m.Issue.Issue.Date)
	right := &typeset.Form{Align: typeset.Right, Korean: typeset.Words}
	for i := range m.made.Pages {
		p := &m.made.Pages[i]
		all := column + gap + margin
		number := m.set(typeset.Text{{Text: strconv.Itoa(i + 1), Style: d.byline}}, right, all)
		for k := range number {
			p.line(left, foot+9*typeset.Point, &number[k], 12_000, 0)
		}
		if i == 0 {
			continue
		}
		line := m.set(typeset.Text{{Text: say, Style: d.folio}}, d.lines, all)
		p.line(left, head-22*typeset.Point, &line[0], 11_000, 0)
		if p.chapter > 0 {
			s := m.Chapters[p.chapter-1].Story
			name := m.set(typeset.Text{{Text: cut(ilbo.Clean(s.Headline), 60), Style: m.dress[s.Language].folio}}, right, all)
			if len(name) == 1 {
				p.line(left, head-22*typeset.Point, &name[0], 11_000, 0)
			}
		}
		p.rule(left, head-9*typeset.Point, all, 350, pale)
	}
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(slices.Clip(r[:n-1])) + "…"
	}
	return s
}
