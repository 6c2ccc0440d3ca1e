package ilbo

import (
	"strings"
	"time"
)

// A VoucherID numbers a voucher for ever.
type VoucherID int64

// A Voucher opens a plan for some terms, without payment, to whoever types its
// code: a gift that somebody paid for, a prize, a campaign's letter.
type Voucher struct {
	ID     VoucherID
	Code   TokenDigest // of the code as [CleanCode] writes it
	Hint   string      // the code's last characters, by which people tell vouchers apart
	Plan   PlanID
	Terms  int       // of the plan
	Most   int       // readers who may use it, each once
	Used   int       // who did
	Until  time.Time // it is good no more from then on; zero: it is for ever
	Made   time.Time
	By     string // who made it: a login, or "reader:17"
	Note   string // for the desk
	Closed bool
}

// CleanCode gives a voucher's code as it was made, however it was typed: without
// spaces and hyphens, in capitals, with the digits that letters are mistaken for.
func CleanCode(text string) string {
	var b strings.Builder
	for _, r := range strings.ToUpper(text) {
		switch {
		case r == 'O':
			b.WriteByte('0')
		case r == 'I' || r == 'L':
			b.WriteByte('1')
		case r == 'U':
			b.WriteByte('V')
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			b.WriteRune(r)
		case r >= 'A'+0xFEE0 && r <= 'Z'+0xFEE0, r >= '0'+0xFEE0 && r <= '9'+0xFEE0: // full width
			b.WriteString(CleanCode(string(r - 0xFEE0)))
		}
		if b.Len() > 40 {
			break
		}
	}
	return b.String()
}
