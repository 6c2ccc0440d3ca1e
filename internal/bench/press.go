package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"

	"ilbo.press/internal/press"
)

// What the measure of the press makes, and what it is to take at most.
const (
	pressStories = 120
	pressWithin  = 10  // seconds, of an edition
	pressAgain   = 1   // seconds, of a page
	pressMemory  = 400 // MB
)

// printing measures how long an edition takes, from stories in the database and
// originals of pictures in files to a PDF.
func printing(ctx context.Context, b *bench) (string, error) {
	dir := filepath.Join(b.dir, "press")
	p, err := b.serve(ctx, "demo", dir)
	if err != nil {
		return "", err
	}
	p.stop()
	program := filepath.Join(b.dir, "edition")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./internal/bench/edition").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the edition's program: %w\n%s", err, out)
	}
	if _, _, err := edition(ctx, program, dir); err != nil { // which draws the pictures that nobody has looked at yet
		return "", err
	}
	r, memory, err := edition(ctx, program, dir)
	if err != nil {
		return "", err
	}
	l := &r.Looks
	return fmt.Sprintf(`## An edition in print

%d stories on %d pages of a broadsheet, %d pictures made of their originals, a PDF of %.1f MB. Of the room on its pages %.1f %% has fillers.
Set again: the page of a story that was killed, and the contents on page one.

| | measured | at most |
|---|---|---|
| plan, lay out and set | **%.2f s** | |
| print, pictures and all | **%.2f s** | |
| both | **%.2f s** | %d s |
| %d of its pages again | **%.2f s** | %d s a page |
| memory | **%.0f MB** | %d MB |
| lines with word spaces beyond 1.5 of natural | **%.2f %%** of %d | 2 %% |
| lines with word spaces below 0.75 | **%d** | 0 |
| hyphens below one another three times | **%d** | 0 |
| widows, orphans | **%d**, **%d** | 0 |
| rivers in headlines | **%d** | 0 |
| pictures with less than 200 dpi | **%d** | 0 |
| rows of white in columns | **%d** | 0 |
`, r.Stories, r.Pages, r.Pictures, float64(r.Bytes)/(1<<20), 100*float64(r.FillerRows)/float64(r.Rows),
		r.Planned, r.Printed, r.Planned+r.Printed, pressWithin, r.Changed, r.Again, pressAgain, memory, pressMemory,
		100*float64(l.Loose)/float64(l.Lines), l.Lines, l.Tight, l.Ladders, l.Widows, l.Orphans, l.Rivers, l.Coarse, l.White), nil
}

// A pressReport is what the edition's program says: see internal/bench/edition.
type pressReport struct {
	Stories, Pages, Pictures, Changed int
	Planned, Printed, Again           float64
	Bytes                             int64
	FillerRows, Rows                  int
	Looks                             press.Looks
}

// edition makes an edition in a process of its own, and tells the most memory, in
// MB, that it had.
func edition(ctx context.Context, program, dir string) (*pressReport, float64, error) {
	cmd := exec.CommandContext(ctx, program, dir, strconv.Itoa(pressStories))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, 0, fmt.Errorf("make an edition: %w", err)
	}
	var r pressReport
	if err := json.Unmarshal(out, &r); err != nil {
		return nil, 0, fmt.Errorf("read what was measured: %w", err)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return nil, 0, fmt.Errorf("the system does not say what memory a process has had")
	}
	return &r, float64(usage.Maxrss) / 1024, nil
}
