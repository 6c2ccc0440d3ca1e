package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"ilbo.press"
)

// sum tells copy from other copy, as it came and before it was fitted to the
// paper: two sums, of what it says and of where it was. What an editor or
// another section list makes of the story does not change them, and a picture
// that was missing and comes later does. Neither is empty.
func sum(c *Copy, pictures []ilbo.PictureID) string {
	s := c.Story
	s.Section, s.Bylines, s.Topics, s.Lead = "", nil, nil, nil
	said := struct {
		Story    content
		Sections [2]string
		Topics   []string
		Bylines  []string
		Enclosed []enclosure
		Withheld *Withheld
		Founding bool
	}{contentFrom(&s), [2]string{c.Department, c.Section}, c.Topics, c.Bylines, enclosures(c, pictures), c.Withheld, c.Founding}
	return hash(said) + " " + hash(c.OldPaths)
}

// sameSaid reports whether two sums are of copy that says the same.
func sameSaid(a, b string) bool {
	left, _, _ := strings.Cut(a, " ")
	right, _, _ := strings.Cut(b, " ")
	return left == right
}

// An enclosure is the part of an Enclosed that tells one from another.
type enclosure struct {
	Source, Caption, Credit, Alt string
	Block, Figure                int
	Picture                      ilbo.PictureID
}

func enclosures(c *Copy, pictures []ilbo.PictureID) []enclosure {
	list := make([]enclosure, len(c.Enclosed))
	for i := range c.Enclosed {
		e := &c.Enclosed[i]
		list[i] = enclosure{e.Source, e.Caption, e.Credit, e.Alt, e.Block, e.Figure, pictures[i]}
	}
	return list
}

func hash(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return "-" // unreachable: the years are 0 to 9999, and the rest is text
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}
