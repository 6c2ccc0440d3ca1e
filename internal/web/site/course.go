package site

import (
	"context"
	"fmt"
	"slices"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
)

// A CourseView is the lessons of a level: on a section's front the newest of them.
type CourseView struct {
	Level   string
	More    *Link // to all of them; nil: these are all
	Lessons []CourseLesson
}

// A CourseLesson is a lesson on the way through a course.
type CourseLesson struct {
	TeaserView
	Lang  ilbo.Language // of its headline
	At    string        // its level
	Words string        // how many are explained
}

// A LevelLink leads to the lessons of a level.
type LevelLink struct {
	Link
	Count int
	Say   string // for screen readers: how many that is
}

// newestLessons is how many lessons of each level a section's front leads to.
const newestLessons = 6

// courseLimit is how many lessons a page of them shows.
const courseLimit = 60

// learned is what a section teaches, in whichever edition it is looked at; empty: nothing,
// or what the paper does not publish.
func (s *Site) learned(id ilbo.SectionID) ilbo.Language {
	if c, ok := ilbo.CourseOf(id); ok && s.paper.Publishes(c.Learned) {
		return c.Learned
	}
	return ""
}

// course are the lessons of a section by their levels, the easiest first, and where those
// of each level are. It is empty where the section teaches nothing.
func (s *Site) course(ctx context.Context, l ilbo.Language, id ilbo.SectionID) ([]CourseView, []LevelLink, []ilbo.Key, error) {
	learned := s.learned(id)
	if learned == "" {
		return nil, nil, nil, nil
	}
	now := s.clock()
	keys := []ilbo.Key{ilbo.KeySection(learned, id)}
	counts, err := s.stories.LessonCounts(ctx, learned, id, now)
	if err != nil || len(counts) == 0 {
		return nil, nil, keys, err
	}
	ts, err := s.teasersFor(ctx, l, now)
	if err != nil {
		return nil, nil, nil, err
	}
	var list []CourseView
	for _, level := range ilbo.Levels(learned) {
		if counts[level] == 0 {
			continue
		}
		found, err := s.stories.Teasers(ctx, ilbo.Selection{Language: learned, Section: id, Level: level, Limit: newestLessons}, now)
		if err != nil {
			return nil, nil, nil, err
		}
		v := CourseView{Level: string(level)}
		if v.Lessons, err = s.courseLessons(ctx, ts, found); err != nil {
			return nil, nil, nil, err
		}
		if len(found) < counts[level] {
			v.More = &Link{Name: fmt.Sprintf(ts.words.LessonsAll, level), URL: s.coursePath(l, id.Top(), level)}
		}
		for _, t := range found {
			keys = append(keys, ilbo.KeyStory(t.ID))
		}
		list = append(list, v)
	}
	if id.Sub() { // the pages of levels are those of the whole course
		return list, nil, keys, nil
	}
	return list, s.levelLinks(l, id, counts, ""), keys, nil
}

// courseLessons are teasers with what is said of their lessons.
func (s *Site) courseLessons(ctx context.Context, ts *teasers, found []ilbo.Teaser) ([]CourseLesson, error) {
	ids := make([]ilbo.StoryID, len(found))
	for i := range found {
		ids[i] = found[i].ID
	}
	marks, err := s.stories.LessonMarks(ctx, ids)
	if err != nil {
		return nil, err
	}
	var list []CourseLesson
	for _, t := range found {
		if m, ok := marks[t.ID]; ok { // else it was dropped since the list was made
			list = append(list, CourseLesson{TeaserView: ts.one(t, place{}), Lang: t.Language, At: string(m.Level), Words: fmt.Sprintf(ts.words.LessonWordCount, m.Glosses)})
		}
	}
	return list, nil
}

// coursePath is where the lessons of a section are, or those of one level of it.
func (s *Site) coursePath(l ilbo.Language, id ilbo.SectionID, level ilbo.Level) string {
	return s.paper.Prefix(l) + ilbo.LessonsPath(id, level)
}

// levelLinks lead to all lessons of a section and to those of each of its levels. One is
// the page that they stand on; on a section's front none is.
func (s *Site) levelLinks(l ilbo.Language, id ilbo.SectionID, counts map[ilbo.Level]int, current string) []LevelLink {
	w := wordsIn(l)
	var list []LevelLink
	all := 0
	link := func(name string, level ilbo.Level, n int) LevelLink {
		url := s.coursePath(l, id, level)
		return LevelLink{Link{Name: name, URL: url, Current: url == current}, n, fmt.Sprintf(w.LessonCount, n)}
	}
	for _, level := range ilbo.Levels(s.learned(id)) {
		if n := counts[level]; n > 0 {
			list = append(list, link(string(level), level, n))
			all += n
		}
	}
	return append([]LevelLink{link(w.LessonsEvery, "", all)}, list...)
}

// A LessonsPage is all lessons of a section, or of one level of it: see
// section/lessons.html.
type LessonsPage struct {
	*ListPage
	Section Link
	Levels  []LevelLink
	Lessons []CourseLesson
}

// lessons is the page of a section's lessons, the newest first. There is none of a section
// or a level that has no lesson.
func (s *Site) lessons(ctx context.Context, l ilbo.Language, id ilbo.SectionID, slug ilbo.Slug, at leaf) (cache.Page, error) {
	learned := s.learned(id)
	level, known := ilbo.LevelNamed(learned, slug)
	if learned == "" || slug != "" && !known {
		return cache.Page{}, fmt.Errorf("lessons of %s at %s: %w", id, slug, ilbo.NotFound)
	}
	now := s.clock()
	counts, err := s.stories.LessonCounts(ctx, learned, id, now)
	if err != nil {
		return cache.Page{}, err
	}
	if len(counts) == 0 || level != "" && counts[level] == 0 {
		return cache.Page{}, fmt.Errorf("lessons of %s at %s: %w", id, slug, ilbo.NotFound)
	}
	path := s.coursePath(l, id, level)
	f, err := s.frame(ctx, l, path, id)
	if err != nil {
		return cache.Page{}, err
	}
	ts, err := s.teasersFor(ctx, l, now)
	if err != nil {
		return cache.Page{}, err
	}
	section := ts.name(id)
	f.Kind, f.Title, f.Description = "list", section+": "+f.W.LessonsEvery, f.W.LessonsSay
	if level != "" {
		f.Title = section + ": " + string(level)
	}
	f.Feed, f.FeedTitle = path+"/", f.Title
	name := f.W.LessonsEvery
	if level != "" {
		name = fmt.Sprintf(f.W.LessonsAt, level)
	}
	p := LessonsPage{ListPage: &ListPage{Frame: f, Name: name}, Section: Link{Name: section, URL: f.Prefix + "/" + string(id)}, Levels: s.levelLinks(l, id, counts, path)}
	found, err := s.leafOut(ctx, p.ListPage, ilbo.Selection{Language: learned, Section: id, Lessons: true, Level: level, Limit: courseLimit}, at, path, now)
	if err != nil {
		return cache.Page{}, err
	}
	if p.Lessons, err = s.courseLessons(ctx, ts, found); err != nil {
		return cache.Page{}, err
	}
	course := &feed.Course{Name: f.Title, About: f.Description, Path: path, Learned: learned, Level: level, In: l}
	for _, lesson := range p.Lessons {
		course.Lessons = append(course.Lessons, feed.Crumb{Name: lesson.Headline, Path: lesson.URL})
	}
	f.LD = append(f.LD, feed.Learning(s.paper, course, s.base),
		feed.Breadcrumbs(s.base, crumbs([]Link{{Name: f.PaperTitle, URL: f.Home}, p.Section, {Name: f.Title, URL: path}})))
	page, err := s.page("lessons", p, ilbo.KeyFurniture, KeyDay, ilbo.KeySection(learned, id))
	page.Volatile = !at.first()
	return page, err
}

// The forms of the addresses of a course and of a level of it.
const (
	courseForm = "/{section}/lessons"
	levelForm  = "/{section}/lessons/{level}"
)

// lessonsOf is a course or a level of it.
func lessonsOf(s *Site, a asked) cache.Render {
	id := ilbo.SectionID(a.parts[0])
	var level ilbo.Slug
	if len(a.parts) > 1 {
		level = ilbo.Slug(a.parts[1])
	}
	if id.Check() != nil || level != "" && !level.Valid() {
		return nil
	}
	return func(ctx context.Context) (cache.Page, error) { return s.lessons(ctx, a.language, id, level, a.at) }
}

// A WayView leads on from a lesson: to the one before it and the one behind it at its
// level, and from the ends of that to the levels beside it.
type WayView struct {
	Title          string
	Lang           ilbo.Language // that its words are in
	Previous, Next *WayLink
	All            Link
}

// A WayLink leads to a lesson.
type WayLink struct {
	Label, Headline, URL string
	Lang                 ilbo.Language // of the headline
}

// way finds the lessons beside a story's; nil where it belongs to no course.
func (s *Site) way(ctx context.Context, st *ilbo.Story, l *ilbo.Lesson) (*WayView, error) {
	section := st.Section.Top()
	if s.learned(section) != l.Learned {
		return nil, nil
	}
	w, edition := lessonWordsIn(l.Explained), l.Explained
	if !s.paper.Publishes(edition) {
		edition = l.Learned
	}
	v := &WayView{Title: w.Path, Lang: l.Explained, All: Link{Name: fmt.Sprintf(w.AllLessons, l.Level), URL: s.coursePath(edition, section, l.Level)}}
	at := ilbo.Cursor{At: st.Published, ID: st.ID}
	find := func(label string, sel ilbo.Selection) (*WayLink, error) {
		sel.Language, sel.Section, sel.Limit = l.Learned, section, 1
		found, err := s.stories.Teasers(ctx, sel, s.clock())
		if err != nil || len(found) == 0 {
			return nil, err
		}
		return &WayLink{fmt.Sprintf(label, sel.Level), found[0].Headline, string(found[0].Path), l.Learned}, nil
	}
	var err error
	if v.Previous, err = find(w.PreviousAt, ilbo.Selection{Level: l.Level, Before: at}); err != nil {
		return nil, err
	}
	if v.Next, err = find(w.NextAt, ilbo.Selection{Level: l.Level, After: at, Oldest: true}); err != nil {
		return nil, err
	}
	levels := ilbo.Levels(l.Learned)
	i := slices.Index(levels, l.Level)
	for k := i - 1; k >= 0 && v.Previous == nil && err == nil; k-- {
		v.Previous, err = find(w.PreviousAt, ilbo.Selection{Level: levels[k]})
	}
	for k := i + 1; k < len(levels) && v.Next == nil && err == nil; k++ {
		v.Next, err = find(w.OnTo, ilbo.Selection{Level: levels[k], Oldest: true})
	}
	return v, err
}

// courseOf is the course that a lesson belongs to, on the pages of its own language; nil
// where it belongs to none.
func (s *Site) courseOf(ctx context.Context, st *ilbo.Story, l *ilbo.Lesson) (*feed.Course, error) {
	section := st.Section.Top()
	if s.learned(section) != l.Learned {
		return nil, nil
	}
	ts, err := s.teasersFor(ctx, st.Language, s.clock())
	if err != nil {
		return nil, err
	}
	return &feed.Course{Name: ts.name(section) + ": " + string(l.Level), Path: s.coursePath(st.Language, section, l.Level), Learned: l.Learned, Level: l.Level}, nil
}
