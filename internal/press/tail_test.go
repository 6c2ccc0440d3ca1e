package press_test

import (
	"testing"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpress"
)

// TestSmallPicturesComeOutEven has pictures that are neither divided nor made
// higher, more of them than stand in one column.
func TestSmallPicturesComeOutEven(t *testing.T) {
	s := testpress.Story(1, 0)
	for i := range 29 {
		f := figure(200, 150+67*(i*i%7))
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{*f}})
	}
	made(t, dayOf(s, testpress.Story(2, 400)), press.Broadsheet())
}
