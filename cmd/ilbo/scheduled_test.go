package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/testpostgres"
)

// punctual is how long after its moment a story may be missing from a face.
const punctual = time.Second

// A timetable is a paper whose programs are started and killed around the
// moment at which a story is to be public.
type timetable struct {
	t    *testing.T
	dir  string
	desk *house
}

func newTimetable(t *testing.T, database string) *timetable {
	t.Helper()
	p := &timetable{t: t, dir: filepath.Join(t.TempDir(), "paper")}
	ilboHere(t, "init", "--data", p.dir, "--title", "The Morning Post", "--database", database)
	conf, err := settle(scriptSettings(p.dir), p.dir)
	if err != nil {
		t.Fatal(err)
	}
	if p.desk, err = open(t.Context(), conf, logged{t}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.desk.close() })
	return p
}

// A running program serves the paper.
type running struct {
	t    *testing.T
	cmd  *exec.Cmd
	url  string
	once sync.Once
}

func (p *timetable) serve() *running {
	p.t.Helper()
	name, err := program()
	if err != nil {
		p.t.Fatal(err)
	}
	out := &watched{found: make(chan string, 1)}
	r := &running{t: p.t, cmd: exec.Command(name, "serve", "--data", p.dir, "--addr", "127.0.0.1:0", "--log", "error")}
	r.cmd.Stdout, r.cmd.Stderr = out, os.Stderr
	if err := r.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { r.end(os.Interrupt) })
	select {
	case r.url = <-out.found:
	case <-time.After(time.Minute):
		p.t.Fatal("the paper printed no address")
	}
	return r
}

// end ends the program, by a signal that it may answer or by one that it cannot.
func (r *running) end(signal os.Signal) {
	r.once.Do(func() {
		r.cmd.Process.Signal(signal)
		r.cmd.Wait()
	})
}

// A scheduled story is one that is to be public at a moment.
type scheduled struct {
	path, headline, word string
	at                   time.Time
}

// schedule has a story published after some time. Its headline is a word that no
// other has.
func (p *timetable) schedule(word string, after time.Duration, do func(id ilbo.StoryID, at time.Time) error) scheduled {
	p.t.Helper()
	by := ilbo.Staff{Login: "chief", Name: "Chief", Role: ilbo.ChiefEditor}
	id, err := p.desk.desk.Begin(p.t.Context(), by, ilbo.Copy{
		Language: ilbo.English, Section: "national", Headline: "The " + word + " opens", Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("It does.")}},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	at := time.Now().Add(after)
	if do == nil {
		do = func(id ilbo.StoryID, at time.Time) error {
			return p.desk.desk.Publish(p.t.Context(), by, id, ilbo.Printing{At: at})
		}
	}
	if err := do(id, at); err != nil {
		p.t.Fatal(err)
	}
	s, err := p.desk.store.Story(p.t.Context(), id)
	if err != nil {
		p.t.Fatal(err)
	}
	return scheduled{string(s.Path), s.Headline, word, at}
}

// faces are where a story is looked for, and what shows it there.
func (s scheduled) faces() map[string]string {
	return map[string]string{
		s.path: "It does.", "/": s.headline, "/national": s.headline, "/feed.xml": s.headline, "/news-sitemap.xml": s.headline,
		"/search?q=" + s.word: `href="` + s.path + `"`, "/archive" + s.at.In(time.FixedZone("KST", 9*60*60)).Format("/2006/01/02"): s.headline,
	}
}

// appears asks every face of a node all the time. Whatever answers before the
// moment may not show the story; whatever is asked a second after it, or after
// since where that is later, must.
func (r *running) appears(s scheduled, since time.Time) {
	r.t.Helper()
	deadline := s.at
	if since.After(deadline) {
		deadline = since
	}
	deadline = deadline.Add(punctual)
	var all sync.WaitGroup
	for path, says := range s.faces() {
		all.Go(func() {
			for {
				began := time.Now()
				shows, err := r.shows(path, says)
				ended := time.Now()
				switch {
				case err != nil:
					r.t.Errorf("%s: %v", path, err)
					return
				case shows && ended.Before(s.at):
					r.t.Errorf("%s shows it %v early", path, s.at.Sub(ended))
					return
				case shows:
					r.t.Logf("%s: %v after its moment", path, ended.Sub(s.at).Round(time.Millisecond))
					return
				case began.After(deadline):
					r.t.Errorf("%s does not show it %v after its moment", path, began.Sub(s.at))
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
		})
	}
	all.Wait()
}

func (r *running) shows(path, says string) (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", r.url+path, nil)
	if err != nil {
		return false, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res.StatusCode == http.StatusOK && strings.Contains(string(body), says), err
}

func TestAScheduledStoryIsOutInASecond(t *testing.T) {
	t.Parallel()
	p := newTimetable(t, inFile)
	r := p.serve()
	s := p.schedule("bridge", 3*time.Second, nil)
	r.appears(s, s.at)

	by := ilbo.Staff{Login: "chief", Name: "Chief", Role: ilbo.ChiefEditor}
	s = p.schedule("ferry", 3*time.Second, func(id ilbo.StoryID, at time.Time) error { // an embargo, to less than a millisecond
		if err := p.desk.desk.Embargo(t.Context(), by, id, at, "until noon"); err != nil {
			return err
		}
		return p.desk.desk.Publish(t.Context(), by, id, ilbo.Printing{})
	})
	r.appears(s, s.at)
}

// TestAScheduledStoryOutlivesTheProgram ends the program, well or ill, before the
// moment, and starts it before or after.
func TestAScheduledStoryOutlivesTheProgram(t *testing.T) {
	t.Parallel()
	p := newTimetable(t, inFile)
	for i, how := range []struct {
		signal os.Signal
		again  time.Duration // from the moment
	}{{os.Interrupt, -time.Second}, {os.Kill, -time.Second}, {os.Interrupt, 500 * time.Millisecond}, {os.Kill, 500 * time.Millisecond}} {
		r := p.serve()
		s := p.schedule(fmt.Sprintf("tunnel%d", i), 4*time.Second, nil)
		if shows, err := r.shows("/", s.headline); err != nil || shows {
			t.Fatalf("it is there before its moment: %v %v", shows, err)
		}
		r.end(how.signal)
		time.Sleep(time.Until(s.at.Add(how.again)))
		r = p.serve()
		r.appears(s, time.Now())
		r.end(os.Interrupt)
	}
}

// TestAScheduledStoryIsOutOnEveryNode has two nodes, of which the one that leads the
// queue is killed before the moment. Each event is followed once.
func TestAScheduledStoryIsOutOnEveryNode(t *testing.T) {
	t.Parallel()
	address := testpostgres.Database(t)
	p := newTimetable(t, address)
	jobs := newQueue(t, address)
	first, second := p.serve(), p.serve()
	s := p.schedule("harbor", 4*time.Second, nil)
	var both sync.WaitGroup
	for _, r := range []*running{first, second} {
		both.Go(func() { r.appears(s, s.at) })
	}
	both.Wait()
	jobs.ends()
	const released = `kind = 'stale-pages' AND args ->> 'verb' = 'released'`
	if n := jobs.count(released); n != 1 {
		t.Errorf("%d jobs tell pages of one release", n)
	}
	if n := jobs.count(again); n != 0 {
		t.Errorf("%d jobs were done more than once", n)
	}

	s = p.schedule("lighthouse", 4*time.Second, nil)
	leader, other := first, second
	var lead string
	if err := jobs.conn.QueryRow(t.Context(), `SELECT leader_id FROM river_leader`).Scan(&lead); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(lead, fmt.Sprintf("_%d_", second.cmd.Process.Pid)) {
		leader, other = second, first
	}
	leader.end(os.Kill)
	other.appears(s, s.at)
	if n := jobs.count(released); n != 2 {
		t.Errorf("%d jobs tell pages of two releases", n)
	}
}

// TestAClockThatIsSetShowsNothingEarlyAndLosesNothing sets the clock forward past
// the moment of a story, back before it, and lets it get there once more.
func TestAClockThatIsSetShowsNothingEarlyAndLosesNothing(t *testing.T) {
	t.Parallel()
	u := newUnseen(t, inFile)
	s := u.stories[0]
	at := u.clock().Add(time.Hour)
	u.must(u.house.desk.Publish(t.Context(), u.editor(), s.id, ilbo.Printing{At: at}))
	stored, err := u.house.store.Story(t.Context(), s.id)
	u.must(err)
	s.path, s.published, s.public = stored.Path, at, s.newest
	for _, since := range []time.Duration{-time.Minute, time.Minute, -30 * time.Minute, -time.Millisecond, 0, -time.Hour, 24 * time.Hour} {
		u.set(at.Add(since))
		u.settle()
		u.walk()
	}
}
