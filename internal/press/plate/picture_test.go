package plate_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/press/plate"
	"ilbo.press/internal/testpress"
	"ilbo.press/internal/testroom"
)

// apart is how far two pictures are from each other: by the mean of all pixels,
// and by the square of eight by eight pixels that is farthest, in steps of 255.
func apart(t *testing.T, a, b image.Image) (mean, worst float64) {
	t.Helper()
	if a.Bounds().Size() != b.Bounds().Size() {
		t.Fatalf("one is of %v, the other of %v", a.Bounds().Size(), b.Bounds().Size())
	}
	grey := func(m image.Image, x, y int) float64 {
		r, g, b, _ := m.At(m.Bounds().Min.X+x, m.Bounds().Min.Y+y).RGBA()
		return float64(r+g+b) / 3 / 257
	}
	size := a.Bounds().Size()
	const square = 8
	n := 0.0
	for y := 0; y+square <= size.Y; y += square {
		for x := 0; x+square <= size.X; x += square {
			sum := 0.0
			for dy := range square {
				for dx := range square {
					sum += grey(a, x+dx, y+dy) - grey(b, x+dx, y+dy)
				}
			}
			sum = max(sum, -sum) / square / square
			mean += sum
			worst = max(worst, sum)
			n++
		}
	}
	return mean / n, worst
}

// TestPictureIsThePrintedPage compares pages with what poppler makes of the PDF.
func TestPictureIsThePrintedPage(t *testing.T) {
	tool, err := exec.LookPath("pdftoppm")
	if err != nil {
		testroom.Need(t, testroom.Missing("pdftoppm"))
	}
	_, made := edition(t)
	dir := t.TempDir()
	file, err := os.Create(filepath.Join(dir, "edition.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if err := (press.Press{RGB: true}).Print(file, made, testpress.Darkroom{}); err != nil {
		t.Fatal(err)
	}
	file.Close()
	m := plate.New(made, testpress.Darkroom{})
	const width = 800
	for _, f := range []ilbo.Folio{1, 2, ilbo.Folio(len(made.Pages))} {
		ours, err := m.Picture(f, width)
		if err != nil {
			t.Fatal(err)
		}
		n := strconv.Itoa(int(f))
		cmd := exec.Command(tool, "-png", "-singlefile", "-f", n, "-l", n, "-scale-to-x", strconv.Itoa(width), "-scale-to-y", strconv.Itoa(ours.Rect.Dy()), file.Name(), filepath.Join(dir, n))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		data, err := os.ReadFile(filepath.Join(dir, n+".png"))
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		mean, worst := apart(t, ours, theirs)
		// Poppler fits letters to pixels, and shows small ones lighter.
		if mean > 4.5 || worst > 55 {
			t.Errorf("%s: the picture is %.2f apart from the printed page, %.1f at most", f, mean, worst)
		}
	}
}

func TestPicturesOfAnyWidthAreOfThePagesShape(t *testing.T) {
	_, made := edition(t)
	m := plate.New(made, testpress.Darkroom{})
	for width, want := range map[int]image.Point{400: {400, 629}, -1: {16, 25}, 1 << 30: {4096, 6437}} {
		if width > 1<<20 && testing.Short() {
			continue
		}
		img, err := m.Picture(2, width)
		if err != nil {
			t.Fatal(err)
		}
		if img.Rect.Size() != want {
			t.Errorf("of width %d it is %v", width, img.Rect.Size())
		}
	}
	a, err := m.Picture(1, 320)
	if err != nil {
		t.Fatal(err)
	}
	b, err := plate.New(made, testpress.Darkroom{}).Picture(1, 320)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Pix, b.Pix) {
		t.Error("the same page is other pixels")
	}
}

func BenchmarkPicture(b *testing.B) {
	made := testpress.Make(b, testpress.Sample(b, ilbo.English), press.Broadsheet())
	m := plate.New(made, testpress.Darkroom{})
	for b.Loop() {
		if _, err := m.Picture(2, 400); err != nil {
			b.Fatal(err)
		}
	}
}
