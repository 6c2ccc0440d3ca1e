package circulation

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"ilbo.press"
)

// FeedKeyStore is where the keys of private feeds are kept.
type FeedKeyStore interface {
	// PutFeedKey keeps a key, in place of the one that its reader had.
	PutFeedKey(ctx context.Context, k ilbo.FeedKey) error
	// FeedKey finds a key; one that was revoked is NotFound.
	FeedKey(ctx context.Context, token ilbo.TokenDigest) (ilbo.FeedKey, error)
	// FeedKeyOf finds that of a reader; NotFound where there is none.
	FeedKeyOf(ctx context.Context, reader ilbo.ReaderID) (ilbo.FeedKey, error)
	// DropFeedKey revokes that of a reader. There may be none.
	DropFeedKey(ctx context.Context, reader ilbo.ReaderID) error
}

// Entitled tells what a reader is entitled to now, and until when at the earliest
// that may change; zero is never.
type Entitled func(ctx context.Context, reader ilbo.ReaderID, now time.Time) (ilbo.Entitlement, time.Time, error)

// FeedKeys are the addresses of private feeds. Who has one reads what its reader
// is entitled to, and no more: it is made anew, and revoked, by its reader.
type FeedKeys struct {
	Store    FeedKeyStore
	Entitled Entitled
	Clock    ilbo.Clock
}

// New makes a reader's key. The one that they had is good no more; this one is
// shown once.
func (f *FeedKeys) New(ctx context.Context, reader ilbo.ReaderID) (key string, err error) {
	b := make([]byte, 24)
	rand.Read(b) // never fails: crypto/rand ends the program instead
	key = base64.RawURLEncoding.EncodeToString(b)
	return key, f.Store.PutFeedKey(ctx, ilbo.FeedKey{Token: sha256.Sum256([]byte(key)), Reader: reader, Made: f.Clock()})
}

// Holder is the standing of whoever made a key; one that there is not is NotFound.
func (f *FeedKeys) Holder(ctx context.Context, key string) (ilbo.Standing, error) {
	k, err := f.Store.FeedKey(ctx, sha256.Sum256([]byte(key)))
	if err != nil {
		return ilbo.Standing{}, err
	}
	s := ilbo.Standing{Reader: k.Reader}
	s.Entitled, s.Until, err = f.Entitled(ctx, k.Reader, f.Clock())
	return s, err
}
