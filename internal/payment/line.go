package payment

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// A line carries requests to Stripe: each for a bounded time and with a bounded
// answer, and again where that can help. The library has a way to do so itself,
// but it sleeps through the end of a context and gives up on 429.
type line struct {
	next  http.RoundTripper
	pause time.Duration
	log   *slog.Logger
}

const (
	tries       = 3
	silence     = 20 * time.Second // that one try may take
	longestWait = 10 * time.Second // that Stripe may ask for between two
	answerLimit = 16 << 20         // bytes; a hundred payments with their invoices are one or two
)

func newLine(next http.RoundTripper, pause time.Duration, log *slog.Logger) *line {
	if next == nil {
		next = http.DefaultTransport
	}
	if pause <= 0 {
		pause = 500 * time.Millisecond
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &line{next, pause, log}
}

// RoundTrip sends a request, up to three times.
func (l *line) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		defer req.Body.Close()
	}
	for n := 1; ; n++ {
		res, err := l.once(req)
		wait, again := l.again(req, res, err, n)
		if !again {
			return res, err
		}
		status := 0
		if res != nil {
			status = res.StatusCode
		}
		select {
		case <-req.Context().Done():
			return nil, req.Context().Err()
		case <-time.After(wait):
		}
		l.log.Warn("stripe is asked again", "method", req.Method, "path", req.URL.Path, "status", status, "err", err)
	}
}

var errLong = errors.New("stripe's answer is too long")

// once sends a request and reads its answer whole.
func (l *line) once(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(req.Context(), silence)
	defer cancel()
	r := req.Clone(ctx)
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		r.Body = body
	}
	// What the library tells of the machine beside its own version is the paper's.
	r.Header.Del("X-Stripe-Client-User-Agent")
	r.Header.Set("User-Agent", "Ilbo")
	res, err := l.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, answerLimit+1))
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	if len(text) > answerLimit {
		return nil, errLong
	}
	res.Body = io.NopCloser(bytes.NewReader(text))
	return res, nil
}

// again says whether a request is sent again, and when: where nothing was
// answered, where Stripe is away or has too much to do, and where another request
// with the same key is under way. Each carries a key by which Stripe does it once.
func (l *line) again(req *http.Request, res *http.Response, err error, n int) (time.Duration, bool) {
	switch {
	case n == tries || errors.Is(err, errLong):
		return 0, false
	case req.Method != http.MethodGet && req.Header.Get("Idempotency-Key") == "":
		return 0, false
	case err != nil:
	case res.Header.Get("Stripe-Should-Retry") == "false":
		return 0, false
	case res.Header.Get("Stripe-Should-Retry") == "true":
	case res.StatusCode != http.StatusConflict && res.StatusCode != http.StatusTooManyRequests && res.StatusCode < 500:
		return 0, false
	}
	wait := l.pause << (n - 1)
	wait += rand.N(wait/2 + 1) // so that nodes do not all come back at once
	if res != nil {
		if s, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && s > 0 {
			wait = max(wait, time.Duration(min(s, int(longestWait/time.Second)))*time.Second)
		}
	}
	return min(wait, longestWait), true
}
