package wxr

import (
	"cmp"
	"slices"

	"golang.org/x/text/encoding"
)

// A shelf knows where the entries stand that other entries show: pictures, and
// blocks that are used again. Of each it keeps the number and the place only.
type shelf struct {
	entries  []shelved
	children []int32 // of entries, by parent and number
	sorted   bool
	dropped  int // beyond maxShelved
}

type shelved struct {
	id, parent int64
	at         int64
	file       int32
	used       bool
	picture    bool
}

// maxShelved is the most entries that a shelf holds.
const maxShelved = 4_000_000

func (s *shelf) put(e shelved) {
	if len(s.entries) >= maxShelved {
		s.dropped++
		return
	}
	s.entries, s.sorted = append(s.entries, e), false
}

// sort prepares for finding. Of entries with the same number the later one
// counts.
func (s *shelf) sort() {
	if s.sorted {
		return
	}
	slices.SortStableFunc(s.entries, func(a, b shelved) int { return cmp.Compare(a.id, b.id) })
	s.children = s.children[:0]
	for i := range s.entries {
		if s.entries[i].parent != 0 && s.entries[i].picture {
			s.children = append(s.children, int32(i))
		}
	}
	slices.SortStableFunc(s.children, func(a, b int32) int { return cmp.Compare(s.entries[a].parent, s.entries[b].parent) })
	s.sorted = true
}

func (s *shelf) find(id int64) *shelved {
	s.sort()
	i, _ := slices.BinarySearchFunc(s.entries, id+1, func(e shelved, id int64) int { return cmp.Compare(e.id, id) })
	if i == 0 || s.entries[i-1].id != id {
		return nil
	}
	return &s.entries[i-1]
}

// below are the numbers of the pictures that were put in with a post, in the
// order of their numbers.
func (s *shelf) below(parent int64) []int64 {
	s.sort()
	i, _ := slices.BinarySearchFunc(s.children, parent, func(n int32, parent int64) int { return cmp.Compare(s.entries[n].parent, parent) })
	var ids []int64
	for ; i < len(s.children) && s.entries[s.children[i]].parent == parent && len(ids) < maxGallery; i++ {
		ids = append(ids, s.entries[s.children[i]].id)
	}
	return ids
}

// read reads an entry again from the file that it stands in, nil where it
// cannot be read.
func (e *shelved) read(f *File, prefix map[string]string, set encoding.Encoding) *item {
	s := f.open(e.at, itemBuffer, prefix)
	t, err := s.next()
	if err != nil || t.name != "item" {
		return nil
	}
	i, err := s.itemAt(t, whole, set)
	if err != nil || i.fault != nil {
		return nil
	}
	return i
}
