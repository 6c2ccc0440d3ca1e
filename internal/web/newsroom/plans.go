package newsroom

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"

	"ilbo.press"
)

// A SellPage is what all pages of circulation share: the way between them.
type SellPage struct {
	*Frame
	Ways []Link
}

func (v *visit) sellPage(title func(*Words) string) SellPage {
	p := SellPage{Frame: v.frame(title)}
	w := &p.W.Sell
	ways := []struct{ name, path string }{
		{w.Overview, ""}, {p.W.Passages.Title, "/meter"}, {w.Subscribers, "/subscribers"}, {w.Invoices, "/invoices"}, {w.Plans, "/plans"}, {w.Vouchers, "/vouchers"},
	}
	if v.staff.Role.May(ilbo.MayMail) {
		ways = append(ways, struct{ name, path string }{p.W.Passages.Letters, "/letters"})
	}
	for _, way := range ways {
		p.Ways = append(p.Ways, Link{way.name, Root + "/circulation" + way.path, title(p.W) == way.name})
	}
	return p
}

// A PlansPage is what the paper sells: see sell/plans.html.
type PlansPage struct {
	SellPage
	Plans  []SoldPlan
	New    PlanForm
	Opened int64 // the plan whose form is open; -1: that of a new one
}

// A SoldPlan is a plan, and how it is offered.
type SoldPlan struct {
	PlanForm
	Title, Says string
}

// A PlanForm is a plan as it is typed.
type PlanForm struct {
	ID                         int64
	Path                       string
	Names, Says                []Typed // one a language
	Stories, EPaper, Weekly    bool
	N, Unit, Tax, Trial, Order string
	Prices                     []Typed // one a currency
	Domains                    string
	Once, Closed               bool
	Units                      []Link
}

// Typed is a text that is typed, and what it is called.
type Typed struct{ Key, Label, Text string }

// Typed is the form with the words that it is labelled in.
func (f PlanForm) Typed(w *Words) FormOfPlan { return FormOfPlan{f, &w.Sell} }

// A FormOfPlan is a form and its labels.
type FormOfPlan struct {
	Form PlanForm
	W    *sellWords
}

var currencies = []ilbo.Currency{ilbo.Won, ilbo.Dollar, ilbo.Euro}

func (v *visit) planForm(w *Words, p *ilbo.Plan) PlanForm {
	f := PlanForm{ID: int64(p.ID), Path: Root + "/circulation/plans", Stories: p.Gives.Has(ilbo.ToStories), EPaper: p.Gives.Has(ilbo.ToEPaper), Weekly: p.Gives.Has(ilbo.ToWeekly), N: strconv.Itoa(p.Term.N), Tax: decimal(int64(p.Tax)),
		Trial: strconv.Itoa(p.Trial), Order: strconv.Itoa(p.Order), Domains: strings.Join(p.Domains, ", "), Once: p.Once, Closed: p.Closed}
	if p.ID != 0 {
		f.Path = fmt.Sprintf("%s/%d", f.Path, p.ID)
	}
	for _, l := range v.Paper.Languages {
		f.Names = append(f.Names, Typed{"name-" + string(l), w.Sell.Languages[l], p.Name[l]})
		f.Says = append(f.Says, Typed{"say-" + string(l), w.Sell.Languages[l], p.Say[l]})
	}
	for _, c := range currencies {
		price := Typed{"price-" + string(c), string(c), ""}
		if m, ok := p.Price(c); ok {
			price.Text = strconv.FormatInt(m.Amount, 10)
			if c.Decimals() == 2 {
				price.Text = decimal(m.Amount)
			}
		}
		f.Prices = append(f.Prices, price)
	}
	for _, u := range []ilbo.TermUnit{ilbo.Days, ilbo.Months, ilbo.Years} {
		f.Units = append(f.Units, Link{Name: w.Sell.Units[u], URL: string(u), Current: u == p.Term.Unit})
	}
	return f
}

// decimal writes hundredths as a decimal, without what says nothing.
func decimal(n int64) string { return strconv.FormatFloat(float64(n)/100, 'f', -1, 64) }

// inHundredths reads a decimal; false where it is none, or is in smaller parts.
func inHundredths(text string) (int64, bool) {
	f, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(text), ",", ""), 64)
	if err != nil || math.Abs(f) > 1e12 || math.Abs(f*100-math.Round(f*100)) > 1e-6 {
		return 0, false
	}
	return int64(math.Round(f * 100)), true
}

func (n *Newsroom) plansPage(v *visit) error {
	p, err := v.plansView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "plans", p)
}

func (v *visit) plansView() (*PlansPage, error) {
	plans, err := v.Office.Store.Plans(v.r.Context())
	if err != nil {
		return nil, err
	}
	p := &PlansPage{SellPage: v.sellPage(func(w *Words) string { return w.Sell.Plans })}
	for i := range plans {
		view := SoldPlan{PlanForm: v.planForm(p.W, &plans[i]), Title: plans[i].Name.In(p.Lang)}
		var prices []string
		for _, m := range plans[i].Prices {
			prices = append(prices, plans[i].Term.PriceIn(m, plans[i].Once, p.Lang))
		}
		view.Says = strings.Join(prices, " · ")
		switch {
		case plans[i].Closed:
			view.Says = p.W.Sell.IsClosed
		case len(prices) == 0:
			view.Says = p.W.Sell.NoPrice
		}
		p.Plans = append(p.Plans, view)
	}
	p.New = v.planForm(p.W, &ilbo.Plan{Term: ilbo.Term{N: 1, Unit: ilbo.Months}, Gives: ilbo.ToStories, Order: len(plans) + 1})
	return p, nil
}

// plan reads the form of a plan.
func (v *visit) plan() (ilbo.Plan, error) {
	p := ilbo.Plan{ID: number[ilbo.PlanID](v.r.PathValue("id")), Name: ilbo.Words{}, Say: ilbo.Words{}, Term: ilbo.Term{N: howMany(v.form("n")), Unit: ilbo.TermUnit(v.form("unit"))}, Trial: howMany(v.form("trial")), Order: howMany(v.form("order")), Once: v.form("once") != "", Closed: v.form("closed") != ""}
	for _, l := range v.Paper.Languages {
		if text := v.form("name-" + string(l)); text != "" {
			p.Name[l] = text
		}
		if text := v.form("say-" + string(l)); text != "" {
			p.Say[l] = text
		}
	}
	for key, e := range map[string]ilbo.Entitlement{"stories": ilbo.ToStories, "epaper": ilbo.ToEPaper, "weekly": ilbo.ToWeekly} {
		if v.form(key) != "" {
			p.Gives |= e
		}
	}
	p.Domains = splitList(strings.ToLower(v.form("domains")))
	if text := v.form("tax"); text != "" {
		tax, ok := inHundredths(text)
		if !ok || tax < 0 || tax > 1<<30 {
			return p, &ilbo.Error{Kind: ilbo.Invalid, Say: "The tax is in percent, such as 10."}
		}
		p.Tax = int(tax)
	}
	for _, c := range currencies {
		text := v.form("price-" + string(c))
		if text == "" {
			continue
		}
		amount, ok := inHundredths(text)
		if c.Decimals() == 0 {
			ok = ok && amount%100 == 0
			amount /= 100
		}
		if !ok {
			return p, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("That is no price in %s.", c)}
		}
		p.Prices = append(p.Prices, ilbo.Money{Amount: amount, Currency: c})
	}
	return p, nil
}

// howMany reads a number of things; what is none is below zero, which nothing takes.
func howMany(text string) int {
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

// splitList gives the words of a list with commas or spaces between.
func splitList(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\r' || r == '\t' })
}

func (n *Newsroom) putPlan(v *visit) error {
	plan, err := v.plan()
	if err == nil {
		_, err = n.Office.PutPlan(v.r.Context(), &v.staff.Staff, plan)
	}
	if err == nil {
		return v.done("/circulation/plans", "plan")
	}
	p, view := v.plansView()
	if view != nil {
		return view
	}
	typed := v.planForm(p.W, &plan)
	for i := range typed.Prices { // as they were typed, which may be no price
		typed.Prices[i].Text = v.form(typed.Prices[i].Key)
	}
	typed.Tax = v.form("tax")
	if p.Opened = int64(plan.ID); plan.ID == 0 {
		p.New, p.Opened = typed, -1
	}
	for i := range p.Plans {
		if p.Plans[i].ID == typed.ID {
			p.Plans[i].PlanForm = typed
		}
	}
	return v.again(err, "plans", p.Frame, p)
}
