package ghost

import (
	"context"
	"io"
	"io/fs"

	"ilbo.press"
)

// Options say what an export does not tell.
type Options struct {
	Dir       fs.FS           // where pictures lie, and perhaps routes.yaml; nil: nowhere
	Languages []ilbo.Language // of the paper; one alone is every story's
	// Read, unless nil, is told of the bytes that are read, or that need not be
	// read. Over all, a file is read [Passes] times.
	Read func(n int64)
}

// Passes is how often a file is read.
const Passes = 2

// A counted reader tells of what is read through it.
type counted struct {
	io.Reader
	ctx  context.Context
	read func(n int64)
	n    int64
}

func (c *counted) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	c.read(int64(n))
	return n, err
}

// from reads a file from an offset on. What stands before that needs no reading.
func (o *Options) from(ctx context.Context, file io.ReaderAt, at, size int64) *counted {
	c := &counted{ctx: ctx, Reader: io.NewSectionReader(file, at, size-at), read: o.Read, n: at}
	if c.read == nil {
		c.read = func(int64) {}
	}
	c.read(at)
	return c
}

// done tells that the rest needs no reading.
func (c *counted) done(size int64) { c.read(size - c.n) }
