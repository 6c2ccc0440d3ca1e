package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// atSize measures papers of real sizes, made of a corpus of stories in the
// import format with a list of searches beside it.
func atSize(ctx context.Context, b *bench) (string, error) {
	if b.corpus == "" {
		return "", errors.New("name a folder with stories.ndjson and queries.txt with -corpus")
	}
	queries, err := lines(filepath.Join(b.corpus, "queries.txt"))
	if err != nil {
		return "", err
	}
	rows := []row{}
	for size, n := range b.sizes {
		column, err := b.measureSize(ctx, n, queries)
		if err != nil {
			return "", fmt.Errorf("at %d stories: %w", n, err)
		}
		for i, c := range column {
			if len(rows) <= i {
				rows = append(rows, row{c.name, make([]string, size)})
			}
			rows[i].cells = append(rows[i].cells, c.value)
		}
	}
	var text strings.Builder
	text.WriteString("## The archive at size" + b.place() + "\n\nStories of the corpus, a third of them Korean. Pages are asked for at a steady rate by four clients, brotli, to the last byte, of a server\nthat keeps no page in memory, and whose file was read once before; searches while another process publishes a story each second. Each is measured in three rounds, of other pages each,\nand all of them in turn: the row is the quickest, for the machine is shared, and in brackets is the slowest's p99. The health row is what a request costs that asks for nothing.\n\n| |")
	for _, n := range b.sizes {
		fmt.Fprintf(&text, " %d stories |", n)
	}
	text.WriteString("\n|---|" + strings.Repeat("---|", len(b.sizes)) + "\n")
	for _, r := range rows {
		fmt.Fprintf(&text, "| %s | %s |\n", r.name, strings.Join(r.cells, " | "))
	}
	return text.String(), nil
}

type row struct {
	name  string
	cells []string
}

type cell struct{ name, value string }

// measureSize makes a paper of the first n stories of the corpus and measures
// it in every way.
func (b *bench) measureSize(ctx context.Context, n int, queries []string) (column []cell, err error) {
	note := func(name, format string, args ...any) {
		column = append(column, cell{name, fmt.Sprintf(format, args...)})
		fmt.Fprintf(b.out, "%d stories: %s: %s\n", n, name, column[len(column)-1].value) // it takes long
	}
	dir, as, err := b.paperOf(ctx, n)
	if b.papers == "" {
		defer os.RemoveAll(dir)
	}
	if err != nil {
		return nil, err
	}
	note("import with index, stories a second", "%.0f", float64(n)/as.Took.Seconds())
	note("text and index on disk, a story", "%s", as.Total)
	note("of it", "%s", as.Parts)

	if err := warm(dir); err != nil {
		return nil, err
	}
	p, starts, err := b.start(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	note("from start to the first page, quickest (slowest)", "%s (%s)", ms(slices.Min(starts)), ms(slices.Max(starts)))
	kinds, err := b.kinds(ctx, p.url, n)
	if err != nil {
		return nil, err
	}
	asked := []series{{kind{"health", slices.Repeat([]string{"/healthz"}, 900)}, p.admin, 50}}
	for _, k := range kinds {
		asked = append(asked, series{k, p.url, 50})
	}
	if err := b.inRounds(ctx, asked, note); err != nil {
		return nil, err
	}
	if err := b.newsroom(ctx, p, dir, n, note); err != nil {
		return nil, err
	}
	var searches []string
	for range rounds {
		for _, q := range queries {
			path := "/search?q="
			if strings.ContainsFunc(q, hangul) {
				path = "/ko/search?q="
			}
			searches = append(searches, path+url.QueryEscape(q))
		}
	}
	stop := b.publishing(ctx, dir)
	err = b.inRounds(ctx, []series{{kind{"search while publishing", searches}, p.url, 20}}, note)
	if err := errors.Join(err, stop()); err != nil {
		return nil, err
	}
	p.stop()
	return column, b.reading(ctx, dir, n == b.sizes[len(b.sizes)-1], kinds, searches, note)
}

// warm has the file of a paper read once, so that the system has of it in its memory
// what it has room for, as of one that has been read for a while. What a page takes is
// measured, and not the disk of the machine.
func warm(dir string) error {
	f, err := os.Open(filepath.Join(dir, "paper.db"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it is on a server
	}
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(io.Discard, f)
	return err
}

// rounds is how often what a reader feels is measured.
const rounds = 3

// start starts a server that keeps no page in memory, and gives it with how long its
// first page took each time.
func (b *bench) start(ctx context.Context, dir string) (p *paper, took []time.Duration, err error) {
	for range rounds {
		if p != nil {
			p.stop()
		}
		begin := time.Now()
		if p, err = b.serve(ctx, "serve", dir, "--cache", "1KB"); err != nil {
			return nil, nil, err
		}
		if status, _, _, err := b.get(ctx, p.url+"/", "br"); err != nil || status != 200 {
			p.stop()
			return nil, nil, fmt.Errorf("the first page answers %d: %w", status, err)
		}
		took = append(took, time.Since(begin))
	}
	return p, took, nil
}

// A series is pages that are asked for at a steady rate.
type series struct {
	kind
	url  string // of the server
	rate int    // a second
}

// inRounds asks for the pages of each series in equal parts, a part of each in turn, so
// that what others do on the machine for a minute is not held against one of them. It
// notes of each the part that was answered the quickest, with the p99 of the slowest.
func (b *bench) inRounds(ctx context.Context, all []series, note func(name, format string, args ...any)) error {
	p99 := func(sorted []time.Duration) time.Duration { return sorted[int(0.99*float64(len(sorted)-1))] }
	best, worst := make([][]time.Duration, len(all)), make([]time.Duration, len(all))
	for round := range rounds {
		for i, s := range all {
			each := len(s.paths) / rounds
			took, err := b.steadily(ctx, s.url, s.paths[round*each:(round+1)*each], s.rate)
			if err != nil {
				return err
			}
			slices.Sort(took)
			if best[i] == nil || p99(took) < p99(best[i]) {
				best[i] = took
			}
			worst[i] = max(worst[i], p99(took))
		}
	}
	for i, s := range all {
		note(s.name+", p50 and p99", "%s (%s)", percentiles(best[i]), ms(worst[i]))
	}
	return nil
}

// reading measures a server with its usual memory: how soon a publication is
// seen, and, of the last paper, how much it holds after mixed reading.
func (b *bench) reading(ctx context.Context, dir string, last bool, kinds []kind, searches []string, note func(name, format string, args ...any)) error {
	p, err := b.serve(ctx, "serve", dir)
	if err != nil {
		return err
	}
	defer p.stop()
	seen := map[string][]time.Duration{}
	for i := range publications {
		if err := b.publishOne(ctx, p.url, dir, i, seen); err != nil {
			return err
		}
	}
	var all []time.Duration
	for _, list := range seen {
		all = append(all, list...)
	}
	note("publish to visible everywhere, median and slowest", "%s, %s", ms(median(all)), ms(slices.Max(all)))
	if !last {
		return nil
	}
	kept := filepath.Join(dir, "read-for")
	if b.mixed == 0 {
		return readBefore(kept, note)
	}
	mixed := slices.Clone(searches)
	for _, k := range kinds {
		mixed = append(mixed, k.paths...)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for end := time.Now().Add(b.mixed); time.Now().Before(end); {
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if _, err := b.steadily(ctx, p.url, mixed[:min(len(mixed), 1000)], 100); err != nil {
			return err
		}
	}
	resident, err := p.resident()
	if err != nil {
		return err
	}
	note(mixedRow(b.mixed), "%d MB", resident>>20)
	if b.papers == "" {
		return nil
	}
	return os.WriteFile(kept, fmt.Appendf(nil, "%v %d", b.mixed, resident>>20), 0o644)
}

func mixedRow(d time.Duration) string { return fmt.Sprintf("memory after %v of mixed reading", d) }

// readBefore notes what a paper that was kept held when it was last read for long;
// nothing where it never was.
func readBefore(kept string, note func(name, format string, args ...any)) error {
	text, err := os.ReadFile(kept)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	took, megabytes, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	d, err := time.ParseDuration(took)
	if err != nil {
		return fmt.Errorf("read %s: %w", kept, err)
	}
	note(mixedRow(d), "%s MB", megabytes)
	return nil
}

// A filling is what is measured of a paper when it has been filled.
type filling struct {
	Took         time.Duration
	Total, Parts string // of the disk, a story: later it holds what was published besides
}

// paperOf is a paper of n stories, and how it was filled. One that is to be kept
// is filled once.
func (b *bench) paperOf(ctx context.Context, n int) (dir string, as filling, err error) {
	dir = filepath.Join(cmp.Or(b.papers, b.dir), "size"+strconv.Itoa(n))
	kept := filepath.Join(dir, "filled.json")
	if text, err := os.ReadFile(kept); err == nil {
		err = json.Unmarshal(text, &as)
		return dir, as, err
	}
	for range fills(n) {
		if err := os.RemoveAll(dir); err != nil {
			return "", as, err
		}
		took, err := b.fill(ctx, dir, n)
		if err != nil {
			return dir, as, err
		}
		if as.Took == 0 || took < as.Took {
			as.Took = took
		}
	}
	if as.Total, as.Parts, err = b.spent(ctx, dir, n); err != nil || b.papers == "" {
		return dir, as, err
	}
	text, err := json.Marshal(as)
	if err != nil {
		return dir, as, err
	}
	return dir, as, os.WriteFile(kept, text, 0o644)
}

// fills is how often a paper of n stories is filled: the quickest counts, and what takes
// a quarter of an hour has its pauses in it.
func fills(n int) int {
	if n > 100_000 {
		return 1
	}
	return rounds
}

// fill imports stories, each of which can be searched for when the import ends,
// and then waits until nothing else is left to be done for them.
func (b *bench) fill(ctx context.Context, dir string, n int) (took time.Duration, err error) {
	file := filepath.Join(b.dir, "part.ndjson")
	if err := head(filepath.Join(b.corpus, "stories.ndjson"), file, n); err != nil {
		return 0, err
	}
	defer os.Remove(file)
	database, err := b.emptyDatabase(ctx, n)
	if err != nil {
		return 0, err
	}
	if err := b.ilbo(ctx, "init", "--data", dir, "--database", database, "--title", "The Archive", "--languages", "en,ko"); err != nil {
		return 0, err
	}
	begin := time.Now()
	if err := b.ilbo(ctx, "import", "ndjson", file, "--data", dir); err != nil {
		return 0, err
	}
	took = time.Since(begin)
	p, err := b.serve(ctx, "serve", dir)
	if err != nil {
		return 0, err
	}
	defer p.stop()
	return took, b.settled(ctx, p)
}

func hangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }

// A kind is pages of one kind that are to be equally fast.
type kind struct {
	name  string
	paths []string
}

// kinds gathers pages of each kind, from all years alike.
func (b *bench) kinds(ctx context.Context, site string, n int) ([]kind, error) {
	all, err := lines(filepath.Join(b.corpus, "stories.tsv"))
	if err != nil {
		return nil, err
	}
	all = all[:min(n, len(all))]
	r := rand.New(rand.NewPCG(3, 4))
	const each = rounds * 300
	var stories, sections, months, topics, deep, days []string
	for len(stories) < 1000 {
		f := strings.Split(all[r.IntN(len(all))], "\t")
		if len(f) < 5 {
			return nil, fmt.Errorf("a line of stories.tsv has %d columns and not 5", len(f))
		}
		section, day, prefix := f[2], strings.ReplaceAll(f[3], "-", "/"), ""
		if f[4] == "ko" {
			prefix = "/ko"
		}
		list, err := b.stories(ctx, site+prefix+"/archive/"+day)
		if err != nil {
			continue // a day of the corpus is not always one of the paper's zone
		}
		path := list[r.IntN(len(list))]
		stories = append(stories, path)
		days = append(days, prefix+"/archive/"+day)
		sections = append(sections, prefix+"/"+section)
		months = append(months, prefix+"/"+section+"/archive/"+day[:7])
		if len(topics) < each {
			found, err := b.links(ctx, site+path, "/topic/")
			if err != nil {
				return nil, err
			}
			topics = append(topics, found...)
			after, err := time.Parse("2006/01/02", f[3])
			if err != nil {
				return nil, err
			}
			for _, topic := range found { // from that story on
				deep = append(deep, fmt.Sprintf("%s?before=%d.1", topic, after.AddDate(0, 0, 2).UnixMilli()))
			}
		}
	}
	return []kind{
		{"story", stories[:each]}, {"section front", sections[:each]}, {"a month of a section, of any year", months[:each]}, {"topic", topics[:min(each, len(topics))]},
		{"topic, anywhere in it", deep[:min(each, len(deep))]}, {"day", days[:each]},
	}, nil
}

// links are the addresses on a page that hold a text.
func (b *bench) links(ctx context.Context, url, holding string) ([]string, error) {
	_, body, _, err := b.get(ctx, url, "")
	var list []string
	for _, part := range strings.Split(string(body), `href="`)[1:] {
		if path, _, _ := strings.Cut(part, `"`); strings.Contains(path, holding) && strings.HasPrefix(path, "/") && !strings.Contains(path, ".") {
			list = append(list, path)
		}
	}
	return list, err
}

// publishing publishes a story each second until it is stopped.
func (b *bench) publishing(ctx context.Context, dir string) (stop func() error) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() {
		for i := 0; ; i++ {
			word := fmt.Sprintf("wvu%dq%d", i, time.Now().UnixNano()%1_000_000)
			file, err := b.oneStory(word)
			if err == nil {
				err = b.ilbo(ctx, "import", "ndjson", file, "--data", dir)
			}
			if err != nil && ctx.Err() == nil {
				done <- err
				return
			}
			select {
			case <-ctx.Done():
				done <- nil
				return
			case <-time.After(time.Second):
			}
		}
	}()
	return func() error {
		cancel()
		return <-done
	}
}

// resident is the memory that the server holds, in bytes.
func (p *paper) resident() (int, error) {
	status, err := lines(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for _, line := range status {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kB, err := strconv.Atoi(strings.Fields(rest)[0])
			return kB << 10, err
		}
	}
	return 0, errors.New("the system does not tell how much memory the server holds")
}

func percentiles(took []time.Duration) string {
	slices.Sort(took)
	at := func(part float64) string { return ms(took[int(part*float64(len(took)-1))]) }
	return at(0.5) + ", **" + at(0.99) + "**"
}

func lines(name string) ([]string, error) {
	text, err := os.ReadFile(name)
	return strings.Split(strings.TrimSpace(string(text)), "\n"), err
}

// head copies the first n lines of a file.
func head(from, to string, n int) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	r, w := bufio.NewReaderSize(in, 1<<20), bufio.NewWriterSize(out, 1<<20)
	for range n {
		line, err := r.ReadSlice('\n')
		for errors.Is(err, bufio.ErrBufferFull) {
			if _, err := w.Write(line); err != nil {
				return err
			}
			line, err = r.ReadSlice('\n')
		}
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%s has fewer than %d stories", from, n)
		}
		if err != nil {
			return err
		}
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return errors.Join(w.Flush(), out.Close())
}
