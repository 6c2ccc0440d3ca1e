package surrogate

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

// A Form is how a kind of shared cache is spoken to.
type Form string

// The forms there are.
const (
	Varnish    Form = "varnish" // with vmod_xkey, as docs/varnish.vcl sets it
	Fastly     Form = "fastly"
	Cloudflare Form = "cloudflare"
	General    Form = "general" // Surrogate-Key, RFC 9213, and JSON
)

// Known reports whether there is such a form.
func (f Form) Known() bool {
	return f == Varnish || f == Fastly || f == Cloudflare || f == General
}

// Crowded stands for the keys that did not fit.
const Crowded = "crowded"

const (
	// fieldLimit is how long a list may be: half of what Varnish takes in one
	// field, a quarter of what Fastly and Cloudflare do.
	fieldLimit = 4 << 10
	// longest is how long a key may be that is written as it is.
	longest = 40
)

// Token is a key as caches are told it.
func Token(key string) string {
	if key != "" && len(key) <= longest && strings.Trim(key, plain) == "" {
		return key
	}
	sum := sha256.Sum256([]byte(key))
	return "x-" + hex.EncodeToString(sum[:12])
}

// plain are the bytes that no cache takes for the end of a key. Capitals are
// not among them: some caches do not tell them from small letters.
const plain = "abcdefghijklmnopqrstuvwxyz0123456789:/-_."

// Keys gives the header field that names what an answer was made from, the most
// important first.
func (f Form) Keys(keys ...string) (name, value string) {
	name, between := "Surrogate-Key", " "
	if f == Cloudflare {
		name, between = "Cache-Tag", ","
	}
	var b strings.Builder
	written := map[string]bool{}
	for _, k := range keys {
		t := Token(k)
		if written[t] {
			continue
		}
		if b.Len()+2*len(between)+len(t)+len(Crowded) > fieldLimit {
			b.WriteString(between + Crowded)
			break
		}
		if b.Len() > 0 {
			b.WriteString(between)
		}
		b.WriteString(t)
		written[t] = true
	}
	return name, b.String()
}

// Age gives the header field that says how long the cache may keep an answer,
// and for how long beyond that where the paper does not answer. Browsers do not
// read it.
func (f Form) Age(age, away time.Duration) (name, value string) {
	name = "CDN-Cache-Control" // RFC 9213
	if f == Fastly {
		name = "Surrogate-Control"
	}
	value = "max-age=" + strconv.Itoa(int(age/time.Second))
	if away > 0 {
		value += ", stale-if-error=" + strconv.Itoa(int(away/time.Second))
	}
	return name, value
}
