package site

import (
	"context"

	"ilbo.press"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/cache"
)

// A ProblemPage says why a page could not be shown: see problem/problem.html.
type ProblemPage struct {
	*Frame
	Heading string
	Say     string
}

// problem is the page for a kind of failure. There are as many as kinds and
// languages, not as many as wrong addresses.
func (s *Site) problem(ctx context.Context, l ilbo.Language, kind ilbo.Kind) (cache.Page, error) {
	f, err := s.frame(ctx, l, s.paper.Prefix(l)+"/", "")
	if err != nil {
		return cache.Page{}, err
	}
	f.unaddressed()
	p := ProblemPage{Frame: f, Heading: f.W.ErrorTitle, Say: f.W.ErrorSay}
	switch kind {
	case ilbo.NotFound, ilbo.Embargoed, ilbo.Gone:
		p.Heading, p.Say = f.W.NotFoundTitle, f.W.NotFoundSay
	case ilbo.Invalid, ilbo.Forbidden, ilbo.Conflict:
		p.Heading, p.Say = f.W.InvalidTitle, f.W.NotFoundSay
	case ilbo.Busy:
		p.Heading, p.Say = f.W.BusyTitle, f.W.BusySay
	}
	f.Kind, f.Title, f.Description = "problem", p.Heading, p.Say
	page, err := s.page("problem", p, ilbo.KeyFurniture)
	page.Status = web.Status(kind)
	return page, err
}
