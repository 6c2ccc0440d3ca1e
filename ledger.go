package ilbo

import (
	"fmt"
	"time"
)

// An Account is a page of the ledger.
type Account string

// The accounts. Where money comes in, it is added to what the paper has, and
// taken from what it is owed or has earned: the two sides of an entry are equal.
const (
	Receivable Account = "receivable" // invoices that are not paid
	AtBank     Account = "bank"
	AtStripe   Account = "stripe"
	Sales      Account = "sales"
	TaxOwed    Account = "tax"
)

// A Posting adds an amount to an account, or takes it off.
type Posting struct {
	Account Account
	Amount  int64
}

// A LedgerEntry is one thing that happened to money. Entries are never changed: a
// mistake is put right by another.
type LedgerEntry struct {
	ID       int64
	At       time.Time
	Once     string // names what happened: an entry of the same name is not made again
	Invoice  InvoiceID
	Currency Currency
	Postings []Posting
}

// Check says whether an entry balances: the sum of its postings is nothing.
func (e *LedgerEntry) Check() error {
	var sum int64
	for _, p := range e.Postings {
		sum += p.Amount
	}
	if sum != 0 || len(e.Postings) < 2 || e.Once == "" || !e.Currency.Known() {
		return &Error{Kind: Internal, Say: fmt.Sprintf("The ledger entry %q does not balance: %d.", e.Once, sum)}
	}
	return nil
}

// At is the account that money comes into that is paid in some way.
func (by PaidBy) At() Account {
	if by == ByStripe {
		return AtStripe
	}
	return AtBank
}

func (i *Invoice) entry(what string, at time.Time, postings ...Posting) LedgerEntry {
	e := LedgerEntry{At: at, Once: fmt.Sprintf("%s %d", what, i.ID), Invoice: i.ID, Currency: i.Amount.Currency}
	for _, p := range postings {
		if p.Amount != 0 {
			e.Postings = append(e.Postings, p)
		}
	}
	return e
}

// Issued is the entry of an invoice that was made.
func (i *Invoice) Issued() LedgerEntry {
	return i.entry("issued", i.Made, Posting{Receivable, i.Amount.Amount}, Posting{Sales, i.Tax - i.Amount.Amount}, Posting{TaxOwed, -i.Tax})
}

// Settled is the entry of an invoice that was paid.
func (i *Invoice) Settled() LedgerEntry {
	return i.entry("settled", i.Paid, Posting{i.By.At(), i.Amount.Amount}, Posting{Receivable, -i.Amount.Amount})
}

// Voided is the entry of an invoice that is taken back before it is paid.
func (i *Invoice) Voided() LedgerEntry {
	return i.entry("voided", i.Void, Posting{Receivable, -i.Amount.Amount}, Posting{Sales, i.Amount.Amount - i.Tax}, Posting{TaxOwed, i.Tax})
}

// Returned is the entry of a refund that brings what was refunded of an invoice
// from what it was to what it is now. The tax in it goes back in proportion, and
// to the last of it with the last of the amount.
func (i *Invoice) Returned(was int64, at time.Time) LedgerEntry {
	amount, tax := i.Refunded-was, i.taxOf(i.Refunded)-i.taxOf(was)
	e := i.entry("returned", at, Posting{i.By.At(), -amount}, Posting{Sales, amount - tax}, Posting{TaxOwed, tax})
	e.Once = fmt.Sprintf("%s %d", e.Once, i.Refunded)
	return e
}

func (i *Invoice) taxOf(part int64) int64 {
	if i.Amount.Amount == 0 {
		return 0
	}
	return i.Tax * part / i.Amount.Amount
}

// A Balance is what is on an account, in one currency.
type Balance struct {
	Account Account
	Sum     Money
}
