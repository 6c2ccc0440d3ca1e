package cache

import (
	"context"
	"errors"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/coding"
)

// renewers is how many pages are rendered in the background at once.
const renewers = 2

// work starts the workers.
func (c *Cache) work() {
	for range renewers {
		c.workers.Go(c.renewer)
	}
	c.workers.Go(c.polisher)
	c.workers.Go(c.cooler)
}

// renewer renders stale pages that are hot, and else takes stale ones away.
func (c *Cache) renewer() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		for !c.closed && len(c.fresh) == 0 && len(c.swept) == 0 {
			c.idle.Wait()
		}
		if c.closed {
			return
		}
		c.busy++
		if len(c.fresh) > 0 {
			e := c.fresh[0]
			c.fresh[0], c.fresh = nil, c.fresh[1:]
			c.mu.Unlock()
			c.renew(e)
			c.mu.Lock()
		} else {
			c.sweep()
			c.mu.Unlock() // let others in between two batches
			c.mu.Lock()
		}
		c.busy--
		c.idle.Broadcast()
	}
}

// sweep takes a batch of stale pages away.
func (c *Cache) sweep() {
	n := min(len(c.swept), 128)
	for i, e := range c.swept[:n] {
		c.drop(e)
		c.swept[i] = nil
	}
	c.swept = c.swept[n:]
	if len(c.swept) == 0 {
		c.swept = nil
	}
}

// renew renders the page of a stale entry. A key that goes stale meanwhile
// makes it begin again, a few times: the next reader renders what changes too
// fast for that.
func (c *Cache) renew(e *entry) {
	for range 3 {
		found, f := c.join(context.Background(), e.key, e.render)
		if found != nil {
			break
		}
		<-f.done
		if f.err != nil {
			c.report(e.key, f.err)
			break
		}
		if !f.dirty {
			break
		}
	}
	c.counts.renewals.Add(1)
	c.mu.Lock()
	c.drop(e) // no harm where a new one stands in its place
	c.mu.Unlock()
}

// report tells of a page that could not be renewed. That it is not there any
// more is no fault: a story was killed, say.
func (c *Cache) report(key string, err error) {
	if errors.Is(err, ilbo.NotFound) || errors.Is(err, ilbo.Gone) {
		return
	}
	c.opts.Log.Error("page not renewed", "key", key, "err", err)
}

// polisher compresses with the greatest effort what is read often. There is one,
// because it takes a processor for 50 ms a page.
func (c *Cache) polisher() {
	for {
		select {
		case e := <-c.polish:
			c.shine(e)
		case <-c.stop:
			return
		}
	}
}

func (c *Cache) shine(e *entry) {
	if e.plain || e.stale.Load() || e.polished.Load() {
		return
	}
	for _, k := range []coding.Coding{coding.Gzip, coding.Brotli, coding.Zstd} {
		old := e.made[k].Load()
		if old == nil && k == coding.Zstd {
			continue // who takes zstd takes brotli, but for a few programs
		}
		packed, err := c.compress.Compress(e.body, k, coding.Best)
		if err != nil {
			c.opts.Log.Error("page not compressed", "key", e.key, "err", err)
			return
		}
		grown := len(packed)
		if old := e.made[k].Swap(newVariant(e, k, coding.Best, packed)); old != nil {
			grown -= len(old.body)
		}
		c.grow(e, grown)
	}
	e.polished.Store(true)
}

// cooler lets the heat of pages fade.
func (c *Cache) cooler() {
	t := time.NewTicker(c.opts.Period)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			c.cool()
		case <-c.stop:
			return
		}
	}
}
