package mailing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// Compose makes a mailing of what the public may see now. It has no stories,
// no note and no parts where there is nothing to say.
func (d *Desk) Compose(ctx context.Context, n ilbo.Newsletter, m ilbo.Mailing) (*Issue, error) {
	now := d.Clock()
	day, err := time.Parse(time.DateOnly, m.Day)
	if err != nil {
		return nil, fmt.Errorf("compose newsletter %d: %w", n.ID, err)
	}
	i := &Issue{Newsletter: n, Day: day, Subject: m.Subject}
	for p := range strings.SplitSeq(strings.ReplaceAll(m.Note, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			i.Note = append(i.Note, p)
		}
	}
	if i.Parts, err = d.parts(ctx, m.Body, now); err != nil {
		return nil, fmt.Errorf("compose newsletter %d: %w", n.ID, err)
	}
	since := now.Add(-n.Span(day.Weekday()))
	switch {
	case len(m.Stories) > 0:
		i.Stories, err = d.chosenStories(ctx, m.Stories, now)
	case n.ByHand():
	case n.Journalist != "":
		i.Stories, err = d.Stories.Teasers(ctx, ilbo.Selection{Language: n.Language, Journalist: n.Journalist, From: since, Limit: n.Stories}, now)
	default:
		i.Stories, err = d.ofFront(ctx, n, since)
	}
	if err != nil {
		return nil, fmt.Errorf("compose newsletter %d: %w", n.ID, err)
	}
	i.once()
	if i.Subject == "" {
		i.Subject = n.Title()
		if first := i.first(); first != "" {
			i.Subject = cut(n.Title()+": "+first, ilbo.MaxMailingSubject)
		}
	}
	return i, nil
}

// ofFront are a front's stories since the mailing before, from its top down, each
// once. A front that is not there any more has none.
func (d *Desk) ofFront(ctx context.Context, n ilbo.Newsletter, since time.Time) ([]ilbo.Teaser, error) {
	all, err := d.Stories.OfFront(ctx, n.Front, n.Language)
	if errors.Is(err, ilbo.NotFound) { // its section was taken away: it brings nothing until somebody chooses another
		err = nil
	}
	var some []ilbo.Teaser
	seen := map[ilbo.StoryID]bool{}
	for _, t := range all {
		if !seen[t.ID] && t.Published.After(since) && len(some) < n.Stories {
			some = append(some, t)
			seen[t.ID] = true
		}
	}
	return some, err
}

// chosenStories are those that somebody chose, in their order, that the public may
// see.
func (d *Desk) chosenStories(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error) {
	found, err := d.Stories.TeasersByID(ctx, ids, now)
	byID := map[ilbo.StoryID]ilbo.Teaser{}
	for _, t := range found {
		byID[t.ID] = t
	}
	var some []ilbo.Teaser
	for _, id := range ids {
		if t, is := byID[id]; is {
			some = append(some, t)
			delete(byID, id) // each once
		}
	}
	return some, err
}

// Empty reports whether there is nothing to send.
func (i *Issue) Empty() bool { return len(i.Stories) == 0 && len(i.Note) == 0 && len(i.Parts) == 0 }

// once has each story in the letter once: what stands between the blocks is not
// listed below them.
func (i *Issue) once() {
	placed := map[ilbo.StoryID]bool{}
	for _, p := range i.Parts {
		if p.Story != nil {
			placed[p.Story.ID] = true
		}
	}
	i.Stories = slices.DeleteFunc(i.Stories, func(t ilbo.Teaser) bool { return placed[t.ID] })
}

// first is the first headline, empty where there is none.
func (i *Issue) first() string {
	for _, p := range i.Parts {
		if p.Story != nil {
			return p.Story.Headline
		}
	}
	if len(i.Stories) > 0 {
		return i.Stories[0].Headline
	}
	return ""
}

// cut cuts a text to a number of characters.
func cut(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}

// A printed mailing is the letter of all recipients but for how each ends it.
type printed struct {
	letter ilbo.Letter
	base   string
}

func (d *Desk) print(i *Issue) (*printed, error) {
	html, text, err := d.Printer.Print(i)
	if err != nil {
		return nil, fmt.Errorf("print newsletter %d: %w", i.Newsletter.ID, err)
	}
	return &printed{ilbo.Letter{Subject: i.Subject, Text: text, HTML: html, Language: i.Newsletter.Language}, d.Base}, nil
}

// UnsubscribePath is where a recipient ends a newsletter, by key.
const UnsubscribePath = "/newsletters/unsubscribe/"

// to is the letter of one recipient.
func (p *printed) to(r *ilbo.Recipient) ilbo.Letter {
	l := p.letter
	l.To, l.Unsubscribe = r.Address, p.base+UnsubscribePath+r.Key
	l.Text, l.HTML = strings.ReplaceAll(l.Text, Unsubscribe, l.Unsubscribe), strings.ReplaceAll(l.HTML, Unsubscribe, l.Unsubscribe)
	return l
}

// Upcoming is a newsletter's next mailing with what was written for it, and when
// its hour begins in the paper's zone. One of a newsletter that has ended is
// NotFound.
func (d *Desk) Upcoming(ctx context.Context, by ilbo.Staff, id ilbo.NewsletterID) (ilbo.Newsletter, ilbo.Mailing, time.Time, error) {
	if err := mayMail(by); err != nil {
		return ilbo.Newsletter{}, ilbo.Mailing{}, time.Time{}, err
	}
	n, err := d.Store.Newsletter(ctx, id)
	if err != nil {
		return n, ilbo.Mailing{}, time.Time{}, err
	}
	day, at := n.Next(d.Clock(), d.Paper.Zone)
	if day == "" {
		return n, ilbo.Mailing{}, at, &ilbo.Error{Kind: ilbo.NotFound, Say: "The newsletter appears no more."}
	}
	m, err := d.written(ctx, id, day)
	return n, m, at, err
}

// Written is what is written by hand for a day's mailing; empty where nothing is.
func (d *Desk) Written(ctx context.Context, by ilbo.Staff, id ilbo.NewsletterID, day string) (ilbo.Mailing, error) {
	if err := mayMail(by); err != nil {
		return ilbo.Mailing{}, err
	}
	return d.written(ctx, id, day)
}

// written is what somebody wrote for a day's mailing; empty where nobody did.
func (d *Desk) written(ctx context.Context, id ilbo.NewsletterID, day string) (ilbo.Mailing, error) {
	m, err := d.Store.MailingOn(ctx, id, day)
	if errors.Is(err, ilbo.NotFound) {
		return ilbo.Mailing{Newsletter: id, Day: day}, nil
	}
	return m, err
}

// Preview prints the next mailing of a newsletter as it would be sent now.
func (d *Desk) Preview(ctx context.Context, by ilbo.Staff, id ilbo.NewsletterID) (*ilbo.Letter, error) {
	n, m, _, err := d.Upcoming(ctx, by, id)
	if err != nil {
		return nil, err
	}
	i, err := d.Compose(ctx, n, m)
	if err != nil {
		return nil, err
	}
	p, err := d.print(i)
	if err != nil {
		return nil, err
	}
	l := p.to(&ilbo.Recipient{Key: "preview"})
	return &l, nil
}

// Try sends a newsletter as it is now to one address: that of whoever made it.
func (d *Desk) Try(ctx context.Context, by ilbo.Staff, id ilbo.NewsletterID, address string) error {
	to, err := ilbo.CleanEmail(address)
	if err != nil {
		return err
	}
	l, err := d.Preview(ctx, by, id)
	if err != nil {
		return err
	}
	l.To, l.Until = to, d.Clock().Add(time.Hour)
	l.Unsubscribe = "" // there is nothing that they could end
	return d.Store.QueueLetter(ctx, *l)
}
