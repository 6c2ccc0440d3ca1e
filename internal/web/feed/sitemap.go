package feed

import (
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// The most that the protocol (www.sitemaps.org) lets one file name: addresses in
// a sitemap, sitemaps in an index. A volume of stories is shorter, so that the
// last one, which each publication changes, is made quickly.
const sitemapSize = 50_000

// Sitemap is the index of the paper's sitemaps: those of its standing pages, then
// one of each volume that has stories, the newest last, all languages in one. A
// volume keeps its address, and only what happens to its own stories changes it.
func (f *Feed) Sitemap(ctx context.Context, base string) (cache.Page, error) {
	volumes, err := f.stories.Volumes(ctx, f.clock())
	if err != nil {
		return cache.Page{}, fmt.Errorf("list volumes: %w", err)
	}
	topics, journalists, err := f.stories.Names(ctx)
	if err != nil {
		return cache.Page{}, fmt.Errorf("count topics and journalists: %w", err)
	}
	sections, err := f.stories.Sections(ctx)
	if err != nil {
		return cache.Page{}, fmt.Errorf("list sections: %w", err)
	}
	doc := sitemapIndex{NS: sitemapNS}
	add := func(name string, changed time.Time) {
		doc.Sitemaps = append(doc.Sitemaps, sitemapRef{Loc: base + "/sitemaps/" + name + ".xml", Changed: lastmod(changed, f.paper().Zone)})
	}
	standing := len(standingPaths) + len(sections) + topics + journalists
	for part := range (standing + f.pagesSize() - 1) / f.pagesSize() {
		add(partName(pagesName, part+1), time.Time{})
	}
	issues, err := f.issues(ctx)
	if err != nil {
		return cache.Page{}, err
	}
	if len(issues) > 0 {
		add(issuesName, issues[0].Published)
	}
	lessons, err := f.lessons(ctx)
	if err != nil {
		return cache.Page{}, err
	}
	if len(lessons) > 0 {
		add(lessonsName, time.Time{})
	}
	for _, v := range volumes[max(0, len(volumes)+len(doc.Sitemaps)-sitemapSize):] {
		add(volumeName(v.Number), v.Changed)
	}
	body, err := document(doc)
	page := f.sitemapPage(body)
	page.Keys = append(page.Keys, issueKeys()...)
	page.Keys = append(page.Keys, f.lessonKeys()...)
	return page, err
}

const (
	pagesName   = "pages"
	volumesName = "stories-"
	issuesName  = "issues"
	lessonsName = "lessons"
)

// partName is that of a part of a list: pages, pages-2, pages-3…
func partName(name string, part int) string {
	if part == 1 {
		return name
	}
	return name + "-" + strconv.Itoa(part)
}

func volumeName(number int) string { return volumesName + strconv.Itoa(number) }

// SitemapFile is the sitemap of that name in /sitemaps/: "pages.xml",
// "pages-2.xml", "stories-12.xml". One that is not there is NotFound.
func (f *Feed) SitemapFile(ctx context.Context, name, base string) (cache.Page, error) {
	stem, _ := strings.CutSuffix(name, ".xml")
	number := func(prefix string) int {
		n, err := strconv.Atoi(strings.TrimPrefix(stem, prefix))
		if err != nil || n < 1 || n > math.MaxInt32 {
			return 0
		}
		return n
	}
	if n := number(volumesName); n > 0 && name == volumeName(n)+".xml" {
		return f.sitemapOfVolume(ctx, n, base)
	}
	if name == issuesName+".xml" {
		return f.sitemapOfIssues(ctx, base)
	}
	if name == lessonsName+".xml" {
		return f.sitemapOfLessons(ctx, base)
	}
	if n := max(1, number(pagesName+"-")); name == partName(pagesName, n)+".xml" {
		return f.sitemapOfPages(ctx, n, base)
	}
	return cache.Page{}, noSitemap(name)
}

// maxIssues is how many issues of a course a sitemap names: those of a century.
const maxIssues = 5_200

// courses are those whose language the paper publishes.
func (f *Feed) courses() []ilbo.Course {
	return slices.DeleteFunc(slices.Clone(ilbo.Courses), func(c ilbo.Course) bool { return !f.paper().Publishes(c.Learned) })
}

// issues are those of all courses, each course's last first.
func (f *Feed) issues(ctx context.Context) (all []*ilbo.Issue, err error) {
	for _, c := range f.courses() {
		some, err := f.stories.IssuesSeen(ctx, c.Section, 0, maxIssues, f.clock())
		if err != nil {
			return nil, fmt.Errorf("list the issues of %s: %w", c.Section, err)
		}
		all = append(all, some...)
	}
	return all, nil
}

func issueKeys() (keys []ilbo.Key) {
	for _, c := range ilbo.Courses {
		keys = append(keys, ilbo.KeyIssues(c.Section))
	}
	return keys
}

// sitemapOfIssues lists the issues of the weekly, and the page of all of each course.
func (f *Feed) sitemapOfIssues(ctx context.Context, base string) (cache.Page, error) {
	issues, err := f.issues(ctx)
	if err != nil {
		return cache.Page{}, err
	}
	if len(issues) == 0 {
		return cache.Page{}, noSitemap(issuesName)
	}
	p, doc := f.paper(), newURLSet()
	for _, l := range p.Languages {
		var course ilbo.SectionID
		for _, i := range issues {
			if i.Course != course {
				course = i.Course
				path := ilbo.IssuesPath(course)
				doc.URLs = append(doc.URLs, sitemapURL{Loc: base + p.Prefix(l) + path, Links: alternates(p, base, path)})
			}
			doc.URLs = append(doc.URLs, sitemapURL{Loc: base + p.Prefix(l) + i.Path(), Changed: lastmod(i.Published, p.Zone), Links: alternates(p, base, i.Path())})
		}
	}
	body, err := document(doc)
	return cache.Page{Type: xmlType, Body: body, Keys: issueKeys()}, err
}

// lessons are the paths of all pages that list lessons by their level, without a
// language: of each course that has some.
func (f *Feed) lessons(ctx context.Context) (paths []string, err error) {
	for _, c := range f.courses() {
		counts, err := f.stories.LessonCounts(ctx, c.Learned, c.Section, f.clock())
		if err != nil {
			return nil, fmt.Errorf("count the lessons of %s: %w", c.Section, err)
		}
		if len(counts) == 0 {
			continue
		}
		paths = append(paths, ilbo.LessonsPath(c.Section, ""))
		for _, level := range ilbo.Levels(c.Learned) {
			if counts[level] > 0 {
				paths = append(paths, ilbo.LessonsPath(c.Section, level))
			}
		}
	}
	return paths, nil
}

func (f *Feed) lessonKeys() (keys []ilbo.Key) {
	for _, c := range f.courses() {
		keys = append(keys, ilbo.KeySection(c.Learned, c.Section))
	}
	return keys
}

// sitemapOfLessons lists the pages of the levels of each course.
func (f *Feed) sitemapOfLessons(ctx context.Context, base string) (cache.Page, error) {
	paths, err := f.lessons(ctx)
	if err != nil {
		return cache.Page{}, err
	}
	if len(paths) == 0 {
		return cache.Page{}, noSitemap(lessonsName)
	}
	body, err := document(f.urls(paths, base))
	return cache.Page{Type: xmlType, Body: body, Keys: f.lessonKeys()}, err
}

// urls are pages that have the same path in every language.
func (f *Feed) urls(paths []string, base string) urlSet {
	p, doc := f.paper(), newURLSet()
	for _, l := range p.Languages {
		for _, path := range paths {
			doc.URLs = append(doc.URLs, sitemapURL{Loc: base + p.Prefix(l) + path, Links: alternates(p, base, path)})
		}
	}
	return doc
}

func noSitemap(name string) error { return fmt.Errorf("sitemap %s: %w", name, ilbo.NotFound) }

func (f *Feed) sitemapOfVolume(ctx context.Context, number int, base string) (cache.Page, error) {
	stories, translations, err := f.stories.Volume(ctx, number, f.clock())
	if err != nil {
		return cache.Page{}, fmt.Errorf("list the stories of volume %d: %w", number, err)
	}
	p, doc := f.paper(), newURLSet()
	for i := range stories {
		if t := &stories[i]; p.Publishes(t.Language) {
			doc.URLs = append(doc.URLs, storyURL(p, t, translations[t.ID], base))
		}
	}
	if len(doc.URLs) == 0 {
		return cache.Page{}, noSitemap(volumeName(number))
	}
	body, err := document(doc)
	return cache.Page{Type: xmlType, Body: body, Keys: []ilbo.Key{ilbo.KeyVolume(number)}}, err
}

func storyURL(p *ilbo.Paper, t *ilbo.Teaser, translations []ilbo.Address, base string) sitemapURL {
	u := sitemapURL{Loc: base + string(t.Path), Changed: lastmod(t.Updated, p.Zone)}
	if t.Lead != nil && t.Lead.Picture != "" {
		u.Images = []sitemapImage{{Loc: base + pictureURL(t.Lead, 1920)}}
	}
	all := []ilbo.Address{{Language: t.Language, Path: t.Path}}
	for _, o := range translations {
		if p.Publishes(o.Language) {
			all = append(all, o)
		}
	}
	if len(all) == 1 {
		return u
	}
	slices.SortFunc(all, func(a, b ilbo.Address) int {
		return cmp.Compare(slices.Index(p.Languages, a.Language), slices.Index(p.Languages, b.Language))
	})
	for _, o := range all {
		u.Links = append(u.Links, xmlLink{Rel: "alternate", Hreflang: string(o.Language), Href: base + string(o.Path)})
	}
	return u
}

// standingPaths are in every paper.
var standingPaths = []string{"/", "/archive", "/about", "/corrections", "/subscribe"}

// pagesSize is how many standing pages one sitemap has room for, each in every
// language.
func (f *Feed) pagesSize() int { return sitemapSize / len(f.paper().Languages) }

// sitemapOfPages lists a part of the pages that stand: fronts, sections, topics,
// journalists, the archive. When they changed last is not known.
func (f *Feed) sitemapOfPages(ctx context.Context, part int, base string) (cache.Page, error) {
	paths, err := f.standing(ctx)
	if err != nil {
		return cache.Page{}, err
	}
	first := (part - 1) * f.pagesSize()
	if first >= len(paths) {
		return cache.Page{}, noSitemap(partName(pagesName, part))
	}
	if paths, err = f.known(ctx, paths[first:min(len(paths), first+f.pagesSize())]); err != nil {
		return cache.Page{}, err
	}
	body, err := document(f.urls(paths, base))
	keys := []ilbo.Key{ilbo.KeyFurniture}
	for _, l := range f.paper().Languages { // any story may make a topic known
		keys = append(keys, ilbo.KeyLanguage(l))
	}
	return cache.Page{Type: xmlType, Body: body, Keys: keys}, err
}

const topicPath = "/topic/"

// known leaves out topics of which the public has no story. A part of the list
// gets shorter by it and keeps its place.
func (f *Feed) known(ctx context.Context, paths []string) ([]string, error) {
	var ids []ilbo.TopicID
	for _, path := range paths {
		if id, ok := strings.CutPrefix(path, topicPath); ok {
			ids = append(ids, ilbo.TopicID(id))
		}
	}
	seen, err := f.stories.SeenTopics(ctx, ids, f.clock())
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		id, ok := strings.CutPrefix(path, topicPath)
		return ok && !seen[ilbo.TopicID(id)]
	}), nil
}

// standing are the paths of all pages that stand, without a language.
func (f *Feed) standing(ctx context.Context) ([]string, error) {
	paths := slices.Clone(standingPaths)
	sections, err := f.stories.Sections(ctx)
	if err != nil {
		return nil, fmt.Errorf("list sections: %w", err)
	}
	for _, s := range sections {
		paths = append(paths, "/"+string(s.ID))
	}
	topics, err := f.stories.Topics(ctx)
	if err != nil {
		return nil, fmt.Errorf("list topics: %w", err)
	}
	for _, t := range topics {
		paths = append(paths, topicPath+string(t.ID))
	}
	journalists, err := f.stories.Journalists(ctx)
	if err != nil {
		return nil, fmt.Errorf("list journalists: %w", err)
	}
	for _, j := range journalists {
		paths = append(paths, "/by/"+string(j.ID))
	}
	return paths, nil
}

// alternates are a page that has the same path in every language.
func alternates(p *ilbo.Paper, base, path string) []xmlLink {
	if len(p.Languages) < 2 {
		return nil
	}
	var links []xmlLink
	for _, l := range p.Languages {
		links = append(links, xmlLink{Rel: "alternate", Hreflang: string(l), Href: base + p.Prefix(l) + path})
	}
	return links
}

const xmlType = "application/xml; charset=utf-8"

// sitemapPage depends on everything that is published.
func (f *Feed) sitemapPage(body []byte) cache.Page {
	page := cache.Page{Type: xmlType, Body: body, Keys: []ilbo.Key{ilbo.KeyFurniture}}
	for _, l := range f.paper().Languages {
		page.Keys = append(page.Keys, ilbo.KeyLanguage(l))
	}
	return page
}

// lastmod is a W3C date and time, empty for no time.
func lastmod(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(time.RFC3339)
}

const sitemapNS = "http://www.sitemaps.org/schemas/sitemap/0.9"

type sitemapIndex struct {
	XMLName  xml.Name     `xml:"sitemapindex"`
	NS       string       `xml:"xmlns,attr"`
	Sitemaps []sitemapRef `xml:"sitemap"`
}

type sitemapRef struct {
	Loc     string `xml:"loc"`
	Changed string `xml:"lastmod,omitempty"`
}

type urlSet struct {
	XMLName xml.Name     `xml:"urlset"`
	NS      string       `xml:"xmlns,attr"`
	Image   string       `xml:"xmlns:image,attr,omitempty"`
	XHTML   string       `xml:"xmlns:xhtml,attr,omitempty"`
	News    string       `xml:"xmlns:news,attr,omitempty"`
	URLs    []sitemapURL `xml:"url"`
}

func newURLSet() urlSet {
	return urlSet{NS: sitemapNS, Image: "http://www.google.com/schemas/sitemap-image/1.1", XHTML: "http://www.w3.org/1999/xhtml"}
}

type sitemapURL struct {
	Loc     string         `xml:"loc"`
	Changed string         `xml:"lastmod,omitempty"`
	Links   []xmlLink      `xml:"xhtml:link"`
	Images  []sitemapImage `xml:"image:image"`
	News    *newsEntry     `xml:"news:news"`
}

type sitemapImage struct {
	Loc string `xml:"image:loc"`
}
