package ilbo

import "time"

// An IndexField is one part of a story that the search index keeps apart.
type IndexField string

// The fields of an index, the weightiest first.
const (
	IndexHeadline IndexField = "headline"
	IndexDeck     IndexField = "deck" // with the kicker
	IndexByline   IndexField = "byline"
	IndexTopics   IndexField = "topics" // with the section's and the dateline's names
	IndexBody     IndexField = "body"
)

// An IndexEntry is a story as a search index holds it. Its words were analysed
// already: an engine keeps them as they are, in their order, and knows no
// language.
type IndexEntry struct {
	Story       StoryID
	Language    Language
	Section     SectionID
	Topics      []TopicID
	Journalists []JournalistID
	Published   time.Time
	PublicFrom  time.Time
	Words       map[IndexField][]string // letters, digits and marks only; never a space in a word
	Headwords   []Headword              // what it gives to the vocabulary, each once
}

// An IndexPhrase is words that must stand side by side in one field. Open
// phrases are satisfied by any word that begins with their last one.
type IndexPhrase struct {
	Words []string
	Open  bool
	Field IndexField    // empty: any field
	Else  []IndexPhrase // other ways to write it, any of which will do; they have Words and Open alone
}

// Ways are all ways to write the phrase, each with its field.
func (p *IndexPhrase) Ways() []IndexPhrase {
	list := []IndexPhrase{{Words: p.Words, Open: p.Open, Field: p.Field}}
	for _, way := range p.Else {
		list = append(list, IndexPhrase{Words: way.Words, Open: way.Open, Field: p.Field})
	}
	return list
}

// An IndexLookup asks an index for stories. Empty fields do not narrow it.
type IndexLookup struct {
	Must       []IndexPhrase // all of them; where there are none, the filters alone decide
	Typed      []IndexPhrase // Must as the reader wrote it, where it differs: no reason to be found, but to come first
	Not        []IndexPhrase // none of them
	Language   Language
	Section    SectionID // includes its sub-sections
	Topic      TopicID
	Journalist JournalistID
	From, To   time.Time // published in [From, To)
	Now        time.Time // only stories that are public by then
	Offset     int
	Limit      int
}

// IndexHits are what an index found, the best first.
type IndexHits struct {
	Stories []StoryID
	Total   int  // of all that were found; engines stop counting at 1,000 or later
	More    bool // there are more than Total
	Tally   IndexTally
}

// An IndexTally is what the stories that Total counts are filed under, each with
// how many of them.
type IndexTally struct {
	Published   []time.Time       // of each, the newest first
	Sections    map[SectionID]int // each story under its own alone
	Topics      map[TopicID]int
	Journalists map[JournalistID]int
}
