package search_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/search"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testpostgres"
)

// The corpus that testdata/corpus.txt judges: how many stories, and their sum.
// Other dictionaries make other stories.
const (
	heldStories = 1000
	heldSum     = "03fd72c34d388cb20ec92fc1a256645f8f04c0ac5a749cd658d7887c0d369060"
)

// What the searches in the corpus must reach, in either language: how much of
// what is wanted is among the first, and how high the first wanted stands.
const (
	heldRecall     = 0.97
	heldReciprocal = 0.95
)

// TestSearchFindsInStoriesNotWrittenForIt searches stories that nobody wrote
// with our analysis in mind, as their readers would.
func TestSearchFindsInStoriesNotWrittenForIt(t *testing.T) {
	judgements := readJudgements(t, "testdata/corpus.txt")
	stories := heldCorpus(t)
	for name, address := range map[string]func(t *testing.T) string{
		"SQLite":     func(t *testing.T) string { return filepath.Join(t.TempDir(), "paper.db") },
		"PostgreSQL": func(t *testing.T) string { return testpostgres.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			p := heldDesk(t, address(t), stories)
			for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
				var all score
				for _, j := range judgements {
					if ilbo.GuessLanguage(j.query) == l {
						all.add(p.weigh(t, j))
					}
				}
				recall, reciprocal := float64(all.found)/float64(all.wanted), all.reciprocal/float64(all.queries)
				t.Logf("%d queries in %s: mean reciprocal rank %.3f, recall %.3f", all.queries, l, reciprocal, recall)
				if all.queries < 40 || recall < heldRecall || reciprocal < heldReciprocal {
					t.Errorf("want 40 queries in %s at least, recall %.2f, mean reciprocal rank %.2f", l, heldRecall, heldReciprocal)
				}
			}
		})
	}
}

// weigh scores one judgement; misses are told, and lower the score. What must
// not be found fails at once.
func (p *printed) weigh(t *testing.T, j judgement) score {
	t.Helper()
	found := p.find(t, j.query, 1)
	s := score{queries: 1, wanted: len(j.want)}
	for i, name := range found {
		if !slices.Contains(j.want, name) {
			continue
		}
		if s.reciprocal == 0 {
			s.reciprocal = 1 / float64(i+1)
		}
		if i < j.within {
			s.found++
		}
	}
	if s.found < s.wanted || s.reciprocal < 1 {
		t.Logf("line %d: %s: %d of %d among the first %d: %v", j.line, j.query, s.found, s.wanted, j.within, found[:min(len(found), 12)])
	}
	for _, name := range j.never {
		if slices.Contains(found, name) {
			t.Errorf("line %d: %s: %s is found", j.line, j.query, name)
		}
	}
	for _, name := range slices.Concat(j.want, j.never) {
		p.known(t, j, name)
	}
	return s
}

// heldDesk indexes the corpus in a new database. Its stories are named by their
// numbers.
func heldDesk(t *testing.T, address string, stories []*ilbo.Story) *printed {
	t.Helper()
	db, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	filed := heldShelf{shelf{}}
	p := &printed{store: db, names: map[ilbo.StoryID]string{}}
	for _, s := range stories {
		filed.shelf[s.ID] = s
		p.names[s.ID] = strconv.FormatInt(int64(s.ID), 10)
	}
	p.search = search.New(db, filed, inSeoul)
	if err := p.search.Index(t.Context(), stories, noon); err != nil {
		t.Fatal(err)
	}
	return p
}

// A heldShelf is a shelf whose topics are named as they are numbered.
type heldShelf struct{ shelf }

func (heldShelf) TopicNames(_ context.Context, ids []ilbo.TopicID) (map[ilbo.TopicID]ilbo.Words, error) {
	names := make(map[ilbo.TopicID]ilbo.Words, len(ids))
	for _, id := range ids {
		names[id] = ilbo.Words{ilbo.English: string(id), ilbo.Korean: string(id)}
	}
	return names, nil
}

// heldCorpus makes the corpus by the tool that stands beside the checkout.
func heldCorpus(t *testing.T) []*ilbo.Story {
	t.Helper()
	tool := filepath.Join(shared(t), "corpus")
	if _, err := os.Stat(filepath.Join(tool, "main.go")); err != nil {
		t.Skip("there is no corpus beside this checkout")
	}
	speeches, err := filepath.Abs("../../.tools/speeches")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{speeches, "/usr/share/dict/american-english", "/usr/share/hunspell/ko_KR.dic"} {
		if _, err := os.Stat(name); err != nil {
			needed(t, filepath.Base(name)+", of which the corpus is made, is not installed: `make tools` does it")
		}
	}
	text, err := makeCorpus(tool, speeches)
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256([]byte(text)); hex.EncodeToString(sum[:]) != heldSum {
		t.Skip("the dictionaries of this machine make another corpus than the one that was read and judged")
	}
	var list []*ilbo.Story
	for line := range strings.Lines(text) {
		s, err := heldStory(line)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// needed skips the test for want of something, unless all tests have to run.
func needed(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("ILBO_TEST_ALL") == "" {
		t.Skip(why)
	}
	t.Fatal(why)
}

// made is the text of the corpus, made once.
var made struct {
	sync.Once
	text string
	err  error
}

func makeCorpus(tool, speeches string) (string, error) {
	made.Do(func() {
		var out string
		if out, made.err = os.MkdirTemp("", "corpus"); made.err != nil {
			return
		}
		defer os.RemoveAll(out)
		cmd := exec.Command("go", "run", ".", "-n", strconv.Itoa(heldStories), "-sotu", speeches, "-out", out)
		cmd.Dir = tool
		said, err := cmd.CombinedOutput()
		if err != nil {
			made.err = fmt.Errorf("make the corpus: %w: %s", err, said)
			return
		}
		text, err := os.ReadFile(filepath.Join(out, "stories.ndjson"))
		made.text, made.err = string(text), err
	})
	return made.text, made.err
}

// heldStory reads a line of the corpus, with its topics' names for numbers.
func heldStory(line string) (*ilbo.Story, error) {
	var e struct {
		ID              ilbo.StoryID
		Language        ilbo.Language
		Section         ilbo.SectionID
		Headline, Deck  string
		Bylines, Topics []string
		Published       time.Time
		Body            []string
	}
	if err := json.Unmarshal([]byte(line), &e); err != nil {
		return nil, err
	}
	s := &ilbo.Story{ID: e.ID, Language: e.Language, Section: e.Section, Headline: e.Headline, Deck: e.Deck, Published: e.Published}
	for _, name := range e.Bylines {
		s.Bylines = append(s.Bylines, ilbo.Byline{Name: name})
	}
	for _, name := range e.Topics {
		s.Topics = append(s.Topics, ilbo.TopicID(name))
	}
	for _, text := range e.Body {
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(text)})
	}
	return s, nil
}
