package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"ilbo.press"
	"ilbo.press/internal/web"
	readers "ilbo.press/internal/web/reader"
	"ilbo.press/internal/web/site"
)

// Walkers give the addresses to ask for of each form that the site answers at. A
// form without a walker fails the test: whoever adds one says here how to find
// in it what must not be seen.
var walkers = map[string]func(u *unseen) []string{
	"/": inAll("/"), "/install": inAll("/install"), "/subscribe": inAll("/subscribe"), "/about": inAll("/about"), "/offline": inAll("/offline"),
	"/corrections": inAll("/corrections"), "/archive": inAll("/archive"), "/epaper": inAll("/epaper"),
	"/feed.xml": inAll("/feed.xml"), "/atom.xml": inAll("/atom.xml"), "/feed.json": inAll("/feed.json"),
	"/manifest.webmanifest": inAll("/manifest.webmanifest"), "/opensearch.xml": inAll("/opensearch.xml"),
	"/sitemap.xml": once("/sitemap.xml"), "/news-sitemap.xml": once("/news-sitemap.xml"), "/llms.txt": once("/llms.txt"), "/robots.txt": once("/robots.txt"), "/sw.js": once("/sw.js"),
	"/sitemaps/{file}": once("/sitemaps/stories-0.xml", "/sitemaps/stories-1.xml", "/sitemaps/stories-2.xml", "/sitemaps/pages-1.xml", "/sitemaps/pages.xml"),
	"/assets/{file}":   once("/assets/site.css", "/assets/none.js"),

	"/weekly/issues": inAll("/weekly/issues"), "/weekly/issues/atom.xml": inAll("/weekly/issues/atom.xml"), "/weekly/issues/{number}": inAll("/weekly/issues/1", "/weekly/issues/2"), "/weekly/issues/{number}.pdf": inAll("/weekly/issues/1.pdf", "/weekly/issues/2.pdf"),
	"/learning-korean/issues": inAll("/learning-korean/issues"), "/learning-korean/issues/atom.xml": inAll("/learning-korean/issues/atom.xml"), "/learning-korean/issues/{number}": inAll("/learning-korean/issues/1"), "/learning-korean/issues/{number}.pdf": inAll("/learning-korean/issues/1.pdf"),
	"/epaper/{date}":                    ofDays("/epaper/2006-01-02"),
	"/epaper/{date}/{page}":             ofEditions("/1", "/2"),
	"/epaper/{date}/search":             ofEditions("/search?q=a"),
	"/epaper/{date}.{kind}":             ofEditions(".pdf", ".epub"),
	"/epaper/{date}/{file}":             ofEditions("/A1-x.svg", "/A2-x.jpg"),
	"/archive/{year}/{month}":           ofMonths("/archive/2006/01"),
	"/archive/{year}/{month}/{day}":     ofDays("/archive/2006/01/02"),
	"/{section}":                        inAll("/national", "/sports", "/video", "/none"),
	"/{section}/archive":                inAll("/national/archive", "/sports/archive"),
	"/{section}/archive/{year}/{month}": ofMonths("/national/archive/2006/01", "/sports/archive/2006/01", "/video/archive/2006/01"),
	"/{section}/lessons":                inAll("/weekly/lessons", "/learning-korean/lessons", "/national/lessons"),
	"/{section}/lessons/{level}":        inAll("/weekly/lessons/b1", "/learning-korean/lessons/topik-1", "/weekly/lessons/topik-1"),
	"/{section}/lessons/feed.xml":       inAll("/weekly/lessons/feed.xml"),
	"/{section}/lessons/atom.xml":       inAll("/weekly/lessons/atom.xml"),
	"/{section}/lessons/feed.json":      inAll("/weekly/lessons/feed.json"),

	"/{section}/lessons/{level}/feed.xml":  inAll("/weekly/lessons/b1/feed.xml"),
	"/{section}/lessons/{level}/atom.xml":  inAll("/weekly/lessons/b1/atom.xml"),
	"/{section}/lessons/{level}/feed.json": inAll("/weekly/lessons/b1/feed.json"),

	"/{section}/{part}":           inAll("/national/politics", "/national/none"),
	"/{section}/feed.xml":         inAll("/national/feed.xml", "/sports/feed.xml", "/video/feed.xml"),
	"/{section}/atom.xml":         inAll("/national/atom.xml", "/sports/atom.xml"),
	"/{section}/feed.json":        inAll("/national/feed.json", "/sports/feed.json"),
	"/{section}/{part}/feed.xml":  inAll("/national/politics/feed.xml"),
	"/{section}/{part}/atom.xml":  inAll("/national/politics/atom.xml"),
	"/{section}/{part}/feed.json": inAll("/national/politics/feed.json"),
	"/by/{journalist}":            inAll("/by/han-seo-yun"),
	"/by/{journalist}/feed.xml":   inAll("/by/han-seo-yun/feed.xml"),
	"/by/{journalist}/atom.xml":   inAll("/by/han-seo-yun/atom.xml"),
	"/by/{journalist}/feed.json":  inAll("/by/han-seo-yun/feed.json"),
	"/topic/{topic}":              ofTopics(""),
	"/topic/{topic}/feed.xml":     ofTopics("/feed.xml"),
	"/topic/{topic}/atom.xml":     ofTopics("/atom.xml"),
	"/topic/{topic}/feed.json":    ofTopics("/feed.json"),

	// Of each story, see near.
	"/{section}/{year}/{month}/{day}/{slug}": nil, "/search": nil, "/search/suggest": nil, "/pictures/{picture}/{file}": nil, "/cards/{file}": nil,
	"/films/{file}": nil, "/cues/{story}/{file}": nil, "/reads": nil, "/gift": nil, "/feeds/{key}/{file}": inAll("/feeds/AAAA/feed.xml", "/feeds//feed.json"),
}

func once(paths ...string) func(*unseen) []string { return func(*unseen) []string { return paths } }

// inAll are paths in both languages.
func inAll(paths ...string) func(*unseen) []string {
	return func(*unseen) (all []string) {
		for _, p := range paths {
			all = append(all, p, "/ko"+p)
		}
		return all
	}
}

// ofDays are addresses of all days on which anything was, or is to be.
func ofDays(layouts ...string) func(*unseen) []string {
	return func(u *unseen) []string { return u.dated(layouts) }
}

// ofEditions are addresses below those of editions.
func ofEditions(ends ...string) func(*unseen) []string {
	return func(u *unseen) (all []string) {
		for _, day := range u.dated([]string{"/epaper/2006-01-02"}) {
			for _, end := range ends {
				all = append(all, day+end)
			}
		}
		return all
	}
}

func ofMonths(layouts ...string) func(*unseen) []string { return ofDays(layouts...) }

func (u *unseen) dated(layouts []string) []string {
	found := map[string]bool{}
	for _, s := range u.stories {
		for _, at := range []time.Time{s.published, s.embargo, u.clock()} {
			for _, layout := range layouts {
				if !at.IsZero() {
					path := at.In(u.house.conf.Paper.Zone).Format(layout)
					found[path], found["/ko"+path] = true, true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// ofTopics are those of some stories, other ones each time.
func ofTopics(file string) func(*unseen) []string {
	return func(u *unseen) (all []string) {
		for range 8 {
			path := "/topic/" + string(topicOf(u.random.IntN(unseenStories), u.random.IntN(topicsOfStory))) + file
			all = append(all, path, "/ko"+path)
		}
		return all
	}
}

// may reports whether the public may read a secret, at an address, where nobody
// subscribes.
func (u *unseen) may(w secret, path string) bool {
	return u.out(w, path) && !(walled(w) && accessOf(w.story, w.state).Locked())
}

// walled reports whether a secret stands behind the opening of a story that is
// locked.
func walled(w secret) bool {
	return w.place >= subhead && w.place <= embed || w.place == cue
}

// out reports whether a secret is public, or is a subscriber's to read.
func (u *unseen) out(w secret, path string) bool {
	now := u.clock()
	if w.story >= len(u.stories) {
		return false
	}
	s := u.stories[w.story]
	switch w.place {
	case reason:
		return false
	case notice:
		return s.killed && s.wasOut && path == string(s.path)
	case slug:
		return s.visible(now) || s.killed && s.wasOut && (path == s.redirected())
	case topic, topicName:
		return s.visible(now) && s.public%topicsOfStory == w.state
	case correction:
		return s.visible(now) && w.state < s.corrections
	}
	return s.visible(now) && w.state == s.public
}

// redirected marks the answer of its old address, which says where it was.
func (s *told) redirected() string { return string(s.old) }

// wrong fails the test, and ends it where enough is wrong.
func (u *unseen) wrong(format string, args ...any) {
	u.t.Helper()
	u.t.Errorf(format, args...)
	if u.wrongs++; u.wrongs >= 20 {
		u.t.FailNow()
	}
}

// An answered request, with its body decoded.
type answered struct {
	path   string
	status int
	header http.Header
	body   string
}

var codings = []string{"", "gzip", "br", "zstd"}

// ask asks, in one coding after the other, looks through the answer, and finds out
// whether what was public once is still taken for unchanged.
func (u *unseen) ask(path string, allowed ...secret) answered {
	u.t.Helper()
	u.turn++
	a := u.request("GET", path, "Accept-Encoding", codings[u.turn%len(codings)])
	u.inspect(a, allowed)
	if u.turn%5 == 0 {
		if head := u.request("HEAD", path); head.body != "" || head.status != a.status && !strings.HasPrefix(path, "/newsroom") {
			u.wrong("HEAD %s: %d, and GET %d", path, head.status, a.status)
		} else {
			u.inspect(head, allowed)
		}
	}
	sum := sha256.Sum256([]byte(a.body))
	digest := hex.EncodeToString(sum[:8])
	before := u.known[path]
	for tag, of := range before {
		again := u.request("GET", path, "If-None-Match", tag, "Accept-Encoding", codings[u.turn%len(codings)])
		u.inspect(again, allowed)
		if again.status == http.StatusNotModified && (of != digest || a.status != http.StatusOK) {
			u.wrong("%s: %s is said to be unchanged, and is %d", path, tag, a.status)
		}
		break
	}
	if tag := a.header.Get("ETag"); tag != "" && a.status == http.StatusOK {
		if of, ok := before[tag]; ok && of != digest {
			u.wrong("%s: two bodies have the tag %s", path, tag)
		}
		if before == nil {
			u.known[path] = map[string]string{}
		}
		u.known[path][tag] = digest
	}
	return a
}

func (u *unseen) request(method, path string, header ...string) answered {
	u.t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(header); i += 2 {
		if header[i+1] != "" {
			r.Header.Set(header[i], header[i+1])
		}
	}
	if u.turn%2 == 0 { // every other time a reader asks, who is signed in and subscribes to nothing
		r.AddCookie(&http.Cookie{Name: web.ReaderCookie(u.house.conf.Paper.URL), Value: readersToken})
	}
	w := httptest.NewRecorder()
	u.handler.ServeHTTP(w, r)
	body, err := io.ReadAll(decoded(w.Body, w.Header().Get("Content-Encoding")))
	if err != nil && w.Body.Len() > 0 {
		u.t.Fatalf("%s: %v", path, err)
	}
	if method == "HEAD" {
		body = w.Body.Bytes()
	}
	if w.Code >= 500 {
		u.wrong("%s: status %d: %.300s", path, w.Code, body)
	}
	return answered{path, w.Code, w.Header(), string(body)}
}

func decoded(b *bytes.Buffer, coding string) io.Reader {
	if b.Len() == 0 {
		return b
	}
	switch coding {
	case "gzip":
		if r, err := gzip.NewReader(b); err == nil {
			return r
		}
	case "br":
		return brotli.NewReader(b)
	case "zstd":
		if r, err := zstd.NewReader(b); err == nil {
			return r.IOReadCloser()
		}
	}
	return b
}

// escapes are runs of what stands in addresses for letters.
var escapes = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+`)

func unescaped(run string) string {
	text, err := url.PathUnescape(run)
	if err != nil {
		return run
	}
	return text
}

// inspect fails for each secret that an answer tells and may not.
func (u *unseen) inspect(a answered, allowed []secret) {
	u.t.Helper()
	var head strings.Builder
	if err := a.header.WriteSubset(&head, map[string]bool{"X-Request-Id": true}); err != nil { // letters at random
		u.t.Fatal(err)
	}
	body := a.body
	if strings.Contains(a.header.Get("Content-Type"), "image/") || strings.Contains(a.header.Get("Content-Type"), "font/") {
		body = ""
	}
	plain := html.UnescapeString(body)
	text := head.String() + plain
	if strings.Contains(text, "%") {
		text += escapes.ReplaceAllStringFunc(text, unescaped)
	}
	found, _ := secretsIn(text)
	_, odd := secretsIn(plain) // those of tags are letters at random
	tell := func(what any) {
		u.t.Helper()
		u.wrong("at %v, %s (%d) tells %v", u.clock().Format(time.RFC3339Nano), a.path, a.status, what)
	}
	seen := map[secret]bool{}
	for _, w := range found {
		if !seen[w] && !u.may(w, a.path) && !slices.Contains(allowed, w) {
			tell(fmt.Sprintf("%v: %v", w, u.stories[min(w.story, len(u.stories)-1)]))
		}
		seen[w] = true
	}
	for _, text := range odd {
		tell("something of a story: " + text)
	}
	for _, id := range numbersIn(text) {
		w, ok := u.pictures[ilbo.PictureID(id)]
		if ok && !strings.Contains(a.path, id) && !u.may(w, a.path) {
			tell("the picture of " + w.String())
		}
	}
}

var linkInPage = regexp.MustCompile(`(?:\s(?:href|src|action|content)="|<loc>|<link>|"url": ?")(?:https://seorak\.example)?(/[^"<]*)`)

// walk asks for everything that the site and the newsroom answer at, and for
// whatever that leads to.
func (u *unseen) walk() {
	u.t.Helper()
	var todo []string
	for _, form := range site.Forms() {
		find, ok := walkers[form]
		if !ok {
			u.wrong("nobody looks for what must not be seen at %s", form)
			continue
		}
		if find != nil {
			todo = append(todo, find(u)...)
		}
	}
	todo = append(todo, u.inNewsroom()...)
	todo = append(todo, u.inRoom()...)
	todo = append(todo, "/healthz", "/readyz", "/no/such/page", "/ko/no/such/page", "/api/v1/stories", "/%00", "/national/")
	bodies := map[string]answered{}
	for len(todo) > 0 {
		path, _, _ := strings.Cut(todo[0], "#")
		todo = todo[1:]
		if _, ok := bodies[path]; ok || path == "" {
			continue
		}
		a := u.ask(path)
		bodies[path] = a
		if t := a.header.Get("Content-Type"); !strings.Contains(t, "html") && !strings.Contains(t, "xml") && !strings.Contains(t, "json") || strings.Contains(path, "/topic/") {
			continue
		}
		for _, m := range linkInPage.FindAllStringSubmatch(a.body, -1) {
			next := html.UnescapeString(m[1])
			if strings.HasPrefix(next, "/cards/") || strings.HasPrefix(next, "//") || strings.Contains(next, "/topic/") || len(bodies)+len(todo) > 3000 {
				continue // they are asked for beside their stories
			}
			todo = append(todo, next)
		}
	}
	for _, s := range u.stories {
		u.near(s)
		u.belongs(s, bodies)
	}
	for _, s := range u.stories[:3] {
		u.card(s)
	}
	u.mail()
}

// mail looks through all newsletters as they would be sent now, and through those
// that somebody wants to bring stories that nobody may see.
func (u *unseen) mail() {
	u.t.Helper()
	chief := ilbo.Staff{Login: "chief", Role: ilbo.ChiefEditor}
	all, err := u.house.mailing.Running(u.t.Context(), "")
	u.must(err)
	for _, n := range all {
		_, m, at, err := u.house.mailing.Upcoming(u.t.Context(), chief, n.ID)
		u.must(err)
		if u.turn%2 == 0 {
			m.Stories = nil
			for range 12 {
				m.Stories = append(m.Stories, u.stories[u.random.IntN(len(u.stories))].id)
			}
		}
		m.Body = nil
		for range 6 { // between the blocks, too
			if s := u.stories[u.random.IntN(len(u.stories))]; s.path != "" {
				m.Body = append(m.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "this one", Href: string(s.path)}}})
			}
		}
		m.Revision, err = u.house.mailing.WriteBody(u.t.Context(), chief, m)
		u.must(err)
		u.must(u.house.mailing.Write(u.t.Context(), chief, m))
		l, err := u.house.mailing.Preview(u.t.Context(), chief, n.ID)
		u.must(err)
		u.turn++
		u.inspect(answered{path: fmt.Sprintf("newsletter %d of %s", n.ID, at.Format(time.DateOnly)), status: http.StatusOK, header: http.Header{"Subject": {l.Subject}}, body: l.HTML + l.Text}, nil)
	}
}

// inRoom are addresses of all that the readers' own room answers to: nobody is
// signed in, and a story that is to be kept is looked for by its number.
func (u *unseen) inRoom() (all []string) {
	for _, pattern := range readers.Patterns() {
		if path, ok := strings.CutPrefix(pattern, "GET "); ok {
			for _, s := range u.stories[:3] {
				all = append(all, strings.ReplaceAll(path, "{story}", fmt.Sprint(s.id)), "/ko"+strings.ReplaceAll(path, "{story}", fmt.Sprint(s.id)))
			}
		}
	}
	return all
}

// inNewsroom are addresses of all that the newsroom answers to: nobody is signed in.
func (u *unseen) inNewsroom() (all []string) {
	for _, pattern := range u.newsroom {
		path, ok := strings.CutPrefix(pattern, "GET ")
		if !ok {
			continue
		}
		s := u.stories[u.random.IntN(len(u.stories))]
		path = strings.NewReplacer("{$}", "", "{login}", "chief", "{token}", "x", "...", "").Replace(path)
		all = append(all, regexp.MustCompile(`\{[a-z]+\}`).ReplaceAllString(path, fmt.Sprint(s.id)))
	}
	return append(all, fmt.Sprintf("/newsroom/stories/%d", u.stories[0].id))
}

// belongs fails where a story that is public is not where it should be.
func (u *unseen) belongs(s *told, bodies map[string]answered) {
	u.t.Helper()
	if !s.visible(u.clock()) {
		return
	}
	prefix := u.house.conf.Paper.Prefix(s.language)
	word := secret{s.n, s.public, headline}.word(s.language)
	section := string(s.copies[s.public].Section)
	for _, path := range []string{
		s.published.In(u.house.conf.Paper.Zone).Format(prefix + "/archive/2006/01/02"),
		s.published.In(u.house.conf.Paper.Zone).Format(prefix + "/epaper/2006-01-02"),
		prefix + "/by/han-seo-yun", prefix + "/" + section + "/feed.xml", prefix + "/atom.xml", prefix + "/feed.json",
	} {
		if a := bodies[path]; !strings.Contains(a.body, word) {
			u.wrong("at %v, %s (%d) lacks %v", u.clock(), path, a.status, s)
		}
	}
	mapped := false
	for path, a := range bodies {
		mapped = mapped || strings.HasPrefix(path, "/sitemaps/stories") && strings.Contains(a.body, string(s.path)+"<")
	}
	if !mapped {
		u.wrong("no sitemap has %v", s)
	}
}

// near asks for whatever is about one story.
func (u *unseen) near(s *told) {
	u.t.Helper()
	now := u.clock()
	u.storyPage(s)
	for _, path := range s.once {
		if path != s.path && !u.taken(path) {
			if a := u.ask(string(path)); a.status != http.StatusNotFound {
				u.wrong("%s, an address that %v lost, answers %d", path, s, a.status)
			}
		}
	}
	for _, path := range []string{"/", "/feed.xml", "/" + string(s.copies[s.newest].Section)} {
		u.ask(u.house.conf.Paper.Prefix(s.language) + path)
	}
	if s.path != "" && s.visible(now) {
		u.post("/reads", fmt.Sprint(s.id))
	}
	u.atOnce(s)
	word := secret{s.n, max(s.public, 0), headline}
	u.suggest(s, word)
	if s.public >= 0 && s.newest != s.public {
		u.suggest(s, secret{s.n, s.newest, headline})
	}
	if s.visible(now) {
		a := u.ask(u.searchFor(s.language, word.word(s.language)), word)
		if strings.Count(a.body, "<article") != 1 || !strings.Contains(a.body, string(s.path)) {
			u.wrong("at %v, the search for it finds %d, and not %v", now, strings.Count(a.body, "<article"), s)
		}
	}
}

func (u *unseen) taken(path ilbo.Path) bool {
	return slices.ContainsFunc(u.stories, func(s *told) bool { return s.path == path })
}

// storyPage asks for a story by its address and its old one.
func (u *unseen) storyPage(s *told) {
	u.t.Helper()
	now := u.clock()
	want, old := http.StatusNotFound, http.StatusNotFound
	switch {
	case s.visible(now):
		want, old = http.StatusOK, http.StatusMovedPermanently
	case s.killed && s.wasOut:
		want, old = http.StatusGone, http.StatusMovedPermanently
	}
	path := string(s.path)
	if path == "" { // where it would be
		path = string(ilbo.StoryPath(u.house.conf.Paper.Prefix(s.language), s.copies[s.newest].Section, now, u.house.conf.Paper.Zone, s.copies[s.newest].Slug))
	}
	a := u.ask(path)
	if a.status != want {
		u.wrong("at %v, the address of %v answers %d, want %d", now, s, a.status, want)
	}
	if want == http.StatusOK && !strings.Contains(a.body, secret{s.n, s.public, paragraph}.word(s.language)) {
		u.wrong("at %v, the page of %v lacks its copy", now, s)
	}
	if want == http.StatusGone && !strings.Contains(a.body, secret{s.n, 0, notice}.word(s.language)) {
		u.wrong("at %v, the page of %v lacks its notice", now, s)
	}
	if a := u.ask(string(s.old)); a.status != old {
		u.wrong("at %v, the old address of %v answers %d, want %d", now, s, a.status, old)
	}
}

func (u *unseen) searchFor(l ilbo.Language, words string) string {
	return u.house.conf.Paper.Prefix(l) + "/search?q=" + url.QueryEscape(words)
}

// atOnce asks for what no follower has to hear of first: searches, pictures,
// films, subtitles and cards.
func (u *unseen) atOnce(s *told) {
	u.t.Helper()
	now := u.clock()
	// A word that nobody has, and one that nobody may know of, find the same.
	none := secret{s.n, 59, place(u.random.IntN(int(printed)))}
	hidden := secret{s.n, s.newest, none.place}
	if !u.out(hidden, "") {
		a, b := u.ask(u.searchFor(s.language, none.word(s.language)), none), u.ask(u.searchFor(s.language, hidden.word(s.language)), hidden)
		blank := func(a answered, w secret) string {
			text := strings.ReplaceAll(a.body, url.QueryEscape(w.word(s.language)), "…")
			return strings.ReplaceAll(text, w.word(s.language), "…")
		}
		if blank(a, none) != blank(b, hidden) {
			u.wrong("at %v, the search for %v differs from one for a word that there is not:\n%s", now, hidden, difference(blank(a, none), blank(b, hidden)))
		}
	}
	for _, words := range []string{"council", "tuesday", "tally"} {
		u.ask(u.searchFor(s.language, words))
	}
	for id, w := range u.pictures {
		if w.story != s.n {
			continue
		}
		may := s.visible(now) && w.state == s.public
		paths := []string{fmt.Sprintf("/pictures/%s/320.jpg", id), fmt.Sprintf("/pictures/%s/640.webp", id)}
		if w.place == gallery { // a film
			if paths = []string{"/films/" + string(id) + ".webm"}; may {
				continue // nobody made a file of it
			}
		}
		for _, path := range paths {
			if a := u.ask(path); a.status == http.StatusOK != may || !may && a.status != http.StatusNotFound {
				u.wrong("at %v, %s of state %d of %v answers %d", now, path, w.state, s, a.status)
			}
		}
	}
	cues := u.ask(fmt.Sprintf("/cues/%d/1.vtt", s.id))
	if may := s.visible(now) && s.n%3 == 0 && !accessOf(s.n, s.public).Locked(); cues.status == http.StatusOK != may {
		u.wrong("at %v, the subtitles of %v answer %d", now, s, cues.status)
	}
	if !s.visible(now) {
		u.card(s)
	}
}

// card asks for the picture that other sites show of a story. Its tag is made of
// what it says.
func (u *unseen) card(s *told) {
	u.t.Helper()
	a := u.request("GET", fmt.Sprintf("/cards/%d-x.jpg", s.id))
	u.inspect(a, nil)
	if a.status == http.StatusOK != s.visible(u.clock()) {
		u.wrong("at %v, the card of %v answers %d", u.clock(), s, a.status)
	}
	if tag, says := a.header.Get("ETag"), fmt.Sprintf("%d/%d", s.n, s.public); tag != "" {
		if u.known["card "+tag] == nil {
			u.known["card "+tag] = map[string]string{"": says}
		}
		if was := u.known["card "+tag][""]; was != says {
			u.wrong("at %v, the card of story and state %s is that of %s", u.clock(), says, was)
		}
	}
}

// suggest types the beginning of a word.
func (u *unseen) suggest(s *told, w secret) {
	u.t.Helper()
	word := []rune(w.word(s.language))
	for _, n := range []int{2, len(word) / 2, len(word)} {
		typed := string(word[:n])
		a := u.request("GET", u.house.conf.Paper.Prefix(s.language)+"/search/suggest?q="+url.QueryEscape(typed))
		if i := strings.Index(a.body, "[\""+typed+"\","); i == 0 {
			a.body = a.body[len(typed)+4:]
		}
		u.inspect(a, nil)
		if n == len(word) && u.may(w, "") && !strings.Contains(strings.ToLower(a.body), string(word)) {
			u.wrong("at %v, %s does not suggest %v: %s", u.clock(), typed, w, a.body)
		}
	}
}

func (u *unseen) post(path, body string) {
	u.t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(body))
	w := httptest.NewRecorder()
	u.handler.ServeHTTP(w, r)
	if w.Code != http.StatusNoContent {
		u.wrong("POST %s: %d", path, w.Code)
	}
}

// difference is where two texts part.
func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, min(i-60, len(s))):min(len(s), i+120)] }
	return cut(a) + "\n--\n" + cut(b)
}
