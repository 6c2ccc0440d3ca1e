package engines

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/search"
)

// Now is when the archive is searched, and Zone where.
var (
	Now  = time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)
	Zone = time.FixedZone("KST", 9*3600)
)

// A Corpus is stories in the import format, read from a file in batches.
type Corpus struct {
	file  *os.File
	lines *bufio.Scanner
	shelf *shelf
}

// OpenCorpus opens the file.
func OpenCorpus(name string) (*Corpus, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(bufio.NewReaderSize(file, 1<<20))
	lines.Buffer(nil, 8<<20)
	return &Corpus{file, lines, &shelf{topics: map[ilbo.TopicID]ilbo.Words{}}}, nil
}

// Close closes the file.
func (c *Corpus) Close() error { return c.file.Close() }

// Next gives the next n stories, fewer at the end.
func (c *Corpus) Next(n int) ([]*ilbo.Story, error) {
	var list []*ilbo.Story
	for len(list) < n && c.lines.Scan() {
		s, err := c.shelf.story(c.lines.Bytes())
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, c.lines.Err()
}

// Analyse gives what the search desk puts in the index of stories.
func (c *Corpus) Analyse(ctx context.Context, stories []*ilbo.Story) ([]ilbo.IndexEntry, error) {
	var caught catch
	err := search.New(&caught, c.shelf, Zone).Index(ctx, stories, Now)
	return caught.entries, err
}

// Names are those that a story is filed under.
func (c *Corpus) Names(s *ilbo.Story) []string {
	var names []string
	for _, id := range s.Topics {
		names = append(names, c.shelf.topics[id].In(s.Language))
	}
	for _, sec := range ilbo.StandardSections() {
		if sec.ID == s.Section {
			names = append(names, sec.Name.In(s.Language))
		}
	}
	return names
}

// A shelf knows the names of topics and sections, and no story.
type shelf struct {
	topics map[ilbo.TopicID]ilbo.Words
	ids    map[string]ilbo.TopicID
}

func (sh *shelf) story(line []byte) (*ilbo.Story, error) {
	var e struct {
		ID        int64          `json:"id"`
		Language  ilbo.Language  `json:"language"`
		Section   ilbo.SectionID `json:"section"`
		Headline  string         `json:"headline"`
		Deck      string         `json:"deck"`
		Bylines   []string       `json:"bylines"`
		Topics    []string       `json:"topics"`
		Published time.Time      `json:"published"`
		Body      []string       `json:"body"`
	}
	if err := json.Unmarshal(line, &e); err != nil {
		return nil, fmt.Errorf("a line of the corpus is no story: %w", err)
	}
	s := &ilbo.Story{
		ID: ilbo.StoryID(e.ID), Language: e.Language, Section: e.Section, Headline: e.Headline, Deck: e.Deck, Published: e.Published,
	}
	for _, name := range e.Bylines {
		s.Bylines = append(s.Bylines, ilbo.Byline{Name: name})
	}
	for _, name := range e.Topics {
		s.Topics = append(s.Topics, sh.topic(name, e.Language))
	}
	for _, text := range e.Body {
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(text)})
	}
	return s, nil
}

func (sh *shelf) topic(name string, l ilbo.Language) ilbo.TopicID {
	id, ok := sh.ids[name]
	if !ok {
		if sh.ids == nil {
			sh.ids = map[string]ilbo.TopicID{}
		}
		id = ilbo.TopicID(fmt.Sprintf("topic-%d", len(sh.ids)+1))
		sh.ids[name], sh.topics[id] = id, ilbo.Words{l: name}
	}
	return id
}

func (sh *shelf) TeasersByID(_ context.Context, ids []ilbo.StoryID, _ time.Time) ([]ilbo.Teaser, error) {
	list := make([]ilbo.Teaser, len(ids))
	for i, id := range ids {
		list[i].ID = id
	}
	return list, nil
}

func (sh *shelf) Bodies(context.Context, []ilbo.StoryID) (map[ilbo.StoryID]ilbo.Body, error) {
	return nil, nil
}

func (sh *shelf) Sections(context.Context) ([]ilbo.Section, error) {
	return ilbo.StandardSections(), nil
}

func (sh *shelf) TopicNames(context.Context, []ilbo.TopicID) (map[ilbo.TopicID]ilbo.Words, error) {
	return sh.topics, nil
}

// A catch keeps what the desk gives an index, without the headwords.
type catch struct {
	wordless
	entries []ilbo.IndexEntry
}

func (c *catch) PutEntries(_ context.Context, entries []ilbo.IndexEntry) error {
	for _, e := range entries {
		e.Headwords = nil
		c.entries = append(c.entries, e)
	}
	return nil
}

func (c *catch) RemoveEntries(context.Context, ...ilbo.StoryID) error { return nil }

func (c *catch) FindEntries(context.Context, ilbo.IndexLookup) (ilbo.IndexHits, error) {
	return ilbo.IndexHits{}, nil
}

// Queries are the lines of a file.
func Queries(name string) ([]string, error) {
	text, err := os.ReadFile(name)
	return strings.Split(strings.TrimSpace(string(text)), "\n"), err
}
