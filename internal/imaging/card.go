package imaging

import (
	"image"
	"image/color"
	"image/draw"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// The size of a card, as Open Graph and X want it.
const (
	CardWidth  = 1200
	CardHeight = 630
)

const (
	cardMargin = 64
	cardLines  = 4    // of the headline, at most
	cardText   = 2000 // characters of it that are looked at
)

// A CardText is what a card says. Language is a BCP 47 primary tag: it chooses
// the type, a serif for English and a sans for Korean. Any field may be empty.
type CardText struct {
	Nameplate string
	Section   string
	Headline  string
	Language  string
}

// Card sets a share card of 1200 × 630 pixels: the headline over the foot of
// the picture, or over a plain ground where picture is nil. The headline is
// set as large as fits four lines; what does not fit at the smallest size ends
// in an ellipsis.
func Card(text CardText, picture image.Image) (*image.RGBA, error) {
	types, err := loadTypefaces()
	if err != nil {
		return nil, err
	}
	c := &card{RGBA: image.NewRGBA(image.Rect(0, 0, CardWidth, CardHeight)), types: types, serif: text.Language != "ko"}
	if err := c.foot(text.Nameplate); err != nil {
		return nil, err
	}
	if err := c.headline(tidy(text.Headline)); err != nil {
		return nil, err
	}
	if err := c.label(tidy(text.Section)); err != nil {
		return nil, err
	}
	out := ground(picture, c.y)
	draw.Draw(out, out.Rect, c.RGBA, image.Point{}, draw.Over)
	return out, nil
}

func tidy(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > cardText {
		s = string(r[:cardText])
	}
	return s
}

// A card is being set, from its foot up, on nothing: the ground comes last,
// when it is known how much of it has to be dark.
type card struct {
	*image.RGBA
	types typefaces
	serif bool
	y     int // the top of what is set already
}

var (
	cardInk    = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
	cardQuiet  = color.RGBA{0xE2, 0xDD, 0xD3, 0xFF}
	cardAccent = color.RGBA{0xD9, 0x4B, 0x3D, 0xFF}
)

// ground is the picture, cropped to cover the card, dark below the height top
// where the type begins.
func ground(picture image.Image, top int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, CardWidth, CardHeight))
	if picture == nil {
		shade(out, func(y int) (r, g, b uint8) {
			t := y * 18 / CardHeight
			return uint8(38 - t), uint8(44 - t), uint8(56 - t)
		})
		return out
	}
	cover := Cover(picture, CardWidth, CardHeight)
	draw.Draw(out, out.Rect, cover, image.Point{}, draw.Src)
	darken(out, top)
	return out
}

func shade(m *image.RGBA, f func(y int) (r, g, b uint8)) {
	for y := range m.Rect.Dy() {
		r, g, b := f(y)
		for o := y * m.Stride; o < (y+1)*m.Stride; o += 4 {
			m.Pix[o], m.Pix[o+1], m.Pix[o+2], m.Pix[o+3] = r, g, b, 255
		}
	}
}

// darken lays a shade over the picture that is deep from the height top down,
// so that white on it keeps a contrast of 4.5 or more whatever the picture is.
func darken(m *image.RGBA, top int) {
	const fade = 190 // pixels from the bare picture to the full shade
	for y := range m.Rect.Dy() {
		t := min(fade, max(0, y-top+fade-30))
		deep := 152 + 60*max(0, y-top)/max(1, CardHeight-top)
		keep := 256 - 20 - (deep-20)*t*t*(3*fade-2*t)/(fade*fade*fade)
		for o := y * m.Stride; o < (y+1)*m.Stride; o += 4 {
			m.Pix[o] = uint8(int(m.Pix[o]) * keep >> 8)
			m.Pix[o+1] = uint8(int(m.Pix[o+1])*keep>>8 + (256-keep)*12>>8)
			m.Pix[o+2] = uint8(int(m.Pix[o+2])*keep>>8 + (256-keep)*20>>8)
		}
	}
}

// Cover crops img to the proportions of w × h, around its middle and a little
// above, and makes it that size. An image that is smaller is enlarged.
func Cover(img image.Image, w, h int) *image.RGBA {
	in := rgba(img)
	iw, ih := in.Rect.Dx(), in.Rect.Dy()
	cw, ch := iw, iw*h/w
	if ch > ih {
		cw, ch = max(1, ih*w/h), ih
	}
	ch = max(1, ch)
	x, y := (iw-cw)/2, (ih-ch)*2/5
	crop := image.NewRGBA(image.Rect(0, 0, cw, ch))
	draw.Draw(crop, crop.Rect, in, image.Pt(x, y), draw.Src)
	return scale(crop, w, h)
}

// Crop is a copy of a part of img.
func Crop(img image.Image, part image.Rectangle) image.Image {
	in := rgba(img)
	part = part.Intersect(in.Rect)
	if part == in.Rect || part.Empty() {
		return in
	}
	out := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	draw.Draw(out, out.Rect, in, part.Min, draw.Src)
	return out
}

// foot is the nameplate under its rule.
func (c *card) foot(nameplate string) error {
	c.y = CardHeight - cardMargin
	nameplate = tidy(nameplate)
	if nameplate == "" {
		return nil
	}
	s, err := c.types.set(true, 34, 0)
	if err != nil {
		return err
	}
	lines := clip(breakLines(nameplate, CardWidth-2*cardMargin, s.width), 1, CardWidth-2*cardMargin, s.width)
	c.write(s, lines[0], CardHeight-50, cardQuiet)
	c.box(cardMargin, CardHeight-104, CardWidth-2*cardMargin, 1, color.RGBA{0xFF, 0xFF, 0xFF, 0x50})
	c.y = CardHeight - 104 - 30
	return nil
}

// headline stands on what is there, in the largest size that fits.
func (c *card) headline(text string) error {
	if text == "" {
		return nil
	}
	const most = CardWidth - 2*cardMargin
	for _, size := range []float64{76, 70, 64, 58, 52, 47, 42} {
		s, err := c.types.set(c.serif, size, 0)
		if err != nil {
			return err
		}
		lines := balance(text, most, s.width)
		fits := len(lines) <= cardLines && !cuts(text, most, s.width) && float64(len(lines))*size <= 262
		if !fits && size > 42 {
			continue
		}
		lines = clip(lines, cardLines, most, s.width)
		leading := int(size * 1.2)
		for i, line := range lines {
			c.write(s, line, c.y-(len(lines)-1-i)*leading-int(size*0.1), cardInk)
		}
		c.y -= (len(lines)-1)*leading + int(size*0.1) + int(size*0.86)
		return nil
	}
	return nil
}

// label is the section above the headline, with a short rule.
func (c *card) label(section string) error {
	if section == "" {
		return nil
	}
	spacing := 0.0
	if c.serif {
		section, spacing = strings.ToUpper(section), 1.6
	}
	s, err := c.types.set(false, 25, spacing)
	if err != nil {
		return err
	}
	line := clip(breakLines(section, CardWidth-2*cardMargin, s.width), 1, CardWidth-2*cardMargin, s.width)[0]
	c.write(s, line, c.y-20, cardInk)
	c.box(cardMargin, c.y-20-44, 56, 6, cardAccent)
	c.y -= 20 + 44
	return nil
}

// write sets a line with its baseline at y.
func (c *card) write(s *setting, text string, y int, ink color.Color) {
	source := image.NewUniform(ink)
	s.run(text, func(face font.Face, r rune, x fixed.Int26_6) {
		dot := fixed.Point26_6{X: fixed.I(cardMargin) + x, Y: fixed.I(y)}
		if box, mask, at, _, ok := face.Glyph(dot, r); ok {
			draw.DrawMask(c.RGBA, box, source, image.Point{}, mask, at, draw.Over)
		}
	})
}

func (c *card) box(x, y, w, h int, ink color.RGBA) {
	a := uint32(ink.A)
	ink = color.RGBA{uint8(uint32(ink.R) * a / 255), uint8(uint32(ink.G) * a / 255), uint8(uint32(ink.B) * a / 255), ink.A}
	draw.Draw(c.RGBA, image.Rect(x, y, x+w, y+h), image.NewUniform(ink), image.Point{}, draw.Over)
}
