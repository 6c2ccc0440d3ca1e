package avif

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func load(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name+".avif"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// ramp is what the pictures of testdata were made from: red grows to the right,
// green down. (avifenc 0.11 made them, with --irot and --imir.)
func ramp(x, y int) color.RGBA {
	return color.RGBA{uint8(x * 255 / 96), uint8(y * 255 / 64), uint8((x ^ y) & 255), 255}
}

// apart is the mean difference of red and green from the ramp's.
func apart(img *image.RGBA) float64 {
	sum := 0.0
	for y := range 64 {
		for x := range 96 {
			got, want := img.RGBAAt(x, y), ramp(x, y)
			sum += math.Abs(float64(got.R)-float64(want.R)) + math.Abs(float64(got.G)-float64(want.G))
		}
	}
	return sum / (96 * 64 * 2)
}

func TestPicturesAreDecoded(t *testing.T) {
	for name, orientation := range map[string]int{"ramp": 1, "ten-bits": 1, "turned-1": 8, "turned-3": 6, "mirrored-0": 4, "mirrored-1": 2, "turned-mirrored": 5} {
		data := load(t, name)
		info, err := Inspect(data)
		if err != nil || info != (Info{96, 64, orientation}) {
			t.Errorf("%s: %+v, %v; want it to be 96 × 64, to be turned by %d", name, info, err, orientation)
			continue
		}
		img, err := Decode(t.Context(), data, info)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := apart(img); d > 6 {
			t.Errorf("%s differs by %.1f", name, d)
		}
	}
}

func TestAlphaIsMultipliedIn(t *testing.T) {
	data := load(t, "alpha")
	info, err := Inspect(data)
	if err != nil {
		t.Fatal(err)
	}
	img, err := Decode(t.Context(), data, info)
	if err != nil {
		t.Fatal(err)
	}
	if a := img.RGBAAt(90, 2).A; a > 30 {
		t.Errorf("alpha at the upper right is %d", a)
	}
	if c := img.RGBAAt(90, 32); c.A < 100 || c.A > 160 || c.R > c.A {
		t.Errorf("the middle right is %v", c)
	}
	if a := img.RGBAAt(10, 10).A; a < 250 {
		t.Errorf("alpha at the left is %d", a)
	}
}

// What the container says of the size may be a lie: what comes is of that size,
// and holds nothing but the picture and what the sandbox began with.
func TestALieOfTheSizeIsHarmless(t *testing.T) {
	for _, side := range []uint32{20, 64, 65, 200} {
		data := claim(load(t, "ramp"), side, side)
		info, err := Inspect(data)
		if err != nil {
			t.Fatal(err)
		}
		img, err := Decode(t.Context(), data, info)
		if err == nil && img.Rect != image.Rect(0, 0, int(side), int(side)) {
			t.Errorf("%d: %v", side, img.Rect)
		}
	}
}

// claim writes another size in the container.
func claim(data []byte, w, h uint32) []byte {
	data = bytes.Clone(data)
	at := bytes.Index(data, []byte("ispe"))
	binary.BigEndian.PutUint32(data[at+8:], w)
	binary.BigEndian.PutUint32(data[at+12:], h)
	return data
}

func TestHostileFilesAreRefused(t *testing.T) {
	good := load(t, "ramp")
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":                {nil, ErrFormat},
		"its beginning":          {good[:40], ErrFormat},
		"a size of nothing":      {claim(good, 0, 64), ErrFormat},
		"a size beyond measure":  {claim(good, 1<<31, 1<<31), ErrFormat},
		"a claim of gigapixels":  {claim(good, 1<<16, 1<<16), ErrMemory},
		"a picture that is cut":  {good[:len(good)-200], ErrDamaged},
		"a picture that is dust": {append(bytes.Clone(good[:len(good)-300]), make([]byte, 300)...), ErrDamaged},
	} {
		info, err := Inspect(c.data)
		if err == nil {
			_, err = Decode(t.Context(), c.data, info)
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestDecodingStopsWithItsContext(t *testing.T) {
	data := load(t, "ramp")
	info, err := Inspect(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := build(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Microsecond)
	defer cancel()
	if _, err := Decode(ctx, data, info); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if _, err := Decode(t.Context(), data, info); err != nil {
		t.Errorf("the next picture: %v", err)
	}
}

func TestTheDecoderIsTheOneThatIsNamed(t *testing.T) {
	const want = "1ee2423413384d54b3fa4e2882424d60a2a05f5fe7ec573535fdb6b531071a9b" // of the module named in doc.go
	if sum := sha256.Sum256(packed); hex.EncodeToString(sum[:]) != want {
		t.Errorf("decoder.wasm.gz has the sum %x", sum)
	}
}

func TestHEICIsToldFromAVIF(t *testing.T) {
	file := func(brands string) []byte {
		b := binary.BigEndian.AppendUint32(nil, uint32(8+len(brands)))
		return append(append(b, "ftyp"+brands...), make([]byte, 32)...)
	}
	for brands, want := range map[string][2]bool{
		"heic\x00\x00\x00\x00mif1heic": {false, true}, "mif1\x00\x00\x00\x00mif1heic": {false, true}, "avif\x00\x00\x00\x00avifmif1miaf": {true, false},
		"mif1\x00\x00\x00\x00mif1avif": {true, false}, "mif1\x00\x00\x00\x00mif1": {false, true}, "isom\x00\x00\x00\x00isommp42": {false, false},
	} {
		if b := file(brands); Is(b) != want[0] || IsHEIC(b) != want[1] {
			t.Errorf("%q: AVIF %v, HEIC %v", brands, Is(b), IsHEIC(b))
		}
	}
}

func FuzzInspect(f *testing.F) {
	for _, name := range []string{"ramp", "alpha", "turned-mirrored"} {
		f.Add(load(f, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := Inspect(data)
		if err == nil && (info.Width < 1 || info.Height < 1 || info.Orientation < 1 || info.Orientation > 8) {
			t.Errorf("%+v", info)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, name := range []string{"ramp", "alpha", "ten-bits"} {
		f.Add(load(f, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := Inspect(data)
		if err != nil || info.Width*info.Height > 1<<16 {
			return
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		img, err := Decode(ctx, data, info)
		if err == nil && img.Rect != image.Rect(0, 0, info.Width, info.Height) {
			t.Errorf("%v for %+v", img.Rect, info)
		}
		if errors.Is(err, context.DeadlineExceeded) {
			t.Error("it took ten seconds")
		}
	})
}
