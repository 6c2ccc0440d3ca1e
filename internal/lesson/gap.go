package lesson

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"ilbo.press"
)

// A Gap is a sentence of the story without a word. The word is among the choices once,
// and stands nowhere in what is left of the sentence.
type Gap struct {
	Gloss         int // the word, by its place among the setting's glosses
	Before, After string
	Choices       []string
	Right         int // its place among the choices
}

// leastBeside is how many words are left of a sentence besides the one that the gap is in.
var leastBeside = map[ilbo.Language]int{ilbo.English: 3, ilbo.Korean: 2}

const (
	mostChoices = 4
	mostTried   = 40  // words that gaps are made of, to choose from: a story may have hundreds
	mostBeside  = 160 // characters before the gap, and behind it: a text without punctuation is one sentence
)

// gaps are those whose choices are best: with words of the same part of speech.
func (a *asker) gaps() []Gap {
	var good, fair []Gap
	all := make([]int, len(a.words))
	for i := range all {
		all[i] = i
	}
	sentences := map[string]bool{}
	for _, i := range spread(all, mostTried) {
		g, same, ok := a.gap(i)
		if text := a.set.Sentences[a.words[i].Sentence].Text; !ok || sentences[text] {
			continue
		} else if same > 1 {
			sentences[text] = true
			good = append(good, g)
		} else {
			fair = append(fair, g)
		}
	}
	list := slices.Clone(spread(good, mostGaps))
	for _, g := range append(spread(fair, mostGaps), fair...) {
		if text := a.set.Sentences[a.words[g.Gloss].Sentence].Text; len(list) < mostGaps && !sentences[text] {
			sentences[text] = true
			list = append(list, g)
		}
	}
	slices.SortFunc(list, func(a, b Gap) int { return a.Gloss - b.Gloss })
	return list
}

// gap takes a word out of its sentence; same is how many of the other choices are of its
// part of speech. It is false where the word can be read in the sentence all the same,
// where too little is left, or where nothing else could stand there.
func (a *asker) gap(i int) (gap Gap, same int, ok bool) {
	w := &a.words[i]
	s := &a.set.Sentences[w.Sentence]
	text := []rune(s.Text)
	before, after := string(text[:w.At.From-s.At.From]), string(text[w.At.To-s.At.From:])
	left := fold(before + " " + after)
	if strings.Contains(left, w.key) || strings.Contains(left, w.head) || countWords(before+"x"+after) <= leastBeside[a.learned] {
		return gap, 0, false
	}
	others, same := a.others(i, left)
	if len(others) == 0 {
		return gap, 0, false
	}
	gap = Gap{Gloss: i, Before: tail(article(before)), After: head(particle(w, after)), Choices: append(others, w.form)}
	slices.SortFunc(gap.Choices, func(x, y string) int {
		return cmp.Or(cmp.Compare(a.draw(s.Text, x), a.draw(s.Text, y)), strings.Compare(x, y))
	})
	gap.Right = slices.Index(gap.Choices, w.form)
	return gap, same, true
}

func countWords(s string) (n int) {
	for f := range strings.FieldsSeq(s) {
		if strings.ContainsFunc(f, unicode.IsLetter) {
			n++
		}
	}
	return n
}

// An offer is a word that could stand in a gap by its looks.
type offer struct {
	form, key string
	near      int
	drawn     uint64
	same      bool // it is of the same part of speech
}

// others are what else could stand in the gap of a word, the nearest of the story's
// explained words first, and where they are too few, others of its words. What is
// left of the sentence holds none of them.
func (a *asker) others(i int, left string) (forms []string, same int) {
	w := &a.words[i]
	var offers []offer
	seen := map[string]bool{w.key: true}
	add := func(form, key string, near int, drawn uint64, same bool) {
		if !seen[key] && !strings.Contains(left, key) && !strings.Contains(key, w.key) && !strings.Contains(w.key, key) && !strings.Contains(key, w.head) {
			seen[key] = true
			offers = append(offers, offer{form, key, near, w.drawn ^ drawn, same})
		}
	}
	for k := range a.words {
		if o := &a.words[k]; k != i && !w.alike(o) {
			add(o.form, o.key, a.near(w, o), o.drawn, o.Speech == w.Speech && o.Speech != "")
		}
	}
	if len(offers) < mostChoices-1 {
		for _, word := range a.plain() {
			add(word, word, a.sameEnd(w.key, word)-1, a.draw(word), false)
		}
	}
	slices.SortFunc(offers, func(x, y offer) int { return cmp.Or(y.near-x.near, cmp.Compare(x.drawn, y.drawn)) })
	for _, o := range offers[:min(len(offers), mostChoices-1)] {
		forms = append(forms, o.form)
		if o.same {
			same++
		}
	}
	return forms, same
}

// near tells how much another word is like this one by its looks: of the same part of
// speech, and inflected as it is, so that neither gives itself away.
func (a *asker) near(w, o *asked) int {
	n := 0
	if w.Speech == o.Speech && w.Speech != "" {
		n += 8
	}
	if w.class() == o.class() {
		n += 4
	}
	if w.shape() == o.shape() {
		n += 3
	}
	return n + a.sameEnd(w.key, o.key)
}

// sameEnd is how many of their last syllables two Korean words share: endings and
// particles stand there. English ones are known by their shape.
func (a *asker) sameEnd(x, y string) int {
	if a.learned != ilbo.Korean {
		return 0
	}
	s, t, n := []rune(x), []rune(y), 0
	for n < min(len(s), len(t), 2) && s[len(s)-1-n] == t[len(t)-1-n] {
		n++
	}
	return n
}

// shape is how a word is inflected, as far as that is seen.
func (w *asked) shape() string {
	switch {
	case w.key == w.head:
		return "as in the dictionary"
	case strings.Contains(w.key, " "):
		return "several words"
	case strings.ContainsFunc(w.key, isHangul):
		return "inflected"
	}
	for _, end := range []string{"ing", "est", "er", "s"} {
		if strings.HasSuffix(w.key, end) {
			return end
		}
	}
	return "ed" // and what is irregular
}

func isHangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }

// leastPlain is how long a word is that nobody explained and that is no particle,
// article or the like.
var leastPlain = map[ilbo.Language]int{ilbo.English: 5, ilbo.Korean: 2}

// plain are the words of the story that nobody explained, as they stand within
// sentences; names are not among them.
func (a *asker) plain() []string {
	var list []string
	seen := map[string]bool{}
	for i := range a.set.Sentences {
		for word := range strings.FieldsFuncSeq(a.set.Sentences[i].Text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
			if n := len([]rune(word)); n >= leastPlain[a.learned] && n < 20 && word == fold(word) && !seen[word] {
				seen[word] = true
				list = append(list, word)
			}
		}
	}
	return list
}

var endsInArticle = regexp.MustCompile(`(?i)(^|[^\pL’'-])(a)n?(\s+)$`)

// article leaves open which of a and an stands before the gap: that alone would give away
// how the word begins.
func article(before string) string { return endsInArticle.ReplaceAllString(before, "$1$2(n)$3") }

// particles that have two forms, by whether the word before them ends in a consonant, and
// what stands in their place.
var particles = func() map[string]string {
	m := map[string]string{"은": "은(는)", "는": "은(는)", "이": "이(가)", "가": "이(가)", "을": "을(를)", "를": "을(를)"}
	for _, p := range []string{"나", "며", "란", "다", "고", "든"} {
		m["이"+p], m[p] = "(이)"+p, "(이)"+p
	}
	for _, more := range []string{"", "는", "도", "의", "만", "서", "써", "부터", "서는", "부터는"} { // 과는, 로부터
		m["과"+more], m["와"+more], m["으로"+more], m["로"+more] = "과(와)"+more, "과(와)"+more, "(으)로"+more, "(으)로"+more
	}
	return m
}()

// beginnings of those that go on in many ways.
var beginnings = [][2]string{{"이라", "(이)라"}, {"이었", "이었(였)"}, {"였", "이었(였)"}, {"라고", "(이)라고"}, {"라며", "(이)라며"}, {"라는", "(이)라는"}, {"라기", "(이)라기"}, {"라도", "(이)라도"}, {"라서", "(이)라서"}}

// particle writes what stands behind a Korean noun in both of its forms, as textbooks do,
// for the same reason.
func particle(w *asked, after string) string {
	if c := w.class(); c != nounClass && c != nameClass || !strings.ContainsFunc(w.key, isHangul) {
		return after
	}
	rest := strings.TrimLeftFunc(after, isHangul)
	stands := strings.TrimSuffix(after, rest)
	if both, ok := particles[stands]; ok {
		return both + rest
	}
	for _, b := range beginnings {
		if tail, ok := strings.CutPrefix(stands, b[0]); ok {
			return b[1] + tail + rest
		}
	}
	return after
}

// tail and head are the end and the beginning of a text that is long.
func tail(s string) string {
	if r := []rune(s); len(r) > mostBeside {
		_, s, _ = strings.Cut(string(r[len(r)-mostBeside:]), " ")
		return "… " + s
	}
	return s
}

func head(s string) string {
	r := []rune(s)
	if len(r) <= mostBeside {
		return s
	}
	s = string(r[:mostBeside])
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	return s + " …"
}
