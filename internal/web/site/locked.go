package site

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// A Wall stands where the rest of a locked story would be: see ui/wall/wall.html.
type Wall struct {
	W         *Words
	Heading   string
	Account   string // what signing in is good for without a subscription; empty: nothing
	Subscribe string // address
	SignIn    string // address, which leads back to the story; empty: there are no accounts
	Weekly    string // that the story is sold with the weekly as well; empty: it is not
}

// locked is the page of a locked story as everybody may have it, with the whole
// of it behind the gate. What is behind is made by a render of its own: nothing of
// it is in these bytes.
func (s *Site) locked(ctx context.Context, st *ilbo.Story, now time.Time) (cache.Page, error) {
	open := st.Opened()
	p, keys, err := s.storyPage(ctx, open, now)
	if err != nil {
		return cache.Page{}, err
	}
	if err := s.lesson(ctx, open.Printed(now), p, true); err != nil {
		return cache.Page{}, err
	}
	p.Minutes = minutes(st)
	p.Wall = &Wall{
		W: p.W, Heading: p.W.WallSubscribers,
		Subscribe: p.Prefix + "/subscribe?story=" + fmt.Sprint(st.ID),
	}
	sold, err := s.sells(ctx, ilbo.ToWeekly)
	if err != nil {
		return cache.Page{}, err
	}
	if sold && ilbo.ToWeekly.Opens(st.Access, st.Section) {
		p.Wall.Weekly = issueWords[p.Lang].StoryWall
	}
	keys = append(keys, ilbo.KeyPlans)
	if s.gate.Readers != nil {
		p.Wall.SignIn = p.Prefix + "/account?to=" + url.QueryEscape(string(st.Path))
	}
	if st.Access == ilbo.Metered {
		p.Wall.Heading = p.W.WallMetered
		if m := s.gate.Meter; s.gate.Readers != nil && m != nil && m.More > m.Free {
			p.Wall.Account = fmt.Sprintf(p.W.WallAccount, m.More)
		}
	}
	page, err := s.page("story", p, keys...)
	gate := gateOf(st)
	page.Gate, page.Behind = &gate, func(ctx context.Context) (cache.Page, error) { return s.behind(ctx, st.Path) }
	return page, err
}

// behind is the page with all of a locked story. The story is asked for again:
// what is kept here is never older than what keeps it.
func (s *Site) behind(ctx context.Context, path ilbo.Path) (cache.Page, error) {
	now := s.clock()
	st, err := s.stories.StoryAt(ctx, path)
	if err != nil {
		return cache.Page{}, err
	}
	if !st.Visible(now) {
		return cache.Page{}, fmt.Errorf("story %d: %w", st.ID, ilbo.NotFound)
	}
	p, keys, err := s.storyPage(ctx, st, now)
	if err != nil {
		return cache.Page{}, err
	}
	if err := s.lesson(ctx, st.Printed(now), p, false); err != nil {
		return cache.Page{}, err
	}
	p.Metered, p.Give = st.Access == ilbo.Metered, s.gate.Gifts != nil && s.gate.Readers != nil
	page, err := s.page("story", p, keys...)
	page.Private = true
	return page, err
}

func gateOf(st *ilbo.Story) cache.Gate {
	return cache.Gate{Story: st.ID, Section: st.Section, Path: st.Path, Access: st.Access}
}
