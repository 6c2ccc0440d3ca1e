package picture_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/blob"
	"ilbo.press/internal/picture"
)

// shelf is a store that keeps everything in memory, and counts what it is
// asked. Hidden are the ids that no visible story uses.
type shelf struct {
	mu       sync.Mutex
	pictures map[ilbo.PictureID]ilbo.Picture
	films    map[ilbo.FilmID]ilbo.Film
	hidden   map[string]bool
	asked    int
}

func (s *shelf) PutPicture(_ context.Context, p ilbo.Picture) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pictures[p.ID] = p
	return nil
}

func (s *shelf) Picture(_ context.Context, id ilbo.PictureID) (ilbo.Picture, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.pictures[id]
	if !ok {
		return p, &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no such picture."}
	}
	return p, nil
}

func (s *shelf) EachPicture(_ context.Context, after ilbo.PictureID, limit int) ([]ilbo.Picture, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []ilbo.Picture
	for _, id := range slices.Sorted(maps.Keys(s.pictures)) {
		if id > after && len(list) < limit {
			list = append(list, s.pictures[id])
		}
	}
	return list, nil
}

func (s *shelf) PicturePublic(_ context.Context, id ilbo.PictureID, _ time.Time) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	_, ok := s.pictures[id]
	return ok && !s.hidden[string(id)], nil
}

func (s *shelf) PutFilm(_ context.Context, f ilbo.Film) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.films[f.ID] = f
	return nil
}

func (s *shelf) Film(_ context.Context, id ilbo.FilmID) (ilbo.Film, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.films[id]
	if !ok {
		return f, &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no such film."}
	}
	return f, nil
}

func (s *shelf) FilmPublic(_ context.Context, id ilbo.FilmID, _ time.Time) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.films[id]
	return ok && !s.hidden[string(id)], nil
}

func (s *shelf) hide(id string, hidden bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hidden[id] = hidden
}

// house is a desk over a shelf and a real folder, with a clock to turn.
type house struct {
	*picture.Desk
	shelf *shelf
	dir   string
	mu    sync.Mutex
	now   time.Time
}

func newHouse(t testing.TB) *house {
	t.Helper()
	h := &house{dir: t.TempDir(), now: time.Date(2031, 3, 1, 9, 0, 0, 0, time.UTC)}
	blobs, err := blob.OpenDir(h.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = blobs.Close() })
	h.shelf = &shelf{pictures: map[ilbo.PictureID]ilbo.Picture{}, films: map[ilbo.FilmID]ilbo.Film{}, hidden: map[string]bool{}}
	h.Desk = picture.New(h.shelf, blobs, h.clock)
	return h
}

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *house) wait(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

// files are the names of all files that the house keeps.
func (h *house) files(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(h.dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(h.dir, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
