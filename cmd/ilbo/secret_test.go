package main

import (
	"fmt"
	"slices"
	"strings"

	"ilbo.press"
)

// A secret is a word that only one place of one state of one story says, so that
// whoever finds it knows whose it is. In English it is "zqxbadofegi", in Korean
// it begins with 뷁: no text has either by chance.
type secret struct {
	story, state int // the state of its copy, or the number of a correction
	place        place
}

// A place is where in a story a word stands.
type place int

const (
	kicker place = iota
	headline
	deck
	writer
	dateline
	source
	paragraph
	subhead
	quote
	quoted
	item
	boxed
	cell
	gallery
	embed
	alternative
	caption
	credit
	cue
	printed
	slug
	topic
	topicName
	correction
	notice
	reason
	places
)

var placeNames = [...]string{"kicker", "headline", "deck", "byline", "dateline", "source", "paragraph", "subhead", "quotation", "speaker", "list", "fact box",
	"table", "gallery", "embed", "alternative text", "caption", "credit", "subtitle", "print headline", "slug", "topic", "topic's name", "correction",
	"notice", "reason"}

func (w secret) String() string {
	return fmt.Sprintf("the %s of story %d in its state %d", placeNames[w.place], w.story, w.state)
}

// The syllables of secrets; the place of one in its list is what it means.
var (
	latin  = syllables("bdfgklmnprtv", "aeiou")
	hangul = func() (all []string) {
		for lead := range 19 {
			for _, vowel := range []int{3, 7, 10, 15} { // ㅒ ㅖ ㅙ ㅞ: no particle has them
				all = append(all, string(rune(0xAC00+(lead*21+vowel)*28)))
			}
		}
		return all[:60]
	}()
)

func syllables(consonants, vowels string) (all []string) {
	for _, c := range consonants {
		for _, v := range vowels {
			all = append(all, string(c)+string(v))
		}
	}
	return all
}

const latinMark, hangulMark = "zqx", "뷁"

// word writes a secret in a language.
func (w secret) word(l ilbo.Language) string {
	mark, letters := latinMark, latin
	if l == ilbo.Korean {
		mark, letters = hangulMark, hangul
	}
	// What is odd about a word shows where it was cut or joined with another.
	return mark + letters[w.story] + letters[w.state] + letters[w.place] + letters[(w.story+w.state*7+int(w.place)*11)%len(letters)]
}

// unmarked takes out what may stand within a word.
var unmarked = strings.NewReplacer("<mark>", "", "</mark>", "", "&shy;", "", "\u00AD", "")

// secretsIn are all secrets that a text tells, and the words that begin as secrets
// do and are none.
func secretsIn(text string) (found []secret, odd []string) {
	lower := strings.ToLower(text)
	if strings.Contains(lower, latinMark) {
		found, odd = scan(unmarked.Replace(lower), latinMark, latin, 2)
	}
	if strings.Contains(text, hangulMark) {
		some, others := scan(unmarked.Replace(text), hangulMark, hangul, 3)
		found, odd = append(found, some...), append(odd, others...)
	}
	return found, odd
}

// scan reads the secrets behind a mark, of syllables that take so many bytes.
func scan(text, mark string, letters []string, width int) (found []secret, odd []string) {
	for {
		_, rest, ok := strings.Cut(text, mark)
		if !ok {
			return found, odd
		}
		text = rest
		var n [4]int
		good := len(rest) >= 4*width
		for i := 0; good && i < 4; i++ {
			n[i] = slices.Index(letters, rest[i*width:(i+1)*width])
			good = n[i] >= 0
		}
		w := secret{n[0], n[1], place(n[2])}
		if good && n[2] < int(places) && (w.story+w.state*7+int(w.place)*11)%len(letters) == n[3] {
			found = append(found, w)
		} else {
			odd = append(odd, mark+rest[:min(len(rest), 20)])
		}
	}
}

// numbersIn are the numbers of pictures and films that a text tells.
func numbersIn(text string) (found []string) {
	for from := 0; from < len(text); from++ {
		to := from
		for to < len(text) && (text[to] >= '0' && text[to] <= '9' || text[to] >= 'a' && text[to] <= 'f') {
			to++
		}
		if to-from == 32 {
			found = append(found, text[from:to])
		}
		from = to
	}
	return found
}
