package picture

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
	"ilbo.press"
)

// The most that is kept of each text of a picture, in characters, of keywords,
// and of one of them.
const (
	MaxText     = 2_000
	maxName     = 200
	maxKeywords = 50
	maxKeyword  = 60
)

// cut keeps the first characters of a text.
func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// fileName is a file's name without its folder. Some systems write Hangul in
// parts: it is put together.
func fileName(s string) string {
	s = path.Base(strings.ReplaceAll(ilbo.Clean(norm.NFC.String(s)), `\`, "/"))
	if s == "." || s == "/" {
		return ""
	}
	return cut(s, maxName)
}

// Keywords are the keywords of a list, each once, as many as are kept.
func Keywords(list []string) []string {
	var all []string
	for _, k := range list {
		if k = cut(ilbo.Clean(k), maxKeyword); k != "" && !slices.Contains(all, k) && len(all) < maxKeywords {
			all = append(all, k)
		}
	}
	return all
}
