package imaging

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"

	"github.com/gen2brain/webp"
)

// EncodeJPEG writes img as a JPEG of a quality from 1 to 100, and nothing
// beside the pixels. Where img is transparent it is laid on white.
func EncodeJPEG(w io.Writer, img image.Image, quality int) error {
	m := rgba(img)
	if !m.Opaque() {
		page := image.NewRGBA(m.Rect)
		draw.Draw(page, page.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(page, page.Rect, m, image.Point{}, draw.Over)
		m = page
	}
	if err := jpeg.Encode(w, m, &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("encode JPEG: %w", err)
	}
	return nil
}

// webPMethod is libwebp's effort, 0 to 6: from 2 to 4 files shrink by 2 % and
// take half as long again.
const webPMethod = 2

// EncodeWebP writes img as a lossy WebP of a quality from 1 to 100, and
// nothing beside the pixels.
//
// The encoder is libwebp, compiled to WebAssembly and carried in the program.
// A program built without the tag nodynamic uses the machine's own libwebp
// instead where there is one, which is faster and may differ in its bytes:
// releases and tests are built with the tag.
func EncodeWebP(w io.Writer, img image.Image, quality int) error {
	return encodeWebP(w, img, quality, webPMethod)
}

func encodeWebP(w io.Writer, img image.Image, quality, method int) error {
	if err := webp.Encode(w, straight(rgba(img)), webp.Options{Quality: min(99, quality), Method: method}); err != nil {
		return fmt.Errorf("encode WebP: %w", err)
	}
	return nil
}

// straight is m with its alpha not multiplied in. Opaque pixels are the same
// either way, and are shared.
func straight(m *image.RGBA) *image.NRGBA {
	if m.Opaque() {
		return &image.NRGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
	}
	out := image.NewNRGBA(m.Rect)
	draw.Draw(out, out.Rect, m, image.Point{}, draw.Src)
	return out
}

// frameVP8 is img as one VP8 key frame: what is inside a lossy WebP file.
func frameVP8(img *image.RGBA, quality int) ([]byte, error) {
	var b bytes.Buffer
	if err := encodeWebP(&b, img, quality, 0); err != nil {
		return nil, err
	}
	return chunkVP8(b.Bytes())
}

// chunkVP8 finds the VP8 chunk of a WebP file (RFC 9649, section 2.5).
func chunkVP8(file []byte) ([]byte, error) {
	for at := 12; at+8 <= len(file); {
		size := int(file[at+4]) | int(file[at+5])<<8 | int(file[at+6])<<16 | int(file[at+7])<<24
		if size < 0 || at+8+size > len(file) {
			break
		}
		if string(file[at:at+4]) == "VP8 " {
			return file[at+8 : at+8+size], nil
		}
		at += 8 + size + size&1
	}
	return nil, fmt.Errorf("encode film: WebP without a VP8 frame")
}
