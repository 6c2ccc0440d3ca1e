package site

import (
	"math"
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
	Focus           string // classes that keep a point in sight where the place cuts the picture
}

// A place is where pictures stand on pages: how wide they are there, as
// <img sizes> says it, and the shape that it cuts them to, empty for none.
type place struct {
	sizes string
	shape ilbo.Shape
}

// The places of pictures.
var (
	placeLead   = place{"(min-width: 75rem) 37rem, (min-width: 48rem) 60vw, 100vw", ilbo.ShapeTeaser}
	placeStory  = place{"(min-width: 60rem) 52rem, 100vw", ""}
	placeCard   = place{"(min-width: 75rem) 18rem, (min-width: 40rem) 45vw, 92vw", ilbo.ShapeTeaser}
	placeFilm   = place{placeCard.sizes, ilbo.ShapeFilm}
	placeThumb  = place{"(min-width: 40rem) 12rem, 30vw", ilbo.ShapeTeaser}
	placeStrip  = place{"(min-width: 60rem) 20rem, 70vw", ilbo.ShapeWall}
	placeWall   = place{"(min-width: 60rem) 33vw, (min-width: 40rem) 50vw, 100vw", ilbo.ShapeTeaser}
	placeColumn = place{"(min-width: 48rem) 42rem, 100vw", ""}
)

// small is the width in pixels below which a picture stands in its own width.
const small = 480

// figure prepares a picture for a place.
func figure(f *ilbo.Figure, p place) *FigureView {
	if f == nil || f.Picture == "" {
		return nil
	}
	file := fileOf(f, p.shape)
	v := &FigureView{
		Sizes: p.sizes, Width: file.width, Height: file.height, Alt: f.Text(), Caption: f.Caption, Credit: f.Credit,
		Small: file.width > 0 && file.width < small, Src: file.url(fit(file.width, 640), "jpg"),
	}
	if !file.cut {
		v.Focus = focus(f.Shown)
	}
	// What is taller still is a chart or a comic, which is read from its top.
	v.Upright = v.Height > v.Width && v.Height <= 2*v.Width && !v.Small
	largest := fit(f.Width, widths[len(widths)-1])
	v.Full = pictureURL(f.Picture, largest, "jpg")
	v.WebP, v.JPEG = file.srcset("webp"), file.srcset("jpg")
	return v
}

// focus are the classes of the point that must stay in sight, in tenths.
func focus(s *ilbo.Showing) string {
	if s == nil || s.Focus == nil {
		return ""
	}
	tenths := func(n float64) string { return strconv.Itoa(int(math.Round(n * 10))) }
	return "focus-x-" + tenths(s.Focus.X) + " focus-y-" + tenths(s.Focus.Y)
}

// A pictureFile is a picture, or what somebody cut of it by hand, at any width.
type pictureFile struct {
	base          string
	width, height int
	cut           bool
}

func fileOf(f *ilbo.Figure, shape ilbo.Shape) pictureFile {
	file := pictureFile{"/pictures/" + string(f.Picture) + "/", f.Width, f.Height, false}
	if f.Shown == nil {
		return file
	}
	c, ok := f.Shown.Crops[shape]
	if !ok {
		return file
	}
	file.base += string(shape) + "-" + c.Key() + "/"
	_, _, file.width, file.height = c.Pixels(f.Width, f.Height)
	file.cut = true
	return file
}

func (p pictureFile) url(width int, ext string) string {
	return p.base + strconv.Itoa(width) + "." + ext
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

func (p pictureFile) srcset(ext string) string {
	var b strings.Builder
	for _, w := range widths {
		if w > p.width && w != widths[0] {
			break
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(p.url(w, ext))
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(w))
		b.WriteByte('w')
	}
	return b.String()
}

func pictureURL(id ilbo.PictureID, width int, ext string) string {
	return "/pictures/" + string(id) + "/" + strconv.Itoa(width) + "." + ext
}
