package inflection

import "strings"

// Korean writes particles onto the noun (Hangeul orthography, article 41): a
// reader who types 국회에서는 means 국회. Which there are, what they follow and
// in which order they are joined is from Jaehoon Yeon and Lucien Brown, Korean:
// A Comprehensive Grammar, chapter 3. Left out are those that are words or
// endings of verbs as well (같이, 하고), and the copula.

// A host is what the last letter before a particle must be.
type host int

const (
	anyHost   host = iota
	consonant      // 은 이 을 과
	open           // a vowel: 는 가 를 와
	liquid         // a vowel or ㄹ: 로
	notLiquid      // a consonant other than ㄹ: 으로
)

// particles are the particles of nouns, alone and joined to one another.
var particles = hosts(map[host]string{
	anyHost: `의 에 에는 에도 에만 에서 에서는 에서도 에서만 에서의 에서부터 에게 에게는 에게도 에게만 에게서 께 께서 께서는 께서도
		한테 한테는 한테도 한테서 도 만 만은 만이 만을 만의 만도 만큼 만큼은 만큼도 까지 까지는 까지도 까지의 까지만 부터 부터는 부터의 부터도
		처럼 처럼은 처럼만 보다 보다는 보다도 마다 조차 조차도 마저 마저도 밖에 밖에는 대로 대로는 뿐 뿐만`,
	consonant: `은 이 을 과 과는 과도 과의 이나 이나마 이며 이란 이랑 이라는 이라고 이라고는 이라도 이라든지 이라면 이야 이야말로`,
	open:      `는 가 를 와 와는 와도 와의 나 나마 며 란 랑 라는 라고 라고는 라도 라든지 라면 야 야말로`,
	liquid:    `로 로는 로도 로만 로의 로서 로서는 로서도 로서의 로써 로부터 로부터는 로부터의`,
	notLiquid: `으로 으로는 으로도 으로만 으로의 으로서 으로서는 으로서도 으로서의 으로써 으로부터 으로부터는 으로부터의`,
})

// maxParticle is the most syllables of a particle.
const maxParticle = 5

func hosts(lists map[host]string) map[string]host {
	m := make(map[string]host)
	for h, list := range lists {
		for particle := range strings.FieldsSeq(list) {
			m[particle] = h
		}
	}
	return m
}

// follows reports whether a particle of that host can follow the syllable.
func (h host) follows(r rune) bool {
	const none, rieul = 0, 8 // places in Unicode's order of final letters
	final := (r - firstSyllable) % finals
	switch h {
	case anyHost:
		return true
	case consonant:
		return final != none
	case open:
		return final == none
	case liquid:
		return final == none || final == rieul
	case notLiquid:
		return final != none && final != rieul
	}
	return false
}

// MinNoun is the fewest syllables that Stem leaves of a word: one alone stands in
// too many other words to be what was meant.
const MinNoun = 2

// Stem is how many syllables of a run of Hangul stand before its particle, and before
// the plural's 들; all of them where it has none. Of several particles the longest is
// taken: what a shorter one leaves is found by what the longest leaves.
func Stem(run []rune) int {
	keep := len(run)
	for n := min(maxParticle, len(run)-MinNoun); n > 0; n-- {
		h, ok := particles[string(run[len(run)-n:])]
		if ok && h.follows(run[len(run)-n-1]) {
			keep = len(run) - n
			break
		}
	}
	if keep > MinNoun && run[keep-1] == '들' {
		keep--
	}
	return keep
}
