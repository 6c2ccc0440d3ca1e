package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"time"

	gosmtp "github.com/emersion/go-smtp"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// What the measure of a mailing sends, and what it is to take at most.
const (
	mailTo      = 50_000
	mailWithin  = time.Minute
	mailMemory  = 200 << 20
	mailTimeout = 10 * time.Minute
)

// mailing measures how long a mailing takes from the first letter to the last, into
// a mail server of this machine that keeps nothing, and what memory the program
// has at most meanwhile.
func mailing(ctx context.Context, b *bench) (string, error) {
	dir := filepath.Join(b.dir, "mailing")
	p, err := b.serve(ctx, "demo", dir)
	if err != nil {
		return "", err
	}
	p.stop()
	if err := subscribe(ctx, filepath.Join(dir, "paper.db")); err != nil {
		return "", err
	}
	s, err := newMailSink()
	if err != nil {
		return "", err
	}
	defer s.server.Close()
	if p, err = b.serve(ctx, "serve", dir, "--mail-server", "smtp://"+s.addr); err != nil {
		return "", err
	}
	defer p.stop()
	select {
	case <-s.done:
	case <-time.After(mailTimeout):
		return "", fmt.Errorf("after %s %d letters have come", mailTimeout, s.taken())
	case <-ctx.Done():
		return "", ctx.Err()
	}
	memory, err := peakMemory(p.cmd.Process.Pid)
	if err != nil {
		return "", err
	}
	p.stop() // which settles what was handed over
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.twice > 0 {
		return "", fmt.Errorf("%d letters came twice", s.twice)
	}
	took := s.last.Sub(s.first)
	return fmt.Sprintf(`## A mailing

%d letters of %.1f kB each, to as many readers, into a mail server of this machine that keeps nothing; claimed and settled in a file, handed over by four
senders, none twice. From the first letter to the last, and the most memory that the program had, with the pages that it keeps.

| | measured | at most |
|---|---|---|
| time | **%.1f s** (%.0f letters a second) | %.0f s |
| memory | **%.0f MB** | %d MB |
`, mailTo, float64(s.bytes)/mailTo/1000, took.Seconds(), mailTo/took.Seconds(), mailWithin.Seconds(), float64(memory)/(1<<20), mailMemory>>20), nil
}

// subscribe has many readers take a newsletter whose mailing was begun.
func subscribe(ctx context.Context, address string) (err error) {
	s, err := store.Open(ctx, address, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	now := time.Now()
	id, err := s.PutNewsletter(ctx, ilbo.Newsletter{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "The Morning"}, Front: ilbo.Home, Days: ilbo.Everyday, Hour: now.Add(12 * time.Hour).Hour(), Stories: 10, Made: now})
	if err != nil {
		return err
	}
	err = s.Together(ctx, func(ctx context.Context) error {
		for i := range mailTo {
			r := ilbo.Recipient{Newsletter: id, Address: fmt.Sprintf("reader%d@example.com", i), Zone: "Asia/Seoul", Key: fmt.Sprintf("bench%021d", i), Confirmed: now.Add(-time.Hour)}
			if err := s.PutRecipient(ctx, r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.WriteMailing(ctx, ilbo.Mailing{Newsletter: id, Day: now.Format(time.DateOnly), Note: "Good morning.", By: "bench", Begun: now})
}

// A mailSink is a mail server that counts what it takes.
type mailSink struct {
	server      *gosmtp.Server
	addr        string
	done        chan struct{} // closed when all have come
	mu          sync.Mutex
	to          map[string]bool
	twice       int
	bytes       int64
	first, last time.Time
}

func newMailSink() (*mailSink, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &mailSink{addr: l.Addr().String(), done: make(chan struct{}), to: map[string]bool{}}
	s.server = gosmtp.NewServer(s)
	s.server.Domain, s.server.ErrorLog = "sink.example", log.New(io.Discard, "", 0)
	go s.server.Serve(l)
	return s, nil
}

func (s *mailSink) NewSession(*gosmtp.Conn) (gosmtp.Session, error) {
	return &mailSession{mailSink: s}, nil
}

func (s *mailSink) taken() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.to)
}

type mailSession struct {
	*mailSink
	rcpt string
}

func (*mailSession) Mail(string, *gosmtp.MailOptions) error { return nil }
func (*mailSession) Reset()                                 {}
func (*mailSession) Logout() error                          { return nil }

func (m *mailSession) Rcpt(to string, _ *gosmtp.RcptOptions) error {
	m.rcpt = to
	return nil
}

// errTwice is said of a letter that somebody got twice, and fails the measure.
var errTwice = &gosmtp.SMTPError{Code: 554, EnhancedCode: gosmtp.EnhancedCode{5, 0, 0}, Message: "taken before"}

func (m *mailSession) Data(r io.Reader) error {
	n, err := io.Copy(io.Discard, r)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.to[m.rcpt] {
		m.twice++
		return errTwice
	}
	m.last = time.Now()
	if len(m.to) == 0 {
		m.first = m.last
	}
	m.to[m.rcpt] = true
	if m.bytes += n; len(m.to) == mailTo {
		close(m.done)
	}
	return nil
}

var peakLine = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// peakMemory is the most that a process has had of memory, in bytes.
func peakMemory(pid int) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	found := peakLine.FindSubmatch(text)
	if found == nil {
		return 0, errors.New("the system does not say what memory a process has had")
	}
	kB, err := strconv.ParseInt(string(found[1]), 10, 64)
	return kB << 10, err
}
