package smtp

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"ilbo.press"
)

// A server is where letters are handed in, with the connections to it that are
// open.
type server struct {
	host, port     string
	user, password string
	implicit       bool   // TLS from the first byte
	name           string // as the paper greets
	tls            *tls.Config
	room           chan struct{}   // one for each connection that may be open
	idle           chan connection // that wait for a letter
}

// A connection is open since some time, and was used last at another.
type connection struct {
	client *smtp.Client
	net    net.Conn
	used   time.Time
}

// Servers close connections that are silent for five minutes: RFC 5321, 4.5.3.2.7.
// Many do so sooner.
const idleFor = 30 * time.Second

func newServer(address, name string, connections int) (*server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Path != "" && u.Path != "/" || u.RawQuery != "" {
		return nil, invalid("The setting mail-server is an address like smtp://USER:PASSWORD@mail.example:587, or smtps://…")
	}
	if connections <= 0 {
		connections = 4
	}
	s := &server{host: u.Hostname(), port: u.Port(), implicit: u.Scheme == "smtps", name: name,
		tls: &tls.Config{ServerName: u.Hostname(), MinVersion: tls.VersionTLS12}, room: make(chan struct{}, connections), idle: make(chan connection, connections)}
	s.user = u.User.Username()
	s.password, _ = u.User.Password()
	if s.port == "" {
		s.port = "587"
		if s.implicit {
			s.port = "465"
		}
	}
	return s, nil
}

// send hands a message over, on a connection that waits or on a new one.
func (s *server) send(ctx context.Context, from, to string, message []byte) error {
	select {
	case s.room <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.room }()
	c, err := s.connection(ctx)
	if err != nil {
		return fmt.Errorf("connecting to the mail server: %w", err)
	}
	// go-smtp knows timeouts and no context: one that ends cuts the line.
	defer context.AfterFunc(ctx, func() { c.net.Close() })()
	whole, err := c.hand(from, to, message)
	if err == nil {
		c.used = time.Now()
		s.idle <- c
		return nil
	}
	var said *smtp.SMTPError
	if !errors.As(err, &said) {
		c.net.Close()
		if whole {
			return &ilbo.Doubt{Err: err}
		}
		return fmt.Errorf("handing a letter over: %w", err)
	}
	if said.Code == 421 || c.client.Reset() != nil {
		c.net.Close()
	} else {
		c.used = time.Now()
		s.idle <- c
	}
	return err
}

// hand goes through the commands of one letter. Whole says that all of it was
// sent when the error came.
func (c *connection) hand(from, to string, message []byte) (whole bool, err error) {
	if err := c.client.Mail(from, nil); err != nil {
		return false, soft(err) // it is the paper that is refused: everybody's letters wait for that to be settled
	}
	if err := c.client.Rcpt(to, nil); err != nil {
		return false, refusal(err, true)
	}
	w, err := c.client.Data()
	if err != nil {
		return false, refusal(err, false)
	}
	if err := c.net.SetWriteDeadline(time.Now().Add(letterPatience)); err != nil { // go-smtp sets none for this
		return false, err
	}
	if _, err := w.Write(message); err != nil {
		return false, err
	}
	// The dot that ends the letter goes out in Close, which then waits.
	return true, refusal(w.Close(), false)
}

// refusal tells what a server refuses for good from what it may take later.
func refusal(err error, ofTo bool) error {
	var said *smtp.SMTPError
	if !errors.As(err, &said) || said.Temporary() {
		return err
	}
	enhanced := ""
	if e := said.EnhancedCode; e[0] == 5 {
		enhanced = fmt.Sprintf("%d.%d.%d", e[0], e[1], e[2])
	}
	return errors.Join(&ilbo.Refusal{Code: said.Code, Enhanced: enhanced, Text: said.Message, OfTo: ofTo}, said)
}

// soft keeps an error from being anybody's refusal.
func soft(err error) error {
	return fmt.Errorf("the mail server does not take letters of the paper's address: %w", err)
}

// connection takes one that waits, where its server still answers, or opens one.
func (s *server) connection(ctx context.Context) (connection, error) {
	for {
		select {
		case c := <-s.idle:
			if time.Since(c.used) < idleFor {
				return c, nil
			}
			c.net.Close()
		default:
			return s.open(ctx)
		}
	}
}

func (s *server) open(ctx context.Context) (c connection, err error) {
	dialer := &net.Dialer{Timeout: commandPatience}
	if c.net, err = dialer.DialContext(ctx, "tcp", net.JoinHostPort(s.host, s.port)); err != nil {
		return c, err
	}
	defer func() {
		if err != nil {
			c.net.Close()
		}
	}()
	switch {
	case s.implicit:
		secure := tls.Client(c.net, s.tls)
		if err = secure.HandshakeContext(ctx); err != nil {
			return c, err
		}
		c.net = secure
		c.client = smtp.NewClient(secure)
	case loopback(s.host):
		c.client = smtp.NewClient(c.net)
	default:
		if err = c.net.SetDeadline(time.Now().Add(commandPatience)); err != nil {
			return c, err
		}
		if c.client, err = smtp.NewClientStartTLS(c.net, s.tls); err != nil {
			return c, fmt.Errorf("encrypting: %w", err)
		}
	}
	c.client.CommandTimeout, c.client.SubmissionTimeout = commandPatience, letterPatience
	if err = c.client.Hello(s.name); err != nil {
		return c, err
	}
	if s.user != "" {
		if err = c.client.Auth(sasl.NewPlainClient("", s.user, s.password)); err != nil {
			return c, fmt.Errorf("signing in: %w", err)
		}
	}
	return c, nil
}

func (s *server) close() {
	for {
		select {
		case c := <-s.idle:
			if err := c.client.Quit(); err != nil && !errors.Is(err, io.EOF) {
				c.net.Close()
			}
		default:
			return
		}
	}
}
