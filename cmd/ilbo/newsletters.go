package main

import (
	"context"
	"path/filepath"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/maildir"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/newsletters"
)

// mailer makes the desk that sends newsletters. The post may be opened after it.
func (h *house) mailer(base string) (*mailing.Desk, error) {
	rate, err := letterRate(h.conf.MailRate)
	if err != nil {
		return nil, err
	}
	key, err := h.store.Secret(context.Background(), "opened")
	if err != nil {
		return nil, err
	}
	return mailing.New(mailing.Options{
		OpenedKey: key,
		Paper:     h.conf.Paper, Base: base, Store: h.store, Stories: tops{h.store, h.fronts}, Printer: newsletters.Press{Paper: h.conf.Paper, Base: base},
		Send: func(ctx context.Context, l ilbo.Letter) error { return h.post.Send(ctx, l) }, Rate: rate, Clock: h.clock, Log: h.log,
	}), nil
}

// newsletters makes the pages where anybody takes newsletters, in the frame of the
// site.
func (h *house) newsletters(frame web.Frame) (*newsletters.Pages, error) {
	proxies, err := networks(h.conf.Proxies)
	if err != nil {
		return nil, err
	}
	return newsletters.New(newsletters.Options{Opens: h.tally, Paper: h.conf.Paper, Desk: h.mailing, Frame: frame, Style: h.assets.URL("reader.css"), Proxies: proxies, Clock: h.clock, Log: h.log}), nil
}

// hearEvery is how often the folder of what came back is looked into.
const hearEvery = time.Minute

// hearBounces looks for letters that came back, and for complaints, until ctx ends.
func (h *house) hearBounces(ctx context.Context) {
	if h.conf.MailBounces == "" {
		return
	}
	folder := maildir.Folder{Dir: h.conf.MailBounces}
	if !filepath.IsAbs(folder.Dir) {
		folder.Dir = filepath.Join(h.conf.Dir, folder.Dir)
	}
	for {
		if _, err := folder.Each(ctx, h.mailing.Hear); err != nil && ctx.Err() == nil {
			h.log.WarnContext(ctx, "what came back of letters is not heard of; it is tried again", "err", err)
		}
		select {
		case <-time.After(hearEvery):
		case <-ctx.Done():
			return
		}
	}
}

// letterRate reads how many letters a minute the mail server takes.
func letterRate(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, fail("The setting mail-rate is a number of letters a minute, or 0 for as many as the mail server takes.")
	}
	return n, nil
}

// tops are what newsletters are made of.
type tops struct {
	*store.Store
	fronts *front.Desk
}

// OfFront are the stories of a front as readers meet them.
func (t tops) OfFront(ctx context.Context, id ilbo.FrontID, l ilbo.Language) ([]ilbo.Teaser, error) {
	var all []ilbo.Teaser
	if id == ilbo.Home {
		h, err := t.fronts.Home(ctx, l, nil)
		if err != nil {
			return nil, err
		}
		if h.Lead != nil {
			all = append(all, *h.Lead)
		}
		all = append(all, h.Seconds...)
		for _, s := range h.Strips {
			all = append(all, s.Stories[0])
		}
		return append(append(all, h.Opinion...), h.Latest...), nil
	}
	s, err := t.fronts.Section(ctx, l, id.Section(), nil)
	if err != nil {
		return nil, err
	}
	if s.Lead != nil {
		all = append(all, *s.Lead)
	}
	return append(append(all, s.Seconds...), s.Stories...), nil
}
