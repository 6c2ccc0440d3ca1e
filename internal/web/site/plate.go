package site

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

// A Plate is a file of the picture desk, open to be read.
type Plate struct {
	io.ReadSeekCloser
	Type     string // media type
	Tag      string // names the content: its strong ETag, without the quotation marks
	Modified time.Time
}

// Pictures is the picture desk as readers reach it. What no visible story
// shows is NotFound.
type Pictures interface {
	Rendition(ctx context.Context, id ilbo.PictureID, width int, format string) (*Plate, error)
	// Cut is Rendition of a picture as a shape cuts it.
	Cut(ctx context.Context, id ilbo.PictureID, shape ilbo.Shape, width int, format string) (*Plate, error)
	Film(ctx context.Context, id ilbo.FilmID) (*Plate, error)
	// StoryCard draws what other sites show of a story.
	StoryCard(ctx context.Context, st *ilbo.Story, section, nameplate string) (*Plate, error)
	// PaperCard draws what they show of every other page.
	PaperCard(ctx context.Context, l ilbo.Language, nameplate, motto string) (*Plate, error)
}

// How long browsers and shared caches keep files whose address names their
// content. It is a day, not for ever: what the paper takes back must go.
const plateAge = "public, max-age=86400"

func (s *Site) plate(w http.ResponseWriter, r *http.Request, p *Plate, err error) {
	if err != nil {
		s.Problem(w, r, err)
		return
	}
	defer p.Close()
	h := w.Header()
	h.Set("Content-Type", p.Type)
	s.lend(h)
	h.Set("ETag", `"`+p.Tag+`"`)
	http.ServeContent(w, r, "", p.Modified, p)
}

// lend lets others keep the answer.
func (s *Site) lend(h http.Header) {
	h.Set("Cache-Control", plateAge)
	for name, value := range s.plateKeys {
		h.Set(name, value)
	}
}

// picture serves /pictures/{id}/{width}.{webp,jpg}, and
// /pictures/{id}/{shape}-{crop}/{width}.{webp,jpg}. The crop in the name is for
// whoever keeps the file; what comes is cut as it is now.
func (s *Site) picture(w http.ResponseWriter, r *http.Request, rest string) {
	id, file, _ := strings.Cut(rest, "/")
	cut, inner, isCut := strings.Cut(file, "/")
	shape := ilbo.Shape("")
	if isCut {
		name, _, _ := strings.Cut(cut, "-")
		shape, file = ilbo.Shape(name), inner
	}
	digits, format, _ := strings.Cut(file, ".")
	width, err := strconv.Atoi(digits)
	if err != nil || id == "" || format != "webp" && format != "jpg" || !hasWidth(width) || isCut && shape.Ratio() == 0 {
		s.Problem(w, r, fmt.Errorf("picture %q: %w", rest, ilbo.NotFound))
		return
	}
	var p *Plate
	if isCut {
		p, err = s.pictures.Cut(r.Context(), ilbo.PictureID(id), shape, width, format)
	} else {
		p, err = s.pictures.Rendition(r.Context(), ilbo.PictureID(id), width, format)
	}
	s.plate(w, r, p, err)
}

func hasWidth(n int) bool {
	for _, w := range widths {
		if w == n {
			return true
		}
	}
	return false
}

// film serves /films/{id}.{webm,mp4}, in ranges where the player asks for them.
func (s *Site) film(w http.ResponseWriter, r *http.Request, rest string) {
	id, _, _ := strings.Cut(rest, ".")
	p, err := s.pictures.Film(r.Context(), ilbo.FilmID(id))
	s.plate(w, r, p, err)
}

// card serves /cards/{story}-{change}.jpg and /cards/paper.{language}.jpg. The
// change in the name is for whoever keeps cards; the card is always of now.
func (s *Site) card(w http.ResponseWriter, r *http.Request, rest string) {
	name, ok := strings.CutSuffix(rest, ".jpg")
	if l, isPaper := strings.CutPrefix(name, "paper."); ok && isPaper && s.paper.Publishes(ilbo.Language(l)) {
		l := ilbo.Language(l)
		p, err := s.pictures.PaperCard(r.Context(), l, s.paper.Title.In(l), s.paper.Motto.In(l))
		s.plate(w, r, p, err)
		return
	}
	digits, _, _ := strings.Cut(name, "-")
	id, isNumber := storyNumber(digits)
	if !ok || !isNumber {
		s.Problem(w, r, fmt.Errorf("card %q: %w", rest, ilbo.NotFound))
		return
	}
	st, err := s.visible(r.Context(), id)
	if err != nil {
		s.Problem(w, r, err)
		return
	}
	ts, err := s.teasersFor(r.Context(), st.Language, s.clock())
	if err != nil {
		s.Problem(w, r, err)
		return
	}
	p, err := s.pictures.StoryCard(r.Context(), st, ts.name(st.Section), s.paper.Title.In(st.Language))
	s.plate(w, r, p, err)
}

// visible finds a story that the public may see.
func (s *Site) visible(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error) {
	st, err := s.stories.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	if !st.Visible(s.clock()) {
		return nil, fmt.Errorf("story %d: %w", id, ilbo.NotFound)
	}
	return st.Printed(s.clock()), nil
}

// cues serves /cues/{story}/{n}.vtt: the subtitles of a story's nth film, as
// WebVTT (W3C).
func (s *Site) cues(w http.ResponseWriter, r *http.Request, rest string) {
	digits, file, _ := strings.Cut(rest, "/")
	number, isVTT := strings.CutSuffix(file, ".vtt")
	id, ok := storyNumber(digits)
	n, err := strconv.Atoi(number)
	if !ok || !isVTT || err != nil {
		s.Problem(w, r, fmt.Errorf("cues %q: %w", rest, ilbo.NotFound))
		return
	}
	st, err := s.visible(r.Context(), id)
	if err != nil {
		s.Problem(w, r, err)
		return
	}
	if s.gate != nil && st.Access.Locked() && !s.gate.Admit(r, gateOf(st)).Behind {
		s.Problem(w, r, &ilbo.Error{Kind: ilbo.Forbidden, Say: "The subtitles are for those who read the story."})
		return
	}
	for i := range st.Body {
		if v := st.Body[i].Video; v != nil {
			if n--; n == 0 {
				w.Header().Set("Content-Type", "text/vtt; charset=utf-8")
				s.lend(w.Header())
				io.WriteString(w, webVTT(v.Cues))
				return
			}
		}
	}
	s.Problem(w, r, fmt.Errorf("cues %q: %w", rest, ilbo.NotFound))
}

// webVTT writes subtitles. A cue's text can neither end its cue nor begin a
// tag: line breaks become spaces, and the marks of tags are written out.
func webVTT(cues []ilbo.Cue) string {
	var b strings.Builder
	b.WriteString("WEBVTT\n")
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	for _, c := range cues {
		fmt.Fprintf(&b, "\n%s --> %s\n%s\n", stamp(c.From), stamp(c.To), escape.Replace(ilbo.Clean(c.Text)))
	}
	return b.String()
}

func stamp(d time.Duration) string {
	ms := d.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, ms%1000)
}
