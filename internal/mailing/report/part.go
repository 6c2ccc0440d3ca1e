package report

import (
	"bufio"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
)

// A search goes through a message for its report, and for the head of the letter
// that it is about.
type search struct {
	report Report
	key    string
	parts  int // that may still be read
}

func (s *search) message(from io.Reader) error {
	m, err := mail.ReadMessage(bufio.NewReader(from))
	if err != nil {
		return err
	}
	return s.part(textproto.MIMEHeader(m.Header), m.Body, 0)
}

// part looks into a part, and into those within it. A message that was cut off is
// read as far as it goes.
func (s *search) part(head textproto.MIMEHeader, body io.Reader, depth int) error {
	if s.parts--; s.parts < 0 || depth > maxDepth {
		return errors.New("the message has too many parts")
	}
	kind, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil {
		return err
	}
	if strings.HasPrefix(kind, "multipart/") {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			p, err := parts.NextRawPart()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			if err := s.part(p.Header, p, depth+1); err != nil {
				return err
			}
		}
	}
	body = plain(head.Get("Content-Transfer-Encoding"), body)
	switch kind {
	case "message/delivery-status", "message/global-delivery-status":
		s.groups(body, bounce)
	case "message/feedback-report":
		s.groups(body, complaint)
	case "message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers":
		s.returned(body)
	}
	return nil
}

// plain takes the coding of a part off.
func plain(coding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}

// fields are a group of fields.
type fields map[string][]string

func (f fields) get(name string) string { return textproto.MIMEHeader(f).Get(name) }

// word is a field without the comment that may follow.
func (f fields) word(name string) string {
	text, _, _ := strings.Cut(f.get(name), "(")
	return strings.TrimSpace(text)
}

// groups reads groups of fields, with empty lines between, until one of them is
// what is looked for. The worst of what is said of several recipients counts.
func (s *search) groups(body io.Reader, read func(fields) (Report, bool)) {
	r := textproto.NewReader(bufio.NewReader(body))
	for range maxGroups {
		group, err := r.ReadMIMEHeader()
		if found, is := read(fields(group)); is && (s.report.Kind == "" || found.Gone() && !s.report.Gone()) {
			s.report = found
		}
		if err != nil {
			return
		}
	}
}

// returned reads the head of the letter that came back.
func (s *search) returned(body io.Reader) {
	head, _ := textproto.NewReader(bufio.NewReader(body)).ReadMIMEHeader() // its end may be cut off
	for _, value := range head["List-Unsubscribe"] {
		if found := keyForm.FindStringSubmatch(strings.Join(strings.Fields(value), "")); found != nil && s.key == "" {
			s.key = found[1]
		}
	}
}
