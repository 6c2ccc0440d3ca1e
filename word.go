package ilbo

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A KeptWordID numbers a kept word for ever.
type KeptWordID int64

// A KeptWord is a word in a learner's own notebook: what its gloss said when they kept
// it, or what they wrote themselves. It stays theirs whatever becomes of the story. In
// one notebook there is one of a language, a headword and a meaning.
type KeptWord struct {
	ID             KeptWordID   `json:"id,omitempty"`
	Learned        Language     `json:"learned"`   // of the headword, the example and the sentence
	Explained      Language     `json:"explained"` // of everything else
	Headword       string       `json:"headword"`
	Said           string       `json:"said,omitempty"` // how it is said
	Speech         PartOfSpeech `json:"speech,omitempty"`
	Meaning        string       `json:"meaning"`
	Note           string       `json:"note,omitempty"`
	Example        string       `json:"example,omitempty"`
	ExampleMeaning string       `json:"example_meaning,omitempty"`
	Sentence       string       `json:"sentence,omitempty"` // that it was met in
	Words          string       `json:"words,omitempty"`    // as it stands there
	Path           Path         `json:"path,omitempty"`     // of the story; empty: it was added by hand
	Headline       string       `json:"headline,omitempty"` // of the story
	Kept           time.Time    `json:"kept,omitzero"`
	Recall         Recall       `json:"recall,omitzero"`
	Undo           *Recall      `json:"undo,omitempty"`  // what it was before the last grade; nil: there is none to take back
	Grade          Grade        `json:"grade,omitempty"` // the last one; 0: none, or it was taken back
	Turn           int          `json:"turn,omitempty"`  // how often it was graded, and grades were taken back
}

// The most that a story's headline and address may hold in a notebook, in characters.
const (
	maxKeptHeadline = 300
	maxKeptPath     = 500
)

// Tidy cleans every text of a word, which may come from anybody, and refuses what is
// none as Invalid: a notebook holds lines of text, and leads to stories of the paper.
func (w *KeptWord) Tidy() error {
	say := func(format string, args ...any) error {
		return &Error{Kind: Invalid, Say: fmt.Sprintf(format, args...)}
	}
	path := string(w.Path)
	for _, part := range []struct {
		name string
		text *string
		most int
	}{
		{"word", &w.Headword, maxHeadword}, {"pronunciation", &w.Said, maxHeadword}, {"meaning", &w.Meaning, maxMeaning}, {"note", &w.Note, maxGlossNote},
		{"example", &w.Example, maxExample}, {"translated example", &w.ExampleMeaning, maxExample}, {"sentence", &w.Sentence, maxSentence}, {"form in the sentence", &w.Words, maxGlossWords},
		{"headline", &w.Headline, maxKeptHeadline}, {"address", &path, maxKeptPath},
	} {
		if *part.text = Clean(*part.text); utf8.RuneCountInString(*part.text) > part.most {
			return say("The %s is longer than %d characters.", part.name, part.most)
		}
	}
	w.Path = Path(path)
	if !strings.Contains(w.Sentence, w.Words) {
		w.Words = ""
	}
	switch {
	case w.Headword == "" || w.Meaning == "":
		return say("A word needs its meaning.")
	case !w.Learned.Known() || !w.Explained.Known() || w.Learned == w.Explained:
		return say("A word of one language is explained in another.")
	case w.Speech != "" && !slices.Contains(PartsOfSpeech, w.Speech):
		return say("There is no part of speech %s.", quote(string(w.Speech)))
	case path != "" && (!strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, `\ `)):
		return say("That is no address of a story.")
	}
	return nil
}
