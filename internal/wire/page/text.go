package page

import (
	"strings"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// maxLines is the most lines that a page saved as text has.
const maxLines = 20_000

// readText reads what "select all, copy" gives of a page.
func readText(name, text string, opts Options, beside *folder) (*wire.Copy, error) {
	s := newSheet(text, &opts)
	if len(s.lines) > maxLines {
		return nil, noStory(name, "it has more lines than any page of one story")
	}
	at, ok := s.heading()
	if !ok {
		return nil, noStory(name, "no headline stands above paragraphs of text")
	}
	r := &scan{sheet: s, copy: &wire.Copy{}, beside: beside}
	r.copy.Story.Headline = s.headline(at)
	r.above(at)
	r.below(at)
	if why := r.judge(); why != "" {
		return nil, noStory(name, why)
	}
	c := r.copy
	takeDateline(c)
	c.Story.Language = languageOf("", c)
	c.Story.Foreign = number(c.Story.Headline, c.Story.Published)
	return c, nil
}

// A sheet is a page as lines of text.
type sheet struct {
	opts  *Options
	lines []string        // clean, none empty
	date  map[int][]stamp // of lines that do nothing but date the story

	furniture map[int]bool // what isFurniture found
}

func newSheet(text string, opts *Options) *sheet {
	s := &sheet{opts: opts, date: map[int][]stamp{}, furniture: map[int]bool{}}
	for _, line := range unwrap(strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n")) {
		line = ilbo.Clean(line)
		if line == "" {
			continue
		}
		if len(s.lines) > maxLines {
			break
		}
		i := len(s.lines)
		s.lines = append(s.lines, line)
		if d := dateLine(line, opts); d != nil {
			s.date[i] = d
		}
	}
	return s
}

func fold(line string) string { return strings.ToLower(line) }

// wrapWidth is where programs that save text break its lines.
const wrapWidth = 84

// unwrap joins the lines of a text that was broken at a column, where an empty
// line parts paragraphs. Other text it gives back as it is.
func unwrap(lines []string) []string {
	full, blank := 0, 0
	for i, line := range lines {
		n := utf8.RuneCountInString(strings.TrimSpace(line))
		switch {
		case n > wrapWidth:
			return lines
		case n == 0:
			blank++
		case n > 55 && i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "":
			full++
		}
	}
	if full < 5 || blank < 3 {
		return lines
	}
	var joined []string
	var b strings.Builder
	for _, line := range append(lines, "") {
		line = strings.TrimSpace(line)
		if line != "" {
			b.WriteString(line)
			b.WriteByte(' ')
			if utf8.RuneCountInString(line) > 45 {
				continue
			}
		}
		if b.Len() > 0 {
			joined = append(joined, b.String())
			b.Reset()
		}
	}
	return joined
}

// repeated holds for a line that stands again within the next few: pages write
// a picture's caption twice, as its alternative text and below it.
func (s *sheet) repeated(i int) bool { return s.near(i, i+1, i+3) }

// echo holds for the second of two lines that are the same.
func (s *sheet) echo(i, after int) bool { return s.near(i, max(after, i-3), i-1) }

// near reports whether line i stands among the lines of from to to.
func (s *sheet) near(i, from, to int) bool {
	for j := max(0, from); j <= to && j < len(s.lines); j++ {
		if strings.EqualFold(s.lines[i], s.lines[j]) {
			return true
		}
	}
	return false
}
