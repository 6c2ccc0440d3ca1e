package htmlcheck

import (
	"strings"

	"golang.org/x/net/html"
)

// addresses are the attributes that browsers follow or load.
var addresses = map[string]bool{
	"href": true, "src": true, "action": true, "formaction": true, "poster": true, "data": true, "cite": true,
	"background": true, "manifest": true, "ping": true, "longdesc": true, "srcdoc": true,
}

// Safe asserts that nothing in the page runs or styles but what scripts allows:
// no attribute of an event, no style, no frame, object or base, no address with
// a scheme that runs, and no script that scripts, asked of each, does not know.
func (p *Page) Safe(scripts func(n *html.Node) bool) {
	p.t.Helper()
	p.None("iframe, object, embed, applet, base, frame, frameset, style, noscript, template, math, meta[http-equiv], set, animate, foreignObject")
	for _, n := range p.All("script") {
		if !scripts(n) {
			p.t.Errorf("the page runs %s%.80s", opening(n), raw(n))
		}
	}
	for _, n := range p.All("*") {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				p.t.Errorf("%s has the attribute %s", opening(n), a.Key)
			}
			if addresses[a.Key] && runs(a.Val) {
				p.t.Errorf("%s leads to %q", opening(n), a.Val)
			}
		}
	}
}

// runs reports whether a browser that is given the address runs what it says.
// As the URL standard has it, space and control characters at the ends, and
// tabs and line breaks anywhere, are not there.
func runs(address string) bool {
	address = strings.TrimFunc(address, func(r rune) bool { return r <= ' ' })
	address = strings.ToLower(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(address))
	for _, scheme := range []string{"javascript:", "vbscript:", "data:", "blob:", "filesystem:"} {
		if strings.HasPrefix(address, scheme) {
			return true
		}
	}
	return false
}
