package site_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/front"
	"ilbo.press/internal/search"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testpaper"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
	"ilbo.press/internal/web/site"
)

// A paper is the sample newspaper behind a readers' site, over a real store.
type paper struct {
	t      *testing.T
	sample *testpaper.Paper
	store  *store.Store
	desk   *desk.Desk
	search *search.Search
	site   *site.Site
	reads  *front.Reads
	now    time.Time
}

const base = "https://seorak.example"

// noon is when the tests open the paper, and zone is where.
var (
	noon = time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)
	zone = time.FixedZone("KST", 9*3600)
)

// made is the sample newspaper and the file that holds it, with its index. It is
// made once: each test has a copy of the file.
var made = sync.OnceValues(func() (m struct {
	sample *testpaper.Paper
	file   []byte
}, err error) {
	dir, err := os.MkdirTemp("", "sample")
	if err != nil {
		return m, err
	}
	defer os.RemoveAll(dir)
	if m.sample, err = testpaper.Load(noon, zone); err != nil {
		return m, err
	}
	ctx, name := context.Background(), filepath.Join(dir, "paper.db")
	db, err := store.Open(ctx, name, nil)
	if err != nil {
		return m, err
	}
	about := m.sample.About
	d := desk.New(db, &about, func() time.Time { return noon })
	err = db.Together(ctx, func(ctx context.Context) error {
		return m.sample.Build(ctx, rooms{d, db, darkroom{db}})
	})
	if err == nil {
		err = index(ctx, db, search.New(db, db, zone), noon)
	}
	if err := errors.Join(err, db.Close()); err != nil { // closed, it is all in its one file
		return m, err
	}
	m.file, err = os.ReadFile(name)
	return m, err
})

// newPaper gives the sample as of a fixed noon.
func newPaper(t *testing.T) *paper { return newPaperBehind(t, nil) }

// newPaperBehind gives it with a gatehouse, whose clock is the paper's.
func newPaperBehind(t *testing.T, gate *site.Gatehouse) *paper {
	t.Helper()
	ctx := context.Background()
	m, err := made()
	if err != nil {
		t.Fatal(err)
	}
	p := &paper{t: t, sample: m.sample, now: noon}
	clock := func() time.Time { return p.now }
	name := filepath.Join(t.TempDir(), "paper.db")
	if err := os.WriteFile(name, m.file, 0o600); err != nil {
		t.Fatal(err)
	}
	if p.store, err = store.Open(ctx, name, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.store.Close() })
	about := p.sample.About
	p.desk = desk.New(p.store, &about, clock)
	p.search = search.New(p.store, p.store, zone)
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	if gate != nil {
		gate.Clock = clock
	}
	p.reads = front.NewReads(p.store, zone, clock)
	p.site, err = site.New(site.Options{
		Paper: &about, Base: base, Stories: p.store, Fronts: front.New(p.store, clock), Search: p.search,
		Feed: feed.New(func() *ilbo.Paper { return &about }, p.store, clock), Pictures: noPictures{}, Reads: p.reads,
		Assets: fakeAssets{}, Worker: []byte("// worker"), Clock: clock, Log: log, Gate: gate, Editions: prints{p.store}, Weekly: newBound(p.store, &about, clock),
		Cache: cache.Options{Header: web.Policy{HTTPS: true}.Header(), Log: log},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.site.Cache().Close)
	return p
}

// index brings the search index up to date with every story.
func (p *paper) index() {
	p.t.Helper()
	if err := index(context.Background(), p.store, p.search, p.now); err != nil {
		p.t.Fatal(err)
	}
}

func index(ctx context.Context, db *store.Store, s *search.Search, now time.Time) error {
	list, err := db.EachStory(ctx, 0, 1000)
	if err != nil {
		return err
	}
	return s.Index(ctx, list, now)
}

// get asks the site, without the cache's fast path.
func (p *paper) get(path string) (status int, header http.Header, body string) {
	p.t.Helper()
	return p.ask(httptest.NewRequest("GET", path, nil))
}

func (p *paper) ask(r *http.Request) (status int, header http.Header, body string) {
	p.t.Helper()
	w := httptest.NewRecorder()
	p.site.ServeHTTP(w, r)
	return w.Code, w.Header(), w.Body.String()
}

// publish files a story and publishes it an hour ago.
func (p *paper) publish(s *ilbo.Story) *ilbo.Story {
	p.t.Helper()
	ctx := context.Background()
	if err := p.desk.File(ctx, editor("A Reporter"), s); err != nil {
		p.t.Fatal(err)
	}
	if err := p.desk.Publish(ctx, editor("An Editor"), s.ID, ilbo.Printing{At: p.now.Add(-time.Hour)}); err != nil {
		p.t.Fatal(err)
	}
	stored, err := p.store.Story(ctx, s.ID)
	if err != nil {
		p.t.Fatal(err)
	}
	return stored
}

type rooms struct {
	desk *desk.Desk
	testpaper.Composing
	darkroom
}

func (r rooms) Desk(at time.Time) testpaper.Desk { return r.desk.At(at) }

// darkroom registers pictures that nobody draws.
type darkroom struct{ store *store.Store }

func number(recipe string) string {
	sum := sha256.Sum256([]byte(recipe))
	return hex.EncodeToString(sum[:16])
}

func (d darkroom) DrawPicture(ctx context.Context, recipe string) (ilbo.Picture, error) {
	p := ilbo.Picture{ID: ilbo.PictureID(number(recipe)), Type: "image/jpeg", Width: 1920, Height: 1280, Drawing: recipe}
	return p, d.store.PutPicture(ctx, p)
}

func (d darkroom) DrawFilm(ctx context.Context, recipe string) (ilbo.Film, error) {
	f := ilbo.Film{ID: ilbo.FilmID(number(recipe)), Type: "video/webm", Width: 640, Height: 360, Duration: 12 * time.Second, Drawing: recipe}
	return f, d.store.PutFilm(ctx, f)
}

type fakeAssets struct{}

func (fakeAssets) URL(name string) string { return "/assets/" + name }

func (fakeAssets) ServeHTTP(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.URL.Path) }

// noPictures gives one byte for every picture.
type noPictures struct{}

type oneByte struct{ *bytes.Reader }

func (oneByte) Close() error { return nil }

func plateOf(mediaType string) (*site.Plate, error) {
	return &site.Plate{ReadSeekCloser: oneByte{bytes.NewReader([]byte("x"))}, Type: mediaType, Tag: "x", Modified: time.Unix(1, 0)}, nil
}

func (noPictures) Cut(context.Context, ilbo.PictureID, ilbo.Shape, int, string) (*site.Plate, error) {
	return nil, ilbo.NotFound
}

func (noPictures) Rendition(context.Context, ilbo.PictureID, int, string) (*site.Plate, error) {
	return plateOf("image/jpeg")
}

func (noPictures) Film(context.Context, ilbo.FilmID) (*site.Plate, error) {
	return plateOf("video/webm")
}

func (noPictures) StoryCard(context.Context, *ilbo.Story, string, string) (*site.Plate, error) {
	return plateOf("image/jpeg")
}

func (noPictures) PaperCard(context.Context, ilbo.Language, string, string) (*site.Plate, error) {
	return plateOf("image/jpeg")
}

// editor is somebody who may do everything to a story.
func editor(login string) ilbo.Staff {
	return ilbo.Staff{Login: login, Name: login, Role: ilbo.ChiefEditor}
}
