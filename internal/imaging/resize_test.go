package imaging

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	xdraw "golang.org/x/image/draw"
)

func TestResizeKeepsProportionsAndNeverEnlarges(t *testing.T) {
	tests := []struct {
		name               string
		w, h, asked        int
		wantWide, wantTall int
	}{
		{"half", 400, 300, 200, 200, 150},
		{"a tenth", 4000, 3000, 400, 400, 300},
		{"rounded", 1001, 333, 500, 500, 166},
		{"a thin strip", 3000, 2, 100, 100, 1},
		{"a tall one", 20, 4000, 10, 10, 2000},
		{"the same", 640, 480, 640, 640, 480},
		{"narrower than asked", 100, 50, 640, 100, 50},
		{"nonsense", 100, 50, 0, 100, 50},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Resize(checker(test.w, test.h), test.asked).Rect.Max
			if want := image.Pt(test.wantWide, test.wantTall); got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestResizeKeepsColours(t *testing.T) {
	for _, c := range []color.RGBA{{0, 0, 0, 255}, {255, 255, 255, 255}, {200, 10, 77, 255}, {40, 20, 10, 50}, {}} {
		in := image.NewRGBA(image.Rect(0, 0, 733, 411))
		for i := 0; i < len(in.Pix); i += 4 {
			in.Pix[i], in.Pix[i+1], in.Pix[i+2], in.Pix[i+3] = c.R, c.G, c.B, c.A
		}
		for _, w := range []int{700, 301, 90, 1} {
			out := Resize(in, w)
			for _, at := range []image.Point{{}, out.Rect.Max.Sub(image.Pt(1, 1)), out.Rect.Max.Div(2)} {
				if got := out.RGBAAt(at.X, at.Y); got != c {
					t.Errorf("%v at width %d: got %v", c, w, got)
				}
			}
		}
	}
}

// The reduction in two steps must look as the slow one does.
func TestResizeIsCloseToAFullFilter(t *testing.T) {
	in, _ := decode(t, load(t, "photo/orientation/Landscape_0.jpg"))
	for _, w := range []int{in.Rect.Dx() * 2 / 3, 320, 100} {
		got := Resize(in, w)
		want := image.NewRGBA(got.Rect)
		xdraw.CatmullRom.Scale(want, want.Rect, in, in.Rect, xdraw.Src, nil)
		if d := apart(want, got); d > 1.6 {
			t.Errorf("width %d differs by %.2f", w, d)
		}
	}
}

func TestTransparentPicturesStaySo(t *testing.T) {
	in := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 32 {
			in.SetRGBA(x, y, color.RGBA{180, 20, 20, 255})
		}
	}
	var b bytes.Buffer
	if err := EncodeWebP(&b, Resize(in, 32), 80); err != nil {
		t.Fatal(err)
	}
	out, _ := decode(t, b.Bytes())
	if left, right := out.RGBAAt(4, 16).A, out.RGBAAt(28, 16).A; left != 255 || right != 0 {
		t.Errorf("alpha is %d on the left and %d on the right", left, right)
	}
	b.Reset()
	if err := EncodeJPEG(&b, in, 82); err != nil {
		t.Fatal(err)
	}
	out, _ = decode(t, b.Bytes())
	if c := out.RGBAAt(60, 32); c.R < 250 || c.G < 250 || c.B < 250 {
		t.Errorf("a JPEG of nothing is %v, not white", c)
	}
}

// 12 megapixels to the widths of a page.
func BenchmarkResize(b *testing.B) {
	in := checker(4000, 3000)
	b.Run("ours", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, w := range []int{320, 640, 1280, 1920} {
				Resize(in, w)
			}
		}
	})
	b.Run("catmull-rom", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, w := range []int{320, 640, 1280, 1920} {
				out := image.NewRGBA(image.Rect(0, 0, w, w*3/4))
				xdraw.CatmullRom.Scale(out, out.Rect, in, in.Rect, xdraw.Src, nil)
			}
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	img, err := Draw("harbor seed=1 time=day")
	if err != nil {
		b.Fatal(err)
	}
	small := Resize(img, 960)
	for _, method := range []int{0, 2, 4} {
		b.Run("webp method "+string(rune('0'+method)), func(b *testing.B) {
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				if err := encodeWebP(&out, small, 80, method); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(out.Len()), "bytes")
		})
	}
	b.Run("jpeg", func(b *testing.B) {
		var out bytes.Buffer
		for b.Loop() {
			out.Reset()
			if err := EncodeJPEG(&out, small, 82); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(out.Len()), "bytes")
	})
}
