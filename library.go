package ilbo

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// A PictureQuery asks for pictures on file, the newest first. Empty fields do not
// narrow it.
type PictureQuery struct {
	Text  string    // each of its words begins one of the picture's
	By    string    // login of who filed them
	Until time.Time // whose rights run out before that
	Bare  bool      // that lack a caption or an alternative text
	Live  bool      // that were not replaced
	// After is the last one that was given, where more are wanted.
	After PictureCursor
	Limit int
}

// A PictureCursor is a place in the list of pictures. The zero one is its
// beginning.
type PictureCursor struct {
	At time.Time
	ID PictureID
}

// Cursor is the picture's place in the list.
func (p *Picture) Cursor() PictureCursor { return PictureCursor{p.Added, p.ID} }

// Terms are the words that a picture is found by.
func (p *Picture) Terms() []string {
	return Terms(strings.Join(append([]string{p.Caption, p.Alt, p.Credit, p.Place, p.Name}, p.Keywords...), "\n"))
}

// The most words that something is found by, and the letters of one.
const (
	maxTerms = 200
	maxTerm  = 40
)

// Terms are the words of a text, in small letters, each once: runs of letters and
// digits.
func Terms(text string) []string {
	var list []string
	for _, word := range strings.FieldsFunc(strings.ToLower(strings.ToValidUTF8(text, " ")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		if r := []rune(word); len(r) > maxTerm {
			word = string(r[:maxTerm])
		}
		list = append(list, word)
	}
	slices.Sort(list)
	list = slices.Compact(list)
	return list[:min(len(list), maxTerms)]
}
