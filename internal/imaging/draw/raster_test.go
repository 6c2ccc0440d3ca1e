package draw

import (
	"math"
	"testing"
)

// plain is a scene of one colour to fill shapes on, a pixel to a unit.
func plain(t *testing.T) *scene {
	t.Helper()
	r, err := Parse("moon seed=1 time=day")
	if err != nil {
		t.Fatal(err)
	}
	s := newScene(r, 1200, 1000)
	return s
}

// area is how much of the canvas is covered, in pixels.
func area(s *scene) float64 {
	sum := 0.0
	for i := 0; i < len(s.pix); i += 3 {
		sum += float64(s.pix[i]) / full
	}
	return sum
}

func TestFillCoversTheAreaOfTheShape(t *testing.T) {
	tests := []struct {
		name string
		draw func(p *path)
		want float64
	}{
		{"a rectangle on pixels", func(p *path) { p.rect(10, 20, 300, 200) }, 60_000},
		{"one between pixels", func(p *path) { p.rect(10.25, 20.5, 300.5, 200.25) }, 300.5 * 200.25},
		{"a hair", func(p *path) { p.rect(10.3, 20, 0.25, 400) }, 100},
		{"a triangle", func(p *path) { p.move(100, 100).line(400, 130, 180, 410) }, 0.5 * math.Abs(300*310-30*80)},
		{"a circle", func(p *path) { p.ellipse(500, 500, 300, 300) }, math.Pi * 300 * 300},
		{"a stroke", func(p *path) { p.stroke(100, 100, 400, 500, 10) }, 5000},
		{"out to the left", func(p *path) { p.rect(-200, 100, 300, 100) }, 10_000},
		{"out to the right", func(p *path) { p.rect(1150, 100, 300, 100) }, 5_000},
		{"out above and below", func(p *path) { p.rect(100, -500, 10, 3000) }, 10_000},
		{"out at a slant", func(p *path) { p.move(-100, 0).line(100, 0, 100, 200) }, 0.5 * 100 * (100 + 200)},
		{"all outside", func(p *path) { p.rect(-300, -300, 100, 100) }, 0},
		{"far outside", func(p *path) { p.rect(-1e9, 100, 1e12, 10) }, 12_000},
		{"two that overlap, in opposite turns", func(p *path) {
			p.rect(100, 100, 200, 100)
			p.move(200, 100).line(200, 200, 400, 200, 400, 100)
		}, 30_000},
		{"no area", func(p *path) { p.move(1, 1).line(50, 50) }, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := plain(t)
			var p path
			test.draw(&p)
			s.fill(&p, solid(hex(0xFFFFFF)))
			if got := area(s); math.Abs(got-test.want) > 2+test.want*0.002 {
				t.Errorf("got %.1f, want %.1f", got, test.want)
			}
		})
	}
}

func TestPaintsGoFromOneColourToTheOther(t *testing.T) {
	s := plain(t)
	s.box(0, 0, 1200, 1000, down(hex(0x000000), 100, hex(0xFFFFFF), 900))
	for y, want := range map[int]float64{0: 0, 99: 0, 500: 0.5, 700: 0.75, 950: 1} {
		if got := float64(s.pix[(y*s.w+600)*3]) / full; math.Abs(got-want) > 0.005 {
			t.Errorf("down at %d: got %.3f, want %.3f", y, got, want)
		}
	}
	s.box(0, 0, 1200, 1000, ring(hex(0x000000), hex(0xFFFFFF), 600, 500, 400))
	for x, want := range map[int]float64{600: 0, 800: 0.5, 500: 0.25, 1100: 1} {
		if got := float64(s.pix[(500*s.w+x)*3]) / full; math.Abs(got-want) > 0.04 {
			t.Errorf("ring at %d: got %.3f, want %.3f", x, got, want)
		}
	}
}

func TestNoiseIsSmoothAndWithinItsBounds(t *testing.T) {
	n := newRandom("test", 1, "noise").noise()
	last := n.at(0, 0.5)
	low, high := 1.0, 0.0
	for i := range 5000 {
		v := n.at(float64(i)/50, 0.5)
		if v < 0 || v > 1 || math.Abs(v-last) > 0.05 {
			t.Fatalf("at %d: %.3f after %.3f", i, v, last)
		}
		low, high, last = min(low, v), max(high, v), v
	}
	if high-low < 0.7 {
		t.Errorf("goes from %.2f to %.2f only", low, high)
	}
}
