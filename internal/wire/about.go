package wire

import (
	"unicode/utf8"

	"ilbo.press"
)

// maxAbout is the longest text on a section, a topic or a person, in characters.
const maxAbout = 1_000

// about adds to what is new in the paper what the other system says of it.
func (l *ledger) about(c *Copy, founded []ilbo.Section) {
	for i := range founded {
		founded[i].Blurb = describe(founded[i].Blurb, founded[i].Name, c.About)
	}
	for i := range l.newTopics {
		l.newTopics[i].Blurb = describe(l.newTopics[i].Blurb, l.newTopics[i].Name, c.About)
	}
	for i := range l.newJournalists {
		l.newJournalists[i].Bio = describe(l.newJournalists[i].Bio, l.newJournalists[i].Name, c.Bios)
	}
}

// describe gives the text on whatever has that name, in the language that it is
// written in, and what is there where none is found.
func describe(there, name ilbo.Words, said map[string]string) ilbo.Words {
	for printed, text := range said {
		if text = ilbo.Clean(text); text == "" || utf8.RuneCountInString(text) > maxAbout {
			continue
		}
		for _, n := range name {
			if fold(n) == fold(printed) {
				return ilbo.Words{ilbo.GuessLanguage(text): text}
			}
		}
	}
	return there
}
