package imaging

import (
	"image"
	"math"
	"runtime"
	"sync"
)

// Resize makes img w pixels wide, its height in proportion and at least 1. It
// never enlarges: an image that is narrower comes back as it is.
//
// It reduces in two steps, both in integers, so that the same picture gives the
// same pixels everywhere: whole blocks of pixels are averaged until at most
// 4 times the width is left, and a Catmull-Rom filter does the rest.
func Resize(img image.Image, w int) *image.RGBA {
	in := rgba(img)
	iw, ih := in.Rect.Dx(), in.Rect.Dy()
	if w < 1 || w >= iw {
		return in
	}
	h := max(1, int((int64(ih)*int64(w)*2+int64(iw))/(2*int64(iw))))
	return scale(in, w, h)
}

// scale makes in exactly w × h.
func scale(in *image.RGBA, w, h int) *image.RGBA {
	if k := min(in.Rect.Dx()/(2*w), in.Rect.Dy()/(2*h)); k >= 2 {
		in = shrink(in, k)
	}
	return vertical(horizontal(in, w), h)
}

// shrink averages blocks of k × k pixels. What does not fill a block at the
// right and lower edges is averaged with what is there.
func shrink(in *image.RGBA, k int) *image.RGBA {
	iw, ih := in.Rect.Dx(), in.Rect.Dy()
	w, h := (iw+k-1)/k, (ih+k-1)/k
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	rowsWith(h, func() []uint32 { return make([]uint32, w*4) }, func(y int, sums []uint32) {
		clear(sums)
		high := min(k, ih-y*k)
		for sy := y * k; sy < y*k+high; sy++ {
			line := in.Pix[sy*in.Stride : sy*in.Stride+iw*4]
			for x := range w {
				s := sums[x*4 : x*4+4]
				for o := x * k * 4; o < min((x+1)*k, iw)*4; o += 4 {
					p := line[o : o+4 : o+4]
					s[0] += uint32(p[0])
					s[1] += uint32(p[1])
					s[2] += uint32(p[2])
					s[3] += uint32(p[3])
				}
			}
		}
		to := out.Pix[y*out.Stride:]
		for x := range w {
			n := uint32(min(k, iw-x*k) * high)
			for c := range 4 {
				to[x*4+c] = uint8((sums[x*4+c] + n/2) / n)
			}
		}
	})
	return out
}

// A tap is the pixels that make one of the result: from first on, each with
// its weight. Weights add up to 1<<14.
type tap struct {
	first   int
	weights []int32
}

// taps are the Catmull-Rom filter from n pixels to m.
func taps(n, m int) []tap {
	ratio := float64(n) / float64(m)
	stretch := max(1, ratio) // of the filter: enlarging, it is as wide as it is
	reach := 2 * stretch
	out := make([]tap, m)
	for i := range out {
		middle := (float64(i)+0.5)*ratio - 0.5
		first, last := max(0, int(math.Ceil(middle-reach))), min(n-1, int(math.Floor(middle+reach)))
		t := tap{first, make([]int32, last-first+1)}
		sum, raw := 0.0, make([]float64, last-first+1)
		for j := range raw {
			raw[j] = catmull((float64(first+j) - middle) / stretch)
			sum += raw[j]
		}
		rest, peak := int32(1<<14), 0
		for j := range raw {
			t.weights[j] = int32(math.Round(raw[j] / sum * (1 << 14)))
			rest -= t.weights[j]
			if raw[j] > raw[peak] {
				peak = j
			}
		}
		t.weights[peak] += rest
		out[i] = t
	}
	return out
}

func catmull(x float64) float64 {
	x = math.Abs(x)
	switch {
	case x < 1:
		return (1.5*x-2.5)*x*x + 1
	case x < 2:
		return ((-0.5*x+2.5)*x-4)*x + 2
	}
	return 0
}

func horizontal(in *image.RGBA, w int) *image.RGBA {
	h := in.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	all := taps(in.Rect.Dx(), w)
	rows(h, func(y int) {
		line, to := in.Pix[y*in.Stride:], out.Pix[y*out.Stride:]
		for x := range w {
			t := &all[x]
			var r, g, b, a int32
			o := t.first * 4
			for _, k := range t.weights {
				p := line[o : o+4 : o+4]
				r += k * int32(p[0])
				g += k * int32(p[1])
				b += k * int32(p[2])
				a += k * int32(p[3])
				o += 4
			}
			store(to[x*4:x*4+4], r, g, b, a)
		}
	})
	return out
}

func vertical(in *image.RGBA, h int) *image.RGBA {
	w := in.Rect.Dx()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	all := taps(in.Rect.Dy(), h)
	rowsWith(h, func() []int32 { return make([]int32, w*4) }, func(y int, sums []int32) {
		clear(sums)
		t := &all[y]
		for j, k := range t.weights {
			line := in.Pix[(t.first+j)*in.Stride : (t.first+j)*in.Stride+w*4]
			for x, v := range line {
				sums[x] += k * int32(v)
			}
		}
		to := out.Pix[y*out.Stride:]
		for x := range w {
			store(to[x*4:x*4+4], sums[x*4], sums[x*4+1], sums[x*4+2], sums[x*4+3])
		}
	})
	return out
}

// store rounds a pixel and keeps its colours below its alpha, as they must be
// where alpha is multiplied in.
func store(p []uint8, r, g, b, a int32) {
	limit := func(v, most int32) uint8 { return uint8(max(0, min(most, (v+1<<13)>>14))) }
	alpha := int32(limit(a, 255))
	p[0], p[1], p[2], p[3] = limit(r, alpha), limit(g, alpha), limit(b, alpha), uint8(alpha)
}

// rows does f for every row, on all processors.
func rows(n int, f func(y int)) {
	rowsWith(n, func() struct{} { return struct{}{} }, func(y int, _ struct{}) { f(y) })
}

// rowsWith is rows with room for each processor.
func rowsWith[T any](n int, room func() T, f func(y int, room T)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			mine := room()
			for y := n * i / workers; y < n*(i+1)/workers; y++ {
				f(y, mine)
			}
		})
	}
	wg.Wait()
}
