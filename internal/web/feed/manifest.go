package feed

import (
	"encoding/json"
	"fmt"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// A Look is how the installed paper looks before its pages are drawn.
type Look struct {
	Theme      string // CSS colour of the frame around the page
	Background string // CSS colour of the page
	Icons      []Icon
}

// An Icon is a picture of the paper on a phone.
type Icon struct {
	Src     string `json:"src"`               // within the site
	Sizes   string `json:"sizes"`             // "192x192", or "any" of a vector
	Type    string `json:"type"`              // media type
	Purpose string `json:"purpose,omitempty"` // "maskable", "any"
}

// Manifest is the web app manifest (W3C) of the paper in a language.
func (f *Feed) Manifest(l ilbo.Language, look Look) (cache.Page, error) {
	p, say := f.paper(), phrasesIn(l)
	if !p.Publishes(l) {
		return cache.Page{}, fmt.Errorf("manifest in %s: %w", l, ilbo.NotFound)
	}
	home := p.Prefix(l) + "/"
	shortcut := func(name, url string) manifestShortcut { return manifestShortcut{Name: name, URL: url} }
	body, err := json.Marshal(manifest{
		ID: home, Name: p.Title.In(l), ShortName: firstRunes(p.Title.In(l), 12), Description: p.Motto.In(l), Lang: string(l), Dir: "ltr",
		StartURL: home, Scope: "/", Display: "standalone", Theme: look.Theme, Background: look.Background, Icons: look.Icons,
		Categories: []string{"news"},
		Shortcuts:  []manifestShortcut{shortcut(say.search, home+"search"), shortcut(say.epaper, home+"epaper"), shortcut(say.archive, home+"archive")},
	})
	return cache.Page{Type: "application/manifest+json", Body: body, Keys: []ilbo.Key{ilbo.KeyFurniture}}, err
}

type manifest struct {
	ID          string             `json:"id"`
	Name        string             `json:"name"`
	ShortName   string             `json:"short_name"`
	Description string             `json:"description,omitempty"`
	Lang        string             `json:"lang"`
	Dir         string             `json:"dir"`
	StartURL    string             `json:"start_url"`
	Scope       string             `json:"scope"`
	Display     string             `json:"display"`
	Theme       string             `json:"theme_color,omitempty"`
	Background  string             `json:"background_color,omitempty"`
	Categories  []string           `json:"categories"`
	Icons       []Icon             `json:"icons"`
	Shortcuts   []manifestShortcut `json:"shortcuts"`
}

type manifestShortcut struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// firstRunes cuts s to n characters: what a phone shows below an icon.
func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
