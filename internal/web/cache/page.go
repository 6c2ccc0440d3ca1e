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
	// Volatile pages are compressed and answered like the others but not kept:
	// a search for rare words, say.
	Volatile bool
}

// A Render makes a page. An error is shown as a problem, never kept.
type Render func(ctx context.Context) (Page, error)
