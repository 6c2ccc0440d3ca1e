package press

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

// words are what the press itself says.
type words struct {
	by          func(names []string) string
	film, web   string
	briefs      string
	inside      string
	on, from    string // "Continued on %s", "From %s"
	date        func(t time.Time) string
	number      string
	corrections map[ilbo.CorrectionKind]string
	filler      []string
	founded     string

	almanac, day, left, week, newMoon, fullMoon string
	dayOf, days                                 string
	short                                       func(t time.Time) string
}

var english = &words{
	by: func(names []string) string {
		switch n := len(names); n {
		case 1:
			return "By " + names[0]
		default:
			return "By " + strings.Join(names[:n-1], ", ") + " and " + names[n-1]
		}
	},
	film: "Film", web: "On the web", briefs: "In brief", inside: "Inside today",
	on: "Continued on %s", from: "From %s", number: "No. %s", founded: "Founded %d",
	almanac: "Almanac", day: "Day of the year", left: "Left of it", week: "Week", newMoon: "New moon", fullMoon: "Full moon", dayOf: "%d of %d", days: "%d days",
	short:       func(t time.Time) string { return t.Format("January 2") },
	date:        func(t time.Time) string { return t.Format("Monday, January 2, 2006") },
	corrections: map[ilbo.CorrectionKind]string{ilbo.CorrectionOfFact: "Correction", ilbo.Clarification: "Clarification", ilbo.Retraction: "Retraction"},
	filler:      []string{"Read it before the kettle boils.", "The paper, on paper and in your pocket.", "Write to us. We read letters."},
}

var korean = &words{
	by:   func(names []string) string { return strings.Join(names, "·") + " 기자" },
	film: "영상", web: "누리집", briefs: "짧은 소식", inside: "오늘의 지면",
	on: "%s면에 계속", from: "%s면에서 이어짐", number: "제%s호", founded: "%d년 창간",
	almanac: "오늘의 달력", day: "올해", left: "남은 날", week: "주차", newMoon: "삭", fullMoon: "보름달", dayOf: "%d일째 (모두 %d일)", days: "%d일",
	short: func(t time.Time) string { return fmt.Sprintf("%d월 %d일", int(t.Month()), t.Day()) },
	date: func(t time.Time) string {
		return fmt.Sprintf("%d년 %d월 %d일 %s요일", t.Year(), int(t.Month()), t.Day(), [...]string{"일", "월", "화", "수", "목", "금", "토"}[t.Weekday()])
	},
	corrections: map[ilbo.CorrectionKind]string{ilbo.CorrectionOfFact: "바로잡습니다", ilbo.Clarification: "알려드립니다", ilbo.Retraction: "취소합니다"},
	filler:      []string{"물이 끓기 전에 읽는 아침 신문.", "종이로도, 손안에서도.", "편지를 보내 주세요. 다 읽습니다."},
}

func itoa(n int) string { return strconv.Itoa(n) }

// grouped is a number with its thousands apart.
func grouped(n int) string {
	s := itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
