package search_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/search"
)

// filedStories are of two languages, eight sections, some topics and journalists,
// and three years.
func filedStories(n int) []*ilbo.Story {
	r := rand.New(rand.NewPCG(5, 6))
	var list []*ilbo.Story
	for i := range n {
		s := story(ilbo.StoryID(i+1), "Ferry sails", "The storm passed.")
		if r.IntN(4) == 0 {
			s = story(ilbo.StoryID(i+1), "밤배 출항 ferry", "폭풍이 지나갔다.")
		}
		sections := ilbo.StandardSections()
		s.Section = sections[r.IntN(8)].ID
		for range r.IntN(3) {
			if id := ilbo.TopicID(fmt.Sprintf("topic-%d", r.IntN(12))); !slices.Contains(s.Topics, id) {
				s.Topics = append(s.Topics, id)
			}
		}
		if by := r.IntN(5); by > 0 {
			s.Bylines = []ilbo.Byline{{Name: "Guest"}, {Name: "Somebody", Journalist: ilbo.JournalistID(fmt.Sprintf("by-%d", by))}}
		}
		s.Published = now.AddDate(0, 0, -r.IntN(900))
		if r.IntN(10) == 0 {
			s.Published = now.Add(time.Hour) // scheduled
		}
		list = append(list, s)
	}
	return list
}

// A narrowed query is one with a choice of its results taken.
type narrowed struct {
	search.Query
	what  string
	count int
}

func narrowings(q search.Query, r search.Results) []narrowed {
	var list []narrowed
	add := func(what any, count int, change func(q *search.Query)) {
		n := narrowed{q, fmt.Sprint(what), count}
		change(&n.Query)
		list = append(list, n)
	}
	for _, c := range r.Facets.Sections {
		add(c.Value, c.Count, func(q *search.Query) { q.Section = c.Value })
	}
	for _, c := range r.Facets.Topics {
		add(c.Value, c.Count, func(q *search.Query) { q.Topic = c.Value })
	}
	for _, c := range r.Facets.Journalists {
		add(c.Value, c.Count, func(q *search.Query) { q.Journalist = c.Value })
	}
	for _, c := range r.Facets.Spans {
		add(c.Value, c.Count, func(q *search.Query) { q.From, q.To = c.Value.From, c.Value.To })
	}
	for _, c := range r.Elsewhere {
		add(c.Value, c.Count, func(q *search.Query) { q.Language = c.Value })
	}
	return list
}

func TestEveryChoiceFindsAsMuchAsItSays(t *testing.T) {
	onBoth(t, func(t *testing.T, desk opener) {
		d, _, _ := desk(t, filedStories(300)...)
		seen := 0
		var follow func(what string, q search.Query, depth int)
		follow = func(what string, q search.Query, depth int) {
			for i, n := range narrowings(q, find(t, d, q)) {
				seen++
				if got := find(t, d, n.Query); n.count > 0 && got.Total != n.count {
					t.Errorf("%s %s says %d and finds %d", what, n.what, n.count, got.Total)
				}
				if depth > 0 && i%4 == 0 {
					follow(what+" "+n.what, n.Query, depth-1)
				}
			}
		}
		follow("ferry", search.Query{Text: "ferry", Language: ilbo.English, Others: []ilbo.Language{ilbo.Korean}}, 2)
		if seen < 200 {
			t.Errorf("%d choices were looked at", seen)
		}
	})
}

func TestFacetsLeaveOutWhatDoesNotNarrow(t *testing.T) {
	stories := filedStories(40)
	for _, s := range stories {
		s.Section, s.Topics, s.Published = "national/law", []ilbo.TopicID{"same"}, now.Add(-time.Hour)
	}
	d, _, _ := engines["SQLite"](t, stories...)
	f := find(t, d, search.Query{Text: "ferry"}).Facets
	if len(f.Sections)+len(f.Spans)+len(f.Topics) > 0 || len(f.Journalists) == 0 {
		t.Errorf("all stories share a section, a day and a topic: %+v", f)
	}
	for _, text := range []string{"", "nowhere"} {
		if r := find(t, d, search.Query{Text: text}); len(r.Facets.Journalists) > 0 {
			t.Errorf("%q: %+v", text, r.Facets)
		}
	}
}

func TestWhatAnOperatorSaysIsNoFacet(t *testing.T) {
	d, _, _ := engines["SQLite"](t, filedStories(100)...)
	f := find(t, d, search.Query{Text: "ferry section:national from:2025"}).Facets
	if len(f.Sections)+len(f.Spans) > 0 || len(f.Topics) == 0 {
		t.Errorf("%+v", f)
	}
	r := find(t, d, search.Query{Text: "ferry lang:ko", Language: ilbo.English, Others: []ilbo.Language{ilbo.Korean}})
	if len(r.Elsewhere) > 0 || r.Total == 0 {
		t.Errorf("%d stories, and elsewhere %+v", r.Total, r.Elsewhere)
	}
}

func TestSpansOfMoreStoriesThanAreCountedGoOn(t *testing.T) {
	var stories []*ilbo.Story
	for i := range 1_100 {
		s := story(ilbo.StoryID(i+1), "Ferry sails", "")
		s.Published = now.Add(-time.Duration(i) * time.Hour)
		stories = append(stories, s)
	}
	stories[1_099].Published = now.AddDate(-3, 0, 0)
	d, _, _ := engines["SQLite"](t, stories...)
	q := search.Query{Text: "ferry"}
	r := find(t, d, q)
	spans := r.Facets.Spans
	if n := len(spans); !r.More || n < 2 || spans[n-1].Count != 0 || !spans[n-1].Value.From.IsZero() || !spans[n-1].Value.To.Equal(spans[n-2].Value.From) {
		t.Fatalf("%+v, more %v", spans, r.More)
	}
	q.To = spans[len(spans)-1].Value.To
	q.From = now.AddDate(-10, 0, 0)
	earlier := find(t, d, q)
	if got := earlier.Facets.Spans; len(got) != 2 || got[1].Count != 1 || got[1].Value.From.Year() != 2023 {
		t.Errorf("of what came before: %+v", got)
	}
	q = search.Query{Text: "ferry", From: now.AddDate(0, 0, -3), To: now.AddDate(0, 0, -1)}
	for _, c := range find(t, d, q).Facets.Spans {
		if c.Value.From.Before(q.From) || c.Value.To.After(q.To) {
			t.Errorf("a choice widens the search: %+v", c)
		}
	}
}
