package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"ilbo.press/internal/wire"
)

// A progress shows on a terminal how far an import is: how much of its files
// was read, how fast that goes, and how long it will take.
type progress struct {
	w       io.Writer // nil: nobody watches
	clock   func() time.Time
	size    int64 // of all files; 0 where that says nothing
	passes  int   // how often they are read
	read    int64
	report  wire.Report
	started time.Time
	last    time.Time
	width   int // of what is shown
	marks   []mark
	pass    int // that the marks are of
}

// A mark is how much had been read at a time.
type mark struct {
	at   time.Time
	read int64
}

// How often the line is drawn, when first, and over how long the rate is taken.
const (
	redraw    = 200 * time.Millisecond
	patience  = time.Second
	rateOver  = 15 * time.Second
	barLength = 24
)

func newProgress(w io.Writer) *progress {
	p := &progress{clock: time.Now, passes: 1}
	p.started = p.clock()
	if file, ok := w.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			p.w = w
		}
	}
	return p
}

// reading notes the files that will be read, each so often.
func (p *progress) reading(infos []fs.FileInfo, passes int) {
	p.passes = passes
	for _, info := range infos {
		p.size += info.Size()
	}
}

// bytes notes that n bytes more were read.
func (p *progress) bytes(n int64) {
	p.read += n
	p.draw()
}

// show notes what became of the entries so far.
func (p *progress) show(r *wire.Report) {
	p.report = *r
	p.draw()
}

func (p *progress) draw() {
	if p.w == nil {
		return
	}
	now := p.clock()
	if now.Sub(p.started) < patience || now.Sub(p.last) < redraw {
		return
	}
	p.last = now
	if pass := p.current(); pass != p.pass {
		p.pass, p.marks = pass, nil
	}
	p.marks = append(p.marks, mark{now, p.read})
	for len(p.marks) > 2 && now.Sub(p.marks[0].at) > rateOver {
		p.marks = p.marks[1:]
	}
	line := p.line(now)
	fmt.Fprintf(p.w, "\r%-*s", p.width, line)
	p.width = len([]rune(line))
}

// current is the pass that is under way, from 0.
func (p *progress) current() int {
	if p.size == 0 {
		return 0
	}
	return min(int(p.read/p.size), p.passes-1)
}

// line says it all. Where files are read several times, each time is shown for
// itself: the first is fast, and would promise what the last cannot keep.
func (p *progress) line(now time.Time) string {
	r := &p.report
	counts := fmt.Sprintf("%d read, %d added, %d refused", r.Read(), r.Added, r.Refused)
	if p.size == 0 {
		return fmt.Sprintf("%s, %.0f a second", counts, float64(r.Read())/now.Sub(p.started).Seconds())
	}
	pass := p.current()
	here := min(p.read-int64(pass)*p.size, p.size)
	done := int(here * barLength / p.size)
	line := fmt.Sprintf("[%s%s] %3d %%", strings.Repeat("=", done), strings.Repeat(" ", barLength-done), here*100/p.size)
	if p.passes > 1 {
		line += fmt.Sprintf(" (%d of %d)", pass+1, p.passes)
	}
	if rate := p.rate(); rate > 0 {
		left := time.Duration(float64(p.size-here) / rate * float64(time.Second))
		line += fmt.Sprintf(", %.1f MB/s, %s left", rate/1e6, clock(left))
	}
	if r.Read() > 0 {
		line += ", " + counts
	}
	return line
}

// rate is bytes a second of late.
func (p *progress) rate() float64 {
	if len(p.marks) < 2 {
		return 0
	}
	first, last := p.marks[0], p.marks[len(p.marks)-1]
	return float64(last.read-first.read) / last.at.Sub(first.at).Seconds()
}

// clock is a length of time as a clock shows it.
func clock(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

func (p *progress) done() {
	if p.width > 0 {
		fmt.Fprintln(p.w)
	}
}
