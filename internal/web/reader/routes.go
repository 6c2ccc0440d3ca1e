package reader

import (
	"net/http"
	"slices"
	"strings"

	"ilbo.press"
)

// A route is what answers at an address below the prefix of every language.
type route struct {
	pattern string // as [http.ServeMux] has it: "GET /account"
	open    bool   // to those who are not signed in, too
	do      func(*visit) error
}

// routes are all of the room, a table for each department.
var routes = slices.Concat(doorRoutes, profileRoutes, sessionRoutes, passkeyRoutes, bookmarkRoutes, newsletterRoutes, alertRoutes, leaveRoutes, orderRoutes, subscriptionRoutes, notebookRoutes)

// tabs lead to the pages of an account, in their order.
var tabs = []struct {
	path string
	name func(*Words) string
}{
	{"/account", func(w *Words) string { return w.Profile }},
	{"/account/subscription", func(w *Words) string { return w.Sell.Subscription }},
	{"/account/bookmarks", func(w *Words) string { return w.Bookmarks }},
	{"/account/newsletters", func(w *Words) string { return w.News.Title }},
	{"/words", func(w *Words) string { return w.Note.Title }},
	{"/alerts", func(w *Words) string { return w.Alerts.Title }},
	{"/account/sessions", func(w *Words) string { return w.Sessions }},
	{"/account/leave", func(w *Words) string { return w.Data }},
}

// Patterns are what the room answers to in the paper's first language.
func Patterns() []string {
	var all []string
	for _, r := range routes {
		all = append(all, r.pattern)
	}
	return all
}

// shown reports whether there is a page at a path.
func shown(path string) bool {
	return slices.ContainsFunc(routes, func(r route) bool { return r.pattern == http.MethodGet+" "+path })
}

func (m *Room) mux() http.Handler {
	mux := http.NewServeMux()
	for _, l := range m.Paper.Languages {
		prefix := m.Paper.Prefix(l)
		for _, r := range routes {
			method, path, _ := strings.Cut(r.pattern, " ")
			do := r.do
			if !r.open {
				do = signedIn(do)
			}
			mux.Handle(method+" "+prefix+path, m.handle(l, do))
			if method == http.MethodPost && !shown(path) { // who loads again where a form went sees the account
				mux.Handle(http.MethodGet+" "+prefix+path, m.handle(l, func(v *visit) error { return v.see(prefix + Roots[0]) }))
			}
		}
		for _, root := range Roots {
			mux.Handle(prefix+root+"/", m.handle(l, func(*visit) error { return ilbo.NotFound }))
		}
	}
	return mux
}
