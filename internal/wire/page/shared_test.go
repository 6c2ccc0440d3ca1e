package page

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// shared finds a folder of real material beside the checkout.
func shared(t *testing.T, parts ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		path := filepath.Join(append([]string{dir, "shared"}, parts...)...)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skipf("the folder shared/%s is not beside this checkout", filepath.Join(parts...))
		}
		dir = up
	}
}

var seoul = time.FixedZone("Asia/Seoul", 9*60*60)

func options() Options { return Options{Zone: seoul, Sections: ilbo.StandardSections()} }

func paragraphs(c *wire.Copy) []string {
	var list []string
	for _, b := range c.Story.Body {
		if b.Kind == ilbo.Paragraph {
			list = append(list, b.Text.String())
		}
	}
	return list
}

func kindsOf(b ilbo.Body) []ilbo.BlockKind {
	var list []ilbo.BlockKind
	for i := range b {
		list = append(list, b[i].Kind)
	}
	return list
}
