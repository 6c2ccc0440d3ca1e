package typeset_test

import (
	"strings"
	"testing"

	"ilbo.press/internal/typeset"
)

func TestRiversAreSeen(t *testing.T) {
	s := typeset.NewSetter()
	river := s.Set(typeset.Text{{Text: strings.Repeat("nine tens\n", 5) + "end", Style: body}}, &typeset.Form{Align: typeset.Left}, typeset.Even(typeset.Pica*20))
	if f := typeset.Inspect(river.Lines, 4); f.Rivers != 1 {
		t.Errorf("%d rivers are seen in one", f.Rivers)
	}
	none := s.Set(typeset.Text{{Text: "a bbbbbbbbb\nbbbbbb a\na bbbbbbbbb\nbbbbbb a\na bbbbbb", Style: body}}, &typeset.Form{Align: typeset.Left}, typeset.Even(typeset.Pica*20))
	if f := typeset.Inspect(none.Lines, 4); f.Rivers != 0 {
		t.Errorf("%d rivers are seen where none is", f.Rivers)
	}
}

func TestLaddersAreSeen(t *testing.T) {
	lines := make([]typeset.Line, 6)
	for _, i := range []int{1, 2, 3, 4} {
		lines[i].Hyphen = true
	}
	lines[5].Stretch, lines[0].Forced = 3.5, true
	if f := typeset.Inspect(lines, 4); f != (typeset.Faults{Ladders: 1, Wide: 1, Forced: 1}) {
		t.Errorf("seen: %+v", f)
	}
}
