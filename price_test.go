package ilbo_test

import (
	"math"
	"testing"

	"ilbo.press"
)

func TestMoneyIsWrittenAsALanguageDoes(t *testing.T) {
	for _, test := range []struct {
		amount   int64
		currency ilbo.Currency
		en, ko   string
	}{
		{9900, ilbo.Won, "₩9,900", "9,900원"},
		{0, ilbo.Won, "₩0", "0원"},
		{-1234567, ilbo.Won, "−₩1,234,567", "−1,234,567원"},
		{990, ilbo.Dollar, "$9.90", "US$9.90"},
		{5, ilbo.Dollar, "$0.05", "US$0.05"},
		{-100000, ilbo.Dollar, "−$1,000.00", "−US$1,000.00"},
		{1200, ilbo.Euro, "€12.00", "€12.00"},
		{math.MinInt64, ilbo.Won, "−₩9,223,372,036,854,775,808", "−9,223,372,036,854,775,808원"},
	} {
		m := ilbo.Money{Amount: test.amount, Currency: test.currency}
		if en, ko := m.In(ilbo.English), m.In(ilbo.Korean); en != test.en || ko != test.ko {
			t.Errorf("%d %s: got %q and %q, want %q and %q", test.amount, test.currency, en, ko, test.en, test.ko)
		}
	}
}
