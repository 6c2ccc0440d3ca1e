package site_test

import (
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

// TestAPictureWhoseRightsEndedIsOnNoPage shows a story with a picture, lets its
// rights end, and looks for the picture in every byte.
func TestAPictureWhoseRightsEndedIsOnNoPage(t *testing.T) {
	p := newPaper(t)
	ctx := t.Context()
	s := p.publish(marked("zright"))
	photo := ilbo.Picture{ID: "picturezright", Type: "image/jpeg", Width: 1280, Height: 800, Focus: &ilbo.Point{X: 0.2, Y: 0.8},
		Crops: map[ilbo.Shape]ilbo.Crop{ilbo.ShapeTeaser: {X: 0.25, Width: 0.5, Height: 0.5}}, Rights: ilbo.Rights{Until: p.now.Add(time.Hour)}}
	if err := p.store.PutPicture(ctx, photo); err != nil {
		t.Fatal(err)
	}
	if err := p.store.PutJournalists(ctx, []ilbo.Journalist{{ID: "han-seo-yun", Name: ilbo.Words{"en": "Han Seo-yun"}, Picture: photo.ID}}); err != nil {
		t.Fatal(err)
	}
	p.index()
	where := []string{string(s.Path), "/national/politics", "/topic/han-river", "/by/han-seo-yun", "/feed.xml", "/atom.xml", "/feed.json", "/news-sitemap.xml", "/search?q=zright", "/archive/2026/11/24"}
	for _, path := range where {
		if _, _, body := p.get(path); !strings.Contains(body, "picturezright") {
			t.Errorf("the picture is not on %s", path)
		}
	}
	if _, _, body := p.get("/topic/han-river"); !strings.Contains(body, "/pictures/picturezright/teaser-") {
		t.Error("a teaser does not show what was cut by hand")
	}
	if _, _, body := p.get(string(s.Path)); !strings.Contains(body, `class="focus-x-2 focus-y-8"`) {
		t.Error("a gallery does not keep the focus in sight")
	}
	p.now = p.now.Add(time.Hour)
	p.site.Stale(append(s.Keys(), ilbo.KeyFurniture)...)
	if status, _, body := p.get(string(s.Path)); status != 200 || !strings.Contains(body, "zright paragraph") || strings.Contains(body, "<h2 class=\"gallery__title\">") {
		t.Errorf("the story answers %d, or shows an empty gallery", status)
	}
	for path, body := range p.everything() {
		if at := strings.Index(body, "picturezright"); at >= 0 {
			t.Errorf("%s shows the picture: …%.80s", path, body[max(0, at-20):])
		}
	}
}
