package store

import (
	"context"
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"

	"ilbo.press"
)

// On PostgreSQL the index is two tsvectors for each story, put together here
// from the words as they were analysed. A tsvector has four weights, and the
// index five fields: topics share a weight with bylines, and their words are
// told apart by a mark before them; so are the names that a search is narrowed
// by. Fields follow one another with a place left empty between them, so that
// no phrase spans two.
//
// A tsvector has limits that FTS5 has not. Of a word, the first 256 places are
// kept; beyond place 16,383 words are found alone and no longer in a phrase;
// what does not fit into a megabyte is left out. Fields other than the body
// come first, so that only a body can reach them.
const (
	maxPlaces = 256
	lastPlace = 16_383
	maxWord   = 1_000   // bytes of a word: PostgreSQL takes 2,046
	maxVector = 900_000 // bytes
)

// What stands before the words of topics and before filters. No word begins
// with it: words are letters, digits and marks.
const (
	topicMark  = "#"
	filterMark = "@"
)

// fieldWeights are the letters under which a tsvector keeps the fields.
var fieldWeights = map[ilbo.IndexField]string{
	ilbo.IndexHeadline: "A", ilbo.IndexDeck: "B", ilbo.IndexByline: "C", ilbo.IndexTopics: "C", ilbo.IndexBody: "D",
}

type tsvectorEngine struct{}

const (
	putVectors = `INSERT INTO search_entries (entry, story, public_from, shelfmark, words, furniture)
	VALUES (?, ?, ?, ?, CAST(CAST(? AS text) AS tsvector), CAST(CAST(? AS text) AS tsvector)) ON CONFLICT (story) DO UPDATE SET
	entry = excluded.entry, public_from = excluded.public_from, shelfmark = excluded.shelfmark, words = excluded.words, furniture = excluded.furniture`
	deleteVectors = `DELETE FROM search_entries WHERE story = ?`
)

// spell gives the vectors of all words and of the furniture.
func (tsvectorEngine) spell(e *ilbo.IndexEntry) []any {
	at := publishedOf(entryNumber(e.Story, e.Published)).UTC()
	filters := append(filedUnder(e), monthWord(at), yearWord(at))
	furniture := maps.Clone(e.Words)
	if furniture != nil {
		furniture[ilbo.IndexBody] = lede(e)
	}
	return []any{vector(e.Language, e.Words, filters), vector(e.Language, furniture, filters)}
}

func (tsvectorEngine) put(ctx context.Context, t *transaction, e *ilbo.IndexEntry, texts []any, _ bool) error {
	_, err := t.exec(ctx, putVectors, append([]any{entryNumber(e.Story, e.Published), int64(e.Story), e.PublicFrom.UnixMilli(), shelfmark(e)}, texts...)...)
	return err
}

func (tsvectorEngine) remove(ctx context.Context, t *transaction, id ilbo.StoryID) error {
	_, err := t.exec(ctx, deleteVectors, int64(id))
	return err
}

func (tsvectorEngine) writings() []string { return []string{putVectors, deleteVectors} }

// newest asks for a stretch of time after the other, each longer than the one
// before: GIN gives all that match and then they are sorted, so that what ends
// early must be asked for by parts. Months and years are words as well, which
// GIN meets with the others before a row is read. The planner is kept from the
// order of the entries, which it takes for a way to a few of many matches and
// which costs the words of every story on it.
func (tsvectorEngine) newest(t tier, columns, match string, r entryRange, n int) (question, entryRange) {
	column := `furniture`
	if t == wordsTier {
		column = `words`
	}
	text := `SELECT ` + columns + ` FROM search_entries e WHERE ` + column + ` @@ CAST(CAST(? AS text) AS tsquery) AND entry + 0 BETWEEN ? AND ? AND public_from <= ?
	ORDER BY entry + 0 DESC LIMIT ?`
	s := stretchOf(r, n)
	if len(s.names) > 0 {
		match += " & (" + strings.Join(s.names, " | ") + ")"
	}
	rest := noEntries
	if s.oldest > r.oldest {
		rest = entryRange{r.oldest, s.oldest - 1, r.now}
	}
	return question{text, []any{match, s.oldest, s.newest, r.now.UnixMilli()}}, rest
}

// vector writes words and filters as the text of a tsvector.
func vector(l ilbo.Language, fields map[ilbo.IndexField][]string, filters []string) string {
	places := make(map[string][]string)
	var order []string
	place, size := 0, 0
	for _, f := range indexFields {
		for _, word := range fields[f] {
			if word == "" {
				continue
			}
			place++
			word = lexeme(l, word, f)
			at := places[word]
			if size += 2; at == nil {
				size += len(word) + 4
			}
			if size > maxVector {
				break
			}
			if at == nil {
				order = append(order, word)
			}
			if len(at) < maxPlaces {
				places[word] = append(at, strconv.Itoa(min(place, lastPlace))+fieldWeights[f])
			}
		}
		place++
	}
	var b strings.Builder
	for _, name := range filters {
		b.WriteString(quoteWord(filterMark+name) + " ")
	}
	for _, word := range order {
		b.WriteString(quoteWord(word) + ":" + strings.Join(places[word], ",") + " ")
	}
	return b.String()
}

// lexeme is a word as it stands in a tsvector.
func lexeme(l ilbo.Language, word string, f ilbo.IndexField) string {
	word = string(l) + word
	if f == ilbo.IndexTopics {
		word = topicMark + word
	}
	if len(word) <= maxWord {
		return word
	}
	cut := maxWord
	for cut > 0 && !utf8.RuneStart(word[cut]) {
		cut--
	}
	return word[:cut]
}

var wordQuoter = strings.NewReplacer(`'`, `''`, `\`, `\\`)

func quoteWord(word string) string { return `'` + wordQuoter.Replace(word) + `'` }

// match writes a lookup as the text of a tsquery. Every word is quoted, so that
// none can be taken for an operator.
func (tsvectorEngine) match(t tier, l ilbo.IndexLookup) string {
	var parts []string
	for _, ph := range l.Must {
		if p := tsPhrase(t, ph, spoken(&l)); p != "" {
			parts = append(parts, p)
		}
	}
	for _, name := range soughtUnder(&l) {
		parts = append(parts, quoteWord(filterMark+name))
	}
	if len(parts) == 0 {
		return ""
	}
	for _, ph := range l.Not {
		if p := tsPhrase(t, ph, spoken(&l)); p != "" {
			parts = append(parts, "!"+p)
		}
	}
	return strings.Join(parts, " & ")
}

// tsPhrase asks for a phrase in its field, or in any of the tier.
func tsPhrase(t tier, ph ilbo.IndexPhrase, in []ilbo.Language) string {
	fields := []ilbo.IndexField{ph.Field}
	if fieldWeights[ph.Field] == "" {
		fields = tsFields[t]
	}
	var sides []string
	for _, way := range ph.Ways() {
		for _, f := range fields {
			for _, language := range in {
				if side := sideBySide(way, f, language); side != "" {
					sides = append(sides, side)
				}
			}
		}
	}
	if len(sides) == 0 {
		return ""
	}
	return "(" + strings.Join(sides, " | ") + ")"
}

// tsFields are the fields of the tiers. The empty one is any but the topics,
// whose words have a mark.
var tsFields = [...][]ilbo.IndexField{
	{ilbo.IndexHeadline}, {ilbo.IndexHeadline, ilbo.IndexDeck}, {"", ilbo.IndexTopics}, {"", ilbo.IndexTopics},
}

func sideBySide(ph ilbo.IndexPhrase, field ilbo.IndexField, in ilbo.Language) string {
	var words []string
	for i, word := range ph.Words {
		if word == "" {
			continue
		}
		suffix := fieldWeights[field]
		if ph.Open && i == len(ph.Words)-1 {
			suffix += "*"
		}
		if word = quoteWord(lexeme(in, word, field)); suffix != "" {
			word += ":" + suffix
		}
		words = append(words, word)
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return "(" + strings.Join(words, " <-> ") + ")"
}
