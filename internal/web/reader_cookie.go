package web

import (
	"net/http"
	"strings"
)

// ReaderCookie is the name of the cookie that says which session of a reader a
// browser is in, at a site of that base. Browsers keep one of that beginning to
// HTTPS, to this host and to the whole of it.
func ReaderCookie(base string) string {
	if strings.HasPrefix(base, "https://") {
		return "__Host-ilbo-reader"
	}
	return "ilbo-reader"
}

// CookieValue is the value of a request's cookie, empty where it has none.
// It allocates nothing but what net/http keeps of a header.
func CookieValue(r *http.Request, name string) string {
	for _, line := range r.Header["Cookie"] {
		for line != "" {
			var part string
			part, line, _ = strings.Cut(line, ";")
			if k, v, ok := strings.Cut(strings.TrimSpace(part), "="); ok && k == name {
				return strings.Trim(v, `"`)
			}
		}
	}
	return ""
}
