package plate_test

import (
	"bytes"
	"image"
	"image/draw"
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
	pixels := func(m image.Image) *image.Gray {
		out := image.NewGray(image.Rectangle{Max: m.Bounds().Size()})
		draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
		return out
	}
	one, other := pixels(a), pixels(b)
	size := a.Bounds().Size()
	const square = 8
	n := 0.0
	for y := 0; y+square <= size.Y; y += square {
		for x := 0; x+square <= size.X; x += square {
			sum := 0
			for dy := range square {
				at := one.PixOffset(x, y+dy)
				for dx := range square {
					sum += int(one.Pix[at+dx]) - int(other.Pix[at+dx])
				}
			}
			off := float64(max(sum, -sum)) / square / square
			mean += off
			worst = max(worst, off)
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
	const width = 1000
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
	for width, want := range map[int]image.Point{400: {400, 629}, -1: {16, 25}} {
		img, err := m.Picture(2, width)
		if err != nil {
			t.Fatal(err)
		}
		if img.Rect.Size() != want {
			t.Errorf("of width %d it is %v", width, img.Rect.Size())
		}
	}
	strip := *made
	strip.Sheet.Height = strip.Sheet.Width / 100
	wide, err := plate.New(&strip, testpress.Darkroom{}).Picture(2, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	if wide.Rect.Size() != (image.Point{4096, 41}) {
		t.Errorf("as wide as can be it is %v", wide.Rect.Size())
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
