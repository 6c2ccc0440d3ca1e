package inflection

import "slices"

// A Form is a word as a dictionary may list it.
type Form struct {
	Word string
	Kind Kind // as what it was inflected
}

// A Kind is what sort of word was inflected.
type Kind int

// The kinds. Verb is of Korean what is inflected as verbs are: adjectives too.
const (
	Unknown Kind = iota
	Noun
	Verb
)

// forms gathers words, each once, as which it came first.
type forms []Form

func (f *forms) add(k Kind, words ...string) {
	for _, w := range words {
		if w != "" && !slices.ContainsFunc(*f, func(o Form) bool { return o.Word == w }) {
			*f = append(*f, Form{w, k})
		}
	}
}
