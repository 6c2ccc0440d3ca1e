package basket

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/sniff"
)

// Where files go that were taken, and those that were not, each with a text
// that says why.
const (
	doneFolder    = "done"
	refusedFolder = "refused"
)

// The most of one look into a folder.
const (
	maxFiles     = 500
	maxFileBytes = 64 << 20
)

// A file is taken when it has not changed between two looks, or not for a
// while: before, somebody may still be writing it. A picture that no copy names
// waits for it so long.
const (
	settled  = 2 * time.Second
	quiet    = time.Minute
	orphaned = 24 * time.Hour
)

// A look is how a file was when it was seen.
type look struct {
	size     int64
	modified time.Time
	first    time.Time // that it was seen so
}

// folder opens a source's folder, and makes it where it is not there.
func (b *Basket) folder(w *ilbo.WireSource) (*os.Root, error) {
	if err := os.MkdirAll(b.Folder, 0o750); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(b.Folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	for _, dir := range []string{w.Place, path.Join(w.Place, doneFolder), path.Join(w.Place, refusedFolder)} {
		if err := root.MkdirAll(filepath.FromSlash(dir), 0o750); err != nil {
			return nil, err
		}
	}
	return root.OpenRoot(filepath.FromSlash(w.Place))
}

// lookInto takes the files of a watched folder.
func (b *Basket) lookInto(ctx context.Context, w *ilbo.WireSource) *Look {
	l := &Look{}
	root, err := b.folder(w)
	if err != nil {
		l.Trouble = ilbo.NotThere
		return l
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		l.Trouble = ilbo.NotThere
		return l
	}
	files, pictures := b.ready(w, entries, l)
	used := map[string]bool{}
	for _, name := range files {
		if ctx.Err() != nil || l.Files >= maxFiles {
			break
		}
		if err := b.takeFile(ctx, w, root, name, l, used); err != nil {
			l.fail(err)
			return l
		}
	}
	for name, seen := range pictures {
		switch {
		case used[name]:
			l.move(root, name, doneFolder, "")
		case b.Clock().Sub(seen.modified) > orphaned:
			l.move(root, name, refusedFolder, "No copy names this picture.")
		}
	}
	b.forget(w, entries)
	return l
}

// ready are the files that nobody is writing any more, the oldest first, and
// the pictures among them, which wait for copy that names them.
func (b *Basket) ready(w *ilbo.WireSource, entries []fs.DirEntry, l *Look) (files []string, pictures map[string]look) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.Clock()
	pictures = map[string]look{}
	modified := map[string]time.Time{}
	for _, e := range entries {
		name := e.Name()
		if !e.Type().IsRegular() || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || partial(name) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // it went just now
		}
		key := w.Place + "/" + name
		is := look{info.Size(), info.ModTime(), now}
		if was, ok := b.seen[key]; ok && was.size == is.size && was.modified.Equal(is.modified) {
			is.first = was.first
		}
		b.seen[key] = is
		switch {
		case now.Sub(is.first) < settled && now.Sub(is.modified) < quiet:
			l.Waiting++
		case isPicture(name):
			pictures[name] = is
		default:
			files = append(files, name)
			modified[name] = is.modified
		}
	}
	slices.SortFunc(files, func(a, b string) int {
		if c := modified[a].Compare(modified[b]); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	return files, pictures
}

// forget drops what was seen of files that are gone.
func (b *Basket) forget(w *ilbo.WireSource, entries []fs.DirEntry) {
	there := map[string]bool{}
	for _, e := range entries {
		there[w.Place+"/"+e.Name()] = true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for key := range b.seen {
		if path.Dir(key) == w.Place && !there[key] {
			delete(b.seen, key)
		}
	}
}

// partial reports whether a name is that of a file which programs that copy
// files give it until they are done.
func partial(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp", ".lock":
		return true
	}
	return false
}

func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic", ".tif", ".tiff":
		return true
	}
	return false
}

// takeFile takes one file. The error is one of the paper itself: the file stays
// where it is then.
func (b *Basket) takeFile(ctx context.Context, w *ilbo.WireSource, root *os.Root, name string, l *Look, used map[string]bool) error {
	data, why := readFile(root, name)
	if why != "" {
		l.refuse(root, name, why)
		return nil
	}
	copies, _, err := sniff.Read(name, bytes.NewReader(data), wire.Options{Zone: b.Paper.Zone, Dir: root.FS()})
	if err != nil {
		if ilbo.SayOf(err) == "" {
			return err
		}
		l.refuse(root, name, ilbo.SayOf(err))
		return nil
	}
	var bad []string
	received := 0
	err = b.receiveAll(ctx, w, copies, l, func(c *wire.Copy, refused string) {
		if c == nil {
			if len(bad) < 100 {
				bad = append(bad, refused)
			}
			return
		}
		received++
		for i := range c.Enclosed {
			used[c.Enclosed[i].File] = true
		}
	})
	if err != nil {
		return err
	}
	l.Files++
	if received == 0 && len(bad) > 0 {
		l.move(root, name, refusedFolder, strings.Join(bad, "\n"))
		return nil
	}
	l.move(root, name, doneFolder, "")
	if len(bad) > 0 {
		l.explain(root, name, strings.Join(bad, "\n"))
	}
	return nil
}

// readFile reads a file that is one, and says why not where it cannot.
func readFile(root *os.Root, name string) (data []byte, why string) {
	info, err := root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil, "The file cannot be read."
	}
	if info.Size() > maxFileBytes {
		return nil, fmt.Sprintf("The file is larger than %d MB.", maxFileBytes>>20)
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, "The file cannot be opened."
	}
	defer file.Close()
	data, err = io.ReadAll(io.LimitReader(file, maxFileBytes))
	if err != nil {
		return nil, "The file cannot be read to its end."
	}
	return data, ""
}

// refuse moves a file away that holds no copy, and says why.
func (l *Look) refuse(root *os.Root, name, why string) {
	l.Files++
	l.Refused++
	if l.Trouble == "" {
		l.Trouble, l.Detail = ilbo.BadEntries, why
	}
	l.move(root, name, refusedFolder, why)
}

// move moves a file to a folder, under another name where its own is taken. One
// that cannot be moved is trouble: it would come again and again.
func (l *Look) move(root *os.Root, name, to, why string) {
	as := name
	for n := 2; ; n++ {
		if _, err := root.Lstat(filepath.Join(to, as)); errors.Is(err, fs.ErrNotExist) {
			break
		}
		ext := path.Ext(name)
		as = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext)
		if n > 1_000 {
			as = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), time.Now().UnixNano(), ext)
			break
		}
	}
	if err := root.Rename(name, filepath.Join(to, as)); err != nil {
		l.Trouble, l.Detail = ilbo.NotLetIn, "The file "+name+" cannot be moved."
		return
	}
	if why != "" {
		l.explain(root, as, why)
	}
}

// explain writes why something was refused, beside the refused files.
func (l *Look) explain(root *os.Root, name, why string) {
	if err := root.WriteFile(filepath.Join(refusedFolder, name+".txt"), []byte(why+"\n"), 0o640); err != nil && l.Trouble == "" {
		l.Trouble, l.Detail = ilbo.NotLetIn, "The folder of refused files cannot be written to."
	}
}
