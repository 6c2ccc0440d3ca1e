package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/coding"
)

// An entry is a page in memory. All but what is atomic or said to belong to
// Cache.mu never changes.
type entry struct {
	key    string
	keys   []ilbo.Key
	render Render
	status int
	head   []field // of an answer with the page, beside those of every page
	short  []field // of an answer that the reader has it already
	shared []field // of both, for shared caches; nil: it is not for them
	doubt  []field // the same while the page may be stale
	body   []byte
	tag    string // what the entity tags of all codings begin with, without the quote
	plain  bool   // not worth compressing
	mapped bool   // needs the header map: its fields replace common ones
	gate   *Gate  // nil: there is none
	behind Render // what is behind it
	made   [coding.Count]atomic.Pointer[variant]

	stale    atomic.Bool
	polished atomic.Bool
	hits     atomic.Uint64

	// Below belongs to Cache.mu.
	newer, older *entry // in its ring
	linked       bool
	bytes        int64
	seen         uint64 // hits when the ring's hand last passed
	counted      uint64 // hits when the heat was last taken
	heat         uint64
}

// A field is a header field ready for the header map: its name is canonical,
// and its values are shared by all answers and never changed.
type field struct {
	name   string
	values []string
}

// A variant is the page in one coding.
type variant struct {
	body    []byte
	length  []string // Content-Length
	coding  []string // Content-Encoding, nil for identity
	tag     []string // ETag
	lines   []byte   // the page's header fields and those above, nil where mapped
	earlier []string // the tag of the quick compression that this one replaced
}

// newEntry makes an entry of a page; common are the header fields of every page,
// and shared is the shared cache in front.
func newEntry(key string, p Page, render Render, common []field, shared *Shared) *entry {
	sum := sha256.Sum256(p.Body)
	e := &entry{
		key: key, keys: p.Keys, render: render, status: p.Status, body: p.Body,
		tag:   `"` + base64.RawURLEncoding.EncodeToString(sum[:12]),
		plain: !coding.Worthwhile(p.Type, len(p.Body)), gate: p.Gate, behind: p.Behind,
	}
	if e.status == 0 {
		e.status = http.StatusOK
	}
	e.head, e.short = fields(p, e.plain)
	e.shared, e.doubt = shared.outside(p)
	e.mapped = e.status != http.StatusOK || clash(common, e.head) || clash(common, e.shared) || clash(e.head, e.shared)
	e.made[coding.Identity].Store(newVariant(e, coding.Identity, coding.Quick, p.Body))
	e.bytes = overhead + int64(len(key)+len(p.Body)) + keyCost*int64(len(p.Keys))
	for _, f := range e.shared {
		e.bytes += sharedCopies * int64(len(f.values[0]))
	}
	return e
}

// What an entry takes beside its bodies, as measured on 100,000 pages.
const (
	overhead = 800
	keyCost  = 100
	// sharedCopies of what shared caches read: the field's, and one with each
	// coding that is usual.
	sharedCopies = 4
)

// fields lays out the header: of the page, and of the answer that it has not
// changed, which repeats what RFC 9110, 15.4.5 asks for.
func fields(p Page, plain bool) (head, short []field) {
	all := map[string]string{}
	for name, v := range p.Header {
		all[textproto.CanonicalMIMEHeaderKey(name)] = v
	}
	if p.Type != "" {
		all["Content-Type"] = p.Type
	}
	all["Cache-Control"] = cacheControl(p.Public)
	var vary []string
	if own := all["Vary"]; own != "" {
		vary = append(vary, own)
	}
	if p.personal() {
		all["Cache-Control"] = "private, no-cache"
		vary = append(vary, "Cookie")
	}
	if !plain {
		vary = append(vary, "Accept-Encoding")
	}
	if len(vary) > 0 {
		all["Vary"] = strings.Join(vary, ", ")
	}
	head = ready(all)
	for _, f := range head {
		switch f.name {
		case "Cache-Control", "Vary", "Expires", "Content-Location":
			short = append(short, f)
		}
	}
	return head, short
}

// ready makes fields of a header, in the order of their names.
func ready(header map[string]string) []field {
	list := make([]field, 0, len(header))
	for name, v := range header {
		if strings.Trim(name, tokenBytes) != "" {
			continue // as net/http does
		}
		list = append(list, field{textproto.CanonicalMIMEHeaderKey(name), []string{v}})
	}
	slices.SortFunc(list, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return list
}

// tokenBytes are what header field names of this house are made of.
const tokenBytes = "-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// cacheControl lets browsers and shared caches keep a page for a while, and as
// long again while they ask for the next one (RFC 5861).
func cacheControl(public time.Duration) string {
	s := int64(public / time.Second)
	if s <= 0 {
		return "public, max-age=0, must-revalidate"
	}
	n := strconv.FormatInt(s, 10)
	return "public, max-age=" + n + ", stale-while-revalidate=" + n
}

// tagged is the entity tag of a coding: strong, so the bytes of each coding and
// effort have their own.
func tagged(prefix string, c coding.Coding, e coding.Effort) string {
	if c == coding.Identity {
		return prefix + `"`
	}
	if e == coding.Quick {
		return prefix + "-" + c.String() + `-q"`
	}
	return prefix + "-" + c.String() + `"`
}

func newVariant(e *entry, c coding.Coding, effort coding.Effort, body []byte) *variant {
	v := &variant{
		body:   body,
		length: []string{strconv.Itoa(len(body))},
		tag:    []string{tagged(e.tag, c, effort)},
	}
	if c != coding.Identity {
		v.coding = []string{c.String()}
		if effort == coding.Best {
			v.earlier = []string{tagged(e.tag, c, coding.Quick)}
		}
	}
	if !e.mapped {
		all := append(slices.Concat(e.head, e.shared), field{"Etag", v.tag}, field{"Content-Length", v.length})
		if v.coding != nil {
			all = append(all, field{"Content-Encoding", v.coding})
		}
		v.lines = lines(all)
	}
	return v
}

// clash reports whether two headers share a field.
func clash(a, b []field) bool {
	for _, x := range a {
		for _, y := range b {
			if x.name == y.name {
				return true
			}
		}
	}
	return false
}

// lines writes fields as HTTP/1.1 does. As in net/http, a line cannot be broken
// by what a value holds.
func lines(fields []field) []byte {
	var b []byte
	for _, f := range fields {
		for _, v := range f.values {
			b = append(b, f.name...)
			b = append(b, ": "...)
			b = append(b, oneLine.Replace(v)...)
			b = append(b, "\r\n"...)
		}
	}
	return bytes.Clone(b)
}

var oneLine = strings.NewReplacer("\r", " ", "\n", " ")
