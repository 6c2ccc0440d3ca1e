package site

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
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

// An asked address is one that a family may have: on the pages of a language,
// with what its form's placeholders stand for, at a place of a list.
type asked struct {
	language ilbo.Language
	path     string // with the language's prefix
	parts    []string
	at       leaf
}

// A family is all pages whose addresses have one form. Whether the story, section
// or day exists is for the page itself to find out.
type family struct {
	form string                              // below a language: "/archive/{year}/{month}"
	list bool                                // it goes on from a place: see leaf
	once bool                                // it stands without a language's prefix alone
	page func(s *Site, a asked) cache.Render // nil: no page can be there
}

// families are all pages that the page cache keeps. Of those whose form fits an
// address the first is meant.
var families = slices.Concat([]family{
	{form: "/", page: plainly((*Site).home)},
	{form: "/install", page: plainly((*Site).install)},
	{form: "/subscribe", page: plainly((*Site).subscribe)},
	{form: "/about", page: plainly((*Site).about)},
	{form: "/offline", page: plainly((*Site).offline)},
	{form: "/epaper", list: true, page: func(s *Site, a asked) cache.Render {
		return func(ctx context.Context) (cache.Page, error) { return s.shelf(ctx, a.language, a.at) }
	}},
	{form: "/epaper/{date}", page: editionOf},
	{form: "/epaper/{date}/{page}", page: editionOf},
	{form: "/corrections", list: true, page: func(s *Site, a asked) cache.Render {
		return func(ctx context.Context) (cache.Page, error) { return s.corrections(ctx, a.language, a.at) }
	}},
	{form: "/archive", page: func(s *Site, a asked) cache.Render {
		return func(ctx context.Context) (cache.Page, error) { return s.months(ctx, a.language, "") }
	}},
	{form: "/archive/{year}/{month}", list: true, page: monthOf},
	{form: "/archive/{year}/{month}/{day}", page: dayOf},
	{form: "/topic/{topic}", list: true, page: func(s *Site, a asked) cache.Render {
		return func(ctx context.Context) (cache.Page, error) {
			return s.topic(ctx, a.language, ilbo.TopicID(a.parts[0]), a.at)
		}
	}},
	{form: "/by/{journalist}", list: true, page: func(s *Site, a asked) cache.Render {
		return func(ctx context.Context) (cache.Page, error) {
			return s.journalist(ctx, a.language, ilbo.JournalistID(a.parts[0]), a.at)
		}
	}},
}, issueFamilies(), feedsOf(""), feedsOf("/topic/{topic}"), feedsOf("/by/{journalist}"), feedsOf("/{section}"), feedsOf(courseForm), feedsOf(levelForm), feedsOf("/{section}/{part}"), []family{
	{form: "/sitemaps/{file}", page: func(s *Site, a asked) cache.Render {
		return func(ctx context.Context) (cache.Page, error) { return s.feed.SitemapFile(ctx, a.parts[0], s.base) }
	}},
	{form: "/manifest.webmanifest", page: func(s *Site, a asked) cache.Render {
		return func(context.Context) (cache.Page, error) { return s.feed.Manifest(a.language, s.look()) }
	}},
	{form: "/opensearch.xml", page: func(s *Site, a asked) cache.Render {
		return func(context.Context) (cache.Page, error) { return s.feed.OpenSearch(a.language, s.base) }
	}},
	{form: "/sitemap.xml", once: true, page: func(s *Site, _ asked) cache.Render {
		return func(ctx context.Context) (cache.Page, error) { return s.feed.Sitemap(ctx, s.base) }
	}},
	{form: "/news-sitemap.xml", once: true, page: func(s *Site, _ asked) cache.Render {
		return func(ctx context.Context) (cache.Page, error) { return s.feed.NewsSitemap(ctx, s.base) }
	}},
	{form: "/llms.txt", once: true, page: func(s *Site, _ asked) cache.Render {
		return func(ctx context.Context) (cache.Page, error) { return s.feed.LLMs(ctx, s.base) }
	}},
	{form: "/robots.txt", once: true, page: func(s *Site, _ asked) cache.Render {
		return func(context.Context) (cache.Page, error) { return s.feed.Robots(s.base), nil }
	}},
	{form: "/sw.js", once: true, page: func(s *Site, _ asked) cache.Render {
		return func(context.Context) (cache.Page, error) {
			return cache.Page{Type: "text/javascript; charset=utf-8", Body: s.worker}, nil
		}
	}},
	{form: "/{section}", page: sectionOf},
	{form: "/{section}/archive", page: func(s *Site, a asked) cache.Render {
		id := ilbo.SectionID(a.parts[0])
		return func(ctx context.Context) (cache.Page, error) {
			sections, err := s.sections(ctx)
			if err != nil {
				return cache.Page{}, err
			}
			if !slices.ContainsFunc(sections, func(sec ilbo.Section) bool { return sec.ID == id }) {
				return cache.Page{}, fmt.Errorf("archive of section %s: %w", id, ilbo.NotFound)
			}
			return s.months(ctx, a.language, id)
		}
	}},
	{form: courseForm, list: true, page: lessonsOf},
	{form: levelForm, list: true, page: lessonsOf},
	{form: "/{section}/{part}", page: sectionOf},
	{form: "/{section}/archive/{year}/{month}", list: true, page: monthOf},
	{form: "/{section}/{year}/{month}/{day}/{slug}", page: func(s *Site, a asked) cache.Render {
		if _, ok := s.date(a.parts[1:4]...); !ok {
			return nil
		}
		return func(ctx context.Context) (cache.Page, error) { return s.story(ctx, ilbo.Path(a.path)) }
	}},
})

// A file is all addresses of one form that the page cache does not keep, or not
// under their own path.
type file struct {
	form  string
	serve func(s *Site, w http.ResponseWriter, r *http.Request, rest string)
}

// files are what does not have a language's prefix, by the first step.
var files = map[string]file{
	"assets":   {"/assets/{file}", func(s *Site, w http.ResponseWriter, r *http.Request, _ string) { s.assets.ServeHTTP(w, r) }},
	"pictures": {"/pictures/{picture}/{file}", (*Site).picture},
	"cards":    {"/cards/{file}", (*Site).card},
	"films":    {"/films/{file}", (*Site).film},
	"cues":     {"/cues/{story}/{file}", (*Site).cues},
}

// searches are what readers of a language type.
var searches = map[string]func(s *Site, w http.ResponseWriter, r *http.Request, l ilbo.Language){
	"/search":         (*Site).searching,
	"/search/suggest": (*Site).suggestions,
}

// readsForm is where pages send that they are read.
const readsForm = "/reads"

// Forms are those of every address that the site answers at, below the prefix of
// a language where there are such: "/archive/{year}/{month}". They are made from
// what routes are found by, so that nothing answers which they leave out.
func Forms() []string {
	forms := append(slices.Collect(maps.Keys(searches)), readsForm, giveForm, ownForm+"{key}/{file}", editionForm+"{date}/search", editionForm+"{date}.{kind}", editionForm+"{date}/{file}")
	for _, c := range ilbo.Courses {
		forms = append(forms, ilbo.IssuesPath(c.Section)+"/{number}"+issueForm)
	}
	for _, f := range families {
		forms = append(forms, f.form)
	}
	for _, f := range files {
		forms = append(forms, f.form)
	}
	slices.Sort(forms)
	return forms
}

// plainly is a page that a language alone decides.
func plainly(page func(*Site, context.Context, ilbo.Language) (cache.Page, error)) func(*Site, asked) cache.Render {
	return func(s *Site, a asked) cache.Render {
		return func(ctx context.Context) (cache.Page, error) { return page(s, ctx, a.language) }
	}
}

// formSteps are the steps of the families' forms.
var formSteps = func() [][]string {
	var all [][]string
	for _, f := range families {
		all = append(all, strings.Split(f.form[1:], "/"))
	}
	return all
}()

// route finds the page at a path; false where no page can be.
func (s *Site) route(path string, at leaf) (route, bool) {
	l, rest := s.language(path)
	steps := strings.Split(strings.TrimPrefix(rest, "/"), "/")
	for i, form := range formSteps {
		parts, ok := fits(form, steps)
		f := &families[i]
		if !ok || f.once && l != s.paper.Languages[0] {
			continue
		}
		key := path
		if f.list {
			key += at.query()
		}
		render := f.page(s, asked{l, path, parts, at})
		return route{key, render}, render != nil
	}
	return route{}, false
}

// fits gives what the placeholders of a form stand for in the steps of an
// address. A name with a full stop is a file's, and dates are written in digits.
func fits(form, steps []string) (parts []string, ok bool) {
	if len(form) != len(steps) {
		return nil, false
	}
	for i, want := range form {
		step := steps[i]
		if !strings.HasPrefix(want, "{") {
			if want != step {
				return nil, false
			}
			continue
		}
		switch want {
		case "{file}":
		case "{year}", "{month}", "{day}":
			if step == "" || strings.Trim(step, "0123456789") != "" {
				return nil, false
			}
		default:
			if i == len(form)-1 && strings.Contains(step, ".") {
				return nil, false
			}
		}
		parts = append(parts, step)
	}
	return parts, true
}

// monthOf is a month of the paper or of a section.
func monthOf(s *Site, a asked) cache.Render {
	last := len(a.parts) - 2
	id := ilbo.SectionID(strings.Join(a.parts[:last], ""))
	start, ok := s.date(a.parts[last:]...)
	if !ok || id != "" && id.Check() != nil {
		return nil
	}
	return func(ctx context.Context) (cache.Page, error) { return s.month(ctx, a.language, id, start, a.at) }
}

func dayOf(s *Site, a asked) cache.Render {
	start, ok := s.date(a.parts...)
	if !ok {
		return nil
	}
	return func(ctx context.Context) (cache.Page, error) { return s.day(ctx, a.language, start) }
}

func sectionOf(s *Site, a asked) cache.Render {
	id := ilbo.SectionID(strings.Join(a.parts, "/"))
	if id.Check() != nil {
		return nil
	}
	return func(ctx context.Context) (cache.Page, error) { return s.section(ctx, a.language, id) }
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
