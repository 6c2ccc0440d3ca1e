package ghost

import (
	"cmp"
	"hash/maphash"
	"math"
	"slices"
	"sort"
)

// A key stands for the number of a post, a tag or a person in memory. Two of a
// million numbers share a key once in forty million exports.
type key uint64

// keys makes keys; the seed is new for each export, so that no file can be
// made to have numbers that share one.
type keys struct{ seed maphash.Seed }

func newKeys() keys { return keys{maphash.MakeSeed()} }

func (k keys) of(s string) key { return key(maphash.String(k.seed, s)) }

func (k keys) ofBytes(b []byte) key { return key(maphash.Bytes(k.seed, b)) }

// A link ties a post to a tag or to a person: 16 bytes.
type link struct {
	post  key
	to    uint32 // the place of its row in the table
	order int32
}

// links are the links of one kind. They are added in any order, sorted once,
// and looked up by the post.
type links []link

func (l links) sort() {
	slices.SortStableFunc(l, func(a, b link) int {
		return cmp.Or(cmp.Compare(a.post, b.post), cmp.Compare(a.order, b.order))
	})
}

// maxLinked is how many tags, and how many authors, of one post are looked at.
const maxLinked = 100

// of are the first links of a post, in the order that the site gave them.
func (l links) of(post key) links {
	from := sort.Search(len(l), func(i int) bool { return l[i].post >= post })
	to := from
	for to < len(l) && to-from < maxLinked && l[to].post == post {
		to++
	}
	return l[from:to]
}

// order is a link's place in a list, from what a column holds.
func order(n int64) int32 { return int32(min(max(n, math.MinInt32), math.MaxInt32)) }

// A spot is where a post's row of another table stands in the file: 16 bytes.
type spot struct {
	post key
	at   int64
}

type spots []spot

func (s spots) sort() {
	slices.SortStableFunc(s, func(a, b spot) int { return cmp.Compare(a.post, b.post) })
}

// of is where the row of a post stands, and false where it has none. Of two
// rows the later one counts.
func (s spots) of(post key) (int64, bool) {
	i := sort.Search(len(s), func(i int) bool { return s[i].post > post })
	if i == 0 || s[i-1].post != post {
		return 0, false
	}
	return s[i-1].at, true
}

// A roll holds the rows of a small table by their numbers. A link may name a
// row before the table is read.
type roll[T any] struct {
	keys keys
	at   map[key]uint32
	rows []T
	has  []bool
}

func newRoll[T any](k keys) *roll[T] { return &roll[T]{keys: k, at: map[key]uint32{}} }

// place is where the row of that number stands, or will stand.
func (r *roll[T]) place(id string) uint32 {
	k := r.keys.of(id)
	at, ok := r.at[k]
	if !ok {
		var none T
		at = uint32(len(r.rows))
		r.at[k] = at
		r.rows, r.has = append(r.rows, none), append(r.has, false)
	}
	return at
}

// find is the place of the row of that number, and false where nothing named it.
func (r *roll[T]) find(id string) (at uint32, ok bool) {
	at, ok = r.at[r.keys.of(id)]
	return at, ok
}

func (r *roll[T]) put(id string, v T) {
	at := r.place(id)
	r.rows[at], r.has[at] = v, true
}

// get is the row at a place, and false where the table had none.
func (r *roll[T]) get(at uint32) (T, bool) { return r.rows[at], r.has[at] }
