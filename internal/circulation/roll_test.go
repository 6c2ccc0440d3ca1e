package circulation_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

const roll = "\ufeffid,Email,name,locale,Plan,until,note\n" +
	"1,Mina@Ilbo.example,이미나,ko-KR,디지털,2026-06-30,\n" +
	"2,jun@ilbo.example,\"Jun, the \"\"2nd\"\"\",en,,,x\n" +
	"3,no address,A,,,,\n" +
	"4,late@ilbo.example,B,,Digital,soon,\n" +
	"5,two@ilbo.example,C,xx,Paper,2026-06-30,\n" +
	"6,paid@ilbo.example,D,,digital,,\n" +
	"7,last@ilbo.example\n"

func TestRollIsTakenInTwice(t *testing.T) {
	c := openCounter(t)
	c.plan(func(p *ilbo.Plan) { p.Name[ilbo.Korean] = "디지털" })
	plans, err := c.store.Plans(t.Context())
	c.must(err)
	l := &circulation.Roll{Store: c.store, Language: ilbo.English, Clock: c.Clock, Plans: plans}
	for round, want := range []string{"taken 1 2 7", "same 1 2 7"} {
		var taken, same, refused, ignored []string
		for e, err := range circulation.ReadRoll(strings.NewReader(roll), c.Paper.Zone, func(column string) { ignored = append(ignored, column) }) {
			if err == nil {
				err = c.store.Together(t.Context(), func(ctx context.Context) error {
					changed, err := l.Take(ctx, &e)
					if err == nil && changed {
						taken = append(taken, fmt.Sprint(e.Line-1))
					} else if err == nil {
						same = append(same, fmt.Sprint(e.Line-1))
					}
					return err
				})
			}
			if err != nil {
				if ilbo.KindOf(err) != ilbo.Invalid || ilbo.SayOf(err) == "" {
					t.Errorf("line %d: %v", e.Line, err)
				}
				refused = append(refused, fmt.Sprint(e.Line-1))
			}
		}
		got := "taken " + strings.Join(taken, " ")
		if round == 1 {
			got = "same " + strings.Join(same, " ")
		}
		if got != want || strings.Join(refused, " ") != "3 4 5 6" || !slices.Equal(ignored, []string{"id", "note"}) {
			t.Errorf("round %d: %s; refused %v, ignored %v", round, got, refused, ignored)
		}
	}
	mina, err := c.store.ReaderByEmail(t.Context(), "mina@ilbo.example")
	c.must(err)
	if mina.Name != "이미나" || mina.Language != ilbo.Korean {
		t.Errorf("taken in as %+v", mina)
	}
	c.entitled(&mina, ilbo.ToStories)
	c.now = time.Date(2026, 6, 30, 14, 59, 59, 0, time.UTC) // the last second of the day in Seoul
	c.entitled(&mina, ilbo.ToStories)
	c.now = c.now.Add(time.Second)
	c.entitled(&mina, 0)
}

func FuzzRoll(f *testing.F) {
	f.Add(roll)
	f.Add("email\n\"a@b.example\nx\n")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		for e, err := range circulation.ReadRoll(strings.NewReader(text), time.UTC, nil) {
			if err != nil {
				continue
			}
			if clean, err := ilbo.CleanEmail(e.Email); err != nil || clean != e.Email || strings.ContainsAny(e.Name, "\r\n\x00") {
				t.Errorf("%q was taken for %+v", text, e)
			}
		}
	})
}
