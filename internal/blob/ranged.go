package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
)

// A ranged object reads a blob from a store in pieces: the head at once, which
// is all of most renditions, and then whatever is asked for, without the rest.
type ranged struct {
	s        *S3
	ctx      context.Context // of whoever opened it
	key, tag string
	size     int64
	modified time.Time
	head     []byte
	at       int64 // where the next Read begins

	body io.ReadCloser // the piece under way, or nil
	from int64         // where in the blob body is
	end  int64         // where body ends
	stop context.CancelFunc
	lost int // pieces that broke off since anything was read
}

// How much one request asks for: little to begin with, so that what is opened
// and not read costs nothing, and then enough that a film takes few requests.
const (
	headSize  = 64 << 10
	pieceSize = 4 << 20
)

// Get opens the blob under key. The error is NotFound where there is none and
// Invalid where key cannot be one. A blob is never read as a whole but where it
// is small: see [Object] for what happens where it is put again meanwhile.
func (s *S3) Get(ctx context.Context, key string) (Object, error) {
	if err := ready(ctx, key); err != nil {
		return nil, err
	}
	o := &ranged{s: s, ctx: ctx, key: key}
	err := o.open()
	if said(err, minio.InvalidRange) { // it is empty
		err = o.look()
	}
	if err != nil {
		return nil, s.fault(ctx, "get", key, err)
	}
	return o, nil
}

// open reads the head, and learns what the store knows of the blob.
func (o *ranged) open() error {
	ctx, cancel := context.WithTimeout(o.ctx, patience)
	defer cancel()
	body, info, err := o.ask(ctx, 0, headSize)
	if err != nil {
		return err
	}
	defer body.Close()
	if o.head, err = io.ReadAll(io.LimitReader(body, headSize)); err != nil {
		return err
	}
	if int64(len(o.head)) != min(info.Size, headSize) {
		return io.ErrUnexpectedEOF
	}
	o.tag, o.size, o.modified = info.ETag, info.Size, info.LastModified
	return nil
}

func (o *ranged) look() error {
	info, err := o.s.stat(o.ctx, o.key)
	if err != nil {
		return err
	}
	if info.Size != 0 {
		return fmt.Errorf("the store has no range of %d bytes", info.Size)
	}
	o.modified = info.LastModified
	return nil
}

// ask requests the bytes from start, at most n of them. The size in the answer
// is the whole blob's.
func (o *ranged) ask(ctx context.Context, start, n int64) (io.ReadCloser, minio.ObjectInfo, error) {
	var opts minio.GetObjectOptions
	if err := opts.SetRange(start, start+n-1); err != nil {
		return nil, minio.ObjectInfo{}, err
	}
	if o.tag != "" {
		if err := opts.SetMatchETag(o.tag); err != nil {
			return nil, minio.ObjectInfo{}, err
		}
	}
	body, info, header, err := o.s.core.GetObject(ctx, o.s.bucket, o.s.prefix+o.key, opts)
	if err != nil {
		return nil, info, err
	}
	given, whole, ok := contentRange(header.Get("Content-Range"))
	if !ok { // the answer is the whole blob
		given, whole = 0, info.Size
	}
	if given != start {
		return nil, info, errors.Join(fmt.Errorf("the store gave bytes from %d, not from %d", given, start), body.Close())
	}
	info.Size = whole
	return body, info, nil
}

// contentRange reads "bytes 0-65535/123456" (RFC 9110, 14.4).
func contentRange(text string) (start, size int64, ok bool) {
	text, isBytes := strings.CutPrefix(text, "bytes ")
	span, whole, hasSize := strings.Cut(text, "/")
	from, _, isSpan := strings.Cut(span, "-")
	start, err1 := strconv.ParseInt(from, 10, 64)
	size, err2 := strconv.ParseInt(whole, 10, 64)
	return start, size, isBytes && hasSize && isSpan && err1 == nil && err2 == nil && start >= 0 && size >= 0
}

func (o *ranged) Size() int64        { return o.size }
func (o *ranged) ModTime() time.Time { return o.modified }

// Seek goes to a place. Nothing is asked for until it is read from.
func (o *ranged) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += o.at
	case io.SeekEnd:
		offset += o.size
	}
	if offset < 0 || whence < io.SeekStart || whence > io.SeekEnd {
		return 0, fmt.Errorf("seek in blob %s: no such place", o.key)
	}
	o.at = offset
	return offset, nil
}

func (o *ranged) Read(p []byte) (int, error) {
	if err := o.ctx.Err(); err != nil {
		return 0, err
	}
	switch {
	case len(p) == 0:
		return 0, nil
	case o.at >= o.size:
		return 0, io.EOF
	case o.at < int64(len(o.head)):
		n := copy(p, o.head[o.at:])
		o.at += int64(n)
		return n, nil
	}
	for {
		if o.body == nil || o.from != o.at {
			if err := o.next(); err != nil {
				return 0, o.s.fault(o.ctx, "read", o.key, err)
			}
		}
		n, err := o.read(p)
		if n > 0 {
			o.lost = 0
			return n, nil
		}
		if o.lost++; o.lost >= tries || o.ctx.Err() != nil {
			return 0, o.s.fault(o.ctx, "read", o.key, err)
		}
	}
}

// read reads of the piece under way. Where it gives nothing the error says why,
// and the piece is let go.
func (o *ranged) read(p []byte) (int, error) {
	watch := time.AfterFunc(patience, o.stop)
	n, err := o.body.Read(p[:min(int64(len(p)), o.end-o.from)])
	watch.Stop()
	o.at, o.from = o.at+int64(n), o.from+int64(n)
	if err != nil || o.from == o.end {
		o.letGo()
	}
	if n == 0 && (err == nil || errors.Is(err, io.EOF)) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// next asks for the piece that begins where the object is read.
func (o *ranged) next() error {
	o.letGo()
	n := min(pieceSize, o.size-o.at)
	ctx, stop := context.WithCancel(o.ctx)
	watch := time.AfterFunc(patience, stop)
	defer watch.Stop()
	body, info, err := o.ask(ctx, o.at, n)
	if err == nil && info.Size != o.size {
		err = errors.Join(errors.New("its size is another"), body.Close())
	}
	if err != nil {
		stop()
		return err
	}
	o.body, o.from, o.end, o.stop = body, o.at, o.at+n, stop
	return nil
}

func (o *ranged) letGo() {
	if o.body == nil {
		return
	}
	_ = o.body.Close() // what was read of it is good
	o.stop()
	o.body = nil
}

// Close lets go of what was asked for.
func (o *ranged) Close() error {
	o.letGo()
	return nil
}
