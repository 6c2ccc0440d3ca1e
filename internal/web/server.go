package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Options are what the server is made with.
type Options struct {
	Listener net.Listener // the public's
	Handler  http.Handler
	// Hit answers a request from memory or reports false. It comes before
	// everything else; nil: there is none. See [cache.Cache.Hit].
	Hit     func(w http.ResponseWriter, r *http.Request) bool
	Journal *Journal
	// Admin listens for the house alone, with Inner to answer; nil: nowhere.
	Admin net.Listener
	Inner http.Handler
	H2C   bool          // HTTP/2 without TLS, for proxies that speak it
	Drain time.Duration // how long requests may go on after the end; 10 s where zero
	Log   *slog.Logger
}

// The limits of a connection. Copy goes in by forms and pictures by upload, so a
// body may take long; a head may not.
const (
	headPatience = 10 * time.Second
	idlePatience = 2 * time.Minute
	headLimit    = 32 << 10
	drain        = 10 * time.Second
)

// Serve serves until ctx ends, then takes no more connections, lets those at
// work finish for o.Drain, and returns nil. It closes the listeners. An error is
// one of listening.
func Serve(ctx context.Context, o Options) error {
	if o.Drain <= 0 {
		o.Drain = drain
	}
	servers := []*http.Server{o.server(first(o.Hit, o.Journal.Keep(o.Handler)))}
	servers[0].ConnContext = remember
	listeners := []net.Listener{newJoining(o.Listener)}
	if o.Admin != nil {
		servers = append(servers, o.server(o.Inner))
		listeners = append(listeners, o.Admin)
	}
	failed := make(chan error, len(servers))
	for i, s := range servers {
		go func() { failed <- s.Serve(listeners[i]) }()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
		err = fmt.Errorf("serve on %v: %w", o.Listener.Addr(), err)
	}
	return errors.Join(err, o.shut(context.WithoutCancel(ctx), servers))
}

func (o *Options) server(h http.Handler) *http.Server {
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headPatience,
		IdleTimeout:       idlePatience,
		MaxHeaderBytes:    headLimit,
		ErrorLog:          slog.NewLogLogger(o.Log.Handler(), slog.LevelDebug), // broken handshakes and the like
		Protocols:         new(http.Protocols),
	}
	s.Protocols.SetHTTP1(true)
	s.Protocols.SetUnencryptedHTTP2(o.H2C)
	return s
}

// shut ends the servers. Requests that take longer than o.Drain are cut off,
// which is not an error: they were given their time.
func (o *Options) shut(ctx context.Context, servers []*http.Server) error {
	ctx, cancel := context.WithTimeout(ctx, o.Drain)
	defer cancel()
	var errs []error
	for _, s := range servers {
		err := s.Shutdown(ctx)
		if errors.Is(err, context.DeadlineExceeded) {
			o.Log.Warn("requests were cut off at shutdown", "after", o.Drain)
			err = s.Close()
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
