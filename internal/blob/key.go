package blob

import (
	"fmt"
	"io/fs"
	"strings"

	"ilbo.press"
)

// Limits of a key: what every file system and object store takes.
const (
	keyLength  = 512
	nameLength = 200
)

// checkKey reports why key may not name a blob, as an Invalid error. Names
// that begin with a dot are refused, so that no key reaches a temporary file,
// and so are letters that file systems fold or reserve.
func checkKey(key string) error {
	if len(key) > keyLength || key == "." || !fs.ValidPath(key) {
		return refuse(key)
	}
	for name := range strings.SplitSeq(key, "/") {
		if len(name) > nameLength || name[0] == '.' || strings.IndexFunc(name, odd) >= 0 {
			return refuse(key)
		}
	}
	return nil
}

func odd(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		return false
	}
	return r != '.' && r != '-' && r != '_'
}

func refuse(key string) error {
	if len(key) > 80 {
		key = key[:80]
	}
	return &ilbo.Error{Kind: ilbo.Invalid, Say: "That is not the name of a file.", Err: fmt.Errorf("key %q", key)}
}
