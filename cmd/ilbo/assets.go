package main

import (
	"bytes"
	"fmt"
	"html"
	"image/png"
	"io/fs"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/web/assets"
	"ilbo.press/internal/web/newsroom"
	readers "ilbo.press/internal/web/reader"
	"ilbo.press/internal/web/site"
	"ilbo.press/internal/web/ui"
)

// inlineHash is what a content security policy says of an inline script.
func inlineHash(text string) string { return assets.InlineHash(text) }

// siteAssets makes the site's styles, scripts, fonts and icons, with the
// paper's own files in place of ours where it has them.
func siteAssets(p *ilbo.Paper, theme fs.FS) (*assets.Assets, error) {
	icons, err := paperIcons(p)
	if err != nil {
		return nil, err
	}
	o := assets.Options{
		Files:   []fs.FS{ui.Files, site.Files, readers.Files},
		Made:    icons,
		Sheets:  []assets.Bundle{{Name: "site.css", Files: append(append([]string{}, ui.Styles...), "*/*.css")}, {Name: "reader.css", Files: readers.Styles}, {Name: "lesson.css", Files: []string{"lesson.css", "quiz.css"}}},
		Scripts: []assets.Bundle{{Name: "site.js", Files: []string{"dist/site.js"}}, {Name: "reader.js", Files: []string{"dist/reader.js"}}, {Name: "alerts.js", Files: []string{"dist/alerts.js"}}, {Name: "notebook.js", Files: []string{"dist/notebook.js"}}, {Name: "lesson.js", Files: []string{"dist/lesson.js"}}, {Name: "epaper.js", Files: []string{"dist/epaper.js"}}},
		Plain:   []string{"fonts/*.woff2"},
	}
	if theme != nil {
		o.Files = append(o.Files, theme)
	}
	return assets.Build(o)
}

// newsroomAssets makes the newsroom's styles and scripts, in the paper's own ink
// and type where it has them.
func newsroomAssets(theme fs.FS, readers *assets.Assets) (*assets.Assets, error) {
	icons := map[string][]byte{}
	for _, name := range iconNames() {
		body, err := readers.Body(name)
		if err != nil {
			return nil, err
		}
		icons[name] = body
	}
	o := assets.Options{
		Files: []fs.FS{ui.Files, newsroom.Files},
		Made:  icons,
		Sheets: []assets.Bundle{
			{Name: "newsroom.css", Files: []string{"layers.css", "fonts/fonts.css", "tokens/tokens.css", "base/base.css", "frame/frame.css", "story/story.css", "lineup/lineup.css", "notes/notes.css", "notifications/notifications.css", "wire/wire.css", "pictures/pictures.css", "fronts/fronts.css", "press/press.css", "issue/issue.css", "breaking/breaking.css", "newsletters/newsletters.css", "sell/sell.css", "chart/chart.css", "reading/reading.css", "stories/stories.css", "board/board.css", "desk/desk.css", "lesson/teach.css", "lesson/taught.css", "glossary/glossary.css"}},
			{Name: "editor.css", Files: newsroom.EditorStyles},
		},
		Scripts: []assets.Bundle{{Name: "newsroom.js", Files: []string{"dist/newsroom.js"}}, {Name: "editor.js", Files: []string{"dist/editor.js"}}},
		Plain:   []string{"fonts/*.woff2"},
	}
	if theme != nil {
		o.Files = append(o.Files, theme)
	}
	if err := withProofSheet(&o, readers); err != nil {
		return nil, err
	}
	return assets.Build(o)
}

const vectorIcon = "icon.svg"

// drawnIcons are those in pixels; room is left around the letter where phones cut.
var drawnIcons = []struct {
	name string
	side int
	room float64
}{{"icon-180.png", 180, 0}, {"icon-192.png", 192, 0}, {"icon-512.png", 512, 0}, {"icon-maskable-512.png", 512, 0.1}}

func iconNames() []string {
	names := []string{vectorIcon}
	for _, icon := range drawnIcons {
		names = append(names, icon.name)
	}
	return names
}

// paperIcons draws the paper's icons: the first letter of its title, as a vector
// for tabs and in the sizes that phones ask for.
func paperIcons(p *ilbo.Paper) (map[string][]byte, error) {
	letter := "I"
	for _, r := range strings.TrimPrefix(p.Title.In(ilbo.English), "The ") {
		letter = string(r)
		break
	}
	icons := map[string][]byte{vectorIcon: iconSVG(letter)}
	for _, icon := range drawnIcons {
		m, err := imaging.Icon(letter, icon.side, icon.room)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			return nil, fmt.Errorf("encode %s: %w", icon.name, err)
		}
		icons[icon.name] = b.Bytes()
	}
	return icons, nil
}

func iconSVG(letter string) []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#1c1a18"/><path d="M10 53h44v3H10z" fill="#d94b3d"/><text x="32" y="46" font-family="Georgia,serif" font-weight="700" font-size="46" fill="#faf8f4" text-anchor="middle">%s</text></svg>`, html.EscapeString(letter))
}
