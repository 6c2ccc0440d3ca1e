package ilbo

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

func soundStory() *Story {
	return &Story{Language: English, Section: "national", Headline: "A headline", Body: Body{{Kind: Paragraph, Text: Plain("A paragraph.")}}}
}

func TestCheckNamesWhatIsWrong(t *testing.T) {
	if err := soundStory().Check(); err != nil {
		t.Fatalf("a sound story: %v", err)
	}
	box := Block{Kind: FactBox, Blocks: []Block{{Kind: Paragraph, Text: Plain("x")}}}
	for name, c := range map[string]struct {
		spoil func(*Story)
		say   string
	}{
		"no headline":      {func(s *Story) { s.Headline = " \n" }, "no headline"},
		"endless headline": {func(s *Story) { s.Headline = strings.Repeat("가", maxHeadline+1) }, "longer than 400"},
		"other language":   {func(s *Story) { s.Language = "fr" }, "“fr”"},
		"no section":       {func(s *Story) { s.Section = "" }, "section"},
		"reserved section": {func(s *Story) { s.Section = "search" }, "taken by another page"},
		"broken text":      {func(s *Story) { s.Deck = "\xff" }, "UTF-8"},
		"broken paragraph": {func(s *Story) { s.Body[0].Text = Plain("a\xff") }, "Block 1 (paragraph)"},
		"unknown access":   {func(s *Story) { s.Access = "gold" }, "“gold”"},
		"unknown block":    {func(s *Story) { s.Body[0].Kind = "poem" }, "no such kind"},
		"empty paragraph":  {func(s *Story) { s.Body[0].Text = nil }, "empty"},
		"script link":      {func(s *Story) { s.Body[0].Text[0].Href = "javascript:x" }, "links to"},
		"two pictures":     {func(s *Story) { s.Body[0] = Block{Kind: PictureKind, Figures: make([]Figure, 2)} }, "2 pictures"},
		"empty gallery":    {func(s *Story) { s.Body[0] = Block{Kind: Gallery} }, "0 pictures"},
		"no film":          {func(s *Story) { s.Body[0] = Block{Kind: VideoKind} }, "no film"},
		"ragged table": {func(s *Story) {
			s.Body[0] = Block{Kind: TableKind, Table: &Table{Head: []string{"a", "b"}, Rows: [][]string{{"1"}}}}
		}, "row 1 has 1 cells"},
		"empty table":        {func(s *Story) { s.Body[0] = Block{Kind: TableKind} }, "no rows"},
		"box in a box":       {func(s *Story) { s.Body[0] = Block{Kind: FactBox, Blocks: []Block{box}} }, "fact box holds"},
		"foreign embed":      {func(s *Story) { s.Body[0] = Block{Kind: EmbedKind, Embed: &Embed{Provider: "evil", Ref: "x"}} }, "“evil”"},
		"too many blocks":    {func(s *Story) { s.Body = make(Body, maxBlocks+1) }, "more than 2000 blocks"},
		"too much text":      {func(s *Story) { s.Body[0].Text = Plain(strings.Repeat("x", maxText+1)) }, "longer than"},
		"control characters": {func(s *Story) { s.Headline = "a\x00b" }, "control characters"},
		"in a paragraph":     {func(s *Story) { s.Body[0].Text = Plain("a\x1bb") }, "Block 1 (paragraph): it holds control"},
		"in an item":         {func(s *Story) { s.Body[0] = Block{Kind: List, Items: []Inline{Plain("a"), Plain("\x00")}} }, "control"},
		"in a caption":       {func(s *Story) { s.Body[0] = Block{Kind: PictureKind, Figures: []Figure{{Caption: "\x00"}}} }, "control"},
		"in a cell":          {func(s *Story) { s.Body[0] = Block{Kind: TableKind, Table: &Table{Rows: [][]string{{"\x00"}}}} }, "control"},
		"in a box": {func(s *Story) {
			s.Body[0] = Block{Kind: FactBox, Blocks: []Block{{Kind: Paragraph, Text: Plain("a\x00")}}}
		}, "control"},
		"in an embed": {func(s *Story) {
			s.Body[0] = Block{Kind: EmbedKind, Embed: &Embed{Provider: "youtube", Ref: "x", Title: "\x00"}}
		}, "control"},
		"in a byline":          {func(s *Story) { s.Bylines = []Byline{{Name: "a\x00"}} }, "no name"},
		"a byline of a page":   {func(s *Story) { s.Bylines = []Byline{{Name: strings.Repeat("x", maxHeadline+1)}} }, "no name"},
		"a dateline of a page": {func(s *Story) { s.Dateline.Place = strings.Repeat("x", maxHeadline+1) }, "dateline"},
		"a source of a page":   {func(s *Story) { s.Source = strings.Repeat("x", maxHeadline+1) }, "source"},
		"the year 0":           {func(s *Story) { s.Published = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC) }, "years 1800 to 2200"},
		"changed in 9999":      {func(s *Story) { s.Updated = time.Date(9999, 12, 31, 23, 0, 0, 0, time.UTC) }, "years 1800 to 2200"},
		"captions without end": {func(s *Story) {
			s.Body[0] = Block{Kind: PictureKind, Figures: []Figure{{Caption: strings.Repeat("x", maxText+1)}}}
		}, "longer than"},
		"too many bylines": {func(s *Story) { s.Bylines = make([]Byline, maxBylines+1) }, "40 bylines"},
	} {
		s := soundStory()
		c.spoil(s)
		err := s.Check()
		if !errors.Is(err, Invalid) || !strings.Contains(SayOf(err), c.say) {
			t.Errorf("%s: got %v, want a sentence with %q", name, err, c.say)
		}
	}
}

func TestStandardSectionsAreSound(t *testing.T) {
	tops, subs := map[SectionID]int{}, 0
	for _, s := range StandardSections() {
		if err := s.ID.Check(); err != nil {
			t.Errorf("%s: %v", s.ID, err)
		}
		if s.Name[English] == "" || s.Name[Korean] == "" {
			t.Errorf("%s has no name in one of the languages", s.ID)
		}
		if s.ID.Sub() {
			subs++
			tops[s.ID.Top()]++
		} else {
			tops[s.ID] += 0
		}
	}
	if len(tops) != 13 {
		t.Errorf("%d sections, want 13", len(tops))
	}
	for id, n := range tops {
		if n == 0 {
			t.Errorf("%s has no sub-section", id)
		}
	}
}

func FuzzBodySurvivesJSON(f *testing.F) {
	f.Add(`[{"kind":"paragraph","text":[{"text":"x","href":"https://a.example"}]}]`)
	f.Add(`[{"kind":"table","table":{"rows":[["a"]]}}]`)
	f.Fuzz(func(t *testing.T, text string) {
		var b Body
		if json.Unmarshal([]byte(text), &b) != nil || b.Check() != nil {
			return
		}
		again, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		var c Body
		if err := json.Unmarshal(again, &c); err != nil {
			t.Fatal(err)
		}
		if b.Text() != c.Text() || !reflect.DeepEqual(b.Figures(), c.Figures()) {
			t.Errorf("%s came back as %s", text, again)
		}
	})
}

func TestReadBylines(t *testing.T) {
	for line, want := range map[string]string{
		"By Lee Hyo-jin": "Lee Hyo-jin", "By A One and B Two": "A One|B Two", "이효진 기자": "이효진", "글 이효진 기자 hj@paper.example": "이효진",
		"한서윤·박도현 기자": "한서윤|박도현", "": "", "By": "By", "A, B & C": "A|B|C",
	} {
		var names []string
		for _, b := range ReadBylines(line) {
			names = append(names, b.Name)
		}
		if got := strings.Join(names, "|"); got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
}

func TestErrorsCarryKindAndSentence(t *testing.T) {
	err := error(&Error{Kind: Gone, Say: "It is gone.", Err: errors.New("cause")})
	if !errors.Is(err, Gone) || errors.Is(err, NotFound) || KindOf(err) != Gone || SayOf(err) != "It is gone." {
		t.Error("the kind or the sentence was lost")
	}
	if KindOf(errors.New("x")) != Internal || KindOf(NotFound) != NotFound {
		t.Error("kinds of plain errors are wrong")
	}
}
