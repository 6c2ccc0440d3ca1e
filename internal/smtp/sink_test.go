package smtp_test

import (
	"io"
	"net"
	"sync"
	"testing"

	gosmtp "github.com/emersion/go-smtp"
)

// A sink is a mail server that keeps what it takes.
type sink struct {
	mu          sync.Mutex
	taken       []string
	connections int
	fail        []error // what is said of the next letters, at their ends; nil takes one
	refuse      error   // what is said of every address
	addr        string
}

func newSink(t testing.TB) *sink {
	t.Helper()
	s := &sink{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.addr = l.Addr().String()
	server := gosmtp.NewServer(s)
	server.Domain, server.AllowInsecureAuth, server.MaxLineLength = "sink.example", true, 1_000
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return s
}

func (s *sink) NewSession(c *gosmtp.Conn) (gosmtp.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.connections++
	return &session{s, c}, nil
}

type session struct {
	*sink
	conn *gosmtp.Conn
}

func (*session) Mail(string, *gosmtp.MailOptions) error   { return nil }
func (s *session) Rcpt(string, *gosmtp.RcptOptions) error { return s.refuse }
func (*session) Reset()                                   {}
func (*session) Logout() error                            { return nil }

// errCut ends the connection in the place of an answer.
var errCut = &gosmtp.SMTPError{Code: 421}

func (s *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.fail) > 0 {
		err := s.fail[0]
		s.fail = s.fail[1:]
		if err == errCut {
			s.conn.Conn().Close()
		}
		if err != nil {
			return err
		}
	}
	s.taken = append(s.taken, string(text))
	return nil
}
