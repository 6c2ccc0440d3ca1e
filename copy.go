package ilbo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Copy is what journalists write of a story: everything that its versions differ
// in. Dates, addresses and records are not copy.
type Copy struct {
	Language     Language  `json:"language"`
	Section      SectionID `json:"section"`
	Slug         Slug      `json:"slug,omitempty"`
	Translations string    `json:"translations,omitempty"`
	Kicker       string    `json:"kicker,omitempty"`
	Headline     string    `json:"headline,omitempty"`
	Deck         string    `json:"deck,omitempty"`
	Bylines      []Byline  `json:"bylines,omitempty"`
	Dateline     Dateline  `json:"dateline,omitzero"`
	Source       string    `json:"source,omitempty"`
	Topics       []TopicID `json:"topics,omitempty"`
	Lead         *Figure   `json:"lead,omitempty"`
	Body         Body      `json:"body,omitempty"`
	Access       Access    `json:"access,omitempty"`
	Print        Print     `json:"print,omitzero"`
}

// A Print is what a story asks of the printed page.
type Print struct {
	Headline string      `json:"headline,omitempty"` // where the story's own does not fit
	Weight   PrintWeight `json:"weight,omitempty"`
	Trim     bool        `json:"trim,omitempty"` // paragraphs at its end may be left out
}

// A PrintWeight is how much of a page a story asks for.
type PrintWeight string

// How much of a page: as it comes, the top of it, a brief, or none at all.
const (
	PrintNormal PrintWeight = ""
	PrintTop    PrintWeight = "top"
	PrintBrief  PrintWeight = "brief"
	PrintNot    PrintWeight = "not"
)

// CopyOf is the copy of a story as it stands. It shares the story's lists.
func CopyOf(s *Story) Copy {
	return Copy{
		Language: s.Language, Section: s.Section, Slug: s.Slug, Translations: s.Translations,
		Kicker: s.Kicker, Headline: s.Headline, Deck: s.Deck, Bylines: s.Bylines, Dateline: s.Dateline, Source: s.Source,
		Topics: s.Topics, Lead: s.Lead, Body: s.Body, Access: s.Access, Print: s.Print,
	}
}

// Onto gives a story the copy. The language and the slug of one that has an
// address for ever stay.
func (c *Copy) Onto(s *Story) {
	if s.Published.IsZero() {
		s.Language = c.Language
		if c.Slug != "" {
			s.Slug = c.Slug
		}
	}
	s.Section, s.Translations = c.Section, c.Translations
	s.Kicker, s.Headline, s.Deck = c.Kicker, c.Headline, c.Deck
	s.Bylines, s.Dateline, s.Source = c.Bylines, c.Dateline, c.Source
	s.Topics, s.Lead, s.Body, s.Access, s.Print = c.Topics, c.Lead, c.Body, c.Access, c.Print
}

// Same reports whether two copies print the same: no list and an empty one do.
func (c Copy) Same(other Copy) (bool, error) {
	left, err := json.Marshal(c)
	if err != nil {
		return false, err
	}
	right, err := json.Marshal(other)
	return bytes.Equal(left, right), err
}

// Keepable reports what is wrong with copy that is still being written: it may be
// incomplete, but not too large, and not made of what no database takes. Whether
// it can be published is for [Story.Check] to say.
func (c *Copy) Keepable() error {
	say := func(format string, args ...any) error {
		return &Error{Kind: Invalid, Say: fmt.Sprintf(format, args...)}
	}
	size := 0
	for _, text := range c.lines() {
		if !utf8.ValidString(text) || unprintable(text) {
			return say("The story holds control characters, or bytes that are not text.")
		}
		if utf8.RuneCountInString(text) > maxDeck {
			return say("A line of the story's furniture is longer than %d characters.", maxDeck)
		}
		size += len(text)
	}
	switch {
	case !c.Language.Known():
		return say("A story is in English (en) or Korean (ko), not in %s.", quote(string(c.Language)))
	case c.Slug != "" && !c.Slug.Valid():
		return say("The slug “%.80s” is not made of small letters, digits and single hyphens.", string(c.Slug))
	case len(c.Bylines) > maxBylines || len(c.Topics) > maxTopics:
		return say("The story has more than %d bylines or %d topics.", maxBylines, maxTopics)
	case c.Access != "" && c.Access != Free && c.Access != Metered && c.Access != Subscribers:
		return say("Access is free, metered or subscribers, not %s.", quote(string(c.Access)))
	case len(c.Body) > maxBlocks || len(c.Body.Figures()) > maxFigures:
		return say("The story has more than %d blocks or %d pictures.", maxBlocks, maxFigures)
	}
	if err := c.Section.Check(); err != nil {
		return err
	}
	for i := range c.Body {
		n, err := c.Body[i].keepable(false)
		if err != nil {
			return say("Block %d (%s): %v.", i+1, c.Body[i].Kind, err)
		}
		if size += n; size > maxText {
			return say("The story's text is longer than %d bytes.", maxText)
		}
	}
	return nil
}

// keepable is check for a block that is still being written: what it is made of
// is looked at, not whether all of it is there.
func (b *Block) keepable(inBox bool) (int, error) {
	size, err := b.sound()
	if err != nil {
		return 0, err
	}
	if !b.Kind.known() {
		return 0, errKind
	}
	if b.Table != nil && (len(b.Table.Rows) > maxTableRows || b.Table.Columns() > maxColumns) {
		return 0, fmt.Errorf("it has more than %d rows or %d columns", maxTableRows, maxColumns)
	}
	if b.Embed != nil {
		if _, ok := b.Embed.Site(); b.Embed.Ref != "" && (!ok || !validRef(b.Embed.Ref)) {
			return 0, fmt.Errorf("it embeds what stories may not embed")
		}
	}
	if inBox && len(b.Blocks) > 0 || len(b.Blocks) > maxBlocks {
		return 0, fmt.Errorf("a fact box holds paragraphs and lists, and no other box")
	}
	for i := range b.Blocks {
		n, err := b.Blocks[i].keepable(true)
		if err != nil {
			return 0, err
		}
		size += n
	}
	return size, nil
}

func (k BlockKind) known() bool {
	switch k {
	case Paragraph, Subhead, Quote, PullQuote, List, PictureKind, Gallery, VideoKind, TableKind, FactBox, EmbedKind:
		return true
	}
	return false
}

// lines are all texts of the copy's furniture.
func (c *Copy) lines() []string {
	list := []string{c.Kicker, c.Headline, c.Deck, c.Dateline.Place, c.Source, c.Translations, c.Print.Headline, string(c.Print.Weight), string(c.Slug)}
	for _, b := range c.Bylines {
		list = append(list, b.Name, string(b.Journalist))
	}
	for _, t := range c.Topics {
		list = append(list, string(t))
	}
	if f := c.Lead; f != nil {
		list = append(list, f.Caption, f.Credit, f.Alt, string(f.Picture))
	}
	return list
}

// Title is what the newsroom calls copy: its headline, or else its slug, or its
// first words.
func (c *Copy) Title() string {
	if t := strings.TrimSpace(c.Headline); t != "" {
		return t
	}
	if c.Slug != "" {
		return string(c.Slug)
	}
	text, _, _ := strings.Cut(c.Body.Text(), "\n")
	if r := []rune(text); len(r) > maxTitle {
		return string(r[:maxTitle]) + "…"
	}
	return text
}

// Bare is how many pictures of the copy have no caption or no alternative text.
func (c *Copy) Bare() (n int) {
	figures := c.Body.Figures()
	if c.Lead != nil {
		figures = append(figures, *c.Lead)
	}
	for _, f := range figures {
		if strings.TrimSpace(f.Caption) == "" || strings.TrimSpace(f.Alt) == "" {
			n++
		}
	}
	return n
}

// maxTitle is how much of a first paragraph stands for a headline, in characters.
const maxTitle = 60
