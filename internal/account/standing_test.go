package account_test

import (
	"context"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/store"
)

// A contract entitles every reader, until a moment.
type contract struct {
	entitled ilbo.Entitlement
	until    time.Time
	asked    int
}

func (c *contract) Entitlements(context.Context, ilbo.ReaderID, time.Time) (ilbo.Entitlement, time.Time, error) {
	c.asked++
	return c.entitled, c.until, nil
}

var tokenForm = regexp.MustCompile(`token=([\w-]+)`)

// A bin takes letters.
type bin struct{ last ilbo.Letter }

func (b *bin) QueueLetter(_ context.Context, l ilbo.Letter) error {
	b.last = l
	return nil
}

// reading is a reader who is signed in, with a clock to turn.
func reading(tb testing.TB, c *contract) (r *account.Readers, token string, now *time.Time) {
	tb.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(tb.TempDir(), "paper.db"), nil)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	at := time.Date(2026, 11, 29, 3, 0, 0, 0, time.UTC)
	b := &bin{}
	r, err = account.NewReaders(account.ReaderOptions{Store: s, Letters: b, Entitlements: c, Base: "http://localhost", Clock: func() time.Time { return at },
		Paper: &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Paper"}, Languages: []ilbo.Language{ilbo.English}}})
	if err != nil {
		tb.Fatal(err)
	}
	if err := r.Ask(ctx, "minji@example.com", "", ilbo.English, account.Visitor{Address: "192.0.2.1"}); err != nil {
		tb.Fatal(err)
	}
	link := tokenForm.FindStringSubmatch(b.last.Text)
	if link == nil {
		tb.Fatalf("the letter has no link: %s", b.last.Text)
	}
	if token, _, err = r.Enter(ctx, link[1], account.Visitor{Address: "192.0.2.1"}); err != nil {
		tb.Fatal(err)
	}
	return r, token, &at
}

func TestStandingIsBelievedForTenSecondsAndNoLonger(t *testing.T) {
	ctx := context.Background()
	c := &contract{entitled: ilbo.ToStories}
	r, token, now := reading(t, c)
	stands := func() ilbo.Standing {
		t.Helper()
		s, err := r.Standing(ctx, token)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := stands(); s.Reader == 0 || !s.Entitled.Has(ilbo.ToStories) {
		t.Fatalf("the standing is %+v", s)
	}
	stands()
	if c.asked != 1 {
		t.Errorf("the contract was asked %d times in a moment", c.asked)
	}
	c.entitled = 0
	*now = now.Add(10 * time.Second)
	if s := stands(); s.Entitled != 0 {
		t.Error("a contract that ended opens doors")
	}
	c.entitled, c.until = ilbo.ToStories, now.Add(2*time.Second)
	r.Forget(stands().Reader)
	if s := stands(); !s.Entitled.Has(ilbo.ToStories) {
		t.Error("a contract that began opens none")
	}
	c.entitled, c.until = 0, time.Time{}
	*now = now.Add(2 * time.Second)
	if s := stands(); s.Entitled != 0 {
		t.Error("a contract opens doors after its last moment")
	}
	who, err := r.Who(ctx, token, account.Visitor{Address: "192.0.2.1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.SignOut(ctx, &who); err != nil {
		t.Fatal(err)
	}
	if s := stands(); s.Reader != 0 {
		t.Error("who signed out stands for a while")
	}
}

func TestStandingOfSessionsThatRanOut(t *testing.T) {
	for name, after := range map[string]time.Duration{"idle": account.ReaderIdleFor, "old": account.ReaderLasts} {
		r, token, now := reading(t, &contract{})
		for step := after; name == "old" && step > 100*24*time.Hour; step -= 100 * 24 * time.Hour { // they read now and then
			*now = now.Add(100 * 24 * time.Hour)
			after -= 100 * 24 * time.Hour
			if s, err := r.Standing(context.Background(), token); err != nil || s.Reader == 0 {
				t.Fatalf("%s: who reads is signed out: %v", name, err)
			}
		}
		*now = now.Add(after)
		if s, err := r.Standing(context.Background(), token); err != nil || s.Reader != 0 {
			t.Errorf("%s: it stands: %+v, %v", name, s, err)
		}
	}
}

func BenchmarkStanding(b *testing.B) {
	r, token, _ := reading(b, &contract{entitled: ilbo.ToStories})
	ctx := context.Background()
	b.ReportAllocs()
	for b.Loop() {
		if s, err := r.Standing(ctx, token); err != nil || s.Reader == 0 {
			b.Fatal(s, err)
		}
	}
}

func TestStandingAllocatesNothing(t *testing.T) {
	r, token, _ := reading(t, &contract{})
	ctx := context.Background()
	if n := testing.AllocsPerRun(100, func() {
		if _, err := r.Standing(ctx, token); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("a look costs %v allocations", n)
	}
}
