package newsroom

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
)

// A ReadingPage is what is read, and how far: see reading/reading.html.
type ReadingPage struct {
	*Frame
	Spans, Languages, Sections []Link
	Days                       Chart
	DayRows                    []ReadDayRow
	Rows                       []ReadingRow
	CSV, DaysCSV               string
}

// A ReadingRow is a story that is read.
type ReadingRow struct {
	Headline, URL, Section, Published string
	Lang                              ilbo.Language
	N, Was, Change, End, Median       string
	Line, Area                        string // of a small curve; empty: none said how far it got
}

// A ReadDayRow is a day, and the one a month before.
type ReadDayRow struct{ Day, N, Was string }

// A ReadStoryPage is how one story is read: see reading/story.html.
type ReadStoryPage struct {
	*Frame
	Headline, Published string
	StoryLang           ilbo.Language
	Desk, Public        string // addresses
	Total, Was, Change  string
	Told                string // empty: none said how far it got
	Depth               Curve
	Times, Days         Chart
	Quarters, Spans     []Fact
	DayRows             []ReadDayRow
	CSV                 string
}

// A Fact is something and its number.
type Fact struct{ Name, Value string }

// Of how many stories a page tells, and a file.
const (
	readShown = 50
	readFiled = 1_000
)

func (n *Newsroom) readingRoutes(may func(p ilbo.Permission, pattern string, do func(*visit) error)) {
	const at = Root + "/reading"
	may(ilbo.MaySeeReading, "GET "+at, n.readingPage)
	may(ilbo.MaySeeReading, "GET "+at+"/stories.csv", n.readingFile)
	may(ilbo.MaySeeReading, "GET "+at+"/days.csv", n.readDaysFile)
	may(ilbo.MaySeeReading, "GET "+at+"/{id}", n.readStoryPage)
	may(ilbo.MaySeeReading, "GET "+at+"/{id}/days.csv", n.readStoryFile)
}

func readAddress(id ilbo.StoryID) string { return fmt.Sprintf("%s/reading/%d", Root, id) }

// whatIsRead is what a page of what is read is asked for. What makes no sense is as
// nothing.
func (v *visit) whatIsRead() front.WhatIsRead {
	q := v.r.URL.Query()
	w := front.WhatIsRead{Span: front.Today, Limit: readShown}
	for _, s := range front.Spans() {
		if string(s) == q.Get("span") {
			w.Span = s
		}
	}
	if l := ilbo.Language(q.Get("language")); v.Paper.Publishes(l) {
		w.Language = l
	}
	if s := ilbo.SectionID(q.Get("section")); len(s) < 100 && s.Check() == nil {
		w.Section = s
	}
	return w
}

func query(w *front.WhatIsRead) string {
	return "?" + url.Values{"span": {string(w.Span)}, "language": {string(w.Language)}, "section": {string(w.Section)}}.Encode()
}

func (n *Newsroom) readingPage(v *visit) error {
	asked := v.whatIsRead()
	read, err := n.Fronts.Reading(v.r.Context(), &v.staff.Staff, asked, n.Paper.Zone)
	if err != nil {
		return err
	}
	days, before, err := n.Fronts.ReadDays(v.r.Context(), &v.staff.Staff, asked, 0, n.Paper.Zone)
	if err != nil {
		return err
	}
	p := &ReadingPage{Frame: v.frame(func(w *Words) string { return w.Reading.Title }), CSV: Root + "/reading/stories.csv" + query(&asked), DaysCSV: Root + "/reading/days.csv" + query(&asked)}
	w := &p.W.Reading
	for _, s := range front.Spans() {
		p.Spans = append(p.Spans, Link{w.Spans[s], string(s), s == asked.Span})
	}
	p.Languages = []Link{{Name: w.AllLanguages}}
	for _, l := range n.Paper.Languages {
		p.Languages = append(p.Languages, Link{wordsIn(l).Language, string(l), l == asked.Language})
	}
	sections, err := v.sectionChoices(p.Lang, asked.Section)
	if err != nil {
		return err
	}
	p.Sections = append([]Link{{Name: w.AllSections}}, sections...)
	names := map[string]string{}
	for _, s := range sections {
		names[s.URL] = strings.TrimPrefix(s.Name, "· ")
	}
	p.Days, p.DayRows = v.daysChart(w, days, before)
	for i := range read {
		p.Rows = append(p.Rows, v.readingRow(w, &read[i], names))
	}
	return v.show(http.StatusOK, "reading", p)
}

func (v *visit) readingRow(w *readingWords, r *front.Reading, sections map[string]string) ReadingRow {
	row := ReadingRow{Headline: r.Headline, Lang: r.Language, URL: readAddress(r.ID), Section: sections[string(r.Section)], Published: v.when(r.Published),
		N: grouped(r.N), Was: grouped(r.Was), Change: change(r.N, r.Was), End: inPercent(r.ToQuarter(4)), Median: w.median(&r.Depth)}
	if r.Told > 0 {
		row.Line, row.Area, _ = shape(&r.Depth, smallWide, smallHigh, 0)
	}
	return row
}

// daysChart draws the days of a month with those of the month before.
func (v *visit) daysChart(w *readingWords, days, before []ilbo.ReadDay) (Chart, []ReadDayRow) {
	c := charting{id: "days", title: w.ByDay, labels: nil, say: func(n int64) string { return grouped(int(n)) }}
	var rows []ReadDayRow
	sum, was := 0, 0
	for i, d := range days {
		c.labels, c.up = append(c.labels, dayLabel(d.Day)), append(c.up, int64(d.N))
		row := ReadDayRow{Day: d.Day, N: grouped(d.N)}
		if i < len(before) {
			c.before = append(c.before, int64(before[i].N))
			row.Was, was = grouped(before[i].N), was+before[i].N
		}
		sum += d.N
		rows = append(rows, row)
	}
	c.says = fmt.Sprintf(w.DaysSay, grouped(sum), grouped(was))
	return c.draw(), rows
}

// span says one of [ilbo.ReadTimes].
func (w *readingWords) span(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf(w.Seconds, int(d.Seconds()))
	}
	return fmt.Sprintf(w.Minutes, int(d.Minutes()))
}

// median says how long half of the readings lasted at least.
func (w *readingWords) median(d *ilbo.Depth) string {
	switch {
	case d.Told == 0:
		return "–"
	case d.Median() == 0:
		return "< " + w.span(ilbo.ReadTimes[0])
	}
	return "≥ " + w.span(d.Median())
}

func (n *Newsroom) readingFile(v *visit) error {
	asked := v.whatIsRead()
	asked.Limit = readFiled
	read, err := n.Fronts.Reading(v.r.Context(), &v.staff.Staff, asked, n.Paper.Zone)
	if err != nil {
		return err
	}
	rows := [][]string{append([]string{"story", "language", "section", "published", "path", "headline", "readings", "readings_before"}, depthHead()...)}
	for i := range read {
		r := &read[i]
		rows = append(rows, append([]string{strconv.FormatInt(int64(r.ID), 10), string(r.Language), string(r.Section), r.Published.In(n.Paper.Zone).Format(time.RFC3339), string(r.Path), r.Headline,
			strconv.Itoa(r.N), strconv.Itoa(r.Was)}, depthRow(&r.Depth)...))
	}
	return v.sheet("reading-"+string(asked.Span), rows)
}

func depthHead() []string {
	head := []string{"told"}
	for q := range len(ilbo.Depth{}.Quarters) {
		head = append(head, fmt.Sprintf("to_%d_percent", 25*(q+1)))
	}
	for _, t := range ilbo.ReadTimes {
		head = append(head, fmt.Sprintf("for_%d_seconds", int(t.Seconds())))
	}
	return head
}

func depthRow(d *ilbo.Depth) []string {
	row := []string{strconv.Itoa(d.Told)}
	for _, n := range d.Quarters {
		row = append(row, strconv.Itoa(n))
	}
	for _, n := range d.Times {
		row = append(row, strconv.Itoa(n))
	}
	return row
}

func (n *Newsroom) readDaysFile(v *visit) error { return v.daysFile(v.whatIsRead(), 0) }

func (n *Newsroom) readStoryFile(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	return v.daysFile(front.WhatIsRead{}, id)
}

func (v *visit) daysFile(asked front.WhatIsRead, story ilbo.StoryID) error {
	days, before, err := v.Fronts.ReadDays(v.r.Context(), &v.staff.Staff, asked, story, v.Paper.Zone)
	if err != nil {
		return err
	}
	rows := [][]string{append([]string{"day", "readings", "readings_before"}, depthHead()...)}
	for i := range days {
		was := ""
		if i < len(before) {
			was = strconv.Itoa(before[i].N)
		}
		rows = append(rows, append([]string{days[i].Day, strconv.Itoa(days[i].N), was}, depthRow(&days[i].Depth)...))
	}
	return v.sheet("reading-days", rows)
}

func (n *Newsroom) readStoryPage(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	found, err := n.Store.TeasersByID(v.r.Context(), []ilbo.StoryID{id}, n.Clock())
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("what is read of story %d: %w", id, ilbo.NotFound) // readers see none of that number
	}
	days, before, err := n.Fronts.ReadDays(v.r.Context(), &v.staff.Staff, front.WhatIsRead{}, id, n.Paper.Zone)
	if err != nil {
		return err
	}
	t := found[0]
	p := &ReadStoryPage{Frame: v.frame(func(*Words) string { return t.Headline }), Headline: t.Headline, StoryLang: t.Language, Published: v.when(t.Published), Desk: storyAddress(id), Public: string(t.Path),
		CSV: readAddress(id) + "/days.csv"}
	w := &p.W.Reading
	p.Days, p.DayRows = v.daysChart(w, days, before)
	sum, was, d := addedUp(days, before)
	p.Total, p.Was, p.Change = grouped(sum), grouped(was), change(sum, was)
	if d.Told > 0 {
		p.Told = fmt.Sprintf(w.ToldSay, grouped(d.Told))
		p.drawDepth(w, &d)
	}
	return v.show(http.StatusOK, "reading-story", p)
}

// addedUp are the readings of days and of those before, and how far they got.
func addedUp(days, before []ilbo.ReadDay) (sum, was int, d ilbo.Depth) {
	for _, day := range days {
		sum += day.N
		d.Add(day.Depth)
	}
	for _, day := range before {
		was += day.N
	}
	return sum, was, d
}

func (p *ReadStoryPage) drawDepth(w *readingWords, d *ilbo.Depth) {
	c := &p.Depth
	c.ID, c.Title, c.Says = "depth", w.HowFar, fmt.Sprintf(w.EndSay, inPercent(d.ToQuarter(4)))
	var ys []int
	c.Line, c.Area, ys = shape(d, curveWide, curveHigh, chartTop)
	for q, y := range ys {
		part := "100 %"
		if q > 0 {
			part = inPercent(d.ToQuarter(q))
			p.Quarters = append(p.Quarters, Fact{w.Quarters[q-1], part})
		}
		c.Marks = append(c.Marks, CurveMark{X: curveWide * q / len(d.Quarters), Y: y, Label: fmt.Sprintf("%d/%d", q, len(d.Quarters)), Says: part})
	}
	times := charting{id: "times", title: w.HowLong, says: fmt.Sprintf(w.MedianSay, w.median(d)), say: func(n int64) string { return fmt.Sprintf("%d %%", n) }}
	for i, t := range ilbo.ReadTimes {
		times.labels, times.up = append(times.labels, w.span(t)), append(times.up, int64(d.ForTime(i)))
		p.Spans = append(p.Spans, Fact{w.span(t), inPercent(d.ForTime(i))})
	}
	p.Times = times.draw()
}

// readOf is how a story was read in the last month, for the page that it is written
// on; empty where nobody did, or who looks may not see it.
func (v *visit) readOf(f *Frame, id ilbo.StoryID) (string, error) {
	if !v.staff.May(ilbo.MaySeeReading, "", false) {
		return "", nil
	}
	days, before, err := v.Fronts.ReadDays(v.r.Context(), &v.staff.Staff, front.WhatIsRead{}, id, v.Paper.Zone)
	sum, _, d := addedUp(days, before)
	if err != nil || sum == 0 {
		return "", err
	}
	w := &f.W.Reading
	if d.Told == 0 {
		return fmt.Sprintf(w.ReadBy, grouped(sum)), nil
	}
	return fmt.Sprintf(w.ReadBy, grouped(sum)) + ", " + fmt.Sprintf(w.EndSay, inPercent(d.ToQuarter(4))), nil
}
