package mailing

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"ilbo.press"
)

// Options are what a desk of newsletters is made with.
type Options struct {
	Paper   *ilbo.Paper
	Base    string // scheme and host of the paper's addresses
	Store   Store
	Stories Stories
	Printer Printer
	// Send hands a letter over: see package smtp for what its errors say.
	Send      func(ctx context.Context, l ilbo.Letter) error
	OpenedKey [32]byte // that seals the addresses of what counts opens
	Rate      int      // letters a minute that the mail server takes of a mailing; 0: as many as it can
	Clock     ilbo.Clock
	Log       *slog.Logger
}

// A Desk sends newsletters.
type Desk struct {
	Options
	pace pace
	rest rest
}

// New makes a desk.
func New(o Options) *Desk {
	d := &Desk{Options: o}
	if o.Rate > 0 {
		d.pace.each = time.Minute / time.Duration(o.Rate)
	}
	return d
}

// Running are the newsletters that appear in a language, or in all where it is
// empty.
func (d *Desk) Running(ctx context.Context, l ilbo.Language) ([]ilbo.Newsletter, error) {
	all, err := d.Store.Newsletters(ctx)
	var some []ilbo.Newsletter
	for _, n := range all {
		if n.Ended.IsZero() && (l == "" || n.Language == l) {
			some = append(some, n)
		}
	}
	return some, err
}

// A Standing is how it stands with a newsletter.
type Standing struct {
	ilbo.Newsletter
	Taking int       // how many take it
	Next   time.Time // when its next mailing's hour begins in the paper's zone; zero where it has ended
	Last   []ilbo.Mailing
}

// Standings are all newsletters with some of their last mailings, those that
// appear no more last.
func (d *Desk) Standings(ctx context.Context, by ilbo.Staff, last int) ([]Standing, error) {
	if err := mayMail(by); err != nil {
		return nil, err
	}
	all, err := d.Store.Newsletters(ctx)
	if err != nil {
		return nil, err
	}
	var list, ended []Standing
	for _, n := range all {
		s, err := d.standing(ctx, n, last)
		if err != nil {
			return nil, err
		}
		if n.Ended.IsZero() {
			list = append(list, s)
		} else {
			ended = append(ended, s)
		}
	}
	return append(list, ended...), nil
}

// Standing is how it stands with one newsletter.
func (d *Desk) Standing(ctx context.Context, by ilbo.Staff, id ilbo.NewsletterID, last int) (Standing, error) {
	if err := mayMail(by); err != nil {
		return Standing{}, err
	}
	n, err := d.Store.Newsletter(ctx, id)
	if err != nil {
		return Standing{}, err
	}
	return d.standing(ctx, n, last)
}

func (d *Desk) standing(ctx context.Context, n ilbo.Newsletter, last int) (s Standing, err error) {
	s.Newsletter = n
	if _, s.Next = n.Next(d.Clock(), d.Paper.Zone); !n.Ended.IsZero() {
		s.Next = time.Time{}
	}
	if s.Taking, err = d.Store.Taking(ctx, n.ID); err != nil {
		return s, err
	}
	s.Last, err = d.Store.Mailings(ctx, n.ID, last)
	return s, err
}

// Make makes a newsletter, or changes one that has a number.
func (d *Desk) Make(ctx context.Context, by ilbo.Staff, n ilbo.Newsletter) (ilbo.NewsletterID, error) {
	if err := mayMail(by); err != nil {
		return 0, err
	}
	n.Name, n.About, n.By, n.Made = trimmed(n.Name), trimmed(n.About), by.Login, d.Clock()
	if err := n.Check(); err != nil {
		return 0, err
	}
	if !d.Paper.Publishes(n.Language) {
		return 0, &ilbo.Error{Kind: ilbo.Invalid, Say: "A newsletter is in one of the paper's languages."}
	}
	return n.ID, d.Store.Together(ctx, func(ctx context.Context) error {
		if n.ID != 0 {
			before, err := d.Store.Newsletter(ctx, n.ID)
			if err != nil {
				return err
			}
			n.Made, n.Ended = before.Made, before.Ended
		}
		var err error
		if n.ID, err = d.Store.PutNewsletter(ctx, n); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedNewsletter, n.Title())
	})
}

// trimmed are words without the space around them, and without those that say
// nothing.
func trimmed(w ilbo.Words) ilbo.Words {
	all := ilbo.Words{}
	for l, text := range w {
		if text = strings.TrimSpace(text); text != "" {
			all[l] = text
		}
	}
	return all
}

// End has a newsletter appear no more. Doing it twice is no error.
func (d *Desk) End(ctx context.Context, by ilbo.Staff, id ilbo.NewsletterID) error {
	if err := mayMail(by); err != nil {
		return err
	}
	return d.Store.Together(ctx, func(ctx context.Context) error {
		n, err := d.Store.Newsletter(ctx, id)
		if err != nil || !n.Ended.IsZero() {
			return err
		}
		n.Ended = d.Clock()
		if _, err := d.Store.PutNewsletter(ctx, n); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedNewsletterEnd, n.Title())
	})
}

// Write keeps a subject, a note and chosen stories for a mailing that is to come.
// Its body stays as it is. Written upon another revision than the newest it is a
// Conflict, by [Crossed].
func (d *Desk) Write(ctx context.Context, by ilbo.Staff, m ilbo.Mailing) error {
	m.Note = strings.TrimSpace(m.Note)
	if len([]rune(m.Note)) > ilbo.MaxMailingNote {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The subject or the note is too long."}
	}
	if len(m.Stories) > ilbo.MaxNewsletter {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A mailing brings at most %d stories.", ilbo.MaxNewsletter)}
	}
	_, err := d.write(ctx, by, &m, func(kept *ilbo.Mailing) { kept.Note, kept.Stories = m.Note, m.Stories })
	return err
}

// WriteBody keeps a subject and a body for a mailing that is to come, and gives
// their revision. Its note and its chosen stories stay as they are. Written upon
// another revision than the newest it is a Conflict, by [Crossed].
func (d *Desk) WriteBody(ctx context.Context, by ilbo.Staff, m ilbo.Mailing) (revision int, err error) {
	if err := m.Body.CheckLetter(); err != nil {
		return 0, err
	}
	return d.write(ctx, by, &m, func(kept *ilbo.Mailing) { kept.Body = m.Body })
}

// write changes what is written for a mailing.
func (d *Desk) write(ctx context.Context, by ilbo.Staff, m *ilbo.Mailing, change func(kept *ilbo.Mailing)) (revision int, err error) {
	if err := mayMail(by); err != nil {
		return 0, err
	}
	if err := checkDay(m.Day); err != nil {
		return 0, err
	}
	subject := strings.TrimSpace(m.Subject)
	if len([]rune(subject)) > ilbo.MaxMailingSubject {
		return 0, &ilbo.Error{Kind: ilbo.Invalid, Say: "The subject or the note is too long."}
	}
	return m.Revision + 1, d.Store.Together(ctx, func(ctx context.Context) error {
		n, err := d.Store.Newsletter(ctx, m.Newsletter)
		if err != nil {
			return err
		}
		kept, err := d.written(ctx, m.Newsletter, m.Day)
		if err != nil {
			return err
		}
		if kept.Revision != m.Revision {
			return &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf("%s has written this letter meanwhile: look at it before you save yours.", kept.By), Err: Crossed}
		}
		last := kept.By
		kept.Subject, kept.By = subject, by.Login
		change(&kept)
		if err := d.Store.WriteMailing(ctx, kept); err != nil {
			return err
		}
		if last == by.Login && kept.Revision > 0 { // who writes on is in the log already
			return nil
		}
		return d.audit(ctx, by, ilbo.DeedMailing, n.Title()+", "+m.Day)
	})
}

// A Reason is why the desk refuses something, for screens that say it in the
// language of who reads them.
type Reason string

// Crossed is why something is not kept that was written upon what is not the
// newest any more.
const Crossed Reason = "somebody else has written meanwhile"

func (r Reason) Error() string { return string(r) }

// SendNow brings the next mailing forward: it is sent to all who take the
// newsletter now, whatever the hour is where they live, and to nobody again on its
// day. One whose letters are on their way already, that has nothing to say, or that
// is not of the day that somebody looked at, is a Conflict.
func (d *Desk) SendNow(ctx context.Context, by ilbo.Staff, id ilbo.NewsletterID, day string) error {
	n, m, _, err := d.Upcoming(ctx, by, id)
	if err != nil {
		return err
	}
	i, err := d.Compose(ctx, n, m)
	if err != nil {
		return err
	}
	if i.Empty() {
		return &ilbo.Error{Kind: ilbo.Conflict, Say: "There is nothing in this mailing yet: choose stories or write a note."}
	}
	if m.Day != day {
		return &ilbo.Error{Kind: ilbo.Conflict, Say: "Another mailing is the next by now: look at it first."}
	}
	m.By, m.Begun = by.Login, d.Clock()
	return d.Store.Together(ctx, func(ctx context.Context) error {
		if err := d.Store.WriteMailing(ctx, m); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedMailingNow, n.Title()+", "+m.Day)
	})
}

// Stop has no more letters of a mailing handed over, whoever sends it. Doing it
// twice is no error.
func (d *Desk) Stop(ctx context.Context, by ilbo.Staff, id ilbo.NewsletterID, day string) error {
	if err := mayMail(by); err != nil {
		return err
	}
	if err := checkDay(day); err != nil {
		return err
	}
	return d.Store.Together(ctx, func(ctx context.Context) error {
		n, err := d.Store.Newsletter(ctx, id)
		if err != nil {
			return err
		}
		if _, err := d.Store.Mailing(ctx, id, day); err != nil {
			return err
		}
		if err := d.Store.StopMailing(ctx, id, day, d.Clock()); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedMailingStop, n.Title()+", "+day)
	})
}

func checkDay(day string) error {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "A mailing is of a day like 2026-11-29."}
	}
	return nil
}

func mayMail(by ilbo.Staff) error {
	if !by.May(ilbo.MayMail, "", false) {
		return &ilbo.Error{Kind: ilbo.Forbidden, Say: "Newsletters are for the publisher and chief editors."}
	}
	return nil
}

func (d *Desk) audit(ctx context.Context, by ilbo.Staff, deed ilbo.Deed, on string) error {
	return d.Store.Audit(ctx, ilbo.AuditEntry{At: d.Clock(), Who: by.Login, Deed: deed, On: on})
}

// A pace keeps letters apart.
type pace struct {
	each time.Duration
	mu   sync.Mutex
	next time.Time
}

// wait waits for the next letter's turn.
func (p *pace) wait(ctx context.Context) error {
	if p.each == 0 {
		return ctx.Err()
	}
	p.mu.Lock()
	now := time.Now()
	if p.next.Before(now) {
		p.next = now
	}
	turn := p.next
	p.next = p.next.Add(p.each)
	p.mu.Unlock()
	select {
	case <-time.After(time.Until(turn)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
