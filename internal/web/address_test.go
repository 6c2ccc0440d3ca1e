package web

import (
	"net/http"
	"net/netip"
	"testing"
)

func TestClientAddress(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for _, test := range []struct {
		peer      string
		forwarded []string
		want      string
	}{
		{"192.0.2.7:1234", nil, "192.0.2.7"},
		{"192.0.2.7:1234", []string{"198.51.100.1"}, "192.0.2.7"}, // a reader who lies
		{"127.0.0.1:1234", []string{"198.51.100.1"}, "198.51.100.1"},
		{"[::1]:1234", []string{"2001:db8::1"}, "2001:db8::1"},
		{"[::ffff:127.0.0.1]:1234", []string{"198.51.100.1"}, "198.51.100.1"},
		{"127.0.0.1:1234", []string{"203.0.113.9, 198.51.100.1, 10.1.2.3"}, "198.51.100.1"},
		{"10.9.9.9:1", []string{"203.0.113.9", "198.51.100.1"}, "198.51.100.1"},
		{"10.9.9.9:1", []string{"10.1.1.1"}, "10.1.1.1"},
		{"10.9.9.9:1", []string{"unknown"}, "10.9.9.9"},
		{"10.9.9.9:1", []string{"198.51.100.1, nonsense"}, "10.9.9.9"},
		{"127.0.0.1:1234", nil, "127.0.0.1"},
		{"@", nil, "@"},
	} {
		r := &http.Request{RemoteAddr: test.peer, Header: http.Header{"X-Forwarded-For": test.forwarded}}
		if got := ClientAddress(r, proxies); got != test.want {
			t.Errorf("%s by %q: got %s, want %s", test.peer, test.forwarded, got, test.want)
		}
	}
}
