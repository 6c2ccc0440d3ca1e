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
	var our, their []float64
	for range b.pairs {
		for _, side := range []struct {
			url  string
			list *[]float64
		}{{ours.url, &our}, {theirs.url, &their}} {
			rate, err := b.load(ctx, side.url)
			if err != nil {
				return "", err
			}
			*side.list = append(*side.list, rate)
		}
	}
	return b.report(len(body), len(ours.packed), our, their), nil
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

var rateLine = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)

// load has wrk ask for a turn and gives its requests per second. Answers that
// are no answers fail the bench.
func (b *bench) load(ctx context.Context, url string) (float64, error) {
	seconds := fmt.Sprintf("%ds", int(b.turn.Seconds()))
	cmd := exec.CommandContext(ctx, "wrk", "-t", "2", "-c", strconv.Itoa(b.connections), "-d", seconds, "-H", "Accept-Encoding: gzip", url)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("wrk %s: %w: %s", url, err, out)
	}
	if strings.Contains(string(out), "Non-2xx") || strings.Contains(string(out), "Socket errors") {
		return 0, fmt.Errorf("wrk %s had failures:\n%s", url, out)
	}
	m := rateLine.FindSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("wrk %s says no rate:\n%s", url, out)
	}
	return strconv.ParseFloat(string(m[1]), 64)
}

func (b *bench) report(plain, packed int, our, their []float64) string {
	o, t := median(our), median(their)
	var s strings.Builder
	fmt.Fprintf(&s, "### Page from memory against nginx\n\n")
	fmt.Fprintf(&s, "%d bytes of page, %d sent by gzip; %d connections of wrk; %d processors for client and server; %d pairs of turns of %v, in turns; %s.\n\n",
		plain, packed, b.connections, runtime.GOMAXPROCS(0), b.pairs, b.turn, runtime.Version())
	fmt.Fprintf(&s, "| | requests/s, median | each turn |\n|---|---|---|\n")
	fmt.Fprintf(&s, "| Ilbo | %.0f | %s |\n| nginx | %.0f | %s |\n| ratio | **%.2f** | %s |\n", o, turns(our), t, turns(their), o/t, ratios(our, their))
	return s.String()
}

func median(list []float64) float64 {
	s := slices.Sorted(slices.Values(list))
	n := len(s)
	return (s[n/2] + s[(n-1)/2]) / 2
}

func turns(list []float64) string {
	var words []string
	for _, x := range list {
		words = append(words, fmt.Sprintf("%.0f", x))
	}
	return strings.Join(words, ", ")
}

func ratios(our, their []float64) string {
	var words []string
	for i := range our {
		words = append(words, fmt.Sprintf("%.2f", our[i]/their[i]))
	}
	return strings.Join(words, ", ")
}
