package testpaper

import (
	"strings"

	"ilbo.press"
	"ilbo.press/internal/imaging/draw"
)

// figure reads "recipe | alternative text | caption | credit". The recipe
// stands in the place of the picture until it is drawn.
func (r *reader) figure(line int, text string) ilbo.Figure {
	parts := cells(text)
	if len(parts) < 2 || len(parts) > 4 || parts[1] == "" {
		r.fail(line, "a picture is \"recipe | alternative text | caption | credit\", not %q", text)
	}
	if strings.Contains(text, "*") {
		r.fail(line, "marks such as * have no meaning beneath a picture")
	}
	parts = append(parts, "", "", "")
	r.recipe(line, parts[0], false)
	return ilbo.Figure{Picture: ilbo.PictureID(parts[0]), Alt: parts[1], Caption: parts[2], Credit: parts[3]}
}

// recipe checks that the program can draw what the text asks for.
func (r *reader) recipe(line int, text string, film bool) {
	parsed, err := draw.Parse(text)
	switch {
	case err != nil:
		r.fail(line, "%v", err)
	case parsed.Film != film:
		r.fail(line, "%q: recipes of films, and only those, begin with the word film", text)
	}
}

// cells takes a line apart at its bars.
func cells(line string) []string {
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}
