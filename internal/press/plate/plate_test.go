package plate_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/press/plate"
	"ilbo.press/internal/testpress"
)

// TestLook writes plates to be looked at, and says how large they are:
//
//	ILBO_PLATES=/tmp/plates go test -v -run TestLook ./internal/press/plate
func TestLook(t *testing.T) {
	dir := os.Getenv("ILBO_PLATES")
	if dir == "" {
		t.Skip("ILBO_PLATES names no folder")
	}
	for name, made := range map[string]*press.Made{
		"english": testpress.Make(t, testpress.Sample(t, ilbo.English), press.Broadsheet()),
		"korean":  testpress.Make(t, testpress.Sample(t, ilbo.Korean, ilbo.English), press.Tabloid()),
	} {
		var out bytes.Buffer
		if err := (press.Press{RGB: true}).Print(&out, made, testpress.Darkroom{}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		m := plate.New(made, testpress.Darkroom{})
		for i := range min(3, len(made.Pages)) {
			f := ilbo.Folio(i + 1)
			out.Reset()
			begun := time.Now()
			if err := m.SVG(&out, f); err != nil {
				t.Fatal(err)
			}
			wrote := time.Since(begun)
			file := filepath.Join(dir, name+"-"+f.String())
			if err := os.WriteFile(file+".svg", out.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			var packed bytes.Buffer
			begun = time.Now()
			w := brotli.NewWriterLevel(&packed, 5)
			if _, err := w.Write(out.Bytes()); err != nil {
				t.Fatal(err)
			}
			w.Close()
			pack := time.Since(begun)
			var times []time.Duration
			for _, width := range []int{400, 400, 1200} {
				begun = time.Now()
				img, err := m.Picture(f, width)
				if err != nil {
					t.Fatal(err)
				}
				times = append(times, time.Since(begun))
				if width == 1200 {
					var b bytes.Buffer
					if err := png.Encode(&b, img); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(file+".png", b.Bytes(), 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
			t.Logf("%s %s: %d bytes of SVG in %v, %d packed in %v, pixels in %v", name, f, out.Len(), wrote, packed.Len(), pack, times)
		}
	}
}
