package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// Version is the one that is written. Programs read their own and all before.
// Since 2, old addresses may lead to pages; since 3, passkeys and the audit log are there;
// since 4, the newsroom's side of stories is, stories may be unfinished, and fronts have
// their history, with weights, banners and alerts beside them; since 5, readers and what
// they are sold are; since 6, printed editions are; since 7, issues of the weekly and words that readers keep are.
const Version = 7

// manifestName is the file that makes a folder an archive.
const manifestName = "manifest.json"

// maxManifest is the longest manifest that is read: one of a million files.
const maxManifest = 256 << 20

// format is what a manifest says that it is of.
const format = "ilbo archive"

// A Manifest says what an archive holds.
type Manifest struct {
	Format    string          `json:"format"`
	Version   int             `json:"version"`
	Made      time.Time       `json:"made"`
	Languages []ilbo.Language `json:"languages"` // of the paper, in its order: addresses depend on it
	Counts    map[string]int  `json:"counts"`    // lines of each kind, and originals of pictures and films
	Files     []File          `json:"files"`     // all but the manifest, by name
}

// A File is one of an archive's files.
type File struct {
	Name   string `json:"name"` // slash path below the archive
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func damaged(name, format string, args ...any) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The archive is damaged: %s %s.", name, fmt.Sprintf(format, args...))}
}

// readManifest reads and checks the manifest of the archive in root.
func readManifest(root *os.Root) (*Manifest, error) {
	if _, err := root.Lstat(manifestName); errors.Is(err, fs.ErrNotExist) {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The folder is no archive, or one that was cut short: %s is not there.", manifestName)}
	}
	file, err := openPlain(root, manifestName)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxManifest+1))
	if err != nil {
		return nil, fmt.Errorf("read the manifest: %w", err)
	}
	if len(text) > maxManifest {
		return nil, damaged(manifestName, "is longer than %d MB", maxManifest>>20)
	}
	return parseManifest(text)
}

func parseManifest(text []byte) (*Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil || m.Format != format || m.Version < 1 {
		return nil, damaged(manifestName, "is not an archive's manifest")
	}
	if m.Version > Version {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The archive was made by a newer version of Ilbo: its format is %d and this program knows %d. Use the newer program.", m.Version, Version)}
	}
	seen := make(map[string]bool)
	for _, f := range m.Files {
		if !known(f.Name) || seen[f.Name] {
			return nil, damaged(manifestName, "names a file that no archive has, or one twice: %.100q", f.Name)
		}
		seen[f.Name] = true
	}
	for _, k := range kinds {
		if !seen[k+suffix] && m.Version >= since[k] {
			return nil, damaged(manifestName, "does not name %s%s", k, suffix)
		}
	}
	return &m, nil
}

// known reports whether a name is that of a file that archives have.
func known(name string) bool {
	if kind, is := strings.CutSuffix(name, suffix); is {
		return slices.Contains(kinds, kind)
	}
	folder, id := path.Split(name)
	if printID(id) && folder == printFolder+id[:2]+"/" {
		return true
	}
	return mediaID(id) && (folder == pictureFolder+id[:2]+"/" || folder == filmFolder+id[:2]+"/")
}

// printID reports whether a text names a file of an edition: 64 hexadecimal digits,
// of the sum of what is in it.
func printID(id string) bool {
	return len(id) == 64 && strings.Trim(id, "0123456789abcdef") == ""
}

// mediaID reports whether a text is the id of a picture or a film: 32
// hexadecimal digits.
func mediaID(id string) bool {
	return len(id) == 32 && strings.Trim(id, "0123456789abcdef") == ""
}
