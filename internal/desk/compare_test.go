package desk_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

func body(paragraphs ...string) ilbo.Body {
	var b ilbo.Body
	for _, p := range paragraphs {
		b = append(b, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(p)})
	}
	return b
}

// shown writes a comparison down: what came in braces, what went in brackets.
func shown(list []desk.Difference) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s %s: ", d.Name, d.Op)
		for _, p := range d.Pieces {
			switch p.Op {
			case desk.Added:
				fmt.Fprintf(&b, "{%s}", p.Text)
			case desk.Gone:
				fmt.Fprintf(&b, "[%s]", p.Text)
			default:
				b.WriteString(p.Text)
			}
		}
		if d.Form {
			b.WriteString(" (form)")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestCompareShowsWhichWordsChanged(t *testing.T) {
	a := &ilbo.Copy{Headline: "Bridge opens", Body: body("The council met on Tuesday.", "It rained.", "Nobody came to see it.")}
	b := &ilbo.Copy{Headline: "Bridge opens late", Body: body("The council met on Monday.", "Nobody came to see it.", "It will meet again.")}
	c := desk.Compare(a, b)
	same(t, "fields", shown(c.Fields), "headline changed: Bridge opens{ late}\n")
	same(t, "blocks", shown(c.Blocks), "paragraph changed: The council met on [Tuesday]{Monday}.\nparagraph gone: [It rained.]\nparagraph same: Nobody came to see it.\nparagraph added: {It will meet again.}\n")

	a, b = &ilbo.Copy{Body: body("북한은 대화를 거부했다.")}, &ilbo.Copy{Body: body("북한이 대화를 거부했다.")}
	same(t, "Hangul", shown(desk.Compare(a, b).Blocks), "paragraph changed: 북한[은]{이} 대화를 거부했다.\n")
	b = &ilbo.Copy{Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "북한은", Strong: true}, {Text: " 대화를 거부했다."}}}}}
	same(t, "marks", shown(desk.Compare(a, b).Blocks), "paragraph changed: 북한은 대화를 거부했다. (form)\n")
}

func TestWhatOneOfTwoChangedIsMergedAndWhatBothDidIsAsked(t *testing.T) {
	base := &ilbo.Copy{Headline: "Bridge", Deck: "Soon", Body: body("One.", "Two.", "Three.", "Four.")}
	mine := &ilbo.Copy{Headline: "Bridge opens", Deck: "Today", Body: body("One, mine.", "Two.", "Three, mine.", "Four.")}
	theirs := &ilbo.Copy{Headline: "Bridge", Deck: "At last", Body: body("One.", "Two.", "Three, theirs.", "Four.", "Five.")}
	m := desk.Merge(base, mine, theirs)
	same(t, "conflicts", m.Conflicts(), 2)
	settled := m.Settle(mine, theirs, map[string]desk.Side{"deck": desk.Theirs, "1": desk.Mine})
	same(t, "headline", settled.Headline, "Bridge opens")
	same(t, "deck", settled.Deck, "At last")
	same(t, "body", settled.Body.Text(), "One, mine.\nTwo.\nThree, mine.\nFour.\nFive.")
	both := m.Settle(mine, theirs, nil)
	same(t, "where nobody decides", both.Body.Text(), "One, mine.\nTwo.\nThree, mine.\nThree, theirs.\nFour.\nFive.")
}

// TestMergeLosesNoText changes a story at random in two places: a change of one
// side alone is that side, both the same is that, and with nothing decided every
// new paragraph of either is there.
func TestMergeLosesNoText(t *testing.T) {
	seed := rand.Uint64()
	rng := rand.New(rand.NewPCG(seed, 1))
	t.Logf("seed %d", seed)
	number := 0
	mutate := func(b ilbo.Body) ilbo.Body {
		out := append(ilbo.Body{}, b...)
		for range rng.IntN(4) {
			number++
			fresh := body(fmt.Sprintf("New %d.", number))
			at := rng.IntN(len(out) + 1)
			switch rng.IntN(3) {
			case 0:
				out = append(out[:at:at], append(fresh, out[at:]...)...)
			case 1:
				if at < len(out) {
					out = append(out[:at:at], out[at+1:]...)
				}
			default:
				if at < len(out) {
					out = append(out[:at:at], append(fresh, out[at+1:]...)...)
				}
			}
		}
		return out
	}
	for range 2_000 {
		var lines []string
		for i := range rng.IntN(8) {
			lines = append(lines, fmt.Sprintf("Line %d.", i%5))
		}
		base := &ilbo.Copy{Body: body(lines...)}
		mine, theirs := &ilbo.Copy{Body: mutate(base.Body)}, &ilbo.Copy{Body: mutate(base.Body)}
		text := func(a, b *ilbo.Copy) string {
			m := desk.Merge(base, a, b)
			return m.Settle(a, b, nil).Body.Text()
		}
		if got := text(mine, base); got != mine.Body.Text() {
			t.Fatalf("mine alone: %q, want %q", got, mine.Body.Text())
		}
		if got := text(base, theirs); got != theirs.Body.Text() {
			t.Fatalf("theirs alone: %q, want %q", got, theirs.Body.Text())
		}
		if got := text(mine, mine); got != mine.Body.Text() {
			t.Fatalf("both the same: %q, want %q", got, mine.Body.Text())
		}
		merged := text(mine, theirs)
		for _, line := range strings.Split(mine.Body.Text()+"\n"+theirs.Body.Text(), "\n") {
			if strings.HasPrefix(line, "New ") && !strings.Contains(merged+"\n", line+"\n") {
				t.Fatalf("lost %q of\n%s\nand\n%s\nupon\n%s\nin\n%s", line, mine.Body.Text(), theirs.Body.Text(), base.Body.Text(), merged)
			}
		}
	}
}
