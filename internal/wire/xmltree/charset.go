package xmltree

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// ahead is how much of a document is looked at to tell its character set.
const ahead = 64 << 10

var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:\-]{1,40})["']`)

// errText says that what came is no text.
var errText = errors.New("it is not text: it holds binary data")

// UTF8 makes a reader of UTF-8 of a document in any character set.
func UTF8(r io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(r, ahead)
	head, err := in.Peek(ahead)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return nil, err
	}
	set := tell(head)
	if set == nil && bytes.IndexByte(head, 0) >= 0 {
		return nil, errText
	}
	if set == nil {
		return &clean{r: in}, nil
	}
	return &clean{r: transform.NewReader(in, set.NewDecoder())}, nil
}

// tell gives the character set of a document by its beginning, nil for UTF-8.
func tell(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		return unicode.UTF8BOM
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte("<\x00?\x00")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}), bytes.HasPrefix(head, []byte("\x00<\x00?")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	whole := head
	if len(whole) == ahead { // the last character may be cut
		for i := 0; i < utf8.UTFMax && len(whole) > 0 && !utf8.Valid(whole); i++ {
			whole = whole[:len(whole)-1]
		}
	}
	if utf8.Valid(whole) && !ascii(whole) {
		return nil
	}
	if m := declaration.FindSubmatch(head); m != nil {
		if set, label := charset.Lookup(string(m[1])); set != nil && label != "utf-8" && label != "replacement" && label != "utf-16le" && label != "utf-16be" {
			return set
		}
	}
	switch {
	case ascii(whole):
		return nil
	case hangul(head):
		return korean.EUCKR
	}
	return charmap.Windows1252
}

func ascii(b []byte) bool {
	return bytes.IndexFunc(b, func(r rune) bool { return r >= 0x80 }) < 0
}

// hangul reports whether bytes read as Korean in EUC-KR: most of their pairs
// are common syllables.
func hangul(data []byte) bool {
	pairs, common := 0, 0
	for i := 0; i+1 < len(data); i++ {
		if data[i] < 0x80 {
			continue
		}
		pairs++
		if data[i] >= 0xB0 && data[i] <= 0xC8 && data[i+1] >= 0xA1 {
			common++
		}
		i++
	}
	return pairs > 0 && common*10 >= pairs*6
}

// clean drops the control characters that XML does not allow, and makes white
// space of what stands before a document.
type clean struct{ r io.Reader }

func (c *clean) Read(p []byte) (int, error) {
	for {
		n, err := c.r.Read(p)
		kept := p[:0]
		for _, b := range p[:n] {
			if b >= ' ' && b != 0x7F || b == '\n' || b == '\t' || b == '\r' {
				kept = append(kept, b)
			}
		}
		if len(kept) > 0 || err != nil {
			return len(kept), err
		}
	}
}
