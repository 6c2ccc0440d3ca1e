package wire

import (
	"io"
	"iter"

	"ilbo.press"
)

// A Copy is one piece as it came in, with its furniture as printed.
type Copy struct {
	// Story holds what needs no knowledge of the paper: language, foreign
	// number, kicker, headline, deck, dateline, source, body, access, times.
	// Its section, bylines, topics and lead are the Intake's to fill. Picture
	// blocks of the body hold a figure without a picture for each [Enclosed].
	Story ilbo.Story

	Department string      // the section that Section is a part of, as printed; empty for none
	Section    string      // as printed: a name in either language, or a slug
	Topics     []string    // names as printed
	Bylines    []string    // one name each, as printed
	OldPaths   []ilbo.Path // where the story lived before, as [OldPath] writes it
	OldPages   []OldPage   // where the story was listed before
	Enclosed   []Enclosed

	// Withheld says that the copy was not public, and keeps it from being so
	// here; nil: it was public, at Story.Published.
	Withheld *Withheld
	// Alias is another foreign number that the story may be on file under;
	// empty where there is none.
	Alias string
	// Founding lets a section that the paper does not have be made. Without
	// it, the story goes to the paper's first section, with a notice.
	Founding bool
	// About is what the other system says of the section and of topics, and Bios
	// what it says of people, by their names as printed. The paper takes it for
	// those that it does not have yet.
	About map[string]string
	Bios  map[string]string
	// Publisher is who printed the copy: a byline of that name is no person's.
	Publisher string
	// Agency is what an agency says of its copy; nil: it is none's.
	Agency  *Agency
	Ignored []string // fields that the format does not know, each told once a file
	Notices []string // sentences on what the reader of the format left out
}

// Copies is a stream of copy. An error stands for one entry that was refused,
// and says where it stands, or, as an [*Aside], for entries that are no
// stories; the stream goes on after it.
type Copies = iter.Seq2[*Copy, error]

// An Enclosed is a picture that came with copy, or that the copy names.
type Enclosed struct {
	Source  string // file or address as the copy names it; empty where it gives a caption alone
	File    string // the file that was found for it; empty where there is none
	Caption string
	Credit  string
	Alt     string
	Block   int // index of its block in the body, or [Lead]
	Figure  int // index within the block

	// Open gives the picture's bytes, nil where no file was found. It may be
	// called until the stream is asked for the next copy.
	Open func() (io.ReadCloser, error)
}

// Lead is the Block of the picture above the story.
const Lead = -1

// name is what to call the picture in a notice.
func (e *Enclosed) name() string {
	if e.Source != "" {
		return e.Source
	}
	return e.Caption
}
