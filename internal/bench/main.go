// Command bench measures what the paper promises and writes
// docs/performance.md: `make bench` runs it.
//
// Every figure comes from the program as people get it, built here, serving on a
// loopback address. Where there is a peer (nginx), both run in turns and the
// ratio is the figure; times alone say as much about the machine as about us.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// A measure is one part of the report.
type measure struct {
	name  string
	run   func(ctx context.Context, b *bench) (string, error)
	named bool // measured only when it is asked for by its name
}

func measures() []measure {
	return []measure{
		{name: "start", run: start}, {name: "uncached", run: uncached}, {name: "weight", run: weight}, {name: "visible", run: visible},
		{name: "nginx", run: nginx}, {name: "lighthouse", run: lighthouse}, {name: "desk", run: newsdesk}, {name: "accounts", run: accounts}, {name: "mailing", run: mailing}, {name: "press", run: printing},
		{name: "size", run: atSize, named: true},
	}
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errs)
	only := flags.String("only", "", "names of measures, with commas between; empty: all but size")
	to := flags.String("to", "docs/performance.md", "report, whose other parts stay; empty: none")
	corpus := flags.String("corpus", "", "folder with stories.ndjson, stories.tsv and queries.txt, for size")
	sizes := flags.String("sizes", "10000,100000", "numbers of stories, for size")
	papers := flags.String("papers", "", "folder to keep papers in, and to take them from, for size; empty: they are made anew")
	server := flags.String("server", "", "address of a PostgreSQL server to keep papers on, whose databases size10000 and so on are made anew, for size; empty: they are in files")
	mixed := flags.Duration("mixed", time.Minute, "how long to read before memory is measured, for size; 0: a paper that was kept says what it held the last time")
	if flags.Parse(args) != nil || flags.NArg() > 0 {
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	b, err := newBench(ctx)
	if err == nil {
		defer b.close()
		b.out, b.corpus, b.papers, b.server, b.mixed = out, *corpus, *papers, *server, *mixed
		if b.sizes, err = numbers(*sizes); err == nil {
			err = report(ctx, b, *only, *to, out)
		}
	}
	if err != nil {
		fmt.Fprintln(errs, err)
		return 1
	}
	return 0
}

func numbers(list string) ([]int, error) {
	var all []int
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is no number of stories", text)
		}
		all = append(all, n)
	}
	return all, nil
}

func report(ctx context.Context, b *bench, only, to string, out io.Writer) error {
	old, err := os.ReadFile(to)
	if err != nil && to != "" && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	doc := documentOf(string(old))
	for _, m := range measures() {
		if only == "" && m.named || only != "" && !strings.Contains(","+only+",", ","+m.name+",") {
			continue
		}
		fmt.Fprintf(out, "== %s\n", m.name)
		text, err := m.run(ctx, b)
		if err != nil {
			return fmt.Errorf("measure %s: %w", m.name, err)
		}
		fmt.Fprintln(out, text)
		doc.put(text, made())
	}
	if to == "" {
		return nil
	}
	return os.WriteFile(to, []byte(doc.String()), 0o644)
}

// made says when and where a part was measured.
func made() string {
	return fmt.Sprintf("<sub>%s, %d processors, %s</sub>", time.Now().UTC().Format(time.DateOnly), runtime.NumCPU(), runtime.Version())
}

const title = `# Performance

Written by ` + "`make bench`, and by `make bench-archive` the archive's part" + `. The client runs on the processors of the server.
`

// more is what the figures do not say by themselves.
const more = `
## What would bring more

- Pages from memory: half of what is left is system calls, and most of the rest is net/http reading requests. Answering inside the connection,
  before net/http parses, would bring more and give up what net/http guards.
- Pages not in memory: two fifths of what is left is SQLite and reading its rows, a quarter brotli, a tenth collecting garbage, a twentieth templates.
  What is related could be found when a story is published and not when it is read.
- Imports: of what the one writer does, half is FTS5. It is given 2,000 stories at a time: a sixteenth faster than 500, for a second in which nobody
  else writes.
- Search: of a page of twenty stories that were found, a third of the time goes into the passages that it shows, one story after the other.
`
