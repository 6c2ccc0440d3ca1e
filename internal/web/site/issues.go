package site

import (
	"context"
	"fmt"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
)

// An IssuesPage is all issues of a course, the last first: see issue/issues.html.
type IssuesPage struct {
	*Frame
	I              *IssueWords
	Course         Link
	Name           string
	Issues         []IssueView
	Atom           string
	Earlier, Newer string
}

// An IssueView is an issue in a list, and on the front of its section.
type IssueView struct {
	I                    *IssueWords
	URL, Number, Heading string
	Explained            ilbo.Language
	Day                  Moment
	Word                 string // how the editor's word begins
	Stories              string
	Sample               bool
	All                  string // address of all issues
}

// issuesLength is how many issues stand on one page of the list.
const issuesLength = 26

func (s *Site) issueView(l ilbo.Language, i *ilbo.Issue) IssueView {
	w, prefix := issueWords[l], s.paper.Prefix(l)
	return IssueView{I: w, URL: prefix + i.Path(), Number: fmt.Sprintf(w.Issue, i.Number), Heading: i.Title, Explained: i.Explained(),
		Day:  Moment{Machine: i.Date.Format(time.DateOnly), Say: dates{s.paper.Zone, l}.day(s.noon(i.Date))},
		Word: firstWords(i.Word.Text(), 240), Sample: i.Sample, All: prefix + ilbo.IssuesPath(i.Course)}
}

// issues is the archive of a course's issues. A place in it is a number of an issue.
func (s *Site) issues(ctx context.Context, l ilbo.Language, c ilbo.Course, at leaf) (cache.Page, error) {
	if !s.teaches(c) {
		return cache.Page{}, ilbo.NotFound
	}
	before := 0
	if !at.first() {
		before = int(at.before.ID)
	}
	all, err := s.weekly.IssuesSeen(ctx, c.Section, before, issuesLength+1, s.clock())
	if err != nil {
		return cache.Page{}, err
	}
	if len(all) == 0 && !at.first() {
		return cache.Page{}, ilbo.NotFound
	}
	path := ilbo.IssuesPath(c.Section)
	w := issueWords[l]
	f, err := s.titled(ctx, l, path, func(*Words) (string, string) { return w.Names[c.Section] + ": " + w.Shelf, w.ShelfSay })
	if err != nil {
		return cache.Page{}, err
	}
	p := &IssuesPage{Frame: f, I: w, Course: Link{Name: sectionName(f, c.Section), URL: f.Prefix + "/" + string(c.Section)}, Name: w.Names[c.Section], Atom: f.Prefix + path + "/atom.xml"}
	if !at.first() {
		f.unaddressed()
		p.Newer = f.Prefix + path
	}
	if len(all) > issuesLength {
		all = all[:issuesLength]
		p.Earlier = f.Prefix + path + leaf{before: ilbo.Cursor{At: s.noon(all[issuesLength-1].Date), ID: ilbo.StoryID(all[issuesLength-1].Number)}}.query()
	}
	for _, i := range all {
		p.Issues = append(p.Issues, s.issueView(l, i))
	}
	return s.page("issues", p, ilbo.KeyFurniture, ilbo.KeyIssues(c.Section))
}

// currentIssue is the last issue of a course for the front of its section; nil: there is
// none.
func (s *Site) currentIssue(ctx context.Context, l ilbo.Language, id ilbo.SectionID) (*IssueView, []ilbo.Key, error) {
	c, ok := ilbo.CourseOf(id)
	if !ok || !s.teaches(c) {
		return nil, nil, nil
	}
	keys := []ilbo.Key{ilbo.KeyIssues(c.Section)}
	all, err := s.weekly.IssuesSeen(ctx, c.Section, 0, 1, s.clock())
	if err != nil || len(all) == 0 {
		return nil, keys, err
	}
	v := s.issueView(l, all[0])
	return &v, keys, nil
}

// issueFeed is the last issues of a course as Atom. What is in one is its title and the
// word of its editor.
func (s *Site) issueFeed(ctx context.Context, l ilbo.Language, c ilbo.Course) (cache.Page, error) {
	if !s.teaches(c) {
		return cache.Page{}, ilbo.NotFound
	}
	all, err := s.weekly.IssuesSeen(ctx, c.Section, 0, issuesLength, s.clock())
	if err != nil {
		return cache.Page{}, err
	}
	return feed.Issues(s.paper, c, all, issueWords[l].Names[c.Section], issueWords[l].ShelfSay, l, s.base)
}
