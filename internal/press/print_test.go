package press_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/testpress"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/typeset"
)

// printed prints an edition into a file.
func printed(t *testing.T, p press.Press, m *press.Made) string {
	t.Helper()
	var out bytes.Buffer
	if err := p.Print(&out, m, testpress.Darkroom{}); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "edition.pdf")
	if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestOthersReadWhatIsPrinted has an edition in both languages, for a printer, read
// by three programs that are not ours.
func TestOthersReadWhatIsPrinted(t *testing.T) {
	day := testpress.Sample(t, ilbo.Korean, ilbo.English)
	m := made(t, day, press.Tabloid())
	name := printed(t, press.Press{Bleed: typeset.Millimetres(3), Marks: true}, m)
	t.Run("qpdf", func(t *testing.T) { testroom.Tool(t, "qpdf", "--check", name) })
	t.Run("pdfcpu", func(t *testing.T) { testroom.Tool(t, "pdfcpu", "validate", "-m", "strict", name) })
	t.Run("pdfinfo", func(t *testing.T) {
		info := testroom.Tool(t, "pdfinfo", "-box", name)
		for want, is := range map[string]float64{"TrimBox": m.Sheet.Width.Points(), "BleedBox": m.Sheet.Width.Points() + 2*typeset.Millimetres(3).Points()} {
			box := regexp.MustCompile(want + `:\s+([\d.]+)\s+[\d.]+\s+([\d.]+)`).FindStringSubmatch(info)
			if box == nil {
				t.Fatalf("it has no %s: %s", want, info)
			}
			left, _ := strconv.ParseFloat(box[1], 64)
			right, _ := strconv.ParseFloat(box[2], 64)
			if d := right - left - is; d > 0.02 || d < -0.02 {
				t.Errorf("the %s is %.2f points wide, want %.2f", want, right-left, is)
			}
		}
		if !strings.Contains(info, "Tagged:          yes") || !strings.Contains(info, "Pages:           "+strconv.Itoa(len(m.Pages))) {
			t.Errorf("it is %s", info)
		}
	})
	t.Run("pdftotext", func(t *testing.T) {
		said := letters(testroom.Tool(t, "pdftotext", "-raw", name, "-"))
		for i := range day.Stories {
			s := day.Stories[i].Story
			if m.Prints(s.ID) {
				inOrder(t, said, s)
			}
		}
	})
}

// inOrder checks that paragraphs of a story stand one after another.
func inOrder(t *testing.T, said string, s *ilbo.Story) {
	t.Helper()
	at := 0
	for i, b := range s.Body {
		text := letters(b.Text.String())
		if b.Kind != ilbo.Paragraph || len(text) < 40 {
			continue
		}
		n := strings.Index(said[at:], text)
		if n < 0 {
			t.Errorf("%q: paragraph %d is not read after the one before: %.80s", s.Headline, i, b.Text.String())
			return
		}
		at += n + len(text)
	}
}
