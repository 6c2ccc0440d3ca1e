package site

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// A ShelfPage shows the editions of the paper, the last first: see
// epaper/shelf.html.
type ShelfPage struct {
	*Frame
	E        *EditionWords
	Editions []Cover
	Earlier  string
	Newer    string
}

// A Cover is the first page of an edition, small.
type Cover struct {
	URL, Day, Picture, Lead string
	Width, Height           int
	Pages                   string
	Late                    bool // it is below the first screen
}

// shelfLength is how many editions stand on one page of the shelf.
const shelfLength = 24

// noon is the middle of a day in the paper's zone, for what says which day it is.
func (s *Site) noon(day time.Time) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, 12, 0, 0, 0, s.paper.Zone)
}

func (s *Site) editionURL(l ilbo.Language, day time.Time) string {
	return s.paper.Prefix(l) + "/epaper/" + day.Format(time.DateOnly)
}

// shelf is all that was printed, or, before anything was, the stories of the last
// day.
func (s *Site) shelf(ctx context.Context, l ilbo.Language, at leaf) (cache.Page, error) {
	if s.editions == nil {
		return s.epaper(ctx, l, time.Time{})
	}
	all, err := s.editions.Editions(ctx, l, at.before.At, shelfLength+1)
	if err != nil {
		return cache.Page{}, err
	}
	if len(all) == 0 {
		if !at.first() {
			return cache.Page{}, ilbo.NotFound
		}
		return s.epaper(ctx, l, time.Time{})
	}
	f, err := s.titled(ctx, l, "/epaper", func(*Words) (string, string) { return editionWords[l].Shelf, editionWords[l].ShelfSay })
	if err != nil {
		return cache.Page{}, err
	}
	f.OwnScript = s.assets.URL(editionScript)
	p := ShelfPage{Frame: f, E: editionWords[l]}
	keys := []ilbo.Key{ilbo.KeyFurniture, ilbo.KeyEditions(l)}
	if !at.first() {
		f.unaddressed()
		p.Newer = f.Prefix + "/epaper"
	}
	if len(all) > shelfLength {
		all = all[:shelfLength]
		p.Earlier = f.Prefix + "/epaper" + leaf{before: ilbo.Cursor{At: all[shelfLength-1].Date, ID: 1}}.query()
	}
	for i := range all {
		c, touched, err := s.cover(ctx, l, all[i].Date)
		if err != nil {
			return cache.Page{}, err
		}
		c.Late = i > 5
		p.Editions = append(p.Editions, c)
		keys = append(keys, touched...)
	}
	return s.page("shelf", p, keys...)
}

// cover is that of a day's edition, without its picture and its words where the
// public may not see all of page one any more.
func (s *Site) cover(ctx context.Context, l ilbo.Language, day time.Time) (Cover, []ilbo.Key, error) {
	e, err := s.editions.Edition(ctx, l, day)
	if err != nil {
		return Cover{}, nil, err
	}
	c := Cover{URL: s.editionURL(l, e.Date), Day: dates{s.paper.Zone, l}.weekday(s.noon(e.Date)), Pages: fmt.Sprintf(editionWords[l].PageCount, len(e.Pages))}
	if len(e.Pages) == 0 {
		return c, nil, nil
	}
	first := &e.Pages[0]
	c.Width, c.Height = pixels(first)
	var keys []ilbo.Key
	for _, id := range first.Stories {
		keys = append(keys, ilbo.KeyStory(id))
	}
	whole, err := s.printable(ctx, first.Stories)
	if whole {
		c.Lead, c.Picture = e.Lead, s.pictureURL(&e, first, smallPicture)
	}
	return c, keys, err
}

// printable reports whether the public may see all of some stories.
func (s *Site) printable(ctx context.Context, ids []ilbo.StoryID) (bool, error) {
	seen, err := s.editions.TeasersByID(ctx, ids, s.clock())
	return len(seen) == len(ids), err
}

// edited finds a day's edition, and false where there is none.
func (s *Site) edited(ctx context.Context, l ilbo.Language, day time.Time) (e ilbo.KeptEdition, ok bool, err error) {
	if s.editions == nil {
		return e, false, nil
	}
	e, err = s.editions.Edition(ctx, l, day)
	if errors.Is(err, ilbo.NotFound) {
		return e, false, nil
	}
	return e, err == nil, err
}

// The pictures that there are of a page, by the ends of their names.
const (
	sharpPicture = ".svg"
	smallPicture = ".jpg"
)

// pictureURL is the address of a page's picture, empty where there is none. What is
// in it is in the address: a replate's stands elsewhere.
func (s *Site) pictureURL(e *ilbo.KeptEdition, p *ilbo.PrintedPage, kind string) string {
	f := e.File(p.Folio.String() + kind)
	if f == nil {
		return ""
	}
	stem, _ := strings.CutSuffix(f.Name, kind)
	return s.editionURL(e.Language, e.Date) + "/" + stem + "-" + f.Sum[:12] + kind
}

// pixels are a page's width and height in steps that are its shape: a pixel a
// millimetre's quarter.
func pixels(p *ilbo.PrintedPage) (w, h int) { return int(p.Width * 4), int(p.Height * 4) }
