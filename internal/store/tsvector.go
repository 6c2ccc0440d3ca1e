package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"ilbo.press"
)

// On PostgreSQL the index is a tsvector for each story, put together here from
// the words as they were analysed. A tsvector has four weights, and the index
// five fields: topics share a weight with bylines, which count for about as
// much, and their words are told apart by a mark before them. Fields follow one
// another with a place left empty between them, so that no phrase spans two.
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

// topicMark stands before the words of topics. No word begins with it: words
// are letters, digits and marks.
const topicMark = "#"

// fieldWeights are the letters under which a tsvector keeps the fields.
var fieldWeights = map[ilbo.IndexField]string{
	ilbo.IndexHeadline: "A", ilbo.IndexDeck: "B", ilbo.IndexByline: "C", ilbo.IndexTopics: "C", ilbo.IndexBody: "D",
}

type tsvectorEngine struct{}

func (tsvectorEngine) put(ctx context.Context, t *transaction, e *ilbo.IndexEntry) error {
	_, err := t.exec(ctx, `INSERT INTO search_entries (story, language, section, top, published, public_from, words)
	VALUES (?, ?, ?, ?, ?, ?, CAST(CAST(? AS text) AS tsvector)) ON CONFLICT (story) DO UPDATE SET language = excluded.language,
	section = excluded.section, top = excluded.top, published = excluded.published, public_from = excluded.public_from, words = excluded.words`,
		int64(e.Story), string(e.Language), string(e.Section), string(e.Section.Top()), e.Published.UnixMilli(), e.PublicFrom.UnixMilli(),
		vector(e.Words))
	return err
}

func (tsvectorEngine) remove(ctx context.Context, t *transaction, id ilbo.StoryID) error {
	_, err := t.exec(ctx, `DELETE FROM search_entries WHERE story = ?`, int64(id))
	return err
}

func (tsvectorEngine) tables() (from, condition string) {
	return `search_entries e`, `e.words @@ CAST(CAST(? AS text) AS tsquery)`
}

// ranked weighs the best place of each word that was asked for, as FTS5 weighs
// its columns. Words are weighed one by one: together, many places in a body
// would outweigh one in a headline. The stories are chosen first: to rank all
// that have a common word would take seconds.
func (tsvectorEngine) ranked(l ilbo.IndexLookup, from string) (string, []any) {
	return fmt.Sprintf(`SELECT e.story, e.published, -ts_rank('{0.0833, 0.3333, 0.4167, 1.0}', e.words, CAST(CAST(? AS text) AS tsquery)) * %s AS score
	FROM (SELECT e.story, e.published, e.words FROM %s ORDER BY e.story DESC LIMIT %d) AS e`, freshness, from, maxRanked),
		[]any{anyWord(l.Must), l.Now.UnixMilli(), l.Now.UnixMilli()}
}

// vector writes words as the text of a tsvector.
func vector(fields map[ilbo.IndexField][]string) string {
	places := make(map[string][]string)
	var order []string
	place, size := 0, 0
	for _, f := range indexFields {
		for _, word := range fields[f] {
			if word == "" {
				continue
			}
			place++
			word = lexeme(word, f)
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
	for _, word := range order {
		b.WriteString(quoteWord(word) + ":" + strings.Join(places[word], ",") + " ")
	}
	return b.String()
}

// lexeme is a word as it stands in a tsvector.
func lexeme(word string, f ilbo.IndexField) string {
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

// match writes a lookup as the text of a tsquery, empty where it asks for no
// words. Every word is quoted, so that none can be taken for an operator.
func (tsvectorEngine) match(l ilbo.IndexLookup) string {
	var parts []string
	for _, ph := range l.Must {
		if p := tsPhrase(ph); p != "" {
			parts = append(parts, p)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	for _, ph := range l.Not {
		if p := tsPhrase(ph); p != "" {
			parts = append(parts, "!"+p)
		}
	}
	return strings.Join(parts, " & ")
}

// tsPhrase asks for a phrase in its field, or in any: then in the topics too.
func tsPhrase(ph ilbo.IndexPhrase) string {
	field := ph.Field
	if fieldWeights[field] == "" {
		field = ""
	}
	switch side := sideBySide(ph, field); {
	case side == "":
		return ""
	case field != "":
		return "(" + side + ")"
	default:
		return "(" + side + " | " + sideBySide(ph, ilbo.IndexTopics) + ")"
	}
}

func sideBySide(ph ilbo.IndexPhrase, field ilbo.IndexField) string {
	var words []string
	for i, word := range ph.Words {
		if word == "" {
			continue
		}
		suffix := fieldWeights[field]
		if ph.Open && i == len(ph.Words)-1 {
			suffix += "*"
		}
		if word = quoteWord(lexeme(word, field)); suffix != "" {
			word += ":" + suffix
		}
		words = append(words, word)
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return "(" + strings.Join(words, " <-> ") + ")"
}

// anyWord asks for any word of the phrases: what a story is ranked by.
func anyWord(phrases []ilbo.IndexPhrase) string {
	var words []string
	for _, ph := range phrases {
		for i, word := range ph.Words {
			if one := tsPhrase(ilbo.IndexPhrase{Words: []string{word}, Open: ph.Open && i == len(ph.Words)-1, Field: ph.Field}); one != "" {
				words = append(words, one)
			}
		}
	}
	return strings.Join(words, " | ")
}
