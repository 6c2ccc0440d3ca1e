package ilbo

import (
	"strconv"
	"strings"
)

// A Currency is the ISO 4217 code of one that the paper sells in.
type Currency string

// The currencies that the house knows how to write.
const (
	Won    Currency = "KRW"
	Dollar Currency = "USD"
	Euro   Currency = "EUR"
)

// Known reports whether the house can write amounts of c.
func (c Currency) Known() bool { return c == Won || c == Dollar || c == Euro }

// Decimals is how many digits of an amount stand behind the point: a won has no
// parts.
func (c Currency) Decimals() int {
	if c == Won {
		return 0
	}
	return 2
}

// Money is an amount in the smallest unit of its currency: 9900 is 9,900 won, and
// 99 dollars. It is never a fraction.
type Money struct {
	Amount   int64
	Currency Currency
}

// In writes an amount as a language does: "₩9,900" and "9,900원", "$9.90" and
// "US$9.90".
func (m Money) In(l Language) string {
	digits, sign := strconv.FormatInt(m.Amount, 10), ""
	if m.Amount < 0 {
		digits, sign = digits[1:], "−"
	}
	n := m.Currency.Decimals()
	if short := n + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	whole, parts := digits[:len(digits)-n], digits[len(digits)-n:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if n > 0 {
		whole += "." + parts
	}
	switch {
	case m.Currency == Won && l == Korean:
		return sign + whole + "원"
	case m.Currency == Won:
		return sign + "₩" + whole
	case m.Currency == Dollar && l == Korean:
		return sign + "US$" + whole
	case m.Currency == Dollar:
		return sign + "$" + whole
	case m.Currency == Euro:
		return sign + "€" + whole
	}
	return sign + whole + " " + string(m.Currency)
}
