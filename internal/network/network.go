// Package network tells addresses of the public network from those of this
// machine and its own, so that nobody has the program ask for what stands
// behind its walls.
package network

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// ErrInside is the cause of an error about an address that is not public.
var ErrInside = errors.New("the address is one of this machine or of its own network")

// special are networks that are not the public's, beside those that netip
// knows: see the IANA registries of special-purpose addresses.
var special = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10")

func prefixes(list ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(list))
	for i, s := range list {
		all[i] = netip.MustParsePrefix(s)
	}
	return all
}

// Public reports whether an address is one of the public network.
func Public(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsValid() || !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range special {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}

// A Guard is the networks that are dialled though they are not public.
type Guard []netip.Prefix

// Control refuses connections to addresses that are not public: it is the Control
// of a net.Dialer, which calls it after names were looked up.
func (g Guard) Control(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("dial %q: %w", address, err)
	}
	ip := to.Addr().Unmap().WithZone("")
	for _, allowed := range g {
		if allowed.Contains(ip) {
			return nil
		}
	}
	if !Public(ip) {
		return ErrInside
	}
	return nil
}
