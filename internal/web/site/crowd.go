package site

import (
	"hash/maphash"
	"net/netip"
	"sync"
	"time"

	"ilbo.press"
)

// How much one network may tell of one story in a day, and of all stories. A
// university's readers are below that; somebody who wants a story to be read most
// is not.
const (
	toldOfOne = 1_000
	toldOfAll = 20_000
)

// maxCrowd is how many counts are remembered; past it, the day begins anew.
const maxCrowd = 500_000

// A crowd counts what networks tell, by hashes under a seed that is new each day.
// It is of one process, and gone with it.
type crowd struct {
	mu   sync.Mutex
	day  time.Time
	seed maphash.Seed
	told map[uint64]int
}

// admit reports whether what somebody tells of a story may be counted.
func (c *crowd) admit(address string, story ilbo.StoryID, now time.Time) bool {
	if ip, err := netip.ParseAddr(address); err == nil && ip.Is6() {
		if p, err := ip.Prefix(64); err == nil { // what one household has
			address = p.String()
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if day := now.UTC().Truncate(24 * time.Hour); !day.Equal(c.day) || len(c.told) >= maxCrowd {
		c.day, c.seed, c.told = day, maphash.MakeSeed(), map[uint64]int{}
	}
	one := maphash.Comparable(c.seed, struct {
		address string
		story   ilbo.StoryID
	}{address, story})
	all := maphash.String(c.seed, address)
	if c.told[one] >= toldOfOne || c.told[all] >= toldOfAll {
		return false
	}
	c.told[one]++
	c.told[all]++
	return true
}
