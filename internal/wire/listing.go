package wire

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"ilbo.press"
)

// An OldPage is a page of the other system that listed stories, the copy's
// among them. A page that the story is listed on here stands for it.
type OldPage struct {
	Path ilbo.Path // as [OldPath] writes it
	Of   Listing
	Name string // of the topic or the person as printed; of the day or the month, as 2006/01/02
	Feed string // the name of a feed's file here, where the page was a feed
}

// A Listing says what a page lists.
type Listing int

// What pages of other systems list, the most telling last: where an address was
// of several, that one counts.
const (
	OfPaper      Listing = iota // as a feed
	OfNear                      // a day or a month that the paper's zone makes another
	OfArchive                   // a day, a month, or with no name every month
	OfJournalist                // one of the copy's Bylines
	OfTopic                     // one of the copy's Topics
	OfDepartment                // the copy's, or its section where that is none's part
	OfSection
)

// OldPages gathers the pages of a site that listed a copy.
type OldPages struct {
	Root string // of the site's addresses, with a slash at its end
	All  []OldPage
}

// Add adds a page at an address below the root, which may be a query, once.
func (p *OldPages) Add(address string, page OldPage) {
	path, ok := OldPath(p.Root + address)
	if !ok || slices.ContainsFunc(p.All, func(known OldPage) bool { return known.Path == path }) {
		return
	}
	page.Path = path
	p.All = append(p.All, page)
}

// AddList adds a page and the feed below it, where the address is made of steps
// alone, and ends with a slash: names come from a file and may hold anything.
func (p *OldPages) AddList(address, feed string, page OldPage) {
	path, err := url.PathUnescape(strings.TrimSuffix(address, "/"))
	if err != nil || strings.ContainsAny(path, "?#\\") ||
		slices.ContainsFunc(strings.Split(path, "/"), func(step string) bool { return strings.Trim(step, ". ") == "" }) {
		return
	}
	p.Add(address, page)
	page.Feed = "feed.xml"
	p.Add(address+feed, page)
}

// A Moved is a page of another system, and the one that stands for it.
type Moved struct {
	From     ilbo.Path
	Language ilbo.Language
	Page     ilbo.Path // below the front of the language
	of       Listing
}

// moved finds the pages that stand for those that the copy was listed on: only
// such as a story of the paper is on.
func (l *ledger) moved(c *Copy, s *ilbo.Story) []Moved {
	if c.Withheld != nil {
		return nil
	}
	var list []Moved
	for i := range c.OldPages {
		old := &c.OldPages[i]
		page, ok := l.page(old, s)
		if !ok {
			continue
		}
		if old.Feed != "" {
			page += "/" + ilbo.Path(old.Feed)
		}
		list = append(list, Moved{old.Path, s.Language, page, old.Of})
	}
	return list
}

// page is where the paper lists what another system's page did, and false where
// it does not.
func (l *ledger) page(old *OldPage, s *ilbo.Story) (ilbo.Path, bool) {
	switch old.Of {
	case OfPaper:
		return "", old.Feed != ""
	case OfNear, OfArchive:
		if old.Name == "" {
			return "/archive", true
		}
		return ilbo.Path("/archive/" + old.Name), true
	case OfSection:
		return ilbo.Path("/" + string(s.Section)), true
	case OfDepartment:
		return ilbo.Path("/" + string(s.Section.Top())), true
	case OfTopic:
		id, ok := l.topicOf[fold(old.Name)]
		return ilbo.Path("/topic/" + string(id)), ok && slices.Contains(s.Topics, id)
	case OfJournalist:
		for _, name := range Names(old.Name) {
			id := l.person[fold(name)]
			if id != "" && slices.ContainsFunc(s.Bylines, func(b ilbo.Byline) bool { return b.Journalist == id }) {
				return ilbo.Path("/by/" + string(id)), true
			}
		}
	}
	return "", false
}

// A forwarder hands old pages over, each once but for one that a better page is
// found for.
type forwarder struct {
	desk    Desk
	given   map[ilbo.Path]Listing
	waiting []Moved
}

// How many pages wait at most, and how many are remembered: beyond that some
// are handed over again, which changes nothing.
const (
	maxWaiting   = 1_000
	maxForwarded = 500_000
)

func (f *forwarder) add(ctx context.Context, list []Moved) error {
	for _, m := range list {
		if of, ok := f.given[m.From]; ok && of >= m.of {
			continue
		}
		if len(f.given) >= maxForwarded {
			clear(f.given)
		}
		f.given[m.From] = m.of
		f.waiting = append(f.waiting, m)
	}
	if len(f.waiting) < maxWaiting {
		return nil
	}
	return f.flush(ctx)
}

func (f *forwarder) flush(ctx context.Context) error {
	if len(f.waiting) == 0 {
		return nil
	}
	if err := f.desk.Forward(ctx, f.waiting); err != nil {
		return fmt.Errorf("forward %d pages from %s on: %w", len(f.waiting), f.waiting[0].From, err)
	}
	f.waiting = nil
	return nil
}
