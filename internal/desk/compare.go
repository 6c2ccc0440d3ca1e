package desk

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff/lcs"

	"ilbo.press"
)

// An Op is what became of a piece of text between two versions.
type Op string

// A piece stayed, came, or went; a block or a line of furniture may have changed
// in parts.
const (
	Same    Op = "same"
	Added   Op = "added"
	Gone    Op = "gone"
	Changed Op = "changed"
)

// A Piece is words that stayed, came or went together.
type Piece struct {
	Op   Op
	Text string
}

// A Difference is what became of one field of the furniture, or of one block.
type Difference struct {
	Name   string // of the field, or the kind of the block
	Op     Op
	Pieces []Piece
	// Form is set where the words are the same and something else is not: marks,
	// links, a picture.
	Form bool
}

// A Comparison is all that differs between two versions; blocks that are the
// same are in it too, in their order.
type Comparison struct {
	Fields []Difference // only those that differ
	Blocks []Difference
}

// Compare compares two versions of copy, word by word.
func Compare(a, b *ilbo.Copy) Comparison {
	var c Comparison
	for _, f := range fields {
		left, right := f.text(a), f.text(b)
		if left != right {
			c.Fields = append(c.Fields, Difference{Name: f.name, Op: Changed, Pieces: words(left, right)})
		}
	}
	for _, gap := range align(keys(a.Body), keys(b.Body)) {
		for i := range gap.same {
			block := &a.Body[gap.a+i]
			c.Blocks = append(c.Blocks, whole(block, Same))
		}
		c.Blocks = append(c.Blocks, pair(a.Body[gap.a+gap.same:gap.aEnd], b.Body[gap.b+gap.same:gap.bEnd])...)
	}
	return c
}

// A field is a part of the furniture, compared and taken as a whole.
type field struct {
	name string
	text func(*ilbo.Copy) string
	take func(to, from *ilbo.Copy)
}

// fields are all parts of the furniture, in the order in which they are printed.
var fields = []field{
	{"section", func(c *ilbo.Copy) string { return string(c.Section) }, func(to, from *ilbo.Copy) { to.Section = from.Section }},
	{"kicker", func(c *ilbo.Copy) string { return c.Kicker }, func(to, from *ilbo.Copy) { to.Kicker = from.Kicker }},
	{"headline", func(c *ilbo.Copy) string { return c.Headline }, func(to, from *ilbo.Copy) { to.Headline = from.Headline }},
	{"deck", func(c *ilbo.Copy) string { return c.Deck }, func(to, from *ilbo.Copy) { to.Deck = from.Deck }},
	{"bylines", func(c *ilbo.Copy) string { return form(c.Bylines, bylineNames(c.Bylines)) }, func(to, from *ilbo.Copy) { to.Bylines = from.Bylines }},
	{"dateline", func(c *ilbo.Copy) string { return c.Dateline.Place }, func(to, from *ilbo.Copy) { to.Dateline = from.Dateline }},
	{"lead", func(c *ilbo.Copy) string { return figureText(c.Lead) }, func(to, from *ilbo.Copy) { to.Lead = from.Lead }},
	{"source", func(c *ilbo.Copy) string { return c.Source }, func(to, from *ilbo.Copy) { to.Source = from.Source }},
	{"topics", func(c *ilbo.Copy) string { return topicNames(c.Topics) }, func(to, from *ilbo.Copy) { to.Topics = from.Topics }},
	{"access", func(c *ilbo.Copy) string { return string(c.Access) }, func(to, from *ilbo.Copy) { to.Access = from.Access }},
	{"slug", func(c *ilbo.Copy) string { return string(c.Slug) }, func(to, from *ilbo.Copy) { to.Slug = from.Slug }},
	{"language", func(c *ilbo.Copy) string { return string(c.Language) }, func(to, from *ilbo.Copy) { to.Language = from.Language }},
	{"translations", func(c *ilbo.Copy) string { return c.Translations }, func(to, from *ilbo.Copy) { to.Translations = from.Translations }},
	{"print", func(c *ilbo.Copy) string { return printText(c.Print) }, func(to, from *ilbo.Copy) { to.Print = from.Print }},
}

func printText(p ilbo.Print) string {
	s := string(p.Weight) + " " + p.Headline
	if p.Trim {
		s += " (trim)"
	}
	return strings.TrimSpace(s)
}

// form is the names, or, where they do not tell all, how they are stored.
func form(list []ilbo.Byline, names string) string {
	for _, b := range list {
		if b.Journalist != "" {
			names += " (" + string(b.Journalist) + ")"
		}
	}
	return names
}

func bylineNames(list []ilbo.Byline) string {
	var names []string
	for _, b := range list {
		names = append(names, b.Name)
	}
	return strings.Join(names, ", ")
}

func topicNames(list []ilbo.TopicID) string {
	var names []string
	for _, t := range list {
		names = append(names, string(t))
	}
	return strings.Join(names, ", ")
}

func figureText(f *ilbo.Figure) string {
	if f == nil {
		return ""
	}
	return strings.Join([]string{string(f.Picture), f.Caption, f.Credit, f.Alt}, "\n")
}

// keys are blocks as they are compared: whole.
func keys(body ilbo.Body) []string {
	list := make([]string, len(body))
	for i := range body {
		text, err := json.Marshal(&body[i])
		if err != nil { // a block holds nothing that JSON does not take
			panic("desk: " + err.Error())
		}
		list[i] = string(text)
	}
	return list
}

// A gap is a stretch of two lists: first what is the same in both, then what is
// not, of which either part may be empty.
type gap struct{ same, a, aEnd, b, bEnd int }

// align parts two lists into gaps.
func align(a, b []string) []gap {
	var list []gap
	at := gap{}
	for _, d := range lcs.DiffLines(a, b) {
		list = append(list, gap{same: d.Start - at.a, a: at.a, aEnd: d.End, b: at.b, bEnd: d.ReplEnd})
		at.a, at.b = d.End, d.ReplEnd
	}
	if at.a < len(a) {
		list = append(list, gap{same: len(a) - at.a, a: at.a, aEnd: len(a), b: at.b, bEnd: len(b)})
	}
	return list
}

// pair finds which blocks of one stretch became which of another: those that
// have words in common, in their order.
func pair(a, b []ilbo.Block) []Difference {
	var list []Difference
	for len(a) > 0 {
		j := slices.IndexFunc(b, func(other ilbo.Block) bool { return alike(&a[0], &other) })
		if j < 0 {
			list, a = append(list, whole(&a[0], Gone)), a[1:]
			continue
		}
		for i := range j {
			list = append(list, whole(&b[i], Added))
		}
		left, right := blockText(&a[0]), blockText(&b[j])
		list = append(list, Difference{Name: string(b[j].Kind), Op: Changed, Pieces: words(left, right), Form: left == right})
		a, b = a[1:], b[j+1:]
	}
	for i := range b {
		list = append(list, whole(&b[i], Added))
	}
	return list
}

// alike reports whether two blocks of a kind have a third of their words in
// common.
func alike(a, b *ilbo.Block) bool {
	if a.Kind != b.Kind {
		return false
	}
	left, right := strings.Fields(blockText(a)), strings.Fields(blockText(b))
	if len(left) == 0 || len(right) == 0 {
		return len(left) == len(right)
	}
	known := map[string]int{}
	for _, w := range left {
		known[w]++
	}
	common := 0
	for _, w := range right {
		if known[w] > 0 {
			known[w]--
			common++
		}
	}
	return 3*common >= min(len(left), len(right))
}

func whole(b *ilbo.Block, op Op) Difference {
	return Difference{Name: string(b.Kind), Op: op, Pieces: []Piece{{op, blockText(b)}}}
}

// blockText is all that a block says, pictures' credits and alternative texts
// with it.
func blockText(b *ilbo.Block) string {
	text := strings.TrimSuffix(ilbo.Body{*b}.Text(), "\n")
	for _, f := range b.Figures {
		for _, line := range []string{f.Credit, f.Alt} {
			if line != "" {
				text += "\n" + line
			}
		}
	}
	return text
}

// words compares two texts word by word. Words of Hangul are long with their
// particles, so each syllable of theirs counts.
func words(a, b string) []Piece {
	left, right := tokens(a), tokens(b)
	var list []Piece
	add := func(op Op, tokens []string) {
		if text := strings.Join(tokens, ""); text != "" {
			list = append(list, Piece{op, text})
		}
	}
	at := 0
	for _, d := range lcs.DiffLines(left, right) {
		add(Same, left[at:d.Start])
		add(Gone, left[d.Start:d.End])
		add(Added, right[d.ReplStart:d.ReplEnd])
		at = d.End
	}
	add(Same, left[at:])
	return list
}

// tokens parts a text into words, what stands between them, and syllables.
func tokens(text string) []string {
	var list []string
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		if word(r) {
			for n < len(text) {
				next, size := utf8.DecodeRuneInString(text[n:])
				if !word(next) {
					break
				}
				n += size
			}
		}
		list, text = append(list, text[:n]), text[n:]
	}
	return list
}

func word(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Hangul, r) && !unicode.Is(unicode.Han, r)
}
