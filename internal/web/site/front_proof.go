package site

import (
	"context"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/web/cache"
)

// FrontProofs are fronts as editors arranged them last, which nobody published.
type FrontProofs interface {
	Home(ctx context.Context, l ilbo.Language) (*front.Home, error)
	Section(ctx context.Context, l ilbo.Language, id ilbo.SectionID) (*front.Section, error)
}

// FrontProof is the page of a front as readers would see it if that were published. It
// is made anew each time and kept nowhere.
func (s *Site) FrontProof(ctx context.Context, proofs FrontProofs, id ilbo.FrontID, l ilbo.Language) ([]byte, error) {
	var page cache.Page
	if id == ilbo.Home {
		h, err := proofs.Home(ctx, l)
		if err == nil {
			page, err = s.homeOf(ctx, h, true)
		}
		return page.Body, err
	}
	sec, err := proofs.Section(ctx, l, id.Section())
	if err == nil {
		page, err = s.sectionOf(ctx, l, sec, true)
	}
	return page.Body, err
}
