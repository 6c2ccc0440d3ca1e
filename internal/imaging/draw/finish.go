package draw

import "image"

// finish develops the picture: a slight vignette, the grain of film, and eight
// bits to a channel.
func (s *scene) finish() *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, s.w, s.h))
	strength := int64(620) // of 65536: the grain of a fine film
	if s.film {
		strength = 200
	}
	tile := grainTile(strength)
	shade := vignette()
	for y := range s.h {
		row := tile[(y*grainSide)%len(tile):]
		shift := int(scramble(uint64(y)) % grainSide)
		dy := int64(2*y-s.h) * 512 / int64(s.h)
		in, to := s.pix[y*s.w*3:(y+1)*s.w*3], out.Pix[y*out.Stride:]
		for x := range s.w {
			dx := int64(2*x-s.w) * 512 / int64(s.w)
			v := shade[(dx*dx+dy*dy)>>9]
			g := row[(x+shift)%grainSide]
			to[x*4] = develop(int64(in[x*3]), v, g)
			to[x*4+1] = develop(int64(in[x*3+1]), v, g)
			to[x*4+2] = develop(int64(in[x*3+2]), v, g)
			to[x*4+3] = 255
		}
	}
	return out
}

func develop(c, shade, grain int64) uint8 {
	c = c*shade>>16 + grain
	return uint8(max(0, min(255, c>>8)))
}

// vignette is how bright the frame is by the square of the distance from the
// middle: 1024 in a corner.
func vignette() *[1025]int64 {
	var t [1025]int64
	for i := range t {
		d := int64(i)
		t[i] = 65536 - d*d*d*9000>>30 - d*d*3000>>20
	}
	return &t
}

const grainSide = 256

// grainTile is noise to lay over a picture, four throws to a place so that
// strong grains are rare.
func grainTile(strength int64) []int64 {
	r := random{0x1160}
	t := make([]int64, grainSide*grainSide)
	for i := range t {
		n := r.next()
		sum := int64(n&0xFFFF) + int64(n>>16&0xFFFF) + int64(n>>32&0xFFFF) + int64(n>>48) - 2*full
		t[i] = sum * strength >> 16
	}
	return t
}
