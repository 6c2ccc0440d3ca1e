package ilbo

import "time"

// A PictureID is the SHA-256 of a picture's original, the first 16 bytes in
// hexadecimal: the same file is the same picture, however often it comes in.
type PictureID string

// A Picture is an original on file. What is printed beneath it belongs to the
// story that uses it: see [Figure].
type Picture struct {
	ID     PictureID `json:"id"`
	Type   string    `json:"type"`   // media type of the original: image/jpeg, image/png, image/webp
	Width  int       `json:"width"`  // pixels, as seen: after the EXIF orientation
	Height int       `json:"height"` // pixels, as seen
	// Drawing is the recipe of a picture that the program draws itself: the
	// original is made from it when it is first wanted. Empty for photographs.
	Drawing string    `json:"drawing,omitempty"`
	Credit  string    `json:"credit,omitempty"` // as the file's own metadata gives it
	Caption string    `json:"caption,omitempty"`
	Taken   time.Time `json:"taken,omitzero"`
	Added   time.Time `json:"added,omitzero"`
}

// A Figure is a picture as one story prints it.
type Figure struct {
	Picture PictureID `json:"picture"`
	Width   int       `json:"width"`  // of the original, so that pages can reserve the place
	Height  int       `json:"height"` // of the original
	Alt     string    `json:"alt,omitempty"`
	Caption string    `json:"caption,omitempty"`
	Credit  string    `json:"credit,omitempty"`
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
