package web

import (
	"context"
	"net/http"
	"time"
)

// Healthy answers that the program runs: whoever gets no answer should start it
// again.
func Healthy(w http.ResponseWriter, _ *http.Request) { word(w, http.StatusOK, "ok") }

// Ready answers whether the program can serve, which check finds out within two
// seconds: load balancers then send readers elsewhere for a while. Why it
// cannot is for the log, not for the public.
func Ready(check func(context.Context) error, problems *Problems) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if err := check(ctx); err != nil {
			problems.Log.Error("not ready", "err", err)
			word(w, http.StatusServiceUnavailable, "not ready")
			return
		}
		word(w, http.StatusOK, "ok")
	})
}

func word(w http.ResponseWriter, status int, say string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write([]byte(say + "\n"))
}
