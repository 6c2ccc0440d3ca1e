package avif

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Info is what a file's container says of its picture.
type Info struct {
	Width, Height int // pixels, before it is turned
	Orientation   int // how it is to be turned and mirrored, as EXIF counts: 1 to 8
}

// ErrFormat says that a file is no AVIF picture that can be read.
var ErrFormat = errors.New("not an AVIF picture")

// Is reports whether a file begins as AVIF does.
func Is(b []byte) bool { return hasBrand(b, "avif", "avis") }

// IsHEIC reports whether a file begins as HEIC does, which has the same container
// around another codec.
func IsHEIC(b []byte) bool {
	return hasBrand(b, "heic", "heix", "heim", "heis", "hevc", "hevx") || !Is(b) && hasBrand(b, "mif1", "msf1")
}

// hasBrand reports whether the file type box names one of some brands.
func hasBrand(b []byte, brands ...string) bool {
	if len(b) < 16 || string(b[4:8]) != "ftyp" {
		return false
	}
	end := min(len(b), int(min(binary.BigEndian.Uint32(b), 4096)))
	for at := 8; at+4 <= end; at += 4 {
		if at == 12 {
			continue // the version of the first
		}
		for _, brand := range brands {
			if string(b[at:at+4]) == brand {
				return true
			}
		}
	}
	return false
}

// maxBoxes bounds the boxes that are looked at.
const maxBoxes = 4096

// Inspect reads the container: ISO/IEC 14496-12 and 23008-12.
func Inspect(data []byte) (Info, error) {
	meta, ok := child(data, "meta", 0)
	if !ok || len(meta) < 4 {
		return Info{}, fmt.Errorf("%w: no metadata", ErrFormat)
	}
	meta = meta[4:]
	primary, ok := primaryItem(meta)
	iprp, found := child(meta, "iprp", 0)
	ipco, held := child(iprp, "ipco", 0)
	if !ok || !found || !held {
		return Info{}, fmt.Errorf("%w: no primary picture", ErrFormat)
	}
	var properties []box
	for b := range boxes(ipco) {
		properties = append(properties, b)
	}
	info := Info{Orientation: 1}
	for _, i := range associated(iprp, primary) {
		if i < 1 || i > len(properties) {
			continue
		}
		switch p := properties[i-1]; {
		case p.kind == "ispe" && len(p.body) >= 12 && info.Width == 0:
			w, h := binary.BigEndian.Uint32(p.body[4:]), binary.BigEndian.Uint32(p.body[8:])
			if w == 0 || h == 0 || w > 1<<20 || h > 1<<20 {
				return Info{}, fmt.Errorf("%w: a picture of %d × %d", ErrFormat, w, h)
			}
			info.Width, info.Height = int(w), int(h)
		case p.kind == "irot" && len(p.body) >= 1:
			info.Orientation = turned(info.Orientation, int(p.body[0]&3))
		case p.kind == "imir" && len(p.body) >= 1:
			info.Orientation = mirrored(info.Orientation, p.body[0]&1)
		}
	}
	if info.Width == 0 {
		return Info{}, fmt.Errorf("%w: no size", ErrFormat)
	}
	return info, nil
}

type box struct {
	kind string
	body []byte
}

// boxes gives the boxes that lie side by side in b, as far as they are whole.
func boxes(b []byte) func(func(box) bool) {
	return func(yield func(box) bool) {
		for n := 0; len(b) >= 8 && n < maxBoxes; n++ {
			size, head := uint64(binary.BigEndian.Uint32(b)), 8
			switch {
			case size == 1 && len(b) >= 16:
				size, head = binary.BigEndian.Uint64(b[8:]), 16
			case size == 0:
				size = uint64(len(b))
			}
			if size < uint64(head) || size > uint64(len(b)) || !yield(box{string(b[4:8]), b[head:size]}) {
				return
			}
			b = b[size:]
		}
	}
}

// child is the nth box of a kind.
func child(b []byte, kind string, n int) ([]byte, bool) {
	for c := range boxes(b) {
		if c.kind != kind {
			continue
		}
		if n--; n < 0 {
			return c.body, true
		}
	}
	return nil, false
}

func primaryItem(meta []byte) (uint32, bool) {
	pitm, ok := child(meta, "pitm", 0)
	switch {
	case !ok || len(pitm) < 6:
		return 0, false
	case pitm[0] == 0:
		return uint32(binary.BigEndian.Uint16(pitm[4:])), true
	case len(pitm) >= 8:
		return binary.BigEndian.Uint32(pitm[4:]), true
	}
	return 0, false
}

// associated are the numbers of an item's properties, from 1, in their order.
func associated(iprp []byte, item uint32) []int {
	var list []int
	for n := range 16 {
		ipma, ok := child(iprp, "ipma", n)
		if !ok {
			break
		}
		list = append(list, associations(ipma, item)...)
	}
	return list
}

func associations(b []byte, item uint32) []int {
	if len(b) < 8 {
		return nil
	}
	idSize, indexSize := 2, 1
	if b[0] >= 1 {
		idSize = 4
	}
	if b[3]&1 != 0 {
		indexSize = 2
	}
	entries := binary.BigEndian.Uint32(b[4:])
	b = b[8:]
	for range entries {
		if len(b) < idSize+1 {
			return nil
		}
		id := uint32(binary.BigEndian.Uint16(b))
		if idSize == 4 {
			id = binary.BigEndian.Uint32(b)
		}
		n := int(b[idSize])
		b = b[idSize+1:]
		if len(b) < n*indexSize {
			return nil
		}
		if id == item {
			list := make([]int, n)
			for i := range n {
				if indexSize == 2 {
					list[i] = int(binary.BigEndian.Uint16(b[2*i:]) & 0x7FFF)
				} else {
					list[i] = int(b[i] & 0x7F)
				}
			}
			return list
		}
		b = b[n*indexSize:]
	}
	return nil
}

// The EXIF orientations, as pairs of a mirror from left to right and quarter
// turns against the clock that follow it, are reached by a turn (irot, against the
// clock) and a mirror (imir: axis 0 stands upright, 1 lies).

// quarters are the quarter turns against the clock of each orientation, mirrors
// whether it is mirrored from left to right before.
var (
	quarters = [9]int{1: 0, 2: 0, 3: 2, 4: 2, 5: 1, 6: 3, 7: 3, 8: 1}
	mirrors  = [9]bool{2: true, 4: true, 5: true, 7: true}
)

func orientation(quarter int, mirror bool) int {
	for o := 1; o <= 8; o++ {
		if quarters[o] == quarter&3 && mirrors[o] == mirror {
			return o
		}
	}
	return 1 // unreachable: the pairs above are all there are
}

func turned(o, by int) int { return orientation(quarters[o]+by, mirrors[o]) }

// mirrored mirrors what is turned already: a mirror after a turn is a turn the
// other way after the mirror.
func mirrored(o int, axis byte) int {
	quarter := -quarters[o]
	if axis == 0 { // the top and the bottom change places
		quarter += 2
	}
	return orientation(quarter, !mirrors[o])
}
