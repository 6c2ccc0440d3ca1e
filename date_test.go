package ilbo_test

import (
	"testing"
	"time"

	"ilbo.press"
)

func TestDaysAreWrittenAsThePaperDoes(t *testing.T) {
	at := time.Date(2026, time.September, 4, 9, 5, 0, 0, time.UTC)
	for l, want := range map[ilbo.Language][3]string{
		ilbo.English: {"Sept. 4, 2026", "Sept. 4", "Sept. 4, 2026, 09:05"},
		ilbo.Korean:  {"2026년 9월 4일", "9월 4일", "2026년 9월 4일 09:05"},
	} {
		if got := [3]string{l.Day(at), l.ShortDay(at), l.Minute(at)}; got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
}
