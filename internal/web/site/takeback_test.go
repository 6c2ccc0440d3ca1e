package site_test

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

// marked is a story that says a word in every part of it.
func marked(word string) *ilbo.Story {
	fig := ilbo.Figure{Picture: ilbo.PictureID("picture" + word), Width: 1280, Height: 800, Alt: word + " alternative", Caption: word + " caption", Credit: word + " credit"}
	return &ilbo.Story{
		Language: ilbo.English, Section: "national/politics", Kicker: word + " kicker", Headline: word + " headline", Deck: word + " deck", Source: word + " source",
		Bylines: []ilbo.Byline{{Name: word + " writer"}, {Name: "Han Seo-yun", Journalist: "han-seo-yun"}}, Dateline: ilbo.Dateline{Place: word},
		Topics: []ilbo.TopicID{"han-river", ilbo.TopicID(word + "-topic")}, Lead: &fig,
		Body: ilbo.Body{
			{Kind: ilbo.Paragraph, Text: ilbo.Plain(word + " paragraph")},
			{Kind: ilbo.Gallery, Title: word + " gallery", Figures: []ilbo.Figure{fig, fig, fig}},
			{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: ilbo.FilmID("film" + word), Type: "video/webm", Width: 640, Height: 360, Duration: time.Second, Poster: fig}},
			{Kind: ilbo.TableKind, Table: &ilbo.Table{Rows: [][]string{{word + " cell"}}}},
			{Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "youtube", Ref: "abc", Title: word + " film"}},
		},
	}
}

// TestWhatIsTakenBackIsNowhere shows stories, lets every page be made and read,
// takes the stories back in every way, and looks for them in every byte.
func TestWhatIsTakenBackIsNowhere(t *testing.T) {
	p := newPaper(t)
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	const notice = "The editors took it back."
	public := map[string]func(id ilbo.StoryID) error{
		"zheld": func(id ilbo.StoryID) error {
			return p.desk.Hold(ctx, editor("An Editor"), id, "zheld reason")
		},
		"zembargoed": func(id ilbo.StoryID) error {
			return p.desk.Embargo(ctx, editor("An Editor"), id, p.now.Add(time.Hour), "zembargoed reason")
		},
		"zkilled": func(id ilbo.StoryID) error {
			return p.desk.Kill(ctx, editor("An Editor"), id, "zkilled reason", notice)
		},
	}
	stories := map[string]*ilbo.Story{}
	for word := range public {
		stories[word] = p.publish(marked(word))
		must(p.desk.Correct(ctx, editor("An Editor"), stories[word].ID, ilbo.Clarification, word+" correction"))
		must(p.store.AddReads(ctx, map[ilbo.StoryID]int{stories[word].ID: 1000}, p.now))
	}
	p.index()
	for _, path := range []string{"/", "/national", "/national/politics", "/topic/han-river", "/by/han-seo-yun", "/feed.xml", "/sitemap.xml", "/news-sitemap.xml", "/archive/2026/11/24"} {
		if _, _, body := p.get(path); path != "/sitemap.xml" && !strings.Contains(body, "zheld") {
			t.Errorf("public, the story is not on %s", path)
		}
	}
	var keys []ilbo.Key
	for word, hide := range public {
		must(hide(stories[word].ID))
		keys = append(keys, stories[word].Keys()...)
	}
	draft, spiked := marked("zdraft"), marked("zspiked")
	must(p.desk.File(ctx, editor("A Reporter"), draft))
	must(p.desk.File(ctx, editor("A Reporter"), spiked))
	must(p.desk.Spike(ctx, editor("An Editor"), spiked.ID, "zspiked reason"))
	stories["zdraft"], stories["zspiked"] = draft, spiked
	p.index()
	p.site.Stale(keys...)

	for path, body := range p.everything() {
		plain := strings.ToLower(html.UnescapeString(body))
		for word := range stories {
			if at := strings.Index(plain, word); at >= 0 {
				t.Errorf("%s shows the story that is %s: …%.80s", path, word[1:], plain[max(0, at-20):])
			}
		}
	}
	for word, s := range stories {
		if _, _, body := p.get("/search?q=" + word); strings.Contains(body, "<article") {
			t.Errorf("the search finds the story that is %s", word[1:])
		}
		if _, _, body := p.get("/topic/" + word + "-topic"); strings.Contains(body, "headline") && strings.Contains(body, word+" headline") {
			t.Errorf("its topic shows the story that is %s", word[1:])
		}
		for _, path := range []string{fmt.Sprintf("/cards/%d-x.jpg", s.ID), fmt.Sprintf("/cues/%d/1.vtt", s.ID)} {
			if status, _, _ := p.get(path); status != http.StatusNotFound {
				t.Errorf("of the story that is %s, %s answers %d", word[1:], path, status)
			}
		}
		if s.Path == "" {
			continue
		}
		want := http.StatusNotFound
		if word == "zkilled" {
			want = http.StatusGone
		}
		status, _, body := p.get(string(s.Path))
		if status != want || strings.Contains(strings.ToLower(body), word) || strings.Contains(body, notice) != (word == "zkilled") {
			t.Errorf("the address of the story that is %s answers %d, want %d, or shows too much", word[1:], status, want)
		}
	}
	for _, query := range []string{"headline", "caption", "paragraph", "politics"} {
		if _, _, body := p.get("/search?q=" + url.QueryEscape(query)); strings.Contains(body, "zheld") || strings.Contains(body, "zkilled") || strings.Contains(body, "zdraft") {
			t.Errorf("the search for %s finds what was taken back", query)
		}
	}
}
