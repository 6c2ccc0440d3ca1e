package site_test

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

// teaches publishes a lesson of a level, some minutes ago.
func (p *paper) teaches(headline string, level ilbo.Level, ago int) *ilbo.Story {
	p.t.Helper()
	const sentence = "The ferry left the old pier at ten."
	at := p.now.Add(-time.Duration(ago) * time.Minute)
	s := &ilbo.Story{
		Language: ilbo.English, Section: "weekly/annotated", Headline: headline, Slug: "ferry", Published: at, Filed: at,
		Path: ilbo.Path(fmt.Sprintf("/weekly/2026/11/24/ferry-%d", ago)), Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain(sentence)}},
	}
	l := &ilbo.Lesson{Learned: ilbo.English, Explained: ilbo.Korean, Level: level, By: "seo", At: p.now,
		Glosses: []ilbo.Gloss{{Passage: ilbo.Passage{Sentence: sentence, From: 4, Words: "ferry"}, Headword: "ferry", Meaning: "나룻배"}}}
	ctx := context.Background()
	if err := p.store.PutStory(ctx, s); err != nil {
		p.t.Fatal(err)
	}
	l.Story = s.ID
	if err := p.store.PutLesson(ctx, l); err != nil {
		p.t.Fatal(err)
	}
	return s
}

func TestLessonsAreFoundByTheirLevels(t *testing.T) {
	p := newPaper(t)
	for i := range 9 {
		p.teaches(fmt.Sprintf("Middle %d", i), "B1", 10+i)
	}
	p.teaches("Easy", "A2", 1)
	for _, edition := range []string{"", "/ko"} {
		front := p.read(edition + "/weekly")
		if got, want := front.Attrs(".levels a", "href"), []string{edition + "/weekly/lessons", edition + "/weekly/lessons/a2", edition + "/weekly/lessons/b1", edition + "/weekly/lessons/b2", edition + "/weekly/lessons/c1"}; !slices.Equal(got, want) {
			t.Errorf("the front leads to %q", got)
		}
		front.None(".levels [aria-current]")
		if got := front.Texts(".levels__count"); !slices.Equal(got, []string{"14", "2", "10", "1", "1"}) {
			t.Errorf("the front counts %q", got)
		}
		if got := front.Texts(".course__name"); !slices.Equal(got, []string{"A2", "B1", "B2", "C1"}) {
			t.Errorf("the front has the levels %q", got)
		}
		front.Some(".course__lessons li", 10) // of B1 the newest six
		front.Attr(".course__more a", "href", edition+"/weekly/lessons/b1")
		front.Attr(".course__feed a", "href", edition+"/weekly/lessons/feed.xml")

		level := p.read(edition + "/weekly/lessons/b1")
		level.Attr(".levels [aria-current=page]", "href", edition+"/weekly/lessons/b1")
		level.Some(".levels [aria-current]", 1)
		level.Some(".lessons__one", 10)
		level.Attr("link[rel=alternate][type=\"application/rss+xml\"]", "href", edition+"/weekly/lessons/b1/feed.xml")
		if ld := level.LD("Course"); ld["inLanguage"] != "en" || len(ld["hasPart"].([]any)) != 10 {
			t.Errorf("the level's JSON-LD is %v", ld)
		}
		p.read(edition+"/weekly/lessons").Some(".lessons__one", 14)
	}
	for _, path := range []string{"/weekly/lessons/c2", "/weekly/lessons/b9", "/weekly/lessons/topik-1", "/national/lessons", "/national/lessons/b1", "/learning-korean/lessons/b1", "/weekly/lessons/B1", "/national/lessons/feed.xml", "/weekly/lessons/b9/feed.xml"} {
		if status, _, _ := p.get(path); status != http.StatusNotFound {
			t.Errorf("%s answers %d", path, status)
		}
	}
	part := p.read("/weekly/annotated")
	part.None(".levels")
	part.Attr(".course__more a", "href", "/weekly/lessons/b1")
}

func TestLessonsAreLeafedThroughToTheirEnd(t *testing.T) {
	p := newPaper(t)
	for i := range 130 {
		p.teaches(fmt.Sprintf("Lesson %d", i), []ilbo.Level{"A2", "B1"}[i%2], 10+i)
	}
	for path, want := range map[string]int{"/weekly/lessons": 134, "/ko/weekly/lessons/b1": 66} {
		seen := map[string]bool{}
		at := path
		for pages := 0; at != "" && pages < 5; pages++ {
			page := p.read(at)
			for _, href := range page.Attrs(".lessons__one a", "href") {
				seen[href] = true
			}
			at = ""
			if next := page.Attrs(".leaf--foot a[rel=next]", "href"); len(next) > 0 {
				at = next[0]
			}
		}
		if len(seen) != want {
			t.Errorf("%s leads to %d lessons, want %d", path, len(seen), want)
		}
	}
}

// TestALessonLeadsToTheNext goes through levels beside the sample's four lessons.
func TestALessonLeadsToTheNext(t *testing.T) {
	p := newPaper(t)
	p.teaches("Last", "B1", 11)
	middle := p.teaches("Middle", "B1", 12)
	first, easy, hard := p.teaches("First", "B1", 13), p.teaches("Easy", "A1", 14), p.teaches("Hard", "C2", 15)
	for s, want := range map[*ilbo.Story][]string{
		easy:  {"", "The last bus waits two minutes longer"},
		first: {"A library lends umbrellas, and gets back more than it lent", "Middle"}, middle: {"First", "Last"},
		hard: {"A correction, sixty-one years late", ""},
	} {
		page := p.read(string(s.Path))
		for i, rel := range []string{"prev", "next"} {
			if got := strings.Join(page.Texts(".way a[rel="+rel+"] .way__headline"), "|"); got != want[i] {
				t.Errorf("%s: %s is %q, want %q", s.Headline, rel, got, want[i])
			}
		}
		page.Some(".way__all a", 1)
	}
	page := p.read(string(middle.Path))
	page.Attr(".way__all a", "href", "/ko/weekly/lessons/b1") // in the language that its learners read
	page.Attr(".way a[rel=next]", "href", "/weekly/2026/11/24/ferry-11")
}

func TestCoursesHaveFeedsOfTheirLessonsAlone(t *testing.T) {
	p := newPaper(t)
	p.teaches("Easy lesson", "A2", 1)
	p.teaches("Middle lesson", "B1", 2)
	p.publish(&ilbo.Story{Language: ilbo.English, Section: "weekly", Headline: "No lesson", Slug: "no-lesson"})
	const bus, library, cabbage, correction = "The last bus waits two minutes longer", "A library lends umbrellas, and gets back more than it lent", "Why a cabbage makes the evening news", "A correction, sixty-one years late"
	all := []string{"Easy lesson", "Middle lesson", bus, library, cabbage, correction}
	for path, want := range map[string][]string{
		"/weekly/lessons/feed.xml": all, "/ko/weekly/lessons/feed.xml": all,
		"/weekly/lessons/b1/feed.xml": {"Middle lesson", library}, "/weekly/lessons/c2/feed.xml": nil,
	} {
		_, _, body := p.get(path)
		var feed struct {
			Title    string   `xml:"channel>title"`
			Language string   `xml:"channel>language"`
			Items    []string `xml:"channel>item>title"`
		}
		if err := xml.Unmarshal([]byte(body), &feed); err != nil {
			t.Fatalf("%s: %v: %s", path, err, body)
		}
		if !slices.Equal(feed.Items, want) || feed.Language != "en" || !strings.Contains(body, "<link>"+base+strings.TrimSuffix(path, "/feed.xml")+"</link>") || feed.Title == "" {
			t.Errorf("%s is %+v, want %q", path, feed, want)
		}
	}
}
