package coding

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Least is the length in bytes below which bodies are not compressed: the
// header would cost what the coding saves.
const Least = 256

// Effort says how long a compression may take.
type Effort uint8

// Quick costs a reader who waits about a sixth of a millisecond for a story page;
// Best takes some hundred times that, and is for bodies that are sent many times.
const (
	Quick Effort = iota
	Best
)

var levels = map[Effort]struct {
	gzip, brotli int
	zstd         zstd.EncoderLevel
}{
	Quick: {gzip: 5, brotli: 1, zstd: zstd.SpeedDefault},
	Best:  {gzip: 9, brotli: 11, zstd: zstd.SpeedBetterCompression},
}

// A Compressor compresses. Its zero value is ready, and may be used by many at
// once; it keeps the working memory of earlier compressions, which is larger
// than the pages are.
type Compressor struct {
	idle [Count][2]sync.Pool // of *press
}

// A press compresses one body after another.
type press struct {
	writer
	out bytes.Buffer
}

type writer interface {
	io.WriteCloser
	Reset(io.Writer)
}

// Compress gives the body in a coding. The result is a slice of its own with
// no room to spare, except for Identity, which is body itself.
func (p *Compressor) Compress(body []byte, c Coding, e Effort) ([]byte, error) {
	if c == Identity {
		return body, nil
	}
	w, err := p.press(c, e)
	if err == nil {
		_, err = w.Write(body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("compress %d bytes by %v: %w", len(body), c, err)
	}
	packed := bytes.Clone(w.out.Bytes())
	p.idle[c][e].Put(w)
	return packed, nil
}

// press is one that is ready for a body. What an earlier one left is cleared
// here, once: the tables of some are larger than a processor's cache.
func (p *Compressor) press(c Coding, e Effort) (*press, error) {
	if w, ok := p.idle[c][e].Get().(*press); ok {
		w.out.Reset()
		w.Reset(&w.out)
		return w, nil
	}
	w := &press{}
	var err error
	w.writer, err = newWriter(&w.out, c, e)
	return w, err
}

func newWriter(out io.Writer, c Coding, e Effort) (writer, error) {
	level := levels[e]
	switch c {
	case Gzip:
		return gzip.NewWriterLevel(out, level.gzip)
	case Zstd:
		return zstd.NewWriter(out, zstd.WithEncoderLevel(level.zstd), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(zstdWindow))
	case Brotli:
		// The third level takes a third longer to three times as long, the smaller the
		// page, for a fifteenth less: it clears and goes through 1.3 MB of tables for
		// each, and drives from the processor's cache what the next page would find there.
		if e == Quick {
			return brotli.NewWriterV2(out, level.brotli), nil
		}
		return brotli.NewWriterOptions(out, brotli.WriterOptions{Quality: level.brotli, LGWin: brotliWindow}), nil
	}
	return nil, fmt.Errorf("no such coding: %d", c)
}

// brotliWindow is 256 KiB, as power of two, which hardly a page exceeds: the best
// effort keeps eight bytes for each byte of the window, and a window of 4 MiB took
// 32 MB for each writer.
const brotliWindow = 18

// zstdWindow is well within the 8 MB that RFC 9659 allows in HTTP: pages are
// smaller than it.
const zstdWindow = 1 << 20

// Worthwhile reports whether a body of that media type and length gains by
// compression: text does, pictures, films and fonts are compressed already.
func Worthwhile(mediaType string, length int) bool {
	if length < Least {
		return false
	}
	t, _, err := mime.ParseMediaType(mediaType)
	if err != nil {
		return false
	}
	switch t {
	case "application/json", "application/xml", "application/javascript", "image/svg+xml":
		return true
	}
	return strings.HasPrefix(t, "text/") || strings.HasSuffix(t, "+json") || strings.HasSuffix(t, "+xml")
}
