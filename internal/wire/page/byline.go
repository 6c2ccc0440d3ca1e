package page

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
)

var (
	englishBy  = regexp.MustCompile(`^(?:By|BY)\s+[\p{Lu}\[][^.!?]*(?:\b[A-Z]\.[^.!?]*)*$`)
	koreanBy   = regexp.MustCompile(`([가-힣]{2,4})\s*(?:인턴|선임|전문|객원|수습|사진|영상|편집|명예)?\s?(?:기자|특파원|논설위원|리포터|통신원)`)
	koreanJob  = regexp.MustCompile(`\s*(?:인턴|선임|전문|객원|수습|사진|영상|편집|명예)?\s?(?:기자|특파원|논설위원|리포터|통신원)(?:\s|$|[,·=])`)
	mailInLine = regexp.MustCompile(`\S+@\S+\.\S+|\[email\s*protected\]`)
	placeInBy  = regexp.MustCompile(`^[\[(][^\])]{1,30}[\])]\s*`)
)

// readByline reads a line that does nothing but sign the story. It gives the
// names as printed, none where the line is something else.
func readByline(line string) []string {
	if utf8.RuneCountInString(line) > 120 {
		return nil
	}
	bare := strings.TrimSpace(mailInLine.ReplaceAllString(line, " "))
	bare = strings.TrimSpace(placeInBy.ReplaceAllString(bare, ""))
	switch {
	case englishBy.MatchString(bare):
		return wire.Names(bare)
	case koreanBy.MatchString(bare) && !body.EndsSentence(bare) && len(strings.Fields(bare)) <= 8 && koreanRest(bare):
		return koreanNames(bare)
	case bare != line && wire.IsPerson(bare):
		return []string{bare}
	}
	return nil
}

// koreanRest holds where little stands in the line beside names and jobs.
func koreanRest(line string) bool {
	rest := koreanBy.ReplaceAllString(line, "")
	rest = strings.Trim(rest, " ,·ㆍ/|=<>[]()▶■글사진및")
	return utf8.RuneCountInString(rest) <= 8
}

// koreanNames are the names before the words for a reporter.
func koreanNames(line string) []string {
	line = koreanJob.ReplaceAllString(line, " 기자 · ")
	var list []string
	for _, part := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("·ㆍ,/|=<>▶■", r) }) {
		for _, lead := range []string{"글 ", "사진 ", "영상 ", "정리 "} {
			part = strings.TrimPrefix(strings.TrimSpace(part), lead)
		}
		for _, name := range wire.Names(part) {
			if wire.IsPerson(name) {
				list = append(list, name)
			}
		}
	}
	return list
}
