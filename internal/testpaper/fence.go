package testpaper

import (
	"strings"
	"time"

	"ilbo.press"
)

// fences are the blocks of several lines, each closed by its name.
var fences = []string{"gallery", "video", "table", "box"}

// fence is the name of the fence that the line opens, empty for other lines.
func fence(line string) string {
	for _, name := range fences {
		if line == "["+name+"]" || strings.HasPrefix(line, "["+name+" ") {
			return name
		}
	}
	return ""
}

// closing is the index of the line that closes the fence, -1 where none does.
func closing(lines []string, from int, name string) int {
	for i := from + 1; i < len(lines); i++ {
		if lines[i] == "[/"+name+"]" {
			return i
		}
		if fence(lines[i]) != "" {
			break
		}
	}
	return -1
}

// fenced reads a fence's lines: the first opens it, and the closing one is not
// among them.
func (r *reader) fenced(name string, c chunk) []ilbo.Block {
	open := c.lines[0]
	if !strings.HasSuffix(open, "]") {
		r.fail(c.line, "%q does not end in ]", open)
		return nil
	}
	title := strings.TrimSpace(open[len(name)+1 : len(open)-1])
	inside := chunk{c.line + 1, c.lines[1:]}
	switch name {
	case "gallery":
		return []ilbo.Block{r.gallery(title, inside)}
	case "video":
		return []ilbo.Block{r.video(c.line, title, inside)}
	case "table":
		return []ilbo.Block{r.table(title, inside)}
	}
	return []ilbo.Block{{Kind: ilbo.FactBox, Title: title, Blocks: r.box(inside)}}
}

func (r *reader) gallery(title string, c chunk) ilbo.Block {
	block := ilbo.Block{Kind: ilbo.Gallery, Title: title}
	for i, line := range c.lines {
		if line != "" {
			block.Figures = append(block.Figures, r.bracketed(c.line+i, line))
		}
	}
	return block
}

// bracketed reads "![recipe | alternative text | caption | credit]".
func (r *reader) bracketed(line int, text string) ilbo.Figure {
	inner, ok := strings.CutPrefix(text, "![")
	inner, closed := strings.CutSuffix(inner, "]")
	if !ok || !closed {
		r.fail(line, "a picture is ![recipe | alternative text | caption | credit], not %q", text)
		return ilbo.Figure{}
	}
	return r.figure(line, inner)
}

// box reads the paragraphs and lists of a fact box.
func (r *reader) box(c chunk) []ilbo.Block {
	// A box's lines are a body's: the line numbers follow from the offset.
	padded := make([]string, c.line-1, c.line-1+len(c.lines))
	return r.body(append(padded, c.lines...), c.line-1)
}

// filmLength is how long every film of the sample runs.
const filmLength = 12 * time.Second

// video reads "film recipe | caption | credit" and the subtitles.
func (r *reader) video(line int, title string, c chunk) ilbo.Block {
	parts := cells(title)
	if len(parts) < 2 || len(parts) > 3 || parts[1] == "" {
		r.fail(line, "a video is [video film recipe | caption | credit], not %q", title)
	}
	parts = append(parts, "", "")
	r.recipe(line, parts[0], true)
	v := &ilbo.Video{Film: ilbo.FilmID(parts[0])}
	v.Poster = ilbo.Figure{
		Picture: ilbo.PictureID(strings.TrimPrefix(parts[0], "film ")),
		Caption: parts[1], Credit: parts[2],
	}
	var end time.Duration
	for i, text := range c.lines {
		if text == "" {
			continue
		}
		cue, ok := readCue(text)
		if !ok || cue.From < end || cue.To > filmLength {
			r.fail(c.line+i, "a subtitle is \"00:04 00:08 text\", after the one before it and within 12 seconds, not %q", text)
		}
		end = cue.To
		v.Cues = append(v.Cues, cue)
	}
	return ilbo.Block{Kind: ilbo.VideoKind, Video: v}
}

func readCue(line string) (ilbo.Cue, bool) {
	from, rest, _ := strings.Cut(line, " ")
	to, text, _ := strings.Cut(strings.TrimSpace(rest), " ")
	start, err := time.Parse("04:05", from)
	stop, err2 := time.Parse("04:05", to)
	if err != nil || err2 != nil {
		return ilbo.Cue{}, false
	}
	zero := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	cue := ilbo.Cue{From: start.Sub(zero), To: stop.Sub(zero), Text: strings.TrimSpace(text)}
	return cue, cue.From < cue.To && cue.Text != ""
}

// embed reads "[embed address | title]".
func (r *reader) embed(line int, text string) []ilbo.Block {
	inner, closed := strings.CutSuffix(strings.TrimPrefix(text, "[embed "), "]")
	parts := cells(inner)
	if !closed || len(parts) != 2 || parts[1] == "" {
		r.fail(line, "an embed is [embed address | title], not %q", text)
		return nil
	}
	e, ok := ilbo.ReadEmbed(parts[0], parts[1])
	if !ok {
		r.fail(line, "%q is not of a site that stories may embed", parts[0])
		return nil
	}
	return []ilbo.Block{{Kind: ilbo.EmbedKind, Embed: &e}}
}
