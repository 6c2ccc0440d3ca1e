package wire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// TestWhatIsNewIsDescribed takes copy in that tells of its section, topics and
// people: those that the paper had keep what it says of them.
func TestWhatIsNewIsDescribed(t *testing.T) {
	h := newHouse()
	h.topics = []ilbo.Topic{{ID: "sea", Name: ilbo.Words{ilbo.English: "Sea"}, Blurb: ilbo.Words{ilbo.English: "Ours."}}}
	c := &wire.Copy{
		Section: "River Desk", Founding: true, Topics: []string{"Sea", "Han  River", "Sky", "Rain"}, Bylines: []string{"Oh Ha-neul", "Min Da-on"},
		About: map[string]string{"River Desk": "All that flows.", "Sea": "Theirs.", "han river": " 한강의\n모든 것 ", "Rain": strings.Repeat("x", 1_001)},
		Bios:  map[string]string{"Oh Ha-neul": "Writes of water.", "Sky": "No person."},
	}
	c.Story = ilbo.Story{Language: ilbo.English, Foreign: "x:1", Headline: "Ferry stays", Published: time.Date(2020, 3, 1, 0, 0, 0, 0, time.UTC), Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("It stays.")}}}
	in := wire.New(h, h, h, func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) })
	if _, err := in.Take(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	got := map[string]ilbo.Words{}
	for _, s := range h.sections {
		if s.Name.In(ilbo.English) == "River Desk" {
			got["section"] = s.Blurb
		}
	}
	for _, topic := range h.topics {
		got[string(topic.ID)] = topic.Blurb
	}
	for _, j := range h.journalists {
		got[string(j.ID)] = j.Bio
	}
	want := map[string]ilbo.Words{
		"section": {ilbo.English: "All that flows."}, "sea": {ilbo.English: "Ours."}, "han-river": {ilbo.Korean: "한강의 모든 것"}, "sky": nil, "rain": nil,
		"oh-ha-neul": {ilbo.English: "Writes of water."}, "min-da-on": nil,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
