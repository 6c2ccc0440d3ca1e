package ilbo

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A GlossaryEntry is a word as a lesson of the paper explains it. All entries are the
// paper's own glossary: what was explained before need not be written again.
type GlossaryEntry struct {
	Gloss
	Story StoryID
	At    time.Time // when its lesson was last changed
}

// A GlossaryQuery asks for entries of lessons that explain one language in another, by
// their headwords.
type GlossaryQuery struct {
	Learned, Explained Language
	Begins             string // what the headword begins with; empty: anything
	After              string // the place of an entry that they follow: see [GlossaryEntry.Place]
	Limit              int
}

// placeParts parts what orders the glossary.
const placeParts = "\x1f"

// Place is where the entry stands in the glossary.
func (e *GlossaryEntry) Place() string {
	return strings.Join([]string{WordKey(e.Headword), e.Meaning, strconv.FormatInt(int64(e.Story), 10), WordKey(e.Words)}, placeParts)
}

// PlaceParts are the parts of a place: a word's key, a meaning, a story and the words'
// key. They are empty where it is none.
func PlaceParts(place string) (parts [4]string) {
	copy(parts[:], strings.Split(place, placeParts))
	return parts
}

// WordKey is a word as words are told apart: without capitals and more than one space.
func WordKey(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// Sum tells one state of a gloss from another, so that nobody writes over what they
// have not seen.
func (g *Gloss) Sum() string { return sum(g) }

// Sum tells one state of a translation from another.
func (r *Rendering) Sum() string { return sum(r) }

// Sum tells one state of a lesson's glosses, translations and grammar from another.
func (l *Lesson) Sum() string {
	return sum([]any{l.Level, l.Glosses, l.Renderings, l.Grammar})
}

// sumBytes are enough to tell states of one thing apart.
const sumBytes = 8

func sum(what any) string {
	text, err := json.Marshal(what)
	if err != nil {
		return "" // unreachable: they are texts and numbers
	}
	hash := sha256.Sum256(text)
	return hex.EncodeToString(hash[:sumBytes])
}

// A ListedWord is a word of a list of words by their level.
type ListedWord struct {
	Language Language
	Word     string
	Level    Level
	Speech   PartOfSpeech // empty: whatever it is
}

// Above reports whether a level is harder than another of the same language. A level
// that is none is harder than nothing.
func (l Level) Above(other Level) bool {
	all := levels[l.LanguageOf()]
	return slices.Contains(all, other) && slices.Index(all, l) > slices.Index(all, other)
}

// LanguageOf is the language that a level is of; empty where it is none.
func (l Level) LanguageOf() Language {
	for language, all := range levels {
		if slices.Contains(all, l) {
			return language
		}
	}
	return ""
}

// A LessonPrint is how a lesson stood when its story was published, or updated.
type LessonPrint struct {
	Story     StoryID
	At        time.Time
	By        string
	Sentences int // of the story
	Rendered  int // of them
	Detached  int // glosses and translations that lost their place
}

// Half reports whether something was missing.
func (p *LessonPrint) Half() bool { return p.Rendered < p.Sentences || p.Detached > 0 }
