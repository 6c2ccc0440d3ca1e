package circulation_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

// A till is a provider that notes what it was asked for.
type till struct {
	asked  []string
	orders []ilbo.Order
	books  []ilbo.Payment
	refuse error
}

func (b *till) note(format string, args ...any) error {
	b.asked = append(b.asked, fmt.Sprintf(format, args...))
	return b.refuse
}

func (b *till) Checkout(_ context.Context, o ilbo.Order) (string, error) {
	b.orders = append(b.orders, o)
	return "https://pay.example/" + fmt.Sprint(o.Subscription), b.note("checkout %s", o.Key)
}

func (b *till) Portal(_ context.Context, customer, _ string, _ ilbo.Language) (string, error) {
	return "https://pay.example/portal", b.note("portal %s", customer)
}
func (b *till) Cancel(_ context.Context, ref string) error { return b.note("cancel %s", ref) }
func (b *till) Resume(_ context.Context, ref string) error { return b.note("resume %s", ref) }
func (b *till) End(_ context.Context, ref string) error    { return b.note("end %s", ref) }
func (b *till) Change(_ context.Context, ref string, o ilbo.Order) error {
	return b.note("change %s to %d", ref, o.Price.Amount)
}
func (b *till) Refund(_ context.Context, payment string, m ilbo.Money, key string) error {
	return b.note("refund %d of %s: %s", m.Amount, payment, key)
}
func (b *till) Payments(_ context.Context, from, to time.Time) iter.Seq2[ilbo.Payment, error] {
	return func(yield func(ilbo.Payment, error) bool) {
		for _, p := range b.books {
			if !p.At.Before(from) && p.At.Before(to) && !yield(p, b.refuse) {
				return
			}
		}
	}
}

// withTill opens an office that takes cards.
func withTill(t *testing.T) (*counter, *till) {
	c, b := openCounter(t), &till{}
	options := c.OfficeOptions
	options.Card = b
	options.Paper.Email = "office@ilbo.example"
	c.Office = circulation.NewOffice(options)
	return c, b
}

// ordered is a subscription that a reader went to the provider for.
func (c *counter) ordered(r *ilbo.Reader, plan ilbo.PlanID) ilbo.SubscriptionID {
	c.t.Helper()
	address, err := c.OrderByCard(c.t.Context(), r, plan, ilbo.Won, false)
	c.must(err)
	var id ilbo.SubscriptionID
	_, err = fmt.Sscanf(address, "https://pay.example/%d", &id)
	c.must(err)
	return id
}

func TestOrderByCardThatWasLeftIsTakenUpAgain(t *testing.T) {
	c, b := withTill(t)
	ctx, mina := t.Context(), c.reader("mina@ilbo.example")
	plan := c.plan(func(p *ilbo.Plan) { p.Trial = 7 })
	first := c.ordered(mina, plan)
	if again := c.ordered(mina, plan); again != first {
		t.Errorf("ordered again it is subscription %d, not %d", again, first)
	}
	if b.asked[0] != b.asked[1] || b.orders[0].Trial != 7 || b.orders[0].Name != "Digital" || !strings.HasPrefix(b.orders[0].Paid, "https://ilbo.example/ko/account/") {
		t.Errorf("asked for %q, %+v", b.asked, b.orders[0])
	}
	c.entitled(mina, 0)
	c.must(c.Happened(ctx, ilbo.Happening{ID: "e1", Kind: ilbo.WasBegun, At: c.now, Subscription: first, Ref: "sub_1", Customer: "cus_1", To: c.now.AddDate(0, 0, 7)}))
	c.entitled(mina, ilbo.ToStories)
	_, err := c.OrderByCard(ctx, mina, plan, ilbo.Won, false)
	c.refuses(err, circulation.Already)
	_, err = openCounter(t).OrderByCard(ctx, mina, plan, ilbo.Won, false)
	c.refuses(err, circulation.NoCard)
}

// TestWhatIsToldInAnyOrderComesToTheSame tells of a year in a thousand orders, each
// thing up to three times.
func TestWhatIsToldInAnyOrderComesToTheSame(t *testing.T) {
	c, b := withTill(t)
	plan := c.plan(func(p *ilbo.Plan) { p.Trial = 7 })
	random := rand.New(rand.NewPCG(7, 7))
	began := c.now
	var want string
	for round := range 60 {
		r := c.reader(fmt.Sprintf("r%d@ilbo.example", round))
		id := c.ordered(r, plan)
		ref := fmt.Sprintf("sub_%d", round)
		told := []ilbo.Happening{{Kind: ilbo.WasBegun, At: began, To: began.AddDate(0, 0, 7)}}
		from := began.AddDate(0, 0, 7)
		for n := range 4 {
			to := began.AddDate(0, n+1, 7)
			told = append(told, ilbo.Happening{Kind: ilbo.WasPaid, At: from, From: from, To: to, Payment: fmt.Sprintf("pi_%d_%d", round, n), Amount: ilbo.Money{Amount: 9900, Currency: ilbo.Won}})
			from = to
		}
		told = append(told,
			ilbo.Happening{Kind: ilbo.WasRefunded, At: from, Payment: fmt.Sprintf("pi_%d_1", round), Amount: ilbo.Money{Amount: 3300, Currency: ilbo.Won}},
			ilbo.Happening{Kind: ilbo.WasRefunded, At: from.Add(1), Payment: fmt.Sprintf("pi_%d_1", round), Amount: ilbo.Money{Amount: 9900, Currency: ilbo.Won}},
			ilbo.Happening{Kind: ilbo.WasNotPaid, At: from, From: from, To: from.AddDate(0, 1, 0)},
			ilbo.Happening{Kind: ilbo.WasEnded, At: from.AddDate(0, 0, 9)})
		for i := range told {
			told[i].ID, told[i].Subscription, told[i].Ref, told[i].Customer = fmt.Sprintf("evt_%d_%d", round, i), id, ref, "cus"
		}
		queue := slices.Clone(told)
		for range 2 {
			queue = append(queue, told[random.IntN(len(told))])
		}
		random.Shuffle(len(queue), func(i, j int) { queue[i], queue[j] = queue[j], queue[i] })
		for tries := 0; len(queue) > 0; tries++ {
			h := queue[0]
			queue = queue[1:]
			if err := c.Happened(t.Context(), h); errors.Is(err, ilbo.Busy) && tries < 100 {
				queue = append(queue, h) // a provider tells again what was not taken
			} else if err != nil {
				t.Fatalf("round %d, %+v: %v", round, h, err)
			}
		}
		s, err := c.store.Subscription(t.Context(), id)
		c.must(err)
		invoices, err := c.store.InvoicesOf(t.Context(), id)
		c.must(err)
		var refunded, paid int64
		for _, i := range invoices {
			refunded, paid = refunded+i.Refunded, paid+i.Amount.Amount
		}
		got := fmt.Sprintf("from %v, paid until %v, ended %v, trial %v, %d invoices, %d paid, %d refunded", s.Anchor, s.PaidUntil, s.Ended, s.Trial, len(invoices), paid, refunded)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("round %d: %s, not %s", round, got, want)
		}
	}
	if !strings.Contains(want, "4 invoices, 39600 paid, 9900 refunded") || !strings.Contains(want, "trial false") {
		t.Errorf("all came to %s", want)
	}
	if got := c.balances(); got[ilbo.AtStripe] != 60*3*9900 || got[ilbo.Receivable] != 0 {
		t.Errorf("the books say %v", got)
	}
	for _, a := range b.asked {
		if !strings.HasPrefix(a, "checkout") {
			t.Errorf("the provider was asked to %s", a)
		}
	}
}

func TestCardIsCancelledWhereItIsPaid(t *testing.T) {
	c, b := withTill(t)
	ctx, mina, other := t.Context(), c.reader("mina@ilbo.example"), c.reader("jun@ilbo.example")
	digital := c.plan(plain)
	both := c.plan(func(p *ilbo.Plan) { p.Gives, p.Prices[0].Amount = ilbo.ToStories|ilbo.ToEPaper, 14900 })
	id := c.ordered(mina, digital)
	won := ilbo.Money{Amount: 9900, Currency: ilbo.Won}
	c.must(c.Happened(ctx, ilbo.Happening{ID: "e1", Kind: ilbo.WasPaid, At: c.now, Subscription: id, Ref: "sub_1", Customer: "cus_1", Payment: "pi_1", Amount: won, From: c.now, To: c.now.AddDate(0, 1, 0)}))
	c.entitled(mina, ilbo.ToStories)
	b.asked = nil
	if err := c.Cancel(ctx, other.ID, id); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("another cancels: %v", err)
	}
	if _, err := c.Portal(ctx, other, id); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("another looks at the card: %v", err)
	}
	if len(b.asked) != 0 {
		t.Fatalf("another had the provider asked to %q", b.asked)
	}
	b.refuse = ilbo.Busy
	if err := c.Cancel(ctx, mina.ID, id); !errors.Is(err, ilbo.Busy) {
		t.Errorf("a provider that is away cancels: %v", err)
	}
	s, err := c.store.Subscription(ctx, id)
	c.must(err)
	if !s.Cancelled.IsZero() {
		t.Error("what the provider did not do was done here")
	}
	b.refuse = nil
	c.must(c.Cancel(ctx, mina.ID, id))
	c.must(c.Resume(ctx, mina.ID, id))
	_, err = c.Portal(ctx, mina, id)
	c.must(err)
	c.must(c.Upgrade(ctx, mina, id, both))
	c.entitled(mina, ilbo.ToStories|ilbo.ToEPaper)
	invoices, err := c.store.InvoicesOf(ctx, id)
	c.must(err)
	for range 2 {
		c.must(c.Refund(ctx, publisher, invoices[0].ID, 0, 900, false))
	}
	c.must(c.End(ctx, publisher, id))
	c.entitled(mina, 0)
	want := []string{"cancel sub_1", "cancel sub_1", "resume sub_1", "portal cus_1", "change sub_1 to 14900", "refund 900 of pi_1: refund 1 0 900", "end sub_1"}
	if !slices.Equal(b.asked, want) {
		t.Errorf("the provider was asked to %q", b.asked)
	}
	if got := c.balances(); got[ilbo.AtStripe] != 9000 {
		t.Errorf("the books say %v", got)
	}
}

// TestPaidCardOpensDoorsHoweverLate has a card refused for longer than grace, and then
// charged after all; and an order paid that was given up.
func TestPaidCardOpensDoorsHoweverLate(t *testing.T) {
	c, _ := withTill(t)
	ctx, mina := t.Context(), c.reader("mina@ilbo.example")
	id := c.ordered(mina, c.plan(plain))
	c.must(c.Cancel(ctx, mina.ID, id))
	n := 0
	paid := func() {
		n++
		c.must(c.Happened(ctx, ilbo.Happening{ID: fmt.Sprint("e", n), Kind: ilbo.WasPaid, At: c.now, Subscription: id, Ref: "sub_1", Payment: fmt.Sprint("pi_", n), Amount: ilbo.Money{Amount: 9900, Currency: ilbo.Won}, From: c.now, To: c.now.AddDate(0, 1, 0)}))
	}
	paid()
	c.entitled(mina, ilbo.ToStories)
	s, err := c.store.Subscription(ctx, id)
	c.must(err)
	if !s.Renews() {
		t.Error("the provider renews what is said to end here")
	}
	c.days(60)
	c.must(c.Renew(ctx))
	c.entitled(mina, 0)
	paid()
	c.entitled(mina, ilbo.ToStories)
}

// TestWhoLeftAtTheTillIsNotChargedOn has somebody delete their account while they
// are at the provider, and then pay there.
func TestWhoLeftAtTheTillIsNotChargedOn(t *testing.T) {
	c, b := withTill(t)
	mina := c.reader("mina@ilbo.example")
	id := c.ordered(mina, c.plan(plain))
	c.must(c.Leave(t.Context(), *mina))
	c.must(c.Happened(t.Context(), ilbo.Happening{ID: "e1", Kind: ilbo.WasBegun, At: c.now, Subscription: id, Ref: "sub_1", Customer: "cus_1"}))
	if !slices.Contains(b.asked, "end sub_1") {
		t.Errorf("the provider was asked to %q", b.asked)
	}
}

func TestSecondSubscriptionAtTheProviderIsEnded(t *testing.T) {
	c, b := withTill(t)
	ctx, mina := t.Context(), c.reader("mina@ilbo.example")
	id := c.ordered(mina, c.plan(plain))
	paid := func(n int) ilbo.Happening {
		return ilbo.Happening{ID: fmt.Sprint("e", n), Kind: ilbo.WasPaid, At: c.now, Subscription: id, Ref: fmt.Sprint("sub_", n), Payment: fmt.Sprint("pi_", n), Amount: ilbo.Money{Amount: 9900, Currency: ilbo.Won}, From: c.now, To: c.now.AddDate(0, n, 0)}
	}
	c.must(c.Happened(ctx, paid(1)))
	c.must(c.Happened(ctx, paid(2)))
	s, err := c.store.Subscription(ctx, id)
	c.must(err)
	if s.Ref != "sub_1" || !s.PaidUntil.Equal(c.now.AddDate(0, 1, 0)) {
		t.Errorf("it is %s, paid until %v", s.Ref, s.PaidUntil)
	}
	if !slices.Contains(b.asked, "end sub_2") || slices.Contains(b.asked, "end sub_1") {
		t.Errorf("the provider was asked to %q", b.asked)
	}
	if got := c.balances(); got[ilbo.AtStripe] != 2*9900 {
		t.Errorf("the books say %v", got)
	}
	if n := len(c.letters); n != 1 || c.letters[0].To != "office@ilbo.example" {
		t.Errorf("%d letters: %+v", n, c.letters)
	}
	c.must(c.Happened(ctx, ilbo.Happening{ID: "e9", Kind: ilbo.WasEnded, At: c.now, Subscription: id, Ref: "sub_2"}))
	c.entitled(mina, ilbo.ToStories) // the end of the second is not that of the first
}

func TestBooksAreCompared(t *testing.T) {
	c, b := withTill(t)
	ctx := t.Context()
	id := c.ordered(c.reader("mina@ilbo.example"), c.plan(plain))
	won := func(n int64) ilbo.Money { return ilbo.Money{Amount: n, Currency: ilbo.Won} }
	day := time.Date(2026, 2, 3, 0, 0, 0, 0, c.Paper.Zone)
	for n, ref := range []string{"same", "amount", "refunded", "ours"} {
		at := day.Add(time.Duration(n) * time.Hour)
		c.must(c.Happened(ctx, ilbo.Happening{ID: ref, Kind: ilbo.WasPaid, At: at, Subscription: id, Ref: "sub_1", Payment: ref, Amount: won(100), From: at, To: at.AddDate(0, 1, 0)}))
		if ref != "ours" {
			b.books = append(b.books, ilbo.Payment{Ref: ref, Amount: won(100), At: at})
		}
	}
	b.books[1].Amount = won(101)
	b.books[2].Refunded = 7
	b.books = append(b.books, ilbo.Payment{Ref: "theirs", Subscription: 5, Amount: won(9), At: day})
	found, err := c.Compare(ctx, day, day.AddDate(0, 0, 1))
	c.must(err)
	var refs []string
	for _, f := range found {
		ref, _, _ := strings.Cut(f, ":")
		refs = append(refs, ref)
	}
	if !slices.Equal(refs, []string{"amount", "refunded", "theirs", "ours"}) {
		t.Errorf("the differences are %q", found)
	}
	c.now = day.AddDate(0, 0, 1).Add(5 * time.Hour)
	before := len(c.letters)
	for range 3 {
		c.must(c.CompareYesterday(ctx))
	}
	if n := len(c.letters) - before; n != 1 || !strings.Contains(c.letters[before].Text, "theirs") {
		t.Errorf("%d letters of the comparison", n)
	}
	c.days(1)
	b.refuse, b.books[0].At = ilbo.Busy, c.now.AddDate(0, 0, -1)
	if err := c.CompareYesterday(ctx); !errors.Is(err, ilbo.Busy) {
		t.Errorf("a provider that is away: %v", err)
	}
	b.refuse = nil
	c.must(c.CompareYesterday(ctx)) // and it is looked at again
}
