package ilbo

import (
	"fmt"
	"time"
)

var months = [...]string{"Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."}

// Day is the day of a moment, in its own zone, as the paper writes it in the
// language: "Nov. 24, 2026", "2026년 11월 24일".
func (l Language) Day(t time.Time) string {
	if l == Korean {
		return fmt.Sprintf("%d년 %s", t.Year(), l.ShortDay(t))
	}
	return fmt.Sprintf("%s, %d", l.ShortDay(t), t.Year())
}

// ShortDay is a day whose year goes without saying: "Nov. 24", "11월 24일".
func (l Language) ShortDay(t time.Time) string {
	if l == Korean {
		return fmt.Sprintf("%d월 %d일", t.Month(), t.Day())
	}
	return fmt.Sprintf("%s %d", months[t.Month()-1], t.Day())
}

// Minute is a moment to the minute: "Nov. 24, 2026, 09:05", "2026년 11월 24일 09:05".
func (l Language) Minute(t time.Time) string {
	comma := ", "
	if l == Korean {
		comma = " "
	}
	return l.Day(t) + comma + t.Format("15:04")
}
