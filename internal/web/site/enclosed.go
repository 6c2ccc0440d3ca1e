package site

import (
	"context"
	"html/template"

	"ilbo.press/internal/web"
)

// An EnclosedPage is a page whose inside another face made: see
// enclosed/enclosed.html.
type EnclosedPage struct {
	*Frame
	Main template.HTML
}

// Enclose puts the frame of the site around a page that is one reader's. It is
// kept nowhere, and no search engine lists it.
func (s *Site) Enclose(ctx context.Context, e web.Enclosed) ([]byte, error) {
	f, err := s.frame(ctx, e.Language, s.paper.Prefix(e.Language)+e.Path, "")
	if err != nil {
		return nil, err
	}
	f.unaddressed()
	f.Kind, f.Title, f.OwnStyle, f.OwnScript = "plain", e.Title, e.Style, e.Script
	page, err := s.page("enclosed", EnclosedPage{f, e.Main})
	return page.Body, err
}
