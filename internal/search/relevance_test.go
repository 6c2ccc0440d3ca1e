package search_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	newsroom "ilbo.press/internal/desk"
	"ilbo.press/internal/search"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testpaper"
	"ilbo.press/internal/testpostgres"
)

// The judgements of testdata/relevance.txt are kept against the sample
// newspaper as it is at noon of this day in Seoul.
var (
	noon    = time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)
	inSeoul = time.FixedZone("KST", 9*3600)
)

// TestSearchFindsWhatAReaderMeans searches the sample newspaper as its readers
// would, and holds what is found against what a person who read the copy chose.
func TestSearchFindsWhatAReaderMeans(t *testing.T) {
	judgements := readJudgements(t, "testdata/relevance.txt")
	onSample(t, func(t *testing.T, p *printed) {
		var all score
		for _, j := range judgements {
			all.add(p.judge(t, j))
		}
		t.Logf("%d queries: mean reciprocal rank %.3f, recall %.3f", all.queries, all.reciprocal/float64(all.queries), float64(all.found)/float64(all.wanted))
	})
}

// TestJudgementsAreOfBothLanguages keeps the file from growing on one side.
func TestJudgementsAreOfBothLanguages(t *testing.T) {
	count := map[ilbo.Language]int{}
	seen := map[string]int{}
	for _, j := range readJudgements(t, "testdata/relevance.txt") {
		count[ilbo.GuessLanguage(j.query)]++
		if seen[j.query] > 0 {
			t.Errorf("line %d judges %s again, after line %d", j.line, j.query, seen[j.query])
		}
		seen[j.query] = j.line
	}
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		if count[l] < 45 {
			t.Errorf("%d queries are in %s, want at least 45", count[l], l)
		}
	}
}

// TestSearchFindsNoStoryThatIsNotOut looks for the sample's drafts and for what
// is held, spiked, killed and under embargo, by their own words and by all else
// that a search can ask.
func TestSearchFindsNoStoryThatIsNotOut(t *testing.T) {
	onSample(t, func(t *testing.T, p *printed) {
		if len(p.hidden) < 7 {
			t.Fatalf("only %d stories of the sample are not out: %v", len(p.hidden), p.hidden)
		}
		for _, id := range p.hidden {
			s, err := p.store.Story(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			queries := strings.Fields(s.Headline + " " + s.Deck + " " + s.Body.Text())
			queries = append(queries, s.Headline, `"`+s.Headline+`"`, "section:"+string(s.Section.Top()), "lang:"+string(s.Language))
			slices.Sort(queries)
			for _, q := range slices.Compact(queries) {
				for page := 1; ; page++ {
					found := p.find(t, q, page)
					if len(found) == 0 {
						break
					}
					if slices.Contains(found, p.names[id]) {
						t.Fatalf("%s is not out and is found by %s", p.names[id], q)
					}
				}
			}
		}
	})
}

// A judgement is what a person expects of a query.
type judgement struct {
	line   int
	query  string
	within int      // how many of the first the wanted must be among; 0: none are wanted, and nothing must be found
	want   []string // stories by language and name of file
	after  []string // must not stand above one that is wanted
	never  []string // must not be found
}

// readJudgements reads lines of the form
//
//	query = N: wanted wanted > after after ! never never
//
// Each story is its folder in the sample's copy and the name of its file. The
// parts behind the colon may be left out; lines that begin with # are remarks.
func readJudgements(t testing.TB, file string) []judgement {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list []judgement
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		query, rest, ok := strings.Cut(line, " = ")
		number, stories, colon := strings.Cut(rest, ":")
		n, err := strconv.Atoi(number)
		if !ok || !colon || err != nil || n < 0 {
			t.Fatalf("%s:%d: %q is no judgement", file, i+1, line)
		}
		j := judgement{line: i + 1, query: query, within: n}
		into := &j.want
		for name := range strings.FieldsSeq(stories) {
			switch name {
			case ">":
				into = &j.after
			case "!":
				into = &j.never
			default:
				*into = append(*into, name)
			}
		}
		if len(j.want) > n || n > 0 && len(j.want) == 0 {
			t.Fatalf("%s:%d: %d stories cannot be among the first %d", file, i+1, len(j.want), n)
		}
		list = append(list, j)
	}
	return list
}

// A score sums up how well searches did.
type score struct {
	queries, wanted, found int
	reciprocal             float64 // of the rank of the first that was wanted
}

func (s *score) add(o score) {
	s.queries += o.queries
	s.wanted += o.wanted
	s.found += o.found
	s.reciprocal += o.reciprocal
}

// A printed paper is the sample in a database, and a search desk for it.
type printed struct {
	store  *store.Store
	search *search.Search
	names  map[ilbo.StoryID]string
	hidden []ilbo.StoryID
}

func onSample(t *testing.T, test func(t *testing.T, p *printed)) {
	for name, address := range map[string]func(t *testing.T) string{
		"SQLite":     func(t *testing.T) string { return filepath.Join(t.TempDir(), "paper.db") },
		"PostgreSQL": func(t *testing.T) string { return testpostgres.Database(t) },
	} {
		t.Run(name, func(t *testing.T) { test(t, printSample(t, address(t))) })
	}
}

// printSample builds the sample in a new database and indexes all of it.
func printSample(t *testing.T, address string) *printed {
	t.Helper()
	sample, err := testpaper.Load(noon, inSeoul)
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	about := sample.About
	editors := newsroom.New(db, &about, func() time.Time { return noon })
	err = db.Together(t.Context(), func(ctx context.Context) error {
		return sample.Build(ctx, rooms{editors, db, darkroom{db}})
	})
	if err != nil {
		t.Fatal(err)
	}
	p := &printed{store: db, search: search.New(db, db, inSeoul), names: map[ilbo.StoryID]string{}}
	stories, err := db.EachStory(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range stories {
		p.names[s.ID] = strings.ReplaceAll(strings.TrimPrefix(s.Foreign, "sample:"), ":", "/")
		if !s.Visible(noon) {
			p.hidden = append(p.hidden, s.ID)
		}
	}
	if err := p.search.Index(t.Context(), stories, noon); err != nil {
		t.Fatal(err)
	}
	return p
}

// find gives the names of a page of what is found.
func (p *printed) find(t testing.TB, query string, page int) []string {
	t.Helper()
	r, err := p.search.Find(unending(t), search.Query{Text: query, Page: page, PerPage: 100}, noon)
	if err != nil {
		t.Fatalf("find %s: %v", query, err)
	}
	var list []string
	for _, h := range r.Hits {
		list = append(list, p.names[h.ID])
	}
	return list
}

func (p *printed) judge(t *testing.T, j judgement) score {
	t.Helper()
	found := p.find(t, j.query, 1)
	head := found[:min(len(found), 8)]
	s := score{queries: 1, wanted: len(j.want)}
	first, last := 0, -1
	for _, name := range j.want {
		p.known(t, j, name)
		i := slices.Index(found, name)
		if i >= 0 && (first == 0 || i < first-1) {
			first = i + 1
		}
		if i < 0 || i >= j.within {
			t.Errorf("line %d: %s: %s is not among the first %d of %d: %v", j.line, j.query, name, j.within, len(found), head)
			continue
		}
		s.found++
		last = max(last, i)
	}
	for _, name := range j.after {
		p.known(t, j, name)
		if i := slices.Index(found, name); i >= 0 && i < last {
			t.Errorf("line %d: %s: %s stands above what is wanted: %v", j.line, j.query, name, head)
		}
	}
	for _, name := range j.never {
		p.known(t, j, name)
		if slices.Contains(found, name) {
			t.Errorf("line %d: %s: %s is found", j.line, j.query, name)
		}
	}
	switch {
	case first > 0:
		s.reciprocal = 1 / float64(first)
	case len(j.want) == 0: // nothing has no rank
		s.queries = 0
		if len(found) > 0 && len(j.never) == 0 {
			t.Errorf("line %d: %s: finds %v, want nothing", j.line, j.query, head)
		}
	}
	return s
}

// known fails for a story that the sample does not have.
func (p *printed) known(t *testing.T, j judgement, name string) {
	t.Helper()
	for _, known := range p.names {
		if known == name {
			return
		}
	}
	t.Errorf("line %d: the sample has no story %s", j.line, name)
}

type rooms struct {
	desk *newsroom.Desk
	testpaper.Composing
	darkroom
}

func (r rooms) Desk(at time.Time) testpaper.Desk { return r.desk.At(at) }

// darkroom files pictures that nobody draws.
type darkroom struct{ store *store.Store }

func numberOf(recipe string) string {
	sum := sha256.Sum256([]byte(recipe))
	return hex.EncodeToString(sum[:16])
}

func (d darkroom) DrawPicture(ctx context.Context, recipe string) (ilbo.Picture, error) {
	p := ilbo.Picture{ID: ilbo.PictureID(numberOf(recipe)), Type: "image/jpeg", Width: 1920, Height: 1280, Drawing: recipe}
	return p, d.store.PutPicture(ctx, p)
}

func (d darkroom) DrawFilm(ctx context.Context, recipe string) (ilbo.Film, error) {
	f := ilbo.Film{ID: ilbo.FilmID(numberOf(recipe)), Type: "video/webm", Width: 640, Height: 360, Duration: 12 * time.Second, Drawing: recipe}
	return f, d.store.PutFilm(ctx, f)
}
