package store

import "time"

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

// stretchMonths are how long the stretches are that a search asks for one after
// the other, in months; after them comes the rest.
var stretchMonths = [...]int{1, 3, 12, 72}

// noEntries is a range without any.
var noEntries = entryRange{oldest: 1}

// stretchOf is the nth part of what a search asks for, which is the newest of a
// range that begins with an entry that is there.
func stretchOf(r entryRange, n int) stretch {
	newest := min(r.newest, entryNumber(1<<storyBits-1, r.now)) // nothing is public before its moment
	if n >= len(stretchMonths) || newest < r.oldest {
		return stretch{oldest: r.oldest, newest: newest}
	}
	last := publishedOf(newest).UTC()
	begin := time.Date(last.Year(), last.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, 1-stretchMonths[n], 0)
	if stretchMonths[n] > 12 {
		begin = time.Date(begin.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return stretch{oldest: max(r.oldest, entryNumber(0, begin)), newest: newest, names: namesBetween(begin, last)}
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
