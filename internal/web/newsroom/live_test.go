package newsroom_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/testpostgres"
)

// A line is a connection that listens.
type line struct {
	t      testing.TB
	body   io.ReadCloser
	events chan event
}

// An event is one that a line was told of.
type event struct {
	id, kind string
	ilbo.Signal
}

// listens opens a line; where it is refused, the status says so.
func (b *browser) listens(query string, header ...string) (*line, int) {
	b.t.Helper()
	ctx, cancel := context.WithCancel(b.t.Context())
	b.t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, "GET", b.url+"/newsroom/live?"+query, nil)
	b.must(err)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	var res *http.Response
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		res, err = b.client.Do(r)
		b.must(err)
		if res.StatusCode != http.StatusServiceUnavailable || time.Now().After(deadline) {
			break // the hub has started
		}
		text, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if strings.Contains(string(text), "too many windows") {
			return nil, res.StatusCode
		}
	}
	if res.StatusCode != http.StatusOK {
		res.Body.Close()
		return nil, res.StatusCode
	}
	l := &line{b.t, res.Body, make(chan event, 1_000)}
	ready := make(chan struct{})
	go l.read(ready)
	<-ready
	return l, res.StatusCode
}

// hears opens a line that must not be refused.
func (b *browser) hears(query string, header ...string) *line {
	b.t.Helper()
	l, status := b.listens(query, header...)
	if l == nil {
		b.t.Fatalf("listening to %s is answered %d", query, status)
	}
	return l
}

func (l *line) read(ready chan struct{}) {
	defer close(l.events)
	var e event
	scan := bufio.NewScanner(l.body)
	for scan.Scan() {
		if ready != nil {
			close(ready)
			ready = nil
		}
		name, value, _ := strings.Cut(scan.Text(), ": ")
		switch name {
		case "id":
			e.id = value
		case "event":
			e.kind = value
		case "data":
			if err := json.Unmarshal([]byte(value), &e.Signal); err != nil {
				l.t.Error(err)
			}
		case "":
			if e.id != "" {
				l.events <- e
			}
			e = event{}
		}
	}
}

// next is the next event; one that was cut off has none.
func (l *line) next() (event, bool) {
	l.t.Helper()
	select {
	case e, ok := <-l.events:
		return e, ok
	case <-time.After(20 * time.Second):
		l.t.Fatal("nothing was heard")
	}
	return event{}, false
}

// names are the names of the next n events.
func (l *line) names(n int) string {
	l.t.Helper()
	var list []string
	for range n {
		e, ok := l.next()
		if !ok {
			l.t.Fatalf("the line ended after %v", list)
		}
		list = append(list, e.Name+e.kind)
	}
	return strings.Join(list, " ")
}

func (h *house) announce(topic, name string) {
	h.t.Helper()
	h.must(h.store.Announce(h.t.Context(), ilbo.Signal{Topic: topic, Name: name, On: topic, By: "rahim", At: h.now}))
}

func same[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestPagesHearOfWhatTheyShow(t *testing.T) {
	h := open(t)
	l := h.signedIn("asha").hears("on=story:17,me")
	began := time.Now()
	h.announce("story:18", "other")
	h.announce("story:17", "saved")
	h.announce(ilbo.TopicOfStaff("rahim"), "mentioned")
	h.announce(ilbo.TopicOfStaff("asha"), "assigned")
	e, _ := l.next()
	if took := time.Since(began); took > time.Second {
		t.Errorf("heard after %v: the hub was not woken", took)
	}
	same(t, "the first", fmt.Sprint(e.id, e.Topic, e.Name, e.By, e.At.Equal(h.now)), fmt.Sprint("2", "story:17", "saved", "rahim", true))
	e, _ = l.next()
	same(t, "what is one's own", e.Topic+" "+e.Name, "me assigned")
}

// A page that was cut off hears what it missed, once and in order, whether the
// browser says where it was or the page itself.
func TestNothingIsLostAcrossAReconnect(t *testing.T) {
	h := open(t)
	b := h.signedIn("asha")
	l := b.hears("on=lineup")
	for i := range 3 {
		h.announce("lineup", fmt.Sprint("a", i))
	}
	same(t, "before", l.names(3), "a0 a1 a2")
	l.body.Close()
	for i := range 1_200 { // more than is read at once
		h.announce("lineup", fmt.Sprint("b", i))
	}
	for _, again := range []*line{b.hears("on=lineup&since=3"), b.hears("on=lineup&since=1", "Last-Event-ID", "3")} {
		for i := range 1_200 {
			if got := again.names(1); got != fmt.Sprint("b", i) {
				t.Fatalf("heard %s as number %d", got, i)
			}
		}
		h.announce("lineup", "c")
		same(t, "after", again.names(1), "c")
		again.body.Close()
	}
	same(t, "from the page's making on", b.hears("on=lineup&since=1201").names(4), "b1198 b1199 c c")
}

func TestPageThatMissedTooMuchIsTold(t *testing.T) {
	h := open(t)
	b := h.signedIn("asha")
	h.announce("lineup", "old")
	h.sets(h.now.Add(2 * time.Hour))
	h.announce("lineup", "older than the page")
	h.must(h.store.DropSignals(t.Context(), h.now.Add(-time.Hour)))
	b.hears("on=lineup").body.Close() // the hub has heard of both
	for since, want := range map[string]string{"0": "missed", "1": "older than the page", "99": "missed"} {
		l := b.hears("on=lineup&since=" + since)
		same(t, "since "+since, l.names(1), want)
		l.body.Close()
	}
	l := b.hears("on=lineup&since=0")
	h.announce("lineup", "new")
	same(t, "what comes then", l.names(2), "missed new")
}

func TestNobodyListensToWhatIsNotTheirs(t *testing.T) {
	h := open(t)
	digest, err := account.Digest(secret)
	h.must(err)
	h.must(h.store.PutStaff(t.Context(), ilbo.Staff{Login: "mina", Name: "Mina", Role: ilbo.Contributor, Password: digest, Added: h.now}))
	if a := h.browser().get("/newsroom/live?on=me"); a.status != http.StatusSeeOther {
		t.Errorf("a stranger listens: %d", a.status)
	}
	for login, tries := range map[string]map[string]int{
		"asha": {"on=staff:rahim": 403, "on=": 400, "on=Story%20x": 400, "on=" + strings.Repeat("me,", 60) + "me": 400, "on=lineup,me,story:1": 200},
		"mina": {"on=lineup": 403, "on=story:1": 403, "on=me": 200},
	} {
		b := h.signedIn(login)
		for query, want := range tries {
			if _, status := b.listens(query); status != want {
				t.Errorf("%s listens to %s: %d, want %d", login, query, status, want)
			}
		}
	}
}

func TestOnePersonListensInSomeWindows(t *testing.T) {
	h := open(t)
	b := h.signedIn("asha")
	var lines []*line
	for range 20 {
		lines = append(lines, b.hears("on=me"))
	}
	_, status := b.listens("on=me")
	same(t, "one more", status, http.StatusServiceUnavailable)
	h.signedIn("rahim").hears("on=me")
	lines[0].body.Close()
	for deadline := time.Now().Add(10 * time.Second); ; {
		if _, status = b.listens("on=me"); status == http.StatusOK {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("a window that was closed is still counted")
		}
	}
}

func TestLinesEndWithTheNewsroom(t *testing.T) {
	h := open(t)
	l := h.signedIn("asha").hears("on=me")
	h.stop()
	if e, ok := l.next(); ok {
		t.Errorf("heard %v", e)
	}
}

// TestEveryNodeTellsItsPages has two nodes on one database: a page at either hears
// what is done at the other, and goes on at the other where its own went away.
func TestEveryNodeTellsItsPages(t *testing.T) {
	address := testpostgres.Database(t)
	one := openAt(t, address)
	digest, err := account.Digest(secret)
	one.must(err)
	one.must(one.store.PutStaff(t.Context(), ilbo.Staff{Login: "asha", Name: "Asha", Role: ilbo.Reporter, Password: digest, Added: one.now}))
	two := openAt(t, address)
	first, second := one.signedIn("asha").hears("on=lineup"), two.signedIn("asha").hears("on=lineup")
	one.announce("lineup", "here")
	two.announce("lineup", "there")
	for _, l := range []*line{first, second} {
		same(t, "heard", l.names(2), "here there")
	}
	one.stop()
	if _, ok := first.next(); ok {
		t.Error("the line of a node that stopped goes on")
	}
	two.announce("lineup", "meanwhile")
	moved := two.signedIn("asha").hears("on=lineup", "Last-Event-ID", "2")
	same(t, "heard at the other node", moved.names(1), "meanwhile")
}
