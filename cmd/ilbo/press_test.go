package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ilbo.press"
	typefaces "ilbo.press/internal/typeset/faces"
)

func TestSettingsOfThePress(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("own.ttf", typefaces.Semibold().Data())
	write("half.ttf", typefaces.Semibold().Data()[:9000])
	write("note.ttf", []byte("call the foundry"))
	fonts, err := (&pressSettings{Text: "own.ttf", KoreanHead: filepath.Join(dir, "own.ttf#0")}).fonts(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := fonts()
	if f.Text[0].Name != typefaces.Semibold().Name || f.KoreanHead[0].Name != typefaces.Semibold().Name || f.Head[0].Name == typefaces.Semibold().Name {
		t.Error("the paper's own font is not where it is wanted")
	}
	for file, say := range map[string]string{
		"lost.ttf":      "press.head: there is no file " + filepath.Join(dir, "lost.ttf"),
		"half.ttf":      "is cut off",
		"note.ttf":      "press.head: " + filepath.Join(dir, "note.ttf") + " cannot be printed with",
		"own.ttf#2":     "there is no font 2 in a file of 1",
		"own.ttf#first": "names no font of a collection",
		".":             "cannot be read",
	} {
		_, err := (&pressSettings{Head: file}).fonts(dir)
		if !errors.Is(err, ilbo.Invalid) || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: got %v, want %q", file, err, say)
		}
	}
	if p, err := (&pressSettings{Printer: "rgb"}).printer(); err != nil || !p.RGB || !p.Marks || p.Bleed <= 0 {
		t.Errorf("a printer's PDF: %+v, %v", p, err)
	}
	if _, err := (&pressSettings{Printer: "gold"}).printer(); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("gold ink: got %v", err)
	}
	if all, err := (&pressSettings{Reserve: "A3 60, A5 120"}).reserved(); err != nil || len(all) != 2 || all[1].Folio != 5 {
		t.Errorf("got %v, %v", all, err)
	}
	for _, reserve := range []string{"A3", "3 60", "A3 -60", "A0 60", "A3 60 A4", "all of it"} {
		if _, err := (&pressSettings{Reserve: reserve}).reserved(); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("%s: got %v", reserve, err)
		}
	}
	if _, err := (&pressSettings{Sheet: "berliner"}).sheet(); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("got %v", err)
	}
}
