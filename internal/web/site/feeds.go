package site

import (
	"context"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
)

// look is the installed paper's: the colours are those of tokens.css.
func (s *Site) look() feed.Look {
	return feed.Look{Theme: "#faf8f4", Background: "#faf8f4", Icons: []feed.Icon{
		{Src: s.assets.URL("icon.svg"), Sizes: "any", Type: "image/svg+xml"},
		{Src: s.assets.URL("icon-192.png"), Sizes: "192x192", Type: "image/png"},
		{Src: s.assets.URL("icon-512.png"), Sizes: "512x512", Type: "image/png"},
		{Src: s.assets.URL("icon-maskable-512.png"), Sizes: "512x512", Type: "image/png", Purpose: "maskable"},
	}}
}

// feedsOf are the feeds of what has a form of address.
func feedsOf(form string) []family {
	of := func(name string, write func(*feed.Feed, context.Context, feed.Scope, string) (cache.Page, error)) family {
		return family{form: form + name, page: func(s *Site, a asked) cache.Render {
			scope, ok := scopeOf(form, a)
			if !ok {
				return nil
			}
			return func(ctx context.Context) (cache.Page, error) { return write(s.feed, ctx, scope, s.base) }
		}}
	}
	return []family{of("/feed.xml", (*feed.Feed).RSS), of("/atom.xml", (*feed.Feed).Atom), of("/feed.json", (*feed.Feed).JSON)}
}

// scopeOf reads which stories a feed carries from what stands before its name.
func scopeOf(form string, a asked) (feed.Scope, bool) {
	scope := feed.Scope{Language: a.language}
	switch form {
	case "":
	case "/topic/{topic}":
		scope.Topic = ilbo.TopicID(a.parts[0])
	case "/by/{journalist}":
		scope.Journalist = ilbo.JournalistID(a.parts[0])
	default:
		scope.Section = ilbo.SectionID(strings.Join(a.parts, "/"))
		return scope, scope.Section.Check() == nil
	}
	return scope, true
}
