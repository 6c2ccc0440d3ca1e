package cache

import (
	"net/http"

	"ilbo.press"
)

// A Gate says what a page keeps back. What it keeps back is not in the page's
// bytes: it is another page, kept under another key.
type Gate struct {
	Story   ilbo.StoryID
	Section ilbo.SectionID // of the story
	Path    ilbo.Path
	Access  ilbo.Access
	// Needs is what alone opens it, where it is not of a story; zero: it is.
	Needs ilbo.Entitlement
}

// A Pass is what was decided of one request for a page with a gate.
type Pass struct {
	Behind  bool     // it gets what is behind the gate
	Cookies []string // values of Set-Cookie that go with the answer
}

// behindOf is the key of what is behind the gate of a page. No path is like it.
func behindOf(key string) string { return "behind:" + key }

// give answers with a page, or with what is behind its gate where the request
// gets that.
func (c *Cache) give(w http.ResponseWriter, r *http.Request, e *entry) {
	if e.gate == nil {
		c.answer(w, r, e, nil)
		return
	}
	var pass Pass
	if c.opts.Admit != nil {
		pass = c.opts.Admit(r, *e.gate)
	}
	if !pass.Behind {
		c.answer(w, r, e, pass.Cookies)
		return
	}
	key := behindOf(e.key)
	b := c.shelf.find(key)
	if b != nil {
		c.hit(b)
	} else {
		c.counts.misses.Add(1)
		var err error
		if b, err = c.fetch(r.Context(), key, e.behind); err != nil {
			if r.Context().Err() == nil {
				c.opts.Problem(w, r, err)
			}
			return
		}
	}
	c.answer(w, r, b, pass.Cookies)
}
