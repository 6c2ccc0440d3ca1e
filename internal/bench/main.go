// Command bench measures what the paper promises and writes
// docs/performance.md: `make bench` runs it.
//
// Every figure comes from the program as people get it, built here, serving on a
// loopback address. Where there is a peer (nginx), both run in turns and the
// ratio is the figure; times alone say as much about the machine as about us.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"time"
)

// A measure is one part of the report.
type measure struct {
	name string
	run  func(ctx context.Context, b *bench) (string, error)
}

func measures() []measure {
	return []measure{
		{"start", start}, {"uncached", uncached}, {"weight", weight}, {"visible", visible}, {"nginx", nginx}, {"lighthouse", lighthouse},
	}
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errs)
	only := flags.String("only", "", "names of measures, with commas between; empty: all")
	to := flags.String("to", "docs/performance.md", "file to write; empty: none")
	if flags.Parse(args) != nil || flags.NArg() > 0 {
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := report(ctx, *only, *to, out); err != nil {
		fmt.Fprintln(errs, err)
		return 1
	}
	return 0
}

func report(ctx context.Context, only, to string, out io.Writer) error {
	b, err := newBench(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	var text strings.Builder
	fmt.Fprintf(&text, "# Performance\n\nWritten by `make bench` on %s, on %d processors, %s. The client runs on the same processors.\n", time.Now().UTC().Format(time.DateOnly), runtime.NumCPU(), runtime.Version())
	for _, m := range measures() {
		if only != "" && !strings.Contains(","+only+",", ","+m.name+",") {
			continue
		}
		fmt.Fprintf(out, "== %s\n", m.name)
		part, err := m.run(ctx, b)
		if err != nil {
			return fmt.Errorf("measure %s: %w", m.name, err)
		}
		fmt.Fprintln(out, part)
		text.WriteString("\n" + strings.TrimSpace(part) + "\n")
	}
	text.WriteString(more)
	if to == "" || only != "" {
		return nil // a part of the figures is not the report
	}
	return os.WriteFile(to, []byte(text.String()), 0o644)
}

// more is what the figures do not say by themselves.
const more = `
## What would bring more

- Pages from memory: half of what is left is system calls, and most of the rest is net/http reading requests. Answering inside the connection,
  before net/http parses, would bring more and give up what net/http guards.
- Pages not in memory: of three parts that are left about equal, one is SQLite (related stories first), one html/template, one brotli. What is
  related could be found when a story is published and not when it is read.
- Imports: one story is one savepoint and its own index job; indexing a batch at a time would use the other processor better.
`
