package press

import (
	"testing"

	"ilbo.press/internal/typeset"
)

// lines is a piece of so many lines, which may be one more or one fewer.
func lines(n int) *piece {
	p := &piece{each: 1}
	p.lines[0] = make([]typeset.Line, n)
	if n > 2 {
		p.lines[1], p.lines[2] = make([]typeset.Line, n+1), make([]typeset.Line, n-1)
	}
	return p
}

func TestDealFillsLegs(t *testing.T) {
	heading := &piece{each: 1, keep: true, before: 1, lines: [3][]typeset.Line{make([]typeset.Line, 1)}}
	picture := &piece{heights: []int{5, 6, 4}}
	for name, c := range map[string]struct {
		pieces []*piece
		legs   []leg
		ok     bool
	}{
		"one":                           {[]*piece{lines(8)}, []leg{{rows: 8}}, true},
		"a line longer":                 {[]*piece{lines(8)}, []leg{{rows: 9}}, true},
		"two lines longer":              {[]*piece{lines(8)}, []leg{{rows: 10}}, false},
		"divided":                       {[]*piece{lines(8)}, []leg{{rows: 4}, {rows: 4}}, true},
		"a widow":                       {[]*piece{lines(7)}, []leg{{rows: 6}, {rows: 1}}, false},
		"an orphan":                     {[]*piece{lines(7)}, []leg{{rows: 1}, {rows: 6}}, false},
		"two lines are not divided":     {[]*piece{lines(2)}, []leg{{rows: 1}, {rows: 1}}, false},
		"a heading at the foot":         {[]*piece{lines(4), heading, lines(4)}, []leg{{rows: 6}, {rows: 4}}, false},
		"a heading above two lines":     {[]*piece{lines(4), heading, lines(4)}, []leg{{rows: 8}, {rows: 2}}, true},
		"a heading at the head":         {[]*piece{lines(4), heading, lines(4)}, []leg{{rows: 4}, {rows: 5}}, true},
		"a picture is not divided":      {[]*piece{lines(4), picture}, []leg{{rows: 7}, {rows: 2}}, false},
		"a picture is a row higher":     {[]*piece{lines(4), picture}, []leg{{rows: 4}, {rows: 6}}, true},
		"nothing, and no room for it":   {nil, nil, true},
		"more than there is room for":   {[]*piece{lines(30)}, []leg{{rows: 8}}, false},
		"a leg that nothing would fill": {[]*piece{lines(8)}, []leg{{rows: 8}, {rows: 8}}, false},
	} {
		var d dealer
		hands, _, ok := d.deal(c.pieces, c.legs)
		if ok != c.ok {
			t.Errorf("%s: got %v, %v", name, hands, ok)
		}
		if ok && len(hands) != len(c.pieces) {
			t.Errorf("%s: %d of %d pieces are dealt", name, len(hands), len(c.pieces))
		}
	}
}
