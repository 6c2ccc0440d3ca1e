// Package faces holds the faces that come with the program, so that English and
// Korean can be set where nothing is installed. All are subsets under the SIL
// Open Font License, whose texts stand beside them; `make fonts` cuts them.
//
// The Korean one has the 2,350 syllables of KS X 1001, which are all but a few in
// a thousand of those in use, and the hanja of headlines. Whoever sets Korean puts
// a face with all 11,172 behind it.
package faces

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"sync"

	"ilbo.press/internal/typeset"
)

var (
	//go:embed source-serif-regular.ttf.gz
	regular []byte
	//go:embed source-serif-italic.ttf.gz
	italic []byte
	//go:embed source-serif-semibold.ttf.gz
	semibold []byte
	//go:embed newsreader-display-medium.ttf.gz
	displayMedium []byte
	//go:embed newsreader-display-bold.ttf.gz
	displayBold []byte
	//go:embed noto-serif-kr-regular.ttf.gz
	korean []byte
	//go:embed noto-serif-phonetic.ttf.gz
	phonetic []byte
)

// The faces, each unpacked and read when it is first asked for.
var (
	Regular       = load("Source Serif 4 Regular", regular)          // text
	Italic        = load("Source Serif 4 Italic", italic)            // emphasis
	Semibold      = load("Source Serif 4 Semibold", semibold)        // subheads, bylines
	DisplayMedium = load("Newsreader Display Medium", displayMedium) // headlines
	DisplayBold   = load("Newsreader Display Bold", displayBold)     // the heaviest headlines
	Korean        = load("Noto Serif KR Regular", korean)            // Korean text
	Phonetic      = load("Noto Serif Regular", phonetic)             // how words are said: the signs of the IPA
)

// load gives what unpacks a face once. What is embedded is read by the tests:
// that it cannot be is a mistake of the build.
func load(name string, packed []byte) func() *typeset.Face {
	return sync.OnceValue(func() *typeset.Face {
		face, err := unpack(packed)
		if err != nil {
			panic(fmt.Sprintf("the embedded face %s: %v", name, err))
		}
		return face
	})
}

func unpack(packed []byte) (*typeset.Face, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	return typeset.Load(data, 0)
}
