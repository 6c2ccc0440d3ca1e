package ghost

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"ilbo.press"
)

// A field is one column of a row: what was found there last.
type field struct {
	limit int  // bytes that are kept
	as    kind // what stood there; null where nothing did
	value []byte
	long  bool // the value was longer than limit
}

// A row is the columns of a table that the import knows, by name. One row's
// memory serves for all rows of a table.
type row map[string]*field

// newRow makes a row of columns with short values.
func newRow(names ...string) row {
	r := row{}
	for _, name := range names {
		r[name] = &field{limit: maxShort}
	}
	return r
}

// maxShort is the longest value, in bytes, of a column that holds a name, an
// address or a sentence.
const maxShort = 64 << 10

// maxKept is how much memory, in bytes, a column keeps for the next row.
const maxKept = 1 << 20

// read takes the row that comes next. What stands there that is no object is
// passed over, and its kind told.
func (r row) read(s *scanner) (kind, error) {
	for _, f := range r {
		if f.as, f.value, f.long = null, f.value[:0], false; cap(f.value) > maxKept {
			f.value = nil
		}
	}
	k, err := s.kind()
	if err != nil {
		return k, err
	}
	if k != object {
		return k, s.skip()
	}
	return k, s.object(func(name []byte) error {
		f, ok := r[string(name)]
		if !ok {
			return s.skip()
		}
		return f.read(s)
	})
}

func (f *field) read(s *scanner) (err error) {
	f.value, f.long = f.value[:0], false
	if f.as, err = s.kind(); err != nil {
		return err
	}
	switch f.as {
	case text:
		f.value, f.long, err = s.text(f.value, f.limit)
	case list, object:
		err = s.skip()
	default:
		f.value, err = s.literal(f.value)
	}
	return err
}

// text is a column's text. Numbers are texts too: some programs that write
// exports do not quote them. Everything else is none.
func (r row) text(name string) string {
	f := r[name]
	if f.as != text && f.as != number {
		return ""
	}
	return string(f.value)
}

// line is a column's text made presentable.
func (r row) line(name string) string { return ilbo.Clean(r.text(name)) }

// number is a column's whole number, and false where it has none.
func (r row) number(name string) (int64, bool) {
	s := r.text(name)
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int64(f), true
}

// yes holds for true, and for 1, which is how databases write it.
func (r row) yes(name string) bool {
	v := string(r[name].value)
	return r[name].as != null && (v == "true" || v == "1")
}

// wrong are the columns that hold what none of that name can hold, in order.
func (r row) wrong() []string {
	var names []string
	for name, f := range r {
		if f.as == list || f.as == object {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// short is a text as a sentence names it.
func short(s string) string {
	s = ilbo.Clean(s)
	if r := []rune(s); len(r) > 60 {
		s = string(r[:59]) + "…"
	}
	return strings.TrimSpace(s)
}
