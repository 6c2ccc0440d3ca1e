package site

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

// A leaf is a place in a list that is longer than a page: behind a story, or
// before one. Its first page is the empty leaf. What lies in between is never
// counted, so that the thousandth page costs what the second does.
type leaf struct{ before, after ilbo.Cursor }

// leafOf reads the place in an address; what makes no sense is the first page.
func leafOf(form url.Values) leaf {
	if c, ok := readCursor(form.Get("before")); ok {
		return leaf{before: c}
	}
	if c, ok := readCursor(form.Get("after")); ok {
		return leaf{after: c}
	}
	return leaf{}
}

func (at leaf) first() bool { return at == leaf{} }

// query is what an address has of the place: one place has one address.
func (at leaf) query() string {
	switch {
	case !at.before.At.IsZero():
		return "?before=" + writeCursor(at.before)
	case !at.after.At.IsZero():
		return "?after=" + writeCursor(at.after)
	}
	return ""
}

// writeCursor writes a story's place as the millisecond of its publication and
// its number.
func writeCursor(c ilbo.Cursor) string {
	return strconv.FormatInt(c.At.UnixMilli(), 10) + "." + strconv.FormatInt(int64(c.ID), 10)
}

// maxMoment is as far from 1970 as a cursor may be, in milliseconds: some 3,000
// years.
const maxMoment = 100_000_000_000_000

func readCursor(text string) (ilbo.Cursor, bool) {
	at, id, _ := strings.Cut(text, ".")
	ms, err := strconv.ParseInt(at, 10, 64)
	number, ok := storyNumber(id)
	c := ilbo.Cursor{At: time.UnixMilli(ms).UTC(), ID: number}
	return c, err == nil && ok && -maxMoment < ms && ms < maxMoment && writeCursor(c) == text
}

// leafOut reads a page of a list and says where the pages beside it are. Path is
// the list's address.
func (s *Site) leafOut(ctx context.Context, p *ListPage, sel ilbo.Selection, at leaf, path string, now time.Time) ([]ilbo.Teaser, error) {
	limit := sel.Limit
	sel.Limit++ // one more tells whether there are more
	sel.Before, sel.After, sel.Oldest = at.before, at.after, !at.after.At.IsZero()
	list, err := s.stories.Teasers(ctx, sel, now)
	if err != nil {
		return nil, err
	}
	more := len(list) > limit
	list = list[:min(len(list), limit)]
	if sel.Oldest {
		if !more { // these are the first page's, and perhaps not all of them
			sel.Limit = limit
			return s.leafOut(ctx, p, sel, leaf{}, path, now)
		}
		slices.Reverse(list)
	}
	if at.first() && len(list) == 0 {
		return nil, nil
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("stories of %s behind %v: %w", path, at.before, ilbo.NotFound)
	}
	if !at.first() {
		p.unaddressed()
		p.Later = &Link{Name: p.W.Newer, URL: path + leaf{after: list[0].Cursor()}.query()}
	}
	if more || sel.Oldest {
		p.Earlier = &Link{Name: p.W.Earlier, URL: path + leaf{before: list[len(list)-1].Cursor()}.query()}
	}
	return list, nil
}
