package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"ilbo.press/internal/testpostgres"
)

// A line is the network between a node and its database. While it is cut it
// takes whatever it is given and hands nothing on; what was connected by then
// is broken off when it is mended.
type line struct {
	net.Listener
	socket string

	mu    sync.Mutex
	cut   bool
	conns []net.Conn
}

// newLine leads to the server of an address, and gives the address at its other
// end.
func newLine(t *testing.T, address string) (*line, string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{Listener: listener, socket: filepath.Join(query.Get("host"), ".s.PGSQL.5432")}
	query.Del("host")
	query.Set("sslmode", "disable")
	u.Host, u.RawQuery = listener.Addr().String(), query.Encode()
	go l.run()
	t.Cleanup(func() {
		l.Close()
		l.mend()
	})
	return l, u.String()
}

func (l *line) run() {
	for {
		near, err := l.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("unix", l.socket)
		if err != nil {
			near.Close()
			continue
		}
		l.mu.Lock()
		l.conns = append(l.conns, near, far)
		l.mu.Unlock()
		go l.carry(far, near)
		go l.carry(near, far)
	}
}

func (l *line) carry(to, from net.Conn) {
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		l.mu.Lock()
		cut := l.cut
		l.mu.Unlock()
		if cut {
			io.Copy(io.Discard, from)
			return
		}
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (l *line) sever() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = true
}

func (l *line) mend() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range l.conns {
		c.Close()
	}
	l.cut, l.conns = false, nil
}

// Three nodes serve a paper, and the network between one of them and the
// database swallows everything for some seconds. That node goes on with what it
// has and says to shared caches that it may be stale; the other two are right
// meanwhile, and it is two seconds after the network is. Each job is done once.
func TestANodeThatWasCutOffCatchesUp(t *testing.T) {
	t.Parallel()
	address := testpostgres.Database(t)
	n := newAside(t, "--database", address)
	n.take([3]string{"1", "national", "First line"})
	l, through := newLine(t, address)
	post := newPurgePost(t, "")
	purged := []string{"--purge", post.URL}
	jobs := newQueue(t, address)
	nodes := []*served{serveHere(t, n.dir, purged...), serveHere(t, n.dir, purged...), serveHere(t, n.dir, append(purged, "--database", through)...)}
	paths := []string{"/", "/national", "/national/2006/11/05/first-line", "/feed.xml"}
	for _, node := range nodes {
		for _, path := range paths {
			node.becomes(path, http.StatusOK, "First line")
		}
	}
	far := nodes[2]
	lends := func(want string) {
		t.Helper()
		res, _ := get(t, far.url+"/national")
		if got := res.Header.Get("CDN-Cache-Control"); got != want {
			t.Errorf("shared caches are told %q, want %q", got, want)
		}
	}
	lends("max-age=86400, stale-if-error=86400")

	jobs.ends()
	before := post.times("section:en:national")
	l.sever()
	severed := time.Now()
	n.take([3]string{"1", "national", "Second thoughts"}, [3]string{"2", "national", "Other news"})
	for _, node := range nodes[:2] {
		for _, path := range paths {
			node.becomes(path, http.StatusOK, "Second thoughts")
		}
		node.becomes("/search?q=thoughts", http.StatusOK, "<mark>")
	}
	post.until(t, "section:en:national", before+2)
	for time.Since(severed) < 8*time.Second { // longer than a look may take
		for _, path := range paths {
			begun := time.Now()
			if res, body := get(t, far.url+path); res.StatusCode != http.StatusOK || !strings.Contains(body, "First line") || time.Since(begun) > 2*time.Second {
				t.Fatalf("%s of the node that is cut off: %s after %v\n%s", path, res.Status, time.Since(begun), far.logs.said())
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	lends("max-age=1")

	l.mend()
	mended := time.Now()
	for _, path := range paths {
		far.becomes(path, http.StatusOK, "Second thoughts")
	}
	if took := time.Since(mended); took > 2*time.Second {
		t.Errorf("right %v after the network", took)
	}
	lends("max-age=86400, stale-if-error=86400")
	far.becomes("/search?q=thoughts", http.StatusOK, "<mark>")
	n.take([3]string{"1", "national", "Third time"})
	for _, node := range nodes {
		for _, path := range paths {
			node.becomes(path, http.StatusOK, "Third time")
		}
	}
	jobs.ends()
	if got := post.times("section:en:national") - before; got != 4 {
		t.Errorf("two changes were told %d times", got)
	}
	if all, twice := jobs.count(`true`), jobs.count(again); all < 10 || twice > 0 {
		t.Errorf("%d of %d jobs were done more than once:\n%s", twice, all, jobs.tell(again))
	}
}

// again are jobs that were begun more than once.
const again = `attempt <> 1 OR cardinality(attempted_by) <> 1`

// A queue is the table of jobs of a paper on a server.
type queue struct {
	t    *testing.T
	conn *pgx.Conn
}

func newQueue(t *testing.T, address string) queue {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return queue{t, conn}
}

// count counts the jobs of which something is so.
func (q queue) count(what string) (n int) {
	q.t.Helper()
	if err := q.conn.QueryRow(q.t.Context(), `SELECT count(*) FROM river_job WHERE `+what).Scan(&n); err != nil {
		q.t.Fatal(err)
	}
	return n
}

// tell says of some jobs who began them, and what went wrong.
func (q queue) tell(what string) (said string) {
	q.t.Helper()
	if err := q.conn.QueryRow(q.t.Context(), `SELECT coalesce(string_agg(kind || ' ' || attempt || ' ' || attempted_by::text || ' ' || coalesce(errors::text, ''), E'\n'), '') FROM river_job WHERE `+what).Scan(&said); err != nil {
		q.t.Fatal(err)
	}
	return said
}

// ends waits until every job is done, those of later too.
func (q queue) ends() {
	q.t.Helper()
	for deadline := time.Now().Add(time.Minute); q.count(`state <> 'completed'`) > 0; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			q.t.Fatalf("%d jobs are not done after a minute", q.count(`state <> 'completed'`))
		}
	}
}
