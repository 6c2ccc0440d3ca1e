package feed

import (
	"bytes"
	"database/sql"
	"encoding/xml"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	_ "github.com/ncruces/go-sqlite3/driver"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// A month that a paper took in at once: its last volume has room for ten more.
const (
	longMonth   = 120_000 - 10
	longVolumes = 120_000 / ilbo.VolumeSize
)

// longPaper is a paper whose stories were all published within one month.
func longPaper(t *testing.T) (*Feed, *store.Store) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.db")
	s, err := store.Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	from := time.Date(2026, 10, 1, 0, 0, 0, 0, seoul).UnixMilli()
	for _, text := range []string{
		`INSERT INTO stories (id, language, section, slug, path, kicker, headline, deck, bylines, place, source, topics, lead, figure,
		access, words, pictures, length, films, galleries, recorded, published, changed, public_from)
		SELECT value, 'en', 'national', 'x', '/national/' || value, '', 'Harbor day', '', '', '', '', '', '', '',
		'', 0, 0, 0, 0, 0, 0, ? + value * 20000, ? + value * 20000, ? + value * 20000 FROM generate_series(1, ?)`,
		`INSERT INTO bodies SELECT id, '' FROM stories`,
		`INSERT INTO listings (list, published, story, public_from, changed) SELECT list, published, id, public_from, changed FROM stories,
		(SELECT 'language:en' AS list UNION ALL SELECT 'section:en:national')`,
	} {
		args := []any{from, from, from, longMonth}
		text = strings.Replace(text, "FROM generate_series(1, ?)", "FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?) SELECT value FROM n)", 1)
		if _, err := db.Exec(text, args[:strings.Count(text, "?")]...); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.KeepCounts(t.Context(), time.UTC); err != nil {
		t.Fatal(err)
	}
	return New(paper, s, func() time.Time { return now }), s
}

// A shelfMark is what the index says of a sitemap, with the sitemap.
type shelfMark struct {
	changed string
	body    []byte
}

// sitemaps are all that the index names, by their names.
func sitemaps(t *testing.T, f *Feed) map[string]shelfMark {
	t.Helper()
	p, err := f.Sitemap(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	var index struct {
		Sitemaps []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
		} `xml:"sitemap"`
	}
	if err := xml.Unmarshal(p.Body, &index); err != nil {
		t.Fatal(err)
	}
	all := map[string]shelfMark{}
	for _, ref := range index.Sitemaps {
		name, ok := strings.CutPrefix(ref.Loc, base+"/sitemaps/")
		if !ok {
			t.Fatalf("the index names %s", ref.Loc)
		}
		p, err := f.SitemapFile(t.Context(), name, base)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(p.Body, []byte("<url>")); n == 0 || n > 50_000 || len(p.Body) > 50_000_000 {
			t.Errorf("%s has %d addresses in %d bytes", name, n, len(p.Body))
		}
		all[name] = shelfMark{ref.Lastmod, p.Body}
	}
	return all
}

// Whatever happens to a story, the sitemaps that do not name it, or a translation
// of it, stay as they were, byte for byte, and so does what the index says of
// them.
func TestSitemapsChangeAtTheEndAlone(t *testing.T) {
	f, s := longPaper(t)
	have := sitemaps(t, f)
	all := map[string]bool{}
	for name, m := range have {
		if strings.HasPrefix(name, volumesName) {
			for _, loc := range addresses(t, m.body) {
				all[loc] = true
			}
		}
	}
	if len(all) != longMonth || len(have) != longVolumes+1 {
		t.Fatalf("%d addresses in %d sitemaps, want %d in %d", len(all), len(have), longMonth, longVolumes+1)
	}
	volume := func(n int) string { return volumeName(n) + ".xml" }
	at := now
	change := func(id ilbo.StoryID, change func(*ilbo.Story)) error {
		return s.ChangeStory(t.Context(), id, "han", at, func(s *ilbo.Story) ([]ilbo.Event, error) {
			change(s)
			return nil, nil
		})
	}
	put := func(path ilbo.Path, l ilbo.Language, translations string) error {
		draft := &ilbo.Story{Language: l, Section: "national", Path: path, Translations: translations}
		if err := s.PutStory(t.Context(), draft); err != nil {
			return err
		}
		return change(draft.ID, func(s *ilbo.Story) { s.Published = now })
	}
	last := volume(longVolumes)
	for _, step := range []struct {
		name string
		do   func() error
		want []string
	}{
		{"publish", func() error { return put("/new", ilbo.English, "") }, []string{last}},
		{"kill", func() error {
			return change(5_000, func(s *ilbo.Story) { s.Kill = &ilbo.Kill{By: "han", At: now} })
		}, []string{volume(3)}},
		{"correct", func() error {
			return change(70_001, func(s *ilbo.Story) {
				s.Corrections = []ilbo.Correction{{Kind: ilbo.CorrectionOfFact, By: "han", At: now, Text: "It was 12."}}
			})
		}, []string{volume(36)}},
		{"edit what sitemaps do not say", func() error { return change(70_001, func(s *ilbo.Story) { s.Deck = "A deck." }) }, nil},
		{"name a translation", func() error { return change(100, func(s *ilbo.Story) { s.Translations = "harbor" }) }, nil},
		{"publish the translation", func() error { return put("/ko/new", ilbo.Korean, "harbor") }, []string{volume(1), last}},
		{"fill the volume and begin the next", func() error {
			for i := range 9 {
				if err := put(ilbo.Path(fmt.Sprintf("/more/%d", i)), ilbo.English, ""); err != nil {
					return err
				}
			}
			return nil
		}, []string{last, volume(longVolumes + 1)}},
		{"publish into the next", func() error { return put("/later", ilbo.English, "") }, []string{volume(longVolumes + 1)}},
	} {
		at = at.Add(time.Minute)
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		then := sitemaps(t, f)
		var changed []string
		for _, name := range slices.Sorted(maps.Keys(then)) {
			before, after := have[name], then[name]
			if bytes.Equal(before.body, after.body) {
				if before.changed != after.changed {
					t.Errorf("%s: the index says that %s changed, and it did not", step.name, name)
				}
				continue
			}
			changed = append(changed, name)
			if after.changed == before.changed {
				t.Errorf("%s: the index does not say that %s changed", step.name, name)
			}
		}
		slices.Sort(step.want)
		if diff := cmp.Diff(step.want, changed); diff != "" || len(then) < len(have) {
			t.Errorf("%s: sitemaps that changed (-want +got):\n%s", step.name, diff)
		}
		have = then
	}
}
