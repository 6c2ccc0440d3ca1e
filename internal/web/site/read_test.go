package site_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/front"
	"ilbo.press/internal/web/site"
)

// A browser reads pages, keeps cookies and tells how it read.
type browser struct {
	p       *paper
	from    string // address; empty: that of whom httptest has ask
	agent   string
	header  map[string]string
	cookies map[string]string
}

func (b *browser) do(method, path, body string) string {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("User-Agent", b.agent)
	if b.from != "" {
		r.RemoteAddr = b.from
	}
	for name, value := range b.header {
		r.Header.Set(name, value)
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	b.p.site.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if b.cookies == nil {
			b.cookies = map[string]string{}
		}
		b.cookies[c.Name] = c.Value
	}
	return w.Body.String()
}

func (b *browser) tells(format string, args ...any) {
	b.do("POST", "/reads", fmt.Sprintf(format, args...))
}

// A tally keeps what is counted at the meter.
type tally map[string]int

func (t tally) Step(c ilbo.MeterCount) { t[fmt.Sprintf("%s %d %s", c.Day, c.Story, c.Step)] += c.N }

func TestWhereTheMeterLeadsIsCountedOnce(t *testing.T) {
	gate, steps := gatehouse(1), tally{}
	gate.Steps = steps
	p := newPaperBehind(t, gate)
	var stories []*ilbo.Story
	for i, access := range []ilbo.Access{ilbo.Metered, ilbo.Metered, ilbo.Subscribers} {
		stories = append(stories, p.publish(secretStory(access, ilbo.English, i, p.now)))
	}
	p.now = p.now.Add(time.Minute)
	one, two, three := stories[0], stories[1], stories[2]
	day := p.now.Format(time.DateOnly)
	want := func(what string, lines ...string) {
		t.Helper()
		all := tally{}
		for _, line := range lines {
			all[day+" "+line]++
		}
		if fmt.Sprint(steps) != fmt.Sprint(all) {
			t.Errorf("%s: counted %v, want %v", what, steps, all)
		}
	}
	b := &browser{p: p, agent: "Firefox"}
	b.tells("%d wall", two.ID)
	want("a door that is open")
	b.do("GET", string(one.Path), "")
	b.tells("%d", one.ID)
	last := fmt.Sprintf("%d last", one.ID)
	want("the last free story", last)
	b.tells("%d", one.ID)
	want("read again", last)
	b.do("GET", string(two.Path), "")
	b.tells("%d wall", two.ID)
	door := fmt.Sprintf("%d door", two.ID)
	want("the door", last, door)
	b.tells("%d wall", three.ID)
	b.tells("%d wall", two.ID)
	want("another door that month", last, door)
	if card := b.cookies["ilbo-meter"]; strings.Count(card, ".") != 1 || !strings.Contains(b.do("GET", string(one.Path), ""), "zqlocked") {
		t.Errorf("the card is lost: %s", card)
	}
	b.cookies["__Host-ilbo-reader"] = "subscriber"
	b.tells("%d", three.ID)
	subscribed := fmt.Sprintf("%d subscribed", two.ID)
	want("subscribed", last, door, subscribed)
	b.tells("%d", one.ID)
	want("reads on", last, door, subscribed)

	stranger := &browser{p: p, agent: "Safari"}
	stranger.cookies = map[string]string{"ilbo-meter": "AAAA.BBBB", "__Host-ilbo-reader": "subscriber"}
	stranger.tells("%d", three.ID)
	want("a subscriber who never met the meter", last, door, subscribed)
	for range 5 {
		(&browser{p: p, agent: "Opera"}).tells("%d wall", three.ID)
	}
	want("one who keeps no cookies, again and again", last, door, subscribed, fmt.Sprintf("%d door", three.ID))
	w := httptest.NewRecorder()
	r := httptest.NewRequest("POST", "/account/enter", nil)
	b.cookies = nil
	b.agent = "Another"
	b.tells("%d wall", three.ID)
	r.AddCookie(&http.Cookie{Name: "ilbo-meter", Value: b.cookies["ilbo-meter"]})
	gate.Went(w, r, ilbo.JoinedIn)
	if n := steps[fmt.Sprintf("%s %d account", day, three.ID)]; n != 1 || w.Header().Get("Set-Cookie") == "" {
		t.Errorf("an account is counted %d times, with %q", n, w.Header().Get("Set-Cookie"))
	}
	(*site.Gatehouse)(nil).Went(w, r, ilbo.JoinedIn) // a paper that locks nothing
}

// TestWhoAsksNotToBeCountedIsNot tells what may not be counted: of browsers that ask
// for that, of programs, of other sites' pages, of stories that readers do not see,
// and what no page tells.
func TestWhoAsksNotToBeCountedIsNot(t *testing.T) {
	gate, steps := gatehouse(0), tally{}
	gate.Steps = steps
	p := newPaperBehind(t, gate)
	s := p.publish(secretStory(ilbo.Subscribers, ilbo.English, 0, p.now))
	draft := secretStory(ilbo.Subscribers, ilbo.English, 1, p.now)
	if err := p.desk.File(t.Context(), editor("A Reporter"), draft); err != nil {
		t.Fatal(err)
	}
	p.now = p.now.Add(time.Minute)
	for name, b := range map[string]*browser{
		"Do Not Track":           {header: map[string]string{"DNT": "1"}},
		"Global Privacy Control": {header: map[string]string{"Sec-GPC": "1"}},
		"another site":           {header: map[string]string{"Sec-Fetch-Site": "cross-site"}},
		"a crawler":              {agent: "Mozilla/5.0 (compatible; Goodbot/2.1)"},
	} {
		b.p = p
		b.agent += name
		b.tells("%d", s.ID)
		b.tells("%d wall", s.ID)
		b.tells("%d 4 6", s.ID)
		if len(b.cookies) > 0 {
			t.Errorf("%s gets %v", name, b.cookies)
		}
	}
	b := &browser{p: p, agent: "Firefox"}
	for _, id := range []ilbo.StoryID{draft.ID, 999_999} {
		b.tells("%d", id)
		b.tells("%d wall", id)
		b.tells("%d 4 6", id)
	}
	for _, bad := range []string{"%d 5 1", "%d 1 7", "%d -1 0", "%d 1", "%d 1 1 1", "%d door", "%d  1 1", "%d 1 1 of some length or other that is too long"} {
		b.tells(bad, s.ID)
	}
	if len(steps) > 0 {
		t.Errorf("counted %v", steps)
	}
	if days := p.readDays(); len(days) > 0 {
		t.Errorf("counted %+v", days)
	}
	b.tells("%d 4 6", s.ID)
	if days := p.readDays(); len(days) != 1 || days[0].Told != 1 {
		t.Errorf("a page is not believed: %+v", days)
	}
}

// readDays are the days on which something was counted as read.
func (p *paper) readDays() []ilbo.ReadDay {
	p.t.Helper()
	if err := p.reads.Flush(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
	days, err := p.store.ReadDays(p.t.Context(), ilbo.ReadQuery{From: p.now.In(zone).AddDate(0, 0, -2), To: p.now.In(zone).AddDate(0, 0, 2)})
	if err != nil {
		p.t.Fatal(err)
	}
	return days
}

// TestOneNetworkMakesNoStoryMostRead has one machine say that a thousand browsers
// read a story, and then another thousand.
func TestOneNetworkMakesNoStoryMostRead(t *testing.T) {
	p := newPaper(t)
	s := p.publish(secretStory(ilbo.Free, ilbo.English, 0, p.now))
	p.now = p.now.Add(time.Minute)
	for i := range 2_100 {
		(&browser{p: p, from: "[2001:db8::" + fmt.Sprintf("%x", i+1) + "]:1", agent: fmt.Sprint(i)}).tells("%d", s.ID)
	}
	(&browser{p: p, from: "198.51.100.9:1", agent: "1"}).tells("%d", s.ID)
	days := p.readDays()
	if len(days) != 1 || days[0].N != 1_001 {
		t.Errorf("counted %+v", days)
	}
}

// TestReadersBehindAProxyAreTold apart by the address that it gives.
func TestReadersBehindAProxyAreTold(t *testing.T) {
	p := newPaper(t)
	s := p.publish(secretStory(ilbo.Free, ilbo.English, 0, p.now))
	p.now = p.now.Add(time.Minute)
	for _, of := range []string{"198.51.100.1", "198.51.100.2", "198.51.100.2"} {
		(&browser{p: p, from: "127.0.0.1:1", agent: "Firefox", header: map[string]string{"X-Forwarded-For": of}}).tells("%d", s.ID)
	}
	if days := p.readDays(); len(days) != 1 || days[0].N != 2 {
		t.Errorf("counted %+v", days)
	}
}

var (
	_ site.Steps = (*circulation.Tally)(nil)
	_ site.Reads = (*front.Reads)(nil)
)
