package mailing_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"

	"ilbo.press"
	"ilbo.press/internal/smtp"
	"ilbo.press/internal/testmail"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/newsletters"
)

// signer makes a key that letters are signed with, as openssl writes it.
func signer(t *testing.T) (file string) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "dkim.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// bare is a frame with nothing around.
type bare struct{}

func (bare) Enclose(_ context.Context, e web.Enclosed) ([]byte, error) { return []byte(e.Main), nil }

// How much of a letter's HTML mail programs must know at least, and how much may be
// unknown to some, in percent of what is tested of it. The rest is known in part: a
// margin, but not a negative one.
const (
	leastSupported  = 80
	mostUnsupported = 2
)

// TestRealServerTakesAMailing sends one by SMTP to a server that others wrote,
// looks at what it took, and ends the newsletter as a mail program does.
func TestRealServerTakesAMailing(t *testing.T) {
	server := testmail.Start(t)
	r := newRoom(t)
	post, err := smtp.New(smtp.Options{Server: server.Address, From: "일보 <letters@daily.example>", Host: "daily.example", KeyFile: signer(t), Selector: "ilbo", Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer post.Close()
	r.real = post.Send
	id, err := r.Make(t.Context(), publisher, ilbo.Newsletter{Language: ilbo.Korean, Name: ilbo.Words{ilbo.Korean: "아침 소식"}, Front: ilbo.Home, Days: ilbo.Everyday, Hour: 7, Stories: 10})
	if err != nil {
		t.Fatal(err)
	}
	r.shown[0].Headline, r.shown[0].Kicker = "다리를 닫는다", "교통"
	for _, address := range []string{"minji@example.com", "jun@example.com"} {
		if err := r.store.PutRecipient(t.Context(), ilbo.Recipient{Newsletter: id, Address: address, Zone: "Asia/Seoul", Key: strings.ToLower(rand.Text()), Confirmed: r.now}); err != nil {
			t.Fatal(err)
		}
	}
	r.nextMorning()
	if err := r.Write(t.Context(), publisher, ilbo.Mailing{Newsletter: id, Day: "2026-11-30", Note: "안녕하십니까."}); err != nil {
		t.Fatal(err)
	}
	r.tick(t)
	letters := server.Letters(t)
	if len(letters) != 2 || letters[0].To[0].Address == letters[1].To[0].Address {
		t.Fatalf("the server took %+v", letters)
	}
	l := letters[0]
	if l.Subject != "아침 소식: 다리를 닫는다" {
		t.Errorf("the subject is %q", l.Subject)
	}
	html, text := l.Bodies(t)
	for _, want := range []string{"다리를 닫는다", "교통", "안녕하십니까.", "https://daily.example/national/2026/11/29/bridge", "구독자 기사"} {
		if !strings.Contains(html, want) || !strings.Contains(text, want) {
			t.Errorf("the letter does not say %q", want)
		}
	}
	if c := l.Check(t); c.Total.Supported < leastSupported || c.Total.Unsupported > mostUnsupported {
		t.Errorf("mail programs know %.1f%% of the letter, %.1f%% in part, and %.1f%% not: %v", c.Total.Supported, c.Total.Partial, c.Total.Unsupported, c.Warnings)
	}
	_, record, err := post.Record()
	if err != nil {
		t.Fatal(err)
	}
	found, err := dkim.VerifyWithOptions(strings.NewReader(l.Raw(t)), &dkim.VerifyOptions{LookupTXT: func(string) ([]string, error) { return []string{record}, nil }})
	if err != nil || len(found) != 1 || found[0].Err != nil || found[0].Domain != "daily.example" {
		t.Errorf("the signature: %+v, %v", found, err)
	}
	r.endsByOneClick(t, &l)
	r.now = r.now.Add(24 * time.Hour)
	r.tick(t)
	if again := server.Letters(t); len(again) != 3 || again[0].To[0].Address == l.To[0].Address {
		t.Errorf("the next morning the server has %+v", again)
	}
}

// endsByOneClick posts to the address in a letter's head: RFC 8058.
func (r *room) endsByOneClick(t *testing.T, l *testmail.Letter) {
	t.Helper()
	head := l.Head(t)
	if got := head.Get("List-Unsubscribe-Post"); got != "List-Unsubscribe=One-Click" {
		t.Fatalf("the head says %q", got)
	}
	address, err := url.Parse(strings.Trim(head.Get("List-Unsubscribe"), "<> "))
	if err != nil || address.Scheme != "https" || address.Host != "daily.example" {
		t.Fatalf("it is ended at %v: %v", address, err)
	}
	pages := newsletters.New(newsletters.Options{Paper: r.Paper, Desk: r.Desk, Frame: bare{}, Clock: time.Now, Log: slog.New(slog.DiscardHandler)})
	q := httptest.NewRequest("POST", address.RequestURI(), strings.NewReader("List-Unsubscribe=One-Click"))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	if pages.ServeHTTP(w, q); w.Code != http.StatusOK {
		t.Fatalf("one click answers %d: %s", w.Code, w.Body)
	}
}
