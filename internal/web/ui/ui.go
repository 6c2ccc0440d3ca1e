// Package ui holds the components that pages share, a folder each: the
// template, its style, and the island that makes it convenient. See README.md.
package ui

import "embed"

// Files are the components' templates, styles and fonts.
//
//go:embed */*.html */*.css *.css fonts
var Files embed.FS

// Styles are the style sheets in the order in which they are set.
var Styles = []string{
	"layers.css", "fonts/fonts.css", "tokens/tokens.css", "base/base.css", "banner/banner.css", "nameplate/nameplate.css", "menu/menu.css", "suggest/suggest.css", "settings/settings.css",
	"teaser/teaser.css", "figure/figure.css", "share/share.css", "bookmark/bookmark.css", "body/body.css", "wall/wall.css", "meter/meter.css", "gallery/gallery.css", "foot/foot.css", "base/print.css",
}
