package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/typeset"
)

// pressSettings are what the printed paper is set on and in.
type pressSettings struct {
	Sheet   string `toml:"sheet,omitempty" comment:"broadsheet (350 × 550 mm, six columns) or tabloid (280 × 400 mm, five)."`
	Hour    string `toml:"hour,omitempty" comment:"When each day's edition closes and is made: 0 to 23 by the paper's zone, of what became public since the one before closed; off: ilbo edition make makes it, of what was published that day."`
	Printer string `toml:"printer,omitempty" comment:"The inks of a second PDF, for a printer, with 3 mm of bleed and crop marks: cmyk or rgb; off: there is none. ilbo edition make --out writes it beside the others."`
	Reserve string `toml:"reserve,omitempty" comment:"Feet of pages that are kept for advertisements, in millimetres: A3 60, A5 120."`

	Text       string `toml:"text,omitempty" comment:"Fonts of the paper's own, TrueType or OpenType files; of a collection FILE.ttc#1 is the second. What one lacks, and what is not named, is set in those that come with the program."`
	Italic     string `toml:"italic,omitempty"`
	Bold       string `toml:"bold,omitempty"`
	Head       string `toml:"head,omitempty"`
	Plate      string `toml:"plate,omitempty"`
	Korean     string `toml:"korean,omitempty"`
	KoreanBold string `toml:"korean-bold,omitempty"`
	KoreanHead string `toml:"korean-head,omitempty"`
}

// sheet is the paper that is printed on.
func (s *pressSettings) sheet() (press.Sheet, error) {
	switch s.Sheet {
	case "", "broadsheet":
		return press.Broadsheet(), nil
	case "tabloid":
		return press.Tabloid(), nil
	}
	return press.Sheet{}, fail("press.sheet is broadsheet or tabloid, not %q.", s.Sheet)
}

// hour is when a day's edition closes; below zero it is made by hand alone.
func (s *pressSettings) hour() (int, error) {
	if s.Hour == "" || s.Hour == "off" {
		return -1, nil
	}
	h, err := strconv.Atoi(s.Hour)
	if err != nil || h < 0 || h > 23 {
		return 0, fail("press.hour is an hour, 0 to 23, or off, not %q.", s.Hour)
	}
	return h, nil
}

// printer is how a printer's PDF is made; nil: none is wanted.
func (s *pressSettings) printer() (*press.Press, error) {
	p := &press.Press{Bleed: typeset.Millimetres(3), Marks: true}
	switch s.Printer {
	case "", "off":
		return nil, nil
	case "cmyk":
	case "rgb":
		p.RGB = true
	default:
		return nil, fail("press.printer is cmyk, rgb or off, not %q.", s.Printer)
	}
	return p, nil
}

// reserved are the feet of pages that are kept.
func (s *pressSettings) reserved() ([]press.Space, error) {
	var all []press.Space
	for _, text := range strings.Split(s.Reserve, ",") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		var folio, height int
		var more string
		if n, _ := fmt.Sscanf(text, "A%d %d%s", &folio, &height, &more); n != 2 || folio < 1 || height < 15 || height > 1000 {
			return nil, fail("press.reserve is pages and millimetres, at least 15, like A3 60, A5 120, not %q.", text)
		}
		all = append(all, press.Space{Folio: ilbo.Folio(folio), Height: typeset.Millimetres(float64(height))})
	}
	return all, nil
}

// fonts are what is printed in. Files are named from the data folder, and read now;
// the faces that come with the program are read when something is printed.
func (s *pressSettings) fonts(dir string) (func() press.Fonts, error) {
	own := map[string]*typeset.Face{}
	for i, file := range []string{s.Text, s.Italic, s.Bold, s.Head, s.Plate, s.Korean, s.KoreanBold, s.KoreanHead} {
		if file == "" {
			continue
		}
		face, err := face(dir, "press."+press.Cuts[i], file)
		if err != nil {
			return nil, err
		}
		own[press.Cuts[i]] = face
	}
	return sync.OnceValue(func() press.Fonts {
		f := press.House()
		for cut, face := range own {
			f, _ = f.With(cut, face)
		}
		return f
	}), nil
}

// face reads the font that a setting names.
func face(dir, setting, file string) (*typeset.Face, error) {
	index := 0
	if name, n, ok := strings.Cut(file, "#"); ok {
		var err error
		if index, err = strconv.Atoi(n); err != nil || index < 0 {
			return nil, fail("%s: %q names no font of a collection: the first is %s#0.", setting, file, name)
		}
		file = name
	}
	path := file
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fail("%s: there is no file %s.", setting, path)
	}
	if err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: setting + ": " + path + " cannot be read.", Err: err}
	}
	face, err := typeset.Load(data, index)
	if err != nil {
		return nil, fail("%s: %s cannot be printed with: %s.", setting, path, strings.TrimPrefix(err.Error(), "read font: "))
	}
	return face, nil
}
