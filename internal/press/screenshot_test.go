package press_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpress"
	"ilbo.press/internal/testroom"
)

// TestScreenshots makes the pictures of pages that docs show: see `make
// screenshots`.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("ILBO_SCREENSHOTS")
	if dir == "" {
		t.Skip("ILBO_SCREENSHOTS names no folder")
	}
	for _, c := range []struct {
		sheet     press.Sheet
		languages []ilbo.Language
		pages     map[int]string
	}{
		{press.Broadsheet(), []ilbo.Language{ilbo.English}, map[int]string{1: "print-front", 3: "print-inside"}},
		{press.Broadsheet(), []ilbo.Language{ilbo.Korean}, map[int]string{1: "print-korean"}},
		{press.Tabloid(), []ilbo.Language{ilbo.English}, map[int]string{1: "print-tabloid"}},
	} {
		m, err := press.Make(testpress.Sample(t, c.languages...), c.sheet, press.House())
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := (press.Press{RGB: true}).Print(&out, m, studio{}); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "edition.pdf")
		if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		for page, name := range c.pages {
			shot(t, file, page, filepath.Join(dir, name+".webp"))
		}
	}
}

// shot makes a picture of a page.
func shot(t *testing.T, file string, page int, to string) {
	t.Helper()
	n := strconv.Itoa(page)
	look := filepath.Join(filepath.Dir(file), "page"+n)
	testroom.Tool(t, "pdftoppm", "-r", "80", "-f", n, "-l", n, "-singlefile", "-png", file, look)
	f, err := os.Open(look + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := imaging.EncodeWebP(&out, img, 80); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
