package page

import (
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

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
