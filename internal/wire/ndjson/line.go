package ndjson

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// MaxLine is the longest line, in bytes.
const MaxLine = 8 << 20

// lines cuts a stream into lines, in one buffer that each line overwrites.
type lines struct {
	r      *bufio.Reader
	buf    []byte
	number int
}

// errLong says that a line was longer than MaxLine; it has been passed over.
var errLong = errors.New("line too long")

// next gives the next line that is not blank, without its end.
func (l *lines) next() ([]byte, error) {
	for {
		line, err := l.read()
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if l.number == 1 {
			line = bytes.TrimPrefix(line, []byte("\xEF\xBB\xBF"))
		}
		line = bytes.TrimSpace(line)
		if len(line) > 0 || err != nil {
			return line, err
		}
	}
}

// read gives the next line whatever it holds; a short one is not copied.
func (l *lines) read() ([]byte, error) {
	l.buf = l.buf[:0]
	l.number++
	long := false
	for {
		part, err := l.r.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			if long = long || len(l.buf)+len(part) > MaxLine; !long {
				l.buf = append(l.buf, part...)
			}
			continue
		case long || len(l.buf)+len(part) > MaxLine:
			return nil, errLong
		case len(l.buf) == 0:
			return part, err
		}
		l.buf = append(l.buf, part...)
		return l.buf, err
	}
}
