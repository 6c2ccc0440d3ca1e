package cache

import (
	"hash/maphash"
	"sync"
)

// A shelf finds pages by key. It is in many parts, so that those who look do
// not wait for those who change something elsewhere.
type shelf struct {
	seed  maphash.Seed
	parts [64]part
}

type part struct {
	mu    sync.RWMutex
	pages map[string]*entry
	_     [32]byte // keeps the locks of two parts out of one cache line
}

func (s *shelf) init() {
	s.seed = maphash.MakeSeed()
	for i := range s.parts {
		s.parts[i].pages = map[string]*entry{}
	}
}

func (s *shelf) part(key string) *part {
	return &s.parts[maphash.String(s.seed, key)%uint64(len(s.parts))]
}

// find gives the fresh page of key, nil where there is none.
func (s *shelf) find(key string) *entry {
	e := s.get(key)
	if e == nil || e.stale.Load() {
		return nil
	}
	return e
}

// get gives the page of key, be it stale, nil where there is none.
func (s *shelf) get(key string) *entry {
	p := s.part(key)
	p.mu.RLock()
	e := p.pages[key]
	p.mu.RUnlock()
	return e
}

// put sets e in its place and gives the entry that stood there, or nil.
func (s *shelf) put(e *entry) (old *entry) {
	p := s.part(e.key)
	p.mu.Lock()
	old = p.pages[e.key]
	p.pages[e.key] = e
	p.mu.Unlock()
	return old
}

// drop takes e away where it still stands in its place.
func (s *shelf) drop(e *entry) {
	p := s.part(e.key)
	p.mu.Lock()
	if p.pages[e.key] == e {
		delete(p.pages, e.key)
	}
	p.mu.Unlock()
}
