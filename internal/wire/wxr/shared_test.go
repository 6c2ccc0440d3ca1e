package wxr

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/testroom"
)

// TestRealExports reads the exports of real and test sites, and counts that
// every entry is a story, an aside or a refusal.
func TestRealExports(t *testing.T) {
	tests := []struct {
		file                    string
		stories, drafts, asides int
		refused                 int
	}{
		{"wxr/slashes.xml", 1, 0, 0, 0},
		{"wxr/small-export.xml", 6, 1, 5, 0},
		{"wxr/term-formats.xml", 0, 0, 0, 0},
		{"wxr/themeunittestdata.wordpress.xml", 50, 3, 129, 1},
		{"wxr/valid-wxr-1.0.xml", 3, 0, 3, 0},
		{"wxr/valid-wxr-1.1.xml", 1, 0, 1, 0},
		{"wxr/wordpress_unicode_export.xml", 1, 0, 1, 0},
		{"wxr/wxr-comprehensive.xml", 1, 0, 1, 0},
		{"wxr/wxr-simple.xml", 1, 0, 0, 0},
		{"wxr/wxr-utf-8-challenges.xml", 1, 0, 0, 0},
		{"wxr-plugins/feature-image-captions.xml", 3, 0, 2, 0},
		{"wxr-plugins/has-audio-enclosure-with-libsyn-embed.xml", 1, 0, 0, 0},
		{"wxr-plugins/has-audio-enclosure.xml", 1, 0, 0, 0},
		{"wxr-plugins/has-meta.xml", 0, 0, 1, 0},
		{"wxr-plugins/sample-no-slug.xml", 3, 1, 3, 0},
		{"wxr-plugins/sample-with-alt.xml", 1, 0, 1, 0},
		{"wxr-plugins/sample.xml", 3, 1, 3, 0},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			data, err := os.ReadFile(testroom.File(t, "fixtures/"+test.file))
			if err != nil {
				t.Fatal(err)
			}
			r := readAll(t, Options{}, data)
			drafts := 0
			for _, c := range r.stories {
				if c.Withheld != nil {
					drafts++
				}
				if c.Story.Published.IsZero() == (c.Withheld == nil) {
					t.Errorf("%s is neither published nor withheld", c.Story.Foreign)
				}
			}
			asides := 0
			for _, a := range r.asides {
				if a.Kind != "comment" {
					asides += a.N
				}
			}
			if len(r.stories) != test.stories || drafts != test.drafts || asides != test.asides || len(r.refused) != test.refused {
				t.Errorf("%d stories, %d of them drafts, %d asides, %d refused: %q", len(r.stories), drafts, asides, len(r.refused), r.refused)
			}
			if items := len(regexp.MustCompile(`<item>`).FindAll(data, -1)); len(r.stories)+asides+len(r.refused) != items {
				t.Errorf("%d of %d entries are accounted for", len(r.stories)+asides+len(r.refused), items)
			}
			if comments := bytes.Count(data, []byte("<wp:comment>")); comments != r.count("comment") {
				t.Errorf("%d of %d comments are counted", r.count("comment"), comments)
			}
			for _, c := range r.stories {
				if l := c.Story.Language; l != ilbo.English {
					t.Errorf("%s is in %s", c.Story.Headline, l)
				}
			}
		})
	}
}
