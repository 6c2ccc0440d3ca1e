package edition

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"ilbo.press"
)

// SVGType is the type of pages as vectors. They are text, and kept packed: every
// browser unpacks it.
const SVGType = "image/svg+xml"

// file keeps what write writes, by what is in it. Doing so twice keeps it once.
func (o *Office) file(ctx context.Context, name, kind string, write func(io.Writer) error) (ilbo.PrintFile, error) {
	var out bytes.Buffer
	packed := kind == SVGType
	if packed {
		z := gzip.NewWriter(&out)
		if err := errors.Join(write(z), z.Close()); err != nil {
			return ilbo.PrintFile{}, err
		}
	} else if err := write(&out); err != nil {
		return ilbo.PrintFile{}, err
	}
	sum := sha256.Sum256(out.Bytes())
	f := ilbo.PrintFile{Name: name, Type: kind, Sum: hex.EncodeToString(sum[:]), Size: int64(out.Len()), Packed: packed}
	return f, o.Files.Put(ctx, f.Key(), &out)
}
