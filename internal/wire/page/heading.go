package page

import (
	"strings"
	"unicode/utf8"

	"ilbo.press/internal/wire/body"
)

// titleSeparators stand between a headline and the name of the site.
var titleSeparators = []string{" | ", " - ", " – ", " — ", " :: ", " : ", " < ", " « ", " · "}

// heading finds the line of the story's headline, and false where no line
// looks like one.
func (s *sheet) heading() (int, bool) {
	best, at := 0, -1
	for i := range s.lines {
		if score := s.headingScore(i); score > best {
			best, at = score, i
		}
	}
	return at, best >= minHeading
}

// minHeading is the score that a headline needs at least.
const minHeading = 5

// headingScore weighs what speaks for line i being the headline: that it
// repeats the page's title, that a date or a section stands beside it, and
// that running text follows soon.
func (s *sheet) headingScore(i int) int {
	line := s.lines[i]
	n := utf8.RuneCountInString(line)
	if n < 5 || n > 300 || !strings.ContainsAny(line, " ") || s.isFurniture(i) {
		return 0
	}
	if _, credit := body.SplitCredit(line); credit != "" {
		return 0
	}
	score := s.textAfter(i)
	if score == 0 {
		return 0
	}
	if strings.HasSuffix(line, ".") {
		score -= 3
	}
	if i == 0 {
		score++
	} else if s.isTitle(i) {
		score += 4
	}
	for j := max(0, i-3); j <= i+5 && j < len(s.lines); j++ {
		switch {
		case s.date[j] != nil:
			score += 3 - min(2, abs(i-j)/2)
		case j < i && j >= i-2:
			if _, ok := isSection(s.lines[j], s.opts.Sections); ok {
				score++
			}
		case j > i && isShare(s.lines[j]), j > i && readByline(s.lines[j]) != nil:
			score++
		}
	}
	return score
}

// isTitle holds for a line that the first lines of the page say already,
// perhaps with the name of the site after it.
func (s *sheet) isTitle(i int) bool {
	line := s.lines[i]
	for _, first := range s.lines[:min(3, i)] {
		if strings.EqualFold(first, line) {
			return true
		}
		for _, sep := range titleSeparators {
			if len(first) > len(line) && strings.EqualFold(first[:len(line)], line) && strings.HasPrefix(first[len(line):], sep) {
				return true
			}
		}
	}
	return false
}

// isFurniture holds for lines that are the page's, or the story's but never
// its headline.
func (s *sheet) isFurniture(i int) bool {
	known, ok := s.furniture[i]
	if !ok {
		known = s.looksFurniture(i)
		s.furniture[i] = known
	}
	return known
}

func (s *sheet) looksFurniture(i int) bool {
	line := s.lines[i]
	if s.date[i] != nil || isChrome(line) || isEnd(line) || readByline(line) != nil {
		return true
	}
	_, ok := isSection(line, s.opts.Sections)
	return ok
}

// textAfter weighs the running text that follows within a story's furniture:
// 5 for three paragraphs, none for none.
func (s *sheet) textAfter(i int) int {
	paragraphs, others := 0, 0
	for j := i + 1; j < len(s.lines) && j <= i+16 && paragraphs < 3; j++ {
		switch {
		case isParagraph(s.lines[j]):
			paragraphs++
		case !s.isFurniture(j):
			if others++; others > 6 {
				return 0
			}
		}
	}
	return []int{0, 2, 4, 5}[paragraphs]
}

// headline is the line without the name of the site.
func (s *sheet) headline(i int) string {
	line := s.lines[i]
	if i > 0 {
		return line
	}
	for _, sep := range []string{" | ", " :: ", " - ", " – ", " — "} {
		if head, site, ok := cutLast(line, sep); ok && utf8.RuneCountInString(head) >= 10 && len(strings.Fields(site)) <= 4 {
			return head
		}
	}
	return line
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):]), true
	}
	return s, "", false
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
