package main

import (
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
	"sync"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/proto"

	"ilbo.press/internal/testchromium"
	"ilbo.press/internal/testroom"
)

// A demoPaper is a sample newspaper that is being served.
type demoPaper struct {
	url  string
	dir  string
	stop func()
}

var (
	sharedDemo     *demoPaper
	sharedDemoOnce sync.Once
	sharedDemoErr  error
)

// demoSite gives the sample newspaper that all tests of this package read. It
// is served until the tests end.
func demoSite(t *testing.T) string {
	t.Helper()
	sharedDemoOnce.Do(func() {
		dir, err := os.MkdirTemp("", "ilbo-demo-test")
		if err != nil {
			sharedDemoErr = err
			return
		}
		sharedDemo, sharedDemoErr = startDemo(dir)
	})
	if sharedDemoErr != nil {
		t.Fatal(sharedDemoErr)
	}
	return sharedDemo.url
}

// program builds ilbo as people get it, once: without the race detector, under
// which drawing a hundred pictures takes minutes.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "ilbo-program")
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "ilbo")
	if out, err := exec.Command("go", "build", "-o", name, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build ilbo: %w\n%s", err, out)
	}
	built = name
	return name, nil
})

// built is the program where there is one.
var built string

// startDemo runs the real program on a free port and waits for its address.
func startDemo(dir string) (*demoPaper, error) {
	name, err := program()
	if err != nil {
		return nil, err
	}
	out := &watched{found: make(chan string, 1)}
	cmd := exec.Command(name, "demo", "--data", dir, "--addr", "127.0.0.1:0", "--log", "error")
	cmd.Stdout, cmd.Stderr = out, os.Stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	stop := func() {
		cmd.Process.Signal(os.Interrupt)
		<-ended
	}
	select {
	case url := <-out.found:
		return &demoPaper{url, dir, stop}, nil
	case err := <-ended:
		return nil, fmt.Errorf("the demo ended: %v: %s", err, out.text.String())
	case <-time.After(2 * time.Minute):
		stop()
		return nil, fmt.Errorf("the demo printed no address: %s", out.text.String())
	}
}

// watched waits for the address in what the demo prints.
type watched struct {
	mu    sync.Mutex
	text  strings.Builder
	found chan string
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

func (w *watched) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.text.Write(b)
	if url := address.FindString(w.text.String()); url != "" {
		select {
		case w.found <- url:
		default:
		}
	}
	return len(b), nil
}

var _ io.Writer = (*watched)(nil)

// get asks for an address without following redirects.
func get(t *testing.T, url string, header ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// required skips a test that needs a tool which is not there, and fails it
// where everything was to be tested.
func required(t *testing.T, tool string, there bool) {
	t.Helper()
	if !there {
		testroom.Need(t, testroom.Missing(tool))
	}
}

// A reader is somebody with a browser of their own: nothing is kept from one
// reader to the next.
type reader struct {
	*rod.Page
	t    *testing.T
	base string
}

// newReader opens a window of that width on an empty page.
func newReader(t *testing.T, base string, width, height int) *reader {
	t.Helper()
	chromium, err := testchromium.Browser()
	testroom.Need(t, err)
	return newReaderIn(t, chromium, base, width, height)
}

// newReaderIn opens it in a browser.
func newReaderIn(t *testing.T, chromium *rod.Browser, base string, width, height int) *reader {
	t.Helper()
	own, err := chromium.Incognito()
	if err != nil {
		t.Fatal(err)
	}
	page, err := own.Page(proto.TargetCreateTarget{URL: "about:blank"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { own.Close() })
	r := &reader{page.Timeout(10 * time.Minute), t, base}
	r.resize(width, height)
	return r
}

func (r *reader) resize(width, height int) {
	r.t.Helper()
	err := r.SetViewport(&proto.EmulationSetDeviceMetricsOverride{Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 700})
	if err != nil {
		r.t.Fatal(err)
	}
}

// open goes to a path and waits until it is loaded.
func (r *reader) open(path string) {
	r.t.Helper()
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad) // needs no JavaScript, as WaitLoad does
	if err := r.Navigate(r.base + path); err != nil {
		r.t.Fatalf("open %s: %v", path, err)
	}
	wait()
}

// value runs an expression in the page and gives its result as text.
func (r *reader) value(expression string) string {
	r.t.Helper()
	v, err := r.Eval("() => String(" + expression + ")")
	if err != nil {
		r.t.Fatalf("%s: %v", expression, err)
	}
	return v.Value.Str()
}

// until waits for an expression to be true.
func (r *reader) until(expression string) {
	r.t.Helper()
	deadline := time.Now().Add(time.Minute)
	for time.Now().Before(deadline) {
		if v, err := r.Eval("() => Boolean(" + expression + ")"); err == nil && v.Value.Bool() {
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
	r.t.Fatalf("this did not become true: %s", expression)
}

// press clicks the first element of a selector as a person does: it must be
// there to be seen. Where the page puts another in its place meanwhile, that one is
// pressed.
func (r *reader) press(selector string) {
	r.t.Helper()
	const tries = 3
	for i := range tries {
		err := r.pressed(selector)
		if err == nil {
			return
		}
		if replaced := strings.Contains(err.Error(), "Node is detached"); !replaced && !errors.Is(err, context.DeadlineExceeded) || i == tries-1 {
			r.t.Fatalf("press %s: %v", selector, err)
		}
	}
}

func (r *reader) pressed(selector string) error {
	e, err := r.Timeout(20 * time.Second).Element(selector)
	if err != nil {
		return err
	}
	return e.Click(proto.InputMouseButtonLeft, 1)
}

// tap clicks where the element is, which works without JavaScript as well.
func (r *reader) tap(selector string) {
	r.t.Helper()
	e, err := r.Element(selector)
	if err != nil {
		r.t.Fatalf("tap %s: %v", selector, err)
	}
	shape, err := e.Shape()
	if err != nil {
		r.t.Fatalf("tap %s: %v", selector, err)
	}
	at := shape.OnePointInside()
	if err := r.Mouse.MoveTo(*at); err != nil {
		r.t.Fatalf("tap %s: %v", selector, err)
	}
	if err := r.Mouse.Click(proto.InputMouseButtonLeft, 1); err != nil {
		r.t.Fatalf("tap %s: %v", selector, err)
	}
}

// follow presses a link and waits for the page it leads to.
func (r *reader) follow(selector string) {
	r.t.Helper()
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	r.press(selector)
	wait()
}
