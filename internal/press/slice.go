package press

// A node is blocks that fill a rectangle of a page: one block, or two nodes
// beside or below each other.
type node struct {
	cost    int
	shape   *shape // of a block
	filler  int    // rows of a house filler that is all there is
	a, b    *node  // else
	stacked bool   // b stands below a; else it stands right of it
	width   int
	height  int
	fill    int // rows and columns of fillers in it
	tl, tr  edge
	top     [2]int // rows from its top down to a picture, at its left and its right edge; far: there is none
	foot    [2]int // and from its foot up
}

// far is where no picture is.
const far = 1000

// An edge is what stands at a corner of a node's top.
type edge struct {
	picture bool
	size    int // of the headline, in points; 0: there is none
}

// Rows within which two pictures are seen as one heap.
const (
	abreast = 8
	piled   = 14
)

// Rows between blocks, of which the middle has a rule, and of fillers.
const (
	between   = 2
	leastFill = 9
)

// Costs of what an eye would mind.
const (
	costTombstone = 260 // two headlines side by side, of about one size
	costAlike     = 90  // of different sizes
	costPictures  = 170 // two pictures side by side
	costPiled     = 90  // one soon below the other
	costFiller    = 560
	costFillArea  = 3 // a row of a column
)

// A slicing is the rectangles that runs of items can fill.
type slicing struct {
	composer *composer
	items    []*item
	rows     int
	cells    map[[3]int][]*node // by first, last and columns: nodes by height
}

// slicing begins a page. The nodes of the one before are no more: see kept.
func (c *composer) slicing(items []*item, rows int) *slicing {
	c.nodes.used = 0
	return &slicing{c, items, rows, make(map[[3]int][]*node)}
}

// page is the best way to fill a page with the first n items, nil where there is
// none. It is to be kept before the next slicing begins.
func (s *slicing) page(n int) *node {
	return s.of(0, n-1, s.composer.sheet.Columns)[s.rows]
}

// of are the best nodes of a run of items at a width, by height.
func (s *slicing) of(i, j, width int) []*node {
	key := [3]int{i, j, width}
	if all, ok := s.cells[key]; ok {
		return all
	}
	all := make([]*node, s.rows+1)
	keep := func(n *node) {
		if o := all[n.height]; o == nil || n.cost < o.cost {
			all[n.height] = n
		}
	}
	if i == j {
		it := s.items[i]
		for h, sh := range s.composer.shapesOf(it, it.classOf(i), width) {
			if sh != nil && h <= s.rows {
				keep(s.composer.new(leaf(sh, h)))
			}
		}
	}
	for k := i; k < j; k++ {
		s.stack(s.of(i, k, width), s.of(k+1, j, width), all, keep)
		for w := 1; w < width; w++ {
			left, right := s.of(i, k, w), s.of(k+1, j, width-w)
			for h := range left {
				if left[h] != nil && right[h] != nil && (all[h] == nil || left[h].cost+right[h].cost < all[h].cost) {
					if n := join(left[h], right[h]); all[h] == nil || n.cost < all[h].cost {
						all[h] = s.composer.new(n)
					}
				}
			}
		}
	}
	for w := 1; w < width; w++ {
		for h, n := range s.of(i, j, w) {
			if n != nil && h >= leastFill && (all[h] == nil || n.cost+fillCost(width-w, h) < all[h].cost) {
				keep(s.composer.new(join(n, s.composer.new(filler(width-w, h)))))
			}
		}
	}
	for h := s.rows; h > 0; h-- { // from above, so that no filler stands on another
		if n := all[h]; n != nil {
			for f := leastFill; h+between+f <= s.rows; f++ {
				if o := all[h+between+f]; o == nil || n.cost+fillCost(width, f) < o.cost {
					keep(s.composer.fill(n, f))
				}
			}
		}
	}
	s.cells[key] = all
	return all
}

// An arena is room for nodes, of which a page tries a hundred thousand and keeps
// a dozen.
type arena struct {
	chunks [][]node
	used   int
}

// chunk is how many nodes are in one piece of memory.
const chunk = 4096

// new makes a node in the arena.
func (c *composer) new(n node) *node {
	a := &c.nodes
	if a.used == len(a.chunks)*chunk {
		a.chunks = append(a.chunks, make([]node, chunk))
	}
	at := &a.chunks[a.used/chunk][a.used%chunk]
	*at = n
	a.used++
	return at
}

// kept is a node, and what is in it, outside the arena.
func (n *node) kept() *node {
	if n == nil {
		return nil
	}
	k := *n
	k.a, k.b = n.a.kept(), n.b.kept()
	return &k
}

func leaf(sh *shape, h int) node {
	n := node{cost: sh.cost, shape: sh, width: sh.width, height: h, top: [2]int{far, far}, foot: [2]int{far, far}}
	head := edge{}
	if sh.head != nil {
		head.size = int(sh.head.Size.Points())
	}
	n.tl, n.tr = head, head
	from := sh.kickerRows + sh.headRows + sh.deckRows
	switch sh.mode {
	case bare:
		return n
	case over:
		n.tl, n.tr = edge{picture: true}, edge{picture: true}
		from = 0
	case beside:
		n.tr = edge{picture: true}
		from = 0
	}
	n.top[1], n.foot[1] = from, h-from-sh.pictureRows
	if sh.columns == sh.width {
		n.top[0], n.foot[0] = n.top[1], n.foot[1]
	}
	return n
}

// stack puts nodes below others.
func (s *slicing) stack(upper, lower, all []*node, keep func(*node)) {
	for h, a := range upper {
		if a == nil {
			continue
		}
		for g := 1; h+between+g <= s.rows; g++ {
			b := lower[g]
			if b == nil {
				continue
			}
			if o := all[h+between+g]; o == nil || a.cost+b.cost < o.cost {
				keep(s.composer.new(below(a, b)))
			}
		}
	}
}

// below puts a node below another.
func below(a, b *node) node {
	n := node{cost: a.cost + b.cost, a: a, b: b, stacked: true, width: a.width, height: a.height + between + b.height,
		fill: a.fill + b.fill, tl: a.tl, tr: a.tr, top: a.top, foot: b.foot}
	for side := range 2 {
		if a.foot[side]+between+b.top[side] < piled {
			n.cost += costPiled
		}
		n.top[side] = min(n.top[side], a.height+between+b.top[side])
		n.foot[side] = min(n.foot[side], b.height+between+a.foot[side])
	}
	return n
}

// join puts a node right of another.
func join(a, b *node) node {
	n := node{cost: a.cost + b.cost, a: a, b: b, width: a.width + b.width, height: a.height,
		fill: a.fill + b.fill, tl: a.tl, tr: b.tr, top: [2]int{a.top[0], b.top[1]}, foot: [2]int{a.foot[0], b.foot[1]}}
	if l, r := a.top[1], b.top[0]; l < far && r < far && max(l, r)-min(l, r) < abreast {
		n.cost += costPictures
	}
	switch l, r := a.tr, b.tl; {
	case l.picture || r.picture || l.size == 0 || r.size == 0:
	case 5*max(l.size, r.size) < 7*min(l.size, r.size):
		n.cost += costTombstone
	default:
		n.cost += costAlike
	}
	return n
}

// filler is a house filler.
func filler(width, rows int) node {
	return node{filler: rows, width: width, height: rows, fill: rows * width, cost: fillCost(width, rows), top: [2]int{far, far}, foot: [2]int{far, far}}
}

func fillCost(width, rows int) int {
	cost := costFiller + costFillArea*rows*width
	if width < 3 && rows > 50*width { // a pole
		cost += 10 * rows
	}
	return cost
}

// fill puts a house filler below a node.
func (c *composer) fill(a *node, rows int) *node {
	return c.new(below(a, c.new(filler(a.width, rows))))
}
