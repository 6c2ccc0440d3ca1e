package reader

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

var orderRoutes = []route{
	{"GET /account/subscribe/{plan}", false, orderPage},
	{"POST /account/subscribe/{plan}", false, order},
}

// An OrderPage is what a reader is about to subscribe to: see order/order.html.
type OrderPage struct {
	*Page
	Path, Name, Say string
	Prices          []Choice // Value is the currency
	Trial           string
	Held            bool
	MayGive         bool
	Ways            []Choice // of paying; empty: nothing is taken
	Tax             string
	Gift            bool
}

func (v *visit) offer() (circulation.Offer, error) {
	id, err := strconv.ParseInt(v.r.PathValue("plan"), 10, 64)
	if err != nil {
		return circulation.Offer{}, ilbo.NotFound
	}
	offers, err := v.Office.Offers(v.r.Context(), &v.reader.Reader)
	if err != nil {
		return circulation.Offer{}, err
	}
	for _, o := range offers {
		if o.ID == ilbo.PlanID(id) {
			return o, nil
		}
	}
	return circulation.Offer{}, fmt.Errorf("plan %d: %w", id, ilbo.NotFound)
}

func (v *visit) orderView() (*OrderPage, error) {
	o, err := v.offer()
	if err != nil {
		return nil, err
	}
	l := v.language
	p := &OrderPage{Page: v.page(func(w *Words) string { return w.Sell.Subscribe }), Path: fmt.Sprintf("%s/account/subscribe/%d", v.prefix, o.ID), Name: o.Name.In(l), Say: o.Say.In(l), Held: o.Held != nil}
	w := &p.W.Sell
	if v.Office.Card != nil {
		p.Ways = append(p.Ways, Choice{string(ilbo.ByStripe), w.Card, true})
	}
	if v.Office.Bank != "" {
		p.Ways = append(p.Ways, Choice{string(ilbo.ByInvoice), w.Transfer, len(p.Ways) == 0})
	}
	for i, m := range o.Prices {
		p.Prices = append(p.Prices, Choice{string(m.Currency), o.Term.PriceIn(m, o.Once, l), i == 0})
	}
	if o.Tax > 0 {
		p.Tax = fmt.Sprintf(w.WithTax, strconv.FormatFloat(float64(o.Tax)/100, 'f', -1, 64))
	}
	if o.Trial && !p.Held {
		p.Trial = fmt.Sprintf(w.TrialSay, o.Plan.Trial)
	}
	if !o.Fits {
		p.Wrong = p.W.Sell.Reasons[circulation.NotForYou]
	}
	return p, nil
}

func orderPage(v *visit) error {
	p, err := v.orderView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "order", p.Page, p)
}

func order(v *visit) error {
	p, err := v.orderView()
	if err != nil {
		return err
	}
	id, _ := strconv.ParseInt(v.r.PathValue("plan"), 10, 64) // orderView has read it
	currency := ilbo.Currency(v.r.PostFormValue("currency"))
	p.Gift = v.r.PostFormValue("gift") != ""
	if v.r.PostFormValue("way") == string(ilbo.ByStripe) {
		address, err := v.Office.OrderByCard(v.r.Context(), &v.reader.Reader, ilbo.PlanID(id), currency, p.Gift)
		if err != nil {
			return v.orderAgain(err, p, currency)
		}
		v.ordered(p)
		return v.onward(address)
	}
	s, err := v.Office.OrderByInvoice(v.r.Context(), &v.reader.Reader, ilbo.PlanID(id), currency, p.Gift)
	if err != nil {
		return v.orderAgain(err, p, currency)
	}
	v.ordered(p)
	what := "ordered"
	if s.Trial {
		what = "trial"
	}
	return v.done("/account/subscription", what)
}

// ordered counts an order of somebody who may have met the meter; a present is for
// somebody else.
func (v *visit) ordered(p *OrderPage) {
	if !p.Gift {
		v.went(ilbo.Ordered)
	}
}

// An OnwardPage leads to where a reader pays: see onward/onward.html.
type OnwardPage struct {
	*Page
	Address string
}

// onward leads from a form to a page of somebody else's. The pages' policy forbids
// that an answer to a form does by itself, so that a page goes between.
func (v *visit) onward(address string) error {
	p := &OnwardPage{Page: v.page(func(w *Words) string { return w.Sell.Onward }), Address: address}
	v.w.Header().Set("Refresh", "0; url="+address)
	return v.show(http.StatusOK, "onward", p.Page, p)
}

// orderAgain shows what was ordered with why it was refused.
func (v *visit) orderAgain(err error, p *OrderPage, c ilbo.Currency) error {
	for i := range p.Prices {
		p.Prices[i].Chosen = p.Prices[i].Value == string(c)
	}
	for i := range p.Ways {
		p.Ways[i].Chosen = p.Ways[i].Value == v.r.PostFormValue("way")
	}
	return v.again(err, "order", p.Page, p)
}

// refused says why the office refused something; empty where it did not.
func (w *Words) refused(err error) string {
	var reason circulation.Reason
	if errors.As(err, &reason) {
		return w.Sell.Reasons[reason]
	}
	var declined ilbo.Decline
	if errors.As(err, &declined) {
		return w.Sell.Declined[declined]
	}
	return ""
}
