package basket_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/blob"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/fetch"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/basket"
	"ilbo.press/internal/wire/ninjs"
)

var (
	chief    = ilbo.Staff{Login: "rahim", Name: "Rahim", Role: ilbo.ChiefEditor}
	reporter = ilbo.Staff{Login: "asha", Name: "Asha", Role: ilbo.Reporter}
	admin    = ilbo.Staff{Login: "root", Name: "Root", Role: ilbo.Administrator}
	writer   = ilbo.Staff{Login: "lee", Name: "Lee", Role: ilbo.Contributor}
)

// A room is a basket with all that is around it.
type room struct {
	*basket.Basket
	t      *testing.T
	ctx    context.Context
	store  *store.Store
	folder string
	mu     sync.Mutex
	time   time.Time
}

func (r *room) now() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.time
}

// wait steps the clock.
func (r *room) wait(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.time = r.time.Add(d)
}

func newRoom(t *testing.T) *room {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "paper.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	r := &room{t: t, ctx: t.Context(), store: s, folder: filepath.Join(t.TempDir(), "wire"), time: time.Now().UTC().Truncate(time.Second)}
	r.must(s.PutSections(r.ctx, ilbo.StandardSections()))
	r.must(s.PutTopics(r.ctx, []ilbo.Topic{{ID: "ferries", Name: ilbo.Words{ilbo.English: "Ferries"}}}))
	r.Basket = r.node()
	return r
}

// node is a basket of another process of the same paper.
func (r *room) node() *basket.Basket {
	r.t.Helper()
	blobs, err := blob.OpenDir(r.t.TempDir())
	r.must(err)
	r.t.Cleanup(func() { blobs.Close() })
	paper := &ilbo.Paper{Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}
	return basket.New(basket.Options{
		Store: r.store, Desk: desk.New(r.store, paper, r.now), Pictures: picture.New(r.store, blobs, r.now), Paper: paper, Folder: r.folder, Keep: 14 * 24 * time.Hour, Clock: r.now, Log: slog.New(slog.DiscardHandler),
		Fetcher: fetch.New(fetch.Options{Agent: "Ilbo", Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Timeout: 3 * time.Second, Clock: r.now}),
	})
}

func (r *room) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *room) refuses(err error, reason basket.Reason) {
	r.t.Helper()
	if !errors.Is(err, reason) {
		r.t.Errorf("got %v, want %q", err, reason)
	}
}

// source adds one, and gives it as it is kept.
func (r *room) source(w ilbo.WireSource) *ilbo.WireSource {
	r.t.Helper()
	if w.Every == 0 {
		w.Every = time.Minute
	}
	if w.Name == "" {
		w.Name = "Haneul"
	}
	id, err := r.PutSource(r.ctx, chief, w)
	r.must(err)
	kept, err := r.store.Wire(r.ctx, id)
	r.must(err)
	return &kept
}

func (r *room) feed(address string) *ilbo.WireSource {
	r.t.Helper()
	return r.source(ilbo.WireSource{Kind: ilbo.FromFeed, Place: address})
}

// item is one of ninjs.
func item(guid, version, headline string, more ...string) string {
	return fmt.Sprintf(`{"uri":%q,"type":"text","version":%q,"language":"en","headline":%q,"body_text":"The ferry stays, %s said.","byline":"By Oh Ha-neul","infosource":[{"name":"Haneul"}],"subject":[{"name":"Ferries"}]%s}`,
		guid, version, headline, headline, strings.Join(more, ""))
}

// receive puts copy in ninjs in the basket.
func (r *room) receive(w *ilbo.WireSource, text string) (basket.Result, *ilbo.Take) {
	r.t.Helper()
	for c, err := range ninjs.Read("a.json", strings.NewReader(text), wire.Options{}) {
		r.must(err)
		result, k, err := r.Receive(r.ctx, w, c)
		r.must(err)
		return result, k
	}
	r.t.Fatal("there is no copy")
	return "", nil
}

func (r *room) headlines(v basket.View) []string {
	r.t.Helper()
	if v.Limit == 0 {
		v.Limit = 100
	}
	l, err := r.List(r.ctx, chief, v)
	r.must(err)
	list := []string{}
	for _, k := range l.Takes {
		list = append(list, k.Headline)
	}
	return list
}

func TestWriteThroughReplacesTheEarlierTake(t *testing.T) {
	r := newRoom(t)
	w := r.feed("https://haneul.example/")
	for _, step := range []struct {
		text string
		want basket.Result
		now  string
	}{
		{item("urn:1", "1", "One"), basket.Added, "One"},
		{item("urn:1", "1", "One"), basket.Same, "One"},
		{item("urn:1", "3", "Three"), basket.Replaced, "Three"},
		{item("urn:1", "2", "Two"), basket.Older, "Three"},
		{item("urn:1", "3", "Three"), basket.Same, "Three"},
		{item("urn:2", "1", "Another", `,"evolvedfrom":"urn:1"`), basket.Replaced, "Another"},
		{item("urn:1", "9", "Late"), basket.Older, "Another"},
		{item("urn:2", "1", "Another", `,"evolvedfrom":"urn:1"`), basket.Same, "Another"},
		{`{"uri":"urn:2","type":"text","version":"2","pubstatus":"canceled","ednote":"Wrong."}`, basket.Cancelled, "Another"},
		{item("urn:2", "2", "Back"), basket.Older, "Another"},
		{item("urn:2", "3", "Back"), basket.Replaced, "Back"},
	} {
		r.wait(time.Minute)
		result, k := r.receive(w, step.text)
		if result != step.want || k.Headline != step.now {
			t.Errorf("%.60s: %s, %q, want %s, %q", step.text, result, k.Headline, step.want, step.now)
		}
	}
	if got := r.headlines(basket.View{}); !slices.Equal(got, []string{"Back"}) {
		t.Errorf("in the basket: %q", got)
	}
	k, history, err := r.Take(r.ctx, reporter, 1)
	r.must(err)
	var versions []string
	for _, v := range history {
		versions = append(versions, v.Copy.Headline+" "+string(v.Status))
	}
	if diff := cmp.Diff([]string{"Back usable", "Another cancelled", "Another usable", "Three usable", "One usable"}, versions); diff != "" || k.Versions != 5 {
		t.Errorf("history (-want +got):\n%s", diff)
	}
}

func TestOneSourceCannotChangeTheTakesOfAnother(t *testing.T) {
	r := newRoom(t)
	a, b := r.feed("https://a.example/"), r.feed("https://b.example/")
	r.receive(a, item("urn:1", "1", "Theirs"))
	if result, _ := r.receive(b, item("urn:1", "2", "Ours")); result != basket.Added {
		t.Errorf("a take of another source was %s", result)
	}
	if got := r.headlines(basket.View{TakeQuery: ilbo.TakeQuery{Wires: []ilbo.WireID{a.ID}}}); !slices.Equal(got, []string{"Theirs"}) {
		t.Errorf("it is %q now", got)
	}
}

func TestTakeBecomesAStoryWithItsSourceAndItsEmbargo(t *testing.T) {
	r := newRoom(t)
	w := r.source(ilbo.WireSource{Kind: ilbo.FromFeed, Place: "https://a.example/", Credit: "하늘통신"})
	until := r.now().Add(3 * time.Hour)
	_, k := r.receive(w, item("urn:1", "1", "Ferry stays", fmt.Sprintf(`,"embargoed":%q,"located":"Seoul"`, until.Format(time.RFC3339))))
	if !k.Embargoed(r.now()) {
		t.Fatal("its embargo is lost")
	}
	s, err := r.ToDesk(r.ctx, reporter, k.Number, "business", false)
	r.must(err)
	kept, err := r.store.Story(r.ctx, s.ID)
	r.must(err)
	if kept.Source != "하늘통신, Haneul" || kept.Section != "business" || kept.Embargo == nil || !kept.Embargo.Until.Equal(until) || !kept.Published.IsZero() || kept.Dateline.Place != "Seoul" ||
		len(kept.Bylines) != 1 || kept.Bylines[0].Name != "Oh Ha-neul" || !slices.Equal(kept.Topics, []ilbo.TopicID{"ferries"}) {
		t.Errorf("the story is %+v, embargo %+v", kept, kept.Embargo)
	}
	if taken, _, err := r.Take(r.ctx, reporter, k.Number); err != nil || taken.Story != s.ID || taken.TakenBy != "asha" {
		t.Errorf("the take is %+v, %v", taken, err)
	}
	_, err = r.ToDesk(r.ctx, chief, k.Number, "business", false)
	r.refuses(err, basket.TakenAlready)
	again, err := r.ToDesk(r.ctx, chief, k.Number, "national", true)
	r.must(err)
	if again.ID == s.ID {
		t.Error("the same story was given twice")
	}
	log, err := r.store.AuditLog(r.ctx, ilbo.AuditQuery{Deed: ilbo.DeedWireTake, Limit: 10})
	r.must(err)
	if len(log) != 2 || log[1].Who != "asha" || log[1].On != ilbo.AuditedStory(s.ID) {
		t.Errorf("the log says %+v", log)
	}
}

func TestWhatMayNotBePrintedIsNotTaken(t *testing.T) {
	r := newRoom(t)
	w := r.feed("https://a.example/")
	_, withheld := r.receive(w, item("urn:1", "1", "Held", `,"pubstatus":"withheld"`))
	_, dead := r.receive(w, item("urn:2", "1", "Dead", `,"pubstatus":"canceled"`))
	_, good := r.receive(w, item("urn:3", "1", "Good"))
	_, err := r.ToDesk(r.ctx, chief, withheld.Number, "national", false)
	r.refuses(err, basket.KeptBack)
	_, err = r.ToDesk(r.ctx, chief, dead.Number, "national", false)
	r.refuses(err, basket.CalledOff)
	_, err = r.ToDesk(r.ctx, chief, good.Number, "nowhere", false)
	r.refuses(err, basket.NoSection)
	for _, who := range []ilbo.Staff{admin, writer, {}} {
		_, err = r.ToDesk(r.ctx, who, good.Number, "national", false)
		r.refuses(err, basket.NotYours)
	}
	_, err = r.List(r.ctx, writer, basket.View{})
	r.refuses(err, basket.NotYours)
	_, err = r.PutSource(r.ctx, reporter, ilbo.WireSource{Name: "a", Kind: ilbo.FromFeed, Place: "https://a.example/", Every: time.Hour})
	r.refuses(err, basket.NotYours)
	_, err = r.PutFilter(r.ctx, reporter, ilbo.WireFilter{Name: "a"})
	r.refuses(err, basket.NotYours)
	if _, err = r.ToDesk(r.ctx, chief, 999, "national", false); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("no take: %v", err)
	}
	var stories atomic.Int32
	var people sync.WaitGroup
	for range 5 {
		people.Go(func() {
			if _, err := r.ToDesk(r.ctx, reporter, good.Number, "national", false); err == nil {
				stories.Add(1)
			}
		})
	}
	people.Wait()
	if stories.Load() != 1 {
		t.Errorf("%d stories were made of one take", stories.Load())
	}
}

func TestWhoTookATakeIsToldWhatBecameOfIt(t *testing.T) {
	r := newRoom(t)
	w := r.feed("https://a.example/")
	_, k := r.receive(w, item("urn:1", "1", "One"))
	s, err := r.ToDesk(r.ctx, reporter, k.Number, "national", false)
	r.must(err)
	until := r.now().Add(time.Hour)
	r.receive(w, item("urn:1", "2", "Two"))
	r.receive(w, item("urn:1", "3", "Three", fmt.Sprintf(`,"embargoed":%q`, until.Format(time.RFC3339))))
	r.receive(w, `{"uri":"urn:1","version":"4","pubstatus":"canceled"}`)
	told, err := r.Tidings(r.ctx, reporter)
	r.must(err)
	var kinds []ilbo.TidingKind
	for _, v := range told {
		kinds = append(kinds, v.Kind)
		if v.Story != s.ID {
			t.Errorf("told of story %d", v.Story)
		}
	}
	if diff := cmp.Diff([]ilbo.TidingKind{ilbo.TakeCancelled, ilbo.TakeEmbargoed, ilbo.TakeReplaced}, kinds); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	kept, err := r.store.Story(r.ctx, s.ID)
	r.must(err)
	if kept.Embargo == nil || !kept.Embargo.Until.Equal(until) {
		t.Errorf("the story's embargo is %+v", kept.Embargo)
	}
	r.must(r.Heard(r.ctx, chief, told[0].Number)) // not theirs
	r.must(r.Heard(r.ctx, reporter, told[0].Number))
	if told, err = r.Tidings(r.ctx, reporter); err != nil || len(told) != 2 {
		t.Errorf("%d are left, %v", len(told), err)
	}
}

func TestFiltersShowTheirPartOfTheBasket(t *testing.T) {
	r := newRoom(t)
	a, b := r.feed("https://a.example/"), r.feed("https://b.example/")
	r.receive(a, item("urn:1", "1", "Ferry fares rise", `,"urgency":5`))
	r.receive(a, item("urn:2", "1", "Flash: port closed", `,"urgency":1`))
	r.receive(b, strings.Replace(item("urn:3", "1", "한강 나루터가 남는다"), `"language":"en"`, `"language":"ko-KR"`, 1))
	_, taken := r.receive(b, item("urn:4", "1", "Ferry taken"))
	_, err := r.ToDesk(r.ctx, chief, taken.Number, "national", false)
	r.must(err)
	counts := map[string]int{}
	for name, test := range map[string]struct {
		filter ilbo.WireFilter
		want   []string
		count  int
	}{
		"any":      {ilbo.WireFilter{Any: []string{"FERRY", "나루터"}}, []string{"Ferry taken", "한강 나루터가 남는다", "Flash: port closed", "Ferry fares rise"}, 3},
		"headline": {ilbo.WireFilter{Any: []string{"fares", "나루"}}, []string{"한강 나루터가 남는다", "Ferry fares rise"}, 2},
		"all":      {ilbo.WireFilter{All: []string{"ferry", "fares"}}, []string{"Ferry fares rise"}, 1},
		"not":      {ilbo.WireFilter{Not: []string{"flash", "taken", "한강"}}, []string{"Ferry fares rise"}, 1},
		"within":   {ilbo.WireFilter{Any: []string{"erry", "lash"}}, []string{}, 0},
		"urgent":   {ilbo.WireFilter{Urgency: 3}, []string{"Flash: port closed"}, 1},
		"korean":   {ilbo.WireFilter{Languages: []string{"ko"}}, []string{"한강 나루터가 남는다"}, 1},
		"source":   {ilbo.WireFilter{Wires: []ilbo.WireID{b.ID}}, []string{"Ferry taken", "한강 나루터가 남는다"}, 1},
	} {
		test.filter.Name = name
		id, err := r.PutFilter(r.ctx, chief, test.filter)
		r.must(err)
		got := r.headlines(basket.View{Filter: id})
		slices.Sort(got)
		slices.Sort(test.want)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		counts[fmt.Sprint(id)] = test.count
	}
	c, err := r.Count(r.ctx, reporter)
	r.must(err)
	for id, want := range counts {
		var n int64
		fmt.Sscan(id, &n)
		if c.Filters[n] != want {
			t.Errorf("filter %s counts %d, want %d", id, c.Filters[n], want)
		}
	}
	if c.All != 3 {
		t.Errorf("%d are new", c.All)
	}
	if got := r.headlines(basket.View{Words: []string{"fares"}}); !slices.Equal(got, []string{"Ferry fares rise"}) {
		t.Errorf("looked for: %q", got)
	}
	r.must(r.DropFilter(r.ctx, chief, 1))
	if _, err := r.List(r.ctx, chief, basket.View{Filter: 1}); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("a filter that is gone: %v", err)
	}
}

func TestLongBasketIsReadAPartAtATime(t *testing.T) {
	r := newRoom(t)
	w := r.feed("https://a.example/")
	for i := range 57 {
		r.wait(time.Duration(i%2) * time.Second)
		r.receive(w, item(fmt.Sprint("urn:", i), "1", fmt.Sprintf("Take %d of %d", i, i%3)))
	}
	for _, words := range [][]string{nil, {"of 1"}} {
		var all []string
		v := basket.View{Words: words, TakeQuery: ilbo.TakeQuery{Limit: 10}}
		for {
			l, err := r.List(r.ctx, chief, v)
			r.must(err)
			for _, k := range l.Takes {
				all = append(all, k.Foreign)
			}
			if l.Next.Number == 0 {
				break
			}
			v.Before = l.Next
		}
		want := 57
		if words != nil {
			want = 19
		}
		if n := len(all); n != want || len(slices.Compact(slices.Sorted(slices.Values(all)))) != want {
			t.Errorf("%q: %d takes, want %d, each once", words, n, want)
		}
	}
}

func TestOldTakesAreSweptAndTakenOnesStay(t *testing.T) {
	r := newRoom(t)
	w := r.feed("https://a.example/")
	r.receive(w, item("urn:1", "1", "Old"))
	_, k := r.receive(w, item("urn:2", "1", "Taken"))
	_, err := r.ToDesk(r.ctx, chief, k.Number, "national", false)
	r.must(err)
	r.wait(15 * 24 * time.Hour)
	r.receive(w, item("urn:3", "1", "New"))
	r.must(r.Sweep(r.ctx))
	if got := r.headlines(basket.View{}); !slices.Equal(got, []string{"New", "Taken"}) {
		t.Errorf("left are %q", got)
	}
}

// A newsstand is a feed on a server, which counts how often it is asked.
type newsstand struct {
	*httptest.Server
	asked, same atomic.Int32
	answer      atomic.Pointer[http.HandlerFunc]
}

func newStand(t *testing.T) *newsstand {
	s := &newsstand{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked.Add(1)
		(*s.answer.Load())(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *newsstand) gives(h http.HandlerFunc) { s.answer.Store(&h) }

// prints gives a text, and says that it is the same where it is.
func (s *newsstand) prints(text string) {
	tag := fmt.Sprintf(`"%d"`, len(text))
	s.gives(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == tag {
			s.same.Add(1)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", tag)
		w.Write([]byte(text))
	})
}

func rss(items ...string) string {
	return `<rss version="2.0"><channel><title>Haneul</title><link>https://haneul.example/</link>` + strings.Join(items, "") + `</channel></rss>`
}

func entry(guid, title, text string) string {
	return fmt.Sprintf(`<item><guid isPermaLink="false">%s</guid><title>%s</title><description>&lt;p&gt;%s&lt;/p&gt;</description></item>`, guid, title, text)
}

func (r *room) look(w *ilbo.WireSource) *basket.Look {
	r.t.Helper()
	l, err := r.LookNow(r.ctx, chief, w.ID)
	r.must(err)
	return l
}

func TestFeedIsAskedForWhatIsNew(t *testing.T) {
	r, s := newRoom(t), newStand(t)
	w := r.feed(s.URL)
	s.prints(rss(entry("1", "One", "First."), entry("2", "Two", "Second.")))
	if l := r.look(w); l.Added != 2 || l.Trouble != "" {
		t.Errorf("%+v", l)
	}
	if l := r.look(w); !l.Unchanged || s.same.Load() != 1 {
		t.Errorf("%+v, answered as the same %d times", l, s.same.Load())
	}
	s.prints(rss(entry("1", "One", "First, and longer."), entry("2", "Two", "Second."), entry("3", "Three", "Third.")))
	if l := r.look(w); l.Added != 1 || l.Replaced != 1 || l.Read != 3 {
		t.Errorf("%+v", l)
	}
	kept, err := r.store.Wire(r.ctx, w.ID)
	r.must(err)
	if st := kept.State; st.Brought != 4 || st.Failures != 0 || !st.Succeeded.Equal(r.now()) || !st.Due.Equal(r.now().Add(time.Minute)) {
		t.Errorf("%+v", st)
	}
	for _, text := range []string{message, item("urn:1", "1", "A")} { // other formats at the same address
		s.prints(text)
		if l := r.look(w); l.Added == 0 || l.Trouble != "" {
			t.Errorf("%+v", l)
		}
	}
}

const message = `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:g2" version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>G2</headline></contentMeta><contentSet><inlineData>Text.</inlineData></contentSet></newsItem></itemSet></newsMessage>`

func TestSourceThatFailsIsLeftAloneLonger(t *testing.T) {
	r, s := newRoom(t), newStand(t)
	w := r.feed(s.URL)
	wait := func() time.Duration {
		kept, err := r.store.Wire(r.ctx, w.ID)
		r.must(err)
		return kept.State.Due.Sub(r.now())
	}
	for i, want := range []time.Duration{1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360} {
		s.gives(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) })
		if l := r.look(w); l.Trouble != ilbo.ServerTrouble || wait() != want*time.Minute {
			t.Errorf("failure %d: %+v, it waits %v, want %v minutes", i+1, l, wait(), want)
		}
	}
	s.gives(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(429)
	})
	if l := r.look(w); l.Trouble != ilbo.AskedTooMuch || wait() != 6*time.Hour {
		t.Errorf("%+v, it waits %v", l, wait())
	}
	s.prints(rss(entry("1", "One", "First.")))
	if l := r.look(w); l.Trouble != "" || wait() != time.Minute {
		t.Errorf("%+v, it waits %v", l, wait())
	}
	s.gives(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(429)
	})
	if r.look(w); wait() != 2*time.Hour {
		t.Errorf("asked to be left alone, it waits %v", wait())
	}
	for text, want := range map[string]ilbo.Trouble{"<html><body>Sign in</body></html>": ilbo.NoCopy, "": ilbo.NoCopy, "{}": "", rss(entry("9", "", "")): ilbo.NoCopy, rss(entry("9", "", ""), entry("8", "A", "b")): ilbo.BadEntries} {
		s.prints(text)
		if l := r.look(w); l.Trouble != want {
			t.Errorf("%q: %+v, want %q", text, l, want)
		}
	}
}

func TestTwoNodesAskAFeedOnce(t *testing.T) {
	r, s := newRoom(t), newStand(t)
	s.prints(rss(entry("1", "One", "First.")))
	w := r.feed(s.URL)
	ctx, stop := context.WithCancel(r.ctx)
	var nodes sync.WaitGroup
	for range 3 {
		b := r.node()
		nodes.Go(func() { b.Run(ctx) })
	}
	for deadline := time.Now().Add(20 * time.Second); s.asked.Load() == 0 && time.Now().Before(deadline); {
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(2500 * time.Millisecond) // another glance of each
	stop()
	nodes.Wait()
	if n := s.asked.Load(); n != 1 {
		t.Errorf("it was asked %d times", n)
	}
	if got := r.headlines(basket.View{}); !slices.Equal(got, []string{"One"}) {
		t.Errorf("in the basket: %q", got)
	}
	if kept, err := r.store.Wire(r.ctx, w.ID); err != nil || !kept.State.Due.After(r.now()) {
		t.Errorf("%+v, %v", kept.State, err)
	}
}

func (r *room) puts(dir, name, text string, age time.Duration) {
	r.t.Helper()
	file := filepath.Join(r.folder, dir, name)
	r.must(os.WriteFile(file, []byte(text), 0o600))
	at := r.now().Add(-age)
	r.must(os.Chtimes(file, at, at))
}

// files are those of a folder, by name.
func (r *room) files(dir string) []string {
	r.t.Helper()
	entries, err := os.ReadDir(filepath.Join(r.folder, dir))
	r.must(err)
	list := []string{}
	for _, e := range entries {
		if !e.IsDir() {
			list = append(list, e.Name())
		}
	}
	return list
}

func TestFilesOfAWatchedFolderAreTakenOnceTheyAreWritten(t *testing.T) {
	r := newRoom(t)
	w := r.source(ilbo.WireSource{Kind: ilbo.FromFolder, Place: "agency/text", Every: 5 * time.Second})
	whole := item("urn:1", "1", "Whole")
	r.puts("agency/text", "a.json", whole[:40], 0)
	r.puts("agency/text", "b.json.part", whole, time.Hour)
	r.puts("agency/text", ".hidden.json", whole, time.Hour)
	if l := r.look(w); l.Files != 0 || l.Waiting != 1 {
		t.Errorf("half of a file: %+v", l)
	}
	r.wait(time.Second)
	r.puts("agency/text", "a.json", whole[:80], 0) // more of it came
	r.wait(1500 * time.Millisecond)
	if l := r.look(w); l.Files != 0 || l.Waiting != 1 {
		t.Errorf("more of a file: %+v", l)
	}
	r.puts("agency/text", "a.json", whole, 0)
	if l := r.look(w); l.Files != 0 {
		t.Errorf("the whole file, just now: %+v", l)
	}
	r.wait(3 * time.Second)
	if l := r.look(w); l.Files != 1 || l.Added != 1 || l.Trouble != "" {
		t.Errorf("the whole file: %+v", l)
	}
	r.puts("agency/text", "a.json", item("urn:1", "2", "Whole again"), 2*time.Minute)
	r.puts("agency/text", "page.html", "<html></html>", 2*time.Minute)
	r.puts("agency/text", "some.json", "["+item("urn:2", "1", "Good")+`,{"uri":"urn:3","type":"text"}]`, 2*time.Minute)
	r.must(os.Symlink("/etc/passwd", filepath.Join(r.folder, "agency/text", "link.json")))
	if l := r.look(w); l.Files != 3 || l.Replaced != 1 || l.Added != 1 || l.Refused != 2 || l.Trouble != ilbo.BadEntries {
		t.Errorf("%+v", l)
	}
	for dir, want := range map[string][]string{
		"agency/text": {".hidden.json", "b.json.part", "link.json"}, "agency/text/done": {"a-2.json", "a.json", "some.json"}, "agency/text/refused": {"page.html", "page.html.txt", "some.json.txt"},
	} {
		if diff := cmp.Diff(want, r.files(dir)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", dir, diff)
		}
	}
	why, err := os.ReadFile(filepath.Join(r.folder, "agency/text/refused/page.html.txt"))
	if err != nil || !strings.Contains(string(why), "web page") {
		t.Errorf("it is refused with %q, %v", why, err)
	}
	// A process that died before a file was moved does no harm.
	r.puts("agency/text", "b.json", item("urn:1", "2", "Whole again"), 2*time.Minute)
	if l := r.look(w); l.Read != 1 || l.Added+l.Replaced != 0 {
		t.Errorf("again: %+v", l)
	}
}

func TestPicturesInAFolderComeWithTheirCopy(t *testing.T) {
	r := newRoom(t)
	w := r.source(ilbo.WireSource{Kind: ilbo.FromFolder, Place: "pictures", Every: 5 * time.Second})
	photo, err := os.ReadFile(testroom.File(t, "fixtures/photo/IPTC-PhotometadataRef-Std2017.1.jpg"))
	if err != nil {
		names, _ := filepath.Glob(testroom.File(t, "fixtures/photo") + "/*.jpg")
		if len(names) == 0 {
			t.Fatal(err)
		}
		photo, err = os.ReadFile(names[0])
		r.must(err)
	}
	r.puts("pictures", "pier.jpg", string(photo), 2*time.Minute)
	r.puts("pictures", "lonely.jpg", string(photo), 48*time.Hour)
	r.puts("pictures", "a.json", item("urn:1", "1", "Pier", `,"associations":{"main":{"type":"picture","uri":"urn:p","headline":"The pier.","byline":"Min Da-on","renditions":{"big":{"href":"pier.jpg"}}}}`), 2*time.Minute)
	if l := r.look(w); l.Added != 1 {
		t.Fatalf("%+v", l)
	}
	if got := r.files("pictures/done"); !slices.Equal(got, []string{"a.json", "pier.jpg"}) {
		t.Errorf("done: %q", got)
	}
	if got := r.files("pictures/refused"); !slices.Equal(got, []string{"lonely.jpg", "lonely.jpg.txt"}) {
		t.Errorf("refused: %q", got)
	}
	s, err := r.ToDesk(r.ctx, reporter, 1, "national", false)
	r.must(err)
	if s.Lead == nil || s.Lead.Picture == "" || s.Lead.Width == 0 || s.Lead.Caption != "The pier." || s.Lead.Credit != "Min Da-on" {
		t.Errorf("the lead is %+v", s.Lead)
	}
}

func TestPictureOfAFeedIsFetchedWhenSomebodyAsks(t *testing.T) {
	r, s := newRoom(t), newStand(t)
	names, _ := filepath.Glob(testroom.File(t, "fixtures/photo") + "/*.jpg")
	photo, err := os.ReadFile(names[0])
	r.must(err)
	var fetched atomic.Int32
	s.gives(func(w http.ResponseWriter, req *http.Request) {
		if strings.HasSuffix(req.URL.Path, ".jpg") {
			fetched.Add(1)
			w.Write(photo)
			return
		}
		w.Write([]byte(rss(`<item><guid isPermaLink="false">1</guid><title>Pier</title><description>A pier.</description><enclosure url="` + s.URL + `/pier.jpg" type="image/jpeg"/></item>`)))
	})
	r.look(r.feed(s.URL))
	if fetched.Load() != 0 {
		t.Error("it was fetched unasked")
	}
	for range 2 {
		r.must(r.FetchPicture(r.ctx, reporter, 1, 0))
	}
	if _, err := r.LookNow(r.ctx, chief, 1); err != nil {
		t.Error(err)
	}
	k, history, err := r.Take(r.ctx, reporter, 1)
	r.must(err)
	if k.Copy.Pictures[0].Picture == "" || fetched.Load() != 1 || len(history) != 1 {
		t.Errorf("%+v, fetched %d times, %d versions", k.Copy.Pictures, fetched.Load(), len(history))
	}
	if err := r.FetchPicture(r.ctx, reporter, 1, 7); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("no such picture: %v", err)
	}
}

func TestSourcesAreCheckedAndTheirKeysNotShown(t *testing.T) {
	r := newRoom(t)
	good := ilbo.WireSource{Name: "A", Kind: ilbo.FromFeed, Place: "https://a.example/feed?key=1", Every: time.Minute, Header: "Authorization", Secret: "Bearer hush"}
	for name, test := range map[string]struct {
		spoil func(*ilbo.WireSource)
		want  basket.Reason
	}{
		"no name":           {func(w *ilbo.WireSource) { w.Name = " " }, basket.BadName},
		"no address":        {func(w *ilbo.WireSource) { w.Place = "a.example" }, basket.BadAddress},
		"a file":            {func(w *ilbo.WireSource) { w.Place = "file:///etc/passwd" }, basket.BadAddress},
		"a password in it":  {func(w *ilbo.WireSource) { w.Place = "https://a:b@a.example/" }, basket.BadAddress},
		"two lines":         {func(w *ilbo.WireSource) { w.Place = "https://a.example/\nHost: b" }, basket.BadAddress},
		"too often":         {func(w *ilbo.WireSource) { w.Every = time.Second }, basket.BadEvery},
		"too seldom":        {func(w *ilbo.WireSource) { w.Every = 30 * time.Hour }, basket.BadEvery},
		"another header":    {func(w *ilbo.WireSource) { w.Header = "Host" }, basket.BadHeader},
		"two headers":       {func(w *ilbo.WireSource) { w.Secret = "a\r\nX: b" }, basket.BadHeader},
		"no value":          {func(w *ilbo.WireSource) { w.Secret = "" }, basket.BadHeader},
		"no section":        {func(w *ilbo.WireSource) { w.Section = "nowhere" }, basket.NoSection},
		"a folder above":    {func(w *ilbo.WireSource) { w.Kind, w.Place, w.Every = ilbo.FromFolder, "../up", time.Minute }, basket.BadFolder},
		"the folder itself": {func(w *ilbo.WireSource) { w.Kind, w.Place = ilbo.FromFolder, "." }, basket.BadFolder},
		"the done ones":     {func(w *ilbo.WireSource) { w.Kind, w.Place = ilbo.FromFolder, "a/done" }, basket.BadFolder},
		"a hidden one":      {func(w *ilbo.WireSource) { w.Kind, w.Place = ilbo.FromFolder, "a/.b" }, basket.BadFolder},
	} {
		w := good
		test.spoil(&w)
		if _, err := r.PutSource(r.ctx, chief, w); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
	w := r.source(good)
	shown, err := r.Sources(r.ctx, reporter)
	r.must(err)
	if shown[0].Secret != basket.Hidden {
		t.Errorf("the key is shown: %q", shown[0].Secret)
	}
	shown[0].Name = "B"
	_, err = r.PutSource(r.ctx, admin, shown[0])
	r.must(err)
	if kept, err := r.store.Wire(r.ctx, w.ID); err != nil || kept.Secret != "Bearer hush" || kept.Name != "B" || kept.By != "rahim" {
		t.Errorf("%+v, %v", kept, err)
	}
	shown[0].Place = "https://thief.example/"
	_, err = r.PutSource(r.ctx, chief, shown[0])
	r.refuses(err, basket.BadHeader)
	log, err := r.store.AuditLog(r.ctx, ilbo.AuditQuery{Deed: ilbo.DeedWireSource, Limit: 10})
	r.must(err)
	for _, e := range log {
		if strings.Contains(e.Detail, "hush") || strings.Contains(e.Detail, "key=1") {
			t.Errorf("the log says %q", e.Detail)
		}
	}
	r.must(r.Pause(r.ctx, chief, w.ID, true))
	if due, err := r.store.DueWires(r.ctx, r.now(), 10); err != nil || len(due) != 0 {
		t.Errorf("paused and due: %v, %v", due, err)
	}
	r.must(r.DropSource(r.ctx, chief, w.ID))
	if _, err := r.LookNow(r.ctx, chief, w.ID); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("a source that is gone: %v", err)
	}
}
