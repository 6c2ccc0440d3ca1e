package cache

import (
	"net/http"
	"net/textproto"
	"time"

	"ilbo.press"
	"ilbo.press/internal/surrogate"
)

// Shared says that a shared cache stands in front of the paper (Varnish, a CDN)
// and is told which keys went stale. It is then let keep pages until it is told.
type Shared struct {
	Form surrogate.Form
	// InStep reports whether this process knows of all changes up to a moment
	// ago. Where it does not, what it gives away may be stale already and the
	// shared cache told of that before: see store.InStep.
	InStep func() bool
}

const (
	// sharedAge is how long a shared cache keeps a page that it is never told of:
	// a day, should telling it fail in a way that nobody thought of. It is also for
	// how long it shows what it has where the paper does not answer.
	sharedAge = 24 * time.Hour
	// doubtAge is for pages that may be stale already.
	doubtAge = time.Second
)

// outside gives the header fields that shared caches read, for a page that is
// to be kept and for one in doubt; none where the page is not for them. Only
// pages of status 200 are: a wrong address may become that of a story, which
// would touch no key of the page that says so.
func (s *Shared) outside(p Page) (kept, doubted []field) {
	if s == nil || p.Volatile || p.personal() || p.Status != 0 && p.Status != http.StatusOK {
		return nil, nil
	}
	keys := []string{string(ilbo.KeyFurniture)} // of all pages, so that all can be told of
	for _, k := range p.Keys {
		keys = append(keys, string(k))
	}
	named := newField(s.Form.Keys(keys...))
	return []field{newField(s.Form.Age(sharedAge, sharedAge)), named}, []field{newField(s.Form.Age(doubtAge, 0)), named}
}

// Plates gives the header field that lets the shared cache drop pictures and the
// like when the paper takes something back. A nil Shared has none.
func (s *Shared) Plates() map[string]string {
	if s == nil {
		return nil
	}
	name, value := s.Form.Keys(string(ilbo.KeyPlates))
	return map[string]string{name: value}
}

func newField(name, value string) field {
	return field{textproto.CanonicalMIMEHeaderKey(name), []string{value}}
}

// sure reports whether shared caches may keep e until they are told: it was
// fresh a moment ago by all that this process knows, which is enough.
func (c *Cache) sure(e *entry) bool {
	return !e.stale.Load() && c.opts.Shared.InStep()
}
