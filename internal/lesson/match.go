package lesson

import (
	"slices"
	"strings"
)

// A Match is words that are to be matched with their meanings. No two of them mean the
// same.
type Match struct {
	Glosses []int // the words, by their places among the setting's glosses
	Shown   []int // places in Glosses: whose meaning stands first, second …
}

// leastPairs is how many words of one class make a match of their own.
const leastPairs = 3

// matches asks for words that nothing else asks for, where there are enough: nouns with
// nouns and verbs with verbs, because “to cover” can be told from “alley” by anybody.
func (a *asker) matches(used map[int]bool) []Match {
	var fresh, rest []int
	for i := range a.words {
		switch w := &a.words[i]; {
		case strings.Contains(fold(w.Meaning), w.head): // it says itself what it means
		case used[i]:
			rest = append(rest, i)
		default:
			fresh = append(fresh, i)
		}
	}
	all := append(fresh, rest...)
	var list []Match
	taken := map[int]bool{}
	for len(list) < mostMatches {
		best := a.bestOf(all, taken)
		if len(best) < leastPairs {
			break
		}
		for _, i := range best {
			taken[i] = true
		}
		list = append(list, a.match(best))
	}
	if len(list) == 0 {
		if mixed := a.apart(all, mostPairs); len(mixed) > 1 {
			list = append(list, a.match(mixed))
		}
	}
	return list
}

// bestOf are the words of the class that has most of them left.
func (a *asker) bestOf(all []int, taken map[int]bool) []int {
	var best []int
	for c := otherClass; c <= nameClass; c++ {
		var of []int
		for _, i := range all {
			if a.words[i].class() == c && !taken[i] {
				of = append(of, i)
			}
		}
		if of = a.apart(of, mostPairs); len(of) > len(best) {
			best = of
		}
	}
	return best
}

// apart are at most n of the words of which none could be taken for another: from all of
// the list where it is long.
func (a *asker) apart(list []int, n int) []int {
	var some []int
	add := func(from []int) {
		for _, i := range from {
			if len(some) < n && !a.alikeAny(i, some) {
				some = append(some, i)
			}
		}
	}
	add(spread(list, n))
	add(list)
	slices.Sort(some)
	return some
}

func (a *asker) alikeAny(i int, some []int) bool {
	for _, k := range some {
		if a.words[i].alike(&a.words[k]) {
			return true
		}
	}
	return false
}

func (a *asker) match(words []int) Match {
	return Match{words, a.shuffle(len(words), func(i int) string { return "match\x00" + a.words[words[i]].head }, func(i, k int) bool { return i == k })}
}
