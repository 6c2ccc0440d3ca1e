package imaging

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	xwebp "golang.org/x/image/webp"
)

// Limits are what Decode accepts at most. Both protect memory: a small file
// can unfold into any number of pixels.
type Limits struct {
	Bytes  int64 // of the file
	Pixels int   // width times height
}

// DefaultLimits fit the largest pictures of cameras that newsrooms use.
func DefaultLimits() Limits { return Limits{Bytes: 60 << 20, Pixels: 100_000_000} }

// Why Decode refuses a file. The errors wrap one of these.
var (
	ErrTooLarge = errors.New("picture is too large")
	ErrFormat   = errors.New("not a JPEG, PNG, WebP or GIF")
	ErrDamaged  = errors.New("picture is damaged or cut short")
)

// A format is a file format that Decode reads.
type format struct {
	media  string
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

// formatOf tells a file's format by its first bytes, never by its name.
func formatOf(b []byte) (format, bool) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return format{"image/jpeg", jpeg.DecodeConfig, jpeg.Decode}, true
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return format{"image/png", png.DecodeConfig, png.Decode}, true
	case bytes.HasPrefix(b, []byte("GIF87a")), bytes.HasPrefix(b, []byte("GIF89a")):
		return format{"image/gif", gif.DecodeConfig, gif.Decode}, true
	case len(b) > 15 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		return format{"image/webp", xwebp.DecodeConfig, xwebp.Decode}, true
	}
	return format{}, false
}

// Decode reads a picture: JPEG, PNG, WebP, or the first frame of a GIF. It is
// turned as its EXIF orientation asks, so that the image and Meta's width and
// height are as people see it. The header is checked against the limits before
// any pixel is decoded. Errors wrap ErrTooLarge, ErrFormat or ErrDamaged, or
// are those of r.
func Decode(r io.Reader, limits Limits) (image.Image, Meta, error) {
	data, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, Meta{}, fmt.Errorf("read picture: %w", err)
	}
	if int64(len(data)) > limits.Bytes {
		return nil, Meta{}, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limits.Bytes)
	}
	f, ok := formatOf(data)
	if !ok {
		return nil, Meta{}, ErrFormat
	}
	if err := f.check(data, limits); err != nil {
		return nil, Meta{}, err
	}
	img, err := f.open(data)
	if err != nil {
		return nil, Meta{}, err
	}
	meta := readMeta(data, f.media)
	img = orient(img, meta.orientation)
	meta.Type, meta.Width, meta.Height = f.media, img.Bounds().Dx(), img.Bounds().Dy()
	return img, meta, nil
}

func (f format) check(data []byte, limits Limits) error {
	c, err := f.config(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if c.Width < 1 || c.Height < 1 {
		return fmt.Errorf("%w: it has no pixels", ErrDamaged)
	}
	if c.Width > limits.Pixels/c.Height {
		return fmt.Errorf("%w: %d × %d pixels", ErrTooLarge, c.Width, c.Height)
	}
	return nil
}

// open decodes the pixels. A decoder that panics on a hostile file has found
// a damaged one.
func (f format) open(data []byte) (img image.Image, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: decoder: %v", ErrDamaged, p)
		}
	}()
	img, err = f.decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return img, nil
}
