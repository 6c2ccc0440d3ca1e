package ghost

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
)

// Read gives the stories of an export, which it reads twice, until ctx is done;
// name is what to call it in sentences. A file that cannot be followed to its end is refused as a whole, before the
// first story; a post that is no story is an ilbo.Invalid error of its own.
func Read(ctx context.Context, name string, file io.ReaderAt, size int64, o Options) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		t := &tally{}
		e, err := look(ctx, name, file, size, &o, t)
		if err != nil {
			yield(nil, err)
			return
		}
		routes := readRoutes(o.Dir)
		shape, guessed := e.shape(routes)
		r := &reader{
			export: e, tally: t, row: newPostRow(), meta: newRow(metaColumns...), small: newScanner(nil, 4<<10),
			site: &site{published: e.published, shape: shape, lists: routes.lists, tally: t},
		}
		if o.Dir != nil {
			r.site.find = body.Below(o.Dir)
		}
		for _, say := range []string{e.known(), guessed} {
			if say != "" {
				e.notices = append(e.notices, say)
			}
		}
		if err := r.each(ctx, yield); errors.Is(err, errStop) {
			return
		} else if err != nil {
			yield(nil, &ilbo.Error{Kind: ilbo.Invalid, Say: name + ": The file changed while it was read, so its end was not taken: import it again.", Err: err})
			return
		}
		for _, a := range t.asides() {
			if !yield(nil, a) {
				return
			}
		}
	}
}

// errStop says that nobody wants more.
var errStop = errors.New("enough")

// each gives the posts, one after the other.
func (r *reader) each(ctx context.Context, yield func(*wire.Copy, error) bool) error {
	file := r.options.from(ctx, r.file, r.postsAt, r.size)
	defer file.done(r.size)
	s := newScanner(file, bufferSize)
	s.base = r.postsAt
	n := 0
	return s.list(func() error {
		n++
		k, err := r.row.read(s)
		if err != nil {
			return err
		}
		c, err := r.entry(k, n)
		var d *damage
		switch {
		case errors.As(err, &d):
			return err
		case err == nil && c == nil:
			return nil
		case !yield(c, err):
			return errStop
		}
		return nil
	})
}

// entry makes copy of the nth row; nil and no error for a page.
func (r *reader) entry(k kind, n int) (*wire.Copy, error) {
	if k != object {
		return nil, r.refuseEntry(n, "", fmt.Errorf("it is %s and no post", k))
	}
	if isPage(r.row) {
		r.tally.add(pages)
		return nil, nil
	}
	c, err := r.copy()
	var d *damage
	if err == nil || errors.As(err, &d) {
		if c != nil {
			c.Notices, r.notices = append(r.notices, c.Notices...), nil
		}
		return c, err
	}
	return nil, r.refuseEntry(n, r.name(), err)
}

func (r *reader) refuseEntry(n int, name string, why error) error {
	if name != "" {
		name = " (“" + name + "”)"
	}
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: Post %d%s: %s.", r.export.name, n, name, strings.TrimSuffix(why.Error(), "."))}
}
