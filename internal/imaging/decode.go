package imaging

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"time"

	xwebp "golang.org/x/image/webp"

	"ilbo.press/internal/imaging/avif"
)

// Limits are what Decode accepts at most. Bytes and pixels protect memory: a
// small file can unfold into any number of pixels. Time is for files that are
// made to be gone through again and again.
type Limits struct {
	Bytes  int64 // of the file
	Pixels int   // width times height, of 8 bits a colour; of 16, half as many
	Time   time.Duration
}

// DefaultLimits fit the largest pictures of cameras that newsrooms use.
func DefaultLimits() Limits {
	return Limits{Bytes: 60 << 20, Pixels: 100_000_000, Time: 90 * time.Second}
}

// Why Decode refuses a file. The errors wrap one of these.
var (
	ErrTooLarge = errors.New("picture is too large")
	ErrFormat   = errors.New("not a JPEG, PNG, WebP, AVIF or GIF")
	ErrHEIC     = errors.New("picture is HEIC")
	ErrDamaged  = errors.New("picture is damaged or cut short")
	ErrSlow     = errors.New("picture takes too long to decode")
)

// A format is a file format that Decode reads.
type format struct {
	media  string
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	// sandboxed decodes instead, with the orientation that the container asks for:
	// see package avif.
	sandboxed func(ctx context.Context, data []byte, limits Limits) (image.Image, int, error)
}

// formatOf tells a file's format by its first bytes, never by its name.
func formatOf(b []byte) (format, bool) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return format{media: "image/jpeg", config: jpeg.DecodeConfig, decode: jpeg.Decode}, true
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return format{media: "image/png", config: png.DecodeConfig, decode: png.Decode}, true
	case bytes.HasPrefix(b, []byte("GIF87a")), bytes.HasPrefix(b, []byte("GIF89a")):
		return format{media: "image/gif", config: gif.DecodeConfig, decode: gif.Decode}, true
	case len(b) > 15 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		return format{media: "image/webp", config: xwebp.DecodeConfig, decode: xwebp.Decode}, true
	case avif.Is(b):
		return format{media: "image/avif", sandboxed: decodeAVIF}, true
	}
	return format{}, false
}

// Decode reads a picture: JPEG, PNG, WebP, AVIF, or the first frame of a GIF. It
// is turned as its EXIF orientation, or AVIF's own, asks, so that the image and
// Meta's width and height are as people see it. The header is checked against the
// limits before any pixel is decoded, and a decoder that takes longer than they
// allow, or than ctx does, is stopped. Errors wrap ErrTooLarge, ErrFormat, ErrHEIC,
// ErrDamaged or ErrSlow, or are those of r and of ctx.
func Decode(ctx context.Context, r io.Reader, limits Limits) (image.Image, Meta, error) {
	data, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, Meta{}, fmt.Errorf("read picture: %w", err)
	}
	if int64(len(data)) > limits.Bytes {
		return nil, Meta{}, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limits.Bytes)
	}
	f, ok := formatOf(data)
	if !ok && avif.IsHEIC(data) {
		return nil, Meta{}, ErrHEIC
	}
	if !ok {
		return nil, Meta{}, ErrFormat
	}
	img, turn, err := f.pixels(ctx, data, limits)
	if err != nil {
		return nil, Meta{}, err
	}
	meta := readMeta(data, f.media)
	if f.sandboxed == nil {
		turn = meta.orientation
	}
	img = orient(img, turn)
	meta.Type, meta.Width, meta.Height = f.media, img.Bounds().Dx(), img.Bounds().Dy()
	return img, meta, nil
}

// pixels decodes within the limits.
func (f format) pixels(ctx context.Context, data []byte, limits Limits) (image.Image, int, error) {
	within, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	var img image.Image
	var turn int
	var err error
	if f.sandboxed != nil {
		img, turn, err = f.sandboxed(within, data, limits)
	} else if err = f.check(data, limits); err == nil {
		img, err = f.open(within, data)
	}
	if err != nil && ctx.Err() != nil {
		err = ctx.Err()
	} else if err != nil && within.Err() != nil {
		err = fmt.Errorf("%w: more than %v", ErrSlow, limits.Time)
	}
	return img, turn, err
}

func decodeAVIF(ctx context.Context, data []byte, limits Limits) (image.Image, int, error) {
	info, err := avif.Inspect(data)
	if err != nil {
		return nil, 0, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if info.Width > limits.Pixels/info.Height {
		return nil, 0, fmt.Errorf("%w: %d × %d pixels", ErrTooLarge, info.Width, info.Height)
	}
	img, err := avif.Decode(ctx, data, info)
	switch {
	case errors.Is(err, avif.ErrMemory):
		return nil, 0, fmt.Errorf("%w: %w", ErrTooLarge, err)
	case err != nil:
		return nil, 0, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return img, info.Orientation, nil
}

func (f format) check(data []byte, limits Limits) error {
	c, err := f.config(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if c.Width < 1 || c.Height < 1 {
		return fmt.Errorf("%w: it has no pixels", ErrDamaged)
	}
	most := limits.Pixels
	switch c.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model, color.Gray16Model:
		most /= 2
	}
	if c.Width > most/c.Height {
		return fmt.Errorf("%w: %d × %d pixels", ErrTooLarge, c.Width, c.Height)
	}
	return nil
}

// open decodes the pixels. A decoder that panics on a hostile file has found
// a damaged one, and one that goes on when its time is over gets nothing more to
// read.
func (f format) open(ctx context.Context, data []byte) (img image.Image, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: decoder: %v", ErrDamaged, p)
		}
	}()
	img, err = f.decode(patient{ctx, bytes.NewReader(data)})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return img, nil
}

// A patient reader reads until its context ends.
type patient struct {
	ctx context.Context
	r   io.Reader
}

func (p patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}
