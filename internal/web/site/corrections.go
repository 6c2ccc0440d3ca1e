package site

import (
	"context"
	"fmt"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// A CorrectionsPage is what the paper got wrong, the newest first: see
// corrections/corrections.html.
type CorrectionsPage struct {
	*Frame
	Notices []NoticeView
	Newest  *Link // the first page, on all others
	Earlier *Link
}

// A NoticeView is one correction, with the story that it stands in.
type NoticeView struct {
	Kind, Text string
	When       Moment
	Story      Link
}

// noticeLimit is how many corrections a page shows.
const noticeLimit = 60

func (s *Site) corrections(ctx context.Context, l ilbo.Language, at leaf) (cache.Page, error) {
	f, err := s.titled(ctx, l, "/corrections", func(w *Words) (string, string) { return w.CorrectionsTitle, w.CorrectionsSay })
	if err != nil {
		return cache.Page{}, err
	}
	list, err := s.stories.Notices(ctx, l, at.before, noticeLimit+1, s.clock())
	if err != nil {
		return cache.Page{}, err
	}
	if len(list) == 0 && !at.before.At.IsZero() {
		return cache.Page{}, fmt.Errorf("corrections behind %v: %w", at.before, ilbo.NotFound)
	}
	p := CorrectionsPage{Frame: f}
	path := p.Prefix + "/corrections"
	if len(list) > noticeLimit {
		list = list[:noticeLimit]
		p.Earlier = &Link{Name: p.W.Earlier, URL: path + leaf{before: list[noticeLimit-1].Cursor()}.query()}
	}
	if !at.first() {
		f.unaddressed()
		p.Newest = &Link{Name: p.W.Latest, URL: path}
	}
	d := dates{s.paper.Zone, l}
	for _, n := range list {
		p.Notices = append(p.Notices, NoticeView{correctionLabel(n.Kind, p.W), n.Text, d.full(n.At), Link{Name: n.Story.Headline, URL: string(n.Story.Path)}})
	}
	page, err := s.page("corrections", p, ilbo.KeyFurniture, ilbo.KeyLanguage(l), KeyDay)
	page.Volatile = !at.first()
	return page, err
}
