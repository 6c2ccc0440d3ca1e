package lesson

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
)

// An Order is a sentence whose pieces are to be put in order. There may be other right
// orders: only the story's can be told.
type Order struct {
	Sentence int      // of the setting
	Pieces   []string // in the story's order: words, or of a long sentence phrases
	Shown    []int    // places in Pieces: which one is shown first, second …
	End      string   // the marks behind the last one
}

const (
	leastPieces = 4
	mostPieces  = 10
	mostPhrases = 28 // words of a sentence that is parted into phrases
	mostPiece   = 60 // characters
)

// orders are of sentences that no gap shows, where there are enough, and rather of those
// that are translated.
func (a *asker) orders(gaps []Gap) []Order {
	shown := map[int]bool{}
	for _, g := range gaps {
		shown[a.words[g.Gloss].Sentence] = true
	}
	var ranks [3][]Order
	for i := range a.set.Sentences {
		o, ok := a.order(i)
		switch {
		case !ok:
		case shown[i]:
			ranks[2] = append(ranks[2], o)
		case a.set.Sentences[i].Rendering == nil:
			ranks[1] = append(ranks[1], o)
		default:
			ranks[0] = append(ranks[0], o)
		}
	}
	var list []Order
	seen := map[string]bool{}
	for _, r := range ranks {
		for _, o := range append(slices.Clone(spread(r, mostOrders)), r...) {
			if text := a.set.Sentences[o.Sentence].Text; len(list) < mostOrders && !seen[text] {
				seen[text] = true
				list = append(list, o)
			}
		}
	}
	slices.SortFunc(list, func(a, b Order) int { return a.Sentence - b.Sentence })
	for i := range list {
		pieces := list[i].Pieces
		pieces[0] = a.uncapital(pieces[0])
		list[i].Shown = a.shuffle(len(pieces), func(i int) string { return "order\x00" + pieces[i] }, func(i, k int) bool { return pieces[i] == pieces[k] })
	}
	return list
}

// parting are the marks that tell where in its sentence a piece stands.
const parting = "“”\"‘()[]{}「」『』《》〈〉;:–—…"

// order parts a sentence. It is false for one that is too short, too long, or that tells
// its order by quotation marks, brackets or the like.
func (a *asker) order(i int) (o Order, ok bool) {
	text := a.set.Sentences[i].Text
	bare := strings.TrimRight(text, ".!?。！？")
	if strings.ContainsAny(bare, parting) || quoted(bare) || len(bare) > 1_000 {
		return o, false
	}
	words := strings.Fields(bare)
	o = Order{Sentence: i, End: text[len(bare):]}
	if len(words) > mostPieces && len(words) <= mostPhrases && a.learned != ilbo.Korean {
		o.Pieces = phrased(words)
	} else {
		o.Pieces = words
	}
	if n := len(o.Pieces); n < leastPieces || n > mostPieces || slices.ContainsFunc(o.Pieces, func(p string) bool { return utf8.RuneCountInString(p) > mostPiece }) {
		return o, false
	}
	return o, slices.ContainsFunc(o.Pieces, func(p string) bool { return p != o.Pieces[0] })
}

// quoted reports whether a single mark stands elsewhere than in a word.
func quoted(s string) bool {
	r := []rune(s)
	for i := range r {
		if (r[i] == '’' || r[i] == '\'') && (i == 0 || i+1 == len(r) || !unicode.IsLetter(r[i-1]) || !unicode.IsLetter(r[i+1])) {
			return true
		}
	}
	return false
}

// uncapital takes away the capital that says what comes first, of a word that stands in
// the story without it or is one of those that are no names.
func (a *asker) uncapital(piece string) string {
	word, _, _ := strings.Cut(piece, " ")
	low := strings.ToLower(word)
	if word == low || word == "I" || strings.HasPrefix(word, "I’") {
		return piece
	}
	if !joining[low] && !starting[low] && !a.written[low] {
		return piece
	}
	return low + piece[len(word):]
}

// joining are the words that phrases begin with, and starting others that begin sentences
// and are no names.
var (
	joining  = among("and or but because although though while when where which who whom whose that if unless than as in on at by to from with without for of into onto over under about after before until since between during through across against among toward towards within")
	starting = among("the a an this that these those there here it he she they we you his her its their our your my one two some many most all each every both another not no now then today yesterday how what why so yet only even")
)

func among(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// phrased parts an English sentence before the words that join, and behind commas.
func phrased(words []string) []string {
	var list []string
	var piece []string
	full := false // the piece has a word that does not join
	for _, w := range words {
		joins := joining[strings.ToLower(w)]
		if full && (joins || strings.HasSuffix(piece[len(piece)-1], ",")) {
			list, piece, full = append(list, strings.Join(piece, " ")), nil, false
		}
		piece, full = append(piece, w), full || !joins
	}
	return append(list, strings.Join(piece, " "))
}
