package reader

import (
	"fmt"
	"strings"
	"time"

	"ilbo.press"
)

// newsWords are what the page of newsletters says.
type newsWords struct {
	Title, Say, Choose, None, EveryDay, Days, ByHand string
	Counted                                          string   // of those whose opens are counted
	Weekdays                                         []string // from Sunday
	Between                                          string   // two of them
}

var englishNews = newsWords{
	Title: "Newsletters", Say: "They are sent to %s, each at its hour where you live: %s. Your profile says where that is.", Choose: "Send me", None: "There are no newsletters yet.",
	Counted:  "It is counted how often it is opened, and not by whom.",
	EveryDay: "Every day at %02d:00", Days: "%s at %02d:00", ByHand: "when the newsroom writes it", Between: ", ",
	Weekdays: []string{"Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"},
}

var koreanNews = newsWords{
	Title: "뉴스레터", Say: "%s 주소로, 계신 곳(%s)의 시각에 맞추어 보냅니다. 시간대는 내 정보에서 바꿉니다.", Choose: "받을 뉴스레터", None: "아직 뉴스레터가 없습니다.",
	Counted:  "몇 번 열렸는지만 세고, 누가 열었는지는 알지 못합니다.",
	EveryDay: "매일 %02d시", Days: "%s %02d시", ByHand: "편집국이 쓸 때마다", Between: "·",
	Weekdays: []string{"일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"},
}

// when says on which days and at which hour a newsletter appears.
func (w *newsWords) when(n *ilbo.Newsletter) string {
	say := fmt.Sprintf(w.EveryDay, n.Hour)
	if n.Days != ilbo.Everyday {
		var days []string
		for _, d := range []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday} {
			if n.Days.Has(d) {
				days = append(days, w.Weekdays[d])
			}
		}
		say = fmt.Sprintf(w.Days, strings.Join(days, w.Between), n.Hour)
	}
	if n.ByHand() {
		say += ", " + w.ByHand
	}
	return say
}
