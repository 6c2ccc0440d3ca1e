package crawler

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"ilbo.press"
)

// An engine is whose crawlers can prove who they are.
type engine struct {
	name   string
	agents []string // parts of what its crawlers call themselves
	hosts  []string // ends of the names of their addresses
	source string   // where the engine says so
}

// engines are those that say how their crawlers are known by name.
var engines = []engine{
	{"google", []string{"Googlebot", "Google-InspectionTool", "Storebot-Google"}, []string{".googlebot.com.", ".google.com."}, "https://developers.google.com/search/docs/crawling-indexing/verifying-googlebot"},
	{"bing", []string{"bingbot"}, []string{".search.msn.com."}, "https://www.bing.com/webmasters/help/verify-bingbot-195837e5"},
	{"naver", []string{"Yeti"}, []string{".naver.com."}, "https://searchadvisor.naver.com/guide/seo-basic-robots"},
	{"apple", []string{"Applebot"}, []string{".applebot.apple.com."}, "https://support.apple.com/en-us/119829"},
}

// Names are those of all engines.
func Names() (all []string) {
	for i := range engines {
		all = append(all, engines[i].name)
	}
	return all
}

// Options are what crawlers are let in by.
type Options struct {
	Names    string        // of engines, with commas between; empty: none
	Resolver *net.Resolver // nil: the system's
	Clock    ilbo.Clock
}

// How long a finding stands, and how many are kept and looked for at once. A name
// server that does not answer leaves a crawler unproven for a moment only.
const (
	provenFor   = 24 * time.Hour
	unprovenFor = time.Hour
	doubtFor    = time.Minute
	patience    = 2 * time.Second
	maxKept     = 10_000
	maxAsking   = 8
)

// Crawlers remembers who proved who they are. It may be used by many goroutines
// at once.
type Crawlers struct {
	engines  []engine
	resolver *net.Resolver
	clock    ilbo.Clock
	asking   chan struct{}

	mu    sync.Mutex
	found map[question]finding
}

type question struct {
	engine  string
	address netip.Addr
}

type finding struct {
	proven bool
	until  time.Time
}

// New lets in the crawlers of some engines. A name that is none of theirs is
// Invalid.
func New(o Options) (*Crawlers, error) {
	c := &Crawlers{resolver: o.Resolver, clock: o.Clock, asking: make(chan struct{}, maxAsking), found: map[question]finding{}}
	if c.resolver == nil {
		c.resolver = net.DefaultResolver
	}
	for name := range strings.SplitSeq(o.Names, ",") {
		if name = strings.ToLower(strings.TrimSpace(name)); name == "" {
			continue
		}
		i := slices.IndexFunc(engines, func(e engine) bool { return e.name == name })
		if i < 0 {
			return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("Crawlers that can prove who they are come from %s, not from %q.", strings.Join(Names(), ", "), name)}
		}
		c.engines = append(c.engines, engines[i])
	}
	return c, nil
}

// Proven reports whether a crawler that calls itself agent comes from an engine
// that is let in. Who does not call itself a crawler is answered at once; an
// address is looked up once, which takes two seconds at the most.
func (c *Crawlers) Proven(ctx context.Context, agent string, address netip.Addr) bool {
	for i := range c.engines {
		e := &c.engines[i]
		if slices.ContainsFunc(e.agents, func(part string) bool { return strings.Contains(agent, part) }) {
			return c.from(ctx, e, address.Unmap())
		}
	}
	return false
}

func (c *Crawlers) from(ctx context.Context, e *engine, address netip.Addr) bool {
	q := question{e.name, address}
	now := c.clock()
	c.mu.Lock()
	f, ok := c.found[q]
	c.mu.Unlock()
	if ok && now.Before(f.until) {
		return f.proven
	}
	select {
	case c.asking <- struct{}{}:
	default: // somebody sends false crawlers from many addresses: the true ones come again
		return false
	}
	defer func() { <-c.asking }()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience) // others ask for the same
	defer cancel()
	proven, err := c.ask(ctx, e, address)
	f = finding{proven, now.Add(unprovenFor)}
	switch {
	case proven:
		f.until = now.Add(provenFor)
	case err != nil:
		f.until = now.Add(doubtFor)
	}
	c.keep(q, f)
	return proven
}

// ask asks for the names of an address, and for the addresses of those.
func (c *Crawlers) ask(ctx context.Context, e *engine, address netip.Addr) (bool, error) {
	names, err := c.resolver.LookupAddr(ctx, address.String())
	if err != nil {
		return false, unlessNone(err)
	}
	for _, name := range names {
		name = strings.ToLower(name)
		if !slices.ContainsFunc(e.hosts, func(end string) bool { return strings.HasSuffix(name, end) }) {
			continue
		}
		back, err := c.resolver.LookupNetIP(ctx, "ip", name)
		if err != nil {
			return false, unlessNone(err)
		}
		if slices.ContainsFunc(back, func(a netip.Addr) bool { return a.Unmap() == address }) {
			return true, nil
		}
	}
	return false, nil
}

// unlessNone is an error, but for that there is no such name, which is an answer.
func unlessNone(err error) error {
	if e, ok := err.(*net.DNSError); ok && e.IsNotFound {
		return nil
	}
	return err
}

// keep keeps a finding. Which are forgotten for it is not for those to choose who
// come with many addresses; proven ones stay.
func (c *Crawlers) keep(q question, f finding) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.found) >= maxKept {
		for old, was := range c.found {
			if !was.proven {
				delete(c.found, old)
			}
			if len(c.found) < maxKept*9/10 {
				break
			}
		}
	}
	if len(c.found) < maxKept {
		c.found[q] = f
	}
}
