package feed

import (
	"strconv"

	"ilbo.press"
)

// widths are those that the picture desk renders, in pixels.
var widths = [...]int{320, 480, 640, 960, 1280, 1920}

// rendition is the size of the widest rendition within n pixels and within the
// original, or else of the narrowest there is.
func rendition(f *ilbo.Figure, n int) (width, height int) {
	width = widths[0]
	for _, w := range widths {
		if w <= n && w <= f.Width {
			width = w
		}
	}
	if f.Width > 0 {
		height = (width*f.Height + f.Width/2) / f.Width
	}
	return width, height
}

// pictureURL is the address of that rendition within the site.
func pictureURL(f *ilbo.Figure, n int) string {
	w, _ := rendition(f, n)
	return "/pictures/" + string(f.Picture) + "/" + strconv.Itoa(w) + ".jpg"
}

func filmURL(v *ilbo.Video) string {
	if v.Type == "video/mp4" {
		return "/films/" + string(v.Film) + ".mp4"
	}
	return "/films/" + string(v.Film) + ".webm"
}

// cardURL is where a story's share card is. It names the story's last change,
// so that other sites fetch the card again when the headline changes.
func cardURL(s *ilbo.Story) string {
	return "/cards/" + strconv.FormatInt(int64(s.ID), 10) + "-" + strconv.FormatInt(s.Changed().Unix(), 36) + ".jpg"
}

func cardOfPaper(l ilbo.Language) string { return "/cards/paper." + string(l) + ".jpg" }
