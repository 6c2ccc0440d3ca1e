package wxr

import (
	"io"
	"io/fs"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"ilbo.press"
)

// A File is one export, or one part of an export that was cut in several.
type File struct {
	Name string // for people
	R    io.ReaderAt
	Size int64
	Dir  fs.FS // where its pictures lie; nil: nowhere
}

// refuse makes the error for an entry of the file, or for the file where line
// is zero.
func (f *File) refuse(line int, format string, args ...any) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: f.where(line) + sayf(format, args...)}
}

// How much is read at a time: of a file from its beginning, and of one entry.
const (
	streamBuffer = 256 << 10
	itemBuffer   = 8 << 10
)

// open begins to read the file at an offset.
func (f *File) open(at int64, size int, prefix map[string]string) *scanner {
	s := newScanner(io.NewSectionReader(f.R, at, f.Size-at), size)
	s.at, s.prefix = at, prefix
	return s
}

// strangers are files that people mistake for exports, by their first bytes.
var strangers = []struct{ magic, say string }{
	{"PK\x03\x04", "This is a ZIP file. Unpack it first."},
	{"\x1f\x8b", "This is a compressed file. Unpack it first."},
	{"\xff\xfe", "This file is in UTF-16. Save it as UTF-8 first."},
	{"\xfe\xff", "This file is in UTF-16. Save it as UTF-8 first."},
	{"{", "This is JSON and no WordPress export."},
}

var declaredSet = regexp.MustCompile(`^<\?xml[^>]*\sencoding=["']([A-Za-z0-9._:-]+)["']`)

// head looks at the beginning of a file: the character set that it declares,
// nil for UTF-8, or why it is no export.
func (f *File) head() (encoding.Encoding, error) {
	var head [512]byte
	n, err := f.R.ReadAt(head[:min(f.Size, int64(len(head)))], 0)
	if n == 0 {
		if err != nil && f.Size > 0 {
			return nil, f.refuse(0, "The file cannot be read.")
		}
		return nil, f.refuse(0, "The file is empty.")
	}
	begin := strings.TrimSpace(strings.TrimPrefix(string(head[:n]), "\ufeff"))
	for _, s := range strangers {
		if strings.HasPrefix(begin, s.magic) {
			return nil, f.refuse(0, "%s", s.say)
		}
	}
	m := declaredSet.FindStringSubmatch(begin)
	if m == nil || strings.EqualFold(m[1], "utf-8") {
		return nil, nil
	}
	set, name := charset.Lookup(m[1])
	if set == nil || strings.HasPrefix(name, "utf-") {
		return nil, f.refuse(0, "The file says that it is in the character set %s, which cannot be read.", m[1])
	}
	return set, nil
}
