package pdf_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"testing"

	"ilbo.press/internal/typeset"
)

// gothic is Noto Sans KR Bold with all syllables, which comes with the program
// for share cards: the press's headlines, and what stands behind its text.
func gothic(tb testing.TB) *typeset.Face {
	tb.Helper()
	face, err := loadGothic()
	if err != nil {
		tb.Fatal(err)
	}
	return face
}

var loadGothic = sync.OnceValues(func() (*typeset.Face, error) {
	data, err := os.ReadFile(filepath.Join("..", "..", "imaging", "fonts", "noto-sans-kr-bold.ttf.gz"))
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	ttf, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	return typeset.Load(ttf, 0)
})

// nearest is how far the end of a word that poppler found is from a place.
func nearest(found string, want float64) float64 {
	best := math.Inf(1)
	for _, m := range xMax.FindAllStringSubmatch(found, -1) {
		if x, err := strconv.ParseFloat(m[1], 64); err == nil {
			best = min(best, math.Abs(x-want))
		}
	}
	return best
}

var xMax = regexp.MustCompile(`xMax="([0-9.]+)"`)
