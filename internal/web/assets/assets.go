package assets

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ilbo.press/internal/web/coding"
)

// Prefix is where assets live.
const Prefix = "/assets/"

// Options say what to build.
type Options struct {
	// Files are the trees to look in; the file of a later one hides that of an
	// earlier one with the same path.
	Files []fs.FS
	// Sheets are bundles of CSS.
	Sheets []Bundle
	// Scripts are bundles of JavaScript: ready files, put one after the other.
	Scripts []Bundle
	// Plain are patterns of files that are served as they are, under their
	// base name: "ui/fonts/*.woff2".
	Plain []string
	// Made are files that the program made itself, by name: drawn icons.
	Made map[string][]byte
}

// A Bundle is one asset made of files.
type Bundle struct {
	Name string // "site.css"
	// Files are patterns (see [path.Match]) in the order of the layers. Within
	// a pattern files are in the order of their paths; a file that several
	// patterns match stands where the first has it. A pattern with no file is
	// an error, so that a layer does not vanish by a slip.
	Files []string
}

// Assets are ready to be served. They do not change. Their codings are made when
// somebody first asks: the best ones of all would take a third of a second at the
// program's start.
type Assets struct {
	byName map[string]*asset // "site.css"
	byPath map[string]*asset // "/assets/site.3f9a….css"
}

// An asset is one file in all its codings.
type asset struct {
	name, url string
	mediaType []string                      // the forms of the header map
	tag       []string                      // weak: all codings share it
	vary      []string                      // nil where there is one coding
	variants  [coding.Count]func() *variant // each made when it is first asked for
}

type variant struct {
	body   []byte
	coding []string
	length []string
}

// sizeLimit is the largest file that is taken.
const sizeLimit = 16 << 20

// Build reads all files and makes the assets. Errors name the file.
func Build(o Options) (*Assets, error) {
	a := &Assets{byName: map[string]*asset{}, byPath: map[string]*asset{}}
	t := tree(o.Files)
	c := new(coding.Compressor)
	plain, err := t.match(o.Plain)
	if err != nil {
		return nil, err
	}
	for _, file := range plain {
		body, err := t.read(file)
		if err == nil {
			err = a.add(c, path.Base(file), body)
		}
		if err != nil {
			return nil, fmt.Errorf("asset %s: %w", file, err)
		}
	}
	for name, body := range o.Made {
		if err := a.add(c, name, body); err != nil {
			return nil, fmt.Errorf("asset %s: %w", name, err)
		}
	}
	for _, b := range o.Scripts {
		body, err := t.script(b)
		if err == nil {
			err = a.add(c, b.Name, body)
		}
		if err != nil {
			return nil, fmt.Errorf("script %s: %w", b.Name, err)
		}
	}
	for _, b := range o.Sheets { // last: they name the others
		body, err := t.sheet(b, a)
		if err == nil {
			err = a.add(c, b.Name, body)
		}
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", b.Name, err)
		}
	}
	return a, nil
}

// add makes the asset and its codings.
func (a *Assets) add(c *coding.Compressor, name string, body []byte) error {
	if a.byName[name] != nil {
		return fmt.Errorf("two assets have the name %s", name)
	}
	t := typeOf(name)
	if t == "" {
		return fmt.Errorf("the type of %s is not known", name)
	}
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	f := &asset{
		name: name, url: Prefix + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext,
		mediaType: []string{t}, tag: []string{`W/"` + hex.EncodeToString(sum[:12]) + `"`},
	}
	plain := &variant{body: body, length: []string{strconv.Itoa(len(body))}}
	f.variants[coding.Identity] = func() *variant { return plain }
	if coding.Worthwhile(t, len(body)) {
		f.vary = []string{"Accept-Encoding"}
		for _, k := range []coding.Coding{coding.Gzip, coding.Brotli} {
			f.variants[k] = sync.OnceValue(func() *variant { return packed(c, plain, k) })
		}
	}
	a.byName[name], a.byPath[f.url] = f, f
	return nil
}

// packed is a plain variant in another coding, or as it is where it cannot be.
func packed(c *coding.Compressor, plain *variant, k coding.Coding) *variant {
	body, err := c.Compress(plain.body, k, effort(plain.body))
	if err != nil {
		return plain
	}
	return &variant{body: body, coding: []string{k.String()}, length: []string{strconv.Itoa(len(body))}}
}

// effort keeps the wait of whoever is first to ask short: brotli's best takes half
// a second for the 280 kB of the editor.
func effort(body []byte) coding.Effort {
	if len(body) > 128<<10 {
		return coding.Quick
	}
	return coding.Best
}

// typeOf knows the types of what pages load. Not the system's table: it differs
// from machine to machine.
func typeOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".ico":
		return "image/x-icon"
	case ".json":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return ""
}

// URL is the address of an asset by its name: "site.css". It panics for one that
// was not built: the names stand in the program, not in what people type.
func (a *Assets) URL(name string) string {
	f := a.byName[name]
	if f == nil {
		panic("assets: no asset is named " + name)
	}
	return f.url
}

// Names are those of all assets, sorted.
func (a *Assets) Names() []string { return slices.Sorted(maps.Keys(a.byName)) }

// URLs are the addresses of all assets, sorted: what a service worker fetches
// before it is needed.
func (a *Assets) URLs() []string { return slices.Sorted(maps.Keys(a.byPath)) }

// Has reports whether an asset is at an address.
func (a *Assets) Has(path string) bool { return a.byPath[path] != nil }

// Body gives an asset's bytes, which must not be changed.
func (a *Assets) Body(name string) ([]byte, error) {
	if f := a.byName[name]; f != nil {
		return f.variants[coding.Identity]().body, nil
	}
	return nil, fmt.Errorf("asset %s: %w", name, fs.ErrNotExist)
}

// Weight is an asset's length in bytes as most browsers get it.
func (a *Assets) Weight(name string) (int, error) {
	f := a.byName[name]
	if f == nil {
		return 0, fmt.Errorf("asset %s: %w", name, fs.ErrNotExist)
	}
	return len(f.variants[coding.Accepted{1, 1, 1, 1}.Best(f.rank)]().body), nil
}

// InlineHash is the source by which a content security policy lets an inline
// script or style pass: text is what stands between the tags, to the byte.
func InlineHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

var errEmpty = errors.New("no file matches")
