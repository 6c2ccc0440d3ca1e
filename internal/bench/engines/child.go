package engines

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"ilbo.press"
	"ilbo.press/internal/search"
)

// An Order is what the process of an engine is asked to do.
type Order struct {
	Verb    string
	File    string   // of entries: see WriteEntries
	Queries []string // as readers type them; for "count", words of the index
	Newest  bool     // of an engine that ranks by score: sort by publication
}

// An Answer is what came of it. Flood answers after every batch.
type Answer struct {
	Err    string
	Took   []time.Duration
	Found  [][]ilbo.StoryID
	Totals []int
}

// Serve carries out orders on an engine until there are no more.
func Serve(ctx context.Context, kind, address string, in io.Reader, out io.Writer) error {
	e, err := Open(ctx, kind, address)
	if err != nil {
		return err
	}
	orders, answers := gob.NewDecoder(in), gob.NewEncoder(out)
	if err := answers.Encode(Answer{}); err != nil { // it is open
		return err
	}
	w := worker{engine: e, desk: search.New(e, &shelf{}, Zone), tell: answers.Encode}
	for {
		var o Order
		err := orders.Decode(&o)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		a, err := w.do(ctx, o)
		if err != nil {
			a.Err = err.Error()
		}
		if err := answers.Encode(a); err != nil {
			return err
		}
	}
}

type worker struct {
	engine Engine
	desk   *search.Search
	tell   func(any) error
}

func (w *worker) do(ctx context.Context, o Order) (Answer, error) {
	if s, ok := w.engine.(*scorch); ok {
		s.newest = o.Newest
	}
	switch o.Verb {
	case "put":
		return w.put(ctx, o)
	case "search":
		return w.search(ctx, o)
	case "search while writing":
		return w.searchWhileWriting(ctx, o)
	case "flood":
		return w.flood(ctx, o)
	case "count":
		return w.count(ctx, o)
	case "close":
		return Answer{}, w.engine.Close()
	}
	return Answer{}, fmt.Errorf("nobody can %q", o.Verb)
}

func (w *worker) put(ctx context.Context, o Order) (Answer, error) {
	entries, err := ReadEntries(o.File)
	if err != nil {
		return Answer{}, err
	}
	begin := time.Now()
	err = w.engine.PutEntries(ctx, entries)
	return Answer{Took: []time.Duration{time.Since(begin)}}, err
}

// search asks the search desk, which asks the engine once, or twice where a
// word may end in a particle.
func (w *worker) search(ctx context.Context, o Order) (Answer, error) {
	var a Answer
	for _, q := range o.Queries {
		begin := time.Now()
		r, err := w.desk.Find(ctx, search.Query{Text: q, PerPage: 20}, Now)
		if err != nil {
			return a, fmt.Errorf("find %s: %w", q, err)
		}
		a.Took = append(a.Took, time.Since(begin))
		ids := make([]ilbo.StoryID, 0, 20)
		for _, h := range r.Hits {
			ids = append(ids, h.ID)
		}
		a.Found = append(a.Found, ids)
	}
	return a, nil
}

// published is how often a story is added while others search.
const published = 50 * time.Millisecond

// searchWhileWriting adds stories, one at a time, as long as the searches take.
// Totals has how many.
func (w *worker) searchWhileWriting(ctx context.Context, o Order) (Answer, error) {
	entries, err := ReadEntries(o.File)
	if err != nil {
		return Answer{}, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	written, failed := 0, make(chan error, 1)
	go func() {
		clock := time.NewTicker(published)
		defer clock.Stop()
		for i := range entries {
			select {
			case <-ctx.Done():
				failed <- nil
				return
			case <-clock.C:
			}
			if err := w.engine.PutEntries(context.WithoutCancel(ctx), entries[i:i+1]); err != nil {
				failed <- err
				return
			}
			written++
		}
		failed <- nil
	}()
	a, err := w.search(ctx, o)
	stop()
	if err := errors.Join(err, <-failed); err != nil {
		return a, err
	}
	a.Totals = []int{written}
	return a, nil
}

// floodBatch is how many stories a batch of a flood has.
const floodBatch = 200

// Flood names the word that every story of a batch of a flood has, and no other.
func Flood(batch int) string { return fmt.Sprintf("zzflood%d", batch) }

// flood adds batch after batch, and tells of each when it is done, until it is
// killed or has no more stories.
func (w *worker) flood(ctx context.Context, o Order) (Answer, error) {
	entries, err := ReadEntries(o.File)
	if err != nil {
		return Answer{}, err
	}
	for n := 0; n < 10_000; n++ {
		batch := make([]ilbo.IndexEntry, floodBatch)
		for i := range batch {
			e := entries[(n*floodBatch+i)%len(entries)]
			e.Story = ilbo.StoryID(n*floodBatch + i + 1)
			words := map[ilbo.IndexField][]string{}
			for f, list := range e.Words {
				words[f] = list
			}
			words[ilbo.IndexDeck] = []string{Flood(n)}
			e.Words = words
			batch[i] = e
		}
		if err := w.engine.PutEntries(ctx, batch); err != nil {
			return Answer{}, err
		}
		if err := w.tell(Answer{Totals: []int{n}}); err != nil {
			return Answer{}, err
		}
	}
	return Answer{}, errors.New("the flood ended before it was killed")
}

// count tells how many stories have each word.
func (w *worker) count(ctx context.Context, o Order) (Answer, error) {
	var a Answer
	for _, word := range o.Queries {
		hits, err := w.engine.FindEntries(ctx, ilbo.IndexLookup{Must: []ilbo.IndexPhrase{{Words: []string{word}}}, Now: Now, Limit: 1})
		if err != nil {
			return a, err
		}
		a.Totals = append(a.Totals, hits.Total)
	}
	return a, nil
}

// WriteEntries keeps entries in a file.
func WriteEntries(name string, entries []ilbo.IndexEntry) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	return errors.Join(gob.NewEncoder(file).Encode(entries), file.Close())
}

// ReadEntries reads what WriteEntries wrote.
func ReadEntries(name string) ([]ilbo.IndexEntry, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var entries []ilbo.IndexEntry
	err = gob.NewDecoder(file).Decode(&entries)
	return entries, err
}
