package booklet

import (
	"fmt"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/typeset"
)

// story sets a story with its notes, its translation and its grammar.
func (m *maker) story(c *Chapter) {
	from := len(m.made.Pages)
	m.section = m.element(0, "Sect", c.Story.Language)
	m.made.elements[m.section-1].title = ilbo.Clean(c.Story.Headline)
	m.page()
	m.top(c)
	t := &teller{maker: m, chapter: c, dress: m.dress[c.Story.Language], runs: c.Story.Body.Runs()}
	for i := range c.Story.Body {
		t.block(&c.Story.Body[i], 0)
	}
	m.renderings(c)
	m.grammar(c)
	m.margins(from, func(n *note) []*note {
		return m.notes(n.chapter, n.number, &c.Setting.Glosses[n.number-1], c.Lesson, third(), n.element)
	})
}

// top is the head of a story, across the page.
func (m *maker) top(c *Chapter) {
	s, explained := c.Story, m.Issue.Issue.Explained()
	d, all := m.dress[s.Language], column+gap+margin
	page := m.at()
	kicker := fmt.Sprintf("%d", m.chapter) + "  ·  " + string(c.Lesson.Level) + "  ·  " + fmt.Sprintf(m.words.count, len(c.Setting.Glosses))
	put := func(role string, l ilbo.Language, text string, style *typeset.Style, leading, width, after typeset.Length) {
		if text = ilbo.Clean(text); text == "" {
			return
		}
		lines := m.set(typeset.Text{{Text: text, Style: style}}, m.dress[l].lead, width)
		e := m.element(m.section, role, l)
		for i := range lines {
			page.line(left, m.y, &lines[i], leading, e)
			m.y += leading
		}
		m.y += after
	}
	page.rule(left, m.y, all, 2_400, accent)
	m.y += 9 * typeset.Point
	put("P", explained, kicker, m.dress[explained].kicker, 12_000, all, 2*typeset.Point)
	put("H1", s.Language, s.Headline, d.head, d.head.Size*118/100, all, 3*typeset.Point)
	put("P", s.Language, s.Deck, d.deck, d.deck.Size*132/100, all*86/100, 4*typeset.Point)
	put("P", s.Language, byline(s), d.byline, 12_000, all, 0)
	m.y += 5 * typeset.Point
	page.rule(left, m.y, all, 350, pale)
	m.y += 11 * typeset.Point
	page.floor = m.y
	if f := s.Lead; f != nil && f.Width > 0 && f.Height > 0 {
		m.picture(f, s.Language)
	}
}

// pictureHigh is the part of its width that a picture is high.
const pictureHigh = 46 // percent

// picture puts the picture of a story at the head of its column, with what it shows.
func (m *maker) picture(f *ilbo.Figure, l ilbo.Language) {
	m.figure(f, l, column, column*pictureHigh/100)
	m.y += 10 * typeset.Point
}

// figure puts a picture on the page, cut to a width and a height, with its caption.
func (m *maker) figure(f *ilbo.Figure, l ilbo.Language, wide, high typeset.Length) {
	d := m.dress[l]
	shape := float64(high) / float64(wide)
	crop := ilbo.Crop{Width: 1, Height: 1}
	if ratio := float64(f.Height) / float64(f.Width); ratio > shape {
		crop.Height = shape / ratio
		crop.Y = (1 - crop.Height) / 3 // faces and roofs are above the middle
	} else {
		crop.Width = ratio / shape
		crop.X = (1 - crop.Width) / 2
	}
	e := m.element(m.section, "Figure", l)
	m.made.elements[e-1].alt = f.Text()
	m.at().add(Part{X: left, Y: m.y, Width: wide, Height: high, Figure: f, Crop: crop, element: e})
	m.y += high + 4*typeset.Point
	text := typeset.Text{{Text: ilbo.Clean(f.Caption), Style: d.aside}}
	if f.Credit != "" {
		text = append(text, typeset.Span{Text: "  " + ilbo.Clean(f.Credit), Style: d.folio})
	}
	lines := m.set(text, d.lines, wide)
	caption := m.element(m.section, "Caption", l)
	for i := range lines {
		m.at().line(left, m.y, &lines[i], noteLeading, caption)
		m.y += noteLeading
	}
}

// A teller sets the body of a story run by run, as [ilbo.Body.Runs] has them.
type teller struct {
	*maker
	chapter *Chapter
	dress   *dress
	runs    []ilbo.Inline
	next    int // run
	gloss   int // the next one
}

func (t *teller) block(b *ilbo.Block, indent typeset.Length) {
	d := t.dress
	switch b.Kind {
	case ilbo.Paragraph:
		t.tell("P", d.text, d.gloss, paragraph{form: d.body, leading: textLeading, before: 6 * typeset.Point, indent: indent})
	case ilbo.Subhead:
		t.tell("H2", d.subhead, d.subhead, paragraph{form: d.lines, leading: 16_000, before: 12 * typeset.Point, keep: true, indent: indent})
	case ilbo.Quote, ilbo.PullQuote:
		t.tell("BlockQuote", d.text, d.gloss, paragraph{form: d.body, leading: textLeading, before: 8 * typeset.Point, indent: indent + 14*typeset.Point})
		if by := ilbo.Clean(b.By); by != "" {
			t.run(paragraph{text: typeset.Text{{Text: "— " + by, Style: d.byline}}, form: d.lines, leading: 12_000, indent: indent + 14*typeset.Point, element: t.element(t.section, "P", t.chapter.Story.Language)})
		}
	case ilbo.List:
		for i := range b.Items {
			sign := "•"
			if b.Ordered {
				sign = strconv.Itoa(i+1) + "."
			}
			t.tell("P", d.text, d.gloss, paragraph{form: d.body, leading: textLeading, before: 3 * typeset.Point, indent: indent + 12*typeset.Point, list: sign})
		}
	case ilbo.FactBox:
		if title := ilbo.Clean(b.Title); title != "" {
			t.run(paragraph{text: typeset.Text{{Text: title, Style: d.strong}}, form: d.lines, leading: textLeading, before: 10 * typeset.Point, keep: true, indent: indent + 10*typeset.Point, element: t.element(t.section, "P", t.chapter.Story.Language)})
		}
		for i := range b.Blocks {
			t.block(&b.Blocks[i], indent+10*typeset.Point)
		}
	case ilbo.TableKind:
		if b.Table != nil {
			t.table(b, indent)
		}
	}
}

// table is the rows of a table as lines.
func (t *teller) table(b *ilbo.Block, indent typeset.Length) {
	d := t.dress
	row := func(cells []string, style *typeset.Style, keep bool) {
		text := ilbo.Clean(strings.Join(cells, "  ·  "))
		t.run(paragraph{text: typeset.Text{{Text: text, Style: style}}, form: d.lines, leading: renderLeading, keep: keep, indent: indent + 10*typeset.Point, element: t.element(t.section, "P", t.chapter.Story.Language)})
	}
	if b.Title != "" {
		row([]string{b.Title}, d.strong, true)
	}
	if len(b.Table.Head) > 0 {
		row(b.Table.Head, d.byline, true)
	}
	for _, cells := range b.Table.Rows {
		row(cells, d.render, false)
	}
}

// tell sets the next run, each word that is explained underlined and with its number.
func (t *teller) tell(role string, plain, glossed *typeset.Style, p paragraph) {
	d, number := t.dress, t.dress.number
	in, run := t.runs[t.next], t.next
	t.next++
	p.element = t.element(t.section, role, t.chapter.Story.Language)
	if p.list != "" {
		p.text = append(p.text, typeset.Span{Text: p.list + "\u00A0", Style: d.byline})
	}
	at := 0
	add := func(to int, marked bool) {
		for _, s := range part(in, at, to) {
			style := plain
			switch {
			case marked:
				style = glossed
			case s.Strong:
				style = d.strong
			case s.Em:
				style = d.emphasis
			}
			p.text = append(p.text, typeset.Span{Text: s.Text, Style: style})
		}
		at = to
	}
	set := t.chapter.Setting
	for ; t.gloss < len(set.Glosses) && set.Glosses[t.gloss].Run == run; t.gloss++ {
		g := &set.Glosses[t.gloss]
		add(g.At.From, false)
		k := mark{at: p.text.Runes(), number: t.gloss + 1}
		add(g.At.To, true)
		p.text = append(p.text, typeset.Span{Text: strconv.Itoa(k.number), Style: number})
		k.notes = t.notes(t.maker.chapter, k.number, g, t.chapter.Lesson, margin, t.element(t.section, "Note", t.chapter.Lesson.Explained))
		p.marks = append(p.marks, k)
	}
	add(len([]rune(in.String())), false)
	t.run(p)
}

// part is a part of a text, in characters, with its marks.
func part(in ilbo.Inline, from, to int) (list ilbo.Inline) {
	at := 0
	for _, s := range in {
		text := []rune(s.Text)
		a, b := max(from-at, 0), min(to-at, len(text))
		at += len(text)
		if a < b {
			s.Text = string(text[a:b])
			list = append(list, s)
		}
	}
	return list
}

// renderings is the story in the language of the explanations, a paragraph for each run
// of it that is translated.
func (m *maker) renderings(c *Chapter) {
	d, begun := m.dress[c.Lesson.Explained], false
	run, text := -1, ""
	flush := func() {
		if text == "" {
			return
		}
		if !begun {
			m.rubric(m.words.rendering)
			begun = true
		}
		m.run(paragraph{text: typeset.Text{{Text: text, Style: d.render}}, form: d.body, leading: renderLeading, before: 4 * typeset.Point, element: m.element(m.section, "P", c.Lesson.Explained)})
		text = ""
	}
	for i := range c.Setting.Sentences {
		s := &c.Setting.Sentences[i]
		if s.Run != run {
			flush()
			run = s.Run
		}
		if s.Rendering != nil {
			text = strings.TrimSpace(text + " " + ilbo.Clean(s.Rendering.Text))
		}
	}
	flush()
}

// grammar is the notes on how things are said.
func (m *maker) grammar(c *Chapter) {
	if len(c.Lesson.Grammar) == 0 {
		return
	}
	learned, explained := m.dress[c.Lesson.Learned], m.dress[c.Lesson.Explained]
	m.rubric(m.words.grammar)
	for _, g := range c.Lesson.Grammar {
		m.run(paragraph{text: typeset.Text{{Text: ilbo.Clean(g.Title), Style: learned.strong}}, form: learned.lines, leading: renderLeading, before: 6 * typeset.Point, keep: true, element: m.element(m.section, "H3", c.Lesson.Learned)})
		m.run(paragraph{text: typeset.Text{{Text: ilbo.Clean(g.Text), Style: explained.render}}, form: explained.body, leading: renderLeading, element: m.element(m.section, "P", c.Lesson.Explained)})
		if g.Example != "" {
			text := typeset.Text{{Text: ilbo.Clean(g.Example), Style: learned.example}}
			if g.ExampleMeaning != "" {
				text = append(text, typeset.Span{Text: "  " + ilbo.Clean(g.ExampleMeaning), Style: explained.aside})
			}
			m.run(paragraph{text: text, form: learned.lines, leading: 12_400, before: typeset.Point, indent: 12 * typeset.Point, element: m.element(m.section, "P", c.Lesson.Learned)})
		}
	}
}
