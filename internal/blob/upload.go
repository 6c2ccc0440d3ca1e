package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"

	"github.com/minio/minio-go/v7"
)

// part is how much one request carries to the store; what is longer goes in
// several, and appears when all are there. One part is in memory at a time.
const part = 16 << 20

// parts is how many the store takes.
const parts = 10_000

// Put stores all of r under key, in place of what was there. Readers see the
// old blob or the new one, whole. Once it returns nil the store has it; where r
// fails, nothing changes. Where the store falls silent or ctx ends, all of it
// may be there all the same. It is safe to do twice.
func (s *S3) Put(ctx context.Context, key string, r io.Reader) error {
	if err := ready(ctx, key); err != nil {
		return err
	}
	r = &reader{ctx, r}
	var first bytes.Buffer
	_, err := io.CopyN(&first, r, part)
	switch {
	case errors.Is(err, io.EOF):
		if err := s.putWhole(ctx, key, first.Bytes()); err != nil {
			return s.fault(ctx, "put", key, err)
		}
		return nil
	case err != nil:
		return fmt.Errorf("put blob %s: %w", key, err)
	}
	return s.putParts(ctx, key, first.Bytes(), r)
}

func (s *S3) putWhole(ctx context.Context, key string, b []byte) error {
	ctx, cancel := context.WithTimeout(ctx, carrying)
	defer cancel()
	_, err := s.carrier.PutObject(ctx, s.bucket, s.prefix+key, bytes.NewReader(b), int64(len(b)), "", digest(b), kept(key))
	return err
}

// putParts puts b and then what is left of r. Parts of what is not finished are
// taken back.
func (s *S3) putParts(ctx context.Context, key string, b []byte, r io.Reader) error {
	starting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	id, err := s.core.NewMultipartUpload(starting, s.bucket, s.prefix+key, kept(key))
	if err != nil {
		return s.fault(ctx, "put", key, err)
	}
	if err := s.fill(ctx, key, id, b, r); err != nil {
		back, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		return errors.Join(err, s.core.AbortMultipartUpload(back, s.bucket, s.prefix+key, id))
	}
	return nil
}

// fill carries the parts of an upload, and ends it.
func (s *S3) fill(ctx context.Context, key, id string, b []byte, r io.Reader) error {
	var done []minio.CompletePart
	for more := true; more; {
		if len(done) == parts {
			return invalid("The file is too large for a bucket: at most 156 GB are taken.", nil)
		}
		p, err := s.putPart(ctx, key, id, len(done)+1, b)
		if err != nil {
			return s.fault(ctx, "put", key, err)
		}
		done = append(done, p)
		n, err := io.ReadFull(r, b[:part])
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("put blob %s: %w", key, err)
		}
		b, more = b[:n], n > 0
	}
	ending, cancel := context.WithTimeout(ctx, carrying)
	defer cancel()
	if _, err := s.carrier.CompleteMultipartUpload(ending, s.bucket, s.prefix+key, id, done, minio.PutObjectOptions{}); err != nil {
		return s.fault(ctx, "put", key, err)
	}
	return nil
}

func (s *S3) putPart(ctx context.Context, key, id string, n int, b []byte) (minio.CompletePart, error) {
	ctx, cancel := context.WithTimeout(ctx, carrying)
	defer cancel()
	p, err := s.carrier.PutObjectPart(ctx, s.bucket, s.prefix+key, id, n, bytes.NewReader(b), int64(len(b)), minio.PutObjectPartOptions{Sha256Hex: digest(b), DisableContentSha256: true})
	return minio.CompletePart{PartNumber: p.PartNumber, ETag: p.ETag}, err
}

// digest is part of what is signed, so that the store refuses what was damaged
// on its way. It takes the place of the digests that DisableContentSha256 turns
// off, which not every store reads.
func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// kept is what a store is told of a blob: the media type that its name's ending
// says, for whoever looks into the bucket with other tools.
func kept(key string) minio.PutObjectOptions {
	return minio.PutObjectOptions{ContentType: mediaTypes[path.Ext(key)], DisableContentSha256: true}
}

var mediaTypes = map[string]string{
	".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".gif": "image/gif",
	".webm": "video/webm", ".mp4": "video/mp4",
}
