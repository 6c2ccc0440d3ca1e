package ilbo

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Passage is where something of a lesson stands in a story: its words, in a
// sentence, in a run of the body (see [Body.Runs]). The run says where it stood when
// it was written; the sentence and the words are what it is found by.
type Passage struct {
	Run      int    `json:"run"` // from 0
	Sentence string `json:"sentence"`
	From     int    `json:"from,omitempty"`  // characters into the sentence
	Words    string `json:"words,omitempty"` // that stand there
}

// to is the character behind the passage.
func (p *Passage) to() int { return p.From + utf8.RuneCountInString(p.Words) }

// A PartOfSpeech is what sort of word is explained.
type PartOfSpeech string

// The parts of speech. Grammar is an ending or a pattern.
const (
	SpeechNoun        PartOfSpeech = "noun"
	SpeechVerb        PartOfSpeech = "verb"
	SpeechAdjective   PartOfSpeech = "adjective"
	SpeechAdverb      PartOfSpeech = "adverb"
	SpeechPronoun     PartOfSpeech = "pronoun"
	SpeechNumber      PartOfSpeech = "number"
	SpeechParticle    PartOfSpeech = "particle"
	SpeechGrammar     PartOfSpeech = "grammar"
	SpeechExpression  PartOfSpeech = "expression"
	SpeechName        PartOfSpeech = "name"
	SpeechPreposition PartOfSpeech = "preposition"
	SpeechConjunction PartOfSpeech = "conjunction"
)

// PartsOfSpeech are all of them.
var PartsOfSpeech = []PartOfSpeech{SpeechNoun, SpeechVerb, SpeechAdjective, SpeechAdverb, SpeechPronoun, SpeechNumber, SpeechParticle, SpeechPreposition, SpeechConjunction, SpeechGrammar, SpeechExpression, SpeechName}

// A Gloss is a word or phrase of a story, explained in another language.
type Gloss struct {
	Passage
	Headword string       `json:"headword"` // as a dictionary has it
	Speech   PartOfSpeech `json:"speech,omitempty"`
	// Sound is the headword as it is said, in Hangul, where the rules of sound do not
	// find it: see [Speaking]. Of Korean only.
	Sound string `json:"sound,omitempty"`
	// Said is how the headword is said, in the writer's own letters: the IPA of an
	// English word. Empty, Korean is written by [Pronounce].
	Said           string `json:"said,omitempty"`
	Meaning        string `json:"meaning"` // in the language of the explanations
	Note           string `json:"note,omitempty"`
	Example        string `json:"example,omitempty"`
	ExampleMeaning string `json:"example_meaning,omitempty"`
}

// A Rendering is a sentence of the story in the language of the explanations.
type Rendering struct {
	Passage        // without Words: it is of the whole sentence
	Text    string `json:"text"`
}

// A GrammarNote explains how something is said, not one word.
type GrammarNote struct {
	Title          string `json:"title"`
	Text           string `json:"text"`
	Example        string `json:"example,omitempty"`
	ExampleMeaning string `json:"example_meaning,omitempty"`
}

// Pronunciation is how the headword is said: as the writer has it, or else by the
// rules where it is Korean and can be said alone; empty where nobody knows.
func (g *Gloss) Pronunciation() string {
	if g.Said != "" || g.Speech == SpeechGrammar || !strings.ContainsFunc(g.Headword, hangul) {
		return g.Said
	}
	said, err := Pronounce(g.Headword, Speaking{Sound: g.Sound, Verb: g.Speech == SpeechVerb || g.Speech == SpeechAdjective, Parted: true})
	if err != nil {
		return "" // unreachable: Check refuses a sound that is another word's
	}
	if g.Speech == SpeechName {
		said = capital(said)
	}
	return said
}

func hangul(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 }

// The most that a gloss may hold, in characters.
const (
	maxGlossWords = 80
	maxHeadword   = 80
	maxMeaning    = 200
	maxGlossNote  = 600
	maxExample    = 300
	maxSentence   = 2_000
)

// check gives what is wrong with a gloss, as the end of a sentence; empty: nothing.
func (g *Gloss) check() string {
	if why := g.Passage.check(); why != "" {
		return why
	}
	for _, part := range []struct {
		name, text string
		most       int
	}{
		{"words", g.Words, maxGlossWords}, {"headword", g.Headword, maxHeadword}, {"sound", g.Sound, maxHeadword}, {"pronunciation", g.Said, maxHeadword}, {"meaning", g.Meaning, maxMeaning},
		{"note", g.Note, maxGlossNote}, {"example", g.Example, maxExample}, {"translated example", g.ExampleMeaning, maxExample},
	} {
		if why := oneText(part.name, part.text, part.most); why != "" {
			return why
		}
	}
	switch {
	case strings.TrimSpace(g.Words) == "" || strings.TrimSpace(g.Words) != g.Words:
		return "it is on no words, or on white space beside them"
	case strings.TrimSpace(g.Headword) == "":
		return "it has no headword"
	case strings.TrimSpace(g.Meaning) == "":
		return "it does not say what the word means"
	case g.Speech != "" && !slices.Contains(PartsOfSpeech, g.Speech):
		return "there is no part of speech " + quote(string(g.Speech))
	}
	if g.Sound != "" {
		if _, err := Pronounce(g.Headword, Speaking{Sound: g.Sound}); err != nil {
			return "its sound has not the syllables of its headword"
		}
	}
	return ""
}

// oneText gives what is wrong with a text of a lesson.
func oneText(name, text string, most int) string {
	switch {
	case utf8.RuneCountInString(text) > most:
		return fmt.Sprintf("its %s is longer than %d characters", name, most)
	case !utf8.ValidString(text):
		return fmt.Sprintf("its %s holds bytes that are not UTF-8 text", name)
	case strings.ContainsFunc(text, dropped):
		return fmt.Sprintf("its %s holds characters that are not seen, or that turn the text round", name)
	}
	return ""
}

// check gives what is wrong with a passage: its words have to stand where it says in
// its sentence, and to be whole characters.
func (p *Passage) check() string {
	sentence := []rune(p.Sentence)
	switch {
	case p.Run < 0 || p.Run > maxRuns:
		return "the story has no such place"
	case strings.TrimSpace(p.Sentence) == "" || len(sentence) > maxSentence || !utf8.ValidString(p.Sentence):
		return "it is in no sentence"
	case p.From < 0 || p.From > len(sentence) || p.to() > len(sentence):
		return "it ends behind its sentence"
	case string(sentence[p.From:p.to()]) != p.Words:
		return "its words do not stand where it is"
	case !between(sentence, p.From) || !between(sentence, p.to()):
		return "it begins or ends within a character"
	}
	return ""
}

// between reports whether a place is between two characters as people see them: no
// accent, no part of an emoji stands alone behind it.
func between(text []rune, at int) bool {
	if at == 0 || at == len(text) {
		return true
	}
	const joiner = 0x200D
	r, before := text[at], text[at-1]
	skin := r >= 0x1F3FB && r <= 0x1F3FF
	flag := func(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
	vowel := r >= 0x1160 && r <= 0x11FF // Hangul that is written in letters
	return !unicode.Is(unicode.M, r) && r != joiner && before != joiner && !skin && !vowel && !(flag(r) && flag(before))
}

// maxRuns is more than any body has.
const maxRuns = 100_000

// Runs are the runs of text in the body that a reader reads on, in their order: of
// paragraphs, subheads, quotations and the items of lists, those in boxes included.
func (b Body) Runs() []Inline {
	var all []Inline
	for i := range b {
		switch block := &b[i]; block.Kind {
		case Paragraph, Subhead, Quote, PullQuote:
			all = append(all, block.Text)
		case List:
			all = append(all, block.Items...)
		case FactBox:
			all = append(all, Body(block.Blocks).Runs()...)
		}
	}
	return all
}
