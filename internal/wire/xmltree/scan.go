package xmltree

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The most that one element of interest may be.
const (
	MaxBytes = 8 << 20 // of the document, between its begin and its end
	maxDepth = 100
	maxNodes = 100_000
)

// A Scanner finds elements of interest in a document.
type Scanner struct {
	d       *xml.Decoder
	meter   *meter
	depth   int
	root    *Element // without what is in it
	parents []string
}

// New makes a scanner of a document in any character set. The error reads as
// the end of a sentence.
func New(r io.Reader) (*Scanner, error) {
	text, err := UTF8(r)
	if err != nil {
		return nil, err
	}
	m := &meter{r: text, left: MaxBytes}
	d := xml.NewDecoder(m)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	return &Scanner{d: d, meter: m}, nil
}

// errLarge says that an element is too large.
var errLarge = fmt.Errorf("a part of it is larger than %d MB", MaxBytes>>20)

// A meter ends a document in which something has no end.
type meter struct {
	r    io.Reader
	left int64
}

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errLarge
	}
	if int64(len(p)) > m.left {
		p = p[:m.left]
	}
	n, err := m.r.Read(p)
	m.left -= int64(n)
	return n, err
}

// Root is the document's first element without what is in it, once Next was
// called; nil: there is none.
func (s *Scanner) Root() *Element { return s.root }

// Within reports whether an element that is open around the present place has
// that name.
func (s *Scanner) Within(name string) bool {
	for _, p := range s.parents {
		if p == name {
			return true
		}
	}
	return false
}

// Next gives the next element that wanted asks for, with all that is in it, or
// io.EOF at the end. Any other error ends the document, and reads as the end of
// a sentence.
func (s *Scanner) Next(wanted func(e *Element) bool) (*Element, error) {
	for {
		s.meter.left = MaxBytes
		token, err := s.token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			e := element(&t)
			if s.root == nil {
				root := *e
				s.root = &root
			}
			if wanted(e) {
				return e, s.fill(e)
			}
			if s.depth++; s.depth > maxDepth {
				return nil, errDeep
			}
			s.parents = append(s.parents, e.Name)
		case xml.EndElement:
			if s.depth > 0 {
				s.depth--
				s.parents = s.parents[:len(s.parents)-1]
			}
		}
	}
}

var (
	errDeep = fmt.Errorf("its elements are more than %d deep", maxDepth)
	errMany = fmt.Errorf("a part of it has more than %d elements", maxNodes)
)

func (s *Scanner) token() (xml.Token, error) {
	token, err := s.d.Token()
	var syntax *xml.SyntaxError
	switch {
	case err == nil:
		return token, nil
	case errors.Is(err, errLarge):
		return nil, errLarge
	case errors.As(err, &syntax):
		if strings.Contains(syntax.Msg, "unexpected EOF") {
			return nil, fmt.Errorf("it is cut short in line %d", syntax.Line)
		}
		return nil, fmt.Errorf("it is not well-formed XML in line %d", syntax.Line)
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	}
	return nil, fmt.Errorf("it cannot be read on: %w", err)
}

// fill reads what is in an element.
func (s *Scanner) fill(e *Element) error {
	open := []*Element{e}
	nodes := 0
	for len(open) > 0 {
		token, err := s.token()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("it is cut short")
		}
		if err != nil {
			return err
		}
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if nodes++; nodes > maxNodes {
				return errMany
			}
			if len(open)+s.depth > maxDepth {
				return errDeep
			}
			c := element(&t)
			top.Nodes = append(top.Nodes, Node{Element: c})
			open = append(open, c)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if nodes++; nodes > maxNodes {
				return errMany
			}
			top.Nodes = append(top.Nodes, Node{Text: string(t)})
		}
	}
	return nil
}

func element(t *xml.StartElement) *Element {
	e := &Element{Space: t.Name.Space, Name: strings.ToLower(t.Name.Local)}
	for _, a := range t.Attr {
		e.Attrs = append(e.Attrs, Attr{a.Name.Space, strings.ToLower(a.Name.Local), a.Value})
	}
	return e
}
