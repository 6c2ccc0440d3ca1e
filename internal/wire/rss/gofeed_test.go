package rss

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/wire"
)

// An expected item is what another reader of feeds finds in one.
type expected struct {
	Title, Link, GUID, ID          string
	Description, Summary           string
	Content                        json.RawMessage
	PublishedParsed, PubDateParsed time.Time
	Authors                        []struct{ Name string }
	Categories                     json.RawMessage
}

// TestEntriesAreWhatGofeedFinds reads the feeds of gofeed's tests, and compares
// each entry with what that finds. Entries that say nothing are refused here.
func TestEntriesAreWhatGofeedFinds(t *testing.T) {
	dir := testroom.File(t, "fixtures/feeds/gofeed")
	compared := 0
	for _, part := range []string{"parser/rss", "parser/atom", "translator/rss"} {
		files, err := filepath.Glob(filepath.Join(dir, part, "*.xml"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", part, len(files), err)
		}
		for _, name := range files {
			var want struct{ Items, Entries []expected }
			data, err := os.ReadFile(strings.TrimSuffix(name, ".xml") + ".json")
			if err != nil || json.Unmarshal(data, &want) != nil {
				continue
			}
			want.Items = append(want.Items, want.Entries...)
			copies, refused := readFile(t, name)
			said := slices.DeleteFunc(want.Items, func(i expected) bool {
				return ilbo.Clean(strip(i.Title)) == "" && strip(i.Description) == "" && strip(i.Summary) == "" && (len(i.Content) == 0 || strip(text(i.Content)) == "")
			})
			base := filepath.Base(name)
			if len(copies)+len(refused) < len(want.Items) || len(copies) < min(len(said), len(want.Items)) {
				if !strings.Contains(base, "content_src") { // it is elsewhere
					t.Errorf("%s: %d entries and %d refused %q, want %d", base, len(copies), len(refused), refused, len(want.Items))
				}
				continue
			}
			for i := range said {
				if i < len(copies) {
					compare(t, part+"/"+base, copies[i], &said[i])
					compared++
				}
			}
		}
	}
	if compared < 25 {
		t.Errorf("only %d entries were compared", compared)
	}
}

func readFile(t *testing.T, name string) (copies []*wire.Copy, refused []string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for c, err := range Read(filepath.Base(name), f, wire.Options{}) {
		var aside *wire.Aside
		switch {
		case errors.As(err, &aside):
		case err != nil:
			refused = append(refused, ilbo.SayOf(err))
		default:
			copies = append(copies, c)
		}
	}
	return copies, refused
}

// text is a text, or the value of an object that has one.
func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var o struct{ Value string }
	_ = json.Unmarshal(raw, &o)
	return o.Value
}

func compare(t *testing.T, name string, got *wire.Copy, want *expected) {
	t.Helper()
	same := func(what, got, want string) {
		t.Helper()
		if want = ilbo.Clean(strip(strip(want))); want != "" && got != want {
			t.Errorf("%s: the %s is %q, want %q", name, what, got, want)
		}
	}
	same("headline", got.Story.Headline, want.Title)
	if strings.HasPrefix(want.Link, "http") {
		same("link", strings.TrimSuffix(got.Agency.Link, "/"), strings.TrimSuffix(want.Link, "/"))
	}
	if id := ilbo.Clean(want.GUID + want.ID); id != "" && !strings.HasSuffix(got.Agency.GUID, id) && !strings.Contains(id, "<") {
		t.Errorf("%s: it is called %q, want %q", name, got.Agency.GUID, id)
	}
	copy := strings.Join(strings.Fields(got.Story.Body.Text()), "")
	for _, part := range []string{text(want.Content), want.Description, want.Summary} {
		if part = strings.Join(strings.Fields(strip(part)), ""); part != "" && !strings.Contains(copy, part) && !strings.Contains(strings.Join(strings.Fields(got.Story.Deck), ""), part) && !strings.Contains(strings.Join(strings.Fields(got.Story.Headline), ""), part) {
			t.Errorf("%s: %q is not in %q or its deck %q", name, part, copy, got.Story.Deck)
		}
	}
	for _, at := range []time.Time{want.PublishedParsed, want.PubDateParsed} {
		if !at.IsZero() && !at.Truncate(time.Second).Equal(got.Story.Published) {
			t.Errorf("%s: published %v, want %v", name, got.Story.Published, at)
		}
	}
	for _, a := range want.Authors {
		if a.Name != "" && !slices.Contains(got.Bylines, ilbo.Clean(a.Name)) {
			t.Errorf("%s: by %q, want %q", name, got.Bylines, a.Name)
		}
	}
}
