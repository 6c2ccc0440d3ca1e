package mailing

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"ilbo.press"
)

// parts are what stands in a letter's body as the public may see it now: a story
// that they may not see is left out, with what was said of it and with the quotation
// and the list that follow it at once, which are out of it; and so is a picture that may
// not be used any more.
func (d *Desk) parts(ctx context.Context, body ilbo.Body, now time.Time) ([]Part, error) {
	unusable, err := d.unusable(ctx, body, now)
	if err != nil {
		return nil, err
	}
	var list []Part
	gone := false // a story was left out, and so is what is out of it
	for i := range body {
		b := body[i]
		if gone = gone && (b.Kind == ilbo.Quote || b.Kind == ilbo.List); gone {
			continue
		}
		if path := d.pathOf(b.Mention()); path != "" {
			p, is, err := d.mentioned(ctx, path, now)
			if err != nil {
				return nil, err
			}
			if is {
				if gone = p.Story == nil; !gone {
					list = append(list, p)
				}
				continue
			}
		}
		if len(b.Figures) > 0 {
			var some []ilbo.Figure
			for _, f := range b.Figures {
				if !unusable[f.Picture] {
					some = append(some, f)
				}
			}
			if b.Figures = some; len(some) == 0 {
				continue
			}
		}
		list = append(list, Part{Block: &b})
	}
	return list, nil
}

// mentioned is the story at an address, without one where the public may not see
// it. Is says whether any story is there.
func (d *Desk) mentioned(ctx context.Context, path ilbo.Path, now time.Time) (p Part, is bool, err error) {
	s, err := d.Stories.StoryAt(ctx, path)
	if errors.Is(err, ilbo.NotFound) {
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	found, err := d.Stories.TeasersByID(ctx, []ilbo.StoryID{s.ID}, now)
	if len(found) > 0 {
		p.Story = &found[0]
	}
	return p, true, err
}

// pathOf is an address of the paper below its base, empty where it is another's.
func (d *Desk) pathOf(href string) ilbo.Path {
	u, err := url.Parse(strings.TrimPrefix(href, d.Base))
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(u.Path, "/") {
		return ""
	}
	return ilbo.Path(u.Path)
}

func (d *Desk) unusable(ctx context.Context, body ilbo.Body, now time.Time) (map[ilbo.PictureID]bool, error) {
	var ids []ilbo.PictureID
	for _, f := range body.Figures() {
		ids = append(ids, f.Picture)
	}
	if len(ids) == 0 {
		return nil, nil // none is unusable
	}
	all, err := d.Stories.Unusable(ctx, ids, now)
	set := map[ilbo.PictureID]bool{}
	for _, p := range all {
		set[p.ID] = true
	}
	return set, err
}
