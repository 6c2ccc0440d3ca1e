// Command nginx compares the page cache with nginx: the same page, the same
// client, the same two processors, in turns.
//
// Ours is the cache behind net/http, as `ilbo serve` runs it. Theirs is nginx
// with gzip_static, one worker a processor, keep-alive, no access log and the
// same header fields, sending the file that gzip made of the page. The client is
// wrk, which asks for gzip. Both packages come with Debian.
//
//	go run ./internal/bench/nginx [-url http://127.0.0.1:8080/…] [-pairs 5] [-for 5s] [-to docs/performance.md]
//
// With -url the page is fetched from a paper that runs, and the bytes are what
// that paper would send; without it the page is made up, 30 kB of markup.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("nginx", flag.ContinueOnError)
	flags.SetOutput(errs)
	var b bench
	flags.StringVar(&b.url, "url", "", "address of the page to take; empty: a page is made up")
	flags.IntVar(&b.pairs, "pairs", 5, "how many turns each server has")
	flags.DurationVar(&b.turn, "for", 5*time.Second, "how long a turn is")
	flags.IntVar(&b.connections, "c", 64, "connections of the client")
	flags.StringVar(&b.profile, "profile", "", "file for a processor profile of our server")
	to := flags.String("to", "", "Markdown file to append the table to")
	if flags.Parse(args) != nil || flags.NArg() > 0 || b.pairs < 1 || b.turn < time.Second {
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	report, err := b.run(ctx)
	if err == nil {
		fmt.Fprint(out, report)
		if *to != "" {
			err = appendTo(*to, report)
		}
	}
	if err != nil {
		fmt.Fprintln(errs, err)
		return 1
	}
	return 0
}

func appendTo(file, text string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString("\n" + text)
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}
