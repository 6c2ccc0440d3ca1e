package bundle

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// notices are the licences of all libraries in a script, as a comment that goes
// out with it: the MIT licence asks that its text be in every copy. It is empty
// where the script is all our own.
func notices(dir, metafile string) (string, error) {
	var meta struct {
		Outputs map[string]struct{ Inputs map[string]struct{} }
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return "", err
	}
	libraries := map[string][]string{} // by the text of the licence
	for _, out := range meta.Outputs {
		for input := range out.Inputs {
			name, text, err := licence(dir, input)
			if err != nil {
				return "", err
			}
			if name != "" && !slices.Contains(libraries[text], name) {
				libraries[text] = append(libraries[text], name)
			}
		}
	}
	var b strings.Builder
	for _, text := range slices.Sorted(maps.Keys(libraries)) {
		slices.Sort(libraries[text])
		fmt.Fprintf(&b, "/*! %s\n\n%s\n*/\n", strings.Join(libraries[text], ", "), text)
	}
	return b.String(), nil
}

// licence is that of the library that a source belongs to, with the library's
// name; nothing for sources of our own.
func licence(dir, input string) (name, text string, err error) {
	before, path, of := cutLast(filepath.ToSlash(input), "node_modules/")
	if !of {
		return "", "", nil
	}
	steps := strings.SplitN(path, "/", 3)
	if name = steps[0]; strings.HasPrefix(name, "@") && len(steps) > 1 {
		name += "/" + steps[1]
	}
	for _, file := range []string{"LICENSE", "LICENSE.md", "LICENSE.txt", "license"} {
		body, err := os.ReadFile(filepath.Join(dir, before, "node_modules", name, file))
		if err == nil {
			text := strings.TrimSpace(strings.ReplaceAll(string(body), "\r\n", "\n"))
			return name, strings.ReplaceAll(text, "*/", "* /"), nil
		}
	}
	return "", "", fmt.Errorf("%s has no licence", name)
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
