package imaging

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press/internal/testroom"
)

func load(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(testroom.File(t, "fixtures/"+name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func decode(t testing.TB, data []byte) (*image.RGBA, Meta) {
	t.Helper()
	img, meta, err := Decode(t.Context(), bytes.NewReader(data), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return rgba(img), meta
}

// apart is the mean difference of two pictures' channels, from 0 to 255.
func apart(a, b *image.RGBA) float64 {
	if a.Rect != b.Rect {
		return 255
	}
	sum := 0.0
	for i := range a.Pix {
		sum += math.Abs(float64(a.Pix[i]) - float64(b.Pix[i]))
	}
	return sum / float64(len(a.Pix))
}

func TestOrientationIsHonoured(t *testing.T) {
	upright, _ := decode(t, load(t, "photo/orientation/Landscape_0.jpg"))
	small := Resize(upright, 160)
	for _, name := range []string{"Landscape_3", "Landscape_6", "Landscape_8"} {
		t.Run(name, func(t *testing.T) {
			img, meta := decode(t, load(t, "photo/orientation/"+name+".jpg"))
			if meta.Width <= meta.Height {
				t.Fatalf("%d × %d is not a landscape", meta.Width, meta.Height)
			}
			if d := apart(small, scale(img, small.Rect.Dx(), small.Rect.Dy())); d > 6 {
				t.Errorf("differs from the upright picture by %.1f", d)
			}
		})
	}
}

func TestOrientTurnsAllEightWays(t *testing.T) {
	// a b c
	// d e f
	in := image.NewRGBA(image.Rect(0, 0, 3, 2))
	for i, c := range "abcdef" {
		in.Set(i%3, i/3, color.RGBA{uint8(c), 0, 0, 255})
	}
	want := []string{"abc/def", "cba/fed", "fed/cba", "def/abc", "ad/be/cf", "da/eb/fc", "fc/eb/da", "cf/be/ad"}
	for o := 1; o <= 8; o++ {
		out := rgba(orient(in, o))
		var lines []string
		for y := range out.Rect.Dy() {
			line := ""
			for x := range out.Rect.Dx() {
				line += string(rune(out.RGBAAt(x, y).R))
			}
			lines = append(lines, line)
		}
		if got := strings.Join(lines, "/"); got != want[o-1] {
			t.Errorf("orientation %d: got %s, want %s", o, got, want[o-1])
		}
	}
}

func TestPNGSuiteDecodes(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(testroom.File(t, "fixtures/photo/pngsuite"), "bas*.png"))
	if err != nil || len(names) < 10 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, meta := decode(t, data); meta.Width != 32 || meta.Height != 32 || meta.Type != "image/png" {
			t.Errorf("%s: %+v", filepath.Base(name), meta)
		}
	}
}

func TestDamagedPNGIsRefused(t *testing.T) {
	_, _, err := Decode(t.Context(), bytes.NewReader(load(t, "photo/pngsuite/xs1n0g01.png")), DefaultLimits())
	if !errors.Is(err, ErrFormat) && !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

func checker(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8((x ^ y) & 255), 255})
		}
	}
	return m
}

func TestDecodeReadsWhatEncodersWrite(t *testing.T) {
	in := checker(97, 61)
	write := map[string]func(*bytes.Buffer) error{
		"image/jpeg": func(b *bytes.Buffer) error { return jpeg.Encode(b, in, nil) },
		"image/png":  func(b *bytes.Buffer) error { return png.Encode(b, in) },
		"image/gif":  func(b *bytes.Buffer) error { return gif.Encode(b, in, nil) },
		"image/webp": func(b *bytes.Buffer) error { return EncodeWebP(b, in, 80) },
	}
	for media, f := range write {
		t.Run(media, func(t *testing.T) {
			var b bytes.Buffer
			if err := f(&b); err != nil {
				t.Fatal(err)
			}
			img, meta := decode(t, b.Bytes())
			if meta.Type != media || meta.Width != 97 || meta.Height != 61 {
				t.Errorf("meta %+v", meta)
			}
			if d := apart(in, img); d > 26 {
				t.Errorf("differs by %.1f", d)
			}
		})
	}
}

func TestDecodeKeepsItsLimits(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, checker(100, 100)); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		limits Limits
		want   error
	}{
		"just enough pixels": {Limits{1 << 20, 10_000, time.Minute}, nil},
		"too many pixels":    {Limits{1 << 20, 9_999, time.Minute}, ErrTooLarge},
		"just enough bytes":  {Limits{int64(b.Len()), 10_000, time.Minute}, nil},
		"too little time":    {Limits{1 << 20, 10_000, time.Nanosecond}, ErrSlow},
		"too many bytes":     {Limits{int64(b.Len()) - 1, 10_000, time.Minute}, ErrTooLarge},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, _, err := Decode(t.Context(), bytes.NewReader(b.Bytes()), test.limits)
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestMetaTellsWhoAndWhenButNotWhere(t *testing.T) {
	_, meta := decode(t, load(t, "photo/IPTC-PhotometadataRef-Std2017.1.jpg"))
	if !strings.HasPrefix(meta.Credit, "Credit Line") || !strings.HasPrefix(meta.Rights, "Copyright (Notice)") || !strings.Contains(meta.Caption, "caption") {
		t.Errorf("meta %+v", meta)
	}
	_, meta = decode(t, load(t, "photo/exif/DSCN0010.jpg"))
	if got := meta.Taken.Format("2006-01-02 15:04:05"); got != "2008-10-22 16:28:39" {
		t.Errorf("taken %s", got)
	}
}

func TestMetaIsReadAsItWasMeant(t *testing.T) {
	_, meta := decode(t, load(t, "photo/IPTC-PhotometadataRef-Std2017.1.jpg"))
	want := Meta{
		Place: "Sublocation (Core) (ref2017.1), City (Core) (ref2017.1), Province/State (Core) (ref2017.1, Country (Core) (ref2017.1)",
		Usage: "Rights Usage Termns (ref2017.1)", Keywords: []string{"Keyword1ref2017.1", "Keyword2ref2017.1", "Keyword3ref2017.1"},
	}
	if meta.Place != want.Place || meta.Usage != want.Usage || !slices.Equal(meta.Keywords, want.Keywords) {
		t.Errorf("place %q, usage %q, keywords %q", meta.Place, meta.Usage, meta.Keywords)
	}
}

// iptc is a JPEG with IPTC fields, of the application record, and no word of
// their character set.
func iptc(t testing.TB, fields map[byte]string) []byte {
	t.Helper()
	var records []byte
	for number, text := range fields {
		records = append(append(records, 0x1C, 2, number, byte(len(text)>>8), byte(len(text))), text...)
	}
	block := append([]byte("8BIM\x04\x04\x00\x00"), byte(len(records)>>24), byte(len(records)>>16), byte(len(records)>>8), byte(len(records)))
	block = append(append([]byte("Photoshop 3.0\x00"), block...), records...)
	if len(block)%2 != 0 {
		block = append(block, 0)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, checker(8, 8), nil); err != nil {
		t.Fatal(err)
	}
	segment := append([]byte{0xFF, 0xED, byte((len(block) + 2) >> 8), byte(len(block) + 2)}, block...)
	return slices.Concat(b.Bytes()[:2], segment, b.Bytes()[2:])
}

func TestCaptionsInOldCharacterSetsAreLegible(t *testing.T) {
	for name, c := range map[string]struct{ raw, want string }{
		"Korean of Windows":    {"\xbc\xad\xbf\xef \xbd\xc3\xc3\xbb \xb1\xa4\xc0\xe5, 2026", "서울 시청 광장, 2026"},
		"UTF-8 without a mark": {"서울 시청", "서울 시청"},
		"Latin":                {"Caf\xe9 M\xfcller", "Café Müller"},
		"ASCII":                {"A bridge", "A bridge"},
	} {
		if _, meta := decode(t, iptc(t, map[byte]string{120: c.raw})); meta.Caption != c.want {
			t.Errorf("%s: %q, want %q", name, meta.Caption, c.want)
		}
	}
}

func TestAVIFIsReadAndHEICRefused(t *testing.T) {
	for name, size := range map[string]image.Point{"ramp": {96, 64}, "turned-1": {64, 96}} {
		data, err := os.ReadFile("avif/testdata/" + name + ".avif")
		if err != nil {
			t.Fatal(err)
		}
		if _, meta := decode(t, data); meta.Type != "image/avif" || meta.Width != size.X || meta.Height != size.Y {
			t.Errorf("%s: %+v", name, meta)
		}
		if _, _, err := Decode(t.Context(), bytes.NewReader(data), Limits{1 << 20, 96*64 - 1, time.Minute}); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s with too many pixels: %v", name, err)
		}
	}
	heic := append([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), make([]byte, 100)...)
	if _, _, err := Decode(t.Context(), bytes.NewReader(heic), DefaultLimits()); !errors.Is(err, ErrHEIC) {
		t.Errorf("HEIC: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	small := checker(9, 7)
	var j, p, w, g bytes.Buffer
	if err := errors.Join(jpeg.Encode(&j, small, nil), png.Encode(&p, small), EncodeWebP(&w, small, 50), gif.Encode(&g, small, nil)); err != nil {
		f.Fatal(err)
	}
	ramp, err := os.ReadFile("avif/testdata/ramp.avif")
	if err != nil {
		f.Fatal(err)
	}
	for _, b := range [][]byte{ramp, iptc(f, map[byte]string{120: "\xbc\xad\xbf\xef", 25: "a"}), j.Bytes(), p.Bytes(), w.Bytes(), g.Bytes(), j.Bytes()[:j.Len()/2], []byte("RIFF\x10\x00\x00\x00WEBPVP8 "), nil} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := Limits{Bytes: 1 << 16, Pixels: 1 << 16, Time: 10 * time.Second}
		img, meta, err := Decode(t.Context(), bytes.NewReader(data), limits)
		if err != nil {
			return
		}
		if meta.Width*meta.Height > limits.Pixels || meta.Width != img.Bounds().Dx() || meta.Height != img.Bounds().Dy() || meta.Type == "" {
			t.Errorf("meta %+v of %v", meta, img.Bounds())
		}
	})
}
