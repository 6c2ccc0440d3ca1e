package draw

// A light is how a time of day in a season looks.
type light struct {
	zenith, middle, horizon colour // the sky, from the top down
	haze                    colour // what distance turns into
	glowing                 colour // around the sun or moon
	ambient                 colour // falls on everything
	leaf, leaf2             colour // broad-leaved trees
	grass, field            colour
	night, dark             bool // lamps are on when it is dark
	snowy                   bool
	winter                  bool
}

// near is the local colour of c at a distance: 0 is here, 1 the horizon.
func (l *light) near(c colour, distance float64) colour {
	return mix(c.times(l.ambient), l.haze, distance)
}

var skies = map[Time][4]uint32{ // zenith, middle, horizon, glow
	Dawn:  {0x62739F, 0xC8A6B6, 0xFBDDBB, 0xFFE6BE},
	Dusk:  {0x35396A, 0xA3607A, 0xF2A063, 0xFFC683},
	Night: {0x0B1430, 0x172849, 0x35496B, 0xDFE6F2},
}

var daySkies = map[Season][4]uint32{
	Spring: {0x78A6C8, 0xB4D0DD, 0xF4EADB, 0xFFF6E0},
	Summer: {0x4B8DBF, 0x92C0D9, 0xE7EFE6, 0xFFF9E6},
	Autumn: {0x5F97C2, 0xAFCBD6, 0xF7E6C8, 0xFFF0D0},
	Winter: {0x8FA6B9, 0xC0CCD5, 0xEDEDEA, 0xFFFBF2},
}

// tints draw the other times a little towards their season.
var tints = map[Season]uint32{Spring: 0xF3C6CF, Summer: 0x5FA8A8, Autumn: 0xD9873F, Winter: 0xA9BACB}

var ambients = map[Time]uint32{Dawn: 0xEBCDD0, Day: 0xFFFFFC, Dusk: 0xC8959C, Night: 0x465680}

var leaves = map[Season][4]uint32{ // leaf, second leaf, grass, field
	Spring: {0x86A85A, 0xE9B7BF, 0x93AF5E, 0xA7B86A},
	Summer: {0x3F6E4A, 0x5B8850, 0x6C9350, 0x7FA657},
	Autumn: {0xB9672F, 0xD29A3C, 0xA69655, 0xD8B35A},
	Winter: {0x7C7F80, 0x9AA0A4, 0xDDE3E8, 0xE6EAED},
}

func lightOf(t Time, season Season) light {
	sky, ok := skies[t]
	if !ok {
		sky = daySkies[season]
	}
	l := light{
		zenith: hex(sky[0]), middle: hex(sky[1]), horizon: hex(sky[2]), glowing: hex(sky[3]),
		ambient: hex(ambients[t]),
		leaf:    hex(leaves[season][0]), leaf2: hex(leaves[season][1]),
		grass: hex(leaves[season][2]), field: hex(leaves[season][3]),
		night: t == Night, dark: t == Night || t == Dusk, winter: season == Winter,
	}
	if t != Day {
		tint := hex(tints[season]).times(l.ambient)
		l.zenith, l.middle = mix(l.zenith, tint, 0.08), mix(l.middle, tint, 0.12)
		l.horizon = mix(l.horizon, tint, 0.06)
	}
	l.haze = mix(l.horizon, l.middle, 0.45)
	l.snowy = l.winter
	return l
}
