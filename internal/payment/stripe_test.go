package payment_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/payment"
	"ilbo.press/internal/teststripe"
)

// now is what the clock of every test says.
var now = time.Date(2026, 11, 29, 6, 30, 0, 0, time.UTC)

const paper = "test-paper"

func options(api string) payment.Options {
	return payment.Options{
		Key: teststripe.Key, WebhookSecret: teststripe.WebhookSecret, Paper: paper, API: api,
		Pause: time.Nanosecond, Clock: func() time.Time { return now },
	}
}

func open(t testing.TB, o payment.Options) *payment.Stripe {
	t.Helper()
	s, err := payment.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A request is one as Stripe got it.
type request struct {
	what   string // method and path
	form   url.Values
	header http.Header
}

// A far is a Stripe that writes down what it is asked. It gives the answers that a
// test has put in, one after the other and the last for ever, and has stripe-mock
// answer the rest.
type far struct {
	*httptest.Server
	mu      sync.Mutex
	asked   []request
	answers map[string][]answer
}

type answer struct {
	status int
	body   string
	header http.Header
	cut    bool // the connection, in place of an answer
}

func ok(body string) answer { return answer{status: http.StatusOK, body: body} }

// newFar starts one in front of a mock; an empty address is none.
func newFar(t testing.TB, mock string) *far {
	t.Helper()
	f := &far{answers: map[string][]answer{}}
	var rest http.Handler = http.NotFoundHandler()
	if mock != "" {
		to, err := url.Parse(mock)
		if err != nil {
			t.Fatal(err)
		}
		rest = httputil.NewSingleHostReverseProxy(to)
	}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		form, err := url.ParseQuery(string(body))
		if err != nil {
			t.Error(err)
		}
		for name, values := range r.URL.Query() {
			form[name] = values
		}
		a, found := f.answer(request{r.Method + " " + r.URL.Path, form, r.Header.Clone()})
		switch {
		case !found:
			rest.ServeHTTP(w, r)
		case a.cut:
			panic(http.ErrAbortHandler)
		default:
			for name, values := range a.header {
				w.Header()[name] = values
			}
			w.WriteHeader(a.status)
			io.WriteString(w, a.body)
		}
	}))
	f.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	t.Cleanup(f.Close)
	return f
}

func (f *far) answer(r request) (a answer, found bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, r)
	all := f.answers[r.what]
	if len(all) == 0 {
		return answer{}, false
	}
	if len(all) > 1 {
		f.answers[r.what] = all[1:]
	}
	return all[0], true
}

// what was asked, in order.
func (f *far) what() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []string
	for _, r := range f.asked {
		all = append(all, r.what)
	}
	return all
}

// last is the last request of a kind.
func (f *far) last(t *testing.T, what string) request {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range slices.Backward(f.asked) {
		if r.what == what {
			return r
		}
	}
	t.Fatalf("Stripe was not asked to %s", what)
	return request{}
}

// wants compares a form with one that has these values and no others.
func (r request) wants(t *testing.T, want map[string]string) {
	t.Helper()
	for name, value := range want {
		if got := r.form.Get(name); got != value || !r.form.Has(name) {
			t.Errorf("%s: %s is %q, want %q", r.what, name, got, value)
		}
	}
	for name := range r.form {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: there is %s=%q", r.what, name, r.form.Get(name))
		}
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*payment.Options)
		say    string
	}{
		"no key":                {func(o *payment.Options) { o.Key = "" }, "ILBO_STRIPE_KEY"},
		"the public key":        {func(o *payment.Options) { o.Key = "pk_live_51Public" }, "ILBO_STRIPE_KEY"},
		"a key with a line end": {func(o *payment.Options) { o.Key += "\n" }, "ILBO_STRIPE_KEY"},
		"no secret":             {func(o *payment.Options) { o.WebhookSecret = "" }, "ILBO_STRIPE_WEBHOOK_SECRET"},
		"the key as secret":     {func(o *payment.Options) { o.WebhookSecret = o.Key }, "ILBO_STRIPE_WEBHOOK_SECRET"},
		"no mark":               {func(o *payment.Options) { o.Paper = "" }, "mark"},
		"a long mark":           {func(o *payment.Options) { o.Paper = strings.Repeat("x", 65) }, "mark"},
		"in the clear":          {func(o *payment.Options) { o.API = "http://api.stripe.example" }, "https"},
		"a password":            {func(o *payment.Options) { o.API = "https://a:b@api.stripe.example" }, "https"},
		"no address":            {func(o *payment.Options) { o.API = "stripe" }, "https"},
	} {
		o := options("")
		test.change(&o)
		_, err := payment.New(o)
		if !errors.Is(err, ilbo.Invalid) || !strings.Contains(ilbo.SayOf(err), test.say) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && (strings.Contains(err.Error(), "pk_live") || strings.Contains(err.Error(), teststripe.Key)) {
			t.Errorf("%s: the sentence shows a key: %v", name, err)
		}
	}
	for _, key := range []string{"sk_live_51Abc", "rk_test_51Abc"} {
		o := options("https://stripe.example")
		o.Key = key
		open(t, o)
	}
}
