package picture

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"ilbo.press"
)

// An Inventory says which photographs of the paper have lost their originals,
// and which files belong to no picture.
type Inventory struct {
	store  Store
	lost   map[ilbo.PictureID]bool
	Strays int
	Stray  string // the first one's key
}

// inventoried is how many pictures are read at a time.
const inventoried = 500

// Inventory compares the pictures on file with the files that there are. Both
// come in the order of their numbers, and are read side by side: it takes a
// request for a thousand files, and no memory but for what is lost. A file that
// is missing is looked for once more by its name, as it may have come meanwhile.
func (d *Desk) Inventory(ctx context.Context) (*Inventory, error) {
	next, stop := iter.Pull2(d.blobs.List(ctx, "pictures"))
	defer stop()
	in := &Inventory{store: d.store, lost: map[ilbo.PictureID]bool{}}
	files := &files{next: next, inventory: in}
	if err := files.advance(); err != nil {
		return nil, err
	}
	for after := ilbo.PictureID(""); ; {
		list, err := d.store.EachPicture(ctx, after, inventoried)
		if err != nil {
			return nil, fmt.Errorf("list pictures: %w", err)
		}
		if len(list) == 0 {
			break
		}
		for _, p := range list {
			after = p.ID
			if err := d.compare(ctx, files, p); err != nil {
				return nil, err
			}
		}
	}
	for !files.ended {
		if err := files.skip(); err != nil {
			return nil, err
		}
	}
	if files.jumbled {
		in.Strays, in.Stray = 0, "" // they may be anybody's
	}
	return in, nil
}

// compare passes over the files of a picture, and those before them, which are
// nobody's.
func (d *Desk) compare(ctx context.Context, files *files, p ilbo.Picture) error {
	if !valid(string(p.ID)) {
		return nil
	}
	folder, original, found := folderKey(p.ID), originalKey(p), p.Drawing != ""
	for !files.ended && files.key < folder {
		if err := files.skip(); err != nil {
			return err
		}
	}
	for !files.ended && strings.HasPrefix(files.key, folder) {
		found = found || files.key == original
		if err := files.advance(); err != nil {
			return err
		}
	}
	if found {
		return nil
	}
	o, err := d.blobs.Get(ctx, original)
	switch {
	case err == nil:
		return o.Close()
	case errors.Is(err, ilbo.NotFound):
		files.inventory.lost[p.ID] = true
		return nil
	}
	return fmt.Errorf("check picture %s: %w", p.ID, err)
}

// files are the keys of a place for files, one at a time.
type files struct {
	next      func() (string, error, bool)
	key       string
	ended     bool
	jumbled   bool // the place does not list them in their order
	inventory *Inventory
}

func (f *files) advance() error {
	key, err, ok := f.next()
	if err != nil {
		return fmt.Errorf("list pictures' files: %w", err)
	}
	f.jumbled = f.jumbled || ok && key < f.key
	f.key, f.ended = key, !ok
	return nil
}

// skip counts a file as nobody's.
func (f *files) skip() error {
	if f.inventory.Strays++; f.inventory.Strays == 1 {
		f.inventory.Stray = f.key
	}
	return f.advance()
}

// Check finds out whether a picture can be shown: it is registered, and its
// original is on file or can be drawn. Otherwise the error is NotFound.
func (in *Inventory) Check(ctx context.Context, id ilbo.PictureID) error {
	if in.lost[id] {
		return lost("picture", string(id))
	}
	if _, err := in.store.Picture(ctx, id); err != nil {
		return fmt.Errorf("check picture %s: %w", id, err)
	}
	return nil
}
