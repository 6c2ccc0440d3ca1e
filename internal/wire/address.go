package wire

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"ilbo.press"
)

// maxAddress is the longest address of another system, in bytes.
const maxAddress = 2_000

// OldPath is the path of an address in another system, with its query, written
// as a request for it is read: without escapes in the path. It gives false for
// what is no address, and for the front of a site, which is no story's.
func OldPath(address string) (ilbo.Path, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Opaque != "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	p := u.Path
	if p == "" && u.Host != "" {
		p = "/"
	}
	if u.RawQuery != "" {
		p += "?" + u.RawQuery
	}
	if !strings.HasPrefix(p, "/") || p == "/" || len(p) > maxAddress || !utf8.ValidString(p) || strings.ContainsFunc(p, func(r rune) bool { return r < ' ' || r == 0x7F }) {
		return "", false
	}
	return ilbo.Path(p), true
}
