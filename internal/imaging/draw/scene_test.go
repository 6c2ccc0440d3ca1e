package draw

import (
	"crypto/sha256"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// goldens are the recipes whose pixels are kept as hashes, small.
func goldens() []string {
	var all []string
	for i, kind := range Kinds() {
		all = append(all, fmt.Sprintf("%s seed=%d time=%s season=%s", kind, i, times[i%4], seasons[i/4%4]))
	}
	return all
}

const goldenFile = "testdata/pixels.txt"

// The same recipe gives the same pixels on every machine and with every
// processor: what the newspaper of one machine shows is what all show. Set
// ILBO_UPDATE where a scene was changed on purpose.
func TestPixelsAreTheSameEverywhere(t *testing.T) {
	var lines []string
	for _, text := range goldens() {
		r, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(r.Paint(480, 320, 0).Pix)
		lines = append(lines, fmt.Sprintf("%s %x", text, sum[:8]))
	}
	got := strings.Join(lines, "\n") + "\n"
	if os.Getenv("ILBO_UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(goldenFile), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(goldenFile, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(want), "\n") {
		if i >= len(lines) {
			break
		}
		if line != lines[i] {
			t.Errorf("got %s, want %s", lines[i], line)
		}
	}
}

func TestPaintTwiceIsTheSame(t *testing.T) {
	r, err := Parse("market seed=5 time=night")
	if err != nil {
		t.Fatal(err)
	}
	a, b := r.Paint(360, 240, 0), r.Paint(360, 240, 0)
	if string(a.Pix) != string(b.Pix) {
		t.Error("two paintings of one recipe differ")
	}
}

// shade is the mean and the spread of a picture's brightness, from 0 to 255.
func shade(m *image.RGBA) (mean, spread float64) {
	var sum, squares float64
	n := float64(len(m.Pix) / 4)
	for i := 0; i < len(m.Pix); i += 4 {
		v := 0.3*float64(m.Pix[i]) + 0.59*float64(m.Pix[i+1]) + 0.11*float64(m.Pix[i+2])
		sum += v
		squares += v * v
	}
	mean = sum / n
	return mean, math.Sqrt(squares/n - mean*mean)
}

// Every kind has something to see in it in every light and every shape.
func TestEverySceneHasSomethingInIt(t *testing.T) {
	for _, kind := range Kinds() {
		t.Run(kind, func(t *testing.T) {
			for i, when := range times {
				r, err := Parse(fmt.Sprintf("%s seed=%d time=%s season=%s shape=%s", kind, 3+i, when, seasons[i], shapes[i%3]))
				if err != nil {
					t.Fatal(err)
				}
				w, h := r.Shape.Size()
				m := r.Paint(w/5, h/5, 0)
				mean, spread := shade(m)
				if mean < 12 || mean > 246 || spread < 6 {
					t.Errorf("%v: brightness %.0f ± %.0f", r, mean, spread)
				}
				for i := 3; i < len(m.Pix); i += 4 {
					if m.Pix[i] != 255 {
						t.Fatalf("%v has holes", r)
					}
				}
			}
		})
	}
}

func TestSeedsTimesAndSeasonsDiffer(t *testing.T) {
	base := "river seed=1 time=day season=summer"
	paint := func(text string) *image.RGBA {
		r, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return r.Paint(240, 160, 0)
	}
	first := paint(base)
	for _, other := range []string{"river seed=2 time=day season=summer", "river seed=1 time=night season=summer", "river seed=1 time=day season=autumn"} {
		m, sum := paint(other), 0.0
		for i := range m.Pix {
			sum += math.Abs(float64(m.Pix[i]) - float64(first.Pix[i]))
		}
		if mean := sum / float64(len(m.Pix)); mean < 1 {
			t.Errorf("%s differs from %s by %.2f only", other, base, mean)
		}
	}
}

func TestFilmsMove(t *testing.T) {
	for _, kind := range Kinds() {
		r, err := Parse("film " + kind + " seed=2 time=dusk")
		if err != nil {
			t.Fatal(err)
		}
		a, b := r.Paint(160, 90, 1), r.Paint(160, 90, 7)
		changed := 0
		for i := range a.Pix {
			if d := int(a.Pix[i]) - int(b.Pix[i]); d > 6 || d < -6 {
				changed++
			}
		}
		if changed < len(a.Pix)/100 {
			t.Errorf("%s stands still: %d of %d differ", kind, changed, len(a.Pix))
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, kind := range Kinds() {
		b.Run(kind, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Draw(kind + " seed=1 time=dusk"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
