package site_test

import (
	"context"
	"strings"
	"testing"

	"ilbo.press"
)

func TestANewSectionIsInTheMenuAtOnce(t *testing.T) {
	p := newPaper(t)
	p.get("/about")
	err := p.store.PutSections(context.Background(), []ilbo.Section{{ID: "weather", Name: ilbo.Words{ilbo.English: "Weather & Tides"}, Position: 99}})
	if err != nil {
		t.Fatal(err)
	}
	p.site.Stale(ilbo.KeyFurniture)
	if _, _, body := p.get("/about"); !strings.Contains(body, "Weather &amp; Tides") {
		t.Error("the menu lacks a section that was just made")
	}
}
