package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"ilbo.press"
)

// A Policy is what the pages may do, beyond what all of them may: load styles,
// scripts, pictures and films from the paper itself.
type Policy struct {
	HTTPS   bool     // readers come by https, through a proxy perhaps
	Scripts []string // more sources of scripts: 'sha256-…' of inline ones, origins
	Styles  []string // more sources of styles: 'sha256-…' of inline ones
	Connect []string // more origins that scripts may ask
	Frames  []string // more sources of frames
	// Ancestors may frame the pages; where there are none, nobody may.
	Ancestors []string
}

// Header gives the header fields that make browsers keep the policy. They
// belong to every answer.
func (p Policy) Header() map[string]string {
	h := map[string]string{
		"Content-Security-Policy":    p.csp(),
		"X-Content-Type-Options":     "nosniff",
		"Referrer-Policy":            "strict-origin-when-cross-origin",
		"Permissions-Policy":         "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
		"Cross-Origin-Opener-Policy": "same-origin-allow-popups", // share windows keep working
	}
	if p.HTTPS {
		h["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
	}
	return h
}

// csp is the policy in the words of Content Security Policy Level 3.
func (p Policy) csp() string {
	var frames []string
	for _, e := range ilbo.EmbedProviders() {
		if o := origin(e.Frame("ref")); o != "" && !slices.Contains(frames, o) {
			frames = append(frames, o)
		}
	}
	frames = append(frames, p.Frames...)
	if len(frames) == 0 {
		frames = []string{"'none'"}
	}
	ancestors := "'none'"
	if len(p.Ancestors) > 0 {
		ancestors = strings.Join(p.Ancestors, " ")
	}
	list := []string{
		"default-src 'none'",
		directive("script-src", p.Scripts),
		directive("style-src", p.Styles),
		"img-src 'self' data:",
		"font-src 'self'",
		"media-src 'self'",
		directive("connect-src", p.Connect),
		"manifest-src 'self'",
		"worker-src 'self'",
		"frame-src " + strings.Join(frames, " "),
		"form-action 'self'",
		"base-uri 'none'",
		"frame-ancestors " + ancestors,
	}
	if p.HTTPS {
		list = append(list, "upgrade-insecure-requests")
	}
	return strings.Join(list, "; ")
}

// origin is the scheme and host of an address, empty where it is none.
func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

func directive(name string, more []string) string {
	return strings.Join(append([]string{name, "'self'"}, more...), " ")
}

// Secured sets the header fields on every answer of next, which may replace
// them.
func Secured(header map[string]string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, v := range header {
			h.Set(name, v)
		}
		next.ServeHTTP(w, r)
	})
}
