package site

import (
	"strconv"
	"strings"

	"ilbo.press"
)

// widths are those that the picture desk renders.
var widths = [...]int{320, 480, 640, 960, 1280, 1920}

// A FigureView is a picture as ui/figure shows it.
type FigureView struct {
	Src, WebP, JPEG string // fallback address; srcset of each format
	Sizes           string
	Width, Height   int // of the original, for the shape
	Alt             string
	Caption, Credit string
	Full            string // address of the largest rendition
	Eager           bool   // part of the first screen: loaded at once
	Small           bool   // it would be coarse in the width of a column
	Upright         bool   // in the width of a column it would be taller than a screen
	First           bool   // the largest picture of the first screen: loaded before others
}

// Places that pictures take, as <img sizes> says it.
const (
	sizesLead   = "(min-width: 75rem) 37rem, (min-width: 48rem) 60vw, 100vw"
	sizesStory  = "(min-width: 60rem) 52rem, 100vw"
	sizesCard   = "(min-width: 75rem) 18rem, (min-width: 40rem) 45vw, 92vw"
	sizesThumb  = "(min-width: 40rem) 12rem, 30vw"
	sizesStrip  = "(min-width: 60rem) 20rem, 70vw"
	sizesWall   = "(min-width: 60rem) 33vw, (min-width: 40rem) 50vw, 100vw"
	sizesColumn = "(min-width: 48rem) 42rem, 100vw"
)

// small is the width in pixels below which a picture stands in its own width.
const small = 480

// figure prepares a picture for a place.
func figure(f *ilbo.Figure, sizes string) *FigureView {
	if f == nil || f.Picture == "" {
		return nil
	}
	v := &FigureView{
		Sizes: sizes, Width: f.Width, Height: f.Height, Alt: f.Text(), Caption: f.Caption, Credit: f.Credit,
		Small: f.Width > 0 && f.Width < small, Src: pictureURL(f.Picture, fit(f.Width, 640), "jpg"),
	}
	// What is taller still is a chart or a comic, which is read from its top.
	v.Upright = f.Height > f.Width && f.Height <= 2*f.Width && !v.Small
	largest := fit(f.Width, widths[len(widths)-1])
	v.Full = pictureURL(f.Picture, largest, "jpg")
	v.WebP, v.JPEG = srcset(f, "webp"), srcset(f, "jpg")
	return v
}

// fit is the widest rendition within n pixels and within the original, or else
// the narrowest there is.
func fit(original, n int) int {
	best := widths[0]
	for _, w := range widths {
		if w <= n && w <= original {
			best = w
		}
	}
	return best
}

func srcset(f *ilbo.Figure, ext string) string {
	var b strings.Builder
	for _, w := range widths {
		if w > f.Width && w != widths[0] {
			break
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(pictureURL(f.Picture, w, ext))
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(w))
		b.WriteByte('w')
	}
	return b.String()
}

func pictureURL(id ilbo.PictureID, width int, ext string) string {
	return "/pictures/" + string(id) + "/" + strconv.Itoa(width) + "." + ext
}
