package reader

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

var subscriptionRoutes = []route{
	{"GET /account/subscription", false, subscriptionPage},
	{"POST /account/subscription/cancel", false, cancelSubscription},
	{"POST /account/subscription/resume", false, resumeSubscription},
	{"POST /account/subscription/card", false, changeCard},
	{"POST /account/subscription/change", false, changeSubscription},
	{"POST /account/subscription/voucher", false, redeemVoucher},
	{"POST /account/subscription/feed", false, newFeedKey},
	{"POST /account/subscription/feed/drop", false, dropFeedKey},
	{"GET /account/invoices/{invoice}", false, invoicePage},
}

// A SubscriptionPage is what a reader holds, what they paid, and what they give:
// see subscription/subscription.html.
type SubscriptionPage struct {
	*Page
	Groups   []string // by whose contracts they read
	Held     []HeldView
	Invoices []InvoiceLine
	Offers   string // address of what is sold
	Code     string // as it was typed
	MayFeed  bool
	Feed     string // the address of a feed key that was just made
	FeedMade string // when the one there is was made
	Gifts    []GiftLine
}

// A HeldView is one subscription.
type HeldView struct {
	ID                   ilbo.SubscriptionID
	Name, Price, Says    string
	MayCancel, MayResume bool
	Waits                string // address of the invoice that is waited for
	Card                 bool   // it is paid by one, which can be changed
	Changes              []Choice
	Over                 bool
}

// An InvoiceLine is one invoice in the list.
type InvoiceLine struct{ Number, For, Amount, Made, State, URL string }

// A GiftLine is one story that was given.
type GiftLine struct {
	Story, URL, Until string
	Opened            int
}

func (v *visit) subscriptionView() (*SubscriptionPage, error) {
	ctx, now := v.r.Context(), v.Clock()
	p := &SubscriptionPage{Page: v.page(func(w *Words) string { return w.Sell.Subscription }), Offers: v.prefix + "/subscribe"}
	v.at(p.Page, "/account/subscription")
	held, err := v.Office.Subscriptions(ctx, &v.reader.Reader)
	if err != nil {
		return nil, err
	}
	offers, err := v.Office.Offers(ctx, &v.reader.Reader)
	if err != nil {
		return nil, err
	}
	invoices, err := v.Office.Store.InvoicesFor(ctx, v.reader.ID)
	if err != nil {
		return nil, err
	}
	groups, err := v.Office.GroupsOf(ctx, &v.reader.Reader)
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		p.Groups = append(p.Groups, fmt.Sprintf(p.W.Sell.ByGroup, g.Group.Name, g.Name.In(v.language), v.day(g.PaidUntil)))
	}
	for i := range held {
		p.Held = append(p.Held, v.held(&held[i], offers, invoices, now))
	}
	for i := range invoices {
		p.Invoices = append(p.Invoices, v.line(&invoices[i]))
	}
	return p, v.ofOwn(p, now)
}

// ofOwn adds what a reader has who is entitled to stories: a feed key, gifts.
func (v *visit) ofOwn(p *SubscriptionPage, now time.Time) error {
	ctx := v.r.Context()
	entitled, _, err := v.Office.Entitlements(ctx, v.reader.ID, now)
	if err != nil {
		return err
	}
	if v.Feeds != nil {
		p.MayFeed = entitled.Has(ilbo.ToStories)
		switch key, err := v.Feeds.Store.FeedKeyOf(ctx, v.reader.ID); {
		case err == nil:
			p.FeedMade = v.day(key.Made)
		case ilbo.KindOf(err) != ilbo.NotFound:
			return err
		}
	}
	gifts, err := v.Gifts.Gifts(ctx, v.reader.ID)
	if err != nil {
		return err
	}
	var ids []ilbo.StoryID
	for _, g := range gifts[:min(len(gifts), 50)] {
		ids = append(ids, g.Story)
	}
	teasers := map[ilbo.StoryID]ilbo.Teaser{}
	if len(ids) > 0 {
		found, err := v.Readers.Store.TeasersByID(ctx, ids, now)
		if err != nil {
			return err
		}
		for _, t := range found {
			teasers[t.ID] = t
		}
	}
	for _, g := range gifts[:len(ids)] {
		t := teasers[g.Story]
		if t.ID != 0 {
			p.Gifts = append(p.Gifts, GiftLine{t.Headline, string(t.Path), v.day(g.Until), g.Opened})
		}
	}
	return nil
}

func (v *visit) held(s *ilbo.Subscription, offers []circulation.Offer, invoices []ilbo.Invoice, now time.Time) HeldView {
	w, l := wordsIn(v.language), v.language
	h := HeldView{ID: s.ID, Name: s.Name.In(l)}
	if s.Price.Amount > 0 {
		h.Price = s.Term.PriceIn(s.Price, s.Once, l)
	}
	for _, i := range invoices {
		if i.Subscription == s.ID && i.Open() {
			h.Waits = fmt.Sprintf("%s/account/invoices/%d", v.prefix, i.ID)
		}
	}
	state := s.State(now)
	h.Card = s.By == ilbo.ByStripe && s.Ref != "" && s.Customer != "" && v.Office.Card != nil && s.Ended.IsZero()
	if s.Gift && !s.Ended.IsZero() {
		h.Says, h.Over = w.Sell.GiftSent, true
		return h
	}
	h.Says = w.Sell.States[state]
	switch state {
	case ilbo.OnTrial, ilbo.Running, ilbo.Leaving:
		h.Says = fmt.Sprintf(h.Says, v.day(s.PaidUntil))
	case ilbo.Late:
		_, until := s.Open()
		h.Says = fmt.Sprintf(h.Says, v.day(until))
	}
	h.Over = state == ilbo.Over
	h.MayCancel = !h.Over && !s.Once && s.Cancelled.IsZero() || state == ilbo.Awaited
	h.MayResume = state == ilbo.Leaving && !s.Cancelled.IsZero() && !s.Once
	for i := range offers {
		if cost, ok := v.Office.Difference(s, &offers[i].Plan, now); ok && (s.By == ilbo.ByInvoice || s.By == ilbo.ByStripe) && offers[i].Held == nil && offers[i].Fits {
			h.Changes = append(h.Changes, Choice{Value: strconv.FormatInt(int64(offers[i].ID), 10), Name: fmt.Sprintf(w.Sell.ChangeTo, offers[i].Name.In(l), cost.In(l))})
		}
	}
	return h
}

func (v *visit) line(i *ilbo.Invoice) InvoiceLine {
	w := &wordsIn(v.language).Sell
	state := w.Open
	switch {
	case !i.Void.IsZero():
		state = w.Void
	case i.Refunded > 0:
		state = w.Refunded
	case !i.Paid.IsZero():
		state = w.Paid
	}
	return InvoiceLine{strconv.FormatInt(int64(i.ID), 10), i.For.In(v.language), i.Amount.In(v.language), v.day(i.Made), state, fmt.Sprintf("%s/account/invoices/%d", v.prefix, i.ID)}
}

func subscriptionPage(v *visit) error {
	p, err := v.subscriptionView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "subscription", p.Page, p)
}

// subscriptionAgain shows the page with what was refused.
func (v *visit) subscriptionAgain(err error, code string) error {
	p, view := v.subscriptionView()
	if view != nil {
		return view
	}
	p.Code = firstRunes(code, 60)
	if ilbo.KindOf(err) == ilbo.NotFound && p.W.refused(err) != "" { // a code that there is not is no page that there is not
		p.Wrong = p.W.refused(err)
		return v.show(http.StatusUnprocessableEntity, "subscription", p.Page, p)
	}
	return v.again(err, "subscription", p.Page, p)
}

func (v *visit) subscriptionID() ilbo.SubscriptionID {
	n, _ := strconv.ParseInt(v.r.PostFormValue("subscription"), 10, 64) // 0 is nobody's
	return ilbo.SubscriptionID(n)
}

func cancelSubscription(v *visit) error {
	if err := v.Office.Cancel(v.r.Context(), v.reader.ID, v.subscriptionID()); err != nil {
		return v.subscriptionAgain(err, "")
	}
	return v.done("/account/subscription", "cancelled")
}

func resumeSubscription(v *visit) error {
	if err := v.Office.Resume(v.r.Context(), v.reader.ID, v.subscriptionID()); err != nil {
		return v.subscriptionAgain(err, "")
	}
	return v.done("/account/subscription", "resumed")
}

// changeCard leads to the provider, where cards are kept.
func changeCard(v *visit) error {
	address, err := v.Office.Portal(v.r.Context(), &v.reader.Reader, v.subscriptionID())
	if err != nil {
		return v.subscriptionAgain(err, "")
	}
	return v.onward(address)
}

func changeSubscription(v *visit) error {
	plan, _ := strconv.ParseInt(v.r.PostFormValue("plan"), 10, 64) // 0 is no plan
	if err := v.Office.Upgrade(v.r.Context(), &v.reader.Reader, v.subscriptionID(), ilbo.PlanID(plan)); err != nil {
		return v.subscriptionAgain(err, "")
	}
	return v.done("/account/subscription", "changed")
}

func redeemVoucher(v *visit) error {
	code := v.r.PostFormValue("code")
	if _, err := v.Office.Redeem(v.r.Context(), &v.reader.Reader, code); err != nil {
		return v.subscriptionAgain(err, code)
	}
	return v.done("/account/subscription", "redeemed")
}

// newFeedKey shows the address of a reader's feeds, this once.
func newFeedKey(v *visit) error {
	p, err := v.subscriptionView()
	if err != nil {
		return err
	}
	if !p.MayFeed {
		return &ilbo.Error{Kind: ilbo.Forbidden, Say: "Feeds with the whole of every story are for subscribers.", Err: circulation.NotYours}
	}
	key, err := v.Feeds.New(v.r.Context(), v.reader.ID)
	if err != nil {
		return err
	}
	p.Feed = v.Base + v.prefix + "/feeds/" + key + "/feed.xml"
	p.FeedMade = v.day(v.Clock())
	return v.show(http.StatusOK, "subscription", p.Page, p)
}

func dropFeedKey(v *visit) error {
	if v.Feeds == nil {
		return ilbo.NotFound
	}
	if err := v.Feeds.Store.DropFeedKey(v.r.Context(), v.reader.ID); err != nil {
		return err
	}
	return v.done("/account/subscription", "feed-dropped")
}

// An InvoicePage is one invoice, to be printed: see invoice/invoice.html.
type InvoicePage struct {
	*Page
	InvoiceLine
	Paper, Publisher, Address, Bank, To string
	From, Until, Net, Tax, Due, PaidOn  string
	Refunded                            string
	Waits                               bool
}

// invoicePage shows a reader an invoice of theirs; another's is not there.
func invoicePage(v *visit) error {
	n, err := strconv.ParseInt(v.r.PathValue("invoice"), 10, 64)
	if err != nil {
		return ilbo.NotFound
	}
	i, err := v.Office.Store.Invoice(v.r.Context(), ilbo.InvoiceID(n))
	if err == nil && i.Reader != v.reader.ID {
		err = fmt.Errorf("invoice %d of another: %w", n, ilbo.NotFound)
	}
	if err != nil {
		return err
	}
	l := v.language
	p := &InvoicePage{Page: v.page(func(w *Words) string { return fmt.Sprintf(w.Sell.Invoice, n) }), InvoiceLine: v.line(&i), Paper: v.Paper.Title.In(l), Publisher: v.Paper.Publisher, Address: v.Paper.Address.In(l), Bank: v.Office.Bank,
		To: v.reader.Email, From: v.day(i.From), Until: v.day(i.To), Due: v.day(i.Due), Waits: i.Open(), Tax: ilbo.Money{Amount: i.Tax, Currency: i.Amount.Currency}.In(l), Net: ilbo.Money{Amount: i.Amount.Amount - i.Tax, Currency: i.Amount.Currency}.In(l)}
	if v.reader.Name != "" {
		p.To = v.reader.Name + " · " + p.To
	}
	if !i.Paid.IsZero() {
		p.PaidOn = v.day(i.Paid)
	}
	if i.Refunded > 0 {
		p.InvoiceLine.State = ""
		p.Refunded = ilbo.Money{Amount: i.Refunded, Currency: i.Amount.Currency}.In(l)
	}
	v.at(p.Page, "/account/subscription")
	return v.show(http.StatusOK, "invoice", p.Page, p)
}
