package mailing_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/newsletters"
)

// A room is a desk of newsletters over a real store, with a mail server that
// notes what it takes.
type room struct {
	*mailing.Desk
	store *store.Store
	mu    sync.Mutex
	now   time.Time
	taken map[string][]ilbo.Letter // by address
	say   func(l ilbo.Letter) error
	shown []ilbo.Teaser
	real  func(ctx context.Context, l ilbo.Letter) error // a server that others wrote; nil: that of the room
}

func (r *room) OfFront(_ context.Context, id ilbo.FrontID, _ ilbo.Language) ([]ilbo.Teaser, error) {
	if id == "gone" {
		return nil, ilbo.NotFound
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	some := slices.Clone(r.shown)
	for i := range some {
		some[i].Published = r.now.Add(-time.Hour)
	}
	return some, nil
}

func (r *room) Teasers(context.Context, ilbo.Selection, time.Time) ([]ilbo.Teaser, error) {
	return r.shown, nil
}

func (r *room) TeasersByID(_ context.Context, ids []ilbo.StoryID, _ time.Time) (some []ilbo.Teaser, err error) {
	for _, t := range r.shown {
		if slices.Contains(ids, t.ID) {
			some = append(some, t)
		}
	}
	return some, nil
}

func (r *room) StoryAt(_ context.Context, path ilbo.Path) (*ilbo.Story, error) {
	if path == "/national/hidden" {
		return &ilbo.Story{ID: 99}, nil
	}
	for _, t := range r.shown {
		if t.Path == path {
			return &ilbo.Story{ID: t.ID}, nil
		}
	}
	return nil, ilbo.NotFound
}

func (r *room) Unusable(_ context.Context, ids []ilbo.PictureID, _ time.Time) (some []ilbo.Picture, err error) {
	if slices.Contains(ids, "ended") {
		some = append(some, ilbo.Picture{ID: "ended"})
	}
	return some, nil
}

func (r *room) send(ctx context.Context, l ilbo.Letter) error {
	if r.real != nil {
		return r.real(ctx, l)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.say != nil {
		if err := r.say(l); err != nil {
			return err
		}
	}
	r.taken[l.To] = append(r.taken[l.To], l)
	return nil
}

var seoul = time.FixedZone("Asia/Seoul", 9*3600)

func newRoom(t testing.TB) *room {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "paper.db"), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	r := &room{store: s, now: time.Date(2026, 11, 29, 12, 0, 0, 0, seoul), taken: map[string][]ilbo.Letter{}}
	r.shown = []ilbo.Teaser{
		{ID: 1, Headline: "Bridge closes", Deck: "For a year.", Path: "/national/2026/11/29/bridge"},
		{ID: 2, Headline: "Budget <passes>", Deck: "At night.", Path: "/national/2026/11/29/budget", Access: ilbo.Subscribers},
	}
	paper := &ilbo.Paper{Title: ilbo.Words{ilbo.English: "Daily", ilbo.Korean: "일보"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: seoul}
	r.Desk = r.desk(paper)
	return r
}

// desk makes a desk: another process's, where it is made again.
func (r *room) desk(p *ilbo.Paper) *mailing.Desk {
	const base = "https://daily.example"
	return mailing.New(mailing.Options{Paper: p, Base: base, Store: r.store, Stories: r, Printer: newsletters.Press{Paper: p, Base: base}, Send: r.send,
		Clock: func() time.Time { r.mu.Lock(); defer r.mu.Unlock(); return r.now }, Log: slog.New(slog.DiscardHandler)})
}

var publisher = ilbo.Staff{Login: "pat", Role: ilbo.Publisher}

// morning makes the morning's newsletter, at seven each day.
func (r *room) morning(t testing.TB) ilbo.NewsletterID {
	t.Helper()
	id, err := r.Make(t.Context(), publisher, ilbo.Newsletter{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "The Morning"}, Front: ilbo.Home, Days: ilbo.Everyday, Hour: 7, Stories: 10})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (r *room) take(t testing.TB, id ilbo.NewsletterID, address, zone string) {
	t.Helper()
	if err := r.store.PutRecipient(t.Context(), ilbo.Recipient{Newsletter: id, Address: address, Zone: zone, Key: "key-" + address, Confirmed: r.now}); err != nil {
		t.Fatal(err)
	}
}

func (r *room) tick(t testing.TB) {
	t.Helper()
	if err := r.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// nextMorning is seven o'clock in Seoul.
func (r *room) nextMorning() { r.now = time.Date(2026, 11, 30, 7, 0, 0, 0, seoul) }

func (r *room) counts(t testing.TB, id ilbo.NewsletterID) ilbo.MailingCounts {
	t.Helper()
	all, err := r.store.Mailings(t.Context(), id, 1)
	if err != nil || len(all) != 1 {
		t.Fatalf("the mailings are %v: %v", all, err)
	}
	return all[0].Counts
}

func TestEverybodyGetsAMailingOnceAtTheirHour(t *testing.T) {
	r := newRoom(t)
	id := r.morning(t)
	for i := range 260 { // more than a handful for each sender
		r.take(t, id, fmt.Sprintf("seoul%d@example.com", i), "Asia/Seoul")
	}
	r.take(t, id, "york@example.com", "America/New_York")
	r.tick(t)
	if len(r.taken) > 0 {
		t.Fatalf("%d letters went out at noon", len(r.taken))
	}
	r.nextMorning()
	r.take(t, id, "late@example.com", "Asia/Seoul")
	r.now = r.now.Add(time.Minute)
	r.take(t, id, "later@example.com", "Asia/Seoul")
	var wg sync.WaitGroup
	for range 3 { // three processes, twice each
		d := r.desk(r.Paper)
		wg.Go(func() {
			for range 2 {
				if err := d.Tick(context.Background()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if len(r.taken) != 261 || len(r.taken["york@example.com"]) != 0 || len(r.taken["later@example.com"]) != 0 {
		t.Errorf("%d got it in Seoul's morning", len(r.taken))
	}
	r.now = r.now.Add(14 * time.Hour)
	r.tick(t)
	r.tick(t)
	for address, letters := range r.taken {
		if len(letters) != 1 {
			t.Errorf("%s got %d letters", address, len(letters))
		}
	}
	if len(r.taken["york@example.com"]) != 1 {
		t.Error("New York got none in its morning")
	}
}

func TestLetterUnderWayWhenTheProcessDiedIsNotSentAgain(t *testing.T) {
	r := newRoom(t)
	id := r.morning(t)
	r.take(t, id, "a@example.com", "Asia/Seoul")
	r.take(t, id, "b@example.com", "Asia/Seoul")
	r.nextMorning()
	m, err := r.store.Mailing(t.Context(), id, "2026-11-30")
	if err != nil {
		t.Fatal(err)
	}
	some, err := r.store.ClaimRecipients(t.Context(), m, "Asia/Seoul", 0, r.now, r.now, 1) // and then it dies
	if err != nil || len(some) != 1 || some[0].Address != "a@example.com" {
		t.Fatalf("claimed %v: %v", some, err)
	}
	r.tick(t)
	if len(r.taken["a@example.com"]) != 0 || len(r.taken["b@example.com"]) != 1 {
		t.Errorf("taken: %v", r.taken)
	}
	if c := r.counts(t, id); c.Unsure != 1 || c.Sent != 1 {
		t.Errorf("the counts are %+v", c)
	}
}

func TestWhatServersSayDecides(t *testing.T) {
	r := newRoom(t)
	id := r.morning(t)
	for _, name := range []string{"busy", "gone", "doubt", "spam", "fine"} {
		r.take(t, id, name+"@example.com", "Asia/Seoul")
	}
	r.nextMorning()
	r.say = func(l ilbo.Letter) error {
		switch strings.TrimSuffix(l.To, "@example.com") {
		case "busy":
			return errors.New("451 later")
		case "gone":
			return &ilbo.Refusal{Code: 550, Enhanced: "5.1.1"}
		case "spam":
			return &ilbo.Refusal{Code: 554, Enhanced: "5.7.1"}
		case "doubt":
			return &ilbo.Doubt{Err: errors.New("cut off")}
		}
		return nil
	}
	r.tick(t)
	if c, want := r.counts(t, id), (ilbo.MailingCounts{Sent: 1, Refused: 2, Waiting: 1, Unsure: 1, Ended: 1}); c != want {
		t.Errorf("the counts are %+v, want %+v", c, want)
	}
	r.say = nil
	r.tick(t)
	if len(r.taken["busy@example.com"]) != 0 {
		t.Error("a busy server was asked again at once")
	}
	r.now = r.now.Add(11 * time.Minute)
	r.tick(t)
	if len(r.taken["busy@example.com"]) != 1 || len(r.taken["doubt@example.com"]) != 0 {
		t.Errorf("later: %v", r.taken)
	}
	r.now = r.now.Add(24 * time.Hour)
	r.tick(t)
	if len(r.taken["gone@example.com"]) != 0 || len(r.taken["spam@example.com"]) != 1 {
		t.Errorf("the next day: %v", r.taken)
	}
}

func TestLettersHoldNothingLockedAndHowToEndThem(t *testing.T) {
	r := newRoom(t)
	id := r.morning(t)
	r.take(t, id, "a@example.com", "Asia/Seoul")
	r.nextMorning()
	if err := r.Write(t.Context(), publisher, ilbo.Mailing{Newsletter: id, Day: "2026-11-30", Note: "Good <b>morning</b>.\n\nThe editor"}); err != nil {
		t.Fatal(err)
	}
	r.tick(t)
	l := r.taken["a@example.com"][0]
	end := "https://daily.example/newsletters/unsubscribe/key-a@example.com"
	if l.Unsubscribe != end || l.Subject != "The Morning: Bridge closes" {
		t.Errorf("the letter is %q, ended at %s", l.Subject, l.Unsubscribe)
	}
	for _, want := range []string{"Bridge closes", "https://daily.example/national/2026/11/29/bridge", "For subscribers", end, "The editor"} {
		if !strings.Contains(l.Text, want) || !strings.Contains(l.HTML, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(l.HTML, "<passes>") || strings.Contains(l.HTML, "<b>morning") || strings.Contains(l.HTML, "<script") || len(l.HTML) > 100_000 {
		t.Errorf("the letter is %s", l.HTML)
	}
	if err := r.Write(t.Context(), publisher, ilbo.Mailing{Newsletter: id, Day: "2026-11-30", Note: "Too late"}); !errors.Is(err, ilbo.Conflict) {
		t.Errorf("a note to letters that went out: %v", err)
	}
}

func TestEndingIsOneClickAndLasts(t *testing.T) {
	r := newRoom(t)
	id := r.morning(t)
	r.take(t, id, "a@example.com", "Asia/Seoul")
	for range 2 {
		if err := r.Unsubscribe(t.Context(), "key-a@example.com"); err != nil {
			t.Fatal(err)
		}
	}
	r.nextMorning()
	r.tick(t)
	if len(r.taken) != 0 {
		t.Error("a letter came after it was ended")
	}
	if err := r.Unsubscribe(t.Context(), "key-b@example.com"); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("an unknown key: %v", err)
	}
}

func TestOnlyThePublisherAndChiefEditorsMail(t *testing.T) {
	r := newRoom(t)
	id := r.morning(t)
	for _, role := range []ilbo.Role{ilbo.Reporter, ilbo.SectionEditor, ilbo.Administrator} {
		by := ilbo.Staff{Login: "x", Role: role}
		_, make := r.Make(t.Context(), by, ilbo.Newsletter{})
		_, preview := r.Preview(t.Context(), by, id)
		for what, err := range map[string]error{"make": make, "end": r.End(t.Context(), by, id), "write": r.Write(t.Context(), by, ilbo.Mailing{}),
			"preview": preview, "send now": r.SendNow(t.Context(), by, id, "2026-11-30"), "stop": r.Stop(t.Context(), by, id, "2026-11-30"), "try": r.Try(t.Context(), by, id, "x@example.com")} {
			if !errors.Is(err, ilbo.Forbidden) {
				t.Errorf("%s, %s: %v", role, what, err)
			}
		}
	}
}

func TestMailingIsBroughtForward(t *testing.T) {
	r := newRoom(t)
	id := r.morning(t)
	r.take(t, id, "seoul@example.com", "Asia/Seoul")
	r.take(t, id, "york@example.com", "America/New_York")
	if err := r.SendNow(t.Context(), publisher, id, "2026-12-01"); !errors.Is(err, ilbo.Conflict) {
		t.Errorf("another day than the next: %v", err)
	}
	if err := r.SendNow(t.Context(), publisher, id, "2026-11-30"); err != nil {
		t.Fatal(err)
	}
	if err := r.SendNow(t.Context(), publisher, id, "2026-11-30"); !errors.Is(err, ilbo.Conflict) {
		t.Errorf("a second time: %v", err)
	}
	r.tick(t)
	if len(r.taken) != 2 {
		t.Errorf("%d got it at once", len(r.taken))
	}
	for range 36 { // past the hour of both on that day
		r.now = r.now.Add(time.Hour)
		r.tick(t)
	}
	// New York had the day before's morning still to come.
	for address, want := range map[string]int{"seoul@example.com": 1, "york@example.com": 2} {
		if got := len(r.taken[address]); got != want {
			t.Errorf("%s got %d letters, want %d", address, got, want)
		}
	}
}

func TestMailingIsStopped(t *testing.T) {
	r := newRoom(t)
	id := r.morning(t)
	for i := range 300 {
		r.take(t, id, fmt.Sprintf("seoul%d@example.com", i), "Asia/Seoul")
	}
	var once sync.Once
	r.say = func(ilbo.Letter) error {
		once.Do(func() {
			if err := r.store.StopMailing(context.Background(), id, "2026-11-30", time.Unix(1, 0)); err != nil {
				t.Error(err)
			}
		})
		return nil
	}
	r.nextMorning()
	r.tick(t)
	if n := len(r.taken); n == 0 || n > 4*25 { // a handful for each sender
		t.Errorf("%d letters went out though the mailing was stopped at the first", n)
	}
	before := len(r.taken)
	r.tick(t)
	if len(r.taken) != before {
		t.Error("it went on")
	}
}

func TestNewsletterMadeByHandWaitsForTheHand(t *testing.T) {
	r := newRoom(t)
	id, err := r.Make(t.Context(), publisher, ilbo.Newsletter{Language: ilbo.English, Name: ilbo.Words{ilbo.English: " By hand ", ilbo.Korean: "손편지"}, Days: ilbo.Everyday, Hour: 7, Stories: 10})
	if err != nil {
		t.Fatal(err)
	}
	r.take(t, id, "a@example.com", "Asia/Seoul")
	r.nextMorning()
	r.tick(t)
	if len(r.taken) != 0 {
		t.Error("an empty one was sent")
	}
	if err := r.SendNow(t.Context(), publisher, id, "2026-12-01"); !errors.Is(err, ilbo.Conflict) {
		t.Errorf("an empty one, now: %v", err)
	}
	if err := r.Write(t.Context(), publisher, ilbo.Mailing{Newsletter: id, Day: "2026-12-01", Stories: []ilbo.StoryID{2, 1, 2, 99}}); err != nil {
		t.Fatal(err)
	}
	r.now = r.now.Add(24 * time.Hour)
	r.tick(t)
	if got := r.taken["a@example.com"]; len(got) != 1 || got[0].Subject != "By hand: Budget <passes>" || strings.Count(got[0].Text, "Budget") != 1 {
		t.Errorf("taken: %+v", got)
	}
}

func TestNewsletterOfAFrontThatIsGoneIsEmpty(t *testing.T) {
	r := newRoom(t)
	id, err := r.Make(t.Context(), publisher, ilbo.Newsletter{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "Gone"}, Front: "gone", Days: ilbo.Everyday, Hour: 7, Stories: 10})
	if err != nil {
		t.Fatal(err)
	}
	r.take(t, id, "a@example.com", "Asia/Seoul")
	r.nextMorning()
	r.tick(t)
	if len(r.taken) != 0 {
		t.Errorf("taken: %v", r.taken)
	}
	if _, err := r.Preview(t.Context(), publisher, id); err != nil {
		t.Errorf("its page: %v", err)
	}
}
