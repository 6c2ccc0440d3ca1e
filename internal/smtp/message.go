package smtp

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"io"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"

	"golang.org/x/net/idna"

	"ilbo.press"
)

// compose writes a letter as a message of RFC 5322. What is left to chance, the
// message's own name and its boundary, comes from mark.
func compose(l ilbo.Letter, from mail.Address, to, host string, at time.Time, mark string) ([]byte, error) {
	var b bytes.Buffer
	h := header{&b}
	h.plain("Date", at.Format(time.RFC1123Z))
	h.plain("From", address(from))
	h.plain("To", "<"+to+">")
	h.text("Subject", l.Subject)
	h.plain("Message-ID", "<"+mark+"@"+host+">")
	h.plain("Auto-Submitted", "auto-generated")
	if l.Language != "" {
		h.plain("Content-Language", encoded(string(l.Language)))
	}
	if l.Unsubscribe != "" {
		// RFC 8058: mail programs post to it of themselves when a reader wants no more.
		h.plain("List-Unsubscribe", "<"+strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(encodedURL(l.Unsubscribe))+">")
		h.plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
		h.plain("Precedence", "bulk")
	}
	h.plain("MIME-Version", "1.0")
	if l.HTML == "" {
		h.plain("Content-Type", "text/plain; charset=utf-8")
		h.plain("Content-Transfer-Encoding", "quoted-printable")
		b.WriteString("\r\n")
		err := quoted(&b, l.Text)
		return b.Bytes(), err
	}
	parts := multipart.NewWriter(&b)
	if err := parts.SetBoundary("ilbo-" + mark); err != nil {
		return nil, err
	}
	h.plain("Content-Type", `multipart/alternative; boundary="`+parts.Boundary()+`"`)
	b.WriteString("\r\n")
	for _, part := range []struct{ kind, text string }{{"text/plain", l.Text}, {"text/html", l.HTML}} {
		w, err := parts.CreatePart(textproto.MIMEHeader{"Content-Type": {part.kind + "; charset=utf-8"}, "Content-Transfer-Encoding": {"quoted-printable"}})
		if err != nil {
			return nil, err
		}
		if err := quoted(w, part.text); err != nil {
			return nil, err
		}
	}
	err := parts.Close()
	return b.Bytes(), err
}

// mailbox is an address as servers without SMTPUTF8 take it, which are most: the
// host's name in ASCII. A name of a person in other letters is refused.
func mailbox(text string) (string, error) {
	text, err := ilbo.CleanEmail(text)
	if err != nil {
		return "", &ilbo.Refusal{Code: 553, Enhanced: "5.1.3", Text: ilbo.SayOf(err), OfTo: true}
	}
	name, host, _ := strings.Cut(text, "@")
	plain, err := idna.Lookup.ToASCII(host)
	if err != nil || strings.ContainsFunc(name, func(r rune) bool { return r >= 0x80 }) {
		return "", &ilbo.Refusal{Code: 553, Enhanced: "5.6.7", Text: "the address is not in letters that mail servers know", OfTo: true}
	}
	return name + "@" + plain, nil
}

// quoted writes a text in lines that every server passes on: RFC 2045, 6.7.
func quoted(w io.Writer, text string) error {
	q := quotedprintable.NewWriter(w)
	if _, err := q.Write([]byte(strings.ToValidUTF8(text, "\uFFFD"))); err != nil {
		return err
	}
	return q.Close()
}

// encodedURL writes what is no ASCII in an address as RFC 3986 has it.
func encodedURL(address string) string {
	var b strings.Builder
	for _, c := range []byte(address) {
		if c <= ' ' || c >= 0x7F {
			b.WriteString("%" + strings.ToUpper(hex.EncodeToString([]byte{c})))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// newMark names a message.
func newMark() string { return strings.ToLower(rand.Text()) }
