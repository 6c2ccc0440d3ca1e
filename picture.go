package ilbo

import (
	"strings"
	"time"
)

// A PictureID is the SHA-256 of a picture's original, the first 16 bytes in
// hexadecimal: the same file is the same picture, however often it comes in.
type PictureID string

// A Picture is an original on file, with what the picture desk knows of it. What
// is printed beneath it belongs to the story that uses it: see [Figure].
type Picture struct {
	ID     PictureID `json:"id"`
	Type   string    `json:"type"`   // media type of the original: image/jpeg, image/png, image/webp, image/avif
	Width  int       `json:"width"`  // pixels, as seen: after the EXIF orientation
	Height int       `json:"height"` // pixels, as seen
	// Drawing is the recipe of a picture that the program draws itself: the
	// original is made from it when it is first wanted. Empty for photographs.
	Drawing  string    `json:"drawing,omitempty"`
	Name     string    `json:"name,omitempty"`   // of the file, as it came
	Credit   string    `json:"credit,omitempty"` // at first as the file's own metadata gives it; so are caption, rights, place and keywords
	Caption  string    `json:"caption,omitempty"`
	Alt      string    `json:"alt,omitempty"`
	Rights   Rights    `json:"rights,omitzero"`
	Place    string    `json:"place,omitempty"` // a town and its country, never a point on a map
	Keywords []string  `json:"keywords,omitempty"`
	By       string    `json:"by,omitempty"` // login of who filed it; empty: it came with copy
	Taken    time.Time `json:"taken,omitzero"`
	Added    time.Time `json:"added,omitzero"`

	Focus *Point         `json:"focus,omitempty"` // what must stay in sight where it is cut; nil: the middle
	Crops map[Shape]Crop `json:"crops,omitempty"` // where somebody cut it by hand
	// ReplacedBy is the file that took its place in stories: it is not offered
	// any more.
	ReplacedBy PictureID `json:"replaced_by,omitempty"`
}

// Rights are what a paper may do with a picture.
type Rights struct {
	Holder string    `json:"holder,omitempty"` // as a copyright notice names them
	Usage  string    `json:"usage,omitempty"`  // what was agreed
	Until  time.Time `json:"until,omitzero"`   // from then on nobody uses it; zero: for ever
	Note   string    `json:"note,omitempty"`   // for the newsroom alone
}

// Usable reports whether a picture may be used at a moment. It is the one rule of
// that: stories are not published with one that may not be, and one that was
// published before is no longer shown.
func (p *Picture) Usable(now time.Time) bool { return usable(p.Rights.Until, now) }

func usable(until, now time.Time) bool { return until.IsZero() || now.Before(until) }

// Figure prints the picture as the picture desk describes it.
func (p *Picture) Figure() Figure {
	return Figure{Picture: p.ID, Width: p.Width, Height: p.Height, Alt: p.Alt, Caption: p.Caption, Credit: p.Credit}
}

// A Figure is a picture as one story prints it.
type Figure struct {
	Picture PictureID `json:"picture"`
	Width   int       `json:"width"`  // of the original, so that pages can reserve the place
	Height  int       `json:"height"` // of the original
	Alt     string    `json:"alt,omitempty"`
	Caption string    `json:"caption,omitempty"`
	Credit  string    `json:"credit,omitempty"`
	// Shown is what the picture says of how it is shown. It is the picture's own,
	// and comes with the figure when a story is read; nil: nothing is said.
	Shown *Showing `json:"-"`
}

// A Showing is how a picture is shown, wherever it is.
type Showing struct {
	Focus *Point
	Crops map[Shape]Crop
	Until time.Time
}

// Printable reports whether the figure may be shown at a moment: see
// [Picture.Usable].
func (f *Figure) Printable(now time.Time) bool { return f.Shown == nil || usable(f.Shown.Until, now) }

// Ready says, as an [Error] of kind Invalid, what the figure lacks to be
// published.
func (f *Figure) Ready() error {
	caption, alt := strings.TrimSpace(f.Caption) != "", strings.TrimSpace(f.Alt) != ""
	what := ""
	switch {
	case caption && alt:
		return nil
	case caption:
		what = "an alternative text, for those who do not see it"
	case alt:
		what = "a caption"
	default:
		what = "a caption and an alternative text"
	}
	say := "A picture lacks " + what + "."
	if caption {
		say = "The picture " + quote(f.Caption) + " lacks " + what + "."
	}
	return &Error{Kind: Invalid, Say: say}
}

// Text is what to say of the figure to somebody who cannot see it: the
// alternative text, or else the caption.
func (f *Figure) Text() string {
	if f.Alt != "" {
		return f.Alt
	}
	return f.Caption
}

// A FilmID names a moving picture on file, as a PictureID names a still one.
type FilmID string

// A Film is a moving picture on file.
type Film struct {
	ID       FilmID        `json:"id"`
	Type     string        `json:"type"` // media type: video/webm, video/mp4
	Width    int           `json:"width"`
	Height   int           `json:"height"`
	Duration time.Duration `json:"duration"`
	Drawing  string        `json:"drawing,omitempty"` // recipe, as of a [Picture]
}

// A Video is a film as one story shows it: with its poster, its caption and
// its subtitles.
type Video struct {
	Film     FilmID        `json:"film"`
	Type     string        `json:"type"`
	Width    int           `json:"width"`
	Height   int           `json:"height"`
	Duration time.Duration `json:"duration"`
	Poster   Figure        `json:"poster"`
	Cues     []Cue         `json:"cues,omitempty"` // served as WebVTT in the story's language
}

// A Cue is one subtitle and the stretch of film that it stands over.
type Cue struct {
	From time.Duration `json:"from"`
	To   time.Duration `json:"to"`
	Text string        `json:"text"`
}
