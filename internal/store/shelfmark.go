package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

// What a story is filed under stands in the index twice: as words of a column
// that no search for words reads, by which one is narrowed, and as a text beside
// the entry, from which what was found is tallied without reading a story.

// A filer makes words of what is filed under one kind of name. No two names make
// the same word.
type filer string

const (
	languageFiler   filer = "l"
	sectionFiler    filer = "s"
	topicFiler      filer = "t"
	journalistFiler filer = "j"
)

var filedName = strings.NewReplacer("-", "·", "/", "··")

func (f filer) word(name string) string { return string(f) + "·" + filedName.Replace(name) }

// filedUnder are the words by which a search finds the entry where it is narrowed.
func filedUnder(e *ilbo.IndexEntry) []string {
	list := []string{languageFiler.word(string(e.Language)), sectionFiler.word(string(e.Section)), sectionFiler.word(string(e.Section.Top()))}
	for _, id := range e.Topics {
		list = append(list, topicFiler.word(string(id)))
	}
	for _, id := range e.Journalists {
		list = append(list, journalistFiler.word(string(id)))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// soughtUnder are the words that narrow a lookup. Where it asks for words, these
// say what language they are in.
func soughtUnder(l *ilbo.IndexLookup) []string {
	language := l.Language
	if len(l.Must) > 0 {
		language = ""
	}
	var list []string
	for _, n := range []struct {
		filer
		name string
	}{
		{topicFiler, string(l.Topic)}, {journalistFiler, string(l.Journalist)}, {sectionFiler, string(l.Section)}, {languageFiler, string(language)},
	} {
		if n.name != "" {
			list = append(list, n.word(n.name))
		}
	}
	return list
}

// shelfmark writes what an entry is tallied under: its section, its topics and
// its journalists, "sports/baseball;han-river,dodgers;yoon-seri". No id has a
// comma, a semicolon or a bar in it.
func shelfmark(e *ilbo.IndexEntry) string {
	var b strings.Builder
	b.WriteString(string(e.Section))
	join(&b, e.Topics)
	join(&b, e.Journalists)
	return b.String()
}

func join[T ~string](b *strings.Builder, ids []T) {
	b.WriteByte(';')
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(string(id))
	}
}

// shelved is an entry with its shelfmark.
type shelved struct {
	entry int64
	mark  string
}

// shelves reads what a question about e.entry and e.shelfmark finds, the newest first.
// All of it comes as one row: a search has a thousand of them, and a row costs more on
// its way from the database than in it.
func (s *Store) shelves(ctx context.Context, text string, args ...any) ([]shelved, error) {
	all, err := one(ctx, s, value[string], `SELECT coalesce(string_agg(CAST(entry AS text) || ';' || shelfmark, '|'), '') FROM (`+text+`) found`, args...)
	if err != nil || all == "" {
		return nil, err
	}
	found := make([]shelved, 0, strings.Count(all, "|")+1)
	for line := range strings.SplitSeq(all, "|") {
		number, mark, _ := strings.Cut(line, ";")
		entry, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, err
		}
		found = append(found, shelved{entry, mark})
	}
	// No database promises that it keeps the order of what it puts together.
	newer := func(a, b shelved) int { return cmp.Compare(b.entry, a.entry) }
	if !slices.IsSortedFunc(found, newer) {
		slices.SortFunc(found, newer)
	}
	return found, nil
}

func tally(found []shelved) ilbo.IndexTally {
	t := ilbo.IndexTally{
		Sections: map[ilbo.SectionID]int{}, Topics: make(map[ilbo.TopicID]int, len(found)), Journalists: make(map[ilbo.JournalistID]int, len(found)/4),
		Published: make([]time.Time, 0, len(found)),
	}
	for _, f := range found {
		t.Published = append(t.Published, publishedOf(f.entry))
		section, rest, _ := strings.Cut(f.mark, ";")
		topics, journalists, _ := strings.Cut(rest, ";")
		t.Sections[ilbo.SectionID(section)]++
		tallyEach(t.Topics, topics)
		tallyEach(t.Journalists, journalists)
	}
	return t
}

func tallyEach[T ~string](counts map[T]int, ids string) {
	for id := range strings.SplitSeq(ids, ",") {
		if id != "" {
			counts[T(id)]++
		}
	}
}
