package draw

import "math"

// A figure is somebody seen from a distance, dressed for the season, without
// a face: the drawings show people and nobody.
type figure struct {
	x, y, h  float64 // feet and height
	facing   float64 // -1 left, 1 right, 0 to us or away
	stride   float64 // 0 stands, 1 walks
	distance float64
	shadow   float64 // share of the clothes' colour lost to the dark
	seated   bool    // drawn from the hips up
	arm      float64 // right arm: 0 hangs, 1 straight up
}

func (r *random) cloth() colour {
	return pick(r, hex(0x2F3B4C), hex(0x4A4F5A), hex(0x6B4A43), hex(0x8A8577), hex(0x37514F), hex(0x9A6B4F), hex(0x24282F), hex(0xB9AD98), hex(0x7B3A3A), hex(0x5B6B84))
}

func (r *random) hairColour() colour {
	return pick(r, hex(0x1E1B1C), hex(0x2A2322), hex(0x241F22), hex(0x3A2C28), hex(0x8E8C8A))
}

func (r *random) skin() colour {
	return pick(r, hex(0xE2B593), hex(0xD9A582), hex(0xEBC3A3), hex(0xC99672))
}

// person draws a figure.
func (s *scene) person(r *random, f figure) {
	tone := func(c colour) paint { return solid(s.near(mix(c, hex(0x141A24), f.shadow), f.distance)) }
	coat, trousers, skin, hair := r.cloth(), hex(0x262B35), r.skin(), r.hairColour()
	long, woman := r.chance(0.4), r.chance(0.5)
	h, x, y := f.h, f.x, f.y
	hip, shoulder := y-h*0.49, y-h*0.81
	if !f.seated {
		s.legs(r, f, tone(trousers))
	}
	hem := hip + h*0.03
	if long {
		hem = hip + h*0.19
	}
	var body path
	w := h * 0.115
	body.move(x-w*0.55, shoulder).quad(x-w*1.02, shoulder+h*0.015, x-w*1.02, shoulder+h*0.08)
	body.line(x-w*0.82, hip-h*0.08).quad(x-w*0.95, hip, x-w*1.05, hem).line(x+w*1.05, hem)
	body.quad(x+w*0.95, hip, x+w*0.82, hip-h*0.08).line(x+w*1.02, shoulder+h*0.08)
	body.quad(x+w*1.02, shoulder+h*0.015, x+w*0.55, shoulder)
	s.fill(&body, tone(coat))
	s.arms(f, shoulder, hip, w, tone(coat.darker(0.14)), tone(skin))
	s.head(r, f, shoulder, woman, tone(skin), tone(hair))
}

func (s *scene) legs(r *random, f figure, with paint) {
	h, hip := f.h, f.y-f.h*0.5
	swing := f.stride * h * 0.09
	if s.film && f.stride > 0 {
		swing *= math.Sin(s.at*6 + r.in(0, 6))
	}
	var p path
	p.taper(f.x-h*0.035, hip, h*0.085, f.x-h*0.04-swing, f.y, h*0.045)
	p.taper(f.x+h*0.035, hip, h*0.085, f.x+h*0.04+swing, f.y-f.stride*h*0.012, h*0.045)
	p.ellipse(f.x-h*0.04-swing+f.facing*h*0.02, f.y, h*0.036, h*0.014)
	p.ellipse(f.x+h*0.04+swing+f.facing*h*0.02, f.y-f.stride*h*0.012, h*0.036, h*0.014)
	s.fill(&p, with)
}

func (s *scene) arms(f figure, shoulder, hip, w float64, sleeve, skin paint) {
	h, x := f.h, f.x
	var p, hands path
	p.taper(x-w*0.9, shoulder+h*0.04, h*0.058, x-w*1.22, hip+h*0.0, h*0.04)
	hands.ellipse(x-w*1.24, hip+h*0.015, h*0.02, h*0.024)
	if f.arm > 0 {
		a := lerp(math.Pi*0.42, -math.Pi*0.46, f.arm)
		ex, ey := x+w*0.9+math.Cos(a)*h*0.17, shoulder+h*0.05+math.Sin(a)*h*0.17
		hx, hy := ex+math.Cos(a-0.5)*h*0.15, ey+math.Sin(a-0.5)*h*0.15
		p.taper(x+w*0.85, shoulder+h*0.045, h*0.058, ex, ey, h*0.05)
		p.taper(ex, ey, h*0.05, hx, hy, h*0.036)
		hands.ellipse(hx, hy, h*0.021, h*0.023)
	} else {
		p.taper(x+w*0.9, shoulder+h*0.04, h*0.058, x+w*1.22, hip, h*0.04)
		hands.ellipse(x+w*1.24, hip+h*0.015, h*0.02, h*0.024)
	}
	s.fill(&p, sleeve)
	s.fill(&hands, skin)
}

func (s *scene) head(r *random, f figure, shoulder float64, woman bool, skin, hair paint) {
	h, x := f.h, f.x
	var neck, face, cap path
	cy := shoulder - h*0.095
	neck.taper(x, shoulder+h*0.015, h*0.062, x, cy, h*0.05)
	face.ellipse(x+f.facing*h*0.008, cy, h*0.052, h*0.066)
	s.fill(&neck, skin)
	s.fill(&face, skin)
	cap.ellipse(x-f.facing*h*0.012, cy-h*0.022, h*0.058, h*0.054)
	if woman {
		cap.round(x-h*0.058-f.facing*h*0.012, cy-h*0.03, h*0.116, h*0.1, h*0.03)
	}
	if f.facing == 0 {
		cap.ellipse(x, cy-h*0.006, h*0.054, h*0.06)
	}
	s.fill(&cap, hair)
}

// crowdOf draws people along a line, the furthest first.
func (s *scene) crowdOf(part string, count int, x0, x1, y0, y1, h0, h1, distance0, distance1 float64) {
	r := s.chance(part)
	for i := range count {
		t := (float64(i) + r.unit()) / float64(count)
		s.person(r, figure{
			x: r.in(x0, x1), y: lerp(y0, y1, t), h: lerp(h0, h1, t) * r.in(0.92, 1.06),
			facing: pick(r, -1, 0, 1.0), stride: pick(r, 0, 1.0), distance: lerp(distance0, distance1, t),
		})
	}
}

// heads is a row of people from behind, shoulders up, as at the foot of
// a picture.
func (s *scene) heads(r *random, y, size, gap float64, c colour) {
	var p path
	for x := -gap; x < s.wide+gap; x += gap * r.in(0.8, 1.2) {
		h := y + r.in(-0.25, 0.25)*size
		p.ellipse(x, h, size*0.42, size*0.54)
		p.round(x-size*0.2, h+size*0.3, size*0.4, size*0.5, size*0.1)
		p.move(x-size*1.05, 1060).cubic(x-size*1.02, h+size*0.85, x-size*0.55, h+size*0.7, x-size*0.2, h+size*0.62)
		p.line(x+size*0.2, h+size*0.62).cubic(x+size*0.55, h+size*0.7, x+size*1.02, h+size*0.85, x+size*1.05, 1060)
		if r.chance(0.4) {
			p.round(x-size*0.46, h-size*0.3, size*0.92, size*0.95, size*0.3)
		}
	}
	s.fill(&p, solid(c))
}
