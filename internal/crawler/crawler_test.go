package crawler

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// A names server is a real name server, on a port of its own, that knows little.
type names struct {
	pointers  map[string]string // of addresses' names in in-addr.arpa and ip6.arpa
	addresses map[string]string
	silent    atomic.Bool
	asked     atomic.Int64
}

func (n *names) serve(t *testing.T) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var done sync.WaitGroup
	t.Cleanup(func() { conn.Close(); done.Wait() })
	done.Go(func() {
		b := make([]byte, 1500)
		for {
			size, from, err := conn.ReadFrom(b)
			if err != nil {
				return
			}
			if n.asked.Add(1); n.silent.Load() {
				continue
			}
			if answer, err := n.answer(b[:size]); err == nil {
				_, _ = conn.WriteTo(answer, from)
			}
		}
	})
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func (n *names) answer(query []byte) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(query); err != nil {
		return nil, err
	}
	q := m.Questions[0]
	reply := dnsmessage.Message{Header: dnsmessage.Header{ID: m.ID, Response: true, RecursionAvailable: true}, Questions: m.Questions}
	head := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 60}
	name := strings.ToLower(q.Name.String())
	switch q.Type {
	case dnsmessage.TypePTR:
		if host := n.pointers[name]; host != "" {
			reply.Answers = append(reply.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.PTRResource{PTR: dnsmessage.MustNewName(host)}})
		}
	case dnsmessage.TypeA, dnsmessage.TypeAAAA:
		a, err := netip.ParseAddr(n.addresses[name])
		if err == nil && a.Is4() && q.Type == dnsmessage.TypeA {
			reply.Answers = append(reply.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: a.As4()}})
		}
		if err == nil && a.Is6() && q.Type == dnsmessage.TypeAAAA {
			reply.Answers = append(reply.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}})
		}
	}
	if len(reply.Answers) == 0 && n.pointers[name] == "" && n.addresses[name] == "" {
		reply.RCode = dnsmessage.RCodeNameError
	}
	return reply.Pack()
}

const (
	googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
	yeti      = "Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)"
)

// known are the names of a few addresses.
func known() *names {
	return &names{
		pointers: map[string]string{
			"1.2.0.192.in-addr.arpa.": "crawl-192-0-2-1.googlebot.com.",
			"2.2.0.192.in-addr.arpa.": "crawl-192-0-2-2.googlebot.com.", // it does not lead back
			"3.2.0.192.in-addr.arpa.": "crawl.googlebot.com.evil.example.",
			"4.2.0.192.in-addr.arpa.": "evilgooglebot.com.",
			"5.2.0.192.in-addr.arpa.": "crawl.web.naver.com.",
			"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.": "crawl-six.googlebot.com.",
		},
		addresses: map[string]string{
			"crawl-192-0-2-1.googlebot.com.": "192.0.2.1", "crawl-192-0-2-2.googlebot.com.": "192.0.2.9", "crawl.googlebot.com.evil.example.": "192.0.2.3",
			"evilgooglebot.com.": "192.0.2.4", "crawl.web.naver.com.": "192.0.2.5", "crawl-six.googlebot.com.": "2001:db8::1",
		},
	}
}

func newCrawlers(t *testing.T, n *names, engines string, now *time.Time) *Crawlers {
	t.Helper()
	c, err := New(Options{Names: engines, Resolver: n.serve(t), Clock: func() time.Time { return *now }})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCrawlersProveWhoTheyAre(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	both := newCrawlers(t, known(), "Google, naver", &now)
	naver := newCrawlers(t, known(), "naver", &now)
	for name, c := range map[string]struct {
		crawlers *Crawlers
		agent    string
		address  string
		want     bool
	}{
		"Google's":                         {both, googlebot, "192.0.2.1", true},
		"Google's by IPv6":                 {both, googlebot, "2001:db8::1", true},
		"an IPv4 address in an IPv6 one":   {both, googlebot, "::ffff:192.0.2.1", true},
		"Naver's":                          {both, yeti, "192.0.2.5", true},
		"a name that does not lead back":   {both, googlebot, "192.0.2.2", false},
		"a name that begins as theirs":     {both, googlebot, "192.0.2.3", false},
		"a name that ends almost as that":  {both, googlebot, "192.0.2.4", false},
		"no name":                          {both, googlebot, "192.0.2.77", false},
		"Naver's that says it is Google's": {both, googlebot, "192.0.2.5", false},
		"a browser at Google's address":    {both, "Mozilla/5.0 Chrome/140", "192.0.2.1", false},
		"Google's where Naver is let in":   {naver, googlebot, "192.0.2.1", false},
	} {
		if got := c.crawlers.Proven(t.Context(), c.agent, netip.MustParseAddr(c.address)); got != c.want {
			t.Errorf("%s: proven is %v", name, got)
		}
	}
}

func TestAnAddressIsLookedUpOnce(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	n := known()
	c := newCrawlers(t, n, "google", &now)
	good, bad := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	for range 3 {
		c.Proven(t.Context(), googlebot, good)
		c.Proven(t.Context(), googlebot, bad)
		c.Proven(t.Context(), "Chrome", good)
	}
	asked := n.asked.Load()
	now = now.Add(unprovenFor)
	c.Proven(t.Context(), googlebot, good)
	if n.asked.Load() != asked {
		t.Error("who was proven is asked again within the day")
	}
	c.Proven(t.Context(), googlebot, bad)
	if n.asked.Load() == asked {
		t.Error("who was not is never asked again")
	}
}

func TestANameServerThatIsAwayIsNoAnswer(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	n := known()
	c := newCrawlers(t, n, "google", &now)
	n.silent.Store(true)
	good := netip.MustParseAddr("192.0.2.1")
	if c.Proven(t.Context(), googlebot, good) {
		t.Fatal("proven by silence")
	}
	n.silent.Store(false)
	now = now.Add(doubtFor)
	if !c.Proven(t.Context(), googlebot, good) {
		t.Error("a name server that was away shuts a crawler out for longer")
	}
}

func TestManyFalseCrawlersCostLittle(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	c := newCrawlers(t, known(), "google", &now)
	if !c.Proven(t.Context(), googlebot, netip.MustParseAddr("192.0.2.1")) {
		t.Fatal("not proven")
	}
	for i := range maxKept + 500 {
		c.keep(question{"google", netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})}, finding{false, now.Add(time.Hour)})
	}
	if len(c.found) > maxKept || !c.found[question{"google", netip.MustParseAddr("192.0.2.1")}].proven {
		t.Errorf("%d findings are kept, and the proven one is not among them", len(c.found))
	}
}

func TestUnknownEnginesAreRefused(t *testing.T) {
	if _, err := New(Options{Names: "google, altavista"}); err == nil || !strings.Contains(err.Error(), "altavista") {
		t.Errorf("got %v", err)
	}
}
