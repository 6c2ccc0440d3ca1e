package site

import (
	"context"
	"net/http"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/web"
)

// giveForm is where the page of a story sends that a subscriber gives it, and
// giftCookie has the token of a gift, in the browser that it was opened in.
const (
	giveForm   = "/gift"
	giftCookie = "ilbo-gift"
	giftQuery  = "gift"
)

// A GiftPage is the link that a story is given by, or why there is none: see
// gift/gift.html.
type GiftPage struct {
	*Frame
	Story   Link
	Address string // of the gift; empty: there is none
	Share   Share
	Until   Moment
	Wrong   string
	Offer   bool // to subscribe
}

// give makes a link by which friends read a locked story.
func (s *Site) give(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet || r.Method == http.MethodHead { // the form loaded again: which story it was of is not in the address
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "GET, HEAD, POST")
		http.Error(w, "This address only takes what pages send.", http.StatusMethodNotAllowed)
		return
	}
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		s.Problem(w, r, &ilbo.Error{Kind: ilbo.Forbidden, Say: "Stories are given from the paper's own pages.", Err: err})
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 1<<10)
	id, ok := storyNumber(r.PostFormValue("story"))
	if s.gate == nil || s.gate.Gifts == nil || !ok {
		s.Problem(w, r, ilbo.NotFound)
		return
	}
	st, err := s.visible(r.Context(), id)
	if err == nil && !st.Access.Locked() {
		err = ilbo.NotFound
	}
	if err != nil {
		s.Problem(w, r, err)
		return
	}
	p, status, err := s.gift(r, st)
	if err != nil {
		s.Problem(w, r, err)
		return
	}
	page, err := s.page("gift", p)
	if err != nil {
		s.Problem(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", page.Type)
	w.WriteHeader(status)
	_, _ = w.Write(page.Body) // whoever asked may have gone
}

// gift is the page with the link, or with why there is none.
func (s *Site) gift(r *http.Request, st *ilbo.Story) (*GiftPage, int, error) {
	ctx := r.Context()
	f, err := s.frame(ctx, st.Language, s.paper.Prefix(st.Language)+"/", "")
	if err != nil {
		return nil, 0, err
	}
	ts, err := s.teasersFor(ctx, st.Language, s.clock())
	if err != nil {
		return nil, 0, err
	}
	f.unaddressed()
	f.Kind, f.Title = "plain", f.W.GiftTitle
	p := &GiftPage{Frame: f, Story: Link{Name: st.Headline, URL: string(st.Path)}}
	token, until, err := s.gate.Gifts.Give(ctx, s.gate.standing(r), st)
	if err == nil {
		p.Address, p.Until = s.base+string(st.Path)+"?"+giftQuery+"="+token, ts.full(until)
		p.Share = s.shareOf(p.Address, st.Headline, f.W)
		return p, http.StatusOK, nil
	}
	switch ilbo.KindOf(err) {
	case ilbo.Forbidden:
		p.Wrong, p.Offer = f.W.GiftForbidden, true
		return p, web.Status(ilbo.Forbidden), nil
	case ilbo.Busy:
		p.Wrong = f.W.GiftTooMany
		return p, http.StatusTooManyRequests, nil
	}
	return nil, 0, err
}

// openGift answers the link of a gift: the browser keeps the token, and is sent to
// the story. A link that is good no more leads there too, where the wall says what
// to do.
func (s *Site) openGift(w http.ResponseWriter, r *http.Request, token string) bool {
	if s.gate == nil || s.gate.Gifts == nil {
		return false
	}
	st, err := s.stories.StoryAt(r.Context(), ilbo.Path(r.URL.Path))
	if err != nil || !st.Visible(s.clock()) {
		return false
	}
	w.Header().Set("Cache-Control", "no-store")
	if id, until, ok := s.gate.Gifts.Good(token, st.ID); ok && st.Access.Locked() {
		opened := web.CookieValue(r, giftCookie) == token
		if !opened && r.Method == http.MethodGet && !prefetched(r) {
			err := s.gate.Gifts.Open(context.WithoutCancel(r.Context()), id)
			if err != nil && ilbo.KindOf(err) != ilbo.Gone {
				s.Problem(w, r, err)
				return true
			}
			if err == nil {
				c := http.Cookie{Name: giftCookie, Value: token, Path: string(st.Path), Expires: until, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: strings.HasPrefix(s.base, "https://")}
				w.Header().Add("Set-Cookie", c.String())
			}
		}
	}
	http.Redirect(w, r, string(st.Path), http.StatusSeeOther)
	return true
}

// prefetched reports whether a browser asks before anybody wants to read.
func prefetched(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Sec-Purpose"), "prefetch") || strings.EqualFold(r.Header.Get("Purpose"), "prefetch")
}
