package newsroom

import (
	"fmt"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

// subscribersAPage is how many subscriptions a page shows.
const subscribersAPage = 100

// A SubscribersPage is who subscribes: see sell/subscribers.html.
type SubscribersPage struct {
	SellPage
	Rows  []SubscriberRow
	Next  string // address of older ones; empty: there are none
	Plans []Link // to narrow by
	Email string // who was looked for
	Form  ContractForm
	Open  bool // the form
}

// A SubscriberRow is one subscription in the list.
type SubscriberRow struct{ URL, Who, Name, State, Until, By string }

// A ContractForm is a contract of a group, or a present to a reader, as it is typed.
type ContractForm struct {
	ID                                                  int64
	Plans                                               []Link
	Email, Until, Group, Domains, Networks, Seats, Most string
	IsGroup                                             bool
}

// Typed is the form with the words that it is labelled in.
func (f ContractForm) Typed(w *Words) FormOfContract { return FormOfContract{f, &w.Sell} }

// A FormOfContract is a form and its labels.
type FormOfContract struct {
	Form ContractForm
	W    *sellWords
}

func (n *Newsroom) subscribersPage(v *visit) error {
	p, err := v.subscribersView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "subscribers", p)
}

func (v *visit) subscribersView() (*SubscribersPage, error) {
	ctx, q := v.r.Context(), v.r.URL.Query()
	p := &SubscribersPage{SellPage: v.sellPage(func(w *Words) string { return w.Sell.Subscribers })}
	plans, err := v.Office.Store.Plans(ctx)
	if err != nil {
		return nil, err
	}
	plan := number[ilbo.PlanID](q.Get("plan"))
	for _, each := range plans {
		p.Plans = append(p.Plans, Link{each.Name.In(p.Lang), strconv.FormatInt(int64(each.ID), 10), each.ID == plan})
	}
	p.Form = ContractForm{Plans: p.Plans, Until: v.day(v.Clock().AddDate(1, 0, 0)), Most: "0", IsGroup: true}
	before := ilbo.SubscriptionID(math.MaxInt64)
	if id := number[ilbo.SubscriptionID](q.Get("before")); id != 0 {
		before = id
	}
	var all []ilbo.Subscription
	if p.Email = firstRunes(ilbo.Clean(q.Get("email")), 254); p.Email != "" {
		all, err = v.subscriptionsOf(p.Email)
	} else {
		all, err = v.Office.Store.Subscribers(ctx, plan, before, subscribersAPage)
	}
	if err != nil {
		return nil, err
	}
	for i := range all {
		row, err := v.subscriberRow(p.W, p.Lang, &all[i])
		if err != nil {
			return nil, err
		}
		p.Rows = append(p.Rows, row)
	}
	if p.Email == "" && len(all) == subscribersAPage {
		p.Next = fmt.Sprintf("%s/circulation/subscribers?plan=%d&before=%d", Root, plan, all[len(all)-1].ID)
	}
	return p, nil
}

// subscriptionsOf are those that somebody of an address reads by; none of an
// address that nobody has.
func (v *visit) subscriptionsOf(email string) ([]ilbo.Subscription, error) {
	email, err := ilbo.CleanEmail(email)
	if err != nil {
		return nil, nil // nobody has it, which is no error
	}
	r, err := v.Office.Store.ReaderByEmail(v.r.Context(), email)
	if err != nil && ilbo.KindOf(err) != ilbo.NotFound {
		return nil, err
	}
	r.Email = email
	return v.Office.Store.SubscriptionsOf(v.r.Context(), r)
}

func (v *visit) subscriberRow(w *Words, l ilbo.Language, s *ilbo.Subscription) (SubscriberRow, error) {
	who, err := v.readerName(s.Reader)
	if err != nil {
		return SubscriberRow{}, err
	}
	if who == "" {
		who = w.Sell.Nobody
	}
	if s.Group != nil {
		who = s.Group.Name
	}
	row := SubscriberRow{URL: fmt.Sprintf("%s/circulation/subscribers/%d", Root, s.ID), Who: who, Name: s.Name.In(l), State: w.Sell.States[s.State(v.Clock())], Until: v.day(s.PaidUntil), By: w.Sell.By[s.By]}
	if s.Gift {
		row.State = w.Sell.AsGift
	}
	return row, nil
}

// A SubscriberPage is one subscription: see sell/subscriber.html.
type SubscriberPage struct {
	SellPage
	SubscriberRow
	ID       ilbo.SubscriptionID
	Path     string
	Price    string
	Began    string
	Invoices []InvoiceView
	MayEnd   bool
	Today    string
	Contract *ContractForm // nil: it is a reader's own
}

func (n *Newsroom) subscriberPage(v *visit) error {
	p, err := v.subscriberView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "subscriber", p)
}

func (v *visit) subscriberView() (*SubscriberPage, error) {
	s, err := v.Office.Store.Subscription(v.r.Context(), number[ilbo.SubscriptionID](v.r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	invoices, err := v.Office.Store.InvoicesOf(v.r.Context(), s.ID)
	if err != nil {
		return nil, err
	}
	p := &SubscriberPage{SellPage: v.sellPage(func(w *Words) string { return w.Sell.Subscribers }), ID: s.ID, Path: fmt.Sprintf("%s/circulation/subscribers/%d", Root, s.ID), Began: v.day(s.Began), MayEnd: s.Ended.IsZero(), Today: v.day(v.Clock())}
	if p.SubscriberRow, err = v.subscriberRow(p.W, p.Lang, &s); err != nil {
		return nil, err
	}
	if p.Title = p.Who; s.Price.Amount > 0 {
		p.Price = s.Term.PriceIn(s.Price, s.Once, p.Lang)
	}
	if p.Invoices, err = v.invoiceViews(&p.SellPage, invoices); err != nil {
		return nil, err
	}
	if s.By == ilbo.ByDesk {
		p.Contract = &ContractForm{ID: int64(s.ID), Until: v.day(s.PaidUntil), Most: "0"}
		if g := s.Group; g != nil {
			var networks []string
			for _, each := range g.Networks {
				networks = append(networks, each.String())
			}
			p.Contract.IsGroup, p.Contract.Group, p.Contract.Most = true, g.Name, strconv.Itoa(g.Most)
			p.Contract.Domains, p.Contract.Networks, p.Contract.Seats = strings.Join(g.Domains, "\n"), strings.Join(networks, "\n"), strings.Join(g.Seats, "\n")
		}
	}
	return p, nil
}

// contract reads the form of a contract.
func (v *visit) contract() (c circulation.Contract, err error) {
	c = circulation.Contract{ID: number[ilbo.SubscriptionID](v.r.PathValue("id")), Plan: number[ilbo.PlanID](v.form("plan"))}
	if c.Email, err = ilbo.CleanEmail(v.form("email")); v.form("email") == "" {
		err = nil
	}
	if err != nil {
		return c, err
	}
	until, err := time.ParseInLocation(time.DateOnly, v.form("until"), v.Paper.Zone)
	if err != nil {
		return c, &ilbo.Error{Kind: ilbo.Invalid, Say: "Say the last day of the contract.", Err: ilbo.TermFault}
	}
	c.Until = until.AddDate(0, 0, 1)
	if v.form("group") == "" {
		return c, nil
	}
	g := &ilbo.Group{Name: v.form("group"), Domains: splitList(strings.ToLower(v.form("domains"))), Most: howMany(v.form("most"))}
	for _, text := range splitList(v.form("networks")) {
		n, err := netip.ParsePrefix(text)
		if a, single := netip.ParseAddr(text); err != nil && single == nil {
			n, err = netip.PrefixFrom(a, a.BitLen()), nil
		}
		if err != nil {
			return c, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%q is no network: one is written like 192.0.2.0/24.", firstRunes(text, 60)), Err: ilbo.NetworkFault}
		}
		g.Networks = append(g.Networks, n)
	}
	g.Seats, err = emails(v.form("seats"))
	c.Group = g
	return c, err
}

func (n *Newsroom) putContract(v *visit) error {
	c, err := v.contract()
	var id ilbo.SubscriptionID
	if err == nil {
		id, err = n.Office.PutContract(v.r.Context(), &v.staff.Staff, c)
	}
	if err == nil {
		return v.done(fmt.Sprintf("/circulation/subscribers/%d", id), "contract")
	}
	if ilbo.KindOf(err) == ilbo.NotFound && c.Email != "" {
		err = &ilbo.Error{Kind: ilbo.Invalid, Say: "Nobody of that address has an account.", Err: circulation.NoReader}
	}
	typed := ContractForm{ID: int64(c.ID), Email: v.form("email"), Until: v.form("until"), Group: v.form("group"), Domains: v.form("domains"), Networks: v.form("networks"), Seats: v.form("seats"), Most: v.form("most"), IsGroup: v.form("group") != ""}
	if c.ID != 0 {
		p, view := v.subscriberView()
		if view != nil {
			return view
		}
		p.Contract = &typed
		return v.again(err, "subscriber", p.Frame, p)
	}
	p, view := v.subscribersView()
	if view != nil {
		return view
	}
	typed.Plans = p.Plans
	for i := range typed.Plans {
		typed.Plans[i].Current = typed.Plans[i].URL == v.form("plan")
	}
	p.Form, p.Open = typed, true
	return v.again(err, "subscribers", p.Frame, p)
}

func (n *Newsroom) endSubscription(v *visit) error {
	id := number[ilbo.SubscriptionID](v.r.PathValue("id"))
	if err := n.Office.End(v.r.Context(), &v.staff.Staff, id); err != nil {
		return err
	}
	return v.done(fmt.Sprintf("/circulation/subscribers/%d", id), "ended-subscription")
}
