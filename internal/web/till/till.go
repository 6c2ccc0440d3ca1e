// Package till is where a provider of payments tells the paper what happened.
package till

import (
	"context"
	"io"
	"log/slog"
	"net/http"

	"ilbo.press"
	"ilbo.press/internal/web"
)

// Path is where Stripe tells.
const Path = "/webhooks/stripe"

// A Provider reads what is told, once it has verified who tells it.
type Provider interface {
	Happened(ctx context.Context, body []byte, signature string) (ilbo.Happening, error)
}

// An Office follows what happened. It may be told the same twice.
type Office interface {
	Happened(ctx context.Context, h ilbo.Happening) error
}

// maxTold is the longest telling, in bytes: Stripe's have some ten thousand.
const maxTold = 1 << 20

// A Till takes what a provider tells, until it is done: whatever is answered with
// an error is told again.
type Till struct {
	Provider Provider // nil: nobody tells anything
	Office   Office
	Log      *slog.Logger
}

func (t *Till) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	err := t.take(w, r)
	if err == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	kind := ilbo.KindOf(err)
	if kind != ilbo.NotFound && r.Context().Err() == nil {
		t.Log.WarnContext(r.Context(), "what a payment provider tells", "request", web.RequestID(r.Context()), "err", err)
	}
	http.Error(w, ilbo.SayOf(err), web.Status(kind))
}

func (t *Till) take(w http.ResponseWriter, r *http.Request) error {
	if t.Provider == nil {
		return &ilbo.Error{Kind: ilbo.NotFound, Say: "This paper takes no cards."}
	}
	if r.Method != http.MethodPost {
		return &ilbo.Error{Kind: ilbo.NotFound, Say: "A payment provider tells here what happened, by POST."}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxTold))
	if err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "What is told is too long, or was cut off.", Err: err}
	}
	h, err := t.Provider.Happened(r.Context(), body, r.Header.Get("Stripe-Signature"))
	if err != nil {
		return err
	}
	return t.Office.Happened(r.Context(), h)
}
