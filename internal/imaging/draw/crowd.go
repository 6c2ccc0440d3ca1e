package draw

import "math"

// crowd is people in a square, with candles when it is dark and banners
// without words when it is not.
func (s *scene) crowd() {
	r := s.chance("plan")
	s.sky(470)
	s.sun(s.wide*pick(r, 0.3, 0.7), 400)
	s.clouds(360, 0.5)
	s.row("far", -20, s.wide+20, 520, 70, 12, 0.52, 0.45, func(x float64) float64 {
		return 130 + 150*math.Abs(x/s.wide-0.5)*2
	})
	s.row("sides", -30, s.wide*0.22, 560, 110, 18, 0.3, 0.45, func(float64) float64 { return 360 })
	s.row("sides right", s.wide*0.8, s.wide+30, 560, 110, 18, 0.3, 0.45, func(float64) float64 { return 330 })
	s.mist("air", 520, 80, s.haze, 0.6)
	const rows = 15
	for i := range rows {
		t := float64(i) / (rows - 1)
		s.rank(s.chance("rank"+string(rune('a'+i))), lerp(520, 960, t*t*0.75+t*0.25), lerp(13, 92, t*t*0.8+t*0.2), lerp(0.5, 0, t))
	}
}

// rank is one row of the crowd.
func (s *scene) rank(r *random, y, size, distance float64) {
	gap := size * 1.55
	if s.dark {
		s.mist("glow"+string(rune(int(y))), y+size*0.6, size*1.6, mix(hex(0xE8A868), s.haze, distance), 0.16)
	}
	for x := -gap * r.unit(); x < s.wide+gap; x += gap * r.in(0.8, 1.2) {
		h := y + r.in(-0.35, 0.35)*size + math.Sin(s.at*1.5+x)*size*0.03
		cloth := s.near(mix(r.cloth(), hex(0x1A1F29), 0.25), distance)
		var p, head path
		p.move(x-size*0.95, h+size*3).cubic(x-size*0.95, h+size*0.95, x-size*0.6, h+size*0.72, x-size*0.22, h+size*0.62)
		p.line(x+size*0.22, h+size*0.62).cubic(x+size*0.6, h+size*0.72, x+size*0.95, h+size*0.95, x+size*0.95, h+size*3)
		s.fill(&p, down(cloth, h, cloth.darker(0.35), h+size*2))
		s.box(x-size*0.18, h+size*0.25, size*0.36, size*0.42, solid(s.near(r.skin().darker(0.2), distance)))
		head.ellipse(x, h, size*0.4, size*0.5)
		if r.chance(0.4) {
			head.round(x-size*0.43, h-size*0.15, size*0.86, size*0.75, size*0.25)
		}
		s.fill(&head, solid(s.near(r.hairColour(), distance)))
		switch {
		case s.dark && r.chance(0.5):
			s.candle(r, x+size*0.7, h+size*0.3, size, distance)
		case !s.dark && size > 20 && r.chance(0.12):
			s.placard(r, x+size*0.5, h, size, distance)
		}
	}
}

func (s *scene) candle(r *random, x, y, size, distance float64) {
	flicker := 1 + 0.15*math.Sin(s.at*r.in(5, 9)+x)
	var cup, flame path
	cup.move(x-size*0.17, y).line(x+size*0.17, y, x+size*0.11, y+size*0.42, x-size*0.11, y+size*0.42)
	s.fill(&cup, sheer(mix(hex(0xFFE4B8), s.haze, distance*0.5), 0.9))
	flame.move(x, y-size*0.36*flicker).quad(x+size*0.15, y-size*0.08, x, y).quad(x-size*0.15, y-size*0.08, x, y-size*0.36*flicker)
	s.fill(&flame, solid(hex(0xFFF0BE)))
	s.glow(x, y-size*0.12, size*1.5, 1, hex(0xFFB65A), 0.5*flicker*(1-distance*0.6))
}

func (s *scene) placard(r *random, x, y, size, distance float64) {
	s.stroke(x, y+size, x, y-size*1.3, max(1.5, size*0.06), solid(s.near(hex(0x8A6F50), distance)))
	c := s.near(pick(r, hex(0xF0EBDD), hex(0xE4B84E), hex(0xC44F42), hex(0x3F6E94)), distance)
	s.box(x-size*0.8, y-size*2.1, size*1.6, size*1.05, down(c.lighter(0.08), y-size*2.1, c.darker(0.12), y-size))
	s.box(x-size*0.58, y-size*1.85, size*1.16, size*0.14, sheer(c.darker(0.7), 0.7))
	s.box(x-size*0.58, y-size*1.52, size*0.8, size*0.14, sheer(c.darker(0.7), 0.7))
}
