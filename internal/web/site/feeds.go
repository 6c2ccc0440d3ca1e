package site

import (
	"context"
	"net/http"
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
			scope, ok := s.scopeOf(form, a)
			if !ok {
				return nil
			}
			return func(ctx context.Context) (cache.Page, error) { return write(s.feed, ctx, scope, s.base) }
		}}
	}
	return []family{of("/feed.xml", (*feed.Feed).RSS), of("/atom.xml", (*feed.Feed).Atom), of("/feed.json", (*feed.Feed).JSON)}
}

// scopeOf reads which stories a feed carries from what stands before its name.
func (s *Site) scopeOf(form string, a asked) (feed.Scope, bool) {
	scope := feed.Scope{Language: a.language}
	switch form {
	case "":
	case courseForm, levelForm:
		return s.lessonScope(scope, a)
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

// lessonScope is the feed of a course, or of a level of it.
func (s *Site) lessonScope(scope feed.Scope, a asked) (feed.Scope, bool) {
	scope.Section = ilbo.SectionID(a.parts[0])
	scope.Learned = s.learned(scope.Section)
	ok := scope.Learned != "" && scope.Section.Check() == nil
	if len(a.parts) > 1 && ok {
		scope.Level, ok = ilbo.LevelNamed(scope.Learned, ilbo.Slug(a.parts[1]))
	}
	return scope, ok
}

// ownForm is what the addresses of private feeds begin with, below a language:
// "/feeds/{key}/national/feed.xml" is the national section's.
const ownForm = "/feeds/"

// maxFeedKey is more than the length of a key in an address, in bytes.
const maxFeedKey = 64

// feedForms are the forms that feeds have below a language, without their names.
var feedForms = []string{"", "/topic/{topic}", "/by/{journalist}", "/{section}", courseForm, levelForm, "/{section}/{part}"}

// ownFeed answers with a feed that has all of what is locked, for the key of a
// subscriber. It is made once for all of them. Where the subscription has ended,
// the feed goes on as everybody has it.
func (s *Site) ownFeed(w http.ResponseWriter, r *http.Request, l ilbo.Language, rest string) {
	key, path, ok := strings.Cut(strings.TrimPrefix(rest, ownForm), "/")
	render := s.feedAt(l, "/"+path)
	if s.gate == nil || s.gate.FeedKeys == nil || !ok || len(key) > maxFeedKey || render == nil {
		s.Problem(w, r, ilbo.NotFound)
		return
	}
	holder, err := s.gate.FeedKeys.Holder(r.Context(), key)
	if err != nil {
		s.Problem(w, r, err)
		return
	}
	whole := holder.Entitled.Has(ilbo.ToStories)
	name := "feed:"
	if whole {
		name = "whole feed:"
	}
	s.cache.Serve(w, r, name+string(l)+":/"+path, func(ctx context.Context) (cache.Page, error) {
		page, err := render(ctx, whole)
		page.Private, page.Header = true, map[string]string{"Referrer-Policy": "no-referrer"} // the address is a password
		return page, err
	})
}

// feedAt is the feed at a path below a language; nil where there can be none.
func (s *Site) feedAt(l ilbo.Language, path string) func(ctx context.Context, whole bool) (cache.Page, error) {
	steps := strings.Split(strings.TrimPrefix(path, "/"), "/")
	write := feedWriters[steps[len(steps)-1]]
	if write == nil {
		return nil
	}
	for _, form := range feedForms {
		parts, ok := fits(strings.Split(strings.TrimPrefix(form+"/{file}", "/"), "/"), steps)
		if !ok {
			continue
		}
		scope, ok := s.scopeOf(form, asked{language: l, parts: parts[:len(parts)-1]})
		if !ok {
			return nil
		}
		return func(ctx context.Context, whole bool) (cache.Page, error) {
			scope := scope
			scope.Whole = whole
			return write(s.feed, ctx, scope, s.base)
		}
	}
	return nil
}

var feedWriters = map[string]func(*feed.Feed, context.Context, feed.Scope, string) (cache.Page, error){
	"feed.xml": (*feed.Feed).RSS, "atom.xml": (*feed.Feed).Atom, "feed.json": (*feed.Feed).JSON,
}
