package editor_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ilbo.press"
	"ilbo.press/internal/testpaper"
)

// Bodies go through the editor and come out as they went in.

func TestEveryBodyOfTheSamplePaperComesBack(t *testing.T) {
	paper, err := testpaper.Load(time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	var bodies []ilbo.Body
	for _, s := range paper.Stories {
		bodies = append(bodies, s.Body)
	}
	comeBack(t, bodies)
}

func TestEveryBodyThatIsTakenComesBack(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 11))
	var bodies []ilbo.Body
	for len(bodies) < 400 {
		if b := randomBody(r); b.Check() == nil {
			bodies = append(bodies, b)
		}
	}
	comeBack(t, bodies)
}

func comeBack(t *testing.T, bodies []ilbo.Body) {
	t.Helper()
	d := write(t, setting{})
	raw, err := json.Marshal(bodies)
	if err != nil {
		t.Fatal(err)
	}
	answer := d.value(fmt.Sprintf(`JSON.stringify(%s.map((b) => { ed.setBody(b ?? []); return ed.body(); }))`, raw))
	var got []ilbo.Body
	if err := json.Unmarshal([]byte(answer), &got); err != nil {
		t.Fatal(err)
	}
	for i := range bodies {
		if diff := cmp.Diff(plain(bodies[i]), plain(got[i]), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("body %d of %d (-in +out):\n%s", i, len(bodies), diff)
		}
	}
	if n := d.value("changes"); n != "0" {
		t.Errorf("setBody was told as %s changes", n)
	}
	// What is opened comes back as well, and not only what is set.
	answer = d.value(fmt.Sprintf(`JSON.stringify(%s.map((body) => {
		const other = openBody(document.querySelector("#place"), { body: body ?? [], language: "en", words: {}, onChange() {}, pictureURL: () => "" });
		body = other.body();
		other.destroy();
		return body;
	}))`, raw))
	if err := json.Unmarshal([]byte(answer), &got); err != nil {
		t.Fatal(err)
	}
	for i := range bodies {
		if diff := cmp.Diff(plain(bodies[i]), plain(got[i]), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("opened body %d of %d (-in +out):\n%s", i, len(bodies), diff)
		}
	}
}

// What stands beside what is typed is read from the page again: it has to be as
// it was.
func TestTypingLeavesTheRestAsItWas(t *testing.T) {
	odd := "a  b\tc\nd \u00a0e\u200b “f”  "
	body := ilbo.Body{
		{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: odd}, {Text: "strong  ", Strong: true}, {Text: "link\n", Href: "https://example.org", Em: true}, {Text: " mark"}}},
		{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "1", Caption: odd + "quay", Alt: odd}}},
		{Kind: ilbo.TableKind, Table: &ilbo.Table{Rows: [][]string{{odd + "cell", odd}}}},
		{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain(odd + "item"), nil}},
	}
	d := write(t, setting{body: body})
	for _, place := range []string{"mark", "quay", "cell", "item"} {
		d.at(place)
		d.types("!")
		d.composes(true, "ㅎ", "하")
	}
	body[0].Text[3].Text += "!하"
	body[1].Figures[0].Caption += "!하"
	body[2].Table.Rows[0][0] += "!하"
	body[3].Items[0][0].Text += "!하"
	if diff := cmp.Diff(plain(body), plain(d.body()), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// plain joins spans of one kind and leaves out empty ones, which look no other.
func plain(body []ilbo.Block) []ilbo.Block {
	join := func(in ilbo.Inline) ilbo.Inline {
		var out ilbo.Inline
		for _, s := range in {
			if s.Text == "" {
				continue
			}
			last := s
			if n := len(out); n > 0 {
				last.Text = out[n-1].Text
				if out[n-1] == last {
					out[n-1].Text += s.Text
					continue
				}
			}
			out = append(out, s)
		}
		return out
	}
	var list []ilbo.Block
	for _, b := range body {
		b.Text = join(b.Text)
		items := make([]ilbo.Inline, len(b.Items))
		for i, in := range b.Items {
			items[i] = join(in)
		}
		b.Items, b.Blocks = items, plain(b.Blocks)
		list = append(list, b)
	}
	return list
}

func randomBody(r *rand.Rand) ilbo.Body {
	var body ilbo.Body
	for range r.IntN(8) {
		body = append(body, randomBlock(r, false))
	}
	return body
}

var kinds = []ilbo.BlockKind{ilbo.Paragraph, ilbo.Subhead, ilbo.Quote, ilbo.PullQuote, ilbo.List, ilbo.PictureKind, ilbo.Gallery, ilbo.VideoKind, ilbo.TableKind, ilbo.FactBox, ilbo.EmbedKind}

func randomBlock(r *rand.Rand, inBox bool) ilbo.Block {
	b := ilbo.Block{Kind: kinds[r.IntN(len(kinds))]}
	if inBox {
		b.Kind = []ilbo.BlockKind{ilbo.Paragraph, ilbo.List}[r.IntN(2)]
	}
	odd := r.IntN(12) == 0 // fields that the kind does not use are taken as well
	if odd || b.Kind == ilbo.Paragraph || b.Kind == ilbo.Subhead || b.Kind == ilbo.Quote || b.Kind == ilbo.PullQuote {
		b.Text = randomInline(r)
	}
	if odd || b.Kind == ilbo.Quote || b.Kind == ilbo.PullQuote {
		b.By = randomText(r)
	}
	if odd || b.Kind == ilbo.Gallery || b.Kind == ilbo.TableKind || b.Kind == ilbo.FactBox {
		b.Title = randomText(r)
	}
	if odd || b.Kind == ilbo.List {
		b.Ordered = r.IntN(2) == 0
		for range 1 + r.IntN(4) {
			b.Items = append(b.Items, randomInline(r))
		}
	}
	switch b.Kind {
	case ilbo.PictureKind:
		b.Figures = []ilbo.Figure{randomFigure(r)}
	case ilbo.Gallery:
		for range 1 + r.IntN(4) {
			b.Figures = append(b.Figures, randomFigure(r))
		}
	case ilbo.VideoKind:
		b.Video = &ilbo.Video{Film: "f1", Type: "video/webm", Width: r.IntN(2000), Height: r.IntN(2000), Duration: time.Duration(r.IntN(1e9)) * 100, Poster: randomFigure(r)}
		for range r.IntN(3) {
			b.Video.Cues = append(b.Video.Cues, ilbo.Cue{From: time.Second, To: 2 * time.Second, Text: randomText(r)})
		}
	case ilbo.TableKind:
		columns := 1 + r.IntN(4)
		row := func() []string {
			cells := make([]string, columns)
			for i := range cells {
				cells[i] = randomText(r)
			}
			return cells
		}
		b.Table = &ilbo.Table{Source: randomText(r)}
		if r.IntN(2) == 0 {
			b.Table.Head = row()
		}
		for range 1 + r.IntN(4) {
			b.Table.Rows = append(b.Table.Rows, row())
		}
		for range r.IntN(4) {
			b.Table.Numeric = append(b.Table.Numeric, r.IntN(columns+2)-1)
		}
	case ilbo.FactBox:
		for range 1 + r.IntN(3) {
			b.Blocks = append(b.Blocks, randomBlock(r, true))
		}
	case ilbo.EmbedKind:
		b.Embed = &ilbo.Embed{Provider: []string{"youtube", "vimeo"}[r.IntN(2)], Ref: fmt.Sprint("ref_", r.IntN(1000)), Title: randomText(r)}
	}
	return b
}

func randomFigure(r *rand.Rand) ilbo.Figure {
	return ilbo.Figure{Picture: ilbo.PictureID(fmt.Sprintf("%032x", r.Uint64())), Width: r.IntN(4000), Height: r.IntN(4000), Alt: randomText(r), Caption: randomText(r), Credit: randomText(r)}
}

func randomInline(r *rand.Rand) ilbo.Inline {
	var in ilbo.Inline
	for range r.IntN(5) {
		s := ilbo.Span{Text: randomText(r), Strong: r.IntN(3) == 0, Em: r.IntN(3) == 0}
		if r.IntN(4) == 0 {
			s.Href = []string{"https://example.org/a?b=c#d", "/national", "mailto:desk@example.org", "#notes", "https://user:word@example.org:81/%41"}[r.IntN(5)]
		}
		in = append(in, s)
	}
	return in
}

var pieces = []string{"a", "ferry", " ", "  ", "한강", "을 건너", "\u00a0", "\n", "\t", "\r\n", "“", "’", "é", "e\u0301", "각", "\u1112\u1161\u11ab", "🚢", "\u200b", "\ufeff", "\u2028", "\u0085", "<b>", "&amp;", "/", "\u202e", "0"}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(6) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}
