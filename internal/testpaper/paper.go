package testpaper

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

//go:embed copy
var files embed.FS

// A Paper is the whole sample, as it stands at the moment of [Load].
//
// Until [Paper.Build] draws them, pictures and films are recipes: the Picture
// of a journalist and of a figure, and the Film of a video, hold the text of
// one, and their widths, heights and lengths are zero.
type Paper struct {
	About       ilbo.Paper
	Editor      string       // the member of staff who publishes, corrects and kills
	Desk        []ilbo.Staff // who makes the paper and does not write in it
	Sections    []ilbo.Section
	Topics      []ilbo.Topic
	Journalists []ilbo.Journalist
	Stories     []Story // the oldest first
}

// A Story is a story of the sample with the records of all that happened to
// it. One without Published never was; one without Filed is still a draft.
type Story struct {
	ilbo.Story
	Name   string       // of its file: one story of each language can have it
	Place  ilbo.Place   // on its language's home front; empty for most
	At     time.Time    // when it was published, or else last worked on
	Lesson *ilbo.Lesson // what it is to people who learn its language; nil: nothing
	Stage  ilbo.Stage   // how far it has got, of one that was filed and is not published; empty: filed
}

// Load reads the sample as if it were now, for a paper in that zone. Its error
// lists everything that is wrong, each line with the file and line it is in;
// it is nil for the copy that the program was built with.
func Load(now time.Time, zone *time.Location) (*Paper, error) {
	return load(files, now, zone)
}

// furnitureFile is the only file that is not a story.
const furnitureFile = "copy/furniture.txt"

func load(tree fs.FS, now time.Time, zone *time.Location) (*Paper, error) {
	text, err := fs.ReadFile(tree, furnitureFile)
	if err != nil {
		return nil, fmt.Errorf("load the sample: %w", err)
	}
	paper, err := readFurniture(text, zone)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(tree, "copy/*/*.txt")
	if err != nil {
		return nil, fmt.Errorf("load the sample: %w", err)
	}
	var wrong []error
	seen := map[string]string{}
	for _, name := range names {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, fmt.Errorf("load the sample: %w", err)
		}
		r := reader{file: name, paper: paper, now: now.In(zone).Truncate(time.Minute)}
		s := r.story(string(text))
		s.Name = strings.TrimSuffix(path.Base(name), ".txt")
		s.Foreign = fmt.Sprintf("sample:%s:%s", s.Language, s.Name)
		if other := seen[s.Foreign]; other != "" {
			r.fail(1, "%s has the same name and language", other)
		}
		seen[s.Foreign] = name
		if err := s.Check(); err != nil && len(r.wrong) == 0 {
			r.fail(1, "%v", err)
		}
		s.Lesson = r.lessonOf(tree, &s)
		wrong = append(wrong, r.wrong...)
		paper.Stories = append(paper.Stories, s)
	}
	slices.SortStableFunc(paper.Stories, func(a, b Story) int { return a.At.Compare(b.At) })
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	return paper, nil
}

// A reader reads one file of copy, and notes everything that is wrong with it.
type reader struct {
	file  string
	paper *Paper
	now   time.Time
	wrong []error
}

func (r *reader) fail(line int, format string, args ...any) {
	r.wrong = append(r.wrong, fmt.Errorf("%s:%d: %w", r.file, line, fmt.Errorf(format, args...)))
}
