package ghost

import (
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"regexp"
	"strings"

	"ilbo.press/internal/wire"
)

// routeFiles are where a site's routes lie beside an export: Ghost keeps them
// in its settings, and lets people download them.
var routeFiles = []string{"routes.yaml", "routes.yml", "settings/routes.yaml", "content/settings/routes.yaml"}

// maxRoutes is the longest file of routes, in bytes.
const maxRoutes = 256 << 10

var (
	permalink = regexp.MustCompile(`(?m)^[ \t]*permalink:[ \t]*["']?([^"'#\r\n]*?)["']?[ \t]*(?:#.*)?$`)
	taxonomy  = regexp.MustCompile(`(?m)^[ \t]+(tag|author):[ \t]*["']?/([^"'#\r\n{}]*\{slug\}/?)["']?[ \t]*(?:#.*)?$`)
)

// shape is what posts' addresses look like, and a sentence where that had to
// be guessed: by the routes beside the export, or else by its settings.
func (e *export) shape(r routes) (shape, string) {
	found := ""
	setting := e.link
	if len(r.permalinks) == 1 {
		found, setting = r.file, r.permalinks[0]
	} else if len(r.permalinks) > 1 {
		return usual, fmt.Sprintf("%s gives posts addresses of %d shapes: old addresses are taken to be %s.", r.file, len(r.permalinks), usual)
	}
	if setting == "" {
		return usual, ""
	}
	s, ok := readShape(setting)
	if !ok {
		if found == "" {
			found = "The setting of permalinks"
		}
		return usual, fmt.Sprintf("%s gives posts addresses like “%s”, which posts cannot be found by: old addresses are taken to be %s.", found, short(setting), usual)
	}
	return s, ""
}

// The kinds of pages that list posts, as a file of routes calls them.
const (
	tagPages    = "tag"
	authorPages = "author"
)

// listPages are the addresses of pages that list posts, by their kind, with a
// blank for the slug.
type listPages map[string]string

// add adds the page of a slug, and its feed.
func (l listPages) add(old *wire.OldPages, kind, slug string, page wire.OldPage) {
	if slug == "" || strings.Contains(slug, "/") {
		return
	}
	address := strings.Replace(l[kind], "{slug}", url.PathEscape(slug), 1)
	old.AddList(strings.TrimSuffix(address, "/")+"/", "rss/", page)
}

// routes are what a file of routes says of addresses.
type routes struct {
	file       string // empty: there is none
	permalinks []string
	lists      listPages
}

// readRoutes reads the file of routes beside an export. Of YAML it reads only
// the lines that give an address.
func readRoutes(dir fs.FS) routes {
	r := routes{lists: listPages{tagPages: "tag/{slug}/", authorPages: "author/{slug}/"}}
	if dir == nil {
		return r
	}
	for _, name := range routeFiles {
		file, err := dir.Open(name)
		if err != nil {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(file, maxRoutes))
		file.Close()
		if err != nil {
			continue
		}
		r.file = name
		for _, m := range permalink.FindAllStringSubmatch(string(data), -1) {
			if link := strings.TrimSpace(m[1]); link != "" {
				r.permalinks = append(r.permalinks, link)
			}
		}
		for _, m := range taxonomy.FindAllStringSubmatch(string(data), -1) {
			r.lists[m[1]] = m[2]
		}
		return r
	}
	return r
}
