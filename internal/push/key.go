package push

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"
)

// NewKey makes the key that a paper names itself by. It is kept: browsers take
// alerts from the key that they were asked with, and from no other.
func NewKey() ([]byte, error) {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	return k.Bytes()
}

// signedFor is how long a signature holds: RFC 8292 allows a day.
const signedFor = 12 * time.Hour

// vapid names the paper to a push service: RFC 8292, 3.
func (s *Sender) vapid(origin string) (string, error) {
	claims, err := json.Marshal(struct {
		For     string `json:"aud"`
		Until   int64  `json:"exp"`
		Contact string `json:"sub,omitempty"`
	}{origin, s.o.Clock().Add(signedFor).Unix(), s.o.Contact})
	if err != nil {
		return "", err
	}
	text := encoded([]byte(`{"typ":"JWT","alg":"ES256"}`)) + "." + encoded(claims)
	sum := sha256.Sum256([]byte(text))
	r, v, err := ecdsa.Sign(rand.Reader, s.key, sum[:])
	if err != nil {
		return "", fmt.Errorf("signing for %s: %w", origin, err)
	}
	signature := make([]byte, 64)
	r.FillBytes(signature[:32])
	v.FillBytes(signature[32:])
	return "vapid t=" + text + "." + encoded(signature) + ", k=" + s.Public(), nil
}

// Public is the key's public half, as browsers are given it.
func (s *Sender) Public() string { return s.public }

func encoded(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
