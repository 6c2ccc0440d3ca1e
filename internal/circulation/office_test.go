package circulation_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/store"
)

// A counter is an office on a real store, with a clock that stands until it is
// moved and a box that letters fall into.
type counter struct {
	*circulation.Office
	t       *testing.T
	store   *store.Store
	now     time.Time
	letters []ilbo.Letter
	changed []ilbo.ReaderID
	mu      sync.Mutex
}

var (
	publisher = &ilbo.Staff{Login: "yuna", Role: ilbo.Publisher}
	editor    = &ilbo.Staff{Login: "asha", Role: ilbo.ChiefEditor}
	month     = ilbo.Term{N: 1, Unit: ilbo.Months}
)

func (c *counter) QueueLetter(_ context.Context, l ilbo.Letter) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.letters = append(c.letters, l)
	return l.Check()
}

// tell notes whose subscriptions have changed.
func (c *counter) tell(id ilbo.ReaderID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changed = append(c.changed, id)
}

func openCounter(t *testing.T) *counter {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "paper.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	zone, err := time.LoadLocation("Asia/Seoul")
	if err != nil {
		t.Fatal(err)
	}
	c := &counter{t: t, store: s, now: time.Date(2026, 1, 31, 3, 0, 0, 0, time.UTC)}
	c.Office = circulation.NewOffice(circulation.OfficeOptions{
		Store: s, Letters: c, Paper: &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Ilbo", ilbo.Korean: "일보"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: zone},
		Base: "https://ilbo.example", Bank: "일보은행 110-123", Clock: func() time.Time { return c.now }, Changed: c.tell,
	})
	return c
}

func (c *counter) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *counter) refuses(err error, why circulation.Reason) {
	c.t.Helper()
	var got circulation.Reason
	if !errors.As(err, &got) || got != why {
		c.t.Errorf("refused with %v, not with %q", err, why)
	}
}

func (c *counter) reader(email string) *ilbo.Reader {
	c.t.Helper()
	r := ilbo.Reader{Email: email, Language: ilbo.Korean, Added: c.now}
	c.must(c.store.PutReader(c.t.Context(), &r))
	return &r
}

func (c *counter) plan(change func(*ilbo.Plan)) ilbo.PlanID {
	c.t.Helper()
	p := ilbo.Plan{Name: ilbo.Words{ilbo.English: "Digital"}, Gives: ilbo.ToStories, Term: month, Prices: []ilbo.Money{{Amount: 9900, Currency: ilbo.Won}}, Tax: 1000}
	change(&p)
	id, err := c.PutPlan(c.t.Context(), publisher, p)
	c.must(err)
	return id
}

func plain(*ilbo.Plan) {}

// entitled tells whether a reader reads stories.
func (c *counter) entitled(r *ilbo.Reader, want ilbo.Entitlement) {
	c.t.Helper()
	got, _, err := c.Entitlements(c.t.Context(), r.ID, c.now)
	c.must(err)
	if got != want {
		c.t.Errorf("on %s they are entitled to %b, not %b", c.now.Format(time.DateOnly), got, want)
	}
}

func (c *counter) days(n int) { c.now = c.now.AddDate(0, 0, n) }

// balances tells what is on the accounts.
func (c *counter) balances() map[ilbo.Account]int64 {
	c.t.Helper()
	all, err := c.store.Balances(c.t.Context(), time.Time{}, time.Time{})
	c.must(err)
	sums := map[ilbo.Account]int64{}
	var sum int64
	for _, b := range all {
		sum += b.Sum.Amount
		if b.Sum.Amount != 0 {
			sums[b.Account] = b.Sum.Amount
		}
	}
	if sum != 0 {
		c.t.Errorf("the ledger is out by %d", sum)
	}
	return sums
}

func (c *counter) only(id ilbo.SubscriptionID) ilbo.Invoice {
	c.t.Helper()
	all, err := c.store.InvoicesOf(c.t.Context(), id)
	c.must(err)
	var open []ilbo.Invoice
	for _, i := range all {
		if i.Open() {
			open = append(open, i)
		}
	}
	if len(open) != 1 {
		c.t.Fatalf("there are %d open invoices", len(open))
	}
	return open[0]
}

// TestSubscriptionByInvoiceLives goes through the life of one: ordered, paid,
// renewed, paid late, not paid, over.
func TestSubscriptionByInvoiceLives(t *testing.T) {
	c := openCounter(t)
	ctx, mina := t.Context(), c.reader("mina@ilbo.example")
	digital := c.plan(plain)
	s, err := c.OrderByInvoice(ctx, mina, digital, ilbo.Won, false)
	c.must(err)
	_, err = c.OrderByInvoice(ctx, mina, digital, ilbo.Won, false)
	c.refuses(err, circulation.Already)
	c.entitled(mina, 0) // nobody reads before they pay
	first := c.only(s.ID)
	if len(c.letters) != 1 || !strings.Contains(c.letters[0].Text, "일보은행 110-123") || !strings.Contains(c.letters[0].Text, "9,900원") || !strings.Contains(c.letters[0].Text, "https://ilbo.example/ko/account/invoices/1") {
		t.Errorf("the letter says %+v", c.letters)
	}
	c.refuses(c.Pay(ctx, editor, first.ID, c.now), circulation.NotYours)
	c.days(2) // the transfer takes two days, which they do not lose
	for range 2 {
		c.must(c.Pay(ctx, publisher, first.ID, c.now))
	}
	c.entitled(mina, ilbo.ToStories)
	s, err = c.store.Subscription(ctx, s.ID)
	c.must(err)
	if want := time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC); !s.PaidUntil.Equal(want) {
		t.Errorf("paid until %v, not %v", s.PaidUntil, want)
	}
	if got := c.balances(); got[ilbo.AtBank] != 9900 || got[ilbo.Sales] != -9000 || got[ilbo.TaxOwed] != -900 || got[ilbo.Receivable] != 0 {
		t.Errorf("the books say %v", got)
	}
	c.days(10)
	for range 3 {
		c.must(c.Renew(ctx))
	}
	if n := len(c.letters); n != 1 {
		t.Errorf("%d letters long before the term ends", n)
	}
	c.days(10)
	var all sync.WaitGroup
	for range 4 { // several nodes
		all.Go(func() {
			if err := c.Renew(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	second := c.only(s.ID)
	if len(c.letters) != 2 || !second.From.Equal(s.PaidUntil) || !second.To.Equal(time.Date(2026, 4, 2, 3, 0, 0, 0, time.UTC)) {
		t.Errorf("the second invoice is from %v to %v; %d letters", second.From, second.To, len(c.letters))
	}
	c.days(10) // late, within grace
	c.entitled(mina, ilbo.ToStories)
	c.must(c.Pay(ctx, publisher, second.ID, c.now))
	c.must(c.Renew(ctx))
	c.days(20)
	c.must(c.Renew(ctx))
	third := c.only(s.ID)
	c.days(21) // beyond grace
	c.entitled(mina, 0)
	c.must(c.Renew(ctx))
	third, err = c.store.Invoice(ctx, third.ID)
	c.must(err)
	s, err = c.store.Subscription(ctx, s.ID)
	c.must(err)
	if third.Void.IsZero() || s.State(c.now) != ilbo.Over {
		t.Errorf("what was never paid is %s, its invoice void %v", s.State(c.now), third.Void)
	}
	c.refuses(c.Pay(ctx, publisher, third.ID, c.now), circulation.NotNow)
	if got := c.balances(); got[ilbo.AtBank] != 2*9900 || got[ilbo.Receivable] != 0 {
		t.Errorf("the books say %v", got)
	}
	if len(c.changed) == 0 || c.changed[0] != mina.ID {
		t.Errorf("told of %v", c.changed)
	}
	_, err = c.OrderByInvoice(ctx, mina, digital, ilbo.Won, false)
	c.must(err) // they are welcome back
}

func TestTrialIsGivenOnce(t *testing.T) {
	c := openCounter(t)
	ctx, mina := t.Context(), c.reader("mina@ilbo.example")
	digital := c.plan(func(p *ilbo.Plan) { p.Trial = 30 })
	s, err := c.OrderByInvoice(ctx, mina, digital, ilbo.Won, false)
	c.must(err)
	c.entitled(mina, ilbo.ToStories)
	if all, _ := c.store.InvoicesOf(ctx, s.ID); len(all) != 0 {
		t.Error("a trial is invoiced at its beginning")
	}
	c.days(17)
	c.must(c.Renew(ctx))
	invoice := c.only(s.ID)
	if !invoice.From.Equal(s.PaidUntil) {
		t.Errorf("the first term begins at %v, not with the end of the trial", invoice.From)
	}
	c.must(c.Cancel(ctx, mina.ID, s.ID))
	c.entitled(mina, ilbo.ToStories)
	c.days(13)
	c.entitled(mina, 0)
	if got := c.balances(); len(got) != 0 {
		t.Errorf("a trial left %v in the books", got)
	}
	// Whoever deletes their account and comes back has had theirs.
	c.must(c.Leave(ctx, *mina))
	c.must(c.store.DropReader(ctx, mina.ID))
	again := c.reader("mina@ilbo.example")
	s, err = c.OrderByInvoice(ctx, again, digital, ilbo.Won, false)
	c.must(err)
	c.entitled(again, 0)
	offers, err := c.Offers(ctx, again)
	c.must(err)
	if len(offers) != 1 || offers[0].Trial || offers[0].Held == nil {
		t.Errorf("offered %+v", offers)
	}
}

func TestCancelledOpensNoDoorAndPaidOpensOne(t *testing.T) {
	c := openCounter(t)
	ctx, mina, other := t.Context(), c.reader("mina@ilbo.example"), c.reader("jun@ilbo.example")
	s, err := c.OrderByInvoice(ctx, mina, c.plan(plain), ilbo.Won, false)
	c.must(err)
	if err := c.Cancel(ctx, other.ID, s.ID); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("another cancels: %v", err)
	}
	c.must(c.Pay(ctx, publisher, c.only(s.ID).ID, c.now))
	for range 2 {
		c.must(c.Cancel(ctx, mina.ID, s.ID))
	}
	c.days(27)
	c.entitled(mina, ilbo.ToStories)
	c.must(c.Renew(ctx))
	if len(c.letters) != 1 {
		t.Error("what was cancelled is invoiced")
	}
	if err := c.Resume(ctx, other.ID, s.ID); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("another resumes: %v", err)
	}
	c.must(c.Resume(ctx, mina.ID, s.ID))
	c.must(c.Renew(ctx))
	c.must(c.Cancel(ctx, mina.ID, s.ID))
	c.days(2)
	c.entitled(mina, 0)
	c.refuses(c.Resume(ctx, mina.ID, s.ID), circulation.NotNow)
	if got := c.balances(); got[ilbo.Receivable] != 0 || got[ilbo.AtBank] != 9900 {
		t.Errorf("the books say %v", got)
	}
}

func TestUpgradeCostsTheDifference(t *testing.T) {
	c := openCounter(t)
	ctx, mina := t.Context(), c.reader("mina@ilbo.example")
	digital := c.plan(plain)
	both := c.plan(func(p *ilbo.Plan) { p.Gives, p.Prices[0].Amount = ilbo.ToStories|ilbo.ToEPaper, 14900 })
	yearly := c.plan(func(p *ilbo.Plan) { p.Term.Unit, p.Prices[0].Amount = ilbo.Years, 99000 })
	c.now = time.Date(2026, 4, 1, 3, 0, 0, 0, time.UTC)
	s, err := c.OrderByInvoice(ctx, mina, digital, ilbo.Won, false)
	c.must(err)
	c.refuses(c.Upgrade(ctx, mina, s.ID, both), circulation.NotSame) // it is not paid
	c.must(c.Pay(ctx, publisher, c.only(s.ID).ID, c.now))
	c.days(10)
	c.refuses(c.Upgrade(ctx, mina, s.ID, yearly), circulation.NotSame)
	for range 2 { // the second takes the place of the first
		c.must(c.Upgrade(ctx, mina, s.ID, both))
	}
	i := c.only(s.ID)
	if i.Amount.Amount != 5000*20/30 {
		t.Errorf("20 of 30 days cost %d more, not %d", i.Amount.Amount, 5000*20/30)
	}
	c.entitled(mina, ilbo.ToStories)
	c.must(c.Pay(ctx, publisher, i.ID, c.now))
	c.entitled(mina, ilbo.ToStories|ilbo.ToEPaper)
	s, err = c.store.Subscription(ctx, s.ID)
	c.must(err)
	if s.Price.Amount != 14900 || !s.PaidUntil.Equal(time.Date(2026, 5, 1, 3, 0, 0, 0, time.UTC)) {
		t.Errorf("now %v until %v", s.Price, s.PaidUntil)
	}
	c.days(15)
	c.must(c.Renew(ctx))
	if i := c.only(s.ID); i.Amount.Amount != 14900 {
		t.Errorf("renewed for %v", i.Amount)
	}
	c.balances()
}

func TestRefundIsBookedOnceAndNoMoreThanWasPaid(t *testing.T) {
	c := openCounter(t)
	ctx, mina := t.Context(), c.reader("mina@ilbo.example")
	s, err := c.OrderByInvoice(ctx, mina, c.plan(plain), ilbo.Won, false)
	c.must(err)
	i := c.only(s.ID)
	c.refuses(c.Refund(ctx, publisher, i.ID, 0, 100, false), circulation.NotNow)
	c.must(c.Pay(ctx, publisher, i.ID, c.now))
	c.refuses(c.Refund(ctx, editor, i.ID, 0, 100, false), circulation.NotYours)
	c.refuses(c.Refund(ctx, publisher, i.ID, 0, 9901, false), circulation.TooMuch)
	c.refuses(c.Refund(ctx, publisher, i.ID, 0, -1, false), circulation.TooMuch)
	for range 3 {
		c.must(c.Refund(ctx, publisher, i.ID, 0, 3300, false))
	}
	if got := c.balances(); got[ilbo.AtBank] != 6600 || got[ilbo.TaxOwed] != -600 {
		t.Errorf("after a third, the books say %v", got)
	}
	c.entitled(mina, ilbo.ToStories)
	c.must(c.Refund(ctx, publisher, i.ID, 3300, 6600, true))
	c.entitled(mina, 0)
	if got := c.balances(); len(got) != 0 {
		t.Errorf("after all, the books say %v", got)
	}
}

// TestVoucherIsUsedOnceOnTwoNodes redeems one voucher at the same moment at two
// offices on one store.
func TestVoucherIsUsedOnceOnTwoNodes(t *testing.T) {
	c := openCounter(t)
	ctx := t.Context()
	second := circulation.NewOffice(c.OfficeOptions)
	plan := c.plan(func(p *ilbo.Plan) { p.Closed = true }) // vouchers outlive offers
	codes, err := c.MakeVouchers(ctx, publisher, ilbo.Voucher{Plan: plan, Terms: 2, Most: 1, Until: c.now.AddDate(0, 3, 0)}, 2)
	c.must(err)
	_, err = c.MakeVouchers(ctx, editor, ilbo.Voucher{Plan: plan, Terms: 2, Most: 1}, 1)
	c.refuses(err, circulation.NotYours)
	mina, jun := c.reader("mina@ilbo.example"), c.reader("jun@ilbo.example")
	var all sync.WaitGroup
	var failed [2]error
	all.Go(func() { _, failed[0] = c.Redeem(ctx, mina, codes[0]) })
	all.Go(func() { _, failed[1] = second.Redeem(ctx, jun, strings.ToLower(" "+codes[0])) })
	all.Wait()
	if (failed[0] == nil) == (failed[1] == nil) {
		t.Fatalf("redeemed: %v and %v", failed[0], failed[1])
	}
	winner := mina
	if failed[0] != nil {
		winner = jun
	}
	c.entitled(winner, ilbo.ToStories)
	_, err = c.Redeem(ctx, winner, codes[0])
	c.refuses(err, circulation.CodeUsed)
	s, err := c.Redeem(ctx, winner, codes[1])
	c.must(err)
	if want := time.Date(2026, 5, 31, 3, 0, 0, 0, time.UTC); !s.PaidUntil.Equal(want) {
		t.Errorf("two vouchers of two months open until %v, not %v", s.PaidUntil, want)
	}
	for range 20 {
		_, err = c.Redeem(ctx, jun, "AAAA-BBBB")
	}
	c.refuses(err, circulation.TooManyTries)
	c.days(1)
	_, err = c.Redeem(ctx, jun, "AAAA-BBBB")
	c.refuses(err, circulation.NoCode)
}

func TestGiftOpensNothingToItsGiver(t *testing.T) {
	c := openCounter(t)
	ctx, mina, jun := t.Context(), c.reader("mina@ilbo.example"), c.reader("jun@ilbo.example")
	digital := c.plan(func(p *ilbo.Plan) { p.Trial = 7 })
	s, err := c.OrderByInvoice(ctx, mina, digital, ilbo.Won, true)
	c.must(err)
	i := c.only(s.ID)
	for range 2 {
		c.must(c.Pay(ctx, publisher, i.ID, c.now))
	}
	c.entitled(mina, 0)
	if len(c.letters) != 2 {
		t.Fatalf("%d letters", len(c.letters))
	}
	var code string
	for _, word := range strings.FieldsFunc(c.letters[1].Text, func(r rune) bool { return !(r == '-' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z') }) {
		if len(word) == 19 {
			code = word
		}
	}
	_, err = c.Redeem(ctx, jun, code)
	c.must(err)
	c.entitled(jun, ilbo.ToStories)
	if _, err := c.OrderByInvoice(ctx, mina, digital, ilbo.Won, false); err != nil {
		t.Errorf("who gave cannot subscribe: %v", err)
	}
	c.entitled(mina, ilbo.ToStories) // with the trial that they did not use up by it
}

func TestGroupReadsByDomainSeatAndNetwork(t *testing.T) {
	c := openCounter(t)
	ctx := t.Context()
	student, guest, other := c.reader("jun@cs.hanguk.ac.kr"), c.reader("guest@ilbo.example"), c.reader("x@ilbo.example")
	plan := c.plan(func(p *ilbo.Plan) { p.Prices = nil })
	group := &ilbo.Group{Name: "Hanguk", Domains: []string{"hanguk.ac.kr"}, Seats: []string{"guest@ilbo.example"}, Most: 2, Networks: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}}
	contract := circulation.Contract{Plan: plan, Until: c.now.AddDate(1, 0, 0), Group: group}
	_, err := c.PutContract(ctx, editor, contract)
	c.refuses(err, circulation.NotYours)
	if got := c.ByNetwork(netip.MustParseAddr("192.0.2.9"), c.now); got != 0 {
		t.Error("the network reads before there is a contract")
	}
	contract.ID, err = c.PutContract(ctx, publisher, contract)
	c.must(err)
	c.entitled(student, ilbo.ToStories)
	c.entitled(guest, ilbo.ToStories)
	c.entitled(other, 0)
	for _, each := range []struct {
		r    *ilbo.Reader
		want int
	}{{student, 1}, {guest, 1}, {other, 0}} {
		groups, err := c.GroupsOf(ctx, each.r)
		c.must(err)
		if len(groups) != each.want {
			t.Errorf("%s reads by %d groups", each.r.Email, len(groups))
		}
	}
	for at, want := range map[string]ilbo.Entitlement{"192.0.2.9": ilbo.ToStories, "192.0.3.9": 0} {
		if got := c.ByNetwork(netip.MustParseAddr(at), c.now); got != want {
			t.Errorf("from %s: %b", at, got)
		}
	}
	if offers, err := c.Offers(ctx, other); err != nil || len(offers) != 0 {
		t.Errorf("a plan without a price is offered: %v, %v", offers, err)
	}
	group.Seats, group.Networks = nil, nil
	_, err = c.PutContract(ctx, publisher, contract)
	c.must(err)
	c.entitled(guest, 0)
	if got := c.ByNetwork(netip.MustParseAddr("192.0.2.9"), c.now); got != 0 {
		t.Error("the network reads on after it was taken out")
	}
	c.must(c.End(ctx, publisher, contract.ID))
	c.entitled(student, 0)
}

func TestStudentsPlanIsForStudents(t *testing.T) {
	c := openCounter(t)
	plan := c.plan(func(p *ilbo.Plan) { p.Domains = []string{"ac.kr"} })
	_, err := c.OrderByInvoice(t.Context(), c.reader("x@ilbo.example"), plan, ilbo.Won, false)
	c.refuses(err, circulation.NotForYou)
	_, err = c.OrderByInvoice(t.Context(), c.reader("jun@hanguk.ac.kr"), plan, ilbo.Won, false)
	c.must(err)
	_, err = c.OrderByInvoice(t.Context(), c.reader("jin@hanguk.ac.kr"), plan, ilbo.Dollar, false)
	c.refuses(err, circulation.NotSold)
	_, err = c.PutPlan(t.Context(), editor, ilbo.Plan{})
	c.refuses(err, circulation.NotYours)
}

// TestOneOrderAtATime sends the same order eight times at once.
func TestOneOrderAtATime(t *testing.T) {
	c := openCounter(t)
	mina, plan := c.reader("mina@ilbo.example"), c.plan(plain)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := c.OrderByInvoice(t.Context(), mina, plan, ilbo.Won, false); err != nil && !errors.Is(err, ilbo.Conflict) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	held, err := c.Subscriptions(t.Context(), mina)
	c.must(err)
	if len(held) != 1 {
		t.Errorf("%d subscriptions", len(held))
	}
}

// TestWhoLeavesLeavesTheBooksWhole looks at what is left of somebody.
func TestWhoLeavesLeavesTheBooksWhole(t *testing.T) {
	c := openCounter(t)
	ctx, mina := t.Context(), c.reader("mina@ilbo.example")
	s, err := c.OrderByInvoice(ctx, mina, c.plan(plain), ilbo.Won, false)
	c.must(err)
	i := c.only(s.ID)
	c.must(c.Pay(ctx, publisher, i.ID, c.now))
	for range 2 {
		c.must(c.Leave(ctx, *mina))
	}
	s, err = c.store.Subscription(ctx, s.ID)
	c.must(err)
	i, err = c.store.Invoice(ctx, i.ID)
	c.must(err)
	if s.Reader != 0 || i.Reader != 0 || s.Ended.IsZero() || strings.Contains(fmt.Sprintf("%+v %+v", s, i), "mina") {
		t.Errorf("left: %+v, %+v", s, i)
	}
	if got := c.balances(); got[ilbo.AtBank] != 9900 {
		t.Errorf("the books say %v", got)
	}
	c.entitled(mina, 0)
}
