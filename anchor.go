package ilbo

import (
	"slices"
	"strings"
	"unicode"
)

// A finder finds the passages of a lesson in a body as it is now.
type finder struct {
	set   *Setting
	where map[string][]int  // sentences of the body, by their text
	heirs map[string]string // what a sentence that is gone has become, where that is plain
}

func newFinder(l *Lesson, s *Setting, runs []string) *finder {
	f := &finder{set: s, where: map[string][]int{}}
	for i := range s.Sentences {
		f.where[s.Sentences[i].Text] = append(f.where[s.Sentences[i].Text], i)
	}
	if !slices.Equal(runs, l.Copy) {
		f.heirs = heirsOf(f.lost(l), f.fresh(l))
	}
	return f
}

// stands reports whether a sentence is in the body as it was.
func (f *finder) stands(sentence string) bool { return len(f.where[sentence]) > 0 }

// same finds a passage's sentence as it was: of several that read the same, the
// nearest to where it stood that is free. It is -1 where there is none.
func (f *finder) same(p *Passage, free func(n int) bool) int {
	best := -1
	for _, n := range f.where[p.Sentence] {
		if free(n) && (best < 0 || distance(f.set.Sentences[n].Run, p.Run) < distance(f.set.Sentences[best].Run, p.Run)) {
			best = n
		}
	}
	return best
}

// changed finds a passage in the sentence that its own has become.
func (f *finder) changed(p *Passage) (sentence int, at Stretch) {
	heir, ok := f.heirs[p.Sentence]
	if !ok || strings.Count(p.Sentence, p.Words) != 1 || strings.Count(heir, p.Words) != 1 || len(f.where[heir]) != 1 {
		return -1, at
	}
	old, now := []rune(p.Sentence), []rune(heir)
	from := len([]rune(heir[:strings.Index(heir, p.Words)]))
	at = Stretch{from, from + p.to() - p.From}
	left, right := neighbours(old, p.From, p.to())
	nowLeft, nowRight := neighbours(now, at.From, at.To)
	if string(old[left:p.From]) != string(now[nowLeft:at.From]) || string(old[p.to():right]) != string(now[at.To:nowRight]) ||
		(left == 0) != (nowLeft == 0) || (right == len(old)) != (nowRight == len(now)) {
		return -1, at
	}
	if head, tail := ends(old, now); !(p.to() <= head && at.From == p.From) && !(p.From >= len(old)-tail && len(now)-at.From == len(old)-p.From) {
		return -1, at
	}
	return f.where[heir][0], at
}

// ends gives how many characters two texts have in common at their beginnings and at
// their ends, without those that could be either: of “old old man” and “old man”
// nobody can say which old it is that went.
func ends(a, b []rune) (head, tail int) {
	head, tail, short := common(a, b)
	return min(head, short-min(tail, short)), min(tail, short-head)
}

func common(a, b []rune) (head, tail, short int) {
	short = min(len(a), len(b))
	for head < short && a[head] == b[head] {
		head++
	}
	for tail < short && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return head, tail, short
}

// neighbours gives how far the words on both sides of some words reach: what is left
// of the words that they begin and end in, and one whole word more.
func neighbours(text []rune, from, to int) (left, right int) {
	space := func(i int) bool { return unicode.IsSpace(text[i]) }
	left, right = from, to
	for left > 0 && !space(left-1) {
		left--
	}
	for left > 0 && space(left-1) {
		left--
	}
	for left > 0 && !space(left-1) {
		left--
	}
	for right < len(text) && !space(right) {
		right++
	}
	for right < len(text) && space(right) {
		right++
	}
	for right < len(text) && !space(right) {
		right++
	}
	return left, right
}

// lost are the sentences that the lesson was set on and that are not in the body any
// more, each once. Whatever the lesson is on is among them, be its copy kept or not.
func (f *finder) lost(l *Lesson) []string {
	var list []string
	seen := map[string]bool{}
	add := func(sentence string) {
		if !seen[sentence] && !f.stands(sentence) {
			seen[sentence] = true
			list = append(list, sentence)
		}
	}
	for n, run := range l.Copy {
		for _, s := range sentencesOf(n, run, l.Learned) {
			add(s.Text)
		}
	}
	for i := range l.Glosses {
		add(l.Glosses[i].Sentence)
	}
	return list
}

// fresh are the sentences of the body that the lesson was not set on, each once.
func (f *finder) fresh(l *Lesson) []string {
	seen := map[string]bool{}
	for n, run := range l.Copy {
		for _, s := range sentencesOf(n, run, l.Learned) {
			seen[s.Text] = true
		}
	}
	for i := range l.Glosses {
		seen[l.Glosses[i].Sentence] = true
	}
	var list []string
	for i := range f.set.Sentences {
		if text := f.set.Sentences[i].Text; !seen[text] {
			seen[text] = true
			list = append(list, text)
		}
	}
	return list
}

// maxPairs bounds how many pairs of sentences are compared: a story that was rewritten
// from end to end has no heirs.
const maxPairs = 250_000

// heirsOf tells what lost sentences have become: each that one fresh sentence, and no
// other, is likest to, and that is itself the likest to that one alone.
func heirsOf(lost, fresh []string) map[string]string {
	if len(lost)*len(fresh) > maxPairs {
		return nil
	}
	a, b := runesOf(lost), runesOf(fresh)
	bestOf := make([]rank, len(lost))
	bestFor := make([]rank, len(fresh))
	for i := range a {
		for k := range b {
			alike := likeness(a[i], b[k])
			bestOf[i].offer(k, alike)
			bestFor[k].offer(i, alike)
		}
	}
	heirs := map[string]string{}
	for i, r := range bestOf {
		if r.clear() && bestFor[r.which].clear() && bestFor[r.which].which == i {
			heirs[lost[i]] = fresh[r.which]
		}
	}
	return heirs
}

func runesOf(list []string) [][]rune {
	all := make([][]rune, len(list))
	for i, s := range list {
		all[i] = []rune(s)
	}
	return all
}

// A rank is the best of several, and how good the next one is.
type rank struct {
	which      int
	best, next float64
}

func (r *rank) offer(which int, alike float64) {
	if alike > r.best {
		r.which, r.best, r.next = which, alike, r.best
	} else if alike > r.next {
		r.next = alike
	}
}

// enoughAlike is how much of a sentence has to be left at its two ends, and plainly
// how much less has to be left of any other.
const (
	enoughAlike = 0.6
	plainly     = 0.3
)

// clear reports whether the best is good, and no other is nearly as good.
func (r rank) clear() bool { return r.best >= enoughAlike && r.best-r.next >= plainly }

// likeness is how much of the longer of two sentences is as in the other at their two
// ends, from 0 to 1: what is changed at one place leaves the rest.
func likeness(a, b []rune) float64 {
	head, tail, short := common(a, b)
	return float64(min(head+tail, short)) / float64(max(len(a), len(b), 1))
}
