package purge

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/surrogate"
)

// Options say where shared caches take purges.
type Options struct {
	// Addresses are of all caches, separated by spaces or commas: each is told.
	Addresses string
	Form      surrogate.Form
	Token     string // lets Ilbo purge; it stands in no error
}

// Caches are the shared caches of a paper.
type Caches struct {
	addresses []string
	form      surrogate.Form
	token     string
	client    *http.Client
}

// patience is how long a cache may take for one request.
const patience = 10 * time.Second

// New makes the caches of a paper, or says what is wrong with the options.
func New(o Options) (*Caches, error) {
	c := &Caches{form: o.Form, token: o.Token, client: &http.Client{
		Timeout: patience,
		// A token is for whom it was meant.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	if !o.Form.Known() {
		return nil, invalid("Purge-form is varnish, fastly, cloudflare or general, not %q.", string(o.Form))
	}
	for _, a := range strings.FieldsFunc(o.Addresses, func(r rune) bool { return r == ' ' || r == ',' }) {
		if err := c.check(a); err != nil {
			return nil, err
		}
		c.addresses = append(c.addresses, a)
	}
	if len(c.addresses) == 0 {
		return nil, invalid("Purge names no address.")
	}
	if len(c.addresses) > maxCaches {
		return nil, invalid("Purge names more than %d addresses.", maxCaches)
	}
	if o.Token == "" && (o.Form == surrogate.Fastly || o.Form == surrogate.Cloudflare) {
		return nil, invalid("To purge at %s Ilbo needs a token in ILBO_PURGE_TOKEN.", string(o.Form))
	}
	if strings.Trim(o.Token, visible) != "" {
		return nil, invalid("ILBO_PURGE_TOKEN holds a space or another byte that no token has.")
	}
	return c, nil
}

// maxCaches is more servers than stand in front of one paper.
const maxCaches = 64

const visible = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

func (c *Caches) check(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https": // it may hold a password
		return invalid("Purge is the address of a shared cache like http://127.0.0.1:6081/, or several; one of them is not.")
	case u.User != nil:
		return invalid("Purge has no user or password in it: set ILBO_PURGE_TOKEN.")
	case c.token != "" && u.Scheme == "http" && !near(u.Hostname()):
		return invalid("The purge token goes over https, or to an address of the house's own network; %s is neither.", u.Host)
	}
	return nil
}

// near reports whether a host is an address of this machine or of the network
// that the house keeps to itself.
func near(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && (ip.IsLoopback() || ip.IsPrivate())
}

func invalid(format string, args ...any) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf(format, args...)}
}

// Purge tells every cache that what was made from one of the keys has to be asked
// for again. Softly, the cache may show it on where the paper does not answer.
// All caches are told, whichever fail.
func (c *Caches) Purge(ctx context.Context, keys []ilbo.Key, soft bool) error {
	var errs []error
	for _, a := range c.addresses {
		if err := c.purge(ctx, a, keys, soft); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (c *Caches) purge(ctx context.Context, address string, keys []ilbo.Key, soft bool) error {
	for _, some := range batches(keys, c.most()) {
		req, err := c.request(ctx, address, some, soft)
		if err != nil {
			return err
		}
		if err := c.send(req); err != nil {
			return fmt.Errorf("purge %d keys: %w", len(some), err)
		}
	}
	return nil
}

// most is how many keys one request takes: of Cloudflare a hundred, of Fastly
// 256.
func (c *Caches) most() int {
	if c.form == surrogate.Cloudflare {
		return 100
	}
	return 256
}

// bytesLimit is how long the keys of one request may be: less than a server takes
// in one field of a header.
const bytesLimit = 6 << 10

// batches are the keys as caches know them, each batch with the one that stands
// for those that did not fit.
func batches(keys []ilbo.Key, most int) [][]string {
	var all [][]string
	size := 0
	for i, k := range keys {
		t := surrogate.Token(string(k))
		if i == 0 || size+len(t)+1 > bytesLimit || len(all[len(all)-1]) == most {
			all, size = append(all, []string{surrogate.Crowded}), len(surrogate.Crowded)
		}
		last := len(all) - 1
		all[last], size = append(all[last], t), size+len(t)+1
	}
	return all
}

// request is a purge in the words of the cache.
func (c *Caches) request(ctx context.Context, address string, keys []string, soft bool) (*http.Request, error) {
	method, body := http.MethodPost, any(nil)
	switch c.form {
	case surrogate.Varnish:
		method = "PURGE"
	case surrogate.Cloudflare:
		body = map[string]any{"tags": keys}
	case surrogate.General:
		body = map[string]any{"keys": keys, "soft": soft}
	}
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	if body == nil {
		text = nil
	}
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	c.address(req, strings.Join(keys, " "), soft)
	return req, nil
}

// address puts into the header what the form has there.
func (c *Caches) address(req *http.Request, keys string, soft bool) {
	h := req.Header
	switch {
	case c.form == surrogate.Fastly:
		h.Set("Surrogate-Key", keys)
		h.Set("Fastly-Key", c.token)
		if soft {
			h.Set("Fastly-Soft-Purge", "1")
		}
		return
	case c.form == surrogate.Varnish && soft:
		h.Set("xkey-softpurge", keys)
	case c.form == surrogate.Varnish:
		h.Set("xkey", keys)
	}
	if c.token != "" {
		h.Set("Authorization", "Bearer "+c.token)
	}
}

func (c *Caches) send(req *http.Request) error {
	res, err := c.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, answerLimit))
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return fmt.Errorf("%s answers %s", req.URL.Host, res.Status)
	}
	if c.form == surrogate.Cloudflare { // it may say no with status 200
		var told struct {
			Success bool `json:"success"`
		}
		if err := errors.Join(err, json.Unmarshal(text, &told)); err != nil || !told.Success {
			return fmt.Errorf("%s did not purge: %w", req.URL.Host, errors.Join(err, errRefused))
		}
	}
	return nil
}

var errRefused = errors.New("it says that it had no success")

// answerLimit is how much of an answer is read.
const answerLimit = 64 << 10
