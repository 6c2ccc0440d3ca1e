package page

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"strings"

	"ilbo.press/internal/wire"
)

// maxParts is the most parts of an MHTML file that are kept.
const maxParts = 2_000

// isMHTML recognises the single file of RFC 2557 that Chromium saves.
func isMHTML(data []byte) bool {
	head := bytes.ToLower(data[:min(len(data), 2048)])
	return bytes.Contains(head, []byte("content-type: multipart/related")) &&
		(bytes.HasPrefix(head, []byte("from:")) || bytes.HasPrefix(head, []byte("mime-version:")) || bytes.HasPrefix(head, []byte("content-type:")))
}

// readMHTML reads the first HTML part, with the pictures of the other parts.
func readMHTML(name string, data []byte, opts Options, beside *folder) (*wire.Copy, error) {
	broken := refuse(name, "This MHTML file is broken. Save the page again, as HTML or as text.")
	msg, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, broken
	}
	kind, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/related" || params["boundary"] == "" {
		return nil, broken
	}
	parts := multipart.NewReader(msg.Body, params["boundary"])
	var page []byte
	beside.parts = map[string][]byte{}
	for range maxParts {
		part, err := parts.NextPart()
		if err != nil {
			break // the end, or a cut: what came before it may hold the story
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		body, err := partBytes(part)
		switch {
		case err != nil:
		case page == nil && (kind == "text/html" || kind == "application/xhtml+xml"):
			page = body
		case strings.HasPrefix(kind, "image/"):
			beside.keep(part.Header, body)
		}
	}
	if page == nil {
		return nil, broken
	}
	text, err := decode(name, page)
	if err != nil {
		return nil, err
	}
	return readHTML(name, text, opts, beside)
}

// partBytes undoes base64; the multipart reader has undone quoted-printable.
func partBytes(part *multipart.Part) ([]byte, error) {
	var r io.Reader = part
	if strings.EqualFold(part.Header.Get("Content-Transfer-Encoding"), "base64") {
		r = base64.NewDecoder(base64.StdEncoding, part)
	}
	return io.ReadAll(r)
}

func (f *folder) keep(header textproto.MIMEHeader, body []byte) {
	if at := header.Get("Content-Location"); at != "" {
		f.parts[at] = body
	}
	if id := strings.Trim(header.Get("Content-ID"), "<>"); id != "" {
		f.parts["cid:"+id] = body
	}
}
