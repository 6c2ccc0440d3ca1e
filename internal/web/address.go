package web

import (
	"net/http"
	"net/netip"
	"strings"
)

// ClientAddress is the network address that a request comes from: the peer's, or,
// where that is a proxy that is believed, what it says in X-Forwarded-For. Of a
// chain of proxies the last address counts that is none of theirs, because
// whoever stands before them can write what they like. Loopback is believed
// always.
func ClientAddress(r *http.Request, proxies []netip.Prefix) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	address := peer.Addr().Unmap()
	chain := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(chain) - 1; i >= 0 && believed(address, proxies); i-- {
		next, err := netip.ParseAddr(strings.TrimSpace(chain[i]))
		if err != nil {
			break
		}
		address = next.Unmap()
	}
	return address.String()
}

func believed(a netip.Addr, proxies []netip.Prefix) bool {
	if a.IsLoopback() {
		return true
	}
	for _, p := range proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
