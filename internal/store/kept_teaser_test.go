package store

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

// teasers have everything that a list may show, and nothing but what all have.
var teasers = []ilbo.Teaser{
	{Language: ilbo.Korean, Section: "national/politics", Path: "/ko/national/politics/2026/05/12/bridge", Kicker: "서울", Headline: `"한강" & <다리>`, Deck: "😀\u2028\\",
		Bylines: []ilbo.Byline{{Name: `O'Brien "Ob"`, Journalist: "ob"}, {Name: "이"}}, Dateline: ilbo.Dateline{Place: "서울"},
		Lead:     &ilbo.Figure{Picture: "p", Width: 3, Height: 2, Alt: `"a"`, Caption: "The bridge."},
		Pictures: 3, Length: 90 * time.Second, Words: 512, Access: ilbo.Metered},
	{Language: ilbo.English, Section: "national", Path: "/a", Headline: "A"},
}

func TestTeaserIsReadAsItWasKept(t *testing.T) {
	for _, want := range teasers {
		text, err := encodeTeaser(&want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := decodeTeaser(text); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read as %+v: %v", text, got, err)
		}
	}
	for text, headline := range map[string]string{
		`["en", "national", "/a", "", "A", "", "", "", "", "", 0, 0, 7]`:  "A", // as PostgreSQL writes it
		`[ "en","national","/a","","\ud83d\ude00","","","","","",0,0,7 ]`: "😀",
	} {
		want := ilbo.Teaser{Language: "en", Section: "national", Path: "/a", Headline: headline, Words: 7}
		if got, err := decodeTeaser(text); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read as %+v: %v", text, got, err)
		}
	}
	for _, text := range []string{``, `[`, `["en"]`, `["en","national","/a","","A","","","","","",0,0]`, `["en","national","/a","","A","","","","","",0,0,"7"]`,
		`["en","national","/a","","A","","[","","","",0,0,7]`, `["en","national","/a","","A","","","","[]","",0,0,7]`, `["en","national","/a","","A","","","","","",0,0,7]]`} {
		if got, err := decodeTeaser(text); err == nil {
			t.Errorf("%s is read as %+v", text, got)
		}
	}
}

func FuzzDecodeTeaser(f *testing.F) {
	for _, one := range teasers {
		text, _ := encodeTeaser(&one)
		f.Add(text)
		f.Add(strings.ReplaceAll(text, `,"`, `, "`))
	}
	f.Fuzz(func(t *testing.T, text string) {
		one, err := decodeTeaser(text)
		if err != nil {
			return
		}
		kept := func(t *testing.T, one ilbo.Teaser) ilbo.Teaser {
			written, err := encodeTeaser(&one)
			if err != nil {
				t.Fatal(err)
			}
			again, err := decodeTeaser(written)
			if err != nil {
				t.Fatalf("%q, which was %q: %v", written, text, err)
			}
			return again
		}
		once := kept(t, one) // without what is no text
		if twice := kept(t, once); !reflect.DeepEqual(once, twice) {
			t.Errorf("%q is kept as %+v, and then as %+v", text, once, twice)
		}
	})
}

// Papers that are older have no teasers in their lists: the step of the schema writes
// them, and what it wrote is read as what is written since.
func TestListsOfAnOlderPaperAreGivenTheirTeasers(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		steps, err := migrations(migrationFiles, s.dialect.schema())
		s.must(t, err)
		_, update, found := strings.Cut(steps[37].text, "\n\n")
		_, update, _ = strings.Cut(update, "\n\n")
		if !found || !strings.HasPrefix(update, "UPDATE listings") {
			t.Fatalf("step 38 does not end with the update, but with %q", update)
		}
		bare, full := faulty(), faulty()
		bare.Hold = nil
		full.Hold = nil
		full.Path, full.Headline, full.Deck, full.Section, full.Dateline.Place = "/full", `"한강" & <다리>`, `a\b`, "national/politics", "서울"
		full.Bylines, full.Lead = teasers[0].Bylines, teasers[0].Lead
		for _, story := range []*ilbo.Story{bare, full} {
			s.must(t, s.PutStory(t.Context(), story))
		}
		wrong := func() int {
			list, err := s.CheckListings(t.Context())
			s.must(t, err)
			return len(list)
		}
		if n := wrong(); n != 0 {
			t.Errorf("%d rows of lists are wrong as they were put", n)
		}
		_, err = s.write.Exec(`UPDATE listings SET teaser = NULL`)
		s.must(t, err)
		if n := wrong(); n != 2 {
			t.Errorf("%d stories without a teaser in their lists, want 2", n)
		}
		section := func() []ilbo.Teaser {
			list, err := s.Teasers(t.Context(), ilbo.Selection{Language: "en", Section: "national", Limit: 5}, bare.Published)
			s.must(t, err)
			return list
		}
		want := []ilbo.Teaser{full.Teaser(), bare.Teaser()}
		if diff := cmp.Diff(want, section()); diff != "" {
			t.Errorf("a list without teasers (-want +got):\n%s", diff)
		}
		_, err = s.write.Exec(update)
		s.must(t, err)
		if n := wrong(); n != 0 {
			t.Errorf("%d rows of lists are wrong after the step", n)
		}
		if diff := cmp.Diff(want, section()); diff != "" {
			t.Errorf("a list that was given its teasers (-want +got):\n%s", diff)
		}
		_, err = s.write.Exec(`UPDATE listings SET public_from = public_from + 1 WHERE story = 1`)
		s.must(t, err)
		if n := wrong(); n != 1 {
			t.Errorf("%d stories of another moment in their lists, want 1", n)
		}
	})
}

func BenchmarkDecodeTeaser(b *testing.B) {
	text, err := encodeTeaser(&teasers[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decodeTeaser(text); err != nil {
			b.Fatal(err)
		}
	}
}
