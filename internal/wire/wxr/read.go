package wxr

import (
	"context"
	"errors"
	"fmt"
	"io"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// Read gives the copy in exports, which may be of several sites, or parts of
// one: what one file says of authors and pictures holds for the others of its
// site. A file that is no export is refused, and so is each entry that cannot
// be read, with its line; the others go on. Entries that are no stories are
// given as asides. Foreign numbers are made of a site's address and an entry's
// number there, so that a second export gives the same ones.
func Read(ctx context.Context, files []File, o Options) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		r := &reader{ctx: ctx, o: o, sites: map[string]*site{}, told: map[string]bool{}}
		for i := range files {
			src := &source{File: files[i], number: int32(i)}
			r.sources = append(r.sources, src)
			if err := r.survey(src); err != nil && !yield(nil, err) {
				return
			}
		}
		for _, src := range r.sources {
			if src.site != nil && !r.entries(src, yield) {
				return
			}
		}
		r.shelves(yield)
	}
}

// stream begins to read a file from its beginning. It ends with the context.
func (r *reader) stream(src *source) *scanner {
	s := src.open(0, int(min(streamBuffer, max(src.Size, itemBuffer))), src.prefix)
	s.r.Reset(watched{r, io.NewSectionReader(src.R, 0, src.Size)})
	return s
}

// watched tells of what is read, and ends with the context.
type watched struct {
	r    *reader
	from io.Reader
}

func (w watched) Read(p []byte) (int, error) {
	if err := w.r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.from.Read(p)
	if w.r.o.Read != nil {
		w.r.o.Read(int64(n))
	}
	return n, err
}

type reader struct {
	ctx     context.Context
	o       Options
	sources []*source
	sites   map[string]*site
	told    map[string]bool // what is said once
}

// entries gives what stands in one file, and reports whether to go on.
func (r *reader) entries(src *source, yield func(*wire.Copy, error) bool) bool {
	s := r.stream(src)
	for {
		t, err := s.next()
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return yield(nil, src.broken(s.line, err))
		case t.close || t.name != "item":
			continue
		}
		i, err := s.itemAt(t, whole, src.set)
		if err != nil && !errors.Is(err, io.EOF) {
			return yield(nil, src.broken(s.line, err))
		}
		if !r.entry(src, i, yield) {
			return false
		}
		if err != nil {
			return true
		}
	}
}

// entry gives what becomes of one entry.
func (r *reader) entry(src *source, i *item, yield func(*wire.Copy, error) bool) bool {
	if i.comments > 0 && !yield(nil, &wire.Aside{N: i.comments, Kind: "comment", Kinds: "comments", Outcome: "left out: the paper prints none"}) {
		return false
	}
	switch aside := asideOf(i); {
	case i.fault != nil:
		return yield(nil, src.refuse(i.line, "This entry cannot be read: %s.", i.fault))
	case aside != nil:
		return yield(nil, aside)
	case i.kind == "attachment" || i.kind == "wp_block":
		return true // counted when all stories are read: see shelves
	}
	return yield(r.story(src, i))
}

// asideOf says why an entry is no story, nil where it may be one.
func asideOf(i *item) *wire.Aside {
	aside := func(kind, kinds, outcome string) *wire.Aside {
		return &wire.Aside{N: 1, Kind: kind, Kinds: kinds, Outcome: outcome}
	}
	switch i.kind {
	case "post", "":
	case "attachment", "wp_block":
		return nil
	case "page":
		return aside("page", "pages", "left out: pages are not stories")
	case "revision":
		return aside("revision", "revisions", "left out: the paper takes the last version")
	case "nav_menu_item":
		return aside("menu entry", "menu entries", "left out: the paper makes its own menu")
	default:
		name := ilbo.Clean(i.kind)
		if len(name) > 60 {
			name = "…"
		}
		return aside("entry of the kind “"+name+"”", "entries of the kind “"+name+"”", "left out: only posts are stories")
	}
	switch i.status {
	case "trash":
		return aside("post in the trash", "posts in the trash", "left out")
	case "auto-draft":
		return aside("empty draft that WordPress made by itself", "empty drafts that WordPress made by itself", "left out")
	}
	return nil
}

// shelves tells what became of the pictures and blocks that other entries show.
func (r *reader) shelves(yield func(*wire.Copy, error) bool) {
	var counts [2][2]int // pictures and blocks, unused and used
	dropped := 0
	for _, s := range r.sites {
		dropped += s.shelf.dropped
		for _, e := range s.shelf.entries {
			kind, used := 1, 0
			if e.picture {
				kind = 0
			}
			if e.used {
				used = 1
			}
			counts[kind][used]++
		}
	}
	for _, a := range []wire.Aside{
		{N: counts[0][1], Kind: "attachment", Kinds: "attachments", Outcome: "looked up for stories that show them"},
		{N: counts[0][0], Kind: "attachment", Kinds: "attachments", Outcome: "left out: no story shows them"},
		{N: dropped, Kind: "attachment", Kinds: "attachments", Outcome: "left out: there are more than can be remembered"},
		{N: counts[1][1], Kind: "reusable block", Kinds: "reusable blocks", Outcome: "set in the stories that use them"},
		{N: counts[1][0], Kind: "reusable block", Kinds: "reusable blocks", Outcome: "left out: no story uses them"},
	} {
		if a.N > 0 && !yield(nil, &a) {
			return
		}
	}
}

// once reports whether something is to be told: the first time that it is met.
func (r *reader) once(what string) bool {
	if r.told[what] || len(r.told) >= maxTold {
		return false
	}
	r.told[what] = true
	return true
}

const maxTold = 1_000

func sayf(format string, args ...any) string { return fmt.Sprintf(format, args...) }
