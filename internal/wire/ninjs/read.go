package ninjs

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/xmltree"
)

// Format names the import.
const Format = "ninjs"

// maxItem is the largest item, in bytes.
const maxItem = 8 << 20

// Read gives the copy of the items in r; name is what refusals call it.
func Read(name string, r io.Reader, o wire.Options) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		text, err := xmltree.UTF8(r)
		if err != nil {
			yield(nil, refuse(name, err))
			return
		}
		m := &meter{r: bufio.NewReader(text), left: maxItem}
		d := json.NewDecoder(m)
		list, err := opened(m.r, d)
		if err != nil {
			yield(nil, refuse(name, err))
			return
		}
		for n := 1; ; n++ {
			where := fmt.Sprintf("%s, item %d", name, n)
			m.left = maxItem
			if list && !d.More() {
				return
			}
			var raw json.RawMessage
			err := d.Decode(&raw)
			switch {
			case errors.Is(err, io.EOF) && !list:
				return
			case m.over:
				yield(nil, refuse(where, fmt.Errorf("it is larger than %d MB", maxItem>>20)))
				return
			case err != nil:
				yield(nil, refuse(where, errors.New("it is not JSON, or is cut short")))
				return
			}
			if !give(where, raw, o, yield) {
				return
			}
		}
	}
}

// opened reports whether a file is a list, and opens it then. One that is
// neither a list nor begins with an item is refused.
func opened(r *bufio.Reader, d *json.Decoder) (bool, error) {
	for {
		b, err := r.Peek(1)
		if err != nil {
			return false, errors.New("it is empty")
		}
		switch b[0] {
		case ' ', '\n', '\r', '\t':
			_, _ = r.Discard(1) // it was there to be peeked at
		case '[':
			_, err := d.Token()
			return true, err
		case '{':
			return false, nil
		default:
			if bytes.HasPrefix(b, []byte{0xEF}) {
				if mark, _ := r.Peek(3); string(mark) == "\xEF\xBB\xBF" {
					_, _ = r.Discard(3)
					continue
				}
			}
			return false, errors.New("it is not JSON")
		}
	}
}

// A meter ends a file in which an item has no end.
type meter struct {
	r    *bufio.Reader
	left int
	over bool
}

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		m.over = true
		return 0, io.ErrUnexpectedEOF
	}
	n, err := m.r.Read(p[:min(len(p), m.left)])
	m.left -= n
	return n, err
}

func refuse(where string, why error) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: %s.", where, strings.TrimSuffix(why.Error(), ".")), Err: why}
}

// give gives the copy of an item and of the texts within it.
func give(where string, raw json.RawMessage, o wire.Options, yield func(*wire.Copy, error) bool) bool {
	i, err := parse(raw)
	if err != nil {
		return yield(nil, refuse(where, err))
	}
	if kind, kinds, outcome := i.aside(); kind != "" {
		if !yield(nil, &wire.Aside{N: 1, Kind: kind, Kinds: kinds, Outcome: outcome}) {
			return false
		}
	} else if !yield(i.copy(where, o)) {
		return false
	}
	for _, inner := range i.Associations {
		if inner.isText() && inner.URI != "" && !yield(inner.copy(where, o)) {
			return false
		}
	}
	return true
}
