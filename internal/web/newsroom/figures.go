package newsroom

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

// A FiguresPage is how the paper sells: see sell/figures.html.
type FiguresPage struct {
	SellPage
	States []string // the names of the columns
	Plans  []PlanRow
	Months []MonthRow
	Moves  Chart   // starts above the line, stops below it
	Sales  []Chart // one a currency
}

// A PlanRow is a plan and its subscriptions, by state.
type PlanRow struct {
	Name, URL string
	Counts    []string
}

// A MonthRow is a month.
type MonthRow struct{ Month, Starts, Stops, Sales string }

// A Chart is bars, drawn where the page is made: with no script, and said in words.
type Chart struct {
	Title string
	Axis  int // where the line is
	Bars  []Bar
}

// A Bar is one, in the units of the drawing, with what it says.
type Bar struct {
	X, Y, Height int
	Down         bool
	Label, Says  string
	LabelX       int
}

// The size of a chart: bars of a width in steps, so high above and below the line.
const (
	barStep  = 40
	barWidth = 26
	barsUp   = 120
	barsDown = 60
)

var statesShown = []ilbo.SubscriptionState{ilbo.Running, ilbo.OnTrial, ilbo.Late, ilbo.Leaving, ilbo.Awaited, ilbo.Over}

func (n *Newsroom) figuresPage(v *visit) error {
	f, err := n.Office.Figures(v.r.Context(), &v.staff.Staff)
	if err != nil {
		return err
	}
	p := &FiguresPage{SellPage: v.sellPage(func(w *Words) string { return w.Sell.Overview })}
	w := &p.W.Sell
	for _, s := range statesShown {
		p.States = append(p.States, w.States[s])
	}
	for _, plan := range f.Plans {
		row := PlanRow{Name: plan.Plan.Name.In(p.Lang), URL: fmt.Sprintf("%s/circulation/subscribers?plan=%d", Root, plan.Plan.ID)}
		for _, s := range statesShown {
			row.Counts = append(row.Counts, strconv.Itoa(plan.States[s]))
		}
		p.Plans = append(p.Plans, row)
	}
	var moves, falls []int64
	var labels []string
	for _, m := range f.Months {
		row := MonthRow{Month: m.Month.Format("2006-01"), Starts: strconv.Itoa(m.Starts), Stops: strconv.Itoa(m.Stops)}
		for _, sum := range m.Sales {
			if row.Sales != "" {
				row.Sales += ", "
			}
			row.Sales += sum.In(p.Lang)
		}
		p.Months = append(p.Months, row)
		moves, falls, labels = append(moves, int64(m.Starts)), append(falls, int64(m.Stops)), append(labels, m.Month.Format("01"))
	}
	p.Moves = chart(w.Starts+" · "+w.Stops, labels, moves, falls, func(n int64) string { return strconv.FormatInt(n, 10) })
	for _, c := range currencies {
		sums, any := salesIn(&f, c)
		if any {
			p.Sales = append(p.Sales, chart(w.Revenue+", "+string(c), labels, sums, nil, func(n int64) string { return ilbo.Money{Amount: n, Currency: c}.In(p.Lang) }))
		}
	}
	return v.show(http.StatusOK, "figures", p)
}

// salesIn are the sales of each month in a currency, and whether there are any.
func salesIn(f *circulation.Figures, c ilbo.Currency) (sums []int64, any bool) {
	for _, m := range f.Months {
		var sum int64
		for _, s := range m.Sales {
			if s.Currency == c {
				sum, any = s.Amount, true
			}
		}
		sums = append(sums, sum)
	}
	return sums, any
}

// chart draws what rises above a line and what falls below it, on one scale.
func chart(title string, labels []string, up, down []int64, says func(int64) string) Chart {
	most := int64(1)
	for i := range up {
		most = max(most, up[i], -up[i])
		if down != nil {
			most = max(most, down[i])
		}
	}
	c := Chart{Title: title, Axis: barsUp + 16}
	bar := func(i int, n int64, below bool) {
		room := int64(barsUp)
		if below {
			room = barsDown
		}
		h := int(min(room, n*barsUp/most))
		if h == 0 && n > 0 {
			h = 1
		}
		b := Bar{X: i*barStep + 8, Y: c.Axis - h, Height: h, Down: below, Says: labels[i] + ": " + says(n)}
		if below {
			b.Y, b.Says = c.Axis, labels[i]+": −"+says(n)
		} else {
			b.Label, b.LabelX = labels[i], b.X+barWidth/2
		}
		c.Bars = append(c.Bars, b)
	}
	for i := range up {
		bar(i, max(up[i], 0), false)
		if down != nil {
			bar(i, down[i], true)
		} else if up[i] < 0 {
			bar(i, -up[i], true) // more was paid back than was sold
		}
	}
	return c
}

// figuresFile is the months as CSV: RFC 4180, with whole numbers in the smallest
// unit of each currency.
func (n *Newsroom) figuresFile(v *visit) error {
	f, err := n.Office.Figures(v.r.Context(), &v.staff.Staff)
	if err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="circulation.csv"`)
	out := csv.NewWriter(v.w)
	head := []string{"month", "starts", "stops"}
	for _, c := range currencies {
		head = append(head, "sales_"+string(c))
	}
	out.Write(head) // whoever asked may have gone: Flush keeps the error
	for i, m := range f.Months {
		row := []string{m.Month.Format("2006-01"), strconv.Itoa(m.Starts), strconv.Itoa(m.Stops)}
		for _, c := range currencies {
			sums, _ := salesIn(&f, c)
			row = append(row, strconv.FormatInt(sums[i], 10))
		}
		out.Write(row)
	}
	out.Flush()
	return nil
}
