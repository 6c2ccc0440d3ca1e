package smtp

import (
	"context"
	"net"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"ilbo.press"
)

// Options say how the paper's letters are sent.
type Options struct {
	// Server is smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://…:465. Empty:
	// letters are written into Outbox.
	Server string
	Outbox string
	From   string // the paper's mailbox, with its name: Daily <letters@daily.example>
	Host   string // the paper's own, which messages are named by; empty: that of From

	KeyFile  string // a PEM file with the key that letters are signed with; empty: they are not
	Selector string // of the key's DNS record

	Connections int // at most at once; 0: four
	Clock       ilbo.Clock
}

// A Post sends letters. Several goroutines may use it.
type Post struct {
	from   mail.Address
	host   string
	outbox string
	server *server // nil: the outbox
	sign   *signature
	clock  ilbo.Clock
}

// New says what is wrong with the options, without asking the server.
func New(o Options) (*Post, error) {
	p := &Post{outbox: o.Outbox, host: o.Host, clock: o.Clock}
	from, err := mail.ParseAddress(o.From)
	if err != nil {
		return nil, invalid("The setting mail-from is a mailbox like Daily <letters@daily.example>.")
	}
	p.from = *from
	_, domain, _ := strings.Cut(from.Address, "@")
	if p.host == "" {
		p.host = domain
	}
	if o.Server != "" {
		if p.server, err = newServer(o.Server, p.host, o.Connections); err != nil {
			return nil, err
		}
	}
	if o.KeyFile != "" {
		key, err := readKey(o.KeyFile)
		if err != nil {
			return nil, err
		}
		if o.Selector == "" || strings.Trim(o.Selector, "abcdefghijklmnopqrstuvwxyz0123456789-.") != "" {
			return nil, invalid("The setting mail-selector names the DNS record of the key that letters are signed with: small letters and digits.")
		}
		p.sign = &signature{key, domain, o.Selector}
	}
	return p, nil
}

func invalid(say string) error { return &ilbo.Error{Kind: ilbo.Invalid, Say: say} }

// Record names the DNS record by which others check the paper's signatures, and
// says what has to stand in it. Both are empty where letters are not signed.
func (p *Post) Record() (name, text string, err error) {
	if p.sign == nil {
		return "", "", nil
	}
	text, err = p.sign.record()
	return p.sign.selector + "._domainkey." + p.sign.domain, text, err
}

// Send hands a letter over. Doing it twice sends it twice.
func (p *Post) Send(ctx context.Context, l ilbo.Letter) error {
	if err := l.Check(); err != nil {
		return &ilbo.Refusal{Code: 550, Text: ilbo.SayOf(err)}
	}
	to, err := mailbox(l.To)
	if err != nil {
		return err
	}
	mark := newMark()
	message, err := compose(l, p.from, to, p.host, p.clock(), mark)
	if err != nil {
		return err
	}
	if p.sign != nil {
		if message, err = p.sign.sign(message); err != nil {
			return err
		}
	}
	if p.server == nil {
		return p.write(message, mark)
	}
	return p.server.send(ctx, p.from.Address, to, message)
}

// Close ends the connections. No letter may be under way.
func (p *Post) Close() {
	if p.server != nil {
		p.server.close()
	}
}

// Masked is the address of a server without its password, for people.
func Masked(address string) string {
	if address == "" {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "smtp://…"
	}
	if _, has := u.User.Password(); has {
		u.User = url.UserPassword(u.User.Username(), "xxxxx")
	}
	u.Path, u.RawPath, u.RawQuery, u.Fragment = "", "", "", ""
	return u.String()
}

// loopback reports whether a host is this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// patience is how long a server may take for one command, and for a whole letter.
const (
	commandPatience = time.Minute
	letterPatience  = 3 * time.Minute
)
