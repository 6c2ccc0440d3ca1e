package cache

import (
	"net/http"

	"ilbo.press/internal/web/coding"
)

// An Inserter is a response writer that can send an answer whole, without the
// header map. Its answer has status 200; common and own are header fields as
// lines, each with its CR LF; none of it is changed afterwards. It reports
// false where it cannot, and then nothing has happened.
type Inserter interface {
	Insert(common, own, body []byte) bool
}

// answer sends the page in the coding that suits the reader, or says that the
// reader has it already.
// Cookies go along, where there are any.
//
// The header map is filled directly with values that were made with the page:
// Header.Set would write each name anew and allocate each value.
func (c *Cache) answer(w http.ResponseWriter, r *http.Request, e *entry, cookies []string) {
	if cookies != nil {
		w.Header()["Set-Cookie"] = append(w.Header()["Set-Cookie"], cookies...)
	}
	v := c.variant(e, r.Header["Accept-Encoding"])
	shared, sure := e.shared, true
	if shared != nil && !c.sure(e) {
		shared, sure = e.doubt, false
	}
	if asked := r.Header["If-None-Match"]; asked != nil && e.status == http.StatusOK {
		if tag := v.matched(asked); tag != nil {
			c.counts.unchanged.Add(1)
			h := w.Header()
			for i := range e.short {
				h[e.short[i].name] = e.short[i].values
			}
			for i := range shared {
				h[shared[i].name] = shared[i].values
			}
			h["Etag"] = tag
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if in, ok := w.(Inserter); ok && sure && cookies == nil && v.lines != nil && r.Method == http.MethodGet && in.Insert(c.lines, v.lines, v.body) {
		return
	}
	h := w.Header()
	for i := range c.header {
		h[c.header[i].name] = c.header[i].values
	}
	for i := range e.head {
		h[e.head[i].name] = e.head[i].values
	}
	for i := range shared {
		h[shared[i].name] = shared[i].values
	}
	if v.coding != nil {
		h["Content-Encoding"] = v.coding
	}
	if e.status == http.StatusOK {
		h["Etag"] = v.tag
	}
	h["Content-Length"] = v.length
	if e.status != http.StatusOK {
		w.WriteHeader(e.status)
	}
	if r.Method != http.MethodHead {
		w.Write(v.body) // a reader who left is no failure of ours
	}
}

// matched gives the entity tag of the variant that the reader has, in a form
// for the header map, or nil.
func (v *variant) matched(asked []string) []string {
	if coding.Match(asked, v.tag[0]) {
		return v.tag
	}
	if v.earlier != nil && coding.Match(asked, v.earlier[0]) {
		return v.earlier
	}
	return nil
}

// variant chooses among the codings that the reader takes; one that nobody
// wanted before is made now, with little effort.
func (c *Cache) variant(e *entry, accept []string) *variant {
	if e.plain {
		return e.made[coding.Identity].Load()
	}
	best := coding.Accept(accept).Best(func(k coding.Coding) int {
		if v := e.made[k].Load(); v != nil && e.polished.Load() {
			return len(v.body)
		}
		if k == coding.Identity {
			return len(e.body)
		}
		return 0 // sizes do not matter until all are made
	})
	if v := e.made[best].Load(); v != nil {
		return v
	}
	return c.make(e, best)
}

// make compresses e for the first reader who wants that coding. Two may do it
// at once: the first result stands.
func (c *Cache) make(e *entry, k coding.Coding) *variant {
	packed, err := c.compress.Compress(e.body, k, coding.Quick)
	if err != nil {
		c.opts.Log.Error("page not compressed", "key", e.key, "err", err)
		return e.made[coding.Identity].Load()
	}
	v := newVariant(e, k, coding.Quick, packed)
	if !e.made[k].CompareAndSwap(nil, v) {
		return e.made[k].Load()
	}
	c.grow(e, len(packed))
	return v
}
