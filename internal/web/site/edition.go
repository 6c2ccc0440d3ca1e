package site

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// editionScript is what only pages of editions load.
const editionScript = "epaper.js"

// An EditionPage is a page of a printed edition, beside the one that faces it, with
// its stories as text below: see epaper/edition.html.
type EditionPage struct {
	*Frame
	E              *EditionWords
	Day, Date, URL string
	Heading        string
	Sheets         []Sheet // one, or two that face each other; none where they are locked
	Single         bool    // one
	Pages          []PageLink
	Previous, Next string // the page before and after; empty: there is none
	Before, After  string // the pages before and after those that face each other
	PDF, EPUB      string // empty: nobody is given it here
	Search         string // where it is searched; empty: it is not
	Keep           string // addresses that an offline reader needs, as JSON; empty: nothing is kept
	Wall           *Wall
	WallSay        string
}

// A Sheet is one printed page as it is shown.
type Sheet struct {
	E              *EditionWords
	Number         int
	Name           string
	Facing         bool // the page beside the one that was asked for: phones leave it out
	Picture, Small string
	Width, Height  int
	Areas          []PrintedArea
	Stories        []PrintedStory
	Withheld       bool // the public may not see something of it any more
	Say            string
	SharpSay       string
}

// A PrintedArea is where a story stands on a page, in the sheet's pixels.
type PrintedArea struct {
	URL, Label          string
	X, Y, Width, Height int
}

// A PrintedStory is a story of a page as text.
type PrintedStory struct {
	ID                     int64
	Lang                   ilbo.Language
	Kicker, Headline, Deck string
	Byline, Place          string
	Lead                   *FigureView
	Blocks                 []BlockView
	URL                    string
	Locked                 bool // it goes on where it is not locked
	Share                  Share
	E                      *EditionWords
}

// A PageLink is a page in the edition's list of pages.
type PageLink struct {
	Folio, Name, URL string
	Picture          string // small; empty: whoever reads this is not given it
	Width, Height    int
	Current, Locked  bool
	Stories          []Link
}

// editionOf is the page of an edition at an address; the zero number is page one,
// or where that day was not printed the day's stories.
func editionOf(s *Site, a asked) cache.Render {
	day, err := time.Parse(time.DateOnly, a.parts[0])
	if err != nil {
		return nil
	}
	number := 0
	if len(a.parts) > 1 {
		if number, err = strconv.Atoi(a.parts[1]); err != nil || number < 1 || strconv.Itoa(number) != a.parts[1] {
			return nil
		}
	}
	return func(ctx context.Context) (cache.Page, error) {
		e, ok, err := s.edited(ctx, a.language, day)
		switch {
		case err != nil:
			return cache.Page{}, err
		case !ok && number == 0:
			y, m, d := day.Date()
			return s.epaper(ctx, a.language, time.Date(y, m, d, 0, 0, 0, 0, s.paper.Zone))
		case !ok || number > len(e.Pages):
			return cache.Page{}, ilbo.NotFound
		}
		number := max(number, 1)
		if s.gate == nil {
			return s.edition(ctx, &e, number, true)
		}
		page, err := s.edition(ctx, &e, number, false)
		page.Gate = &cache.Gate{Needs: ilbo.ToEPaper}
		page.Behind = func(ctx context.Context) (cache.Page, error) {
			e, err := s.editions.Edition(ctx, a.language, day)
			if err == nil && number > len(e.Pages) {
				err = ilbo.NotFound
			}
			if err != nil {
				return cache.Page{}, err
			}
			page, err := s.edition(ctx, &e, number, true)
			page.Private = true
			return page, err
		}
		return page, err
	}
}

// edition makes a page of an edition: all of it where it is open, or what
// everybody is given.
func (s *Site) edition(ctx context.Context, e *ilbo.KeptEdition, number int, open bool) (cache.Page, error) {
	l, w, home := e.Language, editionWords[e.Language], s.editionURL(e.Language, e.Date)
	path := home
	if number > 1 {
		path += "/" + strconv.Itoa(number)
	}
	f, err := s.frame(ctx, l, path, "")
	if err != nil {
		return cache.Page{}, err
	}
	if err := s.otherEditions(ctx, f, e, path); err != nil {
		return cache.Page{}, err
	}
	p := EditionPage{Frame: f, E: w, Date: e.Date.Format(time.DateOnly), URL: home, Day: dates{s.paper.Zone, l}.weekday(s.noon(e.Date))}
	f.Kind, f.OwnScript = "edition", s.assets.URL(editionScript)
	keys := []ilbo.Key{ilbo.KeyFurniture, ilbo.KeyEditions(l)}
	for _, id := range e.StoryIDs() {
		keys = append(keys, ilbo.KeyStory(id))
	}
	press := &opened{site: s, edition: e, open: open, words: w, read: map[ilbo.StoryID]bool{}}
	if press.visible, err = s.seen(ctx, e.StoryIDs()); err != nil {
		return cache.Page{}, err
	}
	this := &e.Pages[number-1]
	p.Heading = press.heading(f, this)
	f.Title = fmt.Sprintf(w.Edition, p.Day) + ", " + p.Heading
	f.Description = w.ShelfSay
	if open || number == 1 {
		if p.Sheets, err = press.sheets(ctx, f, number); err != nil {
			return cache.Page{}, err
		}
		p.Single = len(p.Sheets) == 1
	}
	if !open {
		f.Robots = map[bool]string{true: f.Robots, false: "noindex"}[number == 1]
		p.Wall = &Wall{W: f.W, Heading: w.LockedHeading, Subscribe: f.Prefix + "/subscribe"}
		p.WallSay = fmt.Sprintf(w.LockedSay, len(e.Pages))
		if s.gate.Readers != nil {
			p.Wall.SignIn = f.Prefix + "/account?to=" + url.QueryEscape(path)
		}
	}
	press.turn(&p, number)
	press.list(&p, f, number)
	if open {
		press.give(&p)
	}
	return s.page("edition", p, keys...)
}

// otherEditions has the page's switch of languages lead to the same day's edition.
func (s *Site) otherEditions(ctx context.Context, f *Frame, e *ilbo.KeptEdition, path string) error {
	f.only(s, path, nil)
	for i := range f.Languages {
		link := &f.Languages[i]
		if link.Current {
			continue
		}
		_, ok, err := s.edited(ctx, link.Lang, e.Date)
		if err != nil {
			return err
		}
		if ok {
			link.URL = s.editionURL(link.Lang, e.Date)
		}
	}
	return nil
}

// seen are those of some stories that the public may see.
func (s *Site) seen(ctx context.Context, ids []ilbo.StoryID) (map[ilbo.StoryID]*ilbo.Teaser, error) {
	list, err := s.editions.TeasersByID(ctx, ids, s.clock())
	seen := make(map[ilbo.StoryID]*ilbo.Teaser, len(list))
	for i := range list {
		seen[list[i].ID] = &list[i]
	}
	return seen, err
}

// An opened edition is one as somebody reads it.
type opened struct {
	site    *Site
	edition *ilbo.KeptEdition
	open    bool // all of it
	words   *EditionWords
	visible map[ilbo.StoryID]*ilbo.Teaser
	read    map[ilbo.StoryID]bool // stories that are on the page as text
}

func (o *opened) url(number int) string {
	home := o.site.editionURL(o.edition.Language, o.edition.Date)
	if number == 1 {
		return home
	}
	return home + "/" + strconv.Itoa(number)
}

// heading names a page: its folio, and what it is for.
func (o *opened) heading(f *Frame, p *ilbo.PrintedPage) string {
	name := o.name(f, p)
	if p.Folio == 1 && o.edition.Language == ilbo.Korean {
		return name
	}
	return fmt.Sprintf(o.words.PageOf, p.Folio) + " · " + name
}

func (o *opened) name(f *Frame, p *ilbo.PrintedPage) string {
	switch p.Kind {
	case ilbo.FrontPage:
		return o.words.Front
	case ilbo.OpinionPage:
		return o.words.Opinion
	case ilbo.BackPage:
		return o.words.Back
	}
	var names []string
	for _, id := range p.Sections {
		i := slices.IndexFunc(f.Menu, func(m MenuSection) bool { return m.URL == f.Prefix+"/"+string(id.Top()) })
		if i >= 0 && !slices.Contains(names, f.Menu[i].Name) {
			names = append(names, f.Menu[i].Name)
		}
	}
	return strings.Join(names, " · ")
}

// spread are the pages that lie open together: page one by itself, then two and
// three.
func (o *opened) spread(number int) (first, last int) {
	first = number - number%2
	return max(first, 1), min(max(first+1, 1), len(o.edition.Pages))
}

// sheets are those of a spread, in their order; the one that was asked for has the
// stories that stand on both.
func (o *opened) sheets(ctx context.Context, f *Frame, number int) ([]Sheet, error) {
	this, err := o.sheet(ctx, f, number)
	if err != nil {
		return nil, err
	}
	sheets := []Sheet{this}
	first, last := o.spread(number)
	for n := first; n <= last; n++ {
		if n == number {
			continue
		}
		other, err := o.sheet(ctx, f, n)
		if err != nil {
			return nil, err
		}
		other.Facing = true
		sheets = append(sheets, other)
	}
	slices.SortFunc(sheets, func(a, b Sheet) int { return a.Number - b.Number })
	return sheets, nil
}

func (o *opened) sheet(ctx context.Context, f *Frame, number int) (Sheet, error) {
	p, s := &o.edition.Pages[number-1], o.site
	v := Sheet{E: o.words, Number: number, Name: o.heading(f, p), Say: fmt.Sprintf(o.words.Read, p.Folio), SharpSay: fmt.Sprintf(o.words.Sharp, p.Folio)}
	v.Width, v.Height = pixels(p)
	for _, id := range onPage(p) {
		v.Withheld = v.Withheld || o.visible[id] == nil
	}
	if !v.Withheld {
		v.Picture, v.Small = s.pictureURL(o.edition, p, sharpPicture), s.pictureURL(o.edition, p, smallPicture)
		for _, a := range p.Areas {
			if len(a.Stories) > 0 {
				v.Areas = append(v.Areas, PrintedArea{URL: fmt.Sprintf("#s%d", a.Stories[0]), Label: a.Title, X: int(a.X * float64(v.Width)), Y: int(a.Y * float64(v.Height)),
					Width: int(a.Width * float64(v.Width)), Height: int(a.Height * float64(v.Height))})
			}
		}
	}
	for _, id := range onPage(p) {
		if o.visible[id] == nil || o.read[id] {
			continue
		}
		o.read[id] = true
		story, err := o.story(ctx, f, id)
		if err != nil {
			return v, err
		}
		v.Stories = append(v.Stories, story)
	}
	return v, nil
}

// onPage are the stories that stand on a page, those that go on there from another
// among them.
func onPage(p *ilbo.PrintedPage) []ilbo.StoryID {
	ids := slices.Clone(p.Stories)
	for _, a := range p.Areas {
		for _, id := range a.Stories {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// story is one as text: all of it, or, where it is locked and so is the edition,
// what everybody may read.
func (o *opened) story(ctx context.Context, f *Frame, id ilbo.StoryID) (PrintedStory, error) {
	s := o.site
	st, err := s.visible(ctx, id)
	if err != nil {
		return PrintedStory{}, err
	}
	v := PrintedStory{ID: int64(id), Lang: st.Language, Kicker: st.Kicker, Headline: st.Headline, Deck: st.Deck, Byline: bylineText(st.Bylines), Place: st.Dateline.Place,
		URL: string(st.Path), Lead: figure(st.Lead, placeStory), Share: s.share(st, f.W), E: o.words}
	if !o.open && st.Access.Locked() {
		st, v.Locked = st.Opened(), true
	}
	v.Blocks = blocks(st, f.W)
	return v, nil
}

// turn says which pages come before and after.
func (o *opened) turn(p *EditionPage, number int) {
	n := len(o.edition.Pages)
	first, last := o.spread(number)
	if number > 1 {
		p.Previous = o.url(number - 1)
	}
	if number < n {
		p.Next = o.url(number + 1)
	}
	if first > 1 {
		p.Before = o.url(max(first-2, 1))
		if first == 2 {
			p.Before = o.url(1)
		}
	}
	if last < n {
		p.After = o.url(last + 1)
	}
}

// list has all pages with what stands on them. Of pages that are locked nothing but
// their names is here.
func (o *opened) list(p *EditionPage, f *Frame, number int) {
	for i := range o.edition.Pages {
		page := &o.edition.Pages[i]
		v := PageLink{Folio: page.Folio.String(), Name: o.name(f, page), URL: o.url(i + 1), Current: i+1 == number, Locked: !o.open && i > 0}
		v.Width, v.Height = pixels(page)
		if !v.Locked {
			whole := true
			for _, id := range onPage(page) {
				whole = whole && o.visible[id] != nil
			}
			if whole {
				v.Picture = o.site.pictureURL(o.edition, page, smallPicture)
			}
			for _, id := range page.Stories {
				if t := o.visible[id]; t != nil {
					v.Stories = append(v.Stories, Link{Name: t.Headline, URL: fmt.Sprintf("%s#s%d", v.URL, id)})
				}
			}
		}
		p.Pages = append(p.Pages, v)
	}
}

// give adds what whoever reads all of the edition is given beside its pages.
func (o *opened) give(p *EditionPage) {
	e, home := o.edition, o.site.editionURL(o.edition.Language, o.edition.Date)
	p.Search = home + "/search"
	if len(o.visible) < len(e.StoryIDs()) {
		return // it is printed anew
	}
	if e.File("paper.pdf") != nil {
		p.PDF = home + ".pdf"
	}
	if e.File("paper.epub") != nil {
		p.EPUB = home + ".epub"
	}
	var keep []string
	for i := range e.Pages {
		keep = append(keep, o.url(i+1), o.site.pictureURL(e, &e.Pages[i], sharpPicture), o.site.pictureURL(e, &e.Pages[i], smallPicture))
	}
	text, err := json.Marshal(keep)
	if err != nil {
		return // unreachable: texts are marshalled
	}
	p.Keep = string(text)
}
