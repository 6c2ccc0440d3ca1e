package press

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"ilbo.press"
)

// file keeps what write writes, by what is in it. Doing so twice keeps it once.
func (o *Office) file(ctx context.Context, name, kind string, write func(io.Writer) error) (ilbo.PrintFile, error) {
	var out bytes.Buffer
	if err := write(&out); err != nil {
		return ilbo.PrintFile{}, err
	}
	sum := sha256.Sum256(out.Bytes())
	f := ilbo.PrintFile{Name: name, Type: kind, Sum: hex.EncodeToString(sum[:]), Size: int64(out.Len())}
	return f, o.Files.Put(ctx, f.Key(), &out)
}
