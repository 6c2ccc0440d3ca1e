package ilbo

import "strings"

// What a letter may hold: mail programs cut off what is longer than about a
// hundred kilobytes with its markup, and with it how the letter is ended.
const (
	maxLetterText    = 30_000 // bytes
	maxLetterFigures = 40
)

// CheckLetter says what is wrong with a body as that of a letter: what is wrong
// with any, more than mail programs show, or a film, which they do not show.
func (b Body) CheckLetter() error {
	if err := b.Check(); err != nil {
		return err
	}
	say := func(s string) error { return &Error{Kind: Invalid, Say: s} }
	mentions := 0
	for i := range b {
		if b[i].Kind == VideoKind {
			return say("Mail programs show no films: put the address of a story with the film in its place.")
		}
		if b[i].Mention() != "" {
			mentions++
		}
	}
	switch {
	case len(b.Text()) > maxLetterText:
		return say("The letter is too long: mail programs cut off what is longer than 30,000 bytes of text.")
	case len(b.Figures()) > maxLetterFigures:
		return say("A letter shows at most 40 pictures.")
	case mentions > MaxNewsletter:
		return say("A letter has at most 30 stories between its paragraphs.")
	}
	return nil
}

// Mention is the address in a paragraph that is nothing but one link, or an address
// as it was typed, empty where it is more, or less. In a letter such a paragraph
// stands for the story there.
func (b *Block) Mention() (href string) {
	if b.Kind != Paragraph {
		return ""
	}
	if typed := strings.TrimSpace(b.Text.String()); SafeHref(typed) && (typed[0] == '/' || strings.HasPrefix(typed, "http")) {
		return typed
	}
	for _, s := range b.Text {
		switch {
		case s.Href == "" && strings.TrimSpace(s.Text) == "":
		case s.Href == "" || href != "" && href != s.Href:
			return ""
		default:
			href = s.Href
		}
	}
	return href
}
