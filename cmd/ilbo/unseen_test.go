package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/front"
	"ilbo.press/internal/testpostgres"
	"ilbo.press/internal/web/site"
)

// TestNothingIsSeenBeforeItIsPublished does to some dozen stories what a newsroom
// does, in an order that no newsroom would, and walks the whole paper after it:
// no answer at any address says one word of what the public may not see, and what
// it may see is where it belongs. ILBO_TEST_SEED repeats a run that failed,
// ILBO_TEST_STEPS=400 makes a long one.
func TestNothingIsSeenBeforeItIsPublished(t *testing.T) {
	t.Parallel()
	newUnseen(t, inFile).run(environ("ILBO_TEST_STEPS", 24), 12)
}

func TestNothingIsSeenBeforeItIsPublishedOnPostgreSQL(t *testing.T) {
	t.Parallel()
	newUnseen(t, testpostgres.Database(t)).run(environ("ILBO_TEST_STEPS", 10), 10)
}

func environ(name string, usual int) int {
	n, err := strconv.Atoi(cmp.Or(os.Getenv(name), strconv.Itoa(usual)))
	if err != nil {
		panic(name + ": " + err.Error())
	}
	return n
}

// A told story is one as the test knows it: what was done to it, and what follows
// from that by the words of the issue, worked out without the program's own rule.
type told struct {
	n        int // its number in secrets
	id       ilbo.StoryID
	language ilbo.Language
	pair     string
	states   int // of its copy, that were written
	newest   int // the state that the newest version has
	public   int // the state that is published, or will be; -1: none
	copies   map[int]ilbo.Copy
	path     ilbo.Path
	once     []ilbo.Path // addresses that it lost
	old      ilbo.Path   // in another system

	published      time.Time
	embargo        time.Time
	held, spiked   bool
	killed, wasOut bool // wasOut: when it was killed
	corrections    int
}

func (s *told) visible(now time.Time) bool {
	if s.killed || s.spiked || s.held || s.published.IsZero() {
		return false
	}
	return !now.Before(s.published) && !now.Before(s.embargo)
}

func (s *told) String() string {
	return fmt.Sprintf("story %d (published %v state %d of %d, embargo %v, held %v, spiked %v, killed %v)",
		s.n, s.published, s.public, s.newest, s.embargo, s.held, s.spiked, s.killed)
}

// An unseen is a paper under the test, with the whole program around it.
type unseen struct {
	t        *testing.T
	seed     uint64
	random   *rand.Rand
	house    *house
	site     *site.Site
	handler  http.Handler
	released *releases
	newsroom []string // what it answers to
	gate     sync.RWMutex

	mu      sync.Mutex // of now
	now     time.Time
	visited []time.Time

	stories  []*told
	pictures map[ilbo.PictureID]secret
	done     map[string]int // how often each verb did something
	log      []string
	known    map[string]map[string]string // address → ETag → digest of what it named
	turn     int                          // of codings
	wrongs   int
}

// readersToken is as long as those that the paper gives.
const readersToken = "readerreaderreaderreaderreaderreaderreaderr"

const unseenStories = 24

func newUnseen(t *testing.T, database string) *unseen {
	u := &unseen{
		t: t, seed: uint64(environ("ILBO_TEST_SEED", int(rand.Uint32()))), now: time.Date(2026, 3, 10, 1, 0, 0, 0, time.UTC),
		pictures: map[ilbo.PictureID]secret{}, done: map[string]int{}, known: map[string]map[string]string{},
	}
	u.random = rand.New(rand.NewPCG(u.seed, 0))
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("ILBO_TEST_SEED=%d; what was done:\n%s", u.seed, strings.Join(u.log[max(0, len(u.log)-60):], "\n"))
		}
	})
	s := usual()
	s.Title, s.URL, s.Database, s.Log = words{"en": "The Morning Post", "ko": "아침신문"}, "https://seorak.example", database, "error"
	s.Meter = "0" // whatever is locked is locked to whoever walks by
	conf, err := settle(s, t.TempDir())
	u.must(err)
	u.house, err = openBy(t.Context(), conf, logged{t}, u.clock)
	u.must(err)
	t.Cleanup(func() { u.house.close() })
	u.must(u.house.store.PutSections(t.Context(), []ilbo.Section{
		{ID: "national", Name: ilbo.Words{"en": "National", "ko": "사회"}, Position: 1}, {ID: "national/politics", Name: ilbo.Words{"en": "Politics", "ko": "정치"}, Position: 2},
		{ID: "sports", Name: ilbo.Words{"en": "Sports", "ko": "스포츠"}, Position: 3}, {ID: "video", Name: ilbo.Words{"en": "Video", "ko": "영상"}, Position: 4},
	}))
	u.must(u.house.store.PutJournalists(t.Context(), []ilbo.Journalist{{ID: "han-seo-yun", Name: ilbo.Words{"en": "Han Seo-yun", "ko": "한서윤"}}}))
	reader := ilbo.Reader{Email: "reader@example.com", Language: ilbo.English, Added: u.now}
	u.must(u.house.store.PutReader(t.Context(), &reader))
	u.must(u.house.store.PutReaderSession(t.Context(), ilbo.ReaderSession{Token: sha256.Sum256([]byte(readersToken)), Reader: reader.ID, Began: u.now, Seen: u.now, By: "letter"}))
	for _, n := range sampleNewsletters() {
		if n.Front != ilbo.Home {
			n.Front = "sports"
		}
		_, err := u.house.store.PutNewsletter(t.Context(), n)
		u.must(err)
	}
	_, err = u.house.store.PutNewsletter(t.Context(), ilbo.Newsletter{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "By Han"}, Journalist: "han-seo-yun", Days: ilbo.Everyday, Hour: 8, Stories: ilbo.MaxNewsletter})
	u.must(err)
	u.serve()
	u.begin()
	return u
}

// logged is where the program's complaints go.
type logged struct{ t *testing.T }

func (l logged) Write(b []byte) (int, error) {
	l.t.Log(strings.TrimSpace(string(b)))
	return len(b), nil
}

func (u *unseen) clock() time.Time {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.now
}

// serve puts the program together as [house.serve] does, but for the times at
// which things are looked at, which are the test's.
func (u *unseen) serve() {
	h, base := u.house, u.house.conf.Paper.URL
	var err error
	u.site, err = h.site(base, front.NewReads(h.store, h.conf.Paper.Zone, h.clock))
	u.must(err)
	u.t.Cleanup(u.site.Cache().Close)
	h.post, err = h.conf.post(h.clock)
	u.must(err)
	letters, err := h.newsletters(u.site)
	u.must(err)
	staffs, files, err := h.newsroom(base, u.site)
	u.must(err)
	u.newsroom = staffs.Patterns()
	f := h.followers(u.site)
	index, stale := f.Index, f.Stale
	f.Index = func(ctx context.Context, ids []ilbo.StoryID) error {
		u.gate.RLock()
		defer u.gate.RUnlock()
		return index(ctx, ids)
	}
	f.Stale = func(ctx context.Context, e ilbo.Event) error {
		u.gate.RLock()
		defer u.gate.RUnlock()
		return stale(ctx, e)
	}
	u.released = h.releases(f)
	stop, err := h.store.Work(u.t.Context(), f)
	u.must(err)
	u.t.Cleanup(func() { u.must(stop(context.Background())) })
	room, err := h.room(base, u.site)
	u.must(err)
	o := h.server(nil, u.site, faces(staffs, files, room, letters, u.site))
	u.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !o.Hit(w, r) {
			o.Journal.Keep(o.Handler).ServeHTTP(w, r)
		}
	})
	slog.SetDefault(slog.New(slog.DiscardHandler))
}

func (u *unseen) must(err error) {
	u.t.Helper()
	if err != nil {
		u.t.Fatal(err)
	}
}

// settle waits until every follower has done what is due.
func (u *unseen) settle() {
	u.t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(2 * time.Millisecond) {
		n, err := u.house.store.Pending(u.t.Context())
		u.must(err)
		if n == 0 {
			return
		}
		if time.Now().After(deadline) {
			u.t.Fatalf("%d jobs are not done after a minute", n)
		}
	}
}

// begin makes the topics, and the first stories.
func (u *unseen) begin() {
	var topics []ilbo.Topic
	for n := range unseenStories {
		for state := range topicsOfStory {
			name := secret{n, state, topicName}
			topics = append(topics, ilbo.Topic{ID: topicOf(n, state), Name: ilbo.Words{"en": name.word(ilbo.English), "ko": name.word(ilbo.Korean)}})
		}
	}
	u.must(u.house.store.PutTopics(u.t.Context(), topics))
	for n := range unseenStories {
		s := &told{n: n, public: -1, copies: map[int]ilbo.Copy{}, language: ilbo.English, old: ilbo.Path(fmt.Sprintf("/old/%d.html", n))}
		if n%2 == 1 {
			s.language = ilbo.Korean
		}
		if n%4 < 2 {
			s.pair = fmt.Sprintf("pair-%d", n/4)
		}
		var err error
		s.id, err = u.house.desk.Begin(u.t.Context(), u.editor(), u.copy(s))
		u.must(err)
		u.must(u.house.store.Redirect(u.t.Context(), s.old, s.id))
		u.stories = append(u.stories, s)
	}
}

// accessOf is who may read a state of a story: of each three one is free.
func accessOf(story, state int) ilbo.Access {
	return []ilbo.Access{ilbo.Free, ilbo.Metered, ilbo.Subscribers}[(story/2+state)%3]
}

const topicsOfStory = 3

func topicOf(story, state int) ilbo.TopicID {
	return ilbo.TopicID(secret{story, state % topicsOfStory, topic}.word(ilbo.English))
}

func (u *unseen) editor() ilbo.Staff {
	return ilbo.Staff{Login: "chief", Name: "Chief", Role: ilbo.ChiefEditor}
}

// copy writes the next state of a story, with a word of its own in each place and
// a picture of its own.
func (u *unseen) copy(s *told) ilbo.Copy {
	u.t.Helper()
	state := s.states
	s.states++
	w := func(p place) string { return secret{s.n, state, p}.word(s.language) }
	noise := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for i := range noise.Pix {
		noise.Pix[i] = byte(s.n*7 + state*31 + i*(state+3))
	}
	noise.Set(0, 0, color.RGBA{uint8(s.n), uint8(state), 0, 255})
	var b bytes.Buffer
	u.must(jpeg.Encode(&b, noise, &jpeg.Options{Quality: 95}))
	p, err := u.house.pictures.Intake(u.t.Context(), &b, ilbo.Picture{})
	u.must(err)
	u.pictures[p.ID] = secret{s.n, state, caption}
	film := ilbo.FilmID(fmt.Sprintf("%032x", 0xf00000+s.n*1000+state))
	u.must(u.house.store.PutFilm(u.t.Context(), ilbo.Film{ID: film, Type: "video/webm", Width: 640, Height: 360, Duration: time.Second}))
	u.pictures[ilbo.PictureID(film)] = secret{s.n, state, gallery}
	fig := ilbo.Figure{Picture: p.ID, Width: 24, Height: 16, Alt: w(alternative), Caption: w(caption), Credit: w(credit)}
	sections := []ilbo.SectionID{"national", "national/politics", "sports", "video"}
	c := ilbo.Copy{
		Language: s.language, Section: sections[u.random.IntN(len(sections))], Translations: s.pair, Slug: ilbo.Slug(secret{s.n, 0, slug}.word(ilbo.English)),
		Kicker: w(kicker), Headline: "Council " + w(headline), Deck: w(deck) + " meets", Source: w(source),
		Bylines:  []ilbo.Byline{{Name: w(writer)}, {Name: "Han Seo-yun", Journalist: "han-seo-yun"}},
		Dateline: ilbo.Dateline{Place: w(dateline)}, Topics: []ilbo.TopicID{topicOf(s.n, state)}, Lead: &fig, Access: accessOf(s.n, state), Print: ilbo.Print{Headline: w(printed)},
		Body: ilbo.Body{
			{Kind: ilbo.Paragraph, Text: ilbo.Plain("The council met about " + w(paragraph) + " on Tuesday.")},
			{Kind: ilbo.Subhead, Text: ilbo.Plain(w(subhead))},
			{Kind: ilbo.Quote, Text: ilbo.Plain(w(quote)), By: w(quoted)},
			{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("A tally of " + w(item))}},
			{Kind: ilbo.FactBox, Title: w(boxed), Blocks: []ilbo.Block{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Boxed.")}}},
			{Kind: ilbo.TableKind, Table: &ilbo.Table{Rows: [][]string{{w(cell)}}}},
			{Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "youtube", Ref: "abc", Title: w(embed)}},
		},
	}
	if s.n%3 == 0 {
		c.Body = append(c.Body,
			ilbo.Block{Kind: ilbo.Gallery, Title: w(gallery), Figures: []ilbo.Figure{fig, fig, fig}},
			ilbo.Block{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: film, Type: "video/webm", Width: 640, Height: 360, Duration: time.Second, Poster: fig, Cues: []ilbo.Cue{{To: time.Second, Text: w(cue)}}}})
	}
	s.newest, s.copies[state] = state, c
	return c
}

func (u *unseen) note(format string, args ...any) {
	u.log = append(u.log, u.clock().Format("01-02 15:04:05 ")+fmt.Sprintf(format, args...))
}

// A deed is something that is done to a story. It reports whether the story is
// taken back by it.
type deed struct {
	name  string
	often int
	do    func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error
}

var deeds = []deed{
	{"save", 6, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		_, draft, err := d.Open(u.t.Context(), by, s.id)
		u.must(err)
		newest := s.newest
		_, err = d.Save(u.t.Context(), by, desk.Saving{Story: s.id, Base: draft.Version, Copy: u.copy(s), Note: secret{s.n, 0, reason}.word(s.language)})
		if err != nil {
			s.newest = newest
		}
		return err
	}},
	{"hand over", 2, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		return d.HandOver(u.t.Context(), by, s.id, ilbo.Stages()[u.random.IntN(4)], secret{s.n, 0, reason}.word(s.language))
	}},
	{"publish", 8, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		var p ilbo.Printing
		switch u.random.IntN(4) {
		case 0:
			p.At = u.clock().Add(time.Duration(1+u.random.IntN(200)) * time.Minute)
		case 1:
			p.At = u.clock().Add(-time.Duration(u.random.IntN(5000)) * time.Minute)
		}
		err := d.Publish(u.t.Context(), by, s.id, p)
		if err == nil && s.published.IsZero() {
			s.public = s.newest
			if s.published = p.At; p.At.IsZero() {
				s.published = u.clock()
			}
		}
		return err
	}},
	{"update", 5, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		err := d.Update(u.t.Context(), by, s.id, ilbo.Printing{Quiet: u.random.IntN(2) == 0})
		if err == nil {
			s.public = s.newest
		}
		return err
	}},
	{"revise", 1, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		newest, ahead := s.newest, s.public >= 0 && s.newest != s.public
		story, _, err := d.Open(u.t.Context(), by, s.id)
		u.must(err)
		c := u.copy(s)
		c.Onto(story)
		story.ID = s.id
		err = d.Revise(u.t.Context(), by, story)
		switch {
		case err != nil:
			s.newest = newest
		case s.public >= 0:
			if s.public = s.newest; ahead {
				s.newest = newest
			}
		}
		return err
	}},
	{"recall", 1, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		err := d.Recall(u.t.Context(), by, s.id, secret{s.n, 0, reason}.word(s.language))
		if err == nil && !s.published.IsZero() {
			s.once, s.published, s.public = append(s.once, s.path), time.Time{}, -1
		}
		return err
	}},
	{"hold", 2, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		err := d.Hold(u.t.Context(), by, s.id, secret{s.n, 0, reason}.word(s.language))
		s.held = s.held || err == nil
		return err
	}},
	{"release", 3, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		err := d.Release(u.t.Context(), by, s.id)
		s.held = s.held && err != nil
		return err
	}},
	{"embargo", 2, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		until := u.clock().Add(time.Duration(1+u.random.IntN(300))*time.Minute + time.Duration(u.random.IntN(1000))*time.Millisecond)
		err := d.Embargo(u.t.Context(), by, s.id, until, secret{s.n, 0, reason}.word(s.language))
		if err == nil {
			s.embargo = until
		}
		return err
	}},
	{"lift", 1, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		err := d.Lift(u.t.Context(), by, s.id)
		if err == nil {
			s.embargo = time.Time{}
		}
		return err
	}},
	{"spike", 1, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		err := d.Spike(u.t.Context(), by, s.id, secret{s.n, 0, reason}.word(s.language))
		s.spiked = s.spiked || err == nil
		return err
	}},
	{"revive", 1, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		err := d.Revive(u.t.Context(), by, s.id)
		s.spiked = s.spiked && err != nil
		return err
	}},
	{"correct", 3, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		kinds := []ilbo.CorrectionKind{ilbo.CorrectionOfFact, ilbo.Clarification, ilbo.Retraction}
		err := d.Correct(u.t.Context(), by, s.id, kinds[u.random.IntN(3)], secret{s.n, s.corrections, correction}.word(s.language))
		if err == nil {
			s.corrections++
		}
		return err
	}},
	{"kill", 2, func(u *unseen, s *told, d *desk.Desk, by ilbo.Staff) error {
		seen := s.visible(u.clock())
		err := d.Kill(u.t.Context(), by, s.id, secret{s.n, 0, reason}.word(s.language), secret{s.n, 0, notice}.word(s.language))
		if err == nil && !s.killed {
			s.killed, s.wasOut = true, seen
		}
		return err
	}},
}

// act does something to some story, and gives it.
func (u *unseen) act() *told {
	u.t.Helper()
	all := 0
	for _, d := range deeds {
		all += d.often
	}
	s, n := u.stories[u.random.IntN(len(u.stories))], u.random.IntN(all)
	for _, d := range deeds {
		if n -= d.often; n >= 0 {
			continue
		}
		if d.name == "save" && s.states > 50 {
			return s
		}
		err := d.do(u, s, u.house.desk, u.editor())
		switch {
		case err == nil:
			u.done[d.name]++
		case !errors.Is(err, ilbo.Conflict) && !errors.Is(err, ilbo.Invalid):
			u.t.Fatalf("%s: %v", d.name, err)
		}
		stored, storeErr := u.house.store.Story(u.t.Context(), s.id)
		u.must(storeErr)
		s.path = stored.Path
		u.note("%s of %v: %v", d.name, s, err)
		return s
	}
	panic("unreachable")
}

// actAtOnce does something, and looks for what is true of it before any follower
// has heard.
func (u *unseen) actAtOnce() *told {
	u.t.Helper()
	u.gate.Lock()
	defer u.gate.Unlock()
	s := u.act()
	u.tick(2 * time.Second)
	u.atOnce(s)
	return s
}

// step moves the clock: mostly a little on, sometimes to the very moment at which
// something becomes public, or just before it, and now and then back.
func (u *unseen) step() {
	u.t.Helper()
	before := u.clock()
	by := time.Duration(2+u.random.IntN(600)) * time.Second
	switch u.random.IntN(8) {
	case 0:
		by = time.Duration(u.random.IntN(20)) * time.Hour
	case 1:
		by = -time.Duration(u.random.IntN(90)) * time.Minute
	case 2, 3:
		var moments []time.Time
		for _, s := range u.stories {
			for _, at := range []time.Time{s.published, s.embargo} {
				if at.After(before) {
					moments = append(moments, at)
				}
			}
		}
		if slices.SortFunc(moments, time.Time.Compare); len(moments) > 0 {
			by = moments[0].Sub(before) - time.Duration(u.random.IntN(2))*time.Millisecond
		}
	}
	if by >= 0 {
		by = max(by, believed)
	}
	// Nor does it come by where it was before it was set back: a clock that is set
	// does not run backwards for those who count seconds.
	for slices.ContainsFunc(u.visited, func(at time.Time) bool { d := before.Add(by).Sub(at); return d >= 0 && d < believed }) {
		by += believed
	}
	u.set(before.Add(by))
}

// believed is how long a picture may still be handed out after its story was
// taken back: see the picture desk.
const believed = time.Second

// tick moves the clock, and nobody looks at it.
func (u *unseen) tick(by time.Duration) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.visited = append(u.visited, u.now)
	u.now = u.now.Add(by)
}

// set sets the clock, and has looked at once what the program looks at by itself.
func (u *unseen) set(now time.Time) {
	u.t.Helper()
	before := u.clock()
	u.tick(now.Sub(before))
	zone := u.house.conf.Paper.Zone
	if now.In(zone).YearDay() != before.In(zone).YearDay() {
		u.site.Stale(site.KeyDay)
	}
	u.must(u.released.look(u.t.Context()))
	u.note("the clock goes %v", now.Sub(before))
}

// run does so many things, and walks the whole paper after every so many.
func (u *unseen) run(steps, every int) {
	for n := range steps {
		for range u.random.IntN(3) {
			u.act()
		}
		s := u.act()
		if u.random.IntN(2) == 0 {
			s = u.actAtOnce()
		}
		u.step()
		u.settle()
		u.near(s)
		if n%every == every-1 || n == steps-1 {
			u.walk()
		}
		if u.t.Failed() {
			return
		}
	}
	if steps >= 200 {
		for _, d := range deeds {
			if u.done[d.name] == 0 {
				u.t.Errorf("nobody could %s", d.name)
			}
		}
	}
	seen := 0
	for _, s := range u.stories {
		if s.visible(u.clock()) {
			seen++
		}
	}
	u.t.Logf("seed %d: %v, %d stories are public", u.seed, u.done, seen)
}
