package assets

import (
	"bytes"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
)

func house() fstest.MapFS {
	return fstest.MapFS{
		"layers.css":        {Data: []byte("@layer tokens, components;")},
		"tokens/tokens.css": {Data: []byte("@layer tokens { :root { --ink: oklch(0.2 0 0); } }")},
		"story/story.css":   {Data: []byte("/* a story */\n@layer components { .story { color: var(--ink); margin-inline: 0px; } }")},
		"menu/menu.css":     {Data: []byte("@layer components { .menu { background: url( 'icon.svg' ) } .menu::before { content: \"url(nothing.svg)\" } }")},
		"fonts/fonts.css":   {Data: []byte("@font-face { font-family: N; src: url(\"n.woff2\") format(\"woff2\") }")},
		"fonts/n.woff2":     {Data: []byte("wOF2" + strings.Repeat("\x01", 400))},
		"icon.svg":          {Data: []byte("<svg xmlns='http://www.w3.org/2000/svg'>" + strings.Repeat("<path d='M0 0h1'/>", 30) + "</svg>")},
		"dist/site.js":      {Data: []byte("(()=>{document.title})();")},
	}
}

func options(files ...fs.FS) Options {
	return Options{
		Files:   files,
		Sheets:  []Bundle{{Name: "site.css", Files: []string{"layers.css", "fonts/*.css", "tokens/*.css", "*/*.css"}}},
		Scripts: []Bundle{{Name: "site.js", Files: []string{"dist/site.js"}}},
		Plain:   []string{"fonts/*.woff2", "icon.svg"},
		Made:    map[string][]byte{"icon-180.png": []byte("\x89PNG drawn")},
	}
}

func build(t *testing.T, o Options) *Assets {
	t.Helper()
	a, err := Build(o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestSheetIsInTheOrderOfItsLayers(t *testing.T) {
	a := build(t, options(house()))
	body, err := a.Body("site.css")
	if err != nil {
		t.Fatal(err)
	}
	want := "@layer tokens,components;@font-face{font-family:N;src:url(" + a.URL("n.woff2") + ")format(\"woff2\")}" +
		"@layer tokens{:root{--ink:oklch(0.2 0 0)}}" +
		"@layer components{.menu{background:url(" + a.URL("icon.svg") + ")}.menu::before{content:\"url(nothing.svg)\"}}" +
		"@layer components{.story{color:var(--ink);margin-inline:0}}"
	if diff := cmp.Diff(want, string(body)); diff != "" {
		t.Errorf("sheet (-want +got):\n%s", diff)
	}
}

func TestPapersFileHidesOurs(t *testing.T) {
	ours := build(t, options(house()))
	theirs := build(t, options(house(), fstest.MapFS{
		"tokens/tokens.css": {Data: []byte("@layer tokens { :root { --ink: oklch(0.4 0.1 20); } }")},
		"own/own.css":       {Data: []byte(".own { color: var(--ink) }")},
	}))
	body, err := theirs.Body("site.css")
	if err != nil {
		t.Fatal(err)
	}
	got := string(body)
	if !strings.Contains(got, "oklch(0.4 0.1 20)") || strings.Contains(got, "oklch(0.2 0 0)") || !strings.Contains(got, ".own{") || !strings.Contains(got, ".story{") {
		t.Errorf("sheet is %s", got)
	}
	if ours.URL("site.css") == theirs.URL("site.css") {
		t.Error("two contents have one address")
	}
	if ours.URL("site.js") != theirs.URL("site.js") {
		t.Error("one content has two addresses")
	}
}

func TestBuildRefuses(t *testing.T) {
	tests := []struct {
		name   string
		change func(fstest.MapFS, *Options)
		want   string
	}{
		{"unknown file in url", func(f fstest.MapFS, _ *Options) {
			f["menu/menu.css"].Data = []byte(".a { background: url(lost.svg) }")
		}, "menu/menu.css: url(lost.svg)"},
		{"another site", func(f fstest.MapFS, _ *Options) {
			f["menu/menu.css"].Data = []byte(".a { background: url('https://cdn.example/x.png') }")
		}, "https://cdn.example/x.png"},
		{"import", func(f fstest.MapFS, _ *Options) { f["menu/menu.css"].Data = []byte("@import 'x.css';") }, "@import"},
		{"url that is not closed", func(f fstest.MapFS, _ *Options) { f["menu/menu.css"].Data = []byte(".a{background:url(a b c") }, "menu/menu.css"},
		{"pattern without a file", func(_ fstest.MapFS, o *Options) {
			o.Sheets[0].Files = append(o.Sheets[0].Files, "print/*.css")
		}, "pattern print/*.css: no file matches"},
		{"bad pattern", func(_ fstest.MapFS, o *Options) { o.Plain = []string{"["} }, "pattern ["},
		{"one name twice", func(f fstest.MapFS, o *Options) {
			f["b/icon.svg"] = f["icon.svg"]
			o.Plain = append(o.Plain, "b/icon.svg")
		}, "two assets have the name icon.svg"},
		{"unknown type", func(f fstest.MapFS, o *Options) { o.Made["x.exe"] = nil }, "the type of x.exe is not known"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := house()
			o := options(files)
			test.change(files, &o)
			if _, err := Build(o); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

func (a *Assets) get(path string, header ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	return w.Result()
}

func TestServedForEver(t *testing.T) {
	a := build(t, options(house()))
	resp := a.get(a.URL("icon.svg"), "Accept-Encoding", "identity")
	tag := resp.Header.Get("Etag")
	want := http.Header{
		"Content-Type": {"image/svg+xml"}, "Content-Length": {resp.Header.Get("Content-Length")}, "Vary": {"Accept-Encoding"}, "Etag": {tag},
		"Cache-Control": {"public, max-age=31536000, immutable"}, "X-Content-Type-Options": {"nosniff"},
	}
	if diff := cmp.Diff(want, resp.Header); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	if got := a.get(a.URL("icon.svg"), "If-None-Match", tag).StatusCode; got != http.StatusNotModified {
		t.Errorf("who has it got %d", got)
	}
	if got := a.get(a.URL("n.woff2"), "Accept-Encoding", "gzip, br").Header; got.Get("Content-Encoding") != "" || got.Get("Content-Type") != "font/woff2" {
		t.Errorf("font came with %v", got)
	}
}

func TestServedInTheReadersCoding(t *testing.T) {
	a := build(t, options(house()))
	plain, err := a.Body("icon.svg")
	if err != nil {
		t.Fatal(err)
	}
	for accept, open := range map[string]func(io.Reader) io.Reader{
		"":     func(r io.Reader) io.Reader { return r },
		"br":   func(r io.Reader) io.Reader { return brotli.NewReader(r) },
		"gzip": func(r io.Reader) io.Reader { zr, _ := gzip.NewReader(r); return zr },
	} {
		resp := a.get(a.URL("icon.svg"), "Accept-Encoding", accept)
		body, err := io.ReadAll(open(resp.Body))
		if err != nil || !bytes.Equal(body, plain) || resp.Header.Get("Content-Encoding") != accept {
			t.Errorf("%q: %d bytes, %v, %v", accept, len(body), resp.Header, err)
		}
	}
	if n, err := a.Weight("icon.svg"); err != nil || n >= len(plain) {
		t.Errorf("Weight = %d, %v", n, err)
	}
}

func TestOtherAddresses(t *testing.T) {
	a := build(t, options(house()))
	tests := []struct {
		name, path, control string
		status              int
	}{
		{"earlier content", "/assets/site.0123456789ab.css", "no-cache", 200},
		{"no content name", "/assets/site.css", "", 404},
		{"odd content name", "/assets/site.x123456789ab.css", "", 404},
		{"unknown", "/assets/other.0123456789ab.css", "", 404},
		{"bare prefix", "/assets/", "", 404},
		{"outside", "/site.0123456789ab.css", "", 404},
	}
	for _, test := range tests {
		resp := a.get(test.path)
		if resp.StatusCode != test.status || resp.Header.Get("Cache-Control") != test.control {
			t.Errorf("%s: got %d with %q", test.name, resp.StatusCode, resp.Header.Get("Cache-Control"))
		}
	}
}

func TestUnknownNamePanics(t *testing.T) {
	a := build(t, options(house()))
	defer func() {
		if p := recover(); p != "assets: no asset is named unknown.css" {
			t.Errorf("recovered %v", p)
		}
	}()
	a.URL("unknown.css")
}

func TestInlineHashIsTheStandards(t *testing.T) {
	// The example of Content Security Policy Level 3, section 8.3.
	if got, want := InlineHash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzAddressed(f *testing.F) {
	for _, data := range house() {
		if len(data.Data) < 300 {
			f.Add(string(data.Data))
		}
	}
	f.Add("a{b:url(data:image/svg+xml,%3Csvg/%3E)}")
	f.Add("a{b:url(\"#x\"")
	a, err := Build(options(house()))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, sheet string) {
		out, err := addressed([]byte(sheet), a)
		if err == nil && !strings.Contains(strings.ToLower(sheet), "url(") && string(out) != sheet {
			t.Errorf("%q became %q", sheet, out)
		}
	})
}
