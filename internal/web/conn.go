package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// Half of what a hit costs is system calls, and half of the rest is header
// fields that net/http copies, sorts and writes one by one, although they were
// ready. A conn helps with both and leaves the protocol to net/http:
//
//   - An answer that Insert was given goes out as one system call. net/http
//     writes its own answer, with no page: status line, Date, Connection,
//     Content-Length: 0. The conn takes the last away and puts the ready header
//     fields and the page in its place.
//   - Other answers from memory, which net/http writes as a full buffer and the
//     rest, are put together to one system call.

// joinSize is the length of net/http's buffer. Were it another, nothing would be
// joined.
const joinSize = 4096

// A conn is a connection of HTTP/1. What it holds back is sent off by whatever
// happens next, so nothing can stay behind: net/http reads, or sets a deadline
// for it, or closes, after each answer.
type conn struct {
	*net.TCPConn
	buffers *sync.Pool // of *[joinSize]byte
	writer  inserter   // of the request at work

	mu     sync.Mutex
	joins  bool // hold the next full buffer
	held   *[joinSize]byte
	insert *insertion
	ready  insertion // what insert points at
	vector [2][]byte
}

// An insertion is the header fields and the page of one answer.
type insertion struct{ common, own, body []byte }

// An inserter is the response writer that the cache is given: see
// [cache.Inserter].
type inserter struct {
	http.ResponseWriter
	c *conn
}

// Insert takes an answer of status 200 whole: header fields as lines, and body.
// It reports false where the lines are too long, and then nothing has happened.
// Afterwards nothing else may be written.
func (i *inserter) Insert(common, own, body []byte) bool {
	if len(common)+len(own) > joinSize-spare {
		return false
	}
	c := i.c
	c.mu.Lock()
	c.joins = false
	c.ready = insertion{common, own, body}
	c.insert = &c.ready
	c.mu.Unlock()
	return true
}

// spare is the room for what net/http writes itself.
const spare = 512

// join begins to hold back. Only one write is held, once.
func (c *conn) join() {
	c.mu.Lock()
	c.joins = true
	c.mu.Unlock()
}

// release sends off what was held.
func (c *conn) release() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.joins = false
	if c.held == nil {
		return nil
	}
	_, err := c.TCPConn.Write(c.held[:])
	c.buffers.Put(c.held)
	c.held = nil
	return err
}

// Write sends p, together with what waits for it, or holds it.
func (c *conn) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.insert != nil:
		return c.inserted(p)
	case c.held != nil:
		first := c.held
		c.held = nil
		n, err := c.both(first[:], p)
		c.buffers.Put(first)
		return max(0, n-joinSize), err
	case c.joins && len(p) == joinSize:
		c.joins = false
		c.held = c.buffers.Get().(*[joinSize]byte)
		return copy(c.held[:], p), nil
	}
	return c.TCPConn.Write(p)
}

var (
	empty    = []byte("\r\nContent-Length: 0\r\n")
	endOfAll = []byte("\r\n\r\n")
	errOther = errors.New("net/http wrote another answer than the one to insert a page in")
)

// inserted sends net/http's answer p with the page in it.
func (c *conn) inserted(p []byte) (int, error) {
	in := *c.insert
	c.insert, c.ready = nil, insertion{}
	at := bytes.Index(p, empty)
	if at < 0 || !bytes.HasSuffix(p, endOfAll) || len(p) > spare {
		return 0, errOther // net/http closes the connection
	}
	buffer := c.buffers.Get().(*[joinSize]byte)
	head := append(buffer[:0], p[:at+2]...)
	head = append(head, p[at+len(empty):len(p)-2]...)
	head = append(head, in.common...)
	head = append(head, in.own...)
	head = append(head, "\r\n"...)
	_, err := c.both(head, in.body)
	c.buffers.Put(buffer)
	if err != nil {
		return 0, err
	}
	return len(p), nil
}

// both sends two pieces in one system call and gives the sum of their lengths.
func (c *conn) both(first, second []byte) (int, error) {
	c.vector = [2][]byte{first, second}
	all := net.Buffers(c.vector[:])
	n, err := all.WriteTo(c.TCPConn)
	c.vector = [2][]byte{}
	return int(n), err
}

// Read reads, after what was held is sent.
func (c *conn) Read(p []byte) (int, error) {
	if err := c.release(); err != nil {
		return 0, err
	}
	return c.TCPConn.Read(p)
}

// ReadFrom sends a file from within the kernel.
func (c *conn) ReadFrom(src io.Reader) (int64, error) {
	if err := c.release(); err != nil {
		return 0, err
	}
	return c.TCPConn.ReadFrom(src)
}

// SetReadDeadline is what net/http calls between an answer and the next request.
// A write that failed fails again at the read that follows.
func (c *conn) SetReadDeadline(t time.Time) error {
	c.release()
	return c.TCPConn.SetReadDeadline(t)
}

// SetDeadline is SetReadDeadline and SetWriteDeadline.
func (c *conn) SetDeadline(t time.Time) error {
	c.release()
	return c.TCPConn.SetDeadline(t)
}

// CloseWrite ends the answer's half of the connection.
func (c *conn) CloseWrite() error {
	c.release()
	return c.TCPConn.CloseWrite()
}

// Close closes, after what was held is sent.
func (c *conn) Close() error {
	c.release()
	return c.TCPConn.Close()
}

// A joining listener makes conns of TCP connections, and lets others (of TLS,
// of tests) be as they are.
type joining struct {
	net.Listener
	buffers *sync.Pool
}

func newJoining(l net.Listener) joining {
	return joining{l, &sync.Pool{New: func() any { return new([joinSize]byte) }}}
}

func (l joining) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if tcp, ok := c.(*net.TCPConn); ok && err == nil {
		return &conn{TCPConn: tcp, buffers: l.buffers}, nil
	}
	return c, err
}

type connKey struct{}

// remember puts the conn where requests find it.
func remember(ctx context.Context, c net.Conn) context.Context {
	if j, ok := c.(*conn); ok {
		return context.WithValue(ctx, connKey{}, j)
	}
	return ctx
}

// first gives way to next where hit has no answer.
func first(hit func(http.ResponseWriter, *http.Request) bool, next http.Handler) http.Handler {
	if hit == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, _ := r.Context().Value(connKey{}).(*conn)
		if c == nil || r.ProtoMajor != 1 {
			if !hit(w, r) {
				next.ServeHTTP(w, r)
			}
			return
		}
		c.join()
		c.writer = inserter{w, c}
		if hit(&c.writer, r) {
			return // net/http writes the rest when this returns
		}
		c.release() // what next writes must not wait: it may be a stream
		next.ServeHTTP(w, r)
	})
}
