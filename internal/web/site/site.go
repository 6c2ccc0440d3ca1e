package site

import (
	"context"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
)

// KeyDay is for pages that say how old a story is by the day, or which day it
// is: whoever runs the site marks it stale at midnight in the paper's zone.
const KeyDay ilbo.Key = "day"

// Assets gives the addresses of the site's own files.
type Assets interface {
	// URL gives the fingerprinted address of a file, and panics for one that
	// the program was not built with.
	URL(name string) string
	http.Handler
}

// Reads counts what is read.
type Reads interface {
	// Count notes that a reader read a story.
	Count(id ilbo.StoryID, reader string)
	// Reach notes that they got to the end of so many quarters of it, and stayed for so
	// many of [ilbo.ReadTimes].
	Reach(id ilbo.StoryID, reader string, quarters, times int)
	// Stand reports whether they stand before its door for the first time that day.
	Stand(id ilbo.StoryID, reader string) bool
}

// Options are what a site is made of.
type Options struct {
	Paper    *ilbo.Paper
	Base     string // the paper's public address, without a slash at the end
	Stories  Stories
	Fronts   Fronts
	Search   Search
	Feed     *feed.Feed
	Pictures Pictures
	Reads    Reads
	Assets   Assets
	Worker   []byte         // the service worker
	Theme    fs.FS          // the paper's own templates; may be nil
	Cache    cache.Options  // Problem and Admit are set by the site
	Gate     *Gatehouse     // nil: every story is open to everybody
	Plans    Plans          // nil: nothing is sold
	Editions Editions       // nil: nothing is printed
	Weekly   Issues         // nil: there are no issues
	Proxies  []netip.Prefix // whose word on who asks is believed
	Clock    ilbo.Clock
	Log      *slog.Logger
}

// Plans are what the paper sells and sold, in the order of the offers.
type Plans interface {
	Plans(ctx context.Context) ([]ilbo.Plan, error)
}

// Site serves readers.
type Site struct {
	paper      *ilbo.Paper
	base       string
	stories    Stories
	fronts     Fronts
	finder     Search
	feed       *feed.Feed
	pictures   Pictures
	reads      Reads
	told       crowd
	proxies    []netip.Prefix
	assets     Assets
	worker     []byte
	templates  map[string]setter
	setup      template.JS
	cache      *cache.Cache
	gate       *Gatehouse
	plans      Plans
	editions   Editions
	weekly     Issues
	plateKeys  map[string]string // what the answers with pictures say to shared caches
	furniture  furniture
	suggesting chan struct{} // holds what is being made
	clock      ilbo.Clock
	problems   *web.Problems
}

// New makes a site. Its error is a template of the paper's own that cannot be
// read.
func New(o Options) (*Site, error) {
	templates, err := parse(o.Theme)
	if err != nil {
		return nil, err
	}
	s := &Site{
		paper: o.Paper, base: o.Base, stories: o.Stories, fronts: o.Fronts, finder: o.Search, feed: o.Feed, pictures: o.Pictures,
		reads: o.Reads, proxies: o.Proxies, assets: o.Assets, gate: o.Gate, plans: o.Plans, editions: o.Editions, weekly: o.Weekly, worker: o.Worker, templates: setters(templates), setup: template.JS(Setup), clock: o.Clock,
		suggesting: make(chan struct{}, maxSuggesting),
	}
	s.problems = &web.Problems{Page: s.showProblem, Log: o.Log}
	o.Cache.Problem = s.Problem
	if s.gate != nil {
		o.Cache.Admit = s.gate.Admit
	}
	s.plateKeys = o.Cache.Shared.Plates()
	s.cache = cache.New(o.Cache)
	return s, nil
}

// Cache is the site's page cache.
func (s *Site) Cache() *cache.Cache { return s.cache }

// ServeHTTP answers whatever the page cache did not.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch r.URL.Path {
	case readsForm:
		s.countRead(w, r)
		return
	case giveForm:
		s.give(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This address can only be read.", http.StatusMethodNotAllowed)
		return
	}
	if f, ok := files[first]; ok {
		f.serve(s, w, r, rest)
		return
	}
	s.servePage(w, r)
}

func (s *Site) servePage(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	l, rest := s.language(path)
	if find, ok := searches[rest]; ok {
		find(s, w, r, l)
		return
	}
	if strings.HasPrefix(rest, ownForm) {
		s.ownFeed(w, r, l, rest)
		return
	}
	if strings.HasSuffix(rest, issueForm) && s.issueFile(w, r, rest) {
		return
	}
	if strings.HasPrefix(rest, editionForm) && (s.editionFile(w, r, l, rest) || s.editionSearch(w, r, l, rest)) {
		return
	}
	if rest == "" || len(path) > 1 && strings.HasSuffix(path, "/") && rest != "/" {
		if !s.moved(w, r, oldForms(r)...) { // the address may have had its slash in another system
			s.redirect(w, r, tidyPath(path, rest))
		}
		return
	}
	if token := r.URL.Query().Get(giftQuery); token != "" && s.openGift(w, r, token) {
		return
	}
	page, ok := s.route(path, leafOf(r.URL.Query()))
	if !ok {
		s.Problem(w, r, ilbo.NotFound)
		return
	}
	if r.URL.RawQuery != "" && s.moved(w, r, oldForms(r)[0]) { // “/?p=7” was a story in another system
		return
	}
	s.cache.Serve(w, r, page.key, page.render)
}

// tidyPath is where a page stands that was asked for with a slash too many, or,
// for the front of a language, with one too few.
func tidyPath(path, rest string) string {
	if rest == "" {
		return path + "/"
	}
	return "/" + strings.Trim(path, "/")
}

// redirect sends readers to a path on this site for ever, with their query. The
// path is escaped: browsers take a backslash for a slash, and two slashes for
// the start of a host.
func (s *Site) redirect(w http.ResponseWriter, r *http.Request, path string) {
	to := url.URL{Path: path, RawQuery: r.URL.RawQuery}
	w.Header().Set("Cache-Control", "public, max-age=3600")
	http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
}

// Problem answers a request that went wrong: where the address is one that a
// story had in another system, by the way to it; otherwise by a page that says
// what to do.
func (s *Site) Problem(w http.ResponseWriter, r *http.Request, err error) {
	if ilbo.KindOf(err) == ilbo.NotFound && s.moved(w, r, oldForms(r)...) {
		return
	}
	s.problems.Show(w, r, err)
}

// oldForms are what the address of a request may have been in another system:
// as it is, without the query that somebody's link added, and with a slash at
// its end or without.
func oldForms(r *http.Request) []ilbo.Path {
	path := r.URL.Path
	forms := []ilbo.Path{ilbo.Path(path)}
	if r.URL.RawQuery != "" {
		forms = []ilbo.Path{ilbo.Path(path + "?" + r.URL.RawQuery), ilbo.Path(path)}
	}
	if bare := strings.TrimRight(path, "/"); bare == path {
		forms = append(forms, ilbo.Path(path+"/"))
	} else if bare != "" {
		forms = append(forms, ilbo.Path(bare))
	}
	return forms
}

// moved sends readers of an address that a story had in another system on to
// it, and those of a page that listed stories there to the one that stands for
// it. It reports whether there is one that they may know of. The first form of
// the address that is known decides.
func (s *Site) moved(w http.ResponseWriter, r *http.Request, forms ...ilbo.Path) bool {
	path, err := firstMoved(r.Context(), forms, s.stories.Moved)
	if err == nil {
		st, err := s.stories.StoryAt(r.Context(), path)
		if now := s.clock(); err != nil || !st.Visible(now) && !st.Withdrawn(now) {
			return false
		}
	} else if path, err = firstMoved(r.Context(), unpaged(forms), s.stories.MovedPage); err != nil {
		return false
	}
	w.Header().Set("Cache-Control", "public, max-age=3600")
	http.Redirect(w, r, string(path), http.StatusMovedPermanently)
	return true
}

func firstMoved(ctx context.Context, forms []ilbo.Path, moved func(context.Context, ilbo.Path) (ilbo.Path, error)) (ilbo.Path, error) {
	for _, form := range forms {
		if path, err := moved(ctx, form); err == nil {
			return path, nil
		}
	}
	return "", ilbo.NotFound
}

// numbered is the end of an address that stands for a later part of a list: the
// lists here are cut elsewhere.
var numbered = regexp.MustCompile(`/page/[0-9]+/?$`)

// unpaged are the forms of an address, and those of the whole list that it is a
// part of.
func unpaged(forms []ilbo.Path) []ilbo.Path {
	all := slices.Clone(forms)
	for _, form := range forms {
		if at := numbered.FindStringIndex(string(form)); at != nil && at[0] > 0 {
			all = append(all, form[:at[0]], form[:at[0]]+"/")
		}
	}
	return all
}

// Problems shows failures in the site's own pages.
func (s *Site) Problems() *web.Problems { return s.problems }

type failing struct{}

// showProblem writes the page for a kind of failure. There is one of each kind
// and language, whatever was asked for.
func (s *Site) showProblem(w http.ResponseWriter, r *http.Request, status int, err error) {
	if r.Context().Value(failing{}) != nil {
		s.plainProblem(w, status) // the page about problems itself cannot be made
		return
	}
	kind := ilbo.KindOf(err)
	l, _ := s.language(r.URL.Path)
	asked := r.WithContext(context.WithValue(r.Context(), failing{}, true))
	s.cache.Serve(w, asked, "problem:"+string(kind)+":"+string(l), func(ctx context.Context) (cache.Page, error) { return s.problem(ctx, l, kind) })
}

// plainProblem is for the day when not even the page about problems can be made.
func (s *Site) plainProblem(w http.ResponseWriter, status int) {
	w.Header().Set("Cache-Control", "no-store")
	say := english.ErrorSay
	if status == web.Status(ilbo.Busy) {
		say = english.BusySay
	}
	http.Error(w, say, status)
}
