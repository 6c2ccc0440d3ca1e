package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"ilbo.press"
)

const selectInvoices = `SELECT id, subscription, reader, what, amount, currency, tax, from_time, to_time, paid_by, ref, made, due, paid, void, refunded, upgrade FROM invoices `

func scanInvoice(row scanner) (i ilbo.Invoice, err error) {
	var what string
	var from, to, made, due int64
	var ref sql.NullString
	var paid, void sql.NullInt64
	if err := row.Scan(&i.ID, &i.Subscription, &i.Reader, &what, &i.Amount.Amount, &i.Amount.Currency, &i.Tax, &from, &to, &i.By, &ref, &made, &due, &paid, &void, &i.Refunded, &i.Upgrade); err != nil {
		return i, err
	}
	i.From, i.To, i.Made, i.Due = time.UnixMilli(from).UTC(), time.UnixMilli(to).UTC(), time.UnixMilli(made).UTC(), time.UnixMilli(due).UTC()
	i.Paid, i.Void, i.Ref = moment(paid), moment(void), ref.String
	return i, decode(what, &i.For)
}

// Invoice finds an invoice; one that there is not is NotFound.
func (s *Store) Invoice(ctx context.Context, id ilbo.InvoiceID) (ilbo.Invoice, error) {
	i, err := one(ctx, s, scanInvoice, selectInvoices+`WHERE id = ?`, int64(id))
	if err != nil {
		return i, missing(err, "invoice %d", id)
	}
	return i, nil
}

// InvoiceByRef finds one as its provider calls it.
func (s *Store) InvoiceByRef(ctx context.Context, ref string) (ilbo.Invoice, error) {
	i, err := one(ctx, s, scanInvoice, selectInvoices+`WHERE ref = ?`, ref)
	if err != nil {
		return i, missing(err, "invoice %s", ref)
	}
	return i, nil
}

// InvoicesOf are those of a subscription, the newest first.
func (s *Store) InvoicesOf(ctx context.Context, id ilbo.SubscriptionID) ([]ilbo.Invoice, error) {
	return s.invoices(ctx, `WHERE subscription = ? ORDER BY id DESC`, int64(id))
}

// InvoicesFor are those of a reader, the newest first.
func (s *Store) InvoicesFor(ctx context.Context, id ilbo.ReaderID) ([]ilbo.Invoice, error) {
	return s.invoices(ctx, `WHERE reader = ? AND reader <> 0 ORDER BY id DESC`, int64(id))
}

// OpenInvoices are those that wait to be paid, the oldest first.
func (s *Store) OpenInvoices(ctx context.Context, limit int) ([]ilbo.Invoice, error) {
	return s.invoices(ctx, `WHERE paid IS NULL AND void IS NULL ORDER BY id LIMIT ?`, limit)
}

// InvoicesPaid are those that were paid in some way from a moment until before
// another, the oldest first.
func (s *Store) InvoicesPaid(ctx context.Context, by ilbo.PaidBy, from, to time.Time) ([]ilbo.Invoice, error) {
	return s.invoices(ctx, `WHERE paid >= ? AND paid < ? AND paid_by = ? ORDER BY id`, from.UnixMilli(), to.UnixMilli(), string(by))
}

func (s *Store) invoices(ctx context.Context, text string, args ...any) ([]ilbo.Invoice, error) {
	all, err := list(ctx, s, scanInvoice, selectInvoices+text, args...)
	if err != nil {
		return nil, fmt.Errorf("reading invoices: %w", err)
	}
	return all, nil
}

// PutInvoice adds an invoice where the ID is 0, which it sets to the next, and
// otherwise keeps what became of it. What it asks for does not change.
func (s *Store) PutInvoice(ctx context.Context, i *ilbo.Invoice) error {
	what, err := encode(i.For)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if i.ID != 0 {
			if err := t.first(ctx, []any{&i.ID}, `UPDATE invoices SET reader = ?, paid = ?, void = ?, refunded = ?, ref = ? WHERE id = ? RETURNING id`,
				int64(i.Reader), millis(i.Paid), millis(i.Void), i.Refunded, nullable(i.Ref), int64(i.ID)); err != nil {
				return missing(err, "invoice %d", i.ID)
			}
			return nil
		}
		// An update makes the next one wait, on either database: numbers have no gap.
		if err := t.first(ctx, []any{&i.ID}, `UPDATE invoice_end SET number = number + 1 WHERE one = 1 RETURNING number`); err != nil {
			return fmt.Errorf("numbering an invoice: %w", err)
		}
		_, err := t.exec(ctx, `INSERT INTO invoices (id, subscription, reader, what, amount, currency, tax, from_time, to_time, paid_by, ref, made, due, paid, void, refunded, upgrade)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, int64(i.ID), int64(i.Subscription), int64(i.Reader), what, i.Amount.Amount, string(i.Amount.Currency), i.Tax,
			i.From.UnixMilli(), i.To.UnixMilli(), string(i.By), nullable(i.Ref), i.Made.UnixMilli(), i.Due.UnixMilli(), millis(i.Paid), millis(i.Void), i.Refunded, int64(i.Upgrade))
		if err != nil {
			return fmt.Errorf("storing invoice %d: %w", i.ID, err)
		}
		return nil
	})
}
