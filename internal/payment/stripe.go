package payment

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v85"

	"ilbo.press"
)

// Options say which account of Stripe's is the paper's.
type Options struct {
	Key           string // opens the account: sk_… or rk_…
	WebhookSecret string // signs what Stripe tells: whsec_…
	// Paper tells the paper's subscriptions from those of others in the account: a
	// mark that no other paper has, and that never changes. Which was sold under one
	// mark is not known under another.
	Paper string
	API   string // where Stripe is; empty: where it is for everybody

	Client *http.Client  // empty: one that is patient for a minute
	Pause  time.Duration // before a request is sent again for the first time; zero: half a second
	Clock  ilbo.Clock
	Log    *slog.Logger // nil: nothing is written
}

// A Stripe is the paper's account. Several goroutines may use it.
type Stripe struct {
	api    *stripe.Client
	secret string
	paper  string
	clock  ilbo.Clock
}

// The settings by the names that their sentences have.
const (
	keySetting    = "ILBO_STRIPE_KEY"
	secretSetting = "ILBO_STRIPE_WEBHOOK_SECRET"
)

// patience is how long Stripe may take in all, with what is sent again.
const patience = time.Minute

// New says what is wrong with the options, without asking Stripe.
func New(o Options) (*Stripe, error) {
	switch {
	case !strings.HasPrefix(o.WebhookSecret, "whsec_") || !plain(o.WebhookSecret):
		return nil, invalid("%s is the signing secret of a webhook endpoint at Stripe, whsec_…; what is there is none.", secretSetting)
	case o.Paper == "" || len(o.Paper) > maxMark || !plain(o.Paper):
		return nil, invalid("The mark of the paper at Stripe is 1 to %d letters and digits.", maxMark)
	}
	api, err := client(o)
	if err != nil {
		return nil, err
	}
	return &Stripe{api: api, secret: o.WebhookSecret, paper: o.Paper, clock: o.Clock}, nil
}

// client is the way to Stripe.
func client(o Options) (*stripe.Client, error) {
	switch {
	case !strings.HasPrefix(o.Key, "sk_") && !strings.HasPrefix(o.Key, "rk_") || !plain(o.Key):
		return nil, invalid("%s is a secret key of Stripe's, sk_… or rk_…; what is there is none.", keySetting)
	case !secure(o.API):
		return nil, invalid("Stripe is asked over https, or at an address of this machine.")
	}
	client := http.Client{Timeout: patience}
	if o.Client != nil {
		client = *o.Client
	}
	client.Transport = newLine(client.Transport, o.Pause, o.Log)
	// A key is for whom it was meant.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	config := &stripe.BackendConfig{
		HTTPClient: &client, MaxNetworkRetries: stripe.Int64(0), EnableTelemetry: stripe.Bool(false),
		LeveledLogger: &stripe.LeveledLogger{Level: stripe.LevelNull},
	}
	if o.API != "" {
		config.URL = &o.API
	}
	return stripe.NewClient(o.Key, stripe.WithBackends(stripe.NewBackendsWithConfig(config))), nil
}

// maxMark leaves room for what a key of an order has beside it.
const maxMark = 64

func invalid(format string, args ...any) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf(format, args...)}
}

// plain reports whether a text is of letters, digits and a few marks, as keys and
// names at Stripe are.
func plain(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-' && r != '.' && r != '/' && r != '+' && r != '='
	})
}

// secure reports whether a key may go to an address.
func secure(address string) bool {
	if address == "" {
		return true
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}
