package engines

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"ilbo.press"
	"ilbo.press/internal/testpostgres"
)

var (
	corpusDir = flag.String("corpus", "", "folder with stories.ndjson and queries.txt")
	stories   = flag.Int("stories", 100_000, "how many stories to index, at most")
	rounds    = flag.Int("rounds", 3, "how often all searches are made")
	kills     = flag.Int("kills", 5, "how often each engine is killed")
	batch     = flag.Int("batch", 1000, "how many stories are put into an index at once")
)

// TestMain is the process of an engine where the environment says so.
func TestMain(m *testing.M) {
	kind := os.Getenv(KindVariable)
	if kind == "" {
		os.Exit(m.Run())
	}
	if err := Serve(context.Background(), kind, os.Getenv(AddressVariable), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, kind+":", err)
		os.Exit(1)
	}
}

// An entrant is one engine in the comparison, with what was measured.
type entrant struct {
	kind, address string
	server        int
	process       *Process

	stories   int
	indexed   time.Duration // batches and what the engine did behind them
	processor time.Duration
	peak      int
	disk      int
	opened    time.Duration
	resting   Memory // after the searches
	written   int
}

// A row is a way to search an entrant.
type row struct {
	name   string
	of     *entrant
	newest bool

	took, busy []time.Duration // searches alone, and beside a writer
	found      [][]ilbo.StoryID
}

func TestCompare(t *testing.T) {
	if *corpusDir == "" {
		t.Skip("name a folder of stories with -corpus: see make bench-engines")
	}
	queries, err := Queries(filepath.Join(*corpusDir, "queries.txt"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	all := enter(t, dir)
	truth := NewTruth(queries)
	spare := index(t, dir, all, truth)
	rows := searches(t, all, queries, spare)
	fmt.Print(table(all, rows, truth))
	for _, e := range all {
		if err := e.process.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, kind := range []string{"ours", "bm25", "bleve", "postgres"} {
		fmt.Print(kill(t, kind, spare))
	}
}

// enter makes an empty index of each kind.
func enter(t *testing.T, dir string) []*entrant {
	var all []*entrant
	for _, kind := range []string{"ours", "bm25", "bleve", "postgres"} {
		e := &entrant{kind: kind}
		e.address, e.server = place(t, kind, dir)
		e.start(t)
		all = append(all, e)
	}
	return all
}

// place is where an index of a kind is made.
func place(t *testing.T, kind, dir string) (address string, server int) {
	if kind != "postgres" {
		return filepath.Join(dir, kind), 0
	}
	address = testpostgres.Database(t)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	pid, err := os.ReadFile(filepath.Join(u.Query().Get("host"), "data", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(pid), "\n")
	if server, err = strconv.Atoi(first); err != nil {
		t.Fatal(err)
	}
	return address, server
}

func (e *entrant) start(t *testing.T) {
	t.Helper()
	var err error
	if e.process, err = Start(e.kind, e.address, e.server); err != nil {
		t.Fatalf("%s: %v", e.kind, err)
	}
}

func (e *entrant) do(t *testing.T, o Order) Answer {
	t.Helper()
	a, err := e.process.Do(o)
	if err != nil {
		t.Fatalf("%s: %s: %v", e.kind, o.Verb, err)
	}
	return a
}

// index puts the corpus into every index, batch by batch in turns, and reads
// the truth of it. It gives a file of entries that no index holds.
func index(t *testing.T, dir string, all []*entrant, truth *Truth) (spare string) {
	corpus, err := OpenCorpus(filepath.Join(*corpusDir, "stories.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	defer corpus.Close()
	begun := make([]time.Duration, len(all))
	for i, e := range all {
		begun[i] = e.process.Processor()
	}
	file := filepath.Join(dir, "entries")
	for done := 0; done < *stories; done += *batch {
		list, err := corpus.Next(min(*batch, *stories-done))
		if err != nil {
			t.Fatal(err)
		}
		if len(list) == 0 {
			break
		}
		for _, s := range list {
			truth.Read(s, corpus.Names(s))
		}
		entries, err := corpus.Analyse(t.Context(), list)
		if err != nil {
			t.Fatal(err)
		}
		if err := WriteEntries(file, entries); err != nil {
			t.Fatal(err)
		}
		for i := range all { // each begins in turn
			e := all[(i + done / *batch)%len(all)]
			e.indexed += e.do(t, Order{Verb: "put", File: file}).Took[0]
			e.stories += len(list)
			e.peak = max(e.peak, e.process.Memory().Resident)
		}
		if done / *batch % 10 == 9 {
			t.Logf("%d stories", done+*batch)
		}
	}
	for i, e := range all {
		settled, err := e.process.Settle()
		if err != nil {
			t.Fatal(err)
		}
		e.indexed += settled
		e.processor = e.process.Processor() - begun[i]
		e.peak = max(e.peak, e.process.Memory().Peak)
		if err := e.process.Close(); err != nil {
			t.Fatal(err)
		}
		e.disk = size(t, e)
		e.start(t)
		e.opened = e.process.Opened
	}
	return spared(t, file)
}

// spared makes new stories of the last batch.
func spared(t *testing.T, file string) string {
	entries, err := ReadEntries(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := range entries {
		entries[i].Story += 1_000_000
		entries[i].Published = entries[i].Published.AddDate(0, 0, 10)
	}
	if err := WriteEntries(file, entries); err != nil {
		t.Fatal(err)
	}
	return file
}

// size is what an index takes on the disk.
func size(t *testing.T, e *entrant) int {
	if e.server != 0 {
		return relations(t, e.address)
	}
	n := 0
	for _, name := range []string{e.address, e.address + "-wal"} {
		err := filepath.WalkDir(name, func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err == nil {
				n += int(info.Size())
			}
			return err
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	return n
}

func relations(t *testing.T, address string) (n int) {
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), `SELECT pg_total_relation_size('search_entries')`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// searches lets every engine answer all queries, in turns.
func searches(t *testing.T, all []*entrant, queries []string, spare string) []*row {
	var rows []*row
	for _, e := range all {
		rows = append(rows, &row{name: e.kind, of: e})
		if e.kind == "bleve" {
			rows = append(rows, &row{name: "bleve, newest", of: e, newest: true})
		}
	}
	for n := range *rounds {
		for i := range rows {
			r := rows[(i+n)%len(rows)]
			a := r.of.do(t, Order{Verb: "search", Queries: queries, Newest: r.newest})
			r.took = append(r.took, a.Took...)
			r.found = a.Found
		}
	}
	for _, e := range all {
		e.resting = e.process.Memory()
	}
	for n := range *rounds {
		for i := range rows {
			r := rows[(i+n)%len(rows)]
			a := r.of.do(t, Order{Verb: "search while writing", Queries: queries, Newest: r.newest, File: spare})
			r.busy = append(r.busy, a.Took...)
			r.of.written += a.Totals[0]
		}
	}
	return rows
}

// table writes what was measured as Markdown, a column for each way to search.
func table(all []*entrant, rows []*row, truth *Truth) string {
	var b strings.Builder
	line := func(name string, cell func(r *row) string) {
		b.WriteString("| " + name + " |")
		for _, r := range rows {
			b.WriteString(" " + cell(r) + " |")
		}
		b.WriteString("\n")
	}
	line(fmt.Sprintf("%d stories", all[0].stories), func(r *row) string { return r.name })
	b.WriteString("|---|" + strings.Repeat("---|", len(rows)) + "\n")
	line("stories indexed a second", func(r *row) string { return fmt.Sprintf("%.0f", float64(r.of.stories)/r.of.indexed.Seconds()) })
	line("as a share of ours", func(r *row) string { return fmt.Sprintf("%.2f", all[0].indexed.Seconds()/r.of.indexed.Seconds()) })
	line("processor, ms a story", func(r *row) string {
		return fmt.Sprintf("%.2f", 1000*r.of.processor.Seconds()/float64(r.of.stories))
	})
	line("on disk, MB", func(r *row) string { return mb(r.of.disk) })
	line("memory at most while indexing, MB", func(r *row) string { return mb(r.of.peak) })
	line("memory after searching, MB (of it pages of files)", func(r *row) string {
		return mb(r.of.resting.Resident) + " (" + mb(r.of.resting.Mapped) + ")"
	})
	line("from start to open", func(r *row) string { return ms(r.of.opened) })
	line("search, p50 / p99 / max, ms", func(r *row) string { return percentiles(r.took) })
	line("p99 as a multiple of ours", func(r *row) string {
		return fmt.Sprintf("%.2f", float64(at(r.took, 0.99))/float64(at(rows[0].took, 0.99)))
	})
	line("while 20 stories a second are added", func(r *row) string { return percentiles(r.busy) })
	line("p99 as a multiple of ours", func(r *row) string {
		return fmt.Sprintf("%.2f", float64(at(r.busy, 0.99))/float64(at(rows[0].busy, 0.99)))
	})
	for _, language := range []string{"Korean", "English"} {
		only := func(query []string) bool { return korean(query[0]) == (language == "Korean") }
		line(language+": recall at 20, precision", func(r *row) string {
			s := truth.Judge(r.found, only)
			return fmt.Sprintf("%.3f, %.3f", s.Recall, s.Precision)
		})
		line(language+": of the newest 20; of 20 headlines; of the newest 20 headlines", func(r *row) string {
			s := truth.Judge(r.found, only)
			return fmt.Sprintf("%.2f; %.2f; %.2f", s.Newest, s.Headline, s.Fresh)
		})
	}
	return b.String()
}

func mb(bytes int) string { return fmt.Sprint(bytes / 1_000_000) }

func ms(d time.Duration) string { return fmt.Sprintf("%.0f ms", float64(d)/1e6) }

func percentiles(took []time.Duration) string {
	return fmt.Sprintf("%.1f / **%.1f** / %.1f", float64(at(took, 0.5))/1e6, float64(at(took, 0.99))/1e6, float64(at(took, 1))/1e6)
}

func at(took []time.Duration, part float64) time.Duration {
	sorted := slices.Sorted(slices.Values(took))
	return sorted[int(part*float64(len(sorted)-1))]
}

// kill ends an engine's process in the middle of its writing, several times,
// and tells what of each batch the index holds when it is opened again.
func kill(t *testing.T, kind, spare string) string {
	acknowledged, lost, torn, more := 0, 0, 0, 0
	var slowest time.Duration
	for n := range *kills {
		e := &entrant{kind: kind}
		e.address, e.server = place(t, kind, t.TempDir())
		e.start(t)
		told := flood(t, e, spare, time.Second+rand.N(2*time.Second))
		e.start(t)
		slowest = max(slowest, e.process.Opened)
		var words []string
		for i := range told + 2 {
			words = append(words, Flood(i))
		}
		for i, found := range e.do(t, Order{Verb: "count", Queries: words}).Totals {
			switch {
			case found != 0 && found != floodBatch:
				torn++
			case i < told && found == 0:
				lost++
			case i >= told && found != 0:
				more++
			}
		}
		acknowledged += told
		if err := e.process.Close(); err != nil {
			t.Errorf("%s: after kill %d: %v", kind, n, err)
		}
	}
	if kind == "ours" && lost+torn > 0 {
		t.Errorf("ours, killed: %d batches are lost and %d torn", lost, torn)
	}
	return fmt.Sprintf("%s, killed %d times: of %d batches acknowledged %d lost, %d torn; %d more found whole; opened again in %s at most\n",
		kind, *kills, acknowledged, lost, torn, more, ms(slowest))
}

// flood gives how many batches were acknowledged before the process was killed,
// so long after the first.
func flood(t *testing.T, e *entrant, spare string, after time.Duration) (told int) {
	if err := e.process.Begin(Order{Verb: "flood", File: spare}); err != nil {
		t.Fatal(err)
	}
	for {
		a, err := e.process.hear()
		if err != nil {
			if a.Err != "" || told == 0 {
				t.Fatalf("%s: %v", e.kind, err)
			}
			e.process.cmd.Wait() // that it was killed is no news
			return told
		}
		if told++; told > 1 {
			continue
		}
		timer := time.AfterFunc(after, func() {
			if err := e.process.cmd.Process.Kill(); err != nil {
				t.Error(err)
			}
		})
		defer timer.Stop()
	}
}
