package reader

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/lesson/notebook"
	"ilbo.press/internal/web"
)

// Files are the pages' templates, a folder a page, their style and their script.
//
//go:embed */*.html *.css dist/*.js
var Files embed.FS

// Styles are the room's style sheets, which make one.
var Styles = []string{"reader.css", "notebook.css"}

// pageFiles names the template of each page.
var pageFiles = map[string]string{
	"door": "door/door.html", "sent": "door/sent.html", "enter": "door/enter.html", "profile": "profile/profile.html", "sessions": "sessions/sessions.html",
	"bookmarks": "bookmarks/bookmarks.html", "newsletters": "newsletters/newsletters.html", "alerts": "alerts/alerts.html", "leave": "leave/leave.html", "left": "leave/left.html", "notebook": "notebook/notebook.html", "review": "notebook/review.html", "order": "order/order.html", "onward": "onward/onward.html", "subscription": "subscription/subscription.html", "invoice": "invoice/invoice.html", "problem": "problem/problem.html",
}

func parse() (map[string]*template.Template, error) {
	pages := map[string]*template.Template{}
	for page, name := range pageFiles {
		t, err := template.New(page).Option("missingkey=error").ParseFS(Files, "page/page.html", "notebook/word.html", name)
		if err != nil {
			return nil, err
		}
		pages[page] = t
	}
	return pages, nil
}

// A Page is what all pages of the room share: see page/page.html.
type Page struct {
	W             *Words
	Lang          ilbo.Language
	Prefix, Title string
	Tabs          []Tab  // empty: nobody is signed in
	Said          string // what was just done
	Wrong         string // what was not, and why
	Script        string // address of a module of the page's own; empty: none
	Wide          bool   // it has more than a form, whoever looks
}

// A Tab leads to a page of the account.
type Tab struct {
	Name, URL string
	Current   bool
}

// page begins a page.
func (v *visit) page(title func(*Words) string) *Page {
	w := wordsIn(v.language)
	p := &Page{W: w, Lang: v.language, Prefix: v.prefix, Title: title(w), Said: w.Done[v.r.URL.Query().Get("done")]}
	if v.reader != nil {
		for _, t := range tabs {
			p.Tabs = append(p.Tabs, Tab{t.name(w), v.prefix + t.path, v.path == t.path})
		}
	}
	return p
}

// at marks the tab that a page belongs to which is not at its address: of a form
// that was refused, of one thing of a list.
func (v *visit) at(p *Page, path string) {
	for i := range p.Tabs {
		p.Tabs[i].Current = p.Tabs[i].URL == v.prefix+path
	}
}

// show writes a page in the site's frame.
func (v *visit) show(status int, page string, p *Page, view any) error {
	var b bytes.Buffer
	if err := v.pages[page].ExecuteTemplate(&b, "page", view); err != nil {
		return fmt.Errorf("render the readers' page %s: %w", page, err)
	}
	whole, err := v.Frame.Enclose(v.r.Context(), web.Enclosed{
		Language: v.language, Path: v.path, Title: p.Title, Style: v.Assets.URL("reader.css"), Script: v.script(page, p), Main: template.HTML(b.String()),
	})
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.WriteHeader(status)
	_, _ = v.w.Write(whole) // whoever asked may have gone
	return nil
}

// script is the address of the room's script, for the pages that have use for it.
func (v *visit) script(page string, p *Page) string {
	if v.Readers.HasPasskeys() && (page == "door" || page == "sessions") {
		return v.Assets.URL("reader.js")
	}
	return p.Script
}

// say answers a script.
func (v *visit) say(status int, what any) error {
	v.w.Header().Set("Content-Type", "application/json; charset=utf-8")
	v.w.WriteHeader(status)
	_ = json.NewEncoder(v.w).Encode(what) // whoever asked may have gone
	return nil
}

// status is that of an answer to an error: who asks too often is told so, for
// nothing is wrong on our side.
func status(err error) int {
	if errors.Is(err, account.TooManyTries) || errors.Is(err, notebook.TooOften) {
		return http.StatusTooManyRequests
	}
	return web.Status(ilbo.KindOf(err))
}

// problem answers a request that went wrong.
func (v *visit) problem(err error) {
	if ilbo.KindOf(err) == ilbo.Internal && v.r.Context().Err() == nil { // or else whoever asked has gone
		v.Log.Error("readers' room", "request", web.RequestID(v.r.Context()), "method", v.r.Method, "path", v.r.URL.Path, "err", err)
	}
	w := wordsIn(v.language)
	if v.scripted() {
		_ = v.say(status(err), map[string]string{"problem": w.wrong(err)})
		return
	}
	p := v.page(func(w *Words) string { return w.Problem })
	p.Said, p.Wrong = "", w.wrong(err)
	if showing := v.show(status(err), "problem", p, p); showing != nil {
		v.Log.Error("readers' room", "request", web.RequestID(v.r.Context()), "err", errors.Join(err, showing))
		http.Error(v.w, w.Problem, http.StatusInternalServerError)
	}
}

// again answers a form that was refused with the page that it was on.
func (v *visit) again(err error, page string, p *Page, view any) error {
	if k := ilbo.KindOf(err); k == ilbo.Internal || k == ilbo.NotFound {
		return err
	}
	p.Wrong, p.Said = p.W.wrong(err), ""
	if errors.Is(err, account.TooManyTries) {
		v.w.Header().Set("Retry-After", "60")
	}
	return v.show(status(err), page, p, view)
}

// when writes a moment in the reader's zone, to the minute.
func (v *visit) when(t time.Time) string { return v.language.Minute(v.there(t)) }

// day writes the day of a moment in the reader's zone.
func (v *visit) day(t time.Time) string { return v.language.Day(v.there(t)) }

// there is a moment in the reader's zone.
func (v *visit) there(t time.Time) time.Time {
	if v.reader != nil && v.reader.Zone != "" {
		if z, err := time.LoadLocation(v.reader.Zone); err == nil {
			return t.In(z)
		}
	}
	return t.In(v.Paper.Zone)
}
