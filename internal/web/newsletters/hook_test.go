package newsletters_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/newsletters"
)

func TestOnlySignedAndNewCallsAreFollowed(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "paper.db"), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	now := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	log := slog.New(slog.DiscardHandler)
	id, err := s.PutNewsletter(ctx, ilbo.Newsletter{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "The Morning"}, Front: ilbo.Home, Days: ilbo.Everyday, Stories: 5, Made: now})
	if err != nil {
		t.Fatal(err)
	}
	const key = "qx4k7m2vplh3wz5tn6ryd2a7bc" // of the letter that the sample returns
	if err := s.PutRecipient(ctx, ilbo.Recipient{Newsletter: id, Address: "minji@example.net", Zone: "UTC", Key: key, Confirmed: now}); err != nil {
		t.Fatal(err)
	}
	hook := &newsletters.Hook{Desk: mailing.New(mailing.Options{Store: s, Clock: clock, Log: log}), Secret: "hush", Clock: clock, Log: log}
	sign := func(secret, body string, at time.Time) string {
		m := hmac.New(sha256.New, []byte(secret))
		fmt.Fprintf(m, "%d.%s", at.Unix(), body)
		return fmt.Sprintf("t=%d,v1=00,v1=%s", at.Unix(), hex.EncodeToString(m.Sum(nil)))
	}
	call := func(h http.Handler, kind, signature, body string) int {
		r := httptest.NewRequest("POST", newsletters.HookPath, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		r.Header.Set(newsletters.SignatureHeader, signature)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	const json = "application/json"
	complaint := `{"reports":[{"kind":"complaint","key":"` + key + `"},{"kind":"bounce","key":"gone-long-ago","status":"5.1.1"}]}`
	for name, c := range map[string]struct {
		kind, signature, body string
		want                  int
	}{
		"unsigned":           {json, "", complaint, http.StatusForbidden},
		"another secret":     {json, sign("guess", complaint, now), complaint, http.StatusForbidden},
		"altered":            {json, sign("hush", complaint, now), strings.Replace(complaint, "complaint", "bounce", 1), http.StatusForbidden},
		"replayed later":     {json, sign("hush", complaint, now.Add(-6*time.Minute)), complaint, http.StatusForbidden},
		"of the future":      {json, sign("hush", complaint, now.Add(6*time.Minute)), complaint, http.StatusForbidden},
		"too long":           {json, "", strings.Repeat("x", 2<<20), http.StatusBadRequest},
		"no list":            {json, sign("hush", "[]", now), "[]", http.StatusBadRequest},
		"something else":     {"text/plain", sign("hush", complaint, now), complaint, http.StatusBadRequest},
		"an unknown kind":    {json, sign("hush", `{"reports":[{"kind":"open"}]}`, now), `{"reports":[{"kind":"open"}]}`, http.StatusBadRequest},
		"of nobody any more": {json, sign("hush", `{"reports":[{"kind":"bounce","key":"x"}]}`, now), `{"reports":[{"kind":"bounce","key":"x"}]}`, http.StatusNoContent},
	} {
		if got := call(hook, c.kind, c.signature, c.body); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	why := func() ilbo.Suppression {
		w, err := s.Suppressed(ctx, "minji@example.net")
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	if why() != "" {
		t.Fatal("a call that was refused was followed")
	}
	if got := call(&newsletters.Hook{Clock: clock, Log: log}, json, sign("", complaint, now), complaint); got != http.StatusNotFound {
		t.Errorf("without a secret: %d", got)
	}
	for range 2 {
		if got := call(hook, json, sign("hush", complaint, now), complaint); got != http.StatusNoContent || why() != ilbo.Complained {
			t.Errorf("a complaint: %d, %s", got, why())
		}
	}
	message, err := os.ReadFile("../../mailing/report/testdata/postfix.eml")
	if err != nil {
		t.Fatal(err)
	}
	if got := call(hook, "message/rfc822", sign("hush", string(message), now), string(message)); got != http.StatusNoContent || why() != ilbo.Bounced {
		t.Errorf("a whole message: %d, %s", got, why())
	}
}
