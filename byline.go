package ilbo

import (
	"strings"
	"unicode"
)

// A JournalistID is a journalist's name in addresses: "lee-hyo-jin".
type JournalistID string

// A Journalist is somebody whose byline leads to a page of their own.
type Journalist struct {
	ID      JournalistID `json:"id"`
	Name    Words        `json:"name"`
	Title   Words        `json:"title,omitempty"` // "Diplomacy reporter"
	Bio     Words        `json:"bio,omitempty"`
	Picture PictureID    `json:"picture,omitempty"`
}

// A Byline says who wrote a story. Journalist is empty for a guest, an agency
// or a desk, whose name leads nowhere.
type Byline struct {
	Name       string       `json:"name"`
	Journalist JournalistID `json:"journalist,omitempty"`
}

// A Dateline is the place and day that a story was filed from. Place is as
// printed, in the story's language: "BUSAN", "부산".
type Dateline struct {
	Place string `json:"place,omitempty"`
}

// bylineSeparators stand between two names; the longer ones first.
var bylineSeparators = []string{" and ", " & ", "; ", ";", ", ", "·", "ㆍ", " 및 "}

// ReadBylines takes a printed byline apart: "By Lee Hyo-jin and Kim Da-on"
// gives two names, "이효진 기자" gives 이효진. Titles and addresses for mail go.
func ReadBylines(line string) []Byline {
	line = Clean(line)
	for _, lead := range []string{"By ", "by ", "BY ", "글 ", "글·사진 "} {
		line = strings.TrimPrefix(line, lead)
	}
	for _, sep := range bylineSeparators {
		line = strings.ReplaceAll(line, sep, "\x00")
	}
	var list []Byline
	for name := range strings.SplitSeq(line, "\x00") {
		if name = bylineName(name); name != "" {
			list = append(list, Byline{Name: name})
		}
	}
	return list
}

// bylineName strips what is no part of a name: an address for mail, and the
// Korean word for a reporter after it.
func bylineName(s string) string {
	const around = " ,|/()[]"
	fields := strings.FieldsFunc(strings.Trim(s, around), unicode.IsSpace)
	kept := fields[:0]
	for _, f := range fields {
		if strings.Contains(f, "@") {
			continue
		}
		kept = append(kept, f)
	}
	for len(kept) > 1 && (kept[len(kept)-1] == "기자" || kept[len(kept)-1] == "특파원") {
		kept = kept[:len(kept)-1]
	}
	return strings.Trim(strings.Join(kept, " "), around)
}
