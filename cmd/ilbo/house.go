package main

import (
	"context"
	"io"
	"log/slog"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/front"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/lesson/notebook"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/mailing/alert"
	"ilbo.press/internal/payment"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/press/edition"
	"ilbo.press/internal/purge"
	"ilbo.press/internal/search"
	"ilbo.press/internal/smtp"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/assets"
	"ilbo.press/internal/web/site"
	"ilbo.press/internal/wire/basket"
)

// A house is a paper that was opened: its settings, its data and its
// departments.
type house struct {
	conf     *configuration
	log      *slog.Logger
	clock    ilbo.Clock
	store    *store.Store
	desk     *desk.Desk
	fronts   *front.Desk
	pictures *picture.Desk
	blobs    picture.Blobs // where pictures, films and printed editions are
	search   *search.Search
	lessons  *lesson.Desk
	accounts *account.Accounts   // while it is served
	readers  *account.Readers    // while it is served
	office   *circulation.Office // while it is served
	assets   *assets.Assets      // of the readers' site, while it is served
	wire     *basket.Basket      // while it is served
	cards    *payment.Stripe     // while it is served by a paper that takes cards; otherwise nil
	caches   *purge.Caches       // while it is served behind some; otherwise nil
	post     *smtp.Post          // while it is served
	mailing  *mailing.Desk       // while it is served
	tally    *circulation.Tally  // while it is served; nil where a part of it is made for a test
	gate     *site.Gatehouse     // while it is served by a paper that locks stories; otherwise nil
	alerts   *alert.Desk         // while it is served
	notebook *notebook.Notebook  // while it is served
	press    *edition.Office     // while it is served
	weekly   *lesson.Weekly      // while it is served
}

// databaseName is the file of stories in a paper's data folder, where they are
// not kept by a server.
const databaseName = "paper.db"

// open opens the paper of a configuration. Its data folder must have been made.
func open(ctx context.Context, conf *configuration, stderr io.Writer) (*house, error) {
	return openBy(ctx, conf, stderr, time.Now)
}

// openBy opens it by another clock.
func openBy(ctx context.Context, conf *configuration, stderr io.Writer, clock ilbo.Clock) (*house, error) {
	level, err := logLevel(conf.Log)
	if err != nil {
		return nil, err
	}
	h := &house{conf: conf, clock: clock, log: slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: level}))}
	if h.store, err = store.Open(ctx, conf.address(), h.log); err != nil {
		return nil, err
	}
	if err := h.store.KeepCounts(ctx, conf.Paper.Zone); err != nil {
		h.close()
		return nil, err
	}
	if h.blobs, err = openMedia(ctx, &conf.Settings); err != nil {
		h.close()
		return nil, err
	}
	h.fronts = front.New(h.store, h.clock)
	h.pictures = picture.New(h.store, h.blobs, h.clock)
	h.search = search.New(h.store, h.store, conf.Paper.Zone)
	h.lessons = lesson.New(h.store, h.clock).Reading(stacks{h.search, h.clock})
	h.desk = desk.New(h.store, conf.Paper, h.clock).Finding(finder{h.search, h.clock}).Teaching(h.lessons)
	return h, nil
}

// within opens the paper that the flags name, and closes it after do.
func (c *configFlags) within(ctx context.Context, sh shell, do func(*house) error) error {
	conf, err := c.load(sh.env)
	if err != nil {
		return err
	}
	h, err := open(ctx, conf, sh.err)
	if err != nil {
		return err
	}
	defer h.close()
	return do(h)
}

func (h *house) close() error { return h.store.Close() }

func logLevel(name string) (slog.Level, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(name)); err != nil {
		return 0, fail("Log is debug, info, warn or error, not %q.", name)
	}
	return l, nil
}
