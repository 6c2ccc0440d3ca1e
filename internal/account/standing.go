package account

import (
	"context"
	"crypto/sha256"
	"errors"
	"sync"
	"time"

	"ilbo.press"
)

// standingFor is how long a standing is believed: so late does a session that was
// ended on another node end on this one.
const standingFor = 10 * time.Second

// maxStandings is how many standings are remembered.
const maxStandings = 100_000

// Standings are what is known of the tokens that came lately, strangers' too.
type standings struct {
	mu    sync.RWMutex
	of    map[ilbo.TokenDigest]standing
	epoch uint64 // of what was forgotten: what was looked up before is not remembered
}

type standing struct {
	ilbo.Standing
	till time.Time
}

func newStandings() *standings { return &standings{of: map[ilbo.TokenDigest]standing{}} }

// tokenLen is how long the tokens are that newToken makes.
const tokenLen = 43

// Standing tells what the paper knows of whoever has a token: the zero Standing
// where it is nobody's. It is asked with every page, and answers from memory.
func (r *Readers) Standing(ctx context.Context, token string) (ilbo.Standing, error) {
	if len(token) != tokenLen {
		return ilbo.Standing{}, nil // no token of ours, which is no error
	}
	var b [tokenLen]byte
	copy(b[:], token)
	digest := ilbo.TokenDigest(sha256.Sum256(b[:]))
	now := r.Clock()
	s, epoch, known := r.standings.find(digest, now)
	if known {
		return s, nil
	}
	s, err := r.standing(ctx, digest, now)
	if err != nil {
		return ilbo.Standing{}, err
	}
	till := now.Add(standingFor)
	if !s.Until.IsZero() && s.Until.Before(till) {
		till = s.Until
	}
	r.standings.keep(digest, standing{s, till}, epoch, now)
	return s, nil
}

// standing looks a standing up.
func (r *Readers) standing(ctx context.Context, digest ilbo.TokenDigest, now time.Time) (s ilbo.Standing, err error) {
	session, reader, err := r.Store.ReaderSession(ctx, digest)
	if errors.Is(err, ilbo.NotFound) || err == nil && !r.live(&session) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	if now.Sub(session.Seen) >= readingEvery {
		if err := r.Store.SeeReaderSession(ctx, digest, now, ""); err != nil {
			return s, err
		}
	}
	s.Reader = reader.ID
	if r.Entitlements != nil {
		s.Entitled, s.Until, err = r.Entitlements.Entitlements(ctx, reader.ID, now)
	}
	return s, err
}

// Forget has this process look a reader's standing up again: something that it
// follows from has changed.
func (r *Readers) Forget(id ilbo.ReaderID) {
	r.standings.mu.Lock()
	defer r.standings.mu.Unlock()
	r.standings.epoch++
	for digest, s := range r.standings.of {
		if s.Reader == id {
			delete(r.standings.of, digest)
		}
	}
}

func (s *standings) find(digest ilbo.TokenDigest, now time.Time) (ilbo.Standing, uint64, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	found, ok := s.of[digest]
	return found.Standing, s.epoch, ok && now.Before(found.till)
}

// keep remembers what was looked up, unless something was forgotten meanwhile.
func (s *standings) keep(digest ilbo.TokenDigest, found standing, epoch uint64, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.epoch != epoch {
		return
	}
	if len(s.of) >= maxStandings {
		s.makeRoom(now)
	}
	s.of[digest] = found
}

// makeRoom forgets what is over, and where that is little, some of the rest.
func (s *standings) makeRoom(now time.Time) {
	for digest, e := range s.of {
		if !now.Before(e.till) || len(s.of) > maxStandings-maxStandings/10 {
			delete(s.of, digest)
		}
	}
}
