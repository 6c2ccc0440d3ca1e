package ghost

import (
	"errors"
	"strconv"

	"ilbo.press"
)

// The most that a document within a post may hold.
const (
	maxParts  = 200_000 // values
	maxNested = 400     // values within values
)

// A value is a piece of a Mobiledoc or Lexical document. Asking for what it
// does not have gives an empty value, so that documents with anything anywhere
// can be walked.
type value struct {
	kind  kind
	text  string // of a text, a number, true or false
	names []string
	list  []value
}

var none value

// get is a member of an object, the last of that name.
func (v *value) get(name string) *value {
	for i := len(v.names) - 1; i >= 0; i-- {
		if v.names[i] == name {
			return &v.list[i]
		}
	}
	return &none
}

// at is the ith value of a list.
func (v *value) at(i int) *value {
	if v.kind != list || i < 0 || i >= len(v.list) {
		return &none
	}
	return &v.list[i]
}

// each are the values of a list, none of anything else.
func (v *value) each() []value {
	if v.kind != list {
		return nil
	}
	return v.list
}

// words is a text or a number as it stands.
func (v *value) words() string {
	if v.kind != text && v.kind != number {
		return ""
	}
	return v.text
}

// line is a text made presentable.
func (v *value) line() string { return ilbo.Clean(v.words()) }

// number is a whole number, -1 where there is none.
func (v *value) number() int {
	n, err := strconv.Atoi(v.words())
	if err != nil {
		return -1
	}
	return n
}

// no holds for false alone, not for what is not said.
func (v *value) no() bool { return v.kind == boolean && v.text == "false" }

// yes holds for true.
func (v *value) yes() bool { return v.kind == boolean && v.text == "true" }

// common are the names that most nodes have, so that each is in memory once.
var common = func() map[string]string {
	m := map[string]string{}
	for _, name := range []string{"type", "children", "text", "format", "url", "tag", "listType", "value", "title", "src", "alt", "caption", "width", "height", "href"} {
		m[name] = name
	}
	return m
}()

var (
	errParts  = errors.New("is made of more parts than any story")
	errNested = errors.New("is nested more deeply than any story")
	errJSON   = errors.New("is damaged")
)

// dull are members of Lexical nodes that say nothing of the story; they are
// most of a document.
var dull = map[string]bool{"detail": true, "mode": true, "style": true, "version": true, "direction": true, "indent": true, "rel": true, "target": true, "cardWidth": true}

// parse reads a document. The error is part of a sentence on it.
func parse(data []byte) (*value, error) {
	p := &parser{scanner: scanBytes(data)}
	v, err := p.value(0)
	var d *damage
	switch {
	case errors.As(err, &d):
		return nil, errJSON
	case err != nil:
		return nil, err
	case p.next() != 0 || p.pos < p.end:
		return nil, errJSON
	}
	return &v, nil
}

type parser struct {
	*scanner
	parts int
}

func (p *parser) value(depth int) (v value, err error) {
	if p.parts++; p.parts > maxParts {
		return v, errParts
	}
	if depth > maxNested {
		return v, errNested
	}
	if v.kind, err = p.kind(); err != nil {
		return v, err
	}
	switch v.kind {
	case object:
		err = p.object(func(name []byte) error {
			if dull[string(name)] {
				return p.skip()
			}
			known, ok := common[string(name)]
			if !ok {
				known = string(name)
			}
			v.names = append(v.names, known)
			inner, err := p.value(depth + 1)
			v.list = append(v.list, inner)
			return err
		})
	case list:
		err = p.list(func() error {
			inner, err := p.value(depth + 1)
			v.list = append(v.list, inner)
			return err
		})
	case text:
		var out []byte
		out, _, err = p.text(nil, maxBody)
		v.text = string(out)
	default:
		var room [32]byte
		var out []byte
		out, err = p.literal(room[:0])
		v.text = string(out)
	}
	return v, err
}

// maxBody is the longest body of a post in one form, in bytes. Lexical says in
// ten bytes what the story says in one.
const maxBody = 16 << 20
