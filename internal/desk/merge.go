package desk

import (
	"slices"
	"strconv"

	"ilbo.press"
)

// A Side is whose text is taken where two versions differ.
type Side string

// The sides: one's own, that of the other, or both, one's own first.
const (
	Mine   Side = "mine"
	Theirs Side = "theirs"
	Both   Side = "both"
)

// A Merging is two versions on their way to one, by what either changed of the
// version that both were written upon.
type Merging struct {
	Fields []FieldChoice // those that differ
	Runs   []Run         // the body, in its order
}

// A FieldChoice is a part of the furniture in which the two differ. Where one of
// them alone changed it, that one is proposed, and it is no conflict.
type FieldChoice struct {
	Name         string
	Mine, Theirs string
	Proposed     Side
	Conflict     bool
}

// A Run is a stretch of blocks: one that both have, or that one of them alone
// changed, which is Settled; or one that both changed, each in their way.
type Run struct {
	Settled      ilbo.Body
	Mine, Theirs ilbo.Body
	Conflict     bool
}

// Merge brings two versions together that were written upon the same one.
func Merge(base, mine, theirs *ilbo.Copy) Merging {
	var m Merging
	for _, f := range fields {
		was, left, right := f.text(base), f.text(mine), f.text(theirs)
		if left == right {
			continue
		}
		choice := FieldChoice{Name: f.name, Mine: left, Theirs: right, Proposed: Mine, Conflict: left != was && right != was}
		if left == was {
			choice.Proposed = Theirs
		}
		m.Fields = append(m.Fields, choice)
	}
	m.Runs = mergeBodies(base.Body, mine.Body, theirs.Body)
	return m
}

// mergeBodies is the three-way merge of Khanna, Kunal and Pierce ("A Formal
// Investigation of Diff3", 2007), with blocks for lines.
func mergeBodies(base, mine, theirs ilbo.Body) []Run {
	baseKeys, mineKeys, theirKeys := keys(base), keys(mine), keys(theirs)
	inMine, inTheirs := matches(baseKeys, mineKeys), matches(baseKeys, theirKeys)
	var runs []Run
	settle := func(blocks ilbo.Body) {
		if len(blocks) == 0 {
			return
		}
		if n := len(runs); n > 0 && !runs[n-1].Conflict {
			runs[n-1].Settled = append(runs[n-1].Settled, blocks...)
			return
		}
		runs = append(runs, Run{Settled: slices.Clone(blocks)})
	}
	o, a, b := 0, 0, 0
	for o < len(base) || a < len(mine) || b < len(theirs) {
		if o < len(base) && inMine[o] == a && inTheirs[o] == b { // both have it
			settle(base[o : o+1])
			o, a, b = o+1, a+1, b+1
			continue
		}
		// The next block that both have ends the stretch that is not stable.
		end := o
		for end < len(base) && (inMine[end] < a || inTheirs[end] < b) {
			end++
		}
		aEnd, bEnd := len(mine), len(theirs)
		if end < len(base) {
			aEnd, bEnd = inMine[end], inTheirs[end]
		}
		left, right := mineKeys[a:aEnd], theirKeys[b:bEnd]
		switch {
		case slices.Equal(left, right), slices.Equal(right, baseKeys[o:end]):
			settle(mine[a:aEnd])
		case slices.Equal(left, baseKeys[o:end]):
			settle(theirs[b:bEnd])
		default:
			runs = append(runs, Run{Mine: mine[a:aEnd], Theirs: theirs[b:bEnd], Conflict: true})
		}
		o, a, b = end, aEnd, bEnd
	}
	return runs
}

// matches tells, for each of a's, which of b's it is, and -1 where it is none.
func matches(a, b []string) []int {
	list := make([]int, len(a))
	for i := range list {
		list[i] = -1
	}
	for _, g := range align(a, b) {
		for i := range g.same {
			list[g.a+i] = g.b + i
		}
	}
	return list
}

// Conflicts counts what somebody has to decide.
func (m *Merging) Conflicts() int {
	n := 0
	for _, f := range m.Fields {
		if f.Conflict {
			n++
		}
	}
	for _, r := range m.Runs {
		if r.Conflict {
			n++
		}
	}
	return n
}

// Settle makes one copy of two: pick tells, by the name of a field or the number
// of a run, whose is taken; what it does not tell is taken as proposed, and both
// where nothing is, so that no text is lost.
func (m *Merging) Settle(mine, theirs *ilbo.Copy, pick map[string]Side) ilbo.Copy {
	c := *mine
	for _, choice := range m.Fields {
		side := choice.Proposed
		if p := pick[choice.Name]; p == Mine || p == Theirs {
			side = p
		}
		for _, f := range fields {
			if f.name == choice.Name && side == Theirs {
				f.take(&c, theirs)
			}
		}
	}
	c.Body = nil
	for i, r := range m.Runs {
		if !r.Conflict {
			c.Body = append(c.Body, r.Settled...)
			continue
		}
		side := pick[strconv.Itoa(i)]
		if side != Theirs {
			c.Body = append(c.Body, r.Mine...)
		}
		if side != Mine {
			c.Body = append(c.Body, r.Theirs...)
		}
	}
	return c
}
