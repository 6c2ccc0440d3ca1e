package ghost

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

// The most rows of an export. A site of more is not one newspaper's.
const (
	maxPosts  = 10_000_000
	maxLinks  = 20_000_000 // of posts to tags, and of posts to people
	maxNames  = 500_000    // tags, and people
	maxTold   = 64 << 20   // bytes of all of these; what goes beyond is not kept
	maxName   = 400        // bytes of a name or a slug; a longer one is none
	maxFaults = 20         // tables that are none of which is told
)

// A tag is a row of the table of tags.
type tag struct {
	name     string
	slug     string
	about    string
	internal bool // one that only the site's staff see
}

// A person is a row of the table of users.
type person struct{ name, slug, bio string }

// An export is a file that was looked through once: all that its posts need
// from other tables, and where they stand themselves.
type export struct {
	file    io.ReaderAt
	size    int64
	name    string
	options *Options
	keys    keys
	tally   *tally

	version string
	loose   bool // posts stand where an export has none

	postsAt int64 // where the table of posts begins; 0 where there is none
	posts   int
	slugs   []key        // of the posts that are on the site, sorted
	twice   map[key]bool // slugs that several of them have: whether one was met
	numbers []key        // of all posts, until they are sorted
	doubles map[key]bool // numbers that several posts have: whether one was met

	tags   *roll[tag]
	people *roll[person]
	tagged links
	signed links
	metas  spots
	told   int // bytes of tags and people

	hash    string // the number that the site made for itself
	title   string
	locale  string
	link    string // the shape of posts' addresses, as the settings give it
	zone    *time.Location
	notices []string
}

// look reads a file for the first time.
func look(ctx context.Context, name string, file io.ReaderAt, size int64, o *Options, tally *tally) (*export, error) {
	e := &export{file: file, size: size, name: name, options: o, keys: newKeys(), tally: tally, zone: time.UTC, twice: map[key]bool{}, doubles: map[key]bool{}}
	e.tags, e.people = newRoll[tag](e.keys), newRoll[person](e.keys)
	s := newScanner(o.from(ctx, file, 0, size), bufferSize)
	if err := e.start(s); err != nil {
		return nil, err
	}
	if err := e.top(s); err != nil {
		return nil, e.refuse(err)
	}
	if s.next(); s.pos < s.end {
		return nil, e.refuse(s.damaged("the file goes on after its end"))
	}
	if s.failed != nil {
		return nil, e.refuse(s.damaged("the file cannot be read on"))
	}
	if e.postsAt == 0 {
		if e.loose {
			return nil, e.noExport("its posts are as Ghost's API and its migration tools write them")
		}
		return nil, e.noExport("it holds no table of posts")
	}
	e.sort()
	return e, nil
}

// how says how people get what the import reads.
const how = "make one in Ghost under Settings, Import/Export (in older versions Labs), with Export"

func (e *export) noExport(why string) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: This is no export of a Ghost site: %s; %s.", e.name, why, how)}
}

// start looks at the first bytes: people name a ZIP archive, or a list of
// members, as readily as the export itself.
func (e *export) start(s *scanner) error {
	s.fill()
	head := s.buf[:s.end]
	if bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")) {
		s.pos = 3
	}
	line, _, _ := bytes.Cut(head[s.pos:], []byte{'\n'})
	switch c := s.next(); {
	case s.failed != nil:
		return e.refuse(s.damaged("the file cannot be read"))
	case c == '{':
		return nil
	case c == 0 && s.pos == s.end:
		return e.noExport("the file is empty")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return &ilbo.Error{Kind: ilbo.Invalid, Say: e.name + ": This file is packed: unpack it, and name the JSON file that is in it."}
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return &ilbo.Error{Kind: ilbo.Invalid, Say: e.name + ": This file is in UTF-16: export it again, or save it as UTF-8."}
	case bytes.Contains(bytes.ToLower(line), []byte("email")) && bytes.ContainsAny(line, ",;\t"):
		return &ilbo.Error{Kind: ilbo.Invalid, Say: e.name + ": This looks like a list of members: take it in with “ilbo import readers”."}
	}
	return e.noExport("it is not JSON")
}

// refuse makes the sentence for a file that is damaged.
func (e *export) refuse(err error) error {
	d, ok := err.(*damage)
	switch {
	case !ok:
		return err
	case d.err != nil:
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: The file cannot be read on from byte %d.", e.name, d.at), Err: d.err}
	case d.cut:
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: The file is cut off: it ends at byte %d (line %d), where %s: nothing of it was taken, so export it again.", e.name, d.at, d.line, d.what)}
	}
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: The file is damaged at byte %d (line %d), where %s: nothing of it was taken, so export it again.", e.name, d.at, d.line, d.what)}
}

// top reads the outermost object: meta and data, or a list "db" that holds an
// object of both.
func (e *export) top(s *scanner) error {
	return s.object(func(name []byte) error {
		if string(name) != "db" {
			e.loose = e.loose || string(name) == "posts"
			return e.part(s, name)
		}
		k, err := s.kind()
		switch {
		case err != nil:
			return err
		case k == object:
			return s.object(func(name []byte) error { return e.part(s, name) })
		case k != list:
			return s.skip()
		}
		n := 0
		return s.list(func() error {
			if n++; n > 1 {
				return s.skip()
			}
			if k, err := s.kind(); err != nil || k != object {
				return orSkip(s, err)
			}
			return s.object(func(name []byte) error { return e.part(s, name) })
		})
	})
}

// orSkip passes over a value unless there is an error already.
func orSkip(s *scanner, err error) error {
	if err != nil {
		return err
	}
	return s.skip()
}

func (e *export) part(s *scanner, name []byte) error {
	k, err := s.kind()
	switch {
	case err != nil:
		return err
	case k == object && string(name) == "meta":
		r := newRow("version")
		_, err := r.read(s)
		e.version = r.line("version")
		return err
	case k == object && string(name) == "data":
		return s.object(func(name []byte) error { return e.table(s, string(name)) })
	}
	return s.skip()
}

// known says what to look out for in an export of another version than those
// that the import was made for.
func (e *export) known() string {
	major, _, _ := strings.Cut(e.version, ".")
	if n, err := strconv.Atoi(major); e.version == "" || err == nil && n >= 2 && n <= 6 && !strings.HasPrefix(major, "0") {
		return ""
	}
	return fmt.Sprintf("%s is an export of Ghost %s, and the import was made for versions 2 to 6: look through what came in.", e.name, short(e.version))
}
