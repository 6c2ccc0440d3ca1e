package typeset

import (
	"math"
	"strings"
	"unicode/utf8"
)

// A Headline is a few lines of about one length, at the largest size that lets
// them stand in their measure.
type Headline struct {
	Setting
	Size Length
	Fits bool // else it has more lines than asked for, at the smallest size
}

// Headline sets a text in at most so many lines, at the first of the sizes that
// fits. Words are not parted. Lines are as even as they can be. None ends with a
// word that leads on to the next, as "the" and "of" do, where a line more or a
// size that is a fifth smaller can help it.
func (s *Setter) Headline(text Text, form *Form, width Length, sizes []Length, most int) Headline {
	plain := *form
	plain.Hyphenate, plain.Indent, plain.Drop, plain.Looseness = false, 0, 0, 0
	if plain.Align == Justify {
		plain.Align = Left
	}
	var sized Text
	var first *Headline
	for _, size := range sizes {
		if first != nil && size < first.Size*4/5 {
			break
		}
		sized = sizedTo(text, size)
		s.read(sized, &plain)
		s.work.anywhere, s.work.part = false, false
		missing := s.itemize(sized, &plain, 0)
		s.sum()
		for n := 1; n <= most; n++ {
			end := s.even(&plain, width, n)
			if end < 0 {
				continue
			}
			h := Headline{Setting{s.build(&plain, Even(width), end), missing}, size, true}
			if !s.leadsOn(end) {
				return h
			}
			if first == nil {
				first = &h
			}
		}
	}
	if first != nil {
		return *first
	}
	size := sizes[len(sizes)-1]
	return Headline{s.Set(sized, &plain, Even(width)), size, false}
}

// leadsOn reports whether a line of a way ends with a word that leads on.
func (s *Setter) leadsOn(end int32) bool {
	w := &s.work
	for n := w.nodes[end].before; n > 0; n = w.nodes[n].before {
		if leadsOn(s.lastWord(w.end(0, w.nodes[n].item))) {
			return true
		}
	}
	return false
}

// sizedTo is a text with its largest style at a size, and others in proportion.
func sizedTo(text Text, size Length) Text {
	largest := Length(1)
	for _, span := range text {
		largest = max(largest, span.Style.Size)
	}
	styles := make(map[*Style]*Style)
	out := make(Text, len(text))
	for i, span := range text {
		style := styles[span.Style]
		if style == nil {
			c := *span.Style
			c.Size = c.Size.times(int(size), int(largest))
			c.Track = c.Track.times(int(size), int(largest))
			style = &c
			styles[span.Style] = style
		}
		out[i] = Span{span.Text, style}
	}
	return out
}

// leadsOn reports whether a word belongs to what follows: "the", a number of
// something, "세" of "세 번째".
func leadsOn(word string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	return leads[strings.ToLower(word)] || last >= '0' && last <= '9'
}

// leads are words that belong to what follows.
var leads = map[string]bool{"a": true, "an": true, "the": true, "of": true, "to": true, "in": true, "on": true, "at": true,
	"for": true, "by": true, "and": true, "or": true, "but": true, "with": true, "as": true, "from": true, "into": true,
	"over": true, "its": true, "this": true, "that": true, "his": true, "her": true, "their": true, "is": true, "are": true, "no": true, "not": true,
	"한": true, "두": true, "세": true, "네": true, "몇": true, "첫": true, "그": true, "이": true, "저": true, "새": true, "각": true, "총": true, "약": true, "및": true}

// even breaks the items into n lines of about one length, and gives the node of
// the last, or -1 where they do not fit.
func (s *Setter) even(form *Form, width Length, n int) int32 {
	w := &s.work
	places := []int32{-1}
	for i := range w.items {
		it := &w.items[i]
		switch {
		case it.kind == glue && !it.fast && i > 0:
			places = append(places, int32(i))
		case it.kind == penalty && it.cost <= forced:
			return -1 // it has breaks of its own: set as text
		case it.kind == penalty && it.cost < -forced && !it.mark && !it.hyphen:
			places = append(places, int32(i))
		}
	}
	places = append(places, int32(len(w.items)))
	total := w.width[len(w.items)]
	ideal := float64(total) / float64(n)
	type state struct {
		cost float64
		from int
	}
	best := make([][]state, n+1)
	for k := range best {
		best[k] = make([]state, len(places))
		for i := range best[k] {
			best[k][i] = state{math.Inf(1), -1}
		}
	}
	best[0][0].cost = 0
	for k := 1; k <= n; k++ {
		for j := 1; j < len(places); j++ {
			for i := range j {
				if math.IsInf(best[k-1][i].cost, 1) {
					continue
				}
				start := w.begin(places[i])
				end := w.end(start, places[j])
				if end <= start {
					continue
				}
				long := w.extent(start, end, places[j], form)
				if long > width {
					continue
				}
				off := (float64(long) - ideal) / float64(width)
				cost := float64(off*off) * 100
				if k < n && leadsOn(s.lastWord(end)) {
					cost += 6
				}
				if k < n && int(places[j]) < len(w.items) && w.items[places[j]].kind == penalty {
					cost += 10
				}
				if k == n && k > 1 && long < width/4 {
					cost += 30
				}
				if c := best[k-1][i].cost + cost; c < best[k][j].cost {
					best[k][j] = state{c, i}
				}
			}
		}
	}
	last := len(places) - 1
	if math.IsInf(best[n][last].cost, 1) {
		return -1
	}
	breaks := make([]int32, n)
	for k, j := n, last; k > 0; k-- {
		breaks[k-1] = places[j]
		j = best[k][j].from
	}
	w.nodes = append(w.nodes[:0], node{item: -1, before: -1})
	for k, item := range breaks {
		w.nodes = append(w.nodes, node{item: item, line: int32(k + 1), before: int32(k)})
	}
	return int32(n)
}

// lastWord is the word that ends before an item.
func (s *Setter) lastWord(end int32) string {
	w := &s.work
	start := end
	for start > 0 && w.items[start-1].kind == box {
		start--
	}
	if start == end {
		return ""
	}
	return w.text[w.bytes[w.items[start].from]:w.bytes[w.items[end-1].to]]
}
