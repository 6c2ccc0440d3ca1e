package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"ilbo.press"
	"ilbo.press/internal/network"
)

// Options say how a Fetcher asks.
type Options struct {
	Agent   string         // what it calls itself: it names the paper
	Allow   []netip.Prefix // networks that are asked though they are not public
	Timeout time.Duration  // of a whole answer; 0 is half a minute
	Clock   ilbo.Clock
}

// A Fetcher asks addresses. Its methods may be called at the same time.
type Fetcher struct {
	o      Options
	client *http.Client
}

// maxRedirects is how often an answer may lead elsewhere.
const maxRedirects = 5

// New makes a fetcher.
func New(o Options) *Fetcher {
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	f := &Fetcher{o: o}
	dialer := &net.Dialer{Timeout: min(10*time.Second, o.Timeout), Control: f.control}
	f.client = &http.Client{
		Timeout: o.Timeout,
		Transport: &http.Transport{
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: min(10*time.Second, o.Timeout), ResponseHeaderTimeout: o.Timeout,
			MaxResponseHeaderBytes: 64 << 10, MaxIdleConns: 20, IdleConnTimeout: time.Minute,
		},
		CheckRedirect: follow,
	}
	return f
}

// keyName is where a request's context has the name of the header that lets in.
type keyName struct{}

// follow lets an answer lead elsewhere, a few times. A header that lets in at
// one host is not shown to another, nor on a connection that others can read.
func follow(r *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return trouble(ilbo.TooFar, "The address leads on and on.", nil)
	}
	if err := checkURL(r.URL); err != nil {
		return err
	}
	first := via[0].URL
	if name, _ := r.Context().Value(keyName{}).(string); name != "" && (!strings.EqualFold(r.URL.Host, first.Host) || first.Scheme == "https" && r.URL.Scheme != "https") {
		r.Header.Del(name)
	}
	return nil
}

// control refuses connections to addresses that are not public.
func (f *Fetcher) control(over, address string, c syscall.RawConn) error {
	err := network.Guard(f.o.Allow).Control(over, address, c)
	switch {
	case errors.Is(err, network.ErrInside):
		return trouble(ilbo.OffLimits, "The address is one of this machine or of its own network, which the settings do not allow.", nil)
	case err != nil:
		return trouble(ilbo.OffLimits, "The address is none that can be asked.", err)
	}
	return nil
}

func trouble(t ilbo.Trouble, say string, err error) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: say, Err: errors.Join(t, err)}
}

func checkURL(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return trouble(ilbo.OffLimits, "An address that is asked begins with https:// or http://, and has no password in it.", nil)
	}
	return nil
}

// CheckAddress refuses an address that cannot be asked.
func CheckAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || len(address) > 2_000 {
		return trouble(ilbo.OffLimits, "That is no address.", err)
	}
	return checkURL(u)
}

// Fetch asks an address. An error is an [ilbo.Error] that has an [ilbo.Trouble]
// as its cause; the answer then says at most how long to leave the address alone.
func (f *Fetcher) Fetch(ctx context.Context, a ilbo.Ask) (ilbo.Answer, error) {
	if err := CheckAddress(a.Address); err != nil {
		return ilbo.Answer{}, err
	}
	r, err := http.NewRequestWithContext(context.WithValue(ctx, keyName{}, a.Header), http.MethodGet, a.Address, nil)
	if err != nil {
		return ilbo.Answer{}, trouble(ilbo.OffLimits, "That is no address.", err)
	}
	r.Header.Set("User-Agent", f.o.Agent)
	for name, value := range map[string]string{"If-None-Match": a.ETag, "If-Modified-Since": a.Modified, a.Header: a.Secret} {
		if name != "" && value != "" {
			r.Header.Set(name, value)
		}
	}
	res, err := f.client.Do(r)
	if err != nil {
		return ilbo.Answer{}, failed(err)
	}
	defer res.Body.Close()
	return f.read(res, a.Limit)
}

// failed says why there is no answer, without the address, which may hold a
// secret.
func failed(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	var t ilbo.Trouble
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(err, &t):
		var told *ilbo.Error
		if errors.As(err, &told) {
			return told
		}
		return trouble(t, "The address cannot be asked.", nil)
	case errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout():
		return trouble(ilbo.TooSlow, "There was no answer in time.", err)
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("fetch: %w", err)
	}
	return trouble(ilbo.NotReached, "The address cannot be reached.", err)
}

// read takes an answer.
func (f *Fetcher) read(res *http.Response, limit int64) (ilbo.Answer, error) {
	a := ilbo.Answer{After: f.after(res.Header.Get("Retry-After")), ETag: short(res.Header.Get("ETag")), Modified: short(res.Header.Get("Last-Modified")), Type: short(res.Header.Get("Content-Type"))}
	say := func(t ilbo.Trouble) error {
		return trouble(t, fmt.Sprintf("The server answers %d.", res.StatusCode), nil)
	}
	switch code := res.StatusCode; {
	case code == http.StatusNotModified:
		a.Same = true
		return a, nil
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusProxyAuthRequired:
		return ilbo.Answer{After: a.After}, say(ilbo.NotLetIn)
	case code == http.StatusNotFound, code == http.StatusGone:
		return ilbo.Answer{After: a.After}, say(ilbo.NotThere)
	case code == http.StatusTooManyRequests, code == http.StatusServiceUnavailable && a.After > 0:
		return ilbo.Answer{After: a.After}, say(ilbo.AskedTooMuch)
	case code < 200 || code > 299:
		return ilbo.Answer{After: a.After}, say(ilbo.ServerTrouble)
	case res.ContentLength > limit:
		return ilbo.Answer{}, large(limit)
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	switch {
	case err != nil:
		return ilbo.Answer{}, failed(err)
	case int64(len(body)) > limit:
		return ilbo.Answer{}, large(limit)
	}
	a.Body = body
	return a, nil
}

func large(limit int64) error {
	return trouble(ilbo.TooLarge, fmt.Sprintf("The answer is larger than %d MB.", limit>>20), nil)
}

// maxAfter is how long a server may ask to be left alone.
const maxAfter = 24 * time.Hour

// after reads how long a server asks to be left alone.
func (f *Fetcher) after(header string) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(header)); err == nil && n > 0 {
		return min(time.Duration(min(n, 1<<20))*time.Second, maxAfter)
	}
	if t, err := http.ParseTime(header); err == nil {
		return max(0, min(t.Sub(f.o.Clock()), maxAfter))
	}
	return 0
}

// short is a header's value as it is kept, empty where it is too long to be.
func short(s string) string {
	if len(s) > 500 {
		return ""
	}
	return ilbo.Clean(s)
}
