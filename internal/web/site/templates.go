package site

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"sync"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/stencil"
	"ilbo.press/internal/web/ui"
)

// Files are the pages' templates and styles, a folder per page.
//
//go:embed */*.html */*.css lesson.css quiz.css dist/*.js
var Files embed.FS

// pageFiles names the template of each page.
var pageFiles = map[string]string{
	"home": "home/home.html", "section": "section/section.html", "lessons": "section/lessons.html", "story": "story/story.html", "list": "list/list.html",
	"months": "list/months.html", "search": "search/search.html", "install": "install/install.html",
	"subscribe": "subscribe/subscribe.html", "about": "about/about.html", "offline": "offline/offline.html",
	"epaper": "epaper/epaper.html", "shelf": "epaper/shelf.html", "edition": "epaper/edition.html", "found": "epaper/found.html", "enclosed": "enclosed/enclosed.html", "gift": "gift/gift.html", "issue": "issue/issue.html", "issues": "issue/issues.html", "corrections": "corrections/corrections.html", "problem": "problem/problem.html", "withdrawn": "problem/withdrawn.html",
}

// A reading is a page's template with the shared components. It is made when the page
// is first shown: copies of all the components for each page are most of what there
// would be to look through whenever memory is collected.
type reading = func() (*template.Template, error)

// parse reads the shared components, and every page's template when it is asked for.
// Files of the override, where there is one, stand in for those of the same path, and
// are read at once: what is wrong with them is told where the paper starts.
func parse(override fs.FS) (map[string]reading, error) {
	shared := template.New("").Option("missingkey=error")
	names, err := fs.Glob(ui.Files, "*/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := add(shared, ui.Files, override, name); err != nil {
			return nil, err
		}
	}
	pages := map[string]reading{}
	for page, name := range pageFiles {
		pages[page] = sync.OnceValues(func() (*template.Template, error) {
			t, err := shared.Clone()
			if err != nil {
				return nil, err
			}
			return t, add(t, Files, override, name)
		})
		if override == nil {
			continue
		}
		if _, err := pages[page](); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

func add(t *template.Template, files, override fs.FS, name string) error {
	text, err := []byte(nil), fs.ErrNotExist
	if override != nil {
		text, err = fs.ReadFile(override, name)
	}
	if err != nil {
		if text, err = fs.ReadFile(files, name); err != nil {
			return err
		}
	}
	if _, err := t.New(name).Parse(string(text)); err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The template %s cannot be read: %v.", name, err), Err: err}
	}
	return nil
}

// A setter sets the pages of a template.
type setter interface {
	Execute(out *bytes.Buffer, view any) error
}

func setters(pages map[string]reading) map[string]setter {
	all := map[string]setter{}
	for page, read := range pages {
		all[page] = stencil.New(read, "frame")
	}
	return all
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// page renders a view with its template, made from those keys and its frame's.
func (s *Site) page(name string, view interface{ depends() []ilbo.Key }, keys ...ilbo.Key) (cache.Page, error) {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := s.templates[name].Execute(b, view); err != nil {
		return cache.Page{}, fmt.Errorf("render %s: %w", name, err)
	}
	return cache.Page{Type: "text/html; charset=utf-8", Body: bytes.Clone(tidy(b.Bytes())), Keys: append(keys, view.depends()...)}, nil
}

// tidy drops the indentation and the empty lines that templates leave, which
// mean nothing in HTML outside pre and textarea: the paper's pages have neither. What
// is left stands at the beginning of html.
func tidy(html []byte) []byte {
	out := html[:0]
	for line := range bytes.Lines(html) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 {
			out = append(append(out, line...), '\n')
		}
	}
	return out
}
