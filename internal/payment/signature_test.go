package payment_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/teststripe"
)

func TestOnlyStripeTells(t *testing.T) {
	f := newFar(t, "")
	s := open(t, options(f.URL))
	body := event(t, "customer.subscription.created", nil)
	altered := bytes.Replace(body, []byte(`"subscription":"7"`), []byte(`"subscription":"8"`), 1)
	if bytes.Equal(body, altered) {
		t.Fatal("nothing is altered")
	}
	sign := teststripe.Sign
	good, other := sign(body, now, teststripe.WebhookSecret), sign(body, now, "whsec_other")
	long := append(bytes.Clone(body), bytes.Repeat([]byte(" "), 1<<20)...)
	sum := func(header string) string { _, sum, _ := strings.Cut(header, ",v1="); return sum }
	at := func(d time.Duration) string { return sign(body, now.Add(d), teststripe.WebhookSecret) }
	for _, test := range []struct {
		name   string
		body   []byte
		header string
		kind   ilbo.Kind // empty: it is taken
	}{
		{"signed", body, good, ""},
		{"with spaces", body, strings.ReplaceAll(good, ",", ", "), ""},
		{"with two secrets", body, sign(body, now, "whsec_other", teststripe.WebhookSecret), ""},
		{"with two secrets, ours first", body, sign(body, now, teststripe.WebhookSecret, "whsec_other"), ""},
		{"with another scheme beside it", body, good + ",v0=abc", ""},
		{"with what is no sum beside it", body, good + ",v1=xyz,v1=", ""},
		{"almost too old", body, at(-5 * time.Minute), ""},
		{"almost too new", body, at(5 * time.Minute), ""},

		{"replayed", body, at(-5*time.Minute - time.Second), ilbo.Forbidden},
		{"from the future", body, at(5*time.Minute + time.Second), ilbo.Forbidden},
		{"replayed with a new time", body, strings.Replace(at(-time.Hour), fmt.Sprint(now.Add(-time.Hour).Unix()), fmt.Sprint(now.Unix()), 1), ilbo.Forbidden},
		{"replayed with a second time", body, at(-time.Hour) + fmt.Sprintf(",t=%d", now.Unix()), ilbo.Forbidden},
		{"replayed with a time before", body, fmt.Sprintf("t=%d,", now.Unix()) + at(-time.Hour), ilbo.Forbidden},
		{"altered", altered, good, ilbo.Forbidden},
		{"longer", append(bytes.Clone(body), ' '), good, ilbo.Forbidden},
		{"signed by another", body, other, ilbo.Forbidden},
		{"by another and another", body, sign(body, now, "whsec_a", "whsec_b"), ilbo.Forbidden},
		{"by no secret", body, sign(body, now, ""), ilbo.Forbidden},
		{"the old scheme alone", body, strings.Replace(good, "v1=", "v0=", 1), ilbo.Forbidden},
		{"cut short", body, good[:len(good)-2], ilbo.Forbidden},
		{"unsigned", body, "", ilbo.Forbidden},
		{"no sum", body, fmt.Sprintf("t=%d,v1=", now.Unix()), ilbo.Forbidden},
		{"no time", body, "v1=" + sum(good), ilbo.Forbidden},
		{"no number", body, "t=now,v1=" + sum(good), ilbo.Forbidden},
		{"a huge number", body, "t=99999999999999999999,v1=" + sum(good), ilbo.Forbidden},
		{"garbage", body, "\x00=,,=t;v1", ilbo.Forbidden},
		{"garbage that is signed", []byte("\x00{"), sign([]byte("\x00{"), now, teststripe.WebhookSecret), ilbo.Invalid},
		{"nothing that is signed", nil, sign(nil, now, teststripe.WebhookSecret), ilbo.Invalid},
		{"null", []byte("null"), sign([]byte("null"), now, teststripe.WebhookSecret), ilbo.Invalid},
		{"a list", []byte("[]"), sign([]byte("[]"), now, teststripe.WebhookSecret), ilbo.Invalid},
		{"too long", long, sign(long, now, teststripe.WebhookSecret), ilbo.Invalid},
		{"a long header", body, good + strings.Repeat(",v1=00", 1000), ilbo.Invalid},
	} {
		h, err := s.Happened(t.Context(), test.body, test.header)
		switch {
		case test.kind == "" && (err != nil || h.Kind != ilbo.WasBegun || h.Subscription != 7):
			t.Errorf("%s: %+v, %v", test.name, h, err)
		case test.kind != "" && (!errors.Is(err, test.kind) || h != (ilbo.Happening{}) || ilbo.SayOf(err) == ""):
			t.Errorf("%s: %+v, %v", test.name, h, err)
		case err != nil && strings.Contains(err.Error(), "whsec_"):
			t.Errorf("%s: the secret is shown: %v", test.name, err)
		}
	}
}

// TestStrangersHaveStripeAskedNothing sends events for which Stripe would be asked.
func TestStrangersHaveStripeAskedNothing(t *testing.T) {
	f := newFar(t, "")
	s := open(t, options(f.URL))
	for _, name := range []string{"customer.subscription.updated", "invoice.paid", "charge.refunded", "charge.dispute.created"} {
		body := event(t, name, nil)
		if _, err := s.Happened(t.Context(), body, teststripe.Sign(body, now, "whsec_other")); !errors.Is(err, ilbo.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if asked := f.what(); len(asked) > 0 {
		t.Errorf("Stripe was asked to %v", asked)
	}
}

// An empty Stripe has nothing, and says so at once.
type empty struct{}

func (empty) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(`{"object":"list","data":[]}`)), Request: r}, nil
}

// FuzzHappened reads bodies as Stripe would have signed them, whatever is in them,
// and headers as anybody sends them.
func FuzzHappened(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "events", "*.json"))
	if err != nil || len(files) == 0 {
		f.Fatal("there are no seeds", err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, signed(body))
		f.Add(bytes.ReplaceAll(body, []byte("null"), []byte("{}")), "t=1,v1=00")
	}
	f.Add([]byte(`{"object":"event","api_version":"x.dahlia","id":"evt_1","type":"invoice.paid","data":{"object":{"lines":{"data":[null]},"parent":{"subscription_details":{"subscription":"s","metadata":{"subscription":"7","paper":"test-paper"}}}}}}`), "")
	o := options("")
	o.Client = &http.Client{Transport: empty{}}
	s := open(f, o)
	f.Fuzz(func(t *testing.T, body []byte, header string) {
		if h, err := s.Happened(t.Context(), body, header); err == nil && h.ID == "" {
			t.Errorf("%q is taken, and has no name", header)
		}
		h, err := s.Happened(t.Context(), body, signed(body))
		switch {
		case err != nil:
			if h != (ilbo.Happening{}) {
				t.Errorf("%+v beside %v", h, err)
			}
		case h.ID == "":
			t.Error("it has no name")
		case h.Kind != "" && h.Subscription <= 0:
			t.Errorf("it is nobody's: %+v", h)
		}
	})
}
