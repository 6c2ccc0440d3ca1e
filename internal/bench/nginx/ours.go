package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"ilbo.press/internal/web"
	"ilbo.press/internal/web/cache"
)

// A server is one side of the comparison.
type server struct {
	url    string
	packed []byte      // the page as it is sent
	header http.Header // that it is sent with
	close  func()
	cpu    func() (time.Duration, error) // processor time taken so far
}

// limit is the largest page that is taken.
const limit = 4 << 20

// page fetches the page, or makes it up.
func (b *bench) page(ctx context.Context) ([]byte, error) {
	if b.url == "" {
		return madeUp(), nil
	}
	resp, err := get(ctx, b.url, "identity")
	if err != nil {
		return nil, err
	}
	return resp.body, nil
}

// madeUp is about as long, and compresses about as well, as a story page does.
func madeUp() []byte {
	var b bytes.Buffer
	b.WriteString("<!doctype html><html lang=en><title>Two envoys meet</title><body>\n")
	for i := 0; b.Len() < 30_000; i++ {
		fmt.Fprintf(&b, "<p class=\"story__paragraph\">The council of ward %d heard %x speakers on the river, %d against and %x for.</p>\n", i, i*i*2654435761, i*7%13, i*i*i*40503)
	}
	return b.Bytes()
}

// startOurs serves the page as ilbo serve does, and waits until it is
// compressed for good.
func startOurs(body []byte) (*server, error) {
	log := slog.New(slog.DiscardHandler)
	problems := &web.Problems{Log: log}
	pages := cache.New(cache.Options{Header: web.Policy{}.Header(), Problem: problems.Show, Log: log})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- web.Serve(ctx, web.Options{
			Listener: l, Hit: pages.Hit, Log: log,
			Journal: &web.Journal{Log: log, Clock: time.Now, Problems: problems},
			Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				pages.Serve(w, r, r.URL.Path, func(context.Context) (cache.Page, error) {
					return cache.Page{Type: "text/html; charset=utf-8", Body: body}, nil
				})
			}),
		})
	}()
	s := &server{url: "http://" + l.Addr().String() + path, cpu: ownTime, close: func() { stop(); <-done; pages.Close() }}
	for first := 0; ; time.Sleep(5 * time.Millisecond) {
		got, err := get(ctx, s.url, "gzip")
		if err != nil {
			s.close()
			return nil, err
		}
		if first == 0 {
			first = len(got.body)
		}
		s.packed, s.header = got.body, got.header
		if tag := got.header.Get("Etag"); len(tag) > 3 && tag[len(tag)-3:] != `-q"` {
			return s, nil
		}
	}
}

// A response is what came back, still compressed.
type response struct {
	header http.Header
	body   []byte
}

func get(ctx context.Context, url, accept string) (*response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept-Encoding", accept)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("get %s: %w", url, err)
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("get %s: %s", url, resp.Status)
	case len(body) > limit:
		return nil, fmt.Errorf("get %s: more than %d bytes", url, limit)
	}
	return &response{resp.Header, body}, nil
}

// same proves that both servers send the same bytes.
func same(ctx context.Context, a, b string) error {
	x, err := get(ctx, a, "gzip")
	if err != nil {
		return err
	}
	y, err := get(ctx, b, "gzip")
	if err != nil {
		return err
	}
	if !bytes.Equal(x.body, y.body) || x.header.Get("Content-Encoding") != y.header.Get("Content-Encoding") {
		return fmt.Errorf("the servers differ: %d bytes (%s) and %d bytes (%s)", len(x.body), x.header.Get("Content-Encoding"), len(y.body), y.header.Get("Content-Encoding"))
	}
	return nil
}
