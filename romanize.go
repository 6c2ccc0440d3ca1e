package ilbo

import "strings"

// The letters of Hangul in the order in which Unicode builds syllables of them
// (The Unicode Standard, 3.12), with their Revised Romanization: a consonant
// reads otherwise at the head of a syllable than at its foot.
var (
	initials = [19]string{"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}
	medials  = [21]string{"a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"}
	finals   = [28]string{"", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"}

	// carried is how a final reads when the next syllable begins with the
	// silent ieung: it moves over to that syllable, and of a pair the second.
	carried = [28]string{"", "g", "kk", "ks", "n", "nj", "n", "d", "r", "lg", "lm", "lb", "ls", "lt", "lp", "r", "m", "b", "ps", "s", "ss", "ng", "j", "ch", "k", "t", "p", ""}
)

const (
	ieung   = 11 // initial, silent
	nieun   = 2  // initial
	rieul   = 5  // initial
	mieum   = 6  // initial
	hieut   = 18 // initial
	finalNH = 6  // ㄶ
	finalD  = 7
	finalLT = 13 // ㄾ
	finalLH = 15 // ㅀ
	finalT  = 25
	finalH  = 27
	vowelI  = 20
)

// Romanize writes the Hangul in s in Latin letters by the Revised Romanization
// of Korean (Ministry of Culture, notice 2000-8), with the changes of sound
// between syllables that the notice asks for: 신라 is Silla, 독립 dongnip, 종로
// Jongno, 같이 gachi. Everything else passes through. What only a dictionary knows
// is not told apart: ㄴ before ㄹ is always ll (신문로 is written Sinmunno by those
// who know the word), and ㅎ after ㄱ ㄷ ㅂ is kept, as in
// nouns, but for 히 after ㄷ: 굳히다 is guchida. Names come
// out as words, without the hyphens and the family spellings that their owners
// prefer.
func Romanize(s string) string {
	var b strings.Builder
	runes := []rune(s)
	carry := "" // what the last final put at the head of this syllable
	carriedOver := false
	for i, r := range runes {
		lead, vowel, tail, ok := syllable(r)
		if !ok {
			b.WriteRune(r)
			carriedOver = false
			continue
		}
		head := initials[lead]
		if carriedOver {
			head, carriedOver = carry, false
		}
		b.WriteString(head)
		b.WriteString(medials[vowel])
		foot := finals[tail]
		if i+1 < len(runes) {
			if next, vowel, _, ok := syllable(runes[i+1]); ok {
				foot, carry, carriedOver = meet(tail, next, vowel)
			}
		}
		b.WriteString(foot)
	}
	return b.String()
}

func syllable(r rune) (lead, vowel, tail int, ok bool) {
	if r < 0xAC00 || r > 0xD7A3 {
		return 0, 0, 0, false
	}
	n := int(r - 0xAC00)
	return n / 588, n % 588 / 28, n % 28, true
}

// meet tells how a final and the initial after it read together: the final,
// and the initial where it changes.
func meet(tail, next, vowel int) (foot, head string, changed bool) {
	sound := finals[tail]
	switch {
	case tail == 0:
		return "", "", false
	case next == ieung && vowel == vowelI && tail == finalD:
		return "", "j", true
	case next == ieung && vowel == vowelI && tail == finalT, next == hieut && vowel == vowelI && tail == finalD:
		return "", "ch", true
	case next == ieung && vowel == vowelI && tail == finalLT:
		return "l", "ch", true
	case next == ieung:
		if sound == "ng" {
			return "ng", "", false
		}
		return "", carried[tail], true
	case next == rieul && (sound == "n" || sound == "l"), next == nieun && sound == "l":
		return "l", "l", true
	case next == rieul && (sound == "k" || sound == "t" || sound == "p"):
		return nasal(sound), "n", true
	case next == rieul: // after m and ng
		return sound, "n", true
	case (next == nieun || next == mieum) && (sound == "k" || sound == "t" || sound == "p"):
		return nasal(sound), "", false
	case (tail == finalH || tail == finalNH || tail == finalLH) && (next == 0 || next == 3 || next == 12): // ㅎ with ㄱ ㄷ ㅈ
		return map[int]string{finalNH: "n", finalLH: "l"}[tail], map[int]string{0: "k", 3: "t", 12: "ch"}[next], true
	}
	return sound, "", false
}

func nasal(stop string) string {
	return map[string]string{"k": "ng", "t": "n", "p": "m"}[stop]
}
