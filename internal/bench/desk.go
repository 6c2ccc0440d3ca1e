package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"ilbo.press"
)

// What a busy newsroom is, for the measure.
const (
	journalists   = 50
	typingFor     = 30 * time.Second
	pauseOfWriter = 1_200 * time.Millisecond // between two saves of one window
	readsASecond  = 1_000
	savesAlone    = 300
	wordsOfStory  = 5_000
)

// newsdesk measures how long a journalist waits until the newsroom says that a
// version is on disk: alone, with a long story; and with fifty who type while
// readers read.
func newsdesk(ctx context.Context, b *bench) (string, error) {
	p, err := b.sample(ctx)
	if err != nil {
		return "", err
	}
	w, err := b.signIn(ctx, p)
	if err != nil {
		return "", err
	}
	alone, err := w.save(ctx, wordsOfStory, savesAlone, 0)
	if err != nil {
		return "", err
	}
	var lock sync.Mutex
	var together []time.Duration
	var errs []error
	var all sync.WaitGroup
	stop, cancel := context.WithTimeout(ctx, typingFor)
	defer cancel()
	read := make(chan readers, 1)
	go func() { read <- b.readers(stop, p.url) }()
	for i := range journalists {
		all.Go(func() {
			time.Sleep(time.Duration(i) * pauseOfWriter / journalists)
			took, err := w.save(ctx, 600, int(typingFor/pauseOfWriter), pauseOfWriter)
			lock.Lock()
			defer lock.Unlock()
			together, errs = append(together, took...), append(errs, err)
		})
	}
	all.Wait()
	r := <-read
	if err := errors.Join(append(errs, r.err)...); err != nil {
		return "", err
	}
	return fmt.Sprintf(`## The desk

How long it takes until the newsroom answers that a version of a story is on disk, as the page's script sends it. p50 and p99.

| what | saves | took |
|---|---|---|
| one journalist, a story of %d words | %d | %s |
| %d journalists who save every %s, readers at %.0f requests/s (of %d wanted, p99 %s) | %d | %s |
`, wordsOfStory, len(alone), percentiles(alone), journalists, pauseOfWriter, r.rate, readsASecond, ms(r.p99), len(together), percentiles(together)), nil
}

// A writer is a browser that is signed in to the newsroom.
type writer struct {
	client *http.Client
	base   string
}

func (b *bench) signIn(ctx context.Context, p *paper) (*writer, error) {
	const password = "words that only a bench puts together"
	cmd := exec.CommandContext(ctx, b.program, "staff", "add", "--data", filepath.Join(b.dir, "sample"), "--name", "Bench", "bench")
	cmd.Stdin = strings.NewReader(password + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("add somebody to the newsroom: %w\n%s", err, out)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	w := &writer{&http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 2 * journalists}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, p.url}
	_, err = w.post(ctx, "/newsroom/sign-in", "application/x-www-form-urlencoded", []byte(url.Values{"login": {"bench"}, "password": {password}}.Encode()), http.StatusSeeOther)
	return w, err
}

func (w *writer) post(ctx context.Context, path, kind string, body []byte, want int) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, "POST", w.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", kind)
	res, err := w.client.Do(req)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(res.Body)
	res.Body.Close()
	if err != nil || res.StatusCode != want {
		return nil, fmt.Errorf("%s answered %d: %.200s (%w)", path, res.StatusCode, text, err)
	}
	res.Body = io.NopCloser(bytes.NewReader(text))
	return res, nil
}

// save begins a story, writes it to a length, and saves it again and again with
// one more word.
func (w *writer) save(ctx context.Context, words, times int, pause time.Duration) ([]time.Duration, error) {
	res, err := w.post(ctx, "/newsroom/stories/new", "application/x-www-form-urlencoded", []byte("section=national&language=en&headline=Bench"), http.StatusSeeOther)
	if err != nil {
		return nil, err
	}
	address := res.Header.Get("Location")
	c := ilbo.Copy{Language: ilbo.English, Section: "national", Headline: "Bench"}
	for n := 0; n < words; n += 60 {
		c.Body = append(c.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(strings.Repeat("council bridge river market morning ", 12))})
	}
	base := 1
	var took []time.Duration
	for i := range times {
		last := &c.Body[len(c.Body)-1].Text[0]
		last.Text += fmt.Sprintf("word%d ", i)
		body, err := json.Marshal(map[string]any{"tab": "bench" + address, "base": base, "copy": c})
		if err != nil {
			return nil, err
		}
		begin := time.Now()
		res, err := w.post(ctx, address+"/versions", "application/json", body, http.StatusOK)
		if err != nil {
			return nil, err
		}
		took = append(took, time.Since(begin))
		var answer struct{ Version int }
		if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
			return nil, err
		}
		base = answer.Version
		time.Sleep(pause - min(pause, time.Since(begin)))
	}
	return took, nil
}

// readers are what reading came to.
type readers struct {
	rate float64
	p99  time.Duration
	err  error
}

// readers read pages at a fixed rate, whatever the answers take, until ctx ends.
func (b *bench) readers(ctx context.Context, base string) readers {
	list, err := b.stories(ctx, base+"/")
	if err != nil {
		return readers{err: err}
	}
	list = append(list, "/", "/national", "/business", "/feed.xml")
	var lock sync.Mutex
	var took []time.Duration
	begin := time.Now()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	var all sync.WaitGroup
	for n := 0; ctx.Err() == nil; {
		for due := int(time.Since(begin).Seconds() * readsASecond); n < due && ctx.Err() == nil; n++ {
			all.Go(func() {
				_, _, t, err := b.get(context.WithoutCancel(ctx), base+list[n%len(list)], "br")
				lock.Lock()
				defer lock.Unlock()
				if took = append(took, t); err != nil {
					took = took[:len(took)-1]
				}
			})
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
	spent := time.Since(begin)
	all.Wait()
	return readers{rate: float64(len(took)) / spent.Seconds(), p99: nearlyAll(took)}
}

// nearlyAll is the p99.
func nearlyAll(took []time.Duration) time.Duration {
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return took[int(0.99*float64(len(took)-1))]
}
