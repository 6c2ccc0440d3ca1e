package imaging

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

var (
	iconGround = color.RGBA{0x1C, 0x1A, 0x18, 0xFF}
	iconInk    = color.RGBA{0xFA, 0xF8, 0xF4, 0xFF}
)

// Icon sets a letter in the middle of a square of that many pixels, in paper on
// ink over a red rule. Room leaves a border as wide as that part of the side, as
// phones want it that cut icons to shapes of their own: 0.1 for the W3C's
// "maskable" purpose, 0 for none.
func Icon(letter string, side int, room float64) (*image.RGBA, error) {
	if side < 16 || side > 2048 || room < 0 || room > 0.3 {
		return nil, fmt.Errorf("icon of %d pixels with room %g: out of bounds", side, room)
	}
	types, err := loadTypefaces()
	if err != nil {
		return nil, err
	}
	inner := float64(side) * (1 - 2*room)
	face, err := opentype.NewFace(types.serif, &opentype.FaceOptions{Size: inner * 0.72, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, fmt.Errorf("icon: %w", err)
	}
	defer face.Close()
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.Draw(out, out.Bounds(), image.NewUniform(iconGround), image.Point{}, draw.Src)
	edge := float64(side) * room
	px := func(part float64) int { return int(edge + inner*part + 0.5) }
	rule := image.Rect(px(0.16), px(0.83), px(0.84), px(0.87))
	draw.Draw(out, rule, image.NewUniform(cardAccent), image.Point{}, draw.Src)

	bounds, _ := font.BoundString(face, letter)
	width := bounds.Max.X - bounds.Min.X
	height := bounds.Max.Y - bounds.Min.Y
	middle := func(n int) fixed.Int26_6 { return fixed.I(n) / 2 }
	d := font.Drawer{Dst: out, Src: image.NewUniform(iconInk), Face: face, Dot: fixed.Point26_6{
		X: middle(side) - width/2 - bounds.Min.X,
		Y: fixed.I(px(0.47)) - height/2 - bounds.Min.Y,
	}}
	d.DrawString(letter)
	return out, nil
}
