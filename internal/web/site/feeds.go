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

// feeds are the files for machines, by their names at the end of a path; nil
// where there is none.
func (s *Site) feeds(l ilbo.Language, steps []string, name string) cache.Render {
	if before := steps[:len(steps)-1]; len(before) > 0 {
		if len(before) == 1 && before[0] == "sitemaps" {
			return func(ctx context.Context) (cache.Page, error) { return s.feed.SitemapFile(ctx, name, s.base) }
		}
		scope, ok := scopeOf(l, before)
		if !ok {
			return nil
		}
		return s.feedOf(scope, name)
	}
	first := l == s.paper.Languages[0]
	switch name {
	case "manifest.webmanifest":
		return func(context.Context) (cache.Page, error) { return s.feed.Manifest(l, s.look()) }
	case "opensearch.xml":
		return func(context.Context) (cache.Page, error) { return s.feed.OpenSearch(l, s.base) }
	}
	if render := s.feedOf(feed.Scope{Language: l}, name); render != nil || !first {
		return render
	}
	switch name {
	case "sitemap.xml":
		return func(ctx context.Context) (cache.Page, error) { return s.feed.Sitemap(ctx, s.base) }
	case "news-sitemap.xml":
		return func(ctx context.Context) (cache.Page, error) { return s.feed.NewsSitemap(ctx, s.base) }
	case "llms.txt":
		return func(ctx context.Context) (cache.Page, error) { return s.feed.LLMs(ctx, s.base) }
	case "robots.txt":
		return func(context.Context) (cache.Page, error) { return s.feed.Robots(s.base), nil }
	case "sw.js":
		return func(context.Context) (cache.Page, error) {
			return cache.Page{Type: "text/javascript; charset=utf-8", Body: s.worker}, nil
		}
	}
	return nil
}

// feedOf is a feed by its file's name.
func (s *Site) feedOf(scope feed.Scope, name string) cache.Render {
	switch name {
	case "feed.xml":
		return func(ctx context.Context) (cache.Page, error) { return s.feed.RSS(ctx, scope, s.base) }
	case "atom.xml":
		return func(ctx context.Context) (cache.Page, error) { return s.feed.Atom(ctx, scope, s.base) }
	case "feed.json":
		return func(ctx context.Context) (cache.Page, error) { return s.feed.JSON(ctx, scope, s.base) }
	}
	return nil
}

// scopeOf reads which stories a feed carries from what stands before its name.
func scopeOf(l ilbo.Language, steps []string) (feed.Scope, bool) {
	scope := feed.Scope{Language: l}
	switch {
	case len(steps) == 2 && steps[0] == "topic":
		scope.Topic = ilbo.TopicID(steps[1])
	case len(steps) == 2 && steps[0] == "by":
		scope.Journalist = ilbo.JournalistID(steps[1])
	default:
		scope.Section = ilbo.SectionID(strings.Join(steps, "/"))
		if len(steps) > 2 || scope.Section.Check() != nil {
			return scope, false
		}
	}
	return scope, true
}
