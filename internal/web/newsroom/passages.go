package newsroom

import (
	"fmt"
	"net/http"
	"strconv"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

// A PassagesPage is where the meter leads: see sell/passages.html.
type PassagesPage struct {
	SellPage
	By       []Link // weeks or months
	Monthly  bool
	Doors    Chart
	Sold     Chart
	Compared []ComparedRow
	Periods  []PassageRow
	Stories  []PassageRow
	CSV      string
}

// A PassageRow is how many browsers came to each step in a period, or at a story,
// and how many of a hundred at the door subscribed.
type PassageRow struct {
	Name, URL string
	Lang      ilbo.Language
	Counts    []string // in the order of [ilbo.MeterSteps]
	Rate      string
}

// A ComparedRow is a number and the one of the while before.
type ComparedRow struct{ Name, Now, Before, Change string }

func (v *visit) passages() (circulation.Passages, bool, error) {
	monthly := v.r.URL.Query().Get("by") == "month"
	p, err := v.Office.Passages(v.r.Context(), &v.staff.Staff, monthly)
	return p, monthly, err
}

func (n *Newsroom) passagesPage(v *visit) error {
	f, monthly, err := v.passages()
	if err != nil {
		return err
	}
	const at = Root + "/circulation/meter"
	p := &PassagesPage{SellPage: v.sellPage(func(w *Words) string { return w.Passages.Title }), Monthly: monthly, CSV: at + ".csv?by=week"}
	w := &p.W.Passages
	p.By = []Link{{w.Weeks, at, !monthly}, {w.Months, at + "?by=month", monthly}}
	if monthly {
		p.CSV = at + ".csv?by=month"
	}
	say := func(n int64) string { return grouped(int(n)) }
	doors := charting{id: "doors", title: w.Steps[ilbo.AtDoor], say: say}
	sold := charting{id: "sold", title: w.Steps[ilbo.Ordered] + " · " + w.Steps[ilbo.Subscribed], say: say}
	for _, period := range f.Periods {
		name, label := periodName(period, monthly), period.From.Format("01-02")
		if monthly {
			label = period.From.Format("01")
		}
		p.Periods = append(p.Periods, PassageRow{Name: name, Counts: counts(period.Steps), Rate: partOf(period.Steps[ilbo.Subscribed], period.Steps[ilbo.AtDoor])})
		doors.labels, doors.up = append(doors.labels, label), append(doors.up, int64(period.Steps[ilbo.AtDoor]))
		sold.labels, sold.up = append(sold.labels, label), append(sold.up, int64(period.Steps[ilbo.Subscribed]))
		sold.before = append(sold.before, int64(period.Steps[ilbo.Ordered]))
	}
	now, before := f.Now, f.Before
	doors.says = fmt.Sprintf(w.DoorsSay, grouped(now[ilbo.AtDoor]), grouped(before[ilbo.AtDoor]))
	sold.says = fmt.Sprintf(w.SoldSay, grouped(now[ilbo.Subscribed]), grouped(before[ilbo.Subscribed]))
	p.Doors, p.Sold = doors.draw(), sold.draw()
	for _, step := range ilbo.MeterSteps() {
		p.Compared = append(p.Compared, ComparedRow{w.Steps[step], grouped(now[step]), grouped(before[step]), change(now[step], before[step])})
	}
	if p.Stories, err = v.sellers(w, f.Stories); err != nil {
		return err
	}
	return v.show(http.StatusOK, "passages", p)
}

// periodName is a week by its first day, or a month.
func periodName(p circulation.Period, monthly bool) string {
	if monthly {
		return p.From.Format("2006-01")
	}
	return p.From.Format("2006-01-02")
}

func counts(steps map[ilbo.MeterStep]int) (all []string) {
	for _, step := range ilbo.MeterSteps() {
		all = append(all, grouped(steps[step]))
	}
	return all
}

// sellers are the stories at which browsers met the meter, by their headlines;
// those that readers do not see any more, by their numbers.
func (v *visit) sellers(w *passageWords, rows []ilbo.MeterRow) (all []PassageRow, err error) {
	ids := make([]ilbo.StoryID, len(rows))
	for i := range rows {
		ids[i] = rows[i].Story
	}
	found, err := v.Store.TeasersByID(v.r.Context(), ids, v.Clock())
	if err != nil {
		return nil, err
	}
	byID := map[ilbo.StoryID]ilbo.Teaser{}
	for _, t := range found {
		byID[t.ID] = t
	}
	for _, r := range rows {
		row := PassageRow{Name: fmt.Sprintf(w.Gone, r.Story), Lang: v.language(), Counts: counts(r.Steps), Rate: partOf(r.Steps[ilbo.Subscribed], r.Steps[ilbo.AtDoor])}
		if t, there := byID[r.Story]; there {
			row.Name, row.Lang, row.URL = t.Headline, t.Language, string(t.Path)
			if v.staff.May(ilbo.MaySeeReading, "", false) {
				row.URL = readAddress(r.Story)
			}
		}
		all = append(all, row)
	}
	return all, nil
}

func passageHead(first ...string) []string {
	for _, step := range ilbo.MeterSteps() {
		first = append(first, string(step))
	}
	return first
}

func passageCells(steps map[ilbo.MeterStep]int, first ...string) []string {
	for _, step := range ilbo.MeterSteps() {
		first = append(first, strconv.Itoa(steps[step]))
	}
	return first
}

func (n *Newsroom) passagesFile(v *visit) error {
	f, monthly, err := v.passages()
	if err != nil {
		return err
	}
	rows := [][]string{passageHead("from")}
	for _, p := range f.Periods {
		rows = append(rows, passageCells(p.Steps, p.From.Format("2006-01-02")))
	}
	if monthly {
		return v.sheet("meter-months", rows)
	}
	return v.sheet("meter-weeks", rows)
}

func (n *Newsroom) sellersFile(v *visit) error {
	f, _, err := v.passages()
	if err != nil {
		return err
	}
	named, err := v.sellers(&wordsIn(v.language()).Passages, f.Stories)
	if err != nil {
		return err
	}
	rows := [][]string{passageHead("story", "headline")}
	for i, r := range f.Stories {
		rows = append(rows, passageCells(r.Steps, strconv.FormatInt(int64(r.Story), 10), named[i].Name))
	}
	return v.sheet("meter-stories", rows)
}
