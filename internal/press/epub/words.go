package epub

import (
	"fmt"
	"strings"
	"time"

	"ilbo.press"
)

// words are what the book itself says.
type words struct {
	by                           func(names []string) string
	at                           func(t time.Time) string
	cover, contents, front, page string
	begin, guide, film, web      string
	printed                      string // what the pages are of
	summary                      string // of what it does for those who do not see, or not well
	corrections                  map[ilbo.CorrectionKind]string
}

var said = map[ilbo.Language]*words{
	ilbo.English: {
		by: func(names []string) string {
			if n := len(names); n > 1 {
				return "By " + strings.Join(names[:n-1], ", ") + " and " + names[n-1]
			}
			return "By " + names[0]
		},
		at:    func(t time.Time) string { return t.Format("January 2, 2006, 15:04") },
		cover: "Cover", contents: "Contents", front: "Front page", page: "Printed pages",
		begin: "First story", guide: "Guide", film: "Film", web: "On the web", printed: "The printed edition of %s",
		summary:     "Text that can be set in any size and read aloud, with headings, a table of contents and the places where printed pages begin.",
		corrections: map[ilbo.CorrectionKind]string{ilbo.CorrectionOfFact: "Correction", ilbo.Clarification: "Clarification", ilbo.Retraction: "Retraction"},
	},
	ilbo.Korean: {
		by: func(names []string) string { return strings.Join(names, "·") + " 기자" },
		at: func(t time.Time) string {
			return fmt.Sprintf("%d년 %d월 %d일 %s", t.Year(), int(t.Month()), t.Day(), t.Format("15:04"))
		},
		cover: "표지", contents: "차례", front: "1면", page: "지면",
		begin: "첫 기사", guide: "길잡이", film: "영상", web: "누리집", printed: "%s 지면",
		summary:     "글자 크기를 바꾸거나 소리 내어 읽게 할 수 있는 글이며, 제목과 차례, 지면이 시작되는 곳의 표시가 있습니다.",
		corrections: map[ilbo.CorrectionKind]string{ilbo.CorrectionOfFact: "바로잡습니다", ilbo.Clarification: "알려드립니다", ilbo.Retraction: "취소합니다"},
	},
}
