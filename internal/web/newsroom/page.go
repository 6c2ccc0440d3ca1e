package newsroom

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"sync"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/web"
)

// Files are the pages' templates and styles, a folder a page.
//
//go:embed */*.html */*.css dist/*.js
var Files embed.FS

// EditorStyles are those that the page with the editor loads beside the
// newsroom's: the look of printed copy, and then of copy that is written.
var EditorStyles = []string{"layers.css", "body/body.css", "figure/figure.css", "editor/editor.css"}

// A Frame is what every page of the newsroom shares: see frame/frame.html.
type Frame struct {
	Lang          ilbo.Language
	W             *Words
	Paper, Title  string
	Root          string
	Style, Script string
	Icon          string
	Editor        *EditorAssets // where the page needs it
	Person        string        // who is signed in; empty: nobody
	Menu          []Link
	Unread        string // how many notifications are new; empty: none
	Said          string // what was just done
	Wrong         string // what was not, and why
	Since         int64  // the last signal before the page was made: see live.go
}

// EditorAssets are the addresses of what stories are written with.
type EditorAssets struct{ Style, Script string }

// A Link is a name that leads somewhere.
type Link struct {
	Name, URL string
	Current   bool
}

// pageFiles names the template of each page.
var pageFiles = map[string]string{
	"signin": "signin/signin.html", "enter": "signin/enter.html", "account": "account/account.html", "staff": "staff/staff.html", "log": "log/log.html",
	"fronts": "fronts/fronts.html", "front-board": "fronts/board.html", "breaking": "breaking/breaking.html", "alert": "breaking/alert.html",
	"problem": "problem/problem.html", "story": "story/story.html", "history": "story/history.html", "lesson": "lesson/lesson.html", "teach": "lesson/teach.html", "glossary": "glossary/glossary.html", "merge": "story/merge.html", "preview": "story/preview.html",
	"lineup": "lineup/lineup.html", "assignment": "lineup/assignment.html", "notifications": "notifications/notifications.html", "notes": "notes/page.html",
	"wire": "wire/wire.html", "take": "wire/take.html", "sources": "wire/sources.html",
	"newsletters": "newsletters/newsletters.html", "mailing": "newsletters/mailing.html", "letter": "letter/letter.html",
	"pictures": "pictures/library.html", "picture": "pictures/picture.html",
	"reading": "reading/reading.html", "reading-story": "reading/story.html", "passages": "sell/passages.html", "sent": "sell/sent.html",
	"figures": "sell/figures.html", "plans": "sell/plans.html", "invoices": "sell/invoices.html", "subscribers": "sell/subscribers.html", "subscriber": "sell/subscriber.html", "vouchers": "sell/vouchers.html",
	"press": "press/press.html", "issues": "issue/issues.html", "issue": "issue/issue.html",
	"desk": "desk/desk.html", "stories": "stories/stories.html", "acts": "stories/acts.html", "board": "board/board.html",
}

// parse reads what all pages share, and each page when it is asked for: a copy of the
// shared parts for each is much to keep for screens that may never be looked at.
func parse() (map[string]reading, error) {
	// arr lets a template within a page have several things.
	frame, err := template.New("").Option("missingkey=error").Funcs(template.FuncMap{"arr": func(all ...any) []any { return all }, "in": in}).ParseFS(Files, "frame/frame.html", "lineup/card.html", "notes/notes.html", "lesson/gloss.html", "stories/parts.html", "sell/parts.html", "newsletters/mailings.html", "chart/chart.html", "reading/days.html")
	if err != nil {
		return nil, err
	}
	pages := map[string]reading{}
	for page, name := range pageFiles {
		pages[page] = sync.OnceValues(func() (*template.Template, error) {
			t, err := frame.Clone()
			if err != nil {
				return nil, err
			}
			text, err := fs.ReadFile(Files, name)
			if err != nil {
				return nil, err
			}
			return t.New(name).Parse(string(text))
		})
	}
	return pages, nil
}

// A reading is a page's template, read once.
type reading func() (*template.Template, error)

// execute sets a part of the page.
func (r reading) execute(out *bytes.Buffer, part string, view any) error {
	t, err := r()
	if err != nil {
		return err
	}
	return t.ExecuteTemplate(out, part, view)
}

// in puts a card with the page that shows it, whose words it is shown in.
func in(f *Frame, c Card) any {
	return struct {
		*Frame
		Card Card
	}{f, c}
}

// language is the one that the screens are in: the person's own, or else what the
// browser prefers of the paper's, or the paper's first.
func (v *visit) language() ilbo.Language {
	if v.staff != nil && v.staff.Language.Known() {
		return v.staff.Language
	}
	for part := range strings.SplitSeq(v.r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
		if l := ilbo.Language(tag); l.Known() {
			return l
		}
	}
	return v.Paper.Languages[0]
}

// frame begins a page.
func (v *visit) frame(title func(*Words) string) *Frame {
	l := v.language()
	w := wordsIn(l)
	f := &Frame{Lang: l, W: w, Paper: v.Paper.Title.In(l), Title: title(w), Root: Root,
		Style: v.Assets.URL("newsroom.css"), Script: v.Assets.URL("newsroom.js"), Icon: v.Assets.URL("icon.svg")}
	if v.staff == nil {
		return f
	}
	f.Person, f.Since = v.staff.Name, v.hub.heard()
	f.Unread = v.unread()
	add := func(name, path string) {
		here := v.r.URL.Path
		f.Menu = append(f.Menu, Link{name, Root + path, here == Root+path || path != "" && strings.HasPrefix(here, Root+path+"/")})
	}
	add(w.Lists.Desk, "")
	add(w.Lists.Stories, "/stories")
	add(w.Lists.Board, "/board")
	if v.staff.Role.May(ilbo.MaySee) {
		add(w.Lineup.Title, "/lineup")
		add(w.Pictures.Title, "/pictures")
		add(w.Lesson.Glossary, "/glossary")
	}
	if v.staff.Role.May(ilbo.MayTakeWire) || v.staff.Role.May(ilbo.MayWatchWire) {
		add(w.Wire.Wire, "/wire")
	}
	if v.staff.Role.May(ilbo.MayArrange) {
		add(w.Fronts.Menu, "/fronts")
		add(w.Press.Title, "/press")
	}
	if v.staff.Role.May(ilbo.MayPublish) && v.Weekly != nil {
		add(w.Issue.Title, "/weekly")
	}
	if v.staff.Role.May(ilbo.MayAlert) {
		add(w.Fronts.Breaking, "/breaking")
	}
	if v.staff.Role.May(ilbo.MayMail) {
		add(w.Mail.Title, "/newsletters")
	}
	if v.staff.Role.May(ilbo.MaySeeReading) {
		add(w.Reading.Title, "/reading")
	}
	if v.staff.Role.May(ilbo.MaySell) {
		add(w.Sell.Title, "/circulation")
	}
	if v.staff.Role.May(ilbo.MayLetIn) {
		add(w.Staff, "/staff")
	}
	if v.staff.Role.May(ilbo.MayReadLog) {
		add(w.Log, "/log")
	}
	f.Said = w.said(v.r.URL.Query().Get("done"))
	return f
}

// show writes a page.
func (v *visit) show(status int, page string, view any) error {
	var b bytes.Buffer
	if err := v.pages[page].execute(&b, "frame", view); err != nil {
		return fmt.Errorf("render the newsroom's page %s: %w", page, err)
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.WriteHeader(status)
	_, _ = v.w.Write(b.Bytes()) // whoever asked may have gone
	return nil
}

// showPart writes a part of a page, for a script that puts it in.
func (v *visit) showPart(page, part string, view any) error {
	var b bytes.Buffer
	if err := v.pages[page].execute(&b, part, view); err != nil {
		return fmt.Errorf("render a part of the newsroom's page %s: %w", page, err)
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = v.w.Write(b.Bytes()) // whoever asked may have gone
	return nil
}

// A ProblemPage says what went wrong: see problem/problem.html.
type ProblemPage struct {
	*Frame
	Say string
}

// problem answers with what went wrong; scripts are told in JSON.
func (v *visit) problem(err error) {
	kind := ilbo.KindOf(err)
	if kind == ilbo.Internal && v.r.Context().Err() == nil { // or else whoever asked has gone
		v.Log.Error("newsroom", "request", web.RequestID(v.r.Context()), "method", v.r.Method, "path", v.r.URL.Path, "err", err)
	}
	w := wordsIn(v.language())
	if v.scripted() || v.fetched() {
		v.say(web.Status(kind), map[string]string{"problem": w.wrong(err)})
		return
	}
	f := v.frame(func(w *Words) string { return w.Problem })
	f.Said = ""
	if showing := v.show(web.Status(kind), "problem", ProblemPage{f, w.wrong(err)}); showing != nil {
		v.Log.Error("newsroom", "request", web.RequestID(v.r.Context()), "err", errors.Join(err, showing))
		http.Error(v.w, w.Problem, http.StatusInternalServerError)
	}
}

// again answers a form that was refused with the page it was on.
func (v *visit) again(err error, page string, f *Frame, view any) error {
	kind := ilbo.KindOf(err)
	if kind == ilbo.Internal || kind == ilbo.NotFound {
		return err
	}
	f.Wrong, f.Said = f.W.wrong(err), ""
	if errors.Is(err, account.TooManyTries) {
		v.w.Header().Set("Retry-After", "30")
	}
	return v.show(web.Status(kind), page, view)
}
