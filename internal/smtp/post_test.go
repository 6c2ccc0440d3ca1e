package smtp_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"
	gosmtp "github.com/emersion/go-smtp"

	"ilbo.press"
	"ilbo.press/internal/smtp"
)

func clock() time.Time { return time.Date(2026, 11, 29, 6, 30, 0, 0, time.FixedZone("KST", 9*3600)) }

func options(server string) smtp.Options {
	return smtp.Options{Server: server, From: "한빛일보 <letters@daily.example>", Host: "daily.example", Clock: clock}
}

func newPost(t testing.TB, o smtp.Options) *smtp.Post {
	t.Helper()
	p, err := smtp.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func letter() ilbo.Letter {
	return ilbo.Letter{To: "minji@example.com", Subject: "한빛일보에 로그인하기", Text: "Dear reader,\n.\nthe link: https://daily.example/in/abc=1\n",
		HTML: "<p>Dear reader, <a href=\"https://daily.example/in/abc=1\">링크</a></p>", Language: ilbo.Korean}
}

// message is the last letter of a sink, read as a mail program does.
func (s *sink) message(t *testing.T) *mail.Message {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.taken) == 0 {
		t.Fatal("no letter was taken")
	}
	m, err := mail.ReadMessage(strings.NewReader(s.taken[len(s.taken)-1]))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMailProgramsReadLetters(t *testing.T) {
	s := newSink(t)
	l := letter()
	l.Unsubscribe = "https://daily.example/newsletters/unsubscribe/abc"
	if err := newPost(t, options("smtp://"+s.addr)).Send(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	m := s.message(t)
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != l.Subject {
		t.Errorf("the subject is %q: %v", subject, err)
	}
	from, err := m.Header.AddressList("From")
	if err != nil || from[0].Name != "한빛일보" || from[0].Address != "letters@daily.example" {
		t.Errorf("it is from %v: %v", from, err)
	}
	for name, want := range map[string]string{
		"To": "<minji@example.com>", "Date": "Sun, 29 Nov 2026 06:30:00 +0900", "Auto-Submitted": "auto-generated", "Mime-Version": "1.0",
		"List-Unsubscribe": "<" + l.Unsubscribe + ">", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Content-Language": "ko",
	} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if id := m.Header.Get("Message-ID"); !strings.HasSuffix(id, "@daily.example>") {
		t.Errorf("the message is named %s", id)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for _, want := range []struct{ kind, text string }{{"text/plain; charset=utf-8", l.Text}, {"text/html; charset=utf-8", l.HTML}} {
		part, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if got := strings.ReplaceAll(string(text), "\r\n", "\n"); err != nil || got != want.text || part.Header.Get("Content-Type") != want.kind {
			t.Errorf("a part of %s says %q, want %q: %v", part.Header.Get("Content-Type"), got, want.text, err)
		}
	}
}

func TestLinesOfLettersAreShort(t *testing.T) {
	s := newSink(t)
	l := letter()
	l.Subject = strings.Repeat("긴 제목 ", 40)
	l.HTML = "<p>" + strings.Repeat("가", 5_000) + "</p>"
	if err := newPost(t, options("smtp://"+s.addr)).Send(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(s.taken[0], "\r\n") {
		if len(line) > 78 {
			t.Errorf("a line has %d bytes: %s", len(line), line)
		}
	}
}

// TestNothingTypedMakesAHeader types line breaks of every sort wherever somebody
// may type.
func TestNothingTypedMakesAHeader(t *testing.T) {
	s := newSink(t)
	for _, end := range []string{"\r\n", "\n", "\r", "\u2028", "\u0085", "\v", "\x00", "\r\n\r\n", "?=\r\n"} {
		evil := "x" + end + "Bcc: victim@example.com" + end + "X-Evil: 1" + end
		o := options("smtp://" + s.addr)
		p := newPost(t, o)
		l := letter()
		l.Subject, l.Language, l.Unsubscribe = evil, ilbo.Language(evil), "https://daily.example/"+evil
		if err := p.Send(t.Context(), l); err != nil {
			t.Fatal(err)
		}
		m := s.message(t)
		for name, values := range m.Header {
			if name == "Bcc" || name == "X-Evil" || len(values) > 1 {
				t.Errorf("%q made the header %s: %q", end, name, values)
			}
		}
		l = letter()
		l.To = "minji@example.com" + end + "Bcc: victim@example.com"
		if err := p.Send(t.Context(), l); err == nil {
			t.Errorf("a letter went to %q", l.To)
		}
		o.From = `"` + evil + `" <letters@daily.example>`
		if named, err := smtp.New(o); err == nil {
			if err := named.Send(t.Context(), letter()); err != nil {
				t.Fatal(err)
			}
			if m := s.message(t); m.Header.Get("Bcc") != "" {
				t.Errorf("%q in the paper's name made a header", end)
			}
			named.Close()
		}
	}
}

func TestOneConnectionCarriesManyLetters(t *testing.T) {
	s := newSink(t)
	p := newPost(t, options("smtp://"+s.addr))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				if err := p.Send(t.Context(), letter()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if len(s.taken) != 200 || s.connections > 8 { // go-smtp opens a session anew after EHLO
		t.Errorf("%d letters came over %d connections", len(s.taken), s.connections)
	}
}

func TestWhatServersSayIsTold(t *testing.T) {
	s := newSink(t)
	p := newPost(t, options("smtp://"+s.addr))
	for name, c := range map[string]struct {
		fail          error
		ofTo          bool
		refused, gone bool
		doubt         bool
	}{
		"later":              {fail: &gosmtp.SMTPError{Code: 451, EnhancedCode: gosmtp.EnhancedCode{4, 7, 1}, Message: "greylisted"}},
		"advertisement":      {fail: &gosmtp.SMTPError{Code: 554, EnhancedCode: gosmtp.EnhancedCode{5, 7, 1}, Message: "spam"}, refused: true},
		"nobody":             {fail: &gosmtp.SMTPError{Code: 550, EnhancedCode: gosmtp.EnhancedCode{5, 1, 1}, Message: "no such user"}, ofTo: true, refused: true, gone: true},
		"full":               {fail: &gosmtp.SMTPError{Code: 552, EnhancedCode: gosmtp.EnhancedCode{5, 2, 2}, Message: "full"}, ofTo: true, refused: true},
		"policy":             {fail: &gosmtp.SMTPError{Code: 550, EnhancedCode: gosmtp.EnhancedCode{5, 7, 1}, Message: "blocked"}, ofTo: true, refused: true},
		"nobody, later":      {fail: &gosmtp.SMTPError{Code: 450, EnhancedCode: gosmtp.EnhancedCode{4, 2, 1}, Message: "busy"}, ofTo: true},
		"cut off at the end": {fail: errCut, doubt: true},
	} {
		t.Run(name, func(t *testing.T) {
			s.mu.Lock()
			if c.ofTo {
				s.refuse = c.fail
			} else {
				s.fail = []error{c.fail}
			}
			s.mu.Unlock()
			err := p.Send(t.Context(), letter())
			s.mu.Lock()
			s.refuse = nil
			s.mu.Unlock()
			var r *ilbo.Refusal
			var d *ilbo.Doubt
			if err == nil || errors.As(err, &r) != c.refused || errors.As(err, &d) != c.doubt || c.refused && r.Gone() != c.gone {
				t.Errorf("the error is %v", err)
			}
			if err := p.Send(t.Context(), letter()); err != nil {
				t.Errorf("the next letter: %v", err)
			}
		})
	}
}

func TestServersElsewhereMustEncrypt(t *testing.T) {
	s := newSink(t)
	_, port, _ := strings.Cut(s.addr, ":")
	p := newPost(t, options("smtp://user:secret-pass@127.0.0.2.nip.invalid:"+port))
	if err := p.Send(t.Context(), letter()); err == nil || strings.Contains(err.Error(), "secret-pass") {
		t.Errorf("the error is %v", err)
	}
	if len(s.taken) > 0 {
		t.Error("a letter went out in the open")
	}
}

func TestLettersAreSigned(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	text, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: text}), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newSink(t)
	o := options("smtp://" + s.addr)
	o.KeyFile, o.Selector = file, "ilbo"
	p := newPost(t, o)
	name, record, err := p.Record()
	if err != nil || name != "ilbo._domainkey.daily.example" {
		t.Fatalf("the record is at %s: %v", name, err)
	}
	if err := p.Send(t.Context(), letter()); err != nil {
		t.Fatal(err)
	}
	check := func(message string) error {
		found, err := dkim.VerifyWithOptions(strings.NewReader(message), &dkim.VerifyOptions{LookupTXT: func(domain string) ([]string, error) {
			if domain != name {
				return nil, errors.New("no record at " + domain)
			}
			return []string{record}, nil
		}})
		if err != nil {
			return err
		}
		if len(found) != 1 {
			return errors.New("there is not one signature")
		}
		return found[0].Err
	}
	if err := check(s.taken[0]); err != nil {
		t.Errorf("the signature does not hold: %v", err)
	}
	if check(strings.Replace(s.taken[0], "Auto-Submitted", "Subject: another\r\nAuto-Submitted", 1)) == nil {
		t.Error("the signature holds of another letter")
	}
}

func TestLettersWithoutAServerLieInTheOutbox(t *testing.T) {
	o := options("")
	o.Outbox = filepath.Join(t.TempDir(), "outbox")
	if err := newPost(t, o).Send(t.Context(), letter()); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(o.Outbox, "*.eml"))
	if err != nil || len(files) != 1 {
		t.Fatalf("in the outbox: %v %v", files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if m, err := mail.ReadMessage(bytes.NewReader(text)); err != nil || m.Header.Get("To") != "<minji@example.com>" {
		t.Errorf("it is no letter: %v", err)
	}
	info, err := os.Stat(files[0])
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("everybody may read it: %v %v", info.Mode(), err)
	}
}

func TestOptionsThatCannotBeAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*smtp.Options){
		"no sender":  func(o *smtp.Options) { o.From = "" },
		"a web page": func(o *smtp.Options) { o.Server = "https://mail.example" },
		"no host":    func(o *smtp.Options) { o.Server = "smtp://" },
		"no key":     func(o *smtp.Options) { o.KeyFile, o.Selector = "nowhere.pem", "ilbo" },
	} {
		o := options("smtp://127.0.0.1:25")
		spoil(&o)
		if _, err := smtp.New(o); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPasswordsAreMasked(t *testing.T) {
	for address, want := range map[string]string{
		"smtp://minji:s3cret@mail.example:587": "smtp://minji:xxxxx@mail.example:587",
		"smtps://mail.example":                 "smtps://mail.example",
		"":                                     "",
		"smtp://a:%zz@x":                       "smtp://…",
	} {
		if got := smtp.Masked(address); got != want {
			t.Errorf("%s is shown as %s", address, got)
		}
	}
}
