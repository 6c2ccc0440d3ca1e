package inflection

// Hangul syllables are counted by initial, vowel and final: Unicode, chapter 3.12.

const (
	firstSyllable, lastSyllable = '가', '힣'
	vowels, finals              = 21, 28
)

// The finals and vowels that endings turn on, by their places.
const (
	noFinal, finalNieun, finalDigeut, finalRieul, finalMieum, finalPieup, finalSiot, finalSsangsiot = 0, 4, 7, 8, 16, 17, 19, 20

	vowelA, vowelAe, vowelEo, vowelE, vowelYeo, vowelO, vowelWa, vowelWae, vowelOe, vowelU, vowelWo, vowelEu, vowelI = 0, 1, 4, 5, 6, 8, 9, 10, 11, 13, 14, 18, 20
)

const initialRieul, initialIeung = 5, 11

func syllable(r rune) bool { return firstSyllable <= r && r <= lastSyllable }

func parts(r rune) (initial, vowel, final rune) {
	n := r - firstSyllable
	return n / (vowels * finals), n / finals % vowels, n % finals
}

func joined(initial, vowel, final rune) rune {
	return firstSyllable + (initial*vowels+vowel)*finals + final
}

func finalOf(r rune) rune { return (r - firstSyllable) % finals }

// with is a syllable with another final.
func with(r, final rune) rune { return r - finalOf(r) + final }
