package ilbo

import (
	"slices"
	"testing"
	"time"
)

func TestKeysNameEveryPageThatShowsTheStory(t *testing.T) {
	s := &Story{ID: 7, Language: Korean, Section: "national/politics", Topics: []TopicID{"sea", "land"}, Bylines: []Byline{{Name: "A", Journalist: "a-b"}, {Name: "A guest"}}}
	want := []Key{"story:7", "volume:1", "language:ko", "section:ko:national/politics", "section:ko:national", "topic:ko:sea", "topic:ko:land", "by:ko:a-b"}
	if got := s.Keys(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	s = &Story{ID: 1 << 60, Language: English, Section: "world"}
	if got, want := s.Keys(), []Key{"story:1152921504606846976", "volume:576460752303424", "language:en", "section:en:world"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := []Key{KeyFront(Korean, Home), KeyMostRead(Korean)}; !slices.Equal(got, []Key{"front:ko:home", "most-read:ko"}) {
		t.Errorf("got %q", got)
	}
}

func TestATeaserIsTheStoryWithoutItsBody(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	lead, inside, poster := Figure{Picture: "a"}, Figure{Picture: "b"}, Figure{Picture: "p"}
	s := &Story{
		ID: 3, Language: English, Section: "video", Path: "/video/x", Kicker: "K", Headline: "H", Deck: "D", Bylines: []Byline{{Name: "N"}}, Dateline: Dateline{"BUSAN"}, Published: noon,
		Body: Body{{Kind: Paragraph, Text: Plain("one two three")}, {Kind: VideoKind, Video: &Video{Film: "f", Duration: time.Minute, Poster: poster}}, {Kind: VideoKind, Video: &Video{Film: "g", Duration: time.Hour}}, {Kind: Gallery, Figures: []Figure{inside, inside}}},
	}
	got := s.Teaser()
	if got.Lead == nil || got.Lead.Picture != "p" || got.Pictures != 2 || got.Length != time.Minute || got.Words != 3 || !got.Updated.Equal(noon) {
		t.Errorf("got %+v with the lead %v", got, got.Lead)
	}
	if got.ID != s.ID || got.Language != s.Language || got.Section != s.Section || got.Path != s.Path || got.Kicker != "K" || got.Headline != "H" || got.Deck != "D" || len(got.Bylines) != 1 || got.Dateline.Place != "BUSAN" || got.Access != "" || !got.Published.Equal(noon) {
		t.Errorf("the teaser lost something: %+v", got)
	}
	s.Access = Metered
	if got := s.Teaser(); got.Lead != nil || got.Access != Metered {
		t.Errorf("what is locked shows the picture %v out of its copy", got.Lead)
	}
	s.Lead = &lead
	if got := s.Teaser(); got.Lead.Picture != "a" || got.Pictures != 3 {
		t.Errorf("with a lead of its own: %v, %d pictures", got.Lead, got.Pictures)
	}
	if got := s.Figures(); len(got) != 3 || got[0].Picture != "a" {
		t.Errorf("its figures are %v", got)
	}
	if got := (&Story{}).Teaser(); got.Lead != nil || got.Pictures != 0 || got.Words != 0 || got.Length != 0 {
		t.Errorf("of an empty story: %+v", got)
	}
}

func TestChangedIsTheLastThingThatReadersSaw(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	at := func(hours int) time.Time { return noon.Add(time.Duration(hours) * time.Hour) }
	for name, c := range map[string]struct {
		updated     time.Time
		corrections []Correction
		want        time.Time
	}{
		"published alone":      {want: noon},
		"updated":              {updated: at(2), want: at(2)},
		"updated before":       {updated: at(-1), want: noon},
		"corrected":            {corrections: []Correction{{At: at(3)}, {At: at(1)}}, want: at(3)},
		"corrected and update": {updated: at(5), corrections: []Correction{{At: at(3)}}, want: at(5)},
	} {
		s := &Story{Published: noon, Updated: c.updated, Corrections: c.corrections}
		if got := s.Changed(); !got.Equal(c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestTextIsAllThatTheBodySays(t *testing.T) {
	b := Body{
		{Kind: Subhead, Text: Plain("Head")}, {Kind: Paragraph, Text: Inline{{Text: "one "}, {Text: "two", Strong: true}}}, {Kind: Quote, Text: Plain("said"), By: "Who"},
		{Kind: List, Items: []Inline{Plain("a"), Plain("b")}}, {Kind: Gallery, Title: "Wall", Figures: []Figure{{Caption: "cap", Alt: "alt"}}},
		{Kind: TableKind, Title: "Tab", Table: &Table{Head: []string{"h1", "h2"}, Rows: [][]string{{"x", "y"}}}},
		{Kind: FactBox, Title: "Box", Blocks: []Block{{Kind: Paragraph, Text: Plain("in")}}}, {Kind: VideoKind, Video: &Video{Poster: Figure{Caption: "post"}}}, {Kind: EmbedKind, Embed: &Embed{Title: "emb"}},
	}
	want := "Head\none two\nsaid\nWho\na\nb\nWall\ncap\nTab\nh1 h2\nx y\nBox\nin\npost\nemb"
	if got := b.Text(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := b.Words(); got != 18 {
		t.Errorf("%d words, want 18", got)
	}
	if Plain("") != nil || (Inline{}).String() != "" {
		t.Error("no text is something")
	}
}
