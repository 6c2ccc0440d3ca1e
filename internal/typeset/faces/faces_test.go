package faces_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/encoding/korean"

	"ilbo.press/internal/typeset"
	"ilbo.press/internal/typeset/faces"
)

func TestFacesSayWhatTheyAre(t *testing.T) {
	for family, face := range map[string]*typeset.Face{
		"Source Serif 4": faces.Regular(), "Noto Serif KR": faces.Korean(), "Newsreader": faces.DisplayBold(), "Noto Serif": faces.Phonetic(),
	} {
		if !strings.HasPrefix(face.Family, family) {
			t.Errorf("%s calls itself %q", family, face.Family)
		}
		if family != "Newsreader" && !strings.Contains(face.Licence, "SIL Open Font License") { // the display cut says nothing
			t.Errorf("%s is under %q", family, face.Licence)
		}
		if face.Ascent(10*typeset.Point) <= face.CapHeight(10*typeset.Point) || face.CapHeight(10*typeset.Point) <= face.XHeight(10*typeset.Point) {
			t.Errorf("%s has heights that cannot be", family)
		}
	}
	for _, feature := range []string{"smcp", "onum", "tnum", "liga"} {
		if !faces.Regular().Supports(feature) {
			t.Errorf("the face of text has no %s", feature)
		}
	}
	for _, face := range []*typeset.Face{faces.Italic(), faces.Semibold(), faces.DisplayMedium()} {
		if !face.Has('ğ') && !strings.HasPrefix(face.Family, "Newsreader") || !face.Has('“') || !face.Has('₩') && !face.Has('€') {
			t.Errorf("%s lacks letters that newspapers have", face.Name)
		}
	}
}

// TestTheSignsOfTheIPAAreThere has those that English is written with in dictionaries.
func TestTheSignsOfTheIPAAreThere(t *testing.T) {
	for _, r := range "əɪʊʃʒŋˈˌːθðɒʌɜæɑɔɡɹɛʔɚɝɐɫɾʰ̩̃" {
		if !faces.Phonetic().Has(r) {
			t.Errorf("%c (U+%04X) is missing", r, r)
		}
	}
}

// TestTheSyllablesOfKSX1001AreThere goes through the standard's rows.
func TestTheSyllablesOfKSX1001AreThere(t *testing.T) {
	n := 0
	for a := 0xB0; a <= 0xC8; a++ {
		for b := 0xA1; b <= 0xFE; b++ {
			s, err := korean.EUCKR.NewDecoder().Bytes([]byte{byte(a), byte(b)})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range string(s) {
				n++
				if !faces.Korean().Has(r) {
					t.Errorf("%c is missing", r)
				}
			}
		}
	}
	if n != 2350 {
		t.Errorf("there are %d syllables", n)
	}
}

// TestTheSampleCanBeSet looks for every letter of the sample's copy.
func TestTheSampleCanBeSet(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("..", "..", "testpaper", "copy", "*", "*.txt"))
	if err != nil || len(names) < 50 {
		t.Fatal("the sample's copy is not found: ", err)
	}
	all := typeset.Faces{faces.Regular(), faces.Italic(), faces.DisplayMedium(), faces.Korean()}
	missing := make(map[rune]string)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(data) {
			has := unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
			for _, f := range all {
				has = has || f.Has(r)
			}
			if !has {
				missing[r] = filepath.Base(name)
			}
		}
	}
	for r, name := range missing {
		t.Errorf("%c (%U) in %s", r, r, name)
	}
}

func TestFontsThatCannotBePrintedAreRefused(t *testing.T) {
	good := faces.Regular().Data()
	bomb := bytes.Clone(good)
	copy(bomb[12+12:], []byte{0xDD, 0x94, 0xE2, 0x40}) // its first table has gigabytes
	for name, data := range map[string][]byte{
		"nothing": nil, "text": []byte("not a font"), "half": good[:len(good)/2], "a head": good[:12],
		"a bomb": bomb, "a web font": []byte("wOF2 and more of it"), "a collection of millions": []byte("ttcf\x00\x01\x00\x00\x7f\xff\xff\xff"),
		"too large": make([]byte, 65<<20),
	} {
		if _, err := typeset.Load(data, 0); err == nil {
			t.Errorf("%s is taken for a font", name)
		}
	}
	if _, err := typeset.Load(good, 3); err == nil {
		t.Error("there is a fourth font in a file of one")
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("OTTO"))
	f.Add(faces.DisplayMedium().Data()[:4000])
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := typeset.Load(data, 0)
		if err != nil {
			return
		}
		style := &typeset.Style{Faces: typeset.Faces{face}, Size: typeset.Pica, Language: "en"}
		typeset.NewSetter().Set(typeset.Text{{Text: "any text", Style: style}}, &typeset.Form{}, typeset.Even(typeset.Pica*20))
	})
}
