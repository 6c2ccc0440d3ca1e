package web

import (
	"context"
	"html/template"

	"ilbo.press"
)

// Enclosed is the inside of a page that somebody else's frame goes around: the
// nameplate, the menu and the foot of the readers' site.
type Enclosed struct {
	Language ilbo.Language
	Path     string // of the page below the language's prefix: "/account"
	Title    string
	Style    string        // address of a sheet of its own; empty: none
	Script   string        // address of a module of its own; empty: none
	Main     template.HTML // made by html/template
}

// A Frame puts the nameplate, the menu and the foot around a page that is one
// person's, and kept nowhere.
type Frame interface {
	Enclose(ctx context.Context, page Enclosed) ([]byte, error)
}
