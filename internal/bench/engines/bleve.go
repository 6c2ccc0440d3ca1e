package engines

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"

	"ilbo.press"
)

// scorch is a bleve index in a folder. Beside the fields that operators name it
// holds one of all words and one of the furniture with the beginning of the
// body, so that a phrase is sought once and not in five fields.
type scorch struct {
	wordless
	index  bleve.Index
	newest bool // sort by publication, not by score
}

func openBleve(dir string) (*scorch, error) {
	index, err := bleve.Open(dir)
	if errors.Is(err, bleve.ErrorIndexPathDoesNotExist) {
		var m mapping.IndexMapping
		if m, err = wordsMapping(); err == nil {
			index, err = bleve.New(dir, m)
		}
	}
	return &scorch{index: index}, err
}

func wordsMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	err := m.AddCustomAnalyzer("words", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name})
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range []string{"headline", "deck", "byline", "topics", "furniture", "words"} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.DocValues = "words", false, false, false
		doc.AddFieldMappingsAt(name, f)
	}
	for _, name := range []string{"language", "section"} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.DocValues = keyword.Name, false, false, false
		doc.AddFieldMappingsAt(name, f)
	}
	for _, name := range []string{"published", "public"} {
		f := bleve.NewNumericFieldMapping()
		f.Store, f.IncludeInAll = false, false
		doc.AddFieldMappingsAt(name, f)
	}
	m.DefaultMapping = doc
	return m, err
}

func (s *scorch) Close() error { return s.index.Close() }

// border stands between fields, so that no phrase spans two.
const border = " · "

func (s *scorch) PutEntries(_ context.Context, entries []ilbo.IndexEntry) error {
	batch := s.index.NewBatch()
	for i := range entries {
		e := &entries[i]
		text := func(f ilbo.IndexField) string { return strings.Join(e.Words[f], " ") }
		furniture := text(ilbo.IndexHeadline) + border + text(ilbo.IndexDeck) + border + text(ilbo.IndexByline) + border + text(ilbo.IndexTopics)
		body := e.Words[ilbo.IndexBody]
		err := batch.Index(strconv.FormatInt(int64(e.Story), 10), map[string]any{
			"headline": text(ilbo.IndexHeadline), "deck": text(ilbo.IndexDeck), "byline": text(ilbo.IndexByline), "topics": text(ilbo.IndexTopics),
			"furniture": furniture + border + strings.Join(body[:min(80, len(body))], " "),
			"words":     furniture + border + strings.Join(body, " "),
			"language":  string(e.Language), "section": string(e.Section),
			"published": float64(e.Published.Unix()), "public": float64(e.PublicFrom.UnixMilli()),
		})
		if err != nil {
			return err
		}
	}
	return s.index.Batch(batch)
}

func (s *scorch) RemoveEntries(_ context.Context, ids ...ilbo.StoryID) error {
	batch := s.index.NewBatch()
	for _, id := range ids {
		batch.Delete(strconv.FormatInt(int64(id), 10))
	}
	return s.index.Batch(batch)
}

func (s *scorch) FindEntries(ctx context.Context, l ilbo.IndexLookup) (ilbo.IndexHits, error) {
	q := bleve.NewBooleanQuery()
	weights := map[string]float64{"headline": 8, "deck": 4, "furniture": 2}
	for i := range l.Must {
		ph := &l.Must[i]
		if ph.Field != "" {
			q.AddMust(s.phrase(ph, string(ph.Field), 1))
			continue
		}
		q.AddMust(s.phrase(ph, "words", 1))
		if !s.newest {
			for field, weight := range weights {
				q.AddShould(s.phrase(ph, field, weight))
			}
		}
	}
	for i := range l.Typed {
		if !s.newest {
			q.AddShould(s.phrase(&l.Typed[i], "words", 1))
		}
	}
	now := float64(l.Now.UnixMilli())
	inclusive := true
	public := bleve.NewNumericRangeInclusiveQuery(nil, &now, nil, &inclusive)
	public.SetField("public")
	q.AddFilter(public)
	request := bleve.NewSearchRequestOptions(q, l.Limit, l.Offset, false)
	if s.newest {
		request.SortBy([]string{"-published"})
		request.Score = "none"
	}
	found, err := s.index.SearchInContext(ctx, request)
	if err != nil {
		return ilbo.IndexHits{}, err
	}
	hits := ilbo.IndexHits{Total: min(int(found.Total), maxCounted), More: found.Total > maxCounted}
	for _, h := range found.Hits {
		id, err := strconv.ParseInt(h.ID, 10, 64)
		if err != nil {
			return hits, fmt.Errorf("bleve found %q: %w", h.ID, err)
		}
		hits.Stories = append(hits.Stories, ilbo.StoryID(id))
	}
	return hits, nil
}

// phrase asks for any way to write a phrase in a field. An open phrase of
// several words, which no query of the comparison makes, is taken as closed.
func (s *scorch) phrase(ph *ilbo.IndexPhrase, field string, boost float64) query.Query {
	var ways []query.Query
	for _, way := range ph.Ways() {
		switch {
		case len(way.Words) > 1:
			q := bleve.NewPhraseQuery(way.Words, field)
			q.SetBoost(boost)
			ways = append(ways, q)
		case way.Open:
			q := bleve.NewPrefixQuery(way.Words[0])
			q.SetField(field)
			q.SetBoost(boost)
			ways = append(ways, q)
		default:
			q := bleve.NewTermQuery(way.Words[0])
			q.SetField(field)
			q.SetBoost(boost)
			ways = append(ways, q)
		}
	}
	if len(ways) == 1 {
		return ways[0]
	}
	return bleve.NewDisjunctionQuery(ways...)
}
