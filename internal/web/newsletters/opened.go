package newsletters

import (
	"net/http"
	"net/netip"
	"sync"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web"
)

// Opens counts which mailings are opened.
type Opens interface{ Open(mailing int64) }

// pixel is a picture of one transparent point, as GIF.
var pixel = []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00\x21\xf9\x04\x01\x00\x00\x00\x00\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b")

// opened counts that a letter of a mailing was opened, and answers the same
// whatever is asked for. It sets no cookie and keeps no address. A browser that
// asks not to be tracked is not counted.
func (p *Pages) opened(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "image/gif")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin") // mail programs on the web show it
	if p.Opens != nil && r.Method == http.MethodGet && r.Header.Get("DNT") != "1" && r.Header.Get("Sec-GPC") != "1" {
		if id, ok := p.Desk.OpenedMailing(r.PathValue("name")); ok && p.openers.admit(web.ClientAddress(r, p.Proxies), p.Clock()) {
			p.Opens.Open(id)
		}
	}
	_, _ = w.Write(pixel) // whoever asked may have gone
}

// How many opens count of one network in a while. Mail companies fetch pictures for
// many readers from few addresses.
const (
	openedAtOnce = 500
	openedWithin = 10 * time.Minute
)

// Openers count who opens, in windows of time. They are of one process, and gone
// with it.
type openers struct {
	mu    sync.Mutex
	since time.Time
	of    map[string]int
}

func (o *openers) admit(address string, now time.Time) bool {
	if ip, err := netip.ParseAddr(address); err == nil && ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			address = p.String()
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if now.Sub(o.since) >= openedWithin || len(o.of) >= askedKnown {
		o.since, o.of = now, map[string]int{}
	}
	o.of[address]++
	return o.of[address] <= openedAtOnce
}

// counting says which of some newsletters count how often they are opened.
func (w *words) counting(n *ilbo.Newsletter) string {
	if n.Opens {
		return w.Counted
	}
	return ""
}
