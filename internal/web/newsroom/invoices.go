package newsroom

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

// mostInvoices is how many invoices that wait are shown, the oldest first.
const mostInvoices = 500

// An InvoicesPage is what waits to be paid: see sell/invoices.html.
type InvoicesPage struct {
	SellPage
	Open  []InvoiceView
	Today string
}

// An InvoiceView is an invoice, and what can be done with it.
type InvoiceView struct {
	ID                                      ilbo.InvoiceID
	Path, To, ToURL, For, Amount, Made, Due string
	State                                   string
	Late, IsOpen, MayRefund                 bool
	Was                                     int64
	Left                                    string
}

// invoiceViews shows invoices with who they are to.
func (v *visit) invoiceViews(p *SellPage, all []ilbo.Invoice) ([]InvoiceView, error) {
	w, now := &p.W.Sell, v.Clock()
	var views []InvoiceView
	for _, i := range all {
		view := InvoiceView{ID: i.ID, Path: fmt.Sprintf("%s/circulation/invoices/%d", Root, i.ID), ToURL: fmt.Sprintf("%s/circulation/subscribers/%d", Root, i.Subscription), For: i.For.In(p.Lang), Amount: i.Amount.In(p.Lang),
			Made: v.day(i.Made), Due: v.day(i.Due), IsOpen: i.Open(), Late: i.Open() && now.After(i.Due), State: w.Open, Was: i.Refunded}
		switch {
		case !i.Void.IsZero():
			view.State = w.Void
		case !i.Paid.IsZero():
			view.State = fmt.Sprintf(w.PaidOn, v.day(i.Paid))
			if i.Refunded > 0 {
				view.State += fmt.Sprintf(w.RefundedOf, ilbo.Money{Amount: i.Refunded, Currency: i.Amount.Currency}.In(p.Lang))
			}
		}
		if left := i.Amount.Amount - i.Refunded; !i.Paid.IsZero() && left > 0 && i.By == ilbo.ByInvoice {
			view.MayRefund, view.Left = true, amountText(ilbo.Money{Amount: left, Currency: i.Amount.Currency})
		}
		to, err := v.readerName(i.Reader)
		if err != nil {
			return nil, err
		}
		if view.To = to; to == "" {
			view.To = w.Nobody
		}
		views = append(views, view)
	}
	return views, nil
}

// readerName is the address of a reader; empty where they have left.
func (v *visit) readerName(id ilbo.ReaderID) (string, error) {
	if id == 0 {
		return "", nil
	}
	r, err := v.Office.Store.Reader(v.r.Context(), id)
	if errors.Is(err, ilbo.NotFound) {
		return "", nil
	}
	return r.Email, err
}

// amountText writes an amount as it is typed.
func amountText(m ilbo.Money) string {
	if m.Currency.Decimals() == 2 {
		return decimal(m.Amount)
	}
	return fmt.Sprint(m.Amount)
}

func (n *Newsroom) invoicesPage(v *visit) error {
	p := &InvoicesPage{SellPage: v.sellPage(func(w *Words) string { return w.Sell.Invoices }), Today: v.day(v.Clock())}
	open, err := n.Office.Store.OpenInvoices(v.r.Context(), mostInvoices)
	if err != nil {
		return err
	}
	if p.Open, err = v.invoiceViews(&p.SellPage, open); err != nil {
		return err
	}
	return v.show(http.StatusOK, "invoices", p)
}

// back leads to where a form about an invoice stood.
func (v *visit) backToInvoices(what string) error {
	if id := number[ilbo.SubscriptionID](v.form("of")); id != 0 {
		return v.done(fmt.Sprintf("/circulation/subscribers/%d", id), what)
	}
	return v.done("/circulation/invoices", what)
}

func (n *Newsroom) payInvoice(v *visit) error {
	at, err := time.ParseInLocation(time.DateOnly, v.form("on"), v.Paper.Zone)
	if err != nil || at.After(v.Clock()) {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "Say the day on which the money came, today or before."}
	}
	if err := n.Office.Pay(v.r.Context(), &v.staff.Staff, number[ilbo.InvoiceID](v.r.PathValue("id")), at); err != nil {
		return err
	}
	return v.backToInvoices("paid")
}

func (n *Newsroom) voidInvoice(v *visit) error {
	if err := n.Office.Void(v.r.Context(), &v.staff.Staff, number[ilbo.InvoiceID](v.r.PathValue("id"))); err != nil {
		return err
	}
	return v.backToInvoices("void")
}

func (n *Newsroom) refundInvoice(v *visit) error {
	id := number[ilbo.InvoiceID](v.r.PathValue("id"))
	i, err := n.Office.Store.Invoice(v.r.Context(), id)
	if err != nil {
		return err
	}
	amount, ok := inHundredths(v.form("amount"))
	if i.Amount.Currency.Decimals() == 0 {
		amount /= 100
	}
	if !ok {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "That is no amount of money.", Err: circulation.TooMuch}
	}
	if err := n.Office.Refund(v.r.Context(), &v.staff.Staff, id, number[int64](v.form("was")), amount, v.form("end") != ""); err != nil {
		return err
	}
	return v.backToInvoices("refunded")
}

// emails are addresses of mail in a list, as the paper keeps them.
func emails(text string) ([]string, error) {
	var all []string
	for _, word := range splitList(text) {
		email, err := ilbo.CleanEmail(word)
		if err != nil {
			return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%q is no e-mail address.", firstRunes(word, 60)), Err: ilbo.SeatFault}
		}
		all = append(all, strings.ToLower(email))
	}
	return all, nil
}
