package lesson

import (
	"strings"
	"unicode"

	"ilbo.press"
	"ilbo.press/internal/inflection"
)

// formsOf are what a dictionary may list a word of a language as, the likeliest first.
func formsOf(word string, l ilbo.Language) []inflection.Form {
	if l == ilbo.Korean {
		return inflection.Korean(word)
	}
	return inflection.English(word)
}

// speechOf is the part of speech that an inflection proves; empty: none. What a Korean
// word is inflected as may be a verb or an adjective.
func speechOf(f inflection.Form, l ilbo.Language) ilbo.PartOfSpeech {
	switch {
	case f.Kind == inflection.Noun:
		return ilbo.SpeechNoun
	case f.Kind == inflection.Verb && (l == ilbo.English || strings.HasSuffix(f.Word, "하다") && len([]rune(f.Word)) > 3):
		return ilbo.SpeechVerb
	}
	return ""
}

// A place is where a word stands in a story.
type place struct {
	sentence int // of the setting
	from     int // characters into the sentence
	text     string
	first    bool // it begins its sentence, or what somebody says
}

// placesOf are the words of a sentence. A hyphen and an apostrophe between letters are
// part of a word.
func placesOf(sentence string, n int) []place {
	var list []place
	runes := []rune(sentence)
	first := true
	for i := 0; i < len(runes); {
		if !letter(runes[i]) {
			first = first || strings.ContainsRune("“‘\"(", runes[i])
			i++
			continue
		}
		end := i
		for end < len(runes) && (letter(runes[end]) || end+1 < len(runes) && letter(runes[end+1]) && strings.ContainsRune("-'’", runes[end])) {
			end++
		}
		list = append(list, place{n, i, string(runes[i:end]), first})
		first = false
		i = end
	}
	return list
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

func capital(word string) bool {
	for _, r := range word {
		return unicode.IsUpper(r)
	}
	return false
}
