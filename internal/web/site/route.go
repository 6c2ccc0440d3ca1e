package site

import (
	"context"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// A route is a page and the address that it is kept under.
type route struct {
	key    string
	render cache.Render
}

// pages are the addresses of one step that are not sections.
func (s *Site) pages(l ilbo.Language, step string) cache.Render {
	switch step {
	case "":
		return func(ctx context.Context) (cache.Page, error) { return s.home(ctx, l) }
	case "install":
		return func(ctx context.Context) (cache.Page, error) { return s.install(ctx, l) }
	case "subscribe":
		return func(ctx context.Context) (cache.Page, error) { return s.subscribe(ctx, l) }
	case "about":
		return func(ctx context.Context) (cache.Page, error) { return s.about(ctx, l) }
	case "offline":
		return func(ctx context.Context) (cache.Page, error) { return s.offline(ctx, l) }
	case "epaper":
		return func(ctx context.Context) (cache.Page, error) { return s.epaper(ctx, l, time.Time{}) }
	case "archive":
		return func(ctx context.Context) (cache.Page, error) { return s.months(ctx, l, "") }
	}
	return nil
}

// route finds the page at a path; false where no page can be. Whether the
// story, section or day exists is for the page itself to find out.
func (s *Site) route(path string, at leaf) (route, bool) {
	l, rest := s.language(path)
	steps := strings.Split(strings.TrimPrefix(rest, "/"), "/")
	r := func(render cache.Render) (route, bool) { return route{path, render}, render != nil }
	list := func(render cache.Render) (route, bool) { return route{path + at.query(), render}, true }
	if name := steps[len(steps)-1]; strings.Contains(name, ".") {
		return r(s.feeds(l, steps, name))
	}
	switch len(steps) {
	case 1:
		if steps[0] == "corrections" {
			return list(func(ctx context.Context) (cache.Page, error) { return s.corrections(ctx, l, at) })
		}
		if render := s.pages(l, steps[0]); render != nil {
			return r(render)
		}
		return r(s.sectionPage(l, ilbo.SectionID(steps[0])))
	case 2:
		switch steps[0] {
		case "topic":
			return list(func(ctx context.Context) (cache.Page, error) { return s.topic(ctx, l, ilbo.TopicID(steps[1]), at) })
		case "by":
			return list(func(ctx context.Context) (cache.Page, error) {
				return s.journalist(ctx, l, ilbo.JournalistID(steps[1]), at)
			})
		}
		return r(s.twoSteps(l, steps[0], steps[1]))
	case 3: // /archive/2026/11
		if start, ok := s.date(steps[1:]...); ok && steps[0] == "archive" {
			return list(func(ctx context.Context) (cache.Page, error) { return s.month(ctx, l, "", start, at) })
		}
	case 4:
		if start, ok := s.date(steps[1:]...); ok && steps[0] == "archive" {
			return r(func(ctx context.Context) (cache.Page, error) { return s.day(ctx, l, start) })
		}
		id := ilbo.SectionID(steps[0])
		if start, ok := s.date(steps[2:]...); ok && steps[1] == "archive" && id.Check() == nil {
			return list(func(ctx context.Context) (cache.Page, error) { return s.month(ctx, l, id, start, at) })
		}
	case 5:
		if _, ok := s.date(steps[1:4]...); ok {
			return r(func(ctx context.Context) (cache.Page, error) { return s.story(ctx, ilbo.Path(path)) })
		}
	}
	return route{}, false
}

func (s *Site) twoSteps(l ilbo.Language, first, second string) cache.Render {
	if first == "epaper" {
		day, err := time.ParseInLocation(time.DateOnly, second, s.paper.Zone)
		if err != nil {
			return nil
		}
		return func(ctx context.Context) (cache.Page, error) { return s.epaper(ctx, l, day) }
	}
	if second == "archive" {
		return func(ctx context.Context) (cache.Page, error) {
			if _, err := s.fronts.Section(ctx, l, ilbo.SectionID(first)); err != nil {
				return cache.Page{}, err
			}
			return s.months(ctx, l, ilbo.SectionID(first))
		}
	}
	return s.sectionPage(l, ilbo.SectionID(first+"/"+second))
}

func (s *Site) sectionPage(l ilbo.Language, id ilbo.SectionID) cache.Render {
	if id.Check() != nil {
		return nil
	}
	return func(ctx context.Context) (cache.Page, error) { return s.section(ctx, l, id) }
}

// language takes a language's prefix off a path. The first language has none,
// and its own name in front of a path leads nowhere.
func (s *Site) language(path string) (ilbo.Language, string) {
	for _, l := range s.paper.Languages[1:] {
		prefix := "/" + string(l)
		if path == prefix || strings.HasPrefix(path, prefix+"/") {
			return l, strings.TrimPrefix(path, prefix)
		}
	}
	return s.paper.Languages[0], path
}

// date reads yyyy, mm and perhaps dd, each with all its digits.
func (s *Site) date(steps ...string) (time.Time, bool) {
	layout := []string{"2006", "01", "02"}
	if len(steps) < 2 || len(steps) > 3 {
		return time.Time{}, false
	}
	t, err := time.ParseInLocation(strings.Join(layout[:len(steps)], "/"), strings.Join(steps, "/"), s.paper.Zone)
	return t, err == nil && t.Year() >= 1800
}

// storyNumber reads a number in an address.
func storyNumber(s string) (ilbo.StoryID, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return ilbo.StoryID(n), err == nil && n > 0
}
