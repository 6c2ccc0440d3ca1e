package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A bench is one comparison.
type bench struct {
	url         string
	pairs       int
	turn        time.Duration
	connections int
	profile     string
}

// path is where both servers have the page.
const path = "/national/2023/04/06/two-envoys-meet"

// run compares, and gives a Markdown section of what came out.
func (b *bench) run(ctx context.Context) (string, error) {
	body, err := b.page(ctx)
	if err != nil {
		return "", err
	}
	ours, err := startOurs(body)
	if err != nil {
		return "", err
	}
	defer ours.close()
	theirs, err := startNginx(ctx, ours.packed, ours.header)
	if err != nil {
		return "", err
	}
	defer theirs.close()
	if err := same(ctx, ours.url, theirs.url); err != nil {
		return "", err
	}
	stop, err := b.profiling()
	if err != nil {
		return "", err
	}
	defer stop()
	var our, their score
	for range b.pairs {
		if err := b.take(ctx, ours, &our); err != nil {
			return "", err
		}
		if err := b.take(ctx, theirs, &their); err != nil {
			return "", err
		}
	}
	return b.report(len(body), len(ours.packed), our, their), nil
}

// A score is what a server did in each of its turns.
type score struct {
	rate []float64 // requests per second
	cost []float64 // processor time a request, in microseconds
}

// take lets a server have its turn.
func (b *bench) take(ctx context.Context, s *server, to *score) error {
	before, err := s.cpu()
	if err != nil {
		return err
	}
	requests, rate, err := b.load(ctx, s.url)
	if err != nil {
		return err
	}
	after, err := s.cpu()
	to.rate = append(to.rate, rate)
	to.cost = append(to.cost, float64((after-before).Microseconds())/requests)
	return err
}

func (b *bench) profiling() (stop func(), err error) {
	if b.profile == "" {
		return func() {}, nil
	}
	f, err := os.Create(b.profile)
	if err == nil {
		err = pprof.StartCPUProfile(f)
	}
	return func() { pprof.StopCPUProfile(); f.Close() }, err
}

var (
	rateLine  = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)
	totalLine = regexp.MustCompile(`([0-9]+) requests in`)
)

// load has wrk ask for a turn and gives its requests, in all and per second.
// Answers that are no answers fail the bench.
func (b *bench) load(ctx context.Context, url string) (requests, rate float64, err error) {
	seconds := fmt.Sprintf("%ds", int(b.turn.Seconds()))
	cmd := exec.CommandContext(ctx, "wrk", "-t", "2", "-c", strconv.Itoa(b.connections), "-d", seconds, "-H", "Accept-Encoding: gzip", url)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, 0, fmt.Errorf("wrk %s: %w: %s", url, err, out)
	}
	per, total := rateLine.FindSubmatch(out), totalLine.FindSubmatch(out)
	if strings.Contains(string(out), "Non-2xx") || strings.Contains(string(out), "Socket errors") || per == nil || total == nil {
		return 0, 0, fmt.Errorf("wrk %s had failures:\n%s", url, out)
	}
	if requests, err = strconv.ParseFloat(string(total[1]), 64); err != nil {
		return 0, 0, err
	}
	rate, err = strconv.ParseFloat(string(per[1]), 64)
	return requests, rate, err
}

func (b *bench) report(plain, packed int, our, their score) string {
	var pairs []float64
	for i := range our.rate {
		pairs = append(pairs, our.rate[i]/their.rate[i])
	}
	o, t := median(our.rate), median(their.rate)
	var s strings.Builder
	fmt.Fprintf(&s, "### Page from memory against nginx\n\n")
	fmt.Fprintf(&s, "%d bytes of page, %d sent by gzip; %d connections of wrk; %d processors for client and server; %d pairs of turns of %v; %s.\n\n",
		plain, packed, b.connections, runtime.GOMAXPROCS(0), b.pairs, b.turn, runtime.Version())
	fmt.Fprintf(&s, "| | requests/s, median | each turn | server's processor time a request |\n|---|---|---|---|\n")
	fmt.Fprintf(&s, "| Ilbo | %.0f | %s | %.1f µs |\n", o, words("%.0f", our.rate), median(our.cost))
	fmt.Fprintf(&s, "| nginx | %.0f | %s | %.1f µs |\n", t, words("%.0f", their.rate), median(their.cost))
	fmt.Fprintf(&s, "| ratio | **%.2f** | %s | %.2f |\n", o/t, words("%.2f", pairs), median(our.cost)/median(their.cost))
	return s.String()
}

func median(list []float64) float64 {
	s := slices.Sorted(slices.Values(list))
	n := len(s)
	return (s[n/2] + s[(n-1)/2]) / 2
}

func words(format string, list []float64) string {
	var w []string
	for _, x := range list {
		w = append(w, fmt.Sprintf(format, x))
	}
	return strings.Join(w, ", ")
}
