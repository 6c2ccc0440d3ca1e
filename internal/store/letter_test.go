package store

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

// TestSentLettersSayNothing looks at all that the database holds of a letter that
// was sent: a link to sign in with must not lie in a backup.
func TestSentLettersSayNothing(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "paper.db"), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.QueueLetter(ctx, ilbo.Letter{To: "minji@example.com", Subject: "Sign in", Text: "secret-link"}); err != nil {
		t.Fatal(err)
	}
	sent := make(chan ilbo.Letter, 1)
	stop, err := s.Work(ctx, Followers{
		Index:  func(context.Context, []ilbo.StoryID) error { return nil },
		Stale:  func(context.Context, ilbo.Event) error { return nil },
		Letter: func(_ context.Context, l ilbo.Letter) error { sent <- l; return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	select {
	case l := <-sent:
		if l.Text != "secret-link" || l.ID == 0 {
			t.Errorf("what was sent is %+v", l)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("no letter was sent")
	}
	if err := stop(ctx); err != nil {
		t.Fatal(err)
	}
	var letter, outcome, jobs string
	if err := s.read.QueryRow(`SELECT letter, outcome FROM letters`).Scan(&letter, &outcome); err != nil {
		t.Fatal(err)
	}
	if letter != "" || outcome != letterSent {
		t.Errorf("of a letter that was sent %q is kept, and that it was %q", letter, outcome)
	}
	if err := s.read.QueryRow(`SELECT group_concat(CAST(args AS TEXT)) FROM river_job`).Scan(&jobs); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(jobs, "secret") {
		t.Errorf("the jobs say %s", jobs)
	}
}
