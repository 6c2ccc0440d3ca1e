package store

import (
	"math"
	"time"
)

// A stretch is a part of the time of an archive, with the words for the months
// and years that it is made of; without any, all that is left.
type stretch struct {
	oldest, newest int64 // entries
	names          []string
}

// monthWord and yearWord are words for the time that a story was published in. No
// section, topic or journalist has such a word.
func monthWord(t time.Time) string { return t.Format("m·2006·01") }
func yearWord(t time.Time) string  { return t.Format("y·2006") }

// stretches part a range of entries, the newest first: a month, three before it,
// twelve before them, six years or so, and the rest.
func stretches(r entryRange) []stretch {
	newest := min(r.newest, entryNumber(1<<storyBits-1, r.now)) // nothing is public before its moment
	var list []stretch
	for _, months := range [...]int{1, 3, 12, 72} {
		if newest < r.oldest {
			return list
		}
		last := publishedOf(newest).UTC()
		begin := time.Date(last.Year(), last.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, 1-months, 0)
		if months > 12 {
			begin = time.Date(begin.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		}
		s := stretch{oldest: max(r.oldest, entryNumber(0, begin)), newest: newest, names: namesBetween(begin, last)}
		list = append(list, s)
		if s.oldest == math.MinInt64 {
			return list
		}
		newest = s.oldest - 1
	}
	if newest >= r.oldest {
		list = append(list, stretch{oldest: r.oldest, newest: newest})
	}
	return list
}

// namesBetween are the words of all time between the first of a month and a day:
// those of years where these are whole.
func namesBetween(begin, last time.Time) []string {
	var names []string
	for at := begin; !at.After(last); {
		next := at.AddDate(0, 1, 0)
		name := monthWord(at)
		if year := at.AddDate(1, 0, 0); at.Month() == time.January && year.Year() <= last.Year() {
			name, next = yearWord(at), year
		}
		names, at = append(names, quoteWord(filterMark+name)), next
	}
	return names
}
