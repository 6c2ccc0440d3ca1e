package network_test

import (
	"net/netip"
	"testing"

	"ilbo.press/internal/network"
)

func TestPublicAddressesAreToldFromOthers(t *testing.T) {
	for address, public := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1111": true, "127.0.0.1": false, "10.0.0.1": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.1.1": false, "100.64.0.1": false, "0.0.0.0": false,
		"::": false, "::1": false, "fe80::1": false, "fc00::1": false, "224.0.0.1": false, "ff02::1": false, "255.255.255.255": false, "::ffff:10.0.0.1": false, "2002:7f00:1::": false, "198.18.0.1": false,
	} {
		if network.Public(netip.MustParseAddr(address)) != public {
			t.Errorf("%s: public is %v", address, !public)
		}
	}
}
