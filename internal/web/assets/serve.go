package assets

import (
	"net/http"
	"strings"

	"ilbo.press/internal/web/coding"
)

// The forms of Cache-Control: an address with the content's name never changes
// (RFC 8246); one with the name of other content is asked for each time.
var (
	forEver  = []string{"public, max-age=31536000, immutable"}
	eachTime = []string{"no-cache"}
	nosniff  = []string{"nosniff"}
)

// ServeHTTP answers what is below Prefix. A page that was kept somewhere since
// before an upgrade may name an earlier content: it gets the present one, which
// it must not keep under that address.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, control := a.byPath[r.URL.Path], forEver
	if f == nil {
		f, control = a.byName[nameOf(r.URL.Path)], eachTime
	}
	if f == nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h["Cache-Control"], h["Etag"], h["X-Content-Type-Options"] = control, f.tag, nosniff
	if f.vary != nil {
		h["Vary"] = f.vary
	}
	if coding.Match(r.Header["If-None-Match"], f.tag[0][len("W/"):]) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	v := f.variants[coding.Accept(r.Header["Accept-Encoding"]).Best(f.rank)]()
	h["Content-Type"], h["Content-Length"] = f.mediaType, v.length
	if v.coding != nil {
		h["Content-Encoding"] = v.coding
	}
	if r.Method != http.MethodHead {
		w.Write(v.body) // a reader who left is no failure of ours
	}
}

// rank orders the codings that an asset is to be had in, the shortest first, as if
// it were their size: that is not known before they are made.
func (f *asset) rank(k coding.Coding) int {
	if f.variants[k] == nil {
		return -1
	}
	return int(coding.Count - k)
}

// nameOf takes the content's name out of an address, "" where there is none.
func nameOf(path string) string {
	rest, ok := strings.CutPrefix(path, Prefix)
	ext := strings.LastIndexByte(rest, '.')
	if !ok || ext < 0 {
		return ""
	}
	stem, hash, ok := cutLast(rest[:ext])
	if !ok || len(hash) != 12 || strings.Trim(hash, "0123456789abcdef") != "" {
		return ""
	}
	return stem + rest[ext:]
}

func cutLast(s string) (before, after string, ok bool) {
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}
