package site_test

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/site"
)

var address = regexp.MustCompile(`(?:\s(?:href|src|action)="|<loc>|<link>|"url":")(?:https://seorak\.example)?(/[^"<]*)`)

// everything walks the whole site: pages, feeds, sitemaps, cards.
func (p *paper) everything() map[string]string {
	p.t.Helper()
	bodies := map[string]string{}
	todo := []string{"/", "/ko/", "/feed.xml", "/atom.xml", "/feed.json", "/ko/feed.xml", "/ko/atom.xml", "/ko/feed.json", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/llms.txt", "/no/such/page"}
	for len(todo) > 0 {
		path := todo[0]
		todo = todo[1:]
		path, _, _ = strings.Cut(path, "#")
		if _, known := bodies[path]; known || strings.HasPrefix(path, "/pictures/") {
			continue
		}
		_, _, body := p.get(path)
		bodies[path] = body
		for _, m := range address.FindAllStringSubmatch(body, -1) {
			todo = append(todo, html.UnescapeString(m[1]))
		}
	}
	if len(bodies) < 300 {
		p.t.Fatalf("only %d addresses were found", len(bodies))
	}
	return bodies
}

// TestWhatMayNotBeSeenIsNowhere looks for every story that the public may not
// see, in every byte that the site gives out.
func TestWhatMayNotBeSeenIsNowhere(t *testing.T) {
	p := newPaper(t)
	secret := map[string]string{}
	for _, s := range p.sample.Stories {
		if s.Visible(p.now) {
			continue
		}
		secret[s.Headline] = s.Name
		secret[strings.TrimSpace(firstSentence(s.Body.Text()))] = s.Name
	}
	if len(secret) < 8 {
		t.Fatalf("the sample has too little to hide: %d texts", len(secret))
	}
	for path, body := range p.everything() {
		plain := html.UnescapeString(body)
		for text, name := range secret {
			if strings.Contains(plain, text) || strings.Contains(body, html.EscapeString(text)) {
				t.Errorf("%s shows %q of %s", path, text, name)
			}
		}
	}
	for text, name := range secret {
		if _, _, body := p.get("/search?q=" + url.QueryEscape(text)); strings.Contains(body, "<article") && strings.Contains(html.UnescapeString(regexp.MustCompile(`</?mark>`).ReplaceAllString(body[strings.Index(body, "<article"):], "")), text) {
			t.Errorf("the search for it finds %s", name)
		}
	}
}

func firstSentence(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

func TestAnEmbargoLiftsByItself(t *testing.T) {
	p := newPaper(t)
	i := slices.IndexFunc(p.sample.Stories, func(s testStory) bool { return s.Embargo != nil && s.Language == ilbo.English })
	stored, err := p.store.Foreign(context.Background(), p.sample.Stories[i].Foreign)
	if err != nil {
		t.Fatal(err)
	}
	if status, _, _ := p.get(string(stored.Path)); status != http.StatusNotFound {
		t.Fatalf("before the embargo lifts its address answers %d", status)
	}
	p.now = stored.Embargo.Until
	p.site.Stale(stored.Keys()...)
	if status, _, _ := p.get(string(stored.Path)); status != http.StatusOK {
		t.Errorf("when the embargo lifts its address answers %d", status)
	}
}

func TestAKilledStoryLeavesItsNotice(t *testing.T) {
	p := newPaper(t)
	s := p.publish(&ilbo.Story{Language: ilbo.English, Section: "national", Headline: "The herring minister resigns", Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Nobody had told the herring.")}}})
	if status, _, _ := p.get(string(s.Path)); status != http.StatusOK {
		t.Fatalf("published, it answers %d", status)
	}
	kill := ilbo.Kill{By: "An Editor", At: p.now, Reason: "wrong minister", Notice: "We named the wrong minister."}
	if err := p.desk.Kill(context.Background(), editor(kill.By), s.ID, kill.Reason, kill.Notice); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(s.Keys()...)
	status, _, body := p.get(string(s.Path))
	if status != http.StatusGone || !strings.Contains(body, kill.Notice) {
		t.Errorf("killed, it answers %d and its notice is there: %v", status, strings.Contains(body, kill.Notice))
	}
	for _, text := range []string{"herring", "wrong minister\"", kill.Reason + "<"} {
		if strings.Contains(body, text) {
			t.Errorf("the page of a killed story says %q", text)
		}
	}
	if _, _, feed := p.get("/feed.xml"); strings.Contains(feed, "herring") {
		t.Error("the feed still has it")
	}
}

// A topic that only unpublished stories have is told to nobody, not even its name.
func TestATopicWithoutAStoryIsNowhere(t *testing.T) {
	p := newPaper(t)
	err := p.store.PutTopics(context.Background(), []ilbo.Topic{{ID: "secret-merger", Name: ilbo.Words{ilbo.English: "Secret merger", ilbo.Korean: "비밀 합병"}}})
	if err != nil {
		t.Fatal(err)
	}
	s := &ilbo.Story{Language: ilbo.Korean, Section: "national", Headline: "둘이 하나로", Topics: []ilbo.TopicID{"secret-merger"}, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("본문.")}}}
	if err := p.desk.File(context.Background(), editor("A Reporter"), s); err != nil {
		t.Fatal(err)
	}
	shown := func(want bool) {
		t.Helper()
		for _, path := range []string{"/topic/secret-merger", "/ko/topic/secret-merger", "/topic/secret-merger/feed.xml", "/sitemaps/pages.xml", "/search?q=council&topic=secret-merger"} {
			if status, _, body := p.get(path); strings.Contains(body, "Secret merger") || strings.Contains(body, "비밀 합병") || strings.Contains(body, "secret-merger<") {
				if !want {
					t.Errorf("%s (%d) tells of the topic", path, status)
				}
			} else if want {
				t.Errorf("%s (%d) does not tell of the topic", path, status)
			}
		}
	}
	shown(false)
	if err := p.desk.Publish(context.Background(), editor("An Editor"), s.ID, ilbo.Printing{}); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(s.Keys()...)
	shown(true)
	if err := p.desk.Hold(context.Background(), editor("An Editor"), s.ID, "not yet"); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(s.Keys()...)
	shown(false)
}

// The names of topics and journalists are kept, and not for longer than they are so.
func TestATopicThatIsRenamedIsToldByItsNewName(t *testing.T) {
	p := newPaper(t)
	s := p.publish(&ilbo.Story{Language: ilbo.English, Section: "national", Headline: "Ice on the river", Topics: []ilbo.TopicID{"winter"},
		Bylines: []ilbo.Byline{{Name: "Guest", Journalist: "kim-bo-ra"}}, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("A thin ice.")}}})
	for _, name := range []string{"Winter", "The cold"} {
		if err := p.store.PutTopics(t.Context(), []ilbo.Topic{{ID: "winter", Name: ilbo.Words{ilbo.English: name}}}); err != nil {
			t.Fatal(err)
		}
		p.site.Stale(ilbo.KeyFurniture)
		for _, path := range []string{string(s.Path), "/search?q=ice&topic=winter"} {
			for range 2 { // the second time of what is kept
				if status, _, body := p.get(path); !strings.Contains(body, ">"+name+"<") {
					t.Errorf("%s (%d) does not tell of %s", path, status, name)
				}
				p.site.Stale(s.Keys()...)
			}
		}
	}
}

func TestAddresses(t *testing.T) {
	p := newPaper(t)
	moved := p.publish(&ilbo.Story{Language: ilbo.English, Section: "sports", Headline: "An old story moves house", Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("It did.")}}})
	if err := p.store.Redirect(context.Background(), "/old/?id=7", moved.ID); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]struct {
		status   int
		location string
	}{
		"/": {200, ""}, "/ko/": {200, ""}, "/ko": {301, "/ko/"}, "/national/": {301, "/national"}, "/ko/national/": {301, "/ko/national"},
		"/national": {200, ""}, "/national/politics": {200, ""}, "/nowhere": {404, ""}, "/national/nowhere": {404, ""}, "/en/": {301, "/en"}, "/en": {404, ""},
		"/archive": {200, ""}, "/archive/2026/11": {200, ""}, "/archive/2026/11/24": {200, ""}, "/archive/1999/01": {404, ""}, "/archive/2026/13": {404, ""},
		"/national/archive": {200, ""}, "/national/archive/2026/11": {200, ""}, "/nowhere/archive": {404, ""},
		"/topic/han-river": {200, ""}, "/topic/none": {404, ""}, "/by/han-seo-yun": {200, ""}, "/by/nobody": {404, ""},
		"/epaper": {200, ""}, "/epaper/2026-11-24": {200, ""}, "/epaper/1999-01-01": {404, ""}, "/epaper/x": {404, ""},
		"/search": {200, ""}, "/search?q=": {200, ""}, "/search?q=%00%ff&page=-1&from=x": {200, ""},
		"/old/?id=7": {301, string(moved.Path)}, "/old?id=8": {404, ""}, "/national/2026/11/24/none": {404, ""},
		"/pictures/x": {404, ""}, "/pictures/" + strings.Repeat("a", 32) + "/333.jpg": {404, ""}, "/pictures/" + strings.Repeat("a", 32) + "/640.jpg": {200, ""},
		"/cards/0.jpg": {404, ""}, "/cards/paper.en.jpg": {200, ""}, "/cards/paper.fr.jpg": {404, ""}, "/cues/1/9.vtt": {404, ""},
		"/manifest.webmanifest": {200, ""}, "/ko/manifest.webmanifest": {200, ""}, "/sw.js": {200, ""}, "/ko/sw.js": {404, ""}, "/feed.exe": {404, ""},
		"/nowhere/feed.xml": {404, ""}, "/sitemaps/stories-9.xml": {404, ""},
	} {
		status, header, _ := p.get(path)
		if status != want.status || header.Get("Location") != want.location {
			t.Errorf("%s: got %d %q, want %d %q", path, status, header.Get("Location"), want.status, want.location)
		}
	}
}

func TestOnlyReadingIsAllowed(t *testing.T) {
	p := newPaper(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "TRACE"} {
		r, _ := http.NewRequest(method, "/national", nil)
		if status, header, _ := p.ask(r); status != http.StatusMethodNotAllowed || header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: got %d, Allow %q", method, status, header.Get("Allow"))
		}
	}
}

func TestReadsAnswerTheSameWhateverIsSent(t *testing.T) {
	p := newPaper(t)
	for _, body := range []string{"1", "999999", "-1", "x", "", strings.Repeat("9", 1000)} {
		r, _ := http.NewRequest("POST", "/reads", strings.NewReader(body))
		r.RemoteAddr = "192.0.2.1:1"
		if status, _, _ := p.ask(r); status != http.StatusNoContent {
			t.Errorf("%.20q: got %d", body, status)
		}
	}
}

func TestPagesOfOneDayGrowOldAtMidnight(t *testing.T) {
	p := newPaper(t)
	_, _, today := p.get("/")
	p.now = p.now.Add(24 * time.Hour)
	p.site.Stale("day")
	if _, _, tomorrow := p.get("/"); today == tomorrow || !strings.Contains(tomorrow, "Wednesday, November 25, 2026") {
		t.Error("the nameplate shows yesterday's date")
	}
}

// TestEveryFormIsAddressedOnce keeps two families from having one form, of which
// one would never be found.
func TestEveryFormIsAddressedOnce(t *testing.T) {
	forms := site.Forms()
	if len(slices.Compact(slices.Clone(forms))) != len(forms) || len(forms) < 40 {
		t.Errorf("got %d forms: %v", len(forms), forms)
	}
}
