package circulation

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"ilbo.press"
)

// The most of vouchers, and how often a reader may type one that there is not.
const (
	maxVouchers     = 1_000 // made at once
	maxVoucherUse   = 100_000
	maxTerms        = 36
	maxNote         = 200
	codeTries       = 10
	codeTriesWithin = time.Hour
)

// MakeVouchers makes n vouchers of a plan and gives their codes, which are shown
// this once.
func (o *Office) MakeVouchers(ctx context.Context, by *ilbo.Staff, like ilbo.Voucher, n int) (codes []string, err error) {
	if err := may(by); err != nil {
		return nil, err
	}
	if n < 1 || n > maxVouchers || like.Terms < 1 || like.Terms > maxTerms || like.Most < 1 || like.Most > maxVoucherUse || len([]rune(like.Note)) > maxNote {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("Make 1 to %d vouchers, each for 1 to %d terms and 1 to %d readers.", maxVouchers, maxTerms, maxVoucherUse)}
	}
	p, err := o.Store.Plan(ctx, like.Plan)
	if err != nil {
		return nil, err
	}
	like.Made, like.By, like.Note = o.Clock(), by.Login, ilbo.Clean(like.Note)
	err = o.Store.Together(ctx, func(ctx context.Context) error {
		for range n {
			code := newCode()
			v := like
			v.Code, v.Hint = digestOf(code), code[len(code)-4:]
			if err := o.Store.PutVoucher(ctx, &v); err != nil {
				return err
			}
			codes = append(codes, code)
		}
		return o.Store.Audit(ctx, ilbo.AuditEntry{At: like.Made, Who: by.Login, Deed: ilbo.DeedVoucher, On: fmt.Sprintf("plan:%d", p.ID), Detail: fmt.Sprintf("%d made", n)})
	})
	return codes, err
}

// letters of a code are Crockford's, of which no two are taken for one another.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// newCode is a code of 80 bits, in groups of four.
func newCode() string {
	b := make([]byte, 16)
	rand.Read(b) // never fails: crypto/rand ends the program instead
	var code []byte
	for i, c := range b {
		if i > 0 && i%4 == 0 {
			code = append(code, '-')
		}
		code = append(code, letters[c%32])
	}
	return string(code)
}

func digestOf(code string) ilbo.TokenDigest { return sha256.Sum256([]byte(ilbo.CleanCode(code))) }

// Redeem opens what a voucher is for to a reader. Where they subscribe to that
// already and it goes on, it goes on for longer.
func (o *Office) Redeem(ctx context.Context, r *ilbo.Reader, code string) (s ilbo.Subscription, err error) {
	if !o.tries.may(r.ID, o.Clock()) {
		return s, refuse(ilbo.Busy, TooManyTries, "Too many codes were tried. Try again in an hour.")
	}
	v, err := o.Store.Voucher(ctx, digestOf(code))
	if errors.Is(err, ilbo.NotFound) {
		o.tries.failed(r.ID, o.Clock())
		return s, refuse(ilbo.NotFound, NoCode, "There is no voucher with that code.")
	}
	if err != nil {
		return s, err
	}
	err = o.Store.Together(ctx, func(ctx context.Context) error {
		if _, err := o.Store.HoldReader(ctx, r.ID); err != nil {
			return err
		}
		now := o.Clock()
		used, err := o.Store.UseVoucher(ctx, v.ID, r.ID, now)
		if err != nil {
			return err
		}
		if !used {
			return refuse(ilbo.Gone, CodeUsed, "That voucher is good no more, or you have used it.")
		}
		p, err := o.Store.Plan(ctx, v.Plan)
		if err != nil {
			return err
		}
		s = agree(p, "")
		s.Reader, s.By, s.Once, s.Began, s.Anchor = r.ID, ilbo.ByVoucher, true, now, now
		if held, _, err := o.known(ctx, r); err != nil {
			return err
		} else if i := slices.IndexFunc(held, func(h ilbo.Subscription) bool { return h.Plan == p.ID && h.By == ilbo.ByVoucher && !h.Gift }); i >= 0 {
			if s, err = o.Store.HoldSubscription(ctx, held[i].ID); err != nil {
				return err
			}
		}
		end := s.PaidUntil
		if end.Before(now) {
			end = now
		}
		for range v.Terms {
			end = o.after(s.Term, s.Anchor, end)
		}
		s.PaidUntil = end
		return o.Store.PutSubscription(ctx, &s)
	})
	o.tell(r.ID, false)
	return s, err
}

// CloseVoucher ends a voucher that was not used up.
func (o *Office) CloseVoucher(ctx context.Context, by *ilbo.Staff, id ilbo.VoucherID) error {
	if err := may(by); err != nil {
		return err
	}
	return o.Store.CloseVoucher(ctx, id)
}

// tries are the codes that were typed in vain, by reader.
type tries struct {
	mu sync.Mutex
	of map[ilbo.ReaderID][]time.Time
}

func (t *tries) may(id ilbo.ReaderID, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.of[id] = slices.DeleteFunc(t.of[id], func(at time.Time) bool { return now.Sub(at) >= codeTriesWithin })
	n := len(t.of[id])
	if n == 0 {
		delete(t.of, id)
	}
	return n < codeTries
}

func (t *tries) failed(id ilbo.ReaderID, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.of[id] = append(t.of[id], now)
}
