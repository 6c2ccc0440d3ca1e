package alert_test

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/mailing/alert"
	"ilbo.press/internal/store"
)

var (
	chief  = ilbo.Staff{Login: "rahim", Role: ilbo.ChiefEditor}
	sports = ilbo.Staff{Login: "suji", Role: ilbo.SectionEditor, Sections: []ilbo.SectionID{"sports"}}
)

// A paper is a desk of alerts on a real store, with a clock that stands until it is
// moved and push services that note what they are handed.
type paper struct {
	*alert.Desk
	t     *testing.T
	store *store.Store
	desk  *desk.Desk
	now   time.Time
	file  string

	mu      sync.Mutex
	pushed  []ilbo.Push
	answers func(p ilbo.Push) (time.Duration, error) // nil: they take all
}

func newPaper(t *testing.T) *paper {
	t.Helper()
	file := filepath.Join(t.TempDir(), "paper.db")
	s, err := store.Open(t.Context(), file, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	n := &paper{t: t, store: s, file: file, now: time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)}
	about := &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Daily", ilbo.Korean: "일보"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: time.UTC}
	clock := func() time.Time { return n.now }
	n.desk = desk.New(s, about, clock)
	n.Desk = alert.New(alert.Options{Paper: about, Store: s, Push: n.push, Icon: "/icon.png", Hour: 2, Day: 3, Grace: time.Minute, Clock: clock, Log: slog.New(slog.DiscardHandler)})
	n.must(s.PutSections(t.Context(), ilbo.StandardSections()))
	return n
}

func (n *paper) must(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

func (n *paper) push(_ context.Context, p ilbo.Push) (time.Duration, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.pushed = append(n.pushed, p)
	if n.answers == nil {
		return 0, nil
	}
	return n.answers(p)
}

// got are the endpoints that were handed something, in order of their names, and
// what it was; they are forgotten then.
func (n *paper) got() (endpoints []string, all []ilbo.Push) {
	n.mu.Lock()
	defer n.mu.Unlock()
	all, n.pushed = n.pushed, nil
	for _, p := range all {
		endpoints = append(endpoints, strings.TrimPrefix(p.Device.Endpoint, "https://push.example/"))
	}
	slices.Sort(endpoints)
	return endpoints, all
}

func (n *paper) rang(want ...string) {
	n.t.Helper()
	if got, _ := n.got(); !slices.Equal(got, want) {
		n.t.Errorf("%q were rung, want %q", got, want)
	}
}

// story publishes one.
func (n *paper) story(access ilbo.Access) *ilbo.Story {
	n.t.Helper()
	s := &ilbo.Story{Language: ilbo.English, Section: "national", Headline: "Bridge", Deck: "A deck", Access: access, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("What subscribers read.")}}}
	by := ilbo.Itself("test")
	n.must(n.desk.File(n.t.Context(), by, s))
	n.must(n.desk.Publish(n.t.Context(), by, s.ID, ilbo.Printing{At: n.now.Add(-time.Hour)}))
	return s
}

func (n *paper) queue(u ilbo.Urgency, sections ...ilbo.SectionID) ilbo.Alert {
	n.t.Helper()
	a, err := n.Queue(n.t.Context(), chief, ilbo.Alert{Language: ilbo.English, Text: "Bridge closed", Story: n.story(ilbo.Free).ID, Urgency: u, Sections: sections})
	n.must(err)
	return a
}

// send sends an alert when its grace is over.
func (n *paper) send(a ilbo.Alert) time.Time {
	n.t.Helper()
	if n.now.Before(a.Goes) {
		n.now = a.Goes
	}
	again, err := n.Send(n.t.Context(), a.ID)
	n.must(err)
	return again
}

func (n *paper) counts(a ilbo.Alert, want ilbo.AlertCounts) {
	n.t.Helper()
	got, err := n.store.AlertCounts(n.t.Context(), a.ID)
	n.must(err)
	if got != want {
		n.t.Errorf("counts %+v, want %+v", got, want)
	}
}

var key = sync.OnceValue(func() []byte {
	k, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		panic(err)
	}
	return k.PublicKey().Bytes()
})

// device turns alerts on in a browser.
func (n *paper) device(name string, choose ...func(*ilbo.Device)) ilbo.Device {
	n.t.Helper()
	d := ilbo.Device{Endpoint: "https://push.example/" + name, Key: key(), Secret: []byte("0123456789abcdef"), Language: ilbo.English, Least: ilbo.Routine, Quiet: ilbo.QuietHours{Zone: "UTC"}, Name: "Firefox"}
	for _, c := range choose {
		c(&d)
	}
	n.must(n.TurnOn(n.t.Context(), d, "192.0.2.1"))
	return d
}

func refused(t *testing.T, err error, want alert.Reason) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestAnAlertReachesTheDevicesThatWantIt(t *testing.T) {
	n := newPaper(t)
	n.device("all")
	n.device("breaking", func(d *ilbo.Device) { d.Least = ilbo.Breaking })
	n.device("sports", func(d *ilbo.Device) { d.Sections = []ilbo.SectionID{"sports"} })
	n.device("national", func(d *ilbo.Device) { d.Sections = []ilbo.SectionID{"national", "national"} })
	n.device("korean", func(d *ilbo.Device) { d.Language = ilbo.Korean })
	proof, err := n.Proof(t.Context(), chief, ilbo.Alert{Language: ilbo.English, Text: "Bridge\tclosed", Story: n.story(ilbo.Free).ID, Urgency: ilbo.Important, Sections: []ilbo.SectionID{"national"}})
	n.must(err)
	if proof.Reach != 2 || proof.Left != 2 || proof.Text != "Bridge closed" || proof.Story.Headline != "Bridge" {
		t.Errorf("proof %+v", proof)
	}
	a := n.queue(ilbo.Important, "national")
	if again, err := n.Send(t.Context(), a.ID); err != nil || !again.Equal(a.Goes) {
		t.Errorf("before its grace is over: again at %s, %v", again, err)
	}
	n.rang()
	if again := n.send(a); !again.IsZero() {
		t.Errorf("again at %s", again)
	}
	n.rang("all", "national")
	n.send(a)
	n.rang() // each once
	n.counts(a, ilbo.AlertCounts{Sent: 2})
	kept, err := n.store.Alert(t.Context(), a.ID)
	n.must(err)
	if kept.Ended.IsZero() || kept.Unsent != "" {
		t.Errorf("kept %+v", kept)
	}
	n.now = n.now.Add(time.Hour)
	b, err := n.Queue(t.Context(), chief, ilbo.Alert{Language: ilbo.English, Text: "Bridge open", Story: a.Story, Urgency: ilbo.Breaking})
	n.must(err)
	n.send(b)
	_, all := n.got()
	if len(all) != 4 {
		t.Fatalf("%d were rung", len(all))
	}
	var m alert.Message
	n.must(json.Unmarshal(all[0].Message, &m))
	story, err := n.store.Story(t.Context(), a.Story)
	n.must(err)
	if want := (alert.Message{Title: "Breaking news", Text: "Bridge open", Address: string(story.Path), Tag: fmt.Sprintf("alert-%d", b.ID), Language: ilbo.English, Icon: "/icon.png", At: b.At.UnixMilli(), Stay: true}); m != want {
		t.Errorf("message %+v, want %+v", m, want)
	}
	if p := all[0]; p.Urgency != ilbo.Breaking || p.Topic != m.Tag || p.Lasts != ilbo.AlertLasts {
		t.Errorf("pushed %+v", p)
	}
}

func TestAnAlertOfALockedStoryHasNothingOfIt(t *testing.T) {
	n := newPaper(t)
	n.device("a")
	a, err := n.Queue(t.Context(), chief, ilbo.Alert{Language: ilbo.English, Text: "Bridge closed", Story: n.story(ilbo.Subscribers).ID, Urgency: ilbo.Routine})
	n.must(err)
	n.send(a)
	if _, all := n.got(); len(all) != 1 || strings.Contains(string(all[0].Message), "subscribers read") {
		t.Errorf("pushed %s", all[0].Message)
	}
}

func TestAStoryThatIsWithdrawnMeanwhileRingsNobody(t *testing.T) {
	ctx := context.Background()
	by := ilbo.Itself("test")
	for name, withdraw := range map[string]func(n *paper, id ilbo.StoryID) error{
		"killed": func(n *paper, id ilbo.StoryID) error {
			return n.desk.Kill(ctx, by, id, "wrong", "It was wrong.")
		},
		"held": func(n *paper, id ilbo.StoryID) error { return n.desk.Hold(ctx, by, id, "wait") },
		"under an embargo": func(n *paper, id ilbo.StoryID) error {
			return n.desk.Embargo(ctx, by, id, n.now.Add(24*time.Hour), "wait")
		},
	} {
		t.Run(name, func(t *testing.T) {
			n := newPaper(t)
			n.device("a")
			a := n.queue(ilbo.Breaking)
			n.must(withdraw(n, a.Story))
			n.send(a)
			n.rang()
			kept, err := n.store.Alert(ctx, a.ID)
			n.must(err)
			if kept.Unsent != ilbo.Withdrawn || kept.Ended.IsZero() {
				t.Errorf("kept %+v", kept)
			}
		})
	}
}

func TestAnAlertIsTakenBackWhileItHasNotGone(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	n.device("a")
	a := n.queue(ilbo.Breaking)
	refused(t, n.TakeBack(ctx, sports, a.ID), alert.NotYours)
	n.must(n.TakeBack(ctx, chief, a.ID))
	refused(t, n.TakeBack(ctx, chief, a.ID), alert.NotThere)
	n.send(a)
	n.rang()
	log, err := n.store.AuditLog(ctx, ilbo.AuditQuery{On: fmt.Sprintf("alert:%d", a.ID), Limit: 5})
	n.must(err)
	if len(log) != 2 || log[0].Deed != ilbo.DeedAlertBack || log[1].Deed != ilbo.DeedAlert || log[1].Detail != "Bridge closed" {
		t.Errorf("the log says %+v", log)
	}
}

func TestWhoWaitsForTheMorningDoesNotHearOfWhatWasTakenBackAtNight(t *testing.T) {
	n := newPaper(t)
	night := func(d *ilbo.Device) { d.Quiet = ilbo.QuietHours{From: 2 * 60, To: 7 * 60, Zone: "UTC"} }
	n.device("day")
	n.device("night", night)
	a := n.queue(ilbo.Breaking)
	again := n.send(a)
	n.rang("day")
	if want := time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC); !again.Equal(want) {
		t.Errorf("again at %s, want %s", again, want)
	}
	n.must(n.TakeBack(t.Context(), chief, a.ID))
	n.now = again
	n.send(a)
	n.rang()
	n.counts(a, ilbo.AlertCounts{Sent: 1, Skipped: 1})
}

func TestQuietHoursHoldAnAlertUntilTheyEnd(t *testing.T) {
	n := newPaper(t)
	night := func(d *ilbo.Device) { d.Quiet = ilbo.QuietHours{From: 2 * 60, To: 7 * 60, Zone: "UTC"} }
	n.device("asleep", night)
	n.device("woken", night, func(d *ilbo.Device) { d.Woken = true })
	n.device("all day", func(d *ilbo.Device) { d.Quiet = ilbo.QuietHours{From: 2 * 60, To: 22 * 60, Zone: "UTC"} })
	n.device("elsewhere", func(d *ilbo.Device) { d.Quiet = ilbo.QuietHours{From: 22 * 60, To: 7 * 60, Zone: "Asia/Seoul"} })
	proof, err := n.Proof(t.Context(), chief, ilbo.Alert{Language: ilbo.English, Text: "x", Story: n.story(ilbo.Free).ID, Urgency: ilbo.Breaking})
	n.must(err)
	if proof.Reach != 4 || proof.Quiet != 2 {
		t.Errorf("it reaches %d, of whom %d are quiet", proof.Reach, proof.Quiet)
	}
	a := n.queue(ilbo.Breaking)
	again := n.send(a)
	n.rang("elsewhere", "woken")
	n.counts(a, ilbo.AlertCounts{Sent: 2, Later: 1, Skipped: 1})
	n.now = again
	if again = n.send(a); !again.IsZero() {
		t.Errorf("again at %s", again)
	}
	n.rang("asleep")
	n.counts(a, ilbo.AlertCounts{Sent: 3, Skipped: 1})
}

func TestWhatPushServicesAnswerIsFollowed(t *testing.T) {
	n := newPaper(t)
	answers := map[string]error{"gone": &ilbo.Error{Kind: ilbo.Gone}, "busy": &ilbo.Error{Kind: ilbo.Busy}, "refused": &ilbo.Error{Kind: ilbo.Invalid}, "doubt": &ilbo.Doubt{Err: context.DeadlineExceeded}}
	for name := range answers {
		n.device(name)
	}
	gone := n.device("gone")
	n.answers = func(p ilbo.Push) (time.Duration, error) {
		return 3 * time.Minute, answers[strings.TrimPrefix(p.Device.Endpoint, "https://push.example/")]
	}
	a := n.queue(ilbo.Breaking)
	again := n.send(a)
	if want := n.now.Add(3 * time.Minute); !again.Equal(want) {
		t.Errorf("again at %s, want %s: a service says how long to wait", again, want)
	}
	n.rang("busy", "doubt", "gone", "refused")
	n.counts(a, ilbo.AlertCounts{Later: 1, Unsure: 1, Departed: 1, Rejected: 1})
	if _, err := n.store.Device(t.Context(), gone.ID()); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("a device that is gone is kept: %v", err)
	}
	n.now = again
	n.answers = func(ilbo.Push) (time.Duration, error) { return 0, &ilbo.Error{Kind: ilbo.Busy} }
	again = n.send(a)
	n.rang("busy")
	if want := n.now.Add(2 * time.Minute); !again.Equal(want) {
		t.Errorf("again at %s, want %s: a wait is doubled", again, want)
	}
	n.now, n.answers = again, nil
	n.send(a)
	n.rang("busy")
	n.counts(a, ilbo.AlertCounts{Sent: 1, Unsure: 1, Departed: 1, Rejected: 1})
}

func TestAServiceThatStaysBusyIsLeftAloneAtLast(t *testing.T) {
	n := newPaper(t)
	n.device("busy")
	n.answers = func(ilbo.Push) (time.Duration, error) { return 0, &ilbo.Error{Kind: ilbo.Busy} }
	a := n.queue(ilbo.Routine)
	tries := 0
	for again := n.send(a); !again.IsZero(); again = n.send(a) {
		n.now = again
		if tries++; tries > 100 {
			t.Fatal("it is tried for ever")
		}
	}
	n.counts(a, ilbo.AlertCounts{Skipped: 1})
}

// TestADeviceIsHandedAnAlertOnceAcrossCrashes has the process die while a handful
// is under way.
func TestADeviceIsHandedAnAlertOnceAcrossCrashes(t *testing.T) {
	n := newPaper(t)
	const devices = 150
	for i := range devices {
		n.must(n.store.AddDevice(t.Context(), ilbo.Device{Endpoint: fmt.Sprintf("https://push.example/%03d", i), Key: key(), Secret: []byte("0123456789abcdef"), Language: ilbo.English, Least: ilbo.Routine, Added: n.now}))
	}
	a := n.queue(ilbo.Breaking)
	n.now = a.Goes
	handed := 0
	n.answers = func(ilbo.Push) (time.Duration, error) {
		if handed++; handed == 100 {
			n.store.Close() // what was handed over cannot be settled any more
		}
		return 0, nil
	}
	if _, err := n.Send(t.Context(), a.ID); err == nil {
		t.Fatal("nothing broke")
	}
	first, _ := n.got()
	again := reopened(t, n)
	again.now = a.Goes.Add(time.Minute)
	if _, err := again.Send(t.Context(), a.ID); err != nil {
		t.Fatal(err)
	}
	second, _ := again.got()
	seen := map[string]int{}
	for _, name := range append(first, second...) {
		seen[name]++
	}
	if len(seen) != devices {
		t.Errorf("%d devices were rung, want %d", len(seen), devices)
	}
	for name, times := range seen {
		if times > 1 {
			t.Errorf("%s was rung %d times", name, times)
		}
	}
}

// reopened is the paper as another process finds it.
func reopened(t *testing.T, n *paper) *paper {
	t.Helper()
	s, err := store.Open(t.Context(), n.file, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	other := &paper{t: t, store: s, now: n.now, file: n.file}
	o := n.Options
	o.Store, o.Push, o.Clock = s, other.push, func() time.Time { return other.now }
	other.Desk = alert.New(o)
	return other
}

func TestAnAlertThatIsLateIsNotSent(t *testing.T) {
	n := newPaper(t)
	n.device("a")
	a := n.queue(ilbo.Breaking)
	n.now = a.Goes.Add(ilbo.AlertFresh + time.Minute)
	n.send(a)
	n.rang()
	kept, err := n.store.Alert(t.Context(), a.ID)
	n.must(err)
	if kept.Unsent != ilbo.Stale {
		t.Errorf("kept %+v", kept)
	}
}

func TestOnlySoManyAlertsGo(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	story := n.story(ilbo.Free).ID
	queue := func(text string) (ilbo.Alert, error) {
		return n.Queue(ctx, chief, ilbo.Alert{Language: ilbo.English, Text: text, Story: story, Urgency: ilbo.Breaking})
	}
	first, err := queue("One")
	n.must(err)
	_, err = queue("One")
	refused(t, err, alert.Twice)
	_, err = queue("Two")
	n.must(err)
	_, err = queue("Three")
	refused(t, err, alert.TooMany)
	n.must(n.TakeBack(ctx, chief, first.ID)) // what never went does not count
	_, err = queue("Three")
	n.must(err)
	n.now = n.now.Add(time.Hour)
	_, err = queue("Four")
	n.must(err)
	_, err = queue("Five") // three in a day
	refused(t, err, alert.TooMany)
	n.now = n.now.Add(24 * time.Hour)
	_, err = queue("Five")
	n.must(err)
}

func TestAlertsThatMustNotGoAreRefused(t *testing.T) {
	n := newPaper(t)
	story := n.story(ilbo.Free).ID
	good := func() ilbo.Alert {
		return ilbo.Alert{Language: ilbo.English, Text: "x", Story: story, Urgency: ilbo.Breaking}
	}
	for name, c := range map[string]struct {
		by    ilbo.Staff
		spoil func(a *ilbo.Alert)
		want  alert.Reason
	}{
		"by a reporter":           {ilbo.Staff{Role: ilbo.Reporter}, func(*ilbo.Alert) {}, alert.NotYours},
		"by a section's editor":   {sports, func(*ilbo.Alert) {}, alert.NotYours},
		"without a text":          {chief, func(a *ilbo.Alert) { a.Text = " \n" }, alert.NoText},
		"with a long text":        {chief, func(a *ilbo.Alert) { a.Text = strings.Repeat("가", alert.MaxText+1) }, alert.TooLong},
		"of no story":             {chief, func(a *ilbo.Alert) { a.Story = 0 }, alert.NotPublic},
		"in another language":     {chief, func(a *ilbo.Alert) { a.Language = ilbo.Korean }, alert.OtherLanguage},
		"for a section not there": {chief, func(a *ilbo.Alert) { a.Sections = []ilbo.SectionID{"x"} }, alert.NoSuchSection},
		"without an urgency":      {chief, func(a *ilbo.Alert) { a.Urgency = 0 }, alert.NoUrgency},
	} {
		a := good()
		c.spoil(&a)
		_, err := n.Queue(t.Context(), c.by, a)
		refused(t, err, c.want)
		if _, err := n.Proof(t.Context(), c.by, a); !errors.Is(err, c.want) {
			t.Errorf("the proof of one %s: %v", name, err)
		}
	}
	if _, err := n.Last(t.Context(), sports, 5); !errors.Is(err, alert.NotYours) {
		t.Errorf("who may send none sees them: %v", err)
	}
}

func TestForgedEndpointsAreRefused(t *testing.T) {
	n := newPaper(t)
	d := n.device("a")
	for _, endpoint := range []string{"http://push.example/1", "https://127.0.0.1/x", "https://[::1]/x", "https://10.1.2.3/", "https://169.254.169.254/latest", "https://push.example:22/", "https://[::ffff:192.168.1.1]/", "file:///etc/passwd", "https:///x", "", "https://a:b@push.example/", "https://push.example/" + strings.Repeat("x", 2_000)} {
		forged := d
		forged.Endpoint = endpoint
		if err := n.TurnOn(t.Context(), forged, "192.0.2.1"); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("%.60q: %v", endpoint, err)
		}
		if err := n.Move(t.Context(), d.Endpoint, d.Secret, forged); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("moved to %.60q: %v", endpoint, err)
		}
	}
	if _, err := n.Choices(t.Context(), d.Endpoint, d.Secret); err != nil {
		t.Errorf("a move that was refused ended the device: %v", err)
	}
	o := n.Options
	o.Allow = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	local := d
	local.Endpoint = "http://127.0.0.1:9/x"
	if err := alert.New(o).TurnOn(t.Context(), local, "192.0.2.1"); err != nil {
		t.Errorf("where the settings allow it: %v", err)
	}
}

func TestADeviceIsItsOwnersAlone(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	d := n.device("a")
	other := []byte("fedcba9876543210")
	_, err := n.Choices(ctx, d.Endpoint, other)
	refused(t, err, alert.NoDevice)
	refused(t, n.Try(ctx, d.Endpoint, other, "x", "y"), alert.NoDevice)
	forged := d
	forged.Secret, forged.Least = other, ilbo.Breaking
	refused(t, n.TurnOn(ctx, forged, "192.0.2.1"), alert.NoDevice)
	moved := d
	moved.Endpoint = "https://push.example/b"
	refused(t, n.Move(ctx, d.Endpoint, other, moved), alert.NoDevice)
	n.must(n.TurnOff(ctx, d.Endpoint, other)) // which does nothing
	kept, err := n.Choices(ctx, d.Endpoint, d.Secret)
	n.must(err)
	if kept.Least != ilbo.Routine {
		t.Errorf("kept %+v", kept)
	}
	refused(t, n.End(ctx, 1, d.ID()), alert.NoDevice)
	n.must(n.Move(ctx, d.Endpoint, d.Secret, moved))
	_, err = n.Choices(ctx, d.Endpoint, d.Secret)
	refused(t, err, alert.NoDevice)
	n.must(n.TurnOff(ctx, moved.Endpoint, moved.Secret))
	_, err = n.Choices(ctx, moved.Endpoint, moved.Secret)
	refused(t, err, alert.NoDevice)
}

func TestTriesAreFew(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	d := n.device("a")
	n.must(n.Try(ctx, d.Endpoint, d.Secret, "The Daily", "It works."))
	if _, all := n.got(); len(all) != 1 || !strings.Contains(string(all[0].Message), "It works.") {
		t.Errorf("pushed %+v", all)
	}
	for range 5 {
		n.must(n.Try(ctx, d.Endpoint, d.Secret, "x", "y"))
	}
	refused(t, n.Try(ctx, d.Endpoint, d.Secret, "x", "y"), alert.TooOften)
	n.now = n.now.Add(time.Hour)
	n.answers = func(ilbo.Push) (time.Duration, error) { return 0, &ilbo.Error{Kind: ilbo.Busy} }
	refused(t, n.Try(ctx, d.Endpoint, d.Secret, "x", "y"), alert.Unreachable)
	n.answers = func(ilbo.Push) (time.Duration, error) { return 0, &ilbo.Error{Kind: ilbo.Gone} }
	refused(t, n.Try(ctx, d.Endpoint, d.Secret, "x", "y"), alert.NoDevice)
	_, err := n.Choices(ctx, d.Endpoint, d.Secret)
	refused(t, err, alert.NoDevice)
}

func TestANetworkTurnsOnOnlySoManyDevices(t *testing.T) {
	n := newPaper(t)
	for i := range 30 {
		n.device(fmt.Sprint(i))
	}
	d := ilbo.Device{Endpoint: "https://push.example/more", Key: key(), Secret: make([]byte, 16), Language: ilbo.English, Least: ilbo.Routine}
	refused(t, n.TurnOn(t.Context(), d, "192.0.2.1"), alert.TooOften)
	n.must(n.TurnOn(t.Context(), d, "198.51.100.1"))
}

func TestAReadersDevicesAreTheirsToSeeAndLeaveWithThem(t *testing.T) {
	n := newPaper(t)
	ctx := t.Context()
	r := ilbo.Reader{Email: "minji@example.com", Added: n.now}
	n.must(n.store.PutReader(ctx, &r))
	d := n.device("a", func(d *ilbo.Device) { d.Reader = r.ID })
	name, held, err := n.Held(ctx, r)
	n.must(err)
	file, err := json.Marshal(held)
	n.must(err)
	if name != "alerts" || !strings.Contains(string(file), "Firefox") || strings.Contains(string(file), "push.example") || strings.Contains(string(file), "MDEyMzQ1") {
		t.Errorf("%s: %s", name, file)
	}
	n.must(n.End(ctx, r.ID, d.ID()))
	n.device("a", func(d *ilbo.Device) { d.Reader = r.ID })
	n.must(n.Release(ctx, r))
	n.must(n.Release(ctx, r))
	if left, err := n.Of(ctx, r.ID); err != nil || len(left) != 0 {
		t.Errorf("%+v, %v", left, err)
	}
}
