package reader

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"ilbo.press"
)

// Newsletters are what readers take by e-mail.
type Newsletters interface {
	// Running are those that appear in a language, or in all where it is empty.
	Running(ctx context.Context, l ilbo.Language) ([]ilbo.Newsletter, error)
	// Taken are those that an address takes.
	Taken(ctx context.Context, address string) ([]ilbo.NewsletterID, error)
	// Choose has a reader take exactly some.
	Choose(ctx context.Context, r ilbo.Reader, ids []ilbo.NewsletterID) error
}

var newsletterRoutes = []route{
	{"GET /account/newsletters", false, newslettersPage},
	{"POST /account/newsletters", false, chooseNewsletters},
}

// A NewslettersPage is which newsletters a reader takes: see
// newsletters/newsletters.html.
type NewslettersPage struct {
	*Page
	Say   string
	Offer []NewsletterOffer
}

// A NewsletterOffer is a newsletter that a reader may take.
type NewsletterOffer struct {
	ID                ilbo.NewsletterID
	Lang              ilbo.Language // of its name here
	Name, About, When string
	Taken             bool
}

func newslettersPage(v *visit) error {
	running, err := v.Newsletters.Running(v.r.Context(), "")
	if err != nil {
		return err
	}
	taken, err := v.Newsletters.Taken(v.r.Context(), v.reader.Email)
	if err != nil {
		return err
	}
	p := &NewslettersPage{Page: v.page(func(w *Words) string { return w.News.Title })}
	w := &p.W.News
	p.Say = fmt.Sprintf(w.Say, v.reader.Email, cmp.Or(v.reader.Zone, v.Paper.Zone.String()))
	for _, n := range running {
		o := NewsletterOffer{ID: n.ID, Name: n.Name.In(v.language), About: n.About.In(v.language), Taken: slices.Contains(taken, n.ID), Lang: v.language}
		if n.Name[v.language] == "" {
			o.Lang = n.Language
		}
		o.When = w.when(&n)
		if n.Language != v.language {
			o.When += " · " + wordsIn(n.Language).Language
		}
		if n.Opens {
			o.When += ". " + w.Counted
		}
		p.Offer = append(p.Offer, o)
	}
	return v.show(http.StatusOK, "newsletters", p.Page, p)
}

func chooseNewsletters(v *visit) error {
	if err := v.r.ParseForm(); err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "That form cannot be read.", Err: err}
	}
	var ids []ilbo.NewsletterID
	for _, text := range v.r.PostForm["newsletter"] {
		if id, err := strconv.ParseInt(text, 10, 64); err == nil {
			ids = append(ids, ilbo.NewsletterID(id))
		}
	}
	if err := v.Newsletters.Choose(v.r.Context(), v.reader.Reader, ids); err != nil {
		return err
	}
	return v.done("/account/newsletters", "newsletters")
}
