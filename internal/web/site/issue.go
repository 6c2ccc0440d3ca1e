package site

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
)

// An IssuePage is an issue of a course's weekly: see issue/issue.html.
type IssuePage struct {
	*Frame
	I              *IssueWords
	Course         Link   // the section's front
	Shelf          string // address of all issues
	Name, Number   string
	Day            Moment
	Heading        string
	Explained      ilbo.Language // that its title and its word are in
	Word           []BlockView
	Chapters       []ChapterView
	Words          []EntryView
	WordsSay       string
	PDF            string // empty: whoever reads this is not given it, or it is being printed
	Previous, Next *Link
	Sample         bool
	Wall           *Wall
	Share          Share
}

// A ChapterView is a story of an issue in the dress of a teaser, with what a lesson adds.
type ChapterView struct {
	TeaserView
	I             *IssueWords
	Lang          ilbo.Language
	Number        int
	Anchor, Level string
	Words         string // how many are explained
	Opening       []BlockView
	Locked        bool
}

// An EntryView is a word of an issue's vocabulary.
type EntryView struct {
	Headword, Said, Class, Meaning string
	Learned                        ilbo.Language
	URL                            string // its place in the vocabulary of its story's page
	Story                          string
	Chapter                        int
}

// issueFamilies are the pages of issues, which stand below the sections of courses.
func issueFamilies() (list []family) {
	for _, c := range ilbo.Courses {
		path := ilbo.IssuesPath(c.Section)
		list = append(list,
			family{form: path, list: true, page: func(s *Site, a asked) cache.Render {
				return func(ctx context.Context) (cache.Page, error) { return s.issues(ctx, a.language, c, a.at) }
			}},
			family{form: path + "/atom.xml", page: func(s *Site, a asked) cache.Render {
				return func(ctx context.Context) (cache.Page, error) { return s.issueFeed(ctx, a.language, c) }
			}},
			family{form: path + "/{number}", page: func(s *Site, a asked) cache.Render {
				number, ok := issueNumber(a.parts[0])
				if !ok {
					return nil
				}
				return func(ctx context.Context) (cache.Page, error) { return s.issue(ctx, a.language, c, number) }
			}})
	}
	return list
}

// issueNumber reads the number of an issue in an address; one number has one address.
func issueNumber(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n > 0 && n < 1<<30 && strconv.Itoa(n) == text
}

// teaches reports whether the paper has a course.
func (s *Site) teaches(c ilbo.Course) bool {
	return s.weekly != nil && s.paper.Publishes(c.Learned)
}

// seenIssue is an issue that the public may see, with what its stories say.
func (s *Site) seenIssue(ctx context.Context, c ilbo.Course, number int) (*lesson.Gathered, error) {
	if !s.teaches(c) {
		return nil, ilbo.NotFound
	}
	i, err := s.weekly.IssueAt(ctx, c.Section, number)
	if err != nil {
		return nil, err
	}
	if i.Withdrawn != nil && !i.Published.IsZero() {
		return nil, &ilbo.Error{Kind: ilbo.Gone, Say: issueWords[ilbo.English].Gone}
	}
	if !i.Visible(s.clock()) {
		return nil, fmt.Errorf("issue %d of %s: %w", number, c.Section, ilbo.NotFound)
	}
	return s.weekly.Gather(ctx, i)
}

// issue is the page of an issue: what everybody is given, and behind its gate what
// subscribers of the weekly are.
func (s *Site) issue(ctx context.Context, l ilbo.Language, c ilbo.Course, number int) (cache.Page, error) {
	g, err := s.seenIssue(ctx, c, number)
	if err != nil {
		return cache.Page{}, err
	}
	if s.gate == nil {
		return s.issueOf(ctx, l, c, g, ilbo.ToWeekly)
	}
	page, err := s.issueOf(ctx, l, c, g, 0)
	page.Gate = &cache.Gate{Needs: ilbo.ToWeekly}
	page.Behind = func(ctx context.Context) (cache.Page, error) {
		g, err := s.seenIssue(ctx, c, number)
		if err != nil {
			return cache.Page{}, err
		}
		page, err := s.issueOf(ctx, l, c, g, ilbo.ToWeekly)
		page.Private = true
		return page, err
	}
	return page, err
}

// IssueProof is the page of an issue that nobody published yet, as its subscribers would
// have it, or as strangers would.
func (s *Site) IssueProof(ctx context.Context, l ilbo.Language, g *lesson.Gathered, e ilbo.Entitlement) ([]byte, error) {
	c, _ := ilbo.CourseOf(g.Issue.Course)
	page, err := s.issueOf(ctx, l, c, g, e)
	return page.Body, err
}

// issueOf makes the page of an issue for those who are entitled to e.
func (s *Site) issueOf(ctx context.Context, l ilbo.Language, c ilbo.Course, g *lesson.Gathered, e ilbo.Entitlement) (cache.Page, error) {
	i := g.Issue
	f, err := s.frame(ctx, l, s.paper.Prefix(l)+i.Path(), i.Course)
	if err != nil {
		return cache.Page{}, err
	}
	w := issueWords[l]
	day := dates{s.paper.Zone, l}
	p := &IssuePage{Frame: f, I: w, Course: Link{Name: sectionName(f, c.Section), URL: f.Prefix + "/" + string(c.Section)}, Shelf: f.Prefix + ilbo.IssuesPath(c.Section), Name: w.Names[c.Section], Number: fmt.Sprintf(w.Issue, i.Number),
		Day: Moment{Machine: i.Date.Format("2006-01-02"), Say: day.day(s.noon(i.Date))}, Heading: i.Title, Explained: c.Explained, Word: blocks(&ilbo.Story{Body: i.Word}, f.W), Sample: i.Sample,
		Share: s.shareOf(s.base+f.Prefix+i.Path(), i.Title, f.W)}
	f.Kind, f.Title, f.Description = "issue", i.Title+", "+p.Name+" "+p.Number, cmp.Or(firstWords(i.Word.Text(), 200), w.ShelfSay)
	f.Card.Kind, f.Feed, f.FeedTitle = "article", f.Prefix+"/"+string(c.Section)+"/", p.Course.Name
	keys := []ilbo.Key{ilbo.KeyFurniture, ilbo.KeyIssues(i.Course), KeyDay}
	ids := append([]ilbo.StoryID(nil), i.Stories...)
	for _, id := range ids { // those that are not shown now as well: they may come back
		keys = append(keys, ilbo.KeyStory(id))
	}
	whole, err := s.chapters(ctx, p, g, e)
	if err != nil {
		return cache.Page{}, err
	}
	if whole {
		if printed, err := s.weekly.PrintedIssue(ctx, i.ID); err == nil && len(printed.Stories) == len(g.Chapters) {
			p.PDF = f.Prefix + i.Path() + ".pdf"
		} else if err != nil && !errors.Is(err, ilbo.NotFound) {
			return cache.Page{}, err
		}
	} else {
		p.Wall = &Wall{W: f.W, Heading: w.WallHeading, Subscribe: f.Prefix + "/subscribe"}
		if s.gate != nil && s.gate.Readers != nil {
			p.Wall.SignIn = f.Prefix + "/account?to=" + url.QueryEscape(f.Prefix+i.Path())
		}
	}
	if err := s.besideIssue(ctx, p, i); err != nil {
		return cache.Page{}, err
	}
	f.LD = append(f.LD, feed.PublicationIssue(s.paper, g.Issue, stories(g), p.Name, l, whole && (e == 0 || s.gate == nil), s.base),
		feed.Breadcrumbs(s.base, crumbs([]Link{{Name: f.PaperTitle, URL: f.Home}, p.Course, {Name: p.Number, URL: f.Prefix + i.Path()}})))
	return s.page("issue", p, keys...)
}

func stories(g *lesson.Gathered) (list []*ilbo.Story) {
	for i := range g.Chapters {
		list = append(list, g.Chapters[i].Story)
	}
	return list
}

func sectionName(f *Frame, id ilbo.SectionID) string {
	for _, m := range f.Menu {
		if m.URL == f.Prefix+"/"+string(id) {
			return m.Name
		}
	}
	return string(id)
}

// chapters puts the stories of an issue on its page, with all their words or, of those of
// which somebody is given the opening alone, with the words of that. Whole reports
// whether they are given all of all.
func (s *Site) chapters(ctx context.Context, p *IssuePage, g *lesson.Gathered, e ilbo.Entitlement) (whole bool, err error) {
	ts, err := s.teasersFor(ctx, p.Lang, s.clock())
	if err != nil {
		return false, err
	}
	whole = len(g.Chapters) > 0 || g.Issue.Gives(e, ilbo.Subscribers)
	speech := lessonWordsIn(p.Explained).Speech
	for n, c := range g.Chapters {
		given := g.Issue.Gives(e, c.Story.Access)
		whole = whole && given
		set := c.Setting
		if !given {
			open := *c.Story
			open.Body = c.Story.Body.Opening()
			set = c.Lesson.On(open.Body)
		}
		v := ChapterView{TeaserView: ts.one(c.Story.Teaser(), placeCard), I: p.I, Lang: c.Story.Language, Number: n + 1, Anchor: fmt.Sprintf("s%d", c.Story.ID), Level: string(c.Lesson.Level),
			Words: fmt.Sprintf(p.I.Words, len(c.Setting.Glosses)), Locked: c.Story.Access.Locked() && !e.Opens(c.Story.Access, c.Story.Section),
			Opening: blocks(&ilbo.Story{Body: c.Story.Body.Opening(), Language: c.Story.Language}, wordsIn(c.Story.Language))}
		v.TeaserView.Level = 2
		p.Chapters = append(p.Chapters, v)
		for k, gl := range set.Glosses {
			p.Words = append(p.Words, EntryView{Headword: gl.Headword, Said: gl.Pronunciation(), Class: speech[gl.Speech], Meaning: gl.Meaning, Learned: c.Lesson.Learned,
				URL: fmt.Sprintf("%s#w%d", c.Story.Path, k+1), Story: c.Story.Headline, Chapter: n + 1})
		}
	}
	slices.SortStableFunc(p.Words, func(a, b EntryView) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Headword), strings.ToLower(b.Headword)), cmp.Compare(a.Chapter, b.Chapter))
	})
	if p.WordsSay = fmt.Sprintf(p.I.VocabularySay, len(p.Words)); !whole {
		p.WordsSay = p.I.OpeningSay
	}
	return whole, nil
}

// besideIssue says which issues come before and after.
func (s *Site) besideIssue(ctx context.Context, p *IssuePage, i *ilbo.Issue) error {
	link := func(o *ilbo.Issue) *Link {
		return &Link{Name: fmt.Sprintf(p.I.Issue, o.Number) + ", " + o.Title, URL: p.Prefix + o.Path()}
	}
	before, err := s.weekly.IssuesSeen(ctx, i.Course, i.Number, 1, s.clock())
	if err != nil {
		return err
	}
	if len(before) > 0 {
		p.Previous = link(before[0])
	}
	after, err := s.weekly.IssueSeenAfter(ctx, i.Course, i.Number, s.clock())
	if errors.Is(err, ilbo.NotFound) {
		return nil
	}
	if err == nil {
		p.Next = link(after)
	}
	return err
}

// issueForm ends the addresses of issues as PDF.
const issueForm = ".pdf"

// issueFile serves /weekly/issues/3.pdf. Nothing of it leaves the house without what
// opens it: neither its bytes, nor its length, nor its ETag. It reports whether the
// address is one of them.
func (s *Site) issueFile(w http.ResponseWriter, r *http.Request, rest string) bool {
	name, pdf := strings.CutSuffix(rest, issueForm)
	if !pdf || s.weekly == nil {
		return false
	}
	for _, c := range ilbo.Courses {
		text, of := strings.CutPrefix(name, ilbo.IssuesPath(c.Section)+"/")
		number, ok := issueNumber(text)
		if !of || !ok || !s.teaches(c) {
			continue
		}
		if err := s.lendIssue(w, r, c, number); err != nil {
			s.Problem(w, r, fmt.Errorf("PDF of issue %d of %s: %w", number, c.Section, err))
		}
		return true
	}
	return false
}

func (s *Site) lendIssue(w http.ResponseWriter, r *http.Request, c ilbo.Course, number int) error {
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	i, err := s.weekly.IssueAt(r.Context(), c.Section, number)
	if err != nil {
		return err
	}
	entitled := ilbo.ToWeekly
	if s.gate != nil && !s.gate.Entitles(r, ilbo.ToWeekly) {
		entitled = 0
	}
	printed, err := s.weekly.Lent(r.Context(), i, entitled)
	if err != nil {
		return err
	}
	file, err := s.weekly.Open(r.Context(), &printed.File)
	if err != nil {
		return err
	}
	defer file.Close()
	h.Set("Content-Type", printed.File.Type)
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%d.pdf"`, c.Section, number))
	return unpacked(w, r, &printed.File, file)
}
