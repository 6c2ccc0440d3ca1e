package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/front"
	"ilbo.press/internal/lesson/notebook"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
	"ilbo.press/internal/web/newsletters"
	"ilbo.press/internal/web/site"
	"ilbo.press/internal/web/till"
)

// serve serves a paper until it is told to stop.
func serve(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("serve", flag.ContinueOnError)
	c := addConfigFlags(f, true)
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if err := none(words, sh); err != nil {
		return err
	}
	return c.within(ctx, sh, func(h *house) error {
		return h.serve(ctx, func(base string) {
			p := h.conf.Paper
			fmt.Fprintf(sh.out, "%s is at %s\n", p.Title.In(p.Languages[0]), base)
		})
	})
}

// serve serves the house until ctx ends, and then lets what is under way
// finish. Ready is told the paper's address once it answers.
func (h *house) serve(ctx context.Context, ready func(base string)) error {
	defer h.boundMemory()()
	var err error
	if h.caches, err = h.conf.caches(); err != nil {
		return err
	}
	if h.post, err = h.conf.post(h.clock); err != nil {
		return err
	}
	defer h.post.Close()
	listener, err := listen(ctx, h.conf.Addr)
	if err != nil {
		return err
	}
	base := h.conf.Paper.URL
	if base == "" {
		base = "http://" + listener.Addr().String()
	}
	reads := front.NewReads(h.store, h.conf.Paper.Zone, h.clock)
	h.tally = circulation.NewTally(h.store)
	s, err := h.site(base, reads)
	if err != nil {
		listener.Close()
		return err
	}
	defer s.Cache().Close()
	letters, err := h.newsletters(s)
	if err != nil {
		listener.Close()
		return err
	}
	staffs, files, err := h.newsroom(base, s)
	if err != nil {
		listener.Close()
		return err
	}
	room, err := h.room(base, s)
	if err != nil {
		listener.Close()
		return err
	}
	if h.press, err = h.printers(); err != nil {
		listener.Close()
		return err
	}
	followers := h.followers(s)
	released := h.releases(followers)
	stopWork, err := h.store.Work(ctx, followers)
	if err != nil {
		listener.Close()
		return err
	}
	background, stopBackground := context.WithCancel(context.WithoutCancel(ctx))
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		var counts sync.WaitGroup
		counts.Go(func() {
			h.tally.Run(background, readsEvery, func(err error) { h.log.Error("count at the meter", "err", err) })
		})
		reads.Run(background, readsEvery, func(err error) { h.log.Error("count reads", "err", err) })
		counts.Wait()
	}()
	go h.turnDays(background, s)
	go released.run(background)
	go h.sweep(background)
	go staffs.Run(ctx) // it ends before the server, which waits for open connections
	wired := make(chan struct{})
	go func() {
		defer close(wired)
		h.wire.Run(background)
	}()
	go h.hearBounces(background)
	mailed := make(chan struct{})
	go func() {
		defer close(mailed)
		h.mailing.Run(background)
	}()
	go h.wordPictures(background)
	go h.press.Run(background)
	go h.orderIssues(background)

	o := h.server(listener, s, faces(staffs, files, room, letters, s))
	if o.Admin, err = h.admin(ctx); err != nil {
		stopBackground()
		listener.Close()
		return err
	}
	ready(base)
	err = web.Serve(ctx, o)
	stopBackground()
	<-finished
	<-wired
	<-mailed
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if stopErr := stopWork(end); err == nil {
		err = stopErr
	}
	return err
}

// besidePages is what the program needs of memory beside the pages that it keeps,
// its database apart, in bytes.
const besidePages = 128 << 20

// garbagePercent is how much garbage may stand beside what is in use, in percent of
// it, below that bound: each collection is felt by the readers who ask meanwhile.
const garbagePercent = 400

// boundMemory has garbage collected by how much memory there is: seldom while the
// pages that are kept and what is needed beside them leave room, and sooner where
// they do not. It gives what takes that back. GOMEMLIMIT and GOGC outrank it.
func (h *house) boundMemory() (back func()) {
	budget, err := size(h.conf.Cache)
	if err != nil || os.Getenv("GOMEMLIMIT") != "" || os.Getenv("GOGC") != "" {
		return func() {}
	}
	limit, percent := debug.SetMemoryLimit(budget+besidePages), debug.SetGCPercent(garbagePercent)
	return func() {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
	}
}

// readsEvery is how often reading counts are stored.
const readsEvery = 5 * time.Second

func listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Busy, Say: fmt.Sprintf("The address %s cannot be served: it is taken or not this machine's. Choose another with --addr.", addr), Err: err}
	}
	return l, nil
}

// site makes the readers' site.
func (h *house) site(base string, reads *front.Reads) (*site.Site, error) {
	theme := h.theme()
	files, err := siteAssets(h.conf.Paper, theme)
	if err != nil {
		return nil, err
	}
	h.assets = files
	budget, err := size(h.conf.Cache)
	if err != nil {
		return nil, err
	}
	if h.mailing, err = h.mailer(base); err != nil {
		return nil, err
	}
	if h.weekly, err = h.weeklyDesk(h.mailing); err != nil {
		return nil, err
	}
	if h.alerts, err = h.ringer(context.Background()); err != nil {
		return nil, err
	}
	if h.cards, err = h.stripe(context.Background()); err != nil {
		return nil, err
	}
	h.office = h.counter(base)
	h.notebook = notebook.New(h.store, h.clock)
	if h.readers, err = h.door(base); err != nil {
		return nil, err
	}
	if h.gate, err = h.gatehouse(context.Background(), base); err != nil {
		return nil, err
	}
	proxies, err := networks(h.conf.Proxies)
	if err != nil {
		return nil, err
	}
	paper := h.conf.Paper
	return site.New(site.Options{
		Paper: paper, Base: base, Stories: h.store, Fronts: h.fronts, Search: h.search,
		Feed: feed.New(func() *ilbo.Paper { return paper }, h.store, h.clock), Pictures: plates{h.pictures}, Reads: reads,
		Gate: h.gate, Plans: h.store, Editions: shelf{h.store, h.blobs}, Weekly: issueShelf{h.store, h.weekly, h.blobs}, Proxies: proxies, Assets: files, Worker: site.Worker, Theme: theme,
		Cache: cache.Options{Budget: budget, Header: h.policy(base).Header(), Shared: h.shared(), Log: h.log},
		Clock: h.clock, Log: h.log,
	})
}

// policy is what the pages may do.
func (h *house) policy(base string) web.Policy {
	p := web.Policy{HTTPS: strings.HasPrefix(base, "https://"), Scripts: []string{inlineHash(site.Setup)}}
	if h.conf.Kakao != "" {
		p.Scripts = append(p.Scripts, "https://t1.kakaocdn.net")
	}
	return p
}

// theme is the paper's own templates and styles, nil where it has none.
func (h *house) theme() fs.FS {
	dir := filepath.Join(h.conf.Dir, "theme")
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil
	}
	return os.DirFS(dir)
}

func (h *house) server(listener net.Listener, s *site.Site, public http.Handler) web.Options {
	metrics := web.NewMetrics(s.Cache().Stats, h.clock)
	metrics.Gauge("ilbo_jobs_due", func() float64 { // -1 where the database does not answer
		n, err := h.store.Pending(context.Background())
		if err != nil {
			return -1
		}
		return float64(n)
	})
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", web.Healthy)
	ready := web.Ready(func(ctx context.Context) error { _, err := h.store.Sections(ctx); return err }, s.Problems())
	mux.Handle("GET /readyz", ready)
	mux.Handle(till.Path, h.till())
	mux.Handle(newsletters.HookPath, &newsletters.Hook{Desk: h.mailing, Secret: h.conf.MailSecret, Clock: h.clock, Log: h.log})
	mux.Handle("/", public)
	return web.Options{
		Listener: listener, Hit: s.Cache().Hit, Handler: web.Secured(h.policy(h.conf.Paper.URL).Header(), mux),
		Journal: &web.Journal{Log: h.log, Clock: h.clock, Problems: s.Problems(), Seen: metrics.Seen, Slow: 5 * time.Second},
		Inner:   web.Admin(metrics, ready), Log: h.log,
	}
}

// admin listens for the house alone, where the settings say so.
func (h *house) admin(ctx context.Context) (net.Listener, error) {
	if h.conf.AdminAddr == "" {
		return nil, nil // no address is no error: there is no listener then
	}
	return listen(ctx, h.conf.AdminAddr)
}

// turnDays marks pages stale at each midnight of the paper: they say which day
// it is. Every process does, and one of them has shared caches told.
func (h *house) turnDays(ctx context.Context, pages *site.Site) {
	for {
		now := h.clock().In(h.conf.Paper.Zone)
		midnight := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, h.conf.Paper.Zone)
		select {
		case <-time.After(midnight.Sub(now) + time.Millisecond):
			pages.Stale(site.KeyDay)
			h.purgeDay(ctx, midnight)
		case <-ctx.Done():
			return
		}
	}
}

// purgeDay has shared caches told that a day began. A database that is away is
// waited for.
func (h *house) purgeDay(ctx context.Context, day time.Time) {
	for h.caches != nil {
		asked, cancel := context.WithTimeout(ctx, 30*time.Second)
		err := h.store.PurgeDay(asked, day.Format(time.DateOnly), site.KeyDay)
		cancel()
		if err == nil || ctx.Err() != nil {
			return
		}
		h.log.WarnContext(ctx, "shared caches are not told of the new day; it is tried again", "err", err)
		select {
		case <-time.After(time.Minute):
		case <-ctx.Done():
		}
	}
}
