package newsroom

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

// A FiguresPage is how the paper sells: see sell/figures.html.
type FiguresPage struct {
	SellPage
	States   []string // the names of the columns
	Plans    []PlanRow
	Months   []MonthRow
	Moves    Chart   // starts above the line, stops below it
	Sales    []Chart // one a currency
	Compared []ComparedRow
}

// A PlanRow is a plan and its subscriptions, by state.
type PlanRow struct {
	Name, URL string
	Counts    []string
}

// A MonthRow is a month.
type MonthRow struct{ Month, Starts, Stops, Sales string }

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
	now, before := &f.Now, &f.Before
	p.Compared = append(p.Compared, ComparedRow{w.Starts, grouped(now.Starts), grouped(before.Starts), change(now.Starts, before.Starts)}, ComparedRow{w.Stops, grouped(now.Stops), grouped(before.Stops), change(now.Stops, before.Stops)})
	moved := charting{id: "moves", title: w.Starts + " · " + w.Stops, says: fmt.Sprintf(w.MovesSay, grouped(now.Starts), grouped(now.Stops)), labels: labels, up: moves, down: falls, say: func(n int64) string { return grouped(int(n)) }}
	p.Moves = moved.draw()
	for _, c := range currencies {
		sums, any := salesIn(f.Months, c)
		if !any {
			continue
		}
		say := func(n int64) string { return ilbo.Money{Amount: n, Currency: c}.In(p.Lang) }
		is, was := salesOf(now, c), salesOf(before, c)
		sold := charting{id: "sales-" + strings.ToLower(string(c)), title: w.Revenue + ", " + string(c), says: fmt.Sprintf(w.SalesSay, say(is), say(was)), labels: labels, up: sums, say: say}
		p.Sales = append(p.Sales, sold.draw())
		p.Compared = append(p.Compared, ComparedRow{w.Revenue + ", " + string(c), say(is), say(was), change(int(is), int(was))})
	}
	return v.show(http.StatusOK, "figures", p)
}

// salesIn are the sales of each month in a currency, and whether there are any.
func salesIn(months []circulation.MonthFigure, c ilbo.Currency) (sums []int64, any bool) {
	for _, m := range months {
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

func salesOf(m *circulation.MonthFigure, c ilbo.Currency) int64 {
	sums, _ := salesIn([]circulation.MonthFigure{*m}, c)
	return sums[0]
}

// figuresFile is the months as CSV, with whole numbers in the smallest unit of each
// currency.
func (n *Newsroom) figuresFile(v *visit) error {
	f, err := n.Office.Figures(v.r.Context(), &v.staff.Staff)
	if err != nil {
		return err
	}
	head := []string{"month", "starts", "stops"}
	for _, c := range currencies {
		head = append(head, "sales_"+string(c))
	}
	rows := [][]string{head}
	for i, m := range f.Months {
		row := []string{m.Month.Format("2006-01"), strconv.Itoa(m.Starts), strconv.Itoa(m.Stops)}
		for _, c := range currencies {
			sums, _ := salesIn(f.Months, c)
			row = append(row, strconv.FormatInt(sums[i], 10))
		}
		rows = append(rows, row)
	}
	return v.sheet("circulation", rows)
}

// plansFile is the plans by what their subscriptions are now, as CSV.
func (n *Newsroom) plansFile(v *visit) error {
	f, err := n.Office.Figures(v.r.Context(), &v.staff.Staff)
	if err != nil {
		return err
	}
	head := []string{"plan", "name"}
	for _, s := range statesShown {
		head = append(head, string(s))
	}
	rows := [][]string{head}
	for _, p := range f.Plans {
		row := []string{strconv.FormatInt(int64(p.Plan.ID), 10), p.Plan.Name.In(v.language())}
		for _, s := range statesShown {
			row = append(row, strconv.Itoa(p.States[s]))
		}
		rows = append(rows, row)
	}
	return v.sheet("plans", rows)
}
