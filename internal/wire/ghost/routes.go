package ghost

import (
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"
)

// routeFiles are where a site's routes lie beside an export: Ghost keeps them
// in its settings, and lets people download them.
var routeFiles = []string{"routes.yaml", "routes.yml", "settings/routes.yaml", "content/settings/routes.yaml"}

// maxRoutes is the longest file of routes, in bytes.
const maxRoutes = 256 << 10

var permalink = regexp.MustCompile(`(?m)^[ \t]*permalink:[ \t]*["']?([^"'#\r\n]*?)["']?[ \t]*(?:#.*)?$`)

// shape is what posts' addresses look like, and a sentence where that had to
// be guessed: by the routes beside the export, or else by its settings.
func (e *export) shape(dir fs.FS) (shape, string) {
	found := ""
	setting := e.link
	if name, all := readRoutes(dir); len(all) == 1 {
		found, setting = name, all[0]
	} else if len(all) > 1 {
		return usual, fmt.Sprintf("%s gives posts addresses of %d shapes: old addresses are taken to be %s.", name, len(all), usual)
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

// readRoutes gives the permalinks in the file of routes beside an export. Of
// YAML it reads only the lines that give one.
func readRoutes(dir fs.FS) (name string, all []string) {
	if dir == nil {
		return "", nil
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
		for _, m := range permalink.FindAllStringSubmatch(string(data), -1) {
			if link := strings.TrimSpace(m[1]); link != "" {
				all = append(all, link)
			}
		}
		return name, all
	}
	return "", nil
}
