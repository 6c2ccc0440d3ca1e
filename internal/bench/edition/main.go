// Command edition makes a printed edition of a paper's newest stories and says, as
// one line of JSON, how long that took and what an eye finds. It is a process of
// its own so that its memory is an edition's and nothing else's.
//
//	edition FOLDER STORIES
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"ilbo.press"
	"ilbo.press/internal/blob"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/press"
	"ilbo.press/internal/store"
)

// A Report is what was measured. Times are seconds.
type Report struct {
	Stories, Pages, Pictures int
	Planned, Printed, Again  float64
	Bytes                    int64
	Changed                  int // pages that were set again
	FillerRows, Rows         int
	Looks                    press.Looks
}

func main() {
	report, err := run(context.Background(), os.Args[1:])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(report)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (*Report, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("usage: edition FOLDER STORIES")
	}
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, filepath.Join(args[0], "paper.db"), slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	defer s.Close()
	blobs, err := blob.OpenDir(filepath.Join(args[0], "media"))
	if err != nil {
		return nil, err
	}
	defer blobs.Close()
	day, err := newest(ctx, s, n)
	if err != nil {
		return nil, err
	}
	return measure(day, picture.New(s, blobs, time.Now).Darkroom(ctx))
}

// newest is a day of so many stories, all of them of the paper's last.
func newest(ctx context.Context, s *store.Store, n int) (*press.Day, error) {
	now := time.Now()
	var all []*ilbo.Story
	for after := ilbo.StoryID(0); ; {
		list, err := s.EachStory(ctx, after, 500)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			break
		}
		for _, st := range list {
			after = st.ID
			if st.Visible(now) {
				all = append(all, st)
			}
		}
	}
	for i := 0; len(all) < n && i < len(all); i++ { // a sample with fewer has some twice
		again := *all[i]
		again.ID += 1_000_000
		all = append(all, &again)
	}
	slices.SortFunc(all, func(a, b *ilbo.Story) int { return b.Published.Compare(a.Published) })
	day := &press.Day{
		Paper:    &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Seorak Daily", ilbo.Korean: "서락일보"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}},
		Edition:  ilbo.Edition{Date: now, Closes: now, Number: 1, Version: 1},
		Sections: ilbo.StandardSections(),
	}
	for i, st := range all[:min(n, len(all))] {
		f := press.Filed{Story: st}
		if i < 3 {
			f.Slot = i + 1
		}
		day.Stories = append(day.Stories, f)
	}
	return day, nil
}

// measure plans, sets and prints an edition, then sets the page again that lost a
// story.
func measure(day *press.Day, darkroom press.Darkroom) (*Report, error) {
	r := &Report{Stories: len(day.Stories)}
	begun := time.Now()
	m, err := press.Make(day, press.Broadsheet(), press.House())
	if err != nil {
		return nil, err
	}
	r.Planned = time.Since(begun).Seconds()
	count := counted{darkroom: darkroom}
	begun = time.Now()
	if err := (press.Press{}).Print(&count, m, &count); err != nil {
		return nil, err
	}
	r.Printed, r.Bytes, r.Pictures = time.Since(begun).Seconds(), count.bytes, count.pictures
	r.Pages, r.Looks = len(m.Pages), m.Inspect()
	for i := range m.Pages {
		r.FillerRows += m.Pages[i].Filler
		r.Rows += m.Pages[i].Rows * m.Sheet.Columns
	}
	kill(day, m)
	begun = time.Now()
	_, changed, err := m.Again(day)
	if err != nil {
		return nil, err
	}
	r.Again, r.Changed = time.Since(begun).Seconds(), len(changed)
	return r, nil
}

// kill kills the last story of a page inside that has several, and is on no other.
func kill(day *press.Day, m *press.Made) {
	pages := make(map[ilbo.StoryID]int)
	for i := range m.Pages {
		for _, id := range m.Pages[i].Stories {
			pages[id]++
		}
	}
	for i := len(m.Pages) / 2; i < len(m.Pages); i++ {
		list := m.Pages[i].Stories
		if id := list[len(list)-1]; len(list) > 3 && pages[id] == 1 {
			for k := range day.Stories {
				if s := *day.Stories[k].Story; s.ID == id {
					s.Kill = &ilbo.Kill{At: day.Edition.Closes.Add(-time.Second)}
					day.Stories[k].Story = &s
				}
			}
			return
		}
	}
}

// counted counts what is printed.
type counted struct {
	darkroom press.Darkroom
	mu       sync.Mutex
	pictures int
	bytes    int64
}

var _ io.Writer = (*counted)(nil)

func (c *counted) Write(p []byte) (int, error) {
	c.bytes += int64(len(p))
	return len(p), nil
}

func (c *counted) Print(f ilbo.Figure, part ilbo.Crop, width, height int) ([]byte, error) {
	c.mu.Lock()
	c.pictures++
	c.mu.Unlock()
	return c.darkroom.Print(f, part, width, height)
}
