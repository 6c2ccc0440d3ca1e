package cache

import (
	"context"
	"time"

	"ilbo.press"
)

// A Page is one rendered answer, before compression.
type Page struct {
	Status int    // 200 where zero
	Type   string // Content-Type
	Body   []byte
	// Header holds what the answer says beside Content-Type, Content-Length,
	// Content-Encoding, Vary, ETag and Cache-Control, which the cache writes.
	Header map[string]string
	// Keys are what the page was made from: when one of them changes, the
	// page is stale.
	Keys []ilbo.Key
	// Public is for how long browsers and shared caches may keep the page
	// without asking; zero makes them ask each time (a 304 is cheap).
	Public time.Duration
	// Gate stands before the rest of the page: what is kept is for everybody, and
	// each request is asked whether it gets what Behind makes in its place. Nil:
	// the page is the same for all.
	Gate   *Gate
	Behind Render
	// Private pages are kept here and by browsers, not by shared caches: who asks
	// decides whether they are given.
	Private bool
	// Volatile pages are compressed and answered like the others but not kept:
	// a search for rare words, say.
	Volatile bool
}

// personal reports whether who asks decides which page is given.
func (p *Page) personal() bool { return p.Private || p.Gate != nil }

// A Render makes a page. An error is shown as a problem, never kept.
type Render func(ctx context.Context) (Page, error)
