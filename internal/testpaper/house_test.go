package testpaper

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/store"
)

// house is the desk and the store of a real paper, with a darkroom that only
// names its pictures.
type house struct {
	Darkroom
	Composing
	desk *desk.Desk
}

func (h house) Desk(at time.Time) Desk { return h.desk.At(at) }

func TestTheSampleStandsInARealHouse(t *testing.T) {
	paper := loadSample(t)
	stored, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "ilbo.db"), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = stored.Close() })
	now := func() time.Time { return sampleNow }
	rooms := house{&notebook{}, stored, desk.New(stored, &paper.About, now)}
	err = stored.Together(t.Context(), func(ctx context.Context) error { return paper.Build(ctx, rooms) })
	if err != nil {
		t.Fatal(err)
	}

	want, got := map[string]time.Time{}, map[string]time.Time{}
	for i := range paper.Stories {
		if s := &paper.Stories[i]; s.Visible(sampleNow) {
			want[s.Headline] = s.Changed().UTC()
		}
	}
	for _, l := range paper.About.Languages {
		list, err := stored.Teasers(t.Context(), ilbo.Selection{Language: l, Limit: 200}, sampleNow)
		if err != nil {
			t.Fatal(err)
		}
		for _, teaser := range list {
			got[teaser.Headline] = teaser.Updated.UTC()
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what the public sees, and when it changed (-want +got):\n%s", diff)
	}
}
