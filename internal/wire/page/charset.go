package page

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
)

// kinds are files that people mistake for saved pages, by their first bytes.
var kinds = []struct{ magic, say string }{
	{"%PDF-", "This is a PDF file. Save the page as HTML or as text instead."},
	{"bplist00", "This is a Safari web archive. Save the page as page source or as text instead."},
	{"PK\x03\x04", "This is a ZIP file (or an office document). Unpack it, or save the page as HTML or as text."},
	{"\x1f\x8b", "This is a compressed file. Unpack it first."},
	{"\x89PNG", "This is a picture, not a page."},
	{"\xff\xd8\xff", "This is a picture, not a page."},
	{"GIF8", "This is a picture, not a page."},
	{"RIFF", "This is a picture or a sound, not a page."},
}

// decode turns the bytes of a page into UTF-8. A byte order mark decides; then
// valid UTF-8 is UTF-8, whatever the page declares; then the declared set is
// tried; then CP949, which old Korean pages are in without saying so.
func decode(name string, data []byte) (string, error) {
	for _, k := range kinds {
		if bytes.HasPrefix(data, []byte(k.magic)) {
			return "", refuse(name, "%s", k.say)
		}
	}
	if set := marked(data); set != nil {
		return decodeIn(name, data, set)
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", refuse(name, "This file is not text: it holds binary data.")
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	if hangul(data) {
		return decodeIn(name, data, korean.EUCKR)
	}
	if set, label := declared(data); set != nil && label != "utf-8" && label != "euc-kr" {
		return decodeIn(name, data, set)
	}
	return "", refuse(name, "The text is broken: it is neither UTF-8 nor Korean EUC-KR, and names no other character set that fits.")
}

// marked gives the encoding that a byte order mark stands for.
func marked(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return unicode.UTF8BOM
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	}
	return nil
}

// declared finds the character set that an HTML page names in its first
// kilobytes, as browsers do (HTML, prescan a byte stream).
func declared(data []byte) (encoding.Encoding, string) {
	head := data[:min(len(data), 4096)]
	i := bytes.Index(bytes.ToLower(head), []byte("charset"))
	if i < 0 {
		return nil, ""
	}
	rest := strings.TrimLeft(string(head[i+len("charset"):]), " \t\r\n=\"'")
	end := strings.IndexFunc(rest, func(r rune) bool { return strings.ContainsRune(" \t\r\n\"'>;/", r) })
	if end < 0 {
		return nil, ""
	}
	set, label := charset.Lookup(rest[:end])
	if label == "replacement" {
		return nil, ""
	}
	return set, label
}

// hangul reports whether data decodes cleanly as CP949 and reads as Korean:
// most of its pairs are the 2,350 common syllables of KS X 1001.
func hangul(data []byte) bool {
	pairs, common := 0, 0
	for i := 0; i < len(data); i++ {
		lead := data[i]
		if lead < 0x80 {
			continue
		}
		if lead == 0x80 || lead == 0xFF || i+1 == len(data) {
			return false
		}
		i++
		trail := data[i]
		switch {
		case trail >= 'A' && trail <= 'Z', trail >= 'a' && trail <= 'z', trail >= 0x81 && trail <= 0xFE:
		default:
			return false
		}
		pairs++
		if lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1 {
			common++
		}
	}
	return pairs > 0 && common*10 >= pairs*6
}

func decodeIn(name string, data []byte, set encoding.Encoding) (string, error) {
	out, err := set.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) && !bytes.ContainsRune(data, utf8.RuneError) {
		return "", refuse(name, "The text is broken: some of its bytes are no letters in its character set.")
	}
	return string(out), nil
}
