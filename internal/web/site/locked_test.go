package site_test

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/site"
)

// readers knows two tokens.
type readers struct{}

func (readers) Standing(_ context.Context, token string) (ilbo.Standing, error) {
	switch token {
	case "subscriber":
		return ilbo.Standing{Reader: 1, Entitled: ilbo.ToStories}, nil
	case "reader":
		return ilbo.Standing{Reader: 2, Entitled: ilbo.ToEPaper}, nil
	case "weekly":
		return ilbo.Standing{Reader: 3, Entitled: ilbo.ToWeekly}, nil
	case "ill":
		return ilbo.Standing{}, ilbo.Internal
	}
	return ilbo.Standing{}, nil
}

type library struct{}

func (library) ByNetwork(a netip.Addr, _ time.Time) ilbo.Entitlement {
	if a == netip.MustParseAddr("192.0.2.1") { // whom httptest has ask
		return 0
	}
	if a == netip.MustParseAddr("198.51.100.7") {
		return ilbo.ToStories
	}
	return 0
}

// crawlers are proven who come from one address.
type crawlers struct{}

func (crawlers) Proven(_ context.Context, agent string, a netip.Addr) bool {
	return agent == "Goodbot" && a == netip.MustParseAddr("198.51.100.20")
}

func gatehouse(free int) *site.Gatehouse {
	return &site.Gatehouse{Meter: &circulation.Meter{Free: free, More: free + 1, Zone: time.UTC}, Readers: readers{}, Networks: library{}, Crawlers: crawlers{}, Base: base}
}

// TestLockedCopyIsNowhere publishes stories whose every part behind the opening
// has a word of its own, and looks for these words in every byte that the site
// gives to strangers.
func TestLockedCopyIsNowhere(t *testing.T) {
	p := newPaperBehind(t, gatehouse(0))
	for i, access := range []ilbo.Access{ilbo.Metered, ilbo.Subscribers} {
		for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
			p.publish(secretStory(access, l, i, p.now))
		}
	}
	free := p.publish(secretStory(ilbo.Free, ilbo.English, 9, p.now))
	p.index()
	p.now = p.now.Add(time.Minute)
	seen := p.everything()
	for _, q := range []string{"zqlocked", "zqopen", "zqheadline", "zqlo", "비밀열쇠"} {
		for _, prefix := range []string{"", "/ko"} {
			for _, path := range []string{"/search?q=", "/search/suggest?q="} {
				path = prefix + path + url.QueryEscape(q)
				_, _, seen[path] = p.get(path)
			}
		}
	}
	for id := range 400 { // subtitles have addresses that anybody can guess
		path := fmt.Sprintf("/cues/%d/1.vtt", id)
		_, _, seen[path] = p.get(path)
	}
	opened := 0
	for path, body := range seen {
		plain := strings.ToLower(html.UnescapeString(body))
		opened += strings.Count(plain, "zqopen")
		if path == string(free.Path) || strings.Contains(path, "/search") && strings.Contains(path, "zqlo") {
			continue // this one is free, and a search says what it was asked
		}
		for rest := plain; ; {
			at := strings.Index(rest, "zqlocked")
			if at < 0 {
				break
			}
			word, _, _ := strings.Cut(rest[at:]+" ", " ")
			if rest = rest[at+1:]; !strings.Contains(word, "x9") { // the free story's
				t.Errorf("%s gives away %.40s", path, word)
				break
			}
		}
	}
	if opened < 10 {
		t.Errorf("openings were seen %d times: the walk did not come by the stories", opened)
	}
}

// secretStory has zqopen in its opening, and zqlocked everywhere behind it.
func secretStory(access ilbo.Access, l ilbo.Language, n int, now time.Time) *ilbo.Story {
	word := 0
	secret := func() string {
		word++
		return fmt.Sprintf("zqlockedx%dw%d 비밀열쇠", n, word)
	}
	in := func() ilbo.Inline { return ilbo.Plain(secret()) }
	figure := func() ilbo.Figure {
		return ilbo.Figure{Picture: ilbo.PictureID(fmt.Sprintf("%032x", n*1000+word)), Caption: secret(), Credit: secret(), Alt: secret(), Width: 1200, Height: 800}
	}
	return &ilbo.Story{
		Language: l, Section: "national", Slug: ilbo.Slug(fmt.Sprintf("secret-%s-%d", l, n)), Headline: fmt.Sprintf("zqheadline %d", n), Access: access,
		Bylines: []ilbo.Byline{{Name: "A Reporter"}}, Filed: now,
		Body: ilbo.Body{
			{Kind: ilbo.Paragraph, Text: ilbo.Plain("zqopen begins it.")},
			{Kind: ilbo.Paragraph, Text: append(in(), ilbo.Span{Text: " " + secret(), Href: "https://elsewhere.example/" + fmt.Sprint(n)})},
			{Kind: ilbo.Subhead, Text: in()},
			{Kind: ilbo.Quote, Text: in(), By: secret()},
			{Kind: ilbo.PullQuote, Text: in(), By: secret()},
			{Kind: ilbo.List, Items: []ilbo.Inline{in(), in()}},
			{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{figure()}},
			{Kind: ilbo.Gallery, Title: secret(), Figures: []ilbo.Figure{figure(), figure()}},
			{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: "f", Poster: figure(), Duration: time.Minute, Cues: []ilbo.Cue{{From: 0, To: time.Second, Text: secret()}}}},
			{Kind: ilbo.TableKind, Title: secret(), Table: &ilbo.Table{Head: []string{secret(), secret()}, Rows: [][]string{{secret(), secret()}}, Source: secret()}},
			{Kind: ilbo.FactBox, Title: secret(), Blocks: []ilbo.Block{{Kind: ilbo.Paragraph, Text: in()}}},
			{Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "youtube", Ref: "dQw4w9WgXcQ", Title: secret()}},
			{Kind: ilbo.Paragraph, Text: ilbo.Plain(strings.Repeat("And on it goes. ", 20) + secret())},
		},
	}
}

func TestWhoReadsLockedStories(t *testing.T) {
	metered, subscribers := ilbo.Metered, ilbo.Subscribers
	for name, c := range map[string]struct {
		access ilbo.Access
		cookie string
		from   string // and, behind a space, what it calls itself
		free   int
		want   bool
	}{
		"a stranger, no meter":               {metered, "", "", 0, false},
		"a stranger, with a meter":           {metered, "", "", 1, true},
		"the meter is not for these":         {subscribers, "", "", 5, false},
		"a subscriber":                       {subscribers, "subscriber", "", 0, true},
		"a subscriber, metered":              {metered, "subscriber", "", 0, true},
		"a reader without that right":        {subscribers, "reader", "", 5, false},
		"an account has one more":            {metered, "reader", "", 0, true},
		"a forged session":                   {subscribers, "subscriber2", "", 0, false},
		"sessions cannot be asked for":       {subscribers, "ill", "", 0, false},
		"from a network that subscribes":     {subscribers, "", "198.51.100.7:99", 0, true},
		"from another network":               {subscribers, "", "198.51.100.8:99", 0, false},
		"a stranger cannot say where from":   {subscribers, "", "203.0.113.9:99", 0, false},
		"a crawler that is let in":           {subscribers, "", "198.51.100.20:99 Goodbot", 0, true},
		"one that is not proven":             {subscribers, "", "198.51.100.21:99 Goodbot", 0, false},
		"a crawler and the meter":            {metered, "", "198.51.100.20:99 Goodbot", 5, true},
		"a proxy of this machine is trusted": {subscribers, "", "127.0.0.1:99", 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPaperBehind(t, gatehouse(c.free))
			s := p.publish(secretStory(c.access, ilbo.English, 1, p.now))
			r := httptest.NewRequest("GET", string(s.Path), nil)
			r.Header.Set("X-Forwarded-For", "198.51.100.7")
			if c.from != "" {
				r.RemoteAddr, c.from, _ = strings.Cut(c.from, " ")
				r.Header.Set("User-Agent", c.from)
			}
			if c.cookie != "" {
				r.AddCookie(&http.Cookie{Name: "__Host-ilbo-reader", Value: c.cookie})
			}
			status, h, body := p.ask(r)
			if got := strings.Contains(body, "zqlocked"); status != http.StatusOK || got != c.want {
				t.Errorf("status %d, the whole story: %v", status, got)
			}
			if got := strings.Contains(body, `class="wall"`); got == c.want {
				t.Errorf("the wall stands: %v", got)
			}
			if !strings.Contains(body, `"isAccessibleForFree":false`) || !strings.Contains(body, `"hasPart":{"@type":"WebPageElement","cssSelector":".story__body","isAccessibleForFree":false}`) {
				t.Error("search engines are not told what is locked")
			}
			if h.Get("Cache-Control") != "private, no-cache" {
				t.Errorf("Cache-Control %q", h.Get("Cache-Control"))
			}
			if c.from == "Goodbot" && h.Get("Set-Cookie") != "" {
				t.Error("a crawler gets a card")
			}
			if hit := httptest.NewRecorder(); !p.site.Cache().Hit(hit, r) || strings.Contains(hit.Body.String(), "zqlocked") != c.want {
				t.Error("from memory it is another page")
			}
		})
	}
}

// The wall of a metered story says what an account without a subscription is good
// for, where it is good for anything.
func TestWallSaysWhatAnAccountOpens(t *testing.T) {
	const say = "With a free account you read 1 a month"
	p := newPaperBehind(t, gatehouse(0))
	metered, sold := p.publish(secretStory(ilbo.Metered, ilbo.English, 1, p.now)), p.publish(secretStory(ilbo.Subscribers, ilbo.English, 2, p.now))
	same := newPaperBehind(t, &site.Gatehouse{Meter: &circulation.Meter{Zone: time.UTC}, Readers: readers{}, Networks: library{}, Crawlers: crawlers{}, Base: base})
	here := same.publish(secretStory(ilbo.Metered, ilbo.English, 1, same.now))
	for _, c := range []struct {
		p    *paper
		s    *ilbo.Story
		want bool
	}{{p, metered, true}, {p, sold, false}, {same, here, false}} {
		if _, _, body := c.p.get(string(c.s.Path)); !strings.Contains(body, `class="wall"`) || strings.Contains(body, say) != c.want {
			t.Errorf("%s: the wall says what an account opens: %v", c.s.Path, !c.want)
		}
	}
}

func TestMeterGoesWithTheBrowser(t *testing.T) {
	p := newPaperBehind(t, gatehouse(2))
	var paths []string
	for i := range 4 {
		paths = append(paths, string(p.publish(secretStory(ilbo.Metered, ilbo.English, i, p.now)).Path))
	}
	jar := map[string]string{}
	read := func(path string, more ...*http.Cookie) bool {
		r := httptest.NewRequest("GET", path, nil)
		for name, value := range jar {
			r.AddCookie(&http.Cookie{Name: name, Value: value})
		}
		for _, c := range more {
			r.AddCookie(c)
		}
		w := httptest.NewRecorder()
		if !p.site.Cache().Hit(w, r) {
			p.site.ServeHTTP(w, r)
		}
		for _, c := range w.Result().Cookies() {
			if !c.Secure || c.Path != "/" || c.HttpOnly != (c.Name == "ilbo-meter") || c.SameSite != http.SameSiteLaxMode {
				t.Errorf("cookie %v", c)
			}
			if jar[c.Name] = c.Value; c.Value == "" {
				delete(jar, c.Name)
			}
		}
		return strings.Contains(w.Body.String(), "zqlocked")
	}
	for i, c := range []struct {
		path int
		want bool
		left string
	}{{0, true, "1.2"}, {0, true, "1.2"}, {1, true, "2.2"}, {2, false, "2.2"}, {0, true, "2.2"}, {1, true, "2.2"}, {3, false, "2.2"}} {
		if got := read(paths[c.path]); got != c.want || jar["ilbo-read"] != c.left {
			t.Errorf("step %d: read %v, %s", i, got, jar["ilbo-read"])
		}
	}
	if !read(paths[2], &http.Cookie{Name: "__Host-ilbo-reader", Value: "reader"}) {
		t.Error("an account does not read one more")
	}
	if !read(paths[3], &http.Cookie{Name: "__Host-ilbo-reader", Value: "subscriber"}) || jar["ilbo-read"] != "" {
		t.Error("a subscriber is told of the meter")
	}
	p.now = p.now.AddDate(0, 1, 0)
	if !read(paths[3]) || jar["ilbo-read"] != "1.2" {
		t.Errorf("the next month begins with %q", jar["ilbo-read"])
	}
}

// Who asks for a story's header alone has not read it: programs that check links do.
func TestMeterCountsWhatIsRead(t *testing.T) {
	p := newPaperBehind(t, gatehouse(1))
	r := httptest.NewRequest("HEAD", string(p.publish(secretStory(ilbo.Metered, ilbo.English, 1, p.now)).Path), nil)
	if status, h, _ := p.ask(r); status != http.StatusOK || h.Get("Set-Cookie") != "" {
		t.Errorf("status %d, with the cookie %q", status, h.Get("Set-Cookie"))
	}
}

func TestStoryIsGivenToAFriend(t *testing.T) {
	gate := gatehouse(0)
	p := newPaperBehind(t, gate)
	gate.Gifts = &circulation.Gifts{Store: p.store, Clock: func() time.Time { return p.now }}
	s, other := p.publish(secretStory(ilbo.Subscribers, ilbo.English, 1, p.now)), p.publish(secretStory(ilbo.Subscribers, ilbo.English, 2, p.now))
	free := p.publish(secretStory(ilbo.Free, ilbo.English, 3, p.now))
	give := func(id ilbo.StoryID, session string, header ...string) (int, string) {
		r := httptest.NewRequest("POST", "/gift", strings.NewReader(fmt.Sprintf("story=%d", id)))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		r.AddCookie(&http.Cookie{Name: "__Host-ilbo-reader", Value: session})
		status, h, body := p.ask(r)
		if status < 400 && h.Get("Cache-Control") != "no-store" {
			t.Errorf("the page with a link may be kept: %s", h.Get("Cache-Control"))
		}
		_, link, _ := strings.Cut(body, `value="`+base)
		link, _, _ = strings.Cut(link, `"`)
		return status, html.UnescapeString(link)
	}
	for what, c := range map[string]struct {
		id      ilbo.StoryID
		session string
		header  []string
		want    int
	}{
		"a stranger":              {s.ID, "", nil, http.StatusForbidden},
		"a reader":                {s.ID, "reader", nil, http.StatusForbidden},
		"what is free":            {free.ID, "subscriber", nil, http.StatusNotFound},
		"what there is not":       {99_999, "subscriber", nil, http.StatusNotFound},
		"from another site":       {s.ID, "subscriber", []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		"from another site, old":  {s.ID, "subscriber", []string{"Origin", "https://evil.example"}, http.StatusForbidden},
		"a subscriber, as wanted": {s.ID, "subscriber", []string{"Sec-Fetch-Site", "same-origin"}, http.StatusOK},
	} {
		if status, link := give(c.id, c.session, c.header...); status != c.want || (link != "") != (status == http.StatusOK) {
			t.Errorf("%s: status %d, link %q", what, status, link)
		}
	}
	_, link := give(s.ID, "subscriber")
	_, token, _ := strings.Cut(link, "?gift=")
	open := func(link string, more ...*http.Cookie) (int, *http.Cookie) {
		r := httptest.NewRequest("GET", link, nil)
		for _, c := range more {
			r.AddCookie(c)
		}
		w := httptest.NewRecorder()
		p.site.ServeHTTP(w, r)
		for _, c := range w.Result().Cookies() {
			if c.Name == "ilbo-gift" {
				return w.Code, c
			}
		}
		return w.Code, nil
	}
	status, cookie := open(link)
	if status != http.StatusSeeOther || cookie == nil || cookie.Path != string(s.Path) || !cookie.HttpOnly || !cookie.Secure {
		t.Fatalf("the link answers %d with %v", status, cookie)
	}
	reads := func(path ilbo.Path) bool {
		r := httptest.NewRequest("GET", string(path), nil)
		r.AddCookie(cookie)
		_, _, body := p.ask(r)
		return strings.Contains(body, "zqlocked")
	}
	if !reads(s.Path) || reads(other.Path) {
		t.Error("the gift opens another story than its own, or not that")
	}
	opened := func() int {
		list, err := p.store.Gifts(t.Context(), 1)
		if err != nil || len(list) != 1 {
			t.Fatalf("gifts %v, %v", list, err)
		}
		return list[0].Opened
	}
	open(link, cookie)
	if n := opened(); n != 1 {
		t.Errorf("opened again in one browser it counts %d", n)
	}
	for _, bad := range []string{string(other.Path) + "?gift=" + token, string(s.Path) + "?gift=Q" + token[1:]} {
		if status, c := open(bad); status != http.StatusSeeOther || c != nil {
			t.Errorf("%s: %d, %v", bad, status, c)
		}
	}
	for range 100 {
		open(link)
	}
	if _, c := open(link); c != nil || opened() != 100 {
		t.Errorf("it was opened %d times", opened())
	}
	p.now = p.now.AddDate(0, 0, 14)
	if reads(s.Path) {
		t.Error("a gift that is over opens its story")
	}
}

// feedKeys knows those of a subscriber and of somebody whose subscription ended.
type feedKeys struct{}

func (feedKeys) Holder(_ context.Context, key string) (ilbo.Standing, error) {
	switch key {
	case "good":
		return ilbo.Standing{Reader: 1, Entitled: ilbo.ToStories}, nil
	case "lapsed":
		return ilbo.Standing{Reader: 2}, nil
	}
	return ilbo.Standing{}, ilbo.NotFound
}

func TestPrivateFeedsHaveTheWhole(t *testing.T) {
	gate := gatehouse(0)
	gate.FeedKeys = feedKeys{}
	p := newPaperBehind(t, gate)
	s := secretStory(ilbo.Subscribers, ilbo.English, 1, p.now)
	s.Topics, s.Section = []ilbo.TopicID{"ferries"}, "sports"
	if err := p.store.PutTopics(t.Context(), []ilbo.Topic{{ID: "ferries", Name: ilbo.Words{"en": "Ferries"}}}); err != nil {
		t.Fatal(err)
	}
	p.publish(s)
	for _, name := range []string{"feed.xml", "atom.xml", "feed.json"} {
		for path, want := range map[string]bool{
			"/feeds/good/": true, "/feeds/good/sports/": true, "/feeds/good/topic/ferries/": true, "/ko/feeds/good/": false,
			"/feeds/lapsed/": false, "/": false, "/sports/": false,
		} {
			status, h, body := p.get(path + name)
			if status != http.StatusOK || strings.Contains(body, "zqlocked") != want {
				t.Errorf("%s%s: status %d, the whole story: %v", path, name, status, !want)
			}
			if own := strings.Contains(path, "/feeds/"); own != (h.Get("Cache-Control") == "private, no-cache") || own && h.Get("Referrer-Policy") != "no-referrer" {
				t.Errorf("%s%s: %s", path, name, h.Get("Cache-Control"))
			}
			if strings.Contains(body, "/feeds/") {
				t.Errorf("%s%s tells its own address", path, name)
			}
		}
	}
	for _, path := range []string{"/feeds/other/feed.xml", "/feeds/good/", "/feeds/good", "/feeds/good/none.xml", "/feeds/good/none/feed.xml", "/feeds//feed.xml", "/feeds/good/2026/11/24/x/feed.xml", "/feeds/" + strings.Repeat("x", 5000) + "/feed.xml"} {
		if status, _, _ := p.get(path); status != http.StatusNotFound {
			t.Errorf("%.40s: status %d", path, status)
		}
	}
}

func TestStoryThatIsLockedLaterIsLockedAtOnce(t *testing.T) {
	p := newPaperBehind(t, gatehouse(0))
	s := p.publish(secretStory(ilbo.Free, ilbo.English, 1, p.now))
	if _, _, body := p.get(string(s.Path)); !strings.Contains(body, "zqlocked") {
		t.Fatal("the free story is not read")
	}
	s.Access = ilbo.Subscribers
	if err := p.desk.Revise(t.Context(), editor("An Editor"), s); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(s.Keys()...)
	if _, _, body := p.get(string(s.Path)); strings.Contains(body, "zqlocked") {
		t.Error("it is read still")
	}
}

func BenchmarkAdmit(b *testing.B) {
	g := gatehouse(5)
	g.Clock = func() time.Time { return time.Date(2026, 11, 5, 12, 0, 0, 0, time.UTC) }
	for name, cookie := range map[string]string{
		"subscriber": "__Host-ilbo-reader=subscriber",
		"meter":      "a=b; ilbo-meter=" + g.Meter.Read("", 7, false, g.Clock()).Card,
	} {
		b.Run(name, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/", nil)
			r.Header.Set("Cookie", cookie)
			b.ReportAllocs()
			for b.Loop() {
				if !g.Admit(r, cache.Gate{Story: 7, Access: ilbo.Metered}).Behind {
					b.Fatal("not admitted")
				}
			}
		})
	}
}
