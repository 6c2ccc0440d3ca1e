package ndjson

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// Read gives the stories of r, a line each. Files of pictures are looked for
// in dir, which may be nil. A refused line is an ilbo.Invalid error that
// begins with its number; after an error of r itself the stream ends.
func Read(r io.Reader, dir fs.FS) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		l := &lines{r: bufio.NewReaderSize(r, 256<<10)}
		told := map[string]bool{}
		for {
			line, err := l.next()
			switch {
			case errors.Is(err, errLong):
				if !yield(nil, refuse(l.number, fmt.Errorf("it is longer than %d MB", MaxLine>>20))) {
					return
				}
				continue
			case err != nil && !errors.Is(err, io.EOF):
				yield(nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("Line %d: the file cannot be read on from here.", l.number), Err: err})
				return
			}
			if len(line) > 0 {
				var e entry
				c, bad := readLine(line, &e, dir)
				if bad != nil {
					bad = refuse(l.number, bad)
				} else {
					e.strangers(func(name string) {
						if !told[name] && len(told) < 1000 {
							told[name] = true
							c.Ignored = append(c.Ignored, name)
						}
					})
				}
				if !yield(c, bad) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

func refuse(line int, why error) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("Line %d: %s.", line, strings.TrimSuffix(why.Error(), "."))}
}

// readLine makes copy of a line, by way of an entry that is empty before. The
// error is part of a sentence.
func readLine(line []byte, e *entry, dir fs.FS) (*wire.Copy, error) {
	if err := parse(line, e); err != nil {
		return nil, err
	}
	c := &wire.Copy{Section: e.Section, Topics: e.Topics, Bylines: e.Bylines, Founding: true}
	s := &c.Story
	s.Language, s.Kicker, s.Headline, s.Deck = e.Language, ilbo.Clean(e.Kicker), ilbo.Clean(e.Headline), ilbo.Clean(e.Deck)
	s.Dateline.Place, s.Source, s.Access = ilbo.Clean(e.Dateline), ilbo.Clean(e.Source), e.Access
	var err error
	if s.Published, err = moment("published", e.Published); err != nil {
		return nil, err
	}
	if s.Updated, err = moment("updated", e.Updated); err != nil {
		return nil, err
	}
	if e.Path != "" {
		old, ok := wire.OldPath(e.Path)
		if !ok {
			return nil, errors.New("“path” is not an address that begins with a slash")
		}
		c.OldPaths = []ilbo.Path{old}
	}
	s.Foreign = string(e.ID)
	if s.Foreign == "" {
		s.Foreign = foreign(e)
	}
	setBody(c, e, dir)
	blocks := len(s.Body)
	setPictures(c, e, dir)
	if err := check(s, e); err != nil {
		return nil, err
	}
	if blocks == 0 {
		return nil, errors.New("“body” is missing or empty")
	}
	return c, nil
}

// check refuses what the contract asks for and the line does not have.
func check(s *ilbo.Story, e *entry) error {
	switch {
	case e.Language == "":
		return errors.New("“language” is missing: it is en or ko")
	case strings.TrimSpace(e.Section) == "":
		return errors.New("“section” is missing")
	case s.Published.IsZero():
		return errors.New("“published” is missing")
	case len(s.Foreign) > 200:
		return errors.New("“id” is longer than 200 bytes")
	}
	alike := *s
	alike.Section = "national" // any that is well formed: the intake knows the real one
	if alike.Body = shown(s.Body); alike.Headline == "" {
		return errors.New("“headline” is missing")
	}
	if err := alike.Check(); err != nil {
		return errors.New(ilbo.SayOf(err))
	}
	return nil
}

// shown is a body as it will be checked again with its pictures.
func shown(b ilbo.Body) ilbo.Body {
	return slices.DeleteFunc(slices.Clone(b), func(b ilbo.Block) bool { return b.Kind == ilbo.PictureKind || b.Kind == ilbo.Gallery })
}

func moment(field, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("“%s” is not a time like 2006-11-05T02:40:46Z", field)
	}
	return t.Truncate(time.Second), nil
}

// foreign names a story without a number by what a second import of the line
// shares with the first.
func foreign(e *entry) string {
	sum := sha256.Sum256([]byte(e.Section + "\n" + e.Headline + "\n" + e.Published))
	return "ndjson:" + hex.EncodeToString(sum[:16])
}

// setBody makes the body, and the enclosures of its own pictures. A film
// cannot come in this way, and is told of.
func setBody(c *wire.Copy, e *entry, dir fs.FS) {
	for i := range e.Body {
		b := ilbo.Block(e.Body[i])
		tidy(&b)
		if b.Kind == ilbo.Paragraph && b.Text.String() == "" {
			continue
		}
		if b.Kind == ilbo.VideoKind {
			c.Notices = append(c.Notices, fmt.Sprintf("“%s” holds a film, which this format cannot bring: it was left out.", c.Story.Headline))
			continue
		}
		for n := range b.Figures {
			f := &b.Figures[n]
			at := slices.IndexFunc(e.Pictures, func(p picture) bool { return p.named(f.Picture) })
			en := wire.Enclosed{Source: string(f.Picture), Block: len(c.Story.Body), Figure: n, Caption: f.Caption, Credit: f.Credit, Alt: f.Alt}
			if at >= 0 {
				e.Pictures[at].used = true
				en.Source = e.Pictures[at].File
				en.File, en.Open = find(dir, en.Source)
			}
			f.Picture, f.Width, f.Height = "", 0, 0
			c.Enclosed = append(c.Enclosed, en)
		}
		c.Story.Body = append(c.Story.Body, b)
	}
}

// tidy makes presentable what stands in a block. Spaces at the ends of spans stay:
// they part words.
func tidy(b *ilbo.Block) {
	b.Title, b.By = ilbo.Clean(b.Title), ilbo.Clean(b.By)
	for _, in := range append([]ilbo.Inline{b.Text}, b.Items...) {
		for i := range in {
			in[i].Text = tidySpan(in[i].Text)
		}
	}
	for i := range b.Figures {
		f := &b.Figures[i]
		f.Caption, f.Credit, f.Alt = ilbo.Clean(f.Caption), ilbo.Clean(f.Credit), ilbo.Clean(f.Alt)
	}
	if t := b.Table; t != nil {
		t.Source = ilbo.Clean(t.Source)
		for _, row := range append([][]string{t.Head}, t.Rows...) {
			for i := range row {
				row[i] = ilbo.Clean(row[i])
			}
		}
	}
	if b.Embed != nil {
		b.Embed.Title = ilbo.Clean(b.Embed.Title)
	}
}

func tidySpan(text string) string {
	clean := ilbo.Clean(text)
	switch {
	case clean == "":
		return strings.Repeat(" ", min(1, len(text)))
	case strings.HasPrefix(text, " "):
		clean = " " + clean
	}
	if strings.HasSuffix(text, " ") {
		clean += " "
	}
	return clean
}

// setPictures encloses the pictures that no block names: the first leads the
// story, the others follow the text.
func setPictures(c *wire.Copy, e *entry, dir fs.FS) {
	lead := wire.Lead
	for _, p := range e.Pictures {
		if p.used {
			continue
		}
		en := wire.Enclosed{Source: p.File, Caption: ilbo.Clean(p.Caption), Credit: ilbo.Clean(p.Credit), Alt: ilbo.Clean(p.Alt), Block: lead}
		if lead != wire.Lead {
			en.Block = len(c.Story.Body)
			c.Story.Body = append(c.Story.Body, ilbo.Block{Kind: ilbo.PictureKind, Figures: make([]ilbo.Figure, 1)})
		}
		lead = 0
		en.File, en.Open = find(dir, p.File)
		c.Enclosed = append(c.Enclosed, en)
	}
}

// named reports whether a block's figure means this picture: by its number, or
// because the file is called by that.
func (p *picture) named(id ilbo.PictureID) bool {
	return id != "" && (p.ID == id || strings.TrimSuffix(path.Base(p.File), path.Ext(p.File)) == string(id))
}

// find looks for a picture's file below dir.
func find(dir fs.FS, file string) (string, func() (io.ReadCloser, error)) {
	name := path.Clean(strings.TrimPrefix(strings.ReplaceAll(file, `\`, "/"), "/"))
	if dir == nil || file == "" || !fs.ValidPath(name) {
		return "", nil
	}
	if info, err := fs.Stat(dir, name); err != nil || !info.Mode().IsRegular() {
		return "", nil
	}
	return name, func() (io.ReadCloser, error) { return dir.Open(name) }
}
