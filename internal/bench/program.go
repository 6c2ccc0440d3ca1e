package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"ilbo.press/internal/testroom"
)

// A bench has the program and a folder for papers.
type bench struct {
	dir, program string
	client       *http.Client
	out          io.Writer     // progress of what takes long
	corpus       string        // folder of stories and searches, for atSize
	papers       string        // folder of papers that are kept, for atSize; empty: none is
	server       string        // address of a PostgreSQL server that keeps papers, for atSize; empty: they are in files
	sizes        []int         // of papers, for atSize
	mixed        time.Duration // of reading, for atSize
	site         *paper        // the sample, served for several measures
}

func newBench(ctx context.Context) (*bench, error) {
	dir, err := os.MkdirTemp("", "ilbo-bench")
	if err != nil {
		return nil, err
	}
	b := &bench{dir: dir, program: filepath.Join(dir, "ilbo"), client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}}
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", b.program, "./cmd/ilbo").CombinedOutput(); err != nil {
		b.close()
		return nil, fmt.Errorf("build the program (run this from the folder of go.mod): %w\n%s", err, out)
	}
	return b, nil
}

func (b *bench) close() {
	if b.site != nil {
		b.site.stop()
	}
	os.RemoveAll(b.dir)
}

// ilbo runs a command to its end.
func (b *bench) ilbo(ctx context.Context, args ...string) error {
	out, err := exec.CommandContext(ctx, b.program, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("ilbo %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

// A paper is one that is being served.
type paper struct {
	url   string
	admin string // address of its metrics
	cmd   *exec.Cmd
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// serve starts demo or serve, with more flags, on a free port and waits for its
// address.
func (b *bench) serve(ctx context.Context, command, dir string, more ...string) (*paper, error) {
	admin, err := testroom.FreeAddress()
	if err != nil {
		return nil, err
	}
	args := append([]string{command, "--data", dir, "--addr", "127.0.0.1:0", "--admin-addr", admin, "--log", "error"}, more...)
	cmd := exec.CommandContext(ctx, b.program, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url := address.FindString(lines.Text()); url != "" {
			go io.Copy(io.Discard, out)
			return &paper{url, "http://" + admin, cmd}, nil
		}
	}
	cmd.Wait()
	return nil, errors.New("the program printed no address")
}

func (p *paper) stop() {
	p.cmd.Process.Signal(os.Interrupt)
	p.cmd.Wait()
}

// sample is the demo, served and drawn.
func (b *bench) sample(ctx context.Context) (*paper, error) {
	if b.site != nil {
		return b.site, nil
	}
	p, err := b.serve(ctx, "demo", filepath.Join(b.dir, "sample"))
	if err != nil {
		return nil, err
	}
	b.site = p
	return p, nil
}

// get fetches an address, in the given coding, and gives what went over the
// wire.
func (b *bench) get(ctx context.Context, url, coding string) (status int, body []byte, took time.Duration, err error) {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return 0, nil, 0, err
	}
	if coding != "" {
		req.Header.Set("Accept-Encoding", coding)
	}
	begin := time.Now()
	res, err := b.client.Do(req)
	if err != nil {
		return 0, nil, 0, err
	}
	defer res.Body.Close()
	body, err = io.ReadAll(res.Body)
	return res.StatusCode, body, time.Since(begin), err
}

var storyLink = regexp.MustCompile(`href="((?:/ko)?/[a-z-]+/\d{4}/\d{2}/\d{2}/[a-z0-9-]+)"`)

// stories are the stories that a page leads to.
func (b *bench) stories(ctx context.Context, url string) ([]string, error) {
	_, body, _, err := b.get(ctx, url, "")
	if err != nil {
		return nil, err
	}
	var list []string
	seen := map[string]bool{}
	for _, m := range storyLink.FindAllStringSubmatch(string(body), -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			list = append(list, m[1])
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s leads to no story", url)
	}
	return list, nil
}
