package site

import (
	"context"
	"strings"

	"ilbo.press"
)

// A Proof says how a proof is pulled.
type Proof struct {
	Pictures string // address below which the newsroom sees pictures, in the place of /pictures
	Style    string // address of the sheet of styles; empty is the site's own
}

// Proof is the page that a story would have if it were published as it is now:
// for the newsroom alone. It is kept nowhere, and runs no script. Blocks that are
// not finished are left out.
func (s *Site) Proof(ctx context.Context, st *ilbo.Story, o Proof) ([]byte, error) {
	now, proof := s.clock(), *st
	if proof.Published.IsZero() {
		proof.Published = now
	}
	if proof.Path == "" {
		slug := proof.Slug
		if slug == "" {
			slug = ilbo.MakeSlug(proof.Headline)
		}
		proof.Path = ilbo.StoryPath(s.paper.Prefix(proof.Language), proof.Section, proof.Published, s.paper.Zone, slug)
	}
	proof.Body = nil
	for _, b := range st.Body {
		if (ilbo.Body{b}).Check() == nil {
			proof.Body = append(proof.Body, b)
		}
	}
	if st.Lead != nil && st.Lead.Picture == "" {
		proof.Lead = nil
	}
	p, _, err := s.storyPage(ctx, &proof, now)
	if err != nil {
		return nil, err
	}
	p.Robots, p.Script, p.Setup = "noindex", "", ""
	if o.Style != "" {
		p.Style = o.Style
	}
	if o.Pictures != "" {
		p.Lead.under(o.Pictures)
		for i := range p.Blocks {
			p.Blocks[i].under(o.Pictures)
		}
	}
	page, err := s.page("story", p)
	return page.Body, err
}

// under moves the addresses of a picture below another one.
func (v *FigureView) under(address string) {
	if v == nil {
		return
	}
	for _, text := range []*string{&v.Src, &v.WebP, &v.JPEG, &v.Full} {
		*text = strings.ReplaceAll(*text, "/pictures/", address+"/")
	}
}

func (v *BlockView) under(address string) {
	v.Figure.under(address)
	for i := range v.Figures {
		v.Figures[i].under(address)
	}
	for i := range v.Blocks {
		v.Blocks[i].under(address)
	}
	if v.Film != nil {
		v.Film.Poster = strings.ReplaceAll(v.Film.Poster, "/pictures/", address+"/")
	}
}
