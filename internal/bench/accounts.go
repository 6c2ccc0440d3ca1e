package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// How long wrk asks in a turn, in how many turns each, over how many connections.
const (
	accountTurn   = 3 * time.Second
	accountTurns  = 7
	accountAtOnce = 16
)

// accounts measures what it costs that somebody is signed in: pages from memory, asked
// for in turns with a reader's session and without one.
func accounts(ctx context.Context, b *bench) (string, error) {
	p, err := b.sample(ctx)
	if err != nil {
		return "", err
	}
	cookie, err := b.readerCookie(ctx, p.url)
	if err != nil {
		return "", err
	}
	stories, err := b.stories(ctx, p.url+"/")
	if err != nil {
		return "", err
	}
	var text strings.Builder
	fmt.Fprintf(&text, "## Pages from memory, with an account and without\n\nRequests a second over %d connections, %d turns of %s each, in pairs; gzip. A locked story is decided about with each request: without an account by the meter's card, with one by what its reader is entitled to.\n\n| page | without | with | ratio of the pairs, median |\n|---|---|---|---|\n", accountAtOnce, accountTurns, accountTurn)
	for _, page := range []struct{ name, path string }{{"the front", "/"}, {"a free story", stories[0]}, {"a locked story", b.locked(ctx, p.url, stories)}} {
		if page.path == "" {
			return "", errors.New("the sample has no locked story on its front")
		}
		var without, with, ratios []float64
		for range accountTurns {
			plain, err := requests(ctx, p.url+page.path, "")
			if err != nil {
				return "", err
			}
			signed, err := requests(ctx, p.url+page.path, cookie)
			if err != nil {
				return "", err
			}
			without, with, ratios = append(without, plain), append(with, signed), append(ratios, plain/signed)
		}
		fmt.Fprintf(&text, "| %s | %.0f | %.0f | **%.2f** |\n", page.name, median(without), median(with), median(ratios))
	}
	return text.String() + "\nThe ratio is to be 1.20 at most.\n", nil
}

// locked is the first story with a wall, for who has no card.
func (b *bench) locked(ctx context.Context, base string, stories []string) string {
	for _, path := range stories {
		if _, body, _, err := b.get(ctx, base+path, ""); err == nil && strings.Contains(string(body), `data-island="meter"`) {
			return path
		}
	}
	return ""
}

var linkInLetter = regexp.MustCompile(`/account/enter\?token=([\w-]{43})`)

// readerCookie opens an account as a reader does, by the link in a letter, and gives
// the cookies of its browser.
func (b *bench) readerCookie(ctx context.Context, base string) (string, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return "", err
	}
	w := &writer{&http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, base}
	const form = "application/x-www-form-urlencoded"
	if _, err := w.post(ctx, "/account/ask", form, []byte("email=bench%40example.com"), http.StatusSeeOther); err != nil {
		return "", err
	}
	token := ""
	for deadline := time.Now().Add(30 * time.Second); token == "" && time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		names, _ := filepath.Glob(filepath.Join(b.dir, "sample", "outbox", "*.eml"))
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				return "", err
			}
			plain, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(string(text)))) // the head may end it, after the link
			if found := linkInLetter.FindSubmatch(plain); found != nil {
				token = string(found[1])
			}
		}
	}
	if token == "" {
		return "", errors.New("there is no letter with a link to sign in with")
	}
	if _, err := w.post(ctx, "/account/enter", form, []byte(url.Values{"token": {token}}.Encode()), http.StatusSeeOther); err != nil {
		return "", err
	}
	at, err := url.Parse(base)
	if err != nil {
		return "", err
	}
	var all []string
	for _, c := range jar.Cookies(at) {
		all = append(all, c.Name+"="+c.Value)
	}
	return strings.Join(all, "; "), nil
}

var rateOfWrk = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)

// requests has wrk ask for a page for a turn, and gives how many a second it got.
func requests(ctx context.Context, address, cookie string) (float64, error) {
	args := []string{"-t", "2", "-c", strconv.Itoa(accountAtOnce), "-d", fmt.Sprintf("%ds", int(accountTurn.Seconds())), "-H", "Accept-Encoding: gzip"}
	if cookie != "" {
		args = append(args, "-H", "Cookie: "+cookie)
	}
	out, err := exec.CommandContext(ctx, "wrk", append(args, address)...).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("wrk %s: %w: %s", address, err, out)
	}
	found := rateOfWrk.FindSubmatch(out)
	if found == nil || strings.Contains(string(out), "Non-2xx") || strings.Contains(string(out), "Socket errors") {
		return 0, fmt.Errorf("wrk %s had failures:\n%s", address, out)
	}
	return strconv.ParseFloat(string(found[1]), 64)
}
