package site

import (
	"cmp"
	"context"
	"fmt"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
)

// A ListPage is a list of stories with a heading: a topic's, a journalist's, a
// month's or a day's. See list/list.html.
type ListPage struct {
	*Frame
	Label    string // what sort of list it is
	Name     string
	Role     string // of a journalist
	About    string
	Portrait *FigureView
	Groups   []Group
	Previous *Link // the list before this one in time
	Next     *Link
	Months   *Link  // where all months are
	Days     []Link // of the month
	Later    *Link  // the page of this list before this one, and the one behind it
	Earlier  *Link
}

// A Group is a part of a list under a heading of its own.
type Group struct {
	Name, URL string
	Stories   []TeaserView
}

// listLimit is how many stories a page of a topic or of a journalist shows.
const listLimit = 60

func (s *Site) topic(ctx context.Context, l ilbo.Language, id ilbo.TopicID, at leaf) (cache.Page, error) {
	t, err := s.stories.Topic(ctx, id)
	if err != nil {
		return cache.Page{}, err
	}
	if seen, err := s.stories.SeenTopics(ctx, []ilbo.TopicID{id}, s.clock()); err != nil || !seen[id] {
		return cache.Page{}, cmp.Or(err, fmt.Errorf("topic %s has no story: %w", id, ilbo.NotFound))
	}
	p, ts, err := s.list(ctx, l, "/topic/"+string(id), t.Name.In(l))
	if err != nil {
		return cache.Page{}, err
	}
	p.Label, p.About = p.W.TopicLabel, t.Blurb.In(l)
	p.Description = p.About
	if err := s.fill(ctx, p, ts, ilbo.Selection{Language: l, Topic: id, Limit: listLimit}, at, "/topic/"+string(id)); err != nil {
		return cache.Page{}, err
	}
	keys := make([]ilbo.Key, len(s.paper.Languages)) // a story of any of them makes it known
	for i, l := range s.paper.Languages {
		keys[i] = ilbo.KeyTopic(l, id)
	}
	return s.listPage(p, at, keys...)
}

func (s *Site) journalist(ctx context.Context, l ilbo.Language, id ilbo.JournalistID, at leaf) (cache.Page, error) {
	j, err := s.stories.Journalist(ctx, id)
	if err != nil {
		return cache.Page{}, err
	}
	gone, err := s.stories.Unusable(ctx, []ilbo.PictureID{j.Picture}, s.clock())
	if err != nil {
		return cache.Page{}, err
	}
	if len(gone) > 0 {
		j.Picture = ""
	}
	p, ts, err := s.list(ctx, l, "/by/"+string(id), j.Name.In(l))
	if err != nil {
		return cache.Page{}, err
	}
	p.Label, p.Role, p.About = p.W.JournalistLabel, j.Title.In(l), j.Bio.In(l)
	p.Description, p.Card.Kind = p.About, "profile"
	if j.Picture != "" {
		p.Portrait = figure(&ilbo.Figure{Picture: j.Picture, Width: portraitSide, Height: portraitSide, Alt: p.Name}, place{"8rem", ilbo.ShapeSquare})
	}
	p.LD = append(p.LD, feed.Person(j, l, s.base, s.paper))
	if err := s.fill(ctx, p, ts, ilbo.Selection{Language: l, Journalist: id, Limit: listLimit}, at, "/by/"+string(id)); err != nil {
		return cache.Page{}, err
	}
	return s.listPage(p, at, ilbo.KeyJournalist(l, id))
}

// portraitSide is the side of a journalist's portrait as pages cut it.
const portraitSide = 640

// list begins the page of a list that has feeds of its own.
func (s *Site) list(ctx context.Context, l ilbo.Language, rest, name string) (*ListPage, *teasers, error) {
	path := s.paper.Prefix(l) + rest
	f, err := s.frame(ctx, l, path, "")
	if err != nil {
		return nil, nil, err
	}
	ts, err := s.teasersFor(ctx, l, s.clock())
	if err != nil {
		return nil, nil, err
	}
	f.Kind, f.Title = "list", name
	f.Feed, f.FeedTitle = path+"/", name
	f.LD = append(f.LD, feed.Breadcrumbs(s.base, crumbs([]Link{{Name: f.PaperTitle, URL: f.Home}, {Name: name, URL: path}})))
	return &ListPage{Frame: f, Name: name}, ts, nil
}

// fill adds a page of the stories of a selection as one group without a heading.
func (s *Site) fill(ctx context.Context, p *ListPage, ts *teasers, sel ilbo.Selection, at leaf, rest string) error {
	list, err := s.leafOut(ctx, p, sel, at, p.Prefix+rest, ts.now)
	if err != nil {
		return err
	}
	views := ts.list(list, placeThumb)
	for i := range views {
		views[i].Level = 2 // no heading stands between the page's and theirs
	}
	p.Groups = []Group{{Stories: views}}
	return nil
}

// listPage makes the page. Only the first of a list is kept: of the others there
// are as many as anybody cares to ask for.
func (s *Site) listPage(p *ListPage, at leaf, keys ...ilbo.Key) (cache.Page, error) {
	page, err := s.page("list", *p, append(keys, ilbo.KeyFurniture, KeyDay)...)
	page.Volatile = !at.first()
	return page, err
}
