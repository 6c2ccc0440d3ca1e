package payment

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

const (
	// tolerance is how old a telling may be, and how far Stripe's clock may be ahead
	// of the paper's. Told again, it is signed anew.
	tolerance = 5 * time.Minute

	maxEvent     = 1 << 20 // bytes of a telling; real ones are a few thousand
	maxSignature = 4 << 10
)

// verify says whether Stripe has signed a body, and not long ago. The library has
// the same by the machine's own clock, and takes what was signed in the future.
//
// The header is like t=1495999758,v1=ABC,v1=DEF,v0=GHI, with one v1 for each of
// the endpoint's secrets while it has two. Only v1 counts.
func (s *Stripe) verify(body []byte, header string) error {
	if len(body) > maxEvent || len(header) > maxSignature {
		return invalid("This is longer than what Stripe tells.")
	}
	var at string // the text that was signed is the one that is read
	var signatures [][]byte
	for pair := range strings.SplitSeq(header, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		switch name {
		case "t":
			at = value
		case "v1":
			if sum, err := hex.DecodeString(value); err == nil {
				signatures = append(signatures, sum)
			}
		}
	}
	seconds, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return unsigned
	}
	mac := hmac.New(sha256.New, []byte(s.secret))
	mac.Write([]byte(at + "."))
	mac.Write(body)
	sum, good := mac.Sum(nil), false
	for _, given := range signatures {
		good = hmac.Equal(sum, given) || good
	}
	if !good {
		return unsigned
	}
	if age := s.clock().Sub(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return &ilbo.Error{Kind: ilbo.Forbidden, Say: "Stripe signed this at another time: it is told again, or this machine's clock is wrong."}
	}
	return nil
}

var unsigned = &ilbo.Error{Kind: ilbo.Forbidden, Say: "Stripe has not signed this with the secret in " + secretSetting + "."}
