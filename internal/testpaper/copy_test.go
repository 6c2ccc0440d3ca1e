package testpaper

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

// loadCopy loads a sample of the real furniture and the one story.
func loadCopy(t *testing.T, text string) (*Paper, error) {
	t.Helper()
	furniture, err := files.ReadFile(furnitureFile)
	if err != nil {
		t.Fatal(err)
	}
	return load(fstest.MapFS{
		furnitureFile:         {Data: furniture},
		"copy/desk/story.txt": {Data: []byte(text)},
	}, sampleNow, sampleNow.Location())
}

const head = "section: national/politics\nlanguage: en\nheadline: A line\nago: 3h20m\n"

func TestCopyIsReadWhole(t *testing.T) {
	paper, err := loadCopy(t, `section: national/politics
language: en
kicker: Kicker
headline: It's a "line"
deck: Deck
dateline: BUSAN
source: Yeonan Wire
access: metered
by: Han Seo-yun, A Guest
topics: han-river, trains
ago: 1d2h30m
updated: 2h
translation: word
front: second
lead: river seed=3 time=dusk | Alternative | Caption | Credit
correction: 1h A fact.
clarification: 30m An impression.

One *two* **three [four](/national)**
five.

## Subhead
> Said
> at length — Somebody
`+"\n"+`>> Pulled — Who

- a
- *b*

1. first
2. second

![coast seed=1 | Alt | Cap | Cred]

[gallery Title]
![coast seed=1 | One]

![coast seed=2 | Two | Caption]
[/gallery]
[video film coast seed=4 | Caption | Credit]
00:00 00:04 First
00:04 00:08 Next
[/video]

[table Title | Source]
A | B | C
x | 1,200 | 3.4%
y | –  | +5
[/table]

[box Box]
Words.

- item
[/box]

[embed https://www.youtube.com/watch?v=abcdefghijk | Shown]
`)
	if err != nil {
		t.Fatal(err)
	}
	at := sampleNow.Add(-26*time.Hour - 30*time.Minute)
	coast := func(seed, alt, caption, credit string) ilbo.Figure {
		return ilbo.Figure{Picture: ilbo.PictureID("coast seed=" + seed), Alt: alt, Caption: caption, Credit: credit}
	}
	want := Story{Name: "story", Place: ilbo.PlaceSecond, At: at, Story: ilbo.Story{
		Language: ilbo.English, Section: "national/politics", Foreign: "sample:en:story", Translations: "word",
		Kicker: "Kicker", Headline: "It’s a “line”", Deck: "Deck", Dateline: ilbo.Dateline{Place: "BUSAN"},
		Source: "Yeonan Wire", Access: ilbo.Metered, Topics: []ilbo.TopicID{"han-river", "trains"},
		Bylines: []ilbo.Byline{{Name: "Han Seo-yun", Journalist: "han-seo-yun"}, {Name: "A Guest"}},
		Lead:    &ilbo.Figure{Picture: "river seed=3 time=dusk", Alt: "Alternative", Caption: "Caption", Credit: "Credit"},
		Filed:   at.Add(-35 * time.Minute), Published: at, Updated: sampleNow.Add(-2 * time.Hour),
		Corrections: []ilbo.Correction{
			{Kind: ilbo.CorrectionOfFact, By: paper.Editor, At: sampleNow.Add(-time.Hour), Text: "A fact."},
			{Kind: ilbo.Clarification, By: paper.Editor, At: sampleNow.Add(-30 * time.Minute), Text: "An impression."},
		},
		Body: ilbo.Body{
			{Kind: ilbo.Paragraph, Text: ilbo.Inline{
				{Text: "One "}, {Text: "two", Em: true}, {Text: " "}, {Text: "three ", Strong: true},
				{Text: "four", Strong: true, Href: "/national"}, {Text: " five."},
			}},
			{Kind: ilbo.Subhead, Text: ilbo.Plain("Subhead")},
			{Kind: ilbo.Quote, Text: ilbo.Plain("Said at length"), By: "Somebody"},
			{Kind: ilbo.PullQuote, Text: ilbo.Plain("Pulled"), By: "Who"},
			{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("a"), {{Text: "b", Em: true}}}},
			{Kind: ilbo.List, Ordered: true, Items: []ilbo.Inline{ilbo.Plain("first"), ilbo.Plain("second")}},
			{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{coast("1", "Alt", "Cap", "Cred")}},
			{Kind: ilbo.Gallery, Title: "Title", Figures: []ilbo.Figure{coast("1", "One", "", ""), coast("2", "Two", "Caption", "")}},
			{Kind: ilbo.VideoKind, Video: &ilbo.Video{
				Film: "film coast seed=4", Poster: coast("4", "", "Caption", "Credit"),
				Cues: []ilbo.Cue{{To: 4 * time.Second, Text: "First"}, {From: 4 * time.Second, To: 8 * time.Second, Text: "Next"}},
			}},
			{Kind: ilbo.TableKind, Title: "Title", Table: &ilbo.Table{
				Head: []string{"A", "B", "C"}, Rows: [][]string{{"x", "1,200", "3.4%"}, {"y", "–", "+5"}},
				Source: "Source", Numeric: []int{1, 2},
			}},
			{Kind: ilbo.FactBox, Title: "Box", Blocks: []ilbo.Block{
				{Kind: ilbo.Paragraph, Text: ilbo.Plain("Words.")},
				{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("item")}},
			}},
			{Kind: ilbo.EmbedKind, Embed: &ilbo.Embed{Provider: "youtube", Ref: "abcdefghijk", Title: "Shown"}},
		},
	}}
	if diff := cmp.Diff(want, paper.Stories[0]); diff != "" {
		t.Errorf("the story (-want +got):\n%s", diff)
	}
}

func TestStatesBecomeRecords(t *testing.T) {
	at := sampleNow.Add(-200 * time.Minute)
	filed := at.Add(-35 * time.Minute)
	tests := []struct {
		state       string
		want        func(*ilbo.Story)
		public, due bool
	}{
		{"draft", func(s *ilbo.Story) { s.Filed, s.Published = time.Time{}, time.Time{} }, false, false},
		{"filed", func(s *ilbo.Story) { s.Published = time.Time{} }, false, false},
		{"hold Wait for the court", func(s *ilbo.Story) {
			s.Published, s.Hold = time.Time{}, &ilbo.Hold{By: "Kwon Mi-rae", At: at, Reason: "Wait for the court"}
		}, false, false},
		{"spike Thin", func(s *ilbo.Story) {
			s.Published, s.Spike = time.Time{}, &ilbo.Spike{By: "Kwon Mi-rae", At: at, Reason: "Thin"}
		}, false, false},
		{"embargo +2d", func(s *ilbo.Story) {
			s.Embargo = &ilbo.Embargo{Until: sampleNow.Add(48 * time.Hour), By: "Kwon Mi-rae", At: filed, Reason: "Agreed with the source."}
		}, false, true},
		{"kill 2h We were wrong.", func(s *ilbo.Story) {
			s.Kill = &ilbo.Kill{By: "Kwon Mi-rae", At: sampleNow.Add(-2 * time.Hour), Reason: "We were wrong.", Notice: "We were wrong."}
		}, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.state, func(t *testing.T) {
			paper, err := loadCopy(t, head+"state: "+tt.state+"\n\nBody.\n")
			if err != nil {
				t.Fatal(err)
			}
			want := ilbo.Story{
				Language: ilbo.English, Section: "national/politics", Foreign: "sample:en:story", Headline: "A line",
				Filed: filed, Published: at, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Body.")}},
			}
			tt.want(&want)
			got := paper.Stories[0].Story
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the story (-want +got):\n%s", diff)
			}
			if got.Visible(sampleNow) != tt.public || got.Visible(sampleNow.Add(49*time.Hour)) != tt.due {
				t.Errorf("visible now and in two days: %v, %v", got.Visible(sampleNow), got.Visible(sampleNow.Add(49*time.Hour)))
			}
		})
	}
}

func TestWhatIsWrongIsNamedWithFileAndLine(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"no headline", "section: world\nlanguage: en\nago: 1h\n\nBody.", "story.txt:1: a story needs a section, a language and a headline"},
		{"no age", "section: world\nlanguage: en\nheadline: H\n\nBody.", "story.txt:1: the story has no age"},
		{"section", strings.Replace(head, "politics", "gossip", 1), `story.txt:1: there is no section "national/gossip"`},
		{"language", strings.Replace(head, ": en", ": fr", 1), `story.txt:2: the paper does not appear in "fr"`},
		{"age", strings.Replace(head, "3h20m", "3 hours", 1), `story.txt:4: "3 hours" is no age`},
		{"too old", strings.Replace(head, "3h20m", "15d", 1), "story.txt:4: 15d is not between"},
		{"unknown field", head + "mood: good", `story.txt:5: there is no field "mood"`},
		{"twice", head + "ago: 2h", "story.txt:5: ago is said twice"},
		{"not a field", head + "Body.", "story.txt:5: a header line is"},
		{"marks in the header", head + "deck: *New*", "story.txt:5: marks such as *"},
		{"topic", head + "topics: trains, planes", `story.txt:5: there is no topic "planes"`},
		{"recipe", head + "lead: unicorn seed=1 | Alt", `story.txt:5: recipe "unicorn seed=1": there is no kind "unicorn"`},
		{"no alternative text", head + "lead: coast seed=1", "story.txt:5: a picture is"},
		{"place", head + "front: top", "story.txt:5: a place on the front"},
		{"state", head + "state: asleep", `story.txt:5: there is no state "asleep"`},
		{"hold without reason", head + "state: hold", "story.txt:5: "},
		{"embargo in the past", head + "state: embargo 2d", "story.txt:5: an embargo lifts"},
		{"kill before publication", head + "state: kill 4h Wrong.", "story.txt:5: 4h ago is not after"},
		{"update before publication", head + "updated: 1d", "story.txt:5: 1d ago is not after"},
		{"correction without text", head + "correction: 1h", "story.txt:5: a correction has an age and a text"},
		{"open emphasis", head + "\nSome *words.", "story.txt:6: * opens and nothing closes it"},
		{"unsafe link", head + "\n[x](javascript:1)", "story.txt:6: [x](javascript:1) is no link"},
		{"open fence", head + "\n[box Box]\nWords.", "story.txt:6: [box] is never closed"},
		{"ragged table", head + "\n[table T]\nA | B\n1 | 2 | 3\n[/table]", "story.txt:8: the row has 3 cells"},
		{"empty table", head + "\n[table T]\n[/table]", "the table has no rows"},
		{"late subtitle", head + "\n[video film coast seed=1 | Caption]\n00:04 00:30 Words\n[/video]", "story.txt:7: a subtitle is"},
		{"film without the word", head + "\n[video coast seed=1 | Caption]\n[/video]", "story.txt:6: "},
		{"mixed list", head + "\n- a\nb", "story.txt:7: every line of a list"},
		{"glued quotation", head + "\nWords.\n> Said.", "story.txt:7: an empty line is missing"},
		{"embed", head + "\n[embed https://evil.example/x | Title]", "story.txt:6: "},
		{"mark in a box", head + "\n[box B]\nFine.\n\nSome *words.\n[/box]", "story.txt:9: * opens"},
		{"a box in a box's place", head + "\n[box B]\n## No\n[/box]", "story.txt:1: Block 1 (factbox)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := loadCopy(t, tt.text+"\n")
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("load gives %v, want %q in it", err, tt.want)
			}
		})
	}
}

func TestTwoStoriesOfALanguageCannotShareAName(t *testing.T) {
	furniture, err := files.ReadFile(furnitureFile)
	if err != nil {
		t.Fatal(err)
	}
	tree := fstest.MapFS{
		furnitureFile:    {Data: furniture},
		"copy/a/one.txt": {Data: []byte(head + "\nBody.\n")},
		"copy/b/one.txt": {Data: []byte(head + "\nBody.\n")},
	}
	_, err = load(tree, sampleNow, sampleNow.Location())
	if err == nil || !strings.Contains(err.Error(), "copy/b/one.txt:1: copy/a/one.txt has the same name") {
		t.Errorf("load gives %v, want both files named", err)
	}
}

func TestBrokenFurnitureIsNamedWithItsLine(t *testing.T) {
	_, err := load(fstest.MapFS{furnitureFile: {Data: []byte("[paper]\ntitle = \n")}}, sampleNow, sampleNow.Location())
	if err == nil || !strings.Contains(err.Error(), "copy/furniture.txt:2: ") {
		t.Errorf("load gives %v, want the file and line 2", err)
	}
}
