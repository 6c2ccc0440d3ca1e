package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"ilbo.press"
)

type requestKey struct{}

// RequestID is the name of the request that a context belongs to, as it stands
// in the log and in the X-Request-Id of the answer; empty outside of requests.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// A Journal writes down requests that the page cache did not answer.
type Journal struct {
	Log      *slog.Logger
	Clock    ilbo.Clock
	Problems *Problems
	Slow     time.Duration // from here on a request is worth a warning; a second where zero
	// Seen is told of every request, for metrics; may be nil.
	Seen func(status int, took time.Duration)
}

// Keep names each request, recovers from its panics, and writes its line: at
// level Debug, at Warn where it was slow, at Error where the fault was ours.
func (j *Journal) Keep(next http.Handler) http.Handler {
	slow := j.Slow
	if slow <= 0 {
		slow = time.Second
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := rand.Text()[:16]
		r = r.WithContext(context.WithValue(r.Context(), requestKey{}, id))
		w.Header().Set("X-Request-Id", id)
		a := &answer{ResponseWriter: w}
		began := j.Clock()
		defer func() {
			took := j.Clock().Sub(began)
			if a.streams() {
				took = 0 // it lasted as long as somebody listened
			}
			j.write(r, a, took, slow)
			if j.Seen != nil && !a.streams() {
				j.Seen(a.code(), took)
			}
		}()
		j.guard(a, r, next)
	})
}

// guard turns a panic into a problem. Where the answer has begun, its
// connection is cut, so that nobody takes half a page for a whole one.
func (j *Journal) guard(a *answer, r *http.Request, next http.Handler) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(http.ErrAbortHandler)
		}
		err := fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		if a.status != 0 {
			j.Log.Error("request failed in the middle of its answer", "request", RequestID(r.Context()), "path", r.URL.Path, "err", err)
			panic(http.ErrAbortHandler)
		}
		j.Problems.Show(a, r, err)
	}()
	next.ServeHTTP(a, r)
}

func (j *Journal) write(r *http.Request, a *answer, took, slow time.Duration) {
	level := slog.LevelDebug
	switch {
	case a.code() >= http.StatusInternalServerError:
		level = slog.LevelError
	case took >= slow:
		level = slog.LevelWarn
	}
	j.Log.LogAttrs(r.Context(), level, "request",
		slog.String("request", RequestID(r.Context())), slog.String("method", r.Method), slog.String("path", r.URL.Path),
		slog.Int("status", a.code()), slog.Int64("bytes", a.bytes), slog.Duration("took", took))
}

// An answer is a response writer that remembers what was answered.
type answer struct {
	http.ResponseWriter
	status int // 0: nothing yet
	bytes  int64
}

func (a *answer) code() int {
	if a.status == 0 {
		return http.StatusOK
	}
	return a.status
}

// streams reports whether the answer is a stream of events.
func (a *answer) streams() bool { return a.Header().Get("Content-Type") == "text/event-stream" }

// WriteHeader remembers the status; informational ones (1xx) are not the answer.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(b []byte) (int, error) {
	a.begin()
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// ReadFrom lets the server send files without copying them through the program.
func (a *answer) ReadFrom(src io.Reader) (int64, error) {
	a.begin()
	n, err := io.Copy(a.ResponseWriter, src)
	a.bytes += n
	return n, err
}

func (a *answer) begin() {
	if a.status == 0 {
		a.status = http.StatusOK
	}
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
