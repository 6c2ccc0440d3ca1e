package main

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/front"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/press/board"
	"ilbo.press/internal/web/assets"
	"ilbo.press/internal/web/newsletters"
	"ilbo.press/internal/web/newsroom"
	readers "ilbo.press/internal/web/reader"
	"ilbo.press/internal/web/site"
)

// newsroom makes the newsroom of a paper at a base, beside the readers' site, and
// the handler of its assets.
func (h *house) newsroom(base string, readers *site.Site) (*newsroom.Newsroom, *assets.Assets, error) {
	var err error
	if h.accounts, err = account.New(h.store, h.clock, account.Options{Base: base, Title: h.conf.Paper.Title.In(h.conf.Paper.Languages[0])}); err != nil {
		return nil, nil, err
	}
	files, err := newsroomAssets(h.theme(), h.assets)
	if err != nil {
		return nil, nil, err
	}
	proxies, err := networks(h.conf.Proxies)
	if err != nil {
		return nil, nil, err
	}
	if h.wire, err = h.basket(); err != nil {
		return nil, nil, err
	}
	office, err := h.printers()
	if err != nil {
		return nil, nil, err
	}
	n, err := newsroom.New(newsroom.Options{
		Paper: h.conf.Paper, Base: base, Accounts: h.accounts, Wire: h.wire, Store: h.store, Desk: h.desk, Pictures: picture.NewLibrary(h.pictures, h.store), Assets: files,
		Proofs: proofs{readers, plates{h.pictures}, h.conf.Paper, files.URL(printSheet)}, Proxies: proxies, Clock: h.clock, Log: h.log,
		Fronts: h.fronts, Office: h.office, FrontProofs: frontProofs{readers, h.fronts}, Press: &board.Board{Office: office, Store: h.store}, Search: h.search, Mailing: h.mailing, Alerts: h.alerts, Lessons: h.lessons, Weekly: h.weekly, IssueProofs: readers, Policy: h.policy(base),
	})
	return n, files, err
}

// frontProofs shows fronts that nobody published with the pages that readers see.
type frontProofs struct {
	pages  *site.Site
	fronts *front.Desk
}

func (p frontProofs) FrontProof(ctx context.Context, id ilbo.FrontID, l ilbo.Language) ([]byte, error) {
	return p.pages.FrontProof(ctx, p.fronts.Proof(), id, l)
}

// networks reads a list of networks or addresses, with commas between.
func networks(list string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for text := range strings.SplitSeq(list, ",") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		p, err := netip.ParsePrefix(text)
		if err != nil {
			a, addressErr := netip.ParseAddr(text)
			if addressErr != nil {
				return nil, fail("Networks are such as 10.0.0.0/8, with commas between, and not %q.", text)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		all = append(all, p)
	}
	return all, nil
}

// faces sends requests to the newsroom and its assets, to the readers' own room, to
// the pages of newsletters, and all others to the site.
func faces(n *newsroom.Newsroom, files *assets.Assets, room *readers.Room, letters *newsletters.Pages, site http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case path == newsroom.Root || strings.HasPrefix(path, newsroom.Root+"/"):
			n.ServeHTTP(w, r)
		case room.Has(path):
			room.ServeHTTP(w, r)
		case files.Has(path):
			files.ServeHTTP(w, r)
		case letters.Answers(path):
			letters.ServeHTTP(w, r)
		default:
			site.ServeHTTP(w, r)
		}
	})
}

// sweepEvery is how often sessions that have run out are dropped.
const sweepEvery = time.Hour

// sweep drops what has run out, from time to time.
func (h *house) sweep(ctx context.Context) {
	for {
		if err := errors.Join(h.accounts.Sweep(ctx), h.readers.Sweep(ctx), h.desk.Sweep(ctx), h.office.Renew(ctx), h.office.CompareYesterday(ctx), h.store.SweepLetters(ctx, h.clock()), h.mailing.Sweep(ctx), h.alerts.Sweep(ctx), h.fronts.SumReads(ctx, h.conf.Paper.Zone)); err != nil && ctx.Err() == nil {
			h.log.WarnContext(ctx, "what has run out is not dropped, or what is due not asked for; it is tried again", "err", err)
		}
		select {
		case <-time.After(sweepEvery):
		case <-ctx.Done():
			return
		}
	}
}

// wordPictures lets the library find the pictures that were on file before there
// was one. Where it is cut short, it goes on the next time.
func (h *house) wordPictures(ctx context.Context) {
	for ctx.Err() == nil {
		more, err := h.store.WordPictures(ctx)
		if err != nil && ctx.Err() == nil {
			h.log.WarnContext(ctx, "old pictures are not found in the library yet; it is tried again at the next start", "err", err)
		}
		if err != nil || !more {
			return
		}
		select {
		case <-time.After(200 * time.Millisecond): // others write too
		case <-ctx.Done():
		}
	}
}
