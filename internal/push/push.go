package push

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/network"
)

// Options say how a Sender sends.
type Options struct {
	Key     []byte         // from [NewKey]
	Contact string         // whom a push service may turn to: a mailto: or https: address; may be empty
	Allow   []netip.Prefix // networks that are asked though they are not public, without TLS too
	Timeout time.Duration  // of one message; 0 is [Patience]
	Clock   ilbo.Clock
}

// Patience is how long a push service has to take a message.
const Patience = 20 * time.Second

// A Sender sends. Its methods may be called at the same time.
type Sender struct {
	o      Options
	key    *ecdsa.PrivateKey
	public string
	client *http.Client
}

// New makes a sender. Its error is a key that cannot be read.
func New(o Options) (*Sender, error) {
	if o.Timeout == 0 {
		o.Timeout = Patience
	}
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), o.Key)
	if err != nil {
		return nil, fmt.Errorf("reading the key of alerts: %w", err)
	}
	public, err := key.PublicKey.Bytes()
	if err != nil {
		return nil, fmt.Errorf("reading the key of alerts: %w", err)
	}
	dialer := &net.Dialer{Timeout: min(10*time.Second, o.Timeout), Control: network.Guard(o.Allow).Control}
	return &Sender{o: o, key: key, public: encoded(public), client: &http.Client{
		Timeout: o.Timeout,
		Transport: &http.Transport{ // without a proxy: it would dial for us
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: min(10*time.Second, o.Timeout), ResponseHeaderTimeout: o.Timeout,
			MaxResponseHeaderBytes: 16 << 10, MaxIdleConns: 100, MaxIdleConnsPerHost: 20, IdleConnTimeout: time.Minute,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// urgencies are what push services call them: RFC 8030, 5.3.
var urgencies = map[ilbo.Urgency]string{ilbo.Breaking: "high", ilbo.Important: "normal", ilbo.Routine: "low"}

// Send hands over a message. Its error is Gone where the device takes none any
// more, Busy where it was not taken and may be tried again, after the time that is
// given with it where the service says so, Invalid where trying again would not
// help, and an [ilbo.Doubt] where nobody knows whether it was taken.
func (s *Sender) Send(ctx context.Context, p ilbo.Push) (after time.Duration, err error) {
	if len(p.Message) > ilbo.MaxPush {
		return 0, &ilbo.Error{Kind: ilbo.Invalid, Say: "The message is too long for phones."}
	}
	u, err := url.Parse(p.Device.Endpoint)
	if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || len(s.o.Allow) == 0) {
		return 0, &ilbo.Error{Kind: ilbo.Invalid, Say: "A push service is asked by https alone."}
	}
	body, err := seal(p.Message, p.Device.Key, p.Device.Secret)
	if err != nil {
		return 0, &ilbo.Error{Kind: ilbo.Invalid, Say: "The message cannot be sealed for the device.", Err: err}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.Device.Endpoint, bytes.NewReader(body))
	if err != nil {
		return 0, &ilbo.Error{Kind: ilbo.Invalid, Say: "That is no address of a push service.", Err: err}
	}
	name, err := s.vapid(u.Scheme + "://" + u.Host)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Authorization", name)
	r.Header.Set("Content-Encoding", "aes128gcm")
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("TTL", strconv.Itoa(int(max(0, p.Lasts).Seconds())))
	r.Header.Set("Urgency", urgencies[p.Urgency])
	if p.Topic != "" {
		r.Header.Set("Topic", p.Topic)
	}
	res, err := s.client.Do(r)
	if err != nil {
		return 0, failed(err)
	}
	res.Body.Close()
	return s.read(res)
}

// failed says why there is no answer, without the address, which is the reader's
// secret.
func failed(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	if errors.Is(err, network.ErrInside) {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "That is no address of a push service.", Err: err}
	}
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" { // it was not asked
		return &ilbo.Error{Kind: ilbo.Busy, Say: "The push service cannot be reached.", Err: err}
	}
	return &ilbo.Doubt{Err: err}
}

func (s *Sender) read(res *http.Response) (after time.Duration, err error) {
	said := func(k ilbo.Kind) error {
		return &ilbo.Error{Kind: k, Say: fmt.Sprintf("The push service answers %d.", res.StatusCode)}
	}
	switch code := res.StatusCode; {
	case code >= 200 && code <= 299:
		return 0, nil
	case code == http.StatusNotFound || code == http.StatusGone:
		return 0, said(ilbo.Gone)
	case code == http.StatusTooManyRequests || code == http.StatusRequestTimeout || code >= 500:
		return s.after(res.Header.Get("Retry-After")), said(ilbo.Busy)
	}
	return 0, said(ilbo.Invalid)
}

// maxAfter is how long a service may ask to be left alone.
const maxAfter = 24 * time.Hour

// after reads how long a service asks to be left alone.
func (s *Sender) after(header string) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(header)); err == nil && n > 0 {
		return min(time.Duration(min(n, 1<<20))*time.Second, maxAfter)
	}
	if t, err := http.ParseTime(header); err == nil {
		return max(0, min(t.Sub(s.o.Clock()), maxAfter))
	}
	return 0
}
