package blob

import (
	"context"
	"fmt"
	"io"
	"time"

	"ilbo.press"
)

// An Object is a blob opened for reading, by one goroutine. Whoever got it
// closes it, before the context ends that it was got with. What it reads is of
// one blob, even where the key is put again meanwhile: reading on may fail
// then, and never gives some of each.
type Object = interface {
	io.ReadSeekCloser
	Size() int64
	ModTime() time.Time
}

func ready(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return checkKey(key)
}

func none(key string) error {
	return &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no such file.", Err: fmt.Errorf("blob %s", key)}
}

// A reader stops where its context does.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r *reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
