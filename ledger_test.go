package ilbo_test

import (
	"math/rand/v2"
	"testing"

	"ilbo.press"
)

// TestLedgerBalances walks invoices through all that can happen to them: every
// entry balances, and one that is refunded or voided to its end leaves nothing on
// any account.
func TestLedgerBalances(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 2000 {
		rate := r.IntN(3000)
		amount := 1 + r.Int64N(1_000_000)
		i := ilbo.Invoice{ID: ilbo.InvoiceID(n + 1), Amount: ilbo.Money{Amount: amount, Currency: ilbo.Won}, Tax: ilbo.TaxIn(amount, rate), By: ilbo.ByInvoice, Made: may, Paid: days(1), Void: days(1)}
		if i.Tax < 0 || i.Tax >= amount && amount > 1 {
			t.Fatalf("%d has %d of tax in it, at %d", amount, i.Tax, rate)
		}
		entries := []ilbo.LedgerEntry{i.Issued()}
		if n%2 == 0 {
			entries = append(entries, i.Voided())
		} else {
			entries = append(entries, i.Settled())
			for i.Refunded < amount {
				was := i.Refunded
				i.Refunded += 1 + r.Int64N(amount-was)
				entries = append(entries, i.Returned(was, days(2)))
			}
		}
		on, names := map[ilbo.Account]int64{}, map[string]bool{}
		for k := range entries {
			if err := entries[k].Check(); err != nil {
				t.Fatal(err)
			}
			if names[entries[k].Once] {
				t.Fatalf("two entries are called %q", entries[k].Once)
			}
			names[entries[k].Once] = true
			for _, p := range entries[k].Postings {
				on[p.Account] += p.Amount
			}
		}
		for account, sum := range on {
			if sum != 0 {
				t.Fatalf("of an invoice of %d with %d of tax, %d stay on %s", amount, i.Tax, sum, account)
			}
		}
	}
}

func TestTaxAndPartsAreWhole(t *testing.T) {
	for _, c := range []struct {
		amount int64
		rate   int
		want   int64
	}{{11000, 1000, 1000}, {9900, 1000, 900}, {1, 1000, 0}, {100, 1900, 16}, {0, 1000, 0}, {500, 0, 0}} {
		if got := ilbo.TaxIn(c.amount, c.rate); got != c.want {
			t.Errorf("%d at %d has %d of tax in it, not %d", c.amount, c.rate, got, c.want)
		}
	}
	for _, c := range []struct{ now, want int64 }{{0, 9900}, {10, 6600}, {15, 4950}, {30, 0}, {31, 0}, {-1, 9900}} {
		if got := ilbo.Part(9900, may, days(30), days(int(c.now))); got != c.want {
			t.Errorf("after %d of 30 days %d of 9900 are left, not %d", c.now, got, c.want)
		}
	}
}
