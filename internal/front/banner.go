package front

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"ilbo.press"
)

// MaxBanner is how many characters a banner's text has at most.
const MaxBanner = 140

// maxBannered is how long a banner stands at most.
const maxBannered = 7 * 24 * time.Hour

// PutUp puts breaking news above every page of the languages that it has a text
// in, from a moment (zero is now) until another, in the place of the banner before.
func (d *Desk) PutUp(ctx context.Context, by ilbo.Staff, b ilbo.Banner) (ilbo.Banner, error) {
	if !by.May(ilbo.MayAlert, "", false) {
		return b, refuse(NotYours)
	}
	now := d.clock()
	if b.From.Before(now) {
		b.From = now
	}
	b.By, b.At, b.Ended, b.EndedBy = by.Login, now, time.Time{}, ""
	if err := d.checkBanner(ctx, &b, now); err != nil {
		return b, err
	}
	err := d.store.Together(ctx, func(ctx context.Context) error {
		before, err := d.store.Banners(ctx, 1)
		if err != nil {
			return err
		}
		if len(before) > 0 && before[0].Pending(now) {
			if err := d.store.EndBanner(ctx, before[0].ID, by.Login, now); err != nil {
				return err
			}
		}
		if b.ID, err = d.store.PutBanner(ctx, b); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedBanner, auditedBanner(b.ID), b.Text.In(b.Languages()[0]))
	})
	return b, err
}

func auditedBanner(id int64) string { return "banner:" + strconv.FormatInt(id, 10) }

func (d *Desk) checkBanner(ctx context.Context, b *ilbo.Banner, now time.Time) error {
	text := ilbo.Words{}
	for l, s := range b.Text {
		if s = ilbo.Clean(s); s == "" || !l.Known() {
			continue
		}
		if utf8.RuneCountInString(s) > MaxBanner {
			return refuse(TooLong)
		}
		text[l] = s
	}
	b.Text = text
	switch {
	case len(text) == 0:
		return refuse(NoText)
	case !b.Until.After(b.From), !b.Until.After(now), b.Until.After(now.Add(maxBannered)):
		return refuse(BadSpan)
	case b.Story == 0:
		return nil
	}
	found, err := d.store.TeasersByID(ctx, []ilbo.StoryID{b.Story}, b.From)
	if err == nil && len(found) == 0 {
		err = refuse(NotPublic)
	}
	return err
}

// TakeDown ends a banner before its time.
func (d *Desk) TakeDown(ctx context.Context, by ilbo.Staff, id int64) error {
	if !by.May(ilbo.MayAlert, "", false) {
		return refuse(NotYours)
	}
	err := d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.EndBanner(ctx, id, by.Login, d.clock()); err != nil {
			return err
		}
		return d.audit(ctx, by, ilbo.DeedBannerDown, auditedBanner(id), "")
	})
	return gone(err)
}

// gone is the error of what was taken back already.
func gone(err error) error {
	if errors.Is(err, ilbo.Conflict) {
		return refuse(NotThere)
	}
	return err
}

// Banners are the last ones that were put up, the last one first.
func (d *Desk) Banners(ctx context.Context, limit int) ([]ilbo.Banner, error) {
	return d.store.Banners(ctx, limit)
}

// A Line is a banner as readers of one language see it.
type Line struct {
	ID    int64
	Text  string    // empty: there is none
	Path  ilbo.Path // of the story in this language that it leads to; may be empty
	Until time.Time
	Keys  []ilbo.Key // of pages that carry it, beside [ilbo.KeyBanner]
}

// Banner is the line that stands above the pages of a language now. One with a
// story stands as long as the public may see the story, and leads to its
// translation where there is one in the language.
func (d *Desk) Banner(ctx context.Context, l ilbo.Language) (Line, error) {
	now := d.clock()
	last, err := d.store.Banners(ctx, 1)
	if err != nil || len(last) == 0 || !last[0].Stands(l, now) {
		return Line{}, err
	}
	b := last[0]
	line := Line{ID: b.ID, Text: b.Text[l], Until: b.Until}
	if b.Story == 0 {
		return line, nil
	}
	s, err := d.store.Story(ctx, b.Story)
	if err != nil {
		return Line{}, fmt.Errorf("find the banner's story: %w", err)
	}
	keys := []ilbo.Key{ilbo.KeyStory(s.ID)}
	if !s.Visible(now) {
		return Line{Keys: keys}, nil // it may be shown again
	}
	line.Keys = keys
	if s.Language == l {
		line.Path = s.Path
		return line, nil
	}
	translations, err := d.store.Translations(ctx, s, now)
	for _, t := range translations {
		if t.Language == l {
			line.Path, line.Keys = t.Path, append(line.Keys, ilbo.KeyStory(t.ID))
			break
		}
	}
	return line, err
}
