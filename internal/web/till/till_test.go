package till_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/web/till"
)

// A provider knows one signature, and reads one thing.
type provider struct{}

func (provider) Happened(_ context.Context, body []byte, signature string) (ilbo.Happening, error) {
	if signature != "ours" {
		return ilbo.Happening{}, &ilbo.Error{Kind: ilbo.Forbidden, Say: "That is not signed."}
	}
	return ilbo.Happening{ID: string(body), Kind: ilbo.WasPaid}, nil
}

// An office notes what it is told.
type office struct {
	told []string
	err  error
}

func (o *office) Happened(_ context.Context, h ilbo.Happening) error {
	o.told = append(o.told, h.ID)
	return o.err
}

func TestTillTakesWhatIsSigned(t *testing.T) {
	o := &office{}
	open := &till.Till{Provider: provider{}, Office: o, Log: slog.New(slog.DiscardHandler)}
	ask := func(t *till.Till, method, signature string, body io.Reader) int {
		r := httptest.NewRequest(method, till.Path, body)
		r.Header.Set("Stripe-Signature", signature)
		w := httptest.NewRecorder()
		t.ServeHTTP(w, r)
		return w.Code
	}
	for name, c := range map[string]struct {
		got, want int
	}{
		"signed":         {ask(open, http.MethodPost, "ours", strings.NewReader("evt_1")), http.StatusNoContent},
		"not signed":     {ask(open, http.MethodPost, "theirs", strings.NewReader("evt_2")), http.StatusForbidden},
		"looked at":      {ask(open, http.MethodGet, "ours", nil), http.StatusNotFound},
		"without an end": {ask(open, http.MethodPost, "ours", io.LimitReader(endless{}, 1<<30)), http.StatusBadRequest},
		"without a till": {ask(&till.Till{Log: open.Log}, http.MethodPost, "ours", strings.NewReader("evt_3")), http.StatusNotFound},
	} {
		if c.got != c.want {
			t.Errorf("what is %s is answered with %d, not %d", name, c.got, c.want)
		}
	}
	o.err = ilbo.Busy
	if got := ask(open, http.MethodPost, "ours", strings.NewReader("evt_4")); got < 500 {
		t.Errorf("what cannot be followed now is answered with %d, and not told again", got)
	}
	if strings.Join(o.told, " ") != "evt_1 evt_4" {
		t.Errorf("told %q", o.told)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
