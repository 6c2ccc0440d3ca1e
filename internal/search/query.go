package search

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ilbo.press"
)

// A Query is what a reader asks for: the words, and what the form narrows them
// by. Operators in the words outrank the form's fields.
type Query struct {
	Text       string
	Language   ilbo.Language  // empty: every language
	Section    ilbo.SectionID // includes its sub-sections; empty: all
	Topic      ilbo.TopicID
	Journalist ilbo.JournalistID
	From, To   time.Time       // published in [From, To); zero: open
	Others     []ilbo.Language // that stories are counted in, too
	Page       int             // from 1
	PerPage    int             // 20 where zero, 100 at most
}

// The most that a query holds.
const (
	maxRunes = 200
	maxTerms = 12
	maxPage  = 50
	perPage  = 20
	maxPer   = 100
)

// Terms are a query as it was understood.
type Terms struct {
	Must, Not []ilbo.IndexPhrase
	// AsTyped is Must with no particle taken off and no hanja read; nil where
	// that is no difference. What it finds is better than what Must finds beyond
	// it.
	AsTyped  []ilbo.IndexPhrase
	Language ilbo.Language
	Section  ilbo.SectionID
	From, To time.Time // To is the first instant that is too late
}

// Empty reports whether the terms ask for nothing.
func (t *Terms) Empty() bool {
	return len(t.Must) == 0 && t.Language == "" && t.Section == "" && t.From.IsZero() && t.To.IsZero()
}

// Parse reads what a reader typed. No input is an error: what makes no sense as
// the language below is searched as words. What passes 200 characters or 12
// terms is left out.
//
//	북한 talks          both must occur, in any order
//	"six-party talks"   side by side
//	-baseball           must not occur; also -"a phrase"
//	section:sports      in that section; also 면:
//	by:"Yoon Seri"      of that journalist; also 기자:
//	topic:"Han River"   filed under that name; also 주제:
//	lang:ko             in that language; also 언어:
//	from:2026-11-01     published on or after the day, month or year; also 부터:
//	to:2026-11          published on or before it; also 까지:
//
// A word of Hangul is found as well where a space parts it: 한미동맹 finds 한미
// 동맹. One that ends in a particle is found with any other, and without: 국회에서
// finds 국회가. One in hanja is found in Hangul: 北韓 finds 북한, and 美 미국. Between
// quotation marks it is not; nor is the particle taken off what is excluded or
// what an operator names. Days begin in zone. Words that nearly every
// English story holds (the, of…) are left out unless they stand in quotation
// marks or nothing else is asked.
func Parse(text string, zone *time.Location) Terms {
	pieces := split(firstRunes(text, maxRunes))
	t := read(pieces, zone)
	if t.Empty() { // operators and exclusions alone: then they were meant as words
		t = Terms{Must: wordsOnly(text)}
	}
	return t
}

// A piece is one term as typed.
type piece struct {
	not    bool
	name   string // operator, small letters
	text   string
	quoted bool
}

func read(pieces []piece, zone *time.Location) Terms {
	var t Terms
	var common []ilbo.IndexPhrase
	for _, p := range pieces {
		if len(t.Must)+len(t.Not)+len(common) >= maxTerms {
			break
		}
		if p.name != "" && !p.not && t.operator(p, zone) {
			continue
		}
		if p.name != "" { // a colon that is no operator of ours
			p.text = p.name + ":" + p.text
		}
		ph := p.phrase()
		switch {
		case len(ph.Words) == 0:
		case p.not:
			t.Not = append(t.Not, ph)
		case !p.quoted && len(ph.Words) == 1 && stopWords[ph.Words[0]]:
			common = append(common, ph)
		default:
			t.seek(ph, p.others())
		}
	}
	if t.Empty() {
		t.Must = common
	}
	if !t.bared() {
		t.AsTyped = nil
	}
	return t
}

// maxWays is the most ways to write a phrase: each costs the index as much as
// a phrase more.
const maxWays = 12

// seek asks for a phrase as it was typed, and for the others that will do.
func (t *Terms) seek(ph ilbo.IndexPhrase, others []ilbo.IndexPhrase) {
	t.AsTyped = append(t.AsTyped, ph)
	room := maxWays - 1 - len(ph.Else)
	ph.Else = slices.Concat(ph.Else, others[:min(room, len(others))])
	t.Must = append(t.Must, ph)
}

// bared reports whether a particle was taken off, or hanja read.
func (t *Terms) bared() bool {
	for i := range t.AsTyped {
		if len(t.Must[i].Else) > len(t.AsTyped[i].Else) {
			return true
		}
	}
	return false
}

// operator takes the piece in where it is an operator with a value that makes
// sense, and reports that it was.
func (t *Terms) operator(p piece, zone *time.Location) bool {
	switch p.name {
	case "section", "면":
		id := ilbo.SectionID(strings.ToLower(p.text))
		if id.Check() != nil {
			return false
		}
		t.Section = id
	case "by", "기자":
		return t.within(ilbo.IndexByline, p)
	case "topic", "주제":
		return t.within(ilbo.IndexTopics, p)
	case "lang", "언어":
		l := ilbo.Language(strings.ToLower(p.text))
		if !l.Known() {
			return false
		}
		t.Language = l
	case "from", "부터":
		start, _, ok := days(p.text, zone)
		if ok {
			t.From = start
		}
		return ok
	case "to", "까지":
		_, end, ok := days(p.text, zone)
		if ok {
			t.To = end
		}
		return ok
	default:
		return false
	}
	return true
}

// within asks for the piece in one field.
func (t *Terms) within(f ilbo.IndexField, p piece) bool {
	ph := p.phrase()
	if len(ph.Words) == 0 {
		return false
	}
	ph.Field = f
	t.seek(ph, nil)
	return true
}

// phrase analyses the piece; one without quotation marks is sought parted, too.
func (p piece) phrase() ilbo.IndexPhrase {
	ph := phrase(p.text)
	if !p.quoted {
		ph.Else = slices.Concat(ph.Else, parted(p.text), unhyphened(p.text))
	}
	return ph
}

// others are what will do for the piece, unless it is quoted: it without its
// particle, and its hanja as they are read.
func (p piece) others() []ilbo.IndexPhrase {
	if p.quoted {
		return nil
	}
	list := nouns(p.text)
	for _, text := range sought(p.text) {
		list = append(list, phrase(text))
		list = append(list, nouns(text)...)
		list = append(list, parted(text)...)
	}
	return list
}

// days reads a day, a month or a year: its first instant, and the first after it.
func days(s string, zone *time.Location) (start, end time.Time, ok bool) {
	for _, f := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.ParseInLocation(f.layout, s, zone); err == nil && t.Year() >= 1 {
			return t, t.AddDate(f.years, f.months, f.days), true
		}
	}
	return time.Time{}, time.Time{}, false
}

// phrase analyses one term. The last token of a run of syllables is left open
// or off, so that what follows it in a story does not matter; one syllable before
// a number or a letter may be the end of a longer run there.
func phrase(text string) ilbo.IndexPhrase {
	tokens := Tokens(text)
	n := len(tokens)
	if n == 0 {
		return ilbo.IndexPhrase{}
	}
	ph := ilbo.IndexPhrase{Words: words(tokens)}
	if tokens[n-1].Tail {
		ph.Words = ph.Words[:n-1]
	} else {
		ph.Open = lone(tokens[n-1])
	}
	if n > 1 && lone(tokens[0]) && tokens[1].Start == tokens[0].End {
		ph.Else = []ilbo.IndexPhrase{ph}
		ph.Else[0].Words = slices.Concat([]string{tokens[0].Text + tailSign}, ph.Words[1:])
	}
	return ph
}

// lone reports whether a token is a run of one syllable.
func lone(t Token) bool {
	r, n := utf8.DecodeRuneInString(t.Text)
	return n == len(t.Text) && syllabic(r)
}

// maxParted is the most syllables of a word that may stand parted.
const maxParted = 10

// parted are the ways to write a word of syllables with a space in it: behind
// the first syllable of three, which may be a surname, and wherever both parts
// are words of two or more. Words of four to seven may have two spaces: 한 미 동맹,
// 국가 보안 법, and parts of two or more.
func parted(text string) []ilbo.IndexPhrase {
	letters := fold(text)
	n := len(letters)
	if n < 3 || n > maxParted || runEnd(letters, 0, pairs) < n {
		return nil
	}
	var list []ilbo.IndexPhrase
	for i := 1; i <= n-2; i++ {
		if i > 1 || n == 3 {
			list = append(list, phrase(text[:letters[i].start]+" "+text[letters[i].start:]))
		}
	}
	for _, at := range twoSpaces[n] {
		first, second := letters[at[0]].start, letters[at[1]].start
		list = append(list, phrase(text[:first]+" "+text[first:second]+" "+text[second:]))
	}
	return list
}

// twoSpaces are where the second and the third part of a word begin, by its
// syllables.
var twoSpaces = map[int][][2]int{4: {{1, 2}}, 5: {{2, 4}}, 6: {{2, 4}}, 7: {{2, 4}, {2, 5}, {3, 5}}}

// wordsOnly reads text without any language: every word must occur.
func wordsOnly(text string) []ilbo.IndexPhrase {
	var list []ilbo.IndexPhrase
	for w := range strings.FieldsSeq(firstRunes(text, maxRunes)) {
		if ph := phrase(w); len(ph.Words) > 0 && len(list) < maxTerms {
			list = append(list, ph)
		}
	}
	return list
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// stopWords are stemmed as the index has them.
var stopWords = map[string]bool{
	"a": true, "an": true, "and": true, "are": true, "as": true, "at": true, "be": true, "but": true, "by": true, "for": true,
	"from": true, "had": true, "has": true, "have": true, "in": true, "is": true, "it": true, "of": true, "on": true, "or": true,
	"that": true, "the": true, "this": true, "to": true, "was": true, "were": true, "which": true, "with": true,
}
