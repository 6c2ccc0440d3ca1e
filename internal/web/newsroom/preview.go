package newsroom

import (
	"context"
	"net/http"
	"strings"

	"ilbo.press"
)

// Proofs pull proofs of stories that the public does not see yet.
type Proofs interface {
	// Proof is the page that readers would have, as a screen shows it or, with
	// print, as a printer does.
	Proof(ctx context.Context, s *ilbo.Story, print bool) ([]byte, error)
	// Card is the picture that other sites would show, as JPEG.
	Card(ctx context.Context, s *ilbo.Story) ([]byte, error)
}

// A PreviewPage shows how a story will look: see story/preview.html.
type PreviewPage struct {
	*Frame
	Address  string
	As       string // phone, tablet, desktop, print, card, search
	Ways     []Link
	Title    string
	Result   SearchResult
	ImageAlt string
}

// A SearchResult is a story as search engines show it.
type SearchResult struct{ Site, Address, Title, Say string }

// previews are the ways to look at a story.
var previews = []string{"phone", "tablet", "desktop", "print", "card", "search"}

// proofOf is a story with the copy of its newest version, or of the one that the
// request names.
func (v *visit) proofOf() (*ilbo.Story, error) {
	id, err := v.story()
	if err != nil {
		return nil, err
	}
	s, _, err := v.Desk.Open(v.r.Context(), v.staff.Staff, id)
	if err != nil {
		return nil, err
	}
	newest, err := v.Desk.Version(v.r.Context(), v.staff.Staff, id, 0)
	if err != nil {
		return nil, err
	}
	newest.Copy.Onto(s)
	return s, nil
}

func (n *Newsroom) previewPage(v *visit) error {
	s, err := v.proofOf()
	if err != nil {
		return err
	}
	p := &PreviewPage{Frame: v.frame(func(w *Words) string { return w.Story.Preview }), Address: storyAddress(s.ID), As: "phone", Title: s.Headline}
	copy := ilbo.CopyOf(s)
	p.Title = copy.Title()
	for _, way := range previews {
		if v.r.URL.Query().Get("as") == way {
			p.As = way
		}
	}
	for _, way := range previews {
		p.Ways = append(p.Ways, Link{p.W.Story.Ways[way], p.Address + "/preview?as=" + way, way == p.As})
	}
	p.Result = SearchResult{Site: v.Paper.Title.In(s.Language), Address: v.Base, Title: s.Headline + " - " + v.Paper.Title.In(s.Language), Say: s.Deck}
	if s.Path != "" {
		p.Result.Address += strings.ReplaceAll(string(s.Path[:strings.LastIndexByte(string(s.Path), '/')]), "/", " › ")
	} else {
		p.Result.Address += " › " + string(s.Section)
	}
	if p.Result.Say == "" {
		text, _, _ := strings.Cut(s.Body.Text(), "\n")
		p.Result.Say = firstRunes(text, 155)
	}
	policy := v.Policy
	policy.Frames = append(policy.Frames, "'self'")
	v.under(policy)
	return v.show(http.StatusOK, "preview", p)
}

func (n *Newsroom) proof(v *visit) error {
	s, err := v.proofOf()
	if err != nil {
		return err
	}
	body, err := n.Proofs.Proof(v.r.Context(), s, v.r.URL.Query().Get("as") == "print")
	if err != nil {
		return err
	}
	policy := v.Policy
	policy.Ancestors = append(policy.Ancestors, "'self'")
	v.under(policy)
	h := v.w.Header()
	h.Set("Content-Security-Policy", h.Get("Content-Security-Policy")+"; sandbox allow-same-origin") // no script runs, and no link leads on
	h.Set("Content-Type", "text/html; charset=utf-8")
	_, _ = v.w.Write(body) // whoever asked may have gone
	return nil
}

func (n *Newsroom) proofCard(v *visit) error {
	s, err := v.proofOf()
	if err != nil {
		return err
	}
	card, err := n.Proofs.Card(v.r.Context(), s)
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "image/jpeg")
	_, _ = v.w.Write(card) // whoever asked may have gone
	return nil
}
