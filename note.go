package ilbo

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// NoteID is the number of a note.
type NoteID int64

// A Note is what somebody of the newsroom says to a story, or to a passage of it.
// The public never sees one.
type Note struct {
	ID      NoteID
	Story   StoryID
	ReplyTo NoteID // the note that it answers; 0: it begins a conversation
	Block   int    // the passage's block, from 1, when the note was written; 0: the note is on the whole story
	Quote   string // the passage's words, by which it is found where the text has moved: see [Body.Passage]
	Text    string
	By      string
	At      time.Time

	Resolved   time.Time // when somebody said that it is settled; zero: it is open. Of what begins a conversation
	ResolvedBy string
	Mentions   []string // logins that the text names, of people of the newsroom
}

// The most that a note may hold, in characters.
const (
	maxNote  = 4_000
	maxQuote = 400
)

// Check reports what is wrong with the note, as an error of kind Invalid.
func (n *Note) Check() error {
	say := func(format string, args ...any) error {
		return &Error{Kind: Invalid, Say: fmt.Sprintf(format, args...)}
	}
	switch {
	case n.Story == 0:
		return say("The note is on no story.")
	case strings.TrimSpace(n.Text) == "":
		return say("The note has no words.")
	case utf8.RuneCountInString(n.Text) > maxNote:
		return say("The note is longer than %d characters.", maxNote)
	case utf8.RuneCountInString(n.Quote) > maxQuote:
		return say("The passage is longer than %d characters: choose fewer words.", maxQuote)
	case !utf8.ValidString(n.Text+n.Quote) || unprintable(n.Text+n.Quote):
		return say("The note holds characters that cannot be printed.")
	case n.Block < 0 || n.Block > maxBlocks:
		return say("The story has no such block.")
	case n.ReplyTo != 0 && (n.Block != 0 || n.Quote != ""):
		return say("A reply is on the passage of the note that it answers.")
	}
	return nil
}

// mention is a login behind an @ that no word goes before: an address of mail is
// none.
var mention = regexp.MustCompile(`(?:^|[^\pL\pN._%+@/-])@([a-z][a-z0-9._-]{1,39})`)

// Mentions are the logins that a text names with an @, each once. Whether there
// are such people is not asked.
func Mentions(text string) []string {
	var list []string
	for at := 0; ; {
		m := mention.FindStringSubmatchIndex(text[at:])
		if m == nil {
			return list
		}
		login := strings.TrimRight(text[at+m[2]:at+m[3]], "._-") // the end of a sentence
		if len(login) > 1 && !slices.Contains(list, login) {
			list = append(list, login)
		}
		at += m[3]
	}
}

// Passage finds the block, from 1, in which a passage stands now: where it stood,
// or else nearest to that. It is 0 where its words are no longer there. A passage
// without words is where it was, while the body has that block.
func (b Body) Passage(block int, quote string) int {
	words := oneSpaced(quote)
	if words == "" {
		if block > len(b) {
			return 0
		}
		return block
	}
	best := 0
	for i := range b {
		if n := i + 1; (best == 0 || distance(n, block) < distance(best, block)) && b[i].says(words) {
			best = n
		}
	}
	return best
}

func distance(a, b int) int { return max(a-b, b-a) }

// says reports whether words stand in the block or in blocks within it.
func (b *Block) says(words string) bool {
	for text := range b.texts {
		if strings.Contains(oneSpaced(text), words) {
			return true
		}
	}
	if strings.Contains(oneSpaced(b.Text.String()), words) { // over the bounds of marks
		return true
	}
	for _, item := range b.Items {
		if strings.Contains(oneSpaced(item.String()), words) {
			return true
		}
	}
	return slices.ContainsFunc(b.Blocks, func(inner Block) bool { return inner.says(words) })
}

// oneSpaced is a text with one space where there was any white space.
func oneSpaced(text string) string {
	return strings.Join(strings.FieldsFunc(text, unicode.IsSpace), " ")
}
