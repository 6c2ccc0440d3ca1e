package circulation

import (
	"context"
	"time"

	"ilbo.press"
)

// OfficeStore is where what is sold is kept.
type OfficeStore interface {
	PlanStore
	SubscriptionStore
	InvoiceStore
	VoucherStore
	PassageStore
	// Hear reports whether something is heard for the first time, and keeps that; Heard
	// whether it was.
	Hear(ctx context.Context, id string, at time.Time) (first bool, err error)
	Heard(ctx context.Context, id string) (bool, error)
	// EndAtProvider has a subscription ended at its provider, after the transaction of
	// ctx.
	EndAtProvider(ctx context.Context, ref string) error
	Reader(ctx context.Context, id ilbo.ReaderID) (ilbo.Reader, error)
	// HoldReader lets nobody else who does so go on before the transaction ends.
	HoldReader(ctx context.Context, id ilbo.ReaderID) (ilbo.Reader, error)
	ReaderByEmail(ctx context.Context, email string) (ilbo.Reader, error)
	Audit(ctx context.Context, e ilbo.AuditEntry) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}

// PlanStore keeps plans; one that is not there is NotFound.
type PlanStore interface {
	Plans(ctx context.Context) ([]ilbo.Plan, error)
	Plan(ctx context.Context, id ilbo.PlanID) (ilbo.Plan, error)
	// PutPlan adds a plan where the ID is 0, and sets it.
	PutPlan(ctx context.Context, p *ilbo.Plan) error
}

// SubscriptionStore keeps subscriptions; one that is not there is NotFound.
type SubscriptionStore interface {
	Subscription(ctx context.Context, id ilbo.SubscriptionID) (ilbo.Subscription, error)
	// HoldSubscription lets nobody else change it before the transaction ends.
	HoldSubscription(ctx context.Context, id ilbo.SubscriptionID) (ilbo.Subscription, error)
	SubscriptionsOf(ctx context.Context, r ilbo.Reader) ([]ilbo.Subscription, error)
	SubscriptionsDue(ctx context.Context, before time.Time, from ilbo.SubscriptionID, limit int) ([]ilbo.Subscription, error)
	Subscribers(ctx context.Context, plan ilbo.PlanID, before ilbo.SubscriptionID, limit int) ([]ilbo.Subscription, error)
	// EachSubscription gives all of them to do; an error of it ends that.
	EachSubscription(ctx context.Context, do func(*ilbo.Subscription) error) error
	Groups(ctx context.Context) ([]ilbo.Subscription, error)
	// PutSubscription adds a subscription where the ID is 0, and sets it.
	PutSubscription(ctx context.Context, s *ilbo.Subscription) error
	HadTrial(ctx context.Context, email string) (bool, error)
	// BeginTrial reports whether it is the first of an address.
	BeginTrial(ctx context.Context, email string, at time.Time) (bool, error)
}

// InvoiceStore keeps invoices, and the ledger.
type InvoiceStore interface {
	Invoice(ctx context.Context, id ilbo.InvoiceID) (ilbo.Invoice, error)
	InvoicesOf(ctx context.Context, id ilbo.SubscriptionID) ([]ilbo.Invoice, error)
	InvoicesFor(ctx context.Context, id ilbo.ReaderID) ([]ilbo.Invoice, error)
	OpenInvoices(ctx context.Context, limit int) ([]ilbo.Invoice, error)
	InvoiceByRef(ctx context.Context, ref string) (ilbo.Invoice, error)
	InvoicesPaid(ctx context.Context, by ilbo.PaidBy, from, to time.Time) ([]ilbo.Invoice, error)
	// PutInvoice adds an invoice where the ID is 0, and sets it to the next number.
	PutInvoice(ctx context.Context, i *ilbo.Invoice) error
	// Balances are what was entered on each account from a moment until before another.
	Balances(ctx context.Context, from, to time.Time) ([]ilbo.Balance, error)
	// Enter adds an entry to the ledger unless one of its name is there.
	Enter(ctx context.Context, e ilbo.LedgerEntry) error
}

// VoucherStore keeps vouchers; a code that there is not is NotFound.
type VoucherStore interface {
	Voucher(ctx context.Context, code ilbo.TokenDigest) (ilbo.Voucher, error)
	Vouchers(ctx context.Context, before ilbo.VoucherID, limit int) ([]ilbo.Voucher, error)
	PutVoucher(ctx context.Context, v *ilbo.Voucher) error
	CloseVoucher(ctx context.Context, id ilbo.VoucherID) error
	// UseVoucher gives false where a voucher is good no more, or not for this reader.
	UseVoucher(ctx context.Context, id ilbo.VoucherID, reader ilbo.ReaderID, at time.Time) (bool, error)
}

// PassageStore has what was counted at the meter, from a day until before another.
type PassageStore interface {
	MeterDays(ctx context.Context, from, to string) ([]ilbo.MeterRow, error)
	// MeterStories are those that sold most.
	MeterStories(ctx context.Context, from, to string, limit int) ([]ilbo.MeterRow, error)
}

// Letters take letters, in the transaction of ctx, to be sent after it.
type Letters interface {
	QueueLetter(ctx context.Context, l ilbo.Letter) error
}
